"""Pictures as they arrive at a desk: a file that was chosen, something that was pasted."""

from __future__ import annotations

from pathlib import Path
from typing import Final, TypeAlias

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from db.domain.picture import Picture
from desk_app.pictures.intake import (
    MAX_BYTES,
    PictureRefusal,
    RefusedPictureError,
    read_picture,
)

Arrived: TypeAlias = Path | bytes | QImage

_FORMATS: Final = ("image/png", "image/jpeg")


def picture_in(pasted: QMimeData) -> Arrived | None:
    """Return the one file or the picture that was copied elsewhere; None where there is neither."""
    files = [Path(url.toLocalFile()) for url in pasted.urls() if url.isLocalFile()]
    if len(files) == 1:
        return files[0]
    for name in _FORMATS:
        if pasted.hasFormat(name):
            return bytes(pasted.data(name).data())
    image = pasted.imageData() if pasted.hasImage() else None
    return image if isinstance(image, QImage) and not image.isNull() else None


def read_arrived(arrived: Arrived) -> Picture:
    """In the worker: make it fit for paper.

    Raises:
        RefusedPictureError: see ``read_picture``.
        OSError: the file cannot be opened.
    """
    if isinstance(arrived, QImage):
        return read_picture(_as_png(arrived))
    if isinstance(arrived, Path):
        if arrived.stat().st_size > MAX_BYTES:
            raise RefusedPictureError(PictureRefusal.TOO_LARGE)
        arrived = arrived.read_bytes()
    return read_picture(arrived)


def thumbnail(picture: Picture, size: QSize) -> QImage:
    """In the worker: the picture, no larger than that."""
    bytes_ = QByteArray(picture.data)
    buffer = QBuffer(bytes_)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(picture.kind.value.encode()))
    own = QSize(picture.width, picture.height)
    if own.boundedTo(size) != own:
        reader.setScaledSize(own.scaled(size, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def _as_png(image: QImage) -> bytes:
    bytes_ = QByteArray()
    buffer = QBuffer(bytes_)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(bytes_.data())
