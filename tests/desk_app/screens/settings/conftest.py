"""The settings page on a small clinic."""

import pytest
from PySide6.QtCore import Qt

from desk_app.screens.settings.page import SettingsPage
from desk_app.screens.settings.presenter import SettingsPresenter


@pytest.fixture
def page(qtbot, desk):
    page = SettingsPage(SettingsPresenter(desk, desk))
    qtbot.addWidget(page)
    page.resize(1024, 620)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.activated()
    return page


@pytest.fixture
def open_section(page):
    """Show a section and return it."""

    def open_one(key):
        page.open_section(key)
        return page.section

    return open_one


@pytest.fixture
def retype(qtbot):
    """Replace what stands in a field by the keyboard."""

    def type_in(edit, text):
        edit.setFocus()
        qtbot.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        if text:
            qtbot.keyClicks(edit, text)
        else:
            qtbot.keyClick(edit, Qt.Key.Key_Delete)

    return type_in


@pytest.fixture
def save(qtbot, page):
    """Press Ctrl+S."""

    def press():
        target = page.focusWidget() or page
        qtbot.keyClick(target, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    return press
