"""The clinic's own text as blocks, and the states a version of it goes through."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


class ArticleState(enum.Enum):
    """Where one version of an article stands. Only APPROVED prints without a DRAFT mark."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    RETIRED = "retired"


class BlockKind(enum.Enum):
    """What one block is. The values are the ``type`` of its JSON form.

    WRITE_IN has empty lines below its words, for the reader's pen.
    """

    PARAGRAPH = "p"
    BULLETS = "ul"
    STEPS = "ol"
    KEY_POINT = "key_point"
    CALL_US = "call_us"
    YOU_CAN_DO = "you_can_do"
    WRITE_IN = "write_in"

    @property
    def is_list(self) -> bool:
        """Whether the block holds items and no text."""
        return self in (BlockKind.BULLETS, BlockKind.STEPS, BlockKind.YOU_CAN_DO)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or one list: ``text`` for the former, ``items`` for the latter.

    Attributes:
        nested: belongs to the last item of the list above; steps that follow count on.
    """

    kind: BlockKind
    text: str = ""
    items: tuple[str, ...] = ()
    nested: bool = False

    def texts(self) -> tuple[str, ...]:
        """Every run of words in the block, in reading order."""
        return self.items if self.kind.is_list else (self.text,)

    def to_json(self) -> dict[str, Any]:
        content: Mapping[str, Any] = (
            {"items": list(self.items)} if self.kind.is_list else {"text": self.text}
        )
        return {"type": self.kind.value, **content, **({"nested": True} if self.nested else {})}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Block:
        return cls(
            BlockKind(data["type"]),
            data.get("text", ""),
            tuple(data.get("items", ())),
            data.get("nested", False),
        )


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it; ``heading`` is never empty."""

    heading: str
    blocks: tuple[Block, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {"heading": self.heading, "blocks": [block.to_json() for block in self.blocks]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Section:
        return cls(data["heading"], _blocks(data["blocks"]))


@dataclass(frozen=True, slots=True)
class ArticleText:
    """One version's words, frozen.

    Attributes:
        language: BCP 47, e.g. ``en``, ``es``, ``ar``.
        intro: what stands between the title and the first heading.
    """

    title: str
    language: str = "en"
    intro: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()

    def texts(self) -> Iterator[str]:
        """Every run of words after the title, in reading order."""
        for block in self.intro:
            yield from block.texts()
        for section in self.sections:
            yield section.heading
            for block in section.blocks:
                yield from block.texts()

    def to_json(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "lang": self.language,
            "intro": [block.to_json() for block in self.intro],
            "sections": [section.to_json() for section in self.sections],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ArticleText:
        return cls(
            data["title"],
            data.get("lang", "en"),
            _blocks(data.get("intro", ())),
            tuple(Section.from_json(section) for section in data.get("sections", ())),
        )


def _blocks(data: Sequence[Mapping[str, Any]]) -> tuple[Block, ...]:
    return tuple(Block.from_json(block) for block in data)
