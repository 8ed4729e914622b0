"""The style sheet over Fusion: an 8-pixel grid, hairlines instead of frames, a clear focus ring.

Only colours and boxes stand here. What a widget may be asked for is the dynamic property
``kind`` (what it is for) and ``role`` (its size of text); both are set once, before it is shown.
"""

from __future__ import annotations

from pathlib import Path
from string import Template

from desk_app.tones import Tones

HEADING_SCALE = 1.3
SMALL_SCALE = 0.9
# A mid grey that stands out by 3:1 from light and from dark grounds, so one file does for all.
_CONTROLS = Path(__file__).resolve().parents[1] / "resources" / "icons" / "controls"

_SHEET = Template("""
/* A system has fonts of its own for these, which do not grow with the letters chosen here. */
QToolTip, QMenuBar, QMenu { font-size: ${body}pt; }
QToolTip { background: $notice; color: $on_notice; border: 1px solid $notice; padding: 6px 8px; }

QLabel[role="small"] { font-size: ${small}pt; }
QLabel[role="heading"] { font-size: ${heading}pt; font-weight: 600; }
QLabel[role="spoken"] { font-size: ${heading}pt; }
QLabel[kind="muted"] { color: $muted; }
QLabel[kind="stop"] { color: $stop; }
QLabel[kind="overdue"] { color: $overdue; }
QLabel[kind="accent"] { color: $accent; }
QLabel[kind="section"] {
    color: $muted; font-size: ${small}pt; font-weight: 600; padding-top: 8px;
}

QFrame[kind="surface"] { background: $surface; border: none; }
QFrame[kind="stop_panel"] { background: $stop_soft; border: none; border-left: 4px solid $stop; }
QFrame[kind="stop_band"] { background: $stop; border: none; }
QFrame[kind="stop_band"] QLabel { color: $on_stop; }
QFrame[kind="tell_panel"] {
    background: $overdue_soft; border: none; border-left: 4px solid $overdue;
}
QFrame[kind="card"] { background: $surface; border: 3px solid $surface; }
QFrame[kind="card"][stopped="true"] { border-color: $stop; }
QFrame[kind="fact"] { border: 2px solid transparent; border-radius: 6px; }
QFrame[kind="fact"]:focus { border-color: $accent; }
QFrame[kind="call"] {
    background: $surface; border: none; border-bottom: 1px solid $line;
    border-left: 4px solid $accent;
}
QFrame[kind="practice"] { background: $practice; border: none; }
QFrame[kind="practice"] QLabel { color: $on_practice; }
QFrame[kind="rule"] { background: $line; border: none; }
QAbstractItemView[kind="popup"], QFrame[kind="popup"] {
    background: $surface; border: 1px solid $field_line; border-radius: 6px;
}

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
    background: $surface; color: $text; placeholder-text-color: $muted;
    border: 1px solid $field_line; border-radius: 6px; padding: 6px 9px;
    selection-background-color: $selection; selection-color: $on_selection;
}
/* Qt itself keeps 2 pixels free inside a line and 4 inside a block: the words stand in one line. */
QLineEdit { padding: 6px 7px; }
QPlainTextEdit, QTextEdit { padding: 3px 5px; }
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QComboBox:hover, QAbstractSpinBox:hover {
    border-color: $muted;
}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: 2px solid $accent; padding: 5px 8px;
}
QLineEdit:focus { padding: 5px 6px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: 2px 4px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled,
QAbstractSpinBox:disabled {
    background: $window; color: $disabled; border-color: $line; placeholder-text-color: $disabled;
}
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] { background: $window; }
QPlainTextEdit[kind="pieces"] { background: $surface; }

QComboBox { padding-right: 28px; }
QComboBox:focus { padding-right: 27px; }
QComboBox::drop-down { border: none; width: 26px; subcontrol-position: center right; }
QComboBox::down-arrow {
    image: url("$controls/chevron-down.svg"); width: ${box}px; height: ${box}px;
}
QComboBox QAbstractItemView {
    background: $surface; color: $text; border: none; outline: none;
    selection-background-color: $selection; selection-color: $on_selection;
}
QComboBox QAbstractItemView::item { min-height: 28px; padding: 2px 8px; }
/* The line inside is 3 pixels higher than others, so that the box is as high as its neighbours. */
QAbstractSpinBox { padding: 5px 26px 4px 9px; }
QAbstractSpinBox:focus { padding: 4px 25px 3px 8px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
    border: none; width: 24px; subcontrol-origin: border; background: transparent;
}
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-arrow { image: url("$controls/chevron-up.svg"); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow {
    image: url("$controls/chevron-down.svg"); width: 12px; height: 12px;
}

QPushButton {
    background: $surface; color: $text; border: 1px solid $field_line; border-radius: 6px;
    padding: 7px 15px;
}
QPushButton:hover { background: $hover; border-color: $muted; }
QPushButton:pressed, QPushButton:checked {
    background: $selection; color: $on_selection; border-color: $accent;
}
QPushButton:focus { border: 2px solid $accent; padding: 6px 14px; }
QPushButton:disabled { color: $disabled; border-color: $line; background: $window; }
QPushButton[kind="primary"] {
    background: $accent; color: $on_accent; border-color: $accent; font-weight: 600;
}
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {
    background: $accent_strong; border-color: $accent_strong;
}
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled {
    background: $line; color: $disabled; border-color: $line;
}
QPushButton[kind="stop"] {
    background: $stop; color: $on_stop; border-color: $stop; font-weight: 600;
}
QPushButton[kind="stop"]:focus { border: 2px solid $text; }
QPushButton[kind="flat"] {
    background: transparent; color: $accent; border: 1px solid transparent; padding: 7px 9px;
}
QPushButton[kind="flat"]:hover { background: $hover; }
QPushButton[kind="flat"]:pressed, QPushButton[kind="flat"]:checked {
    background: $selection; color: $on_selection;
}
QPushButton[kind="flat"]:focus { border: 2px solid $accent; padding: 6px 8px; }
QPushButton[kind="flat"]:disabled { color: $disabled; }
QPushButton[kind="chip"] {
    background: transparent; color: $text; border: 1px solid $line; border-radius: 6px;
    padding: 4px 10px;
}
QPushButton[kind="chip"]:hover { background: $hover; border-color: $field_line; }
QPushButton[kind="chip"]:checked {
    background: $selection; color: $on_selection; border-color: $accent;
}
QPushButton[kind="chip"]:focus { border: 2px solid $accent; padding: 3px 9px; }
QPushButton[kind="chip"]:disabled { color: $disabled; }
QPushButton::menu-indicator { image: none; width: 0; height: 0; }
QPushButton[kind="nav"] {
    background: transparent; color: $muted; border: none; border-radius: 0;
    border-bottom: 3px solid transparent; padding: 10px 11px 7px 11px;
}
QPushButton[kind="nav"]:hover { color: $text; background: $hover; }
QPushButton[kind="nav"]:checked {
    color: $accent; border-bottom: 3px solid $accent; background: transparent;
}
QPushButton[kind="nav"]:focus {
    border: 2px solid $accent; border-radius: 6px; padding: 8px 9px;
}

QFrame[kind="notice"] { background: transparent; border: none; }
QFrame[kind="notice"][shown="true"] { background: $notice; border-radius: 6px; }
QFrame[kind="notice"] QLabel { color: $on_notice; }
QFrame[kind="notice"] QScrollArea:focus { border: 2px solid $notice_action; border-radius: 4px; }
QPushButton[kind="notice"] {
    color: $notice_action; background: transparent; border: 1px solid transparent;
    padding: 3px 9px; font-weight: 600;
}
QPushButton[kind="notice"]:hover { border-color: $notice_action; }
QPushButton[kind="notice"]:focus { border: 2px solid $notice_action; padding: 2px 8px; }

QAbstractItemView {
    background: $surface; color: $text; border: none; outline: none;
    selection-background-color: $selection; selection-color: $on_selection;
    alternate-background-color: $hover;
}
QListWidget[kind="contents"] { background: transparent; }
QListWidget::item { padding: 5px 9px; border: none; border-left: 3px solid transparent; }
QListWidget::item:hover { background: $hover; color: $text; }
QListWidget::item:selected {
    background: $selection; color: $on_selection; border-left: 3px solid $accent;
}
QListWidget::item:focus { border: 2px solid $accent; padding: 3px 7px 3px 10px; }
QAbstractItemView::indicator {
    width: ${box}px; height: ${box}px; border: 1px solid $field_line; background: $surface;
    border-radius: 4px;
}
QAbstractItemView::indicator:checked {
    background: $accent; border-color: $accent; image: url("$controls/check-$on.svg");
}
QTableView { gridline-color: $line; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section {
    background: $surface; color: $muted; border: none; border-bottom: 1px solid $line;
    padding: 6px 10px; font-size: ${small}pt; text-align: left;
}
HourChart QHeaderView::section { padding: 6px 4px; }
QTableCornerButton::section { background: $surface; border: none; }

QScrollArea, QAbstractScrollArea[kind="pages"] { border: none; background: transparent; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollArea > QWidget > QScrollBar { background: transparent; }
QAbstractScrollArea[kind="pages"]:focus { border: 2px solid $accent; }
QScrollBar { background: transparent; border: none; margin: 0; }
QAbstractItemView QScrollBar { background: $surface; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $field_line; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: $accent; }

QMenuBar { background: $window; color: $text; border: none; }
QMenuBar::item { background: transparent; padding: 5px 9px; border-radius: 4px; }
QMenuBar::item:selected { background: $selection; color: $on_selection; }
QMenu { background: $surface; color: $text; border: 1px solid $field_line; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $selection; color: $on_selection; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QStatusBar { background: $window; color: $muted; }
QStatusBar::item { border: none; }

QProgressBar {
    background: $line; color: $text; border: none; border-radius: 3px; max-height: 6px;
}
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QCheckBox, QRadioButton { spacing: 8px; padding: 3px; border: 2px solid transparent; }
QCheckBox::indicator, QRadioButton::indicator {
    width: ${box}px; height: ${box}px; border: 1px solid $field_line; background: $surface;
    border-radius: 4px;
}
QRadioButton::indicator { border-radius: ${box_half}px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked, QCheckBox::indicator:indeterminate {
    background: $accent; border-color: $accent;
}
QCheckBox::indicator:checked { image: url("$controls/check-$on.svg"); }
QCheckBox::indicator:indeterminate { image: url("$controls/minus-$on.svg"); }
QRadioButton::indicator:checked {
    background: $accent; border-color: $accent; image: url("$controls/dot-$on.svg");
}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; }
QCheckBox::indicator:checked:disabled, QRadioButton::indicator:checked:disabled {
    background: $disabled; border-color: $disabled;
}
QCheckBox:focus, QRadioButton:focus { border: 2px solid $accent; border-radius: 6px; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QTabBar::tab {
    background: transparent; color: $muted; border: none; border-bottom: 3px solid transparent;
    padding: 8px 12px 5px 12px;
}
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; }
QTabBar::tab:focus { background: $hover; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
""")


def style_sheet(tones: Tones, points: float) -> str:
    """Return the whole sheet for one set of colours and one size of body text in points."""
    names = {name: getattr(tones, name) for name in Tones.__dataclass_fields__ if name != "dark"}
    box = round(points * 1.45)  # what one ticks grows with the words beside it
    return _SHEET.substitute(
        names,
        body=f"{points:.1f}",
        small=f"{points * SMALL_SCALE:.1f}",
        heading=f"{points * HEADING_SCALE:.1f}",
        controls=_CONTROLS.as_posix(),
        on="dark" if tones.dark else "light",
        box=box,
        box_half=box // 2 + 1,
    )
