import datetime as dt
import json
import re
from itertools import product

import pytest

from db.domain.handout import Paper, TextSize
from desk_app.handouts.lists import FollowUpLine, FollowUpSheet
from desk_app.handouts.pages import page_sizes
from desk_app.handouts.rendering import HandoutPress
from tests.desk_app.handouts import pdf_structure as structure
from tests.desk_app.handouts.samples import CLINIC

ROWS = (
    FollowUpLine(
        group="Overdue",
        window="Fri 20 Nov, morning",
        person="R. Diaz",
        phone="828 555 0119",
        service="Remedial massage",
        promised="Call back about the Saturday slot.",
        attempts="2 tries, last Fri 10:20, no answer",
    ),
    FollowUpLine(group="Today", window="15:00", person="Nguyễn Thị Hồng", phone="828 555 0142"),
    FollowUpLine(group="Today", window="16:30", person='#eval("1")', promised="$x$ *b* ]"),
)


@pytest.fixture(scope="module")
def press():
    return HandoutPress(system_fonts=False)


def follow_ups(rows=ROWS, **changes):
    values = {"heading": "Follow-ups of Hana Lee", "printed_on": dt.date(2026, 11, 23)}
    return FollowUpSheet(rows=rows, clinic=CLINIC, **(values | changes))


def test_the_list_comes_back_from_its_json_unchanged():
    assert FollowUpSheet.from_json(json.loads(json.dumps(follow_ups().to_json()))) == follow_ups()


@pytest.mark.parametrize(
    ("size", "paper", "language"), [*product(TextSize, Paper, ("en", "es", "ar"))]
)
def test_the_list_keeps_the_rules_of_the_handouts(press, size, paper, language):
    rendered = press.render_list(follow_ups(size=size, paper=paper, language=language))
    assert rendered.standards_kept
    assert structure.language(rendered.pdf) == language
    tags = [tag.kind for tag in structure.tags(rendered.pdf)]
    assert [tag for tag in tags if re.fullmatch("H[1-6]", tag)] == ["H1", "H2", "H2"]
    assert tags.count("TH") >= 6
    least = int(size) if size.is_large_print else 9.5
    runs = structure.runs(rendered.pdf)
    assert min(run.size for run in runs) >= least - 0.01
    width = max(paper.size_in_points) if size.is_large_print else min(paper.size_in_points)
    assert page_sizes(rendered.pdf)[0][0] == pytest.approx(width, abs=0.01)
    assert all(run.left > 30 and run.right < width - 30 for run in runs)


def test_every_row_is_numbered_through_and_says_all_it_knows(press):
    printed = structure.words(press.render_list(follow_ups()).pdf)
    for row in ROWS:
        for text in (row.person, row.phone, row.service, row.promised, row.attempts):
            # PDFium drops the space after a letter that is drawn in two parts.
            assert text.replace(" ", "") in printed.replace(" ", "")
    order = [printed.find(text) for text in ("1 Fri 20 Nov", "2 15:00", "3 16:30")]
    assert -1 not in order
    assert order == sorted(order)


def test_every_row_has_the_letters_that_the_legend_explains(press):
    printed = " ".join(structure.words(press.render_list(follow_ups()).pdf).split())
    assert "N no answer L left message W wrong number" in printed
    assert printed.count("N L W C B D X") == len(ROWS)


def test_the_number_of_the_sheet_stands_on_every_page(press):
    rendered = press.render_list(follow_ups(rows=ROWS * 12, number=4711))
    assert rendered.page_count > 2
    assert all("Sheet 4711" in text for text in structure.page_texts(rendered.pdf))
    assert "Sheet" not in structure.words(press.render_list(follow_ups()).pdf)


def test_no_row_is_torn_apart_by_the_end_of_a_page(press):
    lines = tuple(
        FollowUpLine(
            window="today", person=f"Caller{number}.", promised="Long words. " * (number % 9)
        )
        for number in range(40)
    )
    pages = structure.page_texts(press.render_list(follow_ups(rows=lines)).pdf)
    assert len(pages) > 4
    for page in pages:
        names = page.count("Caller")
        assert names == " ".join(page.split()).count("N L W C B D X")


def test_the_confidentiality_line_stands_on_every_page(press):
    rendered = press.render_list(follow_ups(rows=ROWS * 12))
    assert rendered.page_count > 2
    assert all("Confidential." in text for text in structure.page_texts(rendered.pdf))


def test_an_empty_list_says_so(press):
    assert "Nothing to follow up." in structure.words(press.render_list(follow_ups(rows=())).pdf)


def test_a_very_long_promise_is_not_lost(press):
    story = " ".join(f"word{number}" for number in range(1200))
    row = FollowUpLine(window="now", person="A" * 200, promised=story)
    printed = structure.words(press.render_list(follow_ups(rows=(row,))).pdf)
    assert all(f"word{number}" in printed for number in range(1200))


def test_the_same_list_gives_the_same_bytes(press):
    other = HandoutPress(system_fonts=False)
    assert (
        press.render_list(follow_ups()).fingerprint == other.render_list(follow_ups()).fingerprint
    )
