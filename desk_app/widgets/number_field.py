"""A field for a small whole number, such as copies."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox, QWidget


def number_field(
    name: str, lowest: int, highest: int, parent: QWidget | None = None, *, suffix: str = ""
) -> QSpinBox:
    """Return a spin box that lines up with the other fields.

    Args:
        name: the accessible name.
        suffix: a unit behind the figure.
    """
    field = QSpinBox(parent)
    field.setRange(lowest, highest)
    field.setSuffix(suffix)
    field.setAccessibleName(name)
    # Style sheets cannot reach the line edit inside; without this the figure sticks to the edge.
    field.lineEdit().setTextMargins(8, 0, 0, 0)
    return field
