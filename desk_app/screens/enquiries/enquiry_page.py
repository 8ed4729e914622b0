"""One open enquiry: what can be corrected at the left, what happened at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desk_app.looks import TextRole
from desk_app.screens.enquiries.conflicts import Conflict
from desk_app.screens.enquiries.content import EnquiryContent
from desk_app.screens.enquiries.form_page import EnquiryForm
from desk_app.screens.enquiries.next_step_page import NextStepPanel
from desk_app.screens.enquiries.presenter import EnquiriesPresenter
from desk_app.screens.enquiries.story_page import StoryPanel
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.labels import Tone, panel, plain_label
from desk_app.widgets.side_by_side import Choice, SideBySide
from desk_app.widgets.view_memory import remember_splitter

_SIDE = 16
_KEYS = {"save": "Ctrl+S", "step": "F7", "person": "F8", "handout": "F9", "bin": "Ctrl+Shift+Del"}


class EnquiryView(QWidget):
    """Ctrl+S saves, Esc goes back; what was typed waits."""

    def __init__(self, presenter: EnquiriesPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._conflict: Conflict | None = None
        self._shown_id: int | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        column.addWidget(self._make_body(), 1)
        self._add_keys()
        editor = presenter.editor
        editor.shown.connect(self._on_shown)
        editor.problems_found.connect(self._form.show_problems)
        editor.conflicts_found.connect(self._on_conflicts)
        editor.saved.connect(self._on_saved)

    # --- Building -------------------------------------------------------------------------

    def _make_head(self) -> QWidget:
        head = panel(self)
        column = QVBoxLayout(head)
        column.setContentsMargins(_SIDE, 10, _SIDE, 10)
        column.setSpacing(4)
        self._title = plain_label("", head, role=TextRole.HEADING, elide=True)
        self._facts = plain_label("", head, tone=Tone.MUTED, wrap=True)
        back = Button(self.tr("All enquiries"), head, kind=ButtonKind.FLAT, shortcut="Esc")
        back.clicked.connect(self._presenter.close)
        self._buttons = {
            "save": Button(self.tr("Save"), head, kind=ButtonKind.PRIMARY, shortcut=_KEYS["save"]),
            "step": self._button(head, self.tr("Next step"), "calendar", "step"),
            "person": self._button(head, self.tr("Person"), "user", "person"),
            "handout": self._button(head, self.tr("Handout"), "file-text", "handout"),
            "bin": self._button(head, self.tr("Bin"), "trash", "bin"),
        }
        for key, deed in self._deeds().items():
            self._buttons[key].clicked.connect(deed)
        first = QHBoxLayout()
        first.addWidget(self._title, 1)
        first.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(first)
        column.addWidget(self._facts)
        keys = QWidget(head)
        flow = FlowLayout(keys, spacing=8)
        for button in self._buttons.values():
            flow.addWidget(button)
        column.addSpacing(4)
        column.addWidget(keys)
        return head

    def _button(self, parent: QWidget, text: str, icon: str, key: str) -> Button:
        return Button(text, parent, kind=ButtonKind.PLAIN, icon_name=icon, shortcut=_KEYS[key])

    def _make_body(self) -> QWidget:
        self._form = EnquiryForm(self._presenter.desk, self._presenter.editor, self)
        self._form.edited.connect(self._on_edited)
        self._clashes = SideBySide(self)
        self._clashes.settled.connect(self._on_settled)
        self._clashes.left.connect(self._show_form)
        self._stack = QStackedWidget(self)
        self._step = NextStepPanel(self._presenter.editor.next_step, self)
        self._step.left.connect(self._form.focus_first)
        self._stack.addWidget(_scrolled(self, self._step, self._form))
        self._stack.addWidget(_scrolled(self, self._clashes))
        self._story = StoryPanel(self)
        self._story.reprint_wanted.connect(self._presenter.reprint_wanted)
        self._story.taken_over.connect(self._presenter.editor.take_over)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._stack)
        splitter.addWidget(_scrolled(self, self._story))
        self._stack.currentChanged.connect(self._show_save)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setSizes([620, 400])
        remember_splitter(splitter, "enquiries/splitter", self._presenter.desk.settings)
        return splitter

    def _add_keys(self) -> None:
        for key, deed in self._deeds().items():
            shortcut = QShortcut(QKeySequence(_KEYS[key]), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)
        taker = QShortcut(QKeySequence("F6"), self)
        taker.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        taker.activated.connect(self._story.focus_taker)

    def _deeds(self) -> dict[str, Callable[[], None]]:
        return {
            "save": self.save,
            "step": self._presenter.promise,
            "person": self._presenter.open_person,
            "handout": self._presenter.give_handout,
            "bin": self._presenter.bin_current,
        }

    # --- Slots ------------------------------------------------------------------------------

    @Slot()
    def save(self) -> None:
        """Keep what is typed, or settle what two desks changed."""
        if self._stack.currentIndex() == 1:
            self._clashes.send()
            return
        typed = self._form.typed()
        if typed is not None:
            self._presenter.editor.save(typed)

    @Slot(int)
    def _show_save(self, shown: int) -> None:
        """Two sides have a button of their own for the same key."""
        self._buttons["save"].setVisible(shown == 0)

    @Slot(object)
    def _on_shown(self, content: EnquiryContent) -> None:
        self._title.setText(content.title)
        self._facts.setText(content.head)
        self._buttons["person"].setEnabled(content.person_id is not None)
        self._buttons["bin"].setEnabled(not content.binned)
        staff = self._presenter.desk.clinic.present_staff
        self._story.set_staff([member.name for member in staff])
        self._story.show_story(content.story)
        is_other = content.enquiry_id != self._shown_id
        self._shown_id = content.enquiry_id
        if content.typed is not None:
            self._form.fill(content.typed)
        if is_other:
            self._presenter.editor.next_step.close()
            self._show_form()

    @Slot()
    def _on_edited(self) -> None:
        typed = self._form.typed()
        if typed is not None:
            self._presenter.editor.keep(typed)

    @Slot(object)
    def _on_conflicts(self, conflict: Conflict) -> None:
        self._conflict = conflict
        self._clashes.show_clashes(conflict.clashes)
        self._stack.setCurrentIndex(1)

    @Slot(object)
    def _on_settled(self, chosen: dict[str, Choice]) -> None:
        if self._conflict is not None:
            self._presenter.editor.settle(self._conflict.settled(chosen))

    @Slot()
    def _on_saved(self) -> None:
        self._show_form()

    @Slot()
    def _show_form(self) -> None:
        self._stack.setCurrentIndex(0)
        self._form.focus_first()

    # --- Qt overrides -----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._stack.currentIndex() == 1:
            self._show_form()
        else:
            self._presenter.close()


def _scrolled(parent: QWidget, *widgets: QWidget) -> QScrollArea:
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    ground = panel(area)
    inside = QVBoxLayout(ground)
    inside.setContentsMargins(_SIDE, 12, _SIDE, 12)
    for widget in widgets:
        inside.addWidget(widget)
    inside.addStretch(1)
    area.setWidget(ground)
    return area
