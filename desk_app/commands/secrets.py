"""What opens an encrypted database, given to a command: a file, a pipe or the environment.

Never an argument: every program on the computer can read those.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Final

from desk_app.commands.refusals import RefusedError

VARIABLE: Final = "FRONT_DESK_KEY"
TOO_EASY: Final = "The passphrase is too easy to guess: take at least 12 letters."
_LONGEST: Final = 4_000  # letters


def given_secret(options: argparse.Namespace) -> str:
    """Return the passphrase or recovery code that was given; empty when none was.

    Raises:
        RefusedError: the file cannot be read, or is empty.
    """
    if not hasattr(options, "secret"):  # a pipe can be read only once
        name = options.key_file
        options.secret = read_secret(name) if name else os.environ.get(VARIABLE, "")
    return str(options.secret)


def read_secret(name: str) -> str:
    """Return the first line of a file, or of standard input for ``-``.

    Raises:
        RefusedError: it cannot be read, or is empty.
    """
    try:
        if name == "-":
            line = sys.stdin.readline(_LONGEST)
        else:
            with Path(name).open(encoding="utf-8") as file:
                line = file.readline(_LONGEST)
    except (OSError, UnicodeDecodeError) as error:
        raise RefusedError("The file with the passphrase cannot be read.") from error
    if not line.strip():
        raise RefusedError("The file with the passphrase is empty.")
    return line.strip("\r\n")
