"""The first start by keyboard: the own clinic, the demo, or a clinic that is there already."""

from functools import partial

import pytest
from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtWidgets import QLineEdit

from db.domain.errors import StorageError, StorageFailure
from db.domain.staff import Role
from db.queries.clinic import clinic_facts
from db.services.clinic import ClinicProfile, save_profile
from desk_app.desk_context import DeskContext
from desk_app.handouts.rendering import HandoutPress
from desk_app.screens.welcome.first_facts import profile_of_this_computer, read_people
from desk_app.screens.welcome.page import WelcomePage
from desk_app.screens.welcome.places import is_place
from desk_app.screens.welcome.presenter import WelcomePresenter
from desk_app.seat import Seat
from desk_app.settings import Settings
from desk_app.widgets.growing_text_edit import GrowingTextEdit
from tests.inline_data_tasks import InlineDataTasks

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

WORDS = {
    Role.RECEPTIONIST: "Receptionist",
    Role.PRACTITIONER: "Practitioner",
    Role.MANAGER: "Manager",
}
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def new_desk(qapp, sqlite_database, tmp_path, now):
    """A desk on a database in which nothing was ever entered."""
    owner = QObject()
    yield DeskContext(
        data=InlineDataTasks(sqlite_database),
        facts=sqlite_database.read(clinic_facts),
        seat=Seat("Desk 1", None, owner),
        settings=Settings(tmp_path / "settings.ini", owner),
        press=HandoutPress(),
        now=lambda: now,
        parent=owner,
    )
    owner.deleteLater()


@pytest.fixture
def presenter(new_desk):
    return WelcomePresenter(new_desk, new_desk)


@pytest.fixture
def page(qtbot, presenter):
    page = WelcomePage(presenter)
    qtbot.addWidget(page)
    page.resize(1024, 620)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.activated()
    return page


def field(page, name, kind=QLineEdit):
    [found] = [edit for edit in page.findChildren(kind) if edit.accessibleName() == name]
    return found


def test_a_clinic_is_started_with_the_keyboard_alone(
    qtbot, page, presenter, new_desk, sqlite_database
):
    name = field(page, "Clinic's name")
    assert page.focusWidget() is name
    qtbot.keyClicks(name, "Test Clinic")
    qtbot.keyClick(name, Qt.Key.Key_Tab)
    people = page.focusWidget()
    qtbot.keyClicks(people, "Ana Ruiz\rDr Lee, practitioner")
    with qtbot.waitSignal(presenter.clinic_ready):
        qtbot.keyClick(people, Qt.Key.Key_Return, CONTROL)
    facts = sqlite_database.read(clinic_facts)
    assert facts.profile.name == "Test Clinic"
    assert facts.profile.time_zone
    assert [(member.name, member.role) for member in facts.staff] == [
        ("Ana Ruiz", Role.MANAGER),
        ("Dr Lee", Role.PRACTITIONER),
    ]
    assert new_desk.seat.member.name == "Ana Ruiz"


def test_what_is_missing_is_said_beside_it_and_nothing_is_entered(qtbot, page, new_desk):
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return, CONTROL)
    assert page._form.problems == {
        "clinic_name": "Fill this in.",
        "people": "Fill this in.",
    }
    assert page.focusWidget().accessibleName() == "Clinic's name"
    assert new_desk.clinic.staff == ()


def test_a_time_zone_nobody_knows_keeps_what_was_typed(qtbot, page, presenter, new_desk):
    qtbot.keyClicks(field(page, "Clinic's name"), "Test Clinic")
    qtbot.keyClicks(field(page, "Who works here", GrowingTextEdit), "Ana")
    zone = field(page, "Time zone")
    zone.selectAll()
    qtbot.keyClicks(zone, "Atlantis")
    qtbot.keyClick(zone, Qt.Key.Key_Return, CONTROL)
    assert page._form.problems == {"time_zone": "Write it another way."}
    zone.selectAll()
    qtbot.keyClicks(zone, "Europe/Madrid")
    with qtbot.waitSignal(presenter.clinic_ready):
        qtbot.keyClick(zone, Qt.Key.Key_Return, CONTROL)
    assert [member.name for member in new_desk.clinic.staff] == ["Ana"]


def test_a_database_that_is_away_is_told_and_the_start_can_be_given_again(
    qtbot, page, presenter, new_desk
):
    told = []
    new_desk.notices.posted.connect(told.append)
    qtbot.keyClicks(field(page, "Clinic's name"), "Test Clinic")
    people = field(page, "Who works here", GrowingTextEdit)
    qtbot.keyClicks(people, "Ana")
    new_desk._data.failure = StorageError(StorageFailure.BUSY_OR_AWAY)
    qtbot.keyClick(people, Qt.Key.Key_Return, CONTROL)
    assert len(told) == 1
    with qtbot.waitSignal(presenter.clinic_ready):
        qtbot.keyClick(people, Qt.Key.Key_Return, CONTROL)


def test_the_demo_is_one_button_away(qtbot, page, presenter):
    with qtbot.waitSignal(presenter.demo_wanted):
        qtbot.keyClick(page._practise, Qt.Key.Key_Space)


