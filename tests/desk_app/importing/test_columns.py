"""What the columns of logs hold that nobody made for this program."""

import datetime as dt
from pathlib import Path

import pytest

from db.domain.enquiry import Outcome
from desk_app.importing.columns import guess
from desk_app.importing.files import read_file
from desk_app.importing.heading_words import Field
from desk_app.importing.plan import planned
from desk_app.importing.rows import read_rows

FILES = Path(__file__).parents[2] / "data" / "imports"
F = Field

COLUMNS = {
    "harbor_log.xlsx": (
        F.DAY, F.TIME, F.NAME, F.PHONE, F.CONCERN, F.CONCERN, F.TAKEN_BY, F.OUTCOME, F.NOTE,
    ),
    "anfragen_semikolon.csv": (
        F.LEAVE_OUT, F.DAY, F.TIME, F.LAST_NAME, F.FIRST_NAME, F.PHONE, F.PHONE, F.EMAIL,
        F.CONCERN, F.SERVICE, F.OUTCOME, F.CONCERN,
    ),
    "answering_service.tsv": (
        F.NOTE, F.DAY, F.NAME, F.PHONE, F.NOTE, F.CONCERN, F.TAKEN_BY, F.OUTCOME,
    ),
    "form_answers.csv": (
        F.DAY, F.NAME, F.PHONE, F.NOTE, F.EMAIL, F.CONCERN, F.HEARD, F.NOTE,
    ),
    "two_rows_of_headings.xlsx": (
        F.DAY, F.TAKEN_BY, F.NAME, F.PHONE, F.SERVICE, F.OUTCOME, F.CONCERN,
    ),
    "appels_cp1252.csv": (
        F.DAY, F.TIME, F.NAME, F.PHONE, F.CONCERN, F.TAKEN_BY, F.OUTCOME,
    ),
}  # fmt: skip


def understood(name, clinic):
    sheet = read_file(FILES / name).sheets[0]
    plan = planned(sheet, clinic)
    return plan, read_rows(sheet, plan, clinic)


@pytest.mark.parametrize("name", COLUMNS)
def test_each_column_of_a_log_is_what_its_keepers_meant(name, clinic):
    plan, _ = understood(name, clinic)
    assert plan.columns == COLUMNS[name]


def test_a_log_with_months_across_the_sheet_is_read_row_by_row(clinic):
    _, reading = understood("harbor_log.xlsx", clinic)
    patel, bob, sean, couple, renee = reading.rows
    assert (patel.enquiry.received_on, patel.enquiry.time) == (dt.date(2025, 1, 6), dt.time(9, 15))
    assert len(patel.numbers) == 2
    assert patel.enquiry.outcome is Outcome.BOOKED
    assert patel.enquiry.outcome_note == "booked 1/9 2pm"
    assert bob.enquiry.received_on == dt.date(2025, 1, 6)  # taken from the row above
    assert (sean.name, sean.enquiry.time) == ("Sean O'Neill", dt.time(10, 30))
    assert [number.label for number in couple.numbers] == ["", "Amy"]
    assert "F/U: try again 2/5" in couple.enquiry.concern
    assert renee.enquiry.time == dt.time(16, 20)


def test_german_words_say_how_it_ended(clinic):
    plan, reading = understood("anfragen_semikolon.csv", clinic)
    booked, _, closed = reading.rows
    assert (booked.name, len(booked.numbers)) == ("Jürgen Müller", 2)
    assert booked.enquiry.outcome is Outcome.BOOKED
    assert closed.enquiry.outcome is Outcome.INFORMATION_GIVEN
    assert plan.order is None  # 04.03. may be either, and somebody is asked


def test_french_hours_are_times(clinic):
    _, reading = understood("appels_cp1252.csv", clinic)
    assert [row.enquiry.time for row in reading.rows] == [dt.time(9, 15), dt.time(14, 0)]
    assert reading.rows[0].enquiry.outcome is Outcome.BOOKED


def test_a_caller_id_without_a_person_is_no_name(clinic):
    _, reading = understood("answering_service.tsv", clinic)
    assert [row.name for row in reading.rows] == ["MARIA ORTIZ", ""]


@pytest.mark.parametrize(
    ("headings", "row", "expected"),
    [
        (["Who answered", "Name"], ["Ana", "Jo Bell"], (F.TAKEN_BY, F.NAME)),
        (["Ok to leave a message", "Message"], ["yes", "knee"], (F.NOTE, F.CONCERN)),
        (["Message", "Name"], ["yes", "Jo"], (F.NOTE, F.NAME)),
        (["Call time", "Length", "Name"], ["9:10", "0:03:12", "Jo"], (F.TIME, F.NOTE, F.NAME)),
        (["Re", "Notes", "Name"], ["needles", "knee", "Jo"], (F.SERVICE, F.CONCERN, F.NAME)),
        (["Contact", "Client"], ["828 555 0101", "Jo Bell"], (F.PHONE, F.NAME)),
        (["Received", "Name"], ["Ana", "Jo Bell"], (F.TAKEN_BY, F.NAME)),
        (["Nombre", "Apellidos"], ["Ana", "Gil"], (F.FIRST_NAME, F.LAST_NAME)),
    ],
)
def test_what_stands_in_a_column_speaks_for_or_against_its_heading(headings, row, expected, clinic):
    assert guess(headings, [row] * 3, clinic) == expected
