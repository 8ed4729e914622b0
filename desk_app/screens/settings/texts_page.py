"""Words for the desk: a list, and below it what is written, approved or read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.looks import TextRole
from desk_app.screens.settings.desk_texts import DeskTexts
from desk_app.screens.settings.form_page import BoundForm, focus
from desk_app.screens.settings.record_list_page import RecordList
from desk_app.screens.settings.section_page import scrolling
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.echo_edit import EchoEdit
from desk_app.widgets.labels import Tone, plain_label, section_heading
from desk_app.widgets.roles import TwoLineRow


class TextsPanel(QWidget):
    """Saved with the section's own Save when it is what is shown."""

    def __init__(self, presenter: DeskTexts[Any, Any], names: tuple[str, str, str]) -> None:
        """Args: names: what the list is called, when it is empty, and the button for a new one."""
        super().__init__()
        name, empty, new = names
        self._texts = presenter
        self._key: object = presenter.new_key
        self.list = RecordList(name, self, empty=empty)
        self.form = BoundForm(self)
        self._review = EchoEdit(self.tr("Review on"), self, placeholder=self.tr("in 12 months"))
        self._add = Button(new, self, kind=ButtonKind.FLAT, icon_name="plus")
        self._put = Button("", self, kind=ButtonKind.FLAT)
        self._versions = _Versions()
        self.add_fields(self.form)
        self._add_approval()
        self._lay_out()
        self._connect()

    def add_fields(self, form: BoundForm) -> None:
        """Add what is to be written, before owner and approval."""
        raise NotImplementedError

    @property
    def key(self) -> object:
        return self._key

    def save(self) -> None:
        self.form.clear_problems()
        self._texts.save(self._key)

    def put_back(self) -> None:
        self.form.clear_problems()
        self._texts.put_back(self._key)
        self._fill()

    def is_typed(self) -> bool:
        """Whether what is shown has something that is not stored."""
        return self._texts.is_typed(self._key)

    def fill_again(self) -> None:
        """Show what is stored or typed once more: there is more to choose from now."""
        self.form.fill(self._texts.typed(self._key))

    def _add_approval(self) -> None:
        form = self.form
        form.add_choice("owner", self.tr("Looked after b&y"), self._texts.people())
        form.add_choice("approver", self.tr("A&pproved by"), self._texts.people())
        form.bind(
            "review",
            self.tr("&Review on"),
            self._review,
            self._review.edit.text,
            self._review.set_text,
        )

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self._add)
        buttons.addWidget(self._put)
        buttons.addStretch(1)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        column.addWidget(self._versions)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 12, 0)
        layout.setSpacing(8)
        layout.addWidget(self.list, 3)
        layout.addLayout(buttons)
        layout.addWidget(scrolling(content), 4)

    def _connect(self) -> None:
        self.list.chosen.connect(self._show_record)
        self.list.entered.connect(self._focus_form)
        self._add.clicked.connect(self._begin_new)
        self._put.clicked.connect(self._put_in_or_out)
        self.form.edited.connect(self._keep)
        self._review.edited.connect(self.form.edited)
        self._texts.rows_changed.connect(self._show_rows)
        self._texts.wanted.connect(self._go_to)
        self._texts.problems_found.connect(self._show_problems)
        self._texts.versions_found.connect(self._show_versions)

    @Slot()
    def _show_rows(self) -> None:
        self.list.set_rows(self._texts.rows())
        gone = not self._texts.exists(self._key) and self._key != self._texts.new_key
        if gone:
            self._key = self._texts.new_key
            self.list.clear_choice()
        if self._key == self._texts.new_key and not self._texts.is_typed(self._key):
            self.list.choose_first()
        self._fill()

    @Slot(object)
    def _show_record(self, key: object) -> None:
        if key != self._key:
            self.form.clear_problems()
        self._key = key
        self._fill()

    @Slot(object)
    def _go_to(self, key: object) -> None:
        if self.list.choose(key) or key == self._texts.new_key:
            self._show_record(key)

    def _fill(self) -> None:
        self.form.fill(self._texts.typed(self._key))
        self._show_review()
        self._versions.show_lines(())
        if isinstance(self._key, int):
            self._texts.ask_versions(self._key)
        active = self._texts.is_active(self._key)
        self._put.setText(self.tr("Put &out of use") if active else self.tr("&Use again"))
        self._put.setVisible(isinstance(self._key, int))

    @Slot()
    def _keep(self) -> None:
        values = self.form.values()
        if values["approver"] and not values["review"].strip():
            stored = self._texts.typed(self._key)
            if not stored["approver"]:  # just approved: propose the clinic's usual date
                self._review.set_text(self._texts.usual_review())
                values = self.form.values()
        self._texts.keep(self._key, values)
        self.list.set_rows(self._texts.rows())
        self._show_review()

    def _show_review(self) -> None:
        self._review.set_echo(self._texts.review_echo(self._review.text))

    @Slot()
    def _begin_new(self) -> None:
        self.list.clear_choice()
        self._show_record(self._texts.new_key)
        self._focus_form()

    @Slot()
    def _focus_form(self) -> None:
        focus(self.form.first_field())

    @Slot()
    def _put_in_or_out(self) -> None:
        if isinstance(self._key, int):
            self._texts.set_active(self._key, active=not self._texts.is_active(self._key))

    @Slot(object)
    def _show_problems(self, problems: dict[str, str]) -> None:
        self.form.show_problems(problems)

    @Slot(object, object)
    def _show_versions(self, key: object, lines: Sequence[TwoLineRow]) -> None:
        if key == self._key:
            self._versions.show_lines(lines)


class _Versions(QWidget):
    """How it read each time it was saved, the newest first; what was asked then is kept so."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(2)
        self._labels: list[QWidget] = []

    def show_lines(self, lines: Sequence[TwoLineRow]) -> None:
        for label in self._labels:
            label.hide()
            label.deleteLater()
        self._labels = []
        if lines:
            self._add(section_heading(self.tr("VERSIONS"), self))
        for line in lines:
            self._add(
                plain_label(line.title, self, role=TextRole.SMALL, tone=Tone.MUTED, wrap=True)
            )
            self._add(plain_label(line.detail, self, wrap=True))
        self.setVisible(bool(lines))

    def _add(self, label: QWidget) -> None:
        self._labels.append(label)
        self._column.addWidget(label)
