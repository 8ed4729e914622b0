"""What one line says about itself: page furniture, by its own words alone."""

from __future__ import annotations

import re

from desk_app.handouts.reading.chrome_words import HOME, MAYBE, MENU_ALONE, NETWORKS, SURE
from desk_app.handouts.reading.lines import Line
from desk_app.handouts.reading.pieces import DropReason
from desk_app.handouts.reading.scraps import is_page_number, scrap_reason
from desk_app.handouts.reading.words import (
    ends_sentence,
    is_title_case,
    key_of,
    sentence_count,
    word_count,
)

_MONTH_DAY_YEAR = (
    r"(?:[^\W\d_]{2,9}\.?,?\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\.?\s+(?:de\s+|of\s+)?[^\W\d_]{3,10}\.?,?"
    r"\s+(?:de\s+)?\d{4}|[^\W\d_]{3,10}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4})"
)
_DATE = (
    rf"(?:{_MONTH_DAY_YEAR}|\d{{4}}-\d\d-\d\d|"
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}年\d+月\d+日)"
)
_HAS_DATE = re.compile(_DATE)
_DATE_LABEL = (
    r"(?:(?:this )?(?:page |article )?(?:was )?(?:posted|published|last updated|updated|"
    r"last modified|last reviewed|date)(?: on)?|publicado(?: el| em)?|actualizado(?: el)?|"
    r"publié le|mis à jour le|veröffentlicht(?: am)?|aktualisiert(?: am)?|stand|"
    r"pubblicato(?: il)?|"
    r"aggiornato(?: il)?|atualizado(?: em)?|gepubliceerd(?: op)?|опубликовано|"
    r"发布时间|发布于|公開日|更新日)"
)
_READING_TIME = (
    r"\d+\s*-?\s*min(?:ute|uto|uta|uti)?s?\.?\s*(?:read|de lectura|de lecture|lesezeit|di lettura|"
    r"de leitura|leestijd|чтения)|(?:(?:tiempo|temps|tempo) d[ei] )?(?:lectura|lecture|leitura|"
    r"reading time|lesezeit|lettura|leestijd|время чтения)\s*(?:de|:|ca\.)?\s*\d+\s*min\w*\.?"
)
_BY_WHOM = r"(?:\s+(?:by|por|par|von|da|door)\s+\S+(?:\s\S+){0,3})?"
_PARTS = r"\s*[|•·,/–—-]\s*"
_DATE_LINE = re.compile(
    rf"(?:{_DATE_LABEL}\s*[:：]?\s*)?{_DATE}(?:{_PARTS}(?:{_READING_TIME}))?{_BY_WHOM}\.?"
    rf"|{_READING_TIME}",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:(?:written|posted|reviewed|medically reviewed|published|edited) by|by|"
    r"(?:author|writer)\s*:|"
    r"escrito por|publicado por|por|écrit par|par|verfasst von|von|autora?\s*:|auteur\s*:|"
    r"scritto da|di|geschreven door|door|автор\s*:?|מאת|بقلم|作者\s*[:：]|文\s*[:：/]|"
    r"著者\s*[:：])\s*(?=\S)",
    re.IGNORECASE,
)
_CREDENTIALS = re.compile(r"[A-Z][A-Za-z]*\.?(?:[A-Z]\.?)+")
_CREDENTIALS_LAST = re.compile(r"(?:\b[A-Z][A-Za-z]{0,3}\.){2,}$")
_COOKIES = re.compile(
    r"(?=.*(?:site|sitio|página|seite|browser|experience|сайт|sito))"
    r".*(?:use|uses|usa|usamos|verwende[nt]?|nutzen|utilis\w+|utiliz\w+|gebruik\w*|использу\w+)\b"
    r".{0,25}\bcookies?\b",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"\s*(?:©|\(c\)\s*\d{4}|copyright\s*(?:©|\(c\)|\d{4}))")
_RIGHTS = (
    "all rights reserved",
    "powered by",
    "todos los derechos reservados",
    "tous droits réservés",
    "alle rechte vorbehalten",
    "todos os direitos reservados",
    "tutti i diritti riservati",
    "alle rechten voorbehouden",
    "все права защищены",
    "כל הזכויות שמורות",
    "جميع الحقوق محفوظة",
    "版权所有",
    "無断転載",
)
_TAGS = re.compile(
    r"(?:tags?|tagged(?: with| as)?|categor(?:y|ies)|filed under|posted in|keywords|etiquetas?|"
    r"categorías?|étiquettes?|catégories?|schlagw[oö]rter|kategorien?|categorias?|categorie|"
    r"trefwoorden|рубрики?|метки|теги|תגיות|الوسوم|标签|分类|タグ|カテゴリー|태그)\s*[:：]\s*\S",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"(?:\d+|no)\s+(?:comments?|repl(?:y|ies)|responses?|likes?|shares?|views?|comentarios?|"
    r"commentaires?|kommentare?|comentários?|commenti|reacties?|комментари\w+)(?: yet)?",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:(?:tel|phone|call|fax|e-?mail)\.?\s*:?\s*)?(?:\+?[\d\s().-]{7,20}|\S+@\S+\.\w+)"
    r"|(?:https?://|www\.)\S+",
    re.IGNORECASE,
)
_SHARE = frozenset(
    (
        *("share", "follow", "find", "like", "join", "compartir", "síguenos", "partager"),
        *("suivez", "teilen", "folgen", "seguici", "siga", "volg", "compartilhar", "condividi"),
        *("delen", "udostępnij", "поделиться", "dela", "del"),
    )
)
_US = frozenset(
    ("us", "on", "en", "sur", "uns", "auf", "nous", "su", "nos", "no", "ons", "op", "na", "в")
)
_TRAIL = re.compile(r"\s*[»›>→|·•]\s*|\s+/\s+")
_LONGEST_LINE = 30


