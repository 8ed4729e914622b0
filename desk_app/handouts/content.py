"""A sheet as the flat data its template sets: what stands where, in which words.

Nothing here becomes Typst source; the template receives strings and lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from db.domain.article import ArticleState, Block, BlockKind, Section
from db.domain.handout import HandoutKind
from desk_app.handouts.page_content import Data, in_one_piece, page_content
from desk_app.handouts.reading.language import guess_language
from desk_app.handouts.sheet import HandoutSheet
from desk_app.handouts.summary import summary_of
from desk_app.handouts.wording import Wording, is_right_to_left, primary_language, text_setter

_BOX_LABELS = {
    BlockKind.KEY_POINT: "key_point",
    BlockKind.CALL_US: "call_us",
    BlockKind.YOU_CAN_DO: "you_can_do",
}
# What is this short is never torn apart by the end of a page; longer, it might not fit on any.
_LONGEST_WHOLE = 500
_LONGEST_WHOLE_IN_LARGE = 300
_MOST_WHOLE_LINES = 8
_WRITE_IN_LINES = 3


def handout_content(sheet: HandoutSheet, words: Wording) -> Data:
    """Everything the handout template reads. The sheet's texts are already cleaned."""
    put = text_setter(sheet.article.language)
    title = sheet.article.title or words("untitled")
    shared = page_content(sheet.letterhead, sheet.paper, sheet.size, words, colour=sheet.in_colour)
    if sheet.kind is HandoutKind.LEAFLET:
        shared["page"] = _turned(shared["page"])
    return {
        **shared,
        "kind": sheet.kind.value,
        "language": primary_language(sheet.article.language),
        "right_to_left": is_right_to_left(sheet.article.language),
        "title": title,
        "heading": put(title),
        "draft": _draft(sheet, words),
        "recipient": _recipient(sheet.recipient_name, words),
        "given": words("given", date=words.date(sheet.given_on)),
        "shortened": words("summary") if sheet.kind is HandoutKind.SUMMARY else "",
        "own_questions": words("own_questions"),
        "flow": _kept_together(
            [*_Flow(sheet, words, put).items(), *_personal(sheet, words)],
            large=sheet.size.is_large_print,
        ),
        "reviewed": _reviewed(sheet, words),
        "sources": _sources(sheet, words),
        "sign": [
            words("version", number=str(sheet.provenance.version_number)),
            words("reference", reference=sheet.reference),
        ],
    }


def _turned(page: Data) -> Data:
    return {"width": page["height"], "height": page["width"]}


