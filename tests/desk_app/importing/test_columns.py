"""What the columns of logs hold that nobody made for this program."""

import datetime as dt
import re
from pathlib import Path

import pytest

from db.domain.enquiry import Outcome
from db.domain.words import fold
from desk_app.importing.columns import guess
from desk_app.importing.files import read_file, sheets_of
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


# What these say is understood and stands as a choice, a day or an hour.
NO_NAMES = {"unknown", "unterdruckt", "withheld", "anonymous", "wireless", "caller"}
CHOSEN = {F.DAY, F.TIME, F.OUTCOME, F.CHANNEL, F.TAKEN_BY, F.HEARD}


def words_of(row):
    texts = [row.name, row.email, row.note, *(f"{n.raw} {n.label}" for n in row.numbers)]
    if row.enquiry is not None:
        texts += [row.enquiry.concern, row.enquiry.heard_detail, row.enquiry.outcome_note]
    return fold(" ".join(texts))


@pytest.mark.parametrize("name", sorted(file.name for file in FILES.iterdir()))
def test_no_word_of_a_row_is_lost(name, clinic):
    sheet = read_file(FILES / name).sheets[0]
    plan = planned(sheet, clinic)
    for row in read_rows(sheet, plan, clinic).rows:
        kept = words_of(row)
        for cell, what in zip(sheet.rows[row.line - 1], plan.columns, strict=False):
            if what in (F.LEAVE_OUT, F.LANGUAGE) or cell == "same as above":
                continue
            if what in CHOSEN and plan.is_log:
                continue
            if what is F.SERVICE and clinic.services.name_of(clinic.services.find(cell)):
                continue
            for word in re.findall(r"\w+", fold(cell)):
                assert word in kept or word in NO_NAMES, (row, cell)


def read(text, clinic):
    [sheet] = sheets_of(text.encode())
    return read_rows(sheet, planned(sheet, clinic), clinic).rows


def test_people_without_a_day_keep_what_was_talked_about_in_their_notes(clinic):
    text = "Name,Phone,Asked for,Booked Y/N\nJo Bell,828 555 0101,needles,N - price\n"
    [row] = read(text, clinic)
    assert row.enquiry is None
    assert row.note == "Asked for: needles\nBooked Y/N: N - price"


def test_a_name_before_a_number_is_one_where_no_column_has_names(clinic):
    text = (
        "Date,Name & number,Reason\n3/13/2025,Jo Bell 828-555-0101,knee\n"
        "3/14/2025,Unknown: 828-555-0102,price\n3/15/2025,828-555-0103 (wife),hip\n"
    )
    jo, unknown, wife = read(text, clinic)
    assert (jo.name, [(n.raw, n.label) for n in jo.numbers]) == ("Jo Bell", [("828-555-0101", "")])
    assert unknown.name == ""
    assert (wife.name, wife.numbers[0].label) == ("", "wife")


def test_a_time_that_is_none_stays_in_the_words(clinic):
    text = "Date,Time,Name,Reason\n3/13/2025,9:10,Jo Bell,knee\n3/14/2025,9:20,Bo,hip\n"
    text += "3/15/2025,after lunch,Al,price\n"
    assert read(text, clinic)[2].enquiry.concern == "price\nafter lunch"
