"""People, enquiries and promises as tables and vCards, which the import reads again."""

from __future__ import annotations

import codecs
import datetime as dt
import enum
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from db.domain.enquiry import Channel, Outcome
from db.queries.exported import ExportedEnquiry, ExportedPerson
from db.queries.follow_ups import FollowUpRow
from desk_app import wording
from desk_app.importing.vcards import written
from desk_app.saving import WholeFile
from desk_app.spreadsheet import Cell, csv_bytes, csv_lines
from desk_app.workbook import GrowingSheet, xlsx_bytes

Rows = list[tuple[Cell, ...]]


class TableFormat(enum.Enum):
    """What a table can be saved as; the value is the end of the file's name."""

    XLSX = "xlsx"
    CSV = "csv"
    VCARD = "vcf"

    @classmethod
    def of(cls, file: Path) -> TableFormat:
        """Return what a file's name asks for; CSV where it says nothing known."""
        ending = file.suffix.lower().lstrip(".")
        return next((form for form in cls if form.value == ending), cls.CSV)


def table_bytes(title: str, rows: Sequence[Sequence[Cell]], form: TableFormat) -> bytes:
    """Return a table as a workbook or CSV."""
    return xlsx_bytes([(title, rows)]) if form is TableFormat.XLSX else csv_bytes(rows)


class ExportFile:
    """A file of people or enquiries that grows part by part, in the form its name asks for.

    Attributes:
        form: tables take ``add``, vCards take ``write``.
    """

    def __init__(self, file: Path, title: str) -> None:
        """Begin it.

        Raises:
            OSError: see ``WholeFile``; so do all the others.
        """
        self.form = TableFormat.of(file)
        self._file = WholeFile(file)
        self._sheet: GrowingSheet | None = None
        if self.form is TableFormat.XLSX:
            self._sheet = GrowingSheet(self._file.stream, title, folder=file.parent)
        elif self.form is TableFormat.CSV:
            self.write(codecs.BOM_UTF8)

    def add(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Write rows below the others; the headings come first."""
        if self._sheet is not None:
            self._sheet.add(rows)
        else:
            self.write(csv_lines(rows))

    def write(self, data: bytes) -> None:
        """Write bytes behind the others."""
        self._file.stream.write(data)

    def keep(self) -> None:
        """Put it in its place: it is whole."""
        if self._sheet is not None:
            self._sheet.close()
        self._file.keep()

    def discard(self) -> None:
        """Leave nothing of it behind."""
        if self._sheet is not None:
            self._sheet.give_up()
        self._file.discard()


def people_bytes(people: Sequence[ExportedPerson], form: TableFormat) -> bytes:
    """Return people as a file."""
    if form is TableFormat.VCARD:
        return people_cards(people)
    return table_bytes(QCoreApplication.translate("Exporting", "People"), people_rows(people), form)


def people_cards(people: Sequence[ExportedPerson]) -> bytes:
    """Return people as vCards."""
    return written((each.name, each.numbers, each.email, each.note) for each in people)


def people_rows(people: Sequence[ExportedPerson]) -> Rows:
    """Return people under headings that the import knows."""
    return [people_head(), *people_lines(people)]


def people_head() -> tuple[Cell, ...]:
    """Return the headings of people."""
    said = QCoreApplication.translate
    return (
        said("Exporting", "Name"), said("Exporting", "Phone"), said("Exporting", "E-mail"),
        said("Exporting", "Language"), said("Exporting", "Note"),
        said("Exporting", "Do not contact"),
    )  # fmt: skip


def people_lines(people: Sequence[ExportedPerson]) -> Rows:
    """Return people without headings."""
    yes = QCoreApplication.translate("Exporting", "yes")
    return [
        (
            each.name, "; ".join(_labelled(*number) for number in each.numbers), each.email,
            each.language, each.note, yes if each.do_not_contact else "",
        )
        for each in people
    ]  # fmt: skip


def enquiry_rows(enquiries: Sequence[ExportedEnquiry], zone: dt.tzinfo) -> Rows:
    """Return enquiries under headings that the import knows."""
    return [enquiry_head(), *enquiry_lines(enquiries, zone)]


def enquiry_head() -> tuple[Cell, ...]:
    """Return the headings of enquiries."""
    said = QCoreApplication.translate
    return (
        said("Exporting", "No."), said("Exporting", "Date"), said("Exporting", "Time"),
        said("Exporting", "Name"), said("Exporting", "Phone"), said("Exporting", "Channel"),
        said("Exporting", "Service"), said("Exporting", "Reason"),
        said("Exporting", "How they heard"), said("Exporting", "Outcome"),
        said("Exporting", "Taken by"),
    )  # fmt: skip


def enquiry_lines(enquiries: Sequence[ExportedEnquiry], zone: dt.tzinfo) -> Rows:
    """Return enquiries without headings."""
    # Asked for once, and not in row after row.
    channels = {each: wording.channel(each) for each in Channel}
    outcomes = {each: wording.outcome(each) for each in Outcome}
    lines: Rows = []
    for each in enquiries:
        local = each.started_at.astimezone(zone)
        outcome = outcomes[each.outcome] if each.outcome else ""
        if each.outcome is Outcome.LOST and each.lost_reason:
            outcome = f"{outcome}: {each.lost_reason}"
        lines.append(
            (
                each.number, each.received_on, f"{local.hour:02}:{local.minute:02}",
                each.caller_name, each.phone, channels[each.channel], each.service, each.concern,
                _both(each.heard, each.heard_detail), _both(outcome, each.outcome_note),
                each.taken_by,
            )
        )  # fmt: skip
    return lines


def follow_up_rows(rows: Sequence[FollowUpRow]) -> Rows:
    """Return open promises, in the order of the list."""
    said = QCoreApplication.translate
    head = (
        said("Exporting", "Due"), said("Exporting", "From"), said("Exporting", "To"),
        said("Exporting", "Whose"), said("Exporting", "Name"), said("Exporting", "Phone"),
        said("Exporting", "Service"), said("Exporting", "Promised"), said("Exporting", "Tries"),
    )  # fmt: skip
    lines = [
        (
            row.due_on, _clock(row.starts), _clock(row.ends), row.owner_name, row.caller_name,
            "" if row.do_not_contact else row.phone, row.service, row.promise or row.concern,
            row.attempts,
        )
        for row in rows
    ]  # fmt: skip
    return [head, *lines]


def _both(known: str, more: str) -> str:
    """A known word and what was said beyond it."""
    return f"{known}: {more}" if known and more and known != more else known or more


def _labelled(raw: str, label: str) -> str:
    return f"{raw} ({label})" if label else raw


def _clock(time: dt.time | None) -> str:
    return f"{time:%H:%M}" if time else ""
