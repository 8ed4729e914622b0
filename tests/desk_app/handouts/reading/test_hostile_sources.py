"""Files that are huge, broken or hostile: refused, or read within limits, by name."""

import io
import sys
import zipfile

import pytest

from db.domain.errors import DeskError, ValidationError
from desk_app.error_texts import refused_file_sentence, sentence
from desk_app.handouts.reading.formats.apart import read_file, read_rich_text
from desk_app.handouts.reading.formats.kinds import kind_of
from desk_app.handouts.reading.formats.refusals import Refusal, RefusedFileError
from tests.desk_app.handouts.reading.word_files import (
    OFFICE,
    RELATIONS,
    TYPES,
    paragraph,
    word_file,
    zipped,
)

BOMB = (
    '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<w:document><w:body>&b;</w:body></w:document>"
)


LAST_WORDS = "Words at the bottom."


def encrypted():
    data = bytearray(word_file(paragraph("Secret")))
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    return bytes(data)


def changed(data):
    """Of a file whose table of contents is whole one byte of the contents."""
    place = data.index(b"word/document.xml") + 40
    return data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]


WHOLE = word_file(paragraph("Whole", style="Title"), paragraph("Words that can be read."))
REFUSED = {
    "pdf": (b"%PDF-1.7", "x.pdf", Refusal.PDF),
    "rtf": (b"{\\rtf1 words}", "x.rtf", Refusal.RTF),
    "doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "x.doc", Refusal.OLD_WORD),
    "locked": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "x.docx",
        Refusal.ENCRYPTED,
    ),
    "locked zip": (encrypted(), "x.docx", Refusal.ENCRYPTED),
    "odt": (zipped({"mimetype": "x", "content.xml": "<a/>"}), "x.odt", Refusal.OPEN_DOCUMENT),
    "xlsx": (
        zipped({"[Content_Types].xml": TYPES, "xl/workbook.xml": "<a/>"}),
        "x.xlsx",
        Refusal.OTHER_OFFICE,
    ),
    "zip": (zipped({"a.txt": "words"}), "x.zip", Refusal.ARCHIVE),
    "macros": (
        word_file(paragraph("x"), files=[("word/vbaProject.bin", b"x")]),
        "x.docm",
        Refusal.MACROS,
    ),
    "cut off": (WHOLE[: len(WHOLE) // 2], "x.docx", Refusal.DAMAGED),
    "changed": (changed(WHOLE), "x.docx", Refusal.DAMAGED),
    "text by that name": (b"only words", "x.docx", Refusal.DAMAGED),
    "entities": (
        zipped({"[Content_Types].xml": TYPES, "word/document.xml": BOMB}),
        "x.docx",
        Refusal.DAMAGED,
    ),
    "entities in utf-16": (
        zipped({"[Content_Types].xml": TYPES, "word/document.xml": BOMB.encode("utf-16")}),
        "x.docx",
        Refusal.DAMAGED,
    ),
    "picture": (b"\x89PNG\r\n", "x.txt", Refusal.PICTURE),
    "bytes": (bytes(range(256)) * 40, "x.txt", Refusal.NO_TEXT_FILE),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_read_is_named(name):
    data, file, refusal = REFUSED[name]
    with pytest.raises(RefusedFileError) as raised:
        kind_of(data, file)
    assert raised.value.refusal is refusal


def test_a_package_that_would_unpack_to_too_much_is_not_unpacked():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("word/document.xml", bytes(40_000_000))
    with pytest.raises(RefusedFileError) as raised:
        kind_of(data.getvalue(), "x.docx")
    assert raised.value.refusal is Refusal.TOO_LARGE


def calling_out():
    """Wants its template and a picture from somewhere else, and to be unpacked elsewhere."""
    away = (
        f'<Relationship Id="r1" Type="{OFFICE}/attachedTemplate"'
        ' Target="https://away.example/a.dotm" TargetMode="External"/>'
    )
    beyond = [("../../outside.xml", b"<a/>"), ("/etc/outside.xml", b"<a/>")]
    settings = [("word/_rels/settings.xml.rels", RELATIONS.format(away).encode())]
    return word_file(paragraph(LAST_WORDS), files=[*beyond, *settings])


HOSTILE_WORD = {
    "calling out": calling_out,
    "tables in tables": lambda: word_file(
        "<w:tbl><w:tr><w:tc>" * 500 + paragraph(LAST_WORDS) + "</w:tc></w:tr></w:tbl>" * 500
    ),
    "many runs": lambda: word_file(
        paragraph("<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r>" * 200_000), paragraph(LAST_WORDS)
    ),
    "thousands of parts": lambda: word_file(
        paragraph(LAST_WORDS), files=[(f"word/x{number}.xml", b"<a/>") for number in range(20_000)]
    ),
}


def answer_to(data):
    """What was read, or why it was not and that nothing of it was."""
    try:
        return read_file(data, "x.docx").source
    except RefusedFileError as refused:
        return f"{sentence(refused)} {LAST_WORDS}"


@pytest.mark.parametrize("name", HOSTILE_WORD)
def test_a_hostile_word_file_is_read_for_its_words_alone_or_refused(name):
    assert LAST_WORDS in answer_to(HOSTILE_WORD[name]())


def test_every_refusal_has_a_sentence_of_its_own():
    sentences = {refused_file_sentence(refusal) for refusal in Refusal}
    assert len(sentences) == len(Refusal)
    assert all(sentence.endswith(".") for sentence in sentences)


@pytest.mark.parametrize(
    ("data", "file"),
    [
        (b"<div>" * 40_000 + b"Words at the bottom.", "x.html"),
        (b"<b><p>" * 20_000 + b"Words at the bottom.", "x.html"),
        (b"<table><tr><td>" * 5_000 + b"Words at the bottom.", "x.html"),
        (b">" * 50_000 + b" Words at the bottom.", "x.md"),
        (b"[" * 50_000 + b" Words at the bottom.", "x.md"),
    ],
    ids=["boxes", "open paragraphs", "tables", "quotes", "brackets"],
)
def test_what_is_nested_deeply_keeps_its_words(data, file):
    assert "Words at the bottom." in read_file(data, file).source


@pytest.mark.skipif(sys.platform == "win32", reason="there the seconds of work are not counted")
@pytest.mark.parametrize(
    ("data", "file"),
    [
        (b"<!--" * 1_000_000, "x.html"),
        (b"<ul><li>a" * 200_000, "x.html"),
        (b"<p " + b"a=1 " * 2_000_000 + b">words", "x.html"),
    ],
    ids=["comments", "lists", "attributes"],
)
def test_what_takes_too_long_or_too_much_is_given_up(data, file):
    with pytest.raises(RefusedFileError) as raised:
        read_file(data, file)
    assert raised.value.refusal is Refusal.TOO_SLOW


@pytest.mark.parametrize("file", ["x.html", "x.txt", "x.md"])
def test_fifty_megabytes_in_one_line_are_too_long(file):
    with pytest.raises(DeskError) as raised:
        read_file(b"word " * 10_000_000, file)
    assert isinstance(raised.value, ValidationError | RefusedFileError)


def test_rich_text_keeps_every_letter_and_its_structure():
    reading = read_rich_text('<meta charset="latin1"><h1>Señal</h1><p>足 \ud800 😀 words here.</p>')
    assert reading.article.title == "Señal"
    assert reading.pieces[1].text.startswith("足")