def own_reason(line: Line) -> DropReason | None:
    """Furniture wherever it stands on the page."""
    if not line.is_brief or line.word_count > 2 * _LONGEST_LINE:
        return None
    if line.key in SURE:
        return SURE[line.key]
    if is_page_number(line):
        return DropReason.REPEATED
    text = line.text
    folded = text.casefold()
    if "cookie" in folded and _COOKIES.match(text):
        return DropReason.COOKIES
    if line.word_count > _LONGEST_LINE:
        return None
    if _is_legal(folded):
        return DropReason.LEGAL
    if _COUNTS.fullmatch(text):
        return DropReason.COMMENTS
    return scrap_reason(text) or _trail(text) or _sharing(line.key)


def edge_reason(line: Line) -> DropReason | None:
    """Furniture above the first and below the last words of the article."""
    if not line.is_brief or line.word_count > _LONGEST_LINE:
        return None
    if line.key in HOME:
        return DropReason.MENU
    text = line.text
    if _TAGS.match(text):
        return DropReason.TAGS
    if _DATE_LINE.fullmatch(text):
        return DropReason.DATE
    return DropReason.BYLINE if _is_byline(text) else None


def menu_reason(line: Line) -> DropReason | None:
    """Furniture only in the company of other furniture."""
    if not line.is_brief:
        return None
    if line.key in HOME:
        return DropReason.MENU
    # A shop counts what lies in the basket: "Cart 0".
    entry = line.key.rstrip(" 0123456789")
    return MAYBE.get(entry) or (DropReason.SHARING if line.key in NETWORKS else None)


def is_contact(line: Line) -> bool:
    """Nothing but a telephone number, an e-mail address or a web address."""
    return line.is_brief and _CONTACT.fullmatch(line.text) is not None


def has_date(line: Line) -> bool:
    """Whether a full date stands anywhere in the line."""
    return line.is_brief and _HAS_DATE.search(line.text) is not None


def is_comment_count(line: Line) -> bool:
    """``12 Comments``."""
    return line.is_brief and _COUNTS.fullmatch(line.text) is not None


def has_trail_marks(text: str) -> bool:
    """Whether a bar or bullet parts the line, as in the name of a site."""
    return re.search(r"\s[|•·»]\s", text) is not None


def trail_parts(text: str) -> list[str]:
    """The keys of what stands between bars, arrows and dashes."""
    return [key_of(part) for part in re.split(r"\s[|•·»›–—-]\s", text)]


def _is_legal(folded: str) -> bool:
    is_notice = _COPYRIGHT.match(folded) or any(words in folded for words in _RIGHTS)
    return bool(is_notice) and sentence_count(folded) <= 3


def _is_byline(text: str) -> bool:
    date = _HAS_DATE.search(text)
    match = _BY.match(text)
    if ends_sentence(text) and not (date or _CREDENTIALS_LAST.search(text)):
        return False
    if match is None:
        return date is not None and _is_name_before(text[: date.start()], date[0], text)
    name = re.split(rf"{_PARTS}|\s+on\s+", text[match.end() :], maxsplit=1)[0]
    return 1 <= word_count(name) <= 5 and (
        _is_name(name) or (date is not None and name[:1].isupper())
    )


def _is_name(name: str) -> bool:
    words = _CREDENTIALS.sub("Xx", name).replace(".", " ")
    return is_title_case(words) or not (name[:1].isascii() or name[:1].islower())


def _is_name_before(before: str, date: str, text: str) -> bool:
    """``Dana Reyes, LMBT | March 3, 2024``: parted by bars, and nothing but names and dates."""
    rest = text.replace(date, "")
    parts = [part for part in re.split(r"\s*[|•·]\s*", before) if part]
    return has_trail_marks(text) and word_count(rest) <= 10 and all(map(_is_name, parts))


def _trail(text: str) -> DropReason | None:
    """A breadcrumb begins at home; a menu in one line has only menu entries."""
    if text.casefold().startswith(("you are here", "estás aquí", "sie sind hier", "vous êtes ici")):
        return DropReason.BREADCRUMB
    parts = [key_of(part) for part in _TRAIL.split(text) if part.strip()]
    if len(parts) < 2:
        return DropReason.MENU if parts and _is_run_of_entries(parts[0]) else None
    entries = sum(_is_entry(part) or part in SURE for part in parts)
    if entries == len(parts) and ("|" in text or all(part in SURE for part in parts)):
        return DropReason.MENU
    if parts[0] in HOME:
        return DropReason.BREADCRUMB
    return DropReason.MENU if entries * 2 > len(parts) and len(parts) > 2 else None


def _is_run_of_entries(key: str) -> bool:
    """Three or more entries in a row, one of them of a menu alone: ``home about services``.

    ``FAQ about massage`` is a title.
    """
    words = key.split()
    if HOME.isdisjoint(words) and MENU_ALONE.isdisjoint(words):
        return False
    found = 0
    while words:
        length = next((n for n in (3, 2, 1) if _is_entry(" ".join(words[:n]))), 0)
        if not length:
            return False
        words, found = words[length:], found + 1
    return found > 2


def _is_entry(key: str) -> bool:
    return key in HOME or key in MAYBE


def _sharing(key: str) -> DropReason | None:
    """``Share Facebook Twitter``; counts of shares may stand between."""
    words = key.split()
    if len(words) < 2 or not (words[0] in _SHARE or words[0] in NETWORKS or words[0].isdigit()):
        return None
    rest = [word for word in words[1:] if word not in _US] if words[0] in _SHARE else words
    is_row = all(word in NETWORKS or word.isdigit() for word in rest)
    return DropReason.SHARING if is_row and not NETWORKS.isdisjoint(rest) else None
