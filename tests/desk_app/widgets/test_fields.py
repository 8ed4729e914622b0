import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox

from desk_app.looks import Looks
from desk_app.tones import Appearance
from desk_app.widgets.chips import Chip, Chips
from desk_app.widgets.echo_edit import EchoEdit
from desk_app.widgets.form_grid import FormGrid
from desk_app.widgets.growing_text_edit import GrowingTextEdit
from desk_app.widgets.number_field import number_field
from desk_app.widgets.search_field import SearchField
from tests.desk_app.widgets.plain_text import assert_no_rich_text

# The offscreen platform says so of every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def shown(qtbot, widget):
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    return widget


# --- EchoEdit ------------------------------------------------------------------


@pytest.fixture
def echo(qtbot):
    field = shown(qtbot, EchoEdit("Next step"))
    field.setFocus()
    return field


def test_the_echo_is_seen_and_heard(echo):
    echo.set_echo("Tue 24 Nov, tomorrow, 15:00")
    assert echo.echo == "Tue 24 Nov, tomorrow, 15:00"
    assert echo.edit.accessibleDescription() == "Tue 24 Nov, tomorrow, 15:00"


def test_only_a_persons_typing_is_told(qtbot, echo):
    with qtbot.assertNotEmitted(echo.edited):
        echo.set_text("tue 3pm")
    with qtbot.waitSignal(echo.edited) as told:
        qtbot.keyClicks(echo.edit, "!")
    assert told.args == ["tue 3pm!"]


@pytest.mark.parametrize(("key", "step"), [(Qt.Key.Key_Up, 1), (Qt.Key.Key_Down, -1)])
def test_up_and_down_ask_for_a_step(qtbot, echo, key, step):
    with qtbot.waitSignal(echo.stepped) as told:
        qtbot.keyClick(echo.edit, key)
    assert told.args == [step]


def test_a_chip_says_its_key_and_changes_nothing(qtbot, echo):
    echo.set_chips([Chip(1, "Tomorrow"), Chip(7, "Next week")])
    button = echo.findChildren(type(next(iter(echo._chip_keys))))[1]
    with qtbot.waitSignal(echo.chip_chosen) as told:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told.args == [7]
    assert echo.text == ""
    assert echo.edit.hasFocus()


def test_a_field_with_chips_is_still_one_tab(echo):
    echo.set_chips([Chip(1, "Tomorrow")])
    stops = [w for w in echo.findChildren(object) if getattr(w, "focusPolicy", None)]
    tabbable = [w for w in stops if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert tabbable == [echo.edit]


# --- FormGrid ------------------------------------------------------------------


@pytest.fixture
def form(qtbot):
    grid = FormGrid()
    grid.add_field("phone", "N&umber", QLineEdit())
    grid.add_field("due", "Ne&xt", EchoEdit("Next"))
    grid.add_field("words", "&Words", QPlainTextEdit(), "In their own words")
    return shown(qtbot, grid)


def test_a_label_leads_to_its_field(qtbot, form):
    qtbot.keyClick(form, Qt.Key.Key_X, Qt.KeyboardModifier.AltModifier)
    assert form.field("due").edit.hasFocus()


def test_a_field_is_called_by_its_label(form):
    assert form.field("phone").accessibleName() == "Number"


def test_a_problem_stands_beside_its_field_and_the_first_one_gets_the_focus(form):
    form.show_problem("due", "Write a day, such as tue.")
    form.show_problem("phone", "Write a number or a name.")
    assert form.field("due").problem == "Write a day, such as tue."
    assert form.field("due").edit.hasFocus()
    assert form.field("phone").accessibleDescription() == "Write a number or a name."
    assert form.problems.keys() == {"due", "phone"}


def test_cleared_problems_leave_nothing_behind(form):
    form.show_problem("due", "Write a day.")
    form.show_problem("words", "Write something.")
    form.clear_problems()
    assert form.problems == {}
    assert form.field("due").problem == ""
    assert form.field("words").accessibleDescription() == ""


def test_labels_stand_above_their_fields_where_there_is_no_room_beside(qtbot, form):
    narrow, wide = 140, 700

    def left_and_top(field):
        return field.mapTo(form, field.rect().topLeft()).toTuple()

    form.resize(narrow, 400)
    qtbot.waitUntil(lambda: left_and_top(form.field("phone"))[0] == 0)
    assert left_and_top(form.field("due"))[1] > left_and_top(form.field("phone"))[1]
    form.resize(wide, 400)
    qtbot.waitUntil(lambda: left_and_top(form.field("phone")) > (40, 0))
    qtbot.keyClick(form, Qt.Key.Key_X, Qt.KeyboardModifier.AltModifier)
    assert form.field("due").edit.hasFocus()


def test_a_hidden_row_takes_no_room(form):
    before = form.sizeHint().height()
    form.set_row_visible("words", visible=False)
    QApplication.processEvents()
    assert form.sizeHint().height() < before - 20


def test_no_word_of_a_form_is_taken_for_markup(form):
    form.show_problem("phone", "<img src='x'><b>bold</b>")
    form.field("due").set_echo("<b>tomorrow</b>")
    assert_no_rich_text(form)


# --- GrowingTextEdit -------------------------------------------------------------


@pytest.fixture
def words(qtbot):
    field = GrowingTextEdit("Words")
    field.resize(300, 40)
    return shown(qtbot, field)


def test_the_box_grows_with_its_text_and_then_stops(words):
    heights = []
    for lines in (1, 2, 4, 8, 200):
        words.set_text("\n".join(["line"] * lines))
        heights.append(words.height())
    assert heights[0] == heights[1] < heights[2] < heights[3] == heights[4]


def test_wrapped_lines_count_too(words):
    before = words.height()
    words.set_text("word " * 60)
    assert words.height() > before


def test_a_very_long_text_stays_whole(words):
    text = "a long story " * 20_000
    words.set_text(text)
    assert words.text == text


def test_pasting_brings_words_only(words):
    clip = QMimeData()
    clip.setHtml("<b>bold</b><img src='file:///etc/hostname'>")
    clip.setText("bold")
    words.insertFromMimeData(clip)
    assert words.text == "bold"
    picture = QMimeData()
    picture.setImageData(b"")
    assert not words.canInsertFromMimeData(picture)


def test_filling_a_text_tells_nobody_and_typing_does(qtbot, words):
    with qtbot.assertNotEmitted(words.edited):
        words.set_text("from the draft")
    with qtbot.waitSignal(words.edited):
        qtbot.keyClicks(words, "x")


def test_tab_leaves_the_text(words):
    assert words.tabChangesFocus()


# --- SearchField ------------------------------------------------------------------


@pytest.fixture
def search(qtbot):
    field = shown(qtbot, SearchField("Search", shortcut="Ctrl+K"))
    field.setFocus()
    return field


def test_escape_empties_the_search_and_then_passes_on(qtbot, search):
    qtbot.keyClicks(search, "ort")
    with qtbot.waitSignal(search.edited) as told:
        qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert told.args == [""]
    with qtbot.assertNotEmitted(search.edited):
        qtbot.keyClick(search, Qt.Key.Key_Escape)


def test_arrows_and_enter_belong_to_the_list_beside_the_search(qtbot, search):
    with qtbot.waitSignal(search.stepped) as told:
        qtbot.keyClick(search, Qt.Key.Key_Down)
    assert told.args == [1]
    with qtbot.waitSignal(search.submitted):
        qtbot.keyClick(search, Qt.Key.Key_Return)


def test_the_shortcut_of_the_search_is_heard_as_well(search):
    assert search.accessibleName() == "Search"
    assert "K" in search.accessibleDescription()


# --- Chips ------------------------------------------------------------------------


@pytest.fixture
def chips(qtbot):
    row = Chips("Whose")
    row.set_chips([Chip("mine", "Mine", 8), Chip("all", "Everybody's", 41), Chip(None, "Nobody's")])
    shown(qtbot, row)
    row.setFocus()
    return row


def test_arrow_keys_choose_and_go_round(qtbot, chips):
    told = []
    chips.chosen.connect(told.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(QApplication.focusWidget(), key)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Home)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_End)
    assert told == ["all", None, "mine", None, "mine", None]


