"""What a column holds: by its heading in English or Spanish, and by what stands in it."""

from __future__ import annotations

import enum
import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from db.domain.words import fold
from desk_app.importing.book import Row
from desk_app.importing.days import looks_like_day
from desk_app.importing.numbers import looks_like_phones
from desk_app.importing.values import OUTCOMES, channel_of, time_of


class Field(enum.Enum):
    """What a column is brought in as. NOTE keeps its words, with the heading before them."""

    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    PHONE = "phone"
    EMAIL = "email"
    DAY = "day"
    TIME = "time"
    SERVICE = "service"
    CONCERN = "concern"
    OUTCOME = "outcome"
    HEARD = "heard"
    CHANNEL = "channel"
    TAKEN_BY = "taken_by"
    LANGUAGE = "language"
    NOTE = "note"
    LEAVE_OUT = "leave_out"


# Several columns may be these; of the others only the first is.
MANY: Final = frozenset(
    {
        Field.FIRST_NAME, Field.LAST_NAME, Field.PHONE, Field.CONCERN, Field.NOTE, Field.LEAVE_OUT,
        Field.EMAIL,
    }
)  # fmt: skip
_SAMPLE: Final = 200
_DEEPEST_HEADING: Final = 15
_TESTED: Final = 400  # letters of a cell
_MOST: Final = 0.6

# Folded. The longest heading that fits wins, so that "how they heard" is no "how".
_HEADINGS: Final = {
    Field.NAME: "name|caller|caller name|client|client name|customer|patient|patient name|"
    "contact|contact name|full name|who|who called|person|nombre|nombre completo|cliente|"
    "paciente|contacto|quien llama|quien|nombre y apellidos|apellidos y nombre|display name",
    Field.FIRST_NAME: "first name|given name|first|forename|middle name|additional name|"
    "nombre de pila|primer nombre|segundo nombre",
    Field.LAST_NAME: "last name|surname|family name|last|apellido|apellidos|primer apellido|"
    "segundo apellido",
    Field.PHONE: "phone|phones|telephone|tel|number|phone number|contact number|mobile|cell|"
    "cell phone|home phone|work phone|mobile phone|callback number|ph|telefono|telefonos|tfno|"
    "tlf|movil|celular|numero|numero de telefono|phone 2|other phone|telefono 2",
    Field.EMAIL: "email|e-mail|e mail|mail|email address|e-mail address|correo|"
    "correo electronico|direccion de correo",
    Field.DAY: "date|day|when|date of call|call date|received|date received|fecha|dia|"
    "fecha de llamada|timestamp|date/time|date & time|date and time|fecha y hora|created|"
    "first contact|contacted on",
    Field.TIME: "time|hour|call time|hora|time of call",
    Field.SERVICE: "service|treatment|interested in|asking about|asked about|therapy|service "
    "interested in|servicio|tratamiento|interes|interesado en|pregunta por|terapia|type of "
    "appointment|appt type|wants|wanted|what they wanted|what they want|looking for",
    Field.CONCERN: "reason|reason for call|reason for calling|concern|complaint|problem|notes|"
    "note|comments|comment|details|message|enquiry|inquiry|question|what for|motivo|consulta|"
    "notas|nota|comentarios|observaciones|problema|mensaje|descripcion|description|symptoms",
    Field.OUTCOME: "outcome|status|result|booked|booked?|did they book|resultado|estado|"
    "disposition|next step|reservo|cita|converted",
    Field.HEARD: "source|how heard|how did you hear|how they heard|how did they hear|heard from|"
    "referral source|referred by|heard about us|how did you hear about us|marketing source|"
    "como nos conocio|como nos conocieron|procedencia|origen|fuente|recomendado por|lead source|"
    "find us|found us|how'd they find us|how found us",
    Field.CHANNEL: "channel|via|how|method|call type|type|contact method|type of contact|medio|"
    "canal|via de contacto|tipo|how contacted|phone/walk-in",
    Field.TAKEN_BY: "taken by|staff|initials|by|receptionist|answered by|employee|handled by|"
    "atendido por|atendio|personal|recepcionista|iniciales|who took it|rec'd by",
    Field.LANGUAGE: "language|lang|idioma|lengua|preferred language",
    Field.NOTE: "birthday|date of birth|birth date|birthdate|dob|d.o.b.|anniversary|fax|"
    "fecha de nacimiento|nacimiento|cumpleanos|company|organization|organisation|empresa|"
    "organization name|organization title|job title|title|name prefix|name suffix|suffix|"
    "nickname|address|street|city|direccion|calle|ciudad|last visit|last seen|ultima visita",
    Field.LEAVE_OUT: "labels|group membership|photo|file as|email type|e-mail type|"
    "#|no|no.|nr|id|row|n|num|nº|no de fila|record id|entry",
}  # fmt: skip
_FIELD_OF: Final = {
    fold(word): field for field, words in _HEADINGS.items() for word in words.split("|")
}
_NO_WORD: Final = re.compile(r"[^\w#]+")
_OUR_NUMBER: Final = re.compile(r"20\d\d-\d{4,6}")
_EMAIL: Final = re.compile(r"[^@\s,;]+@[^@\s,;]+\.\w{2,}")
_NAME: Final = re.compile(r"[^\W\d_][\w.'’-]*(?:[ ,]+[^\W\d_][\w.'’-]*){1,4}")


