"""What narrows the log: one box for each question, and how much is left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from db.domain.enquiry import ChoiceList
from db.queries.enquiry_log import NOT_SAID, LogFilter
from desk_app import when_wording
from desk_app.desk_context import DeskContext
from desk_app.periods import NamedPeriod, Period, named_period, read_period
from desk_app.screens.enquiries.choices import (
    Option,
    channels,
    everybody,
    from_list,
    hour_of_week,
    outcomes,
    promises,
)
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.calm_fields import CalmBox
from desk_app.widgets.echo_edit import EchoEdit
from desk_app.widgets.flow_layout import FlowLayout

_WIDEST_TEXT = 340
_AROUND_TEXT = 70  # the edges and the arrow


class FilterBar(QWidget):
    """Boxes that say what they are about while nothing is chosen.

    Four are always there; a button shows the others, and those that narrow stay in sight.

    Signals:
        narrowed: fields of the LogFilter and their new values.
    """

    narrowed = Signal(object)

    def __init__(
        self, desk: DeskContext, parent: QWidget | None = None, *, beside: Sequence[QWidget] = ()
    ) -> None:
        """Args: beside: what stands behind the boxes and goes with them into further lines."""
        super().__init__(parent)
        self._desk = desk
        flow = FlowLayout(self, spacing=8)
        self._boxes: dict[str, _FilterBox] = {}
        for name, question in (
            ("service_id", self.tr("Any service")),
            ("outcome", self.tr("Any outcome")),
            ("open_only", self.tr("Open or not")),
            ("period", self.tr("Any day")),
        ):
            flow.addWidget(self._add_box(name, question))
        self._words = _DaysEdit(
            self.tr("Days in words"), self, placeholder=self.tr("1 feb to 14 feb, last 30 days")
        )
        self._words.edited.connect(self._on_words)
        self._words.hide()
        flow.addWidget(self._words)
        self._more = Button("", self, kind=ButtonKind.FLAT)
        self._more.setCheckable(True)
        self._more.toggled.connect(self._show_others)
        flow.addWidget(self._more)
        self._others = {
            name: self._add_box(name, question)
            for name, question in (
                ("lost_reason_id", self.tr("Lost why")),
                ("channel", self.tr("Any channel")),
                ("heard_id", self.tr("Heard how")),
                ("taken_by", self.tr("By anybody")),
                ("kept", self.tr("Promises")),
            )
        }
        for box in self._others.values():
            flow.addWidget(box)
        flow.addWidget(self._add_box("hour", self.tr("At any hour")))
        self._boxes["hour"].hide()  # only a report asks for one
        for widget in beside:
            flow.addWidget(widget)
        self._show_others()
        self.load_choices()

    def _add_box(self, name: str, question: str) -> _FilterBox:
        self._boxes[name] = box = _FilterBox(self)
        box.setAccessibleName(question)
        box.addItem(question, None)
        box.activated.connect(self._on_chosen)
        return box

    def load_choices(self) -> None:
        """Take over the clinic's lists as they stand now."""
        heard = from_list(self._desk, ChoiceList.HEARD, chosen=None)
        lost = from_list(self._desk, ChoiceList.LOST_REASON, chosen=None)
        unsaid = [Option(NOT_SAID, self.tr("Not said"))]
        self._fill("channel", channels())
        self._fill("outcome", [*outcomes(), Option(NOT_SAID, self.tr("No outcome yet"))])
        self._fill("kept", promises())
        self._fill("heard_id", heard + unsaid)
        self._fill("lost_reason_id", lost + unsaid)
        self._fill("taken_by", everybody(self._desk) + unsaid)
        states = [
            Option(key=True, label=self.tr("Open")),
            Option(key=False, label=self.tr("Closed")),
        ]
        self._fill("open_only", states)
        periods = {
            NamedPeriod.TODAY: self.tr("Today"),
            NamedPeriod.YESTERDAY: self.tr("Yesterday"),
            NamedPeriod.THIS_WEEK: self.tr("This week"),
            NamedPeriod.THIS_MONTH: self.tr("This month"),
            NamedPeriod.LAST_MONTH: self.tr("Last month"),
            NamedPeriod.IN_WORDS: self.tr("Other days…"),
        }
        self._fill("period", [Option(which, label) for which, label in periods.items()])

    @Slot(object)
    def set_services(self, options: list[Option]) -> None:
        """Offer these services."""
        self._fill("service_id", options)

    def show_filter(self, wanted: LogFilter) -> None:
        """Show what narrows the list; the days in words stay as they were typed."""
        if wanted.hour is not None:
            self._fill("hour", [Option(wanted.hour, hour_of_week(wanted.hour))])
        self._boxes["hour"].setVisible(wanted.hour is not None)
        for name in self._boxes.keys() - {"period"}:
            self._choose(name, getattr(wanted, name))
        if wanted.since is None and wanted.until is None and not self._words.isVisible():
            self._choose("period", None)

    def show_days(self, wanted: LogFilter) -> None:
        """Show days that were chosen elsewhere, so that they can be read and changed."""
        self._hide_words()
        if wanted.since is None or wanted.until is None:
            self._choose("period", None)
            return
        self._choose("period", NamedPeriod.IN_WORDS)
        self._words.set_text(f"{wanted.since.isoformat()} to {wanted.until.isoformat()}")
        self._echo(Period(wanted.since, wanted.until))
        self._words.show()

    @property
    def named_period(self) -> NamedPeriod | None:
        """The days that go on with the calendar; None where they are none or typed."""
        which: NamedPeriod | None = self._boxes["period"].currentData()
        return None if which is NamedPeriod.IN_WORDS else which

    def show_period(self, which: NamedPeriod) -> None:
        """Choose days that go on with the calendar."""
        self._hide_words()
        self._choose("period", which)

    def clear(self) -> None:
        """Nothing is chosen any more."""
        for name in self._boxes:
            self._choose(name, None)
        self._hide_words()

    def _hide_words(self) -> None:
        self._words.set_text("")
        self._words.set_echo("")
        self._words.set_hint("")
        self._words.hide()

    def _fill(self, name: str, options: list[Option]) -> None:
        box = self._boxes[name]
        chosen, first = box.currentData(), box.itemText(0)
        box.clear()
        box.addItem(first, None)
        for option in options:
            box.addItem(option.label, option.key)
        self._choose(name, chosen)
        box.fit()

    def _choose(self, name: str, key: Any) -> None:
        box = self._boxes[name]
        # findData compares enums by Qt's idea of them, which is not Python's.
        keys = [box.itemData(row) for row in range(box.count())]
        row = keys.index(key) if key in keys else 0
        if row == box.currentIndex():
            return  # to measure it again at every key of a search would hold up the next
        box.setCurrentIndex(row)
        if name in self._others:
            self._show_others()

    @Slot()
    def _show_others(self) -> None:
        """Show all other boxes, or only those that narrow the list."""
        wanted = self._more.isChecked()
        self._more.set_text(self.tr("Fewer filters") if wanted else self.tr("More filters"))
        for box in self._others.values():
            box.setVisible(wanted or box.hasFocus() or box.currentData() is not None)

    @Slot()
    def _on_chosen(self) -> None:
        for name, box in self._boxes.items():
            if box is self.sender():
                if name == "period":
                    self._on_period(box.currentData())
                else:
                    self.narrowed.emit({name: box.currentData()})

    def _on_period(self, which: NamedPeriod | None) -> None:
        in_words = which is NamedPeriod.IN_WORDS
        self._words.setVisible(in_words)
        if in_words:
            self._words.setFocus()
            self._on_words(self._words.text)
            return
        period = named_period(which, self._desk.today()) if which else Period()
        self.narrowed.emit({"since": period.since, "until": period.until})

    @Slot(str)
    def _on_words(self, typed: str) -> None:
        """Narrow as soon as the words mean something; say so while they do not."""
        day_first = self._desk.clinic.profile.day_first
        period = read_period(typed, today=self._desk.today(), day_first=day_first)
        echo = self._echo(period)
        unsure = self.tr("Not understood yet: all days are shown.")
        self._words.set_hint(unsure if typed.strip() and not echo else "")
        since, until = (period.since, period.until) if period else (None, None)
        self.narrowed.emit({"since": since, "until": until})

    def _echo(self, period: Period | None) -> str:
        """Say below the field which days were understood."""
        echo = ""
        if period is not None and period.since and period.until:
            today = self._desk.today()
            days = dict.fromkeys(
                when_wording.calendar_day(day, today=today) for day in (period.since, period.until)
            )
            echo = " – ".join(days)
        self._words.set_echo(echo)
        return echo


class _DaysEdit(EchoEdit):
    """Wide enough for its example, and so for two days and what was understood."""

    def sizeHint(self) -> QSize:
        example = self.edit.fontMetrics().horizontalAdvance(self.edit.placeholderText())
        return super().sizeHint().expandedTo(QSize(example + _AROUND_TEXT, 0))


class _FilterBox(CalmBox):
    """As wide as its words: Qt would make it as wide as the longest choice."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.currentIndexChanged.connect(self.fit)

    @Slot()
    def fit(self) -> None:
        """Be as wide as what is chosen."""
        metrics = self.fontMetrics()
        text = metrics.elidedText(self.currentText(), Qt.TextElideMode.ElideRight, _WIDEST_TEXT)
        self.setFixedWidth(metrics.horizontalAdvance(text) + _AROUND_TEXT)

    # --- Qt overrides -----------------------------------------------------------------------

    def showPopup(self) -> None:
        # Qt makes the list when it is first asked for: ten at once would hold up the page.
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 16)
        super().showPopup()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()
