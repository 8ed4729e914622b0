"""Which versions of records say the same again, since what this desk did to them was taken back."""

from __future__ import annotations

from collections.abc import Sequence

from db.domain.changes import VersionMove
from db.services.versions import Numbers


class OwnVersions:
    """Of each record the version this desk made last and did not take back.

    It has the number it was made with, and one of today: to take something back makes a new
    version that says what an older one said. A version that another desk made is never taken
    for one of ours, so what an undo meets is refused as somebody else's.
    """

    def __init__(self) -> None:
        self._last: dict[tuple[str, int], tuple[int, int]] = {}

    @property
    def numbers(self) -> Numbers:
        """Return the number of today by the one that was made."""
        return {(*record, made): today for record, (made, today) in self._last.items()}

    def made(self, moves: Sequence[VersionMove]) -> tuple[VersionMove, ...]:
        """Take over what a command did; return it by the numbers that versions were made with."""
        kept = []
        for table, record_id, before, after in moves:
            made, today = self._last.get((table, record_id), (before, before))
            kept.append((table, record_id, made if today == before else before, after))
            self._last[table, record_id] = (after, after)
        return tuple(kept)

    def taken_back(self, kept: Sequence[VersionMove], moves: Sequence[VersionMove]) -> None:
        """Take over what it did to take back what was ``kept`` of a command."""
        wanted = {(table, record_id): (before, made) for table, record_id, before, made in kept}
        for table, record_id, before, after in moves:
            record = table, record_id
            earlier, made = wanted.get(record, (0, 0))
            if self._last.pop(record, None) == (made, before):
                self._last[record] = (earlier, after)
