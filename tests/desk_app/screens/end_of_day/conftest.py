"""The end of the day with real widgets, worked by keys."""

import pytest

from desk_app.open_card import OpenCard
from desk_app.screens.end_of_day.page import EndOfDayPage
from desk_app.screens.end_of_day.presenter import EndOfDayPresenter
from tests.desk_app.screens.desk.conftest import Keys


@pytest.fixture
def cards():
    """What waits at this desk."""
    waiting: list[OpenCard] = []
    return waiting


@pytest.fixture
def page(desk, cards, posted, qtbot):
    page = EndOfDayPage(EndOfDayPresenter(desk, lambda: cards, desk))
    qtbot.addWidget(page)
    page.resize(1000, 700)
    return page


@pytest.fixture
def shown(page, qtbot):
    """Show the page after the clinic was filled."""

    def show():
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.activated()

    return show


@pytest.fixture
def keys(qtbot):
    return Keys(qtbot)


@pytest.fixture
def titles(page):
    """Headings with their counts, and rows by name, as they stand."""

    def read():
        model = page.list.model()
        looks = [model._rows[row] for row in range(model.rowCount())]
        return [f"{one.title}: {one.badge}" if one.heading else one.title for one in looks]

    return read
