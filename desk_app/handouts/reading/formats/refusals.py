"""Why a file is not read, each with a sentence in error_texts.py."""

from __future__ import annotations

import enum

from db.domain.errors import DeskError


class Refusal(enum.Enum):
    """What is wrong with a file, as far as its first bytes and its table of contents tell."""

    PDF = "pdf"
    RTF = "rtf"
    OLD_WORD = "old_word"
    OPEN_DOCUMENT = "open_document"
    OTHER_OFFICE = "other_office"
    ARCHIVE = "archive"
    PICTURE = "picture"
    NO_TEXT_FILE = "no_text_file"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"


class RefusedFileError(DeskError):
    """A file that cannot be read, or must not be."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
