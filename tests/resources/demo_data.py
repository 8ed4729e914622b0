"""The demo clinic's files, read once, and a few questions asked of them."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from db.domain.enquiry import Outcome

Record = dict[str, Any]
DEMO = Path(__file__).parents[2] / "resources" / "demo"
MARK = "example, not approved by a practitioner"
OPEN_DAYS_OF_SIX_WEEKS = 30
OPEN_DAYS_OF_A_YEAR = 5 * 53


def table(name: str) -> Record:
    return tomllib.loads((DEMO / f"{name}.toml").read_text(encoding="utf-8"))


CLINIC = table("clinic")
SERVICES = {service["key"]: service for service in table("services")["services"]}
CARDS = table("desk_cards")["desk_cards"]
SCREENING = table("screening")
QUESTIONS = {question["key"]: question for question in SCREENING["questions"]}
HAND_OVERS = {words["key"] for words in SCREENING["hand_overs"]}
STAFF = {member["key"]: member for member in CLINIC["staff"]}
PEOPLE = {person["key"]: person for person in table("people")["people"]}
ENQUIRIES = table("enquiries")["enquiries"]
RECENT = [e for e in ENQUIRIES if e.get("open_days_ago", 0) <= OPEN_DAYS_OF_SIX_WEEKS]
ARTICLES = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))["meta"]
    for path in (DEMO / "articles").glob("*.json")
}


def choices(which: str) -> set[str]:
    return {line["key"] for line in CLINIC[which]}


def keys(records: list[Record]) -> list[str]:
    return [record["key"] for record in records]


def final_outcome(enquiry: Record) -> Outcome:
    done = enquiry.get("follow_up", {}).get("done", {})
    return Outcome(done.get("outcome", enquiry["outcome"]))


def lost_reason(enquiry: Record) -> str | None:
    done = enquiry.get("follow_up", {}).get("done", {})
    return enquiry.get("lost_reason") or done.get("lost_reason")


def promised() -> list[Record]:
    """Every follow-up that is still to be done."""
    steps = (e["follow_up"] for e in RECENT if "follow_up" in e)
    return [step for step in steps if "done" not in step]


def all_texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from all_texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from all_texts(part)
