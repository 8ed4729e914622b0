"""A read that nobody waits for any more ends at once, and the next one is not met by it."""

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from sqlalchemy import text

from db.interruptible import InterruptibleReads

# Far longer than any test is patient.
_LONG = text(
    "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 1000000000) "
    "SELECT count(*) FROM n"
)


def count_one(session):
    return session.scalar(text("SELECT 1"))


@pytest.fixture
def reads(database):
    return InterruptibleReads(database)


def wait_for(begun):
    def work(session):
        begun.set()
        return session.scalar(_LONG)

    return work


def test_a_running_read_is_stopped_and_the_next_one_goes_on(reads):
    begun = threading.Event()
    with ThreadPoolExecutor(max_workers=1) as worker:
        running = worker.submit(partial(reads.read, 1, wait_for(begun)))
        begun.wait()
        reads.interrupt(1)
        assert running.exception() is not None
        assert worker.submit(partial(reads.read, 2, count_one)).result() == 1


def test_only_the_read_that_is_meant_is_stopped(reads):
    def interrupt_another(session):
        reads.interrupt(1)
        return count_one(session)

    assert reads.read(2, interrupt_another) == 1
    reads.interrupt(2)  # it is over
    assert reads.read(3, count_one) == 1
