"""Three logs as clinics keep them: what stands in them is what is brought in."""

import datetime as dt
from pathlib import Path

import pytest

from db.domain.enquiry import Channel, Outcome
from desk_app.importing.book import Sheet
from desk_app.importing.days import DayOrder
from desk_app.importing.files import read_file, sheets_of
from desk_app.importing.heading_words import Field
from desk_app.importing.plan import Fault, aside_csv, planned
from desk_app.importing.rows import read_rows

FILES = Path(__file__).parents[2] / "data" / "imports"


@pytest.fixture(scope="module")
def book():
    """A second process is started for a spreadsheet: once is enough."""
    books = {}

    def read(name):
        if name not in books:
            books[name] = read_file(FILES / name)
        return books[name]

    return read


def understood(sheet, clinic):
    plan = planned(sheet, clinic)
    return plan, read_rows(sheet, plan, clinic)


def test_a_log_with_a_title_over_it_is_read_from_its_headings_on(book, clinic):
    plan, _ = understood(book("willow_phone_log.csv").sheets[0], clinic)
    assert plan.heading == 3
    assert plan.columns == (
        Field.DAY, Field.TIME, Field.NAME, Field.PHONE, Field.SERVICE, Field.CONCERN, Field.HEARD,
        Field.OUTCOME,
    )  # fmt: skip
    assert plan.order is DayOrder.MONTH_FIRST


def test_rows_of_an_american_log_are_what_stood_there(book, clinic):
    _, reading = understood(book("willow_phone_log.csv").sheets[0], clinic)
    by_line = {row.line: row for row in reading.rows}
    assert by_line[5].name == "Élodie Marchetti"  # stood as "Marchetti, Élodie"
    tom = by_line[6]
    assert [(n.raw, n.label) for n in tom.numbers] == [
        ("828-555-0143", "cell"),
        ("828-555-0199", "wk"),
    ]
    assert tom.enquiry.received_on == dt.date(2025, 11, 3)  # taken from the row above
    assert (tom.enquiry.outcome, tom.enquiry.lost_reason_id) == (Outcome.LOST, 11)
    assert by_line[7].name == ""
    assert by_line[10].numbers[1].label == "daughter"
    assert by_line[12].enquiry.time == dt.time(16, 45)


def test_repeated_headings_are_left_out_and_totals_and_bad_rows_kept_aside(book, clinic):
    sheet = book("willow_phone_log.csv").sheets[0]
    plan, reading = understood(sheet, clinic)
    assert reading.left_out == 1
    assert reading.aside == [
        (12, Fault.NOT_A_DAY),
        (13, Fault.NO_NAME_OR_NUMBER),
        (15, Fault.TOTAL),
    ]
    written = aside_csv(sheet, plan, [(12, "the day is not understood")]).decode("utf-8-sig")
    assert written.splitlines()[1] == (
        "someday,,Al Green,828 555 0160,,asked about parking,,,the day is not understood"
    )


def test_a_spanish_workbook_with_merged_days_is_read(book, clinic):
    sheet = book("sauce_llamadas.xlsx").sheets[0]
    plan, reading = understood(sheet, clinic)
    assert plan.order is DayOrder.DAY_FIRST
    days = [row.enquiry.received_on.day for row in reading.rows]
    assert days == [3, 3, 3, 12, 12, 25]
    lucia = reading.rows[0]
    assert (lucia.name, len(lucia.numbers)) == ("Lucía Fernández Gil", 2)
    assert lucia.enquiry.outcome is Outcome.BOOKED
    assert reading.rows[3].numbers[1].label == "hija"
    assert [row.enquiry.heard_id for row in reading.rows] == [1, 3, None, 4, 5, 6]
    assert [why for _place, why in reading.aside] == [Fault.TOTAL]


def test_a_hidden_sheet_is_not_there_and_the_fullest_comes_first(book):
    names = [sheet.name for sheet in book("sauce_llamadas.xlsx").sheets]
    assert names == ["Marzo 2025", "Notas"]


def test_a_workbook_of_two_years_keeps_what_fits_no_field_in_the_notes(book, clinic):
    _, reading = understood(book("desk_two_years.xlsx").sheets[0], clinic)
    hannah, marcus, _, chloe = reading.rows
    assert hannah.enquiry.channel is Channel.WEB
    assert hannah.enquiry.time == dt.time(9, 40)
    assert hannah.enquiry.taken_by == 1
    assert "Insurance: BlueCross" in hannah.enquiry.concern
    assert len(marcus.numbers) == 2
    assert chloe.name == "Chloe de la Cruz Martínez"
    assert "Reflexology" in chloe.enquiry.concern  # no service of this clinic
    assert chloe.enquiry.lost_reason_id == 14


