"""Follow-ups: every command, its inverse, what is refused, and what the list shows."""

import datetime as dt
import uuid
from functools import partial

import pytest
from sqlalchemy import select

from db.domain.enquiry import (
    About,
    Channel,
    ChoiceList,
    EnquiryFields,
    NewEnquiry,
    NextStep,
    Outcome,
)
from db.domain.errors import (
    DoNotContactError,
    NotFoundError,
    NotPossibleError,
    Problem,
    StaleEditError,
    ValidationError,
)
from db.domain.follow_up import AttemptResult, DueGroup, Ending, VoicemailRule
from db.domain.staff import Actor, Role
from db.models import AuditEntry, Person
from db.models.clinic import Choice
from db.models.person import PersonPhone
from db.queries.enquiry import enquiry_detail
from db.queries.follow_up_details import NumberRow, row_details
from db.queries.follow_ups import Whose, attempts, follow_up, list_counts, open_follow_ups
from db.services.attempts import record_attempt, take_back_attempt
from db.services.clinic import ChoiceLine, StaffFields, add_staff, close_staff, set_choices
from db.services.enquiries import bin_enquiry, change_enquiry, log_enquiry
from db.services.follow_ups import (
    add_follow_up,
    finish_follow_up,
    move_follow_up,
    reopen_follow_up,
    withdraw_follow_up,
)
from db.services.people import set_do_not_contact

TODAY = dt.date(2026, 3, 6)
TOMORROW = TODAY + dt.timedelta(days=1)
LONG_AGO = TODAY - dt.timedelta(days=30)


@pytest.fixture
def staff(database, actor, now):
    """Ana, Lee and Mo; their ids by name."""
    add = partial(add_staff, actor=actor, at=now)
    names = ("Ana", "Lee", "Mo")
    return {
        name: database.write(partial(add, fields=StaffFields(name, Role.RECEPTIONIST))).record_id
        for name in names
    }


@pytest.fixture
def ana(staff):
    return Actor(staff["Ana"], Role.RECEPTIONIST, "Desk 1")


@pytest.fixture
def give(database, ana, now):
    """Give a command in Ana's name."""
    return lambda command, at=now, **arguments: database.write(
        partial(command, actor=ana, at=at, **arguments)
    )


@pytest.fixture
def log(give, now):
    """Log one enquiry a month ago; returns its id."""

    def log_one(name="Maria", step=None, **fields):
        new = NewEnquiry(
            uuid.uuid4(),
            now,
            LONG_AGO,
            EnquiryFields(**{"channel": Channel.PHONE, "caller_name": name} | fields),
            step,
        )
        return give(log_enquiry, new=new, region="US").record_id

    return log_one


@pytest.fixture
def listed(database, staff):
    """The rows of one list; "mine" is Ana's."""

    def read(whose=Whose.EVERYBODYS, today=TODAY, **more):
        query = partial(open_follow_ups, whose=whose, staff_id=staff["Ana"], today=today, **more)
        return database.read(query)

    return read


@pytest.fixture
def promised(log, listed):
    """One promise of Ana's for today; returns its row."""

    def one(name="Maria", day=TODAY, **fields):
        log(name, NextStep(day, promise="Call back"), **fields)
        return next(row for row in listed() if row.caller_name == name)

    return one


def on(row):
    return {"follow_up_id": row.follow_up_id, "seen_version": row.version}


# --- Promising ----------------------------------------------------------------------


def test_a_promise_can_be_made_and_withdrawn(give, log, listed, staff):
    enquiry_id = log()
    [row] = listed()
    assert (row.follow_up_id, row.group) == (None, DueGroup.NO_NEXT_STEP)
    step = NextStep(TOMORROW, staff["Lee"], dt.time(15), dt.time(17), " Tell her the price ")
    made = give(add_follow_up, enquiry_id=enquiry_id, step=step)
    [row] = listed()
    assert (row.due_on, row.starts, row.ends) == (TOMORROW, dt.time(15), dt.time(17))
    assert (row.owner_name, row.promise) == ("Lee", "Tell her the price")
    give(withdraw_follow_up, follow_up_id=made.record_id, seen_version=made.version)
    [row] = listed()
    assert row.group is DueGroup.NO_NEXT_STEP


