"""A set of handouts for several people, through the program's own workers onto a real queue."""

import pytest
from pypdfium2 import PdfDocument

from db.queries.handouts import recent_handouts
from db.session import Database
from tests.desk_app.keyboard import Person

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NAMES = ("Ana Quillfeather", "Bo Quillfeather", "Cy Quillfeather")


@pytest.fixture
def person(qtbot, practice, printer):
    """Somebody with a set of two articles marked, at the field for the names."""
    someone = Person(qtbot, practice.window)
    someone.press("Ctrl+3")
    someone.wait_for(" page")
    someone.press("Tab")
    someone.tab_to("Handouts")
    someone.press("Home")
    someone.press("Space")
    someone.press("Down")
    someone.press("Space")
    someone.wait_for("2 in the set")
    someone.press("Alt+O")
    return someone


def kept(practice):
    database = Database(practice.app.place)
    rows = database.read(recent_handouts)
    database.dispose()
    return rows


def files(printer):
    printer.printed()
    return sorted((printer.home / "out").rglob("*.pdf"))


def test_each_person_has_one_job_and_no_name_is_in_a_title(person, practice, printer):
    before = len(kept(practice))
    person.type("; ".join(NAMES))
    person.press("Return")
    person.wait_for("Given to 3 of 3")
    assert len(kept(practice)) - before == 6
    jobs = files(printer)
    assert len(jobs) == 3
    assert not any("Quillfeather" in job.name for job in jobs)
    assert "Quillfeather" not in printer.ask("lpstat", "-W", "completed", "-o")
    assert all(len(PdfDocument(job.read_bytes())) >= 2 for job in jobs)


def test_esc_leaves_out_whoever_has_not_begun(person, practice, printer):
    person.type("; ".join(f"Person {number}" for number in range(30)))
    person.press("Return")
    person.wait_for("of 30")
    person.press("Escape")
    person.wait_for("Given to ")
    [words] = [words for words in person.read() if words.startswith("Given to ")]
    count = int(words.split()[2])
    assert 1 <= count < 30
    assert len(files(printer)) == count
