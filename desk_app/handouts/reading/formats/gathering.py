"""From words, line breaks and ends of blocks to units, inside a table to those of its cells."""

from __future__ import annotations

import re
from typing import Final

from desk_app.handouts.reading.formats.elements import LISTS
from desk_app.handouts.reading.formats.places import Place, marked
from desk_app.handouts.reading.formats.runs import Words, joined
from desk_app.handouts.reading.formats.tables import Table
from desk_app.handouts.reading.formats.units import Role, Unit, nameless
from desk_app.handouts.reading.pieces import DropReason
from desk_app.handouts.reading.words import has_words

_ALWAYS_APART: Final = frozenset(("li", "table", "dt", "dd", *LISTS))
_POWER: Final = re.compile(r"[0-9+-]{1,4}")
_RAISED: Final = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_NOTE: Final = re.compile(r"\s*(?:\d{1,3}|[*†‡a-z])\s*")


class Gatherer:
    """Holds the words since the last end of a block; those that are not shown on their own."""

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self._words = Words()
        self._hidden = Words()
        self._tables: list[Table] = []
        self._raised_from: int | None = None
        self._after_link = False

    @property
    def has_words(self) -> bool:
        return bool(self._words.runs)

    # --- Words ------------------------------------------------------------------------

    def add(self, text: str, place: Place) -> None:
        """Words, or the mark that Word writes in front of an item."""
        if place.item is not None and place.marks and place.item.takes(text):
            return
        if text.strip():
            self._after_link = False
        words = self._hidden if place.aside else self._words
        words.add(text, bold=place.bold)

    def begin_link(self) -> None:
        """Links of a menu often touch; their words never do."""
        if self._after_link and self._words.ends_open:
            self._words.add(" ", bold=False)

    def end_link(self) -> None:
        self._after_link = True

    def begin_raised(self) -> None:
        self._raised_from = len(self._words.runs)

    def end_raised(self) -> None:
        """A link to a note would run into the word: ``pain[1]``; ``10²`` must not become 102."""
        if self._raised_from is None:
            return
        runs = self._words.runs[self._raised_from :]
        text = "".join(run for run, _ in runs)
        if self._after_link and _NOTE.fullmatch(text):
            self._words.runs[self._raised_from :] = [(f"[{text.strip()}]", runs[0][1])]
        elif _POWER.fullmatch(text):
            self._words.runs[self._raised_from :] = [(text.translate(_RAISED), runs[0][1])]
        self._raised_from = None

    def break_line(self, place: Place) -> None:
        is_one = place.is_open_item or place.role is Role.HEADING
        self._words.add(" " if is_one else "\n", bold=place.bold)
        self._after_link = False

    # --- Ends of blocks -----------------------------------------------------------------

    def end_block(self, tag: str, place: Place) -> None:
        """Words of one heading, item or term are one, whatever blocks stand inside it."""
        is_joined = place.is_open_item or place.role in (Role.HEADING, Role.TERM)
        if is_joined and tag not in _ALWAYS_APART:
            (self._hidden if place.aside else self._words).add(" ", bold=place.bold)
        else:
            self.flush(place)

    def end_item(self, place: Place) -> None:
        """What stood before a list, heading or table inside an item was the item."""
        self.flush(place)
        if place.item is not None:
            place.item.used = True

    def keep_lone_mark(self, place: Place) -> None:
        """A mark without any words was no mark."""
        item = place.item
        if item is not None and item.written and not item.used:
            item.used = True
            self._sink().append(Unit(Role.TEXT, item.marker.strip(), zones=place.zones))

    def flush(self, place: Place) -> None:
        """Make units of all words so far; they stood at ``place``."""
        if self._words.runs:
            lines, self._words = self._words.lines(), Words()
            self._raised_from = None
            self._add_lines(joined(lines), place)
        if self._hidden.runs:
            text, self._hidden = " ".join(line for line, _ in self._hidden.lines()), Words()
            self.add_apart(text, DropReason.HIDDEN, place)

    def add_apart(self, text: str, reason: DropReason, place: Place) -> None:
        """Words that come from no text: of a picture, on a button."""
        if has_words(text):
            text = " ".join(text.split())
            self._sink().append(Unit(Role.TEXT, text, reason=reason, zones=place.zones))

    def add_picture(self, number: int, words: str, place: Place) -> None:
        """One of the document's own, which may come without words."""
        text = " ".join(words.split()) if has_words(words) else nameless(number)
        unit = Unit(Role.TEXT, text, reason=DropReason.PICTURE, zones=place.zones, picture=number)
        self._sink().append(unit)

    def _add_lines(self, lines: list[tuple[str, bool, bool]], place: Place) -> None:
        item = place.item
        for text, bold, gap in lines:
            role, level, marker = place.role, place.level, ""
            if item is not None and not item.used:
                role, marker, item.used = *marked(item), True
            elif item is not None or (len(lines) > 1 and role is Role.PARAGRAPH):
                role = Role.TEXT if len(lines) > 1 else Role.PARAGRAPH
            unit = Unit(role, text, level, marker, bold=bold, gap=gap, zones=place.zones)
            self._sink().append(unit)

    # --- Tables -------------------------------------------------------------------------

    def begin_table(self, *, is_layout: bool) -> None:
        self._tables.append(Table(is_layout=is_layout))

    def begin_row(self) -> None:
        if self._tables:
            self._tables[-1].begin_row()

    def begin_cell(self) -> None:
        if self._tables:
            self._tables[-1].begin_cell()

    def end_cell(self, place: Place) -> None:
        self.flush(place)
        if self._tables:
            self._tables[-1].end_cell()

    def end_table(self, place: Place) -> None:
        self.flush(place)
        if self._tables:
            units = self._tables.pop().units()
            self._sink().extend(units)

    def _sink(self) -> list[Unit]:
        return self._tables[-1].sink if self._tables else self.units
