"""What a text was taken for, piece by piece, each mended by one key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desk_app.handouts.reading.reader import PieceKind
from desk_app.screens.articles.lines import LineKind
from desk_app.screens.articles.rows import line_kind
from desk_app.widgets.line_edit_view import LineEditView
from desk_app.widgets.line_parts import LineLook

PIECE_KEYS = {
    Qt.Key.Key_T: PieceKind.TITLE,
    Qt.Key.Key_H: PieceKind.HEADING,
    Qt.Key.Key_P: PieceKind.PARAGRAPH,
    Qt.Key.Key_L: PieceKind.BULLET,
    Qt.Key.Key_N: PieceKind.STEP,
    Qt.Key.Key_X: PieceKind.LEFT_OUT,
    Qt.Key.Key_Delete: PieceKind.LEFT_OUT,
}
_PLAIN_KEYS = (*PIECE_KEYS, Qt.Key.Key_B)
_LINE_KINDS = {
    PieceKind.TITLE: LineKind.TITLE,
    PieceKind.HEADING: LineKind.HEADING,
    PieceKind.PARAGRAPH: LineKind.PARAGRAPH,
    PieceKind.BULLET: LineKind.BULLET,
    PieceKind.STEP: LineKind.STEP,
    PieceKind.PICTURE: LineKind.PICTURE,
    PieceKind.CAPTION: LineKind.CAPTION,
    PieceKind.LEFT_OUT: LineKind.PARAGRAPH,
}


def piece_kind(kind: PieceKind) -> str:
    """Return what a piece was taken for, as it stands in the margin."""
    return line_kind(_LINE_KINDS[kind])


class PiecesView(LineEditView):
    """Signals: key_pressed: one of the single keys that mend a line."""

    key_pressed = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Args: name: the accessible name."""
        super().__init__(name, _looks(), parent)
        self.setProperty("kind", "pieces")  # one works here, though nothing is typed
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )

    # --- Qt overrides -----------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Delete is a key of this view before it is one of any menu."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _PLAIN_KEYS
            and not event.modifiers()
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PLAIN_KEYS and not event.modifiers():
            self.key_pressed.emit(Qt.Key(event.key()))
        else:
            super().keyPressEvent(event)


def _looks() -> list[LineLook]:
    return [
        LineLook(
            kind.value,
            line_kind(_LINE_KINDS[kind]),
            bold=kind in (PieceKind.TITLE, PieceKind.HEADING),
            large=kind is PieceKind.TITLE,
            struck=kind is PieceKind.LEFT_OUT,
            counted=kind is PieceKind.STEP,
        )
        for kind in PieceKind
    ]
