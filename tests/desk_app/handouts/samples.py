"""Sheets the handout tests share. All names and numbers are invented."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from db.domain.article import ArticleState, ArticleText, Block, BlockKind, Section
from db.domain.picture import Picture
from desk_app.demo.records import drawing
from desk_app.handouts.rendering import HandoutPress
from desk_app.handouts.sheet import HandoutSheet, Letterhead, Provenance
from desk_app.pictures.fitting import fit
from tests.desk_app.picture_files import as_file, drawn

LOGO = fit(as_file(drawn(80, 40), "png"))
PHOTOGRAPH = fit(as_file(drawn(1200, 800), "jpeg"))
RESTING = drawing("resting-position")  # what an article of the practice clinic shows
PICTURES: dict[str, Picture] = {each.fingerprint: each for each in (LOGO, PHOTOGRAPH, RESTING)}
REAL_ARTICLE = Path(__file__).parents[4] / "shared" / "articles" / "00_seed.json"
GIVEN_ON = dt.date(2026, 11, 23)
CLINIC = Letterhead(
    name="Willow Lane Natural Health",
    address_lines=("12 Willow Lane", "Asheville, NC 28801"),
    phone="(828) 555-0142",
    web="www.willowlane.example",
    email="desk@willowlane.example",
)
APPROVED = Provenance(
    state=ArticleState.APPROVED,
    reviewer="Hana Lee, L.Ac.",
    reviewed_on=dt.date(2026, 11, 3),
    review_due_on=dt.date(2027, 11, 3),
    sources=("Our own practice guide, 2026",),
    version_number=3,
)
ENGLISH = ArticleText(
    "Looking after your lower back at home",
    "en",
    (
        Block(BlockKind.PARAGRAPH, "This page tells you what you can do today."),
        Block(BlockKind.KEY_POINT, "Keep moving, a little more each day."),
    ),
    (
        Section(
            "Your first visit",
            (
                Block(BlockKind.PARAGRAPH, "Plan for 75 minutes. Wear loose clothes."),
                Block(BlockKind.STEPS, items=("Come ten minutes early.", "Bring your list.")),
                Block(BlockKind.BULLETS, items=("First visit: $150", "Return visit: $100")),
            ),
        ),
        Section("At home", (Block(BlockKind.YOU_CAN_DO, items=("Walk for ten minutes.",)),)),
        Section(
            "When to call us", (Block(BlockKind.CALL_US, "Call us when the pain gets worse."),)
        ),
    ),
)
SPANISH = ArticleText(
    "Cómo cuidar su espalda en casa",
    "es",
    (Block(BlockKind.KEY_POINT, "Siga moviéndose, un poco más cada día."),),
    (Section("¿Qué debo hacer?", (Block(BlockKind.BULLETS, items=("Use ropa cómoda",)),)),),
)
ARABIC = ArticleText(
    "العناية بأسفل الظهر في المنزل",
    "ar",
    (
        Block(
            BlockKind.PARAGRAPH,
            "للأسئلة اتصل على (828) 555-0142 أو زر www.willowlane.example الآن.",
        ),
    ),
    (Section("متى تتصل بنا", (Block(BlockKind.CALL_US, "اتصل بنا إذا زاد الألم."),)),),
)
ARTICLES = {"en": ENGLISH, "es": SPANISH, "ar": ARABIC}


def sheet(article: ArticleText = ENGLISH, **changes) -> HandoutSheet:
    """An approved sheet for one person, in the article's language."""
    values = {
        "letterhead": CLINIC,
        "provenance": APPROVED,
        "given_on": GIVEN_ON,
        "language": article.language,
        "recipient_name": "Maria Ortiz",
        "practitioner_note": "Bring the list that we talked about.",
        "next_step": "First visit: Tuesday, December 1, 3:00 pm.",
    }
    return HandoutSheet(article=article, **(values | changes))


def press_with_pictures() -> HandoutPress:
    """A press of its own, which knows the pictures of these samples."""
    return HandoutPress(system_fonts=False, picture_of=PICTURES.get)


def shown(
    words: str = "A woman bends her knees.",
    caption: str | None = "Bend your knees, keep your back straight.",
) -> Block:
    """The photograph as a block of an article."""
    return Block(BlockKind.PICTURE, words, picture=PHOTOGRAPH.fingerprint, caption=caption)


def paragraph(text: str) -> ArticleText:
    """An article of one paragraph."""
    return ArticleText("A title", "en", (Block(BlockKind.PARAGRAPH, text),))


def real_article() -> ArticleText:
    """The clinic's own article, where it is at hand."""
    if not REAL_ARTICLE.exists():
        pytest.skip("the clinic's own article is not on this machine")
    return ArticleText.from_json(json.loads(REAL_ARTICLE.read_text("utf-8")))
