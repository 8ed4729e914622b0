"""Look whether the database is whole. Nothing is changed, and work may go on meanwhile.

Looked at are: whether it is ours and of this version; the pages of its file and the references
between records; and whether the numbers, days and words that searches use agree with the
records. The exit status is 1 when anything is wrong.
"""

from __future__ import annotations

import argparse

from db.checking import Check, Finding, look_over
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
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Look; the exit status."""
    return answering(_run, options)


def _run(options: argparse.Namespace) -> None:
    with open_clinic(options, may_upgrade=False) as clinic:
        place = clinic.database.place
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
        raise FailedError("Something is wrong with the database: restore the last backup.")


def _row(finding: Finding) -> tuple[str, ...]:
    count = str(finding.looked_at) if finding.looked_at else ""
    verdict = f"{finding.faults} wrong" if finding.faults else "whole"
    return _LOOKED_AT[finding.check], count, verdict
