"""A person's own copy: all that is known of them, as JSON and for paper."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from db.domain.clinic import ClinicProfile
from db.domain.enquiry import About, Channel, Outcome
from db.domain.follow_up import AttemptResult, VoicemailRule
from db.domain.handout import HandoutKind, Medium, Paper
from db.domain.service import ScreeningReply
from desk_app import wording
from desk_app.handouts.records import RecordEntry, RecordSection, RecordSheet
from desk_app.handouts.sheets import letterhead_of

Row = Mapping[str, Any]
Told = Mapping[str, Sequence[Row]]

# What is told of a row, in this order; what stands nowhere here is bookkeeping, see the test.
LABELS: Final[dict[str, Any]] = {
    "name": QT_TRANSLATE_NOOP("OwnCopy", "Name"),
    "email": QT_TRANSLATE_NOOP("OwnCopy", "E-mail"),
    "kind": QT_TRANSLATE_NOOP("OwnCopy", "Kind"),
    "language": QT_TRANSLATE_NOOP("OwnCopy", "Language"),
    "note": QT_TRANSLATE_NOOP("OwnCopy", "Note"),
    "do_not_contact_since": QT_TRANSLATE_NOOP("OwnCopy", "Not to be contacted since"),
    "do_not_contact_reason": QT_TRANSLATE_NOOP("OwnCopy", "Reason"),
    "do_not_contact_by": QT_TRANSLATE_NOOP("OwnCopy", "Noted by"),
    "started_at": QT_TRANSLATE_NOOP("OwnCopy", "When"),
    "given_at": QT_TRANSLATE_NOOP("OwnCopy", "When"),
    "channel": QT_TRANSLATE_NOOP("OwnCopy", "Reached us by"),
    "caller_name": QT_TRANSLATE_NOOP("OwnCopy", "Name given"),
    "phone_raw": QT_TRANSLATE_NOOP("OwnCopy", "Number"),
    "about": QT_TRANSLATE_NOOP("OwnCopy", "About"),
    "about_name": QT_TRANSLATE_NOOP("OwnCopy", "Name of the person concerned"),
    "service": QT_TRANSLATE_NOOP("OwnCopy", "Service"),
    "concern": QT_TRANSLATE_NOOP("OwnCopy", "In the caller's words"),
    "body_area": QT_TRANSLATE_NOOP("OwnCopy", "Body area"),
    "heard": QT_TRANSLATE_NOOP("OwnCopy", "Heard of us through"),
    "heard_detail": QT_TRANSLATE_NOOP("OwnCopy", "Who or what told them"),
    "outcome": QT_TRANSLATE_NOOP("OwnCopy", "What came of it"),
    "lost_reason": QT_TRANSLATE_NOOP("OwnCopy", "Because"),
    "booked_on": QT_TRANSLATE_NOOP("OwnCopy", "Booked for"),
    "outcome_note": QT_TRANSLATE_NOOP("OwnCopy", "Note"),
    "routine_reason": QT_TRANSLATE_NOOP("OwnCopy", "Closed as routine because"),
    "taken_by": QT_TRANSLATE_NOOP("OwnCopy", "Taken by"),
    "given_by": QT_TRANSLATE_NOOP("OwnCopy", "Given by"),
    "medium": QT_TRANSLATE_NOOP("OwnCopy", "How"),
}  # fmt: skip


def own_copy_json(told: Told) -> bytes:
    """Return all of it for other programs."""
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def own_copy_sheet(
    told: Told, profile: ClinicProfile, *, today: dt.date, language: str = ""
) -> RecordSheet:
    """Return all of it in words; what was never told is left out."""
    writer = _Writer(profile.zone)
    tr = partial(QCoreApplication.translate, "OwnCopy")
    sections = (
        _section(tr("Who you are"), told["person"], writer),
        _listed(tr("Former names"), [_former_name(row, writer) for row in told["former_names"]]),
        _listed(tr("Your numbers"), [_number(row, writer) for row in told["numbers"]]),
        _listed(tr("Who belongs to you"), _relations(told)),
        _enquiries(tr("Your enquiries"), told, writer),
        _listed(
            tr("Calls from your numbers"),
            [(writer.moment(row["rang_at"]), row["phone_raw"]) for row in told["calls"]],
        ),
        _section(tr("Handouts you were given"), told["handouts"], writer, _title_of),
    )
    return RecordSheet(
        title=tr("What we know of you"),
        lead=tr("All that is kept at our front desk about you, in our words and in yours."),
        columns=(tr("What"), tr("What we keep")),
        sections=tuple(section for section in sections if section.entries),
        printed_on=today,
        clinic=letterhead_of(profile),
        paper=Paper(profile.paper),
        language=language or profile.language,
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes values as they are read; days with their year, as they are read for years."""

    zone: dt.tzinfo

    def moment(self, told: str) -> str:
        return f"{dt.datetime.fromisoformat(told).astimezone(self.zone):%Y-%m-%d %H:%M}"

    def rows(self, row: Row) -> tuple[tuple[str, str], ...]:
        words: dict[str, Callable[[Any], str]] = {
            "channel": lambda told: wording.channel(Channel(told)),
            "outcome": lambda told: wording.outcome(Outcome(told)),
            "about": lambda told: wording.about(About(told)),
            "medium": lambda told: wording.medium(Medium(told)),
            "language": wording.language_name,
            "kind": lambda told: wording.handout_kind(HandoutKind(told)),
            **dict.fromkeys(("do_not_contact_since", "started_at", "given_at"), self.moment),
        }  # fmt: skip
        return tuple(
            (QCoreApplication.translate("OwnCopy", label), words.get(name, str)(row[name]))
            for name, label in LABELS.items()
            if row.get(name)
        )


