"""Calls of this desk's telephone: offered on a banner, taken by a key, never in the way."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from db.domain.call import CallStage, HeardCall
from db.domain.phone import search_digits
from db.queries.calls import CallerHint, who_calls
from desk_app.desk_context import DeskContext
from desk_app.telephone.call_recorder import CallRecorder
from desk_app.telephone.calls import CallEvent

_SAME_CALL = dt.timedelta(seconds=30)
# Many telephones never say that a call is over: then its banner goes after this.
_LONGEST_RING = dt.timedelta(minutes=3)
_LOOK_EVERY_MS = 30_000
_REMEMBERED = 50


@dataclass(frozen=True, slots=True)
class Call:
    """One call that is not over.

    Attributes:
        name: as the telephone gave it; only shown, because nobody has checked it.
        legs: the telephone's ids for it; one call may reach a telephone on two lines.
        is_offered: whether it stands on the banner still.
        hint: who it may be, once that was looked up.
    """

    heard: HeardCall
    name: str
    legs: frozenset[str]
    is_offered: bool = True
    hint: CallerHint | None = None

    @property
    def number(self) -> str:
        """As people write it, once that is known."""
        return self.hint.number if self.hint else self.heard.number


class RingingCalls(QObject):
    """Folds what the telephone tells into calls, and has each written down.

    Several reports of one number within 30 s are one call.

    Signals:
        offers_changed: another call is on the banner, or one less, or more is known of one.
        rang: a Call nobody had told of before.
        recognised: the Call whose caller was looked up.
        went_on: the HeardCall of which there is news.
    """

    offers_changed = Signal()
    rang = Signal(object)
    recognised = Signal(object)
    went_on = Signal(object)

    def __init__(self, desk: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.recorder = CallRecorder(desk, self)
        self._calls: list[Call] = []
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_EVERY_MS)
        self._look.timeout.connect(self.forget_silent)

    @property
    def offered(self) -> Sequence[Call]:
        """What the banner shows; the first is the one to take: answered, else ringing longest."""
        calls = [call for call in self._calls if call.is_offered]
        return sorted(calls, key=lambda call: call.heard.answered_at is None)

    def hear(self, event: CallEvent) -> None:
        """The telephone tells something."""
        call = self._find(event)
        if call is None:
            self._begin(event)
        elif event.event is CallStage.RING:
            self._put(replace(call, legs=call.legs | _legs(event)))
        else:
            self._go_on(call, event)

    def take(self, public_id: uuid.UUID | None = None) -> Call | None:
        """Return the first call, or a certain one; it is offered no longer."""
        wanted = [c for c in self.offered if public_id in (None, c.heard.public_id)]
        if not wanted:
            return None
        self._put(replace(wanted[0], is_offered=False))
        self.offers_changed.emit()
        return wanted[0]

    @Slot()
    def forget_silent(self) -> None:
        """Take calls off the banner that have rung for too long to be ringing still."""
        since = self._desk.now() - _LONGEST_RING
        for call in self.offered:
            if call.heard.answered_at is None and call.heard.rang_at < since:
                self.take(call.heard.public_id)

    # --- Folding ------------------------------------------------------------------------

    def _find(self, event: CallEvent) -> Call | None:
        """The call this is about; the newest of those it may be about."""
        newest_first = list(reversed(self._calls))
        by_id = [call for call in newest_first if event.call_id and event.call_id in call.legs]
        if by_id:
            return by_id[0]
        key = _key(event.number)
        for call in newest_first:
            if _key(call.heard.number) != key:
                continue
            if not key and event.call_id and call.legs:
                continue  # two who withhold their number are two
            if event.event is not CallStage.RING or event.at - call.heard.rang_at < _SAME_CALL:
                return call
        return None

    def _begin(self, event: CallEvent) -> None:
        if event.event is CallStage.END and not event.call_id:
            return  # nobody can say of what
        rang_on = self._desk.local(event.at).date()
        first = HeardCall(uuid.uuid4(), event.call_id, event.number, event.at, rang_on)
        heard = first.after(event.event, event.at)
        self.recorder.record(heard)
        if event.event is CallStage.END:
            return
        call = Call(heard, event.name, _legs(event))
        self._drop_earlier(call)
        self._calls = [*self._calls[-_REMEMBERED:], call]
        self._look.start()
        self.rang.emit(call)
        self.offers_changed.emit()
        self._desk.ask(
            who_calls,
            owner=self,
            done=partial(self._recognise, heard.public_id),
            failed=self._not_recognised,
            number=heard.number,
            region=self._desk.clinic.profile.region,
        )

    def _drop_earlier(self, call: Call) -> None:
        """Who calls again is no longer on the line of half a minute ago."""
        key = _key(call.heard.number)
        if key:
            self._calls = [
                other
                for other in self._calls
                if _key(other.heard.number) != key or other.heard.answered_at is not None
            ]

    def _go_on(self, call: Call, event: CallEvent) -> None:
        is_end = event.event is CallStage.END
        others = call.legs - _legs(event)
        if is_end and others and event.call_id:
            self._put(replace(call, legs=others))
            return  # it goes on at the other line
        gone_on = replace(call, heard=call.heard.after(event.event, event.at))
        if is_end:
            self._calls = [c for c in self._calls if c.heard.public_id != call.heard.public_id]
        else:
            self._put(gone_on)
        self.recorder.record(gone_on.heard)
        self.went_on.emit(gone_on.heard)
        self.offers_changed.emit()

    def _put(self, call: Call) -> None:
        """Replace what was known of a call."""
        self._calls = [
            call if c.heard.public_id == call.heard.public_id else c for c in self._calls
        ]
        if not self.offered:
            self._look.stop()

    # --- Who it is ----------------------------------------------------------------------

    def _recognise(self, public_id: uuid.UUID, hint: CallerHint) -> None:
        for call in self._calls:
            if call.heard.public_id == public_id:
                known = replace(call, hint=hint)
                self._put(known)
                if known.is_offered:
                    self.recognised.emit(known)
                    self.offers_changed.emit()
                return

    def _not_recognised(self, error: Exception) -> None:
        """Whose number it is was a courtesy; a server that is away is said at saving."""


def _legs(event: CallEvent) -> frozenset[str]:
    return frozenset({event.call_id} - {""})


def _key(number: str) -> str:
    """Equal for two spellings of one number."""
    return search_digits(number)[-7:]
