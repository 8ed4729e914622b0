"""The leaflet and the summary: the same blocks, made otherwise."""

import dataclasses
import re
from itertools import product

import pytest

from db.domain.article import ArticleText, Block, BlockKind, Section
from db.domain.errors import DoesNotFitError, NothingToSumUpError
from db.domain.handout import HandoutKind, Paper, TextSize
from desk_app.handouts.content import handout_content
from desk_app.handouts.pages import page_sizes
from desk_app.handouts.rendering import HandoutPress
from desk_app.handouts.sheet import HandoutSheet
from desk_app.handouts.summary import summary_of
from desk_app.handouts.wording import Wording
from tests.desk_app.handouts import pdf_structure as structure
from tests.desk_app.handouts.pdf_rules import broken_rules
from tests.desk_app.handouts.samples import ARTICLES, ENGLISH, paragraph, sheet
from tests.desk_app.handouts.test_accessible_files import VARIANTS

LEAFLET, SUMMARY = HandoutKind.LEAFLET, HandoutKind.SUMMARY
MADE = [(LEAFLET, TextSize.STANDARD), *((SUMMARY, size) for size in TextSize)]
EVERY = list(product(MADE, Paper, ARTICLES, VARIANTS))
SENTENCE = "Walk a little every day and rest when you are tired, then walk again. "


@pytest.fixture(scope="module")
def press():
    return HandoutPress(system_fonts=False)


@pytest.fixture(
    params=EVERY, ids=lambda c: f"{c[0][0].value}-{int(c[0][1])}-{c[1].value}-{c[2]}-{c[3]}"
)
def case(request, press):
    (kind, size), paper, language, variant = request.param
    wanted = sheet(ARTICLES[language], kind=kind, size=size, paper=paper, next_step="")
    wanted = dataclasses.replace(wanted, **VARIANTS[variant])
    return wanted, press.render(wanted)


def test_every_kind_is_an_accessible_document_in_the_right_faces(case):
    wanted, rendered = case
    assert rendered.standards_kept
    assert broken_rules(rendered.pdf) == []
    assert rendered.page_count <= (3 if wanted.size.is_large_print else 2)
    runs = structure.runs(rendered.pdf)
    least = int(wanted.size) if wanted.size.is_large_print else 9.5
    assert min(run.size for run in runs) >= least - 0.01
    assert all(run.embedded for run in runs)
    assert {run.font.split("+")[1].split("-")[0] for run in runs} <= {
        "AtkinsonHyperlegibleNext",
        "NotoSans",
        "NotoSansArabic",
    }


@pytest.mark.parametrize("paper", list(Paper))
def test_a_leaflet_is_two_sides_of_a_sheet_turned(press, paper):
    rendered = press.render(sheet(kind=LEAFLET, paper=paper))
    wide, high = paper.size_in_points
    assert page_sizes(rendered.pdf) == [pytest.approx((high, wide), abs=0.1)] * 2


def test_a_leaflet_is_read_cover_flap_back_inside(press):
    printed = structure.words(press.render(sheet(kind=LEAFLET)).pdf)
    order = [
        "Looking after your lower back", "Maria Ortiz", "Keep moving",
        "When to call us", "A note from your practitioner", "Your next step",
        "12 Willow Lane", "Questions?", "Version 3", "Sources:",
        "This page tells you", "Your first visit", "At home", "Walk for ten minutes.",
    ]  # fmt: skip
    places = [printed.find(words) for words in order]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize(("language", "cover"), [("en", 2), ("es", 2), ("ar", 0)])
