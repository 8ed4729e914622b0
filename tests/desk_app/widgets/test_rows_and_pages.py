import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QScrollArea,
    QSplitter,
    QStyle,
    QStyleOptionViewItem,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from desk_app.looks import palette_of
from desk_app.settings import Settings
from desk_app.tones import DARK, LIGHT
from desk_app.widgets.calm_fields import CalmBox
from desk_app.widgets.pages_view import PageImage, PagePlace, PagesView
from desk_app.widgets.roles import RowRole, TwoLineRow
from desk_app.widgets.two_line_delegate import TwoLineDelegate
from desk_app.widgets.view_memory import remember_header, remember_splitter

# The offscreen platform says so of every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LONG = "María del Carmen Featherstonehaugh " * 40
ROWS = [
    TwoLineRow("Overdue", badge="2", heading=True),
    TwoLineRow(
        "Maria Ortiz", "back pain", "2 days over", "tried", "phone", "star", marks=((0, 3),)
    ),
    TwoLineRow(LONG, LONG + "\n" + LONG, "16:30", badge="waiting"),
    TwoLineRow(""),
    TwoLineRow("Maria Ortiz", "back pain"),
    TwoLineRow("Maria Ortiz", "back pain", detail_marks=((5, 4),)),
]


class Rows(QAbstractListModel):
    def rowCount(self, parent=QModelIndex()):
        return len(ROWS)

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        return ROWS[index.row()] if role == RowRole.LOOK else None


def picture(row, width, tones=LIGHT, state=QStyle.StateFlag.State_Enabled):
    """One row, painted."""
    model, delegate = Rows(), TwoLineDelegate()
    option = QStyleOptionViewItem()
    option.font = QApplication.font()
    option.palette = palette_of(tones)
    option.state = state
    index = model.index(row, 0)
    option.rect = QRect(0, 0, width, delegate.sizeHint(option, index).height())
    image = QImage(option.rect.size(), QImage.Format.Format_RGB32)
    image.fill(QColor(tones.surface))
    painter = QPainter(image)
    delegate.paint(painter, option, index)
    painter.end()
    return image


def inked(image, left, right):
    """Whether anything but the ground is drawn between two columns of pixels."""
    ground = image.pixel(image.width() - 1, 1)
    rows = range(image.height() - 2)  # without the hairline
    return any(image.pixel(x, y) != ground for x in range(left, right) for y in rows)


@pytest.mark.parametrize("row", range(len(ROWS)))
@pytest.mark.parametrize("width", [1, 40, 120, 300, 900])
def test_every_row_paints_at_every_width_and_leaves_its_edges_free(qapp, row, width):
    image = picture(row, width)
    if width >= 300:
        assert not inked(image, 0, 10)
        assert not inked(image, width - 10, width)


def test_a_time_that_has_no_room_is_left_away_before_the_name(qapp):
    assert picture(2, 110) != picture(3, 110)


def test_what_matched_in_the_second_line_is_underlined(qapp):
    assert picture(4, 300) != picture(5, 300)


def test_a_row_is_two_lines_and_a_heading_one(qapp):
    delegate, font = TwoLineDelegate(), QApplication.font()
    assert delegate.row_height(font) > delegate.heading_height(font) > 16


def test_rows_follow_the_palette(qapp):
    assert picture(1, 300, LIGHT) != picture(1, 300, DARK)


def test_the_row_with_the_keyboard_has_a_ring(qapp):
    state = QStyle.StateFlag
    without = picture(1, 300, state=state.State_Enabled | state.State_Selected)
    ring = picture(1, 300, state=state.State_Enabled | state.State_Selected | state.State_HasFocus)
    assert QColor(ring.pixel(150, 0)).name() == LIGHT.accent
    assert QColor(without.pixel(150, 0)).name() == LIGHT.selection


def test_a_larger_font_gives_higher_rows_after_the_first_painting(qapp):
    delegate, font = TwoLineDelegate(), QApplication.font()
    small = delegate.row_height(font)
    font.setPointSizeF(20)
    assert delegate.row_height(font) > small * 1.4


def test_a_row_says_all_it_shows():
    assert ROWS[1].accessible_text() == "Maria Ortiz, back pain, 2 days over, tried"
    assert TwoLineRow("a", "b", spoken="in words").accessible_text() == "in words"


def test_a_whole_list_paints(qtbot):
    view = QListView()
    view.setItemDelegate(TwoLineDelegate(view))
    view.setModel(Rows(view))
    qtbot.addWidget(view)
    view.resize(280, 400)
    assert not view.grab().isNull()


# --- PagesView -----------------------------------------------------------------


