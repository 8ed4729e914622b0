"""Who gives a command, where the clinic asks who is there. A PIN is never an argument."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import sys
from functools import partial

from db.domain.sign_in import try_secret
from db.domain.staff import Actor
from db.queries.clinic import ClinicFacts
from db.services.sign_in import outcome_of, secret_to_try, sign_in
from db.session import Database
from desk_app.commands.naming import staff_named
from desk_app.commands.refusals import RefusedError
from desk_app.commands.secrets import read_secret


def add_actor(parser: argparse.ArgumentParser) -> None:
    """Add who gives the command; without it, only the seat is known."""
    parser.add_argument(
        "--as", dest="acting", metavar="STAFF", help="who does this: a name or initials"
    )
    parser.add_argument(
        "--pin-file",
        metavar="FILE",
        help="its first line is their PIN, where the clinic asks for one; - for a pipe",
    )


def signed_in(
    database: Database, facts: ClinicFacts, seat: Actor, options: argparse.Namespace
) -> Actor | None:
    """Return who has signed in; None where nobody is asked.

    Args:
        seat: nobody, at this desk.

    Raises:
        RefusedError: nobody was named, there is no PIN, or it is another one.
        TooSoonError, LockedOutError: after too many wrong ones.
    """
    if not facts.needs_sign_in:
        return None
    if not getattr(options, "acting", None):
        raise RefusedError(
            "This clinic asks who is there: give --as with a name. The PIN is asked for on the "
            "terminal, or read from --pin-file."
        )
    member = staff_named(options.acting, facts)
    if not member.has_secret:
        raise RefusedError("They have no PIN; a manager gives them one in Settings, Staff.")
    typed, at = _given_pin(options), dt.datetime.now(dt.UTC)
    hashed = database.read(partial(secret_to_try, at=at, staff_id=member.staff_id))
    tried = try_secret(typed, hashed)
    work = partial(sign_in, actor=seat, at=at, staff_id=member.staff_id, tried=tried)
    if not outcome_of(database.write(work)).is_in:
        raise RefusedError("This is not their PIN.")
    return Actor(member.staff_id, member.role, seat.desk)


def _given_pin(options: argparse.Namespace) -> str:
    if options.pin_file:
        return read_secret(options.pin_file)
    if not sys.stdin.isatty():
        raise RefusedError("Give the PIN with --pin-file; - reads it from a pipe.")
    return getpass.getpass("PIN: ")
