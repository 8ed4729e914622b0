"""The clarity check: each rule on its own words, then whole articles."""

import datetime as dt
import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.article import ArticleText, Block, BlockKind, Section
from desk_app.handouts.clarity.check import Provenance, check
from desk_app.handouts.clarity.findings import Check, Report, Weight
from desk_app.handouts.clarity.grades import reading
from desk_app.handouts.clarity.plain_words import plain_words
from desk_app.handouts.clarity.sentences import sentences, words
from desk_app.handouts.clarity.syllables import syllables
from desk_app.handouts.clarity.wordings import (
    bare_numbers,
    passives,
    strong_claims,
    tells_to_act,
)

ROOT = Path(__file__).parents[4]
DEMO = sorted((ROOT / "resources" / "demo" / "articles").glob("*.json"))
REAL = ROOT.parent / "shared" / "articles" / "00_seed.json"
TODAY = dt.date(2026, 3, 6)


def paragraph(text, kind=BlockKind.PARAGRAPH):
    return Block(kind, text)


def article(*blocks, title="Back pain", language="en"):
    return ArticleText(title, language, blocks)


def kinds(report: Report):
    return {finding.check for finding in report.findings}


# --- Sentences, words, syllables -----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Call us. We help.", 2),
        ("Call Dr. Lee at 9 a.m. on Monday. She helps.", 2),
        ("It costs 4.50 dollars. No more.", 2),
        ("Is it safe? Yes! It is…", 3),
        ("He said “Stop.” Then he left.", 2),
        ("One line\nAnother line", 2),
        ("¿Duele? No duele.", 2),
        ("痛い。動く。", 2),
        ("J. Park sees you.", 1),
        ("...", 0),
        ("", 0),
    ],
)
def test_sentences_end_where_a_reader_stops(text, count):
    assert len(sentences(text)) == count


@given(st.text())
def test_no_text_is_too_odd_to_be_cut(text):
    found = sentences(text)
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(syllables(word.of(text)) >= 1 for word in words(text))


@pytest.mark.parametrize(
    ("count", "of_them"),
    [
        (1, "pain back nerve moved while hour tried friend needs"),
        (2, "needle needles relief needed isn't safely doing quiet muscle people something"),
        (3, "endorphin natural serious therapy idea medicine"),
        (4, "acupuncture's alleviate chiropractor serotonin variety information society"),
        (5, "university automatically physiology"),
        (6, "responsibility"),
    ],
)
def test_english_syllables_are_counted_as_they_are_spoken(count, of_them):
    assert {word: syllables(word) for word in of_them.split()} == dict.fromkeys(
        of_them.split(), count
    )


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("dolor", 2), ("espalda", 3), ("aguja", 3), ("día", 2), ("bueno", 2), ("león", 2),
        ("que", 1), ("guía", 2), ("acupuntura", 5), ("alivio", 3), ("río", 2), ("cerebro", 3),
    ],
)  # fmt: skip
def test_spanish_syllables_follow_the_vowels(word, count):
    assert syllables(word, "es") == count


# --- Grades -----------------------------------------------------------------------------


def test_the_grade_is_that_of_the_published_formula():
    counted = reading(["The cat sat on the mat. It was warm."], "en")
    assert (counted.words, counted.sentences, counted.syllables) == (9, 2, 9)
    assert counted.grade == pytest.approx(0.39 * 9 / 2 + 11.8 - 15.59)
    assert counted.smog is None


def test_smog_is_given_for_thirty_sentences_and_more():
    counted = reading(["The alternative is complicated."] * 30, "en")
    assert counted.smog == pytest.approx(1.043 * 60**0.5 + 3.1291)


def test_a_language_without_a_formula_has_no_grade():
    assert reading(["Đau lưng có thể tự khỏi."], "vi").grade is None
    assert reading([], "en").grade is None


# --- Words ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said", "offers"),
    [
        ("Needles alleviate pain.", "alleviate", ("ease", "relieve")),
        ("It alleviated the pain.", "alleviated", ("eased", "relieved")),
        ("Utilizing heat helps.", "Utilizing", ("Using",)),
        ("Utilising heat helps.", "Utilising", ("Using",)),
        ("Take your medications.", "medications", ("medicines",)),
        ("In order to rest, lie down.", "In order to", ("To",)),
        ("A wide variety  of needles.", "A wide variety  of", ("Many",)),
        ("Fractures need a doctor.", "Fractures", ("Broken bones",)),
        ("It stopped; cessation is good.", "cessation", ("end",)),
    ],
)
def test_a_hard_word_is_offered_a_plain_one_in_the_same_form(text, said, offers):
    [hard] = plain_words("en").hard_words(text)
    assert (text[hard.start : hard.end], hard.said, hard.offers) == (said, said, offers)


