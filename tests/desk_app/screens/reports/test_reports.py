"""The owner's month by the keyboard: choose days, read, drill down, copy, save."""

import csv
import datetime as dt
import io
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from db.domain.enquiry import Channel, ChoiceList, NextStep, Outcome
from db.queries.enquiry_log import NOT_SAID, LogFilter, log_count
from db.services.catalogue import ServiceFields, add_service
from db.services.clinic import ChoiceLine, set_choices
from db.services.enquiries import bin_enquiry
from desk_app.periods import NamedPeriod
from desk_app.widgets.bar_chart import BarChart
from desk_app.widgets.hour_chart import HourChart
from desk_app.widgets.roles import RowRole

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def month(log_on, clinic, choice):
    """March so far (up to Friday the 6th): four enquiries; the same days of February: two."""
    needles, cups = clinic["Acupuncture for back pain"], clinic["Cupping"]
    friend = choice("friend")
    log_on(3, 2, 11, service_id=needles, heard_id=friend, outcome=Outcome.BOOKED)
    log_on(3, 2, 11, service_id=needles, channel=Channel.WALK_IN)
    log_on(
        3, 5, 16, service_id=cups, heard_id=friend, outcome=Outcome.LOST,
        lost_reason_id=choice("no_slot", ChoiceList.LOST_REASON),
    )  # fmt: skip
    log_on(3, 6, 9)
    log_on(2, 3, service_id=cups)
    log_on(2, 6, service_id=cups)
    log_on(2, 20, service_id=cups)
    log_on(1, 8, service_id=cups)


def charts(page):
    found = [chart for chart in page.findChildren(BarChart) if chart.isVisible()]
    return {chart.accessibleName(): chart for chart in found}


def shown(page, title):
    return [(bar.label, bar.value, bar.before, bar.change) for bar in charts(page)[title].bars]


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


TODAY = dt.date(2026, 3, 6)
CTRL = Qt.KeyboardModifier.ControlModifier


def test_this_month_stands_beside_the_same_days_of_the_month_before(month, open_page):
    page = open_page()
    assert page._charts._headline.text() == "4 enquiries, 2 more than from 1 to 6 February"
    assert "1–6 March" in page._charts._legend.text()
    assert shown(page, "What they asked for") == [
        ("Acupuncture for back pain", 2, 0, "+2"),
        ("Cupping", 1, 2, "−1"),
        ("No service named", 1, 0, "+1"),
    ]
    assert shown(page, "How they reached us") == [
        ("Phone call", 3, 2, "+1"),
        ("Walk-in", 1, 0, "+1"),
    ]
    assert shown(page, "Why they were lost") == [("No slot in time", 1, 0, "+1")]
    assert shown(page, "Asked for in vain") == [("No slot in time · Cupping", 1, 0, "+1")]


def test_large_figures_stand_beside_those_of_before(month, open_page, presenter):
    open_page()
    booked, first_call, kept = presenter.content.facts
    assert (booked.figure, booked.words) == ("25 %", "booked: 1 of 4")
    assert booked.earlier == "0 % from 1 to 6 February"
    assert (first_call.figure, first_call.earlier) == ("–", "")
    assert (kept.figure, kept.earlier) == ("–", "")


def test_what_is_not_asked_for_any_more_stands_last(month, log_on, clinic, open_page):
    log_on(2, 4, channel=Channel.EMAIL)
    page = open_page()
    assert shown(page, "How they reached us")[-1] == ("E-mail", 0, 1, "−1")


def test_only_what_the_clinic_could_have_given_was_asked_for_in_vain(
    month, log_on, choice, open_page
):
    changed_mind = choice("decided_against", ChoiceList.LOST_REASON)
    log_on(3, 3, outcome=Outcome.LOST, lost_reason_id=changed_mind)
    page = open_page()
    assert len(charts(page)["Why they were lost"].bars) == 2
    assert [row[0] for row in shown(page, "Asked for in vain")] == ["No slot in time · Cupping"]


def test_the_row_under_the_cursor_is_always_in_sight(month, open_page, qtbot):
    page = open_page(620)
    page.resize(620, 320)
    chart = charts(page)["How they reached us"]
    chart.setFocus()
    page._charts.verticalScrollBar().setValue(0)
    press(qtbot, Qt.Key.Key_Down)
    row = chart.visualRect(chart.currentIndex())
    place = chart.mapTo(page._charts.viewport(), row.topLeft())
    assert page._charts.viewport().rect().contains(row.translated(place - row.topLeft()))


def test_every_row_says_its_figures_to_a_screen_reader(month, open_page):
    page = open_page()
    chart = charts(page)["What they asked for"]
    model = chart.model()
    said = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert said == [
        "Acupuncture for back pain: 2, 2 more than from 1 to 6 February, 1 booked, 50 %",
        "Cupping: 1, 1 fewer than from 1 to 6 February",
    ]
    interface = QAccessible.queryAccessibleInterface(chart)
    assert interface.childCount() == 3
    assert interface.child(0).text(QAccessible.Text.Name) == said[0]


