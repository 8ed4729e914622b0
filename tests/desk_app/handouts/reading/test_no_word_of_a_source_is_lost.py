"""Whatever markup stands around it, every word of a page is kept or left out by name."""

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.domain.errors import ValidationError
from desk_app.handouts.reading.formats.kinds import SourceKind
from desk_app.handouts.reading.formats.source import read_source
from tests.desk_app.handouts.reading.word_files import paragraph, run, table, word_file

SOURCES = Path(__file__).parents[3] / "data" / "sources"
TAGS = re.findall(
    r"\w+",
    """p div span b strong h1 h2 h3 ul ol li table tr td th caption dl dt dd nav header footer aside
    form main article section details summary button a sup blockquote pre figure figcaption label
    template noscript em i u font center fieldset legend select option textarea svg iframe""",
)
WORDS = st.text("abcdefgäñשلא中の", min_size=1, max_size=6)
ATTRIBUTES = st.sampled_from(
    [
        *("", "", "", "", ' class="menu"', ' class="btn"', ' style="display:none"', " hidden"),
        *(' aria-hidden="true"', ' role="navigation"', ' class="comments"', ' start="7"'),
        *(' style="font-weight:bold"', " style='mso-list:l0 level1 lfo1'", ' href="#x"'),
        *(' style="mso-list:Ignore"', ' class="title"', ' aria-expanded="false"'),
    ]
)
STARTS = st.tuples(st.sampled_from(TAGS), ATTRIBUTES).map(lambda each: f"<{each[0]}{each[1]}>")
ENDS = st.sampled_from(TAGS).map(lambda tag: f"</{tag}>")
OTHERS = st.sampled_from(
    ["<br>", "<br/>", "<hr>", " ", "\n", "<!-- x -->", "&amp;", "&nbsp;", "1. ", "• ", ". ", "? "]
)
MARKUP = st.lists(st.one_of(WORDS, WORDS, STARTS, ENDS, OTHERS), max_size=40).map("".join)


class Seen(HTMLParser):
    """Every letter that is no markup."""

    def __init__(self, html):
        super().__init__()
        self.letters = Counter()
        self.feed(html)
        self.close()

    def handle_data(self, data):
        self.letters += letters(data)


def letters(text):
    return Counter(each for each in text.casefold() if each.isalpha())


def read_letters(source, kind):
    try:
        reading = read_source(source, kind)
    except ValidationError:
        return Counter()
    return sum((letters(f"{piece.marker} {piece.text}") for piece in reading.pieces), Counter())


@settings(max_examples=400, deadline=None)
@given(MARKUP)
def test_no_letter_of_arbitrary_markup_is_lost(html):
    assert not Seen(html).letters - read_letters(html, SourceKind.HTML)


# Without what could be letters in a wrong encoding, which are repaired.
SIGNS = st.one_of(
    st.characters(max_codepoint=126), st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
)


@settings(max_examples=200, deadline=None)
@given(st.text(SIGNS, max_size=200))
def test_no_letter_of_arbitrary_text_is_lost_for_being_called_a_page(text):
    assert not Seen(text).letters - read_letters(text, SourceKind.HTML)


LINES = st.lists(
    st.tuples(
        st.sampled_from(["", "# ", "- ", "  - ", "1. ", "> ", "    ", "\t", "| ", "**", "```\n"]),
        WORDS,
        st.sampled_from(["", " ", "**", " |", "\n---", "  ", ":", "[^1]", "\\"]),
    ).map("".join),
    max_size=20,
).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_no_letter_of_arbitrary_markdown_is_lost(text):
    expected = letters(re.sub(r"(?m)^```.*$", "", text))
    assert not expected - read_letters(text, SourceKind.MARKDOWN)


PARAGRAPHS = st.one_of(
    st.tuples(WORDS, st.sampled_from(["", "Title", "Heading1", "Caption"])).map(
        lambda each: paragraph(each[0], style=each[1])
    ),
    st.tuples(WORDS, st.sampled_from([1, 2]), st.integers(0, 2)).map(
        lambda each: paragraph(each[0], number=each[1], level=each[2])
    ),
    st.tuples(WORDS, WORDS).map(lambda each: table(each, each)),
    st.tuples(WORDS, WORDS).map(lambda each: paragraph(run(each[0], bold=True) + run(each[1]))),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(PARAGRAPHS, max_size=10))
def test_no_letter_of_a_word_file_is_lost(body):
    expected = letters("".join(re.findall(r"<w:t[^>]*>([^<]*)", "".join(body))))
    assert not expected - read_letters(word_file(*body), SourceKind.WORD)


@pytest.mark.parametrize("file", sorted(SOURCES.glob("*.html")), ids=lambda file: file.stem)
def test_no_letter_of_the_known_pages_is_lost(file):
    html = file.read_text("utf-8")
    shown = re.sub(r"(?is)<(script|style|title|xml)\b.*?</\1>", "", html)
    assert not Seen(shown).letters - read_letters(html, SourceKind.HTML)
