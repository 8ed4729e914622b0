"""The people and conversations of the demo: the counts shown, and that each makes sense."""

import re
import unicodedata
from collections import Counter

import pytest

from db.domain.enquiry import About, Channel, Outcome
from db.domain.follow_up import AttemptResult, VoicemailRule
from db.domain.handout import Medium, Paper, TextSize
from db.domain.service import ScreeningReply
from tests.resources.demo_data import (
    ARTICLES,
    ENQUIRIES,
    HAND_OVERS,
    OPEN_DAYS_OF_A_YEAR,
    PEOPLE,
    QUESTIONS,
    RECENT,
    SERVICES,
    STAFF,
    Record,
    choices,
    final_outcome,
    lost_reason,
    promised,
)


def test_about_sixty_enquiries_come_by_the_four_roads_in_their_shares() -> None:
    road = {Channel.VOICEMAIL: Channel.PHONE, Channel.EMAIL: Channel.WEB}
    shares = Counter(road.get(c, c) for c in (Channel(e["channel"]) for e in RECENT))
    assert shares == {Channel.PHONE: 36, Channel.WALK_IN: 9, Channel.WEB: 9, Channel.REFERRAL: 6}


def test_every_outcome_every_lost_reason_and_every_way_of_hearing_is_there() -> None:
    assert {final_outcome(enquiry) for enquiry in RECENT} == set(Outcome)
    lost = [lost_reason(e) for e in RECENT if final_outcome(e) is Outcome.LOST]
    assert set(lost) == choices("lost_reason")
    assert {e["heard"] for e in RECENT if "heard" in e} == choices("heard")
    assert {e["service"] for e in RECENT if "service" in e} == SERVICES.keys()


def test_the_follow_up_list_is_as_full_as_promised() -> None:
    due = [step["due_in_open_days"] for step in promised()]
    assert sum(day < 0 for day in due) == 8
    assert sum(day == 0 for day in due) >= 5
    assert sum(day > 0 for day in due) >= 5
    assert sum("owner" not in step for step in promised()) == 3


def test_four_questions_wait_for_a_practitioner() -> None:
    waiting = [e for e in RECENT if final_outcome(e) is Outcome.QUESTION_TO_PRACTITIONER]
    assert len(waiting) == 4
    assert {STAFF[e["follow_up"]["owner"]]["role"] for e in waiting} == {"practitioner"}


def test_three_enquiries_have_no_next_step_and_all_other_open_ones_have() -> None:
    still_open = [e for e in RECENT if final_outcome(e).needs_next_step]
    assert all("follow_up" in e for e in still_open)
    assert sum("done" in e["follow_up"] for e in still_open) == 3


def test_the_desk_is_alive_today() -> None:
    today = [e for e in RECENT if "minutes_ago" in e]
    assert len(today) >= 5
    assert all("open_days_ago" not in e for e in today)
    assert len({e["outcome"] for e in today}) >= 4


def test_two_red_flag_calls_were_handed_over_with_the_name_of_who_took_over() -> None:
    flagged = [e for e in RECENT if e["outcome"] == "emergency_handed_over"]
    assert len(flagged) == 2
    for enquiry in flagged:
        question = enquiry["hand_over"]["question"]
        assert QUESTIONS[question]["level"] == "emergency"
        assert {"question": question, "reply": "yes"} in enquiry["screening"]
        assert STAFF[enquiry["hand_over"]["taken_over_by"]]["role"] == "practitioner"


@pytest.mark.parametrize("question", ["needle_blood_thinner", "pregnancy_call_first"])
def test_a_note_for_the_practitioner_was_passed_on(question: str) -> None:
    told = [e for e in RECENT if e.get("hand_over", {}).get("question") == question]
    assert len(told) == 1
    assert told[0]["outcome"] == "question_to_practitioner"


def test_one_enquiry_is_past_its_retention_date() -> None:
    old = [e for e in ENQUIRIES if e not in RECENT]
    assert len(old) == 1
    assert old[0]["open_days_ago"] > OPEN_DAYS_OF_A_YEAR
    assert not final_outcome(old[0]).needs_next_step


