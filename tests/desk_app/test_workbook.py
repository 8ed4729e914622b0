"""A workbook of ours holds what it was given, and nothing to compute."""

import datetime as dt
import io
import zipfile

import pytest
import python_calamine

from desk_app.spreadsheet import csv_bytes, unprotected
from desk_app.workbook import GrowingSheet, xlsx_bytes


def read(data):
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_words_figures_and_days_are_read_again():
    day = dt.date(2026, 3, 6)
    rows = [["Name", "Calls", "Day"], ['Zoë <&> "Ek"', 3, day], ["two\nlines ", None, None]]
    assert read(xlsx_bytes([("People", rows)])) == {
        "People": [["Name", "Calls", "Day"], ['Zoë <&> "Ek"', 3.0, day], ["two\nlines ", "", ""]]
    }


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_what_looks_like_a_formula_is_text_and_comes_back_as_it_was(cell):
    data = xlsx_bytes([("T", [["Heading"], [cell]])])
    assert read(data)["T"][1] == [cell]
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    protected = csv_bytes([[cell.strip()]]).decode("utf-8-sig").strip('\r\n"')
    assert unprotected(protected) == cell.strip()


def test_names_of_sheets_are_made_fit_and_stay_apart():
    tables = [("Who? [all]/any", [["a"]]), ("x" * 40, [["b"]]), ("X" * 40, [["c"]]), ("", [["d"]])]
    assert list(read(xlsx_bytes(tables))) == ["Who all any", "x" * 31, f"{'X' * 29} 2", "Sheet"]


def test_signs_that_xml_cannot_hold_are_left_out():
    assert read(xlsx_bytes([("T", [["a\x00b\x0bc\ud800"]])]))["T"] == [["abc"]]


def test_the_same_rows_give_the_same_bytes():
    assert xlsx_bytes([("T", [["a"]])]) == xlsx_bytes([("T", [["a"]])])


def test_a_table_that_grows_holds_what_one_in_one_go_holds(tmp_path):
    rows = [["Name", "Calls"], ["Zoë", 3], ["=1+1", None], ["two\nlines", dt.date(2026, 3, 6)]]
    held = io.BytesIO()
    sheet = GrowingSheet(held, "People", folder=tmp_path)
    sheet.add(rows[:2])
    sheet.add(rows[2:])
    sheet.close()
    assert read(held.getvalue()) == read(xlsx_bytes([("People", rows)]))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("leave", [GrowingSheet.give_up, lambda _sheet: None])
def test_a_table_that_is_not_finished_leaves_nothing_behind(tmp_path, leave):
    sheet = GrowingSheet(io.BytesIO(), "People", folder=tmp_path)
    sheet.add([["Name"], ["Zoë"]])
    leave(sheet)
    del sheet
    assert list(tmp_path.iterdir()) == []
