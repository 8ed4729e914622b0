"""The rows and sentences about articles, as ready words."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from db.domain.article import ArticleState
from db.queries.articles import ArticleRow, VersionRow
from desk_app.handouts.reading.pieces import DropReason
from desk_app.screens.articles.lines import LineKind
from desk_app.screens.articles.standings import Standing
from desk_app.widgets.roles import TwoLineRow
from desk_app.wording import article_state, language_name


def article_row(row: ArticleRow, today: dt.date, *, unsaved: bool) -> TwoLineRow:
    """Return one article with the state of what prints, and of a newer draft."""
    details = _details(row)
    if unsaved:
        details.insert(1, QCoreApplication.translate("Articles", "unsaved changes"))
    if row.reviewer and not row.is_example:
        details.append(row.reviewer)
    badge, tone = _badge(row, today)
    return TwoLineRow(
        row.title,
        " · ".join(details),
        icon="article",
        flag="edit" if unsaved else "",
        badge=badge,
        badge_tone=tone,
    )


def _details(row: ArticleRow) -> list[str]:
    """What is to be known of an article beside its reviewer."""
    details = [language_name(row.language)]
    if row.original_changed:
        details.append(original_changed_words())
    if row.newest_number > row.number:
        newer = QCoreApplication.translate("Articles", "version {0} {1}")
        details.append(newer.format(row.newest_number, article_state(row.newest_state)))
    if row.is_example:
        details.append(example_words())
    return details


def listed_words(row: ArticleRow, today: dt.date) -> str:
    """Return on paper where an article stands, a line for each thing to know."""
    if row.state is ArticleState.APPROVED:
        lines = [_approved_sentence(row, today)]
    else:
        lines = [article_state(row.state)]
    return "\n".join([*lines, " · ".join(_details(row))])


def standing_name(standing: Standing) -> str:
    """Return what the articles that stand there are called together."""
    return {
        Standing.ALL: QCoreApplication.translate("Articles", "All"),
        Standing.DRAFT: QCoreApplication.translate("Articles", "Draft"),
        Standing.IN_REVIEW: QCoreApplication.translate("Articles", "In review"),
        Standing.APPROVED: QCoreApplication.translate("Articles", "Approved"),
        Standing.DUE: QCoreApplication.translate("Articles", "Review due"),
        Standing.SOON: QCoreApplication.translate("Articles", "Review soon"),
        Standing.RETIRED: QCoreApplication.translate("Articles", "Retired"),
    }[standing]


def original_changed_words() -> str:
    """Return the mark of a translation that lags behind."""
    return QCoreApplication.translate("Articles", "original has changed")


def _badge(row: ArticleRow, today: dt.date) -> tuple[str, str]:
    if row.state is ArticleState.APPROVED and not row.prints_clean(today):
        return QCoreApplication.translate("Articles", "review due"), "overdue"
    if row.state is ArticleState.APPROVED and row.is_example:
        return QCoreApplication.translate("Articles", "example"), "muted"
    tone = "accent" if row.state is ArticleState.IN_REVIEW else "muted"
    return article_state(row.state), tone


def example_words() -> str:
    """Return the mark of every shipped text."""
    return QCoreApplication.translate("Articles", "example, not approved by a practitioner")


def state_sentence(
    version: VersionRow, today: dt.date, *, is_example: bool, original_changed: bool = False
) -> str:
    """Return where a version stands and what that means on paper."""
    words = {
        ArticleState.DRAFT: QCoreApplication.translate(
            "Articles", "Draft. It prints with a DRAFT mark until it is approved."
        ),
        ArticleState.IN_REVIEW: QCoreApplication.translate(
            "Articles", "In review. A practitioner approves it, or gives it back."
        ),
        ArticleState.APPROVED: _approved_sentence(version, today),
        ArticleState.RETIRED: QCoreApplication.translate("Articles", "Retired: no longer in use."),
    }[version.state]
    if original_changed:
        behind = QCoreApplication.translate(
            "Articles", "The original was approved in newer words: see whether these still fit."
        )
        words = f"{words} {behind}"
    mark = example_words()
    return f"{words} {mark[:1].upper()}{mark[1:]}." if is_example else words


def _approved_sentence(version: ArticleRow | VersionRow, today: dt.date) -> str:
    if version.reviewed_on is None:
        return QCoreApplication.translate("Articles", "Approved.")
    words = QCoreApplication.translate("Articles", "Approved by {0} on {1}.").format(
        version.reviewer, full_day(version.reviewed_on)
    )
    due = version.review_due_on
    if due is None:
        return words
    overdue = QCoreApplication.translate("Articles", "Its review was due on {0}.")
    coming = QCoreApplication.translate("Articles", "Next review {0}.")
    return f"{words} {(overdue if due < today else coming).format(full_day(due))}"


def version_words(version: VersionRow, written_on: dt.date) -> str:
    """Return one version in a line: number, state, who, when."""
    number = QCoreApplication.translate("Articles", "Version {0}").format(version.number)
    parts = [number, article_state(version.state)]
    if version.reviewed_on is not None:
        parts += [version.reviewer, full_day(version.reviewed_on)]
    else:
        parts += [version.written_by, full_day(written_on)]
    return " · ".join(part for part in parts if part)


def full_day(day: dt.date) -> str:
    """Return a day with its year."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy")


