"""What the banner and the list of calls say of a caller and of a call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from db.domain.call import call_length
from db.queries.calls import UnloggedCall
from desk_app.item_models.day_log_model import DayLine
from desk_app.when_wording import clock
from desk_app.widgets.roles import TwoLineRow


def who(names: Sequence[str], *, weak: bool = False) -> str:
    """Return who it may be. Of several on one number none is named: it could be the wrong one."""
    translate = QCoreApplication.translate
    if not names:
        return ""
    if len(names) > 1:
        return translate("Telephone", "One of {0} people on this number").format(len(names))
    name = names[0] or translate("Telephone", "Called before, no name known")
    return translate("Telephone", "Perhaps {0}: last 7 digits").format(name) if weak else name


def number_words(number: str) -> str:
    """Return a number, or what is said in its place."""
    return number or QCoreApplication.translate("Telephone", "Number withheld")


def length_words(answered_at: dt.datetime | None, ended_at: dt.datetime | None) -> str:
    """Return how long they spoke, such as "4 min"; "not answered"; nothing while not known."""
    translate = QCoreApplication.translate
    length = call_length(answered_at, ended_at)
    if length is None:
        return ""
    if answered_at is None:
        return translate("Telephone", "not answered")
    seconds = round(length.total_seconds())
    if seconds < 60:
        return translate("Telephone", "{0} s").format(seconds)
    return translate("Telephone", "{0} min").format(round(seconds / 60))


def unlogged_line(row: UnloggedCall, local: Callable[[dt.datetime], dt.datetime]) -> DayLine:
    """Return one call nobody logged: who or which number, at what time, how it went."""
    heard = row.heard
    named = len(row.names) == 1 and bool(row.names[0])
    length = length_words(heard.answered_at, heard.ended_at)
    title = row.names[0] if named else number_words(row.number)
    about = row.number if named else who(row.names)
    detail = " · ".join(part for part in (length, about) if part)
    time = clock(local(heard.rang_at).time())
    missed = heard.ended_at is not None and heard.answered_at is None
    look = TwoLineRow(
        title=title,
        detail=detail,
        time=time,
        icon="phone",
        time_tone="overdue" if missed else "muted",
        spoken=", ".join(part for part in (title, time, length, about) if part),
    )
    return DayLine(row.call_id, look)
