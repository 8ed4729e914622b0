"""Pictures in an article: put in by key and by paste, said in words, kept with their captions."""

import base64
import datetime as dt

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from db.domain.article import ArticleState, ArticleText, Block, BlockKind, Section
from db.domain.errors import Problem
from db.queries.articles import versions
from db.queries.pictures import picture
from desk_app.handouts.clarity.check import check
from desk_app.handouts.clarity.findings import Check
from desk_app.screens.articles.lines import EditLine, LineKind, article_of, lines_of, span_of
from desk_app.screens.articles.word_diff import Change, compare
from tests.desk_app.handouts.pdf_structure import tags
from tests.desk_app.picture_files import as_file, drawn

CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
KEY = Qt.Key
BEND = EditLine(LineKind.PICTURE, "A bent knee", picture="ab" * 32)
LINES = (
    EditLine(LineKind.TITLE, "Knees"),
    EditLine(LineKind.PARAGRAPH, "One."),
    BEND,
    EditLine(LineKind.CAPTION, "Slowly"),
    EditLine(LineKind.PARAGRAPH, "Two."),
)


@pytest.fixture
def file(tmp_path):
    whole = tmp_path / "knee.png"
    whole.write_bytes(as_file(drawn(), "png"))
    return whole


@pytest.fixture
def text(page):
    page.article.text.setFocus()
    page.article.text.go_to(1)
    return page.article.text


def at(presenter, number):
    return presenter.editor.lines()[number]


def paste(qtbot, text, content):
    QGuiApplication.clipboard().setMimeData(content)
    qtbot.keyClick(text, KEY.Key_V, CTRL)


def choose(qtbot, page, text, file):
    qtbot.keyClick(text, KEY.Key_G, CTRL_SHIFT)
    dialog = page.findChild(QFileDialog)
    dialog.selectFile(str(file))
    dialog.accept()


# --- Lines -------------------------------------------------------------------------------


def test_a_caption_is_a_line_of_its_own_and_a_part_of_its_picture():
    (block,) = [*article_of(LINES, "en").pictures()]
    assert block == Block(BlockKind.PICTURE, "A bent knee", picture="ab" * 32, caption="Slowly")
    assert lines_of(article_of(LINES, "en")) == LINES


def test_a_caption_without_its_picture_is_a_paragraph():
    article = article_of((LINES[0], LINES[3]), "en")
    assert article.intro == (Block(BlockKind.PARAGRAPH, "Slowly"),)


@pytest.mark.parametrize(("line", "by", "lands"), [(2, -1, 1), (4, -1, 2), (1, 1, 3), (3, 1, 4)])
def test_a_picture_and_its_caption_move_together(line, by, lands, edited):
    edited.move(line, by)
    pictures = [n for n, each in enumerate(edited.lines) if each.picture]
    assert edited.lines[pictures[0] + 1].text == "Slowly"
    assert edited.now.line == lands


def test_a_picture_takes_its_caption_along_when_it_is_taken_out(edited):
    edited.remove(2)
    assert [line.text for line in edited.lines] == ["Knees", "One.", "Two."]
    assert [*span_of(LINES, 4)] == [4]


def test_what_becomes_a_paragraph_is_no_picture_any_more(edited):
    edited.change_kind(2, LineKind.PARAGRAPH)
    assert not any(line.picture for line in edited.lines)


def test_another_picture_in_the_same_words_is_a_change():
    other = EditLine(LineKind.PICTURE, "A bent knee", picture="cd" * 32)
    assert [line.change for line in compare([BEND], [other])] == [Change.REMOVED, Change.ADDED]


def test_a_picture_without_words_is_found_where_it_is():
    blocks = (Block(BlockKind.PARAGRAPH, "One."), Block(BlockKind.PICTURE, picture="ab" * 32))
    found = check(ArticleText("Knees", "en", (), (Section("Bend", blocks),))).findings
    assert [f.line for f in found if f.check is Check.UNDESCRIBED_PICTURE] == [3]


@pytest.fixture
def edited(presenter, page):
    editing = presenter.editor.editing
    editing.set_lines(LINES, 0)
    return editing


# --- Through the widgets --------------------------------------------------------------------


