"""What a telephone tells about a call, whatever form it comes in."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Final

from db.domain.call import CallStage
from db.domain.text import NAME, PHONE, fitted

_SAME_CALL: Final = dt.timedelta(seconds=30)
_REMEMBERED: Final = 200
_LAST_DIGITS: Final = 9


@dataclass(frozen=True, slots=True)
class CallEvent:
    """One thing a telephone told us.

    Attributes:
        number: as the telephone writes it; empty when it is withheld.
        name: what the telephone knows the caller by; may be empty.
        call_id: the same for all events of a call; empty when the telephone has none.
        at: when it reached us; aware.
    """

    number: str
    name: str
    event: CallStage
    call_id: str
    at: dt.datetime


class RaiseRequest:
    """The program was started again, so its window is to come to the front."""


def read_message(line: bytes, *, at: dt.datetime) -> CallEvent | RaiseRequest | None:
    """Understand a line another process sent; None when it makes no sense. Never raises."""
    try:
        data = json.loads(line)
        if not isinstance(data, dict):
            return None
        event = CallStage(data["event"]) if "event" in data else None
    except (ValueError, RecursionError):
        return None
    if event is None:
        return RaiseRequest()
    return CallEvent(
        number=_number(str(data.get("number") or "")),
        name=fitted(str(data.get("name") or ""), NAME),
        event=event,
        call_id=fitted(str(data.get("id") or ""), NAME),
        at=at,
    )


class CallFilter:
    """Lets each event of a call through once: a telephone may tell of it several times.

    Events belong to one call when they carry the same id; without one, when they
    carry the same number within 30 seconds. A ring after the end is a new call.
    """

    def __init__(self) -> None:
        self._latest: dict[tuple[str, str], CallEvent] = {}

    def is_new(self, event: CallEvent) -> bool:
        """Whether this tells something that was not told before; remembers it if so."""
        key = ("id", event.call_id) if event.call_id else ("number", _last_digits(event.number))
        before = self._latest.get(key)
        if before is not None and not _goes_on(before, event):
            return False
        self._latest.pop(key, None)  # the newest stands last
        self._latest[key] = event
        if len(self._latest) > _REMEMBERED:
            del self._latest[next(iter(self._latest))]
        return True


def _goes_on(before: CallEvent, event: CallEvent) -> bool:
    stages = list(CallStage)
    if stages.index(event.event) > stages.index(before.event):
        return True
    if event.call_id:
        return False
    is_next_call = before.event is CallStage.END and event.event is CallStage.RING
    return is_next_call or abs(event.at - before.at) > _SAME_CALL


def _last_digits(number: str) -> str:
    """Enough to tell a line from others, with or without its country's code."""
    return "".join(sign for sign in number if sign.isdecimal())[-_LAST_DIGITS:]


def _number(typed: str) -> str:
    """The number in one line; words such as "anonymous" are none."""
    number = fitted(typed, PHONE)
    return number if any(sign.isdecimal() for sign in number) else ""
