"""The file of every version that was released is opened by this one, whole and with all of it."""

from functools import partial

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from db.checking import look_over
from db.models import Base
from db.opening import open_database
from db.place import DatabasePlace
from db.queries.search import search_everything
from tests import released
from tests.db.test_migrations import is_not_search


@pytest.mark.parametrize("sql", sorted(released.FOLDER.glob("*.sql")), ids=lambda sql: sql.stem)
def test_the_file_of_a_released_version_is_opened_whole(sql, tmp_path):
    file = tmp_path / "desk.db"
    released.read(sql, file)
    database = open_database(DatabasePlace(file=file))
    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_object": is_not_search}
        )
        assert compare_metadata(context, Base.metadata) == [], "python -m tests.released"
        assert connection.scalar(sa.text("SELECT count(*) FROM follow_up")) == 3
    assert {
        finding.check: finding.faults for finding in look_over(database) if finding.faults
    } == {}
    for typed in ("muller", "neck", "5550142"):
        assert database.read(partial(search_everything, typed=typed)), typed
    database.dispose()