def test_the_hard_cases_of_a_telephone_book_are_there() -> None:
    owners: dict[str, list[str]] = {}
    for person in PEOPLE.values():
        for number in person["numbers"]:
            owners.setdefault(re.sub(r"\D", "", number["raw"])[-10:], []).append(person["key"])
            VoicemailRule(number["voicemail"])
    assert sorted(map(len, owners.values()))[-2:] == [2, 3]
    assert [p["key"] for p in PEOPLE.values() if len(p["numbers"]) == 2] == ["priya_raman"]
    assert Counter(p["name"] for p in PEOPLE.values()).most_common(1) == [("James Walker", 2)]
    assert {"Catherine Lee", "Kathryn Leigh"} <= {p["name"] for p in PEOPLE.values()}
    assert sum("do_not_contact" in p for p in PEOPLE.values()) == 1


def test_relations_are_told_from_both_sides() -> None:
    links = {
        (k, r["person"]): About(r["kind"])
        for k, p in PEOPLE.items()
        for r in p.get("relations", ())
    }
    assert all((other, person) in links for person, other in links)
    opposite = {About.CHILD: About.PARENT, About.PARENT: About.CHILD, About.PARTNER: About.PARTNER}
    assert all(links[b, a] is opposite[kind] for (a, b), kind in links.items())


@pytest.fixture(params=[enquiry["key"] for enquiry in ENQUIRIES])
def enquiry(request: pytest.FixtureRequest) -> Record:
    return next(e for e in ENQUIRIES if e["key"] == request.param)


def when(event: Record) -> tuple[int, int, str]:
    """Sorts events by time: days ago, minutes ago, time of day."""
    if "minutes_ago" in event:
        return (0, -event["minutes_ago"], "")
    return (-event["open_days_ago"], 0, event["time"])


def test_what_an_enquiry_names_is_there(enquiry: Record) -> None:
    Channel(enquiry["channel"])
    Outcome(enquiry["outcome"])
    assert enquiry.get("person", "maria_ortiz") in PEOPLE
    assert enquiry.get("service", "cupping") in SERVICES
    assert enquiry.get("body_area", "neck") in choices("body_area")
    assert enquiry.get("heard", "search") in choices("heard")
    assert enquiry["taken_by"] in STAFF
    about = enquiry.get("about", {"kind": "self", "person": "maria_ortiz"})
    assert About(about["kind"])
    assert "name" in about or about["person"] in PEOPLE


def test_it_can_be_told_who_called(enquiry: Record) -> None:
    assert ("person" in enquiry) != ("name" in enquiry)
    assert enquiry.get("person") or enquiry.get("name") or enquiry.get("phone")
    if "person" in enquiry:
        typed = re.sub(r"\D", "", enquiry["phone"])[-10:]
        known = [re.sub(r"\D", "", n["raw"])[-10:] for n in PEOPLE[enquiry["person"]]["numbers"]]
        assert typed in known


def test_it_has_its_time_and_ends_before_now(enquiry: Record) -> None:
    assert ("minutes_ago" in enquiry) != ("open_days_ago" in enquiry)
    assert ("time" in enquiry) is ("open_days_ago" in enquiry)
    assert re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", enquiry.get("time", "12:00"))
    assert 1 <= enquiry["minutes"] < enquiry.get("minutes_ago", 24 * 60)
    if enquiry["channel"] in ("phone", "walk_in", "referral"):
        assert "11:00" <= enquiry.get("time", "12:00") < "19:00"


def test_its_notes_are_short_clean_words(enquiry: Record) -> None:
    for field in ("words", "outcome_note", "heard_detail"):
        note = enquiry.get(field, "")
        assert note == unicodedata.normalize("NFC", note.strip())
        assert len(note) <= 160


def test_its_outcome_has_what_that_outcome_needs(enquiry: Record) -> None:
    outcome = Outcome(enquiry["outcome"])
    assert (outcome is Outcome.BOOKED) is ("booked_in_open_days" in enquiry)
    assert (outcome is Outcome.LOST) is ("lost_reason" in enquiry)
    assert (final_outcome(enquiry) is Outcome.LOST) is (lost_reason(enquiry) is not None)
    assert lost_reason(enquiry) in {None, *choices("lost_reason")}
    assert not outcome.needs_next_step or "follow_up" in enquiry


