"""A Word file is a ZIP of XML files: looked into before anything of it is unpacked."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree

from desk_app.handouts.reading.formats.refusals import Refusal, RefusedFileError

MAX_UNPACKED: Final = 200_000_000
MAX_XML: Final = 32_000_000
MAX_ENTRIES: Final = 5_000
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VALUE: Final = f"{_WORD}val"
_CHOICE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNSEEN: Final = frozenset(
    f"{_WORD}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "sectPr")
)
# What the standard library raises for packages that are not whole.
_BROKEN: Final = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError, KeyError),
    *(NotImplementedError, OSError),
)
_OTHER_OFFICE: Final = ("xl/", "ppt/", "Index/Document.iwa", "Index.zip", "visio/")


def check_word_file(data: bytes) -> None:
    """Look into the table of contents, and at what the XML files claim to be.

    Raises:
        RefusedFileError: no Word file, or one that is broken, locked, huge or hostile.
    """
    with _opened(data) as package:
        entries = package.infolist()
        names = {entry.filename for entry in entries}
        try:
            refusal = _refusal(package, entries, names)
        except _BROKEN as error:
            raise RefusedFileError(Refusal.DAMAGED) from error
        if refusal:
            raise RefusedFileError(refusal)


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise RefusedFileError(Refusal.DAMAGED) from error


def _refusal(
    package: zipfile.ZipFile, entries: list[zipfile.ZipInfo], names: set[str]
) -> Refusal | None:
    if any(entry.flag_bits & 1 for entry in entries):
        return Refusal.ENCRYPTED
    if "mimetype" in names and "content.xml" in names:
        return Refusal.OPEN_DOCUMENT
    if "[Content_Types].xml" not in names or not any(name.startswith("word/") for name in names):
        is_office = any(name.startswith(_OTHER_OFFICE) for name in names)
        return Refusal.OTHER_OFFICE if is_office else Refusal.ARCHIVE
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return Refusal.MACROS
    # Said by the table; zipfile stops reading an entry at the length said there.
    xml = [entry for entry in entries if entry.filename.endswith((".xml", ".rels"))]
    if (
        len(entries) > MAX_ENTRIES
        or sum(entry.file_size for entry in entries) > MAX_UNPACKED
        or sum(entry.file_size for entry in xml) > MAX_XML
    ):
        return Refusal.TOO_LARGE
    if package.testzip() is not None:
        return Refusal.DAMAGED
    # No program for texts writes a document type; with one, entities could be declared.
    if any(re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", _plain(package.read(each))) for each in xml):
        return Refusal.DAMAGED
    return None


def _plain(xml: bytes) -> bytes:
    """With the zero bytes of UTF-16 taken out, so that one search finds it in every encoding."""
    return xml.replace(b"\0", b"")


def part_lines(data: bytes, kind: str) -> list[str]:
    """The words of a part's paragraphs: ``document``, ``header``, ``footer``, ``footnotes``.

    Read independently of mammoth, which leaves some parts and boxes out.

    Raises:
        RefusedFileError: it is no XML.
    """
    return [line for root in _roots(data, kind) for line in _paragraphs(root) if line.strip()]


def numbered_lines(data: bytes) -> Iterator[tuple[str, str]]:
    """Each item of a list of the first level: the number of its list, and its words.

    Raises:
        RefusedFileError: it is no XML.
    """
    for root in _roots(data, "document"):
        for paragraph in root.iter(f"{_WORD}p"):
            list_ = paragraph.find(f"{_WORD}pPr/{_WORD}numPr/{_WORD}numId")
            level = paragraph.find(f"{_WORD}pPr/{_WORD}numPr/{_WORD}ilvl")
            if list_ is not None and (level is None or level.get(_VALUE) == "0"):
                yield list_.get(_VALUE, ""), "".join(_paragraphs(paragraph))


def _roots(data: bytes, kind: str) -> Iterator[ElementTree.Element]:
    part = re.compile(rf"word/{kind}\d*\.xml")
    with _opened(data) as package:
        for name in sorted(name for name in package.namelist() if part.fullmatch(name)):
            try:
                yield ElementTree.fromstring(package.read(name))  # noqa: S314 - see check_word_file
            except ElementTree.ParseError as error:
                raise RefusedFileError(Refusal.DAMAGED) from error


def _paragraphs(root: ElementTree.Element) -> Iterator[str]:
    """Without recursion: a hostile file may be nested deeper than Python can follow."""
    words: list[list[str]] = [[]]
    waiting: list[tuple[ElementTree.Element, bool]] = [(root, False)]
    while waiting:
        element, is_done = waiting.pop()
        tag = element.tag
        if is_done:
            yield "".join(words.pop())
            continue
        if tag in _UNSEEN:
            continue
        if tag == f"{_WORD}t":
            words[-1].append(element.text or "")
        elif tag in (f"{_WORD}tab", f"{_WORD}br", f"{_WORD}cr"):
            words[-1].append(" ")
        elif tag == f"{_WORD}noBreakHyphen":
            words[-1].append("-")
        elif tag == f"{_WORD}p":
            words.append([])
            waiting.append((element, True))
        waiting.extend((child, False) for child in reversed(_children(element)))


def _children(element: ElementTree.Element) -> list[ElementTree.Element]:
    """Of two forms of the same box only one."""
    children = list(element)
    if element.tag == _CHOICE and len(children) > 1:
        return [child for child in children if child.tag != _FALLBACK]
    return children
