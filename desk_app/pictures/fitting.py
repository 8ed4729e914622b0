"""In the second process: from any PNG or JPEG file to one that holds its pixels alone."""

from __future__ import annotations

import json
import sys
from typing import Final

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMessageLogContext,
    QSize,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QImageWriter, QPainter

from db.domain.picture import Picture, PictureKind
from desk_app.pictures.intake import PictureRefusal, RefusedPictureError
from desk_app.second_process import limit_this_process

CPU_SECONDS: Final = 8
MEMORY_BYTES: Final = 1_000_000_000
# A telephone's finest photograph has 50 million.
MAX_PIXELS: Final = 60_000_000
# 300 dots an inch over the widest column of any template of ours, 6.8 inches.
MOST_SIDE: Final = 2040
_QUALITIES: Final = (85, 70, 50)
_MOST_BYTES: Final = 1_500_000
# A drawing stays sharp as a PNG; a photograph in that format takes many times more.
_LARGE_PNG: Final = 300_000
_DOTS_PER_METRE: Final = 3780  # 96 to the inch; paper decides anew


def answer() -> int:
    """Read the file from the standard input, write the picture to the standard output."""
    limit_this_process(cpu_seconds=CPU_SECONDS, memory_bytes=MEMORY_BYTES)
    data = sys.stdin.buffer.read()
    try:
        fitted = fit(data)
    except RefusedPictureError as error:
        sys.stdout.buffer.write(json.dumps({"refusal": error.refusal.value}).encode() + b"\n")
        return 0
    told = {
        "kind": fitted.kind.value,
        "width": fitted.width,
        "height": fitted.height,
        "length": len(fitted.data),
    }
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + fitted.data + fitted.grey)
    return 0


def fit(data: bytes) -> Picture:
    """Scale, turn upright, put on white and encode anew.

    Raises:
        RefusedPictureError: broken, or too many pixels.
    """
    kind = PictureKind.PNG if data.startswith(b"\x89") else PictureKind.JPEG
    image = _on_white(_read(data, kind))
    if image.isGrayscale():
        image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    kind, encoded = _encoded(image, kind)
    grey = b""
    if not image.isGrayscale():
        grey = _in_format(image.convertToFormat(QImage.Format.Format_Grayscale8), kind)
    return Picture(kind, image.width(), image.height(), encoded, grey)


def _read(data: bytes, kind: PictureKind) -> QImage:
    complaints: list[str] = []

    def note(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        complaints.append(message.lower())

    before = qInstallMessageHandler(note)
    try:
        image = _decoded(data, kind)
    finally:
        qInstallMessageHandler(before)
    # Of half a photograph Qt makes a whole one, with grey below, and says so only here.
    is_torn = any("premature" in words or "corrupt" in words for words in complaints)
    if image.isNull() or is_torn:
        raise RefusedPictureError(PictureRefusal.DAMAGED)
    return image


def _decoded(data: bytes, kind: PictureKind) -> QImage:
    bytes_ = QByteArray(data)
    buffer = QBuffer(bytes_)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    # The format is named, so that no other of Qt's readers ever sees what others wrote.
    reader = QImageReader(buffer, QByteArray(kind.value.encode()))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isEmpty():
        raise RefusedPictureError(PictureRefusal.DAMAGED)
    if size.width() * size.height() > MAX_PIXELS:
        raise RefusedPictureError(PictureRefusal.TOO_LARGE)
    if kind is PictureKind.JPEG:
        reader.setScaledSize(_bounded(size))  # the decoder does most of it, in little memory
    return reader.read()


def _bounded(size: QSize) -> QSize:
    """No larger than paper can show."""
    bounds = QSize(MOST_SIDE, MOST_SIDE)
    if size.boundedTo(bounds) == size:
        return size
    return size.scaled(bounds, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))


def _on_white(image: QImage) -> QImage:
    """The pixels alone, in the colours that paper and screens expect."""
    srgb = QColorSpace(QColorSpace.NamedColorSpace.SRgb)
    size = _bounded(image.size())
    if size != image.size():
        image = image.scaled(
            size,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    if image.colorSpace().isValid() and image.colorSpace() != srgb:
        image = image.convertedToColorSpace(srgb, QImage.Format.Format_ARGB32)
    canvas = QImage(size, QImage.Format.Format_RGB32)
    # Otherwise those of this computer's screen, and one file would have two fingerprints.
    canvas.setDotsPerMeterX(_DOTS_PER_METRE)
    canvas.setDotsPerMeterY(_DOTS_PER_METRE)
    canvas.fill(Qt.GlobalColor.white)
    painter = QPainter(canvas)
    painter.drawImage(0, 0, image)
    painter.end()
    return canvas


def _encoded(image: QImage, kind: PictureKind) -> tuple[PictureKind, bytes]:
    if kind is PictureKind.PNG:
        drawn = _in_format(image, kind)
        if len(drawn) <= _LARGE_PNG:
            return kind, drawn
    encoded = b""
    for quality in _QUALITIES:
        encoded = _in_format(image, PictureKind.JPEG, quality)
        if len(encoded) <= _MOST_BYTES:
            break
    return PictureKind.JPEG, encoded


def _in_format(image: QImage, kind: PictureKind, quality: int = _QUALITIES[0]) -> bytes:
    bytes_ = QByteArray()
    buffer = QBuffer(bytes_)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(kind.value.encode()))
    # For a PNG the figure means how hard it is packed.
    writer.setQuality(quality if kind is PictureKind.JPEG else 20)
    writer.write(image)
    return bytes(bytes_.data())
