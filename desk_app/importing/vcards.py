"""vCards (2.1, 3.0 and 4.0), read as a table, and written."""

from __future__ import annotations

import base64
import quopri
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from desk_app.importing.book import Row

_BEGIN: Final = re.compile(r"^\s*BEGIN:VCARD\b", re.IGNORECASE)
_FOLDED: Final = re.compile(r"\r?\n[ \t]")
_SOFT_BREAK: Final = re.compile(r"=\r?\n")
_LINE: Final = re.compile(
    r"^(?:[\w-]+\.)?(?P<name>[\w-]+)(?P<rest>(?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)*):(?P<value>.*)$"
)
_MOST_OCTETS: Final = 75
_HEADER: Final = ("Name", "Phone", "E-mail", "Language", "Note")


def is_vcard(text: str) -> bool:
    """Whether it begins as one."""
    return bool(_BEGIN.match(text.lstrip("\ufeff")))


def read_vcards(text: str) -> list[Row]:
    """Return headings, and one row for each card."""
    return [list(_HEADER), *(_row(card) for card in _cards(text.lstrip("\ufeff")))]


def written(people: Iterable[tuple[str, Sequence[tuple[str, str]], str, str]]) -> bytes:
    """Return cards of version 4.0: name, numbers with their labels, e-mail, note."""
    lines: list[str] = []
    for name, numbers, email, note in people:
        lines += ["BEGIN:VCARD", "VERSION:4.0", f"FN:{_escaped(name)}"]
        for raw, label in numbers:
            lines.append(f"TEL:{_escaped(raw)}" if not label else _labelled(raw, label))
        lines += [f"EMAIL:{_escaped(email)}"] if email else []
        lines += [f"NOTE:{_escaped(note)}"] if note else []
        lines.append("END:VCARD")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _cards(text: str) -> Iterator[list[tuple[str, str, str]]]:
    card: list[tuple[str, str, str]] | None = None
    for line in _lines(text):
        found = _LINE.match(line)
        if found is None:
            continue
        name, rest, value = found["name"].upper(), found["rest"], found["value"]
        if name == "BEGIN":
            card = []
        elif name == "END" and card is not None:
            yield card
            card = None
        elif card is not None:
            card.append((name, rest, _plain(value, rest)))


def _lines(text: str) -> list[str]:
    if "QUOTED-PRINTABLE" in text.upper():
        text = _SOFT_BREAK.sub("", text)
    return _FOLDED.sub("", text).splitlines()


def _plain(value: str, rest: str) -> str:
    rest = rest.upper()
    if "QUOTED-PRINTABLE" in rest:
        charset = "cp1252" if "8859-1" in rest or "1252" in rest else "utf-8"
        return quopri.decodestring(value.encode("utf-8", "replace")).decode(charset, "replace")
    if "ENCODING=B" in rest:
        try:
            return base64.b64decode(value).decode("utf-8", "replace")
        except ValueError:
            return ""
    return value


def _row(card: list[tuple[str, str, str]]) -> list[str]:
    full = _first(card, "FN")
    family, given, middle, *_ = [*_parts(_first(card, "N")), "", "", ""]
    name = _read(full) or " ".join(part for part in (given, middle, family) if part)
    numbers = [
        f"{_number(value)} ({label})" if (label := _label(rest)) else _number(value)
        for what, rest, value in card
        if what == "TEL" and "FAX" not in rest.upper() and value.strip()
    ]
    mails = [_read(value) for what, _rest, value in card if what == "EMAIL" and value.strip()]
    notes = [_read(value) for what, _rest, value in card if what in ("NOTE", "ORG") and value]
    return [
        name or _read(_first(card, "ORG")), "; ".join(numbers), ", ".join(mails),
        _first(card, "LANG").strip().lower(), "\n".join(note.replace(";", ", ") for note in notes),
    ]  # fmt: skip


def _first(card: list[tuple[str, str, str]], name: str) -> str:
    return next((value for what, _rest, value in card if what == name), "")


def _parts(value: str) -> list[str]:
    return [_read(part) for part in re.split(r"(?<!\\);", value)]


def _read(value: str) -> str:
    return re.sub(r"\\(.)", lambda each: "\n" if each[1] in "nN" else each[1], value).strip()


def _number(value: str) -> str:
    return value.strip().removeprefix("tel:").replace(";ext=", " ext ")


def _label(rest: str) -> str:
    kinds = re.findall(r"\b(cell|home|work|mobile)\b", rest.lower())
    return kinds[0].replace("cell", "mobile") if kinds else ""


def _escaped(text: str) -> str:
    for mark in ("\\", ",", ";"):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\r", "").replace("\n", "\\n")


def _labelled(raw: str, label: str) -> str:
    kind = {"mobile": "cell", "home": "home", "work": "work"}.get(label.lower())
    return f"TEL;TYPE={kind}:{_escaped(raw)}" if kind else f"TEL:{_escaped(raw)}"


def _folded(line: str) -> str:
    """Lines of at most 75 octets, never parted inside a letter."""
    parts, part, octets = [], "", 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > _MOST_OCTETS:
            parts.append(part)
            part, octets = " ", 1
        part += letter
        octets += size
    return "\r\n".join([*parts, part])
