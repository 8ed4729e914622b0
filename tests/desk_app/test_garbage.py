"""Cycles are collected in the GUI thread, without a walk through all that stays."""

import gc
import weakref

import pytest

from desk_app.background.garbage import GuiThreadCollector


class Knot:
    """Holds itself."""

    def __init__(self):
        self.me = self


@pytest.fixture
def collector(qapp):
    """As in a program of its own, where nothing is spared yet."""
    gc.unfreeze()
    collector = GuiThreadCollector(interval_ms=3_600_000)
    yield collector
    collector.stop()
    collector.deleteLater()
    gc.freeze()


def test_an_open_clinic_is_looked_through_once_and_what_is_made_later_is_collected(collector):
    collector.spare_what_lives()
    collector.collect()
    assert gc.get_freeze_count() > 50_000
    assert len(gc.get_objects()) < 5_000
    later = weakref.ref(Knot())
    collector.collect()
    assert later() is None


def test_what_was_spared_is_collected_once_the_clinic_is_closed(collector):
    knot = Knot()
    collector.spare_what_lives()
    collector.collect()
    spared = weakref.ref(knot)
    del knot
    collector.collect()
    assert spared() is not None
    collector.spare_nothing()
    collector.collect()
    assert spared() is None


def test_nothing_is_spared_twice_or_for_somebody_else(collector):
    gc.freeze()
    collector.spare_what_lives()
    collector.collect()
    collector.spare_nothing()
    assert gc.get_freeze_count() > 0


def test_while_a_worker_makes_much_nothing_is_looked_through_but_not_for_ever(collector):
    collector.spare_what_lives()
    collector.collect()
    knot = weakref.ref(Knot())
    made = [[n] for n in range(60_000)]
    collector.collect()
    assert knot() is not None
    for _ in range(20):
        collector.collect()
    assert knot() is None
    assert len(made) == 60_000


def test_what_a_worker_made_and_let_go_is_no_reason_to_wait(collector):
    collector.spare_what_lives()
    collector.collect()
    knot = weakref.ref(Knot())
    made = [[n] for n in range(60_000)]
    del made
    collector.collect()
    assert knot() is None
