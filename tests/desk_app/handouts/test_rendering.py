import dataclasses
import datetime as dt
import hashlib
import json
import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from db.domain.article import ArticleState, ArticleText, Block, BlockKind, Section
from db.domain.handout import TextSize
from db.domain.picture import Picture, PictureKind
from desk_app.handouts.cleaning import is_visible
from desk_app.handouts.pages import draw_page, page_count
from desk_app.handouts.rendering import HandoutPress, cleaned_sheet
from desk_app.handouts.sheet import HandoutSheet, Letterhead
from tests.desk_app.handouts.pdf_rules import broken_rules
from tests.desk_app.handouts.pdf_structure import page_texts, runs, tags, words
from tests.desk_app.handouts.samples import (
    APPROVED,
    ARABIC,
    CLINIC,
    ENGLISH,
    LOGO,
    PHOTOGRAPH,
    paragraph,
    press_with_pictures,
    sheet,
    shown,
)

PROJECT = Path(__file__).parents[3]
HOSTILE = [
    '#eval("1+1")',
    "$x^2$ *bold* _it_ `raw`",
    "@reference <label>",
    "\\ ] [ } { #{ #[",
    '#import "base.typ": *',
    "#sys.inputs.data",
    '#include "/etc/passwd"',
    "https://example.org/?a=b&c=d#e",
    "= Heading",
    "- item + item / term: x",
    "// no comment /* none */",
    "{name} {date} {number} %s",
    '<script>alert("1")</script>',
    "~ ... -- --- ' \"",
    "```typ #panic() ```",
    '#{ let x = 1; panic("x") }',
    "$ sum_(i=0)^n $",
    "\\u{1F600} \\n",
    "%(a)s ${y} {0} {{x}}",
    '","x":1}',
    ") Tj ET /JavaScript (x) endobj",
    '<!ENTITY b SYSTEM "file:///etc/passwd">',
]
# What is pasted from the web, and what is left of it in print.
PASTED = {
    "a\u200eb\u200fc": "abc",
    "a\u202eb\u202cc": "abc",
    "\u2067\u2067abc": "abc",
    "a\u200bb\u2060c\ufeffd": "abcd",
    "a\x00\x01\x07\x7f\x85b": "ab",
    "a\U000e0001\U000e0041b": "ab",
    "a\ufe0fb": "ab",
    "a\u00adb": "ab",
    "a\u00a0b\u3000c": "abc",
    "Z" + "\u0335\u0321" * 20: "Z",
    "½ µ ™ … • ﬁ": "½",
}


@pytest.fixture(scope="module")
def press():
    return press_with_pictures()


def test_the_fingerprint_is_that_of_the_pages(press):
    rendered = press.render(sheet())
    assert rendered.fingerprint == hashlib.sha256(rendered.pdf).hexdigest()
    assert rendered.page_count == page_count(rendered.pdf)
    assert rendered.standards_kept
    assert rendered.unprintable == ()


