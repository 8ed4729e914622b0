"""A print queue of our own: a private CUPS server on a socket, printing into PDF files.

It knows nothing of the machine's printers and opens no port. Needs Debian's ``cups`` and
``printer-driver-cups-pdf``, and root, as the latter's back end does.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

QUEUE = "Front-desk-test"
_DRIVER = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
_BACK_END = Path("/usr/lib/cups/backend/cups-pdf")
_PATIENCE = 60.0
_SEARCH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"

_SERVER = """
Listen {home}/run/cups.sock
Browsing Off
DefaultAuthType None
WebInterface No
ErrorPolicy abort-job
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
_FILES = """
ServerRoot {home}/etc
RequestRoot {home}/spool
TempDir {home}/spool/tmp
CacheDir {home}/cache
StateDir {home}/run
AccessLog {home}/log/access
ErrorLog {home}/log/error
PageLog {home}/log/page
SystemGroup root
"""
_BACK_END_SETTINGS = """
Out {home}/out
AnonDirName {home}/out
Spool {home}/spool/pdf
Log {home}/log
UserUMask 0022
Grp root
"""


def what_is_missing() -> str:
    """Why no queue can be made here, in words; empty when one can."""
    programs = ("cupsd", "lpadmin", "lpstat", "gs", "pdfinfo")
    absent = [name for name in programs if shutil.which(name, path=_SEARCH) is None]
    absent += [str(file) for file in (_DRIVER, _BACK_END) if not file.exists()]
    if absent:
        return f"not installed: {', '.join(absent)}"
    return "" if os.geteuid() == 0 else "a private CUPS server needs root"


@dataclass(frozen=True)
class Queue:
    """A running queue: the server's home, its socket, the folder its PDFs land in."""

    home: Path

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs to see this queue and no other, and no display."""
        hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
        return {name: value for name, value in os.environ.items() if name not in hidden}

    def printed(self) -> Path:
        """The newest PDF, once no job is open any more."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            found = sorted(
                (self.home / "out").rglob("*.pdf"), key=lambda file: file.stat().st_mtime
            )
            if found and not self.ask("lpstat", "-o").strip():
                return found[-1]
            time.sleep(0.1)  # another program is at work; there is no event to wait for
        raise AssertionError(
            f"nothing printed: {(self.home / 'log' / 'error').read_text()[-2000:]}"
        )

    def ask(self, *command: str) -> str:
        environment = {**self.environment, "PATH": _SEARCH}
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False
        ).stdout


@contextlib.contextmanager
def private_queue() -> Iterator[Queue]:
    """A queue named ``QUEUE`` for as long as the block runs, where ``CUPS_SERVER`` points to."""
    home = Path(os.environ["CUPS_SERVER"]).parents[1]
    instance = f"front-desk-{os.getpid()}"
    # The back end reads its settings from this folder only.
    settings = Path("/etc/cups") / f"cups-pdf-{instance}.conf"
    _lay_out(home)
    settings.write_text(_BACK_END_SETTINGS.format(home=home))
    queue = Queue(home)
    server = subprocess.Popen(
        ["cupsd", "-f", "-c", str(home / "etc/cupsd.conf"), "-s", str(home / "etc/files.conf")],
        env={**os.environ, "PATH": _SEARCH},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(home / "run" / "cups.sock")
        queue.ask("lpadmin", "-p", QUEUE, "-E", "-v", f"cups-pdf:/{instance}", "-P", str(_DRIVER))
        yield queue
    finally:
        server.terminate()
        server.wait(timeout=_PATIENCE)
        settings.unlink()


def _lay_out(home: Path) -> None:
    home.chmod(0o755)
    for folder in ("etc/ppd", "spool/tmp", "spool/pdf", "cache", "run", "log", "out"):
        (home / folder).mkdir(parents=True)
    (home / "etc/cupsd.conf").write_text(_SERVER.format(home=home))
    (home / "etc/files.conf").write_text(_FILES.format(home=home))
    group = pwd.getpwnam("lp").pw_gid
    for folder in ("spool", "spool/tmp", "cache", "run"):
        os.chown(home / folder, 0, group)
        (home / folder).chmod(0o1770 if folder.endswith("tmp") else 0o775)


def _wait_for(socket: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while not socket.exists():
        if time.monotonic() > end:
            raise AssertionError("the private CUPS server did not start")
        time.sleep(0.05)  # another program is at work; there is no event to wait for
