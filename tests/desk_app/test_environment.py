"""Real first starts of a small checkout: real environments, real pip, packages from a folder."""

import ast
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from desk_app import environment, environment_setup, system_packages

PROJECT_ROOT = Path(__file__).parents[2]
START = """
import json, sys
import PySide6

def main(arguments):
    print(json.dumps([PySide6.version, sys.prefix, arguments]))
    return 7
"""
STATUS_OF_START = 7
QT_PARTS = [
    *(f"lib/libQt6{name}.so.6" for name in ("Core", "Gui", "Widgets", "PrintSupport", "Svg")),
    *(f"lib/libQt6{name}.so.6" for name in ("Network", "DBus", "XcbQpa", "WaylandClient", "Test")),
    *(f"plugins/platforms/libq{name}.so" for name in ("offscreen", "xcb", "wayland")),
    "plugins/printsupport/libcupsprintersupport.so",
]
OWN_OR_C_LIBRARY = re.compile(rb"lib(Qt6|icu|c\.|m\.|dl\.|rt\.|pthread|resolv|stdc\+\+|gcc_s)")

pytestmark = pytest.mark.skipif(
    find_spec("ensurepip") is None, reason="this Python cannot make environments (no ensurepip)"
)


def build_wheel(folder: Path, version: str) -> str:
    """A package that stands for Qt; the line that locks it."""
    information = f"pyside6_essentials-{version}.dist-info"
    wheel = folder / f"pyside6_essentials-{version}-py3-none-any.whl"
    files = {
        "PySide6/__init__.py": f"version = {version!r}\n",
        f"{information}/METADATA": f"Metadata-Version: 2.1\nName: pyside6-essentials\n"
        f"Version: {version}\n",
        f"{information}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{name},,\n" for name in [*files, f"{information}/RECORD"])
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in {**files, f"{information}/RECORD": record}.items():
            archive.writestr(name, text)
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return f"# Download: 1 MB\npyside6-essentials=={version} \\\n    --hash=sha256:{digest}\n"


def build_checkout(root: Path) -> Path:
    (root / "desk_app" / "telephone").mkdir(parents=True)
    own = ("__init__", "environment", "environment_setup", "system_packages")
    for name in (*own, "telephone/__init__", "telephone/endpoint", "telephone/forwarder"):
        shutil.copy(PROJECT_ROOT / f"desk_app/{name}.py", root / f"desk_app/{name}.py")
    shutil.copy(PROJECT_ROOT / "main.py", root)
    (root / "desk_app" / "start.py").write_text(START)
    (root / "archives").mkdir()
    (root / environment.PROGRAM_LOCK).write_text(build_wheel(root / "archives", "6.11.1"))
    return root


def command(checkout: Path, *arguments: str, python: Path | None = None, **variables: str) -> dict:
    """What `subprocess` needs to run `main.py` on a bare Python, with packages from a folder."""
    bare = Path(sys.executable).resolve()
    quiet = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(checkout / "archives")}
    return {
        "args": [python or bare, "main.py", *arguments],
        "cwd": checkout,
        "env": {**quiet, **offline, "PATH": str(checkout / "no uv here"), **variables},
        "text": True,
        "stdin": subprocess.DEVNULL,
    }


def start(*arguments, **options) -> subprocess.CompletedProcess:
    return subprocess.run(**command(*arguments, **options), capture_output=True, check=False)


@pytest.fixture(scope="module", autouse=True)
def no_window_here():
    """A session in which no window waits for calls; a socket's name may not be long."""
    folder = tempfile.mkdtemp(prefix="desk-run-")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_RUNTIME_DIR", folder)
        yield
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def first_start(tmp_path_factory):
    checkout = build_checkout(tmp_path_factory.mktemp("first") / "front-desk")
    return checkout, start(checkout, "--call", "555 0142")


@pytest.fixture
def ready(first_start, tmp_path) -> Path:
    return Path(shutil.copytree(first_start[0], tmp_path / "front-desk", symlinks=True))


def test_the_first_start_says_what_it_does_and_runs_the_same_command(first_start):
    checkout, finished = first_start
    assert "1 packages, a download of up to about 1 MB" in finished.stderr
    assert json.loads(finished.stdout.splitlines()[-1]) == [
        "6.11.1",
        str(checkout / ".venv"),
        ["--call", "555 0142"],
    ]
    assert finished.returncode == STATUS_OF_START


def test_the_next_start_says_nothing_and_installs_nothing(ready):
    shutil.rmtree(ready / "archives")
    finished = start(ready)
    assert finished.stderr == ""
    assert json.loads(finished.stdout) == ["6.11.1", str(ready / ".venv"), []]


def test_standard_output_belongs_to_the_program_alone(first_start):
    assert len(first_start[1].stdout.splitlines()) == 1


def test_a_changed_lock_changes_the_environment(ready):
    (ready / environment.PROGRAM_LOCK).write_text(build_wheel(ready / "archives", "6.11.2"))
    assert json.loads(start(ready).stdout)[0] == "6.11.2"


def test_a_package_removed_by_another_program_is_put_back(ready):
    packages = environment.Checkout(ready, environment.PROGRAM_LOCK).packages
    shutil.rmtree(packages / "PySide6")
    shutil.rmtree(next(packages.glob("pyside6*.dist-info")))
    finished = start(ready)
    assert finished.returncode == STATUS_OF_START, finished.stderr


def test_an_environment_that_others_filled_is_taken_as_it_is(ready):
    (ready / ".venv" / environment.PROGRAM_LOCK).unlink()
    shutil.rmtree(ready / "archives")
    finished = start(ready)
    assert (finished.stderr, finished.returncode) == ("", STATUS_OF_START)


