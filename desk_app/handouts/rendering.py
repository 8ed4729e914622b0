"""Sheets set by Typst: the same sheet always gives the same bytes."""

from __future__ import annotations

import hashlib
import json
import re
import threading
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from db.domain.errors import DoesNotFitError
from db.domain.handout import HandoutKind
from desk_app.handouts.cleaning import (
    each_text,
    is_visible,
    lost_characters,
    name_of,
    printable,
)
from desk_app.handouts.content import handout_content
from desk_app.handouts.lists import FollowUpSheet, list_content
from desk_app.handouts.pictures import PictureShelf, PictureSource, no_picture
from desk_app.handouts.places import FONTS, TEMPLATES, template_folder
from desk_app.handouts.records import RecordSheet, record_content
from desk_app.handouts.reports import ReportSheet, report_content
from desk_app.handouts.sheet import HandoutSheet
from desk_app.handouts.slips import SlipSheet, slip_content
from desk_app.handouts.wording import Wording

if TYPE_CHECKING:
    import typst

# Tagged for screen readers (PDF/UA-1) and fit to be kept for decades (PDF/A-2a).
_STANDARDS: Final = ["ua-1", "a-2a"]
_NO_GLYPH = re.compile(r'the text `"(.+)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}|\\(.)", re.DOTALL)
# The page tree's own count; the only "/Count" beside a "/Type /Pages".
_PAGE_TREE = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)")
_MOST_MISSING: Final = 60


@dataclass(frozen=True, slots=True)
class RenderedHandout:
    """The finished pages.

    Attributes:
        fingerprint: SHA-256 of ``pdf`` in hexadecimal; the same for the same sheet.
        unprintable: names of characters that no typeface has or that mean nothing on paper.
        standards_kept: whether the file is PDF/UA-1 and PDF/A-2a.
    """

    pdf: bytes
    fingerprint: str
    page_count: int
    unprintable: tuple[str, ...] = ()
    standards_kept: bool = True


@dataclass(frozen=True, slots=True)
class _Design:
    """What a sheet is set with; ``pictures`` is JSON, see ``PictureShelf``."""

    template: Path
    day: date
    pictures: str = "{}"


