"""The opening hours, one line for each weekday."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit

from desk_app.screens.settings.closed_days_page import ClosedDaysField
from desk_app.screens.settings.form_page import BoundForm, focus
from desk_app.screens.settings.hours_presenter import WEEKDAYS, HoursPresenter
from desk_app.screens.settings.merged import merged
from desk_app.screens.settings.section_page import SectionPage
from desk_app.widgets.labels import section_heading


class HoursPage(SectionPage):
    """What each line means stands below it while one types."""

    def __init__(self, presenter: HoursPresenter) -> None:
        sentence = self.tr("Like 11-19, or 9:00-13:00, 14:00-18:00. An empty line is a closed day.")
        super().__init__(self.tr("Hours"), sentence)
        self._hours = presenter
        self.form = BoundForm()
        for number, name in enumerate(WEEKDAYS):
            self.form.add_line(name, self._hours.weekday(number), placeholder=self.tr("closed"))
        self.form.add_wide(section_heading(self.tr("Closed days")))
        self.closed = ClosedDaysField(presenter)
        self.form.bind(
            "closed", self.tr("&On"), self.closed, self.closed.days, self.closed.set_days
        )
        self._stored = presenter.values()
        self.form.fill(self._stored)
        self._show_echoes()
        self.form.edited.connect(self._edited)
        self.closed.edited.connect(self.form.edited)
        presenter.stored_changed.connect(self._go_on)
        presenter.problems_found.connect(self._show_problems)
        self.add_scrolling(self.form)
        self.add_footer()

    def is_unsaved(self) -> bool:
        return self.form.values() != self._stored

    def save(self) -> None:
        self.form.clear_problems()
        self._hours.save(self.form.values())

    def put_back(self) -> None:
        self.form.clear_problems()
        self.form.fill(self._stored)
        self._edited()

    def focus_first(self) -> None:
        focus(self.form.first_field())

    @Slot()
    def _edited(self) -> None:
        self._show_echoes()
        self.show_unsaved()

    @Slot()
    def _go_on(self) -> None:
        now = self._hours.values()
        self.form.fill(merged(self.form.values(), self._stored, now))
        self._stored = now
        self._edited()

    def _show_echoes(self) -> None:
        for name in WEEKDAYS:
            edit = self.form.field(name)
            if isinstance(edit, QLineEdit):
                self.form.clear_problem(name)
                changed = edit.text() != self._stored[name]
                self.form.set_hint(name, self._hours.echo(edit.text()) if changed else "")

    @Slot(object)
    def _show_problems(self, problems: dict[str, str]) -> None:
        self.form.show_problems(problems)
