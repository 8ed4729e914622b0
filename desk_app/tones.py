"""The program's colours: three sets, one meaning per name, no colour anywhere else.

Red means "stop" and amber means "overdue"; neither is ever used for decoration or
for a form that is not filled in yet. ``tests/desk_app/test_looks.py`` measures every pair.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette


class Appearance(enum.StrEnum):
    """What a person chose for this seat."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


@dataclass(frozen=True, slots=True)
class Tones:
    """One set of colours, each as ``#rrggbb``. ``on_x`` is text upon ``x``."""

    dark: bool
    window: str
    surface: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_strong: str
    on_accent: str
    hover: str
    selection: str
    on_selection: str
    line: str
    field_line: str
    stop: str
    stop_soft: str
    on_stop: str
    overdue: str
    overdue_soft: str
    notice: str
    on_notice: str
    notice_action: str
    page_ground: str
    practice: str
    on_practice: str


LIGHT = Tones(
    dark=False,
    window="#f3f5f5",
    surface="#ffffff",
    text="#1b2325",
    muted="#566366",
    disabled="#788386",
    accent="#0f5e63",
    accent_strong="#0a474b",
    on_accent="#ffffff",
    hover="#e7efef",
    selection="#d5e7e6",
    on_selection="#122527",
    line="#dde3e4",
    field_line="#87949a",
    stop="#b3261e",
    stop_soft="#fdeceb",
    on_stop="#ffffff",
    overdue="#855000",
    overdue_soft="#fbf0da",
    notice="#263234",
    on_notice="#f4f7f7",
    notice_action="#8edbd8",
    page_ground="#c9d0d1",
    practice="#574a86",
    on_practice="#ffffff",
)

DARK = Tones(
    dark=True,
    window="#161b1d",
    surface="#1e2527",
    text="#e4eaea",
    muted="#a5b2b5",
    disabled="#7d8a8e",
    accent="#73c6c4",
    accent_strong="#94d9d6",
    on_accent="#0b1c1d",
    hover="#273133",
    selection="#274447",
    on_selection="#f0f6f6",
    line="#2f393c",
    field_line="#6f7d81",
    stop="#ff9c92",
    stop_soft="#44211f",
    on_stop="#2b0906",
    overdue="#f0b860",
    overdue_soft="#3b2d14",
    notice="#dfe7e7",
    on_notice="#182022",
    notice_action="#0c5055",
    page_ground="#3b4447",
    practice="#b9abea",
    on_practice="#1b1338",
)

HIGH_CONTRAST = Tones(
    dark=True,
    window="#000000",
    surface="#000000",
    text="#ffffff",
    muted="#e6e6e6",
    disabled="#a8a8a8",
    accent="#5ff2ec",
    accent_strong="#a6fffb",
    on_accent="#000000",
    hover="#262626",
    selection="#053f40",
    on_selection="#ffffff",
    line="#bdbdbd",
    field_line="#ffffff",
    stop="#ffc2bb",
    stop_soft="#4a0d08",
    on_stop="#000000",
    overdue="#ffd27a",
    overdue_soft="#3f2c00",
    notice="#ffffff",
    on_notice="#000000",
    notice_action="#00474a",
    page_ground="#4d4d4d",
    practice="#d9ccff",
    on_practice="#000000",
)

ALL_TONES = (LIGHT, DARK, HIGH_CONTRAST)


def choose_tones(
    appearance: Appearance, scheme: Qt.ColorScheme, contrast: Qt.ContrastPreference
) -> Tones:
    """Return the set for a person's choice and, where they leave it open, the system's."""
    if appearance is Appearance.SYSTEM:
        if contrast is Qt.ContrastPreference.HighContrast:
            return HIGH_CONTRAST
        return DARK if scheme is Qt.ColorScheme.Dark else LIGHT
    return {
        Appearance.LIGHT: LIGHT,
        Appearance.DARK: DARK,
        Appearance.HIGH_CONTRAST: HIGH_CONTRAST,
    }[appearance]


# A widget knows its palette and nothing else. The accent is different in every set and no
# style rule touches it, so it tells which set a palette was made from.
_BY_ACCENT = {int(tones.accent[1:], 16): tones for tones in ALL_TONES}


def tones_of(palette: QPalette) -> Tones:
    """Return the set a palette was made from, or the nearest one for a foreign palette."""
    known = _BY_ACCENT.get(palette.accent().color().rgb() & 0xFFFFFF)
    if known is not None:
        return known
    return DARK if palette.window().color().lightness() < 128 else LIGHT
