"""Sentences that invite to book, told apart from those that say when to call."""

from __future__ import annotations

import re

from desk_app.handouts.reading.words import has_words, word_count

_LONGEST = 45
# Three things make an invitation: to act, towards the clinic, for a visit or at once.
_ACT = (
    r"(?:call|contact|visit|e-?mail|text|book|schedule|reserve|request|make|get|claim|sign up|"
    r"click|reach out|stop by|come (?:in|by|see)|give us|let us|join|subscribe|follow|"
    r"llam\w+|llám\w+|contáct\w+|reserv\w+|agend\w+|pid[ae]\w*|solicit\w+|visít\w+|suscríb\w+|"
    r"appel\w+|contact\w+|prenez|réserv\w+|rufen|vereinbaren|buchen|kontaktieren|melden|"
    r"ligue|entre em|marque|chiam\w+|prenot\w+|bel|boek|neem contact|maak)"
)
_CLINIC = (
    r"(?:us|our|"
    r"(?:book|reserve|schedule) your (?:first )?(?:session|spot|seat|visit)(?!\s(?:with|to|at)\b)|"
    r"appointments?|consultations?|consult|newsletter|free|"
    r"\w+nos|nuestr\w+|cita|consulta|boletín|nous|notre|rendez-vous|uns|unser\w*|termin|"
    r"conosco|noss\w+|nostr\w+|\w+aci|appuntamento|ons|onze|afspraak)"
)
_GOAL = (
    r"(?:appointments?|consultations?|consult|free|today|now|online|newsletter|sessions?|visit|"
    r"booking|learn more|more information|"
    r"cita|consulta|hoy|ahora|boletín|rendez-vous|aujourd['’]hui|maintenant|termin|heute|jetzt|"
    r"agora|hoje|appuntamento|oggi|ora|afspraak|vandaag|nu)"
)
_INVITES = tuple(re.compile(rf"\b{part}\b", re.IGNORECASE) for part in (_ACT, _CLINIC, _GOAL))
_OPENS = re.compile(
    r"(?:ready|want|looking|interested|curious|questions\?|have questions|do you have questions|"
    r"would you like|need|still have|¿(?:listo|quiere|tiene preguntas|desea)|"
    r"haben sie fragen|vous souhaitez|pronto|quer )",
    re.IGNORECASE,
)
# A condition or a danger makes it advice: it is never an invitation.
_ADVICE = re.compile(
    r"\b(?:if|when|unless|until|before|after|because|as soon as|right away|immediately|at once|"
    r"911|999|112|emergency|urgent|hospital|doctor|fever|pain|bleed\w*|numb\w*|weak\w*|swell\w*|"
    r"breath\w*|worse|dizz\w*|chest|stroke|medicines?|medications?|prescri\w+|symptoms?|"
    r"following|side effects?|pregnan\w+|your gp|nurse|physician|specialist|dentist|midwife|"
    r"pharmacist|provider|surgeon|within|every|weeks?|days?|hours?|months?|follow-?up|"
    r"si|cuando|antes|después|emergencia|fiebre|dolor|médico|siguientes|síntomas|"
    r"quand|avant|après|urgence|fièvre|douleur|médecin|suivants|"
    r"wenn|falls|bevor|nachdem|sofort|notfall|fieber|schmerz\w*|arzt|ärztin|folgende\w*|"
    r"se|quando|prima|dopo|emergenza|febbre|dolore|medico|subito|"
    r"febre|dor|emergência|als|voordat|koorts|pijn|arts|spoed)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+|$)")
_CALL = re.compile(
    r"\b(?:call|dial|go to|seek|see a|llame|acuda|appelez|rufen|gehen sie|chiami|ligue|bel)\b",
    re.IGNORECASE,
)


def is_invitation(text: str) -> bool:
    """Whether all of it asks the reader to book, call or subscribe, on no condition."""
    if word_count(text) > _LONGEST or _ADVICE.search(_without_teasers(text)):
        return False
    sentences = [part for part in _SENTENCE.findall(_spoken(text)) if has_words(part)]
    inviting = [all(sign.search(part) for sign in _INVITES) for part in sentences]
    opening = [_OPENS.match(part.strip()) is not None for part in sentences]
    return any(inviting) and all(map(bool.__or__, inviting, opening))


def asks(text: str) -> bool:
    """``Ready to book?``, as it stands above a button."""
    return _OPENS.match(text) is not None and text.endswith(("?", "!")) and word_count(text) < 10


def is_warning(text: str) -> bool:
    """Whether it says when to call or whom in an emergency."""
    return _CALL.search(text) is not None and _ADVICE.search(text) is not None


def _spoken(text: str) -> str:
    """Without numbers and addresses, whose full stops end no sentence."""
    return re.sub(
        r"\S+@\S+|(?:https?://|www\.)\S+|\S+\.(?:com|org|net)\b|[(+]?\d[\d\s().-]+", " ", text
    )


def _without_teasers(text: str) -> str:
    """``Ready to live without pain? ...``: the question names the trouble, the rest invites."""
    return re.sub(r"^(?:ready|want|looking|tired of)\b[^?]*\?", "", text, flags=re.IGNORECASE)
