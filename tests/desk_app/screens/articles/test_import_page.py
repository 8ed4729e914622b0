"""Bringing a text in by the keyboard: recognised, mended, undone, kept, and no word lost."""

import codecs
import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from db.domain.article import ArticleState, ArticleText, BlockKind
from db.queries.articles import library, versions
from desk_app.handouts.reading.reader import PieceKind

CTRL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key
SHAPES = sorted((Path(__file__).parents[3] / "data" / "articles").glob("*.txt"))
WORDS = """Looking after your back

By Ana Example | March 1, 2026

Moving helps most people. Rest for long does not.

When to move

Begin today, with a short walk.

- Walk for ten minutes.
- Rest between walks.

Share this post
"""


@pytest.fixture
def read(qtbot, view):
    def read_text(text=WORDS):
        view.source.setPlainText(text)
        qtbot.keyClick(view.source, KEY.Key_Return, CTRL)
        return view.result

    return read_text


def kinds(presenter):
    return [piece.kind for piece in presenter.importing.step.reading.pieces]


def line_of(presenter, start):
    pieces = presenter.importing.step.reading.pieces
    return next(n for n, piece in enumerate(pieces) if piece.text.startswith(start))


def test_a_pasted_text_is_taken_apart_and_kept_as_a_draft(
    qtbot, empty_page, presenter, read, ask, posted, clinic
):
    result = read()
    assert result.hasFocus()
    assert empty_page.bringing_in._kept.text().endswith("words kept")
    [menu] = [empty_page.bringing_in._service_menu]
    menu.actions()[0].trigger()
    qtbot.keyClick(result, KEY.Key_S, CTRL)
    [row] = ask(library)
    assert (row.title, row.newest_state) == ("Looking after your back", ArticleState.DRAFT)
    assert row.service_ids == (clinic["Acupuncture for back pain"],)
    [version] = ask(versions, article_id=row.article_id)
    assert version.source_text.startswith("Looking after your back")
    assert version.content.sections[0].heading == "When to move"
    assert empty_page.article.isVisible()
    assert presenter.editor.row.article_id == row.article_id
    posted[-1].action()
    assert ask(library) == []


@pytest.mark.parametrize("file", SHAPES, ids=lambda file: file.stem)
def test_every_shape_is_kept_as_it_was_read(empty_page, presenter, view, file, ask):
    presenter.importing.read_file(str(file))
    wanted = ArticleText.from_json(json.loads(file.with_suffix(".json").read_text("utf-8")))
    lines = [line.text for line in view.result.lines()]
    assert lines == [piece.text for piece in presenter.importing.step.reading.pieces]
    presenter.importing.keep()
    [row] = ask(library)
    [version] = ask(versions, article_id=row.article_id)
    assert version.content == wanted


def test_a_left_out_line_says_why_and_comes_back_by_one_key(qtbot, presenter, read):
    result = read()
    before = presenter.importing.kept_words()
    line = line_of(presenter, "Share this")
    assert kinds(presenter)[line] is PieceKind.LEFT_OUT
    result.go_to(line)
    assert result.accessibleDescription() == "sharing"
    qtbot.keyClick(result, KEY.Key_B)
    assert kinds(presenter)[line] is not PieceKind.LEFT_OUT
    assert presenter.importing.kept_words() != before
    assert result.line_number == line
    qtbot.keyClick(result, KEY.Key_Z, CTRL)
    assert presenter.importing.kept_words() == before
    qtbot.keyClick(result, KEY.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert presenter.importing.kept_words() != before


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        (KEY.Key_H, PieceKind.HEADING),
        (KEY.Key_L, PieceKind.BULLET),
        (KEY.Key_N, PieceKind.STEP),
        (KEY.Key_T, PieceKind.TITLE),
        (KEY.Key_X, PieceKind.LEFT_OUT),
        (KEY.Key_Delete, PieceKind.LEFT_OUT),
    ],
)
def test_one_key_takes_a_line_for_something_else(qtbot, presenter, read, key, kind):
    result = read()
    line = line_of(presenter, "Moving helps")
    result.go_to(line)
    qtbot.keyClick(result, key)
    assert kinds(presenter)[line] is kind
    qtbot.keyClick(result, KEY.Key_P)
    assert kinds(presenter)[line] is PieceKind.PARAGRAPH
    assert kinds(presenter).count(PieceKind.TITLE) <= 1


