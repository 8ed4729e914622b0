"""Fills an empty database with the practice clinic of ``resources/demo``, as of today.

Everything goes through the same commands as real work, so the practice clinic
has numbers, audit and search like any other. How the files mean days and
times stands in ``resources/demo/README.md``.
"""

from __future__ import annotations

import datetime as dt
import json
import zoneinfo
from dataclasses import replace
from functools import partial
from typing import Any

from db.domain.article import ArticleState, ArticleText
from db.domain.clinic import ClinicProfile
from db.domain.enquiry import About, ChoiceList
from db.domain.follow_up import VoicemailRule
from db.domain.hours import OpeningHours, Period
from db.domain.service import CardKind, ScreeningLevel
from db.domain.staff import Role
from db.queries.articles import versions
from db.queries.clinic import choices, clinic_profile
from db.services import articles, catalogue, clinic, desk_texts, people
from db.services.pictures import keep_picture
from db.session import Database
from desk_app.demo.calls import ring
from desk_app.demo.enquiries import log_conversations
from desk_app.demo.records import FOLDER, Demo, Record, drawing, table
from desk_app.demo.times import DemoTimes


def fill(database: Database, *, now: dt.datetime) -> None:
    """Make the practice clinic in an empty database; a filled one stays as it is.

    All of it is one transaction: a killed first start leaves nothing half made.
    """
    if database.read(clinic_profile).name:
        return
    database.write(partial(_fill_all, now=now))


def _fill_all(session: Any, *, now: dt.datetime) -> None:
    own = table("clinic")
    local = now.astimezone(zoneinfo.ZoneInfo(own["profile"]["time_zone"]))
    hours = _hours(own, local.date())
    demo = Demo(session, DemoTimes(local, hours), now)
    _fill_clinic(demo, own, hours)
    _fill_services(demo)
    _fill_cards_and_questions(demo)
    _fill_articles(demo)
    _link_articles(demo)
    _fill_people(demo)
    log_conversations(demo)
    ring(demo)


def _hours(own: Record, today: dt.date) -> OpeningHours:
    week = {
        day: (Period(entry["opens"], entry["closes"]),)
        for entry in own["opening_hours"]
        for day in entry["weekdays"]
    }
    closed = {
        today + dt.timedelta(days=entry["in_days"]): entry["reason"] for entry in own["closed_days"]
    }
    return OpeningHours(week, closed)


def _fill_clinic(demo: Demo, own: Record, hours: OpeningHours) -> None:
    by: dict[str, Any] = {"actor": demo.by(), "at": demo.at}
    logo = drawing(own["logo"])
    keep_picture(demo.session, picture=logo, **by)
    profile = replace(ClinicProfile.from_settings(own["profile"]), logo=logo.fingerprint)
    clinic.save_profile(demo.session, profile=profile, **by)
    clinic.set_hours(demo.session, hours=hours, **by)
    for which in ChoiceList:
        lines = [
            clinic.ChoiceLine(line["label"], line["key"], unmet=line.get("unmet", False))
            for line in own[which.value]
        ]
        clinic.set_choices(demo.session, which=which, lines=lines, **by)
        for choice in choices(demo.session)[which]:
            demo.remember(which.value, choice.key, choice.choice_id)
    for member in own["staff"]:
        fields = clinic.StaffFields(member["name"], Role(member["role"]), member["initials"])
        change = clinic.add_staff(demo.session, fields=fields, **by)
        demo.remember("staff", member["key"], change.record_id)


def _fill_services(demo: Demo) -> None:
    for record in table("services")["services"]:
        change = catalogue.add_service(
            demo.session, actor=demo.by(), at=demo.at, fields=_service_fields(demo, record)
        )
        demo.remember("service", record["key"], change.record_id)


def _service_fields(demo: Demo, record: Record) -> catalogue.ServiceFields:
    return catalogue.ServiceFields(
        name=record["name"],
        aliases=record.get("aliases", ()),
        category=record.get("category", ""),
        first_minutes=record.get("first_minutes"),
        return_minutes=record.get("return_minutes"),
        first_price=record.get("first_price"),
        return_price=record.get("return_price"),
        wear=record.get("what_to_wear", ""),
        first_visit=record.get("first_visit", ""),
        to_practitioner=record.get("always_to_practitioner", False),
        practitioner_ids=[demo.ids["staff"][key] for key in record.get("practitioners", ())],
        article_ids=[demo.ids["article"][slug] for slug in record.get("articles", ())]
        if "article" in demo.ids
        else (),
    )


def _link_articles(demo: Demo) -> None:
    for record in table("services")["services"]:
        service_id = demo.ids["service"][record["key"]]
        catalogue.change_service(
            demo.session,
            actor=demo.by(),
            at=demo.at,
            service_id=service_id,
            seen_version=1,
            fields=_service_fields(demo, record),
        )


