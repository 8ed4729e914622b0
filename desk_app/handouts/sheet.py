"""Everything that stands on one handout, frozen.

The JSON form is what the database keeps: the same JSON gives the same pages years later.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from db.domain.article import ArticleState, ArticleText
from db.domain.handout import HandoutKind, Paper, TextSize

# One folder of templates per version; a published version is never edited again.
TEMPLATE_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The clinic's name and ways to reach it.

    Attributes:
        accent: colour as ``#rrggbb``; darkened on paper until it reads well on white.
        logo: the fingerprint of a picture; empty for none.
    """

    name: str
    address_lines: tuple[str, ...] = ()
    phone: str = ""
    web: str = ""
    email: str = ""
    accent: str = "#0f4c52"
    logo: str = ""

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "address_lines": list(self.address_lines)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Letterhead:
        return cls(
            name=data["name"],
            address_lines=tuple(data.get("address_lines", ())),
            phone=data.get("phone", ""),
            web=data.get("web", ""),
            email=data.get("email", ""),
            accent=data.get("accent", "#0f4c52"),
            logo=data.get("logo", ""),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where the words come from and who stands behind them."""

    state: ArticleState
    reviewer: str = ""
    reviewed_on: date | None = None
    review_due_on: date | None = None
    sources: tuple[str, ...] = ()
    version_number: int = 1

    def is_overdue(self, on: date) -> bool:
        return self.review_due_on is not None and self.review_due_on < on

    def is_in_force(self, on: date) -> bool:
        """Whether this version may be handed out on that day without a DRAFT mark."""
        return self.state is ArticleState.APPROVED and not self.is_overdue(on)

    def to_json(self) -> dict[str, Any]:
        return {
            "state": self.state.value,
            "reviewer": self.reviewer,
            "reviewed_on": _iso(self.reviewed_on),
            "review_due_on": _iso(self.review_due_on),
            "sources": list(self.sources),
            "version_number": self.version_number,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Provenance:
        return cls(
            state=ArticleState(data["state"]),
            reviewer=data.get("reviewer", ""),
            reviewed_on=_date(data.get("reviewed_on")),
            review_due_on=_date(data.get("review_due_on")),
            sources=tuple(data.get("sources", ())),
            version_number=data.get("version_number", 1),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutSheet:
    """One article version as given to one person on one day.

    Attributes:
        language: of the printed labels and dates (BCP 47); the article has its own.
        given_on: the clinic's date; also decides whether the review is overdue.
        example: shipped text that no practitioner of this clinic has approved.
        in_colour: ``False`` gives black and greys only.
    """

    article: ArticleText
    letterhead: Letterhead
    provenance: Provenance
    given_on: date
    kind: HandoutKind = HandoutKind.SHEET
    size: TextSize = TextSize.STANDARD
    paper: Paper = Paper.LETTER
    language: str = "en"
    recipient_name: str = ""
    practitioner_note: str = ""
    next_step: str = ""
    example: bool = False
    in_colour: bool = True
    template: int = TEMPLATE_VERSION

    @property
    def is_draft(self) -> bool:
        """Whether the pages carry the DRAFT mark."""
        return self.example or not self.provenance.is_in_force(self.given_on)

    @property
    def reference(self) -> str:
        """The short sign in the footer, e.g. ``3F9A-21C7``, the same for the same sheet."""
        text = json.dumps(self.to_json(), sort_keys=True, separators=(",", ":"))
        sign = hashlib.sha256(text.encode("ascii")).hexdigest()[:8].upper()
        return f"{sign[:4]}-{sign[4:]}"

    def to_json(self) -> dict[str, Any]:
        return {
            "article": self.article.to_json(),
            "letterhead": self.letterhead.to_json(),
            "provenance": self.provenance.to_json(),
            "given_on": self.given_on.isoformat(),
            "kind": self.kind.value,
            "size": int(self.size),
            "paper": self.paper.value,
            "language": self.language,
            "recipient_name": self.recipient_name,
            "practitioner_note": self.practitioner_note,
            "next_step": self.next_step,
            "example": self.example,
            "in_colour": self.in_colour,
            "template": self.template,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> HandoutSheet:
        return cls(
            article=ArticleText.from_json(data["article"]),
            letterhead=Letterhead.from_json(data["letterhead"]),
            provenance=Provenance.from_json(data["provenance"]),
            given_on=date.fromisoformat(data["given_on"]),
            kind=HandoutKind(data.get("kind", HandoutKind.SHEET.value)),
            size=TextSize(data["size"]),
            paper=Paper(data["paper"]),
            language=data["language"],
            recipient_name=data.get("recipient_name", ""),
            practitioner_note=data.get("practitioner_note", ""),
            next_step=data.get("next_step", ""),
            example=data.get("example", False),
            in_colour=data.get("in_colour", True),
            template=data["template"],
        )


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
