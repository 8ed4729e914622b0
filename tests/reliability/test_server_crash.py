"""A server that crashes while desks save loses nothing acknowledged, and nothing is doubled."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from db.domain.errors import StorageError, StorageFailure
from db.opening import open_database
from db.place import DatabasePlace
from db.session import Database
from tests.postgres_server import crashing_server, fresh_database
from tests.reliability import desk

_DESKS = 2


@pytest.fixture
def crashing():
    """A place on a server of its own, and what crashes the server."""
    with crashing_server() as (server, crash), fresh_database(server) as url:
        open_database(DatabasePlace.parse(url)).dispose()
        yield DatabasePlace.parse(url), crash


class Saver:
    """A desk: each enquiry is sent until it is acknowledged, under the key it has had all along."""

    def __init__(self, place):
        self.database = Database(place)
        self.acknowledged, self.told = [], set()
        self.has_saved = threading.Semaphore(0)
        self.may_end = threading.Event()

    def run(self):
        while not self.may_end.is_set():
            self._save(uuid.uuid4())
        self.database.dispose()

    def _save(self, key):
        while True:
            try:
                self.acknowledged.append(desk.save(self.database, key.hex, key=key))
            except StorageError as error:
                self.told.add(error.failure)
                self.may_end.wait(0.02)
            else:
                self.has_saved.release()
                return


def test_crash_after_crash_each_enquiry_is_there_once(crashing):
    place, crash = crashing
    savers = [Saver(place) for _ in range(_DESKS)]
    with ThreadPoolExecutor(_DESKS) as desks:
        ends = [desks.submit(saver.run) for saver in savers]
        try:
            for _ in range(desk.rounds(3, long=25)):
                assert all(saver.has_saved.acquire(timeout=60) for saver in savers for _ in "123")
                crash()
        finally:
            for saver in savers:
                saver.may_end.set()
    assert [end.result() for end in ends] == [None] * _DESKS
    acknowledged = sorted(key for saver in savers for key in saver.acknowledged)
    database = Database(place)
    with database.reading() as session:
        assert sorted(key.hex for key in session.scalars(text(desk.KEYS))) == acknowledged
        assert {session.scalar(text(count)) for count in desk.COUNTS} == {len(acknowledged)}
    database.dispose()
    assert {failure for saver in savers for failure in saver.told} == {StorageFailure.BUSY_OR_AWAY}