def test_another_process_makes_the_very_same_bytes_from_the_stored_json(press, tmp_path):
    stored = tmp_path / "sheet.json"
    stored.write_text(json.dumps(sheet().to_json()), "utf-8")
    program = (
        "import json, sys\n"
        "from pathlib import Path\n"
        "from desk_app.handouts.rendering import HandoutPress\n"
        "from desk_app.handouts.sheet import HandoutSheet\n"
        "sheet = HandoutSheet.from_json(json.loads(Path(sys.argv[1]).read_text('utf-8')))\n"
        "print(HandoutPress().render(sheet).fingerprint)\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program, str(stored)],
        cwd=PROJECT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert answer.stdout.strip() == press.render(sheet()).fingerprint


def test_one_press_serves_several_threads(press):
    wanted = press.render(sheet()).fingerprint
    with ThreadPoolExecutor(4) as pool:
        others = pool.map(press.render, [sheet()] * 8)
    assert {rendered.fingerprint for rendered in others} == {wanted}


def test_another_name_or_day_is_another_sheet(press):
    wanted = press.render(sheet()).fingerprint
    assert press.render(sheet(recipient_name="R. Diaz")).fingerprint != wanted
    assert press.render(sheet(given_on=dt.date(2026, 11, 24))).fingerprint != wanted


@pytest.mark.parametrize("text", HOSTILE)
def test_text_that_looks_like_code_is_printed_as_it_stands(press, text):
    article = ArticleText(
        text,
        "en",
        (Block(BlockKind.PARAGRAPH, text),),
        (Section(text, (Block(BlockKind.BULLETS, items=(text,)),)),),
    )
    rendered = press.render(
        sheet(article, recipient_name=text, practitioner_note=text, next_step=text,
              provenance=dataclasses.replace(APPROVED, reviewer=text, sources=(text,)))
    )  # fmt: skip
    printed = words(rendered.pdf)
    # Title, paragraph, heading, item, name, note, next step and reviewer at least.
    assert printed.count(" ".join(text.split())) >= 8
    assert rendered.standards_kept


@pytest.mark.parametrize("size", [TextSize.STANDARD, TextSize.LARGE])
@pytest.mark.parametrize(
    ("letters", "printed", "times"),
    [
        ("W", "W", 7),
        # Where one shape stands for "م" and for "م" with a break behind it, the file tells each
        # line as a whole. This reader takes only the ends of such lines; others take all.
        ("م", "م", 4),
        ("ab\u00a0", "a", 7),
        ("/", "/", 7),
        ("a\u0301", "á", 7),
    ],
)
def test_a_word_without_end_stays_on_the_paper(press, size, letters, printed, times):
    word = letters * 300
    article = ArticleText(
        word,
        "en",
        (Block(BlockKind.KEY_POINT, word),),
        (Section(word, (Block(BlockKind.STEPS, items=(word,)),)),),
    )
    crowded = Letterhead(name=word, address_lines=(word,), phone="5" * 90, web=word, email=word)
    rendered = press.render(
        sheet(article, size=size, letterhead=crowded, recipient_name=word, next_step=word)
    )
    width, _ = sheet().paper.size_in_points
    assert all(run.left > 20 and run.right < width - 20 for run in runs(rendered.pdf))
    assert words(rendered.pdf).replace(" ", "").count(printed) >= 300 * times
    assert rendered.standards_kept


def test_long_real_words_and_addresses_are_not_torn(press):
    text = "electroencephalographically see www.alongclinicname.example"
    printed = page_texts(press.render(sheet(paragraph(text))).pdf)[0]
    assert "electroencephalographically" in printed
    assert "www.alongclinicname.example" in printed
    assert "\u200b" not in printed


@pytest.mark.parametrize(
    "name",
    ["Nguyễn Thị Hồng Đặng", "Łukasz Żółć", "Ελένη Παπαδοπούλου", "Юлия Щербакова",
     "محمد الأحمد", "שרה כהן", "Zoë Çelik-Ñuñez", "O’Brien", "Ŵŷn Ĥodžić-Ǎo", "Δήμητρα Ωμέγα"],
)  # fmt: skip
def test_names_of_many_scripts_are_printed_with_bundled_faces(press, name):
    rendered = press.render(sheet(recipient_name=name))
    assert rendered.unprintable == ()
    assert rendered.standards_kept
    printed = words(rendered.pdf)
    if unicodedata.bidirectional(name[0]) == "L":  # PDFium gives the others in visual order
        # PDFium drops the space after a letter that is drawn in two parts.
        assert f"For {name} ".replace(" ", "") in printed.replace(" ", "")
    assert {letter for letter in name if letter.isalpha()} <= set(printed)


def test_a_name_typed_as_letters_and_marks_is_composed(press):
    apart = unicodedata.normalize("NFD", "Nguyễn Thị Hồng")
    assert (
        press.render(sheet(recipient_name=apart)).fingerprint
        == press.render(sheet(recipient_name="Nguyễn Thị Hồng")).fingerprint
    )


@pytest.mark.parametrize(("text", "left"), PASTED.items(), ids=map(ascii, PASTED))
def test_what_cannot_be_seen_stops_nothing_and_tears_no_word(press, text, left):
    article = ArticleText(
        text,
        "en",
        (Block(BlockKind.KEY_POINT, text),),
        (Section(text, (Block(BlockKind.STEPS, items=(text,)),)),),
    )
    rendered = press.render(sheet(article, recipient_name=text, practitioner_note=text))
    assert (rendered.standards_kept, rendered.unprintable) == (True, ())
    assert broken_rules(rendered.pdf) == []
    assert left in "".join(filter(is_visible, words(rendered.pdf)))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("1\ufe0f\u20e3", ("COMBINING ENCLOSING KEYCAP (U+20E3)",)),
        ("👍🏽", ("THUMBS UP SIGN (U+1F44D)", "EMOJI MODIFIER FITZPATRICK TYPE-4 (U+1F3FD)")),
        ("👨\u200d👩", ("MAN (U+1F468)", "WOMAN (U+1F469)")),
    ],
)
def test_only_what_no_face_has_is_named_not_what_stands_beside_it(press, text, named):
    assert press.render(sheet(recipient_name=text)).unprintable == named


