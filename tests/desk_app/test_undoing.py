"""What was done is taken back, newest first, and never over what another desk did since."""

import datetime as dt
import itertools
import uuid
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from sqlalchemy import select

from db.domain.enquiry import Channel, ChoiceList, EnquiryFields, NewEnquiry
from db.domain.errors import StorageError, StorageFailure
from db.domain.hours import OpeningHours, Period
from db.domain.sign_in import new_secret
from db.domain.staff import Actor, Role
from db.models.base import Base
from db.queries.catalogue import services
from db.queries.clinic import clinic_facts, clinic_profile
from db.queries.people import person_detail
from db.services.catalogue import ServiceFields, change_service, order_services
from db.services.clinic import ChoiceLine, save_profile, set_choices, set_hours
from db.services.enquiries import log_enquiry
from db.services.people import NumberLine, PersonFields, add_person, change_person
from db.services.sign_in import set_secret
from db.session import Database
from desk_app.desk_context import DeskContext
from desk_app.handouts.rendering import HandoutPress
from desk_app.notices import Level
from desk_app.pictures.stored import stored_pictures
from desk_app.screens.enquiries.presenter import EnquiriesPresenter
from desk_app.screens.follow_ups.presenter import FollowUpsPresenter
from desk_app.screens.people.content import fields_of
from desk_app.screens.people.presenter import PeoplePresenter
from desk_app.screens.settings.presenter import SettingsPresenter
from desk_app.seat import Seat
from desk_app.settings import Settings
from desk_app.undoing import MOST
from tests.desk_app.busy_morning import BusyMorning
from tests.desk_app.conftest import _fill_clinic
from tests.inline_data_tasks import InlineDataTasks

ELSEWHERE = {"actor": Actor(None, Role.RECEPTIONIST, "Desk 2")}
BEN = PersonFields("Ben Ortiz", [NumberLine("828 555 0188")])
PATIENCE_MS = 60_000
on_a_file = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
_COMPARED = (
    "person", "person_phone", "relation", "enquiry", "follow_up", "attempt", "setting",
    "opening_period", "closed_day", "choice", "service", "service_alias", "staff",
)  # fmt: skip
# What only ever goes on: numbers, the words that are found, the moment of what is noted again.
_MOVES_ON = {"id", "version", "public_id", "phone_id", "search_text", "do_not_contact_since"}


def a_call(desk):
    fields = EnquiryFields(Channel.PHONE, "Maria Ortiz", phone="828 555 0100")
    return NewEnquiry(uuid.uuid4(), desk.now(), desk.today(), fields)


@pytest.fixture
def clinic(database):
    return _fill_clinic(database)


@pytest.fixture
def desk(qapp, database, clinic, now, tmp_path):
    """Ana's desk, on either database."""
    owner, seconds = QObject(), itertools.count()
    yield DeskContext(
        data=InlineDataTasks(database),
        facts=database.read(clinic_facts),
        seat=Seat("Desk 1", clinic["Ana"], owner),
        settings=Settings(tmp_path / "settings.ini", owner),
        press=HandoutPress(picture_of=stored_pictures(database)),
        now=lambda: now + dt.timedelta(seconds=next(seconds)),
        parent=owner,
    )
    owner.deleteLater()


@pytest.fixture
def screens(desk):
    made = {
        "people": PeoplePresenter(desk, desk),
        "enquiries": EnquiriesPresenter(desk, desk),
        "follow_ups": FollowUpsPresenter(desk, desk),
        "settings": SettingsPresenter(desk, desk),
    }
    made["settings"].services.reload()
    return made


@pytest.fixture
def elsewhere(database, now):
    """Give a command at the other desk; this one has not heard of it yet."""
    return lambda command, **typed: database.write(partial(command, at=now, **ELSEWHERE, **typed))


@pytest.fixture
def other(elsewhere):
    return elsewhere(add_person, fields=BEN, region="US").record_id


@pytest.fixture
def morning(desk, database, screens, elsewhere, other):
    enquiry_id = elsewhere(log_enquiry, new=a_call(desk), region="US").record_id
    return BusyMorning(
        desk, screens, database.read, lambda: None, enquiry_id=enquiry_id, other_id=other
    )


