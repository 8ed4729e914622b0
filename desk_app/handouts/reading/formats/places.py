"""What holds for the words at one place of a page: their role, their list, their boxes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from desk_app.handouts.reading.formats.elements import Attributes
from desk_app.handouts.reading.formats.units import Role
from desk_app.handouts.reading.words import has_words

_DIGITS: Final = re.compile(r"[0-9]{1,5}")
_NUMBERED: Final = re.compile(r"\(?[^\W_]{1,5}[.)]")
_LIST_LEVEL: Final = re.compile(r"mso-list\s*:[^;]*level(\d)", re.I)
_WORD_LIST: Final = re.compile(r"mso-list\s*:\s*l\d", re.I)


@dataclass(slots=True)
class Item:
    """A list item; further paragraphs of it join the first until something else comes between.

    Attributes:
        written: the mark stands among the words of the page, as Word writes it.
    """

    role: Role
    marker: str = ""
    used: bool = False
    written: bool = False

    def takes(self, text: str) -> bool:
        """Whether the text is the mark that Word writes in front of the item."""
        if self.used or not is_mark(text):
            return False
        self.marker, self.written = self.marker.strip() + text, True
        return True


@dataclass(slots=True)
class List:
    """``number`` is the next item's."""

    ordered: bool
    number: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """What holds for words at this place of the page."""

    role: Role = Role.TEXT
    level: int = 0
    zones: tuple[int, ...] = ()
    item: Item | None = None
    list_: List | None = None
    bold: bool = False
    pre: bool = False
    aside: bool = False
    marks: bool = False
    in_article: bool = False
    to_page: bool = False

    @property
    def is_open_item(self) -> bool:
        """Whether the words belong to an item whose first words they are."""
        return self.item is not None and not self.item.used


def in_paragraph(place: Place, attributes: Attributes, style: str) -> Place:
    """Inside a ``<p>``; Word's lists are paragraphs that say so in their style."""
    names = attributes.get("class", "").lower().split()
    if _WORD_LIST.search(style):
        level = _LIST_LEVEL.search(style)
        role = Role.STEP if level and level[1] == "1" else Role.BULLET
        return replace(place, item=Item(role))
    if ("title" in names or "msotitle" in names) and place.item is None:
        return replace(place, role=Role.TITLE)
    if place.role in (Role.TEXT, Role.PARAGRAPH):
        return replace(place, role=Role.PARAGRAPH)
    return place


def in_list(place: Place, tag: str, attributes: Attributes) -> Place:
    """Inside a list; one that is numbered inside a numbered one is read as bullets."""
    inside = place.list_ is not None and place.list_.ordered
    list_ = List(tag == "ol" and not inside, _number(attributes.get("start", "")) or 1)
    return replace(place, item=None, list_=list_, role=Role.TEXT)


def in_item(place: Place, attributes: Attributes) -> Place:
    """Inside an item, with the mark that a page would show."""
    list_ = place.list_
    if list_ is None or not list_.ordered:
        return replace(place, item=Item(Role.BULLET, "• "), role=Role.TEXT)
    number = _number(attributes.get("value", "")) or list_.number
    list_.number = number + 1
    return replace(place, item=Item(Role.STEP, f"{number}. "), role=Role.TEXT)


def is_mark(text: str) -> bool:
    """Whether it is what Word writes in front of an item: ``1.``, ``b)``, ``o``, ``§``."""
    mark = text.strip()
    return mark in ("", "o") or not has_words(mark) or _NUMBERED.fullmatch(mark) is not None


def in_definition(place: Place, tag: str) -> Place:
    """Inside a term or what it means."""
    role = Role.TERM if tag == "dt" else Role.DEFINITION
    return replace(place, role=role, item=None, list_=None)


def marked(item: Item) -> tuple[Role, str]:
    """Word writes the mark of an item before it; a step's has a number or a letter."""
    mark = item.marker.strip()
    if item.role is Role.STEP and not _NUMBERED.fullmatch(mark):
        return Role.BULLET, "• "
    return item.role, f"{mark or '•'} "


def _number(text: str) -> int:
    return int(text) if _DIGITS.fullmatch(text) else 0
