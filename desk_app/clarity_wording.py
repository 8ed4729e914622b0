"""What the clarity check finds, in words: what it is, why it matters, and who says so."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from db.domain.review import HumanQuestion
from desk_app.handouts.clarity.findings import Check, Finding, Weight
from desk_app.handouts.clarity.grades import Reading

_TENTHS = (Check.HIGH_GRADE, Check.RAISED_GRADE)
_CUT = 60


def weight_name(weight: Weight) -> str:
    """Return the heading of a group of findings."""
    return {
        Weight.MEND: QCoreApplication.translate("Clarity", "Mend"),
        Weight.LOOK: QCoreApplication.translate("Clarity", "Look at"),
        Weight.HINT: QCoreApplication.translate("Clarity", "Hints"),
    }[weight]


def finding_title(finding: Finding) -> str:
    """Return what was found, with the words in question or the count behind it."""
    words = _titles()[finding.check]
    said = " ".join(finding.said.split())
    if len(said) > _CUT:
        said = said[:_CUT].rstrip() + "…"
    amount = finding.amount / 10 if finding.check in _TENTHS else finding.amount
    return words.format(said, _number(amount))


def finding_reason(finding: Finding) -> str:
    """Return why it stands in a reader's way, and what helps."""
    return _reasons()[finding.check]


def finding_source(finding: Finding) -> str:
    """Return whose rule it is."""
    return QCoreApplication.translate("Clarity", "After: {0}").format(_sources()[finding.check])


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


def _titles() -> dict[Check, str]:
    translate = QCoreApplication.translate
    return {
        Check.VERY_LONG_SENTENCE: translate("Clarity", "{1} words: {0}"),
        Check.LONG_SENTENCE: translate("Clarity", "{1} words: {0}"),
        Check.HARD_WORD: translate("Clarity", "Hard word: {0}"),
        Check.STRONG_CLAIM: translate("Clarity", "Strong claim: {0}"),
        Check.PASSIVE: translate("Clarity", "Who does it? {0}"),
        Check.BARE_NUMBER: translate("Clarity", "Bare number: {0}"),
        Check.LONG_PARAGRAPH: translate("Clarity", "Long paragraph: {1} words"),
        Check.LONG_SECTION: translate("Clarity", "Long section: {1} words"),
        Check.LONG_LIST: translate("Clarity", "Long list: {1} points"),
        Check.UNDESCRIBED_PICTURE: translate("Clarity", "Picture without words"),
        Check.HIGH_GRADE: translate("Clarity", "Hard to read: grade {1}"),
        Check.RAISED_GRADE: translate("Clarity", "A little hard to read: grade {1}"),
        Check.NO_ACTION: translate("Clarity", "No step to take"),
        Check.FEW_YOU: translate("Clarity", "Seldom says “you”"),
        Check.NO_KEY_POINT: translate("Clarity", "No key point"),
        Check.NO_CALL_US: translate("Clarity", "No “When to call us”"),
        Check.NO_SOURCE: translate("Clarity", "No source"),
        Check.NO_REVIEWER: translate("Clarity", "Nobody has reviewed these words"),
        Check.NO_REVIEW_DAY: translate("Clarity", "No day for the next review"),
        Check.REVIEW_OVERDUE: translate("Clarity", "Review overdue"),
    }


