"""The columns of a file, each with what it is brought in as."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desk_app import import_wording as wording
from desk_app.importing.book import Row
from desk_app.importing.heading_words import Field
from desk_app.widgets.choice_box import ChoiceBox
from desk_app.widgets.form_grid import FormGrid

_FIRST_CELLS = 3
_LONGEST = 24


class ColumnsView(QScrollArea):
    """One choice for each column.

    Signals:
        chosen: place of a column, and its Field.
    """

    chosen = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.boxes: list[ChoiceBox] = []

    def show_columns(self, headings: Row, fields: tuple[Field, ...], rows: list[Row]) -> None:
        """Show other columns.

        Args:
            headings: empty where the file has none.
            rows: those below.
        """
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 12, 0)
        form = FormGrid(content)
        column.addWidget(form)
        self.boxes = []
        for place, field in enumerate(fields):
            label = headings[place] if place < len(headings) and headings[place] else ""
            label = label or self.tr("Column {0}").format(letters(place))
            box = ChoiceBox(label, letters=14)
            for each in Field:
                box.addItem(wording.field_name(each), each)
            box.setCurrentIndex(list(Field).index(field))
            box.setProperty("place", place)
            box.activated.connect(self._on_choice)
            self.boxes.append(box)
            shown = _shortened(label).replace("&", "&&")
            form.add_field(str(place), shown, box, _first_cells(place, rows))
        self.setWidget(content)
        content.show()

    @Slot()
    def _on_choice(self) -> None:
        box = self.sender()
        if isinstance(box, ChoiceBox):
            self.chosen.emit(box.property("place"), box.currentData())


def letters(place: int) -> str:
    """Return a column's name as spreadsheet programs have it: A to Z, AA."""
    name = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _first_cells(place: int, rows: list[Row]) -> str:
    cells = (row[place] for row in rows if place < len(row) and row[place])
    found: dict[str, None] = {}
    for cell in cells:
        found[_shortened(" ".join(cell.split()))] = None
        if len(found) == _FIRST_CELLS:
            break
    return " · ".join(found)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