def test_an_interrupted_set_up_is_done_again(ready):
    packages = environment.Checkout(ready, environment.PROGRAM_LOCK).packages
    (packages / "PySide6" / "__init__.py").unlink()
    (ready / ".venv" / environment.PROGRAM_LOCK).unlink()
    (ready / ".venv" / environment_setup.MARK_NAME).write_bytes(environment_setup.UNFINISHED)
    finished = start(ready)
    assert "not finished" in finished.stderr
    assert finished.returncode == STATUS_OF_START, finished.stderr


def test_two_first_starts_at_once_set_up_once(tmp_path):
    checkout = build_checkout(tmp_path / "front-desk")
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    both = [subprocess.Popen(**command(checkout), **pipes) for _ in range(2)]
    said = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [STATUS_OF_START, STATUS_OF_START], said
    assert sum("Setting up" in errors for _, errors in said) == 1


def test_an_active_environment_with_the_packages_is_used_and_no_second_one_made(ready, tmp_path):
    other = build_checkout(tmp_path / "other")
    finished = start(other, python=ready / ".venv" / "bin" / "python")
    assert json.loads(finished.stdout)[1] == str(ready / ".venv")
    assert not (other / ".venv").exists()


def test_an_installed_program_sets_nothing_up(tmp_path):
    installed = build_checkout(tmp_path / "site-packages")
    assert "No module named 'PySide6'" in start(installed).stderr
    assert not (installed / ".venv").exists()


def test_a_frozen_program_sets_nothing_up(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    environment.prepare(environment.PROGRAM_LOCK, build_checkout(tmp_path / "front-desk"))
    assert not (tmp_path / "front-desk" / ".venv").exists()


def test_uv_does_it_where_it_is_there(tmp_path):
    uv = shutil.which("uv")
    if uv is None:
        pytest.skip("uv is not installed")
    checkout = build_checkout(tmp_path / "front-desk")
    local = {"UV_NO_INDEX": "1", "UV_FIND_LINKS": str(checkout / "archives")}
    finished = start(checkout, PATH=str(Path(uv).parent), **local)
    assert finished.returncode == STATUS_OF_START, finished.stderr
    assert not list(checkout.glob(".venv/lib/*/site-packages/pip"))


def test_without_a_network_a_sentence_says_so(ready):
    (ready / environment.PROGRAM_LOCK).write_text(build_wheel(ready / "archives", "6.11.2"))
    nobody = "http://127.0.0.1:9/simple"
    finished = start(ready, PIP_NO_INDEX="0", PIP_FIND_LINKS="", PIP_INDEX_URL=nobody)
    assert "The first start needs the internet" in finished.stderr
    assert finished.returncode == 1


def test_a_package_with_another_hash_is_refused(ready):
    build_wheel(ready / "archives", "6.11.2")
    lock = ready / environment.PROGRAM_LOCK
    lock.write_text(lock.read_text().replace("6.11.1", "6.11.2"))
    finished = start(ready)
    assert "the lines above say why" in finished.stderr
    assert finished.returncode == 1


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path):
    checkout = build_checkout(tmp_path / "front-desk")
    (checkout / ".venv").write_text("in the way")
    finished = start(checkout)
    assert f"cannot be set up in {checkout}" in finished.stderr
    assert finished.returncode == 1


def test_a_full_disk_is_told_before_anything_is_fetched(tmp_path):
    checkout = build_checkout(tmp_path / "front-desk")
    lock = checkout / environment.PROGRAM_LOCK
    lock.write_text(lock.read_text().replace("1 MB", "999999999 MB"))
    assert "The disk has only" in start(checkout).stderr


def test_an_older_python_gets_a_sentence(monkeypatch):
    monkeypatch.setattr(environment, "OLDEST_PYTHON", (99, 0))
    with pytest.raises(SystemExit, match=r"needs Python 99\.0 or newer"):
        environment.prepare(environment.PROGRAM_LOCK)


@pytest.mark.parametrize("name", ["main.py", "tests/__main__.py", "desk_app/environment.py"])
def test_an_older_python_can_read_the_files_that_say_the_sentence(name):
    ast.parse((PROJECT_ROOT / name).read_text("utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("name", [environment.PROGRAM_LOCK, environment.DEVELOPMENT_LOCK])
def test_the_real_locks_say_how_much_they_download(name):
    assert environment_setup.download_megabytes(PROJECT_ROOT / name) > 100


def test_a_missing_library_of_qt_is_named_with_the_line_that_installs_it(monkeypatch, capsys):
    monkeypatch.setattr(system_packages, "QT_LIBRARIES", {"libnowhere.so.9": "libnowhere9"})
    monkeypatch.setattr(system_packages, "_may_install", lambda: False)
    with pytest.raises(SystemExit, match=r"sudo apt-get install .* libnowhere9$"):
        system_packages.provide_qt_libraries()
    assert "libnowhere.so.9" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="Windows and macOS bring what Qt needs")
@pytest.mark.parametrize("part", QT_PARTS)
def test_every_library_qt_is_linked_against_is_known(part):
    # The names of linked libraries stand in the file as strings of their own.
    file = Path(find_spec("PySide6").origin).parent / "Qt" / part
    names = re.findall(rb"\0(lib[\w.+-]+\.so(?:\.\d+)*)(?=\0)", file.read_bytes())
    linked = {name.decode() for name in names if not OWN_OR_C_LIBRARY.match(name)}
    assert linked - {file.name} <= {
        *system_packages.QT_LIBRARIES,
        *system_packages.X11_LIBRARIES,
        *system_packages.WAYLAND_LIBRARIES,
    }