def test_a_leaflet_opens_to_the_side_its_language_is_read_from(press, language, cover):
    article = dataclasses.replace(ARTICLES[language], title="W")
    rendered = press.render(sheet(article, kind=LEAFLET))
    [title] = [run for run in structure.runs(rendered.pdf) if run.text.strip() == "W"]
    assert (title.page, int(title.left // 264)) == (0, cover)


def test_no_word_is_lost_on_a_leaflet_nor_stands_in_a_fold(press):
    rendered = press.render(sheet(kind=LEAFLET))
    printed = structure.words(rendered.pdf)
    assert all(" ".join(text.split()) in printed for text in ENGLISH.texts())
    for run in structure.runs(rendered.pdf):
        assert int(run.left // 264) == int((run.right - 0.01) // 264), run.text


def test_a_flap_without_words_is_for_the_readers_questions(press):
    wanted = sheet(paragraph(SENTENCE), kind=LEAFLET, practitioner_note="", next_step="")
    assert "My questions" in structure.words(press.render(wanted).pdf)
    assert "My questions" not in structure.words(press.render(sheet(kind=LEAFLET)).pdf)


def test_a_draft_leaflet_says_so_on_both_sides(press):
    printed = [
        {run.page for run in structure.runs(press.render(wanted).pdf) if "DRAFT" in run.text}
        for wanted in (sheet(kind=LEAFLET), sheet(kind=LEAFLET, example=True))
    ]
    assert printed == [set(), {0, 1}]


@pytest.mark.parametrize("sentences", range(1, 40, 2))
def test_a_leaflet_keeps_headings_with_their_words_or_is_refused(press, sentences):
    sections = tuple(
        Section(f"Heading {n}", (Block(BlockKind.PARAGRAPH, SENTENCE * sentences),))
        for n in range(3)
    )
    article = ArticleText("A title", "en", (), sections)
    try:
        rendered = press.render(sheet(article, kind=LEAFLET))
    except DoesNotFitError:
        assert sentences > 9
        return
    runs = [run for run in structure.runs(rendered.pdf) if run.page == 1]
    for panel in range(3):
        lines = sorted((run for run in runs if run.left // 264 == panel), key=lambda r: -r.baseline)
        assert not lines or "Heading" not in lines[-1].text
        assert len({round(run.baseline) for run in lines}) != 1
    assert "".join(run.text for run in runs).count("Walk a") == 3 * sentences


@pytest.mark.parametrize("changes", [
    {"article": paragraph(SENTENCE * 60)},
    {"practitioner_note": SENTENCE * 60},
    {"size": TextSize.LARGE},
    {"article": dataclasses.replace(ENGLISH, title="A very long title " * 60)},
])  # fmt: skip
def test_what_does_not_fit_on_a_leaflet_is_refused(press, changes):
    with pytest.raises(DoesNotFitError) as caught:
        press.render(sheet(**{"kind": LEAFLET, **changes}))
    assert caught.value.kind is LEAFLET


def test_a_long_note_goes_inside_before_a_leaflet_is_refused(press):
    note = SENTENCE * 14
    printed = structure.words(press.render(sheet(kind=LEAFLET, practitioner_note=note)).pdf)
    assert printed.count("Walk a little") == 14
    assert printed.find("At home") < printed.find("Call us when the pain")


def test_a_summary_is_what_to_know_what_to_do_and_when_to_call(press):
    printed = structure.words(press.render(sheet(kind=SUMMARY)).pdf)
    order = [
        "Looking after your lower back", "Keep moving", "At home", "Walk for ten minutes.",
        "Call us when the pain gets worse.", "A note from your practitioner", "Your next step",
        "Questions?", "main points of a longer text, which names its sources",
    ]  # fmt: skip
    places = [printed.find(words) for words in order]
    assert -1 not in places
    assert places == sorted(places)
    assert not re.search("This page tells|Wear loose|First visit: [$]|Come ten|Sources:", printed)


def test_steps_are_what_to_do_where_nothing_else_says_so():
    steps = Block(BlockKind.STEPS, items=("Come early.",))
    inner = Block(BlockKind.BULLETS, items=("Ring twice.",), nested=True)
    talk = Block(BlockKind.PARAGRAPH, "Talk.")
    section = Section("Before", (talk, steps, inner, talk))
    short = summary_of(ArticleText("T", "en", (talk,), (section, Section("After", (talk,)))))
    assert short == ArticleText("T", "en", (), (Section("Before", (steps, inner)),))


def test_without_main_points_there_is_no_summary(press):
    with pytest.raises(NothingToSumUpError):
        press.render(sheet(paragraph(SENTENCE), kind=SUMMARY))


def test_a_summary_takes_the_back_of_its_sheet_for_a_note_and_more_is_refused(press):
    def pages(sentences, **changes):
        note = SENTENCE * sentences
        return press.render(sheet(kind=SUMMARY, practitioner_note=note, **changes)).page_count

    assert (pages(0), pages(20)) == (1, 2)
    with pytest.raises(DoesNotFitError):
        pages(80)
    # Nobody is refused a summary because they need large print.
    assert pages(80, size=TextSize.LARGE) > 2


@pytest.mark.parametrize(("kind", "size"), MADE)
def test_what_was_kept_of_it_gives_the_very_same_pages_again(press, kind, size):
    wanted = sheet(kind=kind, size=size)
    again = HandoutSheet.from_json(wanted.to_json())
    assert again == wanted
    fingerprint = press.render(wanted).fingerprint
    assert HandoutPress(system_fonts=False).render(again).fingerprint == fingerprint
    assert fingerprint != press.render(sheet(size=size)).fingerprint


@pytest.mark.parametrize("kind", [BlockKind.BULLETS, BlockKind.STEPS])
def test_a_list_of_ten_lines_may_be_parted_in_large_print_alone(kind):
    signs = tuple(f"Sign {n}: it hurts more than before and does not get better." for n in range(7))
    text = ArticleText("Signs", "en", (Block(kind, items=signs), Block(kind, items=signs[:2])))
    for size in TextSize:
        ten_lines, two_lines, *_ = handout_content(sheet(text, size=size), Wording("en", 1))["flow"]
        assert ten_lines["whole"] is not size.is_large_print
        assert two_lines["whole"]
