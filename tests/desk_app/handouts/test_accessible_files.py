"""Every kind of sheet as a file that can be read aloud and kept, looked at by three readers."""

import dataclasses
import re
import shutil
import subprocess
from itertools import product

import pytest

from db.domain.article import ArticleState, ArticleText, Block, BlockKind
from db.domain.handout import Paper, TextSize
from tests.desk_app.handouts.pdf_objects import Pdf, Ref, operations, text_of
from tests.desk_app.handouts.pdf_rules import broken_rules
from tests.desk_app.handouts.pdf_structure import words
from tests.desk_app.handouts.samples import (
    APPROVED,
    ARTICLES,
    CLINIC,
    LOGO,
    press_with_pictures,
    sheet,
    shown,
)
from tests.desk_app.handouts.test_lists import follow_ups
from tests.desk_app.handouts.test_rendering import nested_steps

DRAFT = dataclasses.replace(APPROVED, state=ArticleState.DRAFT)
BARE = {
    "recipient_name": "",
    "practitioner_note": "",
    "next_step": "",
    "letterhead": dataclasses.replace(
        CLINIC, name="", address_lines=(), phone="", web="", email=""
    ),
    "provenance": dataclasses.replace(DRAFT, sources=()),
}
FULL = {
    "letterhead": dataclasses.replace(CLINIC, logo=LOGO.fingerprint),
    "provenance": dataclasses.replace(
        DRAFT, sources=("Acupuncture for the back, a review of the studies", "Guía de la espalda")
    ),
    "practitioner_note": "Call us when you are at home.\nمرحبا",
}
VARIANTS = {"usual": {}, "bare": BARE, "full": FULL, "grey": {"in_colour": False}}
EVERY = list(product(TextSize, Paper, ARTICLES, VARIANTS))


@pytest.fixture(scope="module")
def press():
    return press_with_pictures()


def name_of(case):
    size, paper, language, variant = case
    return f"{int(size)}-{paper.value}-{language}-{variant}"


@pytest.fixture(params=EVERY, ids=name_of)
def pdf(request, press):
    size, paper, language, variant = request.param
    article = ARTICLES[language]
    steps = dataclasses.replace(article, intro=(*article.intro, shown(), *nested_steps()))
    return press.render(sheet(steps, size=size, paper=paper, **VARIANTS[variant])).pdf


def test_a_handout_breaks_no_rule(pdf):
    assert broken_rules(pdf) == []


@pytest.mark.parametrize(
    ("size", "paper", "language"), [*product(TextSize, Paper, ("en", "es", "ar"))]
)
def test_a_list_of_follow_ups_breaks_no_rule(press, size, paper, language):
    rendered = press.render_list(follow_ups(size=size, paper=paper, language=language))
    assert broken_rules(rendered.pdf) == []


def needs(program):
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed")


def run(tmp_path, pdf, *command):
    file = tmp_path / "sheet.pdf"
    file.write_bytes(pdf)
    return subprocess.run([*command, str(file)], capture_output=True, check=False)


@needs("pdfinfo")
@pytest.mark.parametrize("language", ["en", "es"])
def test_another_reader_hears_the_page_in_its_order(press, tmp_path, language):
    """Poppler's own walk through the tags gives the text of the page from top to bottom."""
    rendered = press.render(sheet(ARTICLES[language], **FULL))
    told = run(tmp_path, rendered.pdf, "pdfinfo", "-struct-text").stdout.decode(errors="replace")
    kinds = [line.split()[0].rstrip(":") for line in told.splitlines() if line[:1] == " "]
    assert next(kind for kind in kinds if re.fullmatch("H[1-6]", kind)) == "H1"
    heard = re.findall(r'^ *"(.*)"$', told, re.MULTILINE)
    article = ARTICLES[language]
    places = [
        next(place for place, text in enumerate(heard) if words.split()[0] in text)
        for words in (article.title, article.sections[0].heading)
    ]
    assert places == sorted(places)
    assert kinds.count("Figure") == 2


@needs("qpdf")
@pytest.mark.parametrize("size", list(TextSize))
def test_another_reader_finds_the_file_sound(press, tmp_path, size):
    answer = run(tmp_path, press.render(sheet(size=size, **FULL)).pdf, "qpdf", "--check")
    assert (answer.returncode, answer.stderr) == (0, b"")


