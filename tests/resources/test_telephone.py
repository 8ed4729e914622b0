"""The files that make a system open ``frontdesk:`` addresses."""

import configparser
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from desk_app.telephone.forwarder import as_options

FOLDER = Path(__file__).parents[2] / "resources" / "telephone"


def test_the_desktop_file_hands_over_the_address_as_one_argument():
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(FOLDER / "front-desk.desktop", encoding="utf-8")
    [section] = entry.sections()
    assert entry[section]["MimeType"] == "x-scheme-handler/frontdesk;"
    program, place, address = shlex.split(entry[section]["Exec"])
    assert (Path(program).name, Path(place).name, address) == ("python3", "main.py", "%u")


@pytest.mark.skipif(
    shutil.which("desktop-file-validate") is None, reason="desktop-file-utils is not installed"
)
def test_the_desktop_file_is_valid():
    file = FOLDER / "front-desk.desktop"
    answer = subprocess.run(
        ["desktop-file-validate", file], capture_output=True, text=True, check=False
    )
    assert (answer.returncode, answer.stdout) == (0, "")


def test_the_registry_file_asks_for_this_user_alone_and_quotes_the_address():
    content = (FOLDER / "frontdesk.reg").read_bytes()
    assert content.startswith(b"Windows Registry Editor Version 5.00\r\n")
    keys = [line for line in content.splitlines() if line.startswith(b"[")]
    assert all(key.startswith(b"[HKEY_CURRENT_USER\\Software\\Classes\\frontdesk") for key in keys)
    assert content.rstrip().endswith(b'main.py\\" \\"%1\\""')


@pytest.mark.parametrize(
    "address",
    ["frontdesk:+18285550142", "frontdesk://call/+18285550142", "FRONTDESK:%2B18285550142"],
)
def test_such_an_address_is_a_call(address):
    assert as_options([address]) == ["--call=+18285550142"]