def test_a_promise_on_which_something_was_tried_is_not_withdrawn(give, promised):
    row = promised()
    tried = give(record_attempt, **on(row), result=AttemptResult.NO_ANSWER)
    with pytest.raises(NotPossibleError):
        give(withdraw_follow_up, follow_up_id=row.follow_up_id, seen_version=tried.version)


@pytest.mark.parametrize(
    ("step", "problem"),
    [
        (NextStep(LONG_AGO - dt.timedelta(days=1)), {"next_step_day": Problem.IN_THE_PAST}),
        (NextStep(TODAY, owner_id=99), {"next_step_owner": Problem.UNKNOWN_STAFF}),
        (NextStep(TODAY, promise="x" * 20_001), {"next_step_promise": Problem.TOO_LONG}),
    ],
)
def test_an_impossible_promise_is_refused_by_field(give, log, listed, step, problem):
    enquiry_id = log()
    with pytest.raises(ValidationError) as refused:
        give(add_follow_up, enquiry_id=enquiry_id, step=step)
    assert refused.value.problems == problem
    assert [row.follow_up_id for row in listed()] == [None]


# --- Trying -------------------------------------------------------------------------


def test_a_try_moves_the_promise_on_and_can_be_taken_back(give, database, promised, listed):
    row = promised(phone="828 555 0142")
    step = NextStep(TOMORROW, None, dt.time(15), dt.time(19))
    tried = give(
        record_attempt,
        **on(row),
        result=AttemptResult.NO_ANSWER,
        phone_raw="828 555 0142",
        next_try=step,
    )
    [after] = listed()
    assert (after.due_on, after.starts, after.ends) == (TOMORROW, dt.time(15), dt.time(19))
    assert (after.attempts, after.last_result) == (1, AttemptResult.NO_ANSWER)
    assert after.owner_id == row.owner_id
    [kept] = database.read(partial(attempts, follow_up_id=row.follow_up_id))
    assert (kept.staff_name, kept.phone) == ("Ana", "828 555 0142")
    give(take_back_attempt, follow_up_id=row.follow_up_id, seen_version=tried.version)
    [before] = listed()
    assert (before.due_on, before.starts, before.ends) == (row.due_on, row.starts, row.ends)
    assert (before.attempts, before.last_result) == (0, None)


def test_a_note_is_no_try_and_needs_words(give, promised, listed):
    row = promised()
    give(record_attempt, **on(row), result=AttemptResult.NOTE, note="Best after four")
    [after] = listed()
    assert (after.attempts, after.last_result) == (0, AttemptResult.NOTE)
    with pytest.raises(ValidationError) as refused:
        give(record_attempt, **on(after), result=AttemptResult.NOTE, note="  ")
    assert refused.value.problems == {"note": Problem.REQUIRED}


def test_nothing_is_taken_back_where_nothing_was_tried(give, promised):
    with pytest.raises(NotPossibleError):
        give(take_back_attempt, **on(promised()))


def test_attempts_are_told_newest_first(give, database, promised, listed):
    row = promised()
    for result in (AttemptResult.NO_ANSWER, AttemptResult.LEFT_MESSAGE):
        give(record_attempt, **on(row), result=result)
        [row] = listed()
    told = database.read(partial(attempts, follow_up_id=row.follow_up_id))
    assert [one.result for one in told] == [AttemptResult.LEFT_MESSAGE, AttemptResult.NO_ANSWER]


# --- Finishing ----------------------------------------------------------------------


