import datetime as dt
import json
import string

import pytest

from desk_app.handouts.places import template_folder
from desk_app.handouts.wording import Wording, primary_language, with_isolates

TABLES = json.loads((template_folder(1) / "labels.json").read_text("utf-8"))


def blanks(label):
    return {name for _, name, _, _ in string.Formatter().parse(label) if name}


@pytest.mark.parametrize("language", TABLES)
def test_every_language_has_every_label_with_the_same_blanks(language):
    table, english = TABLES[language], TABLES["en"]
    assert table.keys() == english.keys()
    assert len(table["months"]) == 12
    for key in english.keys() - {"months"}:
        assert table[key].strip()
        assert blanks(table[key]) == blanks(english[key]), key


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "November 3, 2026"), ("es-MX", "3 de noviembre de 2026"), ("ar", "3 نوفمبر 2026")],
)
def test_dates_are_written_as_people_write_them(language, text):
    assert Wording(language, 1).date(dt.date(2026, 11, 3)) == text


@pytest.mark.parametrize(
    ("tag", "language"),
    [("es-MX", "es"), ("pt_BR", "pt"), ("EN", "en"), ("", "en"), ("#eval", "en"), ("x-y", "en")],
)
def test_the_language_of_a_tag(tag, language):
    assert primary_language(tag) == language


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("على (828) 555-0142.", "(828)\u00a0555-0142"),
        ("زر www.willowlane.example الآن", "www.willowlane.example"),
        ("اكتب desk@willowlane.example", "desk@willowlane.example"),
        ("الساعة 3:00، ثم", "3:00"),
    ],
)
def test_numbers_and_addresses_keep_their_order_in_right_to_left_text(text, kept):
    assert f"\u2066{kept}\u2069" in with_isolates(text)


def test_a_name_in_another_direction_is_kept_apart_from_its_label():
    assert Wording("en", 1)("reviewed_by", reviewer="محمد") == "Reviewed by \u2068محمد\u2069."
    assert Wording("en", 1)("reviewed_by", reviewer="Hana Lee") == "Reviewed by Hana Lee."


def test_a_text_with_braces_fills_a_blank_as_it_stands():
    assert Wording("en", 1)("call", phone="{phone} {0}") == "Call us: {phone} {0}"
