"""Unclear places, found while one types, walked and mended by the keyboard."""

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QApplication

from db.domain.article import ArticleText, Block, BlockKind, Section
from db.services.articles import NewArticle, add_article
from desk_app.clarity_wording import finding_reason, finding_source, finding_title, weight_name
from desk_app.handouts.clarity.findings import Check, Finding, Weight
from desk_app.screens.articles.lines import article_of, lines_of
from desk_app.screens.articles.side_page import Side

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key
Wave = QTextCharFormat.UnderlineStyle

UNCLEAR = ArticleText(
    "Your visit 😀",
    "en",
    (Block(BlockKind.PARAGRAPH, "😀 It takes approximately one hour. Drink water."),),
    (
        Section(
            "Risks", (Block(BlockKind.PARAGRAPH, "It will cure you. Ask us to administer it."),)
        ),
    ),
)


@pytest.fixture
def unclear(page, presenter, write):
    """The page with that article, the cursor at the start of its text."""
    presenter.open(write(add_article, new=NewArticle(UNCLEAR)).record_id)
    page.article.text.setFocus()
    page.article.text.go_to_words(0, 0)
    return page


def marked(text, line):
    """The words of a line that carry a sign."""
    block = text.document().findBlockByNumber(line)
    units = block.text().encode("utf-16-le")
    return [
        (units[2 * part.start : 2 * (part.start + part.length)].decode("utf-16-le"),
         part.format.underlineStyle())
        for part in block.layout().formats()
        if part.format.underlineStyle() != Wave.NoUnderline
    ]  # fmt: skip


def titles(page):
    model = page.article.side.clarity.rows.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_unclear_words_carry_a_sign_at_their_place_and_stand_in_groups(unclear):
    text = unclear.article.text
    assert marked(text, 1) == [("approximately", Wave.DashUnderline)]
    assert marked(text, 3)[0] == ("will cure", Wave.WaveUnderline)
    found = titles(unclear)
    assert found.index("Mend") < found.index("Strong claim: will cure") < found.index("Look at")
    assert found.index("Look at") < found.index("Hard word: approximately")
    assert "Reads at about grade" in unclear.article.side.clarity.grade.text()
    assert "Flesch-Kincaid" in unclear.article.side.clarity.grade.text()


def test_what_is_typed_is_looked_at_after_the_last_key(qtbot, unclear, presenter):
    text = unclear.article.text
    text.go_to(1)
    with qtbot.waitSignal(presenter.clarity.changed, timeout=2_000):
        qtbot.keyClicks(text, " We guarantee")
    qtbot.keyClicks(text, " it.")
    assert marked(text, 1)[-1][0] == "guarantee"
    assert presenter.editor.now.article.intro[0].text.endswith("We guarantee it.")


def test_a_sign_does_not_slip_onto_other_words_while_one_types(qtbot, unclear, presenter):
    text = unclear.article.text
    text.go_to_words(1, 0)
    qtbot.keyClicks(text, "x")
    assert marked(text, 1) == []
    with qtbot.waitSignal(presenter.clarity.changed, timeout=2_000):
        qtbot.keyClicks(text, " ")
    assert marked(text, 1) == [("approximately", Wave.DashUnderline)]


def test_f4_walks_from_place_to_place_and_round_the_ends(qtbot, unclear):
    text, panel = unclear.article.text, unclear.article.side.clarity
    places = []
    for _ in range(4):
        qtbot.keyClick(text, KEY.Key_F4)
        places.append((text.line_number, text.column, panel.rows.current_key.said))
    assert places[:3] == [
        (1, 11, "approximately"), (3, 3, "will cure"), (3, 28, "administer")
    ]  # fmt: skip
    assert places[3] == places[0]
    assert unclear.article.side.side is Side.CLARITY
    qtbot.keyClick(text, KEY.Key_F4, SHIFT)
    assert (text.line_number, text.column) == (3, 28)
    assert "promises more" not in panel.reason.text()
    qtbot.keyClick(text, KEY.Key_F4, SHIFT)
    assert "promises more" in panel.reason.text()
    assert panel.source.text().startswith("After: ")
    assert text.hasFocus()


def test_f4_goes_from_the_list_of_articles_into_the_text(qtbot, unclear):
    text = unclear.article.text
    unclear.rows.setFocus()
    qtbot.keyClick(unclear.rows, KEY.Key_F4)
    assert text.hasFocus()
    assert unclear.article.side.side is Side.CLARITY


# Said of menus by the offscreen platform.
MENUS = pytest.mark.qt_log_ignore("does not support", extend=True)


