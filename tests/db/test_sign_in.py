"""Signing in on both databases: right and wrong secrets, tries that are counted, leavers."""

import datetime as dt
from functools import partial

import pytest
from sqlalchemy import select

from db.domain.errors import (
    LastManagerError,
    LockedOutError,
    NotAllowedError,
    NotPossibleError,
    Problem,
    TooSoonError,
    ValidationError,
)
from db.domain.sign_in import (
    MOST_TRIES,
    SignInOutcome,
    Tried,
    hash_secret,
    is_good_secret,
    is_secret,
    new_secret,
    try_secret,
)
from db.domain.staff import Actor, Role
from db.models.audit import AuditEntry
from db.models.staff import StaffSecret
from db.queries.clinic import clinic_facts
from db.services.clinic import StaffFields, add_staff, change_staff, close_staff
from db.services.sign_in import (
    outcome_of,
    remove_secret,
    reset_secret,
    secret_to_try,
    set_secret,
    sign_in,
    stop_sign_in,
    unlock_staff,
)
from db.session import Database

PIN, OTHER = "482915", "rain on the roof"
NOBODY = Actor(None, Role.RECEPTIONIST, "Desk 1")


@pytest.fixture
def ids(database, now):
    """Mo, the manager, and Ana at the desk: both with a secret."""
    ids = {}
    for name, role in (("Mo", Role.MANAGER), ("Ana", Role.RECEPTIONIST)):
        fields = StaffFields(name, role)
        ids[name] = database.write(
            partial(add_staff, actor=NOBODY, at=now, fields=fields)
        ).record_id
    mo = Actor(ids["Mo"], Role.MANAGER, "Desk 1")
    for name, secret in (("Mo", PIN), ("Ana", OTHER)):
        database.write(
            partial(set_secret, actor=mo, at=now, staff_id=ids[name], secret=new_secret(secret))
        )
    return ids


@pytest.fixture
def mo(ids):
    return Actor(ids["Mo"], Role.MANAGER, "Desk 1")


@pytest.fixture
def ana(ids):
    return Actor(ids["Ana"], Role.RECEPTIONIST, "Desk 1")


@pytest.fixture
def attempt(database, ids, now):
    """Try a secret some seconds after now; what came of it."""

    def attempt(name, secret, seconds=0.0, **more):
        at = now + dt.timedelta(seconds=seconds)
        hashed = database.read(partial(secret_to_try, at=at, staff_id=ids[name]))
        tried = try_secret(secret, hashed)
        work = partial(sign_in, actor=NOBODY, at=at, staff_id=ids[name], tried=tried, **more)
        return outcome_of(database.write(work))

    return attempt


@pytest.fixture
def exhaust(attempt):
    """Have somebody locked out."""

    def exhaust(name):
        return [attempt(name, "wrong one", seconds=100.0 * n) for n in range(MOST_TRIES)]

    return exhaust


def staff_of(database):
    return {member.name: member for member in database.read(clinic_facts).staff}


# --- What is a secret -------------------------------------------------------------------------


@pytest.mark.parametrize("easy", ["", "48291", "111111", "123456", "987654", "121212", "abc def"])
def test_what_others_would_try_first_is_refused(easy):
    assert not is_good_secret(easy)


@pytest.mark.parametrize(
    "good", ["482915", "482 915", "rain on the roof", "päron träd", "密码是很长的一句话"]
)
def test_six_digits_or_some_words_are_taken(good):
    assert is_good_secret(good)


@pytest.mark.real_cost
def test_the_same_secret_is_stored_differently_each_time_and_slowly():
    one, two = hash_secret(PIN), hash_secret(PIN)
    assert one != two
    assert one.startswith("$argon2id$v=19$m=65536,t=3,")
    assert is_secret(PIN, one)
    assert is_secret(PIN, two)
    assert not is_secret(PIN + "0", one)


def test_two_spellings_of_one_letter_are_one():
    assert is_secret("pa\u0308ron trad", hash_secret("päron  trad "))


# --- Signing in -------------------------------------------------------------------------------


def test_the_right_secret_lets_in_and_a_wrong_one_does_not(attempt):
    assert attempt("Mo", PIN) is SignInOutcome.SIGNED_IN
    assert attempt("Mo", OTHER) is SignInOutcome.WRONG
    assert attempt("Ana", OTHER) is SignInOutcome.SIGNED_IN


def test_who_comes_back_unlocks_and_who_comes_after_somebody_switches(attempt, ids):
    assert attempt("Mo", PIN, sat_before=ids["Mo"]) is SignInOutcome.UNLOCKED
    assert attempt("Mo", PIN, sat_before=ids["Ana"]) is SignInOutcome.SWITCHED


