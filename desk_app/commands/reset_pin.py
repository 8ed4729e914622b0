"""Set the PIN anew that a manager forgot, when no other manager can do it in Settings, Staff.

STAFF is a name or initials. An encrypted database wants its passphrase or recovery code for it
(--key-file, or the environment variable FRONT_DESK_KEY); this computer's keychain is not enough.
Of a plain file or a server, whoever can write it can do this. It stands in the audit. The new PIN
is asked for on the terminal, or is the first line of --pin-file.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from functools import partial

from db.domain.errors import NotPossibleError
from db.domain.sign_in import new_secret
from db.keys.locks import ClinicLock, Locks
from db.keys.recovery_code import NoCodeError
from db.keys.slots import WrongSecretError
from db.services.sign_in import reset_secret
from desk_app.commands.console import Clinic, answering, open_clinic, this_seat
from desk_app.commands.naming import staff_named
from desk_app.commands.refusals import FailedError, RefusedError
from desk_app.commands.secrets import given_secret, read_secret


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("staff", metavar="STAFF")
    parser.add_argument("--pin-file", metavar="FILE", help="the new PIN; - for a pipe")


def run(options: argparse.Namespace) -> int:
    """Set it; the exit status."""
    return answering(_run, options)


def _run(options: argparse.Namespace) -> None:
    with open_clinic(options, tells=False) as clinic:
        _prove(clinic, options)
        member = staff_named(options.staff, clinic.facts)
        secret = new_secret(_typed_pin(options))
        reset = partial(reset_secret, staff_id=member.staff_id, secret=secret)
        try:
            clinic.database.write(partial(reset, actor=this_seat(), at=clinic.now()))
        except NotPossibleError as error:
            words = "Only for a manager who has a PIN; a manager helps the others in Settings."
            raise RefusedError(words) from error
    sys.stdout.write("The PIN was set.\n")


def _prove(clinic: Clinic, options: argparse.Namespace) -> None:
    """Raises RefusedError, FailedError: whoever asks has nothing that opens the file."""
    file, key_hex = clinic.database.place.file, clinic.database.key_hex
    if file is None or key_hex is None:
        return
    secret = given_secret(options)
    if not secret:
        raise RefusedError("Give the passphrase or the recovery code of the database: --key-file.")
    try:
        ClinicLock(Locks().keys_of(file), key_hex).prove(secret)
    except (WrongSecretError, NoCodeError) as error:
        raise FailedError("This passphrase or recovery code is another database's.") from error


def _typed_pin(options: argparse.Namespace) -> str:
    if options.pin_file:
        return read_secret(options.pin_file)
    if not sys.stdin.isatty():
        raise RefusedError("Give the new PIN with --pin-file; - reads it from a pipe.")
    pin = getpass.getpass("New PIN: ")
    if pin != getpass.getpass("Once more: "):
        raise RefusedError("This is not the same.")
    return pin
