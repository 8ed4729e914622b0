"""Start the front desk: `python3 main.py`, with nothing but Python 3.11 or newer to begin with."""

import sys

from desk_app import environment


def main() -> int:
    """Make sure of the environment, then hand over; the exit status of the whole program."""
    environment.prepare(environment.PROGRAM_LOCK)
    # Late: what the program is built on is there only from here on.
    from desk_app.start import main as start  # noqa: PLC0415

    return start(sys.argv[1:])


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ImportError:
        environment.provide_system_libraries()
        raise
