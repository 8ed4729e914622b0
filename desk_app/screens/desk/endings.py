"""Two endings that one key gives a card: booked, and asked for in vain."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from db.domain.enquiry import ChoiceList, Outcome
from desk_app.desk_context import DeskContext
from desk_app.screens.desk.card import CardContent


class CardEndings(QObject):
    """Signals: filled: names of fields of the card that are different now."""

    filled = Signal(object)

    def __init__(
        self,
        desk: DeskContext,
        content: Callable[[], CardContent],
        set_content: Callable[..., None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._content = content
        self._set = set_content

    def book(self) -> None:
        """They have an appointment; its day is still to be said."""
        self._set(outcome=Outcome.BOOKED)
        self.filled.emit(frozenset({"outcome"}))

    def ask_in_vain(self) -> bool:
        """Lost for a reason that lies with what the clinic offers; again: for the next one.

        Returns False where the clinic has no such reason.
        """
        lines = self._desk.clinic.choices[ChoiceList.LOST_REASON]
        reasons = [line.choice_id for line in lines if line.active and line.unmet]
        if not reasons:
            return False
        here = self._content().lost_reason
        after = reasons.index(here) + 1 if here in reasons else 0
        self._set(outcome=Outcome.LOST, lost_reason=reasons[after % len(reasons)])
        self.filled.emit(frozenset({"outcome", "lost_reason"}))
        return True
