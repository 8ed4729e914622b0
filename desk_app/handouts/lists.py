"""The follow-up list on paper: to be worked with a pen and typed back afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from db.domain.handout import Paper, TextSize
from desk_app.follow_up_codes import PaperCode
from desk_app.handouts.page_content import Data, page_content
from desk_app.handouts.sheet import TEMPLATE_VERSION, Letterhead
from desk_app.handouts.wording import Wording, is_right_to_left, text_setter


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpLine:
    """One promise, in words ready for paper.

    Attributes:
        group: heading above the first line of a group, e.g. ``Overdue``.
        window: when, e.g. ``Tue 24 Nov, 15:00``.
        owner: whose it is, where the list is not one person's.
        attempts: what was tried, e.g. ``2 tries, last Mon 10:20, no answer``.
    """

    window: str
    person: str
    owner: str = ""
    phone: str = ""
    service: str = ""
    promised: str = ""
    attempts: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpSheet:
    """The whole list as printed on one day.

    Attributes:
        number: under which its rows are kept; 0 when they are not.
    """

    rows: tuple[FollowUpLine, ...]
    heading: str
    printed_on: date
    clinic: Letterhead
    paper: Paper = Paper.LETTER
    size: TextSize = TextSize.STANDARD
    language: str = "en"
    number: int = 0
    template: int = TEMPLATE_VERSION

    def to_json(self) -> dict[str, Any]:
        return {
            "rows": [asdict(row) for row in self.rows],
            "heading": self.heading,
            "printed_on": self.printed_on.isoformat(),
            "clinic": self.clinic.to_json(),
            "paper": self.paper.value,
            "size": int(self.size),
            "language": self.language,
            "number": self.number,
            "template": self.template,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> FollowUpSheet:
        return cls(
            rows=tuple(FollowUpLine(**row) for row in data["rows"]),
            heading=data["heading"],
            printed_on=date.fromisoformat(data["printed_on"]),
            clinic=Letterhead.from_json(data["clinic"]),
            paper=Paper(data["paper"]),
            size=TextSize(data["size"]),
            language=data["language"],
            number=data.get("number", 0),
            template=data["template"],
        )


def list_content(sheet: FollowUpSheet, words: Wording) -> Data:
    """Everything the list template reads. The sheet's texts are already cleaned."""
    put = text_setter(sheet.language)
    labels = ("confidential", "empty", "codes", "number", "when", "who")
    return {
        **page_content(sheet.clinic, sheet.paper, sheet.size, words, colour=True),
        "language": words.language,
        "right_to_left": is_right_to_left(words.language),
        "title": sheet.heading or words("untitled"),
        "printed": words("list_printed", date=words.date(sheet.printed_on)),
        "sheet": words("list_sheet", number=str(sheet.number)) if sheet.number else "",
        "labels": {label: words(f"list_{label}") for label in labels},
        "codes": [
            {"letter": code.value, "meaning": words(f"list_{code.name.lower()}")}
            for code in PaperCode
        ],
        "groups": _groups(
            [
                {name: put(words.inserted(text)) for name, text in asdict(row).items()}
                for row in sheet.rows
            ]
        ),
    }


def _groups(rows: list[Data]) -> list[Data]:
    """Runs of rows under the same heading, numbered through from 1."""
    groups: list[Data] = []
    for number, row in enumerate(rows, start=1):
        if not groups or groups[-1]["heading"] != row["group"]:
            groups.append({"heading": row["group"], "rows": []})
        groups[-1]["rows"].append({**row, "number": str(number)})
    return groups
