"""Phone numbers: what was typed is always kept, what can be made of it is added."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import phonenumbers

SHORTEST_SUFFIX: Final = 3
_LONGEST_LAST_FIGURES: Final = 6  # 0014 is the end of a number, 0044207 the start of a call abroad

_EXTENSION = re.compile(r"[\s,;]*(?:extension|ext|int|x|#)[\s.:]*(\d{1,7})\s*$", re.IGNORECASE)
_TRUNK_ZERO = re.compile(r"\(\s*0\s*\)")
_PUNCTUATION = re.compile(r"[\s+()\-./\u00a0\u2010-\u2015\u2212]*")


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """One number, as typed and as understood.

    Attributes:
        raw: exactly what was typed.
        e164: ``+`` and digits when the number is complete for its country, else ``None``.
        digits: those of ``e164`` without ``+``, or those typed; never the extension's.
        extension: digits, or empty.
        key: equal for two spellings of one line; empty when nothing was a digit.
        spellings: the runs of digits people search it by: ``digits``, the national form with
            its leading zero, and as typed. Distinct, none empty.
        is_valid: whether the country hands out such numbers. A reason to warn, never to refuse.
    """

    raw: str
    e164: str | None
    digits: str
    extension: str
    key: str
    spellings: tuple[str, ...]
    is_valid: bool


def parse_phone(raw: str, *, region: str) -> PhoneNumber:
    """Understand a number as somebody in that country would dial it. Never raises.

    Args:
        region: the clinic's country, e.g. ``"US"``; an unknown one leaves only ``+`` numbers.
    """
    typed, typed_extension = _without_extension(raw)
    number = _complete_number(raw, region)
    if number is None:
        digits = _digits(typed)
        key = _key(digits, typed_extension) if digits else ""
        spellings = (digits,) if digits else ()
        return PhoneNumber(raw, None, digits, typed_extension, key, spellings, is_valid=False)

    library = _library()
    e164 = library.format_number(number, library.PhoneNumberFormat.E164)
    national = library.format_number(_main_line(number), library.PhoneNumberFormat.NATIONAL)
    written = dict.fromkeys((e164[1:], _digits(national), _digits(typed)))
    return PhoneNumber(
        raw=raw,
        e164=e164,
        digits=e164[1:],
        extension=number.extension or "",
        key=_key(e164, number.extension or ""),
        spellings=tuple(digits for digits in written if digits),
        is_valid=library.is_valid_number(number),
    )


def format_for_people(number: str, *, region: str) -> str:
    """As people in that country write it: national for their own, international for others.

    What is no complete number comes back unchanged.
    """
    parsed = _complete_number(number, region)
    if parsed is None:
        return number

    library = _library()
    own = parsed.country_code == library.country_code_for_region(region.upper())
    form = library.PhoneNumberFormat
    return str(library.format_number(parsed, form.NATIONAL if own else form.INTERNATIONAL))


def search_digits(typed: str) -> str:
    """The digits of a number that is still being typed, to look up in the suffixes.

    ``"(828) 555"`` -> ``"828555"``; a trunk zero in brackets after a country code and an
    extension are left out, and so are letters.
    """
    number, _ = _without_extension(typed)
    if number.lstrip().startswith(("+", "00")):
        number = _TRUNK_ZERO.sub("", number)
    digits = _digits(number)
    dialled_abroad = digits.startswith("00") and len(digits) > _LONGEST_LAST_FIGURES
    return digits[2:] if dialled_abroad else digits


def looks_like_number(typed: str) -> bool:
    """Whether a search is for a number: three digits or more, else only what numbers hold."""
    number, _ = _without_extension(typed)
    return len(_digits(number)) >= SHORTEST_SUFFIX and bool(
        _PUNCTUATION.fullmatch(re.sub(r"\d", "", number))
    )


def suffixes(*spellings: str) -> tuple[str, ...]:
    """Every distinct ending of at least three digits: any run of digits starts one of them."""
    return tuple(
        dict.fromkeys(
            digits[start:]
            for digits in spellings
            for start in range(len(digits) - SHORTEST_SUFFIX + 1)
        )
    )


def _complete_number(raw: str, region: str) -> phonenumbers.PhoneNumber | None:
    """The number when nothing is missing; softphones leave the ``+`` of foreign ones out."""
    library = _library()
    for attempt in (raw, f"+{raw.strip()}"):
        try:
            number: phonenumbers.PhoneNumber = library.parse(attempt, region.upper())
        except library.NumberParseException:
            continue
        complete = (
            library.is_possible_number_with_reason(number) == library.ValidationResult.IS_POSSIBLE
        )
        if complete and (attempt == raw or library.is_valid_number(number)):
            return number
    return None


def _library() -> ModuleType:
    import phonenumbers  # noqa: PLC0415 - its metadata must not delay the first window

    return phonenumbers


def _main_line(number: phonenumbers.PhoneNumber) -> phonenumbers.PhoneNumber:
    main: phonenumbers.PhoneNumber = _library().PhoneNumber()
    main.merge_from(number)
    main.extension = None
    return main


def _without_extension(typed: str) -> tuple[str, str]:
    found = _EXTENSION.search(typed)
    return (typed[: found.start()], _digits(found[1])) if found else (typed, "")


def _digits(text: str) -> str:
    """The decimal digits of any script, as ASCII."""
    return "".join(str(int(character)) for character in text if character.isdecimal())


def _key(line: str, extension: str) -> str:
    return f"{line};ext={extension}" if extension else line