def line_kind(kind: LineKind) -> str:
    """Return what a line is, as it stands in the margin."""
    return {
        LineKind.TITLE: QCoreApplication.translate("Articles", "Title"),
        LineKind.HEADING: QCoreApplication.translate("Articles", "Heading"),
        LineKind.PARAGRAPH: QCoreApplication.translate("Articles", "Text"),
        LineKind.BULLET: QCoreApplication.translate("Articles", "•"),
        LineKind.STEP: QCoreApplication.translate("Articles", "1."),
        LineKind.STEP_POINT: QCoreApplication.translate("Articles", "1. •"),
        LineKind.STEP_TEXT: QCoreApplication.translate("Articles", "1. Text"),
        LineKind.KEY_POINT: QCoreApplication.translate("Articles", "Key point"),
        LineKind.YOU_CAN_DO: QCoreApplication.translate("Articles", "You can do"),
        LineKind.CALL_US: QCoreApplication.translate("Articles", "Call us"),
        LineKind.WRITE_IN: QCoreApplication.translate("Articles", "Write in"),
        LineKind.PICTURE: QCoreApplication.translate("Articles", "Picture"),
        LineKind.CAPTION: QCoreApplication.translate("Articles", "Caption"),
    }[kind]


def line_kind_name(kind: LineKind) -> str:
    """Return what a line is, in full."""
    return {
        LineKind.TITLE: QCoreApplication.translate("Articles", "Title"),
        LineKind.HEADING: QCoreApplication.translate("Articles", "Heading"),
        LineKind.PARAGRAPH: QCoreApplication.translate("Articles", "Paragraph"),
        LineKind.BULLET: QCoreApplication.translate("Articles", "List item"),
        LineKind.STEP: QCoreApplication.translate("Articles", "Numbered step"),
        LineKind.STEP_POINT: QCoreApplication.translate("Articles", "List item inside a step"),
        LineKind.STEP_TEXT: QCoreApplication.translate("Articles", "Paragraph inside a step"),
        LineKind.KEY_POINT: QCoreApplication.translate("Articles", "Key point"),
        LineKind.YOU_CAN_DO: QCoreApplication.translate("Articles", "What you can do"),
        LineKind.CALL_US: QCoreApplication.translate("Articles", "When to call us"),
        LineKind.WRITE_IN: QCoreApplication.translate("Articles", "Lines to write on"),
        LineKind.PICTURE: QCoreApplication.translate("Articles", "Picture, in words"),
        LineKind.CAPTION: QCoreApplication.translate("Articles", "Caption of a picture"),
    }[kind]


def drop_reason(reason: DropReason) -> str:
    """Return why a line was left out of an article."""
    return {
        DropReason.MENU: QCoreApplication.translate("Articles", "menu"),
        DropReason.BREADCRUMB: QCoreApplication.translate("Articles", "path"),
        DropReason.SITE_NAME: QCoreApplication.translate("Articles", "site name"),
        DropReason.BYLINE: QCoreApplication.translate("Articles", "by-line"),
        DropReason.DATE: QCoreApplication.translate("Articles", "date"),
        DropReason.CONTENTS: QCoreApplication.translate("Articles", "contents"),
        DropReason.CAPTION: QCoreApplication.translate("Articles", "caption"),
        DropReason.PICTURE: QCoreApplication.translate("Articles", "picture"),
        DropReason.REPEATED: QCoreApplication.translate("Articles", "repeated"),
        DropReason.SHARING: QCoreApplication.translate("Articles", "sharing"),
        DropReason.BUTTON: QCoreApplication.translate("Articles", "button"),
        DropReason.INVITATION: QCoreApplication.translate("Articles", "invitation"),
        DropReason.CONTACT: QCoreApplication.translate("Articles", "contact"),
        DropReason.TAGS: QCoreApplication.translate("Articles", "tags"),
        DropReason.COMMENTS: QCoreApplication.translate("Articles", "comments"),
        DropReason.AUTHOR: QCoreApplication.translate("Articles", "author"),
        DropReason.RELATED: QCoreApplication.translate("Articles", "related"),
        DropReason.NEWSLETTER: QCoreApplication.translate("Articles", "newsletter"),
        DropReason.COOKIES: QCoreApplication.translate("Articles", "cookies"),
        DropReason.LEGAL: QCoreApplication.translate("Articles", "legal"),
        DropReason.SEPARATOR: QCoreApplication.translate("Articles", "rule"),
        DropReason.PAGE_HEAD: QCoreApplication.translate("Articles", "header"),
        DropReason.PAGE_FOOT: QCoreApplication.translate("Articles", "footer"),
        DropReason.ASIDE: QCoreApplication.translate("Articles", "side box"),
        DropReason.FORM: QCoreApplication.translate("Articles", "form"),
        DropReason.HIDDEN: QCoreApplication.translate("Articles", "not shown"),
        DropReason.BY_HAND: QCoreApplication.translate("Articles", "left out"),
    }[reason]
