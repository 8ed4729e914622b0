"""What is longer than its place ends in dots, and what stands beside each other is level."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from desk_app.widgets.alone import lay_out_alone
from desk_app.widgets.choice_box import ChoiceBox
from desk_app.widgets.empty_state import EmptyState
from desk_app.widgets.even_columns import EvenColumns
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.icons import IconLabel
from desk_app.widgets.labels import plain_label
from desk_app.widgets.page import Page

# The offscreen platform says so of every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

NAME = "Ana Maria de la Santísima Trinidad y Todos los Santos Fernández de Córdoba"


def ink(widget):
    """Return the picture of a widget where it has little room."""
    widget.resize(120, 24)
    return widget.grab().toImage()


def test_a_long_choice_makes_its_box_no_wider_and_ends_in_dots(qtbot):
    for words, ends_in_dots in ((NAME, True), ("Ana", False)):
        box, qts_own = ChoiceBox("Who", letters=8), QComboBox()
        for each in (box, qts_own):
            qtbot.addWidget(each)
            each.addItem(words)
        assert box.sizeHint().width() < 200
        assert ChoiceBox(letters=40).minimumSizeHint() == box.minimumSizeHint()
        assert box.currentText() == words
        assert (ink(box) != ink(qts_own)) is ends_in_dots


def test_a_long_title_ends_in_dots_after_two_lines_and_says_all_when_pointed_at(qtbot):
    title, line = plain_label(f"<b> {NAME}", elide=True), plain_label("Ana", elide=True)
    qtbot.addWidget(title)
    high = line.heightForWidth(120)
    assert title.heightForWidth(120) == 2 * high
    assert title.heightForWidth(2000) == high
    assert title.minimumSizeHint().width() < 60
    assert title.text() == f"<b> {NAME}"
    assert title.toolTip() == f"&lt;b&gt; {NAME}"
    for words, is_whole in ((NAME, False), ("Ana Maria de la", True)):
        title.setText(words)
        title.resize(120, 2 * high)
        short = title.grab().toImage()
        title.setText(f"{words} Ruiz")
        assert (short != title.grab().toImage()) is is_whole


def test_what_stands_in_one_line_stands_on_one_middle(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    low, high, next_line = QLabel("a"), QLabel("a\na\na"), QLabel("a" * 20)
    row = FlowLayout(holder, spacing=4)
    for part in (low, high, next_line):
        row.addWidget(part)
    width = next_line.sizeHint().width() + 1
    row.setGeometry(QRect(0, 0, width, 400))
    assert abs(low.geometry().center().y() - high.geometry().center().y()) <= 1
    assert next_line.y() == high.geometry().bottom() + 1 + 4
    assert row.heightForWidth(width) == next_line.geometry().bottom() + 1


def test_of_parts_that_are_level_none_stands_alone_below_the_others(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    row = EvenColumns(10, 3, holder, level=True)
    parts = [QLabel(word, holder) for word in "abc"]
    for part in parts:
        row.addWidget(part)
    for letters, columns in ((40, 3), (25, 1), (10, 1)):
        row.setGeometry(QRect(0, 0, letters * holder.fontMetrics().averageCharWidth(), 400))
        assert len({part.x() for part in parts}) == columns


def test_in_little_height_the_icon_gives_way_to_the_words(qtbot):
    state = EmptyState()
    qtbot.addWidget(state)
    state.show_state("users", "Nobody yet", "Whoever calls is remembered here. " * 3, "New person")
    state.show()
    for height, has_icon in ((400, True), (150, False), (400, True)):
        state.resize(220, height)
        assert state.findChild(IconLabel).isVisible() is has_icon


def test_a_page_that_stands_alone_keeps_the_field_with_the_keyboard_in_sight(qtbot):
    page = Page()
    qtbot.addWidget(page)
    fields = [QLineEdit() for _ in range(30)]
    lay_out_alone(page, "lock", fields)
    page.resize(400, 200)
    page.show()
    page.activateWindow()
    for field in (fields[-1], fields[0], fields[15]):
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        qtbot.waitUntil(field.hasFocus)
        assert not field.visibleRegion().isEmpty()