def test_three_wrong_ones_are_free_then_each_waits_longer(attempt):
    for _ in range(3):
        assert attempt("Mo", "wrong") is SignInOutcome.WRONG
    with pytest.raises(TooSoonError) as early:
        attempt("Mo", PIN)
    assert early.value.seconds == 1.0
    assert attempt("Mo", "wrong", seconds=1.0) is SignInOutcome.WRONG
    with pytest.raises(TooSoonError) as early:
        attempt("Mo", PIN, seconds=1.5)
    assert early.value.seconds == 1.5
    assert attempt("Mo", PIN, seconds=3.0) is SignInOutcome.SIGNED_IN
    assert attempt("Mo", "wrong", seconds=3.0) is SignInOutcome.WRONG


def test_a_clock_that_was_set_back_makes_nobody_wait_longer(attempt):
    for _ in range(3):
        attempt("Mo", "wrong", seconds=1_000_000.0)
    with pytest.raises(TooSoonError) as early:
        attempt("Mo", PIN)
    assert early.value.seconds == 1.0


def test_ten_wrong_ones_lock_out_and_a_manager_lets_try_again(
    database, attempt, exhaust, ids, mo, ana, now
):
    assert exhaust("Ana") == [SignInOutcome.WRONG] * 9 + [SignInOutcome.LOCKED_OUT]
    assert staff_of(database)["Ana"].is_locked_out
    with pytest.raises(LockedOutError):
        attempt("Ana", OTHER, seconds=100_000.0)
    with pytest.raises(NotAllowedError):
        database.write(partial(unlock_staff, actor=ana, at=now, staff_id=ids["Ana"]))
    database.write(partial(unlock_staff, actor=mo, at=now, staff_id=ids["Ana"]))
    assert not staff_of(database)["Ana"].is_locked_out
    assert attempt("Ana", OTHER) is SignInOutcome.SIGNED_IN


def test_guesses_that_were_compared_at_once_are_counted_one_by_one(database, attempt, ids, mo, now):
    """Ten desks read what is stored before any of them counts: the eleventh is too late."""
    hashed = database.read(partial(secret_to_try, at=now, staff_id=ids["Ana"]))
    give = partial(sign_in, actor=NOBODY, staff_id=ids["Ana"])
    for n in range(MOST_TRIES):
        at = now + dt.timedelta(minutes=2 * n)
        database.write(partial(give, at=at, tried=Tried(hashed, is_right=False)))
    with pytest.raises(LockedOutError):
        database.write(partial(give, at=now, tried=Tried(hashed, is_right=True)))


def test_a_secret_that_was_changed_since_lets_nobody_in(database, ids, mo, now):
    hashed = database.read(partial(secret_to_try, at=now, staff_id=ids["Ana"]))
    new = new_secret("739154")
    database.write(partial(set_secret, actor=mo, at=now, staff_id=ids["Ana"], secret=new))
    late = partial(sign_in, actor=NOBODY, at=now, staff_id=ids["Ana"])
    with pytest.raises(NotPossibleError):
        database.write(partial(late, tried=Tried(hashed, is_right=True)))


def test_nothing_slow_is_done_while_the_database_is_held():
    from db.services import sign_in as services

    assert not {"new_secret", "try_secret", "hash_secret", "is_secret"} & set(vars(services))


def test_tries_are_counted_per_person(exhaust, attempt):
    exhaust("Ana")
    assert attempt("Mo", PIN) is SignInOutcome.SIGNED_IN


def test_a_restart_forgets_no_try(database, attempt, exhaust, ids, now):
    exhaust("Ana")
    database.dispose()
    again = Database(database.place)
    try:
        with pytest.raises(LockedOutError):
            again.read(partial(secret_to_try, at=now, staff_id=ids["Ana"]))
    finally:
        again.dispose()


def test_each_try_is_in_the_audit_without_what_was_typed(database, attempt, ids):
    attempt("Ana", "guess 77")
    attempt("Ana", OTHER, sat_before=ids["Mo"])
    statement = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(2)
    with database.reading() as session:
        right, wrong = session.scalars(statement).all()
        assert (wrong.action, wrong.staff_id, wrong.subject_id) == (
            "sign_in_failed", None, ids["Ana"],
        )  # fmt: skip
        assert (right.action, right.staff_id, right.subject_id) == (
            "sign_in", ids["Ana"], ids["Ana"],
        )  # fmt: skip
        assert right.details == {"fields": ["switched"]}
        assert "77" not in str(wrong.details)


# --- Secrets come and go ------------------------------------------------------------------------


