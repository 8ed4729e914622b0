"""The schema that migrations make is the one the models describe, on both databases."""

from functools import partial

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