def test_a_promise_is_finished_with_its_outcome_and_opened_again(give, database, promised, listed):
    row = promised(outcome=Outcome.CALL_BACK)
    done = give(
        finish_follow_up,
        **on(row),
        ending=Ending(Outcome.BOOKED, booked_on=TOMORROW, note="Comes on Saturday"),
    )
    assert listed() == []
    detail = database.read(partial(enquiry_detail, enquiry_id=row.enquiry_id))
    assert (detail.fields.outcome, detail.fields.booked_on) == (Outcome.BOOKED, TOMORROW)
    assert not detail.is_open
    [kept] = detail.promises
    assert [one.note for one in kept.attempts] == ["Comes on Saturday"]
    give(reopen_follow_up, follow_up_id=row.follow_up_id, seen_version=done.version)
    [after] = listed()
    assert (after.outcome, after.attempts) == (Outcome.CALL_BACK, 0)
    detail = database.read(partial(enquiry_detail, enquiry_id=row.enquiry_id))
    assert detail.is_open
    assert detail.fields.booked_on is None


def test_opened_again_an_enquiry_has_ended_just_as_before(give, database, promised):
    give(set_choices, which=ChoiceList.LOST_REASON, lines=[ChoiceLine("Too far", "too_far")])
    too_far = select(Choice.id).where(Choice.key == "too_far")
    reason = database.read(lambda session: session.scalar(too_far))
    booked = {"outcome": Outcome.BOOKED, "booked_on": TOMORROW}
    later = booked | {"booked_on": TOMORROW + dt.timedelta(days=1)}
    lost = {"outcome": Outcome.LOST, "lost_reason_id": reason}
    for name, before in (("Ann", booked), ("Bob", lost), ("Cy", {})):
        row = promised(name, **before)
        ended = partial(enquiry_detail, enquiry_id=row.enquiry_id)
        fields, seen = database.read(ended).fields, row.version
        for after in (later, lost, {"outcome": Outcome.INFORMATION_GIVEN}, {}):
            ids = {"follow_up_id": row.follow_up_id}
            done = give(finish_follow_up, **ids, seen_version=seen, ending=Ending(**after))
            seen = give(reopen_follow_up, **ids, seen_version=done.version).version
            assert database.read(ended).fields == fields


def test_a_promise_kept_without_an_outcome_leaves_the_enquiry_without_a_next_step(
    give, promised, listed
):
    give(finish_follow_up, **on(promised(outcome=Outcome.CALL_BACK)))
    [row] = listed()
    assert row.group is DueGroup.NO_NEXT_STEP


def test_lost_needs_a_reason_of_that_list(give, database, promised, listed):
    lines = [ChoiceLine("Could not reach", "could_not_reach")]
    give(set_choices, which=ChoiceList.LOST_REASON, lines=lines)
    give(set_choices, which=ChoiceList.HEARD, lines=[ChoiceLine("Friend", "friend")])
    ids = dict(
        database.read(lambda s: [tuple(r) for r in s.execute(select(Choice.key, Choice.id))])
    )
    row = promised()
    for reason, problem in (
        (None, Problem.NEEDS_A_REASON),
        (9999, Problem.UNKNOWN_CHOICE),
        (ids["friend"], Problem.UNKNOWN_CHOICE),
    ):
        with pytest.raises(ValidationError) as refused:
            give(finish_follow_up, **on(row), ending=Ending(Outcome.LOST, reason))
        assert refused.value.problems == {"lost_reason": problem}
    give(
        finish_follow_up,
        **on(row),
        ending=Ending(Outcome.LOST, ids["could_not_reach"]),
    )
    assert listed() == []


def test_an_outcome_that_promises_something_again_does_not_finish(give, promised):
    with pytest.raises(ValidationError) as refused:
        give(finish_follow_up, **on(promised()), ending=Ending(Outcome.WAITING_FOR_SLOT))
    assert refused.value.problems == {"outcome": Problem.NEEDS_A_DAY}


