"""A guess at the language of a text, from its script and its small words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

_SAMPLE = 20_000
_SCRIPTS = (
    ("he", "\u0590-\u05ff"),
    ("arabic", "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff"),
    ("cyrillic", "\u0400-\u052f"),
    ("el", "\u0370-\u03ff\u1f00-\u1fff"),
    ("hi", "\u0900-\u097f"),
    ("bn", "\u0980-\u09ff"),
    ("pa", "\u0a00-\u0a7f"),
    ("gu", "\u0a80-\u0aff"),
    ("ta", "\u0b80-\u0bff"),
    ("te", "\u0c00-\u0c7f"),
    ("th", "\u0e00-\u0e7f"),
    ("km", "\u1780-\u17ff"),
    ("am", "\u1200-\u137f"),
    ("hy", "\u0530-\u058f"),
    ("ka", "\u10a0-\u10ff"),
    ("ko", "\uac00-\ud7af\u1100-\u11ff\u3130-\u318f"),
    ("ja", "\u3041-\u30ff"),
    ("zh", "\u3400-\u9fff\uf900-\ufaff"),
    ("latin", "A-Za-z\u00c0-\u024f\u1e00-\u1eff"),
)
_PATTERNS = tuple((name, re.compile(f"[{span}]")) for name, span in _SCRIPTS)
# Kana makes a text Japanese even where most of its characters are shared with Chinese.
_KANA_SHARE = 0.05
_SMALL_WORDS = {
    "en": "the and of to in is you your for that it with are on be or as this if can have not "
    "we our from at will when do by but may an a any before after how what",
    "es": "el la los las de que y en un una por con para su se es no lo al del más como pero si "
    "usted está puede o le sus cuando",
    "fr": "le la les de des et en un une du que qui pour dans est pas vous votre vos sur au aux "
    "avec ne se ce il sont plus ou par être si",
    "de": "der die das und ist nicht sie ein eine zu den mit von auf für im dem des auch sich "
    "bei oder wenn es werden ihre kann sind ihr wird nach",
    "pt": "o a os as de que e do da em um uma para com não por se mais dos das no na ao você "
    "seu sua é ou está pode são quando",
    "it": "il la di che e un una per non in con del della i le si da al sono è gli nel alla "
    "più come anche o se può suo dei lo",
    "nl": "de het een en van in is dat op te voor met niet zijn u uw aan er om als ook of bij "
    "kan naar worden je wordt geen deze",
    "vi": "và của là có cho không được các bạn một những để trong với khi này người đau bị",
    "pl": "i w na z się nie do to jest że o jak po dla od lub czy może przez ból oraz są",
    "sv": "och att det som en är av för på med den till inte om ett har du kan eller din",
    "da": "og at det som en er af for på med den til ikke om et har du kan eller din der",
    "fi": "ja on ei se että tai voi jos kun sinun ovat myös kuin mutta hän olla",
    "tr": "ve bir bu için ile da de çok en olarak daha sonra gibi ağrı kadar ne var değil",
    "id": "dan yang di untuk dengan dari pada ini anda tidak atau dapat adalah ke itu akan",
    "tl": "ang ng mga sa na at ay kung para ka mo hindi ito may ko iyong po",
    "ht": "ak yo ou pou nan ki pa gen li nou yon se sa si oswa lè",
    "ro": "și de la în cu nu pe este o un care pentru sau mai din dacă sunt se ce",
    "cs": "a v na se je že s z do o to pro jako nebo by jsou když vás při",
    "so": "iyo ka ku waa in oo la ah ee waxa uu si u ama haddii",
    "sw": "na ya wa kwa ni katika za la kama au hii una yako",
}
_WORDS = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_LATIN_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC_MARKS = {"uk": "іїєґ", "sr": "ђјљњћџ", "bg": "ъ"}
_ARABIC_MARKS = {"ur": "ٹڈڑںےہ", "fa": "پچژگ"}


def guess_language(
    text: str, *, among: Collection[str] = _SMALL_WORDS, otherwise: str = "en"
) -> str:
    """A two-letter code.

    Args:
        among: the languages of Latin script that come into question.
        otherwise: the answer where nothing tells.
    """
    sample = text[:_SAMPLE]
    counts = {name: len(pattern.findall(sample)) for name, pattern in _PATTERNS}
    script = max(counts, key=lambda name: counts[name])
    if script in ("ja", "zh"):
        both = counts["ja"] + counts["zh"]
        return "ja" if counts["ja"] >= _KANA_SHARE * both else "zh"
    if script == "cyrillic":
        return _by_marks(sample, _CYRILLIC_MARKS, "ru")
    if script == "arabic":
        return _by_marks(sample, _ARABIC_MARKS, "ar")
    if script == "latin" or not counts[script]:
        return _latin(sample, among, otherwise)
    return script


def _by_marks(text: str, marks: dict[str, str], default: str) -> str:
    """The language whose own letters are common; ``ъ`` is rare in Russian, not absent."""
    counts = {language: sum(map(text.count, letters)) for language, letters in marks.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] * 100 > len(text) else default


def _latin(text: str, among: Collection[str], otherwise: str) -> str:
    words = Counter(_LATIN_WORD.findall(text.casefold()))
    scores = {
        language: sum(words[word] for word in small)
        for language, small in _WORDS.items()
        if language in among
    }
    best = max(scores, key=lambda language: scores[language], default=otherwise)
    return best if scores.get(best) else otherwise
