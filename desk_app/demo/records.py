"""What the makers of the practice clinic share: its files, and the ids of what is made so far."""

from __future__ import annotations

import datetime as dt
import struct
import tomllib
from dataclasses import dataclass, field
from typing import Any

from db.domain.picture import Picture, PictureKind
from db.domain.staff import Actor, Role
from desk_app.demo.times import DemoTimes
from desk_app.resources import RESOURCES

Record = dict[str, Any]
FOLDER = RESOURCES / "demo"


@dataclass(slots=True)
class Demo:
    """The practice clinic in the making: an open session and the ids of what is in it, by key."""

    session: Any  # the services know what it is
    times: DemoTimes
    at: dt.datetime
    ids: dict[str, dict[str, int]] = field(default_factory=dict)

    def id(self, kind: str, key: str | None) -> int | None:
        """Return the id behind a key; None for no key."""
        return None if key is None else self.ids[kind][key]

    def remember(self, kind: str, key: str, record_id: int) -> None:
        self.ids.setdefault(kind, {})[key] = record_id

    def by(self, key: str | None = None, desk: str = "Front desk") -> Actor:
        """Return somebody of the staff as the one who gives a command."""
        return Actor(self.id("staff", key), Role.RECEPTIONIST, desk)


def table(name: str) -> Record:
    """Return one of the demo's TOML files."""
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def drawing(name: str) -> Picture:
    """Return one of the demo's pictures, which are fit for paper as they are."""
    colour, grey = (
        (FOLDER / "pictures" / f"{name}{look}.png").read_bytes() for look in ("", "-grey")
    )
    width, height = struct.unpack_from(">II", colour, 16)  # where every PNG has its size
    return Picture(PictureKind.PNG, width, height, colour, grey)
