"""The demo clinic itself: what it offers, what its desk says and asks, and that it is invented."""

import datetime as dt
import re
import zoneinfo
from collections import Counter

import pytest

from db.domain.clinic import ClinicProfile
from db.domain.service import ScreeningLevel
from db.domain.staff import Role
from tests.resources.demo_data import (
    ARTICLES,
    CARDS,
    CLINIC,
    DEMO,
    ENQUIRIES,
    HAND_OVERS,
    MARK,
    PEOPLE,
    QUESTIONS,
    SCREENING,
    SERVICES,
    STAFF,
    Record,
    all_texts,
    choices,
    keys,
    table,
)


def test_the_clinic_is_a_profile_the_program_knows() -> None:
    profile = ClinicProfile.from_settings(CLINIC["profile"])
    assert set(CLINIC["profile"]) <= set(profile.to_settings())
    assert profile.is_demo
    assert zoneinfo.ZoneInfo(profile.time_zone).key == "America/New_York"


def test_it_opens_five_days_a_week_as_the_plan_says() -> None:
    hours = {
        day: (period["opens"], period["closes"])
        for period in CLINIC["opening_hours"]
        for day in period["weekdays"]
    }
    eleven_to_seven = (dt.time(11), dt.time(19))
    assert hours == dict.fromkeys((0, 1, 3, 4), eleven_to_seven) | {5: (dt.time(9), dt.time(13))}


def test_four_practitioners_two_receptionists_and_a_manager_share_two_desks() -> None:
    roles = Counter(Role(member["role"]) for member in STAFF.values())
    assert roles == {Role.PRACTITIONER: 4, Role.RECEPTIONIST: 2, Role.MANAGER: 1}
    assert len({member["initials"] for member in STAFF.values()}) == len(STAFF)
    assert len(CLINIC["desks"]) == 2


PRICES_AND_MINUTES = {
    "acupuncture_back": (75, 45, 150, 100),
    "acupuncture_neck_head": (75, 45, 150, 100),
    "acupuncture_pregnancy": (75, 45, 150, 100),
    "electroacupuncture": (None, 45, None, 110),
    "cupping": (None, 30, None, 40),
    "dry_needling": (None, 30, None, 60),
    "physiotherapy": (60, 40, 120, 85),
    "rehab_plan": (60, 40, 120, 85),
    "chiropractic": (60, 20, 140, 65),
    "remedial_massage": (60, 60, 95, 95),
    "nutrition": (45, 30, 45, 45),
    "phone_talk": (15, None, 0, None),
}


def dollars(service: Record, visit: str) -> int | None:
    cents = service.get(f"{visit}_price")
    return None if cents is None else cents // 100


def test_the_twelve_services_have_the_minutes_and_prices_of_the_table() -> None:
    told = {
        key: (
            service.get("first_minutes"),
            service.get("return_minutes"),
            dollars(service, "first"),
            dollars(service, "return"),
        )
        for key, service in SERVICES.items()
    }
    assert told == PRICES_AND_MINUTES


@pytest.mark.parametrize("key", sorted(SERVICES))
def test_a_service_tells_the_desk_all_it_needs(key: str) -> None:
    service = SERVICES[key]
    assert len(service["aliases"]) == len({alias.casefold() for alias in service["aliases"]}) >= 5
    assert {STAFF[who]["role"] for who in service["practitioners"]} == {"practitioner"}
    assert service["what_to_wear"]
    assert service["first_visit"]
    assert set(service["body_areas"]) <= choices("body_area")
    assert {key in ARTICLES[slug]["services"] for slug in service["articles"]} == {True}
    assert ("starts_with" in service) is ("first_minutes" not in service)
    assert service.get("starts_with", key) in SERVICES
    assert any(card.get("service") == key for card in CARDS)
    assert any(key in question.get("services", ()) for question in QUESTIONS.values())


