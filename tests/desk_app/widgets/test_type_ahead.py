import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desk_app.widgets.type_ahead import Suggestion, TypeAheadEdit

# The offscreen platform says so of every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

PEOPLE = [
    Suggestion("maria", "Maria Ortiz", "828 555 0142", marks=((0, 3),)),
    Suggestion("luis", "Luis Ortiz", "her son", text="Luis"),
    Suggestion(None, "Somebody new"),
]


@pytest.fixture
def form(qtbot):
    window = QWidget()
    window.resize(1024, 700)
    layout = QVBoxLayout(window)
    window.first = TypeAheadEdit("Number", window)
    window.second = QLineEdit(window)
    layout.addWidget(window.first)
    layout.addWidget(window.second)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.first.setFocus()
    return window


@pytest.fixture
def field(form):
    return form.first


def type_and_offer(qtbot, field, text="or", suggestions=PEOPLE):
    qtbot.keyClicks(field, text)
    field.set_suggestions(suggestions)


def test_suggestions_open_below_the_field_and_leave_it_the_keyboard(qtbot, field):
    type_and_offer(qtbot, field)
    assert field.is_open
    assert field.hasFocus()
    below = field.mapTo(field.window(), QPoint(0, field.height()))
    assert field.list_widget.geometry().top() >= below.y()
    qtbot.keyClicks(field, "t")
    assert field.text() == "ort"


def test_letters_of_another_size_close_the_list(qtbot, form, field):
    type_and_offer(qtbot, field)
    font = form.font()
    font.setPointSize(font.pointSize() + 6)
    form.setFont(font)
    assert not field.is_open
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.is_open


def test_a_field_at_the_bottom_opens_its_list_above(qtbot, form, field):
    form.layout().insertStretch(0, 1)
    form.layout().activate()
    type_and_offer(qtbot, field)
    assert field.list_widget.geometry().bottom() <= field.mapTo(form, QPoint(0, 0)).y()
    assert form.rect().contains(field.list_widget.geometry())


def test_a_long_list_stays_inside_a_small_window(qtbot, form, field):
    form.resize(260, 240)
    type_and_offer(qtbot, field, suggestions=PEOPLE * 30)
    assert form.rect().contains(field.list_widget.geometry())


def test_down_and_enter_pick(qtbot, field):
    type_and_offer(qtbot, field)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    with qtbot.waitSignal(field.picked) as picked:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert picked.args == ["maria"]
    assert (field.text(), field.chosen_key) == ("Maria Ortiz", "maria")
    assert not field.is_open


def test_nothing_is_picked_that_was_not_highlighted(qtbot, field):
    type_and_offer(qtbot, field)
    with qtbot.assertNotEmitted(field.picked):
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "or"
    assert field.chosen_key is None


def test_tab_picks_what_is_highlighted_and_goes_on(qtbot, form, field):
    type_and_offer(qtbot, field)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert (field.text(), field.chosen_key) == ("Luis", "luis")
    assert form.second.hasFocus()


def test_up_from_nothing_goes_to_the_last_row(qtbot, field):
    type_and_offer(qtbot, field)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.list_widget.current_number == 2


def test_escape_closes_the_list_and_never_touches_the_text(qtbot, field):
    type_and_offer(qtbot, field)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not field.is_open
    assert field.text() == "or"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "or"


def test_a_list_closed_by_hand_stays_closed_until_the_next_letter(qtbot, field):
    type_and_offer(qtbot, field)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    field.set_suggestions(PEOPLE)
    assert not field.is_open
    type_and_offer(qtbot, field, "t")
    assert field.is_open


def test_down_opens_a_closed_list_again(qtbot, field):
    type_and_offer(qtbot, field)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.is_open


def test_typing_on_takes_the_choice_back(qtbot, field):
    field.set_value("Maria Ortiz", "maria")
    assert field.chosen_key == "maria"
    qtbot.keyClicks(field, "x")
    assert field.chosen_key is None


def test_filling_from_outside_tells_nobody(qtbot, field):
    with qtbot.assertNotEmitted(field.edited), qtbot.assertNotEmitted(field.picked):
        field.set_value("Maria", 7)


def test_late_suggestions_do_not_open_when_the_person_has_gone_on(qtbot, form, field):
    qtbot.keyClicks(field, "or")
    form.second.setFocus()
    field.set_suggestions(PEOPLE)
    assert not field.is_open


def test_leaving_the_field_closes_the_list(qtbot, form, field):
    type_and_offer(qtbot, field)
    form.second.setFocus()
    assert not field.is_open


def test_a_click_picks_and_the_field_keeps_the_focus(qtbot, field):
    type_and_offer(qtbot, field)
    view = field.list_widget
    spot = view.visualRect(view.model().index(1, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert field.chosen_key == "luis"
    assert field.hasFocus()


def test_preselect_highlights_the_first_row(qtbot, form):
    field = TypeAheadEdit("Service", form, preselect=True)
    form.layout().addWidget(field)
    field.show()
    field.setFocus()
    type_and_offer(qtbot, field)
    assert field.list_widget.current_number == 0


def test_no_suggestions_close_the_list(qtbot, field):
    type_and_offer(qtbot, field)
    field.set_suggestions([])
    assert not field.is_open


def test_the_list_goes_when_its_field_goes(qtbot, form, field):
    type_and_offer(qtbot, field)
    view = field.list_widget
    with qtbot.waitSignal(view.destroyed):
        field.deleteLater()


def test_rows_have_words_for_screen_readers(qtbot, field):
    type_and_offer(qtbot, field)
    model = field.list_widget.model()
    spoken = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Maria Ortiz, 828 555 0142"
    assert field.accessibleName() == "Number"
    assert "3" in field.accessibleDescription()


def test_a_row_of_older_words_is_never_picked_however_fast_the_keys_come(qtbot, field):
    type_and_offer(qtbot, field)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClicks(field, "t")
    with qtbot.assertNotEmitted(field.picked):
        qtbot.keyClick(field, Qt.Key.Key_Down)
        qtbot.keyClick(field, Qt.Key.Key_Down)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    with qtbot.waitSignal(field.picked) as picked:
        field.set_suggestions(PEOPLE[1:])
    assert picked.args == [None]
    assert not field.is_open


def test_enter_waits_for_no_answer_where_nothing_was_walked_to(qtbot, field):
    type_and_offer(qtbot, field)
    qtbot.keyClicks(field, "t")
    with qtbot.assertNotEmitted(field.picked), qtbot.waitSignal(field.returnPressed):
        qtbot.keyClick(field, Qt.Key.Key_Return)
        field.set_suggestions(PEOPLE)


def test_enter_is_enter_where_the_answer_is_that_there_is_nothing(qtbot, field):
    qtbot.keyClicks(field, "or")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    with qtbot.waitSignal(field.returnPressed):
        field.set_suggestions([])


def test_more_words_and_esc_forget_the_keys_that_wait(qtbot, field):
    for forget in (
        lambda: qtbot.keyClicks(field, "t"),
        lambda: qtbot.keyClick(field, Qt.Key.Key_Escape),
    ):
        qtbot.keyClicks(field, "or")
        qtbot.keyClick(field, Qt.Key.Key_Down)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        forget()
        with qtbot.assertNotEmitted(field.picked):
            field.set_suggestions(PEOPLE)


def test_tab_goes_on_at_once_and_its_pick_follows_with_the_answer(qtbot, form, field):
    qtbot.keyClicks(field, "or")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert form.second.hasFocus()
    field.set_suggestions(PEOPLE)
    assert (field.chosen_key, field.is_open) == ("maria", False)
    assert form.second.hasFocus()
