"""What the person at the review screen may change, and take back."""

import pytest

from db.domain.article import Block, BlockKind
from db.domain.errors import Problem, ValidationError
from desk_app.handouts.reading.pieces import DropReason, PieceKind
from desk_app.handouts.reading.reader import (
    MAX_CHARACTERS,
    MAX_LINES,
    change_kind,
    leave_out,
    put_back,
    read_article,
)

TEXT = """Home

Heat for a Stiff Neck

Warmth loosens tight muscles. It takes twenty minutes.

What You Need

- A warm pack
- A thin towel

Book Now

How to Do It

Wrap the pack in the towel. Lie down.

Contact Us
"""


@pytest.fixture
def reading():
    return read_article(TEXT)


def texts(reading):
    return [reading.article.title, *reading.article.texts()]


def test_each_left_out_line_has_its_reason(reading):
    assert [(line.text, line.reason) for line in reading.dropped] == [
        ("Home", DropReason.MENU),
        ("Book Now", DropReason.BUTTON),
        ("Contact Us", DropReason.BUTTON),
    ]


def test_a_line_put_back_stands_where_it_stood(reading):
    back = put_back(reading, 1)
    assert back.article.sections[0].blocks[-1] == Block(BlockKind.PARAGRAPH, "Book Now")
    assert [line.text for line in back.dropped] == ["Home", "Contact Us"]
    assert back.words_kept == reading.words_kept + 2


def test_all_lines_put_back_give_the_whole_text_in_its_order(reading):
    back = reading
    while back.dropped:
        back = put_back(back, 0)
    assert sorted(" ".join(texts(back)).split()) == sorted(TEXT.replace("- ", "").split())
    assert back.words_kept == back.words_total
    assert texts(back)[-1] == "Contact Us"


def test_a_line_between_two_items_comes_back_as_an_item(reading):
    second_item = next(i for i, piece in enumerate(reading.pieces) if piece.text == "A thin towel")
    without_first = leave_out(reading, second_item - 1)
    items = read_article("Bring\n\n- a mat\n- a towel\n- water\n\nSee you there.")
    middle = next(i for i, piece in enumerate(items.pieces) if piece.text == "a towel")
    assert put_back(leave_out(items, middle), 0).article == items.article
    assert without_first.article.sections[0].blocks == (
        Block(BlockKind.BULLETS, items=("A thin towel",)),
    )


def test_a_line_left_out_by_hand_says_so(reading):
    out = leave_out(reading, 2)
    assert out.dropped[1].reason is DropReason.BY_HAND
    assert out.article.intro == ()


def test_a_heading_becomes_a_paragraph_and_its_section_joins_the_one_above(reading):
    position = next(i for i, piece in enumerate(reading.pieces) if piece.text == "How to Do It")
    changed = change_kind(reading, position, PieceKind.PARAGRAPH)
    assert [section.heading for section in changed.article.sections] == ["What You Need"]
    assert texts(changed) == texts(reading)


def test_a_new_title_makes_the_former_one_a_heading(reading):
    position = next(i for i, piece in enumerate(reading.pieces) if piece.text == "What You Need")
    changed = change_kind(reading, position, PieceKind.TITLE)
    assert changed.article.title == "What You Need"
    assert changed.article.sections[0].heading == "Heat for a Stiff Neck"


def test_every_change_leaves_the_former_reading_as_it_was(reading):
    before = reading.to_json()
    put_back(reading, 0)
    change_kind(reading, 1, PieceKind.PARAGRAPH)
    assert reading.to_json() == before
    assert read_article(TEXT) == reading


def test_leaving_out_is_not_a_kind_to_choose(reading):
    with pytest.raises(ValueError, match="LEFT_OUT"):
        change_kind(reading, 1, PieceKind.LEFT_OUT)


@pytest.mark.parametrize("text", ["", " \n\t ", "\x00\x01\x02", "\ufeff\u200b", "---\n***"])
def test_a_text_without_words_is_refused(text):
    with pytest.raises(ValidationError) as raised:
        read_article(text)
    assert raised.value.problems == {"text": Problem.NO_TEXT}


@pytest.mark.parametrize("text", ["a" * (MAX_CHARACTERS + 1), "a\n" * (MAX_LINES + 2)])
def test_a_text_beyond_the_limits_is_refused(text):
    with pytest.raises(ValidationError) as raised:
        read_article(text)
    assert raised.value.problems == {"text": Problem.TOO_LONG}


STEPS = """Morning routine

Do this each day.

1. Warm your hands
   - Hold a mug of tea
   - Or run warm water
2. Make a slow fist

Hold it while you count to four.

3. Spread the fingers wide, then let them rest.
   - Gently
   - Three times

Repeat in the evening.
"""


def blocks_of(text):
    reading = read_article(text)
    last = next(i for i, piece in enumerate(reading.pieces) if piece.text.startswith("Spread"))
    return [
        (block.kind.value, len(block.texts()), block.nested)
        for block in change_kind(reading, last, PieceKind.STEP).article.intro
    ]


def test_what_stands_between_two_steps_belongs_to_the_first():
    assert blocks_of(STEPS.replace("   - Gently\n   - Three times\n", "")) == [
        ("p", 1, False),
        ("ol", 1, False),
        ("ul", 2, True),
        ("ol", 1, False),
        ("p", 1, True),
        ("ol", 1, False),
        ("p", 1, False),
    ]


def test_bullets_below_the_last_step_belong_to_it_when_the_step_above_has_some():
    text = STEPS.replace("\nHold it while you count to four.\n\n", "   - Softly\n")
    assert blocks_of(text)[-3:] == [("ol", 1, False), ("ul", 2, True), ("p", 1, False)]


def test_two_lists_apart_stay_two_lists():
    text = STEPS.replace("\nHold it while you count to four.\n\n3.", "1.")
    assert blocks_of(text)[-3:] == [("ol", 1, False), ("ul", 2, False), ("p", 1, False)]


def test_the_form_of_other_programs_says_nothing_of_nesting():
    forms = read_article(STEPS).to_json()["intro"]
    assert all(form.keys() <= {"type", "text", "items"} for form in forms)