def test_the_caller_is_told_the_prices_that_the_services_have() -> None:
    for card in CARDS:
        if "service" in card:
            service = SERVICES[card["service"]]
            prices = {dollars(service, "first"), dollars(service, "return")}
            minutes = {service.get("first_minutes"), service.get("return_minutes")}
            said = " ".join(card["say"])
            assert {int(price) for price in re.findall(r"\$(\d+)", said)} <= prices
            visits = re.findall(
                r"(\d+) minutes(?! and costs)?", re.sub(r"for [^.]*minutes", "", said)
            )
            assert {int(length) for length in visits} <= minutes


def test_every_desk_card_says_does_not_say_and_passes_on() -> None:
    for card in CARDS:
        assert card["say"]
        assert card["do_not_say"]
        assert card["pass_on"]
        assert {card["owner"], card.get("approved_by", card["owner"])} <= STAFF.keys()
        assert ("approved_by" in card) is ("approved_days_ago" in card)
    assert any(card["review_in_days"] < 0 for card in CARDS)
    assert any("approved_by" not in card for card in CARDS)


def test_every_screening_question_is_one_question_with_words_and_a_source() -> None:
    for question in QUESTIONS.values():
        assert question["text"].count("?") == 1
        assert question["hand_over"] in HAND_OVERS
        assert question["source"] in SCREENING["sources"]
        assert question.get("services") or question.get("body_areas")
        assert set(question.get("services", ())) <= SERVICES.keys()
        assert set(question.get("body_areas", ())) <= choices("body_area")
    levels = {ScreeningLevel(question["level"]) for question in QUESTIONS.values()}
    assert levels == set(ScreeningLevel)


def test_the_words_of_a_stop_neither_diagnose_nor_reassure() -> None:
    words = " ".join(all_texts(SCREENING["hand_overs"])).lower()
    assert not re.search(r"do not worry|don't worry|nothing serious|probably|you have a\b", words)
    assert "911" in words


@pytest.mark.parametrize("name", ["clinic", "services", "desk_cards", "screening"])
def test_clinical_words_are_marked_as_an_example(name: str) -> None:
    assert table(name)["example"] is True
    assert table(name)["example_mark"] == MARK


def test_every_key_is_used_once() -> None:
    for records in (CLINIC["staff"], list(PEOPLE.values()), ENQUIRIES, SCREENING["questions"]):
        assert len(set(keys(records))) == len(records)


def test_the_articles_name_real_services_and_people() -> None:
    for meta in ARTICLES.values():
        assert set(meta["services"]) <= SERVICES.keys()
        assert {meta["written_by"], meta.get("reviewer", meta["written_by"])} <= STAFF.keys()
        assert meta.get("translation_of", next(iter(ARTICLES))) in ARTICLES


def test_every_number_is_fictional() -> None:
    for name in ("clinic", "people", "enquiries"):
        text = (DEMO / f"{name}.toml").read_text(encoding="utf-8")
        for number in re.findall(r"(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}\b", text):
            assert re.fullmatch(r"1?82855501\d\d", re.sub(r"\D", "", number)), number
    raw = [number["raw"] for person in PEOPLE.values() for number in person["numbers"]]
    raw += [enquiry["phone"] for enquiry in ENQUIRIES if "phone" in enquiry]
    assert all(re.search(r"555\D?01\d\d$|82855501\d\d$", number) for number in raw)


def test_every_address_of_the_net_is_an_example() -> None:
    for name in ("clinic", "people", "enquiries"):
        hosts = re.findall(
            r"[\w-]+\.(?:com|org|net|us|health|clinic)\b|@\S+", " ".join(all_texts(table(name)))
        )
        assert all(host.endswith(".example") for host in hosts)


def test_no_known_clinic_is_named() -> None:
    files = [path for path in DEMO.rglob("*.*") if path.suffix != ".png"]
    words = " ".join(path.read_text(encoding="utf-8") for path in files).lower()
    known = ("triveda", "asheville", "mayo clinic", "cleveland clinic", "kaiser", "johns hopkins")
    assert [name for name in known if name in words] == []
