"""The list on the real worker threads: keys pressed faster than the database answers."""

import pytest

from db.queries.clinic import clinic_facts
from desk_app.background.data_tasks import ThreadDataTasks
from desk_app.desk_context import DeskContext
from desk_app.handouts.rendering import HandoutPress
from desk_app.screens.follow_ups.presenter import FollowUpsPresenter
from desk_app.screens.follow_ups.side_panel import Action
from desk_app.seat import Seat
from desk_app.settings import Settings


@pytest.fixture
def slow_desk(qapp, sqlite_database, clinic, now, tmp_path):
    data = ThreadDataTasks(sqlite_database)
    desk = DeskContext(
        data=data,
        facts=sqlite_database.read(clinic_facts),
        seat=Seat("Desk 2", clinic["Ana"], data),
        settings=Settings(tmp_path / "other.ini", data),
        press=HandoutPress(),
        now=lambda: now,
        parent=data,
    )
    yield desk
    data.shut_down()
    data.deleteLater()


def test_a_key_pressed_twice_counts_once(slow_desk, promise, day, rows, qtbot):
    promise("Maria", day(0))
    presenter = FollowUpsPresenter(slow_desk, slow_desk)
    said = []
    slow_desk.notices.posted.connect(said.append)
    with qtbot.waitSignal(presenter.list_changed):
        presenter.set_shown(shown=True)
    qtbot.waitUntil(lambda: presenter.current is not None)
    presenter.act(Action.NO_ANSWER)
    presenter.act(Action.NO_ANSWER)
    qtbot.waitUntil(lambda: presenter.current.attempts == 1)
    presenter.act(Action.NO_ANSWER)
    qtbot.waitUntil(lambda: presenter.current.attempts == 2)
    assert rows()["Maria"].attempts == 2
    assert [notice.text[:10] for notice in said] == ["No answer ", "No answer "]
