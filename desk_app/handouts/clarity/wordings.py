"""Turns of phrase that stand in a reader's way or mislead, and those that tell what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from desk_app.handouts.clarity.sentences import KEPT, Span


def _word_set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_ENGLISH_CLAIMS: Final = (
    r"cures?|cured|curing|guarantee(?:s|d)?|miracles?|miraculous|risk[- ]free|"
    r"(?:no|without|free of|zero) (?:any )?(?:side[- ]effects?|risks?)|side[- ]effect free|"
    r"will (?:\w+ly )?(?:relieve|heal|fix|cure|end|stop|remove|eliminate|solve|ease|block|trigger)|"
    r"(?:completely|totally|perfectly|always|100 ?%|entirely) (?:safe|effective|natural|painless)|"
    r"always (?:helps?|heals?|works?)|never fails?|(?:clinically|scientifically) proven|proven to|"
    r"(?:instant|immediate|permanent|complete|total|lasting) (?:relief|cure|results?)|"
    r"the relief you(?:[’']ve| have)|the (?:best|only) (?:treatment|cure|way)|"
    r"healing chemicals|for everyone|works for everyone|life[- ]changing"
)
_SPANISH_CLAIMS: Final = (
    r"cura(?:n|r|mos|rá|rán)?|garantiza(?:do|da|dos|das|n|mos|r)?|garantía|milagr\w+|"
    r"sin (?:ningún )?(?:efectos? secundarios?|riesgos?)|libre de riesgos?|"
    r"(?:totalmente|completamente|100 ?%) (?:segur[oa]s?|eficaz|eficaces|natural(?:es)?)|"
    r"siempre funciona|(?:clínicamente|científicamente) (?:probad|comprobad|demostrad)[oa]s?|"
    r"alivio (?:inmediato|permanente|total|definitivo)|el (?:mejor|único) tratamiento"
)
_CLAIMS: Final = {"en": _ENGLISH_CLAIMS, "es": _SPANISH_CLAIMS}
# "We cannot promise a cure" claims nothing.
_DENIED: Final = re.compile(
    r"\b(?:not|no|never|cannot|nobody|nothing|without|nor|ni|nadie|nunca|tampoco|\w+n[’']t)\b"
    r"(?:\W+\w+){0,4}\W*\Z",
    re.IGNORECASE,
)

_PARTICIPLES: Final = (
    "been|begun|bought|brought|built|caught|chosen|cut|done|drawn|driven|eaten|felt|found|given|"
    "gone over|held|kept|known|led|left|lost|made|meant|put|read|said|seen|sent|set|shown|spoken|"
    "stuck|taken|taught|thought|told|understood|used|worn|written"
)
_PASSIVE: Final = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\s+(?:not\s+|also\s+|often\s+|then\s+|\w+ly\s+)?"
    rf"((?:\w+[^aeiou\s]ed|\w+[aeiou]ted|\w+ied|{_PARTICIPLES}))\b",
    re.IGNORECASE,
)
# They look like the passive and only say how somebody or something is.
_STATES: Final = _word_set(
    """
    tired worried scared interested allowed supposed relaxed bored married excited pleased
    concerned swollen advised related limited located dressed
    """
)

_NUMBER: Final = re.compile(
    r"(?<![\w.,/:$€£])(?P<percent>\d+(?:[.,]\d+)?)\s?(?:%|per ?cent\b|por ciento\b)"
    r"|\b(?:1|one|una?) (?:in|de cada|en) (?P<rare>\d{4,}|\d{1,3}(?:[.,]\d{3})+)\b"
    r"|\d+(?:[.,]\d+)?\s+(?:per|por(?: cada)?)\s+(?P<per>\d{4,}|\d{1,3}(?:[.,]\d{3})+)\b",
    re.IGNORECASE,
)

_ACTIONS: Final = {
    "en": _word_set(
        """
        add apply arrange ask avoid bathe bend book breathe bring brush call carry change check
        choose clean come contact continue cool count cover cut do don’t don't drink drive dry eat
        empty exercise expect fill find finish get give go hold increase join keep know lean learn
        leave let lie lift list listen loosen look lower make mark measure meet mention move never
        note open pack park pay place plan practise practice press print push put raise reach read
        relax remember repeat rest return ring roll rub save say see set share show sit sleep
        speak spread stand start stay step stop store stretch switch take talk tell think touch
        try turn use visit wait walk warm wash watch wear wrap write
    """
    ),
    "es": _word_set(
        """
        acuda acuéstese aplique apunte avise avísenos ayude beba busque camine cambie coma comente
        compre continúe consulte cuente cuéntenos descanse deje diga dígale dígalo díganos duerma
        empiece escriba espere evite haga hable informe intente lávese lea levante llame llámenos
        llegue lleve mantenga mantenerse mueva muévase no observe pare pida pídale piense ponga
        póngase pregunte pregúntenos programe pruebe quédese recuerde regrese repita repose respire
        reserve saque siéntese siga tome traiga trate use utilice vaya venga vigile visite vístase
        vuelva
    """
    ),
}
# "Rest is good" and "Use of heat" tell nobody to do anything.
_NOT_AN_ACTION: Final = re.compile(
    r"(?:is|are|was|were|of|can|may|will|has|does|es|son|de|puede|hay)\b", re.IGNORECASE
)
_LEAD_IN: Final = re.compile(
    r"(?:(?:please|always|then|first|next|so|and|also|but),?\s+)*"
    r"(?:(?:por favor|siempre|luego|primero|después),?\s+)*"
    r"(?:(?:if|when|before|after|until|at|on|in|for|to|with|during|once|while|each|every|"
    r"si|cuando|antes|después|al|en|para|con|durante|cada)\b[^,:;.]{1,90}[,:]\s*)?",
    re.IGNORECASE,
)
_FIRST_WORD: Final = re.compile(r"([^\W\d_]+(?:['’]t)?)\b\s*")
_YOU: Final = {
    "en": re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE),
    "es": re.compile(
        r"\b(?:usted(?:es)?|su|sus|le|les|se|tú|tu|tus|te|\w+(?:ese|elo|enos|ele))\b", re.IGNORECASE
    ),
}


def strong_claims(text: str, language: str) -> Iterator[Span]:
    """Promises no clinic can keep; not where they are denied."""
    pattern = _CLAIMS.get(_base(language))
    if pattern is None:
        return
    for match in re.finditer(rf"\b(?:{pattern})\b", text, re.IGNORECASE):
        sentence_start = max(text.rfind(stop, 0, match.start()) for stop in ".!?\n") + 1
        if not _DENIED.search(text[sentence_start : match.start()]):
            yield Span(*match.span())


def passives(text: str, language: str) -> Iterator[Span]:
    """Sentences that do not say who does it; English only."""
    if _base(language) != "en":
        return
    for match in _PASSIVE.finditer(text):
        if match[1].casefold() not in _STATES:
            yield Span(*match.span())


def bare_numbers(text: str, language: str) -> Iterator[tuple[Span, str]]:
    """Numbers few people can picture, with the plain form of a whole per cent."""
    out_of = "{0} de cada 100" if _base(language) == "es" else "{0} out of 100"
    for match in _NUMBER.finditer(text):
        percent = match["percent"]
        plain = out_of.format(percent) if percent and percent.isdigit() else ""
        yield Span(*match.span()), plain


def tells_to_act(sentence: str, language: str) -> bool:
    """Whether a sentence tells its reader to do something: "After the visit, drink water"."""
    actions = _ACTIONS.get(_base(language), frozenset())
    return any(_begins_with(sentence[start:], actions) for start in _starts(sentence))


@lru_cache(maxsize=KEPT)
def counts_you(text: str, language: str) -> int:
    """How often the reader is spoken to."""
    pattern = _YOU.get(_base(language))
    return len(pattern.findall(text)) if pattern else 0


def knows(language: str) -> bool:
    """Whether there are rules for the language."""
    return _base(language) in _ACTIONS


def _starts(sentence: str) -> tuple[int, ...]:
    """Where the main clause may begin: at once, or behind a lead-in."""
    opening = len(sentence) - len(sentence.lstrip("\"“'‘¡¿(- "))
    lead_in = _LEAD_IN.match(sentence, opening)
    return (opening, lead_in.end()) if lead_in and lead_in.end() > opening else (opening,)


def _begins_with(clause: str, actions: frozenset[str]) -> bool:
    first = _FIRST_WORD.match(clause)
    if first is None or first[1].casefold() not in actions:
        return False
    return not _NOT_AN_ACTION.match(clause, first.end())


def _base(language: str) -> str:
    return language.split("-", maxsplit=1)[0]
