"""The copies at the left; at the right what the chosen one holds, beside what is here now."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path

from PySide6.QtCore import QEvent, QStandardPaths, Qt, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from desk_app.item_models.two_line_model import TwoLineModel
from desk_app.looks import TextRole
from desk_app.screens.safety.choosing import CopyChoosing, Preview
from desk_app.widgets.accessible import announce
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.following_scroll import FollowingScroll
from desk_app.widgets.labels import (
    Tone,
    panel,
    plain_label,
    section_heading,
    vertical_rule,
)
from desk_app.widgets.roles import TwoLineRow
from desk_app.widgets.row_list import RowList
from desk_app.widgets.secret_form import SecretForm

_LETTERS_OF_LIST = 30
_LEAST_LINES = 14
_WIDEST_WORDS = 560


class CopyChooser(QWidget):
    """Enter on a row goes to the button that restores it."""

    def __init__(self, choosing: CopyChoosing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choosing = choosing
        self._rows = TwoLineModel(self)
        self.list = RowList(self.tr("Backups"), self._rows, self, takes_first=True)
        self.list.setWordWrap(True)
        self._none = plain_label(
            self.tr("No backup was made on this computer yet. Choose one from your stick."),
            tone=Tone.MUTED,
            wrap=True,
        )
        self._none.setContentsMargins(12, 8, 12, 8)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._none.hide()
        self._other = Button(
            self.tr("Choose a &file…"), kind=ButtonKind.FLAT, icon_name="file-text"
        )
        self._other.clicked.connect(self._browse)
        self._restore = Button(
            self.tr("&Restore this backup"), kind=ButtonKind.PRIMARY, icon_name="undo"
        )
        self._restore.clicked.connect(choosing.restore)
        self._secret = SecretForm(
            self.tr("Pa&ssphrase or recovery code"),
            self.tr("Where you type the code, capitals and hyphens do not matter."),
        )
        self._secret.tried.connect(choosing.unlock)
        self._preview = QWidget()
        self._table = QGridLayout(self._preview)
        self._lay_out()
        self.list.chosen.connect(self._choose)
        self.list.submitted.connect(self._enter)
        choosing.list_changed.connect(self._show_list)
        choosing.preview_changed.connect(self._show_preview)
        choosing.secret_refused.connect(self._secret.show_wrong)
        choosing.secret_too_soon.connect(self._secret.show_wait)
        self._show_preview(Preview(self.tr("Choose a backup to see what it holds")))

    def focus_list(self) -> None:
        """Put the keyboard where the choice begins."""
        first: QWidget = self.list if self._rows.keys else self._other
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_refusal(self, words: str) -> None:
        """Let nobody restore, with the reason; empty where they may."""
        self._restore.set_refusal(words)

    # --- Building -------------------------------------------------------------------------

    def _lay_out(self) -> None:
        left = panel(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 8, 0, 8)
        column.addWidget(self._none)
        column.addWidget(self.list, 1)
        holder = QHBoxLayout()
        holder.setContentsMargins(8, 0, 8, 0)
        holder.addWidget(self._other)
        holder.addStretch(1)
        column.addLayout(holder)
        self._room = QWidget(left)  # so that the button stands right below the words
        column.addWidget(self._room, 1)
        self._left = left
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(vertical_rule(self))
        row.addWidget(self._make_right(), 1)
        self._fit()

    def _make_right(self) -> FollowingScroll:
        content = panel()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        self._title = plain_label(role=TextRole.HEADING, wrap=True)
        self._problem = plain_label(tone=Tone.STOP, wrap=True)
        self._table.setContentsMargins(0, 0, 0, 0)
        self._table.setHorizontalSpacing(24)
        self._table.setVerticalSpacing(6)
        self._after = plain_label(
            self.tr(
                "What is here now is kept as a backup of its own, so that you can come back to "
                "it. Nobody may work with the clinic meanwhile; the window opens it again by "
                "itself."
            ),
            tone=Tone.MUTED,
            wrap=True,
        )
        self._locked = plain_label(
            self.tr(
                "This backup is locked. Type the passphrase, or the recovery code: seven groups "
                "of four letters, on the page that was put away."
            ),
            wrap=True,
        )
        self._steps = plain_label(
            self.tr(
                "1. Choose the newest backup; one on a stick by “Choose a file…”.\n"
                "2. If it is locked, type the passphrase or the recovery code.\n"
                "3. Look whether it holds what you expect, and restore it.\n\n"
                "The backups themselves are never changed by this."
            ),
            wrap=True,
        )
        asking = (self._problem, self._steps, self._locked, self._secret)
        for part in (self._title, *asking, self._preview, self._after):
            part.setMaximumWidth(_WIDEST_WORDS)
            layout.addWidget(part)
        layout.addWidget(self._restore, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        scroll = FollowingScroll(self)
        scroll.setFrameShape(FollowingScroll.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        return scroll

    def _fit(self) -> None:
        self._left.setFixedWidth(self.fontMetrics().averageCharWidth() * _LETTERS_OF_LIST + 24)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * _LEAST_LINES)

    # --- What is shown ----------------------------------------------------------------------

    @Slot(object)
    def _show_list(self, rows: list[tuple[Hashable, TwoLineRow]]) -> None:
        had_focus = self.list.hasFocus()
        self._rows.set_rows(rows)
        self.list.set_current(self._choosing.chosen)
        for part in (self._none, self._room):
            part.setVisible(not rows)
        self.list.setVisible(bool(rows))
        if had_focus:
            self.focus_list()

    @Slot(object)
    def _show_preview(self, preview: Preview) -> None:
        self._title.setText(preview.title)
        self._problem.setText(preview.problem)
        self._problem.setVisible(bool(preview.problem))
        self._fill_table(preview)
        for part in (self._preview, self._restore):
            part.setVisible(bool(preview.lines))
        self._after.setVisible(preview.replaces)
        self._steps.setVisible(self._choosing.chosen is None)
        for part in (self._locked, self._secret):
            part.setVisible(preview.is_locked)
        if preview.is_locked:
            self._secret.edit.clear()
            self._secret.stop_waiting()
        if preview.problem:
            announce(self.list, preview.problem)
        elif not self.list.hasFocus():  # who walks through the list stays there
            self._enter()

    def _fill_table(self, preview: Preview) -> None:
        while (item := self._table.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        has_now = any(now for _name, _there, now in preview.lines)
        heads = (self.tr("In this backup"), self.tr("Here now") if has_now else "")
        for column, words in enumerate(heads, start=1):
            self._table.addWidget(section_heading(words), 0, column)
        for at, (name, there, now) in enumerate(preview.lines, start=1):
            cells = (plain_label(name, tone=Tone.MUTED), _value(there), _value(now))
            for column, cell in enumerate(cells):
                self._table.addWidget(cell, at, column, Qt.AlignmentFlag.AlignTop)
        self._table.setColumnStretch(1, 1)
        self._table.setColumnStretch(2, int(has_now))

    # --- What people do -----------------------------------------------------------------------

    @Slot(object)
    def _choose(self, file: Path) -> None:
        self._choosing.choose(file)

    @Slot()
    def _enter(self) -> None:
        if self._secret.isVisible():
            self._secret.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._restore.isVisible() and self._restore.isEnabled():
            self._restore.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _browse(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation)
        file, _kind = QFileDialog.getOpenFileName(
            self,
            self.tr("A backup of the clinic"),
            folder,
            self.tr("Backups (*.db);;All files (*)"),
        )
        if file:
            self._choosing.choose_elsewhere(Path(file))

    # --- Qt overrides -------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()


def _value(text: str) -> QLabel:
    return plain_label(text, wrap=True)
