"""A card in large letters, and in little room."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton

from db.domain.enquiry import Channel
from desk_app.widgets.hints import HintLine

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
SAVE = (Qt.KeyboardModifier.ControlModifier, KEY.Key_Return)


def enlarge(page, points):
    font = page.font()
    font.setPointSize(points)
    page.setFont(font)


def without_room(card):
    """Names of the buttons of head and foot that are squeezed, or reach into the margin."""
    buttons = [card._toggle, card._hold, *(part for part, *_ in card._foot)]
    return {
        button.accessibleName() or button.text()
        for button in buttons
        if button.width() < button.sizeHint().width()
        or button.mapTo(card, QPoint(button.width(), 0)).x() > card.width() - 8
    }


@pytest.mark.parametrize("width", [620, 480])
def test_letters_that_grow_leave_head_and_foot_within_the_card(page, presenter, qtbot, width):
    page.resize(1280, 700)
    presenter.new_card(Channel.PHONE)
    page.card_page.setFixedWidth(width)  # nothing else makes it look again
    save = page.card_page._foot[-1][0]
    height = save.height()
    enlarge(page, 20)
    qtbot.waitUntil(lambda: save.height() > height)
    qtbot.waitUntil(lambda: without_room(page.card_page) == set())


def test_letters_that_shrink_again_bring_the_words_back(page, presenter, qtbot):
    def words():
        buttons = page.card_page.findChildren(QAbstractButton)
        return {b.text().replace("&", "") for b in buttons if b.isVisible()}

    presenter.new_card(Channel.PHONE)
    before = words()
    enlarge(page, 24)
    qtbot.waitUntil(lambda: words() != before)
    enlarge(page, 10)
    qtbot.waitUntil(lambda: {"Hold", "Handout", "Save"} <= words())


def test_what_is_said_below_a_refused_field_is_in_sight(page, presenter, keys, qtbot):
    page.resize(1024, 420)
    presenter.new_card(Channel.WALK_IN)
    enlarge(page, 20)
    keys("Bob", (ALT, KEY.Key_D), "whenever", (ALT, KEY.Key_A), SAVE)

    def is_in_sight():
        card = page.card_page
        said = [
            line
            for line in card.form.findChildren(HintLine)
            if line.isVisible() and line.text == "Write it another way."
        ]
        view = card._scroll.viewport()
        return [
            view.rect().contains(QRect(line.mapTo(view, QPoint(0, 0)), line.size()))
            for line in said
        ] == [True]

    qtbot.waitUntil(is_in_sight)
