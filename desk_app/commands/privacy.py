"""Give a person a copy of all that is known of them, erase them, or let old enquiries forget.

PERSON is the number that the search gives. An erasure and --forget only tell what would go until
--yes is added: there is no way back, and no later restore of a backup brings anybody back. What
reports count stays. Older backups hold what was erased until they are cleared by themselves.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from functools import partial
from pathlib import Path

from db.backups.making import make_copy
from db.backups.shelf import Reason
from db.domain.deed import Deed
from db.domain.enquiry import Outcome
from db.erasures import clean, keep_log, log_beside
from db.queries.privacy import count_forgettable, everything_about
from db.services.auditing import note
from db.services.privacy import erase_person, forget_enquiries
from desk_app.commands.console import Clinic, answering, open_clinic, write_whole
from desk_app.commands.refusals import FailedError, RefusedError
from desk_app.commands.signing_in import add_actor

_DAYS_OF_MONTH = 30.4375
_OPEN = {outcome for outcome in Outcome if outcome.needs_next_step}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--copy", metavar="PERSON", type=int, help="write all about them to FILE")
    what.add_argument("--erase", metavar="PERSON", type=int, help="take them out for good")
    what.add_argument(
        "--forget", action="store_true", help="make what is older than --months anonymous"
    )
    parser.add_argument("--months", type=int, help="else as the clinic has set")
    parser.add_argument(
        "--outcome",
        action="append",
        choices=[each.value for each in Outcome if each not in _OPEN],
        help="only enquiries that ended so; may be given again",
    )
    parser.add_argument("--file", metavar="FILE", type=Path, help="where the copy goes, JSON")
    parser.add_argument("--yes", action="store_true", help="do it")
    add_actor(parser)


def run(options: argparse.Namespace) -> int:
    """Copy, erase or forget; the exit status."""
    if options.copy is not None:
        return answering(_copy, options)
    return answering(_erase if options.erase is not None else _forget, options)


def _copy(options: argparse.Namespace) -> None:
    if options.file is None:
        raise RefusedError("Say with --file where the copy goes.")
    with open_clinic(options) as clinic:
        clinic.require("export_all")
        told = clinic.database.read(partial(everything_about, person_id=options.copy))
        if not told["person"]:
            raise FailedError(f"There is nobody with the number {options.copy}.")
        whole = json.dumps(told, ensure_ascii=False, indent=2).encode()
        write_whole(options.file.expanduser().absolute(), whole, begins=b"{", kind="copy")
        work = partial(
            note, actor=clinic.actor(options), at=clinic.now(), deed=Deed.EXPORT,
            subject="person", subject_id=options.copy, details=("own copy",),
        )  # fmt: skip
        clinic.database.write(work)
    rows = sum(map(len, told.values()))
    sys.stdout.write(f"{options.file}: {rows} rows, not encrypted\n")


def _erase(options: argparse.Namespace) -> None:
    with open_clinic(options) as clinic:
        clinic.require("erase_person")
        told = clinic.database.read(partial(everything_about, person_id=options.erase))
        if not told["person"]:
            raise FailedError(f"There is nobody with the number {options.erase}.")
        for kind, rows in told.items():
            if rows:
                sys.stdout.write(f"{len(rows):>6}  {kind.replace('_', ' ')}\n")
        if not options.yes:
            sys.stdout.write("Nothing was changed. Add --yes to erase them.\n")
            return
        _copy_before(clinic)
        actor, at = clinic.actor(options), clinic.now()
        clinic.database.write(partial(erase_person, actor=actor, at=at, person_id=options.erase))
        _finish(clinic)
    sys.stdout.write("Erased.\n")


def _forget(options: argparse.Namespace) -> None:
    outcomes = [Outcome(value) for value in options.outcome or ()]
    outcomes = outcomes or [each for each in Outcome if each not in _OPEN]
    with open_clinic(options) as clinic:
        clinic.require("forget_enquiries")
        months = options.months or clinic.facts.profile.retention_months
        until = clinic.now().date() - dt.timedelta(days=round(months * _DAYS_OF_MONTH))
        counts = clinic.database.read(partial(count_forgettable, until=until, outcomes=outcomes))
        for outcome, count in counts.items():
            sys.stdout.write(f"{count:>6}  {outcome.value if outcome else '-'}\n")
        if not (options.yes and counts):
            sys.stdout.write(f"Up to {until}. Nothing was changed; --yes makes them anonymous.\n")
            return
        _copy_before(clinic)
        command = partial(forget_enquiries, until=until, outcomes=outcomes)
        clinic.database.write(partial(command, actor=clinic.actor(options), at=clinic.now()))
        _finish(clinic)
    sys.stdout.write(f"Up to {until}: made anonymous.\n")


def _copy_before(clinic: Clinic) -> None:
    if clinic.database.place.file is not None and not clinic.facts.profile.is_demo:
        make_copy(clinic.database, Reason.ERASE, at=clinic.now())


def _finish(clinic: Clinic) -> None:
    clean(clinic.database)
    if clinic.database.place.file is not None:
        keep_log(clinic.database, log_beside(clinic.database.place.file))
