"""Two entries that may be one person, side by side: merged, told apart, taken apart again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from db.domain.changes import Change
from db.domain.errors import NotFoundError, StaleEditError, ValidationError
from db.domain.person import MERGED_FIELDS, Side
from db.queries.people import MergeRow, PersonDetail, two_people
from db.services.merging import merge_people, tell_apart, unmerge_people
from desk_app import wording
from desk_app.desk_context import DeskContext
from desk_app.error_texts import hint
from desk_app.widgets.side_by_side import Choice, Clash, SideWords

_SIDES = {Choice.MINE: Side.KEEP, Choice.THEIRS: Side.OTHER, Choice.BOTH: Side.BOTH}
_CHOICES = {side: choice for choice, side in _SIDES.items()}


@dataclass(frozen=True, slots=True)
class MergeContent:
    """Both entries as they are to be shown."""

    words: SideWords
    clashes: tuple[Clash, ...]


class PeopleMerger(QObject):
    """Signals:

    shown: a MergeContent, when both were read.
    merged, told_apart: the ids of the two, the one that was to stay first.
    left: the two cannot be shown any more.
    """

    shown = Signal(object)
    merged = Signal(object, object)
    told_apart = Signal(object, object)
    left = Signal()

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._keep: PersonDetail | None = None
        self._other: PersonDetail | None = None

    def open(self, keep_id: int, other_id: int) -> None:
        """Show two entries; ``keep_id`` is the one that would stay."""
        self._desk.ask(
            two_people, owner=self, done=self._on_read, key="pair",
            first_id=keep_id, second_id=other_id,
        )  # fmt: skip

    # --- What can be done ---------------------------------------------------------------

    def merge(self, chosen: Mapping[str, Choice]) -> None:
        """Make one entry of the two."""
        keep, other = self._keep, self._other
        if keep is None or other is None:
            return
        choices = {name: _SIDES[choice] for name, choice in chosen.items()}

        def done(change: Change) -> None:
            said = self.tr("{0} and {1} are one entry now.").format(_name(keep), _name(other))
            self._desk.notices.done(said, undo=partial(self._unmerge, change.record_id))
            self.merged.emit(keep.person_id, other.person_id)

        self._desk.give(
            merge_people, owner=self, done=done, failed=self._on_refused,
            keep_id=keep.person_id, keep_version=keep.version,
            other_id=other.person_id, other_version=other.version, choices=choices,
        )  # fmt: skip

    def tell_apart(self) -> None:
        """The two that are shown are two people."""
        if self._keep is not None and self._other is not None:
            self.tell_pair_apart(self._keep.person_id, self._other.person_id)

    def tell_pair_apart(self, one: int, two: int) -> None:
        """Two entries are two people, and are not offered again."""
        pair: dict[str, Any] = {"person_id": one, "other_id": two}

        def done(_change: Change) -> None:
            undo = partial(self._desk.give, tell_apart, owner=self, apart=False, **pair)
            self._desk.notices.done(self.tr("Noted: two different people."), undo=undo)
            self.told_apart.emit(one, two)

        self._desk.give(tell_apart, owner=self, done=done, **pair)

    def take_apart(self, person: PersonDetail, merge: MergeRow) -> None:
        """Put back what was merged into a person, whenever that was."""

        def done(_change: Change) -> None:
            said = self.tr("{0} and {1} are two entries again.")
            self._desk.notices.done(
                said.format(_name(person), merge.name or self.tr("Unknown")),
                undo=partial(self._merge_again, person.person_id, merge),
            )

        self._desk.give(unmerge_people, owner=self, done=done, merge_id=merge.merge_id)

    def _unmerge(self, merge_id: int) -> None:
        self._desk.give(unmerge_people, owner=self, merge_id=merge_id)

    def _merge_again(self, keep_id: int, merge: MergeRow) -> None:
        step = self._desk.history.step()

        def read(pair: tuple[PersonDetail, PersonDetail] | None) -> None:
            if pair is None:
                failed(NotFoundError("person"))
                return
            keep, other = pair
            with step.going_on():
                self._desk.give(
                    merge_people, owner=self, keep_id=keep_id, keep_version=keep.version,
                    other_id=merge.other_id, other_version=other.version, choices=merge.choices,
                )  # fmt: skip

        def failed(error: Exception) -> None:
            with step.refused(error):
                self._desk.notices.problem(error)

        self._desk.ask(
            two_people, owner=self, done=read, failed=failed,
            first_id=keep_id, second_id=merge.other_id,
        )  # fmt: skip

    # --- Showing --------------------------------------------------------------------------

    def _on_read(self, pair: tuple[PersonDetail, PersonDetail] | None) -> None:
        if pair is None:
            self._desk.notices.problem(NotFoundError("person"))
            self.left.emit()
            return
        self._keep, self._other = pair
        self.shown.emit(MergeContent(self._words(*pair), self._clashes(*pair)))

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, ValidationError):
            self._desk.notices.warn(hint(next(iter(error.problems.values()))))
            return
        self._desk.notices.problem(error)
        if isinstance(error, StaleEditError) and self._keep and self._other:
            self.open(self._keep.person_id, self._other.person_id)

    def _words(self, keep: PersonDetail, other: PersonDetail) -> SideWords:
        return SideWords(
            title=self.tr("One person, entered twice?"),
            sentence=self.tr(
                "Merged, they are one entry with everything of both. It can be taken apart "
                "again at any time."
            ),
            mine=_name(keep) if keep.name != other.name else _full_name(keep),
            theirs=_name(other) if keep.name != other.name else _full_name(other),
            keep_mine=self.tr("The left"),
            take_theirs=self.tr("The right"),
            save=self.tr("Merge"),
            leave=self.tr("Back"),
        )

    def _clashes(self, keep: PersonDetail, other: PersonDetail) -> tuple[Clash, ...]:
        labels = {
            "name": self.tr("Name; the other stays as a former one"),
            "email": self.tr("E-mail"),
            "language": self.tr("Language"),
            "note": self.tr("Note"),
        }
        clashes = []
        for name, label in labels.items():
            mine, theirs = getattr(keep, name), getattr(other, name)
            if mine or theirs:
                clashes.append(
                    Clash(
                        name, label, self._value(name, mine), self._value(name, theirs),
                        can_join=MERGED_FIELDS[name] is Side.BOTH,
                        is_settled=mine == theirs or not (mine and theirs),
                        chosen=_CHOICES[MERGED_FIELDS[name]],
                    )
                )  # fmt: skip
        return (*clashes, *self._kept(keep, other))

    def _value(self, name: str, value: str) -> str:
        if not value:
            return self.tr("(empty)")
        return wording.language_name(value) if name == "language" else value

    def _kept(self, keep: PersonDetail, other: PersonDetail) -> list[Clash]:
        """What both keep, so that nobody has to guess."""
        rows = (
            ("numbers", self.tr("Numbers; of two rules for messages the stricter"), self._numbers),
            ("former", self.tr("Former names"), lambda one: "\n".join(one.former_names)),
            ("relations", self.tr("Belong together"), self._relations),
            ("stop", self.tr("Do not contact"), self._stop),
            ("story", self.tr("Enquiries, next steps and handouts"), self._story),
        )
        empty = self.tr("(empty)")
        found = [(name, label, write(keep), write(other)) for name, label, write in rows]
        return [
            Clash(name, label, mine or empty, theirs or empty, is_settled=True)
            for name, label, mine, theirs in found
            if mine or theirs
        ]

    def _numbers(self, person: PersonDetail) -> str:
        return "\n".join(
            " · ".join(
                part
                for part in (
                    row.raw,
                    row.label,
                    wording.voicemail_rule(row.voicemail),
                    self.tr("formerly") if row.former else "",
                )
                if part
            )
            for row in person.numbers
        )

    def _relations(self, person: PersonDetail) -> str:
        return "\n".join(f"{wording.about(row.kind)}: {row.name}" for row in person.relations)

    def _stop(self, person: PersonDetail) -> str:
        if not person.do_not_contact:
            return ""
        return person.do_not_contact_reason or self.tr("without a reason")

    def _story(self, person: PersonDetail) -> str:
        counts = (len(person.enquiries), len(person.promises), len(person.handouts))
        if not any(counts):
            return ""
        return self.tr("Enquiries: {0}, next steps: {1}, handouts: {2}").format(*counts)


def _name(person: PersonDetail) -> str:
    return person.name or (person.numbers[0].raw if person.numbers else "?")


def _full_name(person: PersonDetail) -> str:
    return ", ".join(part for part in (person.name, *(n.raw for n in person.numbers[:1])) if part)
