"""What others made is read in a second process of this program: a hostile file ends only that."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

# For systems that count no seconds of work, and for machines that are busy with other work.
PATIENCE_SECONDS: Final = 20
_MAIN: Final = Path(__file__).parents[1] / "main.py"


def ask_second_process(arguments: list[str], data: bytes) -> bytes:
    """Start this program with the arguments, give it the data and return what it answers.

    Empty when it took too long, or was ended because it took more than it may have.
    """
    program = [] if getattr(sys, "frozen", False) else [str(_MAIN)]
    try:
        finished = subprocess.run(  # noqa: S603 - this very program
            [sys.executable, *program, *arguments],
            input=data,
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        return b""
    return finished.stdout


def limit_this_process(*, cpu_seconds: int, memory_bytes: int) -> None:
    """End this process when it works longer; refuse it more memory. Windows does neither."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows has none

    used = int(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))
    seconds = used + cpu_seconds
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