def test_letters_that_no_face_has_are_named_and_the_rest_is_printed(press):
    rendered = press.render(sheet(recipient_name="Wang 王明", next_step="Smile 😀"))
    assert rendered.unprintable == (
        "CJK UNIFIED IDEOGRAPH-738B (U+738B)",
        "CJK UNIFIED IDEOGRAPH-660E (U+660E)",
        "GRINNING FACE (U+1F600)",
    )
    assert not rendered.standards_kept
    assert "Keep moving" in words(rendered.pdf)


def test_a_heading_of_nothing_but_such_letters_does_not_stop_the_press(press):
    article = ArticleText("王明", "en", (), (Section("王", (Block(BlockKind.PARAGRAPH, "x"),)),))
    assert len(press.render(sheet(article)).unprintable) == 2


def test_private_and_broken_characters_are_dropped_and_named(press):
    rendered = press.render(sheet(recipient_name="A\ue000B\ud800C"))
    assert rendered.unprintable == ("U+E000", "U+D800")
    assert rendered.standards_kept
    assert "ABC" in words(rendered.pdf)


def test_controls_and_direction_overrides_leave_no_trace(press):
    rendered = press.render(sheet(recipient_name="Ana\u202e\x00\x07 Ruiz\u2066"))
    assert rendered.fingerprint == press.render(sheet(recipient_name="Ana Ruiz")).fingerprint


@pytest.mark.parametrize("empty", ["", "   ", "\x00", "\u200b", "\u200d\u2060", "\ufe0f"])
def test_empty_texts_leave_no_empty_boxes(press, empty):
    bullets, call = Block(BlockKind.BULLETS, items=(empty,)), Block(BlockKind.CALL_US, empty)
    paragraph_ = Block(BlockKind.PARAGRAPH, empty)
    article = ArticleText(empty, "en", (paragraph_,), (Section(empty, (bullets, call)),))
    rendered = press.render(
        sheet(
            article,
            letterhead=Letterhead(name=empty),
            recipient_name=empty,
            practitioner_note=empty,
            next_step=empty,
            provenance=dataclasses.replace(APPROVED, reviewer=empty, sources=(empty,)),
        )
    )
    assert rendered.standards_kept
    printed = words(rendered.pdf)
    assert not any(
        label in printed for label in ("A note", "Your next step", "When to call", "For ")
    )


def test_a_language_without_labels_gets_english_ones(press):
    french = dataclasses.replace(paragraph("Marchez dix minutes."), language="fr-CA")
    assert "Page 1 of 1" in words(press.render(sheet(french, language="fr-CA")).pdf)


def test_nonsense_for_a_language_or_a_colour_does_not_stop_the_press(press):
    odd = dataclasses.replace(ARABIC, language="#eval(1)")
    colour = dataclasses.replace(CLINIC, accent="red; }")
    assert press.render(sheet(odd, language="??", letterhead=colour)).standards_kept


def test_a_text_longer_than_a_page_in_a_box_is_not_lost(press):
    story = " ".join(f"word{number}" for number in range(1500))
    printed = words(press.render(sheet(practitioner_note=story)).pdf)
    assert all(f"word{number}" in printed for number in range(1500))


def test_the_cleaned_sheet_can_be_stored_and_gives_the_same_pages(press):
    logo = dataclasses.replace(CLINIC, logo=LOGO.fingerprint)
    typed = sheet(letterhead=logo, recipient_name="A\x00na\ud800", next_step="one\r\ntwo")
    clean = cleaned_sheet(typed)
    stored = json.dumps(clean.to_json(), ensure_ascii=False).encode("utf-8")
    assert b"\\u0000" not in stored
    assert clean.recipient_name == "Ana"
    assert clean.letterhead.logo == logo.logo
    assert press.render(typed).fingerprint == press.render(clean).fingerprint


