"""This desk: its name, who sits here, looks and printer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desk_app.screens.settings.form_page import BoundForm, focus
from desk_app.screens.settings.seat_presenter import SeatPresenter
from desk_app.screens.settings.section_page import SectionPage
from desk_app.widgets.buttons import Button
from desk_app.widgets.labels import section_heading

_AT_ONCE = ("appearance", "font_points", "printer", "paper")


class SeatPage(SectionPage):
    """There is no Save: each choice takes effect as it is made."""

    def __init__(self, presenter: SeatPresenter) -> None:
        sentence = self.tr("For this desk only. Each choice takes effect at once.")
        super().__init__(self.tr("This desk"), sentence)
        self._seat = presenter
        form = self.form = BoundForm()
        name = form.add_line("desk_name", self.tr("Desk's &name"))
        name.setMaxLength(64)
        name.editingFinished.connect(self._name_desk)
        form.add_choice("staff_id", self.tr("&Who sits here"), presenter.people())
        form.add_wide(section_heading(self.tr("Looks")))
        form.add_choice("appearance", self.tr("&Colours"), presenter.appearances())
        form.add_choice("font_points", self.tr("&Text size"), presenter.sizes())
        form.add_wide(section_heading(self.tr("Printing")))
        form.add_choice("printer", self.tr("&Printer"), [("", self.tr("Ask every time"))])
        form.add_choice("paper", self.tr("P&aper in it"), presenter.papers())
        for name_ in ("staff_id", *_AT_ONCE):
            self._box(name_).activated.connect(self._choose)
        self._reset = Button(self.tr("&Reset layout"), icon_name="refresh")
        self._reset.setToolTip(self.tr("Columns, splitters and windows as they were at first"))
        self._reset.clicked.connect(presenter.reset_layout)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(form)
        column.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.add_scrolling(content)
        presenter.changed.connect(self._fill)
        presenter.printers_found.connect(self._offer_printers)
        self._fill()

    def shown(self) -> None:
        self._seat.find_printers()
        self._fill()

    def focus_first(self) -> None:
        focus(self.form.first_field())

    def _box(self, name: str) -> QComboBox:
        box = self.form.field(name)
        if not isinstance(box, QComboBox):
            raise TypeError(f"{name} is no choice")
        return box

    @Slot()
    def _fill(self) -> None:
        _offer(self._box("staff_id"), self._seat.people())
        settings = self._seat.settings
        values = {name: getattr(settings, name) for name in _AT_ONCE}
        if self._box("printer").findData(values["printer"]) < 0:
            self._box("printer").addItem(str(values["printer"]), values["printer"])
        self.form.fill(
            {
                "desk_name": self._seat.desk_name,
                "staff_id": self._seat.who_sits_here(),
                **values,
            }
        )

    @Slot()
    def _choose(self) -> None:
        box = self.sender()
        for name in _AT_ONCE:
            if box is self._box(name):
                self._seat.choose(name, self._box(name).currentData())
        if box is self._box("staff_id"):
            self._seat.sit_down(int(self._box("staff_id").currentData()))

    @Slot()
    def _name_desk(self) -> None:
        self._seat.name_desk(str(self.form.values()["desk_name"]))

    @Slot(object)
    def _offer_printers(self, names: list[str]) -> None:
        chosen = str(self._seat.settings.printer)
        known = names if not chosen or chosen in names else [*names, chosen]
        _offer(self._box("printer"), [("", self.tr("Ask every time")), *((n, n) for n in known)])
        self._fill()


def _offer(box: QComboBox, choices: list[tuple[int, str]] | list[tuple[str, str]]) -> None:
    """Offer these unless they are what is offered already."""
    offered = [(box.itemData(row), box.itemText(row)) for row in range(box.count())]
    if offered != choices:
        box.clear()
        for value, words in choices:
            box.addItem(words, value)
