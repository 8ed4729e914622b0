"""Labels, headings, rules and badges. A label here never takes its text for markup."""

from __future__ import annotations

import enum
import html
import re
from itertools import pairwise

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from desk_app.looks import TextRole, font_for, tabular
from desk_app.tones import Tones, tones_of

_MOST_LINES = 2
_LONG_WORD = re.compile(r"\S{25,}")
_PIECE_OF_WORD = re.compile(r"\S{8}(?=\S)")
_MAY_BREAK = "\u200b"  # no width, and left out again when pasted into a field


class Tone(enum.StrEnum):
    """What a piece of text means. STOP and OVERDUE are for just that."""

    PLAIN = "plain"
    MUTED = "muted"
    ACCENT = "accent"
    STOP = "stop"
    OVERDUE = "overdue"


def plain_label(
    text: str = "",
    parent: QWidget | None = None,
    *,
    role: TextRole = TextRole.BODY,
    tone: Tone = Tone.PLAIN,
    wrap: bool = False,
    elide: bool = False,
    buddy: QWidget | None = None,
    selectable: bool = False,
) -> QLabel:
    """Return a label that shows its text letter by letter.

    A QLabel left to itself guesses the format and would draw a picture named in a
    caller's name; every label of the program is made here.

    Args:
        elide: keep to two lines, which end in dots where there is no room for all of it.
    """
    label = (_ShortLabel if elide else _WrappedLabel if wrap else QLabel)(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setProperty("role", role.value)
    label.setProperty("kind", tone.value)
    label.setWordWrap(wrap or elide)
    if label.wordWrap():
        policy = label.sizePolicy()  # a new one would forget that the height follows the width
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        label.setSizePolicy(policy)
    if buddy is not None:
        label.setBuddy(buddy)
    if selectable:
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return label


class _WrappedLabel(QLabel):
    """Breaks a word of hundreds of letters, which would push all beside it out of the window."""

    def text(self) -> str:
        """Return the words without the places where they may break."""
        return super().text().replace(_MAY_BREAK, "")

    # --- Qt overrides -----------------------------------------------------------

    def setText(self, text: str) -> None:
        super().setText(_LONG_WORD.sub(_breakable, text))


class _ShortLabel(QLabel):
    """Ends in dots after two lines, and says all of its words when pointed at."""

    def _lines(self, width: int) -> list[str]:
        text = self.text()
        layout = QTextLayout(text, self.font())
        option = QTextOption(self.alignment())
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        starts: list[int] = []
        while len(starts) <= _MOST_LINES and (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            starts.append(line.textStart())
        layout.endLayout()
        lines = [text[start:end] for start, end in pairwise([*starts[:_MOST_LINES], len(text)])]
        dots = Qt.TextElideMode.ElideRight
        return [self.fontMetrics().elidedText(each.rstrip(), dots, width) for each in lines]

    # --- Qt overrides -----------------------------------------------------------

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(html.escape(text) if text else "")

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(4 * metrics.averageCharWidth(), metrics.lineSpacing())

    def heightForWidth(self, width: int) -> int:
        return max(1, len(self._lines(width))) * self.fontMetrics().lineSpacing()

    def paintEvent(self, _event: QPaintEvent) -> None:
        words = "\n".join(self._lines(self.width()))
        QPainter(self).drawText(self.rect(), self.alignment(), words)


def _breakable(word: re.Match[str]) -> str:
    return _PIECE_OF_WORD.sub(rf"\g<0>{_MAY_BREAK}", word.group())


def set_tone(label: QLabel, tone: Tone) -> None:
    """Change what a label means after it was made."""
    if label.property("kind") != tone.value:
        label.setProperty("kind", tone.value)
        label.style().unpolish(label)
        label.style().polish(label)


def section_heading(text: str, parent: QWidget | None = None) -> QLabel:
    """Return the small grey words above a group."""
    label = plain_label(text, parent)
    label.setProperty("kind", "section")
    label.setIndent(0)  # a styled box would push the words in by half a letter
    return label


def horizontal_rule(parent: QWidget | None = None) -> QFrame:
    """Return a hairline across the whole width."""
    return _rule(parent, across=True)


def vertical_rule(parent: QWidget | None = None) -> QFrame:
    """Return a hairline from top to bottom."""
    return _rule(parent, across=False)


def _rule(parent: QWidget | None, *, across: bool) -> QFrame:
    rule = QFrame(parent)
    rule.setProperty("kind", "rule")
    if across:
        rule.setFixedHeight(1)
    else:
        rule.setFixedWidth(1)
    return rule


class PanelKind(enum.StrEnum):
    """SURFACE is where one types or reads; STOP, TELL and PRACTICE are for just that."""

    SURFACE = "surface"
    CARD = "card"
    STOP = "stop_panel"
    STOP_BAND = "stop_band"
    TELL = "tell_panel"
    PRACTICE = "practice"


def panel(parent: QWidget | None = None, *, kind: PanelKind = PanelKind.SURFACE) -> QFrame:
    """Return a plain ground without a frame."""
    ground = QFrame(parent)
    ground.setProperty("kind", kind.value)
    return ground


class Badge(QWidget):
    """A short word or a count on a coloured ground; a count of nothing is not shown.

    Colours: ACCENT for "waits for me", MUTED for a plain fact, STOP, OVERDUE.
    """

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, tone: Tone = Tone.ACCENT
    ) -> None:
        super().__init__(parent)
        self._text = ""
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_text(text)

    @property
    def text(self) -> str:
        return self._text

    def set_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        # show() without a parent would open a window of its own.
        if not text:
            self.hide()
        elif self.parentWidget() is not None:
            self.show()
        self.updateGeometry()
        self.update()

    def set_count(self, count: int) -> None:
        """Show a number, "99+" from a hundred on, nothing for none."""
        self.set_text("" if count <= 0 else "99+" if count > 99 else str(count))

    def set_tone(self, tone: Tone) -> None:
        self._tone = tone
        self.update()

    # --- Qt overrides -----------------------------------------------------------

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        height = metrics.height()
        return QSize(max(height, metrics.horizontalAdvance(self._text) + height * 3 // 5), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        ground, ink = badge_colours(tones_of(self.palette()), self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        radius = self.height() / 2
        painter.drawRoundedRect(self.rect(), radius, radius)
        painter.setPen(QColor(ink))
        painter.setFont(tabular(font_for(self.font(), TextRole.SMALL)))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)


def badge_colours(tones: Tones, tone: Tone) -> tuple[str, str]:
    """Return ground and ink of a badge."""
    return {
        Tone.PLAIN: (tones.hover, tones.text),
        Tone.MUTED: (tones.hover, tones.muted),
        Tone.ACCENT: (tones.accent, tones.on_accent),
        Tone.STOP: (tones.stop, tones.on_stop),
        Tone.OVERDUE: (tones.overdue_soft, tones.overdue),
    }[tone]
