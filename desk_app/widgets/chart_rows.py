"""What charts draw: ready strings and figures, and what a screen reader says for each."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a bar chart.

    Attributes:
        key: what the owner knows the row by.
        value, before: of these days and of those compared with; the lengths of two bars.
        part: how much of ``value`` is filled; None fills all of it.
        figure, change: at the right, e.g. ``12`` and ``+3``.
        note: smaller, before the figure.
        spoken: the whole row in words.
    """

    key: Hashable
    label: str
    value: int
    before: int
    figure: str
    change: str = ""
    note: str = ""
    part: int | None = None
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class HourCell:
    """How much falls into one hour of a weekday; ``key`` is what Enter hands out."""

    value: int
    spoken: str
    key: object = None
