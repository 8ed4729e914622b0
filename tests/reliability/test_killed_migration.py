"""A migration that is killed at any of its statements is whole or not begun, and goes on."""

from functools import partial

from db.domain.staff import Role
from db.services.clinic import StaffFields, add_staff
from tests.reliability import desk


def test_killed_at_any_statement_a_migration_is_whole_or_not_begun(run, fresh, next_version):
    file, key_hex = fresh
    database = desk.open_database(file, key_hex)
    fields = StaffFields("Ana", Role.MANAGER)
    database.write(partial(add_staff, actor=desk.ACTOR, at=desk.NOW, fields=fields))
    desk.save(database)
    database.dispose()
    count = desk.rounds(7, long=40)  # of each kind of file
    told = run("migrating", file.parent, next_version, count, key_hex or "")
    assert told["steps"] > 15
    found = told["found"]
    assert found.pop("killed") == count
    assert set(found) == {"before", "after"}
    assert sum(found.values()) == count + 1
