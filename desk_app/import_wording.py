"""What the import says of columns, rows and reasons."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from db.domain.importing import ImportedRow, Matching
from desk_app import wording
from desk_app.importing.days import DayOrder
from desk_app.importing.heading_words import Field
from desk_app.importing.plan import Fault, Reading
from desk_app.widgets.roles import TwoLineRow


def field_name(field: Field) -> str:
    """Return what a column can be brought in as."""
    return {
        Field.NAME: QCoreApplication.translate("Importing", "Name"),
        Field.FIRST_NAME: QCoreApplication.translate("Importing", "First name"),
        Field.LAST_NAME: QCoreApplication.translate("Importing", "Last name"),
        Field.PHONE: QCoreApplication.translate("Importing", "Number, or several"),
        Field.EMAIL: QCoreApplication.translate("Importing", "E-mail"),
        Field.DAY: QCoreApplication.translate("Importing", "Day of the enquiry"),
        Field.TIME: QCoreApplication.translate("Importing", "Time"),
        Field.SERVICE: QCoreApplication.translate("Importing", "Asking about"),
        Field.CONCERN: QCoreApplication.translate("Importing", "In their words"),
        Field.OUTCOME: QCoreApplication.translate("Importing", "Outcome"),
        Field.HEARD: QCoreApplication.translate("Importing", "How they heard of us"),
        Field.CHANNEL: QCoreApplication.translate("Importing", "How it came in"),
        Field.TAKEN_BY: QCoreApplication.translate("Importing", "Taken by"),
        Field.LANGUAGE: QCoreApplication.translate("Importing", "Language"),
        Field.NOTE: QCoreApplication.translate("Importing", "A note"),
        Field.LEAVE_OUT: QCoreApplication.translate("Importing", "Leave out"),
    }[field]


def fault(why: Fault) -> str:
    """Return why a row is kept aside; also stands in the file of such rows."""
    return {
        Fault.NO_NAME_OR_NUMBER: QCoreApplication.translate(
            "Importing", "neither a name nor a number"
        ),
        Fault.NO_DAY: QCoreApplication.translate("Importing", "no day"),
        Fault.NOT_A_DAY: QCoreApplication.translate("Importing", "the day is not understood"),
        Fault.DAY_TO_COME: QCoreApplication.translate("Importing", "the day is still to come"),
        Fault.TOTAL: QCoreApplication.translate("Importing", "a total and no row"),
        Fault.NO_ROW: QCoreApplication.translate("Importing", "words that belong to no row"),
        Fault.TOO_LONG: QCoreApplication.translate("Importing", "something is too long"),
    }[why]


def order(value: DayOrder) -> str:
    """Return how 12/03 is to be read."""
    return {
        DayOrder.DAY_FIRST: QCoreApplication.translate(
            "Importing", "day first: 3/12 is 3 December"
        ),
        DayOrder.MONTH_FIRST: QCoreApplication.translate(
            "Importing", "month first: 3/12 is 12 March"
        ),
    }[value]


def matching(value: Matching) -> str:
    """Return what becomes of rows whose people are known."""
    return {
        Matching.JOIN: QCoreApplication.translate("Importing", "add to the people there are"),
        Matching.SEPARATE: QCoreApplication.translate("Importing", "make entries of their own"),
        Matching.SKIP: QCoreApplication.translate("Importing", "leave their rows out"),
    }[value]


def preview(row: ImportedRow, service: str, day: str) -> TwoLineRow:
    """Return a row as it will be.

    Args:
        day: in words; empty where there is no enquiry.
    """
    numbers = ", ".join(
        f"{number.raw} ({number.label})" if number.label else number.raw for number in row.numbers
    )
    enquiry = row.enquiry
    said = [row.email, row.note]
    badge = ""
    if enquiry is not None:
        said = [wording.channel(enquiry.channel), service, enquiry.concern, enquiry.heard_detail]
        badge = wording.outcome(enquiry.outcome) if enquiry.outcome else ""
    unnamed = QCoreApplication.translate("Importing", "No name")
    return TwoLineRow(
        " · ".join(part for part in (row.name or unnamed, numbers) if part),
        " · ".join(" ".join(part.split()) for part in said if part)[:240],
        day,
        badge,
        icon=wording.channel_icon(enquiry.channel) if enquiry else "user",
    )


def brought(people: int, enquiries: int) -> str:
    """Return how many of each an import brought."""
    return ", ".join((_people(people), _enquiries(enquiries)))


def summary(reading: Reading, known: int, *, is_log: bool) -> list[str]:
    """Return what a file will bring, and what of it stays out.

    Args:
        known: rows of people who are here already.
    """
    rows, numbers = len(reading.rows), reading.numbers
    said = _enquiries(rows) if is_log else _people(rows)
    if numbers == 1:
        said = QCoreApplication.translate("Importing", "{0} with 1 number").format(said)
    elif numbers:
        words = QCoreApplication.translate("Importing", "{0} with {1} numbers")
        said = words.format(said, numbers)
    return [said, *_beside(reading, known)]


def _beside(reading: Reading, known: int) -> list[str]:
    counted = (
        (
            known,
            QCoreApplication.translate("Importing", "1 row of somebody who is here already"),
            QCoreApplication.translate("Importing", "{0} rows of people who are here already"),
        ),
        (
            len(reading.aside),
            QCoreApplication.translate("Importing", "1 row kept aside"),
            QCoreApplication.translate("Importing", "{0} rows kept aside"),
        ),
        (
            reading.left_out,
            QCoreApplication.translate("Importing", "1 row that is blank or a heading left out"),
            QCoreApplication.translate("Importing", "{0} blank rows and headings left out"),
        ),
        (
            reading.same_day,
            QCoreApplication.translate("Importing", "1 row took the day of the row above"),
            QCoreApplication.translate("Importing", "{0} rows took the day of the row above"),
        ),
        (
            reading.open,
            QCoreApplication.translate("Importing", "1 recent one still waits for a next step"),
            QCoreApplication.translate("Importing", "{0} recent ones still wait for a next step"),
        ),
    )
    return [(one if n == 1 else several).format(n) for n, one, several in counted if n]


def _people(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("Importing", "1 person")
    return QCoreApplication.translate("Importing", "{0} people").format(count)


def _enquiries(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("Importing", "1 enquiry")
    return QCoreApplication.translate("Importing", "{0} enquiries").format(count)