def test_the_arrows_walk_and_the_source_follows(qtbot, view, read):
    result = read()
    result.go_to(0)
    qtbot.keyClick(result, KEY.Key_Down)
    assert result.line_number == 1
    result.go_to(3)
    assert view.source.textCursor().selectedText().startswith("When to move")


def test_without_a_title_it_is_said_how_to_give_one(qtbot, presenter, view, read, ask):
    result = read()
    result.go_to(line_of(presenter, "Looking"))
    qtbot.keyClick(result, KEY.Key_P)
    qtbot.keyClick(result, KEY.Key_S, CTRL)
    assert "press T" in view._problem.text
    assert ask(library) == []
    qtbot.keyClick(result, KEY.Key_T)
    qtbot.keyClick(result, KEY.Key_S, CTRL)
    assert len(ask(library)) == 1


def test_the_language_is_guessed_and_can_be_changed(qtbot, presenter, view, read):
    read("Cuidar la espalda\n\nCamine todos los días, un poco más cada vez, y descanse bien.")
    assert view.language.currentData() == "es"
    view.language.setFocus()
    qtbot.keyClick(view.language, KEY.Key_Home)
    assert presenter.importing.step.reading.article.language == "en"


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode("utf-16"),
        codecs.BOM_UTF8 + WORDS.encode(),
        WORDS.replace("\n", "\r\n").encode("cp1252"),
        WORDS.encode("utf-16-le"),
    ],
)
def test_a_file_in_any_encoding_is_read(qtbot, view, presenter, tmp_path, data):
    file = tmp_path / "text.txt"
    file.write_bytes(data)
    qtbot.keyClick(view.source, KEY.Key_O, CTRL)
    dialog = view.findChild(QFileDialog)
    dialog.selectFile(str(file))
    dialog.accept()
    assert presenter.importing.step.reading.article.title == "Looking after your back"
    assert view.source.toPlainText().startswith("Looking after")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no words"),
        (b" \n\t\n", "no words"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 9, "This is a PDF"),
        (b"PK\x03\x04" + bytes(range(256)) * 9, "damaged"),
        (bytes(range(256)) * 40, "not plain text"),
        (b"word " * 13_000_000, "too large"),
    ],
    ids=["empty", "blank", "pdf", "zip", "bytes", "huge"],
)
def test_what_cannot_be_read_is_said_in_a_sentence(presenter, view, tmp_path, data, words):
    file = tmp_path / "text.txt"
    file.write_bytes(data)
    presenter.importing.read_file(str(file))
    assert words in view._problem.text
    assert presenter.importing.step is None
    assert view.read_button.isEnabled()


def test_a_file_that_is_gone_is_said(presenter, view, tmp_path):
    presenter.importing.read_file(str(tmp_path / "gone.txt"))
    assert "cannot be read" in view._problem.text


def test_reading_nothing_and_keeping_nothing_say_so(qtbot, view):
    qtbot.keyClick(view.source, KEY.Key_Return, CTRL)
    assert "no words" in view._problem.text
    qtbot.keyClick(view.source, KEY.Key_S, CTRL)
    assert "Paste a text" in view._problem.text


def test_a_text_being_mended_is_not_lost_by_looking_elsewhere(qtbot, empty_page, presenter, read):
    result = read()
    assert not empty_page.may_leave()
    result.go_to(1)
    qtbot.keyClick(result, KEY.Key_B)
    mended = kinds(presenter)
    empty_page.bring_in()
    assert kinds(presenter) == mended


def test_cancel_gives_the_text_up(qtbot, empty_page, view, read):
    read()
    qtbot.keyClick(view.leave_button, KEY.Key_Space)
    assert empty_page.may_leave()
    assert empty_page.stack.currentWidget() is not view


@pytest.mark.parametrize(
    "text", ["#eval(1)\n\n$x$ *b* @ref <a>", "\u202eabc\n\nwords here", "😀\n\n\U000f1234 text"]
)
def test_hostile_text_is_read_kept_and_set(qtbot, presenter, read, text, ask):
    result = read(text)
    result.go_to(0)
    qtbot.keyClick(result, KEY.Key_T)
    qtbot.keyClick(result, KEY.Key_S, CTRL)
    assert len(ask(library)) == 1
    assert presenter.pages.preview.rendered.page_count == 1


def test_list_lines_become_lists(presenter, read):
    read()
    block = presenter.importing.step.reading.article.sections[0].blocks[-1]
    assert block.kind is BlockKind.BULLETS
    assert len(block.items) == 2
