"""The field for a database's place: an address, or a file that can be picked."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.form_grid import FormGrid


class PlaceField(FormGrid):
    """Signals for its owner; it opens nothing itself.

    Signals:
        looked: what was typed or picked, when somebody wants to know what is there.
    """

    looked = Signal(str)

    def __init__(self, action_label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit(self)
        self.edit.setPlaceholderText("postgresql://desk@server/clinic")
        self.edit.returnPressed.connect(self._look)
        self.add_field("place", self.tr("A&ddress or file"), self.edit)
        buttons = QWidget(self)
        row = FlowLayout(buttons)
        self.look_button = Button(action_label, buttons)
        self.look_button.clicked.connect(self._look)
        self._browse_button = Button(
            self.tr("Ch&oose a file…"), buttons, kind=ButtonKind.FLAT, icon_name="file-text"
        )
        self._browse_button.clicked.connect(self._browse)
        row.addWidget(self.look_button)
        row.addWidget(self._browse_button)
        self.add_wide(buttons)

    @property
    def text(self) -> str:
        return self.edit.text().strip()

    @Slot()
    def _look(self) -> None:
        self.looked.emit(self.text)

    @Slot()
    def _browse(self) -> None:
        file, _kind = QFileDialog.getOpenFileName(
            self, self.tr("The clinic's database"), "", self.tr("Databases (*.db);;All files (*)")
        )
        if file:
            self.edit.setText(file)
            self._look()