def test_hours_are_the_clinics_and_can_be_walked(month, open_page, qtbot):
    page = open_page()
    [hours] = page.findChildren(HourChart)
    hours.setFocus()
    monday = hours.model().index(0, 2)  # from nine o'clock on
    assert hours.model().headerData(2, Qt.Orientation.Horizontal) == "11"
    assert monday.data(Qt.ItemDataRole.AccessibleTextRole).startswith("Monday 11:00: 2")
    press(qtbot, Qt.Key.Key_Right)
    press(qtbot, Qt.Key.Key_Down)
    assert (hours.currentIndex().row(), hours.currentIndex().column()) == (1, 1)


def test_periods_are_chosen_with_the_arrows(month, open_page, qtbot, presenter):
    page = open_page()
    headlines = []
    presenter.content_changed.connect(lambda content: headlines.append(content.headline))
    for _ in range(3):
        press(qtbot, Qt.Key.Key_Right)
    assert headlines == [
        "3 enquiries, 2 more than in January",
        "8 enquiries, 8 more than from 1 October 2025 to 6 December 2025",
        "8 enquiries, 8 more than from 7 March 2024 to 6 March 2025",
    ]
    assert page._periods.current_key is NamedPeriod.LAST_YEAR


def test_days_are_typed_and_said_back(month, open_page, qtbot):
    page = open_page()
    page.focus_search()
    qtbot.keyClicks(QApplication.focusWidget(), "feb")
    assert page._words.echo == "Sun 1 Feb – Sat 28 Feb"
    assert page._charts._headline.text() == "3 enquiries, 2 more than in January"
    qtbot.keyClicks(QApplication.focusWidget(), " and")
    assert page._words.echo == ""
    assert page._charts._headline.text().startswith("3 ")
    press(qtbot, Qt.Key.Key_Return)
    assert page._charts.focused_title == "What they asked for"


def test_enter_lists_the_enquiries_behind_a_row(month, open_page, qtbot, desk, clinic, choice):
    wished = []
    desk.navigation.log_wanted.connect(wished.append)
    page = open_page()
    found = charts(page)
    for title, downs in (
        ("What they asked for", 1),
        ("What they asked for", 1),
        ("Booked, by source and service", 0),
        ("Why they were lost", 0),
    ):
        found[title].setFocus()
        for _ in range(downs):
            press(qtbot, Qt.Key.Key_Down)
        press(qtbot, Qt.Key.Key_Return)
    days = {"since": dt.date(2026, 3, 1), "until": TODAY}
    reason = choice("no_slot", ChoiceList.LOST_REASON)
    assert wished == [
        LogFilter(service_id=clinic["Cupping"], **days),
        LogFilter(service_id=NOT_SAID, **days),
        LogFilter(
            service_id=clinic["Acupuncture for back pain"], heard_id=choice("friend"), **days
        ),
        LogFilter(outcome=Outcome.LOST, lost_reason_id=reason, **days),
    ]


def test_ctrl_c_copies_the_table_of_the_picture(month, open_page, qtbot, posted):
    page = open_page()
    charts(page)["How they reached us"].setFocus()
    press(qtbot, Qt.Key.Key_C, CTRL)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert [line.split("\t") for line in lines] == [
        ["Table", "Row", "Enquiries, 1–6 March", "Enquiries, 1–6 February",
         "Booked, 1–6 March", "Booked, 1–6 February"],
        ["How they reached us", "Phone call", "3", "2", "1", "0"],
        ["How they reached us", "Walk-in", "1", "0", "0", "0"],
    ]  # fmt: skip
    assert posted[-1].text.startswith("Copied")


