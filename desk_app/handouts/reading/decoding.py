"""From the bytes of a file to text, whatever program wrote them."""

from __future__ import annotations

import codecs

from db.domain.errors import Problem, ValidationError

MAX_BYTES = 64_000_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096
# In UTF-16 every Latin letter, digit, space and line break has one zero byte.
_ZERO_SHARE = 0.2


def decode(data: bytes) -> str:
    """The text of a file; never fails for its encoding.

    Raises:
        ValidationError: more than ``MAX_BYTES``.
    """
    if len(data) > MAX_BYTES:
        raise ValidationError({"text": Problem.TOO_LONG})
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    if guess := _utf_16_without_bom(data):
        return data.decode(guess, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _mostly_utf_8(data, error) or _windows(data)


def _utf_16_without_bom(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    if len(data) % 2 or len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    enough = len(sample) // 2 * _ZERO_SHARE
    if odd > enough and even * 4 < odd:
        return "utf-16-le"
    if even > enough and odd * 4 < even:
        return "utf-16-be"
    return None


def _mostly_utf_8(data: bytes, error: UnicodeDecodeError) -> str | None:
    """A file cut off inside a character, or with a few foreign bytes, is still UTF-8."""
    text = data.decode("utf-8", "surrogateescape")
    strange = sum("\udc80" <= character <= "\udcff" for character in text)
    multibyte = sum(character > "\x7f" for character in text) - strange
    is_cut = error.start >= len(data) - 3 and error.reason == "unexpected end of data"
    if not is_cut and multibyte < 4 * strange:
        return None
    return "".join(
        _windows(bytes([ord(each) - 0xDC00])) if "\udc80" <= each <= "\udcff" else each
        for each in text
    )


def _windows(data: bytes) -> str:
    """Windows-1252; its five undefined bytes as Latin-1 would have them."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(bytes([value]).decode("cp1252", "ignore") or chr(value) for value in data)
