"""Places in a text: Python counts characters, Qt UTF-16 units, of which an emoji takes two."""

from __future__ import annotations


def units(text: str, end: int | None = None) -> int:
    """Return how many of Qt's units a text has up to a place."""
    return len(text[:end].encode("utf-16-le", "surrogatepass")) // 2


def characters(text: str, end: int) -> int:
    """Return how many characters a text has up to a place of Qt's."""
    if text.isascii():
        return min(end, len(text))
    before = text.encode("utf-16-le", "surrogatepass")[: 2 * end]
    return len(before.decode("utf-16-le", "ignore"))