def test_its_follow_up_happens_in_order(enquiry: Record) -> None:
    step = enquiry.get("follow_up")
    if step is None:
        return
    assert step["promise"]
    assert step.get("owner", "park") in STAFF
    assert step["due_in_open_days"] >= -enquiry.get("open_days_ago", 0)
    assert step.get("starts", "11:00") < step.get("ends", "19:00")
    done = [step["done"]] if "done" in step else []
    events = [enquiry, *step.get("attempts", ()), *done]
    assert [when(event) for event in events] == sorted(when(event) for event in events)
    for attempt in step.get("attempts", ()):
        AttemptResult(attempt["result"])
        assert attempt["by"] in STAFF
    for closing in done:
        assert closing["by"] in STAFF
        assert (closing.get("outcome") == "booked") is ("booked_in_open_days" in closing)


def test_what_was_asked_belongs_to_its_service_or_place(enquiry: Record) -> None:
    for answer in enquiry.get("screening", ()):
        ScreeningReply(answer["reply"])
        question = QUESTIONS[answer["question"]]
        assert enquiry.get("service") in question.get("services", ()) or enquiry.get(
            "body_area"
        ) in question.get("body_areas", ())


def test_a_hand_over_rests_on_a_yes_and_uses_the_clinics_words(enquiry: Record) -> None:
    hand_over = enquiry.get("hand_over")
    if hand_over is None:
        return
    assert hand_over["words"] in HAND_OVERS
    if "taken_over_by" in hand_over:
        assert STAFF[hand_over["taken_over_by"]]["role"] == "practitioner"
    assert hand_over["minutes_after"] >= 1
    if "question" in hand_over:
        assert QUESTIONS[hand_over["question"]]["hand_over"] == hand_over["words"]
        assert {"question": hand_over["question"], "reply": "yes"} in enquiry["screening"]


def test_one_hand_over_of_today_waits_for_somebody_and_it_is_no_emergency() -> None:
    [left] = [e for e in ENQUIRIES if "hand_over" in e and "taken_over_by" not in e["hand_over"]]
    assert "minutes_ago" in left
    assert QUESTIONS[left["hand_over"]["question"]]["level"] == "tell_practitioner"


def test_an_emergency_answer_is_never_left_without_a_hand_over(enquiry: Record) -> None:
    yes = [a["question"] for a in enquiry.get("screening", ()) if a["reply"] == "yes"]
    levels = {QUESTIONS[question]["level"] for question in yes}
    if levels & {"emergency", "urgent"}:
        assert "hand_over" in enquiry
        assert enquiry["outcome"] != "booked"


def test_only_approved_text_in_force_was_handed_out(enquiry: Record) -> None:
    for handout in enquiry.get("handouts", ()):
        TextSize(handout["size"])
        Paper(handout["paper"])
        Medium(handout["medium"])
        article = ARTICLES[handout["article"]]
        assert article["state"] == "approved"
        assert article["review_due_in_days"] > 0
        # In open days of five a week: the text was approved before it was handed out.
        assert enquiry.get("open_days_ago", 0) * 7 / 5 <= article["reviewed_days_ago"]


def test_names_come_from_many_places() -> None:
    names = [person["name"] for person in PEOPLE.values()]
    names += [enquiry.get("name", "") for enquiry in ENQUIRIES]
    assert sum(not name.isascii() for name in names) >= 12
    assert any("CYRILLIC" in unicodedata.name(letter, "") for name in names for letter in name)


def test_handouts_are_given_in_several_sizes_papers_and_ways() -> None:
    given = [handout for e in RECENT for handout in e.get("handouts", ())]
    assert {handout["size"] for handout in given} == {13, 18, 20}
    assert {handout["paper"] for handout in given} == {"letter", "a4"}
    assert {handout["medium"] for handout in given} == {"printed", "saved"}
