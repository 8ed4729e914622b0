"""Everybody leaves as a table, written down and only for who may."""

from functools import partial

import pytest

from db.services.people import PersonFields, add_person
from desk_app.importing.files import read_file
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


def test_a_folder_that_is_gone_is_said(desk, tmp_path, posted):
    PeopleExport(desk, desk).save(str(tmp_path / "gone" / "out.csv"))
    assert "could not be written" in posted[-1].text
