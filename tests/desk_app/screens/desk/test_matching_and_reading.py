"""From typed words to the clinic's services, people and days."""

import datetime as dt
import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.clinic import ClinicProfile
from db.domain.enquiry import ChoiceList
from db.domain.hours import OpeningHours, Period
from db.domain.when import QuickChoice, quick_when, step_day
from db.queries.catalogue import ServiceRow
from db.queries.clinic import ClinicFacts
from desk_app.money import price
from desk_app.screens.desk.card import CardContent
from desk_app.screens.desk.matching import alias_meant, services_like, the_service, title_marks
from desk_app.screens.desk.reading import Surroundings, typed_form

NOW = dt.datetime(2026, 3, 6, 10, 30, tzinfo=zoneinfo.ZoneInfo("America/New_York"))
HOURS = OpeningHours({day: (Period(dt.time(11), dt.time(19)),) for day in (0, 1, 3, 4, 5)})


def service(number, name, *aliases):
    facts = (None,) * 4
    return ServiceRow(number, 1, name, "", *facts, "", "", False, True, aliases)


SERVICES = [
    service(1, "Acupuncture for back pain", "needles", "bad back", "dolor de espalda"),
    service(2, "Remedial massage", "back rub"),
    service(3, "Physiotherapy assessment", "physio", "Rückenschmerzen"),
]
AROUND = Surroundings(
    ClinicFacts(ClinicProfile(), HOURS, (), dict.fromkeys(ChoiceList, ())), SERVICES, NOW
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("back", [1, 2]),
        ("pain acu", [1]),
        ("NEEDLE", [1]),
        ("ruck", [3]),
        ("mássage", [2]),
        ("", [1, 2, 3]),
        ("zzz", []),
        ("%", [1, 2, 3]),
    ],
)
def test_every_word_typed_must_begin_a_word_of_a_service(typed, found):
    assert [row.service_id for row in services_like(SERVICES, typed)] == found


def test_only_words_that_can_mean_one_service_are_taken_for_it():
    assert the_service(SERVICES, "needles").service_id == 1
    assert the_service(SERVICES, "back") is None
    assert the_service(SERVICES, "  ") is None


def test_the_alias_is_shown_when_the_name_does_not_tell_why_it_was_found():
    assert alias_meant(SERVICES[0], "espal") == "dolor de espalda"
    assert alias_meant(SERVICES[0], "acu") == ""


def test_marks_lie_on_the_letters_that_were_typed():
    title = "Acupuncture for back pain"
    pieces = [title[start : start + length] for start, length in title_marks(title, "BA acu")]
    assert pieces == ["Acu", "ba"]


@given(
    st.sampled_from(["tue", "tue 3pm", "tue 3-5pm", "by fri 13 mar 5pm", "tomorrow", "12 dec"]),
    st.integers(-3, 30),
)
def test_a_day_that_was_moved_is_written_so_that_it_is_read_as_that_day(typed, steps):
    when = AROUND.read_day(typed)
    if when is None:
        return
    moved = step_day(when, steps, now=NOW, hours=HOURS)
    written = typed_form(moved, AROUND, written_day="gibberish")
    assert AROUND.read_day(written) == moved


@pytest.mark.parametrize("choice", QuickChoice)
@pytest.mark.parametrize("pattern", ["%a %-d %b %Y", "%d/%m", "nonsense"])
def test_a_chip_fills_in_words_that_mean_its_day(choice, pattern):
    when = quick_when(choice, now=NOW, hours=HOURS)
    written = typed_form(when, AROUND, written_day=when.day.strftime(pattern))
    assert AROUND.read_day(written) == when


@given(st.builds(CardContent, concern=st.text(), caller_name=st.text(), service=st.text()))
def test_a_draft_is_read_as_it_was_written(content):
    assert CardContent.from_json(content.to_json()) == content


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        (150_00, "USD", "$150"),
        (97_50, "USD", "$97.50"),
        (150_00, "EUR", "€150"),
        (9000, "JPY", "JPY\u00a09,000"),
        (20_00, "CHF", "CHF\u00a020"),
    ],
)
def test_prices_show_cents_only_where_there_are_some(amount, currency, written):
    assert price(amount, currency) == written
