"""Questions to practitioners: asked, answered, passed on, and each step taken back."""

import datetime as dt
import uuid
from functools import partial

import pytest
from sqlalchemy import select

from db.domain.enquiry import Channel, EnquiryFields, NewEnquiry, NextStep, Outcome
from db.domain.errors import (
    NotPossibleError,
    Problem,
    StaleEditError,
    StaleRowsError,
    ValidationError,
)
from db.domain.follow_up import AttemptResult, Ending
from db.domain.staff import Actor, Role
from db.models.audit import AuditEntry
from db.queries.enquiry import enquiry_detail
from db.queries.follow_up_details import row_details
from db.queries.follow_ups import Whose, list_counts, open_follow_ups
from db.services.attempts import record_attempt
from db.services.clinic import StaffFields, add_staff, close_staff
from db.services.enquiries import log_enquiry
from db.services.follow_ups import finish_follow_up, move_follow_up, withdraw_follow_up
from db.services.many_follow_ups import Move, move_follow_ups
from db.services.questions import answer_question, ask_practitioner, take_back_answer

TODAY = dt.date(2026, 3, 6)
TOMORROW = TODAY + dt.timedelta(days=1)


@pytest.fixture
def staff(database, actor, now):
    add = partial(add_staff, actor=actor, at=now)
    return {
        name: database.write(partial(add, fields=StaffFields(name, role))).record_id
        for name, role in (("Ana", Role.RECEPTIONIST), ("Lee", Role.PRACTITIONER))
    }


@pytest.fixture
def give(database, staff, now):
    """Give a command in somebody's name, Ana's unless another is named."""

    def one(command, by="Ana", **arguments):
        who = Actor(staff[by], Role.RECEPTIONIST, "Desk 1")
        return database.write(partial(command, actor=who, at=now, **arguments))

    return one


@pytest.fixture
def log(give, now):
    def one(name="Maria", step=None, **fields):
        typed = EnquiryFields(**{"channel": Channel.PHONE, "caller_name": name} | fields)
        new = NewEnquiry(uuid.uuid4(), now, TODAY, typed, step)
        return give(log_enquiry, new=new, region="US").record_id

    return one


@pytest.fixture
def listed(database, staff):
    def read():
        query = partial(open_follow_ups, whose=Whose.EVERYBODYS, staff_id=None, today=TODAY)
        return database.read(query)

    return read


@pytest.fixture
def outcome(database):
    def read(enquiry_id):
        return database.read(partial(enquiry_detail, enquiry_id=enquiry_id)).fields.outcome

    return read


@pytest.fixture
def asked(log, listed, staff):
    """Maria's question, as the call card puts it on Lee's list; returns its row."""
    step = NextStep(TODAY, staff["Lee"], promise="Blood thinners?")
    log("Maria", step, outcome=Outcome.QUESTION_TO_PRACTITIONER, phone="828 555 0142")
    [row] = listed()
    return row


def on(row):
    return {"follow_up_id": row.follow_up_id, "seen_version": row.version}


def details(database, row):
    ids = {"enquiry_id": row.enquiry_id, "follow_up_id": row.follow_up_id}
    return database.read(partial(row_details, **ids))


def test_what_a_card_leaves_to_a_practitioner_is_a_question(asked, database):
    assert asked.is_question
    assert asked.owner_name == "Lee"
    assert details(database, asked).asked_by == "Ana"


def test_an_answer_goes_to_who_asked_and_can_be_taken_back(give, asked, listed, outcome, database):
    tell = NextStep(TODAY, promise="Tell Maria: yes, gently")
    answered = give(answer_question, "Lee", **on(asked), answer=" Yes, gently ", step=tell)
    [row] = listed()
    assert (row.owner_name, row.promise) == ("Ana", "Tell Maria: yes, gently")
    assert (row.phone, row.is_question) == ("828 555 0142", False)
    assert row.answers_id == asked.follow_up_id
    assert outcome(row.enquiry_id) is Outcome.CALL_BACK
    told = details(database, row)
    assert (told.question, told.answer) == ("Blood thinners?", "Yes, gently")
    assert (told.asked_by, told.answered_by) == ("Ana", "Lee")

    give(take_back_answer, "Lee", follow_up_id=asked.follow_up_id, seen_version=answered.version)
    [row] = listed()
    assert (row.follow_up_id, row.is_question) == (asked.follow_up_id, True)
    assert outcome(row.enquiry_id) is Outcome.QUESTION_TO_PRACTITIONER
    assert details(database, row).answer == ""


