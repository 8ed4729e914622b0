"""What an e-mail has around the article it carries: headers above, reasons for sending below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from desk_app.handouts.reading.lines import Line

_SUBJECT = re.compile(
    r"((?:subject|asunto|objet|betreff|assunto|oggetto|onderwerp|тема)\s*:)\s*(\S.*)?",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"(?:from|to|cc|bcc|sent|date|reply-to|para|enviado|fecha|de|à|envoyé|date|von|an|gesendet|"
    r"datum|da|a|inviato|data|van|aan|verzonden|от|кому|дата)\s*:\s*\S.*",
    re.IGNORECASE,
)
_WHY_SENT = re.compile(
    r"(?:you(?:['’]re| are)? receiv(?:ed|ing) this|(?:usted )?recibes? este|vous recevez cet|"
    r"sie erhalten diese|você recebeu est|ricevi quest|u ontvangt de[zs]e|вы получили это)"
    r"\w*\s+(?:e-?mail|message|newsletter|correo|mensaje|boletín|nachricht|письмо)",
    re.IGNORECASE,
)
_LONGEST_WHY = 40


def header_length(lines: Sequence[Line]) -> int:
    """How many of the first lines are headers; 0 where it is no e-mail."""
    end = next((i for i, line in enumerate(lines) if not _is_header(line)), len(lines))
    return end if end > 1 else 0


def with_subject_apart(lines: list[Line]) -> list[Line]:
    """The words of the subject on a line of their own: they are the title."""
    for index, line in enumerate(lines[: header_length(lines)]):
        match = _SUBJECT.fullmatch(line.text)
        if match and match[2]:
            apart = [replace(line, text=match[1]), replace(line, text=match[2], gap=True)]
            return [*lines[:index], *apart, *lines[index + 1 :]]
    return lines


def says_why_it_was_sent(line: Line) -> bool:
    """``You are receiving this email because ...``"""
    return line.is_brief and line.word_count <= _LONGEST_WHY and bool(_WHY_SENT.match(line.text))


def _is_header(line: Line) -> bool:
    is_plain = line.is_brief and line.marker is None and not line.is_row
    return is_plain and any(each.fullmatch(line.text) for each in (_HEADER, _SUBJECT))
