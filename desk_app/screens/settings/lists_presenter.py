"""The short lists a clinic words for itself: how they heard, lost reasons, body areas."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from db.domain.changes import Change
from db.domain.enquiry import ChoiceList
from db.domain.errors import Problem, ValidationError
from db.services.clinic import ChoiceLine, set_choices
from desk_app.desk_context import DeskContext
from desk_app.error_texts import hint


class ListsPresenter(QObject):
    """Keeps what is typed on each list, whichever is shown.

    Signals:
        stored_changed: the stored lists are different.
        line_refused: number of a line and what to do about it.
        unsaved_changed: something typed came or went.
    """

    stored_changed = Signal()
    line_refused = Signal(int, str)
    unsaved_changed = Signal()

    def __init__(self, desk: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._typed: dict[ChoiceList, tuple[ChoiceLine, ...]] = {}
        desk.clinic_changed.connect(self.stored_changed)

    @property
    def is_unsaved(self) -> bool:
        return bool(self._typed)

    def stored(self, which: ChoiceList) -> tuple[ChoiceLine, ...]:
        """Return a list as it is stored, also its lines out of use."""
        rows = self._desk.clinic.choices[which]
        return tuple(ChoiceLine(row.label, row.key, row.active, row.unmet) for row in rows)

    def lines(self, which: ChoiceList) -> tuple[ChoiceLine, ...]:
        """Return a list as it is typed."""
        return self._typed.get(which, self.stored(which))

    def keep(self, which: ChoiceList, lines: Sequence[ChoiceLine]) -> None:
        """Take over what the list holds after an edit."""
        if tuple(lines) == self.stored(which):
            self._typed.pop(which, None)
        else:
            self._typed[which] = tuple(lines)
        self.unsaved_changed.emit()

    def put_back(self, which: ChoiceList) -> None:
        """Forget what is typed on a list."""
        self._typed.pop(which, None)
        self.stored_changed.emit()
        self.unsaved_changed.emit()

    def save(self, which: ChoiceList) -> None:
        """Store a list."""
        doubled = _doubled(self.lines(which))
        if doubled is not None:
            self.line_refused.emit(doubled, hint(Problem.ALREADY_THERE))
            return
        if not self._typed:
            self._desk.notices.info(self.tr("Nothing to save: it is stored as it stands."))
            return
        lines, earlier = self.lines(which), self.stored(which)
        self._desk.give(
            set_choices,
            owner=self,
            which=which,
            lines=lines,
            done=partial(self._saved, which, lines, earlier),
            failed=self._refused,
        )

    def _saved(
        self,
        which: ChoiceList,
        lines: tuple[ChoiceLine, ...],
        earlier: tuple[ChoiceLine, ...],
        _change: Change,
    ) -> None:
        self._typed.pop(which, None)
        self.unsaved_changed.emit()
        undo = partial(
            self._desk.give, set_choices, owner=self, which=which, lines=earlier, seen=lines
        )
        self._desk.notices.done(self.tr("List saved."), undo=undo)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, ValidationError):
            self._desk.notices.problem(error)
            return
        name, why = next(iter(error.problems.items()))
        self.line_refused.emit(int(name.removeprefix("line ")), hint(why))


def _doubled(lines: Sequence[ChoiceLine]) -> int | None:
    """Return the number of a line in use whose words stand above it already."""
    seen: set[str] = set()
    for number, line in enumerate(lines):
        words = " ".join(line.label.split()).casefold()
        if line.active and words in seen:
            return number
        if line.active and words:
            seen.add(words)
    return None
