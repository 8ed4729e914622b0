import pytest

from desk_app.screens.people.page import PeoplePage
from desk_app.screens.people.presenter import PeoplePresenter


@pytest.fixture
def presenter(desk):
    made = PeoplePresenter(desk)
    yield made
    made.deleteLater()


@pytest.fixture
def open_page(qtbot, presenter):
    """Show the page, when whom it is to show has been entered."""

    def show():
        page = PeoplePage(presenter)
        qtbot.addWidget(page)
        page.resize(1024, 700)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        page.activated()
        return page

    return show