def test_an_answer_needs_words_and_a_question(give, asked, log, listed):
    with pytest.raises(ValidationError) as refused:
        give(answer_question, **on(asked), answer=" ", step=NextStep(TODAY))
    assert refused.value.problems == {"answer": Problem.REQUIRED}
    log("Paul", NextStep(TODAY))
    [promise] = [row for row in listed() if row.caller_name == "Paul"]
    with pytest.raises(NotPossibleError):
        give(answer_question, **on(promise), answer="Yes", step=NextStep(TODAY))


def test_an_answer_to_who_has_left_is_nobodys(give, asked, listed, staff, now):
    give(close_staff, staff_id=staff["Ana"], seen_version=1, closed_on=TODAY)
    give(answer_question, "Lee", **on(asked), answer="Yes", step=NextStep(TODAY))
    [row] = listed()
    assert row.owner_id is None


def test_an_answer_that_was_passed_on_is_not_taken_back(give, asked, listed):
    answered = give(answer_question, **on(asked), answer="Yes", step=NextStep(TODAY))
    [row] = listed()
    tried = give(record_attempt, **on(row), result=AttemptResult.NO_ANSWER)
    back = {"follow_up_id": asked.follow_up_id, "seen_version": answered.version}
    with pytest.raises(NotPossibleError):
        give(take_back_answer, **back)
    give(
        finish_follow_up, follow_up_id=row.follow_up_id, seen_version=tried.version,
        ending=Ending(Outcome.INFORMATION_GIVEN),
    )  # fmt: skip
    with pytest.raises(NotPossibleError):
        give(take_back_answer, **back)


def test_a_question_asked_later_is_withdrawn_without_a_trace(give, log, listed, outcome, staff):
    enquiry_id = log("Paul", NextStep(TODAY, promise="Call back"), outcome=Outcome.CALL_BACK)
    [promise] = listed()
    step = NextStep(TODAY, staff["Lee"], promise="Is it safe?")
    ids = {"enquiry_id": enquiry_id, "seen_version": promise.enquiry_version}
    made = give(ask_practitioner, **ids, step=step)
    assert outcome(enquiry_id) is Outcome.QUESTION_TO_PRACTITIONER
    assert [row.is_question for row in listed()] == [False, True]
    give(withdraw_follow_up, follow_up_id=made.record_id, seen_version=made.version)
    assert outcome(enquiry_id) is Outcome.CALL_BACK
    assert [row.follow_up_id for row in listed()] == [promise.follow_up_id]


def test_a_question_needs_words_and_somebody_to_ask(give, log, listed):
    enquiry_id = log("Paul")
    [row] = listed()
    ids = {"enquiry_id": enquiry_id, "seen_version": row.enquiry_version}
    with pytest.raises(ValidationError) as refused:
        give(ask_practitioner, **ids, step=NextStep(TODAY))
    assert refused.value.problems == {
        "next_step_promise": Problem.REQUIRED,
        "next_step_owner": Problem.UNKNOWN_STAFF,
    }
    with pytest.raises(StaleEditError):
        give(ask_practitioner, enquiry_id=enquiry_id, seen_version=99, step=NextStep(TODAY))


def test_an_enquiry_waits_until_the_last_of_its_questions_is_answered(
    give, asked, listed, outcome, staff
):
    step = NextStep(TODAY, staff["Ana"], promise="And aspirin?")
    ids = {"enquiry_id": asked.enquiry_id, "seen_version": asked.enquiry_version}
    other = give(ask_practitioner, "Lee", **ids, step=step)
    give(answer_question, "Lee", **on(asked), answer="Yes", step=NextStep(TODAY))
    assert outcome(asked.enquiry_id) is Outcome.QUESTION_TO_PRACTITIONER
    assert {row.follow_up_id: row.is_question for row in listed()} == {
        other.record_id: True,
        other.record_id + 1: False,
    }
    [question] = [row for row in listed() if row.is_question]
    give(answer_question, **on(question), answer="No", step=NextStep(TODAY))
    assert outcome(asked.enquiry_id) is Outcome.CALL_BACK


# --- What a call that was answered leaves behind ------------------------------------------


@pytest.mark.parametrize(
    ("reached", "result"), [(True, AttemptResult.SPOKE), (False, AttemptResult.NOTE)]
)
def test_the_number_that_was_called_is_kept_with_the_end(give, asked, database, reached, result):
    give(
        finish_follow_up, **on(asked), phone_raw="828 555 0142",
        ending=Ending(Outcome.INFORMATION_GIVEN, reached=reached),
    )  # fmt: skip
    [kept] = details(database, asked).attempts
    assert (kept.result, kept.phone) == (result, "828 555 0142")


