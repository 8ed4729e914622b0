"""Files on a network or in a folder that is synchronised are refused with the reason."""

from pathlib import Path

import pytest

from db.domain.errors import StorageError, StorageFailure
from db.opening import open_database
from db.place import DatabasePlace
from db.unsafe_places import is_on_network, read_mount, read_mountinfo, why_unsafe

MOUNTINFO = """\
24 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
36 24 0:31 / /srv/our\\040share rw,relatime shared:2 - cifs //server/share rw
37 36 0:32 / /srv/our\\040share/local rw - ext4 /dev/vdb rw
38 24 0:33 / /home/ana/server rw shared:3 master:1 - fuse.sshfs ana@server: rw
39 24 0:34 / /srv/our rw - tmpfs tmpfs rw
"""
MOUNT = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//ana@server/share on /Volumes/our share (1) (smbfs, nodev, nosuid, mounted by ana)
"""


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("/srv/our share/clinic.db", True),
        ("/srv/our share/local/clinic.db", False),
        ("/srv/our/clinic.db", False),
        ("/srv/our sharepoint/clinic.db", False),
        ("/home/ana/server/deep/clinic.db", True),
        ("/home/ana/clinic.db", False),
    ],
)
def test_the_innermost_mount_decides(file, expected):
    assert is_on_network(Path(file), read_mountinfo(MOUNTINFO)) is expected


def test_the_mounts_of_macos_are_read_too():
    mounts = read_mount(MOUNT)
    assert is_on_network(Path("/Volumes/our share (1)/clinic.db"), mounts)
    assert not is_on_network(Path("/Users/ana/clinic.db"), mounts)


@pytest.mark.parametrize(
    "folder", ["Dropbox", "OneDrive - Willow Lane/desk", "Library/CloudStorage/GoogleDrive-a@b.org"]
)
def test_a_folder_that_is_synchronised_is_refused(tmp_path, folder):
    file = tmp_path / folder / "clinic.db"
    with pytest.raises(StorageError) as refused:
        open_database(DatabasePlace(file=file))
    assert refused.value.failure is StorageFailure.IN_SYNC_FOLDER
    assert not file.parent.exists()


def test_a_folder_that_is_marked_as_synchronised_is_known_by_its_mark(tmp_path):
    (tmp_path / ".stfolder").mkdir()
    assert why_unsafe(tmp_path / "a" / "clinic.db") is StorageFailure.IN_SYNC_FOLDER


def test_a_link_into_such_a_folder_is_followed(tmp_path):
    (tmp_path / "Nextcloud").mkdir()
    (tmp_path / "clinic").symlink_to(tmp_path / "Nextcloud")
    assert why_unsafe(tmp_path / "clinic" / "clinic.db") is StorageFailure.IN_SYNC_FOLDER


def test_an_ordinary_folder_is_safe(tmp_path):
    assert why_unsafe(tmp_path / "clinic.db") is None
