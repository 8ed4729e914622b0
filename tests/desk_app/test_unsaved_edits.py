"""What is typed into an article, an enquiry or a person outlives the program."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from db.domain.article import ArticleText, Block, BlockKind
from db.drafts import DraftStore
from db.queries.articles import library, versions
from db.queries.enquiry import enquiry_detail
from db.queries.people import person_detail
from db.services.articles import NewArticle, add_article, save_version
from db.services.enquiries import change_enquiry
from db.services.people import PersonFields, change_person
from desk_app.background.draft_keeper import DraftKeeper
from desk_app.screens.articles.editing import Editing
from desk_app.screens.articles.presenter import ArticlesPresenter
from desk_app.screens.enquiries.presenter import EnquiriesPresenter
from desk_app.screens.people.content import fields_of
from desk_app.screens.people.presenter import PeoplePresenter
from desk_app.unsaved_edits import UnsavedEdits

ROOT = Path(__file__).parents[2]
TEXT = ArticleText("Warm feet", intro=(Block(BlockKind.PARAGRAPH, "Wear two pairs of socks."),))


class Run:
    """The three screens of one run of the program, on the same drafts."""

    def __init__(self, desk, file):
        desk.edits = UnsavedEdits(desk.now, desk)
        self.keeper = DraftKeeper(file, parent=desk)
        self.articles = ArticlesPresenter(desk, desk)
        self.enquiries = EnquiriesPresenter(desk, desk)
        self.people = PeoplePresenter(desk, desk)
        self.forms = []
        self.enquiries.editor.shown.connect(self.forms.append)
        desk.edits.keep_in(self.keeper)

    def end(self):
        """The program is closed although something is not saved."""
        self.keeper.shut_down()


@pytest.fixture
def run(qtbot, desk, tmp_path):
    runs = []

    def begin():
        if runs:
            runs[-1].end()
        made = Run(desk, tmp_path / "drafts.db")
        runs.append(made)
        came_back = []
        made.keeper.found.connect(came_back.append)
        made.keeper.look()
        qtbot.waitUntil(lambda: bool(came_back))
        return made

    yield begin
    runs[-1].end()


@pytest.fixture
def write(sqlite_database, actor, now):
    return lambda command, **arguments: sqlite_database.write(
        partial(command, actor=actor, at=now, **arguments)
    )


@pytest.fixture
def article(write):
    return write(add_article, new=NewArticle(TEXT)).record_id


def type_title(run, words):
    first = list(run.articles.editor.lines())
    run.articles.editor.type_lines([replace(first[0], text=words), *first[1:]], 0)


def type_concern(run, words):
    form = run.forms[-1].typed
    run.enquiries.editor.keep(replace(form, fields=replace(form.fields, concern=words)))


def left_over(run, tmp_path):
    run.end()
    store = DraftStore(tmp_path / "drafts.db")
    drafts = store.all()
    store.close()
    return drafts


def test_an_article_comes_back_with_its_unsaved_words_and_they_can_be_given_up(
    run, desk, article, posted
):
    before = run()
    before.articles.open(article)
    type_title(before, "Warmer feet")
    after = run()
    assert after.articles.editor.is_unsaved(article)
    assert [notice.text for notice in posted] == [
        "What was written in “Warm feet” came back, not saved."
    ]
    after.articles.open(article)
    assert after.articles.editor.now.article.title == "Warmer feet"
    assert posted[-1].text == "What was written here last time is back, not saved."
    posted[-1].action()
    assert after.articles.editor.now.article == TEXT
    assert not after.articles.may_leave or not after.articles.editor.has_unsaved
    after.articles.editor.change(Editing.undo)
    assert after.articles.editor.now.article.title == "Warmer feet"


def test_saved_words_leave_no_draft(run, desk, article, tmp_path):
    only = run()
    only.articles.open(article)
    type_title(only, "Warmer feet")
    only.articles.editor.save()
    assert left_over(only, tmp_path) == []


def test_an_article_saved_elsewhere_meanwhile_says_so_beside_the_words_that_came_back(
    run, desk, article, write, sqlite_database
):
    before = run()
    before.articles.open(article)
    type_title(before, "Warmer feet")
    before.end()
    [row] = sqlite_database.read(library)
    other = replace(TEXT, title="Cold feet")
    write(save_version, article_id=article, seen_version=row.article_version, content=other)
    after = run()
    after.articles.open(article)
    assert after.articles.editor.now.article.title == "Warmer feet"
    assert "Version 2 was saved at another desk" in after.articles.editor.conflict_words()


def test_an_enquiry_comes_back_over_the_version_it_was_typed_over(
    run, desk, log_call, write, sqlite_database, posted
):
    change = log_call(concern="a cold foot")
    before = run()
    before.enquiries.open_enquiry(change.record_id)
    type_concern(before, "two cold feet")
    before.end()
    stored = sqlite_database.read(partial(enquiry_detail, enquiry_id=change.record_id))
    write(
        change_enquiry, enquiry_id=change.record_id, seen_version=stored.version,
        fields=replace(stored.fields, outcome_note="asked at another desk"), region="US",
    )  # fmt: skip
    after = run()
    assert posted[-1].text == "What was typed into one enquiry came back, not saved."
    after.enquiries.open_enquiry(change.record_id)
    assert after.forms[-1].typed.fields.concern == "two cold feet"
    after.enquiries.editor.save(after.forms[-1].typed)
    kept = sqlite_database.read(partial(enquiry_detail, enquiry_id=change.record_id)).fields
    assert (kept.concern, kept.outcome_note) == ("two cold feet", "asked at another desk")


def test_an_enquiry_that_came_back_can_be_given_up(run, desk, log_call, posted, tmp_path):
    change = log_call(concern="a cold foot")
    before = run()
    before.enquiries.open_enquiry(change.record_id)
    type_concern(before, "two cold feet")
    after = run()
    after.enquiries.open_enquiry(change.record_id)
    posted[-1].action()
    assert after.forms[-1].typed.fields.concern == "a cold foot"
    assert left_over(after, tmp_path) == []


def test_a_person_comes_back_over_the_version_they_were_typed_over(
    run, desk, log_call, write, sqlite_database
):
    log_call(phone="828 555 0142")
    before = run()
    before.people.open_person(1)
    typed = replace(fields_of(before.people.editor.person), note="Cold feet")
    before.people.editor.keep(typed)
    before.end()
    stored = sqlite_database.read(partial(person_detail, person_id=1))
    write(
        change_person, person_id=1, seen_version=stored.version,
        fields=replace(fields_of(stored), email="maria@example.org"), region="US",
    )  # fmt: skip
    after = run()
    shown = []
    after.people.editor.shown.connect(shown.append)
    after.people.open_person(1)
    assert shown[-1].typed == typed
    after.people.editor.save(typed)
    kept = sqlite_database.read(partial(person_detail, person_id=1))
    assert (kept.note, kept.email) == ("Cold feet", "maria@example.org")


def test_somebody_new_comes_back_too(run, desk, posted):
    before = run()
    before.people.editor.open_new()
    before.people.editor.keep(PersonFields("Bob"))
    after = run()
    assert posted[-1].text == "What was typed about one person came back, not saved."
    shown = []
    after.people.editor.shown.connect(shown.append)
    after.people.editor.open_new()
    assert shown[-1].typed == PersonFields("Bob")


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a matter of POSIX")
def test_kill_9_loses_less_than_two_seconds_of_any_edit(
    run, desk, article, log_call, sqlite_database, tmp_path
):
    log_call(phone="828 555 0142")
    place = tmp_path / "desk.db"
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.desk_app.writer", place, tmp_path],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    typed = []  # (monotonic instant, letters so far)
    for line in child.stdout:
        instant, length = line.split()
        typed.append((float(instant), int(length)))
        if typed[-1][0] - typed[0][0] > 3:
            break
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    safe = max(length for instant, length in typed if instant < typed[-1][0] - 2)
    after = run()
    after.articles.open(article)
    after.enquiries.open_enquiry(1)
    shown = []
    after.people.editor.shown.connect(shown.append)
    after.people.open_person(1)
    assert len(after.articles.editor.now.article.title) >= safe > 0
    assert len(after.forms[-1].typed.fields.concern) >= safe
    assert len(shown[-1].typed.note) >= safe
    assert sqlite_database.read(partial(versions, article_id=article))[0].content == TEXT
