"""The objects a PDF is made of, read by ourselves: enough for the plain files that we write.

Names become ``Name``, references ``Ref``, dictionaries ``dict``, streams ``Stream``.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass


class Name(str):
    """A name, without its slash."""

    __slots__ = ()


class Operator(str):
    """What to do with the values before it, in a content stream."""

    __slots__ = ()


@dataclass(frozen=True)
class Ref:
    number: int


@dataclass(frozen=True)
class Stream:
    head: dict
    data: bytes


_TOKEN = re.compile(
    rb"[\x00\t\n\x0c\r ]*(?:%[^\r\n]*[\x00\t\n\x0c\r ]*)*"
    rb"(?P<token><<|>>|[\[\]]|/[^\x00\t\n\x0c\r ()<>\[\]{}/%]*|<[0-9A-Fa-f\s]*>|\("
    rb"|[^\x00\t\n\x0c\r ()<>\[\]{}/%]+)"
)
_OBJECT = re.compile(rb"(?<![0-9])(\d+) 0 obj\b")
_NUMBER = re.compile(rb"[+-]?(?:\d+\.?\d*|\.\d+)")
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_WORDS = {b"true": True, b"false": False, b"null": None}


class Pdf:
    """A file and its objects by number."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.objects: dict[int, object] = {}
        place = 0
        while match := _OBJECT.search(data, place):
            value, place = _read(data, match.end())
            after = re.compile(rb"\s*stream\r?\n").match(data, place)
            if after and isinstance(value, dict):
                length = value["Length"]
                assert isinstance(length, int)
                end = after.end() + length
                assert data[end : end + 12].strip().startswith(b"endstream"), match[1]
                value, place = Stream(value, data[after.end() : end]), end
            self.objects[int(match[1])] = value
        trailer, _ = _read(data, data.rindex(b"trailer") + len("trailer"))
        self.trailer = trailer
        self.catalog = self.get(trailer["Root"])

    def get(self, value):
        """The object itself, whether it was referred to or not."""
        while isinstance(value, Ref):
            value = self.objects[value.number]
        return value

    def bytes_of(self, value) -> bytes:
        """The contents of a stream, unpacked."""
        stream = self.get(value)
        filters = stream.head.get("Filter", [])
        data = stream.data
        for name in [filters] if isinstance(filters, Name) else filters:
            assert name == "FlateDecode", name
            data = zlib.decompress(data)
        return data

    def names(self) -> set[str]:
        """Every name and every key of a dictionary, wherever it stands."""
        found, waiting = set(), [self.trailer, *self.objects.values()]
        while waiting:
            value = waiting.pop()
            if isinstance(value, Stream):
                value = value.head
            if isinstance(value, dict):
                found |= value.keys()
                waiting += value.values()
            elif isinstance(value, list):
                waiting += value
            elif isinstance(value, Name):
                found.add(str(value))
        return found

    def pages(self) -> list[dict]:
        found, waiting = [], [self.catalog["Pages"]]
        while waiting:
            node = self.get(waiting.pop(0))
            if node["Type"] == "Page":
                found.append(node)
            else:
                waiting[:0] = node["Kids"]
        return found


def operations(data: bytes) -> Iterator[tuple[str, list]]:
    """The operators of a content stream, each with the values before it."""
    values: list = []
    place = 0
    while _TOKEN.match(data, place):
        value, place = _read(data, place)
        if isinstance(value, Operator):
            yield str(value), values
            values = []
        else:
            values.append(value)


def text_of(value: bytes) -> str:
    """A text string: UTF-16 with its mark, else one byte a letter."""
    return value[2:].decode("utf-16-be") if value[:2] == b"\xfe\xff" else value.decode("latin-1")


def _read(data: bytes, place: int):
    match = _TOKEN.match(data, place)
    assert match, data[place : place + 40]
    token, place = match["token"], match.end()
    if token == b"<<":
        return _dictionary(data, place)
    if token == b"[":
        return _array(data, place)
    if token == b"(":
        return _string(data, place)
    if token[:1] == b"<":
        digits = b"".join(token[1:-1].split())
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()), place
    if token[:1] == b"/":
        name = re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), token[1:])
        return Name(name.decode("latin-1")), place
    if token in _WORDS:
        return _WORDS[token], place
    if _NUMBER.fullmatch(token):
        reference = re.compile(rb"\s+0\s+R\b").match(data, place) if token.isdigit() else None
        if reference:
            return Ref(int(token)), reference.end()
        return (float(token) if b"." in token else int(token)), place
    return Operator(token.decode("latin-1")), place


def _array(data: bytes, place: int) -> tuple[list, int]:
    items = []
    while True:
        value, place = _read(data, place)
        if value == "]" and isinstance(value, Operator):
            return items, place
        items.append(value)


def _dictionary(data: bytes, place: int) -> tuple[dict, int]:
    found = {}
    while True:
        key, place = _read(data, place)
        if key == ">>" and isinstance(key, Operator):
            return found, place
        found[str(key)], place = _read(data, place)


def _string(data: bytes, place: int) -> tuple[bytes, int]:
    out, depth = bytearray(), 1
    while depth:
        letter = data[place : place + 1]
        place += 1
        if letter == b"\\":
            octal = re.compile(rb"[0-7]{1,3}").match(data, place)
            if octal:
                out.append(int(octal[0], 8) & 255)
                place = octal.end()
            else:
                following = data[place : place + 1]
                out += _ESCAPES.get(following, following.strip(b"\n"))
                place += 1
            continue
        depth += (letter == b"(") - (letter == b")")
        if depth:
            out += letter
    return bytes(out), place
