"""An article as the lines that are edited: one heading, paragraph or list item each."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from db.domain.article import ArticleText, Block, BlockKind, Section


class LineKind(enum.StrEnum):
    """What one line is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    STEP = "step"
    STEP_POINT = "step_point"
    STEP_TEXT = "step_text"
    KEY_POINT = "key_point"
    YOU_CAN_DO = "you_can_do"
    CALL_US = "call_us"
    WRITE_IN = "write_in"
    PICTURE = "picture"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class EditLine:
    """One line. That of a picture says what it shows; a caption belongs to the picture above.

    Attributes:
        text: may hold line breaks.
        fresh: begins a new list although the line above belongs to one of the same kind.
        picture: the fingerprint of a picture.
    """

    kind: LineKind
    text: str
    fresh: bool = False
    picture: str = ""


_LISTS = {
    BlockKind.BULLETS: LineKind.BULLET,
    BlockKind.STEPS: LineKind.STEP,
    BlockKind.YOU_CAN_DO: LineKind.YOU_CAN_DO,
}
_TEXTS = {
    BlockKind.PARAGRAPH: LineKind.PARAGRAPH,
    BlockKind.KEY_POINT: LineKind.KEY_POINT,
    BlockKind.CALL_US: LineKind.CALL_US,
    BlockKind.WRITE_IN: LineKind.WRITE_IN,
    BlockKind.PICTURE: LineKind.PICTURE,
}
# Inside the step above.
_NESTED = {
    BlockKind.BULLETS: LineKind.STEP_POINT,
    BlockKind.PARAGRAPH: LineKind.STEP_TEXT,
}
NESTED_KINDS = frozenset(_NESTED.values())
_BLOCKS = {line: block for kinds in (_LISTS, _TEXTS, _NESTED) for block, line in kinds.items()}
LIST_KINDS = frozenset((*_LISTS.values(), LineKind.STEP_POINT))


def lines_of(article: ArticleText) -> tuple[EditLine, ...]:
    """Take an article apart; the first line is its title."""
    lines = [EditLine(LineKind.TITLE, article.title), *_block_lines(article.intro)]
    for section in article.sections:
        lines.append(EditLine(LineKind.HEADING, section.heading))
        lines.extend(_block_lines(section.blocks))
    return tuple(lines)


def article_of(lines: Sequence[EditLine], language: str) -> ArticleText:
    """Put an article together again, empty lines and all: the inverse of ``lines_of``."""
    parts: list[tuple[str, list[EditLine]]] = [("", [])]
    for line in lines[1:]:
        if line.kind is LineKind.HEADING:
            parts.append((line.text, []))
        else:
            parts[-1][1].append(line)
    (_, intro), *rest = parts
    return ArticleText(
        lines[0].text if lines else "",
        language,
        tuple(_blocks(intro)),
        tuple(Section(heading, tuple(_blocks(below))) for heading, below in rest),
    )


def fit_to_print(article: ArticleText) -> ArticleText:
    """Leave out what is still empty; blocks below an empty heading join those above."""
    parts: list[tuple[str, list[Block]]] = [("", [*article.intro])]
    for section in article.sections:
        if section.heading.strip():
            parts.append((section.heading, [*section.blocks]))
        else:
            parts[-1][1].extend(section.blocks)
    filled = [(heading, tuple(_filled(blocks))) for heading, blocks in parts]
    return ArticleText(
        article.title,
        article.language,
        filled[0][1],
        tuple(Section(heading, blocks) for heading, blocks in filled[1:]),
    )


def _block_lines(blocks: Sequence[Block]) -> Iterator[EditLine]:
    before: Block | None = None
    for block in blocks:
        kind = _line_kind(block)
        if kind in LIST_KINDS:
            follows = before is not None and _line_kind(before) is kind
            for number, item in enumerate(block.items):
                yield EditLine(kind, item, fresh=follows and number == 0)
        else:
            yield EditLine(kind, block.text, picture=block.picture)
            if block.caption is not None:
                yield EditLine(LineKind.CAPTION, block.caption)
        before = block


def _line_kind(block: Block) -> LineKind:
    if block.nested and block.kind in _NESTED:
        return _NESTED[block.kind]
    return (_LISTS | _TEXTS)[block.kind]


def _blocks(lines: Sequence[EditLine]) -> Iterator[Block]:
    start = 0
    ends = [
        place + 1
        for place, (above, line) in enumerate(pairwise(lines))
        if not _belongs(above, line)
    ]
    for end in [*ends, len(lines)] if lines else []:
        group = lines[start:end]
        kind = group[0].kind
        # A title that slipped below the first line is a paragraph, and so is a lone caption.
        block = _BLOCKS.get(kind, BlockKind.PARAGRAPH)
        if kind is LineKind.PICTURE:
            yield _picture(*group)
        elif kind in LIST_KINDS:
            items = tuple(line.text for line in group)
            yield Block(block, items=items, nested=kind in NESTED_KINDS)
        else:
            yield Block(block, text=group[0].text, nested=kind in NESTED_KINDS)
        start = end


def _belongs(above: EditLine, line: EditLine) -> bool:
    """Whether a line goes on with the block of the one above."""
    if line.kind is LineKind.CAPTION:
        return above.kind is LineKind.PICTURE and bool(above.picture)
    return line.kind in LIST_KINDS and line.kind is above.kind and not line.fresh


def _picture(line: EditLine, caption: EditLine | None = None) -> Block:
    if not line.picture:
        return Block(BlockKind.PARAGRAPH, line.text)
    said = None if caption is None else caption.text
    return Block(BlockKind.PICTURE, line.text, picture=line.picture, caption=said)


def span_of(lines: Sequence[EditLine], place: int) -> range:
    """The places of a line and of what moves with it: a picture takes its caption along."""
    below = place + 1
    is_followed = below < len(lines) and lines[below].kind is LineKind.CAPTION
    if lines[place].kind is LineKind.CAPTION and place and lines[place - 1].picture:
        return range(place - 1, below)
    return range(place, below + (is_followed and bool(lines[place].picture)))


def _filled(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        kept = replace(block, items=tuple(item for item in block.items if item.strip()))
        if not kept.is_empty:
            yield kept
