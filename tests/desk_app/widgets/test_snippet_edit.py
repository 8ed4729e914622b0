"""Ready texts by ``;`` and a few letters, with real keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desk_app.widgets.snippet_edit import SnippetEdit

KEY = Qt.Key
PRICE = "Asked for the price of a first visit."
SLOT = "Wants a free slot soon."


@pytest.fixture
def field(qtbot):
    window = QWidget()
    box = QVBoxLayout(window)
    edit = SnippetEdit("Words", window)
    edit.set_snippets([PRICE, SLOT])
    box.addWidget(edit)
    box.addWidget(QLineEdit(window))
    qtbot.addWidget(window)
    window.resize(500, 400)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    edit.setFocus()
    yield edit
    window.close()


@pytest.mark.parametrize("stroke", [KEY.Key_Return, KEY.Key_Tab, KEY.Key_Enter])
def test_letters_after_a_semicolon_become_the_text(qtbot, field, stroke):
    qtbot.keyClicks(field, "Hello ;pri")
    assert field.offered == [PRICE]
    qtbot.keyClick(field, stroke)
    assert field.text == f"Hello {PRICE}"
    assert field.hasFocus()
    assert field.offered == []
    qtbot.keyClicks(field, " More")
    assert field.text.endswith("visit. More")


def test_down_walks_to_another(qtbot, field):
    qtbot.keyClicks(field, ";a")
    assert field.offered == [PRICE, SLOT]
    qtbot.keyClick(field, KEY.Key_Down)
    qtbot.keyClick(field, KEY.Key_Return)
    assert field.text == SLOT


@pytest.mark.parametrize("typed", [";", "fine;", "fine;pri", "; pri", ";zzz", "price"])
def test_a_semicolon_that_asks_for_nothing_offers_nothing(qtbot, field, typed):
    qtbot.keyClicks(field, typed)
    assert field.offered == []
    qtbot.keyClick(field, KEY.Key_Tab)
    assert field.text == typed
    assert not field.hasFocus()


def test_esc_leaves_the_letters_and_enter_is_a_new_line(qtbot, field):
    qtbot.keyClicks(field, ";pri")
    qtbot.keyClick(field, KEY.Key_Escape)
    qtbot.keyClick(field, KEY.Key_Return)
    assert field.text == ";pri\n"


def test_undo_brings_the_letters_back(qtbot, field):
    qtbot.keyClicks(field, ";pri")
    qtbot.keyClick(field, KEY.Key_Return)
    field.undo()
    assert field.text == ";pri"


def test_the_owner_hears_of_the_text(qtbot, field):
    heard = []
    field.edited.connect(heard.append)
    qtbot.keyClicks(field, ";slo")
    qtbot.keyClick(field, KEY.Key_Return)
    assert heard[-1] == SLOT
