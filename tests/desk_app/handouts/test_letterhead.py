"""A clinic with more to say at the head of a page than most."""

import dataclasses

import pytest

from db.domain.handout import HandoutKind, TextSize
from desk_app.handouts.rendering import HandoutPress
from tests.desk_app.handouts.page_rules import broken_pages, read_lines
from tests.desk_app.handouts.pdf_structure import page_texts, runs
from tests.desk_app.handouts.samples import CLINIC, press_with_pictures, sheet

LONG_CLINIC = dataclasses.replace(
    CLINIC,
    name="The Asheville and Western North Carolina Centre for Acupuncture, Therapeutic Massage"
    " and Integrative Natural Health Care",
    address_lines=(
        "Second floor, the old bakery building at the corner",
        "12 Willow Lane and 43 Market Street, entrance from the yard",
        "Asheville, North Carolina 28801-2345",
        "Open Monday to Friday 8:00 to 18:00",
        "Saturday 9:00 to 13:00, closed on public holidays",
    ),
    phone="(828) 555-0142, (828) 555-0143, toll free 1-800-555-0199",
)


@pytest.fixture(scope="module")
def press():
    return HandoutPress(system_fonts=False)


def test_a_long_letterhead_leaves_the_first_page_to_the_article(press):
    pdf = press.render(sheet(letterhead=LONG_CLINIC)).pdf
    title = next(run for run in runs(pdf) if run.text.startswith("Looking after"))
    assert title.baseline > 792 * 0.7


def test_of_several_telephone_numbers_each_stays_in_one_piece(press):
    for kind in HandoutKind:
        texts = page_texts(press.render(sheet(letterhead=LONG_CLINIC, kind=kind)).pdf)
        lines = " ".join(texts).replace("\u00a0", " ").splitlines()
        for number in ("(828) 555-0142", "(828) 555-0143", "1-800-555-0199"):
            assert any(number in line for line in lines), (kind, number)


@pytest.mark.parametrize("size", [size for size in TextSize if size.is_large_print])
def test_a_very_long_profile_leaves_the_first_large_page_to_the_article(size):
    street = "Suite 1400 B, behind the bakery of the old harbour warehouse, " * 2
    clinic = dataclasses.replace(
        CLINIC,
        name="The Harbour Street Centre for Acupuncture, Bodywork and Quiet Rooms",
        address_lines=tuple(f"{street}{number}" for number in range(4)),
        web=f"www.{'wolfeschlegelsteinhausenbergerdorff' * 3}.example",
    )
    pdf = press_with_pictures().render(sheet(size=size, letterhead=clinic)).pdf
    lines = read_lines(pdf).panels
    first, last = (" ".join(line.text for line in lines[key]) for key in (min(lines), max(lines)))
    assert "Looking after" in first
    assert "Given on" in first
    assert "Keep moving" in first
    assert "bakery" not in first
    assert "bakery" in last
    assert broken_pages(pdf) == []


def test_closing_lines_that_no_page_holds_run_on_and_never_over_the_foot(press):
    clinic = dataclasses.replace(CLINIC, address_lines=("12 Willow Lane, " * 20,) * 6)
    pdf = press.render(sheet(size=TextSize.LARGER, letterhead=clinic)).pdf
    assert min(run.baseline for run in runs(pdf) if run.mark >= 0) > 72
    tops = [lines[0].text for lines in read_lines(pdf).panels.values()]
    assert any(top.startswith("Questions?") for top in tops)
