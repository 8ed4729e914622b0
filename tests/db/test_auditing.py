"""The chain of the audit: whatever is done to its rows is found."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from sqlalchemy import text

from db.audit_anchor import Anchor
from db.checking import Check, look_over
from db.domain.audit_chain import BEGINNING, ChainRow, link_of
from db.domain.deed import Deed
from db.queries.audit import AuditFilter, Link, audit_rows, last_link, look_over_stretch
from db.queries.changes import changes_since
from db.services.auditing import note

START = Link(0, BEGINNING, None)


@pytest.fixture
def note_ten(database, actor, now):
    def write(session):
        for minute in range(10):
            at = now + dt.timedelta(minutes=minute, microseconds=minute)
            note(session, actor=actor, at=at, deed=Deed.VIEW, subject="person",
                 subject_id=minute, details=("été",))  # fmt: skip

    database.write(write)


def broken(database):
    return database.read(lambda s: look_over_stretch(s, after=START)).broken


def change(database, statement):
    with database.transaction() as session:
        session.execute(text(statement))


def test_ids_run_without_a_gap_and_an_untouched_chain_is_whole(database, note_ten):
    stretch = database.read(lambda s: look_over_stretch(s, after=START))
    assert (stretch.looked_at, stretch.broken, stretch.end.row_id) == (10, (), 10)
    assert database.read(last_link) == stretch.end


def test_a_chain_is_looked_over_in_stretches_that_join(database, note_ten):
    first = database.read(lambda s: look_over_stretch(s, after=START, limit=4))
    second = database.read(lambda s: look_over_stretch(s, after=first.end))
    assert (first.looked_at, second.looked_at) == (4, 6)
    assert (first.broken, second.broken) == ((), ())


@pytest.mark.parametrize(
    "assignment",
    [
        "at = (SELECT at FROM audit_entry WHERE id = 9)",
        "staff_id = 1",
        "desk = 'Desk 2'",
        "action = 'bin_person'",
        "subject = 'enquiry'",
        "subject_id = 77",
        "details = '{}'",
        "link = (SELECT link FROM audit_entry WHERE id = 9)",
    ],
)
def test_a_change_to_any_column_is_found(database, note_ten, assignment):
    if "staff_id" in assignment:
        change(database, "INSERT INTO staff (id, public_id, name, initials, role, version) VALUES "
               "(1, '00000000000000000000000000000001', 'A', '', 'manager', 1)")  # fmt: skip
    change(database, f"UPDATE audit_entry SET {assignment} WHERE id = 5")
    assert 5 in broken(database)


@pytest.mark.parametrize("row", range(1, 10))
def test_a_row_that_was_taken_out_is_found(database, note_ten, row):
    change(database, f"DELETE FROM audit_entry WHERE id = {row}")
    assert broken(database)


def test_a_row_that_was_taken_out_is_found_when_the_others_close_the_gap(database, note_ten):
    change(database, "DELETE FROM audit_entry WHERE id = 5")
    for row in range(6, 11):
        change(database, f"UPDATE audit_entry SET id = {row - 1} WHERE id = {row}")
    assert broken(database)


def test_rows_that_changed_places_are_found(database, note_ten):
    change(database, "UPDATE audit_entry SET id = 99 WHERE id = 4")
    change(database, "UPDATE audit_entry SET id = 4 WHERE id = 7")
    change(database, "UPDATE audit_entry SET id = 7 WHERE id = 99")
    assert broken(database)


def test_a_row_that_was_slipped_in_is_found(database, note_ten):
    change(database, "INSERT INTO audit_entry SELECT 11, at, staff_id, desk, action, subject, "
           "subject_id, details, link FROM audit_entry WHERE id = 10")  # fmt: skip
    assert broken(database) == (11,)


def test_the_check_of_the_database_tells_of_it(sqlite_database, actor, now):
    for _ in range(3):
        sqlite_database.write(lambda s: note(s, actor=actor, at=now, deed=Deed.PRINT))

    def found():
        return {f.check: (f.looked_at, f.faults) for f in look_over(sqlite_database)}[Check.AUDIT]

    assert found() == (3, 0)
    change(sqlite_database, "UPDATE audit_entry SET desk = 'x' WHERE id = 2")
    assert found() == (3, 1)


def relink(database):
    """What somebody does who can read the chain's key."""
    with database.transaction() as session:
        key = bytes.fromhex(session.execute(text(
            "SELECT value FROM setting WHERE key = 'audit_key'")).scalar().strip('"'))  # fmt: skip
        before = BEGINNING
        for entry in audit_rows(session, wanted=AuditFilter())[::-1]:
            row = ChainRow(entry.row_id, entry.at, None, entry.desk, entry.action, entry.subject,
                           entry.subject_id, {"fields": list(entry.fields)})  # fmt: skip
            before = link_of(key, before, row)
            session.execute(text("UPDATE audit_entry SET link = :link WHERE id = :id"),
                            {"link": before, "id": entry.row_id})  # fmt: skip


def test_an_anchor_outside_finds_what_was_linked_anew(database, note_ten, tmp_path):
    anchor = Anchor(tmp_path / "seat" / "anchor.json")
    assert database.read(anchor.move)
    change(database, "UPDATE audit_entry SET desk = 'Desk 2' WHERE id = 5")
    relink(database)
    assert broken(database) == ()
    assert not database.read(anchor.holds)
    assert not database.read(anchor.move)  # and it stays where it was
    assert anchor.read().row_id == 10


def test_an_anchor_finds_that_the_end_was_cut_off(database, note_ten, tmp_path):
    anchor = Anchor(tmp_path / "anchor.json")
    assert database.read(anchor.move)
    change(database, "DELETE FROM audit_entry WHERE id > 7")
    assert broken(database) == ()
    assert not database.read(anchor.holds)


def test_an_anchor_moves_on_with_the_work(database, note_ten, tmp_path, actor, now):
    anchor = Anchor(tmp_path / "anchor.json")
    assert anchor.read() is None
    assert database.read(anchor.move)
    database.write(lambda s: note(s, actor=actor, at=now, deed=Deed.PRINT))
    assert database.read(anchor.move)
    assert anchor.read() == database.read(last_link)


def test_a_damaged_anchor_is_as_none(database, note_ten, tmp_path):
    anchor = Anchor(tmp_path / "anchor.json")
    anchor.file.write_text("{")
    assert anchor.read() is None
    assert database.read(anchor.move)


def test_a_look_makes_no_other_desk_read_again(database, note_ten):
    changes = database.read(lambda s: changes_since(s, audit_id=0))
    assert len(changes) == 10
    assert not any(change.topics for change in changes)


def test_desks_that_write_at_once_make_one_whole_chain(database, actor, now):
    def work():
        for _ in range(20):
            database.write(lambda s: note(s, actor=actor, at=now, deed=Deed.PRINT))

    desks = [threading.Thread(target=work) for _ in range(4)]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    stretch = database.read(lambda s: look_over_stretch(s, after=START))
    assert (stretch.looked_at, stretch.broken) == (80, ())
