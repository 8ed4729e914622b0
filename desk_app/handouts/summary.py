"""The main points of an article: what to know, what to do, when to call."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from db.domain.article import ArticleText, Block, BlockKind, Section
from db.domain.errors import NothingToSumUpError

_MAIN = frozenset({BlockKind.KEY_POINT, BlockKind.YOU_CAN_DO, BlockKind.CALL_US})


def summary_of(article: ArticleText) -> ArticleText:
    """The same article with nothing but its main points, each word as it stands there.

    Numbered steps are taken for things to do where nothing else says what to do.

    Raises:
        NothingToSumUpError: it has none.
    """
    kinds = _MAIN if _has(article, BlockKind.YOU_CAN_DO) else _MAIN | {BlockKind.STEPS}
    intro = tuple(_those(article.intro, kinds))
    sections = tuple(
        Section(section.heading, blocks)
        for section in article.sections
        if (blocks := tuple(_those(section.blocks, kinds)))
    )
    if not intro and not sections:
        raise NothingToSumUpError
    return replace(article, intro=intro, sections=sections)


def _has(article: ArticleText, kind: BlockKind) -> bool:
    blocks = (article.intro, *(section.blocks for section in article.sections))
    return any(block.kind is kind and any(block.texts()) for part in blocks for block in part)


def _those(blocks: Sequence[Block], kinds: Collection[BlockKind]) -> Iterator[Block]:
    """The blocks of these kinds, and what belongs to an item of theirs."""
    kept = False
    for block in blocks:
        kept = kept if block.nested else block.kind in kinds
        if kept and any(block.texts()):
            yield block