def test_parts_of_words_and_other_languages_are_left_alone():
    assert not list(plain_words("en").hard_words("The discontinueds of viaduct and re-via."))
    assert not list(plain_words("vi").hard_words("Needles alleviate pain."))


def test_no_plain_word_is_itself_a_hard_one():
    for language in ("en", "es"):
        table = plain_words(language)
        for offers in table._plain.values():
            for offer in offers:
                assert not [hard.said for hard in table.hard_words(offer)], offer


@pytest.mark.parametrize(
    "text",
    [
        "Acupuncture cures back pain.",
        "It has no side effects.",
        "Massage will relieve your pain.",
        "It is completely safe.",
        "Results are guaranteed.",
        "It can provide the relief you have been looking for.",
        "We do not wait. Our needles cure pain.",
    ],
)
def test_a_promise_nobody_can_keep_is_found(text):
    assert list(strong_claims(text, "en"))


@pytest.mark.parametrize(
    "text",
    [
        "Acupuncture may ease pain.",
        "We cannot promise a cure.",
        "It doesn’t always work, and there is no guarantee.",
        "Nothing is without risk, so ask us.",
        "Will it help you?",
        "Secure the strap.",
    ],
)
def test_what_is_not_promised_is_no_claim(text):
    assert not [span.of(text) for span in strong_claims(text, "en")]


def test_the_same_in_spanish():
    assert list(strong_claims("La acupuntura cura el dolor.", "es"))
    assert list(strong_claims("Es totalmente segura.", "es"))
    assert not list(strong_claims("No cura el dolor.", "es"))


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("Call us at once.", True),
        ("Please wear loose clothes.", True),
        ("If it gets worse, stop and rest.", True),
        ("After your visit, drink water.", True),
        ("Don’t lift heavy things.", True),
        ("Rest is good for you.", False),
        ("Use of heat helps.", False),
        ("Needles are thin.", False),
        ("The nerves call the brain.", False),
    ],
)
def test_an_action_step_tells_the_reader_to_do_something(sentence, acts):
    assert tells_to_act(sentence, "en") is acts


def test_an_action_step_in_spanish():
    assert tells_to_act("Si empeora, llámenos.", "es")
    assert not tells_to_act("Las agujas son finas.", "es")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The needles are placed by us.", ["are placed"]),
        ("It was gently moved.", ["was gently moved"]),
        ("You are tired and worried.", []),
        ("We place the needles.", []),
        ("It is red.", []),
    ],
)
def test_the_passive_is_pointed_at(text, found):
    assert [span.of(text) for span in passives(text, "en")] == found


def test_numbers_few_can_picture_are_found_and_whole_per_cents_put_plainly():
    text = "It hurts 9.31 % of people, 9% a lot, and 1 in 10,000 badly; 2 of 3 not."
    found = [(span.of(text), plain) for span, plain in bare_numbers(text, "en")]
    assert found == [("9.31 %", ""), ("9%", "9 out of 100"), ("1 in 10,000", "")]
    assert [p for _, p in bare_numbers("Le pasa al 9 %.", "es")] == ["9 de cada 100"]


# --- The whole ------------------------------------------------------------------------------


def test_a_finding_stands_at_its_words():
    text = ArticleText(
        "Back pain",
        "en",
        (paragraph("Call us."),),
        (Section("Heat", (Block(BlockKind.BULLETS, items=("Rest.", "It will cure you.")),)),),
    )
    [claim] = [f for f in check(text).findings if f.check is Check.STRONG_CLAIM]
    runs = [text.title, *text.texts()]
    assert claim.line == 4
    assert runs[4][claim.start : claim.end] == claim.said == "will cure"


def test_sentences_of_more_than_twenty_words_and_of_more_than_thirty():
    def found(count):
        report = check(article(paragraph(" ".join(["word"] * count) + ".")))
        return kinds(report) & {Check.LONG_SENTENCE, Check.VERY_LONG_SENTENCE}

    assert found(20) == set()
    assert found(21) == {Check.LONG_SENTENCE}
    assert found(30) == {Check.LONG_SENTENCE}
    assert found(31) == {Check.VERY_LONG_SENTENCE}


