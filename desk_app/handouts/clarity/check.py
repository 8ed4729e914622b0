"""The whole check of one article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from db.domain.article import ArticleText, Block, BlockKind
from db.domain.picture import describes
from desk_app.handouts.clarity import wordings
from desk_app.handouts.clarity.findings import Check, Finding, Report
from desk_app.handouts.clarity.grades import Reading, reading
from desk_app.handouts.clarity.plain_words import plain_words
from desk_app.handouts.clarity.sentences import KEPT, Span, sentences, words

LONG_SENTENCE: Final = 20
VERY_LONG_SENTENCE: Final = 30
LONG_PARAGRAPH: Final = 80
LONG_SECTION: Final = 150
LONG_LIST: Final = 7
GOOD_GRADE: Final = 8
HARD_GRADE: Final = 10
# Of a hundred words, how many speak to the reader at least (about one in every third sentence).
_LEAST_YOU: Final = 2
_SHORTEST_TO_JUDGE: Final = 40
_NO_RUNNING_TEXT: Final = (BlockKind.WRITE_IN, BlockKind.PICTURE)


@dataclass(frozen=True, slots=True)
class Provenance:
    """What is known of the version beside its words.

    Attributes:
        review_on: when it is to be looked at again.
    """

    sources: str = ""
    reviewer: str = ""
    review_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """One run of words: its number in reading order, and whether it is running text."""

    number: int
    text: str
    heading: bool = False


def check(
    article: ArticleText, *, provenance: Provenance | None = None, today: dt.date | None = None
) -> Report:
    """Look at an article; what is known beside its words is judged only when it is given.

    Args:
        today: tells a review that is overdue; needed with a provenance.
    """
    lines = list(_lines(article))
    running = [line.text for line in lines if not line.heading]
    counted = reading(running, article.language)
    found = [
        *_grade(counted),
        *_action(article, running),
        *_parts(article),
        *(_provenance(provenance, today) if provenance and today else ()),
        *sorted(_words(lines, article.language), key=_place),
        *_lengths(article),
    ]
    return Report(counted, tuple(sorted(found, key=_place)))


def _place(finding: Finding) -> tuple[int, int, int]:
    line = -1 if finding.line is None else finding.line
    return line, finding.start, -finding.check.weight


def _lines(article: ArticleText) -> Iterator[_Line]:
    yield _Line(0, article.title, heading=True)
    number = 1
    for heading, blocks in _parts_of(article):
        if heading is not None:
            yield _Line(number, heading, heading=True)
            number += 1
        for block in blocks:
            for text in block.texts():
                # Before empty lines stands a label, with a picture what few read: no sentences.
                yield _Line(number, text, heading=block.kind in _NO_RUNNING_TEXT)
                number += 1


def _parts_of(article: ArticleText) -> Iterator[tuple[str | None, tuple[Block, ...]]]:
    """A heading that is still empty is a line too; what stands above the first has none."""
    yield None, article.intro
    for section in article.sections:
        yield section.heading, section.blocks


# --- The words -------------------------------------------------------------------------


def _words(lines: list[_Line], language: str) -> Iterator[Finding]:
    for line in lines:
        for finding in _of_words(line.text, language, heading=line.heading):
            yield replace(finding, line=line.number)


@lru_cache(maxsize=KEPT)
def _of_words(text: str, language: str, *, heading: bool) -> tuple[Finding, ...]:
    """What the words of one line alone tell. Kept: while one types, the others stay as they are."""
    found = [
        Finding(Check.HARD_WORD, None, hard.start, hard.end, hard.said, hard.offers)
        for hard in plain_words(language).hard_words(text)
    ]
    found += _spans(Check.STRONG_CLAIM, text, wordings.strong_claims(text, language))
    if not heading:
        found += _spans(Check.PASSIVE, text, wordings.passives(text, language))
        found += _long_sentences(text)
        for span, plain in wordings.bare_numbers(text, language):
            offers = (plain,) if plain else ()
            said = span.of(text)
            found.append(Finding(Check.BARE_NUMBER, None, span.start, span.end, said, offers))
    return tuple(found)


def _spans(check_: Check, text: str, spans: Iterator[Span]) -> Iterator[Finding]:
    for span in spans:
        yield Finding(check_, None, span.start, span.end, span.of(text))


def _long_sentences(text: str) -> Iterator[Finding]:
    for span in sentences(text):
        said = span.of(text)
        count = len(words(said))
        if count > LONG_SENTENCE:
            very = count > VERY_LONG_SENTENCE
            rule = Check.VERY_LONG_SENTENCE if very else Check.LONG_SENTENCE
            yield Finding(rule, None, span.start, span.end, said, amount=count)


# --- The whole -------------------------------------------------------------------------


def _grade(counted: Reading) -> Iterator[Finding]:
    if counted.grade is None or counted.words < _SHORTEST_TO_JUDGE:
        return
    tenths = round(counted.grade * 10)
    if counted.grade > HARD_GRADE:
        yield Finding(Check.HIGH_GRADE, amount=tenths)
    elif counted.grade > GOOD_GRADE:
        yield Finding(Check.RAISED_GRADE, amount=tenths)


def _action(article: ArticleText, running: list[str]) -> Iterator[Finding]:
    language = article.language
    if not wordings.knows(language):
        return
    acts = any(
        wordings.tells_to_act(span.of(text), language)
        for text in running
        for span in sentences(text)
    )
    if not acts and not _has(article, BlockKind.YOU_CAN_DO):
        yield Finding(Check.NO_ACTION)
    count = sum(len(words(text)) for text in running)
    you = sum(wordings.counts_you(text, language) for text in running)
    if count >= _SHORTEST_TO_JUDGE and you * 100 < _LEAST_YOU * count:
        yield Finding(Check.FEW_YOU, amount=you)


def _parts(article: ArticleText) -> Iterator[Finding]:
    needed = ((BlockKind.KEY_POINT, Check.NO_KEY_POINT), (BlockKind.CALL_US, Check.NO_CALL_US))
    for kind, rule in needed:
        if not _has(article, kind):
            yield Finding(rule)


def _provenance(known: Provenance, today: dt.date) -> Iterator[Finding]:
    if not known.sources.strip():
        yield Finding(Check.NO_SOURCE)
    if not known.reviewer.strip():
        yield Finding(Check.NO_REVIEWER)
    if known.review_on is None:
        yield Finding(Check.NO_REVIEW_DAY)
    elif known.review_on <= today:
        yield Finding(Check.REVIEW_OVERDUE)


def _lengths(article: ArticleText) -> Iterator[Finding]:
    number = 1
    for heading, blocks in _parts_of(article):
        count = sum(len(words(text)) for block in blocks for text in block.texts())
        if heading is not None:
            if count > LONG_SECTION:
                yield Finding(Check.LONG_SECTION, number, amount=count)
            number += 1
        elif count > LONG_SECTION and blocks:
            yield Finding(Check.LONG_SECTION, number, amount=count)
        for block in blocks:
            yield from _block_length(block, number)
            number += len(block.texts())


def _block_length(block: Block, number: int) -> Iterator[Finding]:
    if block.kind.is_list:
        if len(block.items) > LONG_LIST:
            yield Finding(Check.LONG_LIST, number, amount=len(block.items))
    elif block.kind is BlockKind.PICTURE and not describes(block.text):
        yield Finding(Check.UNDESCRIBED_PICTURE, number)
    elif (count := len(words(block.text))) > LONG_PARAGRAPH:
        yield Finding(Check.LONG_PARAGRAPH, number, amount=count)


def _has(article: ArticleText, kind: BlockKind) -> bool:
    blocks = (block for _, blocks in _parts_of(article) for block in blocks)
    return any(block.kind is kind and any(map(str.strip, block.texts())) for block in blocks)
