"""The one gate: every command of the services is tried as every role, and as nobody."""

import dataclasses
import datetime as dt
import importlib
import inspect
import pkgutil
from functools import partial

import pytest

from db import services
from db.domain.article import ArticleState, ArticleText, Block, BlockKind, Section
from db.domain.errors import NotAllowedError, NotSignedInError
from db.domain.rights import _ROLES, UNATTENDED, may, roles_for
from db.domain.sign_in import new_secret
from db.domain.staff import Actor, Role
from db.queries.articles import versions
from db.services.article_steps import Standing, take_back_step
from db.services.articles import Approval, NewArticle, add_article, set_state
from db.services.clinic import StaffFields, add_staff, change_staff, close_staff
from db.services.sign_in import set_secret

PIN = "482915"
EVERYBODY = frozenset(Role)
CLINICAL = frozenset({Role.PRACTITIONER, Role.MANAGER})
MANAGER = frozenset({Role.MANAGER})


def all_commands():
    """Every function under ``@command``, however it is called and wherever it stands."""
    for module in pkgutil.iter_modules(services.__path__, "db.services."):
        for name, function in vars(importlib.import_module(module.name)).items():
            code = getattr(function, "__code__", None)
            if code is None or function.__module__ != module.name:
                continue
            if inspect.unwrap(function) is not function and code.co_name == "given":
                yield pytest.param(function, id=f"{module.name.rpartition('.')[2]}.{name}")


COMMANDS = list(all_commands())


@pytest.fixture
def staff(database, actor, now):
    """One signed-in person of each role."""
    write = database.write
    by = {"actor": actor, "at": now}
    members = {}
    for role in sorted(Role, key=lambda role: role is not Role.MANAGER):
        fields = StaffFields(role.value, role)
        staff_id = write(partial(add_staff, fields=fields, **by)).record_id
        members[role] = Actor(staff_id, role, "Desk 1")
    manager = members[Role.MANAGER]
    by["actor"] = dataclasses.replace(manager)
    write(partial(set_secret, staff_id=manager.staff_id, secret=new_secret(PIN), **by))
    for role, member in members.items():
        if role is not Role.MANAGER:
            write(partial(set_secret, staff_id=member.staff_id, secret=new_secret(PIN), **by))
    return members


def is_let_in(database, function, actor, now):
    """Whether the gate lets somebody through, with nothing for the command to do behind it."""
    try:
        database.write(partial(function, actor=actor, at=now))
    except NotAllowedError:
        return False
    except Exception:  # it has begun, and misses what it should work on
        return True
    return True


def test_the_commands_are_found():
    assert len(COMMANDS) > 55


@pytest.mark.parametrize("function", COMMANDS)
def test_every_command_has_an_entry_in_the_table_of_rights(function):
    assert roles_for(function.__name__), f"{function.__name__} is missing in db/domain/rights.py"


# The gate itself, tries at a secret, rows of the audit, and parts of commands that passed it.
_BESIDE_THE_GATE = {
    "require_right", "sign_in",
    "note", "note_restore", "write_rows",
    "keep_consent", "store_rows",
}  # fmt: skip


def test_what_writes_in_somebodys_name_goes_through_the_gate():
    gated = {param.values[0] for param in COMMANDS}
    beside = {
        name
        for module in pkgutil.iter_modules(services.__path__, "db.services.")
        for name, function in vars(importlib.import_module(module.name)).items()
        if inspect.isfunction(function)
        and function.__module__ == module.name
        and not name.startswith("_")
        and function not in gated
        and {"session", "actor"} <= set(inspect.signature(function).parameters)
    }
    assert beside == _BESIDE_THE_GATE


def test_no_right_is_left_over():
    """Each is a command, or asked for by name somewhere."""
    named = {param.values[0].__name__ for param in COMMANDS}
    assert set(_ROLES) - named == {"approve_article", "see_audit", "set_secret_of_another"}


def test_every_command_is_done_by_those_who_may_and_by_nobody_else(database, staff, now):
    wrong = []
    for param in COMMANDS:
        [function] = param.values
        for role, member in staff.items():
            if function.__name__ == "stop_sign_in" and role is Role.MANAGER:
                continue  # would end what is tried here; see test_sign_in.py
            if is_let_in(database, function, member, now) != may(role, function.__name__):
                wrong.append((function.__name__, role.value))
        nobody = Actor(None, Role.MANAGER, "Desk 1")
        if is_let_in(database, function, nobody, now) != (function.__name__ in UNATTENDED):
            wrong.append((function.__name__, "nobody"))
    assert not wrong


