"""What a careful printer looks for on finished pages: no line alone, no heading at a foot.

Read from the tags and the drawn letters, so that running heads and feet, which are decoration,
do not count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from desk_app.handouts.pages import page_sizes
from tests.desk_app.handouts.pdf_elements import Element
from tests.desk_app.handouts.pdf_objects import Pdf
from tests.desk_app.handouts.pdf_rules import Tree
from tests.desk_app.handouts.pdf_structure import Run, runs

_INLINE = frozenset({"Span", "Link", "Quote", "Code", "Reference"})
_SAME_LINE = 0.55  # of the size of print: the dots of Arabic letters have a line of their own
_HALF = 0.5

Panel = tuple[int, int]  # page and column, from 0


@dataclass
class Line:
    """One line of print; ``baseline`` in points from the page's foot."""

    panel: Panel
    baseline: float
    element: Element
    text: str = ""


@dataclass
class Sheet:
    """The lines of a file by panel, from top to bottom."""

    heights: list[float]
    panels: dict[Panel, list[Line]] = field(default_factory=dict)


def broken_pages(pdf: bytes, *, columns: int = 1, open_ended: bool = False) -> list[str]:
    """Every rule that a page breaks, in words.

    Args:
        columns: how many panels stand side by side.
        open_ended: whether a page may be left half empty, as panels may. The last two may in
            any case: the last box stays with the closing lines.
    """
    sheet = read_lines(pdf, columns=columns)
    return [
        *_lone_lines(sheet),
        *_bad_feet(sheet),
        *_torn(sheet),
        *([] if open_ended else _half_empty(sheet)),
    ]


def read_lines(pdf: bytes, *, columns: int = 1) -> Sheet:
    """The tagged lines of every page."""
    blocks, sizes = _blocks(Pdf(pdf)), page_sizes(pdf)
    sheet = Sheet([height for _, height in sizes])
    told = [run for run in runs(pdf) if run.mark >= 0]

    def panel_of(run: Run) -> Panel:
        return run.page, int(run.left * columns // sizes[run.page][0])

    for panel, found in groupby(sorted(told, key=panel_of), key=panel_of):
        lines: list[Line] = []
        for run in sorted(found, key=lambda each: -each.baseline):
            if not lines or lines[-1].baseline - run.baseline > _SAME_LINE * run.size:
                lines.append(Line(panel, run.baseline, blocks[(run.page, run.mark)]))
            lines[-1].text += run.text
        sheet.panels[panel] = lines
    return sheet


def _blocks(pdf: Pdf) -> dict[tuple[int, int], Element]:
    """The paragraph, heading or item that each marked piece belongs to."""
    found: dict[tuple[int, int], Element] = {}

    def walk(element: Element, block: Element) -> None:
        block = block if element.kind in _INLINE else element
        found.update(dict.fromkeys(element.marks, block))
        for child in element.children:
            walk(child, block)

    walk(Tree(pdf).root, Element("Root", {}))
    return found


def _lone_lines(sheet: Sheet) -> Iterator[str]:
    for panel, lines in sheet.panels.items():
        if len(lines) == 1:
            yield f"{_name(panel)} holds one line: {lines[0].text}"


def _bad_feet(sheet: Sheet) -> Iterator[str]:
    for panel, lines in sheet.panels.items():
        last = lines[-1]
        if last.element.kind in ("H1", "H2", "H3"):
            yield f"a heading ends {_name(panel)}: {last.text}"
        elif last.text.rstrip().endswith(":") and panel != max(sheet.panels):
            yield f"words that lead in to a list end {_name(panel)}: {last.text}"


def _torn(sheet: Sheet) -> Iterator[str]:
    """Less than two lines of a paragraph before or behind the end of a page."""
    counts: dict[int, dict[Panel, list[Line]]] = {}
    for panel, lines in sheet.panels.items():
        for line in lines:
            counts.setdefault(id(line.element), {}).setdefault(panel, []).append(line)
    for parts in counts.values():
        if len(parts) > 1:
            for panel, lines in parts.items():
                if len(lines) == 1:
                    yield f"one line of several stands alone on {_name(panel)}: {lines[0].text}"


def _half_empty(sheet: Sheet) -> Iterator[str]:
    last = max(page for page, _ in sheet.panels)
    for (page, column), lines in sheet.panels.items():
        if page < last - 1 and lines[-1].baseline > sheet.heights[page] * _HALF:
            yield f"the lower half of {_name((page, column))} is empty"


def _name(panel: Panel) -> str:
    return f"page {panel[0] + 1}, column {panel[1] + 1}"
