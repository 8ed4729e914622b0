"""What people do at a desk and changes no record stands in the audit all the same."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from sqlalchemy import text

from db.audit_anchor import Anchor, listed_in
from db.backups.making import Due, make_copy, what_is_due
from db.backups.restoring import restore, write_down
from db.backups.shelf import Reason, Shelf
from db.domain.deed import Deed
from db.domain.errors import NotAllowedError
from db.opening import open_database
from db.queries.audit import AuditFilter, audit_rows, last_link
from db.services.auditing import note
from desk_app.background.anchor_keeper import AnchorKeeper
from desk_app.background.backup_keeper import BackupKeeper
from desk_app.screens.enquiries.presenter import EnquiriesPresenter
from desk_app.screens.people.presenter import PeoplePresenter
from tests.inline_data_tasks import InlineDataTasks


@pytest.fixture
def written(sqlite_database):
    """Deeds as (action, subject, id, words), newest first."""

    def rows():
        wanted = AuditFilter(only_views=True)
        found = sqlite_database.read(partial(audit_rows, wanted=wanted))
        return [(row.action, row.subject, row.subject_id, row.fields) for row in found]

    return rows


def test_opening_a_person_is_written_down_once(desk, log_call, written, sqlite_database):
    log_call(phone="(212) 555-0101")
    person_id = sqlite_database.read(lambda s: s.execute(text("SELECT id FROM person")).scalar())
    presenter = PeoplePresenter(desk)
    presenter.open_person(person_id)
    assert written() == [("view", "person", person_id, ())]
    log_call(phone="(212) 555-0101")
    desk.changes.committed.emit(log_call(phone="(212) 555-0101"), None)  # read again
    assert len(written()) == 1


def test_opening_an_enquiry_is_written_down(desk, log_call, written):
    enquiry_id = log_call().record_id
    EnquiriesPresenter(desk).open_enquiry(enquiry_id)
    assert written() == [("view", "enquiry", enquiry_id, ())]


def test_a_refused_command_is_written_down(desk, written):
    def erase_everything(session, *, actor, at):
        raise NotAllowedError("erase_everything")

    owner, errors = QObject(), []
    desk.give(erase_everything, owner=owner, failed=errors.append)
    assert [type(error) for error in errors] == [NotAllowedError]
    assert written() == [("refused", "desk", 0, ("erase_everything",))]


def test_a_copy_is_written_down_and_is_no_reason_for_another(
    sqlite_database, desk, written, now, log_call
):
    log_call()
    actor = desk.seat.actor()
    keeper = BackupKeeper(sqlite_database, desk.settings, now=desk.now, actor=desk.seat.actor)
    assert keeper._maker(Reason.ASKED) == actor
    assert keeper._maker(Reason.CHANGED).staff_id is None
    made = make_copy(sqlite_database, Reason.ASKED, at=now, by=actor)
    assert written() == [("back_up", "desk", 0, ("asked",))]
    moment = "2026-01-01 00:00:00.000000"
    with sqlite_database.transaction() as session:
        session.execute(
            text("UPDATE audit_entry SET at = :at WHERE action <> 'back_up'"), {"at": moment}
        )
    assert what_is_due(sqlite_database) is Due.NOTHING
    assert made.copy.file.exists()


def test_each_copy_is_listed_with_a_place_in_the_chain_it_holds(
    sqlite_database, now, actor, tmp_path, log_call
):
    log_call()
    end = sqlite_database.read(last_link)
    stick = tmp_path / "stick"
    stick.mkdir()
    make_copy(sqlite_database, Reason.ASKED, at=now, by=actor, second=stick)
    shelf = Shelf.of(sqlite_database.place.file)
    for folder in (shelf.folder, stick):
        assert listed_in(folder / "audit-anchors.jsonl") == [end]


def test_a_restore_is_written_down_and_nobody_misses_what_it_went_back_behind(
    sqlite_database, now, actor, tmp_path, log_call
):
    place = sqlite_database.place
    copy = make_copy(sqlite_database, Reason.ASKED, at=now, by=actor).copy.file
    log_call()
    anchor = Anchor(tmp_path / "anchor.json")
    sqlite_database.read(anchor.move)
    sqlite_database.dispose()
    restore(copy, place.file, at=now)
    restored = open_database(place)
    assert not restored.read(anchor.holds)
    write_down(restored, anchor, by=actor, at=now)
    assert restored.read(anchor.move)
    newest = restored.read(partial(audit_rows, wanted=AuditFilter()))[0]
    assert (newest.action, newest.fields[0][:10]) == ("restore", "2026-03-06")
    restored.dispose()


def test_a_desk_says_when_the_audit_is_not_as_it_saw_it(
    qtbot, sqlite_database, now, actor, tmp_path
):
    data, file = InlineDataTasks(sqlite_database), Path(tmp_path / "anchor.json")
    for _ in range(3):
        sqlite_database.write(partial(note, actor=actor, at=now, deed=Deed.PRINT))
    keeper = AnchorKeeper(data, Anchor(file))
    told = []
    keeper.broken.connect(lambda: told.append(True))
    keeper.start()
    keeper.look()
    assert not told
    with sqlite_database.transaction() as session:
        session.execute(text("DELETE FROM audit_entry WHERE id = 3"))
    keeper.look()
    assert told == [True]
    assert not keeper._timer.isActive()
