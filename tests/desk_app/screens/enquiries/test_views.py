"""Views of the log under names: kept, gone to, called otherwise, let go."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.domain.enquiry import Channel
from db.queries.enquiry_log import LogFilter, SortBy
from desk_app.periods import NamedPeriod

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(log_call, open_page):
    log_call("Ana Lopez", concern="sore neck")
    log_call("Bo Chen", channel=Channel.WALK_IN, concern="neck")
    return open_page()


def name_it(qtbot, page, name):
    qtbot.keyClick(page._table, Qt.Key.Key_D, CTRL)
    field = QApplication.focusWidget()
    field.clear()
    qtbot.keyClicks(field, name)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def choose(page, number):
    menu = page._views.menu()
    menu.actions()[number].trigger()
    menu.deleteLater()


def names(presenter):
    return [view.name for view in presenter.views.views]


def test_a_view_brings_back_filter_words_order_and_columns(page, presenter, qtbot):
    qtbot.keyClicks(page._search, "neck")
    presenter.log.narrow(channel=Channel.WALK_IN)
    qtbot.keyClick(page._table, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    page._table.column_menu().actions()[2].trigger()
    wanted = presenter.log.wanted
    name_it(qtbot, page, "Walk-ins")
    qtbot.keyClick(page._table, Qt.Key.Key_Escape)
    page._table.show_columns(())
    qtbot.keyClick(page._table, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    choose(page, 0)
    assert presenter.log.wanted == wanted
    assert wanted.sort_by is SortBy.NAME
    assert page._search.text() == "neck"
    assert page._table.hidden == (3, 4, 5, 6)
    assert page._table.log.rowCount() == 1


def test_days_go_on_with_the_calendar(page, presenter, qtbot, desk, monkeypatch):
    page._filters.show_period(NamedPeriod.TODAY)
    page._filters._on_period(NamedPeriod.TODAY)
    name_it(qtbot, page, "Today")
    later = desk.today() + dt.timedelta(days=3)
    monkeypatch.setattr(desk, "today", lambda: later)
    choose(page, 0)
    assert (presenter.log.wanted.since, presenter.log.wanted.until) == (later, later)


def test_a_view_is_called_otherwise_and_let_go_and_that_is_undone(page, presenter, qtbot, posted):
    presenter.log.narrow(channel=Channel.WALK_IN)
    name_it(qtbot, page, "Walk-ins")
    name_it(qtbot, page, "At the door")
    assert names(presenter) == ["At the door"]
    name_it(qtbot, page, "")
    assert names(presenter) == []
    posted[-1].action()
    assert names(presenter) == ["At the door"]
    presenter.views.load()
    assert presenter.views.views[0].wanted == LogFilter(channel=Channel.WALK_IN)


def test_columns_that_are_hidden_stay_so(page, presenter, open_page):
    page._table.column_menu().actions()[0].trigger()
    assert open_page()._table.hidden == (0, 4, 5, 6)
