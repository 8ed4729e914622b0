"""Texts of many shapes, each with the structure a careful reader would see in it."""

import json
from pathlib import Path

import pytest

from desk_app.handouts.reading.reader import decode, read_article

ROOT = Path(__file__).parents[4]
DATA = ROOT / "tests" / "data" / "articles"
CLINICS_OWN = ROOT.parent / "shared" / "articles" / "00_seed.txt"
FILES = sorted(DATA.rglob("*.txt"))
# Read differently, with no word lost: one key mends each.
DIFFERENT = {
    "61_blog_multilevel": "a category above the title looks like a title above a subtitle",
    "92_emergency_between_buttons": "a button above the emergency line looks like its heading",
}


def case(file):
    reason = DIFFERENT.get(file.stem)
    marks = pytest.mark.xfail(strict=True, reason=reason) if reason else ()
    return pytest.param(file, id=f"{file.parent.name}-{file.stem}", marks=marks)


def assert_reads_as_expected(file):
    expected = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    expected.pop("shape")
    read = read_article(decode(file.read_bytes())).to_json()
    reasons = read.pop("dropped_reasons")
    assert read == expected
    assert len(reasons) == len(expected["dropped"])


@pytest.mark.parametrize("file", [case(file) for file in FILES])
def test_the_shape_is_read_as_a_careful_reader_would(file):
    assert_reads_as_expected(file)


def test_the_clinics_own_article_is_read_as_a_careful_reader_would():
    if not CLINICS_OWN.exists():
        pytest.skip("the clinic's own article is not beside this checkout")
    assert_reads_as_expected(CLINICS_OWN)
