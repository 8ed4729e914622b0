"""The model of the log: any number of rows, few pages."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from desk_app.item_models.log_model import PAGE, LogLine, LogModel
from desk_app.widgets.roles import RowRole, TwoLineRow

TITLES = ("Received", "Person", "What for", "Outcome")


def line(number):
    return LogLine(number, tuple(TwoLineRow(f"{number} {title}") for title in TITLES))


@pytest.fixture
def model(qapp):
    made = LogModel(TITLES)
    made.asked = []
    made.pages_wanted.connect(made.asked.append)
    return made


def text(model, row, column=0):
    return model.data(model.index(row, column))


def test_it_keeps_every_promise_to_its_views(model, qtbot):
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, fatal)
    model.reset(300)
    model.set_page(0, [line(n) for n in range(PAGE)])
    model.resize(400)
    model.renew(280)
    model.set_page(250, [line(n) for n in range(250, 280)])
    model.resize(10)
    model.reset(0)
    qtbot.waitUntil(lambda: not model._asking.isActive())
    assert tester is not None


def test_a_row_on_its_way_is_shown_as_such_and_asked_for_once(model, qtbot):
    model.reset(1_000_000)
    assert text(model, 500_000) == "…"
    assert text(model, 500_001) == "…"
    qtbot.waitUntil(lambda: model.asked != [])
    assert text(model, 500_002) == "…"
    qtbot.waitUntil(lambda: not model._asking.isActive())
    assert model.asked == [(500_000,)]
    model.set_page(500_000, [line(n) for n in range(500_000, 500_000 + PAGE)])
    assert text(model, 500_002, 1) == "500002 Person"
    assert model.data(model.index(500_002, 0), RowRole.KEY) == 500_002


def test_only_the_pages_looked_at_last_are_asked_for(model, qtbot):
    model.reset(1_000_000)
    for row in range(0, 900_000, 10_000):
        text(model, row)
    qtbot.waitUntil(lambda: model.asked != [])
    assert model.asked == [(890_000, 880_000)]


def test_a_renewed_list_shows_the_old_rows_until_the_new_ones_are_here(model, qtbot):
    model.reset(10)
    model.set_page(0, [line(n) for n in range(10)])
    model.renew(11)
    assert text(model, 3) == "3 Received"
    assert text(model, 10) == "…"
    qtbot.waitUntil(lambda: model.asked == [(0,)])
    model.set_page(0, [line(n + 1) for n in range(11)])
    assert text(model, 3) == "4 Received"


def test_no_more_pages_are_kept_than_a_person_scrolls_through(model):
    model.reset(1_000_000)
    for first in range(0, 200 * PAGE, PAGE):
        model.set_page(first, [line(first)])
    assert len(model._pages) == 64


def test_headers_have_their_titles(model):
    across = Qt.Orientation.Horizontal
    assert [model.headerData(n, across) for n in range(4)] == list(TITLES)
