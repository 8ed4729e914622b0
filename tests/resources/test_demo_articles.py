"""The demo's articles: what a patient reads must be plain, honest and marked as an example."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from db.domain.article import ArticleState, ArticleText, Block, BlockKind
from db.domain.picture import describes
from desk_app.demo.records import drawing
from tests.resources.readability import count, sentences, word_count

DEMO = Path(__file__).parents[2] / "resources" / "demo"
MARK = "example, not approved by a practitioner"
ARTICLES: dict[str, dict[str, Any]] = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((DEMO / "articles").glob("*.json"))
}

STRONG_CLAIMS = re.compile(
    r"\bcures?\b|\bcured\b|guarantee|no side effects|(?<!not )\bwill (?:relieve|heal|fix|stop)\b"
    r"|100 ?%|miracle|\bproven\b|risk[- ]free|painless|completely safe|always works"
    r"|the best treatment"
    r"|\bcuran?\b|garanti|sin efectos|aliviará|milagro|sin riesgo|totalmente segur",
    re.IGNORECASE,
)
BOTH_SIDES = {
    "acupuncture-back-pain": ("agree", "NICE"),
    "dolor-de-espalda-acupuntura": ("de acuerdo", "NICE"),
}


def blocks(text: ArticleText) -> list[Block]:
    return [*text.intro, *(block for section in text.sections for block in section.blocks)]


def body(text: ArticleText) -> list[str]:
    return [words for block in blocks(text) for words in block.texts()]


@pytest.fixture(params=sorted(ARTICLES))
def slug(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def article(slug: str) -> dict[str, Any]:
    return ARTICLES[slug]


@pytest.fixture
def text(article: dict[str, Any]) -> ArticleText:
    return ArticleText.from_json(article)


def test_what_a_clinic_gives_out_most_is_there_by_its_title() -> None:
    assert {article["title"] for article in ARTICLES.values()} >= {
        "Acupuncture for back pain",
        "After your treatment",
        "Back pain: what you can do at home",
        "Back pain: when to get help at once",
        "Massage for neck, shoulders and back",
        "Your first acupuncture visit",
    }


def test_what_is_not_in_english_is_a_translation_of_what_is() -> None:
    originals = {
        slug: article["meta"].get("translation_of")
        for slug, article in ARTICLES.items()
        if article["lang"] != "en"
    }
    assert {ARTICLES[slug]["lang"] for slug in originals.values()} == {"en"}
    assert ARTICLES["dolor-de-espalda-acupuntura"]["lang"] == "es"
    assert originals["dolor-de-espalda-acupuntura"] == "acupuncture-back-pain"


HELP_NOW = (
    "pass urine", "leak urine or stool", "numb between the legs", "leg gets weak", "both legs hurt",
)  # fmt: skip


@pytest.mark.parametrize("about", ["back-pain-get-help", "back-pain-at-home"])
def test_a_page_about_back_pain_says_when_to_call_for_help_in_its_last_box(about: str) -> None:
    last = ArticleText.from_json(ARTICLES[about]).sections[-1].blocks[-1].text
    assert "911" in last
    assert all(sign in last for sign in HELP_NOW)


def test_the_page_about_danger_signs_has_a_place_for_each() -> None:
    text = ArticleText.from_json(ARTICLES["back-pain-get-help"])
    now, today = (
        " ".join(words for block in section.blocks for words in block.texts())
        for section in text.sections[:2]
    )
    assert all(sign in now for sign in ("urine", "stool", "genitals", "Sex", "weak", "both legs"))
    assert all(sign in now for sign in ("chest pain", "belly pain", "crash"))
    assert all(sign in today for sign in ("fall", "steroids", "fever", "infection", "cancer"))
    assert all(sign in today for sign in ("lose weight", "at night"))


def test_every_state_can_be_seen() -> None:
    states = Counter(ArticleState(article["meta"]["state"]) for article in ARTICLES.values())
    assert states[ArticleState.DRAFT] == 1
    assert states[ArticleState.IN_REVIEW] == 1
    assert states[ArticleState.RETIRED] == 1
    expired = [
        slug
        for slug, article in ARTICLES.items()
        if article["meta"]["state"] == "approved" and article["meta"]["review_due_in_days"] < 0
    ]
    assert expired == ["remedial-massage"]


def test_an_article_has_exactly_the_form_the_program_stores(
    slug: str, article: dict[str, Any]
) -> None:
    stored = {key: value for key, value in article.items() if key != "meta"}
    assert ArticleText.from_json(article).to_json() == stored
    assert article["meta"]["slug"] == slug


def test_it_is_marked_as_an_example_and_names_its_sources(article: dict[str, Any]) -> None:
    meta = article["meta"]
    assert meta["example"] is True
    assert meta["mark"] == MARK
    assert meta["sources"]
    assert all(
        re.search(r"(19|20)\d\d|\(NIH\)|NHS|campaign|Association", source)
        for source in meta["sources"]
    )


def test_only_a_reviewed_text_is_approved_or_retired(article: dict[str, Any]) -> None:
    meta = article["meta"]
    was_reviewed = meta["state"] in ("approved", "retired")
    assert ("reviewer" in meta) is was_reviewed
    if was_reviewed:
        assert 0 < meta["reviewed_days_ago"] <= meta["written_days_ago"]


def test_the_key_point_comes_first(text: ArticleText) -> None:
    assert text.intro[0].kind is BlockKind.KEY_POINT


def test_it_says_what_the_reader_can_do(text: ArticleText) -> None:
    assert any(block.kind in (BlockKind.YOU_CAN_DO, BlockKind.STEPS) for block in blocks(text))


def test_it_ends_with_when_to_call_us(text: ArticleText) -> None:
    last = text.sections[-1]
    assert last.heading in ("When to call us", "Cuándo llamarnos")
    assert [block.kind for block in last.blocks] == [BlockKind.CALL_US]


def test_no_heading_and_no_block_is_empty(text: ArticleText) -> None:
    assert all(words.strip() == words != "" for words in text.texts())
    assert all(block.texts() for block in blocks(text))


def test_it_is_one_sheet_long(text: ArticleText) -> None:
    assert 250 <= sum(word_count(words) for words in text.texts()) <= 450


def test_no_sentence_is_over_twenty_words(text: ArticleText) -> None:
    long = [s for words in text.texts() for s in sentences(words) if word_count(s) > 20]
    assert long == []


def test_no_list_is_over_seven_items_and_no_paragraph_over_eighty_words(text: ArticleText) -> None:
    assert all(len(block.items) <= 7 for block in blocks(text))
    assert all(word_count(words) <= 80 for words in body(text))


def test_it_is_easy_to_read(text: ArticleText) -> None:
    counts = count(body(text), text.language)
    if text.language == "es":
        assert counts.inflesz >= 65
    else:
        assert counts.flesch_kincaid_grade <= 6


def test_it_claims_nothing_that_nobody_can_promise(text: ArticleText) -> None:
    assert STRONG_CLAIMS.findall("\n".join([text.title, *text.texts()])) == []


def test_it_speaks_to_the_reader(text: ArticleText) -> None:
    words = re.findall(r"\w+", " ".join(text.texts()).lower())
    spoken = {"you", "your", "su", "sus", "usted", "le", "llame", "llámenos", "díganos", "puede"}
    assert sum(word in spoken for word in words) >= 10


def test_every_picture_is_one_of_the_demos_and_told_in_words() -> None:
    shown = {
        (name, block.picture)
        for article in ARTICLES.values()
        for name, block in zip(
            article["meta"].get("pictures", ()),
            ArticleText.from_json(article).pictures(),
            strict=True,
        )
        if describes(block.text)
    }
    assert shown == {("resting-position", drawing("resting-position").fingerprint)}


@pytest.mark.parametrize("about", sorted(BOTH_SIDES))
def test_back_pain_tells_that_the_guidelines_differ(about: str) -> None:
    words = " ".join(ArticleText.from_json(ARTICLES[about]).texts())
    assert all(part in words for part in (*BOTH_SIDES[about], "2017"))
    assert any("NG59" in source for source in ARTICLES[about]["meta"]["sources"])


def test_a_translation_has_the_shape_of_its_original() -> None:
    for article in ARTICLES.values():
        original = article["meta"].get("translation_of")
        if original:
            theirs = ArticleText.from_json(ARTICLES[original])
            ours = ArticleText.from_json(article)
            assert [len(s.blocks) for s in ours.sections] == [
                len(s.blocks) for s in theirs.sections
            ]
            assert article["meta"]["services"] == ARTICLES[original]["meta"]["services"]
            assert (
                article["meta"]["reviewed_days_ago"]
                <= ARTICLES[original]["meta"]["reviewed_days_ago"]
            )


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ("The cat sat on the mat.", -1.45),
        (
            "Acupuncture treatments stimulate the central nervous system, which prompts release.",
            13.1,
        ),
    ],
)
def test_the_check_tells_easy_words_from_hard_ones(words: str, grade: float) -> None:
    assert count([words], "en").flesch_kincaid_grade == pytest.approx(grade, abs=2)
