"""Backups: when the last was made, where they go, what they hold, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QStandardPaths, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from desk_app.looks import TextRole
from desk_app.screens.safety.choosing_page import CopyChooser
from desk_app.screens.safety.presenter import SafetyPresenter
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.labels import Tone, horizontal_rule, panel, plain_label
from desk_app.widgets.page import Page


class SafetyPage(Page):
    """On a server only what can be saved by hand is here."""

    def __init__(self, presenter: SafetyPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._facts = plain_label(wrap=True)
        self._second = plain_label(tone=Tone.MUTED, wrap=True, selectable=True)
        self._now = Button(self.tr("Back up &now"), icon_name="check")
        self._now.clicked.connect(presenter.back_up)
        self._folder = Button(self.tr("&Second place…"), icon_name="copy")
        self._folder.clicked.connect(self._choose_folder)
        self._no_folder = Button(self.tr("No second p&lace"), kind=ButtonKind.FLAT)
        self._no_folder.clicked.connect(self._forget_folder)
        self._save_as = Button(self.tr("Copy to a fil&e…"), icon_name="file-text")
        self._save_as.clicked.connect(self.ask_for_copy)
        self._export = Button(self.tr("E&xport everything…"), icon_name="download")
        self._export.clicked.connect(self._ask_for_export)
        self._refusal = plain_label(tone=Tone.ACCENT, wrap=True)
        self._chooser: CopyChooser | None = None
        self._lay_out()
        presenter.status_changed.connect(self._show)
        self._show()

    def activated(self) -> None:
        if self._presenter.choosing is not None:
            self._presenter.choosing.load()
        self._show()
        first = self._now if self._now.isVisible() else self._save_as
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        if self._chooser is not None:
            self._chooser.focus_list()

    @Slot()
    def ask_for_copy(self) -> None:
        """Ask for a file and write a copy there."""
        kind = self.tr("Database (*.db)") if self._presenter.choosing else "pg_dump (*.dump)"
        name = "front-desk.db" if self._presenter.choosing else "front-desk.dump"
        if file := self._ask(self.tr("Copy to"), name, kind):
            self._presenter.save_as(file)

    # --- Building ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        column.addWidget(horizontal_rule(self))
        if self._presenter.choosing is not None:
            self._chooser = CopyChooser(self._presenter.choosing, self)
            column.addWidget(self._chooser, 1000)
        column.addStretch(1)
        # In large type the list keeps its room, and the whole page scrolls.
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _make_head(self) -> QFrame:
        head = panel(self)
        layout = QVBoxLayout(head)
        layout.setContentsMargins(24, 14, 24, 14)
        layout.setSpacing(8)
        layout.addWidget(plain_label(self.tr("Backups"), role=TextRole.HEADING))
        layout.addWidget(self._facts)
        layout.addWidget(self._second)
        buttons = QWidget(head)
        row = FlowLayout(buttons, spacing=8)
        for button in (self._now, self._folder, self._no_folder, self._save_as, self._export):
            row.addWidget(button)
        layout.addWidget(buttons)
        layout.addWidget(self._refusal)
        return head

    # --- What is shown and done -----------------------------------------------------------------

    @Slot()
    def _show(self) -> None:
        presenter, folder = self._presenter, self._presenter.folder
        self._facts.setText("\n".join(presenter.facts()))
        words = self.tr("Second place: {0}").format(folder) if folder else self._advice()
        self._second.setText(words)
        for part in (self._second, self._now, self._folder):
            part.setVisible(presenter.makes_copies)
        self._no_folder.setVisible(presenter.makes_copies and bool(folder))
        if self._chooser is not None:  # the practice clinic never takes a real one's place
            self._chooser.setVisible(presenter.makes_copies)
            self._chooser.show_refusal(presenter.refusal("restore"))
        self._show_rights()

    def _show_rights(self) -> None:
        """Grey out what takes records out of the clinic, with the reason."""
        elsewhere = self._presenter.refusal("copy_out")
        out = self._presenter.refusal("export_all")
        for button, words in (
            (self._folder, elsewhere),
            (self._no_folder, elsewhere),
            (self._save_as, elsewhere),
            (self._export, out),
        ):
            button.set_refusal(words)
        words = self.tr("To take copies elsewhere, to export or to restore: {0}").format(out)
        self._refusal.setText(words)
        self._refusal.setVisible(bool(out))

    def _advice(self) -> str:
        return self.tr(
            "All copies are on this computer. Choose a stick or a share as a second place, for "
            "the day its disk dies."
        )

    @Slot()
    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, self.tr("Second place for backups"), self._presenter.folder
        )
        if folder:
            self._presenter.choose_folder(folder)

    @Slot()
    def _forget_folder(self) -> None:
        self._presenter.choose_folder("")

    @Slot()
    def _ask_for_export(self) -> None:
        if file := self._ask(self.tr("Export everything to"), "front-desk.zip", "ZIP (*.zip)"):
            self._presenter.export(file)

    def _ask(self, title: str, name: str, kind: str) -> str:
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        file, _kind = QFileDialog.getSaveFileName(self, title, f"{documents}/{name}", kind)
        return file
