"""A save that fails at any of its statements leaves nothing behind, on both databases."""

import itertools

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError

from db.models import Base
from tests.reliability import desk


class RefusedError(Exception):
    """The fault that is put in."""


def counted(database):
    """How many rows each table has."""
    with database.reading() as session:
        tables = Base.metadata.sorted_tables
        return {t.name: session.scalar(select(func.count()).select_from(t)) for t in tables}


def refuse_at(database, number):
    left = itertools.count(number, -1)

    def count(*_):
        if next(left) == 1:
            raise RefusedError

    for moment in ("before_cursor_execute", "commit"):
        event.listen(database.engine, moment, count)
    return lambda: [
        event.remove(database.engine, moment, count)
        for moment in ("before_cursor_execute", "commit")
    ]


def test_whichever_statement_fails_nothing_or_all_is_saved(database):
    desk.save(database, 0)
    before, failed = counted(database), 0
    for number in itertools.count(1):
        stop = refuse_at(database, number)
        try:
            desk.save(database, number)
        except (RefusedError, OperationalError):
            failed += 1
        else:
            break
        finally:
            stop()
        assert counted(database) == before, number
    assert failed >= 10
    assert counted(database)["enquiry"] == before["enquiry"] + 1


def save_on(database, acknowledged):
    while True:
        acknowledged.append(desk.save(database))


@pytest.mark.parametrize("size", [1, 2])
def test_a_full_disk_is_told_and_what_was_saved_stays(tmp_path, migrated_file, size):
    """A real small disk, where the system lets us make one."""
    import shutil
    import subprocess

    from db.domain.errors import StorageError, StorageFailure

    disk = tmp_path / "disk"
    disk.mkdir()
    megabytes = size + migrated_file.stat().st_size // 1_000_000
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, check=False).returncode:
        pytest.skip("no disk can be made here")
    try:
        shutil.copy(migrated_file, disk / "desk.db")
        database = desk.open_database(disk / "desk.db")
        acknowledged = []
        with pytest.raises(StorageError) as failed:
            save_on(database, acknowledged)
        assert failed.value.failure is StorageFailure.DISK_FULL
        database.dispose()
        assert acknowledged
        assert desk.state_of(disk / "desk.db", acknowledged) == "whole"
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)
