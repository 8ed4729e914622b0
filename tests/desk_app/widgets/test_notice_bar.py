import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desk_app.widgets.notice_bar import NoticeBar, NoticeLevel
from tests.desk_app.widgets.plain_text import assert_no_rich_text

# The offscreen platform says so of every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def window(qtbot):
    window = QWidget()
    window.field = QLineEdit(window)
    window.bar = NoticeBar(window, shown_for_ms=20)
    layout = QVBoxLayout(window)
    layout.addWidget(window.field)
    layout.addWidget(window.bar)
    window.resize(800, 200)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.field.setFocus()
    return window


@pytest.fixture
def bar(window):
    return window.bar


def test_a_notice_takes_neither_focus_nor_room(window, bar):
    before = bar.geometry()
    bar.show_notice("Enquiry saved.", NoticeLevel.INFO, "Undo", bar.dismiss, "Ctrl+Z")
    assert bar.text == "Enquiry saved."
    assert window.field.hasFocus()
    window.layout().activate()
    assert bar.geometry() == before


def test_an_info_fades(qtbot, bar):
    bar.show_notice("Enquiry saved.")
    qtbot.waitUntil(lambda: bar.text == "")


def test_a_notice_that_has_the_focus_does_not_fade(qtbot, bar):
    bar.show_notice("Enquiry saved.", NoticeLevel.INFO, "Undo", bar.dismiss)
    bar._action_button.setFocus()
    bar._fade()
    assert bar.text == "Enquiry saved."


def test_an_error_stays_until_it_is_dismissed(bar):
    bar.show_notice("The disk is full.", NoticeLevel.ERROR)
    assert not bar._timer.isActive()
    bar.dismiss()
    assert bar.text == ""


def test_an_error_comes_back_when_what_stood_before_it_is_gone(bar):
    bar.show_notice("The disk is full.", NoticeLevel.ERROR)
    bar.show_notice("Enquiry saved.")
    assert bar.text == "Enquiry saved."
    bar.dismiss()
    assert bar.text == "The disk is full."


def test_the_same_error_twice_is_one_error(bar):
    bar.show_notice("The disk is full.", NoticeLevel.ERROR)
    bar.show_notice("The disk is full.", NoticeLevel.ERROR)
    bar.dismiss()
    assert bar.text == ""


def test_the_action_is_done_once(qtbot, bar):
    done = []
    bar.show_notice("Follow-up closed.", NoticeLevel.INFO, "Undo", lambda: done.append(1))
    qtbot.mouseClick(bar._action_button, Qt.MouseButton.LeftButton)
    bar.take_action()
    assert done == [1]
    assert bar.text == ""


def test_an_action_may_show_the_next_notice(bar):
    def answer():
        bar.show_notice("Undone.")

    bar.show_notice("Follow-up closed.", NoticeLevel.INFO, "Undo", answer)
    bar.take_action()
    assert bar.text == "Undone."


def test_escape_dismisses_from_within(qtbot, bar):
    bar.show_notice("The disk is full.", NoticeLevel.ERROR)
    bar._close_button.setFocus()
    qtbot.keyClick(bar._close_button, Qt.Key.Key_Escape)
    assert bar.text == ""


def test_the_button_says_its_key(bar):
    bar.show_notice("Closed.", NoticeLevel.INFO, "Undo", bar.dismiss, "Ctrl+Z")
    assert bar._action_button.text() == "Undo"
    assert "Z" in bar._action_button.accessibleDescription()
    assert bar._close_button.accessibleName()


def test_a_notice_is_shown_letter_by_letter(bar):
    bar.show_notice("<img src='x'> & <b>bold</b>")
    assert_no_rich_text(bar)


def test_a_long_notice_stays_low_and_is_read_by_keys(qtbot, window, bar):
    line, last = bar.fontMetrics().lineSpacing(), bar._words.verticalScrollBar()
    bar.show_notice("The disk is full.", NoticeLevel.ERROR)
    qtbot.waitUntil(lambda: bar._words.height() == line)
    assert bar._words.focusPolicy() == Qt.FocusPolicy.NoFocus
    bar.show_notice("Nothing was saved, because the disk is full. " * 20, NoticeLevel.ERROR)
    qtbot.waitUntil(lambda: last.maximum() > 0 and bar._words.height() == 4 * line)
    qtbot.keyClick(window.field, Qt.Key.Key_Tab)
    assert bar._words.hasFocus()
    for _ in range(40):
        qtbot.keyClick(bar._words, Qt.Key.Key_Down)
    assert last.value() == last.maximum()
    bar.show_notice("The disk is full.", NoticeLevel.ERROR)
    qtbot.waitUntil(lambda: last.maximum() == 0 and bar._words.height() == line)


def test_a_long_notice_fades_later(bar):
    bar.show_notice("Saved.")
    before = bar._timer.interval()
    bar.show_notice("Saved, and there is more to say of it. " * 10)
    assert bar._timer.interval() > before


def test_the_room_kept_for_notices_follows_the_size_of_the_letters(qtbot):
    bar = NoticeBar()
    qtbot.addWidget(bar)
    before, font = bar.minimumHeight(), QFont(bar.font())
    font.setPointSizeF(before)
    bar.setFont(font)
    qtbot.waitUntil(lambda: bar.minimumHeight() > before)
    font.setPointSizeF(9)
    bar.setFont(font)
    qtbot.waitUntil(lambda: bar.minimumHeight() <= before)
