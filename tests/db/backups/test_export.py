"""Everything as JSON lines and CSV, from both databases, readable with the standard library."""

import csv
import io
import json
import stat
import zipfile

import pytest
from sqlalchemy import func, select

from db.backups.export import export_all, exported_tables
from db.domain.errors import StorageError, StorageFailure


@pytest.fixture
def filled(database, log, name_clinic):
    name_clinic(database)
    log(database, "Ann", "=1+1\nsecond line")
    log(database, "Zoë 王", '"quoted", with commas')
    return database


def rows_of(archive, table):
    return [json.loads(line) for line in archive.read(f"{table}.jsonl").decode().splitlines()]


def test_every_row_of_every_table_is_there_twice(filled, tmp_path, now):
    target = tmp_path / "out" / "all.zip"
    counts = export_all(filled, target, at=now)
    with zipfile.ZipFile(target) as archive, filled.reading() as session:
        assert archive.testzip() is None
        assert counts.keys() == {table.name for table in exported_tables()}
        for table in exported_tables():
            expected = session.scalar(select(func.count()).select_from(table))
            sheet = archive.read(f"{table.name}.csv").decode("utf-8-sig")
            assert len(rows_of(archive, table.name)) == expected == counts[table.name]
            assert len(list(csv.reader(io.StringIO(sheet, newline="")))) == expected + 1
        assert "2 \n" not in archive.read("README.txt").decode()
        assert "follow_up.enquiry_id of enquiry" in archive.read("README.txt").decode()
    assert [path.name for path in target.parent.iterdir()] == ["all.zip"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_json_is_exact_and_a_cell_is_no_formula(filled, tmp_path, now):
    export_all(filled, tmp_path / "all.zip", at=now)
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        enquiries = rows_of(archive, "enquiry")
        assert [row["concern"] for row in enquiries] == [
            "=1+1\nsecond line",
            '"quoted", with commas',
        ]
        assert [row["name"] for row in rows_of(archive, "person")] == ["Ann", "Zoë 王"]
        sheet = archive.read("enquiry.csv").decode("utf-8-sig")
    cells = [row["concern"] for row in csv.DictReader(io.StringIO(sheet, newline=""))]
    assert cells[0] == "'=1+1\nsecond line"


def test_what_is_computed_is_left_out(filled, tmp_path, now):
    export_all(filled, tmp_path / "all", at=now)
    names = {path.stem for path in (tmp_path / "all").iterdir()}
    assert not names & {"phone_suffix", "lexicon", "day_count", "person_key", "alembic_version"}
    assert "search_text" not in (tmp_path / "all" / "enquiry.csv").read_text()


def test_a_folder_is_written_as_well_and_what_is_there_is_left(filled, tmp_path, now):
    export_all(filled, tmp_path / "all", at=now)
    before = (tmp_path / "all" / "person.jsonl").read_text()
    with pytest.raises(StorageError) as failed:
        export_all(filled, tmp_path / "all", at=now)
    assert failed.value.failure is StorageFailure.CANNOT_WRITE
    assert (tmp_path / "all" / "person.jsonl").read_text() == before
    assert not list(tmp_path.glob(".all*"))
