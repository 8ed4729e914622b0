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
