"""Give a person a copy of all that is known of them, erase them, or let old enquiries forget.

The copy is JSON, or a PDF where FILE ends in .pdf.

PERSON is the number that the search gives. An erasure and --forget only tell what would go until
--yes is added: there is no way back, and no later restore of a backup brings anybody back. What
reports count stays. Older backups hold what was erased until they are cleared by themselves.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

from db.backups.making import make_copy
from db.backups.shelf import Reason
from db.domain.enquiry import Outcome
from db.domain.report import months_before
from db.domain.retention import Until, kept_until
from db.drafts import DraftStore
from db.erasures import drop_drafts, finish
from db.queries.own_copy import everything_about
from db.queries.privacy import count_forgettable
from db.services.privacy import AT_ONCE, erase_person, forget_enquiries, hand_out_copy
from desk_app.commands.console import Clinic, answering, open_clinic, write_pdf, write_whole
from desk_app.commands.refusals import FailedError, RefusedError
from desk_app.commands.signing_in import add_actor
from desk_app.folders import Folders
from desk_app.handouts.rendering import HandoutPress
from desk_app.own_copy_paper import own_copy_json, own_copy_sheet

_OPEN = {outcome for outcome in Outcome if outcome.needs_next_step}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--copy", metavar="PERSON", type=int, help="write all about them to FILE")
    what.add_argument("--erase", metavar="PERSON", type=int, help="take them out for good")
    what.add_argument("--forget", action="store_true", help="make what is too old anonymous")
    parser.add_argument("--months", type=int, help="else as the clinic has set for each ending")
    parser.add_argument(
        "--outcome",
        action="append",
        choices=[each.value for each in Outcome if each not in _OPEN],
        help="only enquiries that ended so; may be given again",
    )
    parser.add_argument("--file", metavar="FILE", type=Path, help="where the copy goes")
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
    file = options.file.expanduser().absolute()
    form = "pdf" if file.suffix.lower() == ".pdf" else "json"
    with open_clinic(options) as clinic:
        clinic.require("hand_out_copy")
        told = clinic.database.read(partial(everything_about, person_id=options.copy))
        if not told["person"]:
            raise FailedError(f"There is nobody with the number {options.copy}.")
        if form == "pdf":
            today = clinic.now().astimezone(clinic.facts.profile.zone).date()
            sheet = own_copy_sheet(told, clinic.facts.profile, today=today)
            write_pdf(file, HandoutPress().render_records(sheet).pdf)
        else:
            write_whole(file, own_copy_json(told), begins=b"{", kind="copy")
        given = partial(hand_out_copy, person_id=options.copy, form=form)
        clinic.database.write(partial(given, actor=clinic.actor(options), at=clinic.now()))
    rows = sum(map(len, told.values()))
    sys.stdout.write(f"{file}: {rows} rows, not encrypted\n")


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
        _finish(clinic, options)
    sys.stdout.write("Erased.\n")


def _forget(options: argparse.Namespace) -> None:
    with open_clinic(options) as clinic:
        clinic.require("forget_enquiries")
        until = _until(clinic, options)
        found = clinic.database.read(partial(count_forgettable, until=until))
        for outcome, count in found.counts.items():
            name = outcome.value if outcome else "in the bin"
            sys.stdout.write(f"{count:>6}  {name}, up to {until[outcome]}\n")
        if found.still_open:
            sys.stdout.write(f"{found.still_open:>6}  as old and still open: they stay\n")
        if not (options.yes and found.counts):
            sys.stdout.write("Nothing was changed; --yes makes them anonymous.\n")
            return
        _copy_before(clinic)
        give = partial(forget_enquiries, actor=clinic.actor(options), at=clinic.now(), until=until)
        for _ in range(0, sum(found.counts.values()), AT_ONCE):
            clinic.database.write(give)
        _finish(clinic, options)
    sys.stdout.write("Made anonymous.\n")


def _until(clinic: Clinic, options: argparse.Namespace) -> Until:
    today = clinic.now().astimezone(clinic.facts.profile.zone).date()
    until = kept_until(clinic.facts.profile, today)
    if options.months:
        until = dict.fromkeys(until, months_before(today, options.months))
    chosen = {Outcome(value) for value in options.outcome or ()} or until.keys()
    return {outcome: day for outcome, day in until.items() if outcome in chosen}


def _copy_before(clinic: Clinic) -> None:
    if clinic.database.place.file is not None and not clinic.facts.profile.is_demo:
        make_copy(clinic.database, Reason.ERASE, at=clinic.now())


def _finish(clinic: Clinic, options: argparse.Namespace) -> None:
    finish(clinic.database, by=clinic.actor(options), at=clinic.now())
    file = Folders.of_this_seat().drafts(clinic.database.place)
    if file.exists():
        drafts = DraftStore(file, clinic.database.key_hex)
        try:
            drop_drafts(clinic.database, drafts)
        finally:
            drafts.close()
