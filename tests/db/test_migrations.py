"""The schema that migrations make is the one the models describe, on both databases."""

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from db import migrate
from db.models import Base

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
