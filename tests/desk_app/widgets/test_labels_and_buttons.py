import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from desk_app.looks import TextRole, palette_of
from desk_app.tones import ALL_TONES, DARK, LIGHT
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.chips import Chip, Chips
from desk_app.widgets.clock_label import ClockLabel, elapsed_text
from desk_app.widgets.empty_state import EmptyState
from desk_app.widgets.icons import IconLabel, icon, icon_names, icon_pixmap
from desk_app.widgets.labels import Badge, Tone, badge_colours, plain_label, set_tone
from tests.desk_app.test_looks import contrast
from tests.desk_app.widgets.plain_text import assert_no_rich_text

# The offscreen platform says so of every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def colours(pixmap):
    image = pixmap.toImage()
    return {
        QColor(image.pixelColor(x, y)).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


# --- labels --------------------------------------------------------------------


def test_markup_in_a_name_is_only_letters(qtbot):
    label = plain_label("<img src='/etc/hostname'><b>Ana</b>", role=TextRole.HEADING)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text().startswith("<img")


def test_a_word_of_hundreds_of_letters_breaks_and_is_still_itself(qtbot):
    word = "Donaudampfschiff" * 20
    label = plain_label(f"Ana {word}", wrap=True)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < 200
    assert label.text() == f"Ana {word}"


def test_a_label_left_to_itself_is_found(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(QLabel("Ana", window))
    with pytest.raises(AssertionError, match="Ana"):
        assert_no_rich_text(window)


def test_a_tone_can_change_later(qtbot):
    label = plain_label("2 days over")
    qtbot.addWidget(label)
    set_tone(label, Tone.OVERDUE)
    assert label.property("kind") == "overdue"


@pytest.mark.parametrize("tones", ALL_TONES, ids=("light", "dark", "high contrast"))
@pytest.mark.parametrize("tone", Tone)
def test_every_badge_is_readable(tones, tone):
    ground, ink = badge_colours(tones, tone)
    assert contrast(ground, ink) >= 4.5


@pytest.mark.parametrize(("count", "text"), [(0, ""), (-1, ""), (8, "8"), (99, "99"), (100, "99+")])
def test_a_badge_counts_up_to_a_hundred(qtbot, count, text):
    window = QWidget()
    qtbot.addWidget(window)
    badge = Badge("?", window)
    badge.set_count(count)
    assert badge.text == badge.accessibleName() == text
    assert badge.isHidden() == (not text)


# --- icons ---------------------------------------------------------------------


@pytest.mark.parametrize("name", icon_names())
def test_every_icon_is_drawn_in_the_colour_it_was_asked_for(qapp, name):
    assert colours(icon_pixmap(name, "#0f5e63", 24)) == {"#0f5e63"}


def test_an_icon_has_the_pixels_of_the_screen(qapp):
    assert icon_pixmap("phone", "#000000", 24, 2.0).width() == 48
    assert icon_pixmap("phone", "#000000", 24, 1.0).width() == 24


def test_an_icon_takes_its_colour_from_the_palette(qapp):
    for tones in (LIGHT, DARK):
        made = icon("phone", palette_of(tones), "accent")
        assert colours(made.pixmap(24, 24)) <= {tones.accent}


def test_an_icon_label_follows_a_new_palette(qtbot):
    label = IconLabel("phone", tone="text", scale=2)
    qtbot.addWidget(label)
    for tones in (LIGHT, DARK):
        label.setPalette(palette_of(tones))
        assert tones.text in colours(label.grab())


def test_an_unknown_icon_is_a_mistake_of_ours(qapp):
    with pytest.raises(OSError, match="no-such-icon"):
        icon_pixmap("no-such-icon", "#000000", 24)


# --- buttons -------------------------------------------------------------------


def test_a_button_shows_its_key_and_keeps_its_words_clean(qtbot):
    plain, keyed = Button("Save this enquiry"), Button("Save this enquiry", shortcut="Ctrl+S")
    for button in (plain, keyed):
        qtbot.addWidget(button)
    assert keyed.text() == "Save this enquiry"
    assert "S" in keyed.accessibleDescription()
    assert keyed.sizeHint().width() > plain.sizeHint().width() + 20


def test_a_shown_key_is_not_installed(qtbot):
    button = Button("Save", shortcut="Ctrl+S")
    qtbot.addWidget(button)
    assert button.shortcut().isEmpty()


@pytest.mark.parametrize("kind", ButtonKind)
@pytest.mark.parametrize("tones", ALL_TONES, ids=("light", "dark", "high contrast"))
def test_every_kind_paints_in_every_palette(qtbot, kind, tones):
    button = Button("&Save", kind=kind, icon_name="check", shortcut="F9")
    button.set_count(8)
    qtbot.addWidget(button)
    button.setPalette(palette_of(tones))
    assert len(colours(button.grab())) > 2


def test_the_navigation_counts_only_what_waits(qtbot):
    button = Button("Follow-ups", kind=ButtonKind.NAV)
    qtbot.addWidget(button)
    button.set_count(8)
    assert button.count == "8"
    button.set_count(0)
    assert button.count == ""


def test_enter_presses_the_button_that_has_the_focus(qtbot):
    button = Button("Save")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return)


def test_tab_comes_to_new_chips_where_their_row_stands(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    before, chips, after = QLineEdit(holder), Chips("Size", holder), QLineEdit(holder)
    for labels in (("Small", "Large"), ("Small", "Large", "Larger")):
        chips.set_chips([Chip(label, label) for label in labels])
    with qtbot.waitExposed(holder):
        holder.show()
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert holder.focusWidget().text() == "Small"
    qtbot.keyClick(holder.focusWidget(), Qt.Key.Key_Tab)
    assert holder.focusWidget() is after


def test_a_mnemonic_presses_the_button(qtbot):
    window = QWidget()
    button = Button("&Save", window)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)


# --- clock and empty state ------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "00:00"), (-5, "00:00"), (134.9, "02:14"), (3599, "59:59"), (3661, "1:01:01")],
)
def test_time_is_written_in_minutes_and_seconds(seconds, text):
    assert elapsed_text(seconds) == text


