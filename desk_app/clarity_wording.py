"""What the clarity check finds, in words: what it is, why it matters, and who says so."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from db.domain.review import HumanQuestion
from desk_app.handouts.clarity.findings import Check, Finding, Weight
from desk_app.handouts.clarity.grades import Reading

_TENTHS = (Check.HIGH_GRADE, Check.RAISED_GRADE)
_CUT = 60

# What was found: {0} the words in question, {1} the count behind it.
_TITLES: dict[Check, Any] = {
    Check.VERY_LONG_SENTENCE: QT_TRANSLATE_NOOP("Clarity", "{1} words: {0}"),
    Check.LONG_SENTENCE: QT_TRANSLATE_NOOP("Clarity", "{1} words: {0}"),
    Check.HARD_WORD: QT_TRANSLATE_NOOP("Clarity", "Hard word: {0}"),
    Check.STRONG_CLAIM: QT_TRANSLATE_NOOP("Clarity", "Strong claim: {0}"),
    Check.PASSIVE: QT_TRANSLATE_NOOP("Clarity", "Who does it? {0}"),
    Check.BARE_NUMBER: QT_TRANSLATE_NOOP("Clarity", "Bare number: {0}"),
    Check.LONG_PARAGRAPH: QT_TRANSLATE_NOOP("Clarity", "Long paragraph: {1} words"),
    Check.LONG_SECTION: QT_TRANSLATE_NOOP("Clarity", "Long section: {1} words"),
    Check.LONG_LIST: QT_TRANSLATE_NOOP("Clarity", "Long list: {1} points"),
    Check.UNDESCRIBED_PICTURE: QT_TRANSLATE_NOOP("Clarity", "Picture without words"),
    Check.HIGH_GRADE: QT_TRANSLATE_NOOP("Clarity", "Hard to read: grade {1}"),
    Check.RAISED_GRADE: QT_TRANSLATE_NOOP("Clarity", "A little hard to read: grade {1}"),
    Check.NO_ACTION: QT_TRANSLATE_NOOP("Clarity", "No step to take"),
    Check.FEW_YOU: QT_TRANSLATE_NOOP("Clarity", "Seldom says “you”"),
    Check.NO_KEY_POINT: QT_TRANSLATE_NOOP("Clarity", "No key point"),
    Check.NO_CALL_US: QT_TRANSLATE_NOOP("Clarity", "No “When to call us”"),
    Check.NO_SOURCE: QT_TRANSLATE_NOOP("Clarity", "No source"),
    Check.NO_REVIEWER: QT_TRANSLATE_NOOP("Clarity", "Nobody has reviewed these words"),
    Check.NO_REVIEW_DAY: QT_TRANSLATE_NOOP("Clarity", "No day for the next review"),
    Check.REVIEW_OVERDUE: QT_TRANSLATE_NOOP("Clarity", "Review overdue"),
}

# Why it matters, and what helps.
_REASONS: dict[Check, Any] = {
    Check.VERY_LONG_SENTENCE: QT_TRANSLATE_NOOP(
        "Clarity",
        "Who reads slowly has lost the beginning at the end. Make two sentences of it, of up to"
        " 20 words each.",
    ),
    Check.LONG_SENTENCE: QT_TRANSLATE_NOOP(
        "Clarity",
        "Who reads slowly has lost the beginning at the end. Make two sentences of it, of up to"
        " 20 words each.",
    ),
    Check.HARD_WORD: QT_TRANSLATE_NOOP(
        "Clarity",
        "Not everybody knows the word. Say it in everyday words, or keep it and explain it.",
    ),
    Check.STRONG_CLAIM: QT_TRANSLATE_NOOP(
        "Clarity",
        "It promises more than anybody can keep. Say what may help, some people, and how sure"
        " that is.",
    ),
    Check.PASSIVE: QT_TRANSLATE_NOOP(
        "Clarity", "It does not say who does it. “We check” is clearer than “is checked”."
    ),
    Check.BARE_NUMBER: QT_TRANSLATE_NOOP(
        "Clarity",
        "Few people can picture it. Say how many out of 10 or 100, or compare it with something"
        " known.",
    ),
    Check.LONG_PARAGRAPH: QT_TRANSLATE_NOOP(
        "Clarity", "A block of over 80 words looks like work. Break it up, or make a list."
    ),
    Check.LONG_SECTION: QT_TRANSLATE_NOOP(
        "Clarity", "Over 150 words under one heading. Add a heading where the matter changes."
    ),
    Check.LONG_LIST: QT_TRANSLATE_NOOP(
        "Clarity", "More than 7 points are not kept in mind. Group them, or leave some out."
    ),
    Check.UNDESCRIBED_PICTURE: QT_TRANSLATE_NOOP(
        "Clarity",
        "Say in its line what it shows: people who cannot see it hear that instead. It is not"
        " approved without.",
    ),
    Check.HIGH_GRADE: QT_TRANSLATE_NOOP(
        "Clarity",
        "Many adults read best at grades 6 to 8. Shorter sentences and everyday words help most.",
    ),
    Check.RAISED_GRADE: QT_TRANSLATE_NOOP(
        "Clarity",
        "Many adults read best at grades 6 to 8. Shorter sentences and everyday words help most.",
    ),
    Check.NO_ACTION: QT_TRANSLATE_NOOP(
        "Clarity",
        "It does not tell its reader to do anything. Add at least one step: “Put heat on it for"
        " 15 minutes.”",
    ),
    Check.FEW_YOU: QT_TRANSLATE_NOOP(
        "Clarity", "Speak to the reader: “you” and “your” show that it is about them."
    ),
    Check.NO_KEY_POINT: QT_TRANSLATE_NOOP(
        "Clarity", "Say the one thing to remember first, in its own box (Ctrl+Shift+K)."
    ),
    Check.NO_CALL_US: QT_TRANSLATE_NOOP(
        "Clarity",
        "Readers must know when to call and when not to wait. Add the clinic’s own words"
        " (Ctrl+Shift+W).",
    ),
    Check.NO_SOURCE: QT_TRANSLATE_NOOP(
        "Clarity", "Nobody can see where the facts come from. Name the source below the text."
    ),
    Check.NO_REVIEWER: QT_TRANSLATE_NOOP(
        "Clarity", "A practitioner answers for it by approving this version."
    ),
    Check.NO_REVIEW_DAY: QT_TRANSLATE_NOOP(
        "Clarity", "What is known changes. The day is set when the version is approved."
    ),
    Check.REVIEW_OVERDUE: QT_TRANSLATE_NOOP(
        "Clarity", "It prints with a DRAFT mark until somebody has looked at it again."
    ),
}

# Whose rule it is; the limits in numbers are the program’s own.
_SOURCES: dict[Check, Any] = {
    Check.VERY_LONG_SENTENCE: QT_TRANSLATE_NOOP("Clarity", "US federal plain language guidelines"),
    Check.LONG_SENTENCE: QT_TRANSLATE_NOOP("Clarity", "US federal plain language guidelines"),
    Check.HARD_WORD: QT_TRANSLATE_NOOP("Clarity", "CDC Everyday Words; AHRQ PEMAT-P"),
    Check.STRONG_CLAIM: QT_TRANSLATE_NOOP(
        "Clarity", "FTC Health Products Compliance Guidance, 2022"
    ),
    Check.PASSIVE: QT_TRANSLATE_NOOP("Clarity", "AHRQ PEMAT-P"),
    Check.BARE_NUMBER: QT_TRANSLATE_NOOP("Clarity", "CDC Clear Communication Index"),
    Check.LONG_PARAGRAPH: QT_TRANSLATE_NOOP("Clarity", "AHRQ PEMAT-P"),
    Check.LONG_SECTION: QT_TRANSLATE_NOOP("Clarity", "AHRQ PEMAT-P"),
    Check.LONG_LIST: QT_TRANSLATE_NOOP("Clarity", "AHRQ PEMAT-P"),
    Check.UNDESCRIBED_PICTURE: QT_TRANSLATE_NOOP("Clarity", "WCAG 2.1, 1.1.1; PDF/UA-1"),
    Check.HIGH_GRADE: QT_TRANSLATE_NOOP(
        "Clarity", "advice of AMA, NIH and MedlinePlus on reading grades"
    ),
    Check.RAISED_GRADE: QT_TRANSLATE_NOOP(
        "Clarity", "advice of AMA, NIH and MedlinePlus on reading grades"
    ),
    Check.NO_ACTION: QT_TRANSLATE_NOOP("Clarity", "AHRQ PEMAT-P"),
    Check.FEW_YOU: QT_TRANSLATE_NOOP("Clarity", "AHRQ PEMAT-P"),
    Check.NO_KEY_POINT: QT_TRANSLATE_NOOP("Clarity", "CDC Clear Communication Index"),
    Check.NO_CALL_US: QT_TRANSLATE_NOOP("Clarity", "CDC Clear Communication Index"),
    Check.NO_SOURCE: QT_TRANSLATE_NOOP("Clarity", "DISCERN, on health information"),
    Check.NO_REVIEWER: QT_TRANSLATE_NOOP("Clarity", "the clinic’s own rule"),
    Check.NO_REVIEW_DAY: QT_TRANSLATE_NOOP("Clarity", "DISCERN, on health information"),
    Check.REVIEW_OVERDUE: QT_TRANSLATE_NOOP("Clarity", "the clinic’s own day for it"),
}


def weight_name(weight: Weight) -> str:
    """Return the heading of a group of findings."""
    return {
        Weight.MEND: QCoreApplication.translate("Clarity", "Mend"),
        Weight.LOOK: QCoreApplication.translate("Clarity", "Look at"),
        Weight.HINT: QCoreApplication.translate("Clarity", "Hints"),
    }[weight]


def finding_title(finding: Finding) -> str:
    """Return what was found, with the words in question or the count behind it."""
    words = QCoreApplication.translate("Clarity", _TITLES[finding.check])
    said = " ".join(finding.said.split())
    if len(said) > _CUT:
        said = said[:_CUT].rstrip() + "…"
    amount = finding.amount / 10 if finding.check in _TENTHS else finding.amount
    return words.format(said, _number(amount))


def finding_reason(finding: Finding) -> str:
    """Return why it stands in a reader's way, and what helps."""
    return QCoreApplication.translate("Clarity", _REASONS[finding.check])


