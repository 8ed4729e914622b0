"""Every odd string in every place of a sheet: on paper as it stands, or named as unprintable."""

import json
import re
import unicodedata
from collections import Counter

import pytest

from db.domain.article import ArticleText, Block, BlockKind, Section
from desk_app.handouts.cleaning import is_visible, printable
from desk_app.handouts.rendering import HandoutPress, _never_code
from tests.desk_app.handouts.odd_strings import ODD
from tests.desk_app.handouts.pdf_structure import runs
from tests.desk_app.handouts.samples import sheet

SHORT = 400  # letters


def letters(text, without=""):
    """What can be seen of a text, taken apart into letters and marks."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(each for each in apart if is_visible(each) and each not in without)


def keeps_its_order(text):
    """Whether it is read back from the page in the order in which it is written."""
    return len(text) < SHORT and all(
        unicodedata.bidirectional(each) not in ("R", "AL")
        and unicodedata.category(each)[0] not in "MC"
        and ord(each) < 0x2E80
        for each in text
    )


PLAIN = [text for text in ODD if keeps_its_order(text)]
OTHERS = [text for text in ODD if not keeps_its_order(text)]
# Of letters without a glyph a sheet names 60; so those stand on more sheets.
BATCHES = [
    *(PLAIN[start : start + 24] for start in range(0, len(PLAIN), 24)),
    *(OTHERS[start : start + 10] for start in range(0, len(OTHERS), 10)),
]


@pytest.fixture(scope="module")
def press():
    return HandoutPress(system_fonts=False)


def test_there_are_enough_of_them():
    assert len(set(ODD)) >= 567


def lost(texts, rendered, *, times):
    """What of the texts is neither on paper so many times nor named, by text."""
    codes = re.findall(r"U\+(\w+)\)?$", "\n".join(rendered.unprintable), re.MULTILINE)
    named = "".join(chr(int(code, 16)) for code in codes)
    gone = letters(named) + named
    # Without running heads and feet, which would stand in the middle of a text.
    # PDFium takes a hyphen that ends a line for one of ours, and gives a control for it.
    told = "".join(run.text for run in runs(rendered.pdf) if run.mark >= 0)
    printed = letters(told.replace("\x02", "-").replace("\ufffe", "-"), gone)
    wanted = {text: letters(printable(text), gone) for text in texts}
    if all(map(keeps_its_order, texts)):
        return {text: want for text, want in wanted.items() if printed.count(want) < times}
    there, asked = Counter(printed), Counter("".join(wanted.values()))
    return {each: count for each, count in asked.items() if there[each] < count * times}


@pytest.mark.parametrize("batch", range(len(BATCHES)))
def test_as_heading_paragraph_and_item_of_an_article(press, batch):
    texts = BATCHES[batch]
    sections = tuple(
        Section(text, (Block(BlockKind.PARAGRAPH, text), Block(BlockKind.BULLETS, items=(text,))))
        for text in texts
    )
    rendered = press.render(sheet(ArticleText("T", "en", (), sections)))
    assert lost(texts, rendered, times=3) == {}
    assert rendered.standards_kept or rendered.unprintable


@pytest.mark.parametrize("batch", range(len(BATCHES)))
def test_as_title_name_note_and_next_step(press, batch):
    texts = BATCHES[batch]
    whole = " | ".join(texts)
    article = ArticleText(whole, "en", (Block(BlockKind.PARAGRAPH, "Rest."),))
    rendered = press.render(
        sheet(article, recipient_name=whole, practitioner_note=whole, next_step=whole)
    )
    assert lost(texts, rendered, times=4) == {}
    assert rendered.standards_kept or rendered.unprintable


@pytest.mark.parametrize("mark", "#$")
def test_what_typst_is_given_holds_no_mark_of_code_and_means_the_same(mark):
    told = json.dumps({"title": f"{mark}eval(1) {mark}x{mark}", "pages": [1, 2]})
    given = _never_code(told)
    assert mark.encode() not in given
    assert json.loads(given) == json.loads(told)