def _reasons() -> dict[Check, str]:
    translate = QCoreApplication.translate
    sentence = translate(
        "Clarity",
        "Who reads slowly has lost the beginning at the end. Make two sentences of it,"
        " of up to 20 words each.",
    )
    grade = translate(
        "Clarity",
        "Many adults read best at grades 6 to 8. Shorter sentences and everyday words help most.",
    )
    return {
        Check.VERY_LONG_SENTENCE: sentence,
        Check.LONG_SENTENCE: sentence,
        Check.HARD_WORD: translate(
            "Clarity",
            "Not everybody knows the word. Say it in everyday words, or keep it and explain it.",
        ),
        Check.STRONG_CLAIM: translate(
            "Clarity",
            "It promises more than anybody can keep. Say what may help, some people, and how sure"
            " that is.",
        ),
        Check.PASSIVE: translate(
            "Clarity", "It does not say who does it. “We check” is clearer than “is checked”."
        ),
        Check.BARE_NUMBER: translate(
            "Clarity",
            "Few people can picture it. Say how many out of 10 or 100, or compare it with"
            " something known.",
        ),
        Check.LONG_PARAGRAPH: translate(
            "Clarity", "A block of over 80 words looks like work. Break it up, or make a list."
        ),
        Check.LONG_SECTION: translate(
            "Clarity", "Over 150 words under one heading. Add a heading where the matter changes."
        ),
        Check.LONG_LIST: translate(
            "Clarity", "More than 7 points are not kept in mind. Group them, or leave some out."
        ),
        Check.UNDESCRIBED_PICTURE: translate(
            "Clarity",
            "Say in its line what it shows: people who cannot see it hear that instead. It is not"
            " approved without.",
        ),
        Check.HIGH_GRADE: grade,
        Check.RAISED_GRADE: grade,
        Check.NO_ACTION: translate(
            "Clarity",
            "It does not tell its reader to do anything. Add at least one step: “Put heat on it"
            " for 15 minutes.”",
        ),
        Check.FEW_YOU: translate(
            "Clarity", "Speak to the reader: “you” and “your” show that it is about them."
        ),
        Check.NO_KEY_POINT: translate(
            "Clarity", "Say the one thing to remember first, in its own box (Ctrl+Shift+K)."
        ),
        Check.NO_CALL_US: translate(
            "Clarity",
            "Readers must know when to call and when not to wait. Add the clinic’s own words"
            " (Ctrl+Shift+W).",
        ),
        Check.NO_SOURCE: translate(
            "Clarity", "Nobody can see where the facts come from. Name the source below the text."
        ),
        Check.NO_REVIEWER: translate(
            "Clarity", "A practitioner answers for it by approving this version."
        ),
        Check.NO_REVIEW_DAY: translate(
            "Clarity", "What is known changes. The day is set when the version is approved."
        ),
        Check.REVIEW_OVERDUE: translate(
            "Clarity", "It prints with a DRAFT mark until somebody has looked at it again."
        ),
    }


def _sources() -> dict[Check, str]:
    translate = QCoreApplication.translate
    plain = translate("Clarity", "US federal plain language guidelines")
    index = translate("Clarity", "CDC Clear Communication Index")
    pemat = translate("Clarity", "AHRQ PEMAT-P")
    grades = translate("Clarity", "advice of AMA, NIH and MedlinePlus on reading grades")
    honest = translate("Clarity", "DISCERN, on health information")
    return {
        Check.VERY_LONG_SENTENCE: plain,
        Check.LONG_SENTENCE: plain,
        Check.HARD_WORD: translate("Clarity", "CDC Everyday Words; AHRQ PEMAT-P"),
        Check.STRONG_CLAIM: translate("Clarity", "FTC guidance on health claims"),
        Check.PASSIVE: pemat,
        Check.BARE_NUMBER: index,
        Check.LONG_PARAGRAPH: pemat,
        Check.LONG_SECTION: pemat,
        Check.LONG_LIST: index,
        Check.UNDESCRIBED_PICTURE: translate("Clarity", "WCAG 2.1, 1.1.1; PDF/UA-1"),
        Check.HIGH_GRADE: grades,
        Check.RAISED_GRADE: grades,
        Check.NO_ACTION: pemat,
        Check.FEW_YOU: pemat,
        Check.NO_KEY_POINT: index,
        Check.NO_CALL_US: pemat,
        Check.NO_SOURCE: honest,
        Check.NO_REVIEWER: honest,
        Check.NO_REVIEW_DAY: honest,
        Check.REVIEW_OVERDUE: translate("Clarity", "the clinic’s own day for it"),
    }