def contents_of(session):
    """What stands in the tables, without what only ever goes on."""
    tables = {name: Base.metadata.tables[name] for name in _COMPARED}
    return {
        name: sorted(
            str({key: value for key, value in row.items() if key not in _MOVES_ON})
            for row in session.execute(select(table)).mappings()
            if row.get("active", True)  # a line of a list goes out of use, never away
        )
        for name, table in tables.items()
    }


@pytest.fixture
def contents(database):
    return lambda: database.read(contents_of)


def test_thirty_deeds_are_taken_back_one_by_one_although_many_were_on_one_record(
    desk, morning, contents, posted
):
    before = []
    for deed in morning.deeds():
        before.append(contents())
        deed()
        assert posted[-1].undoes, (deed, posted[-1])
    assert len(before) == MOST
    while before:
        named = desk.history.words
        desk.history.take_back()
        assert posted[-1].level is Level.INFO, posted[-1].text
        assert contents() == before.pop(), named
    assert desk.history.words == ""
    desk.history.take_back()


@pytest.fixture
def look(database, morning):
    return lambda: database.read(partial(person_detail, person_id=morning.person_id))


@pytest.fixture
def theirs(elsewhere, look):
    """The other desk corrects the same person."""

    def change(note):
        seen = look()
        elsewhere(
            change_person, person_id=seen.person_id, seen_version=seen.version,
            fields=replace(fields_of(seen), note=note), region="US",
        )  # fmt: skip

    return change


def test_what_another_desk_changed_since_stays_and_is_told_and_older_deeds_can_be_taken_back(
    desk, morning, look, theirs, posted
):
    morning.save_clinic()
    morning.correct_the_person(note="ours")
    theirs("theirs")
    morning.reword_the_enquiry("a stiff knee")
    desk.history.take_back()
    assert morning.enquiry.fields.concern == ""
    desk.history.take_back()
    assert posted[-1].level is Level.WARNING
    assert posted[-1].text == (
        "Not taken back: Person saved. It was changed since, and stays as it is now."
    )
    assert look().note == "theirs"
    assert desk.history.words == "Settings saved."
    desk.history.take_back()
    assert desk.clinic.profile.phone == ""


def test_what_another_desk_changed_between_two_of_ours_is_not_taken_back_with_the_older(
    desk, morning, look, theirs, posted
):
    morning.correct_the_person(note="ours")
    theirs("theirs")
    morning.correct_the_person(language="es")
    desk.history.take_back()
    assert (look().note, look().language) == ("theirs", "")
    desk.history.take_back()
    assert posted[-1].text.startswith("Not taken back: Person saved.")
    assert look().note == "theirs"


def test_settings_hours_lists_and_the_order_of_services_are_not_put_back_over_another_desk(
    desk, morning, database, elsewhere, posted, clinic
):
    for deed in (morning.save_clinic, morning.save_hours, morning.save_list, morning.order):
        deed()
    profile = replace(database.read(clinic_profile), phone="828 555 0122")
    elsewhere(save_profile, profile=profile, only=["phone"])
    elsewhere(set_hours, hours=OpeningHours({3: (Period(dt.time(8), dt.time(9)),)}))
    elsewhere(set_choices, which=ChoiceList.HEARD, lines=[ChoiceLine("Theirs")])
    elsewhere(order_services, service_ids=[clinic["Acupuncture for back pain"]])
    before = database.read(clinic_facts), database.read(services)
    for words in ("Order changed.", "List saved.", "Opening hours saved.", "Settings saved."):
        desk.history.take_back()
        assert posted[-1].text.startswith(f"Not taken back: {words}")
    assert (database.read(clinic_facts), database.read(services)) == before


@on_a_file
def test_what_is_taken_back_around_another_desks_edit_does_not_hide_it_from_older_deeds(
    desk, morning, database, elsewhere, posted
):
    morning.change_service()
    morning.order()
    wanted = partial(services, also_inactive=True)
    row = next(row for row in database.read(wanted) if row.wear == "Two layers.")
    fields = ServiceFields(row.name, wear="Theirs.")
    elsewhere(change_service, service_id=row.service_id, seen_version=row.version, fields=fields)
    desk.history.take_back()
    assert posted[-1].text == "Taken back: Order changed."
    desk.history.take_back()
    assert posted[-1].text.startswith("Not taken back: Service saved.")
    assert "Theirs." in [row.wear for row in database.read(wanted)]