def heading_row(rows: Sequence[Row]) -> int | None:
    """Return the place of the row of headings; None where there is none."""
    best, place = 0.0, None
    for at, row in enumerate(rows[:_DEEPEST_HEADING]):
        known = sum(field_of_heading(cell) is not None for cell in row)
        filled = sum(bool(cell.strip()) for cell in row)
        score = known + known / filled if filled else 0
        if known >= min(2, filled) and score > best:
            best, place = score, at
    return place


def field_of_heading(heading: str) -> Field | None:
    """Return what a heading says; None where it says nothing known."""
    said = " ".join(fold(heading).replace("_", " ").strip(" :*.?").split())
    if not said:
        return None
    if said in _FIELD_OF:
        return _FIELD_OF[said]
    spaced = f" {_NO_WORD.sub(' ', said)} "
    fitting = [word for word in _FIELD_OF if len(word) > 2 and f" {word} " in spaced]
    return _FIELD_OF[max(fitting, key=len)] if fitting and len(said) <= 60 else None


def guess(headings: Row | None, rows: Sequence[Row]) -> tuple[Field, ...]:
    """Return what each column is, by its heading first and by what stands in it."""
    width = max((len(row) for row in (*rows, headings or [])), default=0)
    taken: Counter[Field] = Counter()
    guessed = []
    for column in range(width):
        heading = headings[column] if headings and column < len(headings) else ""
        sample = (row[column] for row in rows[:_SAMPLE] if column < len(row) and row[column])
        cells = [cell[:_TESTED] for cell in sample]
        field = _guess_one(heading, cells)
        if taken[field] and field not in MANY:
            field = Field.NOTE
        taken[field] += 1
        guessed.append(field)
    return tuple(_with_a_name(guessed, rows))


def _guess_one(heading: str, cells: Sequence[str]) -> Field:
    if not cells:
        return Field.LEAVE_OUT
    said = field_of_heading(heading)
    seen = _by_content(cells)
    if said is None:
        return seen or (Field.NOTE if heading.strip() else Field.CONCERN)
    if said in (Field.PHONE, Field.LEAVE_OUT) and seen not in (None, said):
        return seen  # "Number" may be anything
    if said is Field.DAY and seen is Field.TIME:
        return Field.TIME
    if said in (Field.CHANNEL, Field.NAME) and seen in (Field.EMAIL, Field.PHONE, Field.DAY):
        return seen
    return said


def _by_content(cells: Sequence[str]) -> Field | None:
    tests: tuple[tuple[Field, Callable[[str], object]], ...] = (
        (Field.EMAIL, _EMAIL.search),
        (Field.TIME, time_of),
        (Field.DAY, looks_like_day),
        (Field.PHONE, looks_like_phones),
        (Field.CHANNEL, channel_of),
        (Field.OUTCOME, lambda cell: fold(cell) in OUTCOMES),
        (Field.NAME, _looks_like_name),
    )
    if _counts_rows(cells):
        return Field.LEAVE_OUT
    for field, test in tests:
        if sum(bool(test(cell)) for cell in cells) > _MOST * len(cells):
            return field
    return None


def _looks_like_name(cell: str) -> bool:
    return bool(_NAME.fullmatch(cell)) and cell[:1].isupper() and not cell.isupper()


def _counts_rows(cells: Sequence[str]) -> bool:
    """1, 2, 3, ...: somebody numbered the rows; or we did."""
    if all(map(_OUR_NUMBER.fullmatch, cells)):
        return True
    if len(cells) < 3 or not all(cell.isdecimal() and len(cell) < 6 for cell in cells):
        return False
    return all(int(one) + 1 == int(two) for one, two in pairwise(cells))


def _with_a_name(guessed: list[Field], rows: Sequence[Row]) -> list[Field]:
    """A list in which nothing is called a name has one all the same."""
    if {Field.NAME, Field.FIRST_NAME, Field.LAST_NAME} & set(guessed):
        if Field.NAME not in guessed and Field.LAST_NAME not in guessed:
            guessed[guessed.index(Field.FIRST_NAME)] = Field.NAME
        elif {Field.NAME, Field.LAST_NAME} <= set(guessed) and Field.FIRST_NAME not in guessed:
            guessed[guessed.index(Field.NAME)] = Field.FIRST_NAME  # Nombre, Apellidos
        return guessed
    for column, field in enumerate(guessed):
        cells = [row[column] for row in rows[:_SAMPLE] if column < len(row) and row[column]]
        is_short = field in (Field.NOTE, Field.CONCERN) and max(map(len, cells), default=99) < 40
        if is_short and sum(map(_looks_like_name, cells)) > len(cells) / 3:
            guessed[column] = Field.NAME
            break
    return guessed
