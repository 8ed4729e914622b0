"""The search over everything: a field for the top bar and a list that floats below it."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QSize, Qt, Slot
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from desk_app.item_models.two_line_model import TwoLineModel
from desk_app.screens.search.presenter import Found, SearchPresenter
from desk_app.widgets.accessible import announce
from desk_app.widgets.labels import Tone, plain_label
from desk_app.widgets.roles import RowRole
from desk_app.widgets.row_list import RowList
from desk_app.widgets.search_field import SearchField
from desk_app.widgets.two_line_delegate import TwoLineDelegate

_LEAST_LETTERS = 60  # how wide the list is, in average letters
_FIELD_LETTERS = 26
_DISTANCE = 3
_EDGES = 4
_ROUND_WORDS = 12
_KEYS = (Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchBar(SearchField):
    """Up and Down walk, Enter opens, Esc closes and goes back to where one was."""

    def __init__(self, presenter: SearchPresenter, parent: QWidget | None = None) -> None:
        super().__init__("", parent, shortcut="Ctrl+K")
        self.set_words(self.tr("Search everything"))
        self._presenter = presenter
        self._came_from: QWidget | None = None
        self._results = _Results(self)
        self._results.rows.clicked.connect(self._on_clicked)
        self.edited.connect(presenter.search)
        self.stepped.connect(self._on_stepped)
        self.submitted.connect(self._on_submitted)
        presenter.found.connect(self._on_found)
        self.destroyed.connect(self._results.deleteLater)

    @property
    def is_open(self) -> bool:
        """Whether the list is to be seen."""
        return self._results.isVisible()

    @property
    def results(self) -> RowList:
        """The list of what was found."""
        return self._results.rows

    def focus_search(self) -> None:
        """Ctrl+K: put the keyboard here, and remember where it was."""
        before = QApplication.focusWidget()
        if before is not self:
            self._came_from = before
            if before is not None:
                before.destroyed.connect(self._forget)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        if self.text():
            self._presenter.search(self.text())

    # --- Slots ------------------------------------------------------------------------------

    @Slot(object)
    def _on_found(self, found: Found) -> None:
        if not found.typed or not self.hasFocus():
            self._results.hide()
            return
        self._results.show_found(found)
        if found.count:
            said = self.tr("1 found") if found.count == 1 else self.tr("{0} found")
            announce(self, said.format(found.count))
        else:
            announce(self, self.tr("Nothing found"))

    @Slot(int)
    def _on_stepped(self, step: int) -> None:
        if not self.is_open and self.text():
            self._presenter.search(self.text())
        else:
            self._results.walk(step)
            announce(self, self._results.spoken())

    @Slot()
    def _on_submitted(self) -> None:
        key = self._results.rows.current_key if self.is_open else None
        if key is not None:
            self._open(key)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        key = index.data(RowRole.KEY)
        if key is not None:
            self._open(key)

    def _open(self, key: Hashable) -> None:
        """What was typed stays, to open the next thing found by it."""
        self._results.hide()
        self._came_from = None
        if isinstance(key, tuple):
            self._presenter.open(key)

    @Slot()
    def _forget(self) -> None:
        self._came_from = None

    # --- Qt overrides -----------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keys of the field win over the window's shortcuts."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _KEYS
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.is_open:
            self._results.hide()
        elif self._came_from is not None:
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        width = self.fontMetrics().averageCharWidth() * _FIELD_LETTERS
        return QSize(width, super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_results"):
            self._results.hide()  # its rows have another height now

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self._results.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        self._results.hide()
        super().hideEvent(event)


class _Results(QFrame):
    """A child of the window and no window of its own: it cannot take the keyboard."""

    def __init__(self, field: SearchBar) -> None:
        super().__init__(field)
        self._field = field
        self._model = TwoLineModel(self)
        self.rows = RowList(self.tr("Found"), self._model, self)
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing = plain_label("", self, tone=Tone.MUTED, wrap=True)
        self._nothing.setMargin(_ROUND_WORDS)
        self.setProperty("kind", "popup")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.rows)
        column.addWidget(self._nothing)
        self.hide()

    def show_found(self, found: Found) -> None:
        """Show below the field what was found; the first of it is chosen."""
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
            window.installEventFilter(self)
        self._model.set_rows(found.rows)
        self.rows.set_current(self._model.first_key())
        self.rows.setVisible(bool(found.rows))
        self._nothing.setText(
            self.tr("Nobody and nothing has all of “{0}”.").format(found.typed[:60])
        )
        self._nothing.setVisible(not found.rows)
        self._place()
        self.show()
        self.raise_()
        self.rows.scrollToTop()

    def walk(self, step: int) -> None:
        """Move to the next thing, past headings; past either end it begins again."""
        keys = [key for key in self._model.keys if key is not None]
        if not keys:
            return
        here = self.rows.current_key
        place = keys.index(here) + step if here in keys else 0
        self.rows.set_current(keys[place % len(keys)])

    def spoken(self) -> str:
        """Return the chosen row for screen readers."""
        text = self.rows.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
        return text if isinstance(text, str) else ""

    def _place(self) -> None:
        """Below the field, its right edges in line, never outside the window."""
        window = self._field.window()
        corner = self._field.mapTo(window, QPoint(0, 0))
        wanted = self._field.fontMetrics().averageCharWidth() * _LEAST_LETTERS
        width = min(max(wanted, self._field.width()), window.width() - 2 * _DISTANCE)
        right = corner.x() + self._field.width()
        left = max(_DISTANCE, min(right - width, window.width() - width - _DISTANCE))
        top = corner.y() + self._field.height() + _DISTANCE
        height = min(self._height(width), window.height() - top - _DISTANCE)
        self.setGeometry(QRect(left, top, width, height))

    def _height(self, width: int) -> int:
        delegate = self.rows.itemDelegate()
        keys = self._model.keys
        if not keys or not isinstance(delegate, TwoLineDelegate):
            return self._nothing.heightForWidth(width - _EDGES) + _EDGES
        headings = sum(key is None for key in keys)
        high = delegate.heading_height(self.rows.font()) * headings
        return high + delegate.row_height(self.rows.font()) * (len(keys) - headings) + _EDGES

    # --- Qt overrides -----------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
