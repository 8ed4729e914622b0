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

    # All of them take long: on every core at once. A part of them is easier to follow in order.
    return pytest.main(sys.argv[1:] or ["-n", "auto", "--dist", "worksteal"])


if __name__ == "__main__":
    sys.exit(main())
