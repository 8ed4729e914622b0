"""What was asked at the desk is kept in the words of that day, and a stop is never lost."""

import dataclasses
import datetime as dt
import uuid
from functools import partial

import pytest

from db.domain.enquiry import Channel, EnquiryFields, NewEnquiry, NextStep, Outcome, passes_by
from db.domain.errors import Problem, StaleEditError, ValidationError
from db.domain.follow_up import Ending
from db.domain.screening import Answer, HandingOver, SaidCard, leading_stop
from db.domain.service import CardKind, ScreeningLevel, ScreeningReply
from db.domain.staff import Role
from db.queries.desk_texts import card_versions, desk_cards, every_question, question_versions
from db.queries.enquiry import enquiry_detail
from db.queries.hand_overs import open_hand_overs
from db.services.clinic import StaffFields, add_staff
from db.services.desk_texts import (
    CardFields,
    QuestionFields,
    add_desk_card,
    add_screening_question,
    change_desk_card,
    change_screening_question,
)
from db.services.enquiries import bin_enquiry, change_enquiry, log_enquiry
from db.services.follow_ups import finish_follow_up, reopen_follow_up
from db.services.screening import take_over

TODAY = dt.date(2026, 3, 6)
YES, NO = ScreeningReply.YES, ScreeningReply.NO
EMERGENCY, URGENT, TELL = ScreeningLevel


@pytest.fixture
def give(database, actor, now):
    """Carry out one command in a transaction of its own."""

    def give(function, **arguments):
        return database.write(partial(function, actor=actor, at=now, **arguments))

    return give


@pytest.fixture
def log(give, now):
    def log(*answers, hand_over=None, said=(), next_step=None, caller_name="Bo", **fields):
        new = NewEnquiry(
            uuid.uuid4(),
            now,
            TODAY,
            EnquiryFields(Channel.PHONE, caller_name, **fields),
            next_step,
            answers=answers,
            hand_over=hand_over,
            said=said,
        )
        return give(log_enquiry, new=new, region="US").record_id

    return log


@pytest.fixture
def look(database):
    return lambda enquiry_id: database.read(partial(enquiry_detail, enquiry_id=enquiry_id))


def answer(level, reply=YES, question_id=7, text="Numb?"):
    at = dt.datetime(2026, 3, 6, 15, 29, tzinfo=dt.UTC)
    return Answer(question_id, 3, text, level, reply, at)


def problems(function, *args, **arguments):
    with pytest.raises(ValidationError) as refused:
        function(*args, **arguments)
    return refused.value.problems


# --- Answers ------------------------------------------------------------------------------


def test_an_answer_keeps_the_words_and_version_that_were_asked(database, give, log, look):
    fields = QuestionFields("Numb?", EMERGENCY)
    question = give(add_screening_question, fields=fields)
    given = dataclasses.replace(answer(EMERGENCY, NO, question.record_id), version=1)
    enquiry_id = log(given)
    give(
        change_screening_question,
        question_id=question.record_id,
        seen_version=question.version,
        fields=dataclasses.replace(fields, text="Any new numbness?", level=URGENT),
    )
    [row] = look(enquiry_id).screening
    assert (row.question, row.version, row.level, row.reply) == ("Numb?", 1, EMERGENCY, NO)
    assert row.answered_at == given.at


def test_an_answer_to_a_question_that_is_no_longer_there_is_kept_all_the_same(log, look):
    [row] = look(log(answer(TELL, question_id=4711), caller_name="Bo")).screening
    assert (row.question, row.version) == ("Numb?", 3)


def test_the_gravest_yes_leads_to_the_stop():
    urgent, emergency = answer(URGENT, question_id=1), answer(EMERGENCY, question_id=2)
    assert leading_stop([answer(EMERGENCY, NO), urgent, emergency]) == emergency
    assert leading_stop([urgent, answer(URGENT, question_id=3)]) == urgent
    assert leading_stop([answer(TELL), answer(EMERGENCY, ScreeningReply.NOT_ASKED)]) is None


# --- Closing ------------------------------------------------------------------------------


@pytest.mark.parametrize("level", [EMERGENCY, URGENT])
@pytest.mark.parametrize("outcome", [Outcome.BOOKED, Outcome.INFORMATION_GIVEN])
def test_a_stop_is_not_closed_as_routine_without_a_reason(log, look, level, outcome):
    closing = partial(log, answer(level), outcome=outcome)
    assert problems(closing) == {"routine_reason": Problem.STOP_PASSED_BY}
    assert problems(closing, routine_reason=" ") == {"routine_reason": Problem.STOP_PASSED_BY}
    fields = look(closing(routine_reason="Dr Lee spoke with her")).fields
    assert (fields.outcome, fields.routine_reason) == (outcome, "Dr Lee spoke with her")