def finding_source(finding: Finding) -> str:
    """Return whose rule it is."""
    source = QCoreApplication.translate("Clarity", _SOURCES[finding.check])
    return QCoreApplication.translate("Clarity", "After: {0}").format(source)


def offers_words(finding: Finding) -> str:
    """Return the plainer words; empty where it is only pointed at."""
    return " · ".join(finding.offers)


def grade_words(reading: Reading) -> str:
    """Return how many years of school the text asks for, and by which formula."""
    grade = reading.grade
    if grade is None:
        return QCoreApplication.translate("Clarity", "No reading grade for this text")
    formula = "Crawford" if reading.language.startswith("es") else "Flesch-Kincaid"
    words = QCoreApplication.translate("Clarity", "Reads at about grade {0} ({1})")
    return words.format(_number(max(1.0, grade)), formula)


def count_words(reading: Reading) -> str:
    """Return the counts behind the grade; never a score."""
    if not reading.sentences:
        return QCoreApplication.translate("Clarity", "No sentence yet.")
    each = QCoreApplication.translate(
        "Clarity", "Aim for 8 or lower. {0} words in {1} sentences: {2} words each."
    )
    words = each.format(
        _number(reading.words),
        _number(reading.sentences),
        _number(round(reading.words / reading.sentences, 1)),
    )
    if reading.smog is None:
        return words
    smog = QCoreApplication.translate("Clarity", "By SMOG, grade {0}.")
    return f"{words} {smog.format(_number(reading.smog))}"


