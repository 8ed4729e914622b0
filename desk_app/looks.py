"""How the program looks: palette, fonts and style sheet, following the system live."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette

from desk_app.style_sheet import HEADING_SCALE, SMALL_SCALE, style_sheet
from desk_app.tones import LIGHT, Appearance, Tones, choose_tones

SMALLEST_POINTS = 9
LARGEST_POINTS = 20
_TABULAR_FIGURES = QFont.Tag("tnum")
_INTERFACE_FACE = "atkinson"
# Names that fontconfig always lists, even where no font is installed.
_FONTCONFIG_ALIASES = frozenset({"Monospace", "Sans Serif", "Serif"})


class TextRole(enum.StrEnum):
    """The only sizes there are: two of text and one of headings.

    SPOKEN has the size of a heading: words that are read out while looking up for a moment.
    """

    BODY = "body"
    SMALL = "small"
    HEADING = "heading"
    SPOKEN = "spoken"


class StyledApplication(Protocol):
    """The part of QApplication that this module needs; QtWidgets stays outside."""

    def setStyle(self, style: str, /) -> Any: ...
    def setStyleSheet(self, sheet: str, /) -> None: ...


class Looks(QObject):
    """Owner of the program's appearance; one instance, made by the composition root.

    Signals:
        scheme_changed: the Tones now in use; sent after palette and style sheet are set.
    """

    scheme_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app: StyledApplication | None = None
        self._appearance = Appearance.SYSTEM
        self._system_points = QGuiApplication.font().pointSizeF()
        self._points = self._system_points
        self._tones = LIGHT
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)

    @property
    def tones(self) -> Tones:
        return self._tones

    @property
    def points(self) -> float:
        """Size of body text in points."""
        return self._points

    def choose(self, appearance: Appearance, font_points: int = 0) -> None:
        """Take over a person's settings, at once when the application is already styled.

        Args:
            appearance: which set of colours.
            font_points: 9 to 20; 0 means the size the system uses.
        """
        self._appearance = appearance
        wanted = font_points or self._system_points
        self._points = min(max(wanted, SMALLEST_POINTS), LARGEST_POINTS)
        self._tell_system()
        self._show()

    def apply(self, app: StyledApplication) -> None:
        """Style the application, now and whenever system or settings change."""
        self._app = app
        app.setStyle("Fusion")
        self._show()

    @Slot()
    def _follow_system(self) -> None:
        if self._appearance is Appearance.SYSTEM:
            self._show()

    def _tell_system(self) -> None:
        """Title bars and the system's own dialogs should match what was chosen."""
        hints = QGuiApplication.styleHints()
        if self._appearance is Appearance.SYSTEM:
            hints.unsetColorScheme()
        elif self._appearance is Appearance.LIGHT:
            hints.setColorScheme(Qt.ColorScheme.Light)
        else:
            hints.setColorScheme(Qt.ColorScheme.Dark)

    def _show(self) -> None:
        if self._app is None:
            return
        hints = QGuiApplication.styleHints()
        contrast = hints.accessibility().contrastPreference()
        self._tones = choose_tones(self._appearance, hints.colorScheme(), contrast)
        # Qt gives a changed sheet to each widget once for every widget around it; a new one once.
        self._app.setStyleSheet("")
        font = QGuiApplication.font()
        font.setPointSizeF(self._points)
        QGuiApplication.setFont(font)
        QGuiApplication.setPalette(palette_of(self._tones))
        self._app.setStyleSheet(style_sheet(self._tones, self._points))
        self.scheme_changed.emit(self._tones)


def font_for(base: QFont, role: TextRole) -> QFont:
    """Return ``base``, which has the size of body text, in the size of ``role``."""
    font = QFont(base)
    if role is TextRole.HEADING:
        font.setPointSizeF(base.pointSizeF() * HEADING_SCALE)
        font.setWeight(QFont.Weight.DemiBold)
    elif role is TextRole.SMALL:
        font.setPointSizeF(base.pointSizeF() * SMALL_SCALE)
    return font


def tabular(base: QFont) -> QFont:
    """Return ``base`` with figures of equal width, where the face has them."""
    font = QFont(base)
    font.setFeature(_TABULAR_FIGURES, 1)
    return font


def palette_of(tones: Tones) -> QPalette:
    """Return the full palette; no role is left to Fusion, whose own pairs are too pale."""
    role = QPalette.ColorRole
    palette = QPalette()
    for colour_role, colour in {
        role.Window: tones.window,
        role.WindowText: tones.text,
        role.Base: tones.surface,
        role.AlternateBase: tones.hover,
        role.Text: tones.text,
        role.Button: tones.surface,
        role.ButtonText: tones.text,
        role.BrightText: tones.stop,
        role.PlaceholderText: tones.muted,
        role.Highlight: tones.selection,
        role.HighlightedText: tones.on_selection,
        role.Accent: tones.accent,
        role.Link: tones.accent,
        role.LinkVisited: tones.accent,
        role.ToolTipBase: tones.notice,
        role.ToolTipText: tones.on_notice,
        role.Light: tones.surface,
        role.Midlight: tones.hover,
        role.Mid: tones.line,
        role.Dark: tones.field_line,
        role.Shadow: tones.field_line,
    }.items():
        palette.setColor(colour_role, QColor(colour))
    disabled = QPalette.ColorGroup.Disabled
    for colour_role in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(disabled, colour_role, QColor(tones.disabled))
    palette.setColor(disabled, role.PlaceholderText, QColor(tones.disabled))
    palette.setColor(disabled, role.Highlight, QColor(tones.hover))
    return palette


def load_interface_fonts(folder: Path) -> bool:
    """Use the bundled face for the interface, on every system the same.

    Its figures and its I l 1 are told apart at a glance, which matters for numbers read
    aloud. A machine without any font of its own draws nothing at all, not even a message:
    there the other bundled faces are loaded too, for scripts the first one does not know.

    Returns:
        Whether letters can be drawn now.
    """
    bare = set(QFontDatabase.families()) <= _FONTCONFIG_ALIASES
    loaded: list[str] = []
    for file in sorted(folder.rglob("*.[ot]tf")):
        if bare or _INTERFACE_FACE in file.parent.name:
            number = QFontDatabase.addApplicationFont(str(file))
            loaded += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    if loaded:
        font = QGuiApplication.font()
        font.setFamilies([*dict.fromkeys(loaded), *font.families()])
        QGuiApplication.setFont(font)
    return bool(loaded) or not bare
