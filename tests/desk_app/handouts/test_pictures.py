"""Pictures on paper: in every kind of handout, with their words, whole, and always the same."""

import dataclasses
import json
from functools import partial
from itertools import product

import pytest

from db.domain.article import ArticleText, Block, BlockKind, Section
from db.domain.handout import HandoutKind, Paper, TextSize
from db.queries.pictures import picture
from db.services.pictures import keep_picture
from desk_app.handouts.pages import draw_page
from desk_app.handouts.rendering import HandoutPress
from desk_app.handouts.sheet import HandoutSheet
from desk_app.pictures.stored import stored_pictures
from tests.desk_app.handouts.page_rules import broken_pages
from tests.desk_app.handouts.pdf_rules import broken_rules
from tests.desk_app.handouts.pdf_structure import page_texts, tags, words
from tests.desk_app.handouts.samples import (
    ARTICLES,
    CLINIC,
    ENGLISH,
    LOGO,
    PHOTOGRAPH,
    PICTURES,
    press_with_pictures,
    sheet,
    shown,
)

WITH_LOGO = dataclasses.replace(CLINIC, logo=LOGO.fingerprint)
KINDS = [
    (HandoutKind.SHEET, TextSize.STANDARD),
    (HandoutKind.SHEET, TextSize.LARGER),
    (HandoutKind.LEAFLET, TextSize.STANDARD),
    (HandoutKind.SUMMARY, TextSize.STANDARD),
]


@pytest.fixture(scope="module")
def press():
    return press_with_pictures()


def with_picture(article, block=None):
    return dataclasses.replace(article, intro=(*article.intro, block or shown()))


def alts(pdf):
    return [tag.alt for tag in tags(pdf) if tag.kind == "Figure"]


@pytest.mark.parametrize(("kind", "paper", "language"), [*product(KINDS, Paper, ARTICLES)])
def test_every_kind_of_handout_shows_logo_and_pictures_and_breaks_no_rule(
    press, kind, paper, language
):
    kind, size = kind
    article = with_picture(ARTICLES[language])
    wanted = sheet(article, kind=kind, size=size, paper=paper, letterhead=WITH_LOGO)
    if kind is HandoutKind.SUMMARY and language == "ar":
        wanted = dataclasses.replace(wanted, article=with_picture(ENGLISH), language="ar")
    rendered = press.render(wanted)
    assert rendered.standards_kept
    assert broken_rules(rendered.pdf) == []
    found = alts(rendered.pdf)
    assert len(found) == (2 if kind is HandoutKind.SUMMARY else 3)  # with the code
    assert ("A woman bends her knees." in found) == (kind is not HandoutKind.SUMMARY)


def test_a_picture_follows_its_words_and_its_caption_stands_below_it(press):
    rendered = press.render(sheet(with_picture(ENGLISH)))
    kinds = [tag.kind for tag in tags(rendered.pdf)]
    place = kinds.index("Figure")
    assert kinds[place + 1] == "P"
    assert "Bend your knees" in words(rendered.pdf)


def test_a_picture_that_nobody_has_described_says_so_aloud(press):
    rendered = press.render(sheet(with_picture(ENGLISH, shown("", None))))
    assert "Picture that is not described yet" in alts(rendered.pdf)
    assert rendered.standards_kept


@pytest.mark.parametrize("lines", range(0, 30, 3))
@pytest.mark.parametrize("size", [TextSize.STANDARD, TextSize.LARGE])
def test_a_picture_is_never_parted_from_its_caption_or_heading(press, lines, size):
    above = tuple(Block(BlockKind.PARAGRAPH, f"Line {n} of the text.") for n in range(lines))
    article = ArticleText("Knees", "en", above, (Section("Bend them", (shown(),)),))
    rendered = press.render(sheet(article, size=size))
    on = [
        next(n for n, text in enumerate(page_texts(rendered.pdf)) if said in text)
        for said in ("Bend them", "Bend your knees")
    ]
    assert len(set(on)) == 1
    assert broken_pages(rendered.pdf, open_ended=True) == []


def test_a_picture_of_a_step_does_not_begin_the_count_anew(press):
    steps = (
        Block(BlockKind.STEPS, items=("Stand up.", "Bend.")),
        shown(caption=None),
        Block(BlockKind.STEPS, items=("Rise.",)),
    )
    article = ArticleText("Knees", "en", (), (Section("How", steps * 4),))
    printed = words(press.render(sheet(article)).pdf)
    assert printed.count("3. Rise.") == 4


def ink(pdf):
    page = draw_page(pdf, 0, pixels_per_point=0.3)
    pixels = [page.bgrx[n : n + 3] for n in range(0, len(page.bgrx), 4)]
    return [p for p in pixels if max(p) - min(p) > 12]


def test_without_colour_pictures_and_logo_are_grey(press):
    wanted = sheet(with_picture(ENGLISH), letterhead=WITH_LOGO)
    assert ink(press.render(wanted).pdf)
    grey = press.render(dataclasses.replace(wanted, in_colour=False)).pdf
    assert not ink(grey)
    assert PHOTOGRAPH.grey in grey


def test_the_stored_sheet_names_its_pictures_and_gives_the_very_same_pages(
    press, database, actor, now
):
    """Years later, from another press, out of the database on both engines."""
    for each in PICTURES.values():
        database.write(partial(keep_picture, actor=actor, at=now, picture=each))
    wanted = sheet(with_picture(ENGLISH), letterhead=WITH_LOGO)
    stored = json.dumps(wanted.to_json())
    assert len(stored) < 5_000
    again = HandoutPress(system_fonts=False, picture_of=stored_pictures(database))
    printed = again.render(HandoutSheet.from_json(json.loads(stored)))
    assert printed.fingerprint == press.render(wanted).fingerprint
    assert database.read(partial(picture, fingerprint=LOGO.fingerprint)) == LOGO


def test_another_picture_is_another_sheet():
    one, other = (sheet(with_picture(ENGLISH, shown(*said))) for said in (("A",), ("B",)))
    assert one.reference != other.reference


def test_a_picture_that_was_missing_is_asked_for_again():
    asked = []

    def late(fingerprint):
        asked.append(fingerprint)
        return PHOTOGRAPH if len(asked) > 1 else None

    press = HandoutPress(system_fonts=False, picture_of=late)
    found = [alts(press.render(sheet(with_picture(ENGLISH))).pdf) for _ in range(3)]
    assert [len(each) for each in found] == [1, 2, 2]
    assert len(asked) == 2
