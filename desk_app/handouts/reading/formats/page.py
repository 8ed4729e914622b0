"""A page of HTML, taken apart as it comes: no tree is built, so no depth is too great."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Final

from desk_app.handouts.reading.formats import elements
from desk_app.handouts.reading.formats.embedded import file_name, number_of, without_bytes
from desk_app.handouts.reading.formats.gathering import Gatherer
from desk_app.handouts.reading.formats.open_elements import OpenElement, OpenElements
from desk_app.handouts.reading.formats.places import (
    Place,
    in_definition,
    in_item,
    in_list,
    in_paragraph,
)
from desk_app.handouts.reading.formats.styles import class_styles
from desk_app.handouts.reading.formats.units import Document, Role
from desk_app.handouts.reading.formats.zones import with_reasons
from desk_app.handouts.reading.pieces import DropReason
from desk_app.handouts.reading.words import UNSPACED, has_words

_WIDE: Final = f"{UNSPACED}\u3000-\u303f\uff01-\uff60"
_SPACE: Final = re.compile(r"[ \t\n\r\f]+")
_MOST_ZONES: Final = 12
# Between characters that stand without spaces a line break of the source is none either.
_WIDE_BREAK: Final = re.compile(f"(?<=[{_WIDE}])[ \\t\\r]*\\n[ \\t\\r\\n]*(?=[{_WIDE}])")
_WORD_MARK: Final = re.compile(r"mso-list\s*:\s*ignore", re.I)


def read_page(html: str, *, hidden_text: str = "") -> Document:
    """What a page states, all of it that a reader could see and what is hidden.

    Args:
        hidden_text: lines that came with the page and are not shown.
    """
    html, pictures = without_bytes(html)
    reader = _Reader(len(pictures))
    for line in hidden_text.split("\n"):
        reader.words.add_apart(line, DropReason.HIDDEN, Place())
    reader.feed(html)
    reader.close()
    reader.finish()
    units = with_reasons(reader.words.units, reader.zones)
    return Document(tuple(units), " ".join(reader.title.split()), reader.language, pictures)


class _Reader(HTMLParser):
    """Gathers words; ``zones`` are the reasons of the boxes that they stand in."""

    def __init__(self, pictures: int) -> None:
        """Args: pictures: how many came with the page."""
        super().__init__(convert_charrefs=True)
        self._pictures = pictures
        self.zones: list[DropReason] = []
        self.title = ""
        self.language = ""
        self._place = Place()
        self._open = OpenElements()
        self.words = Gatherer()
        self._sheet: dict[str, str] = {}
        self._opened: set[str] = set()

    # --- What the parser calls --------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in elements.VOID:
            self._void(tag, attributes)
            return
        style = self._style(attributes)
        if tag == "p" and self._place.role is Role.HEADING and self.words.has_words:
            self.handle_endtag("h1")
        if (depth := self._open.ended_by(tag)) is not None:
            self._close_down_to(depth)
        is_block = elements.is_block(tag, attributes, style)
        if is_block:
            self.words.end_block(tag, self._place)
        self._open.push(tag, self._place)
        self._enter(tag, attributes, style, is_block=is_block)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """``<br/>`` and ``<img/>``; on any other element browsers do not see the slash."""
        self.handle_starttag(tag, attrs)
        if tag.startswith(("o:", "w:", "v:")) or self._open.holds("svg"):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "br":
            self.words.break_line(self._place)
            return
        depth = self._open.matching(tag)
        if depth is not None:
            self._close_down_to(depth)
        elif tag == "p":
            self.words.end_block(tag, self._place)

    def handle_data(self, data: str) -> None:
        tag = self._open.last.tag if len(self._open) else ""
        if tag in elements.UNREAD or self._open.holds("xml"):
            if tag == "style":
                self._sheet.update(class_styles(data))
            return
        if tag == "title" and not self._open.holds("svg"):
            self.title += data
            return
        if self._place.to_page and not has_words(data):
            return  # the arrow that leads back from a note
        if self._place.pre:
            text = data.replace("\r", "")
        else:
            text = _SPACE.sub(" ", _WIDE_BREAK.sub("", data))
        self.words.add(text, self._place)

    def unknown_decl(self, data: str) -> None:
        """XHTML may wrap words in ``<![CDATA[...]]>``."""
        if data.startswith("CDATA["):
            self.handle_data(data[6:].removesuffix("]]"))

    def finish(self) -> None:
        """What was never closed ends here."""
        self._close_down_to(0)
        self.words.flush(self._place)

    # --- Elements ---------------------------------------------------------------------

    def _enter(
        self, tag: str, attributes: elements.Attributes, style: str, *, is_block: bool
    ) -> None:
        place = self._place
        reason = elements.reason_of(tag, attributes, in_article=place.in_article)
        if tag == "footer" and self._open.holds("blockquote"):
            reason = None  # who said it
        if elements.is_hidden(tag, attributes, style, self._opened):
            if is_block:
                reason = DropReason.HIDDEN
            else:
                place = replace(place, aside=True)
        if reason is not None and is_block:
            place = self._in_zone(place, reason)
        bold = elements.boldness(tag, style)
        if bold is not None:
            place = replace(place, bold=bold)
        if "aria-controls" in attributes:
            self._opened.update(attributes["aria-controls"].split())
        self._place = place
        self._enter_kind(tag, attributes, style)

    def _enter_kind(self, tag: str, attributes: elements.Attributes, style: str) -> None:
        level = elements.heading_level(tag, attributes)
        if level is not None:
            self.words.end_item(self._place)
            self._place = replace(self._place, role=Role.HEADING, level=level, item=None)
        elif tag == "p":
            self._place = in_paragraph(self._place, attributes, style)
        elif tag in elements.LIST_PARTS:
            self._enter_list_part(tag, attributes)
        elif tag == "table" or tag in elements.TABLE_PARTS:
            self._enter_table_part(tag, attributes)
        else:
            self._enter_other(tag, attributes, style)

    def _enter_other(self, tag: str, attributes: elements.Attributes, style: str) -> None:
        place = self._place
        if tag in ("pre", "textarea"):
            place = replace(place, pre=True, role=Role.CODE)
        elif tag in ("article", "main") or attributes.get("role") in ("main", "article"):
            place = replace(place, in_article=True)
        elif tag == "a":
            place = replace(place, to_page=attributes.get("href", "").startswith("#"))
            self.words.begin_link()
        elif _WORD_MARK.search(style):
            place = replace(place, marks=True)
        elif tag == "html":
            self.language = attributes.get("lang") or attributes.get("xml:lang", "")
        elif tag == "sup":
            self.words.begin_raised()
        self._place = place

    def _enter_list_part(self, tag: str, attributes: elements.Attributes) -> None:
        if tag == "li":
            self._place = in_item(self._place, attributes)
            return
        self.words.end_item(self._place)
        if tag in elements.LISTS:
            self._place = in_list(self._place, tag, attributes)
        else:
            self._place = in_definition(self._place, tag)

    def _void(self, tag: str, attributes: elements.Attributes) -> None:
        if tag == "br":
            self.words.break_line(self._place)
        elif tag == "hr":
            self.words.flush(self._place)
        elif tag == "img":
            self._picture(attributes)
        elif tag == "input" and attributes.get("type", "").lower() in ("submit", "button"):
            self.words.add_apart(attributes.get("value", ""), DropReason.BUTTON, self._place)

    def _picture(self, attributes: elements.Attributes) -> None:
        """Kept where its bytes are here; else its words are left out, or its file's name."""
        source, words = attributes.get("src", ""), attributes.get("alt", "")
        number = number_of(source)
        if 0 < number <= self._pictures:
            self.words.add_picture(number, words, self._place)
            if (title := attributes.get("title", "")) != words:
                self.words.add_apart(title, DropReason.CAPTION, self._place)
        else:
            self.words.add_apart(words or file_name(source), DropReason.PICTURE, self._place)

    def _enter_table_part(self, tag: str, attributes: elements.Attributes) -> None:
        role = Role.PARAGRAPH if tag == "caption" else Role.TEXT
        if tag == "table":
            self.words.end_item(self._place)
            is_layout = attributes.get("role") in ("presentation", "none")
            self.words.begin_table(is_layout=is_layout)
        elif tag == "tr":
            self.words.begin_row()
        elif tag in elements.CELLS:
            self.words.begin_cell()
        self._place = replace(self._place, item=None, list_=None, role=role, level=0)

    # --- Ends -------------------------------------------------------------------------

    def _close_down_to(self, depth: int) -> None:
        while len(self._open) > depth:
            element = self._open.last
            if element.tag in elements.BLOCKS:
                self.words.end_block(element.tag, self._place)
            self._leave(element)
            self._open.pop()
            self._place = element.before

    def _leave(self, element: OpenElement) -> None:
        tag = element.tag
        if tag == "a":
            self.words.end_link()
        elif tag == "sup":
            self.words.end_raised()
        if (
            self._place.role is not element.before.role
            or self._place.zones != element.before.zones
            or self._place.item is not element.before.item
        ):
            self.words.flush(self._place)
            self.words.keep_lone_mark(self._place)
        if tag in elements.CELLS:
            self.words.end_cell(self._place)
        elif tag == "table":
            self.words.end_table(self._place)

    # --- Facts ------------------------------------------------------------------------

    def _style(self, attributes: elements.Attributes) -> str:
        styles = [
            self._sheet[name]
            for name in attributes.get("class", "").split()[:20]
            if name in self._sheet
        ]
        return ";".join((*styles, attributes.get("style", "")))

    def _in_zone(self, place: Place, reason: DropReason) -> Place:
        if len(place.zones) == _MOST_ZONES:
            return place
        self.zones.append(reason)
        return replace(place, zones=(*place.zones, len(self.zones) - 1))
