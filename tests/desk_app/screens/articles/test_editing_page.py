"""Editing by the keyboard: lines, kinds, undo, saving, states, two desks."""

import dataclasses
import datetime as dt
from functools import partial

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from db.domain.article import ArticleState, ArticleText, Block, BlockKind, Section
from db.domain.errors import StorageError, StorageFailure
from db.domain.sign_in import new_secret
from db.domain.staff import Actor, Role
from db.queries.articles import library, versions
from db.services.articles import NewArticle, add_article
from db.services.sign_in import set_secret
from desk_app.screens.articles.approval_page import StateBar
from desk_app.screens.articles.lines import LineKind
from desk_app.screens.articles.side_page import Side
from desk_app.screens.articles.standings import Standing

CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
KEY = Qt.Key


def shown(page):
    return [(line.kind, line.text) for line in page.article.text.lines()]


def kinds(presenter):
    return [line.kind for line in presenter.editor.lines()]


def explain(qtbot, page):
    """Say why the questions for people stay open."""
    page.article.side.show_side(Side.QUESTIONS)
    qtbot.keyClicks(page.article.side.questions.reason, "Not tried yet")


@pytest.fixture
def text(page, presenter):
    """The text of the first article, with the focus."""
    page.article.text.setFocus()
    page.article.text.go_to(0)
    return page.article.text


def test_an_article_is_shown_line_by_line_with_its_pages(page, presenter):
    assert shown(page)[:2] == [
        ("title", "Acupuncture for back pain"),
        (
            "key_point",
            "Acupuncture may ease back pain for some people. Keep moving, give it a few visits,"
            " then decide with us if it is worth going on.",
        ),
    ]
    assert page.article.pages.place.count >= 1
    assert "DRAFT mark" in page.article.head.state.text()


def test_typing_is_on_the_pages_soon_after_the_last_key(qtbot, page, presenter, text):
    before = presenter.pages.preview.rendered.fingerprint
    with qtbot.waitSignal(presenter.pages.changed, timeout=2_000):
        qtbot.keyClicks(text, ", today")
    assert presenter.pages.preview.rendered.fingerprint != before
    assert presenter.editor.now.article.title == "Acupuncture for back pain, today"
    assert "unsaved" in page.article.head.title.text()


def test_ctrl_s_saves_a_new_version_and_the_old_one_stays(
    qtbot, page, presenter, text, articles, ask, posted
):
    qtbot.keyClicks(text, "!")
    qtbot.keyClick(text, KEY.Key_S, CTRL)
    rows = ask(versions, article_id=articles["acupuncture-back-pain"])
    assert [(row.number, row.content.title[-1]) for row in rows] == [(2, "!"), (1, "n")]
    assert posted[-1].text == "Saved as version 2, a draft."
    assert not presenter.editor.has_unsaved
    assert page.may_leave()
    qtbot.keyClick(text, KEY.Key_Z, CTRL)
    assert presenter.editor.now.article.title.endswith("pain")


def test_enter_ends_a_heading_and_goes_on_in_a_list(qtbot, page, presenter, text):
    qtbot.keyClick(text, KEY.Key_Return)
    qtbot.keyClicks(text, "New words")
    assert shown(page)[1] == ("paragraph", "New words")
    qtbot.keyClick(text, KEY.Key_L, CTRL_SHIFT)
    qtbot.keyClick(text, KEY.Key_Return)
    qtbot.keyClicks(text, "Second")
    assert shown(page)[1:3] == [("bullet", "New words"), ("bullet", "Second")]
    qtbot.keyClick(text, KEY.Key_Return)
    qtbot.keyClick(text, KEY.Key_Return)
    assert shown(page)[3] == ("paragraph", "")
    assert presenter.editor.now.article.intro[0] == Block(
        BlockKind.BULLETS, items=("New words", "Second")
    )


def test_ctrl_enter_begins_a_line_below_without_tearing_this_one(qtbot, page, text):
    text.go_to(1)
    qtbot.keyClick(text, KEY.Key_Home)
    qtbot.keyClick(text, KEY.Key_Return, CTRL)
    qtbot.keyClicks(text, "Below")
    assert shown(page)[1][1].startswith("Acupuncture may ease")
    assert shown(page)[2] == ("paragraph", "Below")


