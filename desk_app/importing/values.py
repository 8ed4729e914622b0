"""What words in a cell mean: outcomes, channels, times; in English and Spanish."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Final, TypeVar

from db.domain.enquiry import Channel, Outcome
from db.domain.words import fold

T = TypeVar("T")

_CHANNELS: Final = {
    Channel.PHONE: "phone|call|phone call|called|telephone|tel|incoming call|llamada|telefono|"
    "por telefono|llamo|ph|p|mobile|whatsapp|text|sms",
    Channel.WALK_IN: "walk-in|walk in|walkin|in person|front desk|visit|came in|visita|en persona|"
    "presencial|mostrador|vino|w",
    Channel.VOICEMAIL: "voicemail|voice mail|vm|message|answering machine|buzon|buzon de voz|"
    "contestador|mensaje",
    Channel.EMAIL: "email|e-mail|mail|correo|correo electronico|e",
    Channel.WEB: "web|website|web form|online|form|contact form|internet|facebook|instagram|"
    "formulario|pagina web|formulario web|chat",
    Channel.REFERRAL: "referral|letter|referral letter|doctor letter|fax|carta|derivacion|"
    "derivado|gp letter",
}
_OUTCOMES: Final = {
    Outcome.BOOKED: "booked|yes|y|booked appt|booked appointment|appointment|appt|appt made|"
    "scheduled|converted|si|s|cita|reservo|reservado|reservada|agendado|agendada|cita dada|"
    "confirmado|x|✓|✔|new patient|became patient|made appointment|made appt|cita confirmada",
    Outcome.CALL_BACK: "call back|callback|cb|follow up|follow-up|will call back|to call back|"
    "call again|pending|left message|lm|lvm|no answer|thinking|thinking about it|volver a llamar|"
    "llamar|devolver llamada|pendiente|no contesta|lo piensa|open|abierto|left vm",
    Outcome.QUESTION_TO_PRACTITIONER: "question to a practitioner|ask practitioner|"
    "question for practitioner|ask dr|practitioner to call|"
    "preguntar al terapeuta|consultar|pregunta al terapeuta",
    Outcome.INFORMATION_GIVEN: "information given|info given|info|information|info only|"
    "price given|prices given|emailed info|sent info|done|closed|answered|informacion|"
    "informacion dada|info enviada|solo informacion|cerrado|hecho|resuelto|price only",
    Outcome.WAITING_FOR_SLOT: "waiting for a slot|waiting list|waitlist|wait list|waiting|"
    "on waiting list|lista de espera|en espera",
    Outcome.NOT_SUITABLE: "not suitable, referred on|not suitable|referred on|referred out|"
    "unsuitable|no apto|derivado|referred elsewhere|refer out",
    Outcome.EMERGENCY_HANDED_OVER: "emergency handed over|emergency|urgencia",
    Outcome.WRONG_NUMBER: "wrong number or sales call|wrong number|sales|sales call|spam|"
    "equivocado|numero equivocado|publicidad|solicitor|telemarketer",
    Outcome.LOST: "lost|no|n|not booked|did not book|not interested|too expensive|went elsewhere|"
    "cancelled|canceled|declined|perdido|no reservo|no interesado|no interesada|no le interesa|"
    "muy caro|cancelado|price too high|too far",
}


def _table(words: Mapping[T, str]) -> dict[str, T]:
    return {fold(word): value for value, some in words.items() for word in some.split("|")}


CHANNELS: Final = _table(_CHANNELS)
OUTCOMES: Final = _table(_OUTCOMES)
# What says why, in the keys of the list every clinic begins with.
_REASONS: Final = {
    "price": "expensive|price|cost|caro|precio",
    "no_slot": "no slot|no time|fully booked|sin hueco|sin cita",
    "distance_or_hours": "too far|distance|hours|lejos|horario",
    "not_offered": "not offered|do not offer|don't offer|no ofrecemos",
    "insurance": "insurance|seguro",
    "went_elsewhere": "elsewhere|another clinic|otra clinica|otro sitio",
    "decided_against": "not interested|decided|no interesad|no le interesa",
}
# The same for how they heard.
_HEARD: Final = {
    "search": "google|internet|online|web|website|bing|buscador|pagina web|search",
    "maps": "maps|google maps|mapa|mapas",
    "friend": "friend|word of mouth|family|neighbor|neighbour|coworker|amigo|amiga|un amigo|"
    "una amiga|familiar|boca a boca|vecino|vecina|conocido",
    "doctor": "doctor|dr|gp|md|physician|medico|medica|doctora|traumatologo",
    "past_patient": "patient|past patient|former patient|returning|existing patient|paciente|"
    "ya es paciente|antigua paciente|antiguo paciente",
    "sign": "sign|walked by|drove by|window|cartel|letrero|escaparate|pasaba por aqui",
    "social": "facebook|instagram|social|social media|tiktok|redes|redes sociales",
    "insurer": "insurance|insurer|insurance company|aseguradora|seguro|mutua",
    "event": "event|fair|talk|health fair|evento|feria|charla",
}
_HEARD_KEYS: Final = {fold(word): key for key, some in _HEARD.items() for word in some.split("|")}
_TIME: Final = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*(a|p)?\.?\s*m?\.?(?:\s*h)?(?:z|[+-]\d{2}:?\d{2})?"
)
_EDGES: Final = " .!?:-–—"


def channel_of(cell: str) -> Channel | None:
    """Return how it came in; None where the words say nothing known."""
    return CHANNELS.get(fold(cell).strip(_EDGES))


def outcome_of(cell: str) -> Outcome | None:
    """Return how it ended: the whole words, or those before a comma or in brackets."""
    said = fold(cell).strip(_EDGES)
    if said in OUTCOMES:
        return OUTCOMES[said]
    first = re.split(r"\s*[,;:(/–—]\s*|\s-\s", said, maxsplit=1)[0].strip(_EDGES)
    if len(first) > 1 and first in OUTCOMES:
        return OUTCOMES[first]
    fitting = [
        word for word in OUTCOMES if len(word) > 4 and re.search(rf"\b{re.escape(word)}\b", said)
    ]
    return OUTCOMES[max(fitting, key=len)] if fitting and len(said) <= 60 else None


def beyond(said: str, *known: str) -> str:
    """What was said beyond known words that stand before it: "Lost: Price: too far" is too far."""
    for word in known:
        first, _, rest = said.partition(":")
        if word and fold(first).strip(_EDGES) == word:
            said = rest.strip()
    return said


def plain_word(outcome: Outcome | None) -> str:
    """The program's own words for an outcome, folded; empty for None."""
    return fold(_OUTCOMES[outcome].split("|")[0]) if outcome else ""


