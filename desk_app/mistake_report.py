"""What the program noted of its own mistakes, as text to be read before anybody is given it."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

from PySide6.QtCore import qVersion

from desk_app.version import VERSION

_MOST_LINES = 400


def mistake_report(log: Path) -> str:
    """Return the versions and the end of the log, see ``crash_log`` for what that never holds.

    Raises:
        OSError: the log cannot be read; one that is not there is no mistake.
    """
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []
    head = (
        f"Front Desk {VERSION}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {sys.platform} {platform.machine()}",
        "",
    )
    return "\n".join((*head, *lines[-_MOST_LINES:])) + "\n"
