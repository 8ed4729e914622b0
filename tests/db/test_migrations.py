"""The schema that migrations make is the one the models describe, on both databases."""

import shutil
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from db import migrate
from db.domain.staff import Role
from db.models import Base
from db.opening import open_database
from db.place import DatabasePlace
from db.services.catalogue import ServiceFields, add_service
from db.services.clinic import StaffFields, add_staff
from db.session import Database

ROOT = Path(__file__).parents[2]

SEARCH = ("search_vector", "_words")


def is_not_search(thing, name, kind, reflected, compared):
    """Full-text indexes are each database's own and unknown to the models."""
    return not (reflected and any(mark in (name or "") for mark in SEARCH))


def test_migrated_schema_equals_the_models(database):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_object": is_not_search}
        )
        assert compare_metadata(context, Base.metadata) == []
        assert len(sa.inspect(connection).get_table_names()) > 25


def test_revisions_are_named_by_their_files():
    scripts = ScriptDirectory(str(migrate._SCRIPTS))
    assert sorted(script.revision for script in scripts.walk_revisions()) == migrate.revisions()
    assert scripts.get_current_head() == migrate.revisions()[-1]


def test_stepping_back_and_forth_leaves_the_same_schema(database):
    def tables():
        with database.engine.connect() as connection:
            return sorted(sa.inspect(connection).get_table_names())

    before = tables()
    migrate.downgrade(database, "base")
    assert tables() == ["alembic_version"]
    migrate.upgrade(database)
    assert tables() == before


NEXT_REVISION = '''
"""A step as a later version of the program will take it: a table is rebuilt, rows are touched."""
import sqlalchemy as sa
from alembic import op
revision = "0002"
down_revision = "0001"
def upgrade():
    with op.batch_alter_table("staff") as batch:
        batch.add_column(sa.Column("room", sa.String(16), nullable=True))
        batch.alter_column("initials", type_=sa.String(12), existing_type=sa.String(8))
    op.execute("UPDATE staff SET room = 'west'")
    op.create_index("ix_staff_room", "staff", ["room"])
def downgrade():
    raise NotImplementedError
'''

CHILD = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from db import migrate
from db.place import DatabasePlace
from db.session import Database
migrate._SCRIPTS = Path(sys.argv[2])
database = Database(DatabasePlace(file=Path(sys.argv[1])))
left = int(sys.argv[3])
def count(*_):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
event.listen(database.engine, "before_cursor_execute", count)
event.listen(database.engine, "commit", count)
migrate.upgrade(database)
"""


@pytest.fixture
def next_version(tmp_path, monkeypatch):
    """The folder of migrations of a later version of the program."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrate._SCRIPTS, folder)
    (folder / "versions" / "0002_rooms.py").write_text(NEXT_REVISION)
    return folder


@pytest.fixture
def staffed(database, actor, now):
    """A service hangs on a member of staff by a reference that cascades from its own table."""
    by = {"actor": actor, "at": now}
    member = database.write(partial(add_staff, fields=StaffFields("Ana", Role.MANAGER), **by))
    fields = ServiceFields("Cupping", aliases=("cups",), practitioner_ids=(member.record_id,))
    database.write(partial(add_service, fields=fields, **by))
    return database


def test_a_later_migration_keeps_every_row(staffed, next_version, monkeypatch):
    monkeypatch.setattr(migrate, "_SCRIPTS", next_version)
    migrate.upgrade(staffed)
    with staffed.engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT room FROM staff")) == "west"
        assert connection.scalar(sa.text("SELECT count(*) FROM service_practitioner")) == 1
        assert migrate.current_revision(connection) == "0002"


def test_a_file_is_backed_up_before_it_is_migrated(sqlite_database, next_version, monkeypatch):
    monkeypatch.setattr(migrate, "_SCRIPTS", next_version)
    migrate.upgrade(sqlite_database)
    [copy] = sqlite_database.place.file.parent.glob("desk-backups/desk-*-before-update.db")
    monkeypatch.undo()
    old = open_database(DatabasePlace(file=copy))
    with old.engine.connect() as connection:
        assert migrate.current_revision(connection) == "0001"
    old.dispose()


def test_killed_at_any_statement_a_migration_is_whole_or_not_begun(
    sqlite_database, actor, now, tmp_path, next_version, monkeypatch
):
    sqlite_database.write(
        partial(add_staff, actor=actor, at=now, fields=StaffFields("Ana", Role.MANAGER))
    )
    sqlite_database.dispose()
    monkeypatch.setattr(migrate, "_SCRIPTS", next_version)
    ends = set()
    for statement in (3, 9, 14, 19, 24, 99):
        file = tmp_path / f"run-{statement}" / "desk.db"
        file.parent.mkdir()
        shutil.copy(sqlite_database.place.file, file)
        command = [sys.executable, "-c", CHILD, str(file), str(next_version), str(statement)]
        ends.add(subprocess.run(command, cwd=ROOT, timeout=60, check=False).returncode)
        database = Database(DatabasePlace(file=file))
        with database.engine.connect() as connection:
            revision = migrate.current_revision(connection)
            columns = {column["name"] for column in sa.inspect(connection).get_columns("staff")}
            assert ("room" in columns) == (revision == "0002"), statement
            assert connection.scalar(sa.text("SELECT count(*) FROM staff")) == 1
        migrate.upgrade(database)
        database.dispose()
    assert ends == {-signal.SIGKILL, 0}
