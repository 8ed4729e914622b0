"""A printed code that opens a database when everything else is lost: 128 bits, made to be typed."""

from __future__ import annotations

import enum
import hashlib
import secrets
from typing import Final

# Crockford's letters: none is taken for another, and what is, is read as the one meant.
_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MEANT: Final = str.maketrans("OIL", "011", "-\u2011")  # either hyphen may be typed or pasted
_BITS_OF_LETTER: Final = 5
_CODE_BYTES: Final = 16
_CHECK_BITS: Final = 12  # one mistyped code in 4,096 is not noticed here, and opens nothing
_GROUP: Final = 4
LETTERS_OF_CODE: Final = (_CODE_BYTES * 8 + _CHECK_BITS) // _BITS_OF_LETTER


class CodeFault(enum.Enum):
    """Why a text is no recovery code."""

    LENGTH = "length"
    LETTER = "letter"
    MISTYPED = "mistyped"


class NoCodeError(ValueError):
    """The text is no recovery code. ``str`` of it never holds the text."""

    def __init__(self, fault: CodeFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def new_code() -> str:
    """Return a new code in seven groups of four."""
    return written(secrets.token_bytes(_CODE_BYTES))


def written(secret: bytes) -> str:
    """Return the code of 16 bytes in seven groups of four."""
    number = int.from_bytes(secret, "big") << _CHECK_BITS | _check(secret)
    letters = [
        _LETTERS[number >> _BITS_OF_LETTER * place & 31] for place in range(LETTERS_OF_CODE)
    ][::-1]
    groups = range(0, LETTERS_OF_CODE, _GROUP)
    return "-".join("".join(letters[at : at + _GROUP]) for at in groups)


def read_code(text: str) -> bytes:
    """Return the 16 bytes that a typed code means; case, blanks and hyphens do not matter.

    Raises:
        NoCodeError: it is too long or too short, or mistyped.
    """
    letters = bare(text)
    if len(letters) != LETTERS_OF_CODE:
        raise NoCodeError(CodeFault.LENGTH)
    if not set(letters) <= set(_LETTERS):
        raise NoCodeError(CodeFault.LETTER)
    number = 0
    for letter in letters:
        number = number << _BITS_OF_LETTER | _LETTERS.index(letter)
    secret = (number >> _CHECK_BITS).to_bytes(_CODE_BYTES, "big")
    if _check(secret) != number & (1 << _CHECK_BITS) - 1:
        raise NoCodeError(CodeFault.MISTYPED)
    return secret


def bare(text: str) -> str:
    """Return the letters of a typed code, or of a part of one, as they are meant."""
    return "".join(text.upper().split()).translate(_MEANT)


def looks_like_code(text: str) -> bool:
    """Whether somebody has probably typed a code, and not a passphrase."""
    letters = bare(text)
    return len(letters) == LETTERS_OF_CODE and set(letters) <= set(_LETTERS)


def _check(secret: bytes) -> int:
    digest = hashlib.sha256(b"front-desk recovery code" + secret).digest()
    return int.from_bytes(digest[:2], "big") >> 16 - _CHECK_BITS
