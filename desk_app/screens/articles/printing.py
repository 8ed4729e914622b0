"""The list of articles on paper: what is due for review comes first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject

from db.domain.handout import Paper
from db.queries.articles import ArticleRow
from desk_app.desk_context import DeskContext
from desk_app.handouts.records import RecordEntry, RecordSection, RecordSheet
from desk_app.handouts.sheets import letterhead_of
from desk_app.paper.printing import PaperPrinting, PaperWords
from desk_app.screens.articles.rows import listed_words, standing_name
from desk_app.screens.articles.standings import MOST_URGENT_FIRST, stands


class ArticleListPrinting(PaperPrinting):
    """Makes one preview at a time."""

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        said = QCoreApplication.translate
        words = PaperWords(
            title=said("ArticleListPrinting", "Review list"),
            shown=said("ArticleListPrinting", "The review list on paper"),
            save=said("ArticleListPrinting", "Save the review list as PDF"),
            sent=said("ArticleListPrinting", "The review list was sent to {0}."),
            saved=said("ArticleListPrinting", "The review list was saved as PDF."),
            deed="articles",
        )
        super().__init__(desk, words, parent)

    def show(self, rows: Sequence[ArticleRow]) -> None:
        """Set these articles and draw the pages; of none there is no paper."""
        if not rows:
            self._desk.notices.info(self.tr("No article is listed, so there is nothing to print."))
            return
        sheet = self._sheet(rows)
        self.set_pages(lambda: self._desk.press.render_records(sheet).pdf)

    def file_name(self) -> str:
        """Return a name that says no more than the day."""
        return self.tr("review list {0}.pdf").format(self._desk.today().isoformat())

    def _sheet(self, rows: Sequence[ArticleRow]) -> RecordSheet:
        profile, today = self._desk.clinic.profile, self._desk.today()
        return RecordSheet(
            title=self.tr("Articles and their reviews"),
            lead=self.tr("Articles listed: {0}").format(len(rows)),
            columns=(self.tr("Article"), self.tr("Where it stands")),
            sections=_sections(rows, today),
            printed_on=today,
            clinic=letterhead_of(profile),
            paper=Paper(profile.paper),
            language=self._desk.settings.language or profile.language,
        )


def _sections(rows: Sequence[ArticleRow], today: dt.date) -> tuple[RecordSection, ...]:
    """Each article once, where it stands most urgently; the earliest day first."""
    left = sorted(rows, key=lambda row: row.review_due_on or dt.date.max)
    sections = []
    for standing in MOST_URGENT_FIRST:
        here = [row for row in left if stands(row, standing, today)]
        left = [row for row in left if row not in here]
        if here:
            written = tuple((row.title, listed_words(row, today)) for row in here)
            sections.append(RecordSection(standing_name(standing), (RecordEntry("", written),)))
    return tuple(sections)
