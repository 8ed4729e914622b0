"""What every command does alike: open the clinic, answer in sentences, write whole files."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import json
import os
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from db.backups.making import copy_before
from db.backups.shelf import Reason
from db.domain.deed import Deed
from db.domain.errors import DeskError, StorageError, StorageFailure, ValidationError
from db.domain.staff import Actor, Role
from db.keys.clinic_keys import NewSecrets
from db.keys.locks import Locks
from db.keys.recovery_code import NoCodeError
from db.keys.slots import WrongSecretError, is_good_passphrase, new_key
from db.looking import look_at
from db.opening import is_free, open_database
from db.place import DatabasePlace
from db.queries.clinic import ClinicFacts, clinic_facts
from db.services.auditing import note
from db.services.gate import require_right
from db.session import Database
from desk_app.commands.naming import staff_named
from desk_app.commands.refusals import FailedError, RefusedError
from desk_app.commands.secrets import TOO_EASY, VARIABLE, given_secret
from desk_app.commands.signing_in import signed_in
from desk_app.demo.clinic import fill
from desk_app.folders import Folders, desk_name

DONE, FAILED, REFUSED, INTERRUPTED = 0, 1, 2, 130


@dataclass(frozen=True, slots=True)
class Clinic:
    """An open database and what the clinic says of itself.

    Attributes:
        member: who has signed in, where the clinic asks for that.
    """

    database: Database
    facts: ClinicFacts
    member: Actor | None = None

    def now(self) -> dt.datetime:
        """The present instant on the clinic's clock."""
        return dt.datetime.now(self.facts.profile.zone)

    def actor(self, options: argparse.Namespace) -> Actor:
        """Return who gives a command: this seat, and whoever was named with --as.

        Raises:
            RefusedError: nobody of that name works here.
        """
        seat = this_seat()
        if self.member is not None or not options.acting:
            return self.member or seat
        member = staff_named(options.acting, self.facts)
        return Actor(member.staff_id, member.role, seat.desk)

    def require(self, action: str) -> None:
        """Raises NotAllowedError: who has signed in may not do this."""
        actor = self.member or this_seat()
        self.database.read(partial(require_right, actor=actor, action=action))

    def copy_before_import(self) -> None:
        """Make a copy, as the window does, unless there is one that is as good."""
        if not self.facts.profile.is_demo:
            copy_before(self.database, Reason.IMPORT, at=self.now())

    def note(self, deed: Deed, *details: str) -> None:
        """Write down what was done at this seat and changed no record."""
        work = partial(
            note, actor=self.member or this_seat(), at=self.now(), deed=deed, details=details
        )
        self.database.write(work)


