"""What two desks changed about one person, in words to choose between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject

from db.services.people import NumberLine, PersonFields
from desk_app import wording
from desk_app.merging import Merged, both_texts
from desk_app.widgets.side_by_side import Choice, Clash


@dataclass(frozen=True, slots=True)
class PersonConflict:
    """All that clashes in one save; ``merged`` has mine wherever both changed something."""

    clashes: tuple[Clash, ...]
    merged: PersonFields
    theirs: PersonFields

    def settled(self, chosen: dict[str, Choice]) -> PersonFields:
        """Return the fields as they were chosen; mine where nothing was."""
        values: dict[str, Any] = {}
        for name, choice in chosen.items():
            mine, theirs = getattr(self.merged, name), getattr(self.theirs, name)
            if choice is Choice.THEIRS:
                values[name] = theirs
            elif choice is Choice.BOTH and name == "numbers":
                values[name] = _both_numbers(theirs, mine)
            elif choice is Choice.BOTH:
                values[name] = both_texts(theirs, mine)
        return replace(self.merged, **values)


class ConflictWriter(QObject):
    """Words for the fields of a person."""

    def conflict(self, merged: Merged[PersonFields], theirs: PersonFields) -> PersonConflict:
        """Return what has to be chosen."""
        labels = {
            "name": self.tr("Name"),
            "numbers": self.tr("Numbers"),
            "email": self.tr("E-mail"),
            "language": self.tr("Language"),
            "note": self.tr("Note"),
        }
        clashes = tuple(
            Clash(
                name,
                labels[name],
                self._words(name, getattr(merged.fields, name)),
                self._words(name, getattr(theirs, name)),
                can_join=name in ("numbers", "note"),
            )
            for name in merged.conflicts
        )
        return PersonConflict(clashes, merged.fields, theirs)

    def _words(self, name: str, value: Any) -> str:
        if not value:
            return self.tr("(empty)")
        if name == "numbers":
            return "\n".join(f"{line.raw} {line.label}".strip() for line in value)
        return wording.language_name(value) if name == "language" else str(value)


def _both_numbers(
    theirs: Sequence[NumberLine], mine: Sequence[NumberLine]
) -> tuple[NumberLine, ...]:
    """Return theirs and those of mine with other figures."""
    figures = {_figures(line) for line in theirs}
    return (*theirs, *(line for line in mine if _figures(line) not in figures))


def _figures(line: NumberLine) -> str:
    return "".join(filter(str.isdecimal, line.raw))
