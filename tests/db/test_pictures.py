"""Pictures are kept once, under their fingerprint, for as long as anything shows them."""

import datetime as dt
import uuid
from dataclasses import replace
from functools import partial

import pytest

from db.domain.article import ArticleState, ArticleText, Block, BlockKind
from db.domain.clinic import ClinicProfile
from db.domain.errors import Problem, ValidationError
from db.domain.handout import HandoutKind, Medium, Paper
from db.domain.picture import Picture, PictureKind, describes
from db.domain.staff import Role
from db.queries.articles import article_version, versions
from db.queries.pictures import picture
from db.services.articles import (
    Approval,
    NewArticle,
    add_article,
    save_version,
    set_state,
)
from db.services.clinic import StaffFields, add_staff, save_profile
from db.services.handouts import GivenHandout, record_handout
from db.services.pictures import keep_picture

BEND = Picture(PictureKind.PNG, 4, 3, b"\x89PNG bend", b"\x89PNG grey")
LOGO = Picture(PictureKind.JPEG, 40, 30, b"\xff\xd8\xff logo")
OTHER = Picture(PictureKind.JPEG, 40, 30, b"\xff\xd8\xff other")
LATER = dt.timedelta(days=31)


@pytest.fixture
def give(database, actor, now):
    def give_command(command, **arguments):
        return database.write(partial(command, **{"actor": actor, "at": now} | arguments))

    return give_command


@pytest.fixture
def kept(database):
    return lambda one: database.read(partial(picture, fingerprint=one.fingerprint))


def text_with(one, words="A woman bends forward.", caption=None):
    block = Block(BlockKind.PICTURE, words, picture=one.fingerprint, caption=caption)
    return ArticleText("Stretching", "en", (Block(BlockKind.PARAGRAPH, "Slowly."), block))


def test_a_picture_comes_back_as_it_was(give, kept):
    give(keep_picture, picture=BEND)
    assert kept(BEND) == BEND
    assert kept(OTHER) is None


def test_the_same_picture_is_kept_once(give, kept):
    first = give(keep_picture, picture=BEND)
    assert give(keep_picture, picture=BEND).record_id == first.record_id


def test_a_picture_is_too_large_for_the_database(give):
    with pytest.raises(ValidationError) as refused:
        give(keep_picture, picture=replace(BEND, data=bytes(8_000_001)))
    assert refused.value.problems == {"picture": Problem.TOO_LONG}


def test_an_article_brings_its_pictures_along(give, kept, database):
    content = text_with(BEND, caption="Slowly")
    given = give(add_article, new=NewArticle(content, pictures=(BEND,)))
    (version,) = database.read(partial(versions, article_id=given.record_id))
    assert version.content == content
    assert kept(BEND) == BEND


def test_a_text_cannot_show_a_picture_that_nobody_keeps(give):
    with pytest.raises(ValidationError) as refused:
        give(add_article, new=NewArticle(text_with(BEND)))
    assert refused.value.problems == {"picture": Problem.PICTURE_GONE}


def test_neither_can_the_letterhead(give):
    with pytest.raises(ValidationError) as refused:
        give(save_profile, profile=ClinicProfile("Willow Lane", logo=LOGO.fingerprint))
    assert refused.value.problems == {"picture": Problem.PICTURE_GONE}


def test_a_picture_without_words_is_kept_in_a_draft(give, database):
    given = give(add_article, new=NewArticle(text_with(BEND, ""), pictures=(BEND,)))
    (version,) = database.read(partial(versions, article_id=given.record_id))
    assert [block.picture for block in version.content.pictures()] == [BEND.fingerprint]


@pytest.mark.parametrize("words", ["", "...", "IMG_2034.JPG", " photo.png "])
def test_a_picture_that_no_words_stand_for_is_not_approved(give, database, now, words):
    reviewer = give(add_staff, fields=StaffFields("Hana Lee", Role.PRACTITIONER)).record_id
    given = give(add_article, new=NewArticle(text_with(BEND, words), pictures=(BEND,)))
    (version,) = database.read(partial(versions, article_id=given.record_id))
    moved = give(
        set_state,
        version_id=version.version_id,
        seen_version=version.version,
        state=ArticleState.IN_REVIEW,
    )
    approval = Approval(
        reviewer, now.date(), now.date() + dt.timedelta(days=365), left_open="tried later"
    )
    with pytest.raises(ValidationError) as refused:
        give(
            set_state,
            version_id=version.version_id,
            seen_version=moved.version,
            state=ArticleState.APPROVED,
            approval=approval,
        )
    assert refused.value.problems == {"picture": Problem.NOT_DESCRIBED}


@pytest.mark.parametrize("words", ["A woman", "图", "How to lift a box, see box.png"])
def test_words_that_describe(words):
    assert describes(words)


def test_what_nobody_shows_leaves_after_a_month(give, kept, now):
    give(keep_picture, picture=BEND)
    give(keep_picture, picture=OTHER, at=now + dt.timedelta(days=29))
    assert kept(BEND) == BEND
    give(keep_picture, picture=OTHER, at=now + LATER)
    assert kept(BEND) is None
    assert kept(OTHER) == OTHER


def test_a_picture_of_an_older_version_stays(give, kept, now):
    given = give(add_article, new=NewArticle(text_with(BEND), pictures=(BEND,)))
    words = ArticleText("Stretching", "en", (Block(BlockKind.PARAGRAPH, "Slowly."),))
    give(save_version, article_id=given.record_id, seen_version=given.version, content=words)
    give(keep_picture, picture=OTHER, at=now + LATER)
    assert kept(BEND) == BEND


def test_the_logo_stays_and_so_does_one_that_is_on_a_sheet_that_was_given(
    give, kept, now, database
):
    give(keep_picture, picture=BEND)
    give(keep_picture, picture=LOGO)
    give(save_profile, profile=ClinicProfile("Willow Lane", logo=LOGO.fingerprint))
    words = ArticleText("Stretching", "en", (Block(BlockKind.PARAGRAPH, "Slowly."),))
    article = give(add_article, new=NewArticle(words))
    (version,) = database.read(partial(versions, article_id=article.record_id))
    assert database.read(partial(article_version, version_id=version.version_id)) is not None
    sheet = {"letterhead": {"logo": BEND.fingerprint}}
    given = GivenHandout(
        uuid.uuid4(),
        version.version_id,
        13,
        Paper.LETTER,
        "en",
        Medium.PRINTED,
        "0" * 64,
        1,
        sheet,
        HandoutKind.SHEET,
    )
    give(record_handout, given=given)
    give(keep_picture, picture=OTHER, at=now + LATER)
    assert kept(LOGO) == LOGO
    assert kept(BEND) == BEND