def test_a_closed_promise_takes_no_further_step(give, promised, now):
    row = promised()
    later = now + dt.timedelta(minutes=1)
    done = give(finish_follow_up, later, **on(row), ending=Ending(Outcome.INFORMATION_GIVEN))
    seen = {"follow_up_id": row.follow_up_id, "seen_version": done.version}
    for step in (
        partial(give, finish_follow_up),
        partial(give, record_attempt, result=AttemptResult.NO_ANSWER),
        partial(give, move_follow_up, step=NextStep(TOMORROW)),
        partial(give, withdraw_follow_up),
        partial(give, take_back_attempt),
    ):
        with pytest.raises(NotPossibleError):
            step(**seen)
    give(reopen_follow_up, **seen)


def test_an_open_promise_is_not_opened_again(give, promised):
    with pytest.raises(NotPossibleError):
        give(reopen_follow_up, **on(promised()))


# --- Moving -------------------------------------------------------------------------


def test_moving_back_restores_owner_day_and_window(give, promised, listed, staff):
    row = promised()
    step = NextStep(TOMORROW, staff["Mo"], dt.time(9), None)
    moved = give(move_follow_up, **on(row), step=step)
    [after] = listed()
    assert (after.due_on, after.owner_name, after.starts) == (TOMORROW, "Mo", dt.time(9))
    assert after.promise == "Call back"
    back = NextStep(row.due_on, row.owner_id, row.starts, row.ends, row.promise)
    give(move_follow_up, follow_up_id=row.follow_up_id, seen_version=moved.version, step=back)
    [again] = listed()
    assert (again.due_on, again.owner_id, again.starts) == (row.due_on, row.owner_id, row.starts)


def test_who_left_gets_nothing_new_but_keeps_what_is_theirs(give, promised, listed, staff):
    row = promised()
    moved = give(move_follow_up, **on(row), step=NextStep(TODAY, staff["Mo"]))
    give(close_staff, staff_id=staff["Mo"], seen_version=1, closed_on=TODAY)
    seen = {"follow_up_id": row.follow_up_id, "seen_version": moved.version}
    snoozed = give(move_follow_up, **seen, step=NextStep(TOMORROW, staff["Mo"]))
    seen["seen_version"] = snoozed.version
    handed = give(move_follow_up, **seen, step=NextStep(TOMORROW, staff["Ana"]))
    seen["seen_version"] = handed.version
    with pytest.raises(ValidationError) as refused:
        give(move_follow_up, **seen, step=NextStep(TOMORROW, staff["Mo"]))
    assert refused.value.problems == {"next_step_owner": Problem.UNKNOWN_STAFF}


