"""Somebody at the keyboard: keys reach the window as the system sends them; the rest is looking."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

_MOST_STOPS = 60
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_PATIENCE_MS = 20_000


class Person:
    """Presses keys and reads what is shown. Touches no widget, presenter or service."""

    def __init__(self, qtbot, window):
        self._qtbot = qtbot
        self._window = window

    # --- Hands ------------------------------------------------------------------------

    def press(self, keys, times=1):
        """Press keys as they are written on the screen, e.g. ``Ctrl+Return``."""
        both = QKeySequence(keys)[0]
        for _ in range(times):
            QTest.keyClick(self._target(), both.key(), both.keyboardModifiers())

    def type(self, words):
        for letter in words:
            QTest.keyEvent(QTest.KeyAction.Click, self._target(), ord(letter))

    def tab_to(self, name, keys="Tab"):
        """Walk to the part of that name."""
        passed = []
        for _ in range(_MOST_STOPS):
            if name in self.place:
                return
            passed.append(self.place)
            self.press(keys)
        raise AssertionError(f"{name!r} cannot be reached with {keys}, only {passed}")

    def walk_to(self, words, keys="Down"):
        """Walk through the list, or the lines, that has the focus; at its end, from the top.

        A row that came back above the cursor meanwhile is met the second time.
        """
        passed = []
        for _ in range(_MOST_STOPS):
            if words in self.line:
                return
            passed.append(self.line)
            self.press(keys)
            if self.line == passed[-1]:
                self.press("Home")
        raise AssertionError(f"{words!r} is not among {passed}")

    def pick(self, words):
        """Take the row below the field that begins so."""
        self.wait_for(lambda: any(row.startswith(words) for row in self.offered()))
        for _ in range(len(self.offered()) + 1):
            if self.highlighted.startswith(words):
                self.press("Return")
                return
            before = self.highlighted
            self.press("Down")
            self.wait_for(lambda before=before: self.highlighted != before)
        raise AssertionError(f"{words!r} cannot be picked from {self.offered()}")

    def choose(self, words):
        """Choose in a box by typing as much as it takes of what is wanted."""
        box = QApplication.focusWidget()
        for letter in words:
            if box.currentText().startswith(words):
                return
            self.type(letter)
        assert box.currentText().startswith(words), box.currentText()

    def _target(self):
        if QGuiApplication.focusWindow() is None:
            self._window.activateWindow()  # a dialog has closed, and no window manager is here
            self._qtbot.waitUntil(self._window.isActiveWindow)
        return QGuiApplication.focusWindow()

    # --- Eyes -------------------------------------------------------------------------

    @property
    def place(self):
        """The names of the part that has the focus and of what is around it."""
        widget, names = QApplication.focusWidget(), []
        if isinstance(widget, QAbstractButton):
            names.append(widget.text().replace("&", ""))
        while widget is not None and len(names) < 3:
            names.append(widget.accessibleName())
            widget = widget.parentWidget()
        return tuple(name for name in names if name)

    @property
    def line(self):
        """The words of the line, row or choice the keyboard is on."""
        widget = QApplication.focusWidget()
        if isinstance(widget, QAbstractItemView):
            return str(widget.currentIndex().data(_SPOKEN) or "")
        if isinstance(widget, QComboBox):
            return widget.currentText()
        if isinstance(widget, QLineEdit):
            return widget.text()
        if isinstance(widget, QPlainTextEdit):
            return widget.textCursor().block().text()
        return ""

    def sees(self, words):
        """Whether these words stand on the screen now."""
        return any(words in text for text in self.read())

    def read(self):
        """All words on labels, buttons and in fields that can be seen."""
        shown = (QApplication.activeWindow() or self._window).findChildren(QWidget)
        return [words for part in shown if part.isVisible() for words in _words_of(part)]

    def offered(self):
        """The rows that float below the field."""
        return [row for view in self._floating() for row in _rows_of(view)]

    @property
    def highlighted(self):
        """The one of them that Enter takes."""
        current = (view.currentIndex().data(_SPOKEN) for view in self._floating())
        return next((str(row) for row in current if row), "")

    def _floating(self):
        views = self._window.findChildren(QAbstractItemView)
        return [v for v in views if v.isVisible() and v.property("kind") == "popup"]

    def wait_for(self, what):
        """Wait until words stand on the screen, or until something is so."""
        ready = what if callable(what) else lambda: self.sees(what)
        try:
            self._qtbot.waitUntil(lambda: bool(ready()), timeout=_PATIENCE_MS)
        except self._qtbot.TimeoutError:
            raise AssertionError(f"{what!r} is not to be seen, but {self.read()}") from None


def _words_of(part):
    if isinstance(part, QLabel | QAbstractButton | QLineEdit):
        return [part.text()]
    if isinstance(part, QComboBox):
        return [part.currentText()]
    if isinstance(part, QPlainTextEdit):
        return [part.toPlainText()]
    return []


def _rows_of(view):
    model = view.model()
    return [str(model.index(row, 0).data(_SPOKEN)) for row in range(model.rowCount())]