def test_the_first_secret_is_a_managers(database, now):
    ana = database.write(
        partial(add_staff, actor=NOBODY, at=now, fields=StaffFields("Ana", Role.RECEPTIONIST))
    ).record_id
    with pytest.raises(ValidationError) as refused:
        database.write(
            partial(set_secret, actor=NOBODY, at=now, staff_id=ana, secret=new_secret(PIN))
        )
    assert refused.value.problems == {"secret": Problem.MANAGER_FIRST}
    assert not database.read(clinic_facts).needs_sign_in


def test_an_easy_secret_is_not_stored():
    with pytest.raises(ValidationError) as refused:
        new_secret("123456")
    assert refused.value.problems == {"secret": Problem.TOO_EASY}


def test_everybody_sets_their_own_and_a_manager_anybodys(database, attempt, ids, mo, ana, now):
    database.write(
        partial(set_secret, actor=ana, at=now, staff_id=ids["Ana"], secret=new_secret("739154"))
    )
    assert attempt("Ana", "739154") is SignInOutcome.SIGNED_IN
    assert attempt("Ana", OTHER) is SignInOutcome.WRONG
    with pytest.raises(NotAllowedError):
        database.write(
            partial(set_secret, actor=ana, at=now, staff_id=ids["Mo"], secret=new_secret(OTHER))
        )
    database.write(
        partial(set_secret, actor=mo, at=now, staff_id=ids["Ana"], secret=new_secret(OTHER))
    )
    assert attempt("Ana", OTHER) is SignInOutcome.SIGNED_IN


def test_a_leaver_is_refused_at_once_and_comes_back_without_a_secret(
    database, attempt, ids, mo, now
):
    close = partial(close_staff, actor=mo, at=now, staff_id=ids["Ana"])
    change = database.write(partial(close, seen_version=1, closed_on=now.date()))
    with pytest.raises(NotPossibleError):
        attempt("Ana", OTHER)
    with database.reading() as session:
        assert session.get(StaffSecret, ids["Ana"]) is None
    with pytest.raises(NotPossibleError):
        database.write(
            partial(set_secret, actor=mo, at=now, staff_id=ids["Ana"], secret=new_secret(PIN))
        )
    database.write(partial(close, seen_version=change.version, closed_on=None))
    with pytest.raises(NotPossibleError):
        attempt("Ana", OTHER)


def test_the_owner_gives_a_manager_a_new_secret_and_nobody_else(
    database, attempt, exhaust, ids, now
):
    exhaust("Mo")
    reset = partial(reset_secret, actor=NOBODY, at=now, secret=new_secret("739154"))
    change = database.write(partial(reset, staff_id=ids["Mo"]))
    assert attempt("Mo", "739154") is SignInOutcome.SIGNED_IN
    with database.reading() as session:
        row = session.get(AuditEntry, change.audit_id)
        assert (row.action, row.staff_id, row.subject_id) == ("reset_secret", None, ids["Mo"])
    with pytest.raises(NotPossibleError):
        database.write(partial(reset, staff_id=ids["Ana"]))


def test_the_last_manager_who_can_sign_in_stays(database, ids, mo, now):
    by = {"actor": mo, "at": now, "staff_id": ids["Mo"]}
    for deed in (
        partial(remove_secret, **by),
        partial(close_staff, seen_version=1, closed_on=now.date(), **by),
        partial(change_staff, seen_version=1, fields=StaffFields("Mo", Role.PRACTITIONER), **by),
    ):
        with pytest.raises(LastManagerError):
            database.write(deed)
    assert staff_of(database)["Mo"].has_secret


def test_with_a_second_manager_the_first_may_go(database, ids, mo, now):
    second = database.write(
        partial(add_staff, actor=mo, at=now, fields=StaffFields("Zoe", Role.MANAGER))
    ).record_id
    database.write(partial(set_secret, actor=mo, at=now, staff_id=second, secret=new_secret(PIN)))
    database.write(partial(remove_secret, actor=mo, at=now, staff_id=ids["Mo"]))
    assert not staff_of(database)["Mo"].has_secret


def test_the_only_secret_of_all_may_go_and_nobody_is_asked_any_more(database, ids, mo, now):
    database.write(partial(remove_secret, actor=mo, at=now, staff_id=ids["Ana"]))
    database.write(partial(remove_secret, actor=mo, at=now, staff_id=ids["Mo"]))
    assert not database.read(clinic_facts).needs_sign_in


def test_only_a_manager_ends_signing_in(database, ids, mo, ana, now):
    with pytest.raises(NotAllowedError):
        database.write(partial(stop_sign_in, actor=ana, at=now))
    database.write(partial(stop_sign_in, actor=mo, at=now))
    assert not database.read(clinic_facts).needs_sign_in
    database.write(partial(add_staff, actor=NOBODY, at=now, fields=StaffFields("X", Role.MANAGER)))
