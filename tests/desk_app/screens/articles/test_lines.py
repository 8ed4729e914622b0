"""An article as lines: nothing is lost on the way there and back; every step can be undone."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.article import ArticleText, Block, BlockKind, Section
from desk_app.screens.articles.editing import Editing
from desk_app.screens.articles.history import History
from desk_app.screens.articles.lines import EditLine, LineKind, article_of, fit_to_print, lines_of

ROOT = Path(__file__).parents[4]
FILES = sorted((ROOT / "resources" / "demo" / "articles").glob("*.json")) + sorted(
    (ROOT / "tests" / "data" / "articles").glob("*.json")
)
words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)
blocks = st.one_of(
    st.builds(
        Block,
        st.sampled_from(
            [kind for kind in BlockKind if not kind.is_list and kind is not BlockKind.PICTURE]
        ),
        words,
    ),
    st.builds(
        lambda said, caption: Block(BlockKind.PICTURE, said, picture="ab" * 32, caption=caption),
        words,
        st.none() | words,
    ),
    st.builds(
        lambda kind, items: Block(kind, items=tuple(items)),
        st.sampled_from([kind for kind in BlockKind if kind.is_list]),
        st.lists(words, min_size=1, max_size=4),
    ),
    st.builds(Block, st.just(BlockKind.PARAGRAPH), words, nested=st.just(value=True)),
    st.builds(
        lambda items: Block(BlockKind.BULLETS, items=tuple(items), nested=True),
        st.lists(words, min_size=1, max_size=4),
    ),
)
some_blocks = st.lists(blocks, max_size=4).map(tuple)
texts = st.builds(
    ArticleText,
    words,
    st.just("en"),
    some_blocks,
    st.lists(st.builds(Section, words, some_blocks), max_size=3).map(tuple),
)


@given(texts)
def test_every_article_comes_back_from_its_lines(text):
    assert article_of(lines_of(text), "en") == text


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_real_ones_too(file):
    text = ArticleText.from_json(json.loads(file.read_text("utf-8")))
    assert article_of(lines_of(text), text.language) == text


@given(texts)
def test_what_is_printed_has_every_word_and_no_empty_heading(text):
    printed = fit_to_print(text)
    assert all(section.heading.strip() for section in printed.sections)
    wanted = sorted(word for run in text.texts() for word in run.split())
    assert sorted(word for run in printed.texts() for word in run.split()) == wanted


@given(st.lists(st.tuples(st.sampled_from("urp"), st.integers()), max_size=30))
def test_undo_and_redo_walk_the_same_way(steps):
    history, done, undone = History(0), [0], []
    for step, value in steps:
        if step == "p":
            history.push(value)
            done.append(value)
            undone.clear()
        elif step == "u" and len(done) > 1:
            assert history.undo()
            undone.append(done.pop())
        elif step == "r" and undone:
            assert history.redo()
            done.append(undone.pop())
        assert history.current == done[-1]
        assert (history.can_undo, history.can_redo) == (len(done) > 1, bool(undone))


class Version:
    article_id, number, sources = 1, 1, ""
    content = ArticleText(
        "T", "en", (Block(BlockKind.STEPS, items=("a", "b")), Block(BlockKind.PARAGRAPH, "c"))
    )


@pytest.fixture
def editing():
    return Editing(Version, 1)


def kinds(editing):
    return [(line.kind.value, line.text, line.fresh) for line in lines_of(editing.now.article)]


def test_a_list_kind_given_twice_begins_a_new_list(editing):
    editing.change_kind(2, LineKind.STEP)
    assert kinds(editing)[2] == ("step", "b", True)
    assert len(editing.now.article.intro) == 3
    editing.change_kind(2, LineKind.STEP)
    assert kinds(editing)[2] == ("step", "b", False)


def test_a_line_can_be_put_inside_the_step_above(editing):
    editing.change_kind(3, LineKind.STEP_TEXT)
    assert editing.now.article.intro[1] == Block(BlockKind.PARAGRAPH, "c", nested=True)
    editing.change_kind(3, LineKind.STEP_POINT)
    assert editing.now.article.intro[1] == Block(BlockKind.BULLETS, items=("c",), nested=True)


def test_the_title_stays_on_top_whatever_is_asked(editing):
    before = kinds(editing)
    editing.move(1, -1)
    editing.move(0, 1)
    editing.change_kind(0, LineKind.STEP)
    editing.change_kind(2, LineKind.TITLE)
    editing.move(3, 1)
    editing.change_kind(9, LineKind.STEP)
    assert kinds(editing) == before
    assert not editing.is_unsaved


def test_letters_of_a_word_are_one_step_back(editing):
    lines = list(lines_of(editing.now.article))
    for text in ("c ", "c d", "c de", "c def", "c def ", "c def g"):
        lines[3] = EditLine(LineKind.PARAGRAPH, text)
        editing.type_lines(lines, 3)
    seen = []
    while editing.undo():
        seen.append(kinds(editing)[3][1])
    assert seen == ["c def ", "c ", "c"]