@pytest.mark.parametrize("logo", [LOGO, PHOTOGRAPH])
def test_a_logo_has_words_for_those_who_do_not_see_it(press, logo):
    rendered = press.render(sheet(letterhead=dataclasses.replace(CLINIC, logo=logo.fingerprint)))
    figures = [tag.alt for tag in tags(rendered.pdf) if tag.kind == "Figure"]
    assert figures[0] == "Logo of Willow Lane Natural Health"
    assert rendered.standards_kept
    assert logo.kind is not PictureKind.JPEG or logo.data in rendered.pdf


@pytest.mark.parametrize("data", [None, b"", b"GIF89a", b"<svg/>", b"\x89PNG\r\n\x1a\nbroken"])
def test_a_picture_that_cannot_be_drawn_does_not_stop_the_press(data):
    found = None if data is None else Picture(PictureKind.PNG, 8, 4, data)
    press = HandoutPress(system_fonts=False, picture_of=lambda _fingerprint: found)
    wanted = dataclasses.replace(CLINIC, logo="0" * 64)
    article = dataclasses.replace(ENGLISH, intro=(shown("Two bent knees."),))
    printed = words(press.render(sheet(article, letterhead=wanted)).pdf)
    assert "Willow Lane Natural Health" in printed
    assert "Two bent knees." in printed


def test_a_retired_text_says_so(press):
    retired = dataclasses.replace(APPROVED, state=ArticleState.RETIRED)
    printed = words(press.render(sheet(provenance=retired)).pdf)
    assert "DRAFT" in printed
    assert "no longer in use" in printed


def test_a_stored_sheet_keeps_its_template(press):
    assert HandoutSheet.from_json(sheet().to_json()).template == sheet().template


def nested_steps():
    inside = Block(BlockKind.BULLETS, items=("Feet flat", "Arms beside you"), nested=True)
    return (
        Block(BlockKind.STEPS, items=("Lie down.", "Bend both knees.")),
        inside,
        Block(BlockKind.STEPS, items=("Breathe in.",)),
        Block(BlockKind.PARAGRAPH, "Count to four.", nested=True),
        Block(BlockKind.STEPS, items=("Breathe out.",)),
        Block(BlockKind.BULLETS, items=("Every day",)),
        Block(BlockKind.STEPS, items=("Another list",)),
    )


def test_steps_count_on_behind_what_stands_inside_one(press):
    printed = words(press.render(sheet(ArticleText("Steps", "en", nested_steps()))).pdf)
    order = ["1. Lie down.", "2. Bend both knees.", "• Feet flat", "• Arms", "3. Breathe in.",
             "Count to four.", "4. Breathe out.", "• Every day", "1. Another list"]  # fmt: skip
    places = [printed.find(text) for text in order]
    assert -1 not in places
    assert places == sorted(places)


def test_a_list_inside_a_step_is_part_of_it_for_a_screen_reader(press):
    found = tags(press.render(sheet(ArticleText("Steps", "en", nested_steps()))).pdf)
    depths = [tag.depth for tag in found if tag.kind == "L"]
    assert [depth - depths[0] for depth in depths] == [0, 1, 0, 0]


def test_what_is_inside_nothing_is_printed_as_if_it_stood_alone(press):
    article = ArticleText("Steps", "en", nested_steps()[1:2], (Section("x", nested_steps()[3:]),))
    printed = words(press.render(sheet(article)).pdf)
    assert "• Feet flat" in printed
    assert "Count to four. 1. Breathe out." in printed


@pytest.mark.parametrize("name", ["", "Willow Lane Natural Health"])
def test_a_line_stands_below_a_letterhead_only(press, name):
    bare = sheet(letterhead=Letterhead(name=name), recipient_name="", practitioner_note="")
    page = draw_page(press.render(bare).pdf, 0, pixels_per_point=1)
    wide = page.width * 4
    rows = [page.bgrx[top * wide : (top + 1) * wide] for top in range(120)]
    ruled = [row for row in rows if all(row[4 * x] < 250 for x in range(120, 490))]
    assert bool(ruled) == bool(name)


def test_a_long_web_address_leaves_the_name_its_room(press):
    crowded = dataclasses.replace(CLINIC, web="www." + "w" * 90 + ".example")
    rendered = press.render(sheet(paragraph("Rest well."), letterhead=crowded))
    assert "Willow Lane Natural" in page_texts(rendered.pdf)[0]
    assert page_count(rendered.pdf) == 1
