"""What the list of people says in each row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from db.queries.people import PersonRow
from desk_app import when_wording
from desk_app.excerpts import marks_in
from desk_app.widgets.roles import TwoLineRow


def person_row(
    row: PersonRow, *, words: Sequence[str], today: dt.date, marked: bool = False
) -> TwoLineRow:
    """Return one person as a row for ``TwoLineModel``.

    Args:
        words: those searched for, to be marked.
        marked: one of several for whom something is to be done.
    """
    name = row.name or QCoreApplication.translate("People", "Unknown")
    last = when_wording.short_day(row.last_on, today=today) if row.last_on else ""
    badge = ""
    if row.alike:
        badge = QCoreApplication.translate("People", "sounds alike")
    if row.do_not_contact:
        badge = QCoreApplication.translate("People", "do not contact")
    detail = " · ".join(part for part in (row.number, row.email) if part)
    return TwoLineRow(
        name,
        detail,
        last,
        badge=badge,
        badge_tone="stop" if row.do_not_contact else "muted",
        tone="plain" if row.name else "muted",
        marks=marks_in(name, words),
        detail_marks=marks_in(detail, words),
        icon="check" if marked else "",
    )