@pytest.mark.parametrize(
    ("action", "roles"),
    [
        ("log_enquiry", EVERYBODY),
        ("merge_people", EVERYBODY),
        ("set_do_not_contact", EVERYBODY),
        ("save_version", EVERYBODY),
        ("approve_article", CLINICAL),
        ("change_desk_card", CLINICAL),
        ("change_screening_question", CLINICAL),
        ("save_profile", MANAGER),
        ("add_staff", MANAGER),
        ("set_secret_of_another", MANAGER),
        ("see_audit", MANAGER),
        ("restore", MANAGER),
        ("export_all", MANAGER),
        ("copy_out", MANAGER),
        ("change_keys", MANAGER),
        ("something_new", frozenset()),
    ],
)
def test_the_table_says_who_may(action, roles):
    assert roles_for(action) == roles


def test_the_role_counts_that_is_stored_not_the_one_that_is_claimed(database, staff, now):
    liar = dataclasses.replace(staff[Role.RECEPTIONIST], role=Role.MANAGER)
    with pytest.raises(NotAllowedError):
        database.write(
            partial(add_staff, actor=liar, at=now, fields=StaffFields("New", Role.MANAGER))
        )


def test_a_step_is_taken_back_by_who_may_take_it(database, staff, now):
    """Whoever writes may send a text to review and think again, but put nothing out of force."""

    def give(role, command, **more):
        return database.write(partial(command, actor=staff[role], at=now, **more))

    block = Block(BlockKind.PARAGRAPH, "Walk a little.")
    text = ArticleText("Back pain", "en", (), (Section("Each day", (block,)),))
    article = give(Role.RECEPTIONIST, add_article, new=NewArticle(text))
    [draft] = database.read(partial(versions, article_id=article.record_id))
    of_draft = {"version_id": draft.version_id}
    move = partial(give, command=set_state, **of_draft)
    back = partial(give, command=take_back_step, **of_draft)
    sent = move(Role.RECEPTIONIST, state=ArticleState.IN_REVIEW, seen_version=draft.version)
    again = back(Role.RECEPTIONIST, before=Standing(ArticleState.DRAFT), seen_version=sent.version)
    sent = move(Role.RECEPTIONIST, state=ArticleState.IN_REVIEW, seen_version=again.version)
    due = now.date() + dt.timedelta(days=300)
    reviewer = staff[Role.PRACTITIONER].staff_id
    approved = move(
        Role.PRACTITIONER,
        state=ArticleState.APPROVED,
        seen_version=sent.version,
        approval=Approval(reviewer, now.date(), due, left_open="Not tried yet"),
    )
    before = Standing(ArticleState.IN_REVIEW)
    with pytest.raises(NotAllowedError):
        back(Role.RECEPTIONIST, before=before, seen_version=approved.version)
    back(Role.PRACTITIONER, before=before, seen_version=approved.version)


def test_who_was_made_less_or_has_left_may_no_more_from_that_moment(database, staff, now):
    boss = staff[Role.MANAGER]
    give = partial(database.write)
    nurse = staff[Role.PRACTITIONER]
    give(
        partial(
            change_staff, actor=boss, at=now, staff_id=nurse.staff_id, seen_version=1,
            fields=StaffFields("practitioner", Role.MANAGER),
        )
    )  # fmt: skip
    give(partial(add_staff, actor=nurse, at=now, fields=StaffFields("New", Role.RECEPTIONIST)))
    give(
        partial(
            close_staff, actor=boss, at=now, staff_id=nurse.staff_id, seen_version=2,
            closed_on=now.date(),
        )
    )  # fmt: skip
    with pytest.raises(NotSignedInError):
        give(partial(add_staff, actor=nurse, at=now, fields=StaffFields("X", Role.RECEPTIONIST)))


def test_nobody_is_asked_while_nobody_has_a_secret(database, actor, now):
    database.write(partial(add_staff, actor=actor, at=now, fields=StaffFields("Mo", Role.MANAGER)))
