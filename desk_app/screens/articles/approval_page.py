"""The steps a version may take, and the approval."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.domain.article import ArticleState
from db.domain.errors import Problem
from desk_app.desk_context import DeskContext
from desk_app.error_texts import hint
from desk_app.looks import TextRole
from desk_app.screens.articles.editor import Editor
from desk_app.screens.articles.rows import full_day
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.calm_fields import CalmBox
from desk_app.widgets.echo_edit import EchoEdit
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.hints import HintLine
from desk_app.widgets.labels import Tone, plain_label


class StateBar(QWidget):
    """Shows only what the shown version may do next."""

    def __init__(self, editor: Editor, desk: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._desk = desk
        self._filled_for: object = None
        self._build_approval()
        self._build_steps()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._steps)
        column.addWidget(self.approval)
        desk.clinic_changed.connect(self._fill_reviewers)
        desk.seat.lock_changed.connect(self._show_rights)
        self._fill_reviewers()

    def _build_approval(self) -> None:
        self.approval = QWidget(self)
        self.reviewer = CalmBox(self.approval)
        self.reviewer.setAccessibleName(self.tr("Approved by"))
        self._reviewer_problem = HintLine(self.approval)
        self.due = EchoEdit(self.tr("Next review"), self.approval)
        self.due.edit.setMinimumWidth(140)
        self.due.edited.connect(self._due_edited)
        self.due.edit.returnPressed.connect(self.approve)
        self.approve_button = Button(
            self.tr("&Approve"), self.approval, kind=ButtonKind.PRIMARY, icon_name="check"
        )
        self.approve_button.clicked.connect(self.approve)
        row = FlowLayout(spacing=8)
        for label, field in (
            (self.tr("Approved &by"), self.reviewer),
            (self.tr("Next re&view"), self.due),
        ):
            pair = QWidget(self.approval)  # a label never ends a line whose field begins the next
            name = plain_label(label, pair, role=TextRole.SMALL, tone=Tone.MUTED, buddy=field)
            name.setMinimumHeight(self.reviewer.sizeHint().height())
            beside = QHBoxLayout(pair)
            beside.setContentsMargins(0, 0, 0, 0)
            beside.setSpacing(8)
            beside.addWidget(name)
            beside.addWidget(field)
            row.addWidget(pair)
        row.addWidget(self.approve_button)
        column = QVBoxLayout(self.approval)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._reviewer_problem)

    def _build_steps(self) -> None:
        editor = self._editor
        self.send = Button(self.tr("Send to &review"), self, icon_name="arrow-right")
        self.back = Button(self.tr("Back to &draft"), self, icon_name="undo")
        self.retire = Button(self.tr("Re&tire"), self, kind=ButtonKind.FLAT)
        self.use = Button(self.tr("&Use as new draft"), self, icon_name="copy")
        self.remove = Button(
            self.tr("Re&move article"), self, kind=ButtonKind.FLAT, icon_name="trash"
        )
        first = QWidget(self)
        self._leading = first
        self._first = QVBoxLayout(first)
        self._first.setContentsMargins(0, 0, 0, 0)
        self._steps = FlowLayout(spacing=8)
        self._steps.addWidget(first)
        for button, step in (
            (self.send, editor.send_to_review),
            (self.back, editor.back_to_draft),
            (self.use, editor.use_as_draft),
            (self.retire, editor.retire),
            (self.remove, editor.bin),
        ):
            button.clicked.connect(step)
            self._steps.addWidget(button)

    def lead(self, widget: QWidget) -> None:
        """Put a widget in front of the steps; it takes the focus of a step that is gone."""
        self._first.addWidget(widget)
        self._leading = widget

    @Slot()
    def _show_rights(self) -> None:
        for button in (self.approve_button, self.retire):
            button.set_refusal(self._desk.refusal("approve_article"))

    @Slot()
    def fill(self) -> None:
        """Follow the version that is shown."""
        focused = self.window().focusWidget()
        self._show_steps()
        if focused is not None and self.isAncestorOf(focused) and not focused.isVisibleTo(self):
            self._leading.setFocus()  # Qt would go on to the next button, and Enter with it

    def _show_steps(self) -> None:
        version = self._editor.shown
        state = version.state if version else None
        newest = self._editor.editing is not None
        unsaved = self._editor.editing is not None and self._editor.editing.is_unsaved
        draft = state is ArticleState.DRAFT
        self.send.setVisible(draft or unsaved)
        self.back.setVisible(state is ArticleState.IN_REVIEW and not unsaved)
        self.approval.setVisible(state is ArticleState.IN_REVIEW and not unsaved)
        self._show_rights()
        self.retire.setVisible((draft or state is ArticleState.APPROVED) and not unsaved)
        self.use.setVisible(version is not None and (not newest or _is_over(state)) and not unsaved)
        self.remove.setVisible(version is not None)
        key = (version.version_id, state) if version else None
        if key != self._filled_for:
            self._filled_for = key
            self._propose()

    def show_problems(self, problems: Mapping[str, Problem]) -> bool:
        """Show what belongs here beside its field; whether anything did."""
        reviewer, due = problems.get("reviewer"), problems.get("review_due_on")
        self._reviewer_problem.set_problem(hint(reviewer) if reviewer else "")
        self.due.set_problem(hint(due) if due else "")
        if reviewer:
            self.reviewer.setFocus()
        elif due:
            self.due.setFocus()
        return bool(reviewer or due)

    def _propose(self) -> None:
        day = self._editor.steps.proposed_review()
        self.due.set_text(day.isoformat())
        self.due.set_echo(full_day(day))
        self.due.set_problem("")
        self._reviewer_problem.set_problem("")

    @Slot()
    def _fill_reviewers(self) -> None:
        before = self.reviewer.currentData() or self._desk.seat.staff_id
        self.reviewer.clear()
        for member in self._desk.clinic.present_staff:
            self.reviewer.addItem(member.name, member.staff_id)
        self.reviewer.setCurrentIndex(self.reviewer.findData(before))

    @Slot(str)
    def _due_edited(self, typed: str) -> None:
        day = self._editor.steps.read_review(typed)
        self.due.set_echo(full_day(day) if day else "")
        self.due.set_problem("")

    @Slot()
    def approve(self) -> None:
        """Approve with what stands in the fields."""
        due = self._editor.steps.read_review(self.due.text)
        self._editor.approve(self.reviewer.currentData(), due)


def _is_over(state: ArticleState | None) -> bool:
    return state is ArticleState.RETIRED