def test_the_row_is_one_tab(chips):
    stops = [b for b in chips._buttons if b.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(stops) == 1
    assert stops[0].isChecked()


def test_new_counts_keep_the_choice(qtbot, chips):
    chips.set_current("all")
    with qtbot.assertNotEmitted(chips.chosen):
        chips.set_chips([Chip("all", "Everybody's", 40), Chip("mine", "Mine", 9)])
    assert chips.current_key == "all"


def test_a_choice_that_is_gone_falls_back_to_the_first(chips):
    chips.set_current("all")
    chips.set_chips([Chip("mine", "Mine", 9)])
    assert chips.current_key == "mine"


def test_an_ampersand_is_a_letter(chips):
    chips.set_chips([Chip(1, "Bed & back")])
    assert chips._buttons[0].text() == "Bed && back"


def test_chips_wrap_where_there_is_no_room(qtbot):
    row = Chips("Many")
    row.set_chips([Chip(n, f"Choice number {n}") for n in range(12)])
    shown(qtbot, row)
    row.resize(300, 400)
    assert max(button.geometry().right() for button in row._buttons) <= 300
    assert row.layout().heightForWidth(300) > row.layout().heightForWidth(3000)


# --- Side by side ----------------------------------------------------------------


def left_of_text(field):
    """Where the first letter stands, from the left edge of the field."""
    edit = field.lineEdit() if isinstance(field, QSpinBox) else field
    offset = edit.mapTo(field, QPoint(0, 0)).x() if edit is not field else 0
    if isinstance(edit, QPlainTextEdit):
        return edit.viewport().x() + edit.cursorRect().center().x()
    edit.setCursorPosition(0)
    return offset + edit.cursorRect().center().x()


@pytest.mark.parametrize("points", [9, 20])
def test_fields_below_each_other_begin_in_one_line_and_are_as_high(qtbot, qapp, points):
    font, looks = qapp.font(), Looks()
    looks.choose(Appearance.LIGHT, points)
    looks.apply(qapp)
    form = FormGrid()
    line = QLineEdit("Words")
    number = number_field("Months", 1, 60, suffix=" months")
    block = GrowingTextEdit("Address")
    choice = QComboBox()
    choice.addItem("Letter")
    for name, field in (("a", line), ("b", number), ("c", block), ("d", choice)):
        form.add_field(name, name, field)
    shown(qtbot, form)
    try:
        lefts = {type(field).__name__: left_of_text(field) for field in (line, number, block)}
        assert max(lefts.values()) - min(lefts.values()) <= 1, lefts
        heights = [field.height() for field in (line, number, choice)]
        assert max(heights) - min(heights) <= 2, heights
    finally:
        qapp.setStyleSheet("")
        qapp.setFont(font)
        looks.deleteLater()


def test_a_search_field_shows_its_key_only_beside_whole_words(qtbot):
    field = SearchField("Search everything", shortcut="Ctrl+K")
    qtbot.addWidget(field)
    words = field.fontMetrics().horizontalAdvance(field.placeholderText())
    field.resize(3 * words, 40)
    field.show()
    assert field.textMargins().right() > 0
    field.resize(words + 40, 40)
    assert field.textMargins().right() == 0
