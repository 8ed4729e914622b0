"""Reminders: once for each time window, quietly, and with names only before one's own eyes."""

import datetime as dt
from functools import partial

import pytest
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from db.domain.enquiry import NextStep, Outcome
from db.models.person import Person
from db.queries.follow_ups import Whose, open_follow_ups
from db.services.follow_ups import move_follow_up
from desk_app.reminders import Reminders
from desk_app.widgets.tray import Tray

FRIDAY = dt.date(2026, 3, 6)


@pytest.fixture
def clock(desk, now):
    """Set the clinic's clock on that Friday, or some days later."""

    def set_to(hour, minute=0, days=0):
        at = now + dt.timedelta(days=days, hours=hour - 10, minutes=minute - 30)
        desk.now = lambda: at

    return set_to


@pytest.fixture
def seen():
    """Whether the window is in front."""
    return {"in_front": True}


@pytest.fixture
def reminders(desk, seen):
    made = Reminders(desk, in_front=lambda: seen["in_front"], parent=desk)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def promise(log_call, clinic, desk):
    def log(name, starts, ends=None, day=FRIDAY, owner="Ana"):
        step = NextStep(day, clinic[owner], starts, ends)
        change = log_call(name, step, outcome=Outcome.CALL_BACK, phone="828 555 0142")
        desk.changes.committed.emit(change, None)

    return log


def test_a_time_window_is_told_of_once_when_it_begins(reminders, promise, clock, posted):
    promise("Maria", dt.time(15), dt.time(17))
    clock(14, 59)
    reminders.look()
    assert posted == []
    clock(15)
    reminders.look()
    assert [notice.text for notice in posted] == [
        "Maria is due now, 15:00–17:00. Ctrl+2 shows the list."
    ]
    clock(15, 1)
    reminders.look()
    assert len(posted) == 1


def test_the_notice_opens_the_list(reminders, promise, clock, posted, desk):
    wanted = []
    desk.navigation.page_wanted.connect(wanted.append)
    promise("Maria", dt.time(15))
    clock(15)
    reminders.look()
    posted[-1].action()
    assert wanted == ["follow_ups"]
    assert not posted[-1].undoes


def test_outside_the_window_no_name_is_said(reminders, promise, clock, posted, seen):
    outside = []
    reminders.said_outside.connect(outside.append)
    seen["in_front"] = False
    promise("Maria", dt.time(15))
    clock(15)
    reminders.look()
    assert outside == ["A follow-up of yours is due now."]
    assert "Maria" not in posted[-1].text
    seen["in_front"] = True
    promise("Paul", dt.time(15))
    assert len(outside) == 1
    assert "Paul" in posted[-1].text


def test_several_at_once_are_one_notice(reminders, promise, clock, posted):
    for name in ("Ann", "Bob"):
        promise(name, dt.time(15))
    clock(15)
    reminders.look()
    assert [notice.text for notice in posted] == [
        "2 follow-ups of yours are due now. Ctrl+2 shows the list."
    ]


def test_what_is_over_somebody_elses_or_without_a_time_is_not_told(
    reminders, promise, clock, posted
):
    promise("Over", dt.time(11), dt.time(12))
    promise("Hers", dt.time(15), owner="Dr Lee")
    promise("Any", None)
    clock(15)
    reminders.look()
    assert posted == []


def test_nobody_is_reminded_of_who_must_not_be_called(
    reminders, promise, clock, posted, sqlite_database
):
    promise("Maria", dt.time(15))

    def stop(session):
        session.query(Person).one().do_not_contact = True

    sqlite_database.write(stop)
    reminders.start()
    clock(15)
    reminders.look()
    assert posted == []


def test_who_sits_down_is_told_of_their_own(reminders, promise, clock, posted, desk, clinic):
    promise("Hers", dt.time(15), owner="Dr Lee")
    clock(15, 5)
    desk.seat.sit_down(clinic["Dr Lee"], desk.clinic)
    assert "Hers" in posted[-1].text


def test_a_new_day_brings_its_own(reminders, promise, clock, posted):
    promise("Later", dt.time(11), day=FRIDAY + dt.timedelta(days=3))
    clock(11, 5, days=3)
    reminders.look()
    assert "Later" in posted[-1].text


def test_what_was_put_off_is_told_of_again(
    reminders, promise, clock, posted, desk, sqlite_database, clinic
):
    promise("Maria", dt.time(15))
    clock(15)
    reminders.look()
    query = partial(open_follow_ups, whose=Whose.EVERYBODYS, staff_id=None, today=FRIDAY)
    [row] = sqlite_database.read(query)
    step = NextStep(FRIDAY, clinic["Ana"], dt.time(16))
    desk.give(
        move_follow_up, owner=desk, follow_up_id=row.follow_up_id, seen_version=row.version,
        step=step,
    )  # fmt: skip
    assert len(posted) == 1
    clock(16)
    reminders.look()
    assert [notice.text[:17] for notice in posted] == ["Maria is due now,"] * 2


def test_without_a_tray_nothing_is_said_there(qtbot):
    assert not QSystemTrayIcon.isSystemTrayAvailable()
    window = QWidget()
    qtbot.addWidget(window)
    tray = Tray(window, window)
    tray.say("A follow-up of yours is due now.")
    tray.leave()
    assert tray._icon is None
