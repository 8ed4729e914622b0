import unicodedata

import pytest
import sqlcipher3
from hypothesis import given, settings
from hypothesis import strategies as st

from db.domain.words import (
    LONGEST_WORD,
    MOST_ASKED,
    MOST_WORDS,
    fold,
    index_words,
    marked_ranges,
    query_words,
)


def found(text: str, typed: str) -> bool:
    """As the databases search: every word whole, the last as a beginning."""
    indexed = index_words(text)
    *whole, prefix = query_words(typed)
    return all(word in indexed for word in whole) and any(w.startswith(prefix) for w in indexed)


def marked(text: str, typed: str) -> list[str]:
    return [text[start:end] for start, end in marked_ranges(text, query_words(typed))]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("José", "jose"),
        ("Jose\u0301", "jose"),
        ("Łukasz GROẞ", "lukasz gross"),
        ("Ærø Þór", "aero thor"),
        ("İSTANBUL ısı", "istanbul isi"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("한국어", "한국어"),
        ("ﬁne ½ ①", "fine 1⁄2 1"),
        ("٠١٢ مُحَمَّد", "012 محمد"),
    ],
)
def test_folding_drops_case_and_accents(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    "typed", ["o'brien", "O’Brien", "obrien", "brien", "bri", "o'b", "o brien"]
)
def test_a_name_with_an_apostrophe_is_found_however_it_is_typed(typed):
    assert found("Mary O'Brien", typed)
    assert found("Mary O’Brien", typed)


@pytest.mark.parametrize("typed", ["x-ray", "xray", "x ray", "ray", "X-R"])
def test_a_word_with_a_hyphen_is_found_however_it_is_typed(typed):
    assert found("had an X-ray", typed)


@pytest.mark.parametrize("typed", ["ana.lee@example.com", "ana.lee@ex", "lee example", "com"])
def test_an_address_is_found_by_any_part(typed):
    assert found("ana.lee@example.com", typed)


@pytest.mark.parametrize("typed", ["田", "中", "郎", "田中", "中太郎", "太 田", "田中太郎"])
def test_scripts_without_spaces_are_found_by_any_neighbouring_characters(typed):
    assert found("患者 田中太郎様", typed)


def test_a_pair_of_characters_that_do_not_stand_together_is_not_found():
    assert not found("田中太郎", "田太")


def test_only_the_last_typed_word_is_a_beginning():
    assert query_words("back pai") == ("back", "pai")
    assert found("pain in the back", "back pai")
    assert not found("pain in the backs", "back pai")


def test_a_word_typed_twice_is_asked_for_once_and_stays_last():
    assert query_words("pain back pain") == ("back", "pain")


def test_nothing_to_look_up_gives_no_words():
    assert query_words(" -'. \u0301") == ()
    assert marked_ranges("text", ()) == []


def test_long_texts_and_long_words_are_capped():
    assert index_words("x" * 100) == ("x" * LONGEST_WORD,)
    assert len(index_words(" ".join(map(str, range(MOST_WORDS + 5))))) == MOST_WORDS
    assert len(query_words(" ".join(map(str, range(100))))) == MOST_ASKED


def test_words_come_once_in_reading_order():
    assert index_words("back pain", "Pain today") == ("back", "pain", "today")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("cafe", ["Café", "cafe\u0301"]),
        ("caf", ["Caf", "caf"]),
        ("obri", ["O’Bri"]),
        ("brien", ["Brien"]),
        ("o'brien", ["O’Brien"]),
        ("cafe brien", ["Brien", "Café", "cafe\u0301"]),
        ("brie cafe", ["Café", "cafe\u0301"]),
        ("zzz", []),
    ],
)
def test_matches_are_marked_in_the_text_as_it_stands(typed, expected):
    assert marked("O’Brien's Café, cafe\u0301", typed) == expected


def test_marks_that_touch_become_one():
    assert marked("田中太郎", "田中太") == ["田中太"]


def test_marks_stay_in_place_behind_letters_that_fold_to_two():
    assert marked("ẞß Æ pain", "pain") == ["pain"]


@given(st.text(), st.text())
@settings(deadline=None)
def test_marks_are_ascending_disjoint_and_inside_the_text(text, typed):
    ends = [place for span in marked_ranges(text, query_words(typed)) for place in span]
    assert ends == sorted(set(ends))
    assert all(0 <= place <= len(text) for place in ends)


@given(st.text())
@settings(deadline=None)
def test_every_text_is_found_by_itself(text):
    asked = query_words(text)
    indexed = index_words(text)
    assert all(word in indexed for word in asked)
    assert all(0 < len(word) <= LONGEST_WORD and not word.isspace() for word in indexed)
    assert fold(fold(text)) == fold(text) or "'" in fold(text)


def test_each_word_is_exactly_one_token_for_sqlite():
    skipped = ("CJK UNIFIED", "CJK COMPAT", "HANGUL SYLLABLE", "TANGUT", "CUNEIFORM", "EGYPTIAN")
    characters = [
        chr(code)
        for code in range(0x30000)
        if not 0xD800 <= code < 0xE000
        and not unicodedata.name(chr(code), "CJK UNIFIED").startswith(skipped)
    ]
    words = list(index_words(*(f"qa{character}bz" for character in characters[:6000])))
    for start in range(6000, len(characters), 6000):
        words += index_words(*(f"qa{c}bz" for c in characters[start : start + 6000]))
    words += index_words("O'Brien x-ray 田中太郎 नमस्ते ภาษาไทย 한국어 ½ a_b " + "é" * 100)
    assert len(words) > 15_000
    assert tokens(words) == words


def tokens(words: list[str]) -> list[str]:
    """What SQLite's full-text index makes of the words, each in a row of its own."""
    connection = sqlcipher3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE held USING fts5(w, tokenize='unicode61 remove_diacritics 2')"
    )
    connection.execute("CREATE VIRTUAL TABLE seen USING fts5vocab(held, 'instance')")
    connection.executemany(
        "INSERT INTO held (rowid, w) VALUES (?, ?)", list(enumerate(words, start=1))
    )
    rows = connection.execute("SELECT term FROM seen ORDER BY doc, offset").fetchall()
    connection.close()
    return [term for (term,) in rows]
