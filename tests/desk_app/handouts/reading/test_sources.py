"""Web pages, rich text, Markdown and Word files of many shapes, each with its exact structure."""

import codecs
import json
from itertools import groupby
from pathlib import Path

import pytest

from desk_app.handouts.reading.formats.kinds import SourceKind, kind_of
from desk_app.handouts.reading.formats.source import read_source
from tests.desk_app.handouts.reading.outlines import outline
from tests.desk_app.handouts.reading.word_files import paragraph, part, run, table, word_file

DATA = Path(__file__).parents[3] / "data"
SOURCES = sorted(file for file in (DATA / "sources").iterdir() if file.suffix in (".html", ".md"))
KNOWN = sorted((DATA / "articles").rglob("*.json"))


def read(data, name="file.html"):
    return read_source(data, kind_of(data, name))


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.name)
def test_the_source_is_read_as_a_careful_reader_would(file):
    expected = file.with_name(f"{file.name}.txt").read_text("utf-8").splitlines()
    assert outline(read(file.read_bytes(), file.name)) == expected


# --- One article in every format ------------------------------------------------------

# Without any heading beside them, verses that are paragraphs of their own look like headings.
POEMS = ("16_poem", "28_poem")


def case(file):
    is_poem = file.stem in POEMS
    marks = pytest.mark.xfail(strict=True, reason="verses look like headings") if is_poem else ()
    return pytest.param(file, id=f"{file.parent.name}-{file.stem}", marks=marks)


def blocks(article):
    """Its parts in order: kind, texts; rows of a table stand together."""
    for is_row, group in groupby(parts(article), key=lambda part: part[0] == "row"):
        if is_row:
            yield "table", [text.split(" | ") for _, text in group]
        else:
            yield from group


def parts(article):
    yield "title", article["title"]
    for heading, below in [
        ("", article["intro"]),
        *((section["heading"], section["blocks"]) for section in article["sections"]),
    ]:
        if heading:
            yield "heading", heading
        for block in below:
            if block["type"] == "p":
                yield "row" if " | " in block["text"] else "p", block["text"]
            else:
                yield block["type"], block["items"]


def as_html(article):
    for kind, text in blocks(article):
        if kind in ("title", "heading"):
            yield f"<{'h1' if kind == 'title' else 'h2'}>{escaped(text)}</h2>"
        elif kind == "p":
            yield f"<p>{escaped(text)}</p>"
        elif kind == "table":
            rows = ("".join(f"<td>{escaped(cell)}</td>" for cell in row) for row in text)
            yield f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
        else:
            items = "".join(f"<li>{escaped(item)}</li>" for item in text)
            yield f"<{kind}>{items}</{kind}>"


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


def as_markdown(article):
    for kind, text in blocks(article):
        if kind in ("title", "heading"):
            yield f"{'#' if kind == 'title' else '##'} {literal(text)}\n\n"
        elif kind == "p":
            yield f"{literal(text)}\n\n"
        elif kind == "table":
            head, *rows = (f"| {' | '.join(map(literal, row))} |\n" for row in text)
            yield f"{head}|{'---|' * len(text[0])}\n{''.join(rows)}\n"
        else:
            for number, item in enumerate(text, 1):
                yield f"{'-' if kind == 'ul' else f'{number}.'} {literal(item)}\n"
            # A comment parts two lists that stand together.
            yield "\n<!-- -->\n\n"


def literal(text):
    return "".join(f"\\{each}" if each in "\\`*_{}[]()#+-.!|<>&" else each for each in text)


def as_word(article):
    for kind, text in blocks(article):
        if kind in ("title", "heading"):
            yield paragraph(text, style="Title" if kind == "title" else "Heading1")
        elif kind == "p":
            yield paragraph(text)
        elif kind == "table":
            yield table(*text)
        else:
            for item in text:
                yield paragraph(item, number=1 if kind == "ul" else 2)


