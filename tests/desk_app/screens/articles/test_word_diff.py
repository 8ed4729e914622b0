"""Two texts word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.screens.articles.lines import EditLine, LineKind
from desk_app.screens.articles.word_diff import Change, Part, compare

TEXTS = st.text(st.sampled_from("ab \n😀"), max_size=12)
KINDS = st.sampled_from([LineKind.PARAGRAPH, LineKind.HEADING])
LINES = st.lists(st.builds(EditLine, KINDS, TEXTS), max_size=6)


def lines(*texts, kind=LineKind.PARAGRAPH):
    return [EditLine(kind, text) for text in texts]


def test_a_changed_word_is_told_in_its_line():
    [line] = compare(lines("Take approximately one hour."), lines("Take about one hour."))
    assert line.change is Change.CHANGED
    assert line.parts == (
        Part("Take "),
        Part("approximately ", Change.REMOVED),
        Part("about ", Change.ADDED),
        Part("one hour."),
    )


def test_lines_that_come_and_go_are_whole():
    before = lines("One stays.", "Two goes.", "Three stays.")
    after = lines("One stays.", "Three stays.", "Four comes.")
    assert [line.change for line in compare(before, after)] == [
        Change.SAME, Change.REMOVED, Change.SAME, Change.ADDED
    ]  # fmt: skip


def test_another_sentence_in_the_same_place_is_not_a_changed_line():
    found = compare(lines("Rest for two days."), lines("Needles are thin."))
    assert [line.change for line in found] == [Change.REMOVED, Change.ADDED]


def test_a_new_line_before_a_changed_one_does_not_take_its_place():
    found = compare(lines("Drink water every day."), lines("Quite new.", "Drink water each day."))
    assert [line.change for line in found] == [Change.ADDED, Change.CHANGED]


def test_a_line_of_another_kind_says_what_it_was():
    [line] = compare(lines("Rest"), lines("Rest", kind=LineKind.HEADING))
    assert (line.change, line.was, line.parts) == (
        Change.CHANGED, LineKind.PARAGRAPH, (Part("Rest"),)
    )  # fmt: skip


@given(LINES, LINES)
def test_nothing_of_either_text_is_lost(before, after):
    found = compare(before, after)

    def words(wanted):
        return " ".join(
            part.text for line in found for part in line.parts if part.change in wanted
        ).split()

    texts = [[line.text for line in each] for each in (before, after)]
    old, new = (" ".join(each).split() for each in texts)
    assert words((Change.SAME, Change.REMOVED)) == old
    assert words((Change.SAME, Change.ADDED)) == new


@pytest.mark.parametrize("other", ["word", "quite another"])
def test_a_whole_rewritten_long_article_is_compared_in_the_end(other):
    before = lines(*(f"word {n} " * 20 for n in range(700)))
    after = lines(*(f"{other} {n + 5000} " * 20 for n in range(700)))
    assert len(compare(before, after)) >= 700