def test_a_picture_is_chosen_described_and_saved_by_keyboard(
    qtbot, page, presenter, text, file, ask, articles
):
    choose(qtbot, page, text, file)
    assert at(presenter, 2).kind is LineKind.PICTURE
    assert page.article.words.picture.isVisible()
    assert page.article.words.picture.shown.pixmap().width() == 60
    assert page.article.words.picture.asked.isVisible()
    qtbot.keyClicks(text, "A bent knee")
    assert not page.article.words.picture.asked.isVisible()
    qtbot.keyClick(text, KEY.Key_Return)
    assert text.lines()[3].kind == "caption"
    qtbot.keyClicks(text, "Slowly")
    qtbot.keyClick(text, KEY.Key_S, CTRL)
    newest = ask(versions, article_id=articles["acupuncture-back-pain"])[0]
    (block,) = newest.content.pictures()
    assert (block.text, block.caption) == ("A bent knee", "Slowly")
    assert ask(picture, fingerprint=block.picture).width == 60
    figures = [tag.alt for tag in tags(presenter.pages.preview.rendered.pdf) if tag.alt]
    assert "A bent knee" in figures


def test_undo_takes_the_picture_back(qtbot, page, presenter, text, file):
    before = presenter.editor.lines()
    choose(qtbot, page, text, file)
    qtbot.keyClick(text, KEY.Key_Z, CTRL)
    assert presenter.editor.lines() == before


def test_typing_elsewhere_keeps_the_picture(qtbot, page, presenter, text, file):
    choose(qtbot, page, text, file)
    kept = at(presenter, 2).picture
    text.go_to(1)
    assert not page.article.words.picture.isVisible()
    qtbot.keyClicks(text, " Now")
    qtbot.keyClick(text, KEY.Key_Return)
    assert at(presenter, 3).picture == kept


@pytest.mark.parametrize("way", ["bytes", "image", "file"])
def test_a_picture_is_pasted(qtbot, presenter, text, file, way):
    content = QMimeData()
    if way == "bytes":
        content.setData("image/png", file.read_bytes())
    elif way == "image":
        content.setImageData(drawn())
    else:
        content.setUrls([QUrl.fromLocalFile(str(file))])
    paste(qtbot, text, content)
    assert at(presenter, 2).picture


def test_words_that_come_with_a_picture_are_pasted_as_words(qtbot, presenter, text):
    content = QMimeData()
    content.setText(" Bend.")
    content.setImageData(drawn())
    paste(qtbot, text, content)
    assert at(presenter, 1).text.endswith(" Bend.")


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"<svg/>", "Only PNG and JPEG"), (b"\x89PNG\r\n\x1a\nhalf", "damaged"), (None, "opened")],
)
def test_what_is_no_picture_is_refused_with_a_sentence(
    presenter, page, posted, tmp_path, data, words
):
    file = tmp_path / "drawing.png"
    if data is not None:
        file.write_bytes(data)
    before = presenter.editor.lines()
    presenter.pictures.put_in(file, 1)
    assert words in posted[-1].text
    assert presenter.editor.lines() == before


def test_a_picture_without_words_is_not_approved_and_the_cursor_goes_there(
    qtbot, page, presenter, text, file, clinic, desk
):
    choose(qtbot, page, text, file)
    presenter.editor.send_to_review()
    assert presenter.editor.shown.state is ArticleState.IN_REVIEW
    presenter.editor.left_open = "Not tried yet"
    refused = []
    presenter.editor.refused.connect(refused.append)
    presenter.editor.approve(clinic["Dr Lee"], desk.today() + dt.timedelta(days=365))
    assert refused == [{"picture": Problem.NOT_DESCRIBED}]
    assert "Say what the picture shows" in page.article.words.hint.text
    assert text.line_number == 2


def test_a_picture_in_a_page_that_is_brought_in_is_kept_with_the_article(
    presenter, page, file, ask, tmp_path
):
    link = base64.b64encode(file.read_bytes()).decode()
    saved = tmp_path / "page.html"
    image = f'<img alt="A bent knee" src="data:image/png;base64,{link}">'
    saved.write_text(f"<h1>Knees</h1><p>Bend them slowly.</p>{image}<p>Then rest.</p>", "utf-8")
    importing = presenter.importing
    importing.read_file(str(saved))
    assert importing.kept_words() == "6 of 6 words kept"
    kept = []
    importing.kept.connect(kept.append)
    importing.keep()
    (block,) = ask(versions, article_id=kept[0])[0].content.pictures()
    assert block.text == "A bent knee"
    assert ask(picture, fingerprint=block.picture).width == 60


def test_a_picture_that_arrives_late_goes_nowhere_else(
    presenter, page, file, articles, monkeypatch
):
    arrived = []
    monkeypatch.setattr(
        presenter.desk, "compute", lambda work, **rest: arrived.append((work, rest))
    )
    presenter.pictures.put_in(file, 1)
    ((work, rest),) = arrived
    monkeypatch.undo()
    presenter.open(articles["cupping"])
    rest["done"](work())
    assert not any(line.picture for line in presenter.editor.lines())