def test_long_paragraphs_lists_and_sections():
    sentence = "Your back is sore. "
    long = paragraph(sentence * 21)
    eight = Block(BlockKind.BULLETS, items=("Walk.",) * 8)
    report = check(
        ArticleText("Back", "en", (), (Section("One", (long, long)), Section("Two", (eight,))))
    )
    at = {finding.check: (finding.line, finding.amount) for finding in report.findings}
    assert at[Check.LONG_SECTION] == (1, 168)
    assert at[Check.LONG_PARAGRAPH][1] == 84
    assert at[Check.LONG_LIST] == (5, 8)
    short = check(article(paragraph(sentence * 20), Block(BlockKind.BULLETS, items=("Walk.",) * 7)))
    assert not kinds(short) & {Check.LONG_SECTION, Check.LONG_PARAGRAPH, Check.LONG_LIST}


def test_what_a_handout_must_have_is_missed():
    bare = check(article(paragraph("Needles are thin. " * 20)))
    missing = {Check.NO_ACTION, Check.NO_CALL_US, Check.NO_KEY_POINT, Check.FEW_YOU}
    assert missing <= kinds(bare)
    whole = check(
        article(
            paragraph("Keep moving.", BlockKind.KEY_POINT),
            paragraph("Call us if you have a fever.", BlockKind.CALL_US),
        )
    )
    assert not kinds(whole) & missing
    empty_box = check(article(paragraph("  ", BlockKind.CALL_US)))
    assert Check.NO_CALL_US in kinds(empty_box)


def test_what_is_known_beside_the_words_is_judged_when_it_is_given():
    text = article(paragraph("Call us."))
    asked = {Check.NO_SOURCE, Check.NO_REVIEWER, Check.NO_REVIEW_DAY, Check.REVIEW_OVERDUE}
    assert not kinds(check(text)) & asked
    nothing = check(text, provenance=Provenance(), today=TODAY)
    assert kinds(nothing) & asked == asked - {Check.REVIEW_OVERDUE}
    overdue = check(text, provenance=Provenance("A book", "Dr Lee", TODAY), today=TODAY)
    assert kinds(overdue) & asked == {Check.REVIEW_OVERDUE}
    fine = check(text, provenance=Provenance("A book", "Dr Lee", dt.date(2027, 1, 1)), today=TODAY)
    assert not kinds(fine) & asked


def test_an_empty_article_is_checked_without_a_grade():
    report = check(ArticleText(""))
    assert report.reading.grade is None
    assert not report.is_clear


@given(st.text(max_size=200), st.sampled_from(["en", "es", "ar", ""]))
def test_no_article_makes_the_check_fail(text, language):
    report = check(article(paragraph(text), title=text, language=language))
    runs = [text, text]
    for finding in report.findings:
        if finding.line is not None and finding.end:
            assert runs[finding.line][finding.start : finding.end] == finding.said


@pytest.mark.parametrize("file", DEMO, ids=lambda file: file.stem)
def test_the_practice_clinics_articles_speak_plainly(file):
    report = check(ArticleText.from_json(json.loads(file.read_text(encoding="utf-8"))))
    assert report.is_clear, [f for f in report.findings if f.check.weight is Weight.MEND]
    assert report.reading.grade is not None
    assert report.reading.grade <= 8
    assert not kinds(report) & {Check.LONG_SENTENCE, Check.VERY_LONG_SENTENCE}


@pytest.mark.skipif(not REAL.is_file(), reason="the clinic's own article is not here")
def test_the_real_article_is_told_to_be_hard_to_read():
    report = check(ArticleText.from_json(json.loads(REAL.read_text(encoding="utf-8"))))
    long = [
        f for f in report.findings if f.check in (Check.LONG_SENTENCE, Check.VERY_LONG_SENTENCE)
    ]
    assert report.reading.grade == pytest.approx(14.1, abs=0.3)
    assert len(long) == report.reading.sentences == 11
    assert {Check.HIGH_GRADE, Check.NO_ACTION, Check.NO_CALL_US} <= kinds(report)
    assert any("relief you have" in f.said for f in report.findings)


def test_a_heading_without_words_yet_counts_as_a_line():
    steps = Block(BlockKind.BULLETS, items=tuple("abcdefgh"))
    hard = Block(BlockKind.PARAGRAPH, "You need approximately ten.")
    article = ArticleText("Title", "en", (), (Section("", (hard, steps)), Section("", (hard,))))
    places = {(f.check, f.line) for f in check(article).findings if f.line is not None}
    assert places == {(Check.HARD_WORD, 2), (Check.LONG_LIST, 3), (Check.HARD_WORD, 12)}