BREAKS = {
    "is tagged": (b"/Marked true", b"/Marked null"),
    "no language": (b"/Lang(en)", b"/Lang(12)"),
    "title is not shown": (b"/DisplayDocTitle true", b"/DisplayDocTitle null"),
    "XMP lacks": (b"<pdfuaid:part>1", b"<pdfuaid:part>9"),
    "tab order": (b"/Tabs/S", b"/Tabs/R"),
    "main heading": (b"/S/H1", b"/S/H2"),
    "level of headings": (b"/S/H2", b"/S/H4"),
    "L holds": (b"/S/LI", b"/S/TD"),
    "no words": (b"/S/LBody", b"/S/Aside"),
    "Figure without words": (b"/Alt(", b"/Alx("),
    "where it is": (b"/BBox[", b"/BBux["),
    "tell its marks": (b"/ListNumbering", b"/ListNumberink"),
    "output intent": (b"/GTS_PDFA1", b"/GTS_PDFX "),
    "not in the file": (b"/FontFile", b"/FontFill"),
    "read as text": (b"/ToUnicode", b"/ToUnikode"),
    "no ID": (b"/ID[", b"/IX["),
}


@pytest.mark.parametrize("rule", BREAKS)
def test_a_broken_file_is_told_from_a_sound_one(press, rule):
    pdf = press.render(sheet(**FULL)).pdf
    before, after = BREAKS[rule]
    compact = re.sub(rb"(/[A-Za-z]+) (?=[/(\[])", rb"\1", pdf) if before not in pdf else pdf
    assert before in compact, rule
    assert any(rule in problem for problem in broken_rules(compact.replace(before, after)))


def with_content(pdf, before, after):
    """The file with the first page drawn otherwise."""
    read = Pdf(pdf)
    number = read.pages()[0]["Contents"].number
    drawn = read.bytes_of(Ref(number)).replace(before, after, 1)
    whole = b"%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj" % (number, len(drawn), drawn)
    start = pdf.index(b"\n%d 0 obj" % number) + 1
    end = pdf.index(b"endobj", start) + len("endobj")
    return pdf[:start] + whole + pdf[end:]


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        (b"/Artifact<</Type/Layout>>", b"/Span<<>>", "neither tagged nor decoration"),
        (b"/MCID 3", b"/MCID 4", "painted twice"),
        (b"EMC", b"", "never closed"),
    ],
)
def test_a_page_drawn_wrongly_is_told_from_a_sound_one(press, before, after, rule):
    pdf = press.render(sheet(**FULL)).pdf
    assert broken_rules(with_content(pdf, b"", b"")) == []
    assert any(rule in problem for problem in broken_rules(with_content(pdf, before, after)))


def languages(pdf):
    """Every language that the file names, of an element or of a piece of the page."""
    read = Pdf(pdf)
    elements = [value.get("Lang") for value in read.objects.values() if isinstance(value, dict)]
    pieces = [
        part.get("Lang")
        for page in read.pages()
        for _, values in operations(read.bytes_of(page["Contents"]))
        for part in values
        if isinstance(part, dict)
    ]
    return {text_of(language) for language in (*elements, *pieces) if language}


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("A review of the studies on the back", {"es", "en"}),
        ("Una guía de la espalda para los pacientes", {"es"}),
        ("دليل العناية بالظهر", {"es", "ar"}),
        ("NICE NG59", {"es"}),
    ],
)
def test_a_source_is_read_aloud_in_its_own_language(press, source, told):
    provenance = dataclasses.replace(APPROVED, sources=(source,))
    wanted = sheet(ARTICLES["es"], provenance=provenance, practitioner_note="", next_step="")
    assert languages(press.render(wanted).pdf) == told


def test_a_source_of_another_language_is_not_torn_by_hyphens(press):
    long = "Acupuncture for the musculoskeletal rehabilitation of hospitalised outpatients " * 6
    provenance = dataclasses.replace(APPROVED, sources=(long,))
    for language in ("en", "es"):
        pdf = press.render(sheet(ARTICLES[language], provenance=provenance)).pdf
        assert words(pdf).count("musculoskeletal rehabilitation of hospitalised") == 6


@pytest.mark.parametrize("size", TextSize)
def test_lines_to_write_on_break_no_rule_and_take_room(press, size):
    blocks = [Block(BlockKind.WRITE_IN, f"My question {n}:") for n in range(30)]
    plain = [Block(BlockKind.PARAGRAPH, block.text) for block in blocks]
    ruled, bare = (
        press.render(sheet(ArticleText("Your visit", "en", tuple(each)), size=size))
        for each in (blocks, plain)
    )
    assert broken_rules(ruled.pdf) == []
    assert ruled.page_count > bare.page_count
