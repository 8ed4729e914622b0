"""The log by the keyboard: find, narrow, order, open, copy, bin."""

import csv
import datetime as dt
import io
import uuid
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from sqlalchemy import insert

from db.domain.enquiry import (
    About,
    Channel,
    ChoiceList,
    EnquiryFields,
    NewEnquiry,
    NextStep,
    Outcome,
)
from db.models import Enquiry, day_count
from db.queries.enquiry_log import NOT_SAID, Kept, LogFilter
from db.services.enquiries import log_enquiry
from desk_app.screens.enquiries.presenter import EnquiriesPresenter

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
TODAY = dt.date(2026, 3, 6)


def names(page):
    log = page._table.log
    return [log.data(log.index(row, 1)) for row in range(log.rowCount())]


def cursor(page):
    return page._table.currentIndex().siblingAtColumn(1).data()


def figures(page):
    """The count, however the locale groups its figures."""
    return page._count.text().replace(",", "")


@pytest.fixture
def three(log_call, clinic):
    log_call("Ana Lopez", concern="sore neck", service_id=clinic["Cupping"])
    log_call("Bo Chen", channel=Channel.WALK_IN, outcome=Outcome.BOOKED, concern="cupping?")
    log_call(
        "Cy Diaz", next_step=NextStep(TODAY), outcome=Outcome.CALL_BACK, about=About.CHILD,
        about_name="Luis", service_id=clinic["Acupuncture for back pain"],
    )  # fmt: skip


def test_the_newest_comes_first_and_has_the_cursor(three, open_page):
    page = open_page()
    assert names(page) == ["Cy Diaz", "Bo Chen", "Ana Lopez"]
    assert cursor(page) == "Cy Diaz"
    assert page._table.hasFocus()
    assert page._count.text() == "3 enquiries"


def test_typing_narrows_at_once_and_marks_what_was_found(three, open_page, qtbot):
    page = open_page()
    page.focus_search()
    qtbot.keyClicks(page._search, "cupp")
    assert names(page) == ["Bo Chen", "Ana Lopez"]
    rows = [page._table.log.line(row).cells[2] for row in range(2)]
    assert (rows[0].title, rows[0].marks) == ("cupping?", ((0, 4),))
    assert (rows[1].title, rows[1].marks) == ("Cupping", ((0, 4),))
    assert page._count.text() == "2 enquiries"
    qtbot.keyClick(page._search, Qt.Key.Key_Escape)
    assert len(names(page)) == 3


def test_filters_combine_with_words_and_esc_takes_all_away(three, open_page, qtbot):
    page = open_page()
    page.focus_search()
    qtbot.keyClicks(page._search, "cupping")
    box = page._filters._boxes["channel"]
    box.setFocus()
    qtbot.keyClicks(box, "Walk")
    box.activated.emit(box.currentIndex())
    assert names(page) == ["Bo Chen"]
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert len(names(page)) == 3
    assert (box.currentIndex(), page._search.text()) == (0, "")
    assert page._clear.isHidden()


def choose(page, name, key):
    box = page._filters._boxes[name]
    keys = [box.itemData(row) for row in range(box.count())]
    box.setCurrentIndex(keys.index(key))
    box.activated.emit(box.currentIndex())


def test_each_filter_narrows(three, open_page, clinic):
    page = open_page()
    for name, key, left in (
        ("service_id", clinic["Cupping"], ["Ana Lopez"]),
        ("outcome", Outcome.BOOKED, ["Bo Chen"]),
        ("open_only", False, ["Bo Chen"]),
        ("taken_by", clinic["Mo"], []),
        ("taken_by", clinic["Ana"], ["Cy Diaz", "Bo Chen", "Ana Lopez"]),
    ):
        choose(page, name, key)
        assert names(page) == left, name
        choose(page, name, None)


def test_a_box_is_as_wide_as_what_was_chosen_in_it_by_hand(three, open_page, qtbot):
    page = open_page()
    box = page._filters._boxes["period"]
    unasked = box.width()
    qtbot.keyClick(box, Qt.Key.Key_End)
    assert box.currentText() == "Other days…"
    assert box.width() > unasked


def test_the_other_filters_are_a_button_away_and_one_that_narrows_stays_in_sight(three, open_page):
    page = open_page()
    others = page._filters._others
    shown = lambda: {name for name, box in others.items() if not box.isHidden()}  # noqa: E731
    assert shown() == set()
    page._filters._more.click()
    assert shown() == set(others)
    choose(page, "kept", Kept.LATE)
    page._filters._more.click()
    assert shown() == {"kept"}
    page.clear()
    assert shown() == set()


def test_days_in_words_narrow_as_soon_as_they_mean_something(three, open_page, qtbot):
    page = open_page()
    periods = page._filters._boxes["period"]
    choose(page, "period", periods.itemData(periods.count() - 1))
    field = page._filters._words
    qtbot.keyClicks(field.edit, "feb")
    assert names(page) == []
    assert field.echo == "Sun 1 Feb – Sat 28 Feb"
    field.edit.selectAll()
    qtbot.keyClicks(field.edit, "last 2 days")
    assert len(names(page)) == 3


