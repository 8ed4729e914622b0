"""Finished pages to a printer that was named."""

from __future__ import annotations

from collections.abc import Sequence

from db.domain.handout import Paper
from desk_app.commands.naming import quoted
from desk_app.commands.refusals import RefusedError


def print_on(
    printer: str,
    pdf: bytes,
    *,
    paper: Paper,
    title: str,
    copies: int = 1,
    duplex: bool = False,
    then: Sequence[bytes] = (),
) -> None:
    """Print and return once the job is sent.

    Args:
        title: of the print job, where others may read it; says nothing of a person.
        then: more files for the same job.

    Raises:
        RefusedError: there is no such printer.
    """
    # Late: Qt's printing, which a file does without.
    from desk_app.handouts.printing import (  # noqa: PLC0415
        available_printers,
        print_pdf,
        printing_application,
    )

    application = printing_application()  # kept until the job is sent
    printers = available_printers()
    if printer not in printers:
        known = ", ".join(map(quoted, printers)) or "none"
        raise RefusedError(f"There is no printer {quoted(printer)}; known: {known}.")
    print_pdf(
        pdf,
        printer_name=printer,
        paper=paper,
        title=title,
        copies=copies,
        duplex=duplex,
        then=then,
    )
    del application
