"""Log one enquiry, or one per line of a file.

An enquiry is acknowledged on standard output by its id, its number and its key, once it is
committed: what was acknowledged is safe, whatever happens afterwards. With --jsonl the lines
are taken in turn, and the first wrong one ends the work: those before it are logged, and all
may be sent again. A line whose key was sent before is acknowledged and not doubled.
"""

from __future__ import annotations

import argparse
import json
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, Final

from db.domain.enquiry import Channel, EnquiryFields, NewEnquiry
from db.domain.errors import Problem, ValidationError
from db.domain.staff import Actor
from db.queries.catalogue import services
from db.queries.logged import logged_numbers
from db.services.enquiries import log_enquiry
from desk_app.commands.console import (
    Clinic,
    add_json,
    answering,
    field_sentence,
    open_clinic,
    rehearse,
)
from desk_app.commands.entries import FIELD_NAMES, Entry, enquiry_of
from desk_app.commands.naming import in_one_line
from desk_app.commands.refusals import RefusedError
from desk_app.commands.signing_in import add_actor

_LONGEST_LINE: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Logged:
    """An enquiry that is committed.

    Attributes:
        number: readable, e.g. ``2026-0042``.
    """

    enquiry_id: int
    number: str
    key: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--phone", metavar="NUMBER", help="in any spelling")
    parser.add_argument("--name", help="the caller's")
    parser.add_argument("--service", help="a name, an alias, or a part of one")
    parser.add_argument("--note", help="what they asked, in their words")
    parser.add_argument("--follow-up", metavar="WHEN", help='a day to come, e.g. "tue 3pm"')
    parser.add_argument("--owner", metavar="STAFF", help="who follows up: a name or initials")
    parser.add_argument("--channel", help="phone, walk_in, voicemail, email, web or referral")
    parser.add_argument("--about", help="self, child, partner, parent or other")
    parser.add_argument("--outcome", help="booked, call_back, information_given, lost ...")
    parser.add_argument("--reason", help="with --outcome lost: one of the clinic's reasons")
    parser.add_argument("--key", help="your own name for it: sent again, it is not doubled")
    parser.add_argument("--jsonl", metavar="FILE", help="one JSON object per line; - for stdin")
    add_actor(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Log what was given; the exit status."""
    return answering(_run, options)


def _run(options: argparse.Namespace) -> None:
    entry = Entry.from_words(vars(options))
    if options.jsonl is None:
        _log_all(options, iter([lambda logger: logger.log(entry)]))
        return
    if entry != Entry():
        raise RefusedError("--jsonl takes everything from its lines: leave the other fields out.")
    with _lines(options.jsonl) as stream:
        lines = enumerate(iter(lambda: stream.readline(_LONGEST_LINE + 1), b""), 1)
        _log_all(options, (partial(_log_line, *line) for line in lines if line[1].strip()))


def _log_all(options: argparse.Namespace, jobs: Iterator[Callable[[Logger], Logged]]) -> None:
    """Log one after the other; a database is made only if the first is as it should be."""
    first = next(jobs, None)
    if first is None:
        return
    rehearse(options, lambda clinic: first(Logger(clinic, clinic.actor(options))))
    with open_clinic(options, may_create=True) as clinic:
        if options.jsonl is not None:
            clinic.copy_before_import()
        logger = Logger(clinic, clinic.actor(options))
        for job in chain([first], jobs):
            _acknowledge(job(logger), as_json=options.json)


def _log_line(number: int, line: bytes, logger: Logger) -> Logged:
    try:
        return logger.log(Entry.from_json(_text(line)))
    except RefusedError as error:
        raise RefusedError(f"Line {number}: {error}") from error


class Logger:
    """Logs entries one by one, each in a transaction of its own."""

    def __init__(self, clinic: Clinic, actor: Actor) -> None:
        self._clinic = clinic
        self._actor = actor
        self._services = clinic.database.read(services)

    def log(self, entry: Entry) -> Logged:
        """Return once it is committed; a key that was sent before gives the same answer again.

        Raises:
            RefusedError: something is wrong with it, and nothing was written.
        """
        public_id, now = entry.public_id, self._clinic.now()
        if entry.key and self._is_logged(public_id):
            # What it says may not hold any more, such as a day that has passed.
            new = NewEnquiry(public_id, now, now.date(), EnquiryFields(Channel.PHONE))
        else:
            facts = self._clinic.facts
            new = enquiry_of(entry, facts, self._services, public_id=public_id, now=now)
        work = partial(
            _keep, actor=self._actor, at=now, new=new, region=self._clinic.facts.profile.region
        )
        try:
            enquiry_id, number = self._clinic.database.write(work)
        except ValidationError as error:
            raise RefusedError(_sentence(error)) from error
        return Logged(enquiry_id, number, entry.key)

    def _is_logged(self, public_id: uuid.UUID) -> bool:
        return bool(self._clinic.database.read(partial(logged_numbers, public_ids=[public_id])))


def _keep(session: Any, *, new: NewEnquiry, **command: Any) -> tuple[int, str]:
    change = log_enquiry(session, new=new, **command)
    return change.record_id, logged_numbers(session, public_ids=[new.public_id])[new.public_id]


def _sentence(error: ValidationError) -> str:
    if error.problems.get("caller_name") is Problem.REQUIRED:
        return "A name or a number is needed."
    return field_sentence(error, FIELD_NAMES)


def _acknowledge(logged: Logged, *, as_json: bool) -> None:
    """Say that it is safe; at once, for whoever waits for it."""
    if as_json:
        answer = {"id": logged.enquiry_id, "number": logged.number, "key": logged.key or None}
        line = json.dumps(answer)
    else:
        line = f"{logged.enquiry_id} {logged.number} {in_one_line(logged.key)}".rstrip()
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _lines(name: str) -> AbstractContextManager[BinaryIO]:
    if name == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(name).open("rb")
    except OSError as error:
        raise RefusedError(f"{name} cannot be read.") from error


def _text(line: bytes) -> str:
    if len(line) > _LONGEST_LINE:
        raise RefusedError(f"longer than {_LONGEST_LINE} bytes.")
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedError("this is not UTF-8.") from error