class _Flow:
    """The article as headings, paragraphs, lists and boxes; key points come first."""

    def __init__(self, sheet: HandoutSheet, words: Wording, put: Callable[[str], str]) -> None:
        summed_up = sheet.kind is HandoutKind.SUMMARY
        self._article = summary_of(sheet.article) if summed_up else sheet.article
        self._phone = sheet.letterhead.phone
        self._words = words
        self._put = put

    def items(self) -> Iterator[Data]:
        sections = self._article.sections
        yield from self._key_points(self._article.intro, "")
        for section in sections:
            own_box = _is_key_point(section)
            yield from self._key_points(section.blocks, section.heading if own_box else "")
        yield from self._blocks(self._article.intro, box_level=2)
        for section in sections:
            if not _is_key_point(section):
                yield from self._section(section)

    def _key_points(self, blocks: Sequence[Block], label: str) -> Iterator[Data]:
        for block in _filled(blocks):
            if block.kind is BlockKind.KEY_POINT:
                yield self._box(block, label, 2)

    def _section(self, section: Section) -> Iterator[Data]:
        blocks = _filled(section.blocks)
        if len(blocks) == 1 and blocks[0].kind in _BOX_LABELS and section.heading:
            yield self._box(blocks[0], section.heading, 2)
            return
        if section.heading:
            yield {"kind": "heading", "text": self._put(section.heading)}
        yield from self._blocks(blocks, box_level=3 if section.heading else 2)

    def _blocks(self, blocks: Sequence[Block], *, box_level: int) -> Iterator[Data]:
        flow: list[Data] = []
        inside = False
        filled = _filled(blocks)
        for block, below in zip_longest(filled, filled[1:]):
            above = flow[-1] if flow and flow[-1]["kind"] in ("steps", "bullets") else None
            belongs = block.nested or _is_between_steps(block, below)
            inside, was_inside = belongs and above is not None, inside
            if above is not None and inside:
                above["items"][-1]["inside"].append(self._simple(block))
            elif above is not None and was_inside and above["kind"] == self._simple(block)["kind"]:
                above["items"] += self._simple(block)["items"]
            elif block.kind not in _BOX_LABELS:
                flow.append(self._simple(block))
            elif block.kind is not BlockKind.KEY_POINT:
                flow.append(self._box(block, "", box_level))
        yield from flow

    def _simple(self, block: Block) -> Data:
        """A paragraph, or a list whose items can hold more of either."""
        if block.kind is BlockKind.WRITE_IN:
            return {"kind": "write_in", "text": self._put(block.text), "rules": _WRITE_IN_LINES}
        if block.kind is BlockKind.PICTURE:
            return self._picture(block)
        if not block.kind.is_list:
            return {"kind": "paragraph", "text": self._put(block.text)}
        kind = "steps" if block.kind is BlockKind.STEPS else "bullets"
        return {"kind": kind, "items": _items(block.items, self._put)}

    def _picture(self, block: Block) -> Data:
        return {
            "kind": "picture",
            "picture": block.picture,
            "alt": block.text or self._words("undescribed"),
            "caption": self._put(block.caption or ""),
        }

    def _box(self, block: Block, label: str, level: int) -> Data:
        phone = self._phone if block.kind is BlockKind.CALL_US else ""
        return {
            "kind": "box",
            "look": block.kind.value,
            "level": level,
            "label": self._put(label) if label else self._words(_BOX_LABELS[block.kind]),
            "label_is_ours": not label,
            "lines": [] if block.kind.is_list else self._put(block.text).split("\n"),
            "items": _items(block.items, self._put),
            "call": self._words("call", phone=in_one_piece(phone)) if phone else "",
        }


def _is_between_steps(block: Block, below: Block | None) -> bool:
    """A picture of one step does not make the next one the first again."""
    return block.kind is BlockKind.PICTURE and below is not None and below.kind is BlockKind.STEPS


def _items(texts: Sequence[str], put: Callable[[str], str]) -> list[Data]:
    return [{"text": put(text), "inside": []} for text in texts]


def _filled(blocks: Sequence[Block]) -> list[Block]:
    """Blocks that hold something, without their empty items."""
    kept = (replace(block, items=tuple(filter(None, block.items))) for block in blocks)
    return [block for block in kept if not block.is_empty]


def _kept_together(flow: list[Data], *, large: bool) -> list[Data]:
    """What is not torn apart by a page's end, and what stays with the thing below it.

    Whether the last stays with the closing lines is measured by the template.
    """
    for item, below in zip(flow, [*flow, {}][1:], strict=True):
        texts = list(_texts_of(item))
        short = _is_short(texts) and not _has_pictures(item)
        item["whole"] = short and item["kind"] != "paragraph"
        if large and item["kind"] in ("steps", "bullets"):
            # A longer list would leave half a page empty above it, to begin on the next.
            item["whole"] = short and sum(map(len, texts)) <= _LONGEST_WHOLE_IN_LARGE
        if item["kind"] == "paragraph":
            leads_in = item["text"].rstrip().endswith((":", "："))
            item["sticky"] = leads_in and short and below.get("kind") in ("steps", "bullets")
        else:
            # The two boxes with words for this person make one place to look for them; in large
            # print they would leave half a page empty to stand together.
            item["sticky"] = short and item.get("look") == "note" and not large
    return flow


def _has_pictures(item: Data) -> bool:
    """Whether they stand in a list, where each may take a third of a page."""
    parts = (part for listed in item.get("items", ()) for part in listed["inside"])
    return any(part["kind"] == "picture" for part in parts)