def test_enter_at_the_start_of_a_heading_keeps_it_a_heading(qtbot, page, text):
    text.go_to(2)
    qtbot.keyClick(text, KEY.Key_Home)
    qtbot.keyClick(text, KEY.Key_Return)
    assert [kind for kind, _ in shown(page)[2:4]] == ["paragraph", "heading"]


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        (KEY.Key_H, LineKind.HEADING),
        (KEY.Key_P, LineKind.PARAGRAPH),
        (KEY.Key_L, LineKind.BULLET),
        (KEY.Key_N, LineKind.STEP),
        (KEY.Key_K, LineKind.KEY_POINT),
        (KEY.Key_D, LineKind.YOU_CAN_DO),
        (KEY.Key_W, LineKind.CALL_US),
        (KEY.Key_E, LineKind.WRITE_IN),
    ],
)
def test_each_kind_has_its_key_and_each_step_its_undo(qtbot, page, presenter, text, key, kind):
    text.go_to(3)
    before = shown(page)
    qtbot.keyClick(text, KEY.Key_N if kind is LineKind.PARAGRAPH else KEY.Key_P, CTRL_SHIFT)
    qtbot.keyClick(text, key, CTRL_SHIFT)
    assert kinds(presenter)[3] is kind
    assert shown(page)[3][0] == kind.value
    qtbot.keyClick(text, KEY.Key_Z, CTRL)
    qtbot.keyClick(text, KEY.Key_Z, CTRL)
    assert shown(page) == before
    assert not presenter.editor.has_unsaved


def test_lines_move_and_go_and_come_back(qtbot, page, presenter, text):
    before = shown(page)
    text.go_to(2)
    qtbot.keyClick(text, KEY.Key_Down, ALT)
    assert shown(page)[2:4] == [before[3], before[2]]
    assert text.line_number == 3
    qtbot.keyClick(text, KEY.Key_Up, ALT)
    assert shown(page) == before
    qtbot.keyClick(text, KEY.Key_X, CTRL_SHIFT)
    assert shown(page) == before[:2] + before[3:]
    qtbot.keyClick(text, KEY.Key_Z, CTRL)
    assert shown(page) == before
    qtbot.keyClick(text, KEY.Key_Z, CTRL_SHIFT)
    assert shown(page) == before[:2] + before[3:]


def test_what_is_pasted_is_plain_text_in_lines(qtbot, page, presenter, text):
    rich = QMimeData()
    rich.setText("One\nTwo")
    rich.setHtml("<b>One</b><script>x</script>")
    text.go_to(1)
    QGuiApplication.clipboard().setMimeData(rich)
    text.paste()
    assert shown(page)[1][1].endswith("going on.One")
    assert shown(page)[2] == ("paragraph", "Two")


def test_unsaved_words_stay_while_another_article_is_looked_at(
    qtbot, page, presenter, text, articles
):
    qtbot.keyClicks(text, " mine")
    presenter.articles.choose(articles["cupping"])
    assert shown(page)[0][1] == "Cupping: what to expect"
    assert not page.may_leave()
    row = page.rows.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "unsaved changes" in row
    presenter.articles.choose(articles["acupuncture-back-pain"])
    assert shown(page)[0][1].endswith(" mine")
    for _ in ("mine", " "):
        qtbot.keyClick(text, KEY.Key_Z, CTRL)
    assert page.may_leave()


def test_what_another_desk_saved_meanwhile_is_shown_and_mine_is_kept(
    qtbot, page, presenter, text, articles, elsewhere, newest, posted
):
    article = articles["acupuncture-back-pain"]
    qtbot.keyClicks(text, " mine")
    elsewhere(article, dataclasses.replace(newest(article).content, title="Theirs"))
    qtbot.keyClick(text, KEY.Key_S, CTRL)
    assert shown(page)[0][1].endswith(" mine")
    assert "Version 2 was saved at another desk" in page.article.head.conflict.text()
    assert page.article.versions.itemText(0).startswith("Version 2")
    qtbot.keyClick(text, KEY.Key_S, CTRL)
    assert (newest(article).number, newest(article).content.title[-4:]) == (3, "mine")
    assert not page.article.head.conflict.isVisible()


def test_an_absent_database_keeps_the_words_and_offers_to_try_again(
    qtbot, page, presenter, text, desk, posted, articles, newest
):
    qtbot.keyClicks(text, "!")
    desk._data.failure = StorageError(StorageFailure.BUSY_OR_AWAY)
    qtbot.keyClick(text, KEY.Key_S, CTRL)
    assert posted[-1].action_label == "Try again"
    assert presenter.editor.has_unsaved
    posted[-1].action()
    assert newest(articles["acupuncture-back-pain"]).content.title.endswith("!")