def page(colour):
    image = QImage(306, 396, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return PageImage(image, 612, 792)


@pytest.fixture
def pages(qtbot):
    view = PagesView("Handout")
    view.resize(600, 500)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    view.set_pages([page("red"), page("lime"), page("blue")])
    return view


def test_pages_fit_the_width_at_first(pages):
    assert pages.horizontalScrollBar().maximum() == 0
    seen = pages.viewport().grab().toImage()
    ratio = seen.devicePixelRatio()
    assert QColor(seen.pixel(int(300 * ratio), int(200 * ratio))) == QColor("red")


def test_scrolling_tells_which_page_is_seen(qtbot, pages):
    with qtbot.waitSignal(pages.page_shown) as told:
        qtbot.keyClick(pages, Qt.Key.Key_End)
    assert told.args == [PagePlace(3, 3)]
    assert "3" in pages.accessibleDescription()
    qtbot.keyClick(pages, Qt.Key.Key_Home)
    assert pages.place == PagePlace(1, 3)


def test_page_down_scrolls(qtbot, pages):
    qtbot.keyClick(pages, Qt.Key.Key_PageDown)
    assert pages.verticalScrollBar().value() > 0


@pytest.mark.parametrize("key", [Qt.Key.Key_Plus, Qt.Key.Key_Equal])
def test_control_and_plus_makes_pages_larger_and_asks_for_sharper_ones(qtbot, pages, key):
    before = pages.zoom
    with qtbot.waitSignal(pages.resolution_wanted) as told:
        qtbot.keyClick(pages, key, Qt.KeyboardModifier.ControlModifier)
    assert pages.zoom > before
    assert told.args == [pytest.approx(pages.resolution)]
    qtbot.keyClick(pages, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert pages.zoom == before


def test_new_pages_of_the_same_number_keep_the_place(pages):
    pages.show_page(2)
    place = pages.verticalScrollBar().value()
    pages.set_pages([page("white")] * 3)
    assert pages.verticalScrollBar().value() == place > 0
    pages.set_pages([page("white")] * 2)
    assert pages.verticalScrollBar().value() == 0


def test_no_pages_are_no_mistake(pages):
    pages.set_pages([])
    assert pages.place == PagePlace(0, 0)
    pages.grab()


# --- the wheel, columns, splitters --------------------------------------------------


@pytest.fixture
def scrolled(qtbot):
    area, inside = QScrollArea(), QWidget()
    area.combo = CalmBox(inside)
    area.combo.addItems(["a", "b", "c"])
    area.other = CalmBox(inside)
    layout = QVBoxLayout(inside)
    layout.addWidget(area.other)
    layout.addWidget(area.combo)
    layout.addStretch(1)
    inside.setMinimumHeight(2000)
    area.setWidget(inside)
    area.resize(300, 200)
    qtbot.addWidget(area)
    with qtbot.waitActive(area):
        area.show()
        area.activateWindow()
    return area


def turn_wheel(widget):
    """As the window system does it: an event that was only sent would never reach the parents."""
    window = widget.window()
    where = QPointF(widget.mapTo(window, widget.rect().center()))
    QTest.wheelEvent(window.windowHandle(), where, QPoint(0, -120))
    QApplication.processEvents()


def test_the_wheel_scrolls_past_a_field_nobody_is_in(scrolled):
    scrolled.other.setFocus()
    turn_wheel(scrolled.combo)
    assert scrolled.combo.currentText() == "a"
    assert scrolled.verticalScrollBar().value() > 0


def test_the_wheel_still_works_in_the_field_one_is_in(scrolled):
    scrolled.combo.setFocus()
    turn_wheel(scrolled.combo)
    assert scrolled.combo.currentText() == "b"


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path / "seat.ini")


def test_columns_come_back_and_can_be_reset(qtbot, settings):
    def table():
        view = QTableWidget(1, 3)
        qtbot.addWidget(view)
        view.setSortingEnabled(True)
        view.setColumnWidth(0, 100)
        remember_header(view, "enquiries", settings)
        return view

    first = table()
    first.setColumnWidth(0, 240)
    first.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    again = table()
    assert again.columnWidth(0) == 240
    assert again.horizontalHeader().sortIndicatorSection() == 2
    settings.reset_layout()
    assert again.columnWidth(0) == 100


def test_a_state_of_other_columns_is_not_taken_over(qtbot, settings):
    three, four = QTableWidget(1, 3), QTableWidget(1, 4)
    for view in (three, four):
        qtbot.addWidget(view)
    remember_header(three, "enquiries", settings)
    three.setColumnWidth(0, 240)
    before = four.columnWidth(0)
    remember_header(four, "enquiries", settings)
    assert four.columnWidth(0) == before


def test_splitters_come_back(qtbot, settings):
    def splitter():
        made = QSplitter()
        made.resize(600, 100)
        for _ in range(2):
            made.addWidget(QWidget())
        made.setSizes([300, 300])
        qtbot.addWidget(made)
        remember_splitter(made, "desk", settings)
        return made

    first = splitter()
    first.setSizes([100, 500])
    first.splitterMoved.emit(100, 1)
    assert splitter().sizes() == first.sizes()
