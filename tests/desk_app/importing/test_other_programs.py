"""What address books and other programs write: who is in it, and that no row is lost."""

import datetime as dt
from pathlib import Path

import pytest

from desk_app.importing.days import DayOrder
from desk_app.importing.files import read_file
from desk_app.importing.plan import planned
from desk_app.importing.rows import read_rows

FILES = Path(__file__).parents[2] / "data" / "imports"


def understood(name, clinic):
    sheet = read_file(FILES / name).sheets[0]
    plan = planned(sheet, clinic)
    return sheet, plan, read_rows(sheet, plan, clinic)


@pytest.mark.parametrize("name", sorted(file.name for file in FILES.iterdir()))
def test_each_row_is_brought_in_or_kept_aside_or_blank(name, clinic):
    sheet, plan, reading = understood(name, clinic)
    below = len(sheet.rows) - (0 if plan.heading is None else plan.heading + 1)
    assert len(reading.rows) + len(reading.aside) + reading.left_out == below


def numbers(row):
    return [(number.raw, number.label) for number in row.numbers]


def test_contacts_of_google_are_people_with_the_kind_of_each_number(clinic):
    _, plan, reading = understood("google_contacts.csv", clinic)
    assert not plan.is_log  # a birthday is no call
    ana, bo, company = reading.rows
    assert ana.name == "Ana María López Gil"
    assert numbers(ana) == [
        ("+1 828-555-0101", "mobile"),
        ("828-555-0109", "mobile"),
        ("(828) 555-0102", "work"),
    ]
    assert ana.email == "ana@example.org, ana.work@example.org"
    assert "Birthday: 1980-05-02" in ana.note
    assert numbers(bo) == [("828 555 0103", "home")]
    assert "Acme Plumbing" in company.note


def test_contacts_of_outlook_are_people_without_their_fax(clinic):
    _, _, reading = understood("outlook_contacts.csv", clinic)
    zoe, tom = reading.rows
    assert numbers(zoe) == [("828-555-0111", "work"), ("828-555-0112", "mobile")]
    assert "Business Fax: 828-555-0190" in zoe.note
    assert (tom.name, tom.language) == ("Tom J. Okafor", "es")


def test_cards_of_a_phone_are_people(clinic):
    _, _, reading = understood("iphone.vcf", clinic)
    ana, unnamed = reading.rows
    assert (ana.name, numbers(ana)[0]) == ("Ana Marie Bell", ("(828) 555-0101", "mobile"))
    assert numbers(unnamed) == [("8285550103", "mobile")]


def test_days_written_the_american_and_the_european_way_in_one_file_are_both_read(clinic):
    _, plan, reading = understood("two_ways_of_dates.csv", clinic)
    assert plan.order is not None  # each says by itself which is the month: nobody is asked
    days = [row.enquiry.received_on.day for row in reading.rows]
    assert days == [15, 15, 16, 16, 17, 19, 20, 21, 21]
    assert reading.rows[7].enquiry.time == dt.time(14, 30)
    assert len(reading.rows[2].numbers) == 2  # Mary and Peter, in one cell


def test_a_spanish_file_of_windows_is_read(clinic):
    _, plan, reading = understood("recepcion_cp1252.csv", clinic)
    assert plan.order is DayOrder.DAY_FIRST
    assert [row.name for row in reading.rows] == ["Begoña Núñez", "Íñigo Peña", "Sr. y Sra. Gómez"]
    assert len(reading.rows[1].numbers) == 2


def test_notes_of_several_lines_stay_whole(clinic):
    _, _, reading = understood("calls_utf16.txt", clinic)
    assert reading.rows[0].enquiry.concern == "line one\nline two"


def test_a_figure_that_was_typed_as_a_letter_stays_in_the_notes(tmp_path, clinic):
    file = tmp_path / "typo.csv"
    file.write_text("Name,Phone\nDee,828-555-01O2\nCy,n/a\n")
    sheet = read_file(file).sheets[0]
    dee, cy = read_rows(sheet, planned(sheet, clinic), clinic).rows
    assert (dee.numbers, dee.note) == ((), "828-555-01O2")
    assert (cy.numbers, cy.note) == ((), "")
