"""The conversations of the practice clinic, with what became of them."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from db.domain.enquiry import About, Channel, EnquiryFields, NewEnquiry, NextStep, Outcome
from db.domain.follow_up import AttemptResult, Ending
from db.domain.handout import Medium, Paper, TextSize
from db.domain.screening import Answer, HandingOver, SaidCard
from db.domain.service import CardKind, ScreeningReply
from db.queries.articles import article_version
from db.queries.clinic import clinic_profile
from db.queries.desk_texts import QuestionRow, desk_cards, every_question
from db.queries.enquiry import enquiry_detail
from db.queries.follow_ups import follow_up
from db.services.attempts import record_attempt
from db.services.enquiries import log_enquiry
from db.services.follow_ups import finish_follow_up
from db.services.handouts import record_handout
from desk_app.demo.records import Demo, Record, table
from desk_app.handouts.rendering import HandoutPress
from desk_app.handouts.sheet import HandoutSheet
from desk_app.handouts.sheets import given_handout, letterhead_of, provenance_of


def log_conversations(demo: Demo) -> None:
    """Log every conversation in the order in which they took place."""
    records = table("enquiries")["enquiries"]
    today = demo.times.today
    questions = {row.question_id: row for row in every_question(demo.session, today=today)}
    words = {record["key"]: record["words"] for record in table("screening")["hand_overs"]}
    earliest = max(record.get("minutes_ago", 0) for record in records)
    press = HandoutPress(system_fonts=False)
    dated = sorted(
        ((demo.times.started(record, earliest), record) for record in records),
        key=lambda pair: pair[0],
    )
    for started, record in dated:
        enquiry_id = _log(demo, record, started, questions, words)
        _follow_up(demo, record, enquiry_id)
        for handout in record.get("handouts", ()):
            _give(demo, press, record, handout, enquiry_id, started)


def _log(
    demo: Demo,
    record: Record,
    started: dt.datetime,
    questions: dict[int, QuestionRow],
    words: dict[str, str],
) -> int:
    saved = min(started + dt.timedelta(minutes=record["minutes"]), demo.times.now)
    new = NewEnquiry(
        uuid.uuid5(uuid.NAMESPACE_URL, f"demo:{record['key']}"),
        started,
        started.date(),
        _fields(demo, record, started),
        _step(demo, record),
        answers=_answers(demo, record, started, questions),
        hand_over=_hand_over(demo, record, started, words),
        said=_said(demo, record, started),
    )
    change = log_enquiry(
        demo.session, actor=demo.by(record["taken_by"]), at=saved, new=new, region="US"
    )
    return change.record_id


def _fields(demo: Demo, record: Record, started: dt.datetime) -> EnquiryFields:
    about = record.get("about", {})
    booked = record.get("booked_in_open_days")
    in_force = record["outcome"] == Outcome.BOOKED.value
    return EnquiryFields(
        channel=Channel(record["channel"]),
        caller_id=demo.id("person", record.get("person")),
        caller_name=record.get("name", ""),
        phone=record.get("phone", ""),
        about=About(about.get("kind", "self")),
        about_id=demo.id("person", about.get("person")),
        about_name=about.get("name", ""),
        service_id=demo.id("service", record.get("service")),
        concern=record.get("words", ""),
        body_area_id=demo.id("body_area", record.get("body_area")),
        heard_id=demo.id("heard", record.get("heard")),
        heard_detail=record.get("heard_detail", ""),
        outcome=Outcome(record["outcome"]),
        lost_reason_id=demo.id("lost_reason", record.get("lost_reason")),
        outcome_note=record.get("outcome_note", ""),
        routine_reason=record.get("routine_reason", ""),
        booked_on=demo.times.open_day(started.date(), booked) if booked and in_force else None,
    )


def _step(demo: Demo, record: Record) -> NextStep | None:
    promise = record.get("follow_up")
    if promise is None:
        return None
    return NextStep(
        day=demo.times.open_day(demo.times.today, promise["due_in_open_days"]),
        owner_id=demo.id("staff", promise.get("owner")),
        starts=_time(promise.get("starts")),
        ends=_time(promise.get("ends")),
        promise=promise.get("promise", ""),
    )


def _time(text: str | None) -> dt.time | None:
    return None if text is None else dt.time.fromisoformat(text)


def _answers(
    demo: Demo, record: Record, started: dt.datetime, questions: dict[int, QuestionRow]
) -> tuple[Answer, ...]:
    asked = [
        (questions[demo.ids["question"][entry["question"]]], ScreeningReply(entry["reply"]))
        for entry in record.get("screening", ())
    ]
    at = started + dt.timedelta(minutes=1)
    return tuple(
        Answer(row.question_id, row.version, row.text, row.level, reply, at) for row, reply in asked
    )


def _hand_over(
    demo: Demo, record: Record, started: dt.datetime, words: dict[str, str]
) -> HandingOver | None:
    stop = record.get("hand_over")
    if stop is None:
        return None
    names = {member["key"]: member["name"] for member in table("clinic")["staff"]}
    return HandingOver(
        at=started + dt.timedelta(minutes=stop["minutes_after"]),
        taken_over_by=names.get(stop.get("taken_over_by"), ""),
        words_said=words[stop["words"]],
        question_id=demo.id("question", stop.get("question")),
    )


def _said(demo: Demo, record: Record, started: dt.datetime) -> tuple[SaidCard, ...]:
    """Return the first so many approved cards of the service, as the desk read them out."""
    if not record.get("cards_said"):
        return ()
    cards = desk_cards(
        demo.session, service_id=demo.id("service", record["service"]), today=demo.times.today
    )
    own = [
        card for card in cards if card.kind is CardKind.SAY and card.approved and card.service_id
    ]
    return tuple(
        SaidCard(
            card.card_id, card.version, card.kind, card.text, started + dt.timedelta(minutes=2)
        )
        for card in own[: record["cards_said"]]
    )


def _follow_up(demo: Demo, record: Record, enquiry_id: int) -> None:
    promise = record.get("follow_up")
    if promise is None:
        return
    detail = enquiry_detail(demo.session, enquiry_id=enquiry_id)
    assert detail is not None  # noqa: S101 - it was logged a moment ago
    [made] = detail.promises
    for attempt in promise.get("attempts", ()):
        seen = follow_up(demo.session, follow_up_id=made.follow_up_id, today=demo.times.today)
        assert seen is not None  # noqa: S101
        record_attempt(
            demo.session,
            actor=demo.by(attempt["by"]),
            at=demo.times.past(attempt),
            follow_up_id=made.follow_up_id,
            seen_version=seen.version,
            result=AttemptResult(attempt["result"]),
            note=attempt.get("note", ""),
        )
    if "done" in promise:
        _finish(demo, made.follow_up_id, promise["done"])


def _finish(demo: Demo, follow_up_id: int, done: dict[str, Any]) -> None:
    seen = follow_up(demo.session, follow_up_id=follow_up_id, today=demo.times.today)
    assert seen is not None  # noqa: S101 - it was made a moment ago
    at = demo.times.past(done)
    outcome = Outcome(done["outcome"]) if "outcome" in done else None
    booked = done.get("booked_in_open_days")
    finish_follow_up(
        demo.session,
        actor=demo.by(done["by"]),
        at=at,
        follow_up_id=follow_up_id,
        seen_version=seen.version,
        ending=Ending(
            outcome,
            demo.id("lost_reason", done.get("lost_reason")),
            demo.times.open_day(at.date(), booked) if booked else None,
        ),
    )


def _give(
    demo: Demo,
    press: HandoutPress,
    record: Record,
    handout: Record,
    enquiry_id: int,
    started: dt.datetime,
) -> None:
    version_id = demo.ids["article_version"][handout["article"]]
    version = article_version(demo.session, version_id=version_id)
    assert version is not None  # noqa: S101 - the demo's own article
    sheet = HandoutSheet(
        article=version.content,
        letterhead=letterhead_of(clinic_profile(demo.session)),
        provenance=provenance_of(version),
        given_on=started.date(),
        size=TextSize(handout["size"]),
        paper=Paper(handout["paper"]),
        language=version.content.language,
        example=True,
    )
    given = given_handout(
        sheet,
        press.render(sheet),
        Medium(handout["medium"]),
        article_version_id=version_id,
        enquiry_id=enquiry_id,
        public_id=uuid.uuid5(uuid.NAMESPACE_URL, f"demo:{record['key']}:{handout['article']}"),
    )
    at = min(started + dt.timedelta(minutes=record["minutes"]), demo.times.now)
    record_handout(demo.session, actor=demo.by(record["taken_by"]), at=at, given=given)
