"""Pictures of the page in every state: ``pytest tests/desk_app/screens/follow_ups/pictures.py``.

They land in the folder that FRONT_DESK_PICTURES names, and are for looking at.
"""

import datetime as dt
import os
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from db.domain.enquiry import About, Outcome
from db.domain.follow_up import AttemptResult
from db.domain.staff import Role
from db.models.person import Person
from db.queries.clinic import clinic_facts
from db.queries.follow_ups import Whose
from db.services.attempts import record_attempt
from db.services.people import set_do_not_contact
from desk_app.demo.clinic import fill
from desk_app.desk_context import DeskContext
from desk_app.handouts.rendering import HandoutPress
from desk_app.looks import Looks, load_interface_fonts
from desk_app.screens.follow_ups.page import FollowUpsPage
from desk_app.screens.follow_ups.presenter import FollowUpsPresenter
from desk_app.screens.follow_ups.side_panel import Action
from desk_app.seat import Seat
from desk_app.settings import Settings
from desk_app.tones import Appearance
from tests.inline_data_tasks import InlineDataTasks

FOLDER = os.environ.get("FRONT_DESK_PICTURES")
FONTS = Path(__file__).parents[4] / "resources" / "fonts"
LONG = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh María del Carmen de los Ángeles " * 3

pytestmark = [
    pytest.mark.skipif(not FOLDER, reason="FRONT_DESK_PICTURES names no folder"),
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]


@pytest.fixture
def looks(qapp):
    made = Looks()
    load_interface_fonts(FONTS)
    made.apply(qapp)
    yield made
    made.choose(Appearance.LIGHT)
    made.deleteLater()


@pytest.fixture
def filled(promise, log_call, earlier, day, clinic, sqlite_database, rows, desk, now):
    """A list with something of everything."""
    needles = {"service_id": clinic["Acupuncture for back pain"]}
    cups = {"service_id": clinic["Cupping"]}
    earlier(9)
    promise(
        "Maria Ortiz",
        day(-2),
        words="Tell her whether Dr Lee has a morning in April",
        concern="Lower back, two weeks now, worse at night. Does acupuncture help?",
        **needles,
    )
    promise("Catherine Lee", day(-1), phone="828 555 0117", words="Price list", **cups)
    promise("Paul Diaz", day(-4), phone="828 555 0119", owner=None, words="Call back", **cups)
    log_call(
        "J. Park", phone="828 555 0101", concern="Asked about cupping for his shoulder", **cups
    )
    earlier(3)
    promise(
        "Luis Ortiz",
        day(0),
        starts=dt.time(15),
        ends=dt.time(17),
        words="Free slot on Monday?",
        about=About.CHILD,
        about_name="Mateo",
        **needles,
    )
    promise(
        "Zoë Müller",
        day(0),
        owner="Dr Lee",
        phone="828 555 0133",
        outcome=Outcome.QUESTION_TO_PRACTITIONER,
        words="May she come while she takes blood thinners?",
        **needles,
    )
    promise(
        "Ruth Abara", day(1), phone="828 555 0150", words="Ask how the first visit went", **cups
    )
    promise(
        "Sam Oyelaran",
        day(12),
        phone="828 555 0151",
        outcome=Outcome.WAITING_FOR_SLOT,
        owner="Mo",
        words="Saturday morning slot",
        **cups,
    )
    promise("", day(3), phone="828 555 0155", words="Rang off; try once more")
    earlier(0)
    by = {"actor": desk.seat.actor()}
    for hours, result in ((44, AttemptResult.NO_ANSWER), (20, AttemptResult.LEFT_MESSAGE)):
        row = rows()["Maria Ortiz"]
        sqlite_database.write(
            partial(
                record_attempt,
                at=now - dt.timedelta(hours=hours),
                follow_up_id=row.follow_up_id,
                seen_version=row.version,
                result=result,
                phone_raw=row.phone,
                **by,
            )
        )
    row = rows()["Maria Ortiz"]
    sqlite_database.write(
        partial(
            record_attempt,
            at=now,
            follow_up_id=row.follow_up_id,
            seen_version=row.version,
            result=AttemptResult.NOTE,
            note="Works at the school, best after four.",
            **by,
        )
    )
    person = rows()["Paul Diaz"]
    sqlite_database.write(
        partial(
            set_do_not_contact,
            at=now,
            person_id=person.person_id,
            seen_version=sqlite_database.read(
                lambda session: session.get(Person, person.person_id).version
            ),
            wanted=True,
            reason="Asked not to be called again",
            **by,
        )
    )
    desk._clinic_loaded(sqlite_database.read(clinic_facts))


def picture(qtbot, presenter, name, size=(1280, 700), whose=Whose.EVERYBODYS, before=None):
    page = FollowUpsPage(presenter)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    page.activateWindow()
    page.activated()
    presenter.whose.choose(whose)
    page._list.setFocus()
    if before:
        before(page)
    QApplication.processEvents()
    QApplication.processEvents()
    page.grab().save(str(Path(FOLDER) / f"{name}.png"))
    page.close()


def on(name):
    def move(page):
        page._presenter.choose(())
        keys = list(page._list._model._rows)
        row = next(r for r in page._presenter._listed if r.caller_name == name)
        assert (row.follow_up_id, row.enquiry_id) in keys
        page._list._set_current((row.follow_up_id, row.enquiry_id))
        page._presenter.move_to((row.follow_up_id, row.enquiry_id))

    return move


def acting(name, action, typed=None):
    def act(page):
        on(name)(page)
        page._presenter.act(action)
        for field, text in (typed or {}).items():
            page._panel._form._grid.field(field).set_text(text)
            page._panel._form._echo()

    return act


