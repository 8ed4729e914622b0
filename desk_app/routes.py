"""Answers where screens ask to go: opens the page, and gives its presenter the wish."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from db.domain.call import HeardCall
from db.queries.enquiry_log import LogFilter
from desk_app.desk_context import DeskContext
from desk_app.navigation import HandoutWish
from desk_app.screens.articles.presenter import ArticlesPresenter
from desk_app.screens.audit.presenter import AuditPresenter
from desk_app.screens.desk.presenter import DeskPresenter
from desk_app.screens.enquiries.presenter import EnquiriesPresenter
from desk_app.screens.handouts.presenter import HandoutsPresenter
from desk_app.screens.people.presenter import PeoplePresenter
from desk_app.telephone.dialling import dial


class Routes(QObject):
    """One instance, made by the composition root; screens know only ``Navigation``."""

    def __init__(
        self,
        desk: DeskContext,
        open_page: Callable[[str], object],
        *,
        cards: DeskPresenter,
        enquiries: EnquiriesPresenter,
        people: PeoplePresenter,
        articles: ArticlesPresenter,
        handouts: HandoutsPresenter,
        audit: AuditPresenter,
        parent: QObject,
    ) -> None:
        """Args: open_page: shows a page of the window by its key."""
        super().__init__(parent)
        self._desk = desk
        self._open_page = open_page
        self._cards = cards
        self._enquiries = enquiries
        self._people = people
        self._articles = articles
        self._handouts = handouts
        self._audit = audit
        wishes = desk.navigation
        wishes.page_wanted.connect(open_page)
        wishes.enquiry_wanted.connect(self._open_enquiry)
        wishes.log_wanted.connect(self._list_enquiries)
        wishes.person_wanted.connect(self._open_person)
        wishes.article_wanted.connect(self._open_article)
        wishes.handout_wanted.connect(self._open_handout)
        wishes.given_handout_wanted.connect(self._reprint)
        wishes.call_card_wanted.connect(self._open_call_card)
        wishes.open_card_wanted.connect(self._take_up_card)
        wishes.call_wanted.connect(self._dial)
        wishes.audit_wanted.connect(self._open_audit)
        enquiries.reprint_wanted.connect(self._reprint)
        people.reprint_wanted.connect(self._reprint)

    @Slot(object)
    def _open_enquiry(self, enquiry_id: int) -> None:
        self._open_page("enquiries")
        self._enquiries.open_enquiry(enquiry_id)

    @Slot(object)
    def _list_enquiries(self, wanted: LogFilter) -> None:
        self._open_page("enquiries")
        self._enquiries.list_only(wanted)

    @Slot(object)
    def _open_person(self, person_id: int) -> None:
        self._open_page("people")
        self._people.open_person(person_id)

    @Slot(object)
    def _open_article(self, article_id: int) -> None:
        self._open_page("articles")
        self._articles.open(article_id)

    @Slot(object)
    def _open_audit(self, person_id: int | None) -> None:
        self._audit.show_person(person_id)
        self._open_page("audit")

    @Slot(object)
    def _open_handout(self, wish: HandoutWish) -> None:
        self._handouts.start(wish)  # first: with a wish the page begins in its list
        self._open_page("handouts")

    @Slot(object)
    def _open_call_card(self, heard: HeardCall) -> None:
        self._open_page("desk")
        self._cards.call_card(heard)

    @Slot(object)
    def _take_up_card(self, public_id: uuid.UUID) -> None:
        self._open_page("desk")
        self._cards.cards.take_up(public_id)

    @Slot(object)
    def _dial(self, number: str) -> None:
        """The number stands on the screen too, for a telephone this computer knows nothing of."""
        if not dial(number):
            words = self.tr("No program here makes calls. Dial {0} by hand.")
            self._desk.notices.info(words.format(number))

    @Slot(object)
    def _reprint(self, record_id: int) -> None:
        self._handouts.reprint(record_id)
        self._open_page("handouts")