def reason_of(cell: str) -> str:
    """Return the key of the reason why it was lost; empty where none is told."""
    said = fold(cell)
    for key, words in _REASONS.items():
        if any(word in said for word in words.split("|")):
            return key
    return ""


def heard_of(cell: str) -> str:
    """Return the key of how they heard of the clinic; empty where the words say nothing known."""
    said = fold(cell).strip(_EDGES)
    if said in _HEARD_KEYS:
        return _HEARD_KEYS[said]
    return "doctor" if said.startswith(("dr ", "dr. ", "dra ", "dra. ", "doctor ")) else ""


def time_of(cell: str) -> dt.time | None:
    """Return a time of day; a bare number is none."""
    said = fold(cell).strip()
    found = _TIME.fullmatch(said)
    if found is None or not (found[2] or found[3]):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        hour = hour % 12 + (12 if found[3] == "p" else 0)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


class Known:
    """The clinic's own words -> id: services with their aliases, ways they heard, staff."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self._ids = {fold(word).strip(_EDGES): found for word, found in words.items() if word}
        self._found: dict[str, int | None] = {}
        self._names = {found: fold(word) for word, found in reversed(list(words.items()))}

    def name_of(self, known: int | None) -> str:
        """Return the first words of one, folded; empty for None."""
        return self._names.get(known, "") if known is not None else ""

    def find(self, cell: str) -> int | None:
        """Return the one that is meant; None where none is, or several may be."""
        if cell not in self._found:
            self._found[cell] = self._look(fold(cell).strip(_EDGES))
        return self._found[cell]

    def _look(self, said: str) -> int | None:
        if not said:
            return None
        if said in self._ids:
            return self._ids[said]
        if len(said) < 4:
            return None
        inside = {found for word, found in self._ids.items() if len(word) > 3 and word in said}
        around = {found for word, found in self._ids.items() if said in word}
        for meant in (inside, around):
            if len(meant) == 1:
                return meant.pop()
        return None
