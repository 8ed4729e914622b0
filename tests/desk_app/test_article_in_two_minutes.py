"""From the clinic's raw text to an approved sheet in large print, by keys that are counted."""

import sys
import time

import pytest
from PySide6.QtWidgets import QApplication

from db.domain.article import ArticleState
from db.domain.handout import Medium, TextSize
from db.queries.articles import library
from db.queries.handouts import recent_handouts
from db.session import Database
from desk_app.resources import RESOURCES
from tests.desk_app.handouts.samples import REAL_ARTICLE
from tests.desk_app.test_stopwatch import CountingPerson

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

STAND_IN = RESOURCES / "demo" / "website_text.txt", "Sleeping Better With a Sore Back"
REAL = REAL_ARTICLE.with_suffix(".txt"), "What You Need to Know About Acupuncture for Back Pain"
SECONDS_A_KEY = 0.5  # of somebody who has to look for the keys


class Typist(CountingPerson):
    """Every letter counts as well."""

    def type(self, words):
        super().type(words)
        self.keys += words


def test_a_raw_text_is_approved_and_printed_large_in_two_minutes(qtbot, practice, printer):
    file, title = REAL if REAL[0].exists() else STAND_IN
    person, started = Typist(qtbot, practice.window), time.perf_counter()
    QApplication.clipboard().setText(file.read_text(encoding="utf-8"))
    person.press("Ctrl+4")
    person.press("Ctrl+I")
    person.press("Ctrl+V")
    person.press("Ctrl+Return")
    person.wait_for("words kept")
    person.press("Ctrl+S")
    person.wait_for("Version 1 · draft")
    person.press("Alt+R")
    person.wait_for("Approved &by")
    person.press("Alt+B")
    person.choose("Hannah")
    person.press("Tab")
    person.type("in 6 months")
    person.press("Return")
    person.wait_for("why the rest stays open")
    person.press("Space")
    person.tab_to("If some stay open, why")
    person.type("Nobody was in to try it with.")
    person.press("Alt+A")
    person.wait_for("Version 1 · approved")

    person.press("Ctrl+3")
    person.type(title.lower()[:20])
    person.wait_for(title)
    person.wait_for(" page")
    person.press("Return")
    person.press("Alt+Z")
    person.press("Right")
    person.press("Return")
    person.wait_for(f"Given: {title}")
    assert printer.printed().read_bytes().startswith(b"%PDF-")

    seconds = time.perf_counter() - started
    sys.stdout.write(f"{len(person.keys)} keys, {seconds:.1f} s of the machine\n")
    assert len(person.keys) * SECONDS_A_KEY < 60, person.keys

    database = Database(practice.app.place)
    [row] = (row for row in database.read(library) if row.title == title)
    given = database.read(recent_handouts)[0]
    database.dispose()
    assert row.state is ArticleState.APPROVED
    assert (given.title, given.size_points) == (title, TextSize.LARGE)
    assert given.medium is Medium.PRINTED