def test_no_match_and_nothing_yet_are_two_things(open_page, log_call, qtbot):
    page = open_page()
    assert page._empty.accessibleName() == "Nothing logged yet"
    log_call("Ana")
    page._presenter.load()
    page.focus_search()
    qtbot.keyClicks(page._search, "zzz")
    assert page._empty.accessibleName() == "No match"
    page.clear()
    assert names(page) == ["Ana"]


def test_a_key_orders_by_a_column_and_turns_it_round(three, open_page, qtbot):
    page = open_page()
    qtbot.keyClick(page._table, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert names(page) == ["Ana Lopez", "Bo Chen", "Cy Diaz"]
    qtbot.keyClick(page._table, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert names(page) == ["Cy Diaz", "Bo Chen", "Ana Lopez"]
    qtbot.keyClick(page._table, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert names(page) == ["Bo Chen", "Cy Diaz", "Ana Lopez"]
    qtbot.keyClick(page._table, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert names(page)[0] == "Cy Diaz"


def test_more_columns_are_shown_on_wish_and_order_nothing(three, open_page, qtbot, clinic):
    page = open_page()
    table = page._table
    assert table.hidden == (4, 5, 6)
    for action in table.column_menu().actions()[3:]:
        action.trigger()
    assert table.hidden == ()
    cells = table.log.line(0).cells
    assert [cell.title for cell in cells[4:]] == ["Phone call", "Ana", "today"]
    assert cells[6].detail == "Nobody yet"
    table.horizontalHeader().setSortIndicator(5, Qt.SortOrder.AscendingOrder)
    assert table.sorting == (0, True)
    assert names(page) == ["Cy Diaz", "Bo Chen", "Ana Lopez"]


def test_the_order_is_remembered(three, open_page, qtbot, desk):
    page = open_page()
    qtbot.keyClick(page._table, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    again = open_page(EnquiriesPresenter(desk, desk))
    assert names(again) == ["Ana Lopez", "Bo Chen", "Cy Diaz"]


def test_rows_are_copied_as_text_with_tabs(three, open_page, qtbot, posted):
    page = open_page()
    qtbot.keyClick(page._table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page._table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 3
    assert lines[2].split("\t")[2] == "Ana Lopez"
    assert lines[2].split("\t")[4:6] == ["Cupping", "sore neck"]
    assert posted[-1].text == "3 rows copied."


def test_what_a_spreadsheet_would_compute_is_copied_as_plain_text(log_call, open_page, qtbot):
    log_call("=SUM(A1)")
    page = open_page()
    qtbot.keyClick(page._table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().split("\t")[2] == "'=SUM(A1)"


@pytest.fixture
def saved(monkeypatch, tmp_path):
    """Where the dialog is answered with; returns the rows of the file."""
    file = tmp_path / "log.csv"
    monkeypatch.setattr(
        "desk_app.screens.enquiries.page.ask_for_table",
        lambda _parent, _name, chosen: chosen(str(file)),
    )
    return lambda: list(csv.reader(io.StringIO(file.read_text("utf-8-sig"))))


CTRL = Qt.KeyboardModifier.ControlModifier


def test_ctrl_s_saves_all_that_the_filter_lets_through(three, open_page, qtbot, saved, posted):
    page = open_page()
    qtbot.keyClicks(page._search, "cupping")
    qtbot.keyClick(page._table, Qt.Key.Key_S, CTRL)
    assert [row[3] for row in saved()[1:]] == ["Bo Chen", "Ana Lopez"]
    assert posted[-1].text == "2 enquiries saved."


def test_ctrl_s_saves_the_rows_that_are_chosen(three, open_page, qtbot, saved):
    page = open_page()
    qtbot.keyClick(page._table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page._table, Qt.Key.Key_S, CTRL)
    assert [row[3] for row in saved()[1:]] == ["Cy Diaz", "Bo Chen"]


def test_who_may_not_take_the_log_away_is_told_so(three, open_page, qtbot, saved, desk, posted):
    page = open_page()
    desk.seat.may = lambda _action: False
    qtbot.keyClick(page._table, Qt.Key.Key_S, CTRL)
    assert posted[-1].text == desk.refusal("export_all")


def test_delete_puts_in_the_bin_and_undo_brings_back(three, open_page, qtbot, posted):
    page = open_page()
    qtbot.keyClick(page._table, Qt.Key.Key_Down)
    qtbot.keyClick(page._table, Qt.Key.Key_Delete)
    assert names(page) == ["Cy Diaz", "Ana Lopez"]
    assert cursor(page) == "Ana Lopez"
    posted[-1].action()
    assert names(page) == ["Cy Diaz", "Bo Chen", "Ana Lopez"]


def test_what_another_desk_logs_appears_and_the_cursor_stays_with_its_row(
    three, open_page, desk, qtbot, now
):
    page = open_page()
    qtbot.keyClick(page._table, Qt.Key.Key_Down)
    new = NewEnquiry(uuid.uuid4(), now, TODAY, EnquiryFields(Channel.PHONE, "Dee"))
    desk.give(log_enquiry, owner=desk, new=new, region="US")
    assert names(page) == ["Dee", "Cy Diaz", "Bo Chen", "Ana Lopez"]
    assert cursor(page) == "Bo Chen"


def test_a_hidden_page_is_read_again_only_when_it_comes_back(three, open_page, log_call, desk, now):
    page = open_page()
    page.hide()
    new = NewEnquiry(uuid.uuid4(), now, TODAY, EnquiryFields(Channel.PHONE, "Dee"))
    desk.give(log_enquiry, owner=desk, new=new, region="US")
    assert len(names(page)) == 3
    page.show()
    page.activated()
    assert len(names(page)) == 4


# --- Many rows ----------------------------------------------------------------------------


def fill(database, count, now):
    """Rows and their derived counts in bulk, newest last."""
    first = TODAY - dt.timedelta(days=499)
    each = count // 500
    rows = [
        {
            "id": n + 1, "public_id": uuid.UUID(int=n), "version": 1, "year": 2026, "number": n + 1,
            "channel": Channel.PHONE, "caller_name": f"Caller {n + 1}", "phone_raw": "",
            "about": About.SELF, "about_name": "", "concern": "", "heard_detail": "",
            "outcome_note": "", "desk": "", "started_at": now, "saved_at": now,
            "received_on": first + dt.timedelta(days=n // each), "is_open": False,
            "needs_next_step": False, "search_text": "", "outcome": Outcome.BOOKED,
        }
        for n in range(count)
    ]  # fmt: skip
    days = [{"day": first + dt.timedelta(days=n), "n": each} for n in range(500)]
    database.write(lambda session: session.execute(insert(Enquiry), rows) and None)
    database.write(lambda session: session.execute(insert(day_count), days) and None)


def test_a_jump_to_the_middle_of_fifty_thousand_reads_few_pages(
    sqlite_database, open_page, now, qtbot
):
    fill(sqlite_database, 50_000, now)
    asked = []
    page = open_page()
    page._table.log.pages_wanted.connect(asked.extend)
    assert figures(page) == "50000 enquiries"
    bar = page._table.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    middle = page._table.rowAt(page._table.viewport().height() // 2)
    assert 24_000 < middle < 26_000
    log = page._table.log
    qtbot.waitUntil(lambda: log.data(log.index(middle, 1)) == f"Caller {50_000 - middle}")
    qtbot.keyClick(page._table, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: cursor(page) == "Caller 1")
    assert len(asked) <= 5


def test_a_narrowed_list_goes_on_when_its_end_comes_into_sight(
    sqlite_database, open_page, now, qtbot
):
    fill(sqlite_database, 5_000, now)
    page = open_page()
    choose(page, "outcome", Outcome.BOOKED)
    assert figures(page) == "1000+ enquiries"
    for _ in range(5):
        count = page._table.log.rowCount()
        qtbot.keyClick(page._table, Qt.Key.Key_End)
        end = f"Caller {5_000 - count + 1}"
        qtbot.waitUntil(partial(lambda name: cursor(page) == name, end))
    assert figures(page) == "5000 enquiries"


# --- Asked for by another screen --------------------------------------------------------------


def test_what_another_screen_asks_for_stands_in_the_filters(three, open_page, clinic, presenter):
    page = open_page()
    page._search.setText("left over")
    wanted = LogFilter(service_id=clinic["Cupping"], since=TODAY, until=TODAY)
    presenter.list_only(wanted)
    assert names(page) == ["Ana Lopez"]
    assert page._filters._boxes["service_id"].currentText() == "Cupping"
    assert page._filters._boxes["period"].currentText() == "Other days…"
    assert (page._filters._words.text, page._filters._words.echo) == (
        "2026-03-06 to 2026-03-06",
        "Fri 6 Mar",
    )
    assert page._search.text() == ""
    assert page._table.hasFocus()
    page.clear()
    assert len(names(page)) == 3
    assert not page._filters._words.isVisible()


def test_enquiries_without_a_service_can_be_listed(three, open_page, presenter):
    page = open_page()
    presenter.list_only(LogFilter(service_id=NOT_SAID))
    assert names(page) == ["Bo Chen"]
    assert page._filters._boxes["service_id"].currentText() == "No service named"


def test_lost_enquiries_can_be_narrowed_to_their_reason(log_call, open_page, desk):
    price, slot = [row.choice_id for row in desk.clinic.choices[ChoiceList.LOST_REASON][:2]]
    log_call("Eve", outcome=Outcome.LOST, lost_reason_id=price)
    log_call("Flo", outcome=Outcome.LOST, lost_reason_id=slot)
    page = open_page()
    choose(page, "lost_reason_id", slot)
    assert names(page) == ["Flo"]
