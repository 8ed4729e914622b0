import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.domain.phone import (
    format_for_people,
    looks_like_number,
    parse_phone,
    search_digits,
    suffixes,
)


@pytest.mark.parametrize(
    "raw",
    [
        "(828) 555-0142",
        "828.555.0142",
        "8285550142",
        "1 828 555 0142",
        "18285550142",
        "+1 828 555 0142",
        "tel:+1-828-555-0142",
        "011 1 828 555 0142",
        " 828\u00a0555\u20110142 ",
        "８２８５５５０１４２",
    ],
)
def test_one_line_has_one_key_however_it_is_typed(raw):
    number = parse_phone(raw, region="US")
    assert number.raw == raw
    assert number.e164 == number.key == "+18285550142"
    assert number.digits == "18285550142"
    assert number.is_valid


@pytest.mark.parametrize("raw", ["828-555-0142 x12", "828 555 0142 ext. 12", "+18285550142;ext=12"])
def test_an_extension_is_kept_apart_and_makes_another_key(raw):
    number = parse_phone(raw, region="US")
    assert (number.digits, number.extension) == ("18285550142", "12")
    assert number.key == "+18285550142;ext=12"


@pytest.mark.parametrize(
    ("raw", "digits"), [("555-0142", "5550142"), ("911", "911"), ("00000", "00000"), ("²34", "34")]
)
def test_a_number_that_is_not_complete_keeps_its_digits(raw, digits):
    number = parse_phone(raw, region="US")
    assert (number.e164, number.digits, number.key) == (None, digits, digits)
    assert not number.is_valid


@pytest.mark.parametrize("raw", ["", "withheld", "+", "\ud800", "()"])
def test_what_holds_no_digit_has_no_key(raw):
    number = parse_phone(raw, region="US")
    assert (number.key, number.digits, number.spellings) == ("", "", ())


def test_a_strange_number_is_marked_and_still_understood():
    number = parse_phone("+1 123 456 7890", region="US")
    assert number.e164 == "+11234567890"
    assert not number.is_valid


def test_a_foreign_number_without_its_plus_is_understood():
    assert parse_phone("442079460958", region="US").e164 == "+442079460958"


def test_a_national_number_is_read_as_in_the_clinics_country():
    assert parse_phone("020 7946 0958", region="GB").e164 == "+442079460958"
    assert parse_phone("020 7946 0958", region="US").e164 is None


@pytest.mark.parametrize(
    "typed", ["020 79", "+44 20 79", "+44 (0)20 79", "0044 20 79", "0958", "946"]
)
def test_a_number_is_found_by_any_run_of_its_digits_in_any_form(typed):
    number = parse_phone("+44 (0)20 7946 0958", region="US")
    sought = search_digits(typed)
    assert any(suffix.startswith(sought) for suffix in suffixes(*number.spellings))


@given(st.text(), st.sampled_from(["US", "us", "GB", "ES", "", "??", "ZZZ"]))
@settings(deadline=None)
def test_no_text_and_no_country_makes_it_raise(raw, region):
    number = parse_phone(raw, region=region)
    assert number.raw == raw
    assert number.digits.isascii()
    assert bool(number.key) == bool(number.digits)
    format_for_people(raw, region=region)
    assert search_digits(raw).isascii()
    looks_like_number(raw)


@given(st.from_regex(r"\+?[0-9() .x-]{0,20}", fullmatch=True))
@settings(deadline=None)
def test_no_entry_of_digits_makes_it_raise(raw):
    parse_phone(raw, region="US")
    format_for_people(raw, region="US")


@pytest.mark.parametrize(
    ("number", "region", "written"),
    [
        ("+18285550142", "US", "(828) 555-0142"),
        ("8285550142x12", "US", "(828) 555-0142 ext. 12"),
        ("+442079460958", "US", "+44 20 7946 0958"),
        ("+442079460958", "GB", "020 7946 0958"),
        ("555-0142", "US", "555-0142"),
        ("withheld", "US", "withheld"),
    ],
)
def test_numbers_are_written_as_people_there_write_them(number, region, written):
    assert format_for_people(number, region=region) == written


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("(828) 555", "828555"),
        ("+1 828", "1828"),
        ("828-555-0142 x12", "8285550142"),
        ("+44 (0)20 7946", "44207946"),
        ("0014", "0014"),
        ("1-800-FLOWERS", "1800"),
        ("", ""),
    ],
)
def test_a_partial_entry_gives_the_digits_to_look_up(typed, digits):
    assert search_digits(typed) == digits


@pytest.mark.parametrize("typed", ["828", "(828) 555-01", "+1 828", "828 555 0142 ext 3"])
def test_an_entry_of_digits_is_taken_for_a_number(typed):
    assert looks_like_number(typed)


@pytest.mark.parametrize(
    "typed", ["", "82", "tue 3pm", "Ana 828", "2026-0012a", "(-)", "50% of 300"]
)
def test_an_entry_with_other_things_is_not_taken_for_a_number(typed):
    assert not looks_like_number(typed)


def test_suffixes_are_every_ending_of_three_digits_or_more_once():
    assert suffixes("12345", "9345") == ("12345", "2345", "345", "9345")
    assert suffixes("12") == ()


def test_the_module_loads_without_the_number_tables():
    code = "import sys, db.domain.phone; sys.exit('phonenumbers' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