def test_a_clinic_that_is_there_is_named_before_one_joins_it(
    qtbot, page, presenter, tmp_path, migrated_file, actor, now, sqlite_database
):
    profile = ClinicProfile(name="Willow Lane")
    sqlite_database.write(partial(save_profile, actor=actor, at=now, profile=profile))
    place = field(page, "Address or file")
    qtbot.keyClicks(place, str(sqlite_database.place.file))
    qtbot.keyClick(place, Qt.Key.Key_Return)
    assert page._told.text() == "Found: Willow Lane."
    assert page.focusWidget() is page._join
    with qtbot.waitSignal(presenter.place_wanted) as wanted:
        qtbot.keyClick(page._join, Qt.Key.Key_Space)
    assert wanted.args == [str(sqlite_database.place.file)]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Write an address"),
        ("http://server/clinic", "Write an address"),
        ("/nowhere/at/all/clinic.db", "Nothing stands there"),
        ("postgresql://127.0.0.1:1/clinic", "The database does not answer"),
    ],
)
def test_a_place_that_cannot_be_joined_says_why(qtbot, page, typed, words):
    place = field(page, "Address or file")
    qtbot.keyClicks(place, typed)
    qtbot.keyClick(place, Qt.Key.Key_Return)
    assert page._told.text().startswith(words)
    assert page._join.isHidden()


def test_typing_another_place_takes_the_earlier_answer_away(qtbot, page, sqlite_database):
    place = field(page, "Address or file")
    qtbot.keyClicks(place, str(sqlite_database.place.file))
    qtbot.keyClick(place, Qt.Key.Key_Return)
    assert not page._join.isHidden()
    qtbot.keyClicks(place, "x")
    assert page._join.isHidden()


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("", []),
        (" \n\n", []),
        ("Ana", [("Ana", Role.MANAGER)]),
        ("Ana, receptionist\nMo", [("Ana", Role.RECEPTIONIST), ("Mo", Role.RECEPTIONIST)]),
        ("A\nLee, PRACT", [("A", Role.MANAGER), ("Lee", Role.PRACTITIONER)]),
        ("Lee, MD", [("Lee, MD", Role.MANAGER)]),
        ("Lee,", [("Lee,", Role.MANAGER)]),
    ],
)
def test_people_are_read_one_to_a_line(text, people):
    assert [(each.name, each.role) for each in read_people(text, WORDS)] == people


@pytest.mark.parametrize(
    ("locale", "paper", "currency", "emergency"),
    [
        ("en_US", "letter", "USD", "911"),
        ("es_ES", "a4", "EUR", "112"),
        ("en_GB", "a4", "GBP", "999"),
        ("fr_CA", "letter", "CAD", "911"),
        ("C", "a4", "USD", "911"),
    ],
)
def test_the_first_profile_suits_the_country(locale, paper, currency, emergency):
    profile = profile_of_this_computer(QLocale(locale))
    if locale != "C":
        assert (profile.paper, profile.currency) == (paper, currency)
        assert profile.emergency_number == emergency
    assert len(profile.region) == 2
    assert profile.name == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("postgresql://desk@server/clinic", True),
        ("postgres://server:5433/clinic", True),
        ("C:\\clinic\\clinic.db", True),
        ("postgresql://", False),
        ("postgresql://server", False),
        ("postgresql://server:port/clinic", False),
        ("postgresql://u@[::1/x", False),
        ("  ", False),
    ],
)
def test_what_can_be_a_place(text, expected):
    assert is_place(text) is expected


# --- A PIN from the first day ---------------------------------------------------------------


@pytest.fixture
def start_with_pin(qtbot, page):
    def start(pin, again=None, people="Ana Ruiz\rDr Lee, practitioner"):
        qtbot.keyClicks(field(page, "Clinic's name"), "Test Clinic")
        qtbot.keyClicks(field(page, "Who works here", GrowingTextEdit), people)
        qtbot.keyClicks(field(page, "Your PIN"), pin)
        once_more = field(page, "PIN once more")
        if once_more.isVisible():
            qtbot.keyClicks(once_more, pin if again is None else again)
        qtbot.keyClick(field(page, "Your PIN"), Qt.Key.Key_Return, CONTROL)

    return start


def test_the_first_manager_takes_a_pin_and_is_in(page, presenter, new_desk, qtbot, start_with_pin):
    with qtbot.waitSignal(presenter.clinic_ready):
        start_with_pin("482915")
    assert new_desk.seat.needs_sign_in
    assert not new_desk.seat.is_locked
    assert new_desk.seat.actor().role is Role.MANAGER


def test_without_a_pin_nobody_is_asked_and_the_page_says_what_follows(
    page, presenter, new_desk, qtbot, start_with_pin
):
    assert "whoever sits at this desk can read" in presenter.pin_hint()
    assert not field(page, "PIN once more").isVisible()
    with qtbot.waitSignal(presenter.clinic_ready):
        start_with_pin("")
    assert not new_desk.seat.needs_sign_in


@pytest.mark.parametrize(
    ("pin", "again", "people", "problem"),
    [
        ("123456", None, "Ana", ("pin", "Too easy to guess")),
        ("482915", "482951", "Ana", ("pin_again", "not the same")),
        ("482915", None, "Ana, receptionist", ("pin", "manager")),
    ],
)
def test_a_pin_that_will_not_do_is_told_before_anything_is_entered(
    page, new_desk, start_with_pin, pin, again, people, problem
):
    start_with_pin(pin, again, people)
    name, words = problem
    assert words in page._form.problems[name]
    assert new_desk.clinic.staff == ()
