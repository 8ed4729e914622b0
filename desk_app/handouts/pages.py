"""A PDF as pictures, one per page: the same pages on screen and on paper."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from pypdfium2 import PdfBitmap, PdfPage

# PDFium keeps its state per process and must never run in two threads at once.
_ONE_AT_A_TIME: Final = threading.Lock()


@dataclass(frozen=True, slots=True)
class PageImage:
    """One drawn page.

    Attributes:
        width, height: in pixels.
        bgrx: four bytes per pixel in rows without padding, as ``QImage.Format_RGB32``
            expects on every processor we run on; the fourth byte means nothing.
    """

    width: int
    height: int
    bgrx: bytes | memoryview


T = TypeVar("T")


def keep(page: PageImage) -> PageImage:
    """Return a page with bytes of its own."""
    return replace(page, bgrx=bytes(page.bgrx))


def draw_pages(pdf: bytes, *, pixels_per_point: float) -> list[PageImage]:
    """All pages; one point is 1/72 inch."""
    return list(each_page(pdf, keep, pixels_per_point=pixels_per_point))


def each_page(
    pdf: bytes, make: Callable[[PageImage], T], *, pixels_per_point: float
) -> Iterator[T]:
    """Yield what ``make`` makes of page after page: only one is in memory at a time.

    Args:
        make: is lent the page's bytes, which go when it returns. To copy the millions of them
            is what other threads wait for, so it should be done once.
    """
    for number in range(page_count(pdf)):
        yield _drawn(pdf, number, make, pixels_per_point)


def draw_page(pdf: bytes, number: int, *, pixels_per_point: float) -> PageImage:
    """One page, counted from 0."""
    return _drawn(pdf, number, keep, pixels_per_point)


def _drawn(pdf: bytes, number: int, make: Callable[[PageImage], T], pixels_per_point: float) -> T:
    import pypdfium2  # noqa: PLC0415 - late: a native library that only pages need

    with _ONE_AT_A_TIME, pypdfium2.PdfDocument(pdf) as document:
        page = document[number]
        bitmap = _rendered(page, pixels_per_point)
        page.close()
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        pixels = memoryview(bitmap.buffer)
        made = make(PageImage(width, height, _without_padding(pixels, width * 4, stride)))
        pixels.release()
        del bitmap
    return made


def page_bands(
    pdf: bytes, number: int, *, pixels_per_point: float, rows: int
) -> Iterator[tuple[int, PageImage]]:
    """One page from top to bottom in bands of so many rows, each with the place of its top.

    A band repeats the last row of the one above: side by side they might leave a hairline.
    """
    import pypdfium2  # noqa: PLC0415 - late: a native library that only pages need

    with _ONE_AT_A_TIME, pypdfium2.PdfDocument(pdf) as document:
        page = document[number]
        bitmap = _rendered(page, pixels_per_point)
        page.close()
    try:
        # Not copied as a whole: 34 MB at once would hold up every other thread.
        pixels = memoryview(bitmap.buffer)
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        for top in range(0, height, rows):
            start, end = max(top - 1, 0), min(top + rows, height)
            part = bytes(pixels[start * stride : end * stride])
            yield start, PageImage(width, end - start, _without_padding(part, width * 4, stride))
    finally:
        pixels.release()
        with _ONE_AT_A_TIME:
            del bitmap


def _rendered(page: PdfPage, pixels_per_point: float) -> PdfBitmap:
    """In memory that PDFium takes itself: Python's would hold up every thread until it is there.

    It goes with the object; to close it by hand makes the library warn of what still points there.
    """
    import pypdfium2  # noqa: PLC0415 - late: a native library that only pages need

    return page.render(
        scale=pixels_per_point, prefer_bgrx=True, bitmap_maker=pypdfium2.PdfBitmap.new_foreign
    )


def page_count(pdf: bytes) -> int:
    """How many pages the file has."""
    return len(page_sizes(pdf))


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of every page in points."""
    import pypdfium2  # noqa: PLC0415 - late: a native library that only pages need

    with _ONE_AT_A_TIME, pypdfium2.PdfDocument(pdf) as document:
        return [document.get_page_size(number) for number in range(len(document))]


def _without_padding(pixels: memoryview | bytes, row: int, stride: int) -> memoryview | bytes:
    if row == stride:
        return pixels
    return b"".join(pixels[start : start + row] for start in range(0, len(pixels), stride))
