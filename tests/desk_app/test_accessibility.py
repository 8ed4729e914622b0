"""Every page for everyone: what takes the focus has a name, and Tab walks through all of it."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QWidget

from tests.desk_app.widgets.plain_text import assert_no_rich_text

PAGES = (
    "desk", "follow_ups", "handouts", "articles", "enquiries", "people", "reports", "settings",
    "help", "safety",
)  # fmt: skip


@pytest.fixture
def opened(qtbot, shared_demo):
    """Open a page as a person would find it at work."""
    window = shared_demo.window

    def open_page(key):
        window.open_page(key)
        if key == "desk":
            qtbot.keyClick(window, Qt.Key.Key_F2)
        page = window.page(key)
        qtbot.waitUntil(page.isVisible)
        return page

    return open_page


def focusable(page):
    for widget in page.findChildren(QWidget):
        policy = widget.focusPolicy()
        takes_it = widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
        if takes_it and policy & Qt.FocusPolicy.TabFocus:
            yield widget


def accessible_name(widget):
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


@pytest.mark.parametrize("key", PAGES)
def test_whatever_takes_the_focus_has_a_name(opened, key):
    nameless = [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in focusable(opened(key))
        if not accessible_name(widget).strip()
    ]
    assert not nameless


@pytest.mark.parametrize("key", PAGES)
def test_no_label_draws_what_somebody_typed_as_a_picture(opened, key):
    assert_no_rich_text(opened(key))


@pytest.mark.parametrize("key", PAGES)
def test_mnemonics_are_unique_where_they_can_be_seen_together(opened, key):
    seen = {}
    for button in opened(key).findChildren(QPushButton):
        if button.isVisible() and not button.shortcut().isEmpty():
            keys = button.shortcut().toString()
            assert keys not in seen, (keys, seen.get(keys), button.text())
            seen[keys] = button.text()


@pytest.mark.parametrize("key", [*PAGES, "end_of_day"])
def test_no_key_means_two_things_at_one_place(opened, key):
    page = opened(key)
    for place in focusable(page):
        meant = Counter(keys for keys in keys_that_reach(place) if not keys.isEmpty())
        twice = [keys.toString() for keys, count in meant.items() if count > 1]
        assert not twice, (type(place).__name__, accessible_name(place))


def keys_that_reach(place):
    """Every key that would be taken for a shortcut while the keyboard is there."""
    window = place.window()
    for shortcut in window.findChildren(QShortcut):
        if shortcut.isEnabled() and reaches(shortcut.parent(), shortcut.context(), place):
            yield from shortcut.keys()
    for action in window.findChildren(QAction):
        owners = action.associatedObjects()
        if action.isEnabled() and any(
            reaches(owner, action.shortcutContext(), place) for owner in owners
        ):
            yield from action.shortcuts()


def reaches(owner, context, place):
    if context is Qt.ShortcutContext.WidgetShortcut:
        return owner is place
    if context is Qt.ShortcutContext.WidgetWithChildrenShortcut:
        return owner is place or owner.isAncestorOf(place)
    return isinstance(owner, QMenu) or (isinstance(owner, QWidget) and owner.isVisible())


@pytest.mark.parametrize("key", PAGES)
def test_tab_leaves_every_field(opened, qtbot, key):
    """Forty Tabs reach more than three places and are caught in none."""
    page = opened(key)
    first = next(focusable(page))
    first.setFocus()
    reached = set()
    for _ in range(40):
        before = QApplication.focusWidget()
        qtbot.keyClick(before, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
        assert QApplication.focusWidget() is not before or isinstance(before, QLineEdit) is False
    assert len(reached) > 3
