"""Everybody leaves as a table, written down and only for who may."""

from functools import partial

import pytest

from db.domain.errors import StorageError, StorageFailure
from db.services.people import NumberLine, PersonFields, add_person
from desk_app import saving_in_parts
from desk_app.importing.files import read_file
from desk_app.notices import Level
from desk_app.screens.people import exporting
from desk_app.screens.people.exporting import PeopleExport


@pytest.mark.parametrize("ending", ["xlsx", "csv", "vcf"])
def test_everybody_is_saved_in_the_form_the_name_asks_for(
    qtbot, desk, actor, now, sqlite_database, tmp_path, posted, ending
):
    fields = PersonFields("Zoë Ek", [], email="z@example.org")
    add = partial(add_person, fields=fields, region="US", actor=actor, at=now)
    sqlite_database.write(add)
    file = tmp_path / f"out.{ending}"
    PeopleExport(desk, desk).save(str(file))
    assert "1 people" in posted[-1].text
    assert any("Zoë Ek" in row for row in read_file(file).sheets[0].rows)


@pytest.mark.parametrize("ending", ["xlsx", "csv", "vcf"])
def test_many_are_saved_part_by_part_each_once(
    desk, actor, now, sqlite_database, tmp_path, posted, monkeypatch, ending
):
    monkeypatch.setattr(exporting, "AT_ONCE", 2)
    names = ["Ann Lee", "Bo Cox", "Cy Ito", "Di Roe", "Ed Fox"]
    for name in names:
        fields = PersonFields(name, [NumberLine("828 555 0101", name[:2])])
        add = partial(add_person, fields=fields, region="US", actor=actor, at=now)
        sqlite_database.write(add)
    folder = tmp_path / "out"
    folder.mkdir()
    file = folder / f"people.{ending}"
    PeopleExport(desk, desk).save(str(file))
    assert "5 people" in posted[-1].text
    rows = read_file(file).sheets[0].rows
    assert [name for row in rows for name in names if name in row] == names
    told = [row for row in rows if row[0] in names]
    assert all(f"({row[0][:2]})" in row[1] for row in told if ending != "vcf")
    assert list(folder.iterdir()) == [file]


def test_a_database_that_goes_away_half_way_leaves_no_file(
    desk, actor, now, sqlite_database, tmp_path, posted, monkeypatch
):
    monkeypatch.setattr(exporting, "AT_ONCE", 1)
    for name in ("Ann Lee", "Bo Cox"):
        add = partial(add_person, fields=PersonFields(name, []), region="US", actor=actor, at=now)
        sqlite_database.write(add)
    asked, ask = [], desk.ask

    def gone_the_second_time(query, **how):
        asked.append(query)
        if len(asked) == 2:
            how["failed"](StorageError(StorageFailure.BUSY_OR_AWAY))
        else:
            ask(query, **how)

    monkeypatch.setattr(desk, "ask", gone_the_second_time)
    folder = tmp_path / "out"
    folder.mkdir()
    PeopleExport(desk, desk).save(str(folder / "people.xlsx"))
    assert len(asked) == 2
    assert posted[-1].level is not Level.INFO
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_gone_is_said(desk, tmp_path, posted):
    PeopleExport(desk, desk).save(str(tmp_path / "gone" / "out.csv"))
    assert "could not be written" in posted[-1].text


@pytest.fixture
def five_people(sqlite_database, actor, now, monkeypatch):
    monkeypatch.setattr(exporting, "AT_ONCE", 1)
    for number in range(5):
        add = partial(add_person, fields=PersonFields(f"P {number}", []), region="US")
        sqlite_database.write(partial(add, actor=actor, at=now))


def test_what_takes_long_says_now_and_then_how_far_it_is(
    five_people, desk, tmp_path, posted, monkeypatch
):
    monkeypatch.setattr(saving_in_parts, "_FIRST_TOLD", 2)
    monkeypatch.setattr(saving_in_parts, "_TOLD_EVERY", 2)
    PeopleExport(desk, desk).save(str(tmp_path / "out.csv"))
    assert [notice.text.partition(":")[2][:3] for notice in posted[:-1]] == [" 2 ", " 4 "]
    assert "5 people" in posted[-1].text


@pytest.mark.parametrize("ending", ["xlsx", "csv", "vcf"])
def test_what_takes_long_can_be_stopped_and_leaves_nothing(
    five_people, desk, tmp_path, posted, monkeypatch, ending
):
    monkeypatch.setattr(saving_in_parts, "_FIRST_TOLD", 2)
    desk.notices.posted.connect(lambda notice: notice.action and notice.action())
    folder = tmp_path / "out"
    folder.mkdir()
    PeopleExport(desk, desk).save(str(folder / f"people.{ending}"))
    assert posted[-1].text == "Stopped. No file was saved."
    assert list(folder.iterdir()) == []


def test_the_last_part_is_not_stopped_any_more(five_people, desk, tmp_path, posted, monkeypatch):
    monkeypatch.setattr(saving_in_parts, "_FIRST_TOLD", 5)
    compute, stops = desk.compute, []

    def stopped_while_it_writes(work, **how):
        for stop in stops:
            stop()
        compute(work, **how)

    desk.notices.posted.connect(lambda notice: notice.action and stops.append(notice.action))
    monkeypatch.setattr(desk, "compute", stopped_while_it_writes)
    PeopleExport(desk, desk).save(str(tmp_path / "out.csv"))
    assert stops
    assert "5 people" in posted[-1].text
    assert (tmp_path / "out.csv").exists()
