"""The page on a real database, and a handful of promises to work on."""

import datetime as dt
from functools import partial

import pytest
from PySide6.QtCore import Qt

from db.domain.enquiry import ChoiceList, NextStep, Outcome
from db.domain.follow_up import AttemptResult, VoicemailRule
from db.models.person import PersonPhone
from db.queries.clinic import clinic_facts
from db.queries.enquiry import enquiry_detail
from db.queries.follow_ups import Whose, attempts, open_follow_ups
from db.services.attempts import record_attempt
from db.services.clinic import ChoiceLine, set_choices
from desk_app.screens.follow_ups.page import FollowUpsPage
from desk_app.screens.follow_ups.presenter import FollowUpsPresenter

FRIDAY = dt.date(2026, 3, 6)


@pytest.fixture
def day():
    """A day counted from the Friday of the tests."""
    return lambda away: FRIDAY + dt.timedelta(days=away)


@pytest.fixture
def promise(log_call, clinic):
    """Log a call with a promise by Ana, unless somebody else is named."""

    def log(name, day, owner="Ana", starts=None, ends=None, words="", **fields):
        owner_id = clinic[owner] if owner else None
        step = NextStep(day, owner_id, starts, ends, words)
        typed = {"outcome": Outcome.CALL_BACK, "phone": "828 555 0142"} | fields
        return log_call(name, step, **typed)

    return log


@pytest.fixture
def earlier(monkeypatch, desk, now):
    """Log as if some days had passed since: calls get their promises before they are due."""
    return lambda days: monkeypatch.setattr(desk, "today", lambda: FRIDAY - dt.timedelta(days=days))


@pytest.fixture
def rows(sqlite_database, clinic):
    """What the list has now, by name."""

    def read(whose=Whose.EVERYBODYS):
        query = partial(open_follow_ups, whose=whose, staff_id=clinic["Ana"], today=FRIDAY)
        return {row.caller_name: row for row in sqlite_database.read(query)}

    return read


@pytest.fixture
def set_voicemail(sqlite_database):
    """Set the rule on every number of the file."""

    def set_rule(rule=VoicemailRule.NO_MESSAGE):
        def work(session):
            for own in session.query(PersonPhone):
                own.voicemail = rule

        sqlite_database.write(work)

    return set_rule


@pytest.fixture
def presenter(desk):
    made = FollowUpsPresenter(desk)
    yield made
    made.deleteLater()


@pytest.fixture
def page(qtbot, presenter):
    """The page, shown and active, with the focus in the list."""
    made = FollowUpsPage(presenter)
    qtbot.addWidget(made)
    made.resize(1024, 560)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.activated()
    return made


@pytest.fixture
def press_key(qtbot, page):
    """Press a key wherever the focus is."""

    def press(key, modifier=Qt.KeyboardModifier.NoModifier):
        target = page.window().focusWidget() or page
        if isinstance(key, str):
            qtbot.keyClicks(target, key, modifier)
        else:
            qtbot.keyClick(target, key, modifier)

    return press


@pytest.fixture
def shown(page):
    """The lines of the list: headings with their counts, names with their times."""

    def read():
        lines = page._list._model._lines
        return [
            f"{line.cells[0].title} {line.cells[0].badge}"
            if line.is_heading
            else line.cells[0].title
            for line in lines
        ]

    return read


@pytest.fixture
def under_cursor(presenter):
    return lambda: presenter.current.caller_name if presenter.current else None


@pytest.fixture
def undo(posted):
    """Press what the last notice offers."""

    def take_back():
        posted[-1].action()

    return take_back


@pytest.fixture
def reasons(desk, sqlite_database, actor, now):
    """The clinic's reasons for what was lost."""
    lines = [ChoiceLine("Price", "price"), ChoiceLine("Could not reach", "could_not_reach")]
    work = partial(set_choices, actor=actor, at=now, which=ChoiceList.LOST_REASON, lines=lines)
    sqlite_database.write(work)
    desk._clinic_loaded(sqlite_database.read(clinic_facts))


@pytest.fixture
def give_try(sqlite_database, rows, desk, now):
    def give(name, result=AttemptResult.NO_ANSWER, at=now, **more):
        row = rows()[name]
        work = partial(
            record_attempt, actor=desk.seat.actor(), at=at, follow_up_id=row.follow_up_id,
            seen_version=row.version, result=result, **more,
        )  # fmt: skip
        return sqlite_database.write(work)

    return give


@pytest.fixture
def detail(sqlite_database):
    """Everything on the enquiry of a row."""
    return lambda row: sqlite_database.read(partial(enquiry_detail, enquiry_id=row.enquiry_id))


@pytest.fixture
def told(sqlite_database):
    """What was tried on a row: results and notes, newest first."""

    def read(row):
        found = sqlite_database.read(partial(attempts, follow_up_id=row.follow_up_id))
        return [(one.result, one.note) for one in found]

    return read
