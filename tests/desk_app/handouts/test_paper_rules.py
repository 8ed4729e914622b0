"""The rules of a good handout, held on every size, paper and language."""

import dataclasses
import re
import statistics
from itertools import groupby, pairwise, product

import pytest

from db.domain.article import ArticleState, ArticleText, Block, BlockKind, Section
from db.domain.handout import Paper, TextSize
from desk_app.handouts import colours
from desk_app.handouts.rendering import HandoutPress
from tests.desk_app.handouts import pdf_structure as structure
from tests.desk_app.handouts.samples import (
    APPROVED,
    ARTICLES,
    CLINIC,
    ENGLISH,
    real_article,
    sheet,
)

EVERY = list(product(TextSize, Paper, ARTICLES))
SENTENCE = "Walk a little every day and rest when you are tired, then walk again. "
DRAFT = dataclasses.replace(APPROVED, state=ArticleState.DRAFT)


@pytest.fixture(scope="module")
def press():
    return HandoutPress(system_fonts=False)


@pytest.fixture(params=EVERY, ids=lambda case: f"{int(case[0])}-{case[1].value}-{case[2]}")
def case(request, press):
    size, paper, language = request.param
    wanted = sheet(ARTICLES[language], size=size, paper=paper, provenance=DRAFT)
    return wanted, press.render(wanted)


def test_the_file_is_an_accessible_and_lasting_document(case):
    wanted, rendered = case
    assert rendered.standards_kept
    assert structure.is_tagged(rendered.pdf)
    assert structure.title(rendered.pdf) == wanted.article.title
    assert structure.language(rendered.pdf) == wanted.article.language
    assert re.search(rb"<pdfuaid:part>1</pdfuaid:part>", rendered.pdf)
    assert re.search(rb"<pdfaid:part>2</pdfaid:part>", rendered.pdf)
    assert re.search(rb"<pdfaid:conformance>A</pdfaid:conformance>", rendered.pdf)
    assert re.search(rb"/DisplayDocTitle true", rendered.pdf)


