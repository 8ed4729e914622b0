"""Blank enquiry slips: two on a page, everything a call card asks, room for the pen."""

import datetime as dt

import pytest

from db.domain.handout import Paper
from desk_app.handouts.rendering import HandoutPress
from desk_app.handouts.slips import SlipSheet
from tests.desk_app.handouts import pdf_structure as structure
from tests.desk_app.handouts.pdf_rules import broken_rules
from tests.desk_app.handouts.samples import CLINIC

SERVICES = ("Acupuncture", "Cupping", "Remedial massage", "Ear seeds")


@pytest.fixture(scope="module")
def press():
    return HandoutPress(system_fonts=False)


def slips(**changes):
    values = {
        "count": 2,
        "printed_on": dt.date(2026, 11, 23),
        "clinic": CLINIC,
        "channels": ("Phone call", "Walk-in"),
        "abouts": ("The caller", "Their child"),
        "services": SERVICES,
        "heard": ("A friend", "Web search"),
        "outcomes": ("Booked", "Call back", "Lost"),
    }
    return SlipSheet(**(values | changes))


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_slips_keep_the_rules_of_the_handouts(press, paper, language):
    rendered = press.render_slips(slips(paper=paper, language=language))
    # Each slip is cut off, a paper of its own with a main heading of its own.
    assert set(broken_rules(rendered.pdf)) <= {"there is not one main heading, first of all"}
    assert rendered.standards_kept
    assert structure.language(rendered.pdf) == language
    assert rendered.page_count == 1
    assert min(run.size for run in structure.runs(rendered.pdf)) >= 9.5


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (2, 1), (3, 2), (40, 20)])
def test_two_slips_stand_on_a_page_each_with_its_number(press, count, pages):
    rendered = press.render_slips(slips(count=count))
    assert rendered.page_count == pages
    words = structure.words(rendered.pdf)
    assert all(f"Enquiry slip {number} of {count}" in words for number in range(1, count + 1))


@pytest.mark.parametrize("paper", Paper)
def test_the_fullest_slip_still_leaves_two_on_a_page(press, paper):
    outcomes = (
        "Booked", "Call back", "Question to a practitioner", "Information given",
        "Waiting for a slot", "Not suitable, referred on", "Emergency handed over",
        "Wrong number or sales call", "Lost",
    )  # fmt: skip
    fullest = slips(
        paper=paper,
        outcomes=outcomes,
        channels=("Phone call", "Walk-in", "Voicemail", "E-mail", "Web form", "Referral"),
        heard=("Web search", "A friend", "A doctor", "Walked past", "Instagram", "Returning"),
        services=("Acupuncture", "Cupping", "Remedial massage", "Cosmetic acupuncture", "Herbs"),
    )
    rendered = press.render_slips(fullest)
    assert rendered.page_count == 1
    [text] = structure.page_texts(rendered.pdf)
    assert text.count("Next step: day, who, what was promised") == 2


def test_more_services_than_fit_are_written_on_a_line(press):
    words = structure.words(press.render_slips(slips(services=SERVICES * 9)).pdf)
    assert "Service" in words
    assert "Cupping" not in words


def test_words_of_the_clinic_stay_words(press):
    hostile = ('#eval("1")', "$x$ *b*", "\ue000", "محمد")
    rendered = press.render_slips(slips(heard=hostile))
    assert rendered.standards_kept
    assert '#eval("1")' in structure.words(rendered.pdf)