def test_the_clock_shows_what_it_is_told_at_each_tick(qtbot):
    times, ticks = iter((0, 1, 61)), QTimer()
    clock = ClockLabel("Time", lambda: next(times), ticks)
    qtbot.addWidget(clock)
    assert clock.text() == "00:00"
    ticks.timeout.emit()
    ticks.timeout.emit()
    assert clock.text() == "01:01"
    assert clock.accessibleName() == "Time"
    assert_no_rich_text(clock)


def test_the_width_of_the_clock_does_not_move_with_its_figures(qtbot):
    now = [11]
    clock = ClockLabel("Time", lambda: now[0], QTimer())
    qtbot.addWidget(clock)
    before = clock.sizeHint()
    now[0] = 48 * 60 + 44
    clock.refresh()
    assert clock.sizeHint() == before


def test_an_empty_list_offers_the_next_thing_to_do(qtbot):
    empty = EmptyState()
    qtbot.addWidget(empty)
    empty.show_state("phone", "Nothing yet", "Log the first call.", "Log a call", "Ctrl+N")
    with qtbot.waitSignal(empty.action_wanted):
        qtbot.mouseClick(empty.findChild(Button), Qt.MouseButton.LeftButton)
    assert empty.accessibleName() == "Nothing yet"
    empty.show_state("search", "No match", "Try fewer letters.")
    assert empty.findChild(Button).isHidden()
    assert_no_rich_text(empty)


def test_the_accent_is_what_tells_palettes_apart():
    accents = {palette_of(tones).color(QPalette.ColorRole.Accent).name() for tones in ALL_TONES}
    assert len(accents) == len(ALL_TONES)