def this_seat() -> Actor:
    """Return who gives a command where nobody is named."""
    return Actor(None, Role.RECEPTIONIST, _seat_name(Folders.of_this_seat()))


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add the choice between words for people and JSON for programs."""
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def answering(work: Callable[[argparse.Namespace], None], options: argparse.Namespace) -> int:
    """Run a command and return the exit status; each failure is one sentence on stderr."""
    try:
        work(options)
        sys.stdout.flush()
    except RefusedError as error:
        return _say(str(error), REFUSED)
    except FailedError as error:
        return _say(str(error), FAILED)
    except ValidationError as error:
        return _say(field_sentence(error), REFUSED)
    except DeskError as error:
        return _say(_sentence(error), FAILED)
    except BrokenPipeError:
        # Nobody reads any more; without this Python complains once more while it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    return DONE


@contextlib.contextmanager
def open_clinic(
    options: argparse.Namespace,
    *,
    may_create: bool = False,
    may_upgrade: bool = True,
    tells: bool = True,
) -> Iterator[Clinic]:
    """Open what the command line asked for; the practice clinic is made when it is missing.

    Args:
        tells: something of what is in it; then the clinic may ask who is there.

    Raises:
        RefusedError: it does ask, and nobody has said so.
        FailedError: there is no database, or an older one, and this command makes none.
        StorageError: it cannot be opened.
    """
    folders = Folders.of_this_seat()
    place = folders.chosen(options.database, demo=options.demo)
    may_create = may_create or options.demo
    if not (may_create or folders.is_expected(place)):
        _require(place)
    key_hex = key_of(place, options)
    if may_create and not options.demo and not folders.is_expected(place):
        key_hex = key_hex or _key_of_new(place, options)
    if not may_upgrade and _is_older(place, key_hex):
        raise FailedError(
            "This database is of an older version. Nothing was changed: it is backed up and "
            "brought up to date when the program opens it."
        )
    is_new = place.file is not None and not place.file.exists()
    with _opened(folders, place, key_hex, may_create=may_create) as database:
        if is_new and not options.demo and key_hex is None:
            warn("The new database is not encrypted; main.py keys --encrypt does it.")
        if options.demo:
            fill(database, now=dt.datetime.now(dt.UTC))
        elif not options.database:
            with contextlib.suppress(OSError):
                folders.remember(place, start_with=False)
        facts = database.read(clinic_facts)
        yield Clinic(
            database, facts, signed_in(database, facts, this_seat(), options) if tells else None
        )


def rehearse(options: argparse.Namespace, work: Callable[[Clinic], object]) -> None:
    """Where there is no database yet, do the work in a passing one first.

    What is refused there is refused before a file is made for it.
    """
    folders = Folders.of_this_seat()
    place = folders.chosen(options.database, demo=options.demo)
    if options.demo or place.file is None or place.file.exists() or folders.is_expected(place):
        return
    with tempfile.TemporaryDirectory() as folder:
        passing = DatabasePlace(file=Path(folder) / "rehearsal.db")
        with _opened(folders, passing, new_key(), may_create=True) as database:
            work(Clinic(database, database.read(clinic_facts)))


def place_of(options: argparse.Namespace) -> DatabasePlace:
    """Return where the database is that the command line asked for."""
    return Folders.of_this_seat().chosen(options.database, demo=options.demo)


def key_of(place: DatabasePlace, options: argparse.Namespace) -> str | None:
    """Return what a database is encrypted with; None when it is not, or nobody here knows.

    Raises:
        FailedError: what was given does not open it.
    """
    try:
        return Locks(secret=given_secret(options)).key_at_hand(place)
    except (WrongSecretError, NoCodeError) as error:
        raise FailedError("This passphrase or recovery code does not open the database.") from error


def _key_of_new(place: DatabasePlace, options: argparse.Namespace) -> str | None:
    """Make the key of a database that is to be made, when something was given to seal it with."""
    secret = given_secret(options)
    if not secret or place.file is None or not is_free(place.file):
        return None
    if not is_good_passphrase(secret):
        raise RefusedError(TOO_EASY)
    key_hex = new_key()
    wanted = NewSecrets(recovery_code="", passphrase=secret)
    place.file.parent.mkdir(parents=True, exist_ok=True)
    Locks().keys_of(place.file).begin(key_hex, wanted, dt.datetime.now(dt.UTC))
    return key_hex


def pages(count: int) -> str:
    """Return a number of pages in words."""
    return "1 page" if count == 1 else f"{count} pages"


def read_bytes(name: str, *, at_most: int) -> bytes:
    """Return a file's bytes, or those of standard input for ``-``.

    Raises:
        RefusedError: it cannot be read, or is longer.
    """
    try:
        if name == "-":
            data = sys.stdin.buffer.read(at_most + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(at_most + 1)
    except OSError as error:
        raise RefusedError(f"{name} cannot be read: {_reason(error)}.") from error
    if len(data) > at_most:
        raise RefusedError(f"{name} is larger than {at_most // 1_000_000} MB.")
    return data


def write_pdf(file: Path, pdf: bytes) -> None:
    """Write a whole PDF, or leave what was there, see ``write_whole``."""
    write_whole(file, pdf, begins=b"%PDF-", kind="PDF")


def write_whole(file: Path, data: bytes, *, begins: bytes, kind: str) -> None:
    """Write a whole file, or leave what was there.

    Args:
        begins: how every file of its kind begins, so that no other file is written over.

    Raises:
        RefusedError: a file of another kind is there and would be lost.
        FailedError: it cannot be written.
    """
    unfinished = file.with_name(f".{file.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        if file.exists() and _begins_otherwise(file, begins):
            raise RefusedError(f"{file} is there already and is no {kind}; choose another name.")
        with unfinished.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.replace(unfinished, file)  # noqa: PTH105 - beside fsync, the same family of calls
    except OSError as error:
        raise FailedError(f"{file} cannot be written: {_reason(error)}.") from error
    finally:
        unfinished.unlink(missing_ok=True)


def print_json(value: Any) -> None:
    """Write one JSON value; letters stay letters."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def warn(sentence: str) -> None:
    """Say something beside the result."""
    sys.stderr.write(f"{sentence}\n")


def field_sentence(error: ValidationError, names: dict[str, str] | None = None) -> str:
    """Return one sentence on the first field that cannot be accepted.

    Args:
        names: field -> what the command line calls it.
    """
    from desk_app.error_texts import hint  # noqa: PLC0415 - Qt, only when something is wrong

    field, problem = next(iter(error.problems.items()))
    return f"{(names or {}).get(field, field)}: {hint(problem)}"


@contextlib.contextmanager
def _opened(
    folders: Folders, place: DatabasePlace, key_hex: str | None, *, may_create: bool
) -> Iterator[Database]:
    may_create = may_create and not folders.is_expected(place)
    database = open_database(place, key_hex=key_hex, may_create=may_create)
    try:
        yield database
    finally:
        database.dispose()


def _require(place: DatabasePlace) -> None:
    """Looking at a database never makes one."""
    if place.file is not None and not place.file.exists():
        raise FailedError(f"There is no database at {place.file}.")


def _is_older(place: DatabasePlace, key_hex: str | None) -> bool:
    is_there = place.file is None or place.file.exists()
    return is_there and look_at(place, key_hex=key_hex).is_older


def _seat_name(folders: Folders) -> str:
    if not folders.settings.exists():
        return desk_name()
    # Late: Qt makes every later import slower.
    from desk_app.settings import Settings  # noqa: PLC0415

    return Settings(folders.settings).desk_name or desk_name()


def _sentence(error: DeskError) -> str:
    # On a command line nothing that was typed waits in a form.
    if isinstance(error, StorageError) and error.failure is StorageFailure.BUSY_OR_AWAY:
        return "The database does not answer; try again."
    if isinstance(error, StorageError) and error.failure is StorageFailure.DISK_FULL:
        return "The disk is full; free some space, then try again."
    if isinstance(error, StorageError) and error.failure is StorageFailure.LOCKED:
        return (
            "The database is encrypted: give its passphrase or recovery code with --key-file, "
            f"or in the environment variable {VARIABLE}."
        )
    from desk_app.error_texts import sentence  # noqa: PLC0415 - Qt, only when something is wrong

    return sentence(error)


def _say(sentence: str, status: int) -> int:
    warn(sentence)
    return status


def _begins_otherwise(file: Path, begins: bytes) -> bool:
    with file.open("rb") as there:
        beginning = there.read(len(begins))
    return bool(beginning) and beginning != begins


def _reason(error: OSError) -> str:
    return (error.strerror or "it failed").lower()
