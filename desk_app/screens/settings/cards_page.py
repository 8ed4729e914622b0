"""The desk cards of a service: a list, and below it the card that is written or read."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.domain.service import CardKind
from desk_app.screens.settings.cards_presenter import CardsPresenter
from desk_app.screens.settings.form_page import BoundForm, focus
from desk_app.screens.settings.record_list_page import RecordList
from desk_app.screens.settings.section_page import scrolling
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.echo_edit import EchoEdit
from desk_app.wording import card_kind


class CardsPanel(QWidget):
    """Saved with the section's own Save when the cards are what is shown."""

    def __init__(self, presenter: CardsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = presenter
        self._key: object = presenter.new_key
        self.list = RecordList(self.tr("Desk cards"), self, empty=self.tr("No desk cards yet."))
        self.form = BoundForm(self)
        self._review = EchoEdit(self.tr("Review on"), self, placeholder=self.tr("in 12 months"))
        self._add = Button(self.tr("New &card"), self, kind=ButtonKind.FLAT, icon_name="plus")
        self._put = Button("", self, kind=ButtonKind.FLAT)
        self._build_form()
        self._lay_out()
        self._connect()

    @property
    def key(self) -> object:
        return self._key

    def save(self) -> None:
        self.form.clear_problems()
        self._cards.save(self._key)

    def put_back(self) -> None:
        self.form.clear_problems()
        self._cards.put_back(self._key)
        self._fill()

    def is_typed(self) -> bool:
        """Whether the card that is shown has something that is not stored."""
        return self._cards.is_typed(self._key)

    def _build_form(self) -> None:
        form = self.form
        kinds = [(kind.value, card_kind(kind)) for kind in CardKind]
        form.add_block("text", self.tr("&Words"))
        form.add_choice("kind", self.tr("&Kind"), kinds)
        form.add_choice("approver", self.tr("A&pproved by"), self._cards.people())
        form.bind(
            "review",
            self.tr("&Review on"),
            self._review,
            self._review.edit.text,
            self._review.set_text,
        )

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self._add)
        buttons.addWidget(self._put)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 12, 0)
        layout.setSpacing(8)
        layout.addWidget(self.list, 3)
        layout.addLayout(buttons)
        layout.addWidget(scrolling(self.form), 4)

    def _connect(self) -> None:
        self.list.chosen.connect(self._show_card)
        self.list.entered.connect(self._focus_form)
        self._add.clicked.connect(self._begin_new)
        self._put.clicked.connect(self._put_in_or_out)
        self.form.edited.connect(self._keep)
        self._review.edited.connect(self.form.edited)
        self._cards.rows_changed.connect(self._show_rows)
        self._cards.wanted.connect(self._go_to)
        self._cards.problems_found.connect(self._show_problems)

    @Slot()
    def _show_rows(self) -> None:
        self.list.set_rows(self._cards.rows())
        gone = not self._cards.exists(self._key) and self._key != self._cards.new_key
        if gone:
            self._key = self._cards.new_key
            self.list.clear_choice()
        if self._key == self._cards.new_key and not self._cards.is_typed(self._key):
            self.list.choose_first()
        self._fill()

    @Slot(object)
    def _show_card(self, key: object) -> None:
        if key != self._key:
            self.form.clear_problems()
        self._key = key
        self._fill()

    @Slot(object)
    def _go_to(self, key: object) -> None:
        if self.list.choose(key) or key == self._cards.new_key:
            self._show_card(key)

    def _fill(self) -> None:
        self.form.fill(self._cards.typed(self._key))
        self._show_review()
        active = self._cards.is_active(self._key)
        self._put.setText(self.tr("Put &out of use") if active else self.tr("&Use again"))
        self._put.setVisible(isinstance(self._key, int))

    @Slot()
    def _keep(self) -> None:
        values = self.form.values()
        if values["approver"] and not values["review"].strip():
            stored = self._cards.typed(self._key)
            if not stored["approver"]:  # just approved: propose the clinic's usual date
                self._review.set_text(self._cards.usual_review())
                values = self.form.values()
        self._cards.keep(self._key, values)
        self.list.set_rows(self._cards.rows())
        self._show_review()

    def _show_review(self) -> None:
        self._review.set_echo(self._cards.review_echo(self._review.text))

    @Slot()
    def _begin_new(self) -> None:
        self.list.clear_choice()
        self._show_card(self._cards.new_key)
        self._focus_form()

    @Slot()
    def _focus_form(self) -> None:
        focus(self.form.first_field())

    @Slot()
    def _put_in_or_out(self) -> None:
        if isinstance(self._key, int):
            self._cards.set_active(self._key, active=not self._cards.is_active(self._key))

    @Slot(object)
    def _show_problems(self, problems: dict[str, str]) -> None:
        self.form.show_problems(problems)
