"""A sheet made into pages to look at. All of it can run in a worker."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QImage

from desk_app.handouts.pages import each_page, page_sizes
from desk_app.handouts.printing import page_picture
from desk_app.handouts.rendering import HandoutPress, RenderedHandout
from desk_app.handouts.sheet import HandoutSheet

_FINEST = 3.0  # pixels per point; finer than any screen shows at the size of paper
_COARSEST = 0.3
_MOST_PIXELS = 60_000_000  # of all pages together: 240 MB


@dataclass(frozen=True, slots=True)
class Preview:
    """The finished file and its pages as drawn from it.

    Attributes:
        sizes: width and height of each page in points.
    """

    rendered: RenderedHandout
    pages: tuple[QImage, ...]
    sizes: tuple[tuple[float, float], ...]


def make_preview(press: HandoutPress, sheet: HandoutSheet, pixels_per_point: float) -> Preview:
    """Set the sheet and draw its pages."""
    return draw_preview(press.render(sheet), pixels_per_point)


def draw_preview(rendered: RenderedHandout, pixels_per_point: float) -> Preview:
    """Draw the pages; of a very long handout less sharply, so that they fit into memory."""
    sizes = page_sizes(rendered.pdf)
    area = sum(width * height for width, height in sizes) or 1.0
    bound = min(_FINEST, (_MOST_PIXELS / area) ** 0.5)
    scale = max(_COARSEST, min(pixels_per_point, bound))
    # Made here: the window would stand still for as long as a page's millions of bytes are copied.
    pages = each_page(rendered.pdf, page_picture, pixels_per_point=scale)
    return Preview(rendered, tuple(pages), tuple(sizes))
