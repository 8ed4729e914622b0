"""What callers agree to, how long their words are kept, and what is too old today."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from db.domain.changes import Change
from db.domain.retention import CLOCKS, Until, kept_until
from db.queries.privacy import TooOld, count_forgettable
from db.services.privacy import AT_ONCE, forget_enquiries
from desk_app import when_wording, wording
from desk_app.desk_context import DeskContext
from desk_app.screens.settings.profile_presenter import ProfilePresenter

PRIVACY_FIELDS: Final = ("consent_words", *dict.fromkeys(CLOCKS.values()), "forgets_by_itself")


class PrivacyPresenter(ProfilePresenter):
    """Besides the form: a look at what is too old by what is stored, and then its forgetting.

    Signals:
        looked: lines of what would become anonymous, and whether there is anything.
    """

    looked = Signal(object, bool)

    def __init__(self, desk: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(desk, PRIVACY_FIELDS, parent)

    def clock_name(self, name: str) -> str:
        """Return what a clock is for."""
        outcomes = [each for each, clock in CLOCKS.items() if clock == name and each is not None]
        if name == CLOCKS[None]:
            return self.tr("Thrown away unfinished")
        return wording.outcome(outcomes[0])

    def look(self) -> None:
        """Count what is too old today."""
        until = kept_until(self._desk.clinic.profile, self._desk.today())
        done = partial(self._counted, until)
        self._desk.ask(count_forgettable, owner=self, done=done, key="count", until=until)

    def forget(self) -> None:
        """Make it anonymous, some at a time; there is no undo."""
        until = kept_until(self._desk.clinic.profile, self._desk.today())
        self._desk.give(forget_enquiries, owner=self, until=until, done=partial(self._forgotten, 0))

    def _forgotten(self, before: int, change: Change) -> None:
        count = int(change.fields[0].split()[0])
        if count == AT_ONCE:
            until = kept_until(self._desk.clinic.profile, self._desk.today())
            done = partial(self._forgotten, before + count)
            self._desk.give(forget_enquiries, owner=self, until=until, done=done)
            return
        words = self.tr("Made anonymous: {0}. What reports count is the same.")
        self._desk.notices.info(words.format(before + count))
        self.look()

    def _counted(self, until: Until, found: TooOld) -> None:
        today = self._desk.today()
        lines = [
            self.tr("{0}: {1} of {2} or before").format(
                wording.outcome(outcome) if outcome else self.clock_name(CLOCKS[None]),
                count,
                when_wording.calendar_day(until[outcome], today=today),
            )
            for outcome, count in found.counts.items()
        ]
        total = sum(found.counts.values())
        head = self.tr("Would become anonymous: {0}. What reports count stays.")
        none = self.tr("Nothing is older than it is to be kept.")
        lines.insert(0, head.format(total) if total else none)
        if found.still_open:
            words = self.tr("As old and still open, so they stay: {0}. Finish them first.")
            lines.append(words.format(found.still_open))
        self.looked.emit(lines, bool(total))
