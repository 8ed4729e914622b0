"""The rows of the library and of what was given, as ready words."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from db.domain.article import ArticleState
from db.domain.handout import HandoutKind, TextSize
from db.queries.articles import ArticleRow
from db.queries.handouts import HandoutRow
from desk_app.widgets.roles import TwoLineRow
from desk_app.wording import article_state, handout_kind, language_name, medium, paper, text_size


def library_row(
    row: ArticleRow, today: dt.date, service: str = "", *, marked: bool = False
) -> TwoLineRow:
    """Return one article of the library.

    Args:
        service: the service it is offered for now, when there is one.
        marked: it is one of a set that is given together.
    """
    badge, tone = state_badge(row, today)
    details = [language_name(row.language)]
    if marked:
        details.insert(0, QCoreApplication.translate("Handouts", "in the set"))
    if service:
        details.append(QCoreApplication.translate("Handouts", "for {0}").format(service))
    if row.is_example:
        details.append(QCoreApplication.translate("Handouts", "not approved by a practitioner"))
    return TwoLineRow(
        row.title,
        " · ".join(details),
        icon="check" if marked else "star" if service else "file-text",
        badge=badge,
        badge_tone=tone,
    )


def state_badge(row: ArticleRow, today: dt.date) -> tuple[str, str]:
    """Return word and tone: approved, an example, its review due, or a draft."""
    if row.is_example and row.prints_clean(today):
        return QCoreApplication.translate("Handouts", "example"), "plain"
    if row.prints_clean(today):
        return article_state(ArticleState.APPROVED), "muted"
    if row.state is ArticleState.APPROVED:
        return QCoreApplication.translate("Handouts", "review due"), "overdue"
    return QCoreApplication.translate("Handouts", "DRAFT"), "plain"


def example_words() -> str:
    """Return the mark of every shipped text."""
    return QCoreApplication.translate("Handouts", "example, not approved by a practitioner")


def given_row(row: HandoutRow, given_at: dt.datetime, today: dt.date) -> TwoLineRow:
    """Return one sheet that was given.

    Args:
        given_at: in the clinic's time.
    """
    size = text_size(TextSize(row.size_points)) if row.size_points in set(TextSize) else ""
    how = medium(row.medium)
    if row.given_by:
        how = QCoreApplication.translate("Handouts", "{0} by {1}").format(how, row.given_by)
    kind = "" if row.kind is HandoutKind.SHEET else handout_kind(row.kind)
    details = (kind, size, paper(row.paper), language_name(row.language), how)
    return TwoLineRow(
        row.title,
        " · ".join(part for part in details if part),
        time=short_time(given_at, today),
        icon="printer" if row.medium.value == "printed" else "download",
    )


def short_time(moment: dt.datetime, today: dt.date) -> str:
    """Return the time of day for today, else the day."""
    return f"{moment:%H:%M}" if moment.date() == today else short_day(moment.date(), today)


def short_day(day: dt.date, today: dt.date) -> str:
    """Return a day, with its year when that is another one."""
    shape = "d MMM" if day.year == today.year else "d MMM yyyy"
    return QLocale().toString(QDate(day.year, day.month, day.day), shape)
