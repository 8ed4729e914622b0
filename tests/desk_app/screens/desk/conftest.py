"""The desk with real widgets, worked by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.domain.call import CallStage
from desk_app.background.draft_keeper import DraftKeeper
from desk_app.screens.desk.page import DeskPage
from desk_app.screens.desk.presenter import DeskPresenter
from desk_app.telephone.calls import CallEvent


@pytest.fixture
def keeper(qapp, tmp_path):
    keeper = DraftKeeper(tmp_path / "drafts.db")
    yield keeper
    keeper.shut_down()


@pytest.fixture
def presenter(desk, keeper, posted, qtbot):
    with qtbot.waitSignal(keeper.found):
        return DeskPresenter(desk, keeper, desk)


@pytest.fixture
def page(presenter, qtbot):
    page = DeskPage(presenter)
    qtbot.addWidget(page)
    page.resize(1280, 760)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.activated()
    return page


@pytest.fixture
def ring(presenter, desk):
    """The desk's telephone tells something; by default that a call rings."""

    def tell(number="8285550142", *, call_id="", stage=CallStage.RING, name=""):
        presenter.calls.hear(CallEvent(number, name, stage, call_id, desk.now()))

    return tell


class Keys:
    """Types and presses keys wherever the focus is, as a person does."""

    def __init__(self, qtbot):
        self._qtbot = qtbot

    def __call__(self, *strokes):
        for stroke in strokes:
            target = QApplication.focusWidget()
            assert target is not None, "nothing has the focus"
            if isinstance(stroke, str):
                self._qtbot.keyClicks(target, stroke)
            elif isinstance(stroke, tuple):
                self._qtbot.keyClick(target, stroke[1], stroke[0])
            else:
                self._qtbot.keyClick(target, stroke)


@pytest.fixture
def keys(qtbot):
    return Keys(qtbot)


@pytest.fixture
def focused():
    """The name of the field that has the focus."""

    def name():
        widget = QApplication.focusWidget()
        while widget is not None and not widget.objectName():
            widget = widget.parentWidget()
        return widget.objectName() if widget is not None else ""

    return name


CTRL = Qt.KeyboardModifier.ControlModifier
SAVE = (CTRL, Qt.Key.Key_Return)
