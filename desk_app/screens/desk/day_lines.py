"""The words of the rows at the left of the desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from db.domain.enquiry import Outcome
from db.queries.enquiry_log import LogRow
from desk_app import wording
from desk_app.item_models.day_log_model import DayLine
from desk_app.screens.desk.card_presenter import CardPresenter
from desk_app.when_wording import clock
from desk_app.widgets.roles import TwoLineRow


def enquiry_line(row: LogRow, local: Callable[[dt.datetime], dt.datetime]) -> DayLine:
    """Return one enquiry: who at what time, what for, how it ended."""
    ending = wording.outcome(row.outcome) if row.outcome else ""
    if row.needs_next_step:
        ending = QCoreApplication.translate("Desk", "no next step")
    stopped = row.outcome is Outcome.EMERGENCY_HANDED_OVER
    look = TwoLineRow(
        title=row.caller_name or row.phone or QCoreApplication.translate("Desk", "Unknown"),
        detail=_joined(row.service or row.concern[:120], ending),
        time=clock(local(row.started_at).time()),
        icon=wording.channel_icon(row.channel),
        tone="stop" if stopped else "plain",
        flag="alert-triangle" if stopped else "",
        spoken=_joined(
            wording.channel(row.channel), row.caller_name or row.phone, row.service, ending
        ),
    )
    return DayLine(row.enquiry_id, look)


def held_line(card: CardPresenter, elapsed: str) -> DayLine:
    """Return one card on hold, with its clock."""
    content = card.content
    waiting = QCoreApplication.translate("Desk", "on hold")
    look = TwoLineRow(
        title=card.title,
        detail=_joined(waiting, content.service or content.concern[:120]),
        time=elapsed,
        icon=wording.channel_icon(content.channel),
        spoken=_joined(card.title, waiting, content.service),
    )
    return DayLine(card.state.public_id, look)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
