import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QMenuBar, QWidget

from desk_app.looks import Looks, TextRole, font_for, load_interface_fonts, palette_of
from desk_app.style_sheet import style_sheet
from desk_app.tones import ALL_TONES, DARK, HIGH_CONTRAST, LIGHT, Appearance, choose_tones, tones_of

GROUNDS = ("window", "surface", "hover", "selection")
# text, and the grounds it may stand on
PAIRS = [
    *[("text", ground) for ground in GROUNDS],
    *[("muted", ground) for ground in ("window", "surface", "hover")],
    *[("accent", ground) for ground in GROUNDS],
    *[("stop", ground) for ground in (*GROUNDS, "stop_soft")],
    *[("overdue", ground) for ground in (*GROUNDS, "overdue_soft")],
    ("text", "stop_soft"),
    ("on_selection", "selection"),
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
    ("on_stop", "stop"),
    ("on_notice", "notice"),
    ("notice_action", "notice"),
    ("on_practice", "practice"),
]
# parts that are seen, not read: the edge of a field, its arrow, the focus ring
SHAPES = [
    ("field_line", "surface"),
    ("accent", "window"),
    ("disabled", "surface"),
    ("disabled", "window"),
]


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """WCAG 2.2, relative luminance."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tones", ALL_TONES, ids=("light", "dark", "high contrast"))
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_is_readable_on_its_ground(tones, text, ground):
    least = 7 if tones is HIGH_CONTRAST else 4.5
    assert contrast(getattr(tones, text), getattr(tones, ground)) >= least


@pytest.mark.parametrize("tones", ALL_TONES, ids=("light", "dark", "high contrast"))
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shapes_stand_out_from_their_ground(tones, shape, ground):
    assert contrast(getattr(tones, shape), getattr(tones, ground)) >= 3


@pytest.mark.parametrize("tones", ALL_TONES, ids=("light", "dark", "high contrast"))
def test_the_palette_itself_has_no_pale_pair(tones):
    palette, role = palette_of(tones), QPalette.ColorRole
    for text, ground, least in (
        (role.WindowText, role.Window, 4.5),
        (role.Text, role.Base, 4.5),
        (role.Text, role.AlternateBase, 4.5),
        (role.PlaceholderText, role.Base, 4.5),
        (role.ButtonText, role.Button, 4.5),
        (role.HighlightedText, role.Highlight, 4.5),
        (role.Link, role.Base, 4.5),
        (role.ToolTipText, role.ToolTipBase, 4.5),
    ):
        found = contrast(palette.color(text).name(), palette.color(ground).name())
        assert found >= least, (text, ground)
    off = QPalette.ColorGroup.Disabled
    assert contrast(palette.color(off, role.Text).name(), palette.color(off, role.Base).name()) >= 3


@pytest.mark.parametrize("control", ["chevron-down.svg", "chevron-up.svg"])
@pytest.mark.parametrize("tones", ALL_TONES, ids=("light", "dark", "high contrast"))
def test_the_grey_of_the_arrows_does_for_every_ground(tones, control, pytestconfig):
    drawing = pytestconfig.rootpath / "resources" / "icons" / "controls" / control
    grey = re.search(r'stroke="(#[0-9a-f]{6})"', drawing.read_text())[1]
    assert contrast(grey, tones.surface) >= 3


@pytest.mark.parametrize(
    ("appearance", "scheme", "wanted", "expected"),
    [
        (Appearance.SYSTEM, Qt.ColorScheme.Unknown, False, LIGHT),
        (Appearance.SYSTEM, Qt.ColorScheme.Dark, False, DARK),
        (Appearance.SYSTEM, Qt.ColorScheme.Light, True, HIGH_CONTRAST),
        (Appearance.LIGHT, Qt.ColorScheme.Dark, True, LIGHT),
        (Appearance.DARK, Qt.ColorScheme.Light, False, DARK),
        (Appearance.HIGH_CONTRAST, Qt.ColorScheme.Light, False, HIGH_CONTRAST),
    ],
)
def test_a_persons_choice_wins_over_the_system(appearance, scheme, wanted, expected):
    preference = Qt.ContrastPreference
    asked = preference.HighContrast if wanted else preference.NoPreference
    assert choose_tones(appearance, scheme, asked) is expected


@pytest.mark.parametrize("tones", ALL_TONES, ids=("light", "dark", "high contrast"))
def test_a_palette_tells_which_tones_it_was_made_from(tones):
    assert tones_of(palette_of(tones)) is tones


def test_a_foreign_palette_gets_the_nearest_tones():
    assert tones_of(QPalette(QColor("#101010"))) is DARK
    assert tones_of(QPalette(QColor("#fafafa"))) is LIGHT


class Told(QWidget):
    """Counts how often it was told of another style."""

    told = 0

    def changeEvent(self, event):
        super().changeEvent(event)
        self.told += event.type() == QEvent.Type.StyleChange


@pytest.fixture
def looks(qapp):
    font, palette = QFont(qapp.font()), QPalette(qapp.palette())
    looks = Looks()
    looks.apply(qapp)
    yield looks
    qapp.setStyleSheet("")
    qapp.setPalette(palette)
    qapp.setFont(font)


def test_a_choice_reaches_the_application_at_once(looks, qtbot):
    with qtbot.waitSignal(looks.scheme_changed) as told:
        looks.choose(Appearance.DARK, 14)
    assert told.args == [DARK]
    assert tones_of(QGuiApplication.palette()) is DARK
    assert QGuiApplication.font().pointSizeF() == 14


def test_the_system_is_followed_live_only_when_nothing_was_chosen(looks, qtbot):
    hints = QGuiApplication.styleHints()
    looks.choose(Appearance.SYSTEM)
    with qtbot.waitSignal(looks.scheme_changed):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    looks.choose(Appearance.LIGHT)
    with qtbot.assertNotEmitted(looks.scheme_changed):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)


@pytest.mark.parametrize(("asked", "points"), [(4, 9), (9, 9), (20, 20), (72, 20)])
def test_text_stays_between_the_smallest_and_the_largest_size(looks, asked, points):
    looks.choose(Appearance.LIGHT, asked)
    assert looks.points == points


def test_menus_and_tips_grow_with_the_letters_too(looks, qapp, qtbot):
    qapp.setFont(QFont(qapp.font().family(), 9), "QMenuBar")  # as a system does
    bar = QMenuBar()
    qtbot.addWidget(bar)
    looks.choose(Appearance.LIGHT, 20)
    bar.ensurePolished()
    assert bar.font().pointSizeF() == 20


def test_zero_gives_the_size_of_the_system_back(looks):
    before = looks.points
    looks.choose(Appearance.LIGHT, 20)
    looks.choose(Appearance.LIGHT, 0)
    assert looks.points == before


def test_a_widget_deep_inside_others_is_styled_no_more_often_than_one_outside(looks, qtbot):
    around = deepest = Told()
    qtbot.addWidget(around)
    for _ in range(12):
        deepest = Told(deepest)
    around.show()
    around.told = deepest.told = 0
    looks.choose(Appearance.DARK, 14)
    assert deepest.told == around.told > 0


def test_sizes_grow_with_the_body_text():
    base = QFont()
    base.setPointSizeF(20)
    assert font_for(base, TextRole.HEADING).pointSizeF() == pytest.approx(26)
    assert font_for(base, TextRole.SMALL).pointSizeF() == pytest.approx(18)
    assert font_for(base, TextRole.BODY).pointSizeF() == 20


@pytest.mark.parametrize("tones", ALL_TONES, ids=("light", "dark", "high contrast"))
def test_the_style_sheet_takes_every_colour_from_the_tones(tones):
    known = {getattr(tones, name) for name in type(tones).__dataclass_fields__ if name != "dark"}
    assert set(re.findall(r"#[0-9a-f]{6}", style_sheet(tones, 10))) <= known


def test_every_picture_of_the_style_sheet_exists():
    for tones in ALL_TONES:
        for file in re.findall(r'url\("([^"]+)"\)', style_sheet(tones, 10)):
            assert "<svg" in Path(file).read_text(encoding="utf-8")


def test_the_bundled_face_becomes_the_interface_font(qapp, pytestconfig):
    before = QFont(qapp.font())
    try:
        assert load_interface_fonts(pytestconfig.rootpath / "resources" / "fonts")
        assert QApplication.font().families()[0] == "Atkinson Hyperlegible Next"
    finally:
        qapp.setFont(before)


def test_without_bundled_fonts_the_systems_own_stay(qapp, tmp_path):
    before = qapp.font().families()
    load_interface_fonts(tmp_path)
    assert qapp.font().families() == before
