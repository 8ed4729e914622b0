"""Fields that two desks changed to something different, in words to choose between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject

from db.domain.enquiry import ChoiceList, EnquiryFields
from db.queries.catalogue import ServiceRow
from desk_app import when_wording, wording
from desk_app.desk_context import DeskContext
from desk_app.merging import Merged, both_texts
from desk_app.screens.enquiries.story import StoryWriter
from desk_app.widgets.side_by_side import Choice, Clash

_TEXTS = frozenset({"concern", "outcome_note", "heard_detail", "caller_name", "about_name"})
_LISTS = {
    "heard_id": ChoiceList.HEARD,
    "lost_reason_id": ChoiceList.LOST_REASON,
    "body_area_id": ChoiceList.BODY_AREA,
}


@dataclass(frozen=True, slots=True)
class Conflict:
    """All that clashes in one save.

    Attributes:
        merged: with mine wherever both changed something.
    """

    clashes: tuple[Clash, ...]
    merged: EnquiryFields
    theirs: EnquiryFields

    def settled(self, chosen: dict[str, Choice]) -> EnquiryFields:
        """Return the fields as they were chosen; mine where nothing was."""
        values: dict[str, Any] = {}
        for name, choice in chosen.items():
            mine, theirs = getattr(self.merged, name), getattr(self.theirs, name)
            if choice is Choice.THEIRS:
                values[name] = theirs
            elif choice is Choice.BOTH:
                values[name] = both_texts(theirs, mine)
        return replace(self.merged, **values)


class ConflictWriter(QObject):
    """Puts values that are kept as ids into words."""

    def __init__(self, desk: DeskContext, story: StoryWriter, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._story = story

    def conflicts(
        self,
        merged: Merged[EnquiryFields],
        mine: EnquiryFields,
        theirs: EnquiryFields,
        services: Sequence[ServiceRow],
    ) -> Conflict:
        """Return what has to be chosen."""
        names = {row.service_id: row.name for row in services}
        clashes = []
        for name in merged.conflicts:
            own, other = (
                self._words(name, getattr(fields, name), names) for fields in (mine, theirs)
            )
            label = self._story.field_name(name)
            label = label[:1].upper() + label[1:]
            clashes.append(Clash(name, label, own, other, can_join=name in _TEXTS))
        return Conflict(tuple(clashes), merged.fields, theirs)

    def _words(self, name: str, value: Any, services: dict[int, str]) -> str:
        if value is None or value == "":
            return self.tr("(empty)")
        if name in _LISTS:
            labels = {row.choice_id: row.label for row in self._desk.clinic.choices[_LISTS[name]]}
            return labels.get(value, "")
        plain = {"channel": wording.channel, "outcome": wording.outcome, "about": wording.about}
        if name in plain:
            word = plain[name](value)  # type: ignore[operator]
            return str(word)
        if name == "service_id":
            return services.get(value, "")
        if name == "booked_on":
            return when_wording.calendar_day(value, today=self._desk.today())
        return str(value)