def many(action=None):
    def choose(page):
        page._list.selectAll()
        if action is not None:
            page._presenter.act(action)

    return choose


def called(page):
    acting("Luis Ortiz", Action.CALL)(page)
    on("Maria Ortiz")(page)


def lost(page):
    acting("Maria Ortiz", Action.DONE)(page)
    form = page._panel._form
    form._outcome.setCurrentIndex(form._outcome.findData(Outcome.LOST))
    form._on_outcome()
    form.send()


def typed_back(typed, tried_at=""):
    """A printed list is typed in: one row is done, this line stands there."""

    def type_in(page):
        page.print_page()
        page._leave_preview()
        entry = page._presenter.back_entry
        entry.open()
        panel = page._back_entry
        for line, sends in (("5 l", True), (typed, False)):
            panel._line.set_text(line)
            entry.type_line(line)
            if sends:
                entry.enter()
        panel._tried_at.set_text(tried_at)
        entry.type_tried_at(tried_at)

    return type_in


@pytest.mark.parametrize("points", [0, 20])
@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
def test_typed_back(qtbot, looks, filled, presenter, appearance, points):
    looks.choose(appearance, points)
    mode = f"{appearance}-{points}"
    small = (1024, 560)
    picture(
        qtbot, presenter, f"typed-{mode}", small, before=typed_back("4 c mon 3pm; likes Dr Lee")
    )
    picture(qtbot, presenter, f"wrong-{mode}", small, before=typed_back("4 x because", "yesterday"))
    picture(qtbot, presenter, f"start-{mode}", before=typed_back(""))


@pytest.mark.parametrize("points", [0, 20])
@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
def test_full(qtbot, looks, filled, presenter, appearance, points, set_voicemail):
    looks.choose(appearance, points)
    mode = f"{appearance}-{points}"
    picture(qtbot, presenter, f"full-{mode}", before=on("Maria Ortiz"))
    small = (1024, 560)
    picture(qtbot, presenter, f"small-{mode}", small, before=on("Luis Ortiz"))
    picture(qtbot, presenter, f"calling-{mode}", small, before=acting("Luis Ortiz", Action.CALL))
    picture(qtbot, presenter, f"stop-{mode}", small, before=acting("Paul Diaz", Action.CALL))
    picture(qtbot, presenter, f"stepless-{mode}", small, before=on("J. Park"))
    picture(qtbot, presenter, f"done-{mode}", small, before=lost)
    picture(
        qtbot,
        presenter,
        f"snooze-{mode}",
        small,
        before=acting("Maria Ortiz", Action.SNOOZE, {"day": "sun 3pm"}),
    )
    picture(qtbot, presenter, f"many-{mode}", small, before=many(Action.HAND_OVER))
    picture(qtbot, presenter, f"chosen-{mode}", small, before=many())
    picture(qtbot, presenter, f"called-{mode}", small, before=called)
    picture(qtbot, presenter, f"question-{mode}", small, before=on("Zoë Müller"))
    picture(qtbot, presenter, f"answer-{mode}", small, before=acting("Zoë Müller", Action.ANSWER))
    picture(qtbot, presenter, f"ask-{mode}", small, before=acting("Luis Ortiz", Action.ASK))
    picture(qtbot, presenter, f"promise-{mode}", small, before=acting("J. Park", Action.PROMISE))
    picture(qtbot, presenter, f"paper-{mode}", small, before=lambda page: page.print_page())
    picture(qtbot, presenter, f"nomatch-{mode}", small, before=lambda page: presenter.search("xyz"))


def test_empty(qtbot, looks, presenter):
    looks.choose(Appearance.LIGHT, 0)
    picture(qtbot, presenter, "empty", (1024, 560), Whose.MINE)


def test_overlong_and_many(qtbot, looks, presenter, promise, day, clinic):
    looks.choose(Appearance.LIGHT, 0)
    for number in range(300):
        name = f"Caller {number}"
        promise(
            name,
            day(number % 9),
            phone=f"828 555 {number:04}",
            words="Call back",
            service_id=clinic["Cupping"],
        )
    promise(
        LONG[:200],
        day(0),
        words="word " * 4000,
        phone="+49 0176 12345678901 ext 1234567",
        concern="x" * 20000,
    )
    promise("محمد بن عبد الله", day(0), words="هل يساعد الوخز بالإبر ظهري؟", phone="+961 3 123 456")
    picture(qtbot, presenter, "overlong", (1024, 560), before=on(LONG[:200].strip()))
    picture(qtbot, presenter, "rtl", (1024, 560), before=on("محمد بن عبد الله"))


def test_practice_clinic(qtbot, looks, sqlite_database, tmp_path, qapp):
    at = dt.datetime(2026, 11, 24, 20, 15, tzinfo=dt.UTC)
    fill(sqlite_database, now=at)
    facts = sqlite_database.read(clinic_facts)
    receptionist = next(m for m in facts.present_staff if m.role is Role.RECEPTIONIST)
    owner = QObject()
    desk = DeskContext(
        data=InlineDataTasks(sqlite_database),
        facts=facts,
        seat=Seat("Desk 1", receptionist.staff_id, owner),
        settings=Settings(tmp_path / "s.ini", owner),
        press=HandoutPress(),
        now=lambda: at,
        parent=owner,
    )
    presenter = FollowUpsPresenter(desk)
    looks.choose(Appearance.LIGHT, 0)
    picture(qtbot, presenter, "practice", whose=Whose.EVERYBODYS)
    picture(qtbot, presenter, "practice-mine", whose=Whose.MINE)
    owner.deleteLater()
