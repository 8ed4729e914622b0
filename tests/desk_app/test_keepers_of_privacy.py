"""What is done by itself: nothing of anybody erased stays, and old enquiries forget."""

import dataclasses
import datetime as dt
from functools import partial

import pytest
from sqlalchemy import select, update

from db.backups.shelf import Shelf
from db.domain.enquiry import Outcome
from db.drafts import Draft, DraftStore
from db.erasures import LOG_NAME, drop_drafts, log_beside, read_log
from db.models import AuditEntry, Enquiry, Person
from db.queries.clinic import clinic_facts
from db.queries.privacy import count_forgettable
from db.services.clinic import save_profile
from db.services.privacy import erase_person
from desk_app.erasure_keeper import ErasureKeeper
from desk_app.retention_keeper import RetentionKeeper

MARK = "Qzxmarker"


@pytest.fixture
def marked(log_call, sqlite_database):
    change = log_call(caller_name=MARK, phone="8285550142", outcome=Outcome.INFORMATION_GIVEN)
    return sqlite_database.read(lambda s: s.get(Enquiry, change.record_id).caller_id)


@pytest.fixture
def erasures(desk, sqlite_database):
    """A keeper that holds a draft about whomever was put into its list."""
    held = set()
    keeper = ErasureKeeper(desk, sqlite_database, lambda: frozenset(held), desk)
    keeper.held_here = held
    yield keeper
    keeper.stop()


def test_an_erasure_cleans_the_file_keeps_its_log_and_drops_drafts(
    desk, erasures, marked, sqlite_database, tmp_path
):
    second = tmp_path / "stick"
    second.mkdir()
    desk.settings.backup_folder = str(second)
    lost = []
    erasures.lost.connect(lost.append)
    erasures.held_here.add(("person", marked))
    erasures.start()
    assert lost == []
    desk.give(erase_person, owner=desk, person_id=marked)
    file = sqlite_database.place.file
    for part in (file, file.with_name(f"{file.name}-wal")):
        assert MARK.encode() not in part.read_bytes()
    assert [len(part) for part in read_log(log_beside(file))] == [1, 1]
    assert read_log(second / LOG_NAME) == read_log(log_beside(file))
    assert lost == [frozenset({("person", marked)})]


def test_what_another_desk_erased_is_seen_at_the_next_look(
    erasures, marked, sqlite_database, actor, now
):
    erasures.held_here.add(("person", marked))
    erasures.start()
    lost = []
    erasures.lost.connect(lost.append)
    sqlite_database.write(partial(erase_person, actor=actor, at=now, person_id=marked))
    erasures.look()
    assert lost
    assert read_log(log_beside(sqlite_database.place.file))[0]


def test_a_file_that_was_put_back_by_hand_is_cleaned_at_the_start(
    erasures, marked, sqlite_database, desk
):
    public_id = sqlite_database.read(lambda s: s.get(Person, marked)).public_id.hex
    log = log_beside(sqlite_database.place.file)
    log.parent.mkdir()
    log.write_text(f'{{"people": ["{public_id}"], "enquiries": []}}')
    erasures.start()
    assert sqlite_database.read(lambda s: s.get(Person, marked)) is None


def test_drafts_in_a_closed_desk_s_file_go_by_the_command_line(
    marked, sqlite_database, actor, now, tmp_path
):
    import uuid

    store = DraftStore(tmp_path / "drafts.db")
    other = Draft(uuid.uuid4(), now, {"caller_name": "kept"})
    store.apply([
        Draft(uuid.uuid4(), now, {"caller_id": marked, "concern": MARK}),
        Draft(uuid.uuid4(), now, {"edited": ["person", marked], "typed": {"note": MARK}}),
        other,
    ])  # fmt: skip
    sqlite_database.write(partial(erase_person, actor=actor, at=now, person_id=marked))
    drop_drafts(sqlite_database, store)
    assert [draft.public_id for draft in store.all()] == [other.public_id]
    store.close()
    assert MARK.encode() not in (tmp_path / "drafts.db").read_bytes()


@pytest.fixture
def switched_on(sqlite_database, actor, now, desk):
    """Old enough to be forgotten, in a clinic that wants that by itself."""
    profile = dataclasses.replace(desk.clinic.profile, forgets_by_itself=True)

    def switch():
        sqlite_database.write(partial(save_profile, actor=actor, at=now, profile=profile))
        desk.clinic = sqlite_database.read(clinic_facts)
        long_ago = now.date() - dt.timedelta(days=500)
        sqlite_database.write(lambda s: s.execute(update(Enquiry).values(received_on=long_ago)))

    return switch


def test_what_is_too_old_goes_in_a_quiet_minute_and_in_nobody_s_name(
    desk, marked, switched_on, sqlite_database
):
    keeper = RetentionKeeper(desk, sqlite_database, desk)
    keeper.start()
    assert not keeper.idle.runs
    switched_on()
    keeper.start()
    assert keeper.idle.runs
    keeper.look()
    assert sqlite_database.read(lambda s: s.get(Person, marked)) is None
    newest = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)
    row = sqlite_database.read(lambda s: s.scalar(newest))
    assert (row.action, row.staff_id) == ("forget_by_the_clock", None)
    keeper.look()  # nothing is left, and nothing is written down
    assert sqlite_database.read(lambda s: s.scalar(newest)).id == row.id
    keeper.stop()


def test_a_copy_is_made_before_and_nothing_goes_while_it_is_switched_off(
    desk, marked, switched_on, sqlite_database
):
    switched_on()
    asked = []
    desk.before = lambda name, _then: asked.append(name)
    keeper = RetentionKeeper(desk, sqlite_database, desk)
    keeper.look()
    assert asked == ["forget_by_the_clock"]
    assert sqlite_database.read(lambda s: s.get(Person, marked)) is not None
    assert not Shelf.of(sqlite_database.place.file).copies()
    assert count_forgettable