def test_one_main_heading_comes_first_and_no_level_is_skipped(case):
    _, rendered = case
    levels = [
        int(t.kind[1]) for t in structure.tags(rendered.pdf) if re.fullmatch("H[1-6]", t.kind)
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_picture_has_words(case):
    _, rendered = case
    figures = [tag for tag in structure.tags(rendered.pdf) if tag.kind == "Figure"]
    assert len(figures) == 1
    assert all(figure.alt for figure in figures)


def test_every_face_is_in_the_file_and_none_is_italic(case):
    _, rendered = case
    runs = structure.runs(rendered.pdf)
    assert all(run.embedded for run in runs)
    assert {run.font.split("+")[1] for run in runs} <= {
        f"{family}-{weight}"
        for family in ("AtkinsonHyperlegibleNext", "NotoSans", "NotoSansArabic")
        for weight in ("Regular", "SemiBold")
    }


def test_nothing_is_too_small(case):
    wanted, rendered = case
    least = int(wanted.size) if wanted.size.is_large_print else 9.5
    assert min(run.size for run in structure.runs(rendered.pdf)) >= least - 0.01


def test_every_letter_is_dark_enough(case):
    wanted, rendered = case
    chosen = colours.inks(wanted.letterhead.accent, in_colour=True)
    tint = tuple(bytes.fromhex(chosen.tint[1:]))
    for colour in {run.colour for run in structure.runs(rendered.pdf)}:
        assert colours.contrast(colour, tint) >= 7


def test_every_page_of_a_draft_says_so(case):
    wanted, rendered = case
    mark = {"en": "Draft", "es": "Borrador", "ar": "مسودة"}[wanted.language]
    if not wanted.size.is_large_print:
        mark = mark.upper()
    runs = [run for run in structure.runs(rendered.pdf) if mark in run.text or "ةدوسم" in run.text]
    assert {run.page for run in runs} == set(range(rendered.page_count))


def test_large_print_has_no_words_in_capitals_only(press):
    wanted = sheet(size=TextSize.LARGE, provenance=DRAFT)
    printed = structure.words(press.render(wanted).pdf)
    own = {"NC", wanted.reference, *wanted.reference.split("-")}
    assert not [w for w in re.findall(r"\b[A-Z0-9-]*[A-Z]{2}[A-Z0-9-]*\b", printed) if w not in own]


@pytest.mark.parametrize(("size", "pitch"), [(TextSize.STANDARD, 1.45), (TextSize.LARGE, 1.5)])
def test_lines_stand_far_enough_apart(press, size, pitch):
    article = ArticleText("A title", "en", (Block(BlockKind.PARAGRAPH, SENTENCE * 8),))
    runs = structure.runs(press.render(sheet(article, size=size)).pdf)
    body = sorted({r.baseline for r in runs if r.page == 0 and r.text.strip() in SENTENCE * 8})
    steps = [after - before for before, after in pairwise(body)]
    assert len(steps) >= 5
    assert min(steps) >= pitch * size - 0.01


def test_it_is_read_in_the_order_of_the_page(press):
    printed = structure.words(press.render(sheet(provenance=DRAFT)).pdf)
    order = [
        "Willow Lane Natural Health", "DRAFT", "Looking after your lower back", "Maria Ortiz",
        "Keep moving", "This page tells you", "Your first visit", "Come ten minutes early.",
        "First visit: $150", "At home", "Walk for ten minutes.", "When to call us",
        "A note from your practitioner", "Your next step", "Questions?", "Sources:",
    ]  # fmt: skip
    places = [printed.find(words) for words in order]
    assert -1 not in places
    assert places == sorted(places)


def test_the_page_says_where_the_words_come_from(press):
    printed = structure.words(press.render(sheet()).pdf)
    assert "Reviewed by Hana Lee, L.Ac. on November 3, 2026." in printed
    assert "Next review due November 3, 2027." in printed
    assert "Sources: Our own practice guide, 2026." in printed
    assert f"Version 3 · Reference {sheet().reference}" in printed
    assert "Page 1 of 2" in printed
    assert "Draft" not in printed
    assert "DRAFT" not in printed


def test_a_draft_names_no_reviewer(press):
    printed = structure.words(press.render(sheet(provenance=DRAFT)).pdf)
    assert "Not yet reviewed by a practitioner." in printed
    assert "Hana Lee" not in printed


def test_the_key_point_stands_first_wherever_it_was_written(press):
    late = ArticleText(
        "A title",
        "en",
        (Block(BlockKind.PARAGRAPH, "The opening words."),),
        (Section("In short", (Block(BlockKind.KEY_POINT, "Keep moving."),)),),
    )
    printed = structure.words(press.render(sheet(late)).pdf)
    assert printed.find("In short") < printed.find("Keep moving.") < printed.find("The opening")


def test_no_name_is_outside_the_page_itself(press):
    pdf = press.render(sheet(recipient_name="Zacharias Quillfeather")).pdf
    assert b"Quillfeather" not in pdf
    assert "Quillfeather".encode("utf-16-be") not in pdf


def lines_of(runs, page):
    """Lines of one page above its footer: (baseline, runs), from top to bottom."""
    there = sorted((run for run in runs if run.page == page), key=lambda run: -run.baseline)
    foot = min(run.baseline for run in there)
    return [
        (baseline, list(line))
        for baseline, line in groupby(there, key=lambda run: round(run.baseline))
        if baseline > foot + 2
    ]


@pytest.mark.parametrize("size", [TextSize.STANDARD, TextSize.LARGE])
def test_no_heading_ends_a_page_and_no_page_holds_a_single_line(press, size):
    for sentences in range(1, 13):
        block = Block(BlockKind.PARAGRAPH, SENTENCE * sentences)
        sections = tuple(Section(f"Heading {n}", (block,)) for n in range(6))
        rendered = press.render(
            sheet(ArticleText("A title", "en", (), sections), size=size, next_step="")
        )
        runs = structure.runs(rendered.pdf)
        for page in range(rendered.page_count):
            lines = lines_of(runs, page)
            below_the_head = lines[1:] if page else lines
            assert len(below_the_head) > 1
            assert not any("Heading" in run.text for run in lines[-1][1])


@pytest.mark.parametrize("size", [TextSize.STANDARD, TextSize.LARGE])
@pytest.mark.parametrize("last", ["paragraph", "list", "box", "note"])
def test_the_closing_lines_never_stand_alone(press, size, last):
    words = SENTENCE * (9 if last == "paragraph" else 3)
    ends = {
        "paragraph": (Block(BlockKind.PARAGRAPH, words),),
        "list": (Block(BlockKind.BULLETS, items=(SENTENCE,) * 5),),
        "box": (Block(BlockKind.CALL_US, words),),
        "note": (),
    }
    note = words if last == "note" else ""
    for sentences in range(1, 24):
        intro = (Block(BlockKind.PARAGRAPH, SENTENCE * sentences), *ends[last])
        article = ArticleText("A title", "en", intro)
        rendered = press.render(sheet(article, size=size, next_step="", practitioner_note=note))
        page = rendered.page_count - 1
        runs = [run for run in structure.runs(rendered.pdf) if run.page == page]
        closing = next(run.baseline for run in runs if "Questions?" in run.text)
        assert any(closing < run.baseline < 728 and run.text in SENTENCE * 9 for run in runs)


@pytest.mark.parametrize("paper", list(Paper))
def test_the_real_article_takes_two_pages_with_lines_easy_to_follow(press, paper):
    article = real_article()
    rendered = press.render(sheet(article, paper=paper))
    assert rendered.page_count == 2
    runs = [run for run in structure.runs(rendered.pdf) if abs(run.size - 13) < 0.01]
    text = " ".join(article.texts())
    lengths = [len(run.text.strip()) for run in runs if run.text.strip() in text]
    assert 56 <= statistics.median(lengths) <= 68


def test_nothing_of_the_real_article_is_lost(press):
    article = real_article()
    for size in TextSize:
        printed = structure.words(press.render(sheet(article, size=size)).pdf)
        head = r"Willow Lane Nat[a-zA-Z ]*…? ?For Maria Ortiz"
        foot = r"(Version 3 · Reference \S+ )?Page \d of \d"
        flowing = " ".join(re.sub(f"{head}|{foot}", " ", printed).split())
        assert all(" ".join(text.split()) in flowing for text in article.texts())


def test_black_and_white_uses_greys_only(press):
    rendered = press.render(sheet(in_colour=False, letterhead=CLINIC))
    accents = {run.colour for run in structure.runs(rendered.pdf) if "SemiBold" in run.font}
    assert (26, 26, 26) in accents
    assert not any(max(colour) - min(colour) > 24 for colour in accents)


def test_a_pale_accent_is_darkened_until_it_can_be_read(press):
    pale = dataclasses.replace(CLINIC, accent="#ffd54f")
    rendered = press.render(sheet(ENGLISH, letterhead=pale))
    for colour in {run.colour for run in structure.runs(rendered.pdf)}:
        assert colours.contrast(colour, colours.WHITE) >= 7
