"""What screen readers are told without anything taking the focus."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Have a screen reader say ``text``, interrupting itself only when urgent.

    Nothing is said of what stands where nobody can see it, such as behind a lock.
    """
    around = widget if widget.isVisible() else widget.parentWidget()
    if not text or not QAccessible.isActive() or around is None or not around.isVisible():
        return
    event = QAccessibleAnnouncementEvent(widget, text)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
