"""What a spreadsheet program gets from us is text and figures, never something to compute."""

import csv
import io

import pytest

from desk_app.spreadsheet import csv_bytes, pasted


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(cell):
    read = list(csv.reader(io.StringIO(csv_bytes([[cell]]).decode("utf-8-sig"), newline="")))
    assert read == [[f"'{cell}"]]
    assert pasted([[cell]]).startswith("'")


def test_figures_and_words_arrive_as_they_are():
    rows = [['Élodie, "Zoe"', -3, None], ["two\nlines", 0, ""]]
    text = csv_bytes(rows).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ['Élodie, "Zoe"', "-3", ""],
        ["two\nlines", "0", ""],
    ]
    assert csv_bytes(rows).startswith(b"\xef\xbb\xbf")


def test_a_pasted_cell_stays_in_its_cell():
    assert pasted([["a\tb", 1], ["c\nd", None]]) == "a b\t1\nc d\t"