@on_a_file
def test_while_the_database_is_away_nothing_leaves_the_history(desk, morning, look, posted):
    morning.correct_the_person(note="ours")
    desk._data.failure = StorageError(StorageFailure.BUSY_OR_AWAY)
    desk.history.take_back()
    assert (posted[-1].level, posted[-1].action_label) == (Level.ERROR, "Try again")
    assert desk.history.words == "Person saved."
    posted[-1].action()
    assert look().note == ""
    assert desk.history.words == ""


@on_a_file
def test_the_thirty_first_pushes_the_oldest_out(desk):
    taken = []
    for number in range(MOST + 1):
        desk.notices.done(f"{number}", undo=partial(taken.append, number))
    while desk.history.words:
        desk.history.take_back()
    assert taken == list(range(MOST, 0, -1))


@on_a_file
def test_nobody_takes_back_in_their_own_name_what_somebody_else_did(desk, database, clinic, now):
    boss = Actor(clinic["Mo"], Role.MANAGER, "Desk 1")
    for name in ("Mo", "Ana"):
        secret = {"staff_id": clinic[name], "secret": new_secret("482915")}
        database.write(partial(set_secret, actor=boss, at=now, **secret))
    desk.reload_clinic()
    taken = []
    for name in ("Ana", "Mo", "Ana"):
        desk.seat.let_in(clinic[name], desk.clinic)
        desk.notices.done(name, undo=partial(taken.append, name))
    desk.seat.let_in(clinic["Mo"], desk.clinic)
    assert desk.history.words == "Mo"
    desk.history.take_back()
    desk.history.take_back()
    assert (taken, desk.history.words) == (["Mo"], "")
    desk.seat.let_in(clinic["Ana"], desk.clinic)
    assert desk.history.words == "Ana"
    desk.seat.lock()
    assert desk.history.words == ""


@on_a_file
def test_wanted_while_one_is_being_taken_back_the_next_one_follows(desk, morning, look):
    waiting = []
    write = desk._data.write
    morning.correct_the_person(note="first")
    morning.correct_the_person(note="second")
    desk._data.write = lambda work, **answers: waiting.append(partial(write, work, **answers))
    desk.history.take_back()
    desk.history.take_back()
    assert len(waiting) == 1
    waiting.pop()()
    waiting.pop()()
    assert (look().note, desk.history.words) == ("", "")


@on_a_file
def test_taking_back_offers_no_way_back_of_its_own(desk, morning, posted):
    morning.merge()
    morning.bin_the_enquiry()
    while desk.history.words:
        desk.history.take_back()
        assert not posted[-1].undoes
    assert posted[-1].text.startswith("Taken back: ")


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_thirty_presses_of_ctrl_z_in_the_window_take_back_thirty_deeds(qtbot, demo):
    app, database = demo.app, Database(demo.app.place)
    history = app.desk.history

    def settle():
        qtbot.waitUntil(lambda: not app.desk._data._pending, timeout=PATIENCE_MS)

    def give(command, **typed):
        at = dt.datetime.now(dt.UTC)
        return database.write(partial(command, at=at, region="US", **ELSEWHERE, **typed)).record_id

    screens = {
        "people": app.people, "enquiries": app.enquiries, "follow_ups": app.follow_ups,
        "settings": app.settings_page,
    }  # fmt: skip
    morning = BusyMorning(
        app.desk, screens, database.read, settle,
        enquiry_id=give(log_enquiry, new=a_call(app.desk)),
        other_id=give(add_person, fields=BEN),
    )  # fmt: skip
    before = database.read(contents_of)
    for number, deed in enumerate(morning.deeds()):
        settle()
        deed()
        qtbot.waitUntil(lambda number=number: len(history) > number, timeout=PATIENCE_MS)
    [entry] = (e for e in demo.window.findChildren(QAction) if e.data() == "undo")
    assert entry.text() == "&Undo: Enquiry put in the bin."
    for _ in range(MOST):
        qtbot.keyClick(demo.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not entry.isEnabled(), timeout=PATIENCE_MS)
    settle()
    assert entry.text() == "&Undo"
    assert database.read(contents_of) == before
    database.dispose()
