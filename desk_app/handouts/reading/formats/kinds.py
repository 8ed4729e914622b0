"""Which format a file is in: by its own bytes first, by its name where they do not tell."""

from __future__ import annotations

import enum
import re
from pathlib import PurePath
from typing import Final

from desk_app.handouts.reading.decoding import decode
from desk_app.handouts.reading.formats.packages import check_word_file
from desk_app.handouts.reading.formats.refusals import Refusal, RefusedFileError


class SourceKind(enum.Enum):
    """The formats that are read."""

    TEXT = "text"
    HTML = "html"
    MARKDOWN = "markdown"
    WORD = "word"


_FOREIGN: Final = (
    (b"%PDF", Refusal.PDF),
    (b"{\\rtf", Refusal.RTF),
    (b"\x89PNG", Refusal.PICTURE),
    (b"\xff\xd8\xff", Refusal.PICTURE),
    (b"GIF8", Refusal.PICTURE),
    (b"bplist", Refusal.NO_TEXT_FILE),
    (b"Rar!", Refusal.ARCHIVE),
    (b"7z\xbc\xaf", Refusal.ARCHIVE),
    (b"\x1f\x8b", Refusal.ARCHIVE),
)
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_HTML_NAMES: Final = (".html", ".htm", ".xhtml", ".xht", ".shtml")
_MARKDOWN_NAMES: Final = (".md", ".markdown", ".mdown", ".mkd")
_ARCHIVE_NAMES: Final = (".mht", ".mhtml")
_HTML_START: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html)\b", re.I | re.S
)
_SAMPLE: Final = 20_000
_TEXT_CONTROLS: Final = frozenset("\t\n\r\v\f\x1b\x85")
_MOST_CONTROLS: Final = 0.02


def kind_of(data: bytes, name: str) -> SourceKind:
    """The format of a file called ``name``.

    Raises:
        RefusedFileError: it is in a format that is not read, or there is something wrong with it.
    """
    start = data[:16].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(_ZIP):
        check_word_file(data)
        return SourceKind.WORD
    if data.startswith(_OLE):
        raise RefusedFileError(Refusal.ENCRYPTED if _ENCRYPTED in data else Refusal.OLD_WORD)
    for beginning, refusal in _FOREIGN:
        if start.startswith(beginning):
            raise RefusedFileError(refusal)
    suffix = PurePath(name).suffix.lower()
    sample = decode(data[:_SAMPLE])
    if _controls(sample) > _MOST_CONTROLS:
        raise RefusedFileError(Refusal.NO_TEXT_FILE)
    if suffix in (".docx", ".docm", ".dotx"):
        raise RefusedFileError(Refusal.DAMAGED)
    if suffix in (*_HTML_NAMES, *_ARCHIVE_NAMES) or _HTML_START.match(sample[:4096]):
        return SourceKind.HTML
    return SourceKind.MARKDOWN if suffix in _MARKDOWN_NAMES else SourceKind.TEXT


def _controls(sample: str) -> float:
    """The share of characters that no text has."""
    strange = sum(
        (character < " " and character not in _TEXT_CONTROLS) or character == "\ufffd"
        for character in sample
    )
    return strange / max(1, len(sample))
