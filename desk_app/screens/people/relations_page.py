"""Who belongs to the open person: shown, opened, added, taken away."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.domain.enquiry import About
from db.queries.callers import CallerRow
from desk_app import wording
from desk_app.screens.people.presenter import PeoplePresenter
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.calm_fields import CalmBox
from desk_app.widgets.labels import Tone, plain_label
from desk_app.widgets.type_ahead import Suggestion, TypeAheadEdit


class RelationList(QWidget):
    """Signals:

    person_wanted: the id of a related person to open.
    """

    person_wanted = Signal(object)

    def __init__(self, presenter: PeoplePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._place = QVBoxLayout()
        self._place.setSpacing(0)
        column.addLayout(self._place)
        self._rows: list[QWidget] = []
        self._ids: dict[Button, int] = {}
        self._kind = CalmBox(self)
        self._kind.setAccessibleName(self.tr("How they belong together"))
        for kind in About:
            if kind is not About.SELF:
                self._kind.addItem(wording.about(kind), kind)
        self._name = TypeAheadEdit(
            self.tr("Add somebody who belongs to them"), self, placeholder=self.tr("Find by name")
        )
        add = QHBoxLayout()
        add.setSpacing(8)
        add.addWidget(self._kind)
        add.addWidget(self._name, 1)
        column.addLayout(add)
        self.setFocusProxy(self._kind)
        self._name.edited.connect(self._on_typed)
        self._name.picked.connect(self._on_picked)
        presenter.others_found.connect(self._on_others)

    def show_relations(self, relations: tuple[tuple[int, str, str], ...]) -> None:
        """Show who there is: id, name, what they are to the person."""
        for row in self._rows:
            self._place.removeWidget(row)
            row.hide()  # it goes a moment later
            row.deleteLater()
        self._rows, self._ids = [], {}
        for person_id, name, kind in relations:
            self._rows.append(self._make(person_id, name, kind))
            self._place.addWidget(self._rows[-1])

    def _make(self, person_id: int, name: str, kind: str) -> QWidget:
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        words = plain_label(f"{kind}: {name}", row, tone=Tone.PLAIN, wrap=True)
        line.addWidget(words, 1)
        for icon, said, slot in (
            ("arrow-right", self.tr("Open {0}").format(name), self._on_open),
            ("cross", self.tr("Remove {0}").format(name), self._on_remove),
        ):
            button = Button("", row, kind=ButtonKind.FLAT, icon_name=icon)
            button.setAccessibleName(said)
            button.setToolTip(said)
            button.clicked.connect(slot)
            self._ids[button] = person_id
            line.addWidget(button)
        return row

    @Slot()
    def _on_open(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.person_wanted.emit(self._ids[button])

    @Slot()
    def _on_remove(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self._presenter.deeds.forget_relation(self._ids[button])

    @Slot(str)
    def _on_typed(self, typed: str) -> None:
        self._presenter.find_others(typed)

    @Slot(object)
    def _on_others(self, rows: list[CallerRow]) -> None:
        self._name.set_suggestions(
            [Suggestion(row.person_id, row.name or row.number, row.number) for row in rows]
        )

    @Slot(object)
    def _on_picked(self, person_id: int) -> None:
        self._name.set_value("")
        self._presenter.deeds.relate(person_id, self._kind.currentData())
