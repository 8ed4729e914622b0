"""Pictures of every widget in every appearance: ``python -m tests.desk_app.widgets.gallery OUT``.

Two boards of 1024x700: the parts of a form, and the parts of lists and pages. They are for
looking at; the tests beside this file hold what can be measured.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desk_app.looks import Looks, TextRole, load_interface_fonts
from desk_app.tones import Appearance
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.chips import Chip, Chips
from desk_app.widgets.clock_label import ClockLabel
from desk_app.widgets.echo_edit import EchoEdit
from desk_app.widgets.empty_state import EmptyState
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.form_grid import FormGrid
from desk_app.widgets.growing_text_edit import GrowingTextEdit
from desk_app.widgets.icons import IconLabel, icon_names
from desk_app.widgets.labels import (
    Badge,
    PanelKind,
    Tone,
    horizontal_rule,
    panel,
    plain_label,
    section_heading,
    vertical_rule,
)
from desk_app.widgets.notice_bar import NoticeBar, NoticeLevel
from desk_app.widgets.number_field import number_field
from desk_app.widgets.pages_view import PageImage, PagesView
from desk_app.widgets.roles import RowRole, TwoLineRow
from desk_app.widgets.search_field import SearchField
from desk_app.widgets.two_line_delegate import TwoLineDelegate
from desk_app.widgets.type_ahead import Suggestion, TypeAheadEdit

SIZE = (1024, 700)
LONG = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, María del Carmen de los Ángeles "
ROWS = (
    TwoLineRow("Overdue", badge="2", badge_tone="overdue", heading=True),
    TwoLineRow(
        "Maria Ortiz", "Acupuncture for back pain · left message yesterday", "2 days over",
        icon="phone", time_tone="overdue", badge="tried 2x",
    ),
    TwoLineRow(
        "J. Park", "Handed over to Dr Lee at 09:48", "09:48",
        icon="alert-triangle", tone="stop", badge="stop", badge_tone="stop",
    ),
    TwoLineRow("Today", badge="3", heading=True),
    TwoLineRow(
        "R. Diaz", "Remedial massage · asked for a morning", "15:00",
        icon="phone", flag="star", marks=((0, 2),),
    ),
    TwoLineRow(LONG * 2, LONG * 3, "16:30", icon="walk-in", badge="waiting", badge_tone="accent"),
    TwoLineRow("Unknown", "828 555 0142 · asked about prices", "17:15", icon="voicemail"),
    TwoLineRow("Catherine Lee", "Chiropractic consultation · booked", "17:30", icon="web",
               tone="muted"),
)  # fmt: skip


class Rows(QAbstractListModel):
    def __init__(self, rows, parent):
        super().__init__(parent)
        self.rows = rows

    def rowCount(self, parent=QModelIndex()):
        return len(self.rows)

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        row = self.rows[index.row()]
        if role == RowRole.LOOK:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        return row.accessible_text() if role == Qt.ItemDataRole.AccessibleTextRole else None


def sample_page(number):
    image = QImage(1275, 1650, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setFont(QFont("Atkinson Hyperlegible Next", 30))
    painter.drawText(120, 180, f"Acupuncture and back pain, page {number}")
    for line in range(22):
        painter.fillRect(120, 260 + line * 50, 1035 - 37 * (line % 5), 14, QColor("#9a9a9a"))
    painter.end()
    return PageImage(image, 612, 792)


def navigation(parent):
    bar = QWidget(parent)
    row = QHBoxLayout(bar)
    row.setContentsMargins(8, 0, 12, 0)
    row.setSpacing(0)
    for text, count in (("Desk", 2), ("Follow-ups", 8), ("Handouts", 0), ("Enquiries", 0)):
        button = Button(text, bar, kind=ButtonKind.NAV)
        button.setCheckable(True)
        button.setChecked(text == "Desk")
        button.set_count(count)
        row.addWidget(button)
    row.addStretch(1)
    search = SearchField("Search everything", bar, shortcut="Ctrl+K")
    search.setMinimumWidth(260)
    row.addWidget(search)
    return bar


def form(parent, texts):
    grid = FormGrid(parent)
    phone = TypeAheadEdit("Number", grid)
    phone.setText("828 555 0142")
    name = QLineEdit(texts, grid)
    about = QComboBox(grid)
    about.addItems(["herself", "her child", "her partner"])
    words = GrowingTextEdit("Words", grid, placeholder="In the caller's own words")
    words.set_text("lower back, two weeks, worse at night " * (1 if len(texts) < 40 else 12))
    following = EchoEdit("Next step", grid)
    following.set_text("tue 3pm")
    following.set_echo("Tue 24 Nov, tomorrow, 15:00")
    following.set_chips([Chip(1, "Tomorrow"), Chip(3, "+3 days"), Chip(7, "Next week")])
    grid.add_field("phone", "N&umber", phone)
    grid.add_field("name", "&Name", name)
    grid.add_field("about", "A&bout", about)
    grid.add_field("service", "&Service", QLineEdit(grid), "A name or an alias, such as needles")
    grid.add_field("words", "&Words", words)
    grid.add_wide(horizontal_rule(grid))
    grid.add_field("next", "Ne&xt", following)
    copies = number_field("Copies", 1, 99, grid)
    grid.add_field("copies", "&Copies", copies)
    grid.show_problem("service", "Choose a service, or write what they asked for in Words.")
    return grid, phone


def desk_board(texts):
    window = QWidget()
    window.resize(*SIZE)
    outer = QVBoxLayout(window)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    outer.addWidget(navigation(window))
    outer.addWidget(horizontal_rule(window))
    columns = QHBoxLayout()
    columns.setSpacing(0)
    columns.addWidget(left_column(window), 3)
    columns.addWidget(vertical_rule(window))
    columns.addWidget(middle_column(window, texts), 5)
    if QApplication.font().pointSizeF() < 16:  # it folds away where there is no room
        columns.addWidget(vertical_rule(window))
        columns.addWidget(right_column(window), 3)
    outer.addLayout(columns, 1)
    notices = NoticeBar(window)
    foot = QVBoxLayout()
    foot.setContentsMargins(8, 4, 8, 4)
    foot.addWidget(notices)
    outer.addLayout(foot)
    notices.show_notice("Enquiry saved.", NoticeLevel.INFO, "Undo", print, "Ctrl+Z")
    return window


def left_column(parent):
    view = QListView(parent)
    view.setItemDelegate(TwoLineDelegate(view))
    view.setModel(Rows(ROWS, view))
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setMinimumWidth(230)
    view.setCurrentIndex(view.model().index(4))
    return view


def middle_column(parent, texts):
    ground = panel(parent)
    layout = QVBoxLayout(ground)
    layout.setContentsMargins(16, 12, 16, 12)
    top = QHBoxLayout()
    top.addWidget(IconLabel("phone", ground, tone="accent", scale=1.2))
    top.addWidget(plain_label("Phone call", ground, role=TextRole.HEADING))
    top.addWidget(ClockLabel("Time", lambda: 134, QTimer(ground), ground))
    top.addStretch(1)
    top.addWidget(Button("Walk-in", ground, kind=ButtonKind.FLAT, shortcut="F6"))
    top.addWidget(Button("Hold", ground, kind=ButtonKind.FLAT, shortcut="F7", icon_name="pause"))
    layout.addLayout(top)
    area = QScrollArea(ground)
    area.setWidgetResizable(True)
    grid, phone = form(area, texts)
    area.setWidget(grid)
    ground.phone = phone
    layout.addWidget(area, 1)
    bottom = QHBoxLayout()
    bottom.addStretch(1)
    bottom.addWidget(Button("Handout", ground, icon_name="printer", shortcut="F9"))
    bottom.addWidget(Button("Save", ground, kind=ButtonKind.PRIMARY, shortcut="Ctrl+Enter"))
    layout.addLayout(bottom)
    return ground


def right_column(parent):
    column = QWidget(parent)
    layout = QVBoxLayout(column)
    layout.setContentsMargins(16, 12, 16, 12)
    layout.setSpacing(8)
    title = plain_label("Acupuncture for back pain", column, role=TextRole.HEADING, wrap=True)
    layout.addWidget(title)
    layout.addWidget(plain_label("first 75 min $150 · Lee, Park", column, tone=Tone.MUTED))
    layout.addWidget(section_heading("Ask", column))
    stop = panel(column, kind=PanelKind.STOP)
    inside = QVBoxLayout(stop)
    inside.setContentsMargins(12, 8, 12, 8)
    inside.addWidget(
        plain_label("New numbness?", stop, role=TextRole.HEADING, tone=Tone.STOP, wrap=True)
    )
    inside.addWidget(plain_label("Fetch a practitioner now.", stop, wrap=True))
    inside.addWidget(Button("Handed over", stop, kind=ButtonKind.STOP))
    layout.addWidget(stop)
    layout.addWidget(section_heading("Say", column))
    for text in ("Loose clothes, eat a little", "First visit is 75 minutes"):
        box = QCheckBox(text, column)
        box.setChecked(text.startswith("L"))
        layout.addWidget(box)
    radio = QRadioButton("Whole page", column)
    radio.setChecked(True)
    layout.addWidget(radio)
    layout.addWidget(section_heading("Overdue", column))
    badges = QHBoxLayout()
    for tone in Tone:
        badges.addWidget(Badge(tone.value, column, tone=tone))
    badges.addStretch(1)
    layout.addLayout(badges)
    layout.addWidget(plain_label("2 days over", column, tone=Tone.OVERDUE))
    disabled = Button("Not now", column)
    disabled.setEnabled(False)
    layout.addWidget(disabled)
    layout.addStretch(1)
    return column


def pages_board():
    window = QWidget()
    window.resize(*SIZE)
    outer = QVBoxLayout(window)
    outer.setContentsMargins(16, 12, 16, 8)
    chips = Chips("Whose", window)
    chips.set_chips(
        [Chip("mine", "Mine", 8), Chip("all", "Everybody's", 41), Chip("no", "Nobody's", 3)]
    )
    outer.addWidget(chips)
    columns = QHBoxLayout()
    pages = PagesView("Pages", window)
    pages.set_pages([sample_page(1), sample_page(2)])
    columns.addWidget(pages, 3)
    empty = EmptyState(window)
    empty.show_state(
        "list-check", "Nothing is waiting", "Promises you make on the phone appear here.",
        "Log a call", "Ctrl+N",
    )  # fmt: skip
    columns.addWidget(empty, 2)
    outer.addLayout(columns, 1)
    icon_row = QWidget(window)
    icons = FlowLayout(icon_row)
    for name in icon_names():
        icons.addWidget(IconLabel(name, window))
    outer.addWidget(icon_row)
    notices = NoticeBar(window)
    outer.addWidget(notices)
    notices.show_notice(
        "The clinic's database does not answer. What you type is kept here and sent later. " * 3,
        NoticeLevel.ERROR, "Try again", print,
    )  # fmt: skip
    return window


def take_pictures(folder):
    """Write every board in every appearance and size as PNG files into ``folder``."""
    app = QApplication.instance() or QApplication([])
    load_interface_fonts(Path("resources/fonts"))
    looks = Looks()
    looks.apply(app)
    folder.mkdir(parents=True, exist_ok=True)
    for appearance in (Appearance.LIGHT, Appearance.DARK, Appearance.HIGH_CONTRAST):
        for points in (9, 11, 20):
            looks.choose(appearance, points)
            name = f"{appearance.value}_{points}"
            snap(desk_board("Maria Ortiz"), folder / f"desk_{name}.png", open_list=points == 11)
            snap(pages_board(), folder / f"pages_{name}.png")
    looks.choose(Appearance.LIGHT, 11)
    snap(desk_board(LONG * 4), folder / "desk_overlong.png")


def snap(window, file, *, open_list=False):
    window.show()
    window.activateWindow()
    field = window.findChild(TypeAheadEdit)
    if open_list and field is not None:
        field.setFocus()
        QApplication.processEvents()
        field.textEdited.emit(field.text())
        field.set_suggestions([
            Suggestion(1, "Maria Ortiz", "828 555 0142 · call back due today", icon="user"),
            Suggestion(2, "Luis Ortiz", "her son", icon="user"),
            Suggestion(3, "Somebody new", "", icon="plus"),
        ])  # fmt: skip
    QApplication.processEvents()
    QApplication.processEvents()
    window.grab().save(str(file))
    window.close()
    window.deleteLater()
    QApplication.processEvents()


if __name__ == "__main__":
    take_pictures(Path(sys.argv[1]))
