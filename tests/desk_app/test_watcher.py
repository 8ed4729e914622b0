"""A desk notices what others do, not what it did itself, and when the database is away."""

import uuid
from functools import partial

import pytest
from PySide6.QtCore import QObject

from db.domain.changes import Topic
from db.domain.enquiry import Channel, EnquiryFields, NewEnquiry, NextStep
from db.domain.errors import StorageError, StorageFailure
from db.domain.staff import Role
from db.queries.changes import changes_since, last_change
from db.services.clinic import StaffFields, add_staff
from db.services.enquiries import log_enquiry
from db.services.many_follow_ups import Move, move_follow_ups
from desk_app.background.watcher import ChangeWatcher
from tests.inline_data_tasks import InlineDataTasks


@pytest.fixture
def add(database, actor, now):
    def add_one(name):
        fields = StaffFields(name, Role.MANAGER)
        return database.write(partial(add_staff, actor=actor, at=now, fields=fields))

    return add_one


@pytest.fixture
def watcher(qapp, database):
    owner = QObject()
    watcher = ChangeWatcher(
        InlineDataTasks(database),
        last_change=last_change,
        changes_since=changes_since,
        parent=owner,
    )
    watcher.seen = []
    watcher.noticed.connect(watcher.seen.append)
    yield watcher
    watcher.stop()
    owner.deleteLater()


def test_what_another_desk_commits_is_noticed_once(watcher, add):
    add("Before the program began")
    watcher.start()
    added = add("Ana")
    watcher.look()
    watcher.look()
    assert [(c.record_id, c.topics) for c in watcher.seen] == [
        (added.record_id, frozenset({Topic.STAFF}))
    ]


def test_what_this_desk_did_itself_is_not_news(watcher, add):
    watcher.start()
    watcher.committed_here(add("Ana"), None)
    watcher.look()
    assert watcher.seen == []


def test_what_this_desk_did_with_many_at_once_is_not_news_either(watcher, database, actor, now):
    moves = []
    for name in ("Ann", "Bob", "Cy"):
        typed = EnquiryFields(Channel.PHONE, name)
        new = NewEnquiry(uuid.uuid4(), now, now.date(), typed, NextStep(now.date()))
        database.write(partial(log_enquiry, actor=actor, at=now, new=new, region="US"))
        moves.append(Move(len(moves) + 1, 1, NextStep(now.date())))
    watcher.start()
    work = partial(move_follow_ups, actor=actor, at=now, moves=moves)
    watcher.committed_here(database.write(work), None)
    watcher.look()
    assert watcher.seen == []


def test_going_away_is_told_once_and_coming_back_makes_everything_stale(watcher):
    told = []
    watcher.went_away.connect(lambda: told.append("away"))
    watcher.came_back.connect(lambda: told.append("back"))
    watcher.start()
    for _ in range(2):
        watcher._data.failure = StorageError(StorageFailure.BUSY_OR_AWAY)
        watcher.look()
    watcher.look()
    assert told == ["away", "back"]
    assert watcher.seen[-1].topics == frozenset(Topic)
