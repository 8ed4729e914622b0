"""The printed labels and dates of one language."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from desk_app.handouts.places import template_folder

FALLBACK = "en"
_RIGHT_TO_LEFT_LANGUAGES = frozenset({"ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv", "ckb"})
# Numbers with marks inside, addresses of the web and of mail: they run left to right in any text.
_LEFT_TO_RIGHT = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|[+(]*\d+(?:(?:[().:/–-]|[ \u00a0](?=[\d(])|,(?=\d))+\d+)+"
)
# Hebrew, Arabic and their neighbours (UAX #9, classes R and AL).
_RIGHT_TO_LEFT_LETTER = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]")


class Wording:
    """Labels by key, with their blanks filled in.

    Attributes:
        language: the language the labels are really in: the wanted one, else English.
    """

    def __init__(self, language: str, template: int) -> None:
        tables: dict[str, dict[str, Any]] = json.loads(
            (template_folder(template) / "labels.json").read_text("utf-8")
        )
        wanted = primary_language(language)
        self.language = wanted if wanted in tables else FALLBACK
        self._table = tables[self.language]

    def __call__(self, key: str, **blanks: str) -> str:
        """One label; what fills a blank keeps its own direction."""
        return str(self._table[key]).format(
            **{name: self.inserted(value) for name, value in blanks.items()}
        )

    def inserted(self, text: str) -> str:
        """Text to stand inside a label, isolated when the two may run in different directions."""
        mixed = is_right_to_left(self.language) or _RIGHT_TO_LEFT_LETTER.search(text)
        return isolated(text) if mixed else text

    def split(self, key: str, blank: str) -> tuple[str, str]:
        """What stands before and after a blank."""
        before, _, after = str(self._table[key]).partition("{" + blank + "}")
        return before, after

    def date(self, day: date) -> str:
        return str(self._table["date"]).format(
            day=day.day, month=self._table["months"][day.month - 1], year=day.year
        )


def primary_language(tag: str) -> str:
    """``es`` of ``es-MX``; English when the tag is not one."""
    first = re.split("[-_]", tag.strip(), maxsplit=1)[0].lower()
    return first if re.fullmatch("[a-z]{2,3}", first) else FALLBACK


def is_right_to_left(tag: str) -> bool:
    """Whether text of that language starts at the right margin."""
    return primary_language(tag) in _RIGHT_TO_LEFT_LANGUAGES


def isolated(text: str) -> str:
    """The text with its own direction, whatever stands around it (UAX #9, FSI and PDI)."""
    return f"\u2068{text}\u2069" if text else ""


def with_isolates(text: str) -> str:
    """Right-to-left text whose telephone numbers and addresses keep their order."""
    return _LEFT_TO_RIGHT.sub(_kept_in_order, text)


def _kept_in_order(match: re.Match[str]) -> str:
    """An isolate (UAX #9, LRI and PDI) that no line end tears apart at a space."""
    return "\u2066" + match[0].replace(" ", "\u00a0") + "\u2069"


def text_setter(language: str) -> Callable[[str], str]:
    """What prepares a text of that language for a line of print."""
    return with_isolates if is_right_to_left(language) else str
