"""A clinic with more to say at the head of a page than most."""

import dataclasses

import pytest

from db.domain.handout import HandoutKind
from desk_app.handouts.rendering import HandoutPress
from tests.desk_app.handouts.pdf_structure import page_texts, runs
from tests.desk_app.handouts.samples import CLINIC, sheet

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
