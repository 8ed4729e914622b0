import datetime as dt
import uuid
from functools import partial

import pytest

from db.domain.enquiry import Channel, ChoiceList, EnquiryFields, NewEnquiry
from db.services.enquiries import log_enquiry
from desk_app.screens.reports.page import ReportsPage
from desk_app.screens.reports.presenter import ReportsPresenter


@pytest.fixture
def presenter(desk):
    made = ReportsPresenter(desk)
    yield made
    made.deleteLater()


@pytest.fixture
def open_page(qtbot, presenter):
    """Show the page, when what it is to count has been logged."""

    def show(width=1280):
        page = ReportsPage(presenter)
        qtbot.addWidget(page)
        page.resize(width, 700)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        page.activated()
        return page

    return show


@pytest.fixture
def choice(desk):
    """The id of a line of the clinic's lists, by its key."""

    def find(key, which=ChoiceList.HEARD):
        return next(row.choice_id for row in desk.clinic.choices[which] if row.key == key)

    return find


@pytest.fixture
def log_on(sqlite_database, desk):
    """Log one enquiry on a day, at an hour of the clinic."""

    def log(month, day, hour=12, next_step=None, **fields):
        zone = desk.clinic.profile.zone
        started = dt.datetime(2026, month, day, hour, 30, tzinfo=zone)
        values = {"channel": Channel.PHONE, "caller_name": "Maria Ortiz"} | fields
        new = NewEnquiry(uuid.uuid4(), started, started.date(), EnquiryFields(**values), next_step)
        return sqlite_database.write(
            partial(log_enquiry, actor=desk.seat.actor(), at=started, new=new, region="US")
        )

    return log
