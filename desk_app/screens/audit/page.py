"""The audit: narrowed above, rows below; Enter opens what a row is about."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desk_app.item_models.two_line_model import TwoLineModel
from desk_app.looks import TextRole
from desk_app.periods import NamedPeriod
from desk_app.screens.audit.presenter import AuditContent, AuditPresenter, Verdict
from desk_app.widgets.accessible import announce
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.chips import Chip, Chips
from desk_app.widgets.choice_box import ChoiceBox
from desk_app.widgets.csv_dialog import ask_for_csv
from desk_app.widgets.echo_edit import EchoEdit
from desk_app.widgets.empty_state import EmptyState
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.labels import Tone, horizontal_rule, panel, plain_label, set_tone
from desk_app.widgets.page import Page
from desk_app.widgets.row_list import RowList

_ALL = "all"
_LETTERS = 16


class AuditPage(Page):
    """Ctrl+F types days, F5 looks the chain over, Ctrl+S saves, Esc shows everybody again."""

    def __init__(self, presenter: AuditPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._title = plain_label("", role=TextRole.HEADING, elide=True)
        self._verdict = plain_label("", tone=Tone.MUTED, wrap=True)
        self._rows = TwoLineModel(self)
        self._list = RowList(self.tr("Audit"), self._rows, self)
        self._empty = EmptyState(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        column.addWidget(horizontal_rule(self))
        below = QWidget(self)
        # In large type the list gives way before what narrows it does.
        below.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._below = QStackedLayout(below)
        self._below.addWidget(self._list)
        self._below.addWidget(self._empty)
        column.addWidget(below, 1)
        self._connect()
        self._show_title("")

    # --- What the main window asks ------------------------------------------------------

    def activated(self) -> None:
        self._fill_staff()
        self._presenter.activate()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        self._periods.set_current(NamedPeriod.IN_WORDS)
        self._choose(NamedPeriod.IN_WORDS)

    # --- Building -----------------------------------------------------------------------

    def _make_head(self) -> QWidget:
        head = panel(self)
        column = QVBoxLayout(head)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(8)
        column.addWidget(self._title)
        self._periods = Chips(self.tr("Which days"), head)
        periods = {
            NamedPeriod.TODAY: self.tr("Today"),
            NamedPeriod.THIS_WEEK: self.tr("This week"),
            NamedPeriod.THIS_MONTH: self.tr("This month"),
            _ALL: self.tr("Ever"),
            NamedPeriod.IN_WORDS: self.tr("Other days…"),
        }
        self._periods.set_chips([Chip(which, label) for which, label in periods.items()])
        self._periods.set_current(NamedPeriod.THIS_WEEK)
        self._words = EchoEdit(
            self.tr("Days in words"), head, placeholder=self.tr("yesterday, 1 feb to 14 feb, 2025")
        )
        self._words.hide()
        column.addWidget(self._periods)
        column.addWidget(self._words)
        column.addWidget(self._make_choices(head))
        column.addWidget(self._verdict)
        self._verdict.hide()
        return head

    def _make_choices(self, head: QWidget) -> QWidget:
        choices = QWidget(head)
        row = FlowLayout(choices, spacing=8)
        self._who = ChoiceBox(self.tr("Who"), choices, letters=_LETTERS)
        self._desk = ChoiceBox(self.tr("Desk"), choices, letters=_LETTERS)
        self._views = QCheckBox(self.tr("&Looks and prints only"), choices)
        self._everybody = Button(
            self.tr("All people"), choices, kind=ButtonKind.FLAT, icon_name="cross", shortcut="Esc"
        )
        self._verify = Button(self.tr("Look it over"), choices, icon_name="check", shortcut="F5")
        self._save = Button(
            self.tr("Save as CSV"), choices, icon_name="download", shortcut="Ctrl+S"
        )
        self._who.addItem(self.tr("Everybody"), None)
        self._desk.addItem(self.tr("All desks"), "")
        for part in (
            self._who, self._desk, self._views, self._everybody, self._verify, self._save
        ):  # fmt: skip
            row.addWidget(part)
        return choices

    def _connect(self) -> None:
        presenter = self._presenter
        presenter.list_changed.connect(self._on_list)
        presenter.desks_changed.connect(self._on_desks)
        presenter.verdict_changed.connect(self._on_verdict)
        presenter.echoed.connect(self._on_echo)
        presenter.person_chosen.connect(self._on_person)
        self._periods.chosen.connect(self._choose)
        self._words.edited.connect(presenter.type_days)
        self._who.activated.connect(self._narrow)
        self._desk.activated.connect(self._narrow)
        self._views.clicked.connect(self._narrow)
        self._everybody.clicked.connect(self._show_everybody)
        self._verify.clicked.connect(presenter.verify)
        self._save.clicked.connect(self._choose_file)
        self._list.submitted.connect(self._open)
        self._list.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        deeds: tuple[tuple[str, Callable[[], object]], ...] = (
            ("F5", presenter.verify),
            ("Ctrl+S", self._choose_file),
        )
        for keys, deed in deeds:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)

    # --- Slots --------------------------------------------------------------------------

    @Slot(object)
    def _choose(self, which: object) -> None:
        in_words = which is NamedPeriod.IN_WORDS
        self._words.setVisible(in_words)
        if in_words:
            self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._words.edit.selectAll()
            self._presenter.type_days(self._words.text)
        else:
            self._presenter.choose_period(which if isinstance(which, NamedPeriod) else None)

    @Slot()
    def _narrow(self) -> None:
        self._presenter.narrow(
            desk=self._desk.currentData() or "",
            staff_id=self._who.currentData(),
            only_views=self._views.isChecked(),
        )

    @Slot()
    def _show_everybody(self) -> None:
        self._presenter.show_person(None)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_person(self) -> None:
        """All that was ever done about them is wanted, by anybody at any desk."""
        self._periods.set_current(_ALL)
        self._words.hide()
        self._who.setCurrentIndex(0)
        self._desk.setCurrentIndex(0)
        self._views.setChecked(False)

    @Slot(object)
    def _on_list(self, content: AuditContent) -> None:
        self._rows.set_rows(content.rows)
        self._show_title(content.person)
        for part in (self._verify, self._save):
            part.setEnabled(self._presenter.may_see)
        if not self._presenter.may_see:
            self._empty.show_state(
                "lock",
                self.tr("For managers"),
                self.tr("Who saw or changed what is shown to a manager who has signed in."),
            )
        elif not content.rows:
            self._empty.show_state(
                "search",
                self.tr("Nothing was done"),
                self.tr("In these days, nobody did what is asked for."),
            )
        self._below.setCurrentWidget(self._list if content.rows else self._empty)

    def _show_title(self, person: str) -> None:
        about = self.tr("Who saw or changed {0}").format(person)
        self._title.setText(about if person else self.tr("Who did what"))
        self._everybody.setVisible(bool(person))

    @Slot(object)
    def _on_desks(self, names: tuple[str, ...]) -> None:
        chosen = self._desk.currentData()
        with QSignalBlocker(self._desk):
            self._desk.clear()
            self._desk.addItem(self.tr("All desks"), "")
            for name in names:
                self._desk.addItem(name, name)
            self._desk.setCurrentIndex(max(0, self._desk.findData(chosen)))

    def _fill_staff(self) -> None:
        chosen = self._who.currentData()
        self._who.clear()
        self._who.addItem(self.tr("Everybody"), None)
        for member in self._presenter.desk.clinic.staff:
            self._who.addItem(member.name, member.staff_id)
        self._who.setCurrentIndex(max(0, self._who.findData(chosen)))

    @Slot(object)
    def _on_verdict(self, verdict: Verdict) -> None:
        self._verdict.setText(verdict.words)
        set_tone(self._verdict, Tone.STOP if verdict.is_bad else Tone.MUTED)
        self._verdict.show()
        if verdict.is_last:
            announce(self, verdict.words)

    @Slot(str, str)
    def _on_echo(self, echo: str, hint: str) -> None:
        self._words.set_echo(echo)
        self._words.set_hint(hint)

    @Slot()
    def _open(self) -> None:
        self._presenter.open(self._list.current_key)

    @Slot(int)
    def _on_scrolled(self, value: int) -> None:
        if value == self._list.verticalScrollBar().maximum():
            self._presenter.load_more()

    @Slot()
    def _choose_file(self) -> None:
        """Ask where the rows go."""
        ask_for_csv(self, self._presenter.file_name, self._presenter.save)

    # --- Qt overrides ---------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._everybody.isVisible():
            self._show_everybody()
        else:
            super().keyPressEvent(event)
