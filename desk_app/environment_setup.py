"""Making the environment of a source checkout: with uv where it is there, else venv and pip.

All that is said goes to standard error: standard output belongs to the program's own results.
"""

import errno
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

from desk_app import system_packages
from desk_app.environment import COMPLETE, INCOMPLETE, Checkout, is_current, read_pins

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

MARK_NAME = "set-up.lock"
UNFINISHED = b"unfinished"
SECONDS_BETWEEN_TRIES = 0.2
# Measured: 138 MB of archives become 415 MB of files, and pip holds both for a while.
ROOM_PER_DOWNLOAD = 4
NO_NETWORK_SIGNS = (
    "connection",
    "could not connect",
    "dns error",
    "failed to fetch",
    "name resolution",
    "network is unreachable",
    "timed out",
)


def set_up(checkout: Checkout) -> None:
    """Make or finish the environment; several starts at once wait for each other.

    Raises:
        SystemExit: With a sentence and status 1, when it cannot be done; 130 when interrupted.
    """
    try:
        with _alone(checkout.environment) as mark:
            if not is_current(checkout):
                _finish(checkout, mark)
    except KeyboardInterrupt:
        _say("\nThe set-up was interrupted. The next start takes it up again.")
        sys.exit(130)
    except OSError as error:
        sys.exit(_reason(error, checkout.root))


def download_megabytes(lock: Path) -> int:
    """The size of all archives, as written into the lock's first line when it was made."""
    found = re.search(r"Download: (\d+) MB", lock.read_text("utf-8"))
    return int(found.group(1)) if found else 0


def _finish(checkout: Checkout, mark: BinaryIO) -> None:
    """An environment that works is added to; one that was left half made is made anew."""
    mark.seek(0)
    interrupted = mark.read() == UNFINISHED
    state = None if interrupted else _state(checkout)
    if state != COMPLETE:
        mark.truncate(0)
        mark.write(UNFINISHED)
        mark.flush()
        _announce(checkout, interrupted=interrupted)
        if state is None:
            _empty(checkout.environment)
            _create(checkout, mark)
        _install(checkout, mark)
    _write_records(checkout)
    mark.truncate(0)


def _state(checkout: Checkout) -> int | None:
    """COMPLETE, INCOMPLETE, or None for an environment that is not there or of no use."""
    if not checkout.python.exists():
        return None
    judge = subprocess.run(  # noqa: S603
        [checkout.python, "-m", "desk_app.environment", checkout.lock],
        cwd=Path(__file__).parents[1],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    usable = shutil.which("uv") or (checkout.packages and (checkout.packages / "pip").exists())
    if judge.returncode == INCOMPLETE and not usable:
        return None
    return judge.returncode if judge.returncode in (COMPLETE, INCOMPLETE) else None


def _announce(checkout: Checkout, *, interrupted: bool) -> None:
    megabytes = download_megabytes(checkout.lock)
    if interrupted:
        _say("An earlier set-up was not finished; it is done again.")
    _say(
        f"Setting up the program's own environment in {checkout.environment}:\n"
        f"{len(read_pins(checkout.lock))} packages, a download of up to about {megabytes} MB. "
        "This is needed once."
    )
    free = shutil.disk_usage(checkout.root).free
    needed = megabytes * ROOM_PER_DOWNLOAD
    if free < needed * 1_000_000:
        sys.exit(f"The disk has only {free // 1_000_000} MB left; about {needed} MB are needed.")


def _create(checkout: Checkout, mark: BinaryIO) -> None:
    # The interpreter behind a link: the link itself may be in the folder that was just emptied.
    python = str(Path(sys.executable).resolve())
    if uv := shutil.which("uv"):
        options = ("--quiet", "--no-config", "--allow-existing", "--python", python)
        _run([uv, "venv", *options, str(checkout.environment)], mark)
        return
    if find_spec("ensurepip") is None:
        system_packages.install(
            [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"],
            reason="This Python lacks its module for environments (venv).",
        )
    _run([python, "-m", "venv", str(checkout.environment)], mark)


def _install(checkout: Checkout, mark: BinaryIO) -> None:
    python = str(checkout.python)
    what = ("--require-hashes", "--requirement", str(checkout.lock))
    if uv := shutil.which("uv"):
        # Compiled now, the first start is as fast as the later ones, and the folder stays as it is.
        _run([uv, "pip", "install", "--compile-bytecode", "--python", python, *what], mark)
    else:
        options = ("--no-input", "--disable-pip-version-check", "--retries=2")
        _run([python, "-m", "pip", "install", *options, *what], mark)
    _say("The environment is ready.")


def _write_records(checkout: Checkout) -> None:
    """The developers' packages include the program's, in the same versions."""
    for lock in checkout.root.glob("requirements*.txt"):
        if read_pins(lock).items() <= read_pins(checkout.lock).items():
            shutil.copyfile(lock, checkout.environment / lock.name)


def _run(command: list[str], mark: BinaryIO) -> None:
    """Run one step, passing on what it says.

    The step holds the mark as well: should this process be killed, the next start waits until
    the step it left behind has come to its end.
    """
    kept_open = () if sys.platform == "win32" else (mark.fileno(),)
    heard = []
    with subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        stderr=subprocess.PIPE,
        pass_fds=kept_open,
        text=True,
        errors="replace",
    ) as step:
        for line in step.stderr or ():
            sys.stderr.write(line)
            heard.append(line)
    if step.returncode != 0:
        sys.exit(_reason_heard("".join(heard).lower()))


def _reason_heard(words: str) -> str:
    if "no space left" in words:
        return "The disk is full, so the environment could not be set up."
    if any(sign in words for sign in NO_NETWORK_SIGNS):
        return (
            "The packages could not be downloaded. The first start needs the internet, this once: "
            "check the connection and start again."
        )
    return "The environment could not be set up; the lines above say why."


def _reason(error: OSError, root: Path) -> str:
    if error.errno == errno.ENOSPC:
        return "The disk is full, so the environment could not be set up."
    return (
        f"The environment cannot be set up in {root} ({error.strerror}).\n"
        "Copy the program to a folder that you may write to, and start it there."
    )


def _empty(environment: Path) -> None:
    for child in environment.iterdir():
        if child.is_dir() and not child.is_symlink():
            shutil.rmtree(child)
        elif child.name != MARK_NAME:
            child.unlink()


@contextmanager
def _alone(environment: Path) -> Iterator[BinaryIO]:
    """Yield the mark of the set-up, held by this process alone: it says what is unfinished."""
    environment.mkdir(exist_ok=True)
    with (environment / MARK_NAME).open("a+b") as mark:
        waiting = False
        while not _hold(mark):
            if not waiting:
                _say("Another start is setting up the environment; waiting for it.")
            waiting = True
            time.sleep(SECONDS_BETWEEN_TRIES)
        yield mark


def _hold(mark: BinaryIO) -> bool:
    try:
        if sys.platform == "win32":
            mark.seek(0)
            msvcrt.locking(mark.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201
