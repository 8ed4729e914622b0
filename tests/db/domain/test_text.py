import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.domain.text import NAME, NOTE, TextTooLongError, clean, composed, shortened

ODD = st.sampled_from("\ud800\u202e\x00\u0301\u1161\u200d\xa0 \n\r\tA")
ANY_TEXT = st.lists(st.characters() | ODD).map("".join)


def test_a_single_line_keeps_its_words_and_loses_white_space_of_every_kind():
    assert clean("  Ana\u00a0\t María\r\n Lee\u2003", limit=NAME) == "Ana María Lee"


def test_several_lines_keep_their_breaks_and_no_break_spaces():
    typed = "\r\nfirst\tline  \r\n\r\nsecond\u00a0line\u2028third\x0b"
    assert clean(typed, limit=NOTE, multiline=True) == "first line\n\nsecond\u00a0line\nthird"


def test_letters_and_accents_typed_apart_become_one():
    assert clean("Jose\u0301", limit=NAME) == "José"


def test_a_pile_of_marks_is_parted_so_that_sorting_it_stays_quick():
    pile = "\u0301" * 100_000 + "\u0323" * 100_000
    parted = composed("a" + pile)
    assert sorted(parted.replace("\u034f", "")) == sorted("\xe1" + pile[1:])
    assert max(len(run) for run in parted.split("\u034f")) <= 31
    assert clean(parted, limit=len(parted)) == parted
    assert composed("-" * 100) == "-" * 100


@pytest.mark.parametrize(
    "hidden", ["\x00", "\x1b", "\x7f", "\u200b", "\u202e", "\u2067", "\ufeff", "\ud800", "\uffff"]
)
def test_what_nobody_can_see_is_dropped(hidden):
    assert clean(f"An{hidden}a", limit=NAME) == "Ana"
    assert clean(f"An{hidden}a", limit=NAME, multiline=True) == "Ana"


@pytest.mark.parametrize("kept", ["👩\u200d⚕️", "می\u200cخواهم", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "a\u200eb"])
def test_joiners_that_a_script_or_an_emoji_needs_stay(kept):
    assert clean(kept, limit=NAME) == kept


def test_a_text_over_its_limit_is_refused_and_never_cut():
    assert clean("a" * 200 + "  ", limit=200) == "a" * 200
    with pytest.raises(TextTooLongError) as failure:
        clean("secret" + "a" * 195, limit=200)
    assert "secret" not in str(failure.value)


@given(ANY_TEXT, st.booleans())
@settings(deadline=None)
def test_clean_text_is_clean_for_good(text, multiline):
    once = clean(text, limit=10_000, multiline=multiline)
    assert clean(once, limit=10_000, multiline=multiline) == once
    assert unicodedata.is_normalized("NFC", once)
    assert once == once.strip()
    once.encode()
    assert not {c for c in once if unicodedata.category(c) in {"Cc", "Cs"}} - {"\n"}


def test_shortening_never_ends_inside_a_letter_or_an_emoji():
    assert shortened("abc", 3) == "abc"
    assert shortened("abc e\u0323\u0302", 5) == "abc"
    assert shortened("ab👩\u200d⚕️", 4) == "ab"
    assert shortened("ab👍🏽", 3) == "ab"


@given(ANY_TEXT, st.integers(0, 20))
@settings(deadline=None)
def test_shortened_text_is_a_beginning_within_the_limit(text, limit):
    short = shortened(text, limit)
    assert len(short) <= limit
    assert text.startswith(short)