def _texts_of(item: Data) -> Iterator[str]:
    yield from filter(
        None, (item.get("text"), item.get("caption"), item.get("label"), *item.get("lines", ()))
    )
    for listed in item.get("items", ()):
        yield listed["text"]
        for part in listed["inside"]:
            yield from _texts_of(part)


def _is_short(texts: Sequence[str]) -> bool:
    """Whether the texts, in large print too, take well under a page."""
    lines = sum(text.count("\n") + 1 for text in texts)
    return lines <= _MOST_WHOLE_LINES and sum(map(len, texts)) <= _LONGEST_WHOLE


def _is_key_point(section: Section) -> bool:
    """Whether the section is nothing but one key point under its own heading."""
    blocks = _filled(section.blocks)
    return len(blocks) == 1 and blocks[0].kind is BlockKind.KEY_POINT and bool(section.heading)


def _personal(sheet: HandoutSheet, words: Wording) -> Iterator[Data]:
    put = text_setter(sheet.article.language)
    for look, text in (("note", sheet.practitioner_note), ("next_step", sheet.next_step)):
        if text:
            yield {
                "kind": "box",
                "look": look,
                "level": 2,
                "label": words(look),
                "label_is_ours": True,
                "language": _language_of(text, words),
                "lines": [put(words.inserted(line)) for line in text.split("\n")],
                "items": [],
                "call": "",
            }


def _language_of(text: str, words: Wording) -> str:
    """The language of words typed at the desk: that of the labels, or English."""
    return guess_language(text, among=("en", words.language), otherwise=words.language)


def _recipient(name: str, words: Wording) -> Data | None:
    if not name:
        return None
    before, after = words.split("for", "name")
    return {
        "before": before,
        "name": text_setter(words.language)(words.inserted(name)),
        "after": after,
    }


def _draft(sheet: HandoutSheet, words: Wording) -> Data | None:
    """The mark and why it is there; nothing on approved text."""
    if not sheet.is_draft:
        return None
    provenance = sheet.provenance
    reasons = []
    if sheet.example:
        reasons.append(words("example"))
    if provenance.state is ArticleState.RETIRED:
        reasons.append(words("retired"))
    elif provenance.state is not ArticleState.APPROVED:
        reasons.append(words("not_reviewed"))
    elif provenance.review_due_on and provenance.is_overdue(sheet.given_on):
        reasons.append(words("overdue", date=words.date(provenance.review_due_on)))
    return {"mark": words("draft"), "reasons": reasons}


def _reviewed(sheet: HandoutSheet, words: Wording) -> str:
    """Who reviewed it and until when."""
    provenance = sheet.provenance
    reviewed_on = words.date(provenance.reviewed_on) if provenance.reviewed_on else ""
    parts = []
    if provenance.state in (ArticleState.DRAFT, ArticleState.IN_REVIEW) or sheet.example:
        parts.append(words("not_reviewed"))
    elif provenance.reviewer and reviewed_on:
        parts.append(words("reviewed", reviewer=provenance.reviewer, date=reviewed_on))
    elif provenance.reviewer:
        parts.append(words("reviewed_by", reviewer=provenance.reviewer))
    elif reviewed_on:
        parts.append(words("reviewed_on", date=reviewed_on))
    if provenance.review_due_on and not sheet.is_draft:
        parts.append(words("next_review", date=words.date(provenance.review_due_on)))
    return " ".join(parts)


def _sources(sheet: HandoutSheet, words: Wording) -> Data | None:
    """Each with its language: a voice that reads English as Spanish is not understood.

    A summary has one page, and says where they stand instead.
    """
    if sheet.kind is HandoutKind.SUMMARY:
        return None
    put = text_setter(words.language)
    # "et al." is French to the small words, and in every language of science.
    sources = [
        {
            "text": put(words.inserted(source.rstrip(". "))),
            "language": _language_of(source.replace("et al", ""), words),
        }
        for source in sheet.provenance.sources
        if source
    ]
    return {"label": words("sources"), "items": sources} if sources else None
