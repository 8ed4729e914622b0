"""Rows two lines high: a person and a matter, a time at the right, group headings between."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QStaticText,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desk_app.looks import TextRole, font_for, tabular
from desk_app.tones import Tones, tones_of
from desk_app.widgets.icons import icon_pixmap
from desk_app.widgets.labels import Tone, badge_colours
from desk_app.widgets.roles import RowRole, TwoLineRow

Index = QModelIndex | QPersistentModelIndex

_SIDE = 12  # free pixels at both ends of a row
_ABOVE = 8
_BETWEEN = 2
_GAP = 8
_LEAST_TITLE = 3  # in line heights: where less is left, the time is not drawn
_KEPT = 400  # prepared rows: several screenfuls


class TwoLineDelegate(QStyledItemDelegate):
    """Draws a TwoLineRow from RowRole.LOOK; any other index is drawn by Qt.

    What costs time (eliding, laying out) is done once per row and width and kept.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fonts: _Fonts | None = None
        self._kept: OrderedDict[tuple[TwoLineRow, int], _Prepared] = OrderedDict()

    def row_height(self, font: QFont) -> int:
        """Return the height of a normal row, for views with one fixed height."""
        return self._fonts_for(font).row_height

    def heading_height(self, font: QFont) -> int:
        return self._fonts_for(font).heading_height

    def _fonts_for(self, font: QFont) -> _Fonts:
        if self._fonts is None or self._fonts.body != font:
            self._fonts = _Fonts(font)
            self._kept.clear()
        return self._fonts

    def _prepared(self, row: TwoLineRow, width: int, fonts: _Fonts) -> _Prepared:
        key = (row, width)
        found = self._kept.get(key)
        if found is not None:
            return found
        found = self._kept[key] = _prepare(row, width, fonts)
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return found

    # --- Qt overrides -----------------------------------------------------------

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(RowRole.LOOK)
        if not isinstance(row, TwoLineRow):
            return super().sizeHint(option, index)
        fonts = self._fonts_for(option.font)
        return QSize(120, fonts.heading_height if row.heading else fonts.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowRole.LOOK)
        if not isinstance(row, TwoLineRow):
            super().paint(painter, option, index)
            return
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        tones = tones_of(option.palette)
        fonts = self._fonts_for(option.font)
        prepared = self._prepared(row, area.width(), fonts)
        ink = tones.text
        painter.save()
        if not row.heading:
            ink = _paint_ground(painter, area, state, tones)
        _paint_row(painter, area, row, prepared, fonts, tones, ink)
        painter.restore()


class _Fonts:
    """The fonts of a row and what follows from their sizes."""

    def __init__(self, body: QFont) -> None:
        self.body = QFont(body)
        self.strong = QFont(body)
        self.strong.setWeight(QFont.Weight.DemiBold)
        self.detail = font_for(body, TextRole.SMALL)
        self.time = tabular(self.detail)
        self.body_metrics = QFontMetrics(self.strong)
        self.detail_metrics = QFontMetrics(self.detail)
        self.time_metrics = QFontMetrics(self.time)
        self.icon = max(16, self.body_metrics.height())
        self.first_height = self.body_metrics.height()
        self.second_height = self.detail_metrics.height()
        self.row_height = self.first_height + self.second_height + _BETWEEN + 2 * _ABOVE
        self.heading_height = self.first_height + 2 * _ABOVE


@dataclass(slots=True)
class _Prepared:
    """One row, elided and laid out for one width. Positions are relative to the row."""

    title: QStaticText | QTextLayout
    detail: QStaticText | QTextLayout
    left: int
    flag_left: int
    time_left: int  # -1: there is no room for it
    badge: QRect


def _prepare(row: TwoLineRow, width: int, fonts: _Fonts) -> _Prepared:
    left = _SIDE + (fonts.icon + _GAP + 2 if row.icon else 0)
    right = width - _SIDE
    time_width = fonts.time_metrics.horizontalAdvance(row.time)
    least = fonts.first_height * _LEAST_TITLE
    show_time = bool(row.time) and right - left - time_width >= least
    time_left = right - time_width if show_time else -1
    badge = QRect()
    badge_width = fonts.time_metrics.horizontalAdvance(row.badge) + 14
    if row.badge and right - left - badge_width >= least // 2:
        height = fonts.second_height
        top = _ABOVE + fonts.first_height + _BETWEEN
        if row.heading:
            top = _ABOVE + (fonts.first_height - height) // 2
        badge = QRect(right - badge_width, top, badge_width, height)
    title_end = time_left - _GAP if show_time else right
    if row.heading and not badge.isEmpty():
        title_end = badge.left() - _GAP
    title_room = title_end - left - (fonts.icon + 4 if row.flag else 0)
    title = fonts.body_metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, title_room)
    title_width = fonts.body_metrics.horizontalAdvance(title)
    detail_room = (right if badge.isEmpty() else badge.left() - _GAP) - left
    detail = fonts.detail_metrics.elidedText(
        row.detail.replace("\n", " "), Qt.TextElideMode.ElideRight, detail_room
    )
    return _Prepared(
        title=_laid_out(title, row.marks, fonts.strong),
        detail=_laid_out(detail, row.detail_marks, fonts.detail),
        left=left,
        flag_left=left + title_width + 6,
        time_left=time_left,
        badge=badge,
    )


