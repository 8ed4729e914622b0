"""What an e-mail has around the article it carries: headers above, reasons for sending below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from desk_app.handouts.reading.lines import Line

_PASSED_ON = r"(?:(?:re|fwd?|aw|wg|rv|tr|ref|enc|res|rif|antw|betr|sv|vs|odp|pd|отв|пер)\s*:\s*)"
_SUBJECT = re.compile(
    r"((?:subject|asunto|objet|betreff|assunto|oggetto|onderwerp|temat|тема)\s*:\s*"
    rf"{_PASSED_ON}*)(\S.*)?",
    re.IGNORECASE,
)
_ONLY_PASSED_ON = re.compile(rf"({_PASSED_ON}+)(\S.*)", re.IGNORECASE)
_ANNOUNCES = re.compile(
    r"-{2,}\s*(?:original message|forwarded message|ursprüngliche nachricht|weitergeleitete "
    r"nachricht|mensaje original|mensaje reenviado|message d['’]origine|message transféré|mensagem "
    r"original|mensagem encaminhada|messaggio originale|messaggio inoltrato|oorspronkelijk bericht|"
    r"doorgestuurd bericht|пересылаемое сообщение)\s*-{2,}|begin forwarded message:",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"(?:on|am|le|el|em|il|op|dnia|w dniu)\s(?=.*\d).*\b(?:wrote|schrieb\b.*|a écrit|escribió|"
    r"escreveu|ha scritto|schreef\b.*|napisał(?:\(?a\)?)?)\s*:"
    r"|.*\d{4}.*\b(?:пишет|писал\(?а?\)?)\s*:",
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
_LONGEST_SIGNATURE = 60
_LONGEST_SIGNED = 12


def headers(lines: Sequence[Line]) -> range:
    """Where the headers stand: above all else, or below what announces them; else empty."""
    start = next((i for i, line in enumerate(lines) if _announces(line)), -1) + 1
    end = start
    while end < len(lines) and (_is_header(lines[end]) or _is_below_subject(lines, end)):
        end += 1
    is_mail = end - start > 1 or any(_SUBJECT.fullmatch(line.text) for line in lines[start:end])
    return range(start, end) if is_mail else range(0)


def title_in(lines: Sequence[Line], above: range) -> int | None:
    """Which of the headers is the title, once the subject's words are apart."""
    return next((index for index in above if _is_below_subject(lines, index)), None)


def with_subject_apart(lines: Sequence[Line]) -> Sequence[Line]:
    """The words of the subject on a line of their own: they are the title."""
    for index in headers(lines) or range(len(lines[:1])):
        line = lines[index]
        match = _SUBJECT.fullmatch(line.text) or _ONLY_PASSED_ON.fullmatch(line.text)
        if match and match[2] and line.is_brief:
            before = replace(line, text=match[1].strip())
            apart = [before, replace(line, text=match[2], gap=True)]
            return [*lines[:index], *apart, *lines[index + 1 :]]
    return lines


def is_passed_on(line: Line) -> bool:
    """``Fwd:`` alone, or ``On Monday Lee Ames wrote:``."""
    if not line.is_brief or line.text[-1:] not in (":", "-"):
        return False
    is_mark = _ONLY_PASSED_ON.fullmatch(f"{line.text} x") is not None
    return is_mark or _WROTE.fullmatch(line.text) is not None or _announces(line)


def signature(lines: Sequence[Line]) -> range:
    """Below the two dashes that mail programs write above it; else empty."""
    dashes = [index for index, line in enumerate(lines) if line.text == "--"]
    below = lines[dashes[0] :] if len(dashes) == 1 and dashes[0] else ()
    is_brief = sum(line.word_count for line in below) <= _LONGEST_SIGNATURE
    if not is_brief or any(line.word_count > _LONGEST_SIGNED for line in below):
        return range(0)
    return range(len(lines) - len(below), len(lines))


def _is_below_subject(lines: Sequence[Line], index: int) -> bool:
    match = _SUBJECT.fullmatch(lines[index - 1].text) if index else None
    return match is not None and not match[2] and not _is_header(lines[index])


def _announces(line: Line) -> bool:
    return line.is_brief and _ANNOUNCES.fullmatch(line.text) is not None


def says_why_it_was_sent(line: Line) -> bool:
    """``You are receiving this email because ...``"""
    return line.is_brief and line.word_count <= _LONGEST_WHY and bool(_WHY_SENT.match(line.text))


def _is_header(line: Line) -> bool:
    is_plain = line.is_brief and line.marker is None and not line.is_row
    return is_plain and any(each.fullmatch(line.text) for each in (_HEADER, _SUBJECT))
