"""Whatever is pasted, every word of it is in the title, a block or a left-out line."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.domain.errors import ValidationError
from desk_app.handouts.reading.normalising import normalise
from desk_app.handouts.reading.pieces import Piece, PieceKind
from desk_app.handouts.reading.reader import decode, read_article
from desk_app.handouts.reading.safety import with_nothing_missing
from desk_app.handouts.reading.structure import take_apart

DATA = Path(__file__).parents[3] / "data" / "articles"
TEXTS = [decode(path.read_bytes()) for path in sorted(DATA.rglob("*.txt"))]

# What may stand in a mark and nowhere else: numbers, single letters, Roman numbers.
MARK = re.compile(
    r"[\d.]+|[^\W\d_]\d{0,2}|[ivx]+|[IVX]+|[①-⑳]|[一二三四五六七八九十]+|\d\ufe0f?\u20e3"
)


def letters(text):
    return "".join(character for character in text.casefold() if character.isalnum())


def assert_nothing_is_lost(text):
    try:
        reading = read_article(text)
    except ValidationError:
        assert not letters(normalise(text))
        return
    written = "".join(f"{piece.marker} {piece.text} " for piece in reading.pieces)
    assert letters(written) == letters(reading.source)
    for piece in reading.pieces:
        mark = piece.marker.strip("()[]#.:：．）（、-–°º \t\ufe0f")
        assert not letters(mark) or MARK.fullmatch(mark) or mark in ("x", "X")
        assert piece.text
    assert_json_holds_every_word(reading)


def assert_json_holds_every_word(reading):
    shown = [reading.article.title, *reading.article.texts(), *reading.to_json()["dropped"]]
    kept = Counter(word for text in shown for word in words(text))
    taken = Counter(word for piece in reading.pieces for word in words(piece.marker))
    assert not Counter(words(reading.source)) - kept - taken


def words(text):
    return re.findall(
        r"[^\W_]+", re.sub(r"([\u3000-\u9fff\uff00-\uffef])", r" \1 ", text.casefold())
    )


@given(st.text(max_size=400))
def test_no_word_of_an_arbitrary_text_is_lost(text):
    assert_nothing_is_lost(text)


@given(st.binary(max_size=400))
def test_no_word_of_arbitrary_bytes_is_lost(data):
    assert_nothing_is_lost(decode(data))


LINES = st.sampled_from(sorted({line for text in TEXTS for line in text.split("\n")}))
MARKS = st.sampled_from(
    [
        "",
        "",
        "",
        "",
        "1. ",
        "2) ",
        "(3) ",
        "• ",
        "- ",
        "  - ",
        "* ",
        "# ",
        "## ",
        "a) ",
        "II. ",
        "Q: ",
        "A: ",
        "1.2 ",
        "✓ ",
        "✗ ",
        "🌿 ",
        "> ",
        "\t",
        "Step 1: ",
        "NOTE: ",
        "一、",
        "1: ",
        "o  ",
        "[x] ",
        "**",
        "1️⃣ ",
        "10 ",
        "— ",
        "#3 ",
        "A. ",
        "I. ",
        "Related posts\n",
        "Contents\n",
        "2° ",
        "Fwd: ",
        "Subject: Re: ",
        "--\n",
        "【",
    ]
)
ENDS = st.sampled_from(["", "", "", "", ":", "?", "!", ".", "**", " |", " #", "-", "…", "\t3\t4"])
BREAKS = st.sampled_from(
    ["\n", "\n", "\n\n", "\n\n", "\r\n", "\n---\n", "\n====\n", "\u2028", " | "]
)
PARTS = st.tuples(MARKS, LINES, ENDS, BREAKS).map("".join)
ARTICLES = st.lists(PARTS, max_size=25).map("".join)


@settings(max_examples=300)
@given(ARTICLES)
def test_no_word_of_a_text_like_an_article_is_lost(text):
    assert_nothing_is_lost(text)


@settings(max_examples=200)
@given(ARTICLES)
def test_the_last_net_has_nothing_to_do(text):
    try:
        source = read_article(text).source
    except ValidationError:
        return
    pieces = take_apart(source)
    assert with_nothing_missing(source, pieces) == pieces


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_no_word_of_the_known_shapes_is_lost(text):
    assert_nothing_is_lost(text)


def test_a_line_that_got_lost_comes_back_whole_at_its_place():
    source = "Heat\nKeep the pack warm.\nStop if it burns.\nRest."
    pieces = [
        Piece(PieceKind.TITLE, "Heat"),
        Piece(PieceKind.PARAGRAPH, "Keep the pack warm."),
        Piece(PieceKind.PARAGRAPH, "Rest."),
    ]
    mended = with_nothing_missing(source, pieces)
    assert [piece.text for piece in mended] == source.split("\n")
    assert mended[2].kind is PieceKind.PARAGRAPH


def test_the_words_are_counted_with_what_was_left_out():
    reading = read_article("Better Sleep\n\nGo to bed at ten. Get up at six.\n\nBook Now")
    assert (reading.words_kept, reading.words_total) == (11, 13)


def test_a_mark_that_stands_twice_is_no_part_of_a_title():
    assert_nothing_is_lost("1. 1. Walk every day\n1. \n1. Come in if it hurts more. Do not wait.\n")
    pieces = take_apart("1. 1. Walk every day\n1. Come in if it hurts more. Do not wait.")
    assert "".join(f"{each.marker}{each.text}" for each in pieces).count("1.") == 3
