"""What a screen reader, a ruler and a magnifying glass would find in a PDF."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium


@dataclass(frozen=True)
class Tag:
    """One element of the structure tree, in reading order."""

    kind: str
    page: int
    depth: int
    alt: str


@dataclass(frozen=True)
class Run:
    """One run of glyphs as drawn; ``size`` and ``baseline`` in points, from the page's foot.

    ``mark`` is the number under which the tags know it, -1 for decoration.
    """

    text: str
    page: int
    size: float
    left: float
    right: float
    baseline: float
    font: str
    embedded: bool
    colour: tuple[int, int, int]
    mark: int


def is_tagged(pdf: bytes) -> bool:
    with pypdfium2.PdfDocument(pdf) as document:
        return bool(pdfium.FPDFCatalog_IsTagged(document))


def title(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return document.get_metadata_value("Title")


def language(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return _utf16(lambda buffer, size: pdfium.FPDFCatalog_GetLanguage(document, buffer, size))


def page_texts(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def words(pdf: bytes) -> str:
    """All text of all pages, white space made even, hidden direction marks left out."""
    text = " ".join(page_texts(pdf))
    return " ".join(text.translate(dict.fromkeys((0x200B, *range(0x2066, 0x206A)))).split())


def tags(pdf: bytes) -> list[Tag]:
    found: list[Tag] = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document):
            tree = pdfium.FPDF_StructTree_GetForPage(page)
            for place in range(pdfium.FPDF_StructTree_CountChildren(tree)):
                _walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, place), number, 0, found)
            pdfium.FPDF_StructTree_Close(tree)
    return found


def _walk(element, page: int, depth: int, found: list[Tag]) -> None:
    kind = _utf16(lambda buffer, size: pdfium.FPDF_StructElement_GetType(element, buffer, size))
    alt = _utf16(lambda buffer, size: pdfium.FPDF_StructElement_GetAltText(element, buffer, size))
    found.append(Tag(kind, page, depth, alt))
    for place in range(max(0, pdfium.FPDF_StructElement_CountChildren(element))):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, place)
        if child:
            _walk(child, page, depth + 1, found)


def runs(pdf: bytes) -> list[Run]:
    found: list[Run] = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document):
            text_page = page.get_textpage()
            found += [
                _run(item, text_page, number)
                for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=6)
            ]
    return [run for run in found if run.text.strip()]


def _run(item, text_page, page: int) -> Run:
    matrix = item.get_matrix()
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(item, size)
    font = pdfium.FPDFTextObj_GetFont(item)
    red, green, blue, opacity = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, opacity)
    left, _, right, _ = item.get_bounds()
    return Run(
        text=_utf16(lambda buffer, room: pdfium.FPDFTextObj_GetText(item, text_page, buffer, room)),
        page=page,
        size=size.value * abs(matrix.d),
        left=left,
        right=right,
        baseline=matrix.f,
        font=_utf8(lambda buffer, room: pdfium.FPDFFont_GetBaseFontName(font, buffer, room)),
        embedded=pdfium.FPDFFont_GetIsEmbedded(font) == 1,
        colour=(red.value, green.value, blue.value),
        mark=pdfium.FPDFPageObj_GetMarkedContentID(item),
    )


def _utf16(ask) -> str:
    """Text from a call that first tells its size in bytes, with the closing zero."""
    size = ask(None, 0)
    buffer = (ctypes.c_ushort * max(size // 2, 1))()
    ask(buffer, size)
    return bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le")


def _utf8(ask) -> str:
    size = ask(None, 0)
    buffer = ctypes.create_string_buffer(max(size, 1))
    ask(buffer, size)
    return buffer.value.decode()
