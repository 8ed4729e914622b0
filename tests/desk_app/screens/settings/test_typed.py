"""Prices, minutes, tries and hours as people write them."""

import datetime as dt

import pytest

from db.domain.hours import Period
from desk_app.screens.settings.merged import merged
from desk_app.screens.settings.typed_hours import read_periods, write_periods
from desk_app.screens.settings.typed_values import (
    currencies,
    currency_symbol,
    read_attempts,
    read_minutes,
    read_price,
    regions,
    write_price,
)


@pytest.mark.parametrize(
    ("typed", "currency", "price"),
    [
        ("150", "USD", 150_00),
        (" $150.00 ", "USD", 150_00),
        ("$1,250.50", "USD", 1250_50),
        ("95,50 €", "EUR", 95_50),
        ("1.500", "EUR", 1500_00),
        ("1 250", "EUR", 1250_00),
        ("0", "USD", 0),
        ("USD 40", "USD", 40_00),
        ("5000", "JPY", 5000),
        ("1.250", "KWD", 1250_000),
        ("12.5", "USD", 12_50),
        ("", "USD", None),
        ("   ", "USD", None),
    ],
)
def test_a_price_is_read_as_it_is_written(typed, currency, price):
    assert read_price(typed, currency) == price


@pytest.mark.parametrize("typed", ["free", "-5", "$-5", "1-2", "12.345.6", "1,2,3", "12abc5"])
def test_what_is_no_price_is_never_guessed(typed):
    with pytest.raises(ValueError, match="price"):
        read_price(typed, "USD")


def test_parts_of_a_currency_without_parts_are_no_price():
    with pytest.raises(ValueError, match="price"):
        read_price("50.5", "JPY")


@pytest.mark.parametrize("price", [None, 0, 1, 99, 100, 150_00, 1250_05])
@pytest.mark.parametrize("currency", ["USD", "JPY", "KWD"])
def test_what_is_written_is_read_again(price, currency):
    if currency == "KWD" and price is not None:
        price *= 1000  # short figures behind the point would be read as thousands
    assert read_price(write_price(price, currency), currency) == price


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("75", 75),
        ("75 min", 75),
        ("1 h 15", 75),
        ("1h15", 75),
        ("1:15", 75),
        ("1 h", 60),
        ("2 hours", 120),
        ("", None),
    ],
)
def test_minutes_are_read_as_they_are_written(typed, minutes):
    assert read_minutes(typed) == minutes


@pytest.mark.parametrize("typed", ["soon", "1.5", "-10", "12345"])
def test_what_is_no_length_of_time_is_refused(typed):
    with pytest.raises(ValueError, match="time"):
        read_minutes(typed)


def test_tries_are_read_with_any_mark_between_them():
    assert read_attempts("0, 1; 3 5") == (0, 1, 3, 5)
    assert read_attempts("") == ()
    with pytest.raises(ValueError, match="figures"):
        read_attempts("one, two")


def hours(*times):
    return tuple(
        Period(dt.time.fromisoformat(opens), dt.time.fromisoformat(closes))
        for opens, closes in times
    )


@pytest.mark.parametrize(
    ("typed", "periods"),
    [
        ("", ()),
        ("11-19", hours(("11:00", "19:00"))),
        (" 9:00 – 13:00 , 14:00–18:30 ", hours(("09:00", "13:00"), ("14:00", "18:30"))),
        ("14-18, 9-13", hours(("09:00", "13:00"), ("14:00", "18:00"))),
        ("9am-1pm", hours(("09:00", "13:00"))),
        ("9 a.m. to 12 p.m.", hours(("09:00", "12:00"))),
        ("8.30-12", hours(("08:30", "12:00"))),
        ("9-13 and 14-18", hours(("09:00", "13:00"), ("14:00", "18:00"))),
        ("9 a 13 y 16 a 20", hours(("09:00", "13:00"), ("16:00", "20:00"))),
    ],
)
def test_hours_are_read_as_they_are_written(typed, periods):
    assert read_periods(typed) == periods
    assert read_periods(write_periods(periods)) == periods


@pytest.mark.parametrize(
    "typed", ["closed", "9", "19-11", "9-5", "9-13, 12-18", "9-25", "9:70-12", "13pm-14pm", "9-9"]
)
def test_hours_that_make_no_sense_are_refused(typed):
    with pytest.raises(ValueError):  # noqa: PT011 - several sentences of the standard library
        read_periods(typed)


def test_countries_and_currencies_have_codes_and_names():
    assert dict(regions())["ES"] == "Spain"
    assert "USD" in dict(currencies())
    assert currency_symbol("EUR") == "€"
    assert currency_symbol("XXQ") == "XXQ"


def test_what_was_typed_stays_over_what_is_stored_now():
    before, now = {"a": 1, "b": 2, "c": 3}, {"a": 1, "b": 20, "c": 30}
    assert merged({"a": 9, "b": 2, "c": 7}, before, now) == {"a": 9, "b": 20, "c": 7}
