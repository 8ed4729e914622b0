"""What can be given: the clinic's articles, a service's own first, and what was given lately."""

from __future__ import annotations

import enum
from collections.abc import Hashable, Sequence

from PySide6.QtCore import QObject, Signal, Slot

from db.domain.article import ArticleState
from db.domain.changes import Change, Topic
from db.domain.words import fold
from db.queries.articles import ArticleRow, library
from db.queries.catalogue import ServiceRow, services
from db.queries.enquiry import EnquiryDetail, enquiry_detail
from db.queries.handouts import HandoutRow, handouts_of_enquiry, recent_handouts
from desk_app.desk_context import DeskContext
from desk_app.item_models.two_line_model import TwoLineModel
from desk_app.navigation import HandoutWish
from desk_app.screens.handouts.rows import given_row, library_row
from desk_app.widgets.roles import TwoLineRow


class Shelf(enum.Enum):
    """Which list is shown."""

    LIBRARY = "library"
    GIVEN = "given"
    ENQUIRY = "enquiry"


class Library(QObject):
    """Lists and searches; it decides which row is chosen, also when the rows change.

    Signals:
        rows_changed: rows, shelf or wish are different; ``chosen_key`` is among the rows.
        article_chosen: an ArticleRow.
        given_chosen: a HandoutRow, to be printed again.
        nothing_chosen: there is no row to choose.
        became_stale: what is shown was changed; ``refresh`` loads it.
    """

    rows_changed = Signal()
    article_chosen = Signal(object)
    given_chosen = Signal(object)
    nothing_chosen = Signal()
    became_stale = Signal()

    def __init__(self, desk: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = TwoLineModel(self)
        self.shelf = Shelf.LIBRARY
        self.wish = HandoutWish()
        self.enquiry: EnquiryDetail | None = None
        self.typed = ""
        self.loaded = False
        self.searching = False
        self.chosen_key: Hashable | None = None
        self._marked: list[int] = []
        self._desk = desk
        self._articles: dict[int, ArticleRow] = {}
        self._found: set[int] | None = None
        self._services: dict[int, ServiceRow] = {}
        self._given: dict[int, HandoutRow] = {}
        self._choose_first = True
        self.rests = False  # a sheet from elsewhere is shown, and none of these rows
        self._stale = True
        desk.changes.committed.connect(self._on_committed)

    # --- Loading ------------------------------------------------------------

    def refresh(self) -> None:
        """Load what has changed since it was shown."""
        if self._stale:
            self.reload()

    def reload(self) -> None:
        """Load everything again; what is chosen stays chosen while it is there."""
        self._stale = False
        self._desk.ask(services, owner=self, done=self._services_loaded, key="services")

    def search(self, typed: str) -> None:
        """Show the articles that hold every word typed, and choose the first."""
        self.typed, self.rests = typed, False
        self.shelf = Shelf.LIBRARY
        # What an earlier letter found first may still be among the rows.
        self._choose_first = True
        self._find()

    def show_shelf(self, shelf: Shelf) -> None:
        """Show another list and choose its first row."""
        self.shelf, self.rests = shelf, False
        self._choose_first = True
        if shelf is Shelf.LIBRARY:
            self._show()
        else:
            self._ask_given()

    def start(self, wish: HandoutWish) -> None:
        """Somebody is to be given something: their service's handouts come first."""
        self.wish, self.enquiry, self.typed, self._found = wish, None, "", None
        self.shelf, self._choose_first, self.rests = Shelf.LIBRARY, True, False
        self.chosen_key = None
        self._marked = []
        if wish.enquiry_id is not None:
            self._desk.ask(
                enquiry_detail,
                owner=self,
                done=self._enquiry_loaded,
                key="enquiry",
                enquiry_id=wish.enquiry_id,
            )
        self.reload()

    @property
    def service(self) -> ServiceRow | None:
        """The service that was asked about."""
        return self._services.get(self.wish.service_id or 0)

    @property
    def has_wish(self) -> bool:
        """Whether it is known for whom or what the handout is."""
        return self.wish != HandoutWish()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all on this shelf, searched or not."""
        return not (self._given if self.shelf is not Shelf.LIBRARY else self._articles)

    def translations(self, row: ArticleRow) -> list[ArticleRow]:
        """Return the article in all its languages, this one included."""
        family = [a for a in self._articles.values() if a.family == row.family]
        return sorted(family, key=lambda a: (a.article_id != row.family, a.language))

    # --- Choosing ------------------------------------------------------------

    def choose_nothing(self) -> None:
        """Leave the choice to somebody else, also when the rows change."""
        self.chosen_key, self.rests = None, True
        self.nothing_chosen.emit()
        self.rows_changed.emit()

    def choose(self, key: Hashable) -> None:
        """Take the row of that key; one that is not there changes nothing."""
        if not isinstance(key, int):
            return
        self.rests = self._choose_first = False
        if self.shelf is Shelf.LIBRARY and key in self._articles:
            self.chosen_key = key
            self.article_chosen.emit(self._articles[key])
        elif self.shelf is not Shelf.LIBRARY and key in self._given:
            self.chosen_key = key
            self.given_chosen.emit(self._given[key])

    # --- A set of several ------------------------------------------------------------

    @property
    def marked(self) -> list[ArticleRow]:
        """The articles of the set, in the order they were put in."""
        return [self._articles[key] for key in self._marked if key in self._articles]

    def mark(self, key: Hashable) -> None:
        """Put an article into the set, or take it out again."""
        if self.shelf is not Shelf.LIBRARY or not isinstance(key, int):
            return
        if key in self._marked:
            self._marked.remove(key)
        elif key in self._articles:
            self._marked.append(key)
        self._show()

    @Slot()
    def unmark_all(self) -> None:
        """Begin a new set."""
        if self._marked:
            self._marked = []
            self._show()

    def _show(self) -> None:
        rows = self._article_rows() if self.shelf is Shelf.LIBRARY else self._given_rows()
        self.model.set_rows(rows)
        if self.rests:
            self.rows_changed.emit()
            return
        if self._choose_first or self.model.place_of(self.chosen_key) is None:
            wanted = self.wish.article_id if self._choose_first and not self.typed else None
            here = wanted is not None and self.model.place_of(wanted) is not None
            self.chosen_key = wanted if here else self.model.first_key()
        self._choose_first = False
        self.rows_changed.emit()
        if self.chosen_key is None:
            self.nothing_chosen.emit()
        else:
            self.choose(self.chosen_key)

    def _article_rows(self) -> list[tuple[Hashable, TwoLineRow]]:
        service, today = self.service, self._desk.today()
        first = {key: place for place, key in enumerate(service.article_ids)} if service else {}
        rows = [
            row
            for row in self._articles.values()
            if self._found is None or row.article_id in self._found
        ]
        words = fold(self.typed).split()
        rows.sort(
            key=lambda row: (
                not all(word in fold(row.title) for word in words),
                first.get(row.article_id, len(first)),
            )
        )
        return [
            (
                row.article_id,
                library_row(
                    row,
                    today,
                    service.name if service and row.article_id in first else "",
                    marked=row.article_id in self._marked,
                ),
            )
            for row in rows
        ]

    def _given_rows(self) -> list[tuple[Hashable, TwoLineRow]]:
        today, local = self._desk.today(), self._desk.local
        return [
            (row.record_id, given_row(row, local(row.given_at), today))
            for row in self._given.values()
        ]

    # --- Answers ------------------------------------------------------------

    def _services_loaded(self, rows: list[ServiceRow]) -> None:
        self._services = {row.service_id: row for row in rows}
        self._desk.ask(library, owner=self, done=self._articles_loaded, key="library")

    def _articles_loaded(self, rows: list[ArticleRow]) -> None:
        usable = (row for row in rows if row.state is not ArticleState.RETIRED)
        self._articles = {row.article_id: row for row in usable}
        self.loaded = True
        if self.shelf is not Shelf.LIBRARY:
            self._ask_given()
        elif self.typed:
            self._find()
        else:
            self._show()

    def _find(self) -> None:
        if self.typed.strip():
            self.searching = True
            self._desk.ask(
                library,
                owner=self,
                done=self._articles_found,
                failed=self._not_found,
                key="find",
                typed=self.typed,
            )
        else:
            self._articles_found(list(self._articles.values()))

    def _articles_found(self, rows: list[ArticleRow]) -> None:
        self.searching = False
        self._found = {row.article_id for row in rows} if self.typed.strip() else None
        if self.shelf is Shelf.LIBRARY:
            self._show()

    def _not_found(self, trouble: Exception) -> None:
        self.searching = False
        self.choose_nothing()
        self._desk.notices.problem(trouble)

    def _ask_given(self) -> None:
        if self.shelf is Shelf.ENQUIRY and self.wish.enquiry_id is not None:
            self._desk.ask(
                handouts_of_enquiry,
                owner=self,
                done=self._given_loaded,
                key="given",
                enquiry_id=self.wish.enquiry_id,
            )
        else:
            self._desk.ask(recent_handouts, owner=self, done=self._given_loaded, key="given")

    def _given_loaded(self, rows: Sequence[HandoutRow]) -> None:
        self._given = {row.record_id: row for row in rows}
        if self.shelf is not Shelf.LIBRARY:
            self._show()

    def _enquiry_loaded(self, enquiry: EnquiryDetail | None) -> None:
        self.enquiry = enquiry
        self.rows_changed.emit()

    @Slot(object, object)
    def _on_committed(self, change: Change, _origin: object) -> None:
        shown = {Topic.HANDOUT} if self.shelf is not Shelf.LIBRARY else set()
        if change.topics & {Topic.ARTICLE, Topic.SERVICE, *shown}:
            self._stale = True
            self.became_stale.emit()
