"""The environment of a source checkout: is it there, and does this interpreter run in it?

An installed or frozen program brings its packages along and is left alone. This file, like
`main.py`, must load on Python 3.6, so that an old interpreter gets a sentence and no traceback:
standard library only, newer types only inside quotes, everything heavy imported late.
"""

import os
import re
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple, NoReturn

OLDEST_PYTHON = (3, 11)
PROGRAM_LOCK = "requirements.txt"
DEVELOPMENT_LOCK = "requirements-dev.txt"
PROJECT = Path(__file__).resolve().parent.parent
# Set for the interpreter that a restart starts, so that it can never restart once more.
RESTARTED = "DESK_ENVIRONMENT_RESTARTED"

# What `python -m desk_app.environment LOCK` says of the interpreter that runs it.
COMPLETE, INCOMPLETE = 0, 3


class Checkout(NamedTuple):
    """A source checkout, and the lock file whose packages are wanted."""

    root: Path
    lock_name: str

    @property
    def lock(self) -> Path:
        return self.root / self.lock_name

    @property
    def environment(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        if sys.platform == "win32":
            return self.environment / "Scripts" / "python.exe"
        return self.environment / "bin" / "python"

    @property
    def record(self) -> Path:
        """The copy of the lock that was installed; younger than the packages themselves."""
        return self.environment / self.lock_name

    @property
    def packages(self) -> "Path | None":
        folders = [*self.environment.glob("lib/python3.*/site-packages")]
        return next(iter([*folders, *self.environment.glob("Lib/site-packages")]), None)


def prepare(lock_name: str, root: Path = PROJECT) -> None:
    """Return only in an interpreter that has the packages of the lock.

    Otherwise the environment is made when it is missing, and the same command starts again in it.

    Raises:
        SystemExit: With a sentence, when this Python is too old or the environment cannot be made.
    """
    if sys.version_info < OLDEST_PYTHON:
        sys.exit(_too_old())
    checkout = Checkout(root, lock_name)
    if not _is_source_checkout(checkout):
        return
    inside = _runs_inside(checkout)
    restarted = os.environ.pop(RESTARTED, None) is not None
    if inside and (restarted or is_current(checkout)):
        _check_system_libraries_once(checkout)
    elif has_packages(checkout.lock):
        return
    elif restarted:
        sys.exit(f"The environment in {checkout.environment} is broken: delete it, start again.")
    else:
        if inside or not is_current(checkout):
            _set_up(checkout)
        restart(checkout.python)


def is_current(checkout: Checkout) -> bool:
    """True when the environment was made from this very lock and not changed since then."""
    try:
        return (
            checkout.record.read_bytes() == checkout.lock.read_bytes()
            and checkout.python.exists()
            and checkout.packages is not None
            and checkout.packages.stat().st_mtime_ns <= checkout.record.stat().st_mtime_ns
        )
    except OSError:
        return False


def has_packages(lock: Path) -> bool:
    """True when the running interpreter has every package of the lock, in the locked version."""
    if find_spec("PySide6") is None:  # the answer of a bare Python, without a further look
        return False
    # Late: 20 ms that a start in the environment does not need.
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    try:
        return all(version(name) == pinned for name, pinned in read_pins(lock).items())
    except PackageNotFoundError:
        return False


def read_pins(lock: Path) -> "dict[str, str]":
    """Names and versions that the lock asks for on this system."""
    lines = re.findall(r"^(\S+)==([^\s;]+)(.*)$", lock.read_text("utf-8"), re.MULTILINE)
    return {
        name: version
        for name, version, marker in lines
        if sys.platform == "win32" or "sys_platform == 'win32'" not in marker
    }


def restart(python: Path) -> NoReturn:
    """Run this very command again under another interpreter, in place of this process."""
    os.environ[RESTARTED] = "1"
    command = [str(python), *sys.orig_argv[1:]]
    if sys.platform != "win32":
        sys.stdout.flush()
        os.execv(command[0], command)  # noqa: S606
    # Late: Windows cannot replace a process, and only there is this needed.
    from subprocess import call  # noqa: PLC0415

    sys.exit(call(command))  # noqa: S603


def provide_system_libraries() -> None:
    """Install the system libraries that Qt lacks, or leave with the line that installs them.

    Returns when none is missing; starts the command again once they were installed.
    """
    # Late: an ordinary start has no need of it.
    from desk_app import system_packages  # noqa: PLC0415

    if system_packages.provide_qt_libraries():
        restart(Path(sys.executable))


def _check_system_libraries_once(checkout: Checkout) -> None:
    """A display needs further libraries, and may be there for the first time today."""
    screen = "display" if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") else "none"
    checked = checkout.environment / f"libraries-checked-{screen}"
    if not checked.exists():
        provide_system_libraries()
        # Somebody else's folder may be read-only: then the look is taken each time.
        with suppress(OSError):
            checked.touch()


def _set_up(checkout: Checkout) -> None:
    # Late: needed once in the life of a checkout.
    from desk_app.environment_setup import set_up  # noqa: PLC0415

    set_up(checkout)


def _is_source_checkout(checkout: Checkout) -> bool:
    installed = {"site-packages", "dist-packages"} & set(checkout.root.parts)
    return checkout.lock.exists() and not installed and not getattr(sys, "frozen", False)


def _runs_inside(checkout: Checkout) -> bool:
    return Path(sys.prefix).resolve() == checkout.environment.resolve()


def _too_old() -> str:
    (major, minor), (new_major, new_minor) = sys.version_info[:2], OLDEST_PYTHON
    return (
        f"This program needs Python {new_major}.{new_minor} or newer; {sys.executable} is Python "
        f"{major}.{minor}.\nStart it with a newer one, for example: python{new_major}.{new_minor}"
        f" {sys.argv[0]}"
    )


def _judge(lock: Path) -> int:
    if sys.version_info < OLDEST_PYTHON:
        sys.exit(_too_old())
    return COMPLETE if has_packages(lock) else INCOMPLETE


if __name__ == "__main__":
    sys.exit(_judge(Path(sys.argv[1])))
