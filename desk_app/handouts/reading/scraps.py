"""Scraps between the paragraphs: captions, page numbers, hashtags, links to other posts."""

from __future__ import annotations

import re

from desk_app.handouts.reading.invitations import is_warning
from desk_app.handouts.reading.lines import Line
from desk_app.handouts.reading.pieces import DropReason
from desk_app.handouts.reading.words import ends_sentence, sentence_count, word_count

_CAPTION = re.compile(
    r"(?:image|photo|picture|figure|fig|illustration|caption|photo credit|image credit|credit|"
    r"foto|imagen|figura|légende|abbildung|abb|bild|immagine|imagem|afbeelding|рисунок|рис|фото|"
    r"图片?|図|写真|그림|사진|תמונה|صورة|الصورة)\.?\s*\d*\s*[:.：]\s*(?=\S)",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"^(?:photo|image|picture|foto|bild|imagen|immagine)s?\s+(?:by|courtesy|credit|via|from)\b"
    r"|\b(?:getty images|shutterstock|unsplash|istock)\b",
    re.IGNORECASE,
)
_FILE = re.compile(r"[\w%+.-]+\.(?:jpe?g|png|gif|webp|svg|heic|bmp|tiff?)", re.IGNORECASE)
_PAGE = (
    r"(?:page|página|seite|pagina|str(?:ona|ana|\.)|sid[ae]|oldal|стр(?:аница|\.)|стор(?:інка|\.)|"
    r"σελίδα|sayfa|trang|עמוד|صفحة|पृष्ठ|หน้า|ページ|페이지)"
)
_OF = r"(?:of|de|von|di|van|z|ze|av|af|из|з|από|sur|/|מתוך|من)"
_PAGE_NUMBER = re.compile(
    rf"{_PAGE}\s*\d+(?:\s*{_OF}\s*\d+)?|第\s*\d+\s*页.{{0,8}}"
    rf"|\d+\s+{_OF}\s+\d+|[-–—]\s?\d{{1,3}}\s?[-–—]",
    re.IGNORECASE,
)
# Behind the name of a leaflet; nothing but the foot of a page counts all pages.
_PAGE_AT_END = re.compile(rf"\S.*\s{_PAGE}\s*\d+\s*{_OF}\s*\d+", re.IGNORECASE)
_LONGEST_FOOT = 14
# What a page's own system would fill in: ``[contact-form id="3"]``.
_SHORT_CODE = re.compile(
    r"(?:\[/?[a-z][a-z0-9]*(?:(?:[-_][a-z0-9]+)+(?:\s[^\[\]]*)?|\s+[\w-]+=[^\[\]]*)\]\s*)+"
)
_HASHTAGS = re.compile(r"#[^\W\d]\w*(?:\s+#[^\W\d]\w*)+")
_OTHER_POST = re.compile(
    r"(?:read more|read next|also read|you (?:may|might) also like|related(?: post| article)?|"
    r"leer más|lea también|lire aussi|à lire aussi|lesen sie auch|leia também|leggi anche|"
    r"lees ook|читайте также)\s?[:：]\s*(?=\S)",
    re.IGNORECASE,
)


def scrap_reason(text: str) -> DropReason | None:
    """Why the line is no part of an article, by its own words."""
    if _is_caption(text):
        return DropReason.CAPTION
    if _HASHTAGS.fullmatch(text):
        return DropReason.TAGS
    if _SHORT_CODE.fullmatch(text):
        return DropReason.HIDDEN
    other = _OTHER_POST.match(text)
    return DropReason.RELATED if other and _is_post_title(text[other.end() :]) else None


def is_page_number(line: Line) -> bool:
    """``Page 1 of 2``, ``- 1 -``, as a printed page has it at its foot, alone or behind a name."""
    if not line.is_brief or line.is_row:
        return False
    text = f"{line.marker.text}{line.text}" if line.marker else line.text
    if _PAGE_NUMBER.fullmatch(text):
        return True
    return line.word_count <= _LONGEST_FOOT and _PAGE_AT_END.fullmatch(text) is not None


def _is_post_title(text: str) -> bool:
    return word_count(text) <= 12 and not ends_sentence(text) and not is_warning(text)


def _is_caption(text: str) -> bool:
    if _FILE.fullmatch(text):
        return True
    text = text.strip("[]() ")
    if match := _CAPTION.match(text):
        return sentence_count(text[match.end() :]) == 1
    return word_count(text) <= 12 and sentence_count(text) == 1 and bool(_CREDIT.search(text))
