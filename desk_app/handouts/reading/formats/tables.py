"""Tables of a page: rows of facts, or only a way to set words side by side."""

from __future__ import annotations

from dataclasses import dataclass, field

from desk_app.handouts.reading.formats.units import Role, Unit
from desk_app.handouts.reading.words import word_count

_LONGEST_CELL = 60
_BETWEEN = " | "


@dataclass(slots=True)
class Table:
    """Collects its cells; ``sink`` takes the units of the cell that is open, or of none."""

    is_layout: bool = False
    rows: list[list[list[Unit]]] = field(default_factory=list)
    sink: list[Unit] = field(default_factory=list)
    _loose: list[Unit] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sink = self._loose

    def begin_row(self) -> None:
        self.rows.append([])

    def begin_cell(self) -> None:
        if not self.rows:
            self.begin_row()
        self.sink = []
        self.rows[-1].append(self.sink)

    def end_cell(self) -> None:
        self.sink = self._loose

    def units(self) -> list[Unit]:
        """One unit for each row, or in a layout all of them as they stand."""
        cells = [cell for row in self.rows for cell in row]
        rows = [row for row in map(_filled, self.rows) if row]
        if self.is_layout or len(rows) < 2 or not any(len(row) > 1 for row in rows):
            return [*self._loose, *(unit for cell in cells for unit in cell)]
        if any(map(_is_layout_cell, cells)):
            return [*self._loose, *(unit for cell in cells for unit in cell)]
        return [*self._loose, *(unit for row in self.rows for unit in _row(row))]


def _filled(row: list[list[Unit]]) -> list[list[Unit]]:
    return [cell for cell in row if any(unit.reason is None for unit in cell)]


def _is_layout_cell(cell: list[Unit]) -> bool:
    words = sum(word_count(unit.text) for unit in cell)
    return words > _LONGEST_CELL or any(unit.role in (Role.HEADING, Role.ROW) for unit in cell)


def _row(row: list[list[Unit]]) -> list[Unit]:
    kept = [[unit for unit in cell if unit.reason is None] for cell in row]
    asides = [unit for cell in row for unit in cell if unit.reason is not None]
    texts = [" ".join(unit.text for unit in cell) for cell in kept if cell]
    if not texts:
        return asides
    first = next(cell[0] for cell in kept if cell)
    return [Unit(Role.ROW, _BETWEEN.join(texts), zones=first.zones), *asides]
