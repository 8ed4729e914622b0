"""Which open enquiry a conversation goes on with, if any."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal, Slot

from db.domain.enquiry import About
from db.queries.enquiry_log import LogRow
from db.queries.people import PersonDetail
from desk_app.screens.desk.card import CardContent
from desk_app.screens.desk.known import continuing_words, shortened

_FAR_AWAY = dt.date.max
_LONGEST = 16


class Continuing(QObject):
    """One key goes through the caller's open enquiries, and back to a new one.

    Signals:
        changed: another enquiry goes on, or could.
        filled: names of fields of the card that are different now.
    """

    changed = Signal()
    filled = Signal(object)

    def __init__(
        self,
        content: Callable[[], CardContent],
        set_content: Callable[..., None],
        today: Callable[[], dt.date],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._content = content
        self._set = set_content
        self._today = today
        self._known: Sequence[LogRow] = ()

    @property
    def possible(self) -> list[LogRow]:
        """The caller's open enquiries, the one promised for the earliest day first."""
        rows = [row for row in self._known if row.is_open]
        return sorted(rows, key=lambda row: row.next_due or _FAR_AWAY)

    @property
    def chosen(self) -> LogRow | None:
        wanted = self._content().continues
        return next((row for row in self._known if row.enquiry_id == wanted), None)

    @property
    def last(self) -> LogRow | None:
        """The caller's newest enquiry."""
        return next(iter(self._known), None)

    def words(self) -> tuple[str, str]:
        """Return what it goes on with, and what the key would do; empty for nothing."""
        chosen, choices = self.chosen, self.possible
        goes_on = ""
        if chosen is not None:
            about = continuing_words(chosen, self._today())
            goes_on = self.tr("Goes on with {0}: {1}").format(chosen.number, about)
        after = choices.index(chosen) + 1 if chosen in choices and chosen is not None else 0
        if after < len(choices) and (chosen is None or after):
            several = len(choices) > 1
            go_on = self.tr("Go on: {0}") if several else self.tr("Go on with it")
            deed = go_on.format(_short(choices[after]))
        else:
            deed = self.tr("A new enquiry") if chosen is not None else ""
        return goes_on, deed

    def caller_is(self, person: PersonDetail | None) -> None:
        """Another caller, or nobody known: what was chosen belonged to somebody else."""
        self._known = person.enquiries if person is not None else ()
        if self._content().continues is not None and self.chosen is None:
            self._set(continues=None)
        self.changed.emit()

    @Slot()
    def turn(self) -> None:
        """Go on with the next open enquiry; after the last one it is a new enquiry again."""
        choices = [*self.possible, None]
        here = self.chosen
        at = choices.index(here) + 1 if here in choices and here is not None else 0
        self._choose(choices[at % len(choices)])

    def leave_if_other(self) -> None:
        """Asked about another service, or for somebody else, it is an enquiry of its own."""
        row, content = self.chosen, self._content()
        if row is None:
            return
        other_service = row.service and content.service.strip() not in ("", row.service)
        if other_service or (content.about, content.about_name) != (row.about, row.about_name):
            self._set(continues=None)
            self.changed.emit()

    def _choose(self, row: LogRow | None) -> None:
        content, before = self._content(), self.chosen
        values: dict[str, object] = {"continues": row.enquiry_id if row else None}
        if not content.service.strip() or (before and content.service == before.service):
            values |= {"service": row.service if row else "", "service_id": None}
        if row is not None or before is not None:
            values |= {
                "about": row.about if row else About.SELF,
                "about_name": row.about_name if row else "",
                "about_id": None,
            }
        self._set(**values)
        self.filled.emit(frozenset(values))
        self.changed.emit()


def _short(row: LogRow) -> str:
    return shortened(row.service or row.concern or row.number, _LONGEST)