@MENUS
def test_two_keys_put_the_plain_word_in_its_place_and_one_takes_it_back(qtbot, unclear, presenter):
    text = unclear.article.text
    qtbot.keyClick(text, KEY.Key_F4)
    qtbot.keyClick(text, KEY.Key_Period, CTRL)
    menu = unclear.article.mending.menu
    assert menu.isVisible()
    assert menu.activeAction().text() == "about"
    qtbot.keyClick(menu, KEY.Key_Return)
    assert presenter.editor.lines()[1].text == "😀 It takes about one hour. Drink water."
    assert (text.line_number, text.column) == (1, 16)
    assert text.hasFocus()
    assert marked(text, 1) == []
    qtbot.keyClick(text, KEY.Key_Z, CTRL)
    assert presenter.editor.lines()[1].text == UNCLEAR.intro[0].text
    assert marked(text, 1) == [("approximately", Wave.DashUnderline)]


@MENUS
def test_where_there_is_no_plain_word_the_reason_is_told(qtbot, unclear, presenter):
    text = unclear.article.text
    text.go_to_words(3, 5)
    qtbot.keyClick(text, KEY.Key_Period, CTRL)
    menu = unclear.article.mending.menu
    assert any("promises more" in action.text() for action in menu.actions())
    qtbot.keyClick(menu, KEY.Key_Return)
    menu.close()
    assert not presenter.editor.has_unsaved


def test_the_list_goes_to_the_place_and_enter_into_the_text(qtbot, unclear):
    panel, text = unclear.article.side.clarity, unclear.article.text
    unclear.article.side.show_side(Side.CLARITY)
    panel.rows.setFocus()
    for _ in range(20):
        if panel.rows.current_key and panel.rows.current_key.said == "administer":
            break
        qtbot.keyClick(panel.rows, KEY.Key_Down)
    assert (text.line_number, text.column) == (3, 28)
    qtbot.keyClick(panel.rows, KEY.Key_Return)
    assert text.hasFocus()


def test_it_is_turned_off_at_this_desk_and_on_again(qtbot, unclear, presenter, desk):
    panel, text = unclear.article.side.clarity, unclear.article.text
    unclear.article.side.show_side(Side.CLARITY)
    qtbot.keyClick(panel.switch, KEY.Key_Space)
    assert desk.settings.checks_clarity is False
    assert marked(text, 1) == []
    assert titles(unclear) == []
    qtbot.keyClick(text, KEY.Key_F4)
    assert text.line_number == 0
    qtbot.keyClick(panel.switch, KEY.Key_Space)
    assert marked(text, 1) == [("approximately", Wave.DashUnderline)]


def test_f7_turns_to_what_stands_beside_the_text(qtbot, unclear):
    text, side = unclear.article.text, unclear.article.side
    assert side.side is Side.PAGES
    for wanted in [*list(Side)[1:], Side.PAGES]:
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_F7)
        assert side.side is wanted
    assert text.hasFocus()


def test_every_finding_has_its_words_its_reason_and_its_source():
    for check in Check:
        finding = Finding(check, 1, 0, 3, "abc", amount=121)
        words = [finding_title(finding), finding_reason(finding), finding_source(finding)]
        assert all(words)
        assert not any("{" in each for each in words)
    assert finding_title(Finding(Check.HIGH_GRADE, amount=141)).endswith("14.1")
    assert len({weight_name(weight) for weight in Weight}) == len(Weight)


def test_an_offer_for_words_that_are_gone_changes_nothing(presenter, unclear):
    [finding] = [f for f in presenter.clarity.report.findings if f.said == "approximately"]
    lines = list(lines_of(presenter.editor.now.article))
    lines[1] = dataclasses.replace(lines[1], text="Other words.")
    presenter.editor.type_lines(lines, 1)
    presenter.clarity.take(finding, "about")
    assert presenter.editor.now.article == article_of(lines, "en")


def test_a_key_in_a_very_long_article_costs_little(qtbot, page, presenter, write):
    sections = tuple(
        Section(f"Heading {n}", (Block(BlockKind.PARAGRAPH, f"Approximately {n} words. " * 20),))
        for n in range(330)
    )
    article = write(add_article, new=NewArticle(ArticleText("Long", "en", (), sections)))
    presenter.open(article.record_id)
    text = page.article.text
    text.setFocus()
    text.go_to(400)
    qtbot.keyClicks(text, " approximately")
    assert QApplication.focusWidget() is text
    with qtbot.waitSignal(presenter.clarity.changed, timeout=5_000):
        qtbot.keyClicks(text, "!")
    assert marked(text, 400)[-1] == ("approximately", Wave.DashUnderline)
