import codecs

import pytest

from db.domain.errors import Problem, ValidationError
from desk_app.handouts.reading.decoding import MAX_BYTES, decode
from desk_app.handouts.reading.mojibake import repair
from desk_app.handouts.reading.normalising import normalise

TEXT = "Qué alivia el dolor – “calor” o frío"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        TEXT.encode("cp1252"),
    ],
    ids=["utf-8", "bom", "16le+bom", "16be+bom", "16le", "16be", "32le+bom", "cp1252"],
)
def test_one_text_is_read_from_every_encoding(data):
    assert decode(data) == TEXT


def test_a_file_cut_off_inside_a_letter_keeps_the_rest():
    assert decode("espalda y ánimo".encode() + b"\xc3").startswith("espalda y ánimo")


def test_bytes_that_windows_leaves_undefined_are_no_error():
    assert decode(b"caf\xe9 \x81").startswith("café ")


def test_a_file_beyond_the_limit_is_refused():
    with pytest.raises(ValidationError) as raised:
        decode(bytes(MAX_BYTES + 1))
    assert raised.value.problems == {"text": Problem.TOO_LONG}


@pytest.mark.parametrize(
    "text",
    [
        "It’s – “here”…",
        "¿Qué? Mañana, à côté",
        "Größe über",
        "Боль в спине",
        "çà et là",
        "ginger ½ tsp",
    ],
)
@pytest.mark.parametrize("times", [1, 2])
def test_text_that_was_read_in_the_wrong_encoding_is_repaired(text, times):
    broken = text
    for _ in range(times):
        broken = "".join(
            bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in broken.encode()
        )
    assert broken != text
    assert repair(broken) == text


@pytest.mark.parametrize(
    "text",
    [
        "“CAFÉ”",
        "É… pronto",
        "“MAÇÔ e “MAÇÔ",
        "« à » la",
        "DÉJÀ » vu",
        "naïve café",
        "señor ñandú",
        "Ã",
    ],
)
def test_real_accents_beside_quotation_marks_are_left_alone(text):
    assert repair(text) == text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a\r\nb\rc\u2028d\u2029e\x85f\x0bg\x0ch", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("no\u00a0break\u2009thin\u3000wide", "no break thin wide"),
        ("acu\u00adpunc\u200bture\ufeff", "acupuncture"),
        ("bell\x07 nul\x00", "bell nul"),
        ("cafe\u0301", "café"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क\u094d\u200dष", "क\u094d\u200dष"),
        ("plain\u200dword", "plainword"),
        ("acu-\npuncture or acupuncture", "acupuncture\n or acupuncture"),
        ("well-\nknown", "well-\nknown"),
        ("one medi-\ncine, no pre-\nscription", "one\nmedicine, no\nprescription"),
        ("a low-\nimpact exer-\ncise", "a low-\nimpact\nexercise"),
    ],
)
def test_one_form_for_breaks_spaces_and_invisible_characters(written, read):
    assert normalise(written) == read
