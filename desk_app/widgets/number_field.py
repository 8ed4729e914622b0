"""A field for a small whole number, such as copies."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox, QWidget

from desk_app.widgets.calm_fields import CalmSpinBox


def number_field(
    name: str,
    lowest: int,
    highest: int,
    parent: QWidget | None = None,
    *,
    suffix: str = "",
    suffix_of_one: str = "",
) -> QSpinBox:
    """Return a spin box that lines up with the other fields.

    Args:
        name: the accessible name.
        suffix: a unit behind the figure; ``suffix_of_one`` behind a single one, if it differs.
    """
    field = CalmSpinBox(parent)
    field.setRange(lowest, highest)

    def name_unit(figure: int) -> None:
        field.setSuffix(suffix_of_one if figure == 1 and suffix_of_one else suffix)

    name_unit(field.value())
    field.valueChanged.connect(name_unit)
    field.setAccessibleName(name)
    # Style sheets cannot reach the line edit inside; without this the figure sticks to the edge.
    field.lineEdit().setTextMargins(8, 0, 0, 0)
    return field
