"""Facts about one run of words that hold in many scripts."""

from __future__ import annotations

import re

_STOPS = ".!?…。！？؟۔।॥．｡"
_CLOSERS = "\"'”’»«)]）】」』›‹“*_"
_STOP_AT_END = re.compile(
    rf"[{re.escape(_STOPS)}][{re.escape(_CLOSERS)}\s]*(?:\[\d+\]|[¹²³⁰⁴-⁹,]+)?$"
)
_SENTENCE_BREAK = re.compile(
    rf"[.!?…؟۔।॥][{re.escape(_CLOSERS)}]*\s+(?=\S)|[。！？｡](?=\S)", re.UNICODE
)
# The Greek question mark is a semicolon once the text is in composed form.
_GREEK_QUESTION = re.compile("[\u0370-\u03ff\u1f00-\u1fff]\\s?;$")
# Scripts without a space between words; one word is about two of these characters.
UNSPACED = "぀-ヿ㐀-䶿一-鿿豈-﫿฀-๿຀-໿ក-៿က-႟\U00020000-\U0002ffff"
_UNSPACED_CHARACTER = re.compile(f"[{UNSPACED}]")
_TOKEN = re.compile(f"[{UNSPACED}]|[^\\W_{UNSPACED}]+")
_WORD = re.compile(r"[^\W\d_][^\W_]*(?:['’][^\W\d_]+)?")
# Written small inside a title in English and in languages that borrow its style.
_SMALL = (
    "a an and as at but by de del du el for from in into is la le nor of on or per so than the "
    "to van vs via with y et und oder von zu your you our are not be can do if it that"
)
_SMALL_WORDS = frozenset(_SMALL.split())


def tokens(text: str) -> list[str]:
    """Words for comparing texts: unspaced scripts by the character, no case."""
    return _TOKEN.findall(text.casefold())


def word_count(text: str) -> int:
    """Words a reader would count; in unspaced scripts two characters make one."""
    unspaced = len(_UNSPACED_CHARACTER.findall(text))
    if not unspaced:
        return len(text.split())
    return len(_UNSPACED_CHARACTER.sub(" ", text).split()) + (unspaced + 1) // 2


def has_words(text: str) -> bool:
    """Whether there is any letter or digit."""
    return any(character.isalnum() for character in text)


def ends_sentence(text: str) -> bool:
    """Whether the last mark is a full stop, or a question or exclamation mark."""
    return _STOP_AT_END.search(text[-12:]) is not None


def ends_question(text: str) -> bool:
    """Whether the last mark is a question mark of any script."""
    words = text.rstrip(_CLOSERS + " ")
    return words.endswith(("?", "？", "؟")) or _GREEK_QUESTION.search(words[-3:]) is not None


def ends_open(text: str) -> bool:
    """Whether the last mark promises more: a comma, a semicolon, an opening bracket."""
    return not ends_question(text) and text.endswith(
        (",", ";", "(", "،", "，", "、", "؛", "；", "-", "–", "—", "&")
    )


def ends_with_colon(text: str) -> bool:
    """Whether something is to follow, e.g. a list."""
    return text.rstrip("*_ ").endswith((":", "："))


def sentence_count(text: str) -> int:
    """At least 1; a numbering or an initial may count as a break."""
    return len(_SENTENCE_BREAK.findall(text)) + 1


def is_all_caps(text: str) -> bool:
    """Whether there are at least two letters and every cased one is a capital."""
    cased = [character for character in text if character.isupper() or character.islower()]
    return len(cased) >= 2 and all(character.isupper() for character in cased)


def starts_small(text: str) -> bool:
    """Whether the first character is a small letter, as in the middle of a sentence."""
    return text[:1].islower()


def is_title_case(text: str) -> bool:
    """Whether every long word is capitalised and there are at least two of them."""
    words = [word for word in _WORD.findall(text) if word.casefold() not in _SMALL_WORDS]
    return len(words) >= 2 and all(word[0].isupper() for word in words)


def squeeze(text: str) -> str:
    """The same words with one space between them."""
    return " ".join(text.split())


def key_of(text: str) -> str:
    """The same for two lines that differ in case, marks and spaces, or in ``ё`` only."""
    return " ".join(tokens(text)).replace("ё", "е")