FORMS = {
    "html": (lambda article: "".join(as_html(article)).encode(), SourceKind.HTML),
    "markdown": (lambda article: "".join(as_markdown(article)).encode(), SourceKind.MARKDOWN),
    "word": (lambda article: word_file(*as_word(article)), SourceKind.WORD),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("file", [case(file) for file in KNOWN])
def test_one_article_has_the_same_structure_in_every_format(file, form):
    expected = json.loads(file.read_text("utf-8"))
    write, kind = FORMS[form]
    found = read_source(write(expected), kind).to_json()
    assert found == {
        **{name: expected[name] for name in ("title", "lang", "intro", "sections")},
        "dropped": [],
        "dropped_reasons": [],
    }


# --- Encodings ---------------------------------------------------------------------------

PAGE = (
    "<html><head><meta http-equiv='Content-Type' content='text/html; charset={0}'></head><body>"
    "<h1>Dolor de rodilla</h1>\r\n<p>Qué hacer – “en casa”, mañana.</p></body></html>"
)


@pytest.mark.parametrize(
    "data",
    [
        PAGE.format("utf-8").encode(),
        codecs.BOM_UTF8 + PAGE.format("iso-8859-1").encode(),
        PAGE.format("windows-1252").encode("cp1252"),
        PAGE.format("iso-8859-1").encode("cp1252"),
        PAGE.format("iso-8859-1").encode(),
        PAGE.format("nonsense").encode("cp1252"),
        codecs.BOM_UTF16_LE + PAGE.format("utf-16").encode("utf-16-le"),
        PAGE.format("utf-16").encode("utf-16-be"),
    ],
    ids=["utf-8", "bom", "cp1252", "latin", "says-latin", "unknown", "16le", "16be"],
)
def test_a_page_is_read_in_any_encoding(data):
    assert outline(read(data)) == [
        "(es)",
        "T Dolor de rodilla",
        "p Qué hacer – “en casa”, mañana.",
    ]


@pytest.mark.parametrize(
    ("encoding", "said", "text"),
    [
        ("gb18030", "gb2312", "针灸可以缓解背痛。"),
        ("cp932", "shift_jis", "鍼はとても細いです。"),
        ("big5", "big5", "針灸可以緩解背痛。"),
        ("cp1251", "windows-1251", "Иглы очень тонкие."),
        ("cp1256", "windows-1256", "الإبر رفيعة جدا."),
    ],
)
def test_an_encoding_of_other_scripts_is_taken_from_the_page(encoding, said, text):
    page = f'<meta charset="{said}"><h1>{text[:-1]}</h1><p>{text} {text}</p>'
    title, words = outline(read(page.encode(encoding)))[1:]
    assert (title, words) == (f"T {text[:-1]}", f"p {text} {text}")


def test_a_web_archive_is_read_as_the_page_in_it():
    data = (
        b"From: <Saved by Blink>\r\nSubject: Heat\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b'<html><head><meta charset=3D"utf-8"></head><h1>Heat</h1><p>Caf=C3=A9 heat is fine for '
        b"=\r\nyou.</p></html>\r\n--b\r\nContent-Type: text/css\r\n\r\np {}\r\n--b--\r\n"
    )
    assert outline(read(data, "x.mhtml")) == ["(en)", "T Heat", "p Café heat is fine for you."]


# --- Word --------------------------------------------------------------------------------


def read_word(*body, **parts):
    return outline(read_source(word_file(*body, **parts), SourceKind.WORD))


def test_headings_lists_and_tables_of_a_word_file():
    assert read_word(
        paragraph("Sleep and Pain", style="Title"),
        paragraph("Pain keeps you awake. Poor sleep makes it worse."),
        paragraph("At Night", style="Heading1"),
        paragraph("Dim the lights.", number=2),
        paragraph("All of them.", number=1, level=1),
        paragraph("Read a book.", number=2),
        paragraph("Doses", style="Heading2"),
        table(["Age", "Dose"], ["6-12", "5 ml"]),
        paragraph("Picture one: a spoon", style="Caption"),
    ) == [
        "(en)",
        "T Sleep and Pain",
        "p Pain keeps you awake. Poor sleep makes it worse.",
        "H At Night",
        "1 Dim the lights.",
        "- All of them.",
        "1 Read a book.",
        "H Doses",
        "p Age | Dose",
        "p 6-12 | 5 ml",
        "x caption: Picture one: a spoon",
    ]


def test_steps_of_a_word_file_count_on_behind_what_stands_between():
    reading = read_source(
        word_file(
            paragraph("Sitting Up", style="Title"),
            paragraph("Roll over.", number=2),
            paragraph("Push up.", number=2),
            paragraph("Wait if you feel dizzy."),
            paragraph("Stand.", number=2),
        ),
        SourceKind.WORD,
    )
    assert [piece.marker for piece in reading.pieces] == ["", "1. ", "2. ", "", "3. "]
    assert [block.nested for block in reading.article.intro] == [False, True, False]


def test_headings_by_bold_words_only():
    assert read_word(
        paragraph("Caring for Your Feet", bold=True),
        paragraph("Look at them every day. Use a mirror for the soles."),
        paragraph("Shoes", bold=True),
        paragraph("Wear shoes that fit. Buy them in the evening."),
        paragraph(run("Never", bold=True) + run(" walk barefoot.")),
    ) == [
        "(en)",
        "T Caring for Your Feet",
        "p Look at them every day. Use a mirror for the soles.",
        "H Shoes",
        "p Wear shoes that fit. Buy them in the evening.",
        "p Never walk barefoot.",
    ]


def test_changes_are_taken_as_accepted():
    assert read_word(
        paragraph("Iron", style="Heading1"),
        paragraph(
            run("Take it with ")
            + f"<w:ins>{run('orange juice')}</w:ins>"
            + "<w:del><w:r><w:delText>milk</w:delText></w:r></w:del>"
            + run(" in the morning.")
        ),
    ) == ["(en)", "T Iron", "p Take it with orange juice in the morning."]


def test_footnotes_stand_below_and_soft_breaks_part_lines():
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    assert read_word(
        paragraph("Magnesium", style="Title"),
        paragraph(run("It may ease cramps.") + note),
        paragraph(run("Take it with food.") + "<w:r><w:br/></w:r>" + run("Drink enough.")),
        parts=[
            (
                "footnotes",
                part(
                    "footnotes", f'<w:footnote w:id="2">{paragraph("Ask us first.")}</w:footnote>'
                ),
            )
        ],
    ) == [
        "(en)",
        "T Magnesium",
        "p It may ease cramps.[1]",
        "p Take it with food.",
        "p Drink enough.",
        "1 Ask us first.",
    ]


def test_links_keep_their_words_and_nothing_of_their_address():
    link = f'<w:hyperlink w:anchor="top">{run("our page")}</w:hyperlink>'
    assert read_word(
        paragraph("Stretching", style="Title"), paragraph(run("See ") + link + run(" for more."))
    ) == ["(en)", "T Stretching", "p See our page for more."]


def test_words_under_a_broken_link_are_read_all_the_same():
    broken = f'<w:hyperlink r:id="none">{run("our page")}</w:hyperlink>'
    assert read_word(
        paragraph("Stretching", style="Title"), paragraph(run("See ") + broken + run(" for more."))
    ) == ["(en)", "T Stretching", "p See our page for more."]


@pytest.mark.parametrize(
    "box",
    [
        "<mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx><w:txbxContent>{0}"
        "</w:txbxContent></wps:txbx></mc:Choice></mc:AlternateContent>",
        "<mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx><w:txbxContent>{0}"
        "</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><v:textbox><w:txbxContent>{0}"
        "</w:txbxContent></v:textbox></mc:Fallback></mc:AlternateContent>",
    ],
    ids=["new form only", "both forms"],
)
def test_the_words_of_a_text_box_are_there_once(box):
    words = read_word(
        paragraph("Burns", style="Title"),
        paragraph(f"<w:r>{box.format(paragraph('Call us if it blisters.'))}</w:r>"),
        paragraph("Cool it under running water for twenty minutes."),
    )
    assert sorted(words[1:]) == [
        "T Burns",
        "p Call us if it blisters.",
        "p Cool it under running water for twenty minutes.",
    ]


def test_heads_and_feet_of_pages_are_left_out():
    assert read_word(
        paragraph("Tea", style="Title"),
        paragraph("Peppermint may calm the stomach. Drink it warm."),
        parts=[
            ("header1", part("hdr", paragraph("Hill Clinic"))),
            ("header2", part("hdr", paragraph("Hill Clinic"))),
            ("footer1", part("ftr", paragraph("Page one of two"))),
        ],
    ) == [
        "(en)",
        "x page_head: Hill Clinic",
        "T Tea",
        "p Peppermint may calm the stomach. Drink it warm.",
        "x page_foot: Page one of two",
    ]
