"""Picture files as people have them, drawn here."""

from __future__ import annotations

import struct
import zlib

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter


def drawn(width: int = 60, height: int = 40, *, grey: bool = False) -> QImage:
    """A gradient from left to right; in colour from red to blue."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    ends = (0x202020, 0xE0E0E0) if grey else (0xD02020, 0x2020D0)
    gradient = QLinearGradient(0, 0, width, 0)
    gradient.setColorAt(0, QColor.fromRgb(ends[0]))
    gradient.setColorAt(1, QColor.fromRgb(ends[1]))
    painter = QPainter(image)
    painter.fillRect(image.rect(), gradient)
    painter.end()
    return image


def as_file(image: QImage, kind: str) -> bytes:
    """The image as a file of that kind: ``png``, ``jpeg``, ``bmp``."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)
    return data.data()


def png_of_size(width: int, height: int) -> bytes:
    """A sound PNG file of so many black pixels, packed into next to nothing."""
    row = b"\0" * (width // 8 + 2)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", packed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(name, data) for name, data in parts)


def chunk(name: bytes, data: bytes) -> bytes:
    """One part of a PNG file."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def with_exif(jpeg: bytes, orientation: int = 1) -> bytes:
    """A photograph that tells the camera and the place it was taken at."""
    make = b"SpyCam\0\0"
    entries = [
        struct.pack(">HHII", 0x010F, 2, len(make), 8 + 2 + 3 * 12 + 4),
        struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0),
        struct.pack(">HHII", 0x8825, 4, 1, 8 + 2 + 3 * 12 + 4 + len(make)),
    ]
    place = struct.pack(">HHHI4sI", 1, 1, 2, 2, b"N\0\0\0", 0)
    tiff = b"MM\0*" + struct.pack(">IH", 8, 3) + b"".join(entries) + b"\0\0\0\0" + make + place
    block = b"Exif\0\0" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + jpeg[2:]
