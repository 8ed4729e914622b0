"""What others made is read in a second process of this program: a hostile file ends only that.

What takes long to open stays open in one: nobody who types here waits for it.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Final

# For systems that count no seconds of work, and for machines that are busy with other work.
PATIENCE_SECONDS: Final = 20
_NO_WINDOW: Final = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_MAIN: Final = Path(__file__).parents[1] / "main.py"


def ask_second_process(arguments: list[str], data: bytes) -> bytes:
    """Start this program with the arguments, give it the data and return what it answers.

    Empty when it took too long, or was ended because it took more than it may have.
    """
    try:
        finished = subprocess.run(  # noqa: S603 - this very program
            _command(arguments),
            input=data,
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            check=False,
            creationflags=_NO_WINDOW,
        )
    except subprocess.TimeoutExpired:
        return b""
    return finished.stdout


class KeptProcess:
    """A second process that stays: a line is asked, a line is answered, from any thread.

    It ends with this object, and with this program, whose end is the end of what it reads.
    """

    def __init__(self, arguments: Sequence[str]) -> None:
        self._arguments = arguments
        self._lock = threading.Lock()
        self._end: weakref.finalize[[subprocess.Popen[bytes]], KeptProcess] | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, line: bytes) -> bytes:
        """Start it unless it runs, and wait for its answer; empty when it took too long or ended.

        The next question starts another one then.
        """
        with self._lock:
            answer = self._answer(line)
            if not answer.endswith(b"\n"):
                self._stop()
                return b""
            return answer

    def close(self) -> None:
        """End it after the question that it works at; the next one starts another."""
        with self._lock:
            self._stop()

    def _start(self) -> subprocess.Popen[bytes]:
        self._process = subprocess.Popen(  # noqa: S603 - this very program
            _command(self._arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=_NO_WINDOW,
        )
        self._end = weakref.finalize(self, _ended, self._process)
        return self._process

    def _answer(self, line: bytes) -> bytes:
        try:
            process = self._process or self._start()
        except OSError:  # no room for another one
            return b""
        patience = threading.Timer(PATIENCE_SECONDS, process.kill)
        patience.daemon = True
        patience.start()
        try:
            return _asked(process, line)
        except OSError:  # it is gone already
            return b""
        finally:
            patience.cancel()

    def _stop(self) -> None:
        if self._end is not None:
            self._end()
        self._end = self._process = None


def _asked(process: subprocess.Popen[bytes], line: bytes) -> bytes:
    if process.stdin is None or process.stdout is None:
        return b""
    process.stdin.write(line + b"\n")
    process.stdin.flush()
    return process.stdout.readline()


def _ended(process: subprocess.Popen[bytes]) -> None:
    """Killed, not asked: it holds nothing that would be lost."""
    process.kill()
    with contextlib.suppress(OSError), process:
        pass


def _command(arguments: Sequence[str]) -> list[str]:
    program = [] if getattr(sys, "frozen", False) else [str(_MAIN)]
    return [sys.executable, *program, *arguments]


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
