"""The lock files, pyproject.toml and the versions `uv run` takes must all say the same."""

import re
import runpy
import tomllib
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT_ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.txt", "requirements-dev.txt")
# Why a locked package may be missing here: it is for one system, or for Python 3.11 alone.
NOT_EVERYWHERE = {
    *("colorama", "tzdata", "pywin32-ctypes"),
    *("jeepney", "secretstorage"),
    *("backports-tarfile", "importlib-metadata", "lazy-importer", "zipp"),
}


@pytest.fixture(scope="module")
def project() -> dict:
    return tomllib.loads((PROJECT_ROOT / "pyproject.toml").read_text("utf-8"))


def lock_text(name: str) -> str:
    return (PROJECT_ROOT / name).read_text("utf-8")


def pins(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", lock_text(lock), re.MULTILINE))


def wanted(project: dict, lock: str) -> list[Requirement]:
    development = project["dependency-groups"]["dev"] if lock == "requirements-dev.txt" else []
    return [Requirement(line) for line in [*project["project"]["dependencies"], *development]]


def with_all_they_need(requirements: list[Requirement]) -> set[str]:
    """The names of these packages and of all below them, as the installed ones state it."""
    found: set[tuple[str, frozenset[str]]] = set()
    ahead = list(requirements)
    while ahead:
        requirement = ahead.pop()
        name = canonicalize_name(requirement.name)
        key = (name, frozenset(requirement.extras))
        if key in found or name in NOT_EVERYWHERE:
            continue
        found.add(key)
        for below in map(Requirement, requires(name) or []):
            extras = requirement.extras or {""}
            if below.marker is None or any(below.marker.evaluate({"extra": e}) for e in extras):
                ahead.append(below)
    return {name for name, _ in found}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_dependency_is_locked_at_a_version_it_allows(project, lock):
    locked = pins(lock)
    for requirement in wanted(project, lock):
        assert requirement.specifier.contains(locked[canonicalize_name(requirement.name)])


@pytest.mark.parametrize("lock", LOCKS)
def test_nothing_is_locked_that_no_dependency_needs(project, lock):
    assert set(pins(lock)) - NOT_EVERYWHERE == with_all_they_need(wanted(project, lock))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash_and_no_line_has_an_address(lock):
    text = lock_text(lock)
    entries = re.split(r"^(?=[a-z0-9-]+==)", text, flags=re.MULTILINE)[1:]
    assert len(entries) == len(pins(lock))
    assert all(" \\\n    --hash=sha256:" in entry for entry in entries)
    assert not re.search(r"://|--(extra-)?index|--find-links| @ ", text)


def test_the_development_lock_holds_the_programs_lock_word_for_word():
    program, development = (lock_text(lock).split("\n", 1)[1] for lock in LOCKS)
    entries = re.split(r"^(?=[a-z0-9-]+==)", program, flags=re.MULTILINE)[1:]
    assert all(entry in development for entry in entries)


def test_uv_is_led_to_the_locked_versions(project):
    constraints = project["tool"]["uv"]["constraint-dependencies"]
    assert dict(line.split("==") for line in constraints) == pins("requirements-dev.txt")


def test_third_party_names_every_package_of_the_lock_with_its_licence_and_nothing_else():
    text = (PROJECT_ROOT / "THIRD_PARTY.md").read_text("utf-8")
    packages = text.split("| typeface", 1)[0]
    rows = re.findall(r"^\| ([a-z0-9-]+) \| (\S+) \| (.+) \|$", packages, re.MULTILINE)[1:]
    assert {name: version for name, version, _ in rows} == pins("requirements.txt")
    assert len(rows) == len(pins("requirements.txt"))
    known = re.compile(r"MIT|BSD|Apache|LGPL|GPL|PSF|Zlib|MPL|ISC|Unlicense|HPND")
    assert not [row for row in rows if not known.search(row[2])]
    faces = {
        folder.name for folder in (PROJECT_ROOT / "resources/fonts").iterdir() if folder.is_dir()
    }
    assert {face for face in faces if f"| {face} |" not in text} == set()


def test_the_list_of_what_the_program_is_made_of_is_the_lock_without_a_network():
    bill = runpy.run_path(str(PROJECT_ROOT / ".ci/audit"))["bill"]()
    listed = bill["components"]
    assert {each["name"]: each["version"] for each in listed} == pins("requirements.txt")
    assert all(each["purl"] == f"pkg:pypi/{each['name']}@{each['version']}" for each in listed)
    hashes = {each["content"] for one in listed for each in one["hashes"]}
    assert hashes == set(re.findall(r"sha256:(\w+)", lock_text("requirements.txt")))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert bill == runpy.run_path(str(PROJECT_ROOT / ".ci/audit"))["bill"]()