def test_an_enquiry_cannot_be_closed_as_routine_afterwards_either(give, log, look):
    enquiry_id = log(answer(URGENT), hand_over=HandingOver(answer(URGENT).at))
    detail = look(enquiry_id)
    change = partial(
        give, change_enquiry, enquiry_id=enquiry_id, seen_version=detail.version, region="US"
    )
    booked = dataclasses.replace(detail.fields, outcome=Outcome.BOOKED)
    assert problems(change, fields=booked) == {"routine_reason": Problem.STOP_PASSED_BY}
    change(fields=dataclasses.replace(booked, routine_reason="Seen by Dr Lee"))
    assert look(enquiry_id).fields.routine_reason == "Seen by Dr Lee"
    assert look(enquiry_id).screening == detail.screening
    assert look(enquiry_id).hand_overs == detail.hand_overs


def test_what_passes_a_stop_by_depends_on_how_grave_it_is():
    assert passes_by(Outcome.QUESTION_TO_PRACTITIONER, EMERGENCY)
    assert not passes_by(Outcome.QUESTION_TO_PRACTITIONER, URGENT)
    assert not passes_by(Outcome.EMERGENCY_HANDED_OVER, EMERGENCY)
    assert passes_by(Outcome.CALL_BACK, URGENT)
    assert not passes_by(None, EMERGENCY)
    assert not passes_by(Outcome.BOOKED, TELL)
    assert not passes_by(Outcome.BOOKED, None)


def test_telling_the_practitioner_closes_like_any_other(log, look):
    step = NextStep(TODAY)
    assert look(log(answer(TELL), outcome=Outcome.CALL_BACK, next_step=step)).is_open


# --- Hand-overs ---------------------------------------------------------------------------


def test_in_an_emergency_nobody_has_to_give_a_name(log, look):
    stop = answer(EMERGENCY)
    hand_over = HandingOver(stop.at, "", "Please stay on the line.", stop.question_id)
    enquiry_id = log(
        stop, hand_over=hand_over, caller_name="", outcome=Outcome.EMERGENCY_HANDED_OVER
    )
    [row] = look(enquiry_id).hand_overs
    assert (row.question, row.level, row.words_said) == (
        "Numb?", EMERGENCY, "Please stay on the line.",
    )  # fmt: skip
    assert (row.taken_over_by, row.taken_over_at, row.handed_over_at) == ("", None, stop.at)


def test_an_emergency_handed_over_without_a_word_about_it_is_listed_as_open(database, log):
    log(answer(EMERGENCY), outcome=Outcome.EMERGENCY_HANDED_OVER)
    [row] = database.read(open_hand_overs)
    assert (row.caller_name, row.question, row.level) == ("Bo", "Numb?", EMERGENCY)


def test_only_hand_overs_that_nobody_took_over_are_listed_the_oldest_first(
    database, give, log, look, now
):
    for minutes, name in ((1, ""), (5, ""), (3, " Dr  Lee ")):
        log(answer(URGENT), hand_over=HandingOver(now - dt.timedelta(minutes=minutes), name))
    binned = log(answer(URGENT), hand_over=HandingOver(now))
    give(bin_enquiry, enquiry_id=binned, seen_version=look(binned).version)
    rows = database.read(open_hand_overs)
    assert [now - row.handed_over_at for row in rows] == [
        dt.timedelta(minutes=5),
        dt.timedelta(minutes=1),
    ]
    assert [row.number for row in rows] == ["2026-0002", "2026-0001"]


def test_who_took_over_can_be_said_later_and_taken_back(database, give, log, look, now):
    enquiry_id = log(answer(URGENT), hand_over=HandingOver(now))
    [before] = look(enquiry_id).hand_overs
    say = partial(give, take_over, hand_over_id=before.hand_over_id)
    change = say(taken_over_by=" Dr Lee ")
    assert change.record_id == enquiry_id
    [row] = look(enquiry_id).hand_overs
    assert (row.taken_over_by, row.taken_over_at) == ("Dr Lee", now)
    assert database.read(open_hand_overs) == []
    with pytest.raises(StaleEditError):
        say(taken_over_by="Mo")
    say(taken_over_by="", seen="Dr Lee")
    assert look(enquiry_id).hand_overs == (before,)
    assert problems(say, taken_over_by="x" * 201) == {"taken_over_by": Problem.TOO_LONG}


def test_too_long_a_name_is_refused_before_anything_is_saved(database, log, now):
    too_long = partial(log, answer(URGENT), hand_over=HandingOver(now, "x" * 201))
    assert problems(too_long) == {"taken_over_by": Problem.TOO_LONG}
    assert database.read(open_hand_overs) == []


