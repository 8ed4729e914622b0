"""Where a window listens for calls, and how another process of the same user reaches it.

A softphone starts a process for each call, while the caller is on the line: everything here
is standard library, so that it is loaded in no time.
"""

from __future__ import annotations

import os
import socket
import stat
import sys

TYPE_CHECKING = False  # as in typing, which takes longer to load than all of this
if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Final

# A window has two names: the identity of its database, and one of these for callers that
# do not say which database they mean.
USUAL: Final = "clinic"
PRACTICE: Final = "practice"

TAKEN: Final = b"taken\n"
NOT_TAKEN: Final = b"not taken\n"
LONGEST_MESSAGE: Final = 4096
_PATIENCE_SECONDS: Final = 5.0


class NobodyThereError(Exception):
    """No window listens at this address."""


class NoAnswerError(Exception):
    """A window is there but does not take the message."""


def address_of(name: str) -> str:
    """Return the path of a socket, on Windows the name of a pipe; this user's own.

    Raises:
        OSError: the folder cannot be made, or belongs to somebody else.
    """
    if sys.platform == "win32":
        # Pipes have one space of names for all users of the computer.
        return rf"\\.\pipe\front-desk-{os.environ.get('USERNAME', '')}-{name}"
    return f"{_own_folder()}/{name}"


def lock_file_of(name: str) -> Path:
    """Return the file whose lock says that a window has this name.

    Raises:
        OSError: as ``address_of``.
    """
    from pathlib import Path  # noqa: PLC0415 - of no use to whoever only hands over

    if sys.platform == "win32":
        return Path(_temporary_folder()) / f"front-desk-{name}.lock"
    return Path(_own_folder()) / f"{name}.lock"


def hand_over(name: str, message: Mapping[str, str]) -> None:
    """Give a message to the window of that name; returns once it was taken.

    Raises:
        NobodyThereError, NoAnswerError.
    """
    pairs = ", ".join(f'"{key}": {_quoted(value)}' for key, value in message.items())
    line = f"{{{pairs}}}\n".encode("ascii")
    if len(line) > LONGEST_MESSAGE:
        raise NoAnswerError
    try:
        answer = _through_pipe(name, line) if sys.platform == "win32" else _through(name, line)
    except (FileNotFoundError, ConnectionRefusedError) as error:
        raise NobodyThereError from error
    except OSError as error:  # a timeout is one, too
        raise NoAnswerError from error
    if answer != TAKEN:
        raise NoAnswerError


def _quoted(text: str) -> str:
    """A JSON string, every letter escaped: the json module would be half of the time."""
    units = text.encode("utf-16-be", "surrogatepass").hex()
    return '"' + "".join(rf"\u{units[at : at + 4]}" for at in range(0, len(units), 4)) + '"'


def _through(name: str, line: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(_PATIENCE_SECONDS)
        connection.connect(address_of(name))
        connection.sendall(line)
        answer = b""
        while not answer.endswith(b"\n") and len(answer) < len(TAKEN):
            received = connection.recv(len(TAKEN))
            if not received:
                break
            answer += received
        return answer


def _through_pipe(name: str, line: bytes) -> bytes:
    with open(address_of(name), "r+b", buffering=0) as pipe:  # noqa: PTH123 - its name is no path
        pipe.write(line)
        return pipe.readline(len(TAKEN))


def _own_folder() -> str:
    """The user's folder for sockets: the system's, else a private one among temporary files."""
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    if given and os.path.isdir(given):  # noqa: PTH112 - here and below: paths take 5 ms to import
        folder = f"{given}/front-desk"
    else:
        folder = f"{_temporary_folder()}/front-desk-{os.getuid()}"
    if not os.path.lexists(folder):
        os.makedirs(folder, mode=0o700, exist_ok=True)  # noqa: PTH103
    found = os.lstat(folder)
    # Anybody may have made a folder of this name among the temporary files.
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise PermissionError(f"{folder} is not this user's own")
    return folder


def _temporary_folder() -> str:
    import tempfile  # noqa: PLC0415 - hardly ever needed, and slow to load

    return tempfile.gettempdir()
