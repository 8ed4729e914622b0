"""What item models hand to ``TwoLineDelegate``: one ready-made row per index."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from PySide6.QtCore import Qt


class RowRole(enum.IntEnum):
    """Roles of models whose rows are two lines high."""

    LOOK = Qt.ItemDataRole.UserRole + 1  # -> TwoLineRow
    KEY = Qt.ItemDataRole.UserRole + 2  # -> whatever the owner knows the row by


@dataclass(frozen=True, slots=True)
class TwoLineRow:
    """Ready strings for one row; a model builds it once, painting only draws it.

    Attributes:
        time: stands at the right of the first line, in figures of equal width.
        badge: stands at the right of the second line.
        tone, time_tone, badge_tone: ``plain``, ``muted``, ``accent``, ``stop`` or ``overdue``.
        icon: name of an icon, drawn before the title.
        flag: name of a second icon, drawn right after the title.
        marks, detail_marks: ``(start, length)`` of the parts of the title and of the
            detail that matched a search.
        heading: a group heading; only title and badge are shown.
        spoken: what a screen reader says; empty for all the strings in reading order.
    """

    title: str
    detail: str = ""
    time: str = ""
    badge: str = ""
    icon: str = ""
    flag: str = ""
    tone: str = "plain"
    time_tone: str = "muted"
    badge_tone: str = "muted"
    marks: tuple[tuple[int, int], ...] = ()
    heading: bool = False
    spoken: str = ""
    detail_marks: tuple[tuple[int, int], ...] = ()

    def accessible_text(self) -> str:
        """Return the answer to Qt.AccessibleTextRole."""
        parts = (self.title, self.detail, self.time, self.badge)
        return self.spoken or ", ".join(part for part in parts if part)
