"""Rules of PDF/A-2a and PDF/UA-1 for fonts, and for what shines through."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tests.desk_app.handouts.pdf_objects import Pdf, Ref, Stream, operations

_FONT_FILES = ("FontFile", "FontFile2", "FontFile3")
_MEANINGLESS = re.compile("[\x00\ufeff\ufffe\uffff\ue000-\uf8ff]")


def broken_fonts(pdf: Pdf, codes: Mapping[int, set[bytes]]) -> Iterator[str]:
    """Args: codes: what is shown in each font, by the font's object number."""
    for number, shown in codes.items():
        font = pdf.get(Ref(number))
        name = font.get("BaseFont", "a font")
        if font["Subtype"] != "Type0" or font["Encoding"] != "Identity-H":
            yield f"{name} is of another kind than those we know"
            continue
        below = pdf.get(font["DescendantFonts"][0])
        described = pdf.get(below["FontDescriptor"])
        if not any(key in described for key in _FONT_FILES):
            yield f"{name} is not in the file"
        if below["Subtype"] == "CIDFontType2" and below.get("CIDToGIDMap") != "Identity":
            yield f"{name} does not say which letter is which"
        if not re.match(r"[A-Z]{6}\+", name):
            yield f"{name} is not marked as a part"
        if "ToUnicode" not in font:
            yield f"{name} cannot be read as text"
            continue
        meaning = _meanings(pdf.bytes_of(font["ToUnicode"]))
        for code in sorted(shown - meaning.keys()):
            yield f"{name}: {code.hex()} has no meaning"
        for code in sorted(shown & meaning.keys()):
            if not meaning[code] or _MEANINGLESS.search(meaning[code]):
                yield f"{name}: {code.hex()} means {meaning[code]!r}"


def broken_ink(pdf: Pdf) -> Iterator[str]:
    """Nothing but the edges of a logo needs to shine through, so nothing else may."""
    for value in pdf.objects.values():
        facts = value.head if isinstance(value, Stream) else value
        if not isinstance(facts, dict):
            continue
        kind = facts.get("Type"), facts.get("Subtype")
        if facts.get("BM", "Normal") not in ("Normal", "Compatible"):
            yield "colours are mixed"
        if any(isinstance(facts.get(key), int | float) and facts[key] < 1 for key in ("ca", "CA")):
            yield "a colour that shines through"
        if "TR" in facts and kind[0] == "ExtGState":
            yield "a transfer function"
        if kind[1] == "Image" and facts.get("Interpolate"):
            yield "a picture is smoothed"
        if kind[1] in ("PS", "Movie", "Sound", "3D", "FileAttachment", "Screen"):
            yield f"a {kind[1]} in the file"


def _meanings(cmap: bytes) -> dict[bytes, str]:
    found: dict[bytes, str] = {}
    for operator, values in operations(cmap):
        if operator == "endbfchar":
            pairs = zip(*[iter(values)] * 2, strict=True)
            found |= {code: text.decode("utf-16-be") for code, text in pairs}
        elif operator == "endbfrange":
            for first, last, start in zip(*[iter(values)] * 3, strict=True):
                low, high = (int.from_bytes(code, "big") for code in (first, last))
                for step in range(high - low + 1):
                    text = start[step] if isinstance(start, list) else _later(start, step)
                    found[(low + step).to_bytes(len(first), "big")] = text.decode("utf-16-be")
    return found


def _later(text: bytes, steps: int) -> bytes:
    return text[:-2] + (int.from_bytes(text[-2:], "big") + steps).to_bytes(2, "big")
