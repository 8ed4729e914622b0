"""Rules of PDF/UA-1 for the elements of the structure tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.desk_app.handouts.pdf_objects import Pdf, text_of

STANDARD_TYPE = re.compile(
    "Document|Part|Art|Sect|Div|BlockQuote|Caption|TOCI?|Index|NonStruct|Private|P|H[1-6]?|L|LI|Lbl"
    "|LBody|Table|T[RHD]|THead|TBody|TFoot|Span|Quote|Note|Reference|BibEntry|Code|Link|Annot|Ruby"
    "|R[BTP]|Warichu|W[TP]|Figure|Formula|Form"
)
LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[A-Za-z0-9]{2,8})*")
_CHILDREN = {
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
}
_PARENTS = {
    "LI": {"L"},
    "Lbl": {"LI", "Note"},
    "LBody": {"LI"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
}
_NEVER_EMPTY = ("P", "LBody", "Lbl", "H1", "H2", "H3", "TH")


@dataclass
class Element:
    """One element of the structure tree, its contents in reading order.

    Attributes:
        kind: the standard type, through the role map.
        marks: (page, number) of what it holds itself.
    """

    kind: str
    facts: dict
    children: list[Element] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)


def broken_element(pdf: Pdf, element: Element) -> Iterator[str]:
    """What is wrong with one element of the tree."""
    kind, facts = element.kind, element.facts
    found = _attributes(pdf, facts)
    yield from _kin(element)
    if kind == "L" and "ListNumbering" not in found and _has_labels(element):
        yield "a list does not tell its marks"
    if kind == "TH" and "Scope" not in found:
        yield "a header of a table does not say what it heads"
    if kind == "Figure" and "BBox" not in found:
        yield "a figure does not say where it is"
    if kind in ("Figure", "Formula") and not text_of(facts.get("Alt", b"")).strip():
        yield f"a {kind} without words"
    if "Lang" in facts and not LANGUAGE.fullmatch(text_of(facts["Lang"])):
        yield f"a {kind} with a language that is none"


def _kin(element: Element) -> Iterator[str]:
    """What may stand in what."""
    kind, kinds = element.kind, [child.kind for child in element.children]
    allowed = _CHILDREN.get(kind)
    if allowed is not None and (element.marks or not kinds or not set(kinds) <= allowed):
        yield f"{kind} holds {sorted(set(kinds) - allowed) or 'no element'}"
    for child in kinds:
        if child in _PARENTS and kind not in _PARENTS[child]:
            yield f"{child} stands in {kind}"
    if kind == "LI" and "LBody" not in kinds:
        yield "an item of a list has no words"
    if kind in _NEVER_EMPTY and not _has_content(element):
        yield f"an empty {kind}"
    if kind == "Table":
        rows = _rows(element)
        if not any(cell.kind == "TH" for row in rows for cell in row.children):
            yield "a table has no headers"
        if len({len(row.children) for row in rows}) > 1:
            yield "a table with rows of different length"


def _attributes(pdf: Pdf, facts: dict) -> dict:
    value = pdf.get(facts.get("A", []))
    each = value if isinstance(value, list) else [value]
    return {key: found for one in each for key, found in pdf.get(one).items()}


def _has_labels(element: Element) -> bool:
    return any(part.kind == "Lbl" for item in element.children for part in item.children)


def _rows(table: Element) -> list[Element]:
    groups = [table, *(child for child in table.children if child.kind != "TR")]
    return [row for group in groups for row in group.children if row.kind == "TR"]


def _has_content(element: Element) -> bool:
    return bool(element.marks) or any(map(_has_content, element.children))
