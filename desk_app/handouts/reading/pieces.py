"""What a text was taken apart into, and how the pieces make an article again."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise, takewhile

from db.domain.article import ArticleText, Block, BlockKind, Section
from desk_app.handouts.reading.markers import ordinal


class PieceKind(enum.Enum):
    """What one run of words was taken for."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    STEP = "step"
    PICTURE = "picture"
    CAPTION = "caption"
    LEFT_OUT = "left_out"


class DropReason(enum.Enum):
    """Why a line was left out of the article."""

    MENU = "menu"
    BREADCRUMB = "breadcrumb"
    SITE_NAME = "site_name"
    BYLINE = "byline"
    DATE = "date"
    CONTENTS = "contents"
    CAPTION = "caption"
    PICTURE = "picture"
    REPEATED = "repeated"
    SHARING = "sharing"
    BUTTON = "button"
    INVITATION = "invitation"
    CONTACT = "contact"
    TAGS = "tags"
    COMMENTS = "comments"
    AUTHOR = "author"
    RELATED = "related"
    NEWSLETTER = "newsletter"
    COOKIES = "cookies"
    LEGAL = "legal"
    SEPARATOR = "separator"
    PAGE_HEAD = "page_head"
    PAGE_FOOT = "page_foot"
    ASIDE = "aside"
    FORM = "form"
    HIDDEN = "hidden"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True)
class Piece:
    """One heading, paragraph, list item or left-out line.

    Attributes:
        marker: what stood before the words and is not printed: ``1.``, ``•``, ``Q:``.
        reason: set when, and only when, the piece is left out.
        picture: of a picture, its number in the source, and once it is fit for paper its
            fingerprint.
    """

    kind: PieceKind
    text: str
    marker: str = ""
    reason: DropReason | None = None
    picture: str = ""


_LIST_KINDS = {PieceKind.BULLET: BlockKind.BULLETS, PieceKind.STEP: BlockKind.STEPS}


def to_article(pieces: Sequence[Piece], language: str) -> ArticleText:
    """Pieces before the first heading, wherever the title stands, make the intro."""
    title = next((piece.text for piece in pieces if piece.kind is PieceKind.TITLE), "")
    parts = [_Part()]
    for piece in pieces:
        if piece.kind is PieceKind.HEADING:
            parts.append(_Part(piece.text))
        elif piece.kind not in (PieceKind.TITLE, PieceKind.LEFT_OUT):
            parts[-1].pieces.append(piece)
    intro, *rest = parts
    sections = tuple(Section(part.heading, tuple(_blocks(part.pieces))) for part in rest)
    return ArticleText(title, language, tuple(_blocks(intro.pieces)), sections)


@dataclass(slots=True)
class _Part:
    heading: str = ""
    pieces: list[Piece] = field(default_factory=list)


def _blocks(pieces: Sequence[Piece]) -> list[Block]:
    inside = _inside_steps(pieces)
    places = groupby(range(len(pieces)), key=lambda place: (pieces[place].kind, place in inside))
    blocks: list[Block] = []
    for (kind, nested), group in places:
        alike = [pieces[place] for place in group]
        if kind in _LIST_KINDS:
            made = (Block(_LIST_KINDS[kind], items=items, nested=nested) for items in _lists(alike))
            blocks.extend(made)
            continue
        if kind is PieceKind.CAPTION and blocks and blocks[-1].kind is BlockKind.PICTURE:
            blocks[-1] = replace(blocks[-1], caption=alike.pop(0).text)
        for piece in alike:
            if kind is PieceKind.PICTURE:
                blocks.append(Block(BlockKind.PICTURE, piece.text, picture=piece.picture))
            else:
                blocks.append(Block(BlockKind.PARAGRAPH, piece.text, nested=nested))
    return blocks


def _inside_steps(pieces: Sequence[Piece]) -> set[int]:
    """Places of what stands between two steps whose numbers follow each other.

    Bullets below the last step are inside it too if an earlier step of the list had some.
    """
    inside: set[int] = set()
    steps = [place for place, piece in enumerate(pieces) if piece.kind is PieceKind.STEP]
    for step, following in pairwise([*steps, len(pieces)]):
        below = range(step + 1, following)
        before = ordinal(pieces[step].marker)
        after = ordinal(pieces[following].marker) if following < len(pieces) else None
        if before is not None and after == before + 1:
            inside.update(below)
        elif before is not None and before > 1 and _has_bullets_above(pieces, step, inside):
            inside.update(takewhile(lambda place: pieces[place].kind is PieceKind.BULLET, below))
    return inside


def _has_bullets_above(pieces: Sequence[Piece], step: int, inside: set[int]) -> bool:
    """Whether the step before, in the same list, ends in bullets of its own."""
    above = step - 1
    return above in inside and pieces[above].kind is PieceKind.BULLET


def _lists(items: Sequence[Piece]) -> Iterator[tuple[str, ...]]:
    """A numbering that falls back to 1 begins a new list."""
    start = 0
    for index in range(1, len(items)):
        before, here = ordinal(items[index - 1].marker), ordinal(items[index].marker)
        if before is not None and before > 1 and here == 1:
            yield tuple(item.text for item in items[start:index])
            start = index
    yield tuple(item.text for item in items[start:])