def _fill_cards_and_questions(demo: Demo) -> None:
    position = 0
    for group in table("desk_cards")["desk_cards"]:
        approved = "approved_by" in group
        for kind in CardKind:
            for words in group.get(kind.value, ()):
                position += 1
                fields = desk_texts.CardFields(
                    kind=kind,
                    text=words,
                    service_id=demo.id("service", group.get("service")),
                    owner_id=demo.id("staff", group["owner"]),
                    approved_by=demo.id("staff", group.get("approved_by")),
                    approved_on=demo.times.day(-group["approved_days_ago"]) if approved else None,
                    review_on=demo.times.day(group["review_in_days"]) if approved else None,
                    is_example=True,
                    position=position,
                )
                desk_texts.add_desk_card(demo.session, actor=demo.by(), at=demo.at, fields=fields)
    _fill_questions(demo)


def _fill_questions(demo: Demo) -> None:
    screening = table("screening")
    hand_overs = {record["key"]: record for record in screening["hand_overs"]}
    for position, record in enumerate(screening["questions"]):
        hand_over = hand_overs[record["hand_over"]]
        fields = desk_texts.QuestionFields(
            text=record["text"],
            level=ScreeningLevel(record["level"]),
            service_ids=[demo.ids["service"][key] for key in record.get("services", ())],
            body_area_ids=[demo.ids["body_area"][key] for key in record.get("body_areas", ())],
            hand_over_words=hand_over["words"],
            hand_over_to=hand_over["to"],
            source=screening["sources"][record["source"]],
            owner_id=demo.id("staff", screening["owner"]),
            review_on=demo.times.day(screening["review_in_days"]),
            is_example=True,
            position=position,
        )
        change = desk_texts.add_screening_question(
            demo.session, actor=demo.by(), at=demo.at, fields=fields
        )
        demo.remember("question", record["key"], change.record_id)


def _fill_articles(demo: Demo) -> None:
    files = sorted((FOLDER / "articles").glob("*.json"))
    records = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    originals_first = sorted(records, key=lambda record: "translation_of" in record["meta"])
    for record in originals_first:
        meta = record["meta"]
        written = demo.times.instant(demo.times.day(-meta["written_days_ago"]), dt.time(12))
        new = articles.NewArticle(
            content=ArticleText.from_json(record),
            sources="\n".join(meta["sources"]),
            service_ids=[demo.ids["service"][key] for key in meta["services"]],
            translation_of=demo.id("article", meta.get("translation_of")),
            is_example=meta["example"],
            pictures=[drawing(name) for name in meta.get("pictures", ())],
        )
        change = articles.add_article(
            demo.session, actor=demo.by(meta["written_by"]), at=written, new=new
        )
        demo.remember("article", meta["slug"], change.record_id)
        _move_on(demo, change.record_id, meta)


def _move_on(demo: Demo, article_id: int, meta: Record) -> None:
    """Take an article's first version through the states up to its own."""
    wanted = ArticleState(meta["state"])
    path = {
        ArticleState.DRAFT: [],
        ArticleState.IN_REVIEW: [ArticleState.IN_REVIEW],
        ArticleState.APPROVED: [ArticleState.IN_REVIEW, ArticleState.APPROVED],
        ArticleState.RETIRED: [
            ArticleState.IN_REVIEW, ArticleState.APPROVED, ArticleState.RETIRED,
        ],
    }[wanted]  # fmt: skip
    for state in path:
        [version, *_older] = versions(demo.session, article_id=article_id)
        approval = None
        if state is ArticleState.APPROVED:
            approval = articles.Approval(
                demo.ids["staff"][meta["reviewer"]],
                demo.times.day(-meta["reviewed_days_ago"]),
                demo.times.day(meta["review_due_in_days"]),
                left_open="An example to practise with. Nobody has tried it with a reader.",
            )
        articles.set_state(
            demo.session,
            actor=demo.by(meta.get("reviewer")),
            at=demo.at,
            version_id=version.version_id,
            seen_version=version.version,
            state=state,
            approval=approval,
        )
    [version, *_older] = versions(demo.session, article_id=article_id)
    demo.remember("article_version", meta["slug"], version.version_id)


def _fill_people(demo: Demo) -> None:
    records = table("people")["people"]
    for record in records:
        fields = people.PersonFields(
            name=record["name"],
            numbers=[
                people.NumberLine(
                    number["raw"],
                    number.get("label", ""),
                    VoicemailRule(number.get("voicemail", "unknown")),
                )
                for number in record.get("numbers", ())
            ],
            email=record.get("email", ""),
            language=record.get("language", ""),
            note=record.get("note", ""),
        )
        change = people.add_person(
            demo.session, actor=demo.by(), at=demo.at, fields=fields, region="US"
        )
        demo.remember("person", record["key"], change.record_id)
        if "do_not_contact" in record:
            _do_not_contact(demo, change.record_id, change.version, record["do_not_contact"])
    for record in records:
        for relation in record.get("relations", ()):
            people.add_relation(
                demo.session,
                actor=demo.by(),
                at=demo.at,
                person_id=demo.ids["person"][record["key"]],
                other_id=demo.ids["person"][relation["person"]],
                kind=About(relation["kind"]),
            )


def _do_not_contact(demo: Demo, person_id: int, version: int, mark: Record) -> None:
    people.set_do_not_contact(
        demo.session,
        actor=demo.by(mark.get("by")),
        at=demo.at,
        person_id=person_id,
        seen_version=version,
        wanted=True,
        reason=mark.get("reason", ""),
    )