def _listed(heading: str, rows: Sequence[tuple[str, str]]) -> RecordSection:
    """Short records, one below the other."""
    return RecordSection(heading, (RecordEntry("", tuple(rows)),) if rows else ())


def _former_name(row: Row, writer: _Writer) -> tuple[str, str]:
    until = QCoreApplication.translate("OwnCopy", "until {0}").format(writer.moment(row["until"]))
    return row["name"], until


def _number(row: Row, writer: _Writer) -> tuple[str, str]:
    former = QCoreApplication.translate("OwnCopy", "no longer yours since {0}")
    since = row["former_since"]
    rule = wording.voicemail_rule(VoicemailRule(row["voicemail"]))
    words = (row["label"], rule, former.format(writer.moment(since)) if since else "")
    return row["raw"], "\n".join(filter(None, words))


def _relations(told: Told) -> list[tuple[str, str]]:
    """Each stands there from both sides; the person's own is told."""
    names = {row["name"] for row in told["person"]}
    return [
        (wording.about(About(row["kind"])), row["other"])
        for row in told["relations"]
        if row["person"] in names
    ]


def _no_heading(_row: Row) -> str:
    return ""


def _title_of(handout: Row) -> str:
    article = handout["sheet"].get("article") or {}
    return str(article.get("title", ""))


def _section(
    heading: str, rows: Sequence[Row], writer: _Writer, of: Callable[[Row], str] = _no_heading
) -> RecordSection:
    entries = (RecordEntry(of(row), writer.rows(row)) for row in rows)
    return RecordSection(heading, tuple(entry for entry in entries if entry.rows))


def _enquiries(heading: str, told: Told, writer: _Writer) -> RecordSection:
    tr = partial(QCoreApplication.translate, "OwnCopy")
    entries = []
    for row in told["enquiries"]:
        own = [
            *writer.rows(row),
            *_asked(told, row["id"], writer),
            *_promised(told, row["id"], writer),
        ]
        number = tr("Enquiry {0}").format(f"{row['year']}-{row['number']}")
        entries.append(RecordEntry(number, tuple((name, value) for name, value in own if value)))
    return RecordSection(heading, tuple(entries))


def _asked(told: Told, enquiry_id: int, writer: _Writer) -> list[tuple[str, str]]:
    """What was asked, answered, agreed to and read out."""
    tr = partial(QCoreApplication.translate, "OwnCopy")
    rows = []
    for row in _of(told["consents"], enquiry_id):
        answer = tr("Agreed on {0}, to: {1}") if row["is_given"] else tr("Refused on {0}: {1}")
        rows.append((tr("Consent"), answer.format(writer.moment(row["answered_at"]), row["words"])))
    for row in _of(told["answers"], enquiry_id):
        reply = wording.screening_reply(ScreeningReply(row["reply"]))
        rows.append((tr("Asked"), f"{row['question_text']}\n{reply}"))
    for row in _of(told["hand_overs"], enquiry_id):
        when = writer.moment(row["handed_over_at"])
        rows.append((tr("Handed over"), "\n".join(filter(None, (when, row["taken_over_by"])))))
        rows.append((tr("Said then"), row["words_said"]))
    rows += [(tr("Read out to you"), row["card_text"]) for row in _of(told["said"], enquiry_id)]
    return rows


def _promised(told: Told, enquiry_id: int, writer: _Writer) -> list[tuple[str, str]]:
    tr = partial(QCoreApplication.translate, "OwnCopy")
    rows = []
    for promise in _of(told["promises"], enquiry_id):
        done = promise["done_at"]
        lines = [
            tr("For {0}").format(promise["due_on"]),
            promise["promise"],
            promise["answer"],
            tr("Done on {0}").format(writer.moment(done)) if done else "",
        ]
        rows.append((tr("Promised"), "\n".join(filter(None, lines))))
        for row in told["tries"]:
            if row["follow_up_id"] == promise["id"]:
                result = wording.attempt_result(AttemptResult(row["result"]))
                said = (writer.moment(row["at"]), result, row["phone_raw"], row["note"])
                rows.append((tr("Tried"), "\n".join(filter(None, said))))
    return rows


def _of(rows: Sequence[Row], enquiry_id: int) -> list[Row]:
    return [row for row in rows if row["enquiry_id"] == enquiry_id]
