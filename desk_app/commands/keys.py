"""What opens the clinic's records: list it, change it, encrypt a database that is plain.

Where people sign in, only a manager changes anything (--as). Without an option: the list. What
opens the records now comes from the keychain, --key-file or the environment variable
FRONT_DESK_KEY. A new recovery code is written to standard output once.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import uuid
from functools import partial
from pathlib import Path

from db.keys.clinic_keys import ClinicKeys, NewSecrets
from db.keys.encrypting import encrypt_with_copies
from db.keys.keychain import NoKeychainError
from db.keys.locks import Locks
from db.keys.recovery_code import new_code
from db.keys.slot_file import is_plain
from db.keys.slots import Slot, SlotKind, is_good_passphrase, new_key
from db.opening import inspect_file
from db.services import custody
from desk_app.commands.console import (
    add_json,
    answering,
    key_of,
    open_clinic,
    place_of,
    print_json,
)
from desk_app.commands.refusals import FailedError, RefusedError
from desk_app.commands.secrets import TOO_EASY, given_secret, read_secret
from desk_app.commands.signing_in import add_actor
from desk_app.commands.tables import write_table

_KINDS = {
    SlotKind.KEYCHAIN: "keychain of a computer",
    SlotKind.PASSPHRASE: "passphrase",
    SlotKind.RECOVERY: "recovery code",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--encrypt", action="store_true", help="encrypt a plain database")
    what.add_argument(
        "--passphrase", metavar="FILE", help="change it to the first line of FILE, - for a pipe"
    )
    what.add_argument("--recovery", action="store_true", help="make a new recovery code")
    what.add_argument("--keychain", action="store_true", help="let this computer's keychain open")
    what.add_argument("--remove", metavar="ID", help="take one of the list away")
    add_actor(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Do it; the exit status."""
    return answering(_run, options)


def _run(options: argparse.Namespace) -> None:
    file = place_of(options).file
    if file is None:
        raise RefusedError("A server is not encrypted by this program: ask whoever looks after it.")
    if not file.exists():
        raise FailedError(f"There is no database at {file}.")
    locks = Locks()
    keys = locks.keys_of(file)
    if options.encrypt:
        _encrypt(keys, file, options)
        return
    if is_plain(file):
        raise FailedError("This database is not encrypted; --encrypt does it.")
    if what := _wanted(options):
        key_hex = key_of(place_of(options), options)
        inspect_file(file, key_hex)
        _ask_the_gate(options, what)
        _change(keys, str(key_hex), options)
    _show(keys.slots(), as_json=options.json)


def _wanted(options: argparse.Namespace) -> str:
    """Return what is to open the records otherwise, as the audit calls it; empty for the list."""
    wanted = {
        "passphrase": options.passphrase,
        "recovery": options.recovery,
        "keychain": options.keychain,
        "removed": options.remove,
    }
    return next((what for what, given in wanted.items() if given), "")


def _ask_the_gate(options: argparse.Namespace, what: str) -> None:
    with open_clinic(options, may_upgrade=False) as clinic:
        by = clinic.actor(options)
        clinic.database.write(partial(custody.change_keys, actor=by, at=clinic.now(), what=what))


def _encrypt(keys: ClinicKeys, file: Path, options: argparse.Namespace) -> None:
    passphrase = given_secret(options)
    if not is_plain(file):
        raise RefusedError("This database is encrypted already.")
    inspect_file(file, None)
    if passphrase:
        _require_good(passphrase)
    _ask_the_gate(options, "encrypt")
    key_hex, code = new_key(), new_code()
    keys.begin(key_hex, NewSecrets(code, passphrase), dt.datetime.now(dt.UTC))
    encrypt_with_copies(file, key_hex)
    sys.stdout.write(f"Recovery code, to be kept on paper: {code}\n")


def _change(keys: ClinicKeys, key_hex: str, options: argparse.Namespace) -> None:
    now = dt.datetime.now(dt.UTC)
    if options.passphrase:
        passphrase = read_secret(options.passphrase)
        _require_good(passphrase)
        keys.replace(key_hex, SlotKind.PASSPHRASE, passphrase, now)
    elif options.recovery:
        code = new_code()
        keys.replace(key_hex, SlotKind.RECOVERY, code, now)
        sys.stderr.write(f"Recovery code, to be kept on paper: {code}\n")
    elif options.keychain:
        try:
            keys.add_keychain(key_hex, now)
        except NoKeychainError as error:
            raise FailedError("This computer has no keychain that keeps anything.") from error
    else:
        keys.remove(_meant(keys.slots(), options.remove))


def _meant(slots: tuple[Slot, ...], typed: str) -> uuid.UUID:
    found = [slot.slot_id for slot in slots if str(slot.slot_id).startswith(typed.lower())]
    if len(found) != 1:
        raise RefusedError("Write the beginning of one of the ids in the list.")
    return found[0]


def _require_good(passphrase: str) -> None:
    if not is_good_passphrase(passphrase):
        raise RefusedError(TOO_EASY)


def _show(slots: tuple[Slot, ...], *, as_json: bool) -> None:
    if as_json:
        print_json(
            [
                {"id": str(s.slot_id), "kind": s.kind.value, "made_at": s.made_at.isoformat()}
                for s in slots
            ]
        )
        return
    write_table([(str(s.slot_id)[:8], _KINDS[s.kind], f"{s.made_at:%Y-%m-%d}") for s in slots])
