"""Files that were made to do harm, or are broken, are refused; the program goes on."""

import io
import zipfile

import pytest

from desk_app import second_process
from desk_app.importing.book import RefusedTableError, TableRefusal
from desk_app.importing.files import read_file, sheets_of
from desk_app.importing.plan import planned
from desk_app.importing.rows import read_rows


def archive(**entries):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(name.replace("__", "/"), content)
    return held.getvalue()


def test_a_small_file_that_unpacks_to_very_much_is_refused(tmp_path):
    file = tmp_path / "bomb.xlsx"
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made,
        made.open("xl/worksheets/sheet1.xml", "w") as sheet,
    ):
        for _ in range(61):
            sheet.write(bytes(10_000_000))
    with pytest.raises(RefusedTableError) as refused:
        read_file(file)
    assert refused.value.refusal is TableRefusal.TOO_LARGE


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 and then nothing of it",
        archive(word__document="<xml/>"),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    ],
    ids=["cut off", "another office file", "an old file of zeroes"],
)
def test_a_broken_spreadsheet_is_refused(tmp_path, content):
    file = tmp_path / "broken.xlsx"
    file.write_bytes(content)
    with pytest.raises(RefusedTableError) as refused:
        read_file(file)
    assert refused.value.refusal is TableRefusal.DAMAGED


def test_a_file_with_nothing_in_it_is_refused(tmp_path):
    file = tmp_path / "empty.csv"
    file.write_text(",,\n\n,,\n")
    with pytest.raises(RefusedTableError) as refused:
        read_file(file)
    assert refused.value.refusal is TableRefusal.EMPTY


@pytest.mark.parametrize(
    "text",
    [
        "Name,Phone" + "," * 1_000_000,
        "Name,Phone\n" + "a,b\n" * 1_000_001,
        'Name,Phone\n"' + "x" * 2_000_000,
        "Name,Phone\nAna," + "1" * 200_000,
    ],
    ids=["a line without end", "rows without end", "a quotation mark without end", "a long cell"],
)
def test_a_csv_that_would_fill_the_memory_is_refused(tmp_path, text):
    file = tmp_path / "bomb.csv"
    file.write_text(text)
    with pytest.raises(RefusedTableError) as refused:
        read_file(file)
    assert refused.value.refusal is TableRefusal.TOO_LARGE


@pytest.mark.parametrize("cell", ["1 " * 45_000, "1/" * 45_000, "a@" * 45_000, "1-" * 45_000])
def test_a_long_cell_is_read_in_no_time_and_kept_aside(clinic, cell):
    text = f"Date,Name,Phone,E-mail\n{cell},Ana,{cell},{cell}\n2026-01-05,Bo,1,\n"
    (sheet,) = sheets_of(text.encode())
    reading = read_rows(sheet, planned(sheet, clinic), clinic)
    assert [row.name for row in reading.rows] == ["Bo"]
    assert len(reading.aside) == 1


def test_a_formula_is_the_words_it_is(tmp_path, clinic):
    file = tmp_path / "formula.csv"
    file.write_text('Name,Phone,Note\nAna,828 555 0101,"=HYPERLINK(""http://x"")"\n')
    sheet = read_file(file).sheets[0]
    (row,) = read_rows(sheet, planned(sheet, clinic), clinic).rows
    assert row.note == '=HYPERLINK("http://x")'


def test_a_card_that_makes_the_reader_work_too_long_ends_only_the_reader(tmp_path, monkeypatch):
    monkeypatch.setattr(second_process, "PATIENCE_SECONDS", 0)
    file = tmp_path / "cards.vcf"
    file.write_text("BEGIN:VCARD\nFN:Ana\nEND:VCARD\n")
    with pytest.raises(RefusedTableError) as refused:
        read_file(file)
    assert refused.value.refusal is TableRefusal.TOO_LARGE