class HandoutPress:
    """Makes pages out of sheets. Its compilers are made once and kept; calls take turns.

    Args:
        system_fonts: whether the computer's own typefaces may help out where
            the bundled ones have no letter, e.g. for a Chinese name.
        picture_of: where the pictures of the sheets are found.
    """

    def __init__(
        self, *, system_fonts: bool = True, picture_of: PictureSource = no_picture
    ) -> None:
        self._system_fonts = system_fonts
        self._shelf = PictureShelf(picture_of)
        self._compilers: dict[bool, typst.Compiler] = {}
        self._words: dict[tuple[str, int], Wording] = {}
        self._glyphless: dict[str, None] = {}  # met before; each costs an attempt to find
        self._turn = threading.Lock()

    def render(self, sheet: HandoutSheet) -> RenderedHandout:
        """The pages of one handout.

        Raises:
            DoesNotFitError: the words are too many for this kind, or the print too large.
            NothingToSumUpError: there is nothing for a summary.
        """
        if not sheet.kind.has_size(sheet.size):
            raise DoesNotFitError(sheet.kind)
        clean = cleaned_sheet(sheet)
        lost = lost_characters(sheet.to_json())
        pictures = json.dumps(self._shelf.of(clean))
        with self._turn:
            return self._set_handout(clean, lost, pictures)

    def _set_handout(
        self, clean: HandoutSheet, lost: tuple[str, ...], pictures: str
    ) -> RenderedHandout:
        data = handout_content(clean, self._wording(clean.language, clean.template))
        name = "leaflet.typ" if clean.kind is HandoutKind.LEAFLET else "handout.typ"
        template = template_folder(clean.template) / name
        rendered = self._set(_Design(template, clean.given_on, pictures), data, lost)
        most = clean.kind.most_pages(clean.size)
        if most is not None and rendered.page_count > most:
            raise DoesNotFitError(clean.kind)
        return rendered

    def render_list(self, sheet: FollowUpSheet) -> RenderedHandout:
        """The pages of the follow-up list."""
        clean = FollowUpSheet.from_json(each_text(sheet.to_json(), printable))
        with self._turn:
            data = list_content(clean, self._wording(clean.language, clean.template))
            template = template_folder(clean.template) / "follow_up_list.typ"
            lost = lost_characters(sheet.to_json())
            return self._set(_Design(template, clean.printed_on), data, lost)

    def render_slips(self, sheet: SlipSheet) -> RenderedHandout:
        """The pages of blank enquiry slips."""
        with self._turn:
            data = slip_content(sheet, self._wording(sheet.language, sheet.template))
            template = template_folder(sheet.template) / "slips.typ"
            return self._set(_Design(template, sheet.printed_on), data, ())

    def render_records(self, sheet: RecordSheet) -> RenderedHandout:
        """The pages of what is known of something."""
        with self._turn:
            data = record_content(sheet, self._wording(sheet.language, sheet.template))
            template = template_folder(sheet.template) / "records.typ"
            return self._set(_Design(template, sheet.printed_on), data, ())

    def render_report(self, sheet: ReportSheet) -> RenderedHandout:
        """The pages of a report."""
        with self._turn:
            data = report_content(sheet, self._wording(sheet.language, sheet.template))
            template = template_folder(sheet.template) / "report.typ"
            return self._set(_Design(template, sheet.printed_on), data, ())

    def _wording(self, language: str, template: int) -> Wording:
        key = (language, template)
        if key not in self._words:
            self._words[key] = Wording(language, template)
        return self._words[key]

    def _set(self, design: _Design, data: dict[str, Any], lost: tuple[str, ...]) -> RenderedHandout:
        text = json.dumps(data)
        missing: tuple[str, ...] = ()
        pdf = self._try(design, text, system_fonts=False)
        if pdf is None and self._system_fonts:
            pdf = self._try(design, text, system_fonts=True)
        kept = pdf is not None
        if pdf is None:
            missing = self._missing(design, data)
            # A mark without a glyph would take the letter below it along.
            text = json.dumps(each_text(data, partial(_without_marks, missing)))
            pdf = self._try(design, text, system_fonts=self._system_fonts)
            kept = pdf is not None
            pdf = pdf or self._compile(design, text, [], system_fonts=self._system_fonts)
        named = dict.fromkeys((*lost, *filter(is_visible, missing)))
        names = tuple(name_of(character) for character in named)
        count = _PAGE_TREE.search(pdf)
        pages = int(count[1]) if count else 0
        return RenderedHandout(pdf, hashlib.sha256(pdf).hexdigest(), pages, names, kept)

    def _try(self, design: _Design, text: str, *, system_fonts: bool) -> bytes | None:
        """The pages, or ``None`` when a letter has no glyph."""
        pdf = self._attempt(design, text, system_fonts=system_fonts)
        return pdf if isinstance(pdf, bytes) else None

    def _missing(self, design: _Design, data: dict[str, Any]) -> tuple[str, ...]:
        """Every character without a glyph: Typst names one at a time, so it is asked again."""
        text = json.dumps(data, ensure_ascii=False)
        missing = [character for character in self._glyphless if character in text]
        for _ in range(_MOST_MISSING):
            rest = each_text(data, partial(_replaced, missing))
            answer = self._attempt(design, json.dumps(rest), system_fonts=self._system_fonts)
            named = "" if isinstance(answer, bytes) else answer
            # A digit or our own mark is named when what follows it wants another form of it.
            wanted = _forms_after(named, rest) if named.isascii() else named
            new = [character for character in wanted if character not in missing]
            if not new:
                break
            missing += new
            self._glyphless.update(dict.fromkeys(new))
        return tuple(missing)

    def _attempt(self, design: _Design, text: str, *, system_fonts: bool) -> bytes | str:
        """The pages, or the characters that stood in the way; ``""`` when something else did."""
        try:
            return self._compile(design, text, _STANDARDS, system_fonts=system_fonts)
        except RuntimeError as error:
            match = _NO_GLYPH.search(str(error))
            return _unescaped(match[1]) if match else ""

    def _compile(
        self, design: _Design, text: str, standards: list[Any], *, system_fonts: bool
    ) -> bytes:
        # In memory, and no input of the whole: that would make Typst forget every line that was
        # the same on the sheet before. Its stub knows nothing of several files.
        files: Any = {"main.typ": design.template, "sheet.json": _never_code(text)}
        # A fixed instant: the time of printing would make the same sheet other bytes.
        instant = datetime.combine(design.day, time(12), UTC)
        pages = self._compiler(system_fonts=system_fonts).compile(
            input=files,
            root=design.template.parent,
            format="pdf",
            sys_inputs={"pictures": design.pictures},
            pdf_standards=standards,
            timestamp=instant,
        )
        if not isinstance(pages, bytes):
            raise TypeError("Typst gave no single PDF")
        return pages

    def _compiler(self, *, system_fonts: bool) -> typst.Compiler:
        if system_fonts not in self._compilers:
            import typst  # noqa: PLC0415 - late: 30 MB that only a first handout needs

            fonts = typst.Fonts(
                include_system_fonts=system_fonts,
                include_embedded_fonts=False,
                font_paths=[FONTS],
            )
            self._compilers[system_fonts] = typst.Compiler(root=TEMPLATES, font_paths=fonts)
        return self._compilers[system_fonts]


def cleaned_sheet(sheet: HandoutSheet) -> HandoutSheet:
    """The sheet as it is printed: this one can be stored, and gives the same pages.

    Raises:
        TextTooLongError: one text alone has more than a million characters.
    """
    return HandoutSheet.from_json(each_text(sheet.to_json(), printable))


def _never_code(text: str) -> bytes:
    """JSON of the same meaning in which nothing begins code or a formula of Typst.

    Typst parses every file it is given, also one that it only reads.
    """
    return text.replace("#", r"\u0023").replace("$", r"\u0024").encode("ascii")


def _replaced(characters: list[str], text: str) -> str:
    """The text with a mark that every typeface has in their place: a heading may not be empty."""
    return text.translate(dict.fromkeys(map(ord, characters), "?"))


def _forms_after(base: str, data: dict[str, Any]) -> str:
    """The marks, joiners and modifiers that stand right behind a letter anywhere."""
    found = re.findall(f"{re.escape(base)}([^\\x00-\\x7f]+)", json.dumps(data, ensure_ascii=False))
    return "".join(each for run in found if base for each in run if _is_mark(each))


def _without_marks(characters: Iterable[str], text: str) -> str:
    return text.translate(dict.fromkeys(ord(each) for each in characters if _is_mark(each)))


def _is_mark(character: str) -> bool:
    """A mark, joiner or modifier: it changes the letter it follows."""
    return unicodedata.category(character) in ("Mn", "Mc", "Me", "Sk", "Cf")


def _unescaped(text: str) -> str:
    """The characters of a message of Typst, which shows strings as Rust does."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2], text)
