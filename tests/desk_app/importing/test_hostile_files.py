"""Files that were made to do harm, or are broken, are refused; the program goes on."""

import io
import zipfile

import pytest

from desk_app.importing.book import RefusedTableError, TableRefusal
from desk_app.importing.files import read_file


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
