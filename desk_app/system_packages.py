"""What Qt needs from the system, and how a Debian or Ubuntu gets it. Standard library only."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

# Library -> Debian's package: all that QtWidgets, QtPrintSupport and QtNetwork of PySide6 6.11
# are linked against, beyond the C library. A test compares this with the installed Qt.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
X11_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}


def provide_qt_libraries() -> bool:
    """Install what Qt lacks; True when something was installed, False when nothing was missing.

    Raises:
        SystemExit: With the line to type, where this user or system cannot install it.
    """
    missing = missing_qt_libraries()
    if missing:
        needed = _wanted_qt_libraries()
        install(
            sorted({needed[library] for library in missing}),
            reason=f"The window needs libraries this system lacks: {', '.join(missing)}.",
        )
    if still_missing := missing_qt_libraries():
        sys.exit(f"These libraries could not be found: {', '.join(still_missing)}.")
    return bool(missing)


def missing_qt_libraries() -> list[str]:
    """What the window needs here and now and this system does not have."""
    return not_found(_wanted_qt_libraries())


def not_found(libraries: Iterable[str]) -> list[str]:
    """Those of the libraries that the loader of this system does not find."""
    return [library for library in libraries if not _loads(library)]


def install(packages: Iterable[str], *, reason: str) -> None:
    """Install Debian packages as root on a Debian or Ubuntu; otherwise say which line does it.

    Raises:
        SystemExit: With a sentence, when the packages are not installed in the end.
    """
    line = f"apt-get install --yes --no-install-recommends {' '.join(packages)}"
    _say(reason)
    if not _may_install():
        sys.exit(f"On Debian or Ubuntu this line installs what is missing:\n  sudo {line}")
    _say(f"Installing it now: {line}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in ("apt-get update", line):
        # Standard output belongs to the program's own results.
        finished = subprocess.run(  # noqa: S603
            command.split(), env=quiet, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False
        )
    if finished.returncode != 0:
        sys.exit("The installation failed; the lines above say why.")


def _wanted_qt_libraries() -> dict[str, str]:
    """Of this system and session: Windows and macOS bring their own, a display needs more."""
    if sys.platform != "linux":
        return {}
    x11 = X11_LIBRARIES if os.environ.get("DISPLAY") else {}
    wayland = WAYLAND_LIBRARIES if os.environ.get("WAYLAND_DISPLAY") else {}
    return {**QT_LIBRARIES, **x11, **wayland}


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _may_install() -> bool:
    """True for root on Debian, Ubuntu and what is made from them."""
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    return Path("/etc/debian_version").exists()


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201
