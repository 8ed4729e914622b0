"""The search over everything: what was found, in groups, and where it leads."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from db.domain.article import ArticleState
from db.domain.words import query_words
from db.queries.best_matches import LOOKED_AT, Matches, best_of_everything
from db.queries.search import Hit, HitKind
from desk_app import when_wording, wording
from desk_app.desk_context import DeskContext
from desk_app.excerpts import excerpt, marks_in
from desk_app.widgets.roles import TwoLineRow

_EACH = 6  # of each kind: the list fits a small window
_ICONS = {
    HitKind.PERSON: "user",
    HitKind.ENQUIRY: "clipboard-list",
    HitKind.ARTICLE: "article",
    HitKind.HANDOUT: "file-text",
}


@dataclass(frozen=True, slots=True)
class Found:
    """What stands below the field. A row with the key None is a heading.

    Attributes:
        typed: what was searched for; rows may be empty although something was.
        count: how many things there are, headings not counted.
    """

    typed: str
    rows: tuple[tuple[Hashable, TwoLineRow], ...]
    count: int


class SearchPresenter(QObject):
    """Only the answer to what was typed last counts.

    Signals:
        found: a Found.
    """

    found = Signal(object)

    def __init__(self, desk: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._typed = ""

    def search(self, typed: str) -> None:
        """Look for what is typed; nothing typed finds nothing."""
        self._typed = typed = typed.strip()
        if not typed:
            self.found.emit(Found("", (), 0))
            return

        def done(found: list[Matches]) -> None:
            if typed == self._typed:
                self.found.emit(self._found(typed, found))

        self._desk.ask(
            best_of_everything, owner=self, done=done, key="search", typed=typed, limit=_EACH
        )

    def open(self, key: tuple[HitKind, int]) -> None:
        """Go to what was found."""
        kind, record_id = key
        navigation = self._desk.navigation
        if kind is HitKind.PERSON:
            navigation.person_wanted.emit(record_id)
        elif kind is HitKind.ENQUIRY:
            navigation.enquiry_wanted.emit(record_id)
        elif kind is HitKind.ARTICLE:
            navigation.article_wanted.emit(record_id)
        else:
            navigation.given_handout_wanted.emit(record_id)

    def _found(self, typed: str, found: Sequence[Matches]) -> Found:
        words = query_words(typed)
        headings = {
            HitKind.PERSON: self.tr("People"),
            HitKind.ENQUIRY: self.tr("Enquiries"),
            HitKind.ARTICLE: self.tr("Articles"),
            HitKind.HANDOUT: self.tr("Handouts given"),
        }
        rows: list[tuple[Hashable, TwoLineRow]] = []
        for matches in found:
            count = f"{matches.count}+" if matches.count == LOOKED_AT else str(matches.count)
            rows.append((None, TwoLineRow(headings[matches.kind], badge=count, heading=True)))
            rows += [((hit.kind, hit.record_id), self._row(hit, words)) for hit in matches.best]
        return Found(typed, tuple(rows), sum(len(matches.best) for matches in found))

    def _row(self, hit: Hit, words: Sequence[str]) -> TwoLineRow:
        detail = hit.detail
        if hit.kind is HitKind.ARTICLE:
            detail = wording.article_state(ArticleState(hit.detail))
        elif hit.kind is HitKind.HANDOUT and hit.detail:
            detail = self.tr("for {0}").format(hit.detail)
        shown, marks = excerpt(detail, words)
        title = hit.title or self.tr("Unknown")
        on = self._desk.local(hit.at).date() if hit.at else hit.day
        day = when_wording.short_day(on, today=self._desk.today()) if on else ""
        return TwoLineRow(
            title,
            shown,
            day,
            icon=_ICONS[hit.kind],
            tone="plain" if hit.title else "muted",
            marks=marks_in(title, words),
            detail_marks=marks,
        )
