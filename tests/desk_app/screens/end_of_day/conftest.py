"""The end of the day with real widgets, worked by keys."""

import datetime as dt
import uuid
from functools import partial

import pytest
from sqlalchemy import update

from db.domain.call import HeardCall
from db.domain.enquiry import NextStep, Outcome
from db.models.enquiry import Enquiry
from db.models.follow_up import FollowUp
from db.services.calls import record_call
from desk_app.open_card import OpenCard
from desk_app.screens.end_of_day.page import EndOfDayPage
from desk_app.screens.end_of_day.presenter import EndOfDayPresenter
from tests.desk_app.screens.desk.conftest import Keys

TODAY = dt.date(2026, 3, 6)
YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture
def cards():
    """What waits at this desk."""
    waiting: list[OpenCard] = []
    return waiting


@pytest.fixture
def page(desk, cards, posted, qtbot):
    page = EndOfDayPage(EndOfDayPresenter(desk, lambda: cards, desk))
    qtbot.addWidget(page)
    page.resize(1000, 700)
    return page


@pytest.fixture
def shown(page, qtbot):
    """Show the page after the clinic was filled."""

    def show():
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.activated()

    return show


@pytest.fixture
def keys(qtbot):
    return Keys(qtbot)


@pytest.fixture
def titles(page):
    """Headings with their counts, and rows by name, as they stand."""

    def read():
        model = page.list.model()
        looks = [model._rows[row] for row in range(model.rowCount())]
        return [f"{one.title}: {one.badge}" if one.heading else one.title for one in looks]

    return read


@pytest.fixture
def promise(log_call, clinic, sqlite_database, desk):
    """A promise that was for yesterday when it was made, or for another day."""

    def make(name, day=YESTERDAY):
        change = log_call(name, NextStep(TODAY, clinic["Ana"]), outcome=Outcome.CALL_BACK)
        came = update(Enquiry).where(Enquiry.id == change.record_id).values(received_on=YESTERDAY)
        made = update(FollowUp).where(FollowUp.enquiry_id == change.record_id)
        for statement in (came, made.values(due_on=day)):
            sqlite_database.write(lambda session, one=statement: session.execute(one))
        return change.record_id

    return make


@pytest.fixture
def ring(sqlite_database, desk, now):
    """A call that came in and ended, and that nobody logged."""

    def one(number="828 555 0142"):
        rang_at = now - dt.timedelta(minutes=30)
        heard = HeardCall(
            uuid.uuid4(), "", number, rang_at, TODAY, ended_at=now - dt.timedelta(minutes=28)
        )
        sqlite_database.write(
            partial(record_call, actor=desk.seat.actor(), at=now, heard=heard, region="US")
        )
        return heard

    return one