# --- Cards --------------------------------------------------------------------------------


def test_a_card_that_was_said_is_kept_in_its_words_and_version(give, log, look, now):
    fields = CardFields(CardKind.SAY, "75 minutes.")
    card = give(add_desk_card, fields=fields)
    enquiry_id = log(said=(SaidCard(card.record_id, 1, CardKind.SAY, "75 minutes.", now),))
    give(
        change_desk_card, card_id=card.record_id, seen_version=1,
        fields=dataclasses.replace(fields, text="80 minutes."),
    )  # fmt: skip
    [row] = look(enquiry_id).said
    assert (row.kind, row.text, row.version, row.said_at) == (
        CardKind.SAY, "75 minutes.", 1, now,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("approved_on", "review_on", "kind", "expected"),
    [
        (TODAY, None, CardKind.SAY, True),
        (TODAY, TODAY + dt.timedelta(days=1), CardKind.SAY, True),
        (TODAY, TODAY, CardKind.SAY, False),
        (None, None, CardKind.SAY, False),
        (TODAY, None, CardKind.DO_NOT_SAY, False),
    ],
)
def test_only_approved_words_to_say_may_be_read_out(
    database, give, approved_on, review_on, kind, expected
):
    fields = CardFields(kind, "Words", approved_on=approved_on, review_on=review_on)
    give(add_desk_card, fields=fields)
    [card] = database.read(partial(desk_cards, service_id=None, today=TODAY))
    assert card.may_be_said is expected


# --- Versions -----------------------------------------------------------------------------


def test_every_saved_version_of_a_question_can_be_read_again(database, give, now):
    lee = give(add_staff, fields=StaffFields("Dr Lee", Role.PRACTITIONER)).record_id
    fields = QuestionFields("Numb?", EMERGENCY, hand_over_words="Call 911.")
    first = give(add_screening_question, fields=fields)
    approved = dataclasses.replace(
        fields, hand_over_words="Stay on the line.", approved_by=lee, approved_on=TODAY
    )
    give(change_screening_question, question_id=first.record_id, seen_version=1, fields=approved)
    versions = database.read(partial(question_versions, question_id=first.record_id))
    assert [(v.number, v.text, v.hand_over, v.approver, v.approved_on) for v in versions] == [
        (2, "Numb?", "Stay on the line.", "Dr Lee", TODAY),
        (1, "Numb?", "Call 911.", "", None),
    ]
    assert {v.saved_at for v in versions} == {now}


def test_every_saved_version_of_a_card_can_be_read_again(database, give):
    fields = CardFields(CardKind.SAY, "One")
    card = give(add_desk_card, fields=fields)
    give(
        change_desk_card, card_id=card.record_id, seen_version=1,
        fields=dataclasses.replace(fields, text="Two"),
    )  # fmt: skip
    versions = database.read(partial(card_versions, card_id=card.record_id))
    assert [(v.number, v.text) for v in versions] == [(2, "Two"), (1, "One")]


def test_another_place_alone_makes_a_new_version(database, give):
    fields = QuestionFields("Numb?", EMERGENCY)
    new = give(add_screening_question, fields=fields)
    change = partial(give, change_screening_question, question_id=new.record_id)
    area = 1
    assert change(
        seen_version=1, fields=dataclasses.replace(fields, body_area_ids=[area])
    ).version == 2  # fmt: skip
    [row] = database.read(partial(every_question, today=TODAY))
    assert (row.body_area_ids, row.service_ids) == ((area,), ())


# --- Closing a promise --------------------------------------------------------------------


def test_a_promise_after_a_stop_is_not_closed_as_routine_without_a_note(give, log, look):
    enquiry_id = log(
        answer(URGENT), outcome=Outcome.QUESTION_TO_PRACTITIONER, next_step=NextStep(TODAY)
    )
    [promise] = look(enquiry_id).promises
    finish = partial(
        give,
        finish_follow_up,
        follow_up_id=promise.follow_up_id,
        seen_version=promise.version,
    )
    booked = partial(finish, ending=Ending(Outcome.BOOKED))
    assert problems(booked) == {"routine_reason": Problem.STOP_PASSED_BY}
    closed = finish(ending=Ending(Outcome.BOOKED, note="Seen by Dr Lee"))
    assert look(enquiry_id).fields.routine_reason == "Seen by Dr Lee"
    give(reopen_follow_up, follow_up_id=promise.follow_up_id, seen_version=closed.version)
    assert look(enquiry_id).fields.routine_reason == ""


def test_a_reason_is_kept_only_where_a_stop_is_passed_by(log, look):
    assert look(log(outcome=Outcome.BOOKED, routine_reason="x")).fields.routine_reason == ""
