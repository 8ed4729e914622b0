"""One list at a time: rename, reorder, add, put out of use."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.domain.enquiry import ChoiceList
from db.services.clinic import ChoiceLine
from desk_app.screens.settings.form_page import focus
from desk_app.screens.settings.lists_presenter import ListsPresenter
from desk_app.screens.settings.section_page import SectionPage
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.chips import Chip, Chips
from desk_app.widgets.hints import HintLine
from desk_app.wording import choice_list

_LEAST_ROWS = 4
_KEY = Qt.ItemDataRole.UserRole
_UNMET = Qt.ItemDataRole.UserRole + 1


class ListsPage(SectionPage):
    """A line that is not ticked is out of use; it stays on old enquiries."""

    def __init__(self, presenter: ListsPresenter) -> None:
        sentence = self.tr(
            "Enter renames, Space puts out of use and back, Alt+Up and Alt+Down move. "
            "A line out of use stays on the enquiries that have it. "
            "Ready texts are put into a card's words by ; and a few letters."
        )
        super().__init__(self.tr("Lists"), sentence)
        self._lists = presenter
        self._which = ChoiceList.HEARD
        self._chips = Chips(self.tr("List"))
        self._chips.set_chips([Chip(which, choice_list(which)) for which in ChoiceList])
        self._chips.chosen.connect(self._turn_to)
        self.lines = _Lines(choice_list(self._which))
        self.lines.itemChanged.connect(self._edited)
        self.lines.moved.connect(self._move)
        self.lines.turned.connect(self._turn_unmet)
        self.lines.currentRowChanged.connect(self._show_unmet)
        self._problem = HintLine()
        self._build()
        presenter.stored_changed.connect(self._show)
        presenter.line_refused.connect(self._show_problem)
        presenter.unsaved_changed.connect(self.show_unsaved)
        self._show()

    def is_unsaved(self) -> bool:
        return self._lists.is_unsaved

    def save(self) -> None:
        self._problem.set_problem("")
        focus(self.lines)  # a line that is being renamed gives its words to the list
        self._lists.save(self._which)

    def put_back(self) -> None:
        self._lists.put_back(self._which)

    def focus_first(self) -> None:
        focus(self.lines)

    def _build(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._chips)
        column.addWidget(self.lines, 1)
        column.addWidget(self._problem)
        buttons = QHBoxLayout()
        add = Button(self.tr("&Add a line"), kind=ButtonKind.FLAT, icon_name="plus")
        up = Button(self.tr("&Up"), kind=ButtonKind.FLAT, shortcut="Alt+Up")
        down = Button(self.tr("&Down"), kind=ButtonKind.FLAT, shortcut="Alt+Down")
        add.clicked.connect(self._add)
        up.clicked.connect(self._move_up)
        down.clicked.connect(self._move_down)
        self._unmet = Button(self.tr("Asked in vain"), kind=ButtonKind.CHIP, shortcut="V")
        self._unmet.setCheckable(True)
        self._unmet.setToolTip(
            self.tr("Lost for this reason, they asked in vain for what we could offer")
        )
        self._unmet.clicked.connect(self._turn_unmet)
        for button in (add, up, down, self._unmet):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.add_scrolling(content)
        self.add_footer()

    def _read(self) -> list[ChoiceLine]:
        items = (self.lines.item(row) for row in range(self.lines.count()))
        return [
            ChoiceLine(
                item.text(),
                str(item.data(_KEY) or ""),
                item.checkState() is Qt.CheckState.Checked,
                bool(item.data(_UNMET)),
            )
            for item in items
        ]

    @Slot()
    def _show(self) -> None:
        row = max(0, self.lines.currentRow())
        self.lines.blockSignals(True)  # noqa: FBT003 - Qt's
        self.lines.clear()
        for line in self._lists.lines(self._which):
            self._append(line)
        self.lines.blockSignals(False)  # noqa: FBT003
        self.lines.setCurrentRow(min(row, self.lines.count() - 1))
        self._problem.set_problem("")
        self._show_unmet()
        self.show_unsaved()

    def _append(self, line: ChoiceLine) -> QListWidgetItem:
        item = QListWidgetItem(line.label, self.lines)
        item.setData(_KEY, line.key)
        self._mark_unmet(item, unmet=line.unmet)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        item.setCheckState(Qt.CheckState.Checked if line.active else Qt.CheckState.Unchecked)
        return item

    def _mark_unmet(self, item: QListWidgetItem, *, unmet: bool) -> None:
        """Said to a screen reader too; the words themselves are the clinic's."""
        item.setData(_UNMET, unmet)
        words = self.tr("{0}, asked in vain").format(item.text()) if unmet else None
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)

    @Slot()
    def _show_unmet(self) -> None:
        item = self.lines.currentItem()
        self._unmet.setVisible(self._which is ChoiceList.LOST_REASON)
        self._unmet.setChecked(item is not None and bool(item.data(_UNMET)))

    @Slot()
    def _turn_unmet(self) -> None:
        """V: whether who is lost for this reason asked in vain."""
        item = self.lines.currentItem()
        if item is not None and self._which is ChoiceList.LOST_REASON:
            self._mark_unmet(item, unmet=not item.data(_UNMET))
            self._show_unmet()
            self._edited()

    @Slot(object)
    def _turn_to(self, which: ChoiceList) -> None:
        self._which = which
        self.lines.setAccessibleName(choice_list(which))
        self._show()

    @Slot()
    def _edited(self) -> None:
        self._problem.set_problem("")
        self._lists.keep(self._which, self._read())

    @Slot()
    def _add(self) -> None:
        self.lines.blockSignals(True)  # noqa: FBT003
        item = self._append(ChoiceLine(""))
        self.lines.blockSignals(False)  # noqa: FBT003
        self.lines.setCurrentItem(item)
        focus(self.lines)
        self.lines.editItem(item)

    @Slot(int)
    def _move(self, steps: int) -> None:
        row = self.lines.currentRow()
        target = row + steps
        if row < 0 or not 0 <= target < self.lines.count():
            return
        self.lines.blockSignals(True)  # noqa: FBT003
        self.lines.insertItem(target, self.lines.takeItem(row))
        self.lines.blockSignals(False)  # noqa: FBT003
        self.lines.setCurrentRow(target)
        self._edited()

    @Slot()
    def _move_up(self) -> None:
        self._move(-1)

    @Slot()
    def _move_down(self) -> None:
        self._move(1)

    @Slot(int, str)
    def _show_problem(self, number: int, words: str) -> None:
        self._problem.set_problem(words)
        self.lines.setCurrentRow(number)
        focus(self.lines)


class _Lines(QListWidget):
    """Signals: moved: -1 or +1, for Alt+Up and Alt+Down; turned: V."""

    moved = Signal(int)
    turned = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    # --- Qt overrides -----------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        row = max(self.sizeHintForRow(0), self.fontMetrics().height())
        return QSize(120, row * _LEAST_ROWS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), event.modifiers() == Qt.KeyboardModifier.AltModifier
        writing = self.state() == QAbstractItemView.State.EditingState
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_V and not event.modifiers() and not writing:
            self.turned.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not writing and self.currentItem():
            self.editItem(self.currentItem())
        else:
            super().keyPressEvent(event)
