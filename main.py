"""Start the front desk: `python3 main.py`, with nothing but Python 3.11 or newer to begin with."""

import sys


def main() -> int:
    """Hand a call to the open window, or make sure of the environment and start the program."""
    # Late, here and below: a softphone waits for this process, and most of it is not needed then.
    if sys.version_info >= (3, 11) and len(sys.argv) > 1:
        from desk_app.telephone.forwarder import forward  # noqa: PLC0415

        status = forward(sys.argv[1:])
        if status is not None:
            return status
    from desk_app import environment  # noqa: PLC0415

    environment.prepare(environment.PROGRAM_LOCK)
    try:
        from desk_app.start import main as start  # noqa: PLC0415

        return start(sys.argv[1:])
    except ImportError:
        environment.provide_system_libraries()
        raise


if __name__ == "__main__":
    sys.exit(main())