@pytest.mark.parametrize(("line", "words"), [(0, "title"), (2, "heading has no words")])
def test_what_cannot_be_saved_is_said_and_stays(qtbot, page, presenter, text, line, words):
    text.go_to(line)
    qtbot.keyClick(text, KEY.Key_Home, Qt.KeyboardModifier.NoModifier)
    qtbot.keyClick(text, KEY.Key_End, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(text, KEY.Key_Delete)
    qtbot.keyClick(text, KEY.Key_S, CTRL)
    assert words in page.article.words.hint.text
    assert presenter.editor.has_unsaved
    assert presenter.pages.preview is not None


def test_from_draft_to_approved_to_retired_and_back(
    qtbot, page, presenter, articles, newest, posted, clinic, ask
):
    article, bar = articles["acupuncture-back-pain"], page.article.state_bar
    qtbot.keyClick(bar.send, KEY.Key_Space)
    assert newest(article).state is ArticleState.IN_REVIEW
    assert bar.approval.isVisible()
    assert bar.due.text == "2027-03-06"
    explain(qtbot, page)
    bar.reviewer.setCurrentText("Dr Lee")
    bar.due.edit.selectAll()
    qtbot.keyClicks(bar.due.edit, "6 months")
    assert bar.due.echo == "6 Sep 2026"
    qtbot.keyClick(bar.due.edit, KEY.Key_Return)
    approved = newest(article)
    assert (approved.state, approved.reviewer) == (ArticleState.APPROVED, "Dr Lee")
    assert (approved.reviewed_on, approved.review_due_on) == (
        dt.date(2026, 3, 6),
        dt.date(2026, 9, 6),
    )
    assert "Approved by Dr Lee" in page.article.head.state.text()
    assert not presenter.pages.sheet().is_draft
    posted[-1].action()
    assert (newest(article).state, newest(article).reviewer) == (ArticleState.IN_REVIEW, "")
    assert posted[-1].text == "Version 1 is in review."
    qtbot.keyClick(bar.approve_button, KEY.Key_Space)
    approved = newest(article)
    assert approved.state is ArticleState.APPROVED
    qtbot.keyClick(bar.retire, KEY.Key_Space)
    assert newest(article).state is ArticleState.RETIRED
    posted[-1].action()
    again = newest(article)
    assert (again.state, again.review_due_on) == (approved.state, approved.review_due_on)


def test_an_approval_without_reviewer_or_day_says_what_is_missing(
    qtbot, page, presenter, articles, newest
):
    bar = page.article.state_bar
    qtbot.keyClick(bar.send, KEY.Key_Space)
    bar.reviewer.setCurrentIndex(-1)
    bar.due.edit.selectAll()
    qtbot.keyClicks(bar.due.edit, "someday")
    qtbot.keyClick(bar.approve_button, KEY.Key_Space)
    assert bar.due.problem
    assert bar._reviewer_problem.text
    assert newest(articles["acupuncture-back-pain"]).state is ArticleState.IN_REVIEW


def test_sent_to_review_is_taken_back_by_undo(qtbot, page, articles, newest, posted):
    qtbot.keyClick(page.article.state_bar.send, KEY.Key_Space)
    posted[-1].action()
    assert newest(articles["acupuncture-back-pain"]).state is ArticleState.DRAFT
    assert posted[-1].action is None


def test_unsaved_words_are_saved_before_they_go_to_review(
    qtbot, page, presenter, text, articles, newest
):
    qtbot.keyClicks(text, "!")
    qtbot.keyClick(page.article.state_bar.send, KEY.Key_Space)
    version = newest(articles["acupuncture-back-pain"])
    assert (version.number, version.state) == (2, ArticleState.IN_REVIEW)
    assert version.content.title.endswith("!")


def test_an_older_version_is_looked_at_and_becomes_a_new_draft(
    qtbot, page, presenter, text, articles, newest
):
    qtbot.keyClicks(text, " two")
    qtbot.keyClick(text, KEY.Key_S, CTRL)
    qtbot.keyClick(page.article.versions, KEY.Key_Down)
    assert shown(page)[0][1] == "Acupuncture for back pain"
    assert text.isReadOnly()
    qtbot.keyClicks(text, "nothing")
    assert not presenter.editor.has_unsaved
    qtbot.keyClick(page.article.state_bar.use, KEY.Key_Space)
    assert not text.isReadOnly()
    assert presenter.editor.has_unsaved
    qtbot.keyClick(text, KEY.Key_S, CTRL)
    version = newest(articles["acupuncture-back-pain"])
    assert (version.number, version.content.title) == (3, "Acupuncture for back pain")


def test_an_edit_of_an_approved_text_leaves_it_in_force(
    qtbot, page, presenter, text, articles, ask, posted
):
    bar = page.article.state_bar
    qtbot.keyClick(bar.send, KEY.Key_Space)
    explain(qtbot, page)
    bar.reviewer.setCurrentText("Dr Lee")
    qtbot.keyClick(bar.approve_button, KEY.Key_Space)
    text.setFocus()
    qtbot.keyClicks(text, " two")
    qtbot.keyClick(text, KEY.Key_S, CTRL)
    [row] = [r for r in ask(library) if r.article_id == articles["acupuncture-back-pain"]]
    assert (row.number, row.state) == (1, ArticleState.APPROVED)
    assert (row.newest_number, row.newest_state) == (2, ArticleState.DRAFT)
    assert "Version 1 stays in force" in posted[-1].text


def test_an_example_is_marked_in_list_head_and_pages(qtbot, page, presenter, write, articles):
    text = ArticleText("An example", "en", (Block(BlockKind.PARAGRAPH, "Words."),))
    article = write(add_article, new=NewArticle(text, is_example=True)).record_id
    presenter.open(article)
    assert "xample, not approved by a practitioner" in page.article.head.state.text()
    place = presenter.articles.model.place_of(article)
    row = page.rows.model().index(place, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "example, not approved by a practitioner" in row
    assert presenter.pages.sheet().is_draft


def test_a_removed_article_comes_back_by_undo(qtbot, page, presenter, articles, posted, ask):
    qtbot.keyClick(page.article.state_bar.remove, KEY.Key_Space)
    assert len(ask(library)) == page.rows.model().rowCount() == 1
    posted[-1].action()
    assert len(ask(library)) == page.rows.model().rowCount() == 2


def test_the_list_is_filtered_and_searched(qtbot, page, presenter):
    qtbot.keyClick(page.article.state_bar.send, KEY.Key_Space)
    presenter.articles.filter(Standing.IN_REVIEW)
    assert page.rows.model().rowCount() == 1
    presenter.articles.filter(Standing.ALL)
    qtbot.keyClicks(page.search, "cupping")
    assert page.rows.model().index(0, 0).data() == "Cupping: what to expect"
    qtbot.keyClick(page.search, KEY.Key_Return)
    qtbot.keyClick(page.rows, KEY.Key_Return)
    assert page.article.text.hasFocus()


HOSTILE = [
    "#eval(1) $x$ @a // *b*",
    "\u202eabc\u202c",
    "😀\U000f1234",
    "<b>&amp;{0}%s",
    "مرحبا 555",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_kept_and_set(page, presenter, write, words, newest):
    text = ArticleText(words, "en", (Block(BlockKind.PARAGRAPH, words),), (Section(words),))
    article = write(add_article, new=NewArticle(text)).record_id
    presenter.open(article)
    assert presenter.pages.preview.rendered.page_count >= 1
    page.article.text.set_lines(page.article.text.lines())
    assert presenter.editor.now.article == newest(article).content
    assert not presenter.editor.has_unsaved


def test_a_very_long_article_can_still_be_edited(qtbot, page, presenter, write):
    sections = tuple(
        Section(f"Heading {n}", (Block(BlockKind.PARAGRAPH, "word " * 60),)) for n in range(300)
    )
    article = write(add_article, new=NewArticle(ArticleText("Long", "en", (), sections)))
    presenter.open(article.record_id)
    page.article.text.setFocus()
    page.article.text.go_to(300)
    qtbot.keyClicks(page.article.text, "x")
    assert presenter.editor.lines()[300].text.endswith("x")


def test_every_part_that_takes_the_keyboard_has_a_name(page):
    focusable = [
        part
        for part in page.findChildren(QWidget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible()
    ]
    assert len(focusable) > 8
    assert [p for p in focusable if not (p.accessibleName() or getattr(p, "text", str)())] == []


def test_a_receptionist_finds_approval_grey_with_the_reason(
    presenter, desk, clinic, sqlite_database, now
):
    bar = StateBar(presenter.editor, desk)
    boss = Actor(clinic["Mo"], Role.MANAGER, "Desk 1")
    for name in ("Mo", "Ana", "Dr Lee"):
        secret = partial(set_secret, staff_id=clinic[name], secret=new_secret("482915"))
        sqlite_database.write(partial(secret, actor=boss, at=now))
    desk.reload_clinic()
    desk.seat.let_in(clinic["Ana"], desk.clinic)
    assert not bar.approve_button.isEnabled()
    assert bar.approve_button.toolTip() == "Only a practitioner or the manager may do this."
    desk.seat.let_in(clinic["Dr Lee"], desk.clinic)
    assert bar.approve_button.isEnabled()
    bar.deleteLater()
