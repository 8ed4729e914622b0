"""Names that sound or look alike, for English and Spanish ears."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.sounds import LONGEST_KEY, likeness, name_keys, sound_codes, strong_keys
from db.domain.words import fold


@pytest.mark.parametrize(
    "names",
    [
        "Catherine Kathryn Katrin Catarina",
        "Lee Leigh Lea",
        "Smith Smyth Schmidt Schmitt",
        "John Jon",
        "Geoff Jeff",
        "Michael Mikael",
        "Javier Xavier",
        "Jiménez Giménez Ximénez",
        "González Gonzales",
        "Hernández Ernandes",
        "Vázquez Basquez Vasques",
        "Xiomara Siomara",
        "Llorente Yorente",
        "Steven Stephen",
        "Philip Filip Phillip",
        "Wright Right",
        "Knight Night",
        "Sean Shawn Shaun",
        "Christine Kristin",
        "Thomas Tomás",
    ],
)
def test_what_sounds_alike_shares_a_code(names):
    first, *others = (set(sound_codes(fold(name))) for name in names.split())
    assert all(first & other for other in others)


@pytest.mark.parametrize(
    ("one", "other"),
    [("lopez", "gomez"), ("catherine", "kathleen"), ("maria", "luis"), ("chen", "smith")],
)
def test_what_sounds_different_does_not(one, other):
    assert not set(sound_codes(one)) & set(sound_codes(other))


def test_likeness_puts_the_same_name_spelt_otherwise_above_another_name():
    same = likeness("Catherine Lee", "Kathryn Leigh")
    assert likeness("Catherine Lee", "lee  CATHERINE") > same > 0.84
    for other in ("Catherine Moss", "Luis Lee", "Bo Chen"):
        assert likeness("Catherine Lee", other) < 0.84


def test_the_order_of_words_is_of_no_account():
    assert strong_keys("Leigh Kathryn") & strong_keys("Catherine Lee")
    assert {key for key in name_keys("Smith John") if key[0] == "2"} == {
        key for key in name_keys("Jon Smyth") if key[0] == "2"
    }


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_have_keys_that_fit_and_a_likeness_between_nought_and_one(one, other):
    assert all(len(key) <= LONGEST_KEY for key in name_keys(one))
    assert 0 <= likeness(one, other) <= 1.000001