# --- Two desks ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        (record_attempt, {"result": AttemptResult.NO_ANSWER}),
        (take_back_attempt, {}),
        (finish_follow_up, {}),
        (reopen_follow_up, {}),
        (move_follow_up, {"step": NextStep(TOMORROW)}),
        (withdraw_follow_up, {}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_the_second_desk_is_told_and_changes_nothing(give, promised, listed, command, arguments):
    row = promised()
    give(record_attempt, **on(row), result=AttemptResult.NOTE, note="The first desk was here")
    before = listed()
    with pytest.raises(StaleEditError):
        give(command, **on(row), **arguments)
    assert listed() == before
    with pytest.raises(NotFoundError):
        give(command, follow_up_id=9999, seen_version=1, **arguments)


def test_every_command_leaves_an_audit_row_without_what_was_typed(give, database, promised):
    row = promised()
    give(record_attempt, **on(row), result=AttemptResult.NOTE, note="secret words")
    entry = database.read(
        lambda s: [
            (e.action, e.subject_id, str(e.details))
            for e in s.scalars(select(AuditEntry).order_by(AuditEntry.id))
        ][-1]
    )
    assert entry[:2] == ("record_attempt", row.follow_up_id)
    assert "secret" not in entry[2]


# --- The list -----------------------------------------------------------------------


def test_the_list_is_grouped_by_what_is_late_and_what_is_to_come(log, listed):
    for name, days in (("late", -1), ("now", 0), ("sunday", 2), ("monday", 3)):
        log(name, NextStep(TODAY + dt.timedelta(days=days)))
    log("open")
    log("closed", outcome=Outcome.INFORMATION_GIVEN)
    assert [(row.caller_name, row.group) for row in listed()] == [
        ("open", DueGroup.NO_NEXT_STEP),
        ("late", DueGroup.OVERDUE),
        ("now", DueGroup.TODAY),
        ("sunday", DueGroup.THIS_WEEK),
        ("monday", DueGroup.LATER),
    ]
    assert [row.caller_name for row in listed(due_by=TODAY)] == ["open", "late", "now"]


def test_each_sees_their_own_and_counts_agree_with_the_lists(
    database, log, listed, staff, give, actor
):
    log("ana late", NextStep(TODAY - dt.timedelta(days=1), staff["Ana"]))
    log("ana today", NextStep(TODAY, staff["Ana"]))
    log("ana later", NextStep(TOMORROW, staff["Ana"]))
    log("lee", NextStep(TODAY, staff["Lee"]))
    log("nobody", NextStep(TODAY))
    log("without a step")
    binned = log("binned", NextStep(TODAY, staff["Ana"]))
    seen = database.read(partial(enquiry_detail, enquiry_id=binned)).version
    give(bin_enquiry, enquiry_id=binned, seen_version=seen)

    def names(whose):
        return [row.caller_name for row in listed(whose)]

    assert names(Whose.MINE) == ["without a step", "ana late", "ana today", "ana later"]
    assert names(Whose.NOBODYS) == ["without a step", "nobody"]
    assert len(names(Whose.EVERYBODYS)) == 6
    counts = database.read(partial(list_counts, staff_id=staff["Ana"], today=TODAY))
    assert (counts.mine, counts.everybodys, counts.nobodys, counts.due) == (4, 6, 2, 2)
    nobody = database.read(partial(list_counts, staff_id=None, today=TODAY))
    assert (nobody.mine, nobody.everybodys, nobody.due) == (0, 6, 1)
    mine = partial(open_follow_ups, whose=Whose.MINE, staff_id=None, today=TODAY)
    assert database.read(mine) == []


def test_an_enquiry_without_a_step_is_of_whoever_took_it(database, log, listed, staff, now):
    lee = Actor(staff["Lee"], Role.RECEPTIONIST, "Desk 2")
    new = NewEnquiry(uuid.uuid4(), now, TODAY, EnquiryFields(Channel.PHONE, caller_name="Lees"))
    database.write(partial(log_enquiry, actor=lee, at=now, new=new, region="US"))
    assert listed(Whose.MINE) == []
    assert [row.caller_name for row in listed(Whose.NOBODYS)] == ["Lees"]
    counts = database.read(partial(list_counts, staff_id=staff["Ana"], today=TODAY))
    assert (counts.mine, counts.nobodys, counts.everybodys) == (0, 1, 1)


def test_an_empty_list_is_counted_as_nothing(database):
    counts = database.read(partial(list_counts, staff_id=None, today=TODAY))
    assert (counts.mine, counts.everybodys, counts.nobodys, counts.due) == (0, 0, 0, 0)


def test_a_row_says_the_number_and_the_rules_of_its_person(database, give, promised, listed):
    row = promised(phone="(828) 555-0142", concern="back pain")
    assert (row.phone, row.voicemail) == ("(828) 555-0142", VoicemailRule.UNKNOWN)

    def forbid(session):
        session.scalars(select(PersonPhone)).one().voicemail = VoicemailRule.NO_MESSAGE

    database.write(forbid)
    version = database.read(lambda s: s.scalars(select(PersonPhone)).one().person.version)
    give(
        set_do_not_contact,
        person_id=row.person_id,
        seen_version=version,
        wanted=True,
        reason="Asked us not to",
    )
    [after] = listed()
    assert after.voicemail is VoicemailRule.NO_MESSAGE
    assert after.do_not_contact
    details = database.read(
        partial(row_details, enquiry_id=row.enquiry_id, follow_up_id=row.follow_up_id)
    )
    assert details.do_not_contact_reason == "Asked us not to"
    assert details.other_numbers == ()


def test_the_details_tell_whom_it_is_about_and_who_took_it(database, log, listed, give):
    first = log("Maria", phone="828 555 0142")
    person = database.read(partial(enquiry_detail, enquiry_id=first)).fields.caller_id
    second = log(
        "Maria", NextStep(TODAY), caller_id=person, phone="828 555 0199",
        about=About.CHILD, about_name="Luis",
    )  # fmt: skip
    row = next(row for row in listed() if row.enquiry_id == second)
    found = database.read(partial(row_details, enquiry_id=second, follow_up_id=row.follow_up_id))
    assert (found.about, found.about_name, found.taken_by) == (About.CHILD, "Luis", "Ana")
    assert found.other_numbers == (NumberRow("828 555 0142", "", VoicemailRule.UNKNOWN),)
    assert found.received_on == LONG_AGO
    without = database.read(partial(row_details, enquiry_id=first, follow_up_id=None))
    assert without.attempts == ()
    assert database.read(partial(row_details, enquiry_id=9999, follow_up_id=None)) is None


def test_one_promise_is_found_open_or_closed(database, give, promised):
    row = promised()
    one = partial(follow_up, follow_up_id=row.follow_up_id, today=TODAY)
    assert database.read(one) == row
    give(finish_follow_up, **on(row), ending=Ending(Outcome.INFORMATION_GIVEN))
    assert database.read(one).caller_name == "Maria"
    assert database.read(partial(follow_up, follow_up_id=9999, today=TODAY)) is None


def test_an_unknown_callers_enquiry_can_be_closed(database, give, log, listed):
    enquiry_id = log("Unknown")
    seen = database.read(partial(enquiry_detail, enquiry_id=enquiry_id))
    fields = EnquiryFields(Channel.PHONE, outcome=Outcome.WRONG_NUMBER)
    give(
        change_enquiry,
        enquiry_id=enquiry_id,
        seen_version=seen.version,
        fields=fields,
        region="US",
    )
    assert listed() == []


def test_who_must_not_be_contacted_is_not_tried_without_a_reason_of_that_day(
    give, database, promised, now
):
    row = promised()
    version = database.read(lambda session: session.get(Person, row.person_id).version)
    give(
        set_do_not_contact, person_id=row.person_id, seen_version=version, wanted=True, reason="no"
    )
    for result in (AttemptResult.NO_ANSWER, AttemptResult.LEFT_MESSAGE, AttemptResult.SPOKE):
        with pytest.raises(DoNotContactError):
            give(record_attempt, **on(row), result=result)
    with pytest.raises(ValidationError):
        give(record_attempt, **on(row), result=AttemptResult.OVERRIDE)
    changed = give(record_attempt, **on(row), result=AttemptResult.OVERRIDE, note="results are in")
    again = {"follow_up_id": row.follow_up_id, "seen_version": changed.version}
    later = now + dt.timedelta(days=1)
    with pytest.raises(DoNotContactError):
        give(record_attempt, at=later, **again, result=AttemptResult.NO_ANSWER)
    give(record_attempt, **again, result=AttemptResult.NO_ANSWER)
    tried = database.read(partial(attempts, follow_up_id=row.follow_up_id))
    assert [one.result for one in tried] == [AttemptResult.NO_ANSWER, AttemptResult.OVERRIDE]
    audited = database.read(
        lambda session: session.scalars(
            select(AuditEntry).where(AuditEntry.action == "record_attempt")
        ).first()
    )
    assert audited.details == {"fields": ["override"]}
