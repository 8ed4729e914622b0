"""The composition root: builds every object that lives as long as a clinic is open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from db.place import DatabasePlace
from desk_app.background.data_tasks import ThreadDataTasks
from desk_app.desk_context import DeskContext
from desk_app.folders import desk_name
from desk_app.handouts.rendering import HandoutPress
from desk_app.launch import Opened, Program
from desk_app.notices import Level, Notice
from desk_app.seat import Seat
from desk_app.widgets.notice_bar import NoticeLevel
from desk_app.widgets.page import Page

_LEVELS = {
    Level.INFO: NoticeLevel.INFO,
    Level.WARNING: NoticeLevel.WARNING,
    Level.ERROR: NoticeLevel.ERROR,
}
_CLOCK_MS = 5_000


def utc_now() -> dt.datetime:
    """Return the present instant; the only place that asks the computer's clock."""
    return dt.datetime.now(dt.UTC)


class App(QObject):
    """One open clinic in the window."""

    def __init__(self, program: Program, place: DatabasePlace, opened: Opened) -> None:
        super().__init__(program)
        self.place = place
        self._program = program
        self._window = program.window
        self._settings = program.settings
        self._database = opened.database
        self._data = ThreadDataTasks(opened.database, self)
        self.seat = Seat(
            self._settings.desk_name or desk_name(), self._settings.staff_id or None, self
        )
        self.desk = DeskContext(
            data=self._data,
            facts=opened.facts,
            seat=self.seat,
            settings=self._settings,
            press=HandoutPress(),
            now=utc_now,
            parent=self,
        )
        self._connect()
        self._build_pages()
        self._show_clinic()
        self._window.set_ready(ready=True)

    def close(self) -> None:
        """Take it down: what was asked to be saved is saved first."""
        self._clock.stop()
        self._window.action_wanted.disconnect(self._on_action)
        self._window.remove_pages()
        self._data.shut_down()
        self._database.dispose()
        self.deleteLater()

    def _connect(self) -> None:
        self.desk.notices.posted.connect(self._on_notice)
        self.desk.clinic_changed.connect(self._show_clinic)
        self.seat.changed.connect(self._show_clinic)
        self.desk.navigation.page_wanted.connect(self._window.open_page)
        self._window.action_wanted.connect(self._on_action)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._show_now)
        self._clock.start(_CLOCK_MS)

    def _build_pages(self) -> None:
        factories: dict[str, Callable[[], Page]] = {}
        self._window.add_pages(factories)

    @Slot()
    def _show_clinic(self) -> None:
        profile = self.desk.clinic.profile
        self._window.set_clinic(profile.name, demo=profile.is_demo)
        member = self.seat.member
        self._window.set_seat(
            member.name if member else "",
            [(person.staff_id, person.name) for person in self.desk.clinic.present_staff],
        )
        self._show_now()

    @Slot()
    def _show_now(self) -> None:
        self._window.set_now(self.desk.local(self.desk.now()))

    @Slot(object)
    def _on_notice(self, notice: Notice) -> None:
        self._window.show_notice(
            notice.text,
            _LEVELS[notice.level],
            notice.action_label,
            notice.action,
            undoes=notice.undoes,
        )

    @Slot(object)
    def _on_action(self, key: str) -> None:
        if key.startswith("sit:"):
            self._sit_down(int(key.removeprefix("sit:")))

    def _sit_down(self, staff_id: int) -> None:
        self.seat.sit_down(staff_id, self.desk.clinic)
        self._settings.staff_id = staff_id
