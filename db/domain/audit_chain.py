"""How each row of the audit hangs on the one before it."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Any, Final

BEGINNING: Final = ""
"""The link before the first row."""


@dataclass(frozen=True, slots=True)
class ChainRow:
    """What a row says, without its link.

    Attributes:
        at: aware.
    """

    row_id: int
    at: dt.datetime
    staff_id: int | None
    desk: str
    action: str
    subject: str
    subject_id: int
    details: dict[str, Any]


def link_of(key: bytes, before: str, row: ChainRow) -> str:
    """Return a row's link: HMAC-SHA256, 64 hex digits."""
    told = [
        before, row.row_id, row.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        row.staff_id, row.desk, row.action, row.subject, row.subject_id, row.details,
    ]  # fmt: skip
    message = json.dumps(told, sort_keys=True, separators=(",", ":")).encode("ascii")
    return hmac.new(key, message, hashlib.sha256).hexdigest()
