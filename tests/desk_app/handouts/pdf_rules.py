"""What PDF/UA-1 and PDF/A-2a ask of a file, as far as a machine can see it.

Read from the file's own objects, without the engine that made it and without a PDF library.
The rules are those of ISO 14289-1 and ISO 19005-2, by their matter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from tests.desk_app.handouts.pdf_elements import LANGUAGE, STANDARD_TYPE, Element, broken_element
from tests.desk_app.handouts.pdf_ink import broken_fonts, broken_ink
from tests.desk_app.handouts.pdf_objects import Name, Pdf, Ref, Stream, operations, text_of

_SHOWS_TEXT = ("Tj", "TJ", "'", '"')
_PAINTS = frozenset((*_SHOWS_TEXT, "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do"))
_FORBIDDEN = {"JavaScript", "JS", "Launch", "EmbeddedFile", "Encrypt", "LZWDecode", "AA", "XFA"}
_XMP = (
    rb"<pdfuaid:part>1</pdfuaid:part>",
    rb"<pdfaid:part>2</pdfaid:part>",
    rb"<pdfaid:conformance>A</pdfaid:conformance>",
    rb"<dc:title>\s*<rdf:Alt>\s*<rdf:li xml:lang=\"[^\"]+\">[^<]+</rdf:li>",
)


def broken_rules(data: bytes) -> list[str]:
    """Every rule the file breaks, in words; an empty list for a sound one."""
    pdf = Pdf(data)
    tree = Tree(pdf)
    pages = [_Page(pdf, number, page) for number, page in enumerate(pdf.pages())]
    found = [
        *_document(pdf),
        *tree.problems,
        *(problem for page in pages for problem in page.problems),
        *_reading_order(tree, pages),
        *_headings(tree),
        *(problem for element in tree.walk() for problem in broken_element(pdf, element)),
        *broken_fonts(pdf, _codes(pages)),
        *broken_ink(pdf),
    ]
    return list(dict.fromkeys(found))


def _codes(pages: list[_Page]) -> dict[int, set[bytes]]:
    found: dict[int, set[bytes]] = {}
    for page in pages:
        for font, codes in page.codes.items():
            found.setdefault(font, set()).update(codes)
    return found


def _document(pdf: Pdf) -> Iterator[str]:
    catalog = pdf.catalog
    marks = pdf.get(catalog.get("MarkInfo", {}))
    if not marks.get("Marked") or marks.get("Suspects"):
        yield "the file does not say that it is tagged"
    if not LANGUAGE.fullmatch(text_of(catalog.get("Lang", b""))):
        yield "the file has no language"
    if not pdf.get(catalog.get("ViewerPreferences", {})).get("DisplayDocTitle"):
        yield "the title is not shown"
    if "Metadata" not in catalog:
        yield "there is no XMP"
    else:
        xmp = pdf.bytes_of(catalog["Metadata"])
        yield from (f"XMP lacks {rule!r}" for rule in _XMP if not re.search(rule, xmp))
        if "Filter" in pdf.get(catalog["Metadata"]).head:
            yield "the XMP is packed"
    yield from (f"{word} stands in the file" for word in _FORBIDDEN & pdf.names())
    if len(pdf.trailer.get("ID", ())) != 2:
        yield "the file has no ID"
    yield from _colours(pdf)


def _colours(pdf: Pdf) -> Iterator[str]:
    intents = [pdf.get(intent) for intent in pdf.get(pdf.catalog.get("OutputIntents", []))]
    profiles = [
        pdf.get(intent["DestOutputProfile"]) for intent in intents if intent["S"] == "GTS_PDFA1"
    ]
    if len(profiles) != 1:
        yield "there is no single output intent"
    for profile in profiles:
        icc = pdf.bytes_of(Ref(next(k for k, v in pdf.objects.items() if v is profile)))
        if profile.head.get("N") != 3 or icc[36:40] != b"acsp" or icc[16:20] != b"RGB ":
            yield "the output intent is no RGB profile"
    if "DeviceCMYK" in pdf.names():
        yield "a colour of the press stands beside colours of the screen"


class Tree:
    """The structure tree, and where every marked piece of a page hangs in it."""

    def __init__(self, pdf: Pdf) -> None:
        self.problems: list[str] = []
        self.places: dict[tuple[int, int], int] = {}
        self._pdf = pdf
        root = pdf.get(pdf.catalog["StructTreeRoot"])
        self._roles = pdf.get(root.get("RoleMap", {}))
        self._pages = {id(page): number for number, page in enumerate(pdf.pages())}
        self.root = Element("Root", {})
        for kid in self._kids(root):
            self.root.children.append(self._element(kid, None))
        if [child.kind for child in self.root.children] != ["Document"]:
            self.problems.append("the tree is no single document")
        self._check_parents(pdf.get(root["ParentTree"]))

    def walk(self) -> Iterator[Element]:
        waiting = [self.root]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed(element.children)

    def _kids(self, node: dict) -> list:
        kids = self._pdf.get(node.get("K", []))
        return kids if isinstance(kids, list) else [kids]

    def _element(self, reference: Ref, parent: int | None) -> Element:
        node = self._pdf.get(reference)
        kind = str(node["S"])
        for _ in range(5):
            kind = kind if STANDARD_TYPE.fullmatch(kind) else str(self._roles.get(kind, kind))
        if not STANDARD_TYPE.fullmatch(kind):
            self.problems.append(f"{node['S']} is no standard type, nor becomes one")
        if parent is not None and node["P"].number != parent:
            self.problems.append(f"a {kind} knows another parent")
        element = Element(kind, node)
        for kid in self._kids(node):
            self._add(element, kid, reference.number)
        return element

    def _add(self, element: Element, kid: object, parent: int) -> None:
        value = self._pdf.get(kid)
        if isinstance(value, dict) and value.get("Type") not in ("MCR", "OBJR"):
            element.children.append(self._element(kid, parent))
            return
        if isinstance(value, dict) and value["Type"] == "OBJR":
            return
        number = value["MCID"] if isinstance(value, dict) else value
        page = value.get("Pg") if isinstance(value, dict) else None
        place = (self._pages[id(self._pdf.get(page or element.facts["Pg"]))], number)
        if place in self.places:
            self.problems.append(f"{place} hangs in two places")
        self.places[place] = parent
        element.marks.append(place)

    def _check_parents(self, parents: dict) -> None:
        numbers = parents.get("Nums", [])
        known = {key: self._pdf.get(value) for key, value in zip(*[iter(numbers)] * 2, strict=True)}
        for number, page in enumerate(self._pdf.pages()):
            backward = known.get(page.get("StructParents"), [])
            forward = [parent for (there, _), parent in self.places.items() if there == number]
            for mark, parent in enumerate(backward):
                if self.places.get((number, mark)) != parent.number:
                    self.problems.append(f"page {number + 1}: the way back from {mark} is wrong")
            if len(backward) != len(forward):
                self.problems.append(f"page {number + 1}: not every mark finds its element")


class _Page:
    """One page's content: every stroke of it tagged, or told apart as decoration."""

    def __init__(self, pdf: Pdf, number: int, page: dict) -> None:
        self.problems: list[str] = []
        self.marks: list[int] = []
        self.codes: dict[int, set[bytes]] = {}  # by the object number of the font
        self._name = f"page {number + 1}"
        self._pdf = pdf
        if page.get("Tabs") != "S":
            self._wrong("the tab order is not that of the structure")
        for annotation in pdf.get(page.get("Annots", [])):
            facts = pdf.get(annotation)
            if facts["Subtype"] != "Link" or not facts.get("Contents") or not facts["F"] & 4:
                self._wrong("an annotation without words")
        contents = page["Contents"]
        parts = contents if isinstance(contents, list) else [contents]
        data = b"\n".join(pdf.bytes_of(part) for part in parts)
        self._run(data, pdf.get(page["Resources"]), inside=False)

    def _wrong(self, what: str) -> None:
        self.problems.append(f"{self._name}: {what}")

    def _run(self, data: bytes, resources: dict, *, inside: bool) -> None:
        stack: list[str] = []
        font = None
        for operator, values in operations(data):
            if operator in ("BDC", "BMC"):
                stack.append(self._opened(values, stack))
            elif operator == "EMC":
                if not stack:
                    self._wrong("a mark is closed that was not opened")
                else:
                    stack.pop()
            elif operator == "Tf":
                font = self._pdf.get(resources["Font"])[values[0]].number
            elif operator in _PAINTS and not (inside or {"tagged", "artifact"} & set(stack)):
                self._wrong(f"{operator} paints what is neither tagged nor decoration")
            if operator in _SHOWS_TEXT and font is not None:
                self._note(font, values[-1])
            if operator == "Do":
                self._draw(resources, values[0], inside=inside or bool(stack))
        if stack:
            self._wrong("a mark is never closed")

    def _opened(self, values: list, stack: list[str]) -> str:
        facts = values[1] if len(values) > 1 and isinstance(values[1], dict) else {}
        if "Lang" in facts and not LANGUAGE.fullmatch(text_of(facts["Lang"])):
            self._wrong("a piece with a language that is none")
        if values[0] == "Artifact":
            kind = "artifact"
        elif "MCID" in facts:
            kind = "tagged"
            self.marks.append(facts["MCID"])
        else:
            return "span"
        if {"tagged", "artifact"} & set(stack):
            self._wrong(f"{kind} content inside other")
        return kind

    def _note(self, font: int, shown: object) -> None:
        texts = shown if isinstance(shown, list) else [shown]
        codes = self.codes.setdefault(font, set())
        for text in texts:
            if isinstance(text, bytes):
                codes.update(text[at : at + 2] for at in range(0, len(text), 2))

    def _draw(self, resources: dict, name: Name, *, inside: bool) -> None:
        reference = self._pdf.get(resources["XObject"])[name]
        drawn = self._pdf.get(reference)
        if isinstance(drawn, Stream) and drawn.head["Subtype"] == "Form":
            before = len(self.marks)
            inner = self._pdf.get(drawn.head.get("Resources", {}))
            self._run(self._pdf.bytes_of(reference), inner, inside=inside)
            if len(self.marks) > before:
                self._wrong("a drawing holds marks of its own")


def _reading_order(tree: Tree, pages: list[_Page]) -> Iterator[str]:
    painted = [(number, mark) for number, page in enumerate(pages) for mark in page.marks]
    yield from (f"{place} is painted twice" for place, n in Counter(painted).items() if n > 1)
    told = list(tree.places)
    if set(told) != set(painted):
        yield "what is painted and what is read aloud are not the same"
    elif told != painted:
        yield "it is not read aloud in the order of the page"


def _headings(tree: Tree) -> Iterator[str]:
    kinds = [element.kind for element in tree.walk()]
    levels = [int(kind[1]) for kind in kinds if re.fullmatch("H[1-6]", kind)]
    if not levels or levels[0] != 1 or levels.count(1) != 1:
        yield "there is not one main heading, first of all"
    if any(after - before > 1 for before, after in pairwise(levels)):
        yield "a level of headings is left out"
    if "H" in kinds:
        yield "headings with and without a level are mixed"
