"""Places where a database file would be damaged sooner or later, however careful the program."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from db.domain.errors import StorageFailure

# Locks and shared memory do not reach over these: two desks would write over each other.
_NETWORK = {
    "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "afs",
    "ceph", "glusterfs", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.davfs", "macfuse",
}  # fmt: skip
# Their programs copy a file, and bring an older one back, while it is being written.
_SYNC_FOLDERS = {
    "dropbox", "onedrive", "google drive", "googledrive", "my drive", "icloud drive",
    "com~apple~clouddocs", "cloudstorage", "nextcloud", "owncloud", "box sync", "pclouddrive",
    "megasync", "seafile", "syncthing", "yandex.disk", "proton drive",
}  # fmt: skip
_SYNC_BEGINNINGS = ("onedrive - ", "dropbox (", "googledrive-")
_SYNC_MARKS = (".dropbox", ".stfolder", ".owncloudsync.log", ".nextcloudsync.log")
_REMOTE_DRIVE = 4  # of GetDriveTypeW


def why_unsafe(file: Path) -> StorageFailure | None:
    """Return ON_NETWORK or IN_SYNC_FOLDER for such a file; it need not be there yet."""
    whole = file.resolve()
    if _is_synchronised(whole):
        return StorageFailure.IN_SYNC_FOLDER
    remote = _is_on_remote_drive(whole) or is_on_network(whole, _mounts())
    return StorageFailure.ON_NETWORK if remote else None


def is_on_network(file: Path, mounts: Iterable[tuple[str, str]]) -> bool:
    """Whether the innermost of the mounts (place, kind) that hold a file is of a network."""
    holding = [(place, kind) for place, kind in mounts if file.is_relative_to(place)]
    _place, kind = max(holding, key=lambda mount: len(mount[0]), default=("", ""))
    return kind in _NETWORK


def read_mountinfo(text: str) -> list[tuple[str, str]]:
    """Return place and kind of each line of Linux's ``/proc/self/mountinfo``."""
    lines = (line.partition(" - ") for line in text.splitlines())
    return [
        (_unescaped(before.split()[4]), after.split()[0])
        for before, dash, after in lines
        if dash and len(before.split()) > 4
    ]


def read_mount(text: str) -> list[tuple[str, str]]:
    """Return place and kind of each line of what macOS's ``mount`` says."""
    mounts = []
    for line in text.splitlines():
        what, _, options = line.rpartition(" (")
        mounts.append((what.partition(" on ")[2], options.partition(",")[0].rstrip(")")))
    return mounts


def _mounts() -> list[tuple[str, str]]:
    try:
        if sys.platform == "linux":
            return read_mountinfo(Path("/proc/self/mountinfo").read_text(encoding="utf-8"))
        if sys.platform == "darwin":
            told = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=True)
            return read_mount(told.stdout)
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        pass  # a system that does not tell is no reason to keep a clinic out
    return []


def _is_on_remote_drive(file: Path) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes  # noqa: PLC0415 - on Windows alone

    return bool(ctypes.windll.kernel32.GetDriveTypeW(file.anchor) == _REMOTE_DRIVE)


def _is_synchronised(file: Path) -> bool:
    names = [part.casefold() for part in file.parent.parts]
    if any(name in _SYNC_FOLDERS or name.startswith(_SYNC_BEGINNINGS) for name in names):
        return True
    return any((folder / mark).exists() for folder in file.parents for mark in _SYNC_MARKS)


def _unescaped(place: str) -> str:
    """A space in a place is written as ``\\040``, and a backslash so too."""
    return place.encode("utf-8").decode("unicode_escape").encode("latin-1").decode("utf-8")
