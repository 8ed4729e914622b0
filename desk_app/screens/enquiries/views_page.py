"""The button of kept views, and the field in which one is given its name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from db.domain import text
from db.queries.log_views import LogView
from desk_app.widgets.buttons import Button, ButtonKind

_FIGURES = 9  # a digit chooses one of the first


class ViewBar(QWidget):
    """Ctrl+G lists the views, a digit goes to one; Ctrl+D names the one that is shown.

    Signals:
        chosen: a LogView.
        named: the name for what is shown now; empty to let it go.
        name_wanted: the field is about to open; the owner fills it.
        columns_wanted: which columns there are is to be chosen.
        left: nothing is named after all.
    """

    chosen = Signal(object)
    named = Signal(str)
    name_wanted = Signal()
    columns_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views: Sequence[LogView] = ()
        self._button = Button(self.tr("Views"), self, kind=ButtonKind.FLAT, shortcut="Ctrl+G")
        self._button.clicked.connect(self.open_menu)
        self.field = QLineEdit(self)
        self.field.setMaxLength(text.SHORT)
        self.field.setAccessibleName(self.tr("Name of this view"))
        self.field.setPlaceholderText(self.tr("Name of this view, then Enter"))
        self.field.setMinimumWidth(self.fontMetrics().averageCharWidth() * 30)
        self.field.returnPressed.connect(self._on_named)
        self.field.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field)
        row.addWidget(self._button)

    @Slot(object)
    def set_views(self, views: Sequence[LogView]) -> None:
        """Offer these."""
        self._views = views

    def menu(self) -> QMenu:
        """Return a menu of the views, and of what can be done with the one that is shown."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, view in enumerate(self._views, start=1):
            name = view.name.replace("&", "&&")
            action = menu.addAction(f"&{number}  {name}" if number <= _FIGURES else name)
            action.triggered.connect(lambda _checked=False, view=view: self.chosen.emit(view))
        menu.addSeparator()
        keep = menu.addAction(self.tr("Name what is shown…") + "\tCtrl+D")
        keep.triggered.connect(self.name_wanted)
        columns = menu.addAction(self.tr("Choose columns…") + "\tCtrl+H")
        columns.triggered.connect(self.columns_wanted)
        return menu

    @Slot()
    def open_menu(self) -> None:
        """Show the views below the button."""
        self.menu().popup(self._button.mapToGlobal(QPoint(0, self._button.height())))

    def ask_for_name(self, known: str) -> None:
        """Open the field; ``known`` is what the view is called already."""
        self.field.setText(known)
        self.field.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    @Slot()
    def _on_named(self) -> None:
        self.field.hide()
        self.named.emit(self.field.text().strip())

    # --- Qt overrides -----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.field.isVisible():
            self.field.hide()
            self.left.emit()
        else:
            super().keyPressEvent(event)