# Small and odd: what stands in the file, and the name, number and day of the first row.
ODD = {
    "semicolons": ("Name;Tel;Date\nMüller;828 555 0101;2025-12-03\n", ("Müller", 1, "2025-12-03")),
    "tabs": ("Caller\tMobile\tWhen\nAna B\t8285550101\t3 Mar 2025\n", ("Ana B", 1, "2025-03-03")),
    "what parts it is said": ("sep=|\nName|Phone\nIto|828 555 0101\n", ("Ito", 1, None)),
    "no headings": (
        "Ana Bell,828 555 0101,12/23/2025\nBo Cox,828 555 0102,12/24/2025\n",
        ("Ana Bell", 1, "2025-12-23"),
    ),
    "only numbers": ("Phone\n828 555 0101\n828 555 0102\n", ("", 1, None)),
    "names in two columns": ("First name,Surname,Tel\nZoe,Ek,828 555 0101\n", ("Zoe Ek", 1, None)),
    "windows letters": (
        "Nombre;Teléfono\nPeña;612 345 678\n".encode("cp1252"),
        ("Peña", 1, None),
    ),
    "utf-16": ("Name,Phone\nChloë,828 555 0101\n".encode("utf-16"), ("Chloë", 1, None)),
    "blank rows between": ("Name,Phone\n\n,\nIto,828 555 0101\n", ("Ito", 1, None)),
    "days as serial numbers": (
        "Date,Name,Phone\n45719,Ito,828 555 0101\n",
        ("Ito", 1, "2025-03-03"),
    ),
    "month names in Spanish": (
        "Fecha,Nombre,Tel\n3 de marzo de 2025,Ito,612345678\n",
        ("Ito", 1, "2025-03-03"),
    ),
    "a day across the sheet": (
        "Date,Name,Phone\nMonday March 3 2025,,\n,Ito,828 555 0101\n",
        ("Ito", 1, "2025-03-03"),
    ),
    "numbers with an extension": ("Name,Phone\nIto,828-555-0101 x12\n", ("Ito", 1, None)),
    "two numbers and a word": (
        "Name,Phone\nIto,828 555 0101 or 828 555 0102\n",
        ("Ito", 2, None),
    ),
    "vCard": (
        "BEGIN:VCARD\nVERSION:3.0\nN:Ek;Zoe;;;\nFN:Zoe Ek\nTEL;TYPE=CELL:+1 828 555 0101\n"
        "TEL;TYPE=work:828 555\n  0102\nEMAIL:z@example.org\nEND:VCARD\n",
        ("Zoe Ek", 2, None),
    ),
    "vCard 2.1": (
        "BEGIN:VCARD\nVERSION:2.1\nN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Pe=C3=B1a;Ana\n"
        "TEL;CELL:612345678\nEND:VCARD\n",
        ("Ana Peña", 1, None),
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_small_odd_files_are_understood(name, clinic):
    content, expected = ODD[name]
    (sheet,) = sheets_of(content if isinstance(content, bytes) else content.encode())
    _, reading = understood(sheet, clinic)
    first = reading.rows[0]
    day = str(first.enquiry.received_on) if first.enquiry else None
    assert (first.name, len(first.numbers), day) == expected
    assert not reading.aside


@pytest.mark.parametrize(
    ("days", "order"),
    [
        (["12/03/25", "13/03/25"], DayOrder.DAY_FIRST),
        (["12/03/25", "12/23/25"], DayOrder.MONTH_FIRST),
        (["03/12/25", "04/12/25"], None),
        (["01/12/25", "02/12/25", "03/12/25", "04/12/25", "05/12/25", "06/12/25", "01/01/26"],
         DayOrder.DAY_FIRST),
        (["11/02/26"], DayOrder.DAY_FIRST),  # November is still to come
    ],
)  # fmt: skip
def test_what_comes_first_in_a_day_is_decided_over_the_column(days, order, clinic):
    rows = [["Date", "Name", "Phone"], *([day, "Ito", "828 555 0101"] for day in days)]
    assert planned(Sheet("log", rows), clinic).order is order