def test_ctrl_s_saves_every_table(month, open_page, qtbot, tmp_path, desk, log_on, posted):
    fields = ServiceFields('=HYPERLINK("x")', return_minutes=30)
    ids = []
    desk.give(add_service, owner=desk, done=lambda made: ids.append(made.record_id), fields=fields)
    log_on(3, 4, service_id=ids[0])
    page = open_page()
    press(qtbot, Qt.Key.Key_S, CTRL)
    dialog = page.findChild(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("enquiries-2026-03-01-2026-03-06.xlsx")
    file = tmp_path / "march.csv"
    dialog.fileSelected.emit(str(file))
    dialog.close()
    text = file.read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len({len(row) for row in rows}) == 1
    assert ["What they asked for", """'=HYPERLINK("x")""", "1", "0", "0", "0"] in rows
    assert ["When they come", "Monday 11:00", "2", "0", "", ""] in rows
    assert posted[-1].text == "The tables are saved."


def test_every_figure_lists_as_many_enquiries_as_it_says(
    month, log_on, open_page, presenter, sqlite_database
):
    log_on(3, 3, next_step=NextStep(dt.date(2026, 3, 4)))
    open_page()
    content = presenter.content
    bars = [(bar.key, bar.value) for chart in content.charts for bar in chart.bars]
    cells = [(cell.key, cell.value) for row in content.hours.cells for cell in row if cell.value]
    assert len(bars) > 12
    assert len(cells) > 3
    for wanted, count in (*bars, *cells):
        assert sqlite_database.read(partial(log_count, wanted=wanted)) == count, wanted


def test_enter_lists_the_enquiries_behind_a_large_figure(month, open_page, qtbot, desk):
    wished = []
    desk.navigation.log_wanted.connect(wished.append)
    page = open_page()
    booked, first_call, kept = page._charts._tiles
    for tile in (booked, first_call, kept):
        qtbot.keyClick(tile, Qt.Key.Key_Return)
    assert [wanted.outcome for wanted in wished] == [Outcome.BOOKED]
    kinds = [tile.focusPolicy() for tile in (booked, first_call)]
    assert kinds == [Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.NoFocus]
    assert booked.accessibleName().startswith("25 % booked: 1 of 4")
    booked.setFocus()
    press(qtbot, Qt.Key.Key_Tab)
    assert page._charts.focused_title == "What they asked for"


def test_enter_lists_the_enquiries_behind_an_hour(month, open_page, qtbot, desk):
    page = open_page()
    wished = []
    desk.navigation.log_wanted.connect(wished.append)
    hours = page.findChild(HourChart)
    hours.setFocus()
    monday_eleven = hours.model().index(0, 2)
    assert monday_eleven.data(RowRole.LOOK).value == 2
    hours.setCurrentIndex(monday_eleven)
    press(qtbot, Qt.Key.Key_Return)
    assert [wanted.hour for wanted in wished] == [11]
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)  # nothing came then
    assert len(wished) == 1


def test_a_folder_that_takes_no_file_is_said_in_words(
    month, open_page, presenter, posted, tmp_path
):
    open_page()
    presenter.save(str(tmp_path / "gone" / "march.csv"))
    assert posted[-1].text == "The file could not be written there. Choose another folder."


def test_a_line_of_the_clinics_lists_is_named_anew(month, open_page, desk):
    page = open_page()
    lines = [ChoiceLine(row.label + "!", row.key) for row in desk.clinic.choices[ChoiceList.HEARD]]
    desk.give(set_choices, owner=desk, which=ChoiceList.HEARD, lines=lines)
    assert shown(page, "How they heard of us")[0][0].endswith("!")


def test_a_saved_enquiry_is_counted_at_once_and_the_cursor_stays(
    month, open_page, qtbot, log_on, desk
):
    page = open_page()
    chart = charts(page)["What they asked for"]
    chart.setFocus()
    press(qtbot, Qt.Key.Key_Down)
    change = log_on(3, 6, 10)
    log_on(3, 6, 10)
    desk.changes.committed.emit(change, None)
    assert shown(page, "What they asked for")[0][0] == "No service named"
    assert chart.currentIndex().data() == "Cupping"
    desk.give(bin_enquiry, owner=desk, enquiry_id=change.record_id, seen_version=change.version)
    assert page._charts._headline.text().startswith("5 ")


def test_a_hidden_page_is_counted_again_when_it_comes_back(month, open_page, log_on, desk):
    page = open_page()
    page.hide()
    desk.changes.committed.emit(log_on(3, 6, 10), None)
    assert page._charts._headline.text().startswith("4 ")
    page.show()
    page.activated()
    assert page._charts._headline.text().startswith("5 ")


def test_an_empty_clinic_says_what_to_do_next(open_page, qtbot, desk):
    asked = []
    desk.navigation.page_wanted.connect(asked.append)
    page = open_page()
    assert page._empty.accessibleName() == "Nothing logged yet"
    page._empty.action_wanted.emit()
    assert asked == ["desk"]


def test_days_without_enquiries_are_not_an_empty_clinic(log_on, open_page, qtbot):
    log_on(1, 8)
    page = open_page()
    assert page._empty.accessibleName() == "Nothing was logged in these days"
    page._empty.action_wanted.emit()
    assert page._charts._headline.text().startswith("1 enquiry, 1 more than")


def test_pictures_stand_beside_each_other_only_where_there_is_room(month, open_page):
    page = open_page(1280)
    lefts = {chart.mapTo(page, chart.rect().topLeft()).x() for chart in charts(page).values()}
    assert len(lefts) == 2
    page.resize(620, 700)
    QApplication.processEvents()
    lefts = {chart.mapTo(page, chart.rect().topLeft()).x() for chart in charts(page).values()}
    assert len(lefts) == 1
