"""A call card that waits at this desk, as other screens may know it."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from db.domain.enquiry import Channel


@dataclass(frozen=True, slots=True)
class OpenCard:
    """``title`` is the name, else the number, else the channel in words."""

    public_id: uuid.UUID
    title: str
    about: str
    channel: Channel
    started_at: dt.datetime
    call_id: uuid.UUID | None = None
