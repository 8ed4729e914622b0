"""Look whether the database is whole. Work may go on meanwhile.

Looked at are: whether it is ours and of this version; the pages of its file and the references
between records; and whether the numbers, days and words that searches use agree with the
records. Nothing is changed, unless --repair is given: then all that is made from the records,
and is wrong, is made anew. The exit status is 1 when anything is wrong in the end.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from db.checking import Check, Finding, look_over
from db.services.derived import rebuild
from desk_app.commands.console import add_json, answering, open_clinic, print_json
from desk_app.commands.refusals import FailedError
from desk_app.commands.tables import write_table

_LOOKED_AT = {
    Check.PAGES: "pages of the file",
    Check.REFERENCES: "references between records",
    Check.NUMBERS: "telephone numbers as searched",
    Check.DAYS: "enquiries counted by day",
    Check.FIGURES: "enquiries as reports count them",
    Check.WORDS: "words as searched",
    Check.AUDIT: "rows of the audit",
}


_MADE_ANEW = frozenset({Check.NUMBERS, Check.DAYS, Check.FIGURES, Check.WORDS})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--repair", action="store_true", help="make anew what searches and reports are made of"
    )
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Look; the exit status."""
    return answering(_run, options)


def _run(options: argparse.Namespace) -> None:
    with open_clinic(options, may_upgrade=False, tells=False) as clinic:
        place = clinic.database.place
        findings = look_over(clinic.database)
        if options.repair and _only_what_is_made(findings):
            clinic.database.write(rebuild)
            findings = look_over(clinic.database)
    if options.json:
        print_json(
            {
                "database": str(place.file or "server"),
                "whole": not any(finding.faults for finding in findings),
                "checks": [
                    {"check": f.check.value, "looked_at": f.looked_at, "faults": f.faults}
                    for f in findings
                ],
            }
        )
    else:
        ours = ("ours, and of this version", "", "yes")
        write_table([ours, *[_row(finding) for finding in findings]])
    if any(finding.faults for finding in findings):
        if _only_what_is_made(findings):
            raise FailedError("The records are whole, what is made from them is not: use --repair.")
        raise FailedError("Something is wrong with the database: restore the last backup.")


def _only_what_is_made(findings: Sequence[Finding]) -> bool:
    wrong = {finding.check for finding in findings if finding.faults}
    return bool(wrong) and wrong <= _MADE_ANEW


def _row(finding: Finding) -> tuple[str, ...]:
    count = str(finding.looked_at) if finding.looked_at else ""
    verdict = f"{finding.faults} wrong" if finding.faults else "whole"
    return _LOOKED_AT[finding.check], count, verdict