def question_words(question: HumanQuestion) -> str:
    """Return what somebody says of a text by answering with yes."""
    return {
        HumanQuestion.PURPOSE: QCoreApplication.translate("Clarity", "Purpose clear"),
        HumanQuestion.TO_THE_POINT: QCoreApplication.translate("Clarity", "To the point"),
        HumanQuestion.ORDER: QCoreApplication.translate("Clarity", "Logical order"),
        HumanQuestion.PICTURES: QCoreApplication.translate("Clarity", "Pictures help"),
        HumanQuestion.FACTS: QCoreApplication.translate("Clarity", "Facts right"),
        HumanQuestion.TRIED: QCoreApplication.translate("Clarity", "Tried by a reader"),
    }[question]


def question_help(question: HumanQuestion) -> str:
    """Return how to find out."""
    return {
        HumanQuestion.PURPOSE: QCoreApplication.translate(
            "Clarity", "Title and first lines say what it is for."
        ),
        HumanQuestion.TO_THE_POINT: QCoreApplication.translate(
            "Clarity", "Nothing could be left out."
        ),
        HumanQuestion.ORDER: QCoreApplication.translate(
            "Clarity", "What matters most comes first; steps stand as they are done."
        ),
        HumanQuestion.PICTURES: QCoreApplication.translate(
            "Clarity", "Each shows what the words say; or none is needed."
        ),
        HumanQuestion.FACTS: QCoreApplication.translate(
            "Clarity", "They agree with the sources, and those are up to date."
        ),
        HumanQuestion.TRIED: QCoreApplication.translate(
            "Clarity", "Somebody read it and said in own words what to do."
        ),
    }[question]


def _number(amount: float) -> str:
    locale = QLocale()
    return locale.toString(amount, "f", 1) if isinstance(amount, float) else locale.toString(amount)
