import dataclasses

import pytest

from desk_app.handouts.codes import ClinicLink, clinic_link, code_svg
from tests.desk_app.handouts.samples import CLINIC


@pytest.mark.parametrize(
    ("web", "phone", "target"),
    [
        ("www.willowlane.example", "(828) 555-0142", "https://www.willowlane.example"),
        ("http://willowlane.example/visit", "", "http://willowlane.example/visit"),
        ("", "(828) 555-0142", "tel:8285550142"),
        ("", "+1 828.555.0142", "tel:+18285550142"),
        ("not an address", "828 555 0142", "tel:8285550142"),
        ("javascript:alert(1)", "828 555 0142", "tel:8285550142"),
    ],
)
def test_the_code_leads_to_the_clinic(web, phone, target):
    letterhead = dataclasses.replace(CLINIC, web=web, phone=phone)
    assert clinic_link(letterhead) == ClinicLink(target)


@pytest.mark.parametrize("phone", ["", "ask at the desk", "828 555 0142 ext. 3", "12", "5" * 40])
def test_a_number_that_cannot_be_dialled_as_it_stands_gives_no_code(phone):
    assert clinic_link(dataclasses.replace(CLINIC, web="", phone=phone)) is None


def test_the_code_is_a_drawing_without_a_page_around_it():
    svg = code_svg(ClinicLink("tel:8285550142"))
    assert svg.startswith("<svg")
    assert "viewBox" in svg
