"""Small parts that the articles' pages share."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QScrollArea, QWidget

from desk_app.screens.articles.lines import NESTED_KINDS, LineKind
from desk_app.screens.articles.rows import line_kind
from desk_app.widgets.choice_box import ChoiceBox
from desk_app.widgets.line_parts import LineLook
from desk_app.wording import LANGUAGES, language_name

_AFTER = {
    LineKind.BULLET: LineKind.BULLET,
    LineKind.STEP: LineKind.STEP,
    LineKind.STEP_POINT: LineKind.STEP_POINT,
    LineKind.YOU_CAN_DO: LineKind.YOU_CAN_DO,
    LineKind.PICTURE: LineKind.CAPTION,
}


def line_looks() -> list[LineLook]:
    """Return how each kind of line looks, in the order of the menu."""
    return [
        LineLook(
            kind.value,
            line_kind(kind),
            bold=kind in (LineKind.TITLE, LineKind.HEADING),
            large=kind is LineKind.TITLE,
            counted=kind is LineKind.STEP,
            inside=kind in (*NESTED_KINDS, LineKind.PICTURE, LineKind.CAPTION),
            tagged=kind is LineKind.PICTURE,
            after=_AFTER.get(kind, LineKind.PARAGRAPH).value,
        )
        for kind in LineKind
    ]


def language_box(parent: QWidget) -> ChoiceBox:
    """Return a box with the languages a clinic is likely to write in."""
    box = ChoiceBox(parent.tr("Language of the text"), parent, letters=7)
    for tag in LANGUAGES:
        box.addItem(language_name(tag), tag)
    return box


def choose_language(box: QComboBox, tag: str) -> None:
    """Show a language; one that is not in the box is added."""
    if box.findData(tag) < 0:
        box.addItem(language_name(tag), tag)
    box.setCurrentIndex(box.findData(tag))


def scrolling(inside: QWidget, parent: QWidget) -> QScrollArea:
    """Return a widget that scrolls where large type leaves it too little height."""
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area


def show_text(label: QLabel, words: str) -> None:
    """A label without words takes no room."""
    label.setText(words)
    label.setVisible(bool(words))
