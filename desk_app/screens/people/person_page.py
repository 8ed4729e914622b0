"""One person: who they are at the left, what belongs to them at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db.services.people import PersonFields
from desk_app import wording
from desk_app.item_models.two_line_model import TwoLineModel
from desk_app.looks import TextRole
from desk_app.screens.people.alike_page import AlikeLine
from desk_app.screens.people.block_page import BlockPanel
from desk_app.screens.people.conflicts import PersonConflict
from desk_app.screens.people.content import PersonContent
from desk_app.screens.people.numbers_page import NumberLines
from desk_app.screens.people.presenter import PeoplePresenter
from desk_app.screens.people.privacy_page import PrivacyPanel
from desk_app.screens.people.relations_page import RelationList
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.calm_fields import CalmBox
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.form_grid import FormGrid
from desk_app.widgets.growing_text_edit import GrowingTextEdit
from desk_app.widgets.labels import Tone, panel, plain_label, section_heading
from desk_app.widgets.row_list import RowList
from desk_app.widgets.side_by_side import Choice, SideBySide
from desk_app.widgets.view_memory import remember_splitter

_SIDE = 16
_LEAST_FORM, _LEAST_STORY = 9, 5  # in line heights
_WIDE = 38  # in line heights: below this the story stands below the form


class PersonView(QWidget):
    """Signals:

    left: Esc; what was typed waits.
    comparing: two ids to be shown side by side, the one that would stay first.
    """

    left = Signal()
    comparing = Signal(object, object)

    def __init__(self, presenter: PeoplePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._conflict: PersonConflict | None = None
        self._shown_id: int | None = None
        self._is_filled = False
        whole = _Whole(self)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        column.addWidget(self._make_body(), 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(_scroll_area(whole, self))
        self._turn()
        editor = presenter.editor
        editor.shown.connect(self._on_shown)
        editor.problems_found.connect(self._on_problems)
        editor.conflicts_found.connect(self._on_conflicts)
        editor.saved.connect(self._show_form)

    # --- Building -------------------------------------------------------------------------

    def _make_head(self) -> QWidget:
        head = panel(self)
        column = QVBoxLayout(head)
        column.setContentsMargins(_SIDE, 10, _SIDE, 10)
        column.setSpacing(4)
        self._title = plain_label("", head, role=TextRole.HEADING, elide=True)
        self._facts = plain_label("", head, tone=Tone.MUTED, wrap=True)
        self._save = Button(self.tr("Save"), head, kind=ButtonKind.PRIMARY, shortcut="Ctrl+S")
        self._save.clicked.connect(self.save)
        self._stop = Button(self.tr("Do not contact"), head, icon_name="hand-stop", shortcut="F7")
        self._bin = Button(self.tr("Bin"), head, icon_name="trash", shortcut="Ctrl+Shift+Del")
        self._seen = Button(self.tr("Who saw this"), head, icon_name="eye", shortcut="F11")
        self._seen.clicked.connect(self._presenter.show_audit)
        self._rights = Button(self.tr("Privacy"), head, icon_name="lock", shortcut="F12")
        self._stop.clicked.connect(self.ask_to_block)
        self._bin.clicked.connect(self._presenter.deeds.put_in_bin)
        keys = QWidget(head)
        flow = FlowLayout(keys, spacing=8)
        for button in (self._save, self._stop, self._bin, self._seen, self._rights):
            flow.addWidget(button)
        self._block = BlockPanel(self._presenter.deeds, head)
        self.privacy = PrivacyPanel(self._presenter.privacy, head)
        self._rights.clicked.connect(self.privacy.turn)
        self._alike = AlikeLine(self._presenter, head)
        self._alike.comparing.connect(self.comparing)
        column.addWidget(self._title)
        column.addWidget(self._facts)
        column.addSpacing(4)
        for part in (keys, self._block, self.privacy, self._alike):
            column.addWidget(part)
        return head

    def _make_body(self) -> QWidget:
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._scrolled(self._make_form()))
        self._clashes = SideBySide(self)
        self._clashes.settled.connect(self._on_settled)
        self._clashes.left.connect(self._show_form)
        self._stack.addWidget(self._scrolled(self._clashes))
        self._stack.currentChanged.connect(self._show_save)
        self._rows = TwoLineModel(self)
        self._story = RowList(self.tr("Next steps, enquiries and handouts"), self._rows, self)
        self._story.submitted.connect(self._on_row)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._splitter.addWidget(self._stack)
        self._splitter.addWidget(self._story)
        self._splitter.setStretchFactor(0, 3)
        self._splitter.setStretchFactor(1, 2)
        self._splitter.setSizes([520, 420])
        remember_splitter(self._splitter, "people/story", self._presenter.desk.settings)
        return self._splitter

    def _make_form(self) -> QWidget:
        form = QWidget(self)
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        self._name, self._email = QLineEdit(form), QLineEdit(form)
        self._numbers = NumberLines(form)
        self._former = plain_label("", form, role=TextRole.SMALL, tone=Tone.MUTED, wrap=True)
        self._language = CalmBox(form)
        self._language.setMinimumContentsLength(6)
        self._note = GrowingTextEdit(self.tr("Note"), form)
        self._grid = FormGrid(form)
        self._grid.add_field("name", self.tr("&Name"), self._name)
        self._grid.add_field("numbers", self.tr("N&umbers"), self._with_former())
        self._grid.add_field("email", self.tr("E-&mail"), self._email)
        self._grid.add_field("language", self.tr("&Language"), self._language)
        self._grid.add_field("note", self.tr("No&te"), self._note)
        self._relations_heading = section_heading(self.tr("Belong together"), form)
        self._relations = RelationList(self._presenter, form)
        self._relations.person_wanted.connect(self._presenter.open_person)
        for part in (self._grid, self._relations_heading, self._relations):
            column.addWidget(part)
        for edit in (self._name, self._email):
            edit.textEdited.connect(self._on_edited)
        self._note.edited.connect(self._on_edited)
        self._numbers.edited.connect(self._on_edited)
        self._language.activated.connect(self._on_edited)
        return form

    def _with_former(self) -> QWidget:
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._numbers)
        column.addWidget(self._former)
        return holder

    def _scrolled(self, widget: QWidget) -> QScrollArea:
        ground = panel(self)
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(_SIDE, 12, _SIDE, 12)
        inside.addWidget(widget)
        inside.addStretch(1)
        return _scroll_area(ground, self)

    # --- What the page does with it -----------------------------------------------------------

    @Slot()
    def save(self) -> None:
        """Keep what is typed, or settle what two desks changed."""
        if self._stack.currentIndex() == 1:
            self._clashes.send()
        elif self._is_filled:
            self._grid.clear_problems()
            self._presenter.editor.save(self._typed())

    @Slot(int)
    def _show_save(self, shown: int) -> None:
        """Two sides have a button of their own for the same key."""
        self._save.setVisible(shown == 0)

    @Slot()
    def ask_to_block(self) -> None:
        """Open the line for the reason, or take do-not-contact back."""
        self._block.ask()

    @Slot()
    def answer_alike(self) -> None:
        """Look at who the person may be as well."""
        self._alike.answer()

    def focus_first(self) -> None:
        """Put the keyboard where typing begins."""
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- Filling and reading ----------------------------------------------------------------

    def _typed(self) -> PersonFields:
        return PersonFields(
            self._name.text(),
            self._numbers.typed(),
            self._email.text(),
            self._language.currentData(),
            self._note.text,
        )

    def _fill(self, typed: PersonFields) -> None:
        blocked = [QSignalBlocker(part) for part in (self._numbers, self._note)]
        self._grid.clear_problems()
        self._name.setText(typed.name)
        self._name.setCursorPosition(0)
        self._email.setText(typed.email)
        self._numbers.fill(typed.numbers)
        self._note.set_text(typed.note)
        self._fill_languages(typed.language)
        self._is_filled = True
        for blocker in blocked:
            blocker.unblock()

    def _fill_languages(self, chosen: str) -> None:
        tags = dict.fromkeys(("", *wording.LANGUAGES, chosen))
        self._language.clear()
        for tag in tags:
            name = wording.language_name(tag) if tag else self.tr("Not asked")
            self._language.addItem(name, tag)
        self._language.setCurrentIndex(list(tags).index(chosen))

    # --- Slots ------------------------------------------------------------------------------

    @Slot(object)
    def _on_shown(self, content: PersonContent) -> None:
        self._title.setText(content.title)
        self._facts.setText(content.head)
        self._facts.setVisible(bool(content.head))
        self._block.show_stop(content.stop)
        is_new = content.person_id is None
        self._stop.setVisible(not is_new and not content.stop)
        self._bin.setVisible(not is_new and not content.binned)
        for part in (self._relations, self._relations_heading, self._story, self._rights):
            part.setVisible(not is_new)
        former = ", ".join(content.former_numbers)
        self._former.setText(self.tr("Formerly {0}").format(former) if former else "")
        self._former.setVisible(bool(former))
        self._relations.show_relations(content.story.relations)
        self._rows.set_rows(content.story.rows)
        if content.typed is not None:
            self._fill(content.typed)
        if content.person_id != self._shown_id or is_new:
            self._stack.setCurrentIndex(0)
            self._block.close_question()
            self.privacy.close_question()
        self.privacy.show_person(self._presenter.editor.person)
        self._shown_id = content.person_id

    @Slot(object)
    def _on_problems(self, problems: dict[str, str]) -> None:
        for name, sentence in problems.items():
            if name.startswith(("number ", "label ")):
                self._numbers.set_problem(name, sentence)
            else:
                self._grid.show_problem(name, sentence)

    @Slot()
    def _on_edited(self) -> None:
        self._presenter.editor.keep(self._typed())

    @Slot(object)
    def _on_conflicts(self, conflict: PersonConflict) -> None:
        self._conflict = conflict
        self._clashes.show_clashes(conflict.clashes)
        self._stack.setCurrentIndex(1)

    @Slot(object)
    def _on_settled(self, chosen: dict[str, Choice]) -> None:
        if self._conflict is not None:
            self._presenter.editor.settle(self._conflict.settled(chosen))

    @Slot()
    def _show_form(self) -> None:
        self._stack.setCurrentIndex(0)

    @Slot()
    def _on_row(self) -> None:
        key = self._story.current_key
        if isinstance(key, tuple):
            self._presenter.open_row(key)

    # --- Qt overrides -----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._stack.currentIndex() == 1:
            self._show_form()
        elif not (self._block.close_question() or self.privacy.close_question()):
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_splitter"):
            self._turn()

    def _turn(self) -> None:
        """Put the story below the form where there is no room for it beside.

        Each keeps some lines: where they would be squeezed, all of the page is scrolled.
        """
        line = self.fontMetrics().height()
        wide = self.width() >= _WIDE * line
        across = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self._splitter.orientation() != across:
            self._splitter.setOrientation(across)
        self._stack.setMinimumHeight(_LEAST_FORM * line)
        self._story.setMinimumHeight(_LEAST_STORY * line)
        least = _LEAST_FORM if wide else _LEAST_FORM + _LEAST_STORY
        self._splitter.setMinimumHeight(least * line + self._splitter.handleWidth())


class _Whole(QWidget):
    """As high as the head's words and the body need; the body by itself asks for nothing."""

    def heightForWidth(self, width: int) -> int:
        column = self.layout()
        return column.minimumHeightForWidth(width) if column else -1


def _scroll_area(content: QWidget, parent: QWidget) -> QScrollArea:
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area
