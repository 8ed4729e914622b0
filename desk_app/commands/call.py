"""Hand a caller's number to the window, or open the window with it.

The long road of a call: the short one is ``desk_app.telephone.forwarder``.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import time
from collections.abc import Iterator
from typing import Final

from desk_app.telephone.endpoint import (
    PRACTICE,
    USUAL,
    NoAnswerError,
    NobodyThereError,
    hand_over,
    lock_file_of,
)
from desk_app.telephone.forwarder import NO_ANSWER, message

_START_SECONDS: Final = 30.0
_TRY_AGAIN_SECONDS: Final = 0.05


def run(options: argparse.Namespace, *, has_display: bool) -> int:
    """Hand the call over; the exit status.

    Args:
        has_display: whether a window can be opened when none is there.
    """
    told = message(
        number=options.call or options.number,
        name=options.name,
        event=options.event,
        id=options.id,
    )
    name = window_name(options)
    try:
        try:
            hand_over(name, told)
        except NobodyThereError:
            if not has_display:
                return _failed("No window is open to take the call.")
            with _opens_window(name) as is_mine:
                if is_mine:
                    _open_window(options)
                _hand_over_soon(name, told)
    except NobodyThereError:
        return _failed("The window did not open to take the call.")
    except NoAnswerError:
        return _failed(NO_ANSWER)
    return 0


def window_name(options: argparse.Namespace) -> str:
    """Return the name at which the window for this database listens."""
    if options.demo:
        return PRACTICE
    if not options.database:
        return USUAL
    from db.place import DatabasePlace  # noqa: PLC0415 - a call hardly ever says which database

    return DatabasePlace.parse(options.database).identity


@contextlib.contextmanager
def _opens_window(name: str) -> Iterator[bool]:
    """Whether it falls to this process: a softphone may start several for one call.

    Raises:
        NoAnswerError: there is no place for the lock, so no window could be reached either.
    """
    try:
        lock = lock_file_of(f"{name}-opening").open("a")
    except OSError as error:
        raise NoAnswerError from error
    with lock:
        try:
            _lock(lock.fileno())
        except OSError:
            yield False
        else:
            yield True  # the lock goes with the file


def _lock(file: int) -> None:
    """Lock a file for as long as it is open.

    Raises:
        OSError: another process has it.
    """
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - of this system only

        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - of these systems only

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _open_window(options: argparse.Namespace) -> None:
    """Start it as a process of its own: a softphone may hide or end the one it has started."""
    import subprocess  # noqa: PLC0415 - only when there is no window yet

    program = [] if getattr(sys, "frozen", False) else [sys.argv[0]]
    place = ["--demo"] if options.demo else []
    if options.database:
        place = [f"--database={options.database}"]
    window = ["--window"] if options.window else []
    nothing = subprocess.DEVNULL
    subprocess.Popen(  # noqa: S603 - this very program, and options that were read as ours
        [sys.executable, *program, *window, *place],
        stdin=nothing,
        stdout=nothing,
        stderr=nothing,
        start_new_session=True,
    )


def _hand_over_soon(name: str, told: dict[str, str]) -> None:
    """Hand over to a window that is about to open.

    Raises:
        NobodyThereError, NoAnswerError.
    """
    patience = time.monotonic() + _START_SECONDS
    while True:
        try:
            return hand_over(name, told)
        except NobodyThereError:
            if time.monotonic() > patience:
                raise
            time.sleep(_TRY_AGAIN_SECONDS)


def _failed(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 1
