"""Pages, rich text, Markdown and Word files brought in: pasted, dropped, opened."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from db.queries.articles import library, versions
from desk_app.handouts.reading.reader import PieceKind
from tests.desk_app.handouts.reading.word_files import paragraph, part, word_file

CTRL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key
PAGE = (
    "<html><head><title>Heat for a stiff neck</title></head><body><nav><a>Home</a></nav>"
    "<h1>Heat for a stiff neck</h1><p>Warmth loosens tight muscles. It takes a while.</p>"
    "<h2>At home</h2><ul><li>Use a warm pack.</li><li>Rest.</li></ul></body></html>"
)
IN_PLAIN = "Home\nHeat for a stiff neck\nWarmth loosens tight muscles. It takes a while.\n"
REST = "At home\nUse a warm pack.\nRest."
STRUCTURE = [
    PieceKind.LEFT_OUT,
    PieceKind.TITLE,
    PieceKind.PARAGRAPH,
    PieceKind.HEADING,
    PieceKind.BULLET,
    PieceKind.BULLET,
]


def copied(html, text):
    data = QMimeData()
    data.setHtml(html)
    data.setText(text)
    return data


def kinds(presenter):
    return [piece.kind for piece in presenter.importing.step.reading.pieces]


@pytest.fixture
def clipboard(qapp):
    yield qapp.clipboard()
    qapp.clipboard().clear()


def test_pasted_rich_text_keeps_its_structure(qtbot, view, presenter, clipboard):
    clipboard.setMimeData(copied(PAGE, IN_PLAIN + REST))
    qtbot.keyClick(view.source, KEY.Key_V, CTRL)
    assert kinds(presenter) == STRUCTURE
    assert view.source.toPlainText() == (
        "Home\n\nHeat for a stiff neck\n\nWarmth loosens tight muscles. It takes a while.\n\n"
        "At home\n\n• Use a warm pack.\n• Rest."
    )
    assert view._kept.text() == "20 of 21 words kept"
    assert view.result.hasFocus()


def test_rich_text_that_holds_less_than_the_plain_one_is_not_trusted(
    qtbot, view, presenter, clipboard
):
    clipboard.setMimeData(copied("<p>Heat</p><img src='x.png'>", IN_PLAIN + REST))
    qtbot.keyClick(view.source, KEY.Key_V, CTRL)
    assert "Use a warm pack." in view.source.toPlainText()


def test_into_words_that_stand_there_only_words_are_pasted(qtbot, view, presenter, clipboard):
    view.source.setPlainText("Before ")
    view.source.moveCursor(view.source.textCursor().MoveOperation.End)
    clipboard.setMimeData(copied("<b>after</b>", "after"))
    qtbot.keyClick(view.source, KEY.Key_V, CTRL)
    assert view.source.toPlainText() == "Before after"
    assert presenter.importing.step is None


def test_what_was_read_is_read_anew_only_when_its_words_change(qtbot, view, presenter, clipboard):
    clipboard.setMimeData(copied(PAGE, IN_PLAIN + REST))
    qtbot.keyClick(view.source, KEY.Key_V, CTRL)
    view.result.go_to(3)
    qtbot.keyClick(view.result, KEY.Key_P)
    qtbot.keyClick(view.source, KEY.Key_Return, CTRL)
    assert kinds(presenter)[3] is PieceKind.PARAGRAPH
    qtbot.keyClick(view.result, KEY.Key_Z, CTRL)
    assert kinds(presenter) == STRUCTURE
    view.source.setPlainText("Quite another text\n\nIt has words. They are new.")
    qtbot.keyClick(view.source, KEY.Key_Return, CTRL)
    assert presenter.importing.step.reading.article.title == "Quite another text"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.html", PAGE.encode()),
        (
            "text.md",
            b"Home\n\n# Heat for a stiff neck\n\nWarmth loosens tight muscles. It takes a while."
            b"\n\n## At home\n\n- Use a warm pack.\n- Rest.",
        ),
        (
            "text.docx",
            word_file(
                paragraph("Heat for a stiff neck", style="Title"),
                paragraph("Warmth loosens tight muscles. It takes a while."),
                paragraph("At home", style="Heading1"),
                paragraph("Use a warm pack.", number=1),
                paragraph("Rest.", number=1),
                parts=[("header1", part("hdr", paragraph("Home")))],
            ),
        ),
    ],
    ids=["page", "markdown", "word"],
)
def test_a_file_of_any_kind_is_dropped_and_kept(qtbot, view, presenter, tmp_path, ask, name, data):
    file = tmp_path / name
    file.write_bytes(data)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(file))])
    for target in (view, view.result.viewport(), view.source.viewport()):
        presenter.importing.begin()
        drop(target, dropped)
        assert kinds(presenter) == STRUCTURE
    presenter.importing.keep()
    [row] = ask(library)
    [version] = ask(versions, article_id=row.article_id)
    assert version.content.title == "Heat for a stiff neck"
    assert version.source_text == view.source.toPlainText()


def drop(target, data):
    """As Qt delivers it: to the widget, or to the nearest one around it that takes drops."""
    while not target.acceptDrops():
        target = target.parentWidget()
    place, action, buttons = QPoint(5, 5), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, action, data, buttons, none)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(target, QDropEvent(QPointF(place), action, data, buttons, none))


def test_a_page_is_shown_with_what_it_leaves_out(view, presenter, tmp_path):
    file = tmp_path / "page.html"
    file.write_text(PAGE)
    presenter.importing.read_file(str(file))
    view.result.go_to(0)
    assert view.result.lines()[0].text == "Home"
    assert view.result.accessibleDescription() == "menu"


def test_the_cursor_begins_at_the_first_line_of_the_article(view, presenter, tmp_path):
    file = tmp_path / "page.html"
    file.write_text(PAGE)
    presenter.importing.read_file(str(file))
    assert view.result.line_number == STRUCTURE.index(PieceKind.TITLE)


def test_the_margin_has_room_for_every_reason(view, presenter, tmp_path):
    file = tmp_path / "page.html"
    before = view.result._margin.width()
    file.write_text(f"{PAGE}<section id='comments'><p>Thank you!</p></section>")
    presenter.importing.read_file(str(file))
    margin = view.result._margin
    assert margin.width() > before
    assert margin.width() > margin.fontMetrics().horizontalAdvance("comments")
