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
    The words of a PICTURE say what it shows, for people who cannot see it.
    """

    PARAGRAPH = "p"
    BULLETS = "ul"
    STEPS = "ol"
    KEY_POINT = "key_point"
    CALL_US = "call_us"
    YOU_CAN_DO = "you_can_do"
    WRITE_IN = "write_in"
    PICTURE = "picture"

    @property
    def is_list(self) -> bool:
        """Whether the block holds items and no text."""
        return self in (BlockKind.BULLETS, BlockKind.STEPS, BlockKind.YOU_CAN_DO)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or one list: ``text`` for the former, ``items`` for the latter.

    Attributes:
        nested: belongs to the last item of the list above; steps that follow count on.
        picture: of a picture, the fingerprint that it is kept under.
        caption: of a picture, what is printed below it; None for nothing.
    """

    kind: BlockKind
    text: str = ""
    items: tuple[str, ...] = ()
    nested: bool = False
    picture: str = ""
    caption: str | None = None

    def texts(self) -> tuple[str, ...]:
        """Every run of words in the block, in reading order."""
        if self.kind.is_list:
            return self.items
        return (self.text,) if self.caption is None else (self.text, self.caption)

    @property
    def is_empty(self) -> bool:
        """Whether it has neither words nor a picture."""
        return not self.picture and not any(text.strip() for text in self.texts())

    def to_json(self) -> dict[str, Any]:
        content: Mapping[str, Any] = (
            {"items": list(self.items)} if self.kind.is_list else {"text": self.text}
        )
        rare = {"nested": self.nested, "picture": self.picture, "caption": self.caption}
        return {
            "type": self.kind.value,
            **content,
            **{name: value for name, value in rare.items() if value},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Block:
        return cls(
            BlockKind(data["type"]),
            data.get("text", ""),
            tuple(data.get("items", ())),
            data.get("nested", False),
            data.get("picture", ""),
            data.get("caption"),
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

    def pictures(self) -> Iterator[Block]:
        """The blocks that are pictures, in reading order."""
        for blocks in (self.intro, *(section.blocks for section in self.sections)):
            yield from (block for block in blocks if block.kind is BlockKind.PICTURE)

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