def _laid_out(
    text: str, marks: Sequence[tuple[int, int]], font: QFont
) -> QStaticText | QTextLayout:
    if marks:
        return _marked(text, marks, font)
    still = QStaticText(text)
    still.setTextFormat(Qt.TextFormat.PlainText)
    still.prepare(font=font)
    return still


def _marked(text: str, marks: Sequence[tuple[int, int]], font: QFont) -> QTextLayout:
    """Underline what matched; weight alone is lost on a bold title."""
    layout = QTextLayout(text, font)
    look = QTextCharFormat()
    look.setFontUnderline(True)
    ranges = []
    for start, length in marks:
        mark = QTextLayout.FormatRange()
        mark.start, mark.length, mark.format = start, length, look
        ranges.append(mark)
    layout.setFormats(ranges)
    layout.beginLayout()
    layout.createLine().setLineWidth(100_000)
    layout.endLayout()
    return layout


def _draw_text(
    painter: QPainter, x: int, y: int, text: QStaticText | QTextLayout, font: QFont
) -> None:
    painter.setFont(font)
    if isinstance(text, QTextLayout):
        text.draw(painter, QPointF(x, y))
    else:
        painter.drawStaticText(x, y, text)


def _paint_ground(painter: QPainter, area: QRect, state: QStyle.StateFlag, tones: Tones) -> str:
    """Paint selection, hover, hairline and focus ring; return the colour of text on it."""
    ink = tones.text
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(area, QColor(tones.selection))
        painter.fillRect(area.left(), area.top(), 3, area.height(), QColor(tones.accent))
        ink = tones.on_selection
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(area, QColor(tones.hover))
    painter.fillRect(area.left(), area.bottom(), area.width(), 1, QColor(tones.line))
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QColor(tones.accent))
        painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.drawRect(area.adjusted(1, 1, -2, -2))
    return ink


def _paint_row(
    painter: QPainter,
    area: QRect,
    row: TwoLineRow,
    prepared: _Prepared,
    fonts: _Fonts,
    tones: Tones,
    ink: str,
) -> None:
    x, y = area.left(), area.top() + _ABOVE
    if not row.heading and not row.detail and not row.badge:
        y += (fonts.second_height + _BETWEEN) // 2  # a single line stands in the middle
    ratio = painter.device().devicePixelRatio()
    title_ink = _tone(row.tone, tones, ink)
    quiet_ink = tones.muted if ink == tones.text else ink
    if row.icon:
        pixmap = icon_pixmap(row.icon, _tone(row.tone, tones, quiet_ink), fonts.icon, ratio)
        painter.drawPixmap(x + _SIDE, y, pixmap)
    painter.setPen(QColor(title_ink))
    _draw_text(painter, x + prepared.left, y, prepared.title, fonts.strong)
    if row.flag:
        pixmap = icon_pixmap(row.flag, title_ink, fonts.icon, ratio)
        painter.drawPixmap(x + prepared.flag_left, y, pixmap)
    painter.setPen(QColor(quiet_ink))
    if row.detail and not row.heading:
        second = y + fonts.first_height + _BETWEEN
        _draw_text(painter, x + prepared.left, second, prepared.detail, fonts.detail)
    if prepared.time_left >= 0:
        painter.setPen(QColor(_tone(row.time_tone, tones, quiet_ink)))
        painter.setFont(fonts.time)
        ascent = fonts.body_metrics.ascent()
        painter.drawText(x + prepared.time_left, y + ascent, row.time)
    if not prepared.badge.isEmpty():
        _paint_badge(painter, prepared.badge.translated(area.topLeft()), row, fonts, tones)


def _paint_badge(
    painter: QPainter, place: QRect, row: TwoLineRow, fonts: _Fonts, tones: Tones
) -> None:
    ground, ink = badge_colours(tones, Tone(row.badge_tone))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
    painter.setPen(QColor(ink))
    painter.setFont(fonts.time)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, row.badge)


def _tone(name: str, tones: Tones, plain: str) -> str:
    """Return the colour of a Tone's name; ``plain`` is whatever the ground asks for."""
    return {
        "muted": tones.muted if plain != tones.on_selection else plain,
        "accent": tones.accent,
        "stop": tones.stop,
        "overdue": tones.overdue,
    }.get(name, plain)
