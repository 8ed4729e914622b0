"""Where a clinic's database is: a file on this computer, or a server."""

from __future__ import annotations

import hashlib
import ipaddress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

# The words on the way are encrypted, and the certificate is this server's by one that is trusted.
_PROVEN = "sslmode=verify-full"
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
    def address(self) -> str:
        """The server's address to connect to: over a network only to one that proves who it is.

        What its address says about ``sslmode`` itself stands.
        """
        parts = urlsplit(str(self.server))
        if "sslmode" in parse_qs(parts.query) or _is_this_computer(parts.hostname or ""):
            return str(self.server)
        query = f"{parts.query}&{_PROVEN}" if parts.query else _PROVEN
        return parts._replace(query=query).geturl()

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


def _is_this_computer(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in ("", "localhost")
