"""The fields of a call card, after the call."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.domain.enquiry import About, ChoiceList, EnquiryFields, Outcome, passes_by
from desk_app.desk_context import DeskContext
from desk_app.screens.enquiries.choices import (
    Option,
    abouts,
    channels,
    from_list,
    outcomes,
    services_like,
)
from desk_app.screens.enquiries.content import TypedEnquiry
from desk_app.screens.enquiries.days import echo_any_day
from desk_app.screens.enquiries.editor import EnquiryEditor
from desk_app.widgets.calm_fields import CalmBox
from desk_app.widgets.echo_edit import EchoEdit
from desk_app.widgets.form_grid import FormGrid
from desk_app.widgets.growing_text_edit import GrowingTextEdit
from desk_app.widgets.type_ahead import Suggestion, TypeAheadEdit

# What the command calls a field -> the row of the form that it stands in.
_ROW_OF = {"heard_detail": "heard", "about_name": "about", "next_step_day": "outcome"}


class EnquiryForm(QWidget):
    """Holds nothing but what is typed.

    Signals:
        edited: a person changed something.
    """

    edited = Signal()

    def __init__(
        self, desk: DeskContext, editor: EnquiryEditor, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._editor = editor
        self._before: EnquiryFields | None = None
        self._grid = FormGrid(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._grid)
        self._make_fields()
        self._add_rows()

    # --- What the page does with it -----------------------------------------------------

    def fill(self, typed: TypedEnquiry) -> None:
        """Show what is kept, or what was typed before."""
        fields = self._before = typed.fields
        self._grid.clear_problems()
        _fill(self._channel, channels(), fields.channel)
        _fill(self._about, abouts(), fields.about)
        _fill(self._outcome, [Option(None, self.tr("None yet")), *outcomes()], fields.outcome)
        for box, which, chosen in (
            (self._body_area, ChoiceList.BODY_AREA, fields.body_area_id),
            (self._heard, ChoiceList.HEARD, fields.heard_id),
            (self._reason, ChoiceList.LOST_REASON, fields.lost_reason_id),
        ):
            lines = from_list(self._desk, which, chosen=chosen)
            _fill(box, [Option(None, "–"), *lines], chosen)
        for edit, text in (
            (self._name, fields.caller_name),
            (self._number, fields.phone),
            (self._about_name, fields.about_name),
            (self._heard_detail, fields.heard_detail),
        ):
            edit.setText(text)
            edit.setCursorPosition(0)
        self._concern.set_text(fields.concern)
        self._note.set_text(fields.outcome_note)
        self._routine.set_text(fields.routine_reason)
        self._service.set_value(typed.service, typed.service_id)
        self._booked.set_text(typed.booked)
        self._show_rows()
        self._echo()

    def typed(self) -> TypedEnquiry | None:
        """Return what stands in the form; None before it was filled."""
        if self._before is None:
            return None
        fields = replace(
            self._before,
            channel=self._channel.currentData(),
            caller_name=self._name.text(),
            phone=self._number.text(),
            about=self._about.currentData(),
            about_name=self._about_name.text(),
            concern=self._concern.text,
            body_area_id=self._body_area.currentData(),
            heard_id=self._heard.currentData(),
            heard_detail=self._heard_detail.text(),
            outcome=self._outcome.currentData(),
            lost_reason_id=self._reason.currentData(),
            outcome_note=self._note.text,
            routine_reason=self._routine.text,
        )
        key = self._service.chosen_key
        service_id = key if isinstance(key, int) else None
        return TypedEnquiry(fields, self._service.text(), service_id, self._booked.text)

    def show_problems(self, problems: dict[str, str]) -> None:
        """Say beside each field what to do about it."""
        self._grid.clear_problems()
        for name, sentence in problems.items():
            self._grid.show_problem(_ROW_OF.get(name, name), sentence)

    def focus_first(self) -> None:
        """Put the keyboard where reading begins."""
        self._name.setFocus()

    # --- Building -------------------------------------------------------------------------

    def _make_fields(self) -> None:
        self._channel, self._about, self._outcome, self._body_area, self._heard, self._reason = (
            self._box() for _ in range(6)
        )
        self._name, self._number = QLineEdit(self), QLineEdit(self)
        self._about_name, self._heard_detail = QLineEdit(self), QLineEdit(self)
        self._about_name.setAccessibleName(self.tr("Name of whom it is about"))
        self._about_name.setPlaceholderText(self.tr("Their name"))
        self._heard_detail.setAccessibleName(self.tr("Who told them of us"))
        self._heard_detail.setPlaceholderText(self.tr("Who or what exactly"))
        self._service = TypeAheadEdit(self.tr("Service"), self, preselect=True)
        self._service.edited.connect(self._on_service)
        self._concern = GrowingTextEdit(self.tr("Their words"), self)
        self._note = GrowingTextEdit(self.tr("Note"), self)
        self._routine = GrowingTextEdit(
            self.tr("Why it is closed as routine"), self, least_lines=1, most_lines=5
        )
        self._booked = EchoEdit(self.tr("Booked for"), self, placeholder=self.tr("tue, 12 mar"))
        self._booked.edited.connect(self._on_booked)
        for edit in (self._name, self._number, self._about_name, self._heard_detail):
            edit.textEdited.connect(self._on_edited)
        for text in (self._concern, self._note, self._routine):
            text.edited.connect(self._on_edited)

    def _box(self) -> QComboBox:
        box = CalmBox(self)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        box.activated.connect(self._on_edited)
        return box

    def _add_rows(self) -> None:
        for name, label, field in (
            ("caller_name", self.tr("&Name"), self._name),
            ("phone", self.tr("N&umber"), self._number),
            ("channel", self.tr("&Reached us by"), self._channel),
            ("about", self.tr("&About"), self._beside(self._about, self._about_name)),
            ("service", self.tr("Ser&vice"), self._service),
            ("concern", self.tr("Their &words"), self._concern),
            ("body_area", self.tr("&Body area"), self._body_area),
            ("heard", self.tr("&Heard of us"), self._beside(self._heard, self._heard_detail)),
            ("outcome", self.tr("&Outcome"), self._outcome),
            ("lost_reason", self.tr("Wh&y"), self._reason),
            ("booked_on", self.tr("Boo&ked for"), self._booked),
            ("routine_reason", self.tr("Routine be&cause"), self._routine),
            ("outcome_note", self.tr("No&te"), self._note),
        ):
            self._grid.add_field(name, label, field)

    def _beside(self, box: QComboBox, edit: QLineEdit) -> QWidget:
        """Two fields that belong together, in one row."""
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(box, 1)
        row.addWidget(edit, 1)
        holder.setFocusProxy(box)
        return holder

    # --- While one types --------------------------------------------------------------------

    @Slot()
    def _on_edited(self) -> None:
        self._show_rows()
        self.edited.emit()

    @Slot(str)
    def _on_service(self, typed: str) -> None:
        options = services_like(self._editor.services, typed)
        self._service.set_suggestions(
            [Suggestion(option.key, option.label, option.detail) for option in options]
        )
        self.edited.emit()

    @Slot(str)
    def _on_booked(self, _typed: str) -> None:
        self._echo()
        self.edited.emit()

    def _show_rows(self) -> None:
        outcome = self._outcome.currentData()
        self._grid.set_row_visible("lost_reason", visible=outcome is Outcome.LOST)
        self._grid.set_row_visible("booked_on", visible=outcome is Outcome.BOOKED)
        detail = self._editor.detail
        stopped = detail is not None and passes_by(outcome, detail.stop)
        self._grid.set_row_visible("routine_reason", visible=stopped)
        self._about_name.setVisible(self._about.currentData() is not About.SELF)
        self._heard_detail.setVisible(self._heard.currentData() is not None)

    def _echo(self) -> None:
        typed = self._booked.text
        echo = echo_any_day(self._desk, typed)
        self._booked.set_echo(echo)
        unsure = self.tr("Not understood yet: try “tue” or “12 mar”.")
        self._booked.set_hint(unsure if typed.strip() and not echo else "")


def _fill(box: QComboBox, options: list[Option], chosen: Any) -> None:
    box.clear()
    for option in options:
        box.addItem(option.label, option.key)
    keys = [option.key for option in options]
    box.setCurrentIndex(keys.index(chosen) if chosen in keys else 0)
