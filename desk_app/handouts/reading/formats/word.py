"""A Word document: mammoth says what it states, and the reader of pages takes it from there."""

from __future__ import annotations

import io
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from desk_app.handouts.reading.formats.embedded import as_link
from desk_app.handouts.reading.formats.packages import (
    check_word_file,
    numbered_lines,
    part_lines,
)
from desk_app.handouts.reading.formats.page import read_page
from desk_app.handouts.reading.formats.units import Document, Role, Unit
from desk_app.handouts.reading.pieces import DropReason
from desk_app.handouts.reading.words import squeeze
from desk_app.pictures.intake import MAX_BYTES

_STYLES: Final = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name^='toc '] => p.toc:fresh
p[style-name^='TOC'] => p.toc:fresh
p[style-name='Header'] => p.page-header:fresh
p[style-name='Footer'] => p.page-footer:fresh
"""


def read_word(data: bytes) -> Document:
    """What a Word file states; headers and footers of its pages are units of their own.

    Raises:
        RefusedFileError: it is broken or hostile.
    """
    check_word_file(data)
    html = _html(data)
    # What mammoth cannot follow still has its words, one paragraph after the other.
    lines = words_of(data) if html is None else []
    plain = Document(tuple(Unit(Role.TEXT, line) for line in lines))
    document = plain if html is None else read_page(html)
    around = {
        kind: tuple(
            Unit(Role.PARAGRAPH, line, reason=reason)
            for line in dict.fromkeys(part_lines(data, kind))
        )
        for kind, reason in (("header", DropReason.PAGE_HEAD), ("footer", DropReason.PAGE_FOOT))
    }
    units = _numbered_on(document.units, data)
    return replace(document, units=(*around["header"], *units, *around["footer"]))


def _numbered_on(units: Sequence[Unit], data: bytes) -> Iterator[Unit]:
    """Steps of one list count on behind what stands between them; mammoth begins anew."""
    lists: dict[str, deque[str]] = {}
    for list_, text in numbered_lines(data):
        lists.setdefault(squeeze(text), deque()).append(list_)
    counts: Counter[str] = Counter()
    latest = ""
    for unit in units:
        if unit.role is Role.STEP:
            same = lists.get(squeeze(unit.text))
            latest = same.popleft() if same else latest
            counts[latest] += 1
            yield replace(unit, marker=f"{counts[latest]}. ") if latest else unit
        else:
            yield unit


def words_of(data: bytes) -> list[str]:
    """Every paragraph that paper would show, to see that none of their words was lost."""
    kinds = ("document", "footnotes", "endnotes")
    return [line for kind in kinds for line in part_lines(data, kind)]


def _picture(image: Any) -> dict[str, str]:
    """The bytes of one that is in the file; one that is only linked stays where it is."""
    try:
        with image.open() as stream:
            return {"src": as_link(stream.read(MAX_BYTES), image.content_type or "")}
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a broken picture does not take the words along
        return {"src": ""}


def _html(data: bytes) -> str | None:
    # Late: only who opens a Word file needs it.
    import mammoth  # noqa: PLC0415

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(_picture),
            external_file_access=False,
        )
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - whatever a broken file makes the library raise
        return None
    return str(result.value)
