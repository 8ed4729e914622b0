"""Run every test: `python3 -m tests`, followed by any of pytest's own arguments."""

import os
import sys

from desk_app import environment


def main() -> int:
    environment.prepare(environment.DEVELOPMENT_LOCK)
    environment.provide_system_libraries()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Late: pytest is there only from here on.
    import pytest

    return pytest.main(sys.argv[1:] or _on_every_core())


def _on_every_core() -> list[str]:
    """All of them take long; a part of them is easier to follow in order.

    One more than there are cores: a test of a window often waits for a worker or a server.
    """
    return ["-n", str((os.cpu_count() or 1) + 1), "--dist", "worksteal"]


if __name__ == "__main__":
    sys.exit(main())
