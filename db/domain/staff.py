"""Who works here, and who is doing something right now."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Role(enum.Enum):
    """What somebody does at the clinic; rights hang on it in ``db.services.gate``."""

    RECEPTIONIST = "receptionist"
    PRACTITIONER = "practitioner"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who gives a command, and from where.

    Attributes:
        staff_id: None until the clinic has entered who works there.
        desk: the name of the desk (one running program on one PC).
    """

    staff_id: int | None
    role: Role
    desk: str
