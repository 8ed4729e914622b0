"""The form of one call card: what is typed goes to its presenter, what it says comes back."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from db.domain.enquiry import About, Channel, Outcome
from db.domain.when import QuickChoice
from db.queries.clinic import ClinicFacts
from desk_app.screens.desk.card_fields_page import ChoiceCombo, OfferEdit
from desk_app.screens.desk.card_layout_page import CardLayout
from desk_app.screens.desk.card_presenter import CardPresenter
from desk_app.screens.desk.offers import Offer
from desk_app.widgets.echo_edit import EchoEdit
from desk_app.widgets.growing_text_edit import GrowingTextEdit

_WHO: Final = ("phone", "caller_name")


class CardForm(QWidget):
    """Shows one card's content and hands on what is typed; it decides nothing.

    Signals:
        entered: the widget of this form that now has the focus.
    """

    entered = Signal(object)

    def __init__(self, card: CardPresenter, clinic: ClinicFacts, parent: QWidget) -> None:
        super().__init__(parent)
        self._card = card
        self._clinic = clinic
        self._layout = CardLayout(self)
        self._fields = self._layout.fields
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._layout)
        self._connect()
        self.refill(frozenset({"lists", *self._fields}))

    # --- For the card around it ---------------------------------------------------------

    def set_clinic(self, clinic: ClinicFacts) -> None:
        self._clinic = clinic

    def focus_start(self) -> None:
        """Put the focus where work begins, or goes on."""
        content = self._card.content
        order = _WHO if content.channel is Channel.PHONE else ("caller_name",)
        if content.from_paper:
            order = ("happened", *order)
        empty = next((name for name in order if not getattr(content, name)), "concern")
        self._layout.target(empty).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_field(self, name: str) -> None:
        """Put the focus in one field."""
        self._layout.target(name).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def book(self) -> None:
        """Booked; the day is asked for next."""
        self._card.endings.book()
        self.focus_field("booked_on")

    @Slot()
    def ask_in_vain(self) -> None:
        """Asked for in vain; pressed again, for another reason."""
        if self._card.endings.ask_in_vain():
            self.focus_field("lost_reason")

    def around(self, field: QWidget) -> QWidget:
        """Return a field's row with all that is said in it."""
        row = field
        while (parent := row.parentWidget()) not in (None, self._layout):
            row = parent
        return row

    def focus_taken_call(self) -> None:
        """A call was taken: who has this number is offered without a key."""
        field = self._fields["phone"]
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field, OfferEdit):
            field.end(False)  # noqa: FBT003 - Qt's signature
            field.open_offers()

    def _connect(self) -> None:
        for name, field in self._fields.items():
            field.setObjectName(name)
            self._layout.target(name).installEventFilter(self)
            if isinstance(field, OfferEdit):
                field.edited.connect(self._typed)
                field.picked.connect(self._picked)
            elif isinstance(field, ChoiceCombo):
                field.activated.connect(self._chosen)
            elif isinstance(field, EchoEdit):
                field.edited.connect(self._typed)
                field.stepped.connect(self._stepped)
                field.chip_chosen.connect(self._chip_chosen)
            elif isinstance(field, GrowingTextEdit):
                field.edited.connect(self._typed)
            elif isinstance(field, QLineEdit):
                field.textEdited.connect(self._typed)
        self._card.refilled.connect(self.refill)
        self._card.screening.changed.connect(self._show_rows)
        self._card.echoed.connect(self._show_echo)
        self._card.refused.connect(self._layout.show_problems)
        self._card.offers.offered.connect(self._show_offers)
        self._layout.endings.booked.connect(self.book)
        self._layout.endings.in_vain.connect(self.ask_in_vain)
        self._layout.consent.turned.connect(self._card.turn_consent)
        known = self._layout.known
        self._card.offers.known.connect(known.show_known)
        self._card.continuing.changed.connect(self._show_continuing)
        known.turned.connect(self._card.continuing.turn)
        known.repeat_wanted.connect(self._card.copy_last)

    # --- What a person does ------------------------------------------------------------------

    @Slot(str)
    def _typed(self, text: str) -> None:
        self._edit(self.sender().objectName(), text)

    @Slot(int)
    def _chosen(self, row: int) -> None:
        combo = self.sender()
        if isinstance(combo, ChoiceCombo):
            self._edit(combo.objectName(), combo.itemData(row))
            self._show_rows()

    @Slot(object)
    def _picked(self, key: int | None) -> None:
        name = self.sender().objectName()
        if name in _WHO:
            self._card.choose_caller(key)
            self.focus_start()
        elif name == "about_name":
            self._card.choose_person_concerned(key)
        elif name == "service":
            self._card.choose_service(key)
        elif name == "next_step_owner":
            self._card.choose_owner(key)

    @Slot(int)
    def _stepped(self, steps: int) -> None:
        self._card.step_day(self.sender().objectName(), steps)
        self._show_rows()

    @Slot(object)
    def _chip_chosen(self, choice: QuickChoice) -> None:
        self._card.choose_day(self.sender().objectName(), choice)
        self._show_rows()

    def _edit(self, name: str, value: Any) -> None:
        self._layout.clear_problem(name)
        self._card.edit(name, value)
        if name == "next_step_day":
            self._show_rows()

    # --- What the card says ---------------------------------------------------------------------

    @Slot(object)
    def refill(self, names: frozenset[str]) -> None:
        """Show what the card holds, without telling it so."""
        if "lists" in names:
            self._layout.fill_lists(self._card.content, self._clinic)
        content = self._card.content
        for name in names & self._fields.keys():
            field = self._fields[name]
            value = getattr(content, name)
            if name == "next_step_owner" and isinstance(field, OfferEdit):
                field.set_value(self._card.owner_text, content.next_step_owner_id)
            elif isinstance(field, OfferEdit):
                if field.text() != value:
                    field.set_value(value, getattr(content, f"{name}_id", None))
            elif isinstance(field, ChoiceCombo):
                field.choose(value)
            elif isinstance(field, EchoEdit | GrowingTextEdit):
                field.set_text(value)
            elif isinstance(field, QLineEdit):
                field.setText(value)
        if names & {"channel", "lists"}:
            self._layout.arrange(content.channel)
        self._show_consent()
        self._show_rows()

    def _show_consent(self) -> None:
        """A card keeps the words that were read out, also when the clinic changes them."""
        answer, now = self._card.content.consent, self._clinic.consent
        words = answer.words if answer else now
        given = answer.is_given if answer else None
        self._layout.consent.show_answer(words.text if words else "", is_given=given)

    @Slot()
    def _show_rows(self) -> None:
        content = self._card.content
        promises = content.wants_next_step
        shown = {
            "happened": content.from_paper,
            "taken_by": content.from_paper,
            "next_step_day": promises,
            "next_step_owner": promises,
            "next_step_promise": promises
            and bool(content.outcome or content.next_step_day or content.next_step_promise),
            "lost_reason": content.outcome is Outcome.LOST,
            "booked_on": content.outcome is Outcome.BOOKED,
            "routine_reason": content.passes_stop_by,
            "outcome_note": bool(content.outcome or content.outcome_note),
        }
        for name, visible in shown.items():
            self._layout.set_row_visible(name, visible=visible)
        self._layout.endings.setVisible(content.outcome is None)
        self._fields["about_name"].setVisible(content.about is not About.SELF)

    @Slot(object, object)
    def _show_offers(self, name: str, offers: tuple[Offer, ...]) -> None:
        field = self._fields[name]
        if isinstance(field, OfferEdit):
            field.set_offers(offers)

    @Slot()
    def _show_continuing(self) -> None:
        goes_on, deed = self._card.continuing.words()
        has_last = self._card.continuing.last is not None
        self._layout.known.show_continuing(goes_on, deed, has_last=has_last)

    @Slot(object, object, object)
    def _show_echo(self, name: str, echo: str, hint: str) -> None:
        field = self._fields[name]
        if isinstance(field, EchoEdit):
            field.set_echo(echo)
            field.set_hint(hint)

    # --- Qt overrides -----------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._card.keep_now()
        elif event.type() == QEvent.Type.FocusIn:
            self.entered.emit(watched)
        return super().eventFilter(watched, event)
