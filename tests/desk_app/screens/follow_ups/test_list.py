"""What the follow-up list shows, and that the cursor stays where one works."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit

from db.domain.changes import Change, Topic
from db.domain.follow_up import AttemptResult
from db.queries.follow_ups import Whose
from desk_app.screens.follow_ups.lines import cursor_after
from desk_app.screens.follow_ups.page import FollowUpsPage
from desk_app.screens.follow_ups.panel_page import RowPanel
from desk_app.widgets.buttons import Button
from desk_app.widgets.roles import RowRole
from desk_app.widgets.search_field import SearchField

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def test_groups_stand_in_their_order_with_their_counts(
    promise, log_call, earlier, day, page, shown
):
    earlier(5)
    promise("Late", day(-1))
    promise("Now", day(0))
    promise("Sunday", day(2))
    promise("Monday", day(3))
    log_call("Open")
    earlier(0)
    page.activated()
    assert shown() == [
        "No next step 1", "Open", "Overdue 1", "Late", "Today 1", "Now",
        "This week 1", "Sunday", "Later 1", "Monday",
    ]  # fmt: skip


def test_a_row_says_who_what_when_and_what_was_tried(
    promise, day, page, clinic, give_try, earlier, now
):
    earlier(3)
    promise(
        "Maria", day(0), starts=dt.time(15), ends=dt.time(17), words="Price",
        service_id=clinic["Cupping"],
    )  # fmt: skip
    earlier(0)
    give_try("Maria", at=now - dt.timedelta(hours=20))
    page.activated()
    who, how, when = page._list._model._lines[1].cells
    assert (who.title, who.detail) == ("Maria", "Cupping · Price")
    assert (how.title, how.detail) == ("828 555 0142", "1 try, no answer yesterday 14:30")
    assert (when.time, when.badge) == ("today 15:00–17:00", "A")
    spoken = page._list._model._lines[1].spoken
    assert spoken.startswith("Maria, Cupping · Price, 828 555 0142")


def test_alt_and_a_figure_choose_whose(promise, day, page, shown, press_key):
    promise("Mine", day(0))
    promise("Lees", day(0), owner="Dr Lee")
    promise("Nobodys", day(0), owner=None)
    page.activated()
    assert shown() == ["Today 1", "Mine"]
    press_key(Qt.Key.Key_2, ALT)
    assert shown() == ["Today 3", "Mine", "Lees", "Nobodys"]
    press_key(Qt.Key.Key_3, ALT)
    assert shown() == ["Today 1", "Nobodys"]
    press_key(Qt.Key.Key_1, ALT)
    assert shown() == ["Today 1", "Mine"]


def test_arrow_keys_choose_among_the_chips(promise, day, page, shown, press_key):
    promise("Nobodys", day(0), owner=None)
    page.activated()
    page._whose.setFocus()
    press_key(Qt.Key.Key_Right)
    assert shown() == ["Today 1", "Nobodys"]


def test_the_badge_counts_what_waits_for_me(promise, day, presenter, earlier, qtbot):
    told = []
    presenter.counts_changed.connect(told.append)
    earlier(3)
    promise("Late", day(-1))
    promise("Now", day(0))
    promise("Later", day(3))
    promise("Lees", day(0), owner="Dr Lee")
    earlier(0)
    presenter.load()
    assert told == [2]


def test_nothing_due_differs_from_no_match(promise, day, page, press_key, shown):
    assert page._empty.accessibleName() == "Nothing due"
    promise("Maria", day(0))
    page.activated()
    page.focus_search()
    press_key("xyz")
    assert page._empty.accessibleName() == "No match"
    press_key(Qt.Key.Key_Escape)
    assert shown() == ["Today 1", "Maria"]


@pytest.mark.parametrize(
    "typed", ["mar", "0142", "828 555", "828-555", "cupp", "blood pr", "LOPEZ"]
)
def test_search_finds_name_number_service_and_words(
    promise, day, page, press_key, shown, clinic, typed
):
    promise(
        "María López",
        day(0),
        words="Ask about pressure",
        concern="blood",
        phone="(828) 555-0142",
        service_id=clinic["Cupping"],
    )
    promise("Bo", day(0), phone="828 111 0000" if typed.startswith("828") else "704 111 0000")
    page.activated()
    page.focus_search()
    press_key(typed)
    assert shown() == ["Today 1", "María López"]
    press_key(Qt.Key.Key_Return)
    assert page._list.hasFocus()


def test_nobody_at_the_desk_is_offered_everybodys(promise, day, page, desk, press_key, shown):
    promise("Nobodys", day(0), owner=None)
    desk.seat.sit_down(None, desk.clinic)
    assert page._empty.accessibleName() == "Who sits here?"
    press_key(Qt.Key.Key_2, ALT)
    assert shown() == ["Today 1", "Nobodys"]


def test_the_cursor_passes_over_headings(promise, day, page, press_key, under_cursor):
    promise("First", day(0))
    promise("Second", day(1))
    page.activated()
    assert under_cursor() == "First"
    press_key(Qt.Key.Key_Down)
    assert under_cursor() == "Second"
    press_key(Qt.Key.Key_Up)
    press_key(Qt.Key.Key_Up)
    assert under_cursor() == "First"
    press_key(Qt.Key.Key_End)
    assert under_cursor() == "Second"
    press_key(Qt.Key.Key_Home)
    assert under_cursor() == "First"


def test_another_desks_save_moves_neither_the_cursor_nor_the_focus(
    promise, day, page, desk, press_key, under_cursor, shown
):
    promise("First", day(1))
    promise("Second", day(1))
    page.activated()
    press_key(Qt.Key.Key_Down)
    promise("Earlier", day(0))
    desk.changes.committed.emit(Change(1, 1, frozenset({Topic.FOLLOW_UP})), None)
    assert shown() == ["Today 1", "Earlier", "This week 2", "First", "Second"]
    assert under_cursor() == "Second"
    assert page._list.hasFocus()


def test_a_hidden_list_only_counts(promise, day, page, desk, shown):
    page.hide()
    promise("Maria", day(0))
    desk.changes.committed.emit(Change(1, 1, frozenset({Topic.FOLLOW_UP})), None)
    assert shown() == []


def test_names_never_reach_the_log(promise, day, page, press_key, caplog):
    caplog.set_level("DEBUG")
    promise("Secret Name", day(0))
    page.activated()
    for key in "nlt":
        press_key(key)
    assert "Secret" not in caplog.text


def test_whose_is_kept_over_reloads(promise, day, page, desk, press_key, shown):
    promise("Lees", day(0), owner="Dr Lee")
    page.activated()
    press_key(Qt.Key.Key_2, ALT)
    desk.changes.committed.emit(Change(1, 1, frozenset({Topic.FOLLOW_UP})), None)
    assert shown() == ["Today 1", "Lees"]
    assert page._whose.current_key is Whose.EVERYBODYS


def test_every_field_and_button_has_a_name(promise, day, page, press_key):
    promise("Maria", day(0))
    page.activated()
    for kind in (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit):
        for widget in page.findChildren(kind):
            if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                spoken = QAccessible.queryAccessibleInterface(widget)
                assert spoken.text(QAccessible.Text.Name), widget


# --- Layout ---------------------------------------------------------------------------


def test_where_there_is_no_room_one_column_says_what_matters(promise, day, page):
    promise("Maria", day(0))
    page.activated()
    cells = page._list.model()
    assert cells.index(1, 0).data(RowRole.LOOK).time == ""
    page.setMinimumWidth(0)
    page._list.setFixedWidth(360)
    assert page._list.isColumnHidden(1)
    assert cells.index(1, 0).data(RowRole.LOOK).time == "today"


def test_columns_are_where_they_were_left(promise, day, page, presenter, qtbot):
    page.resize(1600, 700)
    page._list.header().resizeSection(1, 333)
    again = FollowUpsPage(presenter)
    qtbot.addWidget(again)
    assert again._list.header().sectionSize(1) == 333


def test_the_side_panel_tells_the_whole_story(
    promise, day, page, give_try, now, earlier, set_voicemail
):
    earlier(3)
    promise("Maria", day(0), concern="Does it hurt?", words="Tell her the price")
    earlier(0)
    give_try("Maria", at=now - dt.timedelta(hours=20))
    give_try("Maria", AttemptResult.NOTE, note="Best after four")
    set_voicemail()
    page.activated()
    panel = page._panel
    shown = [widget.text() for widget in panel._tried]
    assert shown == ["today 10:30  note, Ana", "Best after four", "yesterday 14:30  no answer, Ana"]
    assert panel._number.text() == "828 555 0142"
    assert panel._rule.text() == "Leave no message"
    assert (panel._promise.text(), panel._concern.text()) == ("Tell her the price", "Does it hurt?")
    assert panel._when.text() == "today · Fri 6 Mar · Ana"
    assert panel._origin.text() == "Received Tue 3 Mar by Ana · Call back"


@pytest.mark.parametrize(
    ("now", "moves_on", "expected"),
    [
        ("abc", False, "b"),
        ("abc", True, "b"),
        ("acb", False, "b"),
        ("acb", True, "c"),
        ("ac", False, "c"),
        ("a", True, "a"),
        ("", True, None),
    ],
)
def test_the_cursor_keeps_its_row_or_its_place(now, moves_on, expected):
    def keys(letters):
        return [(ord(letter), 0) for letter in letters]

    found = cursor_after(keys("abc"), keys(now), keys("b")[0], moves_on=moves_on)
    assert found == (keys(expected)[0] if expected else None)


def test_an_empty_list_leaves_the_keyboard_on_the_page_and_takes_its_whole_width(page, press_key):
    press_key(Qt.Key.Key_2, ALT)
    assert isinstance(page.window().focusWidget(), SearchField)
    assert not page.findChild(RowPanel).isVisible()


def test_no_button_offers_to_call_without_a_number(promise, day, page):
    promise("Letter Writer", day(0), phone="")
    page.activated()
    words = [b.text() for b in page.findChildren(Button) if b.isVisible()]
    assert "Done" in words
    assert "Call" not in words
