"""A section that is a list of records with a form beside it."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.screens.settings.form_page import BoundForm, focus
from desk_app.screens.settings.record_list_page import RecordList
from desk_app.screens.settings.records import NEW, Records
from desk_app.screens.settings.section_page import SectionPage
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.labels import vertical_rule


class RecordsPage(SectionPage):
    """Base: what is typed goes to the presenter at once, so nothing hangs on what is shown."""

    def __init__(self, title: str, list_name: str, add_label: str, presenter: Records) -> None:
        super().__init__(title)
        self.records = presenter
        self.form = BoundForm()
        self.list = RecordList(list_name)
        self.list.setProperty("kind", "records")
        self.add_button = Button(add_label, kind=ButtonKind.FLAT, icon_name="plus")
        self.put_button = Button("", kind=ButtonKind.FLAT)
        self.storing += [self.add_button, self.put_button]
        self._key: Hashable = NEW
        self.list.chosen.connect(self.show_record)
        self.list.entered.connect(self.focus_form)
        self.add_button.clicked.connect(self.begin_new)
        self.put_button.clicked.connect(self.put_in_or_out)
        self.form.edited.connect(self._keep)
        presenter.rows_changed.connect(self.show_rows)
        presenter.wanted.connect(self.go_to)
        presenter.problems_found.connect(self.show_problems)
        presenter.unsaved_changed.connect(self.show_unsaved)

    @property
    def key(self) -> Hashable:
        """The record whose form is shown."""
        return self._key

    # --- What each section has of its own ---------------------------------------------------

    def show_state(self) -> None:
        """Word the button that puts a record in or out of use."""

    @Slot()
    def put_in_or_out(self) -> None:
        """Put the record in or out of use."""

    # --- The list and its form ----------------------------------------------------------------

    def shown(self) -> None:
        self.records.reload()
        self.show_rows()

    def is_unsaved(self) -> bool:
        return self.records.is_unsaved

    def save(self) -> None:
        self.form.clear_problems()
        self.records.save(self._key)

    def put_back(self) -> None:
        self.form.clear_problems()
        self.records.put_back(self._key)
        self.form.fill(self.records.typed(self._key))
        self.show_unsaved()

    def focus_first(self) -> None:
        focus(self.list)

    @Slot()
    def focus_form(self) -> None:
        """Go from the list into the form."""
        focus(self.form.first_field())

    @Slot()
    def show_rows(self) -> None:
        """The list is different; a form without anything typed follows what is stored."""
        self.list.set_rows(self.records.rows())
        if self._key == NEW and not self.records.is_typed(NEW):
            self.list.choose_first()
        self.form.fill(self.records.typed(self._key))
        self.show_state()
        self.show_unsaved()

    @Slot(object)
    def show_record(self, key: Hashable) -> None:
        """Show one record's form as it was left."""
        if key != self._key:
            self.form.clear_problems()
        self._key = key
        self.form.fill(self.records.typed(key))
        self.show_state()
        self.show_unsaved()

    @Slot(object)
    def go_to(self, key: Hashable) -> None:
        """Go to a record, or show it again."""
        if not self.list.choose(key) and key != NEW:
            return
        self.show_record(key)

    @Slot()
    def begin_new(self) -> None:
        """Write a new record, or go on with the one begun."""
        self.list.clear_choice()
        self.show_record(NEW)
        self.focus_form()

    @Slot(object)
    def show_problems(self, problems: dict[str, str]) -> None:
        self.form.show_problems(problems)

    @Slot()
    def _keep(self) -> None:
        was = self.records.is_typed(self._key)
        self.records.keep(self._key, self.form.values())
        if was != self.records.is_typed(self._key):
            self.list.set_rows(self.records.rows())

    # --- Building -----------------------------------------------------------------------------

    def add_columns(self, right: QWidget, *, list_share: int = 2, form_share: int = 5) -> None:
        """Put the list at the left and the rest at the right."""
        content = QWidget()
        columns = QHBoxLayout(content)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(16)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self.list, 1)
        left.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        columns.addLayout(left, list_share)
        columns.addWidget(vertical_rule())
        columns.addWidget(right, form_share)
        self.add_filling(content)
