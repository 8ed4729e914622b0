"""Where a clinic's database is: a file on this computer, or a server."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

_SERVER_SCHEMES = ("postgresql://", "postgres://", "postgresql+psycopg://")


@dataclass(frozen=True, slots=True)
class DatabasePlace:
    """Exactly one of the two is set.

    Attributes:
        file: an SQLite file; its folder may not exist yet.
        server: a ``postgresql://`` address, with the driver left out.
    """

    file: Path | None = None
    server: str | None = None

    @classmethod
    def parse(cls, text: str) -> DatabasePlace:
        """Read a setting: an address of a server, or else a path."""
        for scheme in _SERVER_SCHEMES:
            if text.startswith(scheme):
                return cls(server="postgresql://" + text.removeprefix(scheme))
        return cls(file=Path(text).expanduser().absolute())

    @property
    def shown(self) -> str:
        """What people are shown: a path, or a server without its password."""
        if self.file is not None:
            return str(self.file)
        scheme, _, rest = str(self.server).partition("://")
        login, at, host = rest.rpartition("@")
        return f"{scheme}://{login.partition(':')[0]}{at}{host}"

    @property
    def identity(self) -> str:
        """A short name for this place that tells nothing about it, for file and socket names."""
        return hashlib.sha256(str(self.file or self.server).encode()).hexdigest()[:16]