# --- Many at once -----------------------------------------------------------------------


def test_many_are_moved_and_moved_back_in_one_step(give, log, listed, staff):
    for name in ("Ann", "Bob", "Cy"):
        log(name, NextStep(TODAY, staff["Lee"], dt.time(15), promise="Call back"))
    before = listed()
    moves = [Move(r.follow_up_id, r.version, NextStep(TOMORROW, staff["Ana"])) for r in before]
    give(move_follow_ups, moves=moves)
    assert {(r.due_on, r.owner_name, r.starts) for r in listed()} == {(TOMORROW, "Ana", None)}
    back = [
        Move(r.follow_up_id, r.version + 1, NextStep(r.due_on, r.owner_id, r.starts, r.ends))
        for r in before
    ]
    give(move_follow_ups, moves=back)
    after = [(r.due_on, r.owner_name, r.starts, r.promise) for r in listed()]
    assert after == [(TODAY, "Lee", dt.time(15), "Call back")] * 3


def test_each_of_many_has_its_own_line_in_the_audit(give, log, listed, database):
    for name in ("Ann", "Bob", "Cy"):
        log(name, NextStep(TODAY))
    rows = listed()
    moves = [Move(r.follow_up_id, r.version, NextStep(TOMORROW)) for r in rows]
    change = give(move_follow_ups, moves=moves)
    wanted = select(AuditEntry.id, AuditEntry.subject_id).where(
        AuditEntry.action == "move_follow_ups"
    )
    audit = dict(database.read(lambda session: [tuple(row) for row in session.execute(wanted)]))
    assert sorted(audit.values()) == sorted(row.follow_up_id for row in rows)
    assert {change.audit_id, *change.audit_ids_also} == audit.keys()
    assert audit[change.audit_id] == change.record_id


def test_one_that_moves_nowhere_gets_its_next_version_too(give, log, listed):
    log("Ann", NextStep(TODAY))
    [row] = listed()
    give(move_follow_ups, moves=[Move(row.follow_up_id, row.version, NextStep(TODAY))])
    assert listed()[0].version == row.version + 1


def test_nothing_is_moved_when_another_desk_was_faster_with_some(give, log, listed, staff):
    for name in ("Ann", "Bob", "Cy"):
        log(name, NextStep(TODAY))
    ann, bob, cy = listed()
    give(record_attempt, **on(bob), result=AttemptResult.NO_ANSWER)
    give(finish_follow_up, **on(cy), ending=Ending(Outcome.INFORMATION_GIVEN))
    moves = [Move(r.follow_up_id, r.version, NextStep(TOMORROW)) for r in (ann, bob, cy)]
    with pytest.raises(StaleRowsError) as refused:
        give(move_follow_ups, moves=moves)
    assert refused.value.record_ids == (bob.follow_up_id, cy.follow_up_id)
    assert {row.due_on for row in listed()} == {TODAY}


def test_many_are_not_handed_to_who_has_left(give, log, listed, staff):
    log("Ann", NextStep(TODAY))
    [row] = listed()
    give(close_staff, staff_id=staff["Lee"], seen_version=1, closed_on=TODAY)
    move = Move(row.follow_up_id, row.version, NextStep(TODAY, staff["Lee"]))
    with pytest.raises(ValidationError) as refused:
        give(move_follow_ups, moves=[move])
    assert refused.value.problems == {"next_step_owner": Problem.UNKNOWN_STAFF}


@pytest.mark.parametrize("many", [False, True])
def test_taken_back_they_are_with_who_has_left_again(give, log, listed, staff, many):
    log("Ann", NextStep(TODAY, staff["Lee"]))
    give(close_staff, staff_id=staff["Lee"], seen_version=1, closed_on=TODAY)
    for owner, is_undo in (("Ana", False), ("Lee", True)):
        [row] = listed()
        step = NextStep(TODAY, staff[owner])
        if many:
            moves = [Move(row.follow_up_id, row.version, step)]
            give(move_follow_ups, moves=moves, taking_back=is_undo)
        else:
            give(move_follow_up, **on(row), step=step, taking_back=is_undo)
        assert listed()[0].owner_name == owner


def test_everybody_with_something_to_do_is_counted(log, staff, database):
    log("Ann", NextStep(TODAY, staff["Lee"]))
    log("Bob", NextStep(TODAY))
    log("Cy")
    counts = database.read(partial(list_counts, staff_id=None, today=TODAY))
    assert counts.by_staff == {staff["Lee"]: 1, staff["Ana"]: 1}
    assert counts.mine == 0
