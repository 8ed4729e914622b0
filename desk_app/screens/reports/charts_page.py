"""The pictures of a report below each other: large figures, bars, and the week by hours."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QVBoxLayout, QWidget

from desk_app.looks import TextRole
from desk_app.reporting.content import Chart, Fact, Hours, ReportContent
from desk_app.tones import tones_of
from desk_app.widgets.bar_chart import BarChart
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.even_columns import EvenColumns
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.hour_chart import HourChart
from desk_app.widgets.labels import Tone, panel, plain_label

_FACT_LETTERS = 26
_CHART_LETTERS = 48
_RING = 2  # around the figure that has the keyboard
_CORNER = 8


class Charts(QScrollArea):
    """Tab goes from picture to picture, the arrows from row to row.

    Signals:
        opened: the key of a row.
        copy_wanted, save_wanted: of all tables.
        print_wanted: of all of it.
    """

    opened = Signal(object)
    copy_wanted = Signal()
    save_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 4, 16, 16)
        column.setSpacing(12)
        column.addLayout(self._make_head(content))
        self._facts = QWidget(content)
        self._fact_row = EvenColumns(_FACT_LETTERS, 3, self._facts, level=True)
        self._bars = QWidget(content)
        self._bar_columns = EvenColumns(_CHART_LETTERS, 2, self._bars)
        self._sections: list[_BarSection] = []
        self._tiles: list[_FactTile] = []
        self._hours = _HourSection(content)
        self._hours.chart.opened.connect(self.opened)
        self._hours.chart.moved.connect(self._follow)
        self._hours.hide()  # until there is something to call by a name
        for part in (self._facts, self._bars, self._hours):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(content)

    def show_content(self, content: ReportContent) -> None:
        """Show a report; the cursor of each picture stays with its row."""
        self._headline.setText(content.headline)
        self._legend.setText(content.legend)
        self._show_facts(content.facts)
        self._show_charts(content.charts)
        self._hours.show_hours(content.hours)
        self._hours.show()
        views = [section.chart for section in self._sections if section.isVisibleTo(self._bars)]
        for first, second in pairwise([*self._tiles, *views, self._hours.chart]):
            QWidget.setTabOrder(first, second)

    def focus_first(self) -> None:
        """Put the keyboard into the first picture."""
        if self._sections:
            self._sections[0].chart.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def focused_title(self) -> str:
        """The title of the picture the keyboard is in; empty when it is in none."""
        charts = {section.chart: section.title for section in self._sections}
        charts[self._hours.chart] = self._hours.title  # type: ignore[index]
        return next((title for chart, title in charts.items() if chart.hasFocus()), "")

    def _make_head(self, content: QWidget) -> QVBoxLayout:
        self._headline = plain_label("", content, role=TextRole.HEADING, wrap=True)
        self._legend = plain_label("", content, tone=Tone.MUTED, wrap=True)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._headline)
        head.addWidget(self._legend)
        # Below the words: beside them they would leave no room in large type.
        ways_out = QWidget(content)
        flow = FlowLayout(ways_out, spacing=8)
        head.addWidget(ways_out)
        for text, icon, keys, wanted in (
            (self.tr("Copy"), "copy", "Ctrl+C", self.copy_wanted),
            (self.tr("Save tables"), "download", "Ctrl+S", self.save_wanted),
            (self.tr("Print"), "printer", "Ctrl+P", self.print_wanted),
        ):
            button = Button(text, content, kind=ButtonKind.FLAT, icon_name=icon, shortcut=keys)
            button.clicked.connect(wanted)
            flow.addWidget(button)
        return head

    def _show_facts(self, facts: Sequence[Fact]) -> None:
        while len(self._tiles) < len(facts):
            tile = _FactTile(self._facts)
            tile.opened.connect(self.opened)
            self._tiles.append(tile)
            self._fact_row.addWidget(tile)
        for tile, fact in zip(self._tiles, facts, strict=True):
            tile.show_fact(fact)
        self._facts.updateGeometry()

    def _show_charts(self, charts: Sequence[Chart]) -> None:
        while len(self._sections) < len(charts):
            section = _BarSection(self._bars)
            section.chart.opened.connect(self.opened)
            section.chart.moved.connect(self._follow)
            self._sections.append(section)
            self._bar_columns.addWidget(section)
        for number, section in enumerate(self._sections):
            section.setVisible(number < len(charts))
            if number < len(charts):
                section.show_chart(charts[number])
        self._bars.updateGeometry()

    @Slot(QRect)
    def _follow(self, place: QRect) -> None:
        """Bring the row under the cursor into sight."""
        chart = self.sender()
        content = self.widget()
        if isinstance(chart, QWidget) and content is not None:
            centre = chart.mapTo(content, place.center())
            self.ensureVisible(centre.x(), centre.y(), 0, place.height())


class _Section(QFrame):
    """A title over a picture, on a plain ground."""

    def __init__(self, chart: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "surface")
        self._title = plain_label("", self, role=TextRole.HEADING, wrap=True)
        self._hint = plain_label("", self, role=TextRole.SMALL, tone=Tone.MUTED, wrap=True)
        self._picture = chart
        chart.setParent(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 8, 8)
        column.setSpacing(2)
        for label in (self._title, self._hint):
            label.setContentsMargins(10, 0, 10, 2)
            column.addWidget(label)
        column.addSpacing(4)
        column.addWidget(chart)

    @property
    def title(self) -> str:
        return self._title.text()

    def _head(self, title: str, hint: str) -> None:
        self._title.setText(title)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._picture.setAccessibleName(title)
        self._picture.setAccessibleDescription(hint)


class _BarSection(_Section):
    def __init__(self, parent: QWidget) -> None:
        self.chart = BarChart("")
        super().__init__(self.chart, parent)

    def show_chart(self, chart: Chart) -> None:
        self._head(chart.title, chart.hint)
        self.chart.set_bars(chart.bars)


class _HourSection(_Section):
    def __init__(self, parent: QWidget) -> None:
        self.chart = HourChart("")
        super().__init__(self.chart, parent)

    def show_hours(self, hours: Hours) -> None:
        self._head(hours.title, "")
        self.chart.set_hours(hours.days, hours.hours, hours.cells)


class _FactTile(QAbstractButton):
    """One large figure and what it is about; Enter or a click lists what is behind it.

    Signals:
        opened: the key of the figure.
    """

    opened = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._key: object = None
        ground = panel(self)
        self._figure = plain_label("", ground, role=TextRole.HEADING)
        self._words = plain_label("", ground, wrap=True)
        self._earlier = plain_label("", ground, role=TextRole.SMALL, tone=Tone.MUTED, wrap=True)
        inner = QVBoxLayout(ground)
        inner.setContentsMargins(18, 10, 18, 10)
        inner.setSpacing(0)
        inner.addWidget(self._figure)
        inner.addWidget(self._words)
        inner.addWidget(self._earlier)
        inner.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(_RING, _RING, _RING, _RING)
        outer.addWidget(ground)
        ground.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(self._open)

    def show_fact(self, fact: Fact) -> None:
        self._figure.setText(fact.figure)
        self._words.setText(fact.words)
        self._earlier.setText(fact.earlier)
        self._earlier.setVisible(bool(fact.earlier))
        self._key = fact.key
        said = (f"{fact.figure} {fact.words}", fact.earlier)
        self.setAccessibleName(", ".join(part for part in said if part))
        leads_on = fact.key is not None
        kinds, shapes = Qt.FocusPolicy, Qt.CursorShape
        self.setFocusPolicy(kinds.StrongFocus if leads_on else kinds.NoFocus)
        self.setCursor(shapes.PointingHandCursor if leads_on else shapes.ArrowCursor)

    @Slot()
    def _open(self) -> None:
        if self._key is not None:
            self.opened.emit(self._key)

    # --- Qt overrides -----------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tones_of(self.palette()).accent), _RING))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _CORNER, _CORNER)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
