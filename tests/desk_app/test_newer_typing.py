"""What is typed next never waits for what was typed before."""

import pytest
from PySide6.QtCore import QObject
from sqlalchemy import text

from desk_app.background.data_tasks import ThreadDataTasks

# Takes several times as long as a test waits.
_LONG = text(
    "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 200000000) "
    "SELECT count(*) FROM n"
)


@pytest.fixture
def data(qapp, sqlite_database):
    tasks = ThreadDataTasks(sqlite_database)
    yield tasks
    tasks.shut_down()
    tasks.deleteLater()


def test_the_next_key_stops_the_query_of_the_one_before(data, qtbot):
    owner, running, answers = QObject(data), [], []

    def long_search(session):
        running.append(True)
        return session.scalar(_LONG)

    def ask(work):
        data.read(work, owner=owner, on_done=answers.append, on_error=answers.append, key="typed")

    ask(long_search)
    qtbot.waitUntil(lambda: bool(running))
    ask(lambda _session: "newest")
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == ["newest"]
