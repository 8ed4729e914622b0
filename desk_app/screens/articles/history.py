"""Steps that can be taken back: a stack of values that never change."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")

_MOST_STEPS = 1_000


class History(Generic[T]):
    """What is here now, what was before, and what was taken back."""

    def __init__(self, value: T) -> None:
        self._steps = [value]
        self._place = 0

    @property
    def current(self) -> T:
        return self._steps[self._place]

    @property
    def can_undo(self) -> bool:
        return self._place > 0

    @property
    def can_redo(self) -> bool:
        return self._place < len(self._steps) - 1

    def push(self, value: T, *, merge: bool = False) -> None:
        """Go on from here; what was taken back is forgotten.

        Args:
            merge: the value belongs to the step before it: one undo for both.
        """
        del self._steps[self._place + 1 :]
        if merge and self._place:
            self._steps[self._place] = value
        else:
            self._steps.append(value)
        del self._steps[:-_MOST_STEPS]
        self._place = len(self._steps) - 1

    def undo(self) -> bool:
        """Go one step back; False when there is none."""
        if self.can_undo:
            self._place -= 1
            return True
        return False

    def redo(self) -> bool:
        """Go forth again; False when nothing was taken back."""
        if self.can_redo:
            self._place += 1
            return True
        return False
