import pytest

from desk_app.screens.enquiries.page import EnquiriesPage
from desk_app.screens.enquiries.presenter import EnquiriesPresenter


@pytest.fixture
def presenter(desk):
    made = EnquiriesPresenter(desk)
    yield made
    made.deleteLater()


@pytest.fixture
def open_page(qtbot, presenter):
    """Show the page, when what it is to show has been logged."""

    def show(with_presenter=presenter):
        page = EnquiriesPage(with_presenter)
        qtbot.addWidget(page)
        page.resize(1024, 700)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        page.activated()
        return page

    return show
