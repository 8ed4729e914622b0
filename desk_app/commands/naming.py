"""From what somebody wrote to the one thing of the clinic that is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from db.domain.enquiry import ChoiceList
from db.domain.words import fold, query_words
from db.queries.catalogue import ServiceRow
from db.queries.clinic import ChoiceRow, ClinicFacts, StaffRow
from desk_app.commands.refusals import RefusedError

T = TypeVar("T")
_MOST_NAMED = 8
_LONGEST_QUOTED = 60


def staff_named(typed: str, facts: ClinicFacts) -> StaffRow:
    """Return who is meant by a name, a part of it, or initials.

    Raises:
        RefusedError: nobody, or more than one.
    """
    return the_one(
        typed,
        facts.present_staff,
        names=lambda member: (member.name, member.initials),
        shown=lambda member: member.name,
        kind="who works here",
    )


def service_named(typed: str, services: Sequence[ServiceRow]) -> ServiceRow:
    """Return the service with this name or alias, or a part of one.

    Raises:
        RefusedError: none, or more than one.
    """
    return the_one(
        typed,
        services,
        names=lambda service: (service.name, *service.aliases),
        shown=lambda service: service.name,
        kind="a service",
    )


def choice_named(typed: str, which: ChoiceList, facts: ClinicFacts) -> ChoiceRow:
    """Return a line of one of the clinic's own lists.

    Raises:
        RefusedError: none, or more than one.
    """
    return the_one(
        typed,
        [choice for choice in facts.choices[which] if choice.active],
        names=lambda choice: (choice.label, choice.key),
        shown=lambda choice: choice.label,
        kind="a choice",
    )


def the_one(
    typed: str,
    records: Iterable[T],
    *,
    names: Callable[[T], Iterable[str]],
    shown: Callable[[T], str],
    kind: str,
) -> T:
    """Return the only record that fits best: a whole name, then the start of one, then its words.

    Raises:
        RefusedError: none fits, or several do equally; then it names them.
    """
    records = list(records)
    wanted = " ".join(fold(typed).split())
    fits: tuple[Callable[[str], bool], ...] = (
        lambda name: name == wanted,
        lambda name: name.startswith(wanted),
        lambda name: _holds_words(name, wanted),
    )
    for fit in fits if wanted else ():
        found = [
            record
            for record in records
            if any(fit(" ".join(fold(name).split())) for name in names(record) if name)
        ]
        if len(found) == 1:
            return found[0]
        if found:
            raise RefusedError(f"{quoted(typed)} may be {_listed(found, shown)}; say which.")
    known = f"; known are {_listed(records, shown)}" if records else ""
    raise RefusedError(f"{quoted(typed)} is not {kind}{known}.")


def quoted(typed: str) -> str:
    """Return what somebody wrote, fit to stand in a sentence on a terminal."""
    line = in_one_line(typed)
    short = line if len(line) <= _LONGEST_QUOTED else line[: _LONGEST_QUOTED - 1] + "…"
    return f'"{short}"'


def in_one_line(text: str) -> str:
    """Return a text without line breaks and other signs that a terminal acts upon."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _holds_words(name: str, wanted: str) -> bool:
    """Whether every word wanted begins a word of the name."""
    own = query_words(name)
    asked = query_words(wanted)
    return bool(asked) and all(any(word.startswith(each) for word in own) for each in asked)


def _listed(records: Sequence[T], shown: Callable[[T], str]) -> str:
    named = [quoted(shown(record)) for record in records[:_MOST_NAMED]]
    if len(records) > _MOST_NAMED:
        named.append("others")
    return " or ".join([", ".join(named[:-1]), named[-1]]) if len(named) > 1 else named[0]
