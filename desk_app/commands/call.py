"""Hand a caller's number to the window, or open the window with it.

A softphone waits for this process at every call: standard library only, and little of it.
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

_LONGEST: Final = 200
_URL_SCHEMES: Final = ("frontdesk:", "tel:", "callto:", "sip:", "sips:")
_URL_KEYS: Final = ("number", "name", "event", "id")
# How telephones write that they were told no number.
_WITHHELD: Final = ("anonymous", "private", "restricted", "unavailable", "unknown", "withheld")
_START_SECONDS: Final = 30.0
_TRY_AGAIN_SECONDS: Final = 0.05


def as_options(arguments: list[str]) -> list[str]:
    """Return a softphone's way to start a program as our own options; others unchanged.

    Known are a bare number, ``tel:``, ``sip:`` and ``frontdesk:`` addresses, and 3CX's
    ``/N:name /C:number``. What stands in an address becomes values, never an option; an
    address has nothing beside it.
    """
    first = arguments[0] if arguments else ""
    if first.lower().startswith(_URL_SCHEMES) and len(arguments) == 1:
        return _of_url(first)
    if _is_slash_option(first):
        return _of_slash_options(arguments)
    return arguments


def is_number(typed: str) -> bool:
    """Whether a bare argument can be what a telephone gives for a number."""
    if typed.lower().startswith(_URL_SCHEMES):
        return False
    return any(sign.isdecimal() for sign in typed) or typed.strip().lower() in _WITHHELD


def run(options: argparse.Namespace, *, has_display: bool) -> int:
    """Hand the call over; the exit status.

    Args:
        has_display: whether a window can be opened when none is there.
    """
    message = {
        "number": (options.call or options.number)[:_LONGEST],
        "name": options.name[:_LONGEST],
        "event": options.event,
        "id": options.id[:_LONGEST],
    }
    name = window_name(options)
    try:
        try:
            hand_over(name, message)
        except NobodyThereError:
            if not has_display:
                return _failed("No window is open to take the call.")
            with _opens_window(name) as is_mine:
                if is_mine:
                    _open_window(options)
                _hand_over_soon(name, message)
    except NobodyThereError:
        return _failed("The window did not open to take the call.")
    except NoAnswerError:
        return _failed("The window does not answer.")
    return 0


def window_name(options: argparse.Namespace) -> str:
    """Return the name at which the window for this database listens."""
    if options.demo:
        return PRACTICE
    if not options.database:
        return USUAL
    from db.place import DatabasePlace  # noqa: PLC0415 - a call hardly ever says which database

    return DatabasePlace.parse(options.database).identity


def _of_url(url: str) -> list[str]:
    from urllib.parse import unquote  # noqa: PLC0415 - only for an address

    scheme, _, rest = url.partition(":")
    if scheme.lower() != "frontdesk":
        return [f"--call={_number_of(unquote(rest))}"]
    path, _, query = rest.lstrip("/").partition("?")
    given = {"number": unquote(path).strip("/").removeprefix("call").strip("/")}
    for pair in query.split("&"):
        key, _, value = pair.partition("=")
        if key in _URL_KEYS and value:
            given[key] = unquote(value.replace("+", " ") if key == "name" else value)
    number = _number_of(given.pop("number"))
    return [f"--call={number}", *(f"--{key}={value}" for key, value in given.items())]


def _number_of(address: str) -> str:
    """The number in ``//+1-828-555-0100;ext=5`` or ``+18285550100@pbx.example``."""
    number, _, parameters = address.lstrip("/").partition(";")
    for parameter in parameters.split(";"):
        if parameter.startswith("ext="):
            return f"{number} ext {parameter.removeprefix('ext=')}"
    return number.partition("@")[0]


def _is_slash_option(argument: str) -> bool:
    return len(argument) > 2 and argument[0] == "/" and argument[1].isalpha() and argument[2] == ":"


def _of_slash_options(arguments: list[str]) -> list[str]:
    """A name with spaces may come as several arguments."""
    given: dict[str, str] = {}
    letter = ""
    for argument in arguments:
        if _is_slash_option(argument):
            letter = argument[1].upper()
            given[letter] = argument[3:]
        else:
            given[letter] += f" {argument}"
    return [f"--call={given.get('C', '')}", f"--name={given.get('N', '')}"]


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


def _hand_over_soon(name: str, message: dict[str, str]) -> None:
    """Hand over to a window that is about to open.

    Raises:
        NobodyThereError, NoAnswerError.
    """
    patience = time.monotonic() + _START_SECONDS
    while True:
        try:
            return hand_over(name, message)
        except NobodyThereError:
            if time.monotonic() > patience:
                raise
            time.sleep(_TRY_AGAIN_SECONDS)


def _failed(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 1
