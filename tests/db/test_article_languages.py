"""Texts in several languages: linked, and marked when the original was approved in newer words."""

import dataclasses
import datetime as dt
from functools import partial

import pytest

from db.domain.article import ArticleState, ArticleText, Block, BlockKind
from db.domain.errors import NotPossibleError
from db.domain.staff import Role
from db.queries.articles import library, versions
from db.services.article_languages import link_translation
from db.services.articles import Approval, NewArticle, add_article, save_version, set_state
from db.services.clinic import StaffFields, add_staff

TODAY = dt.date(2026, 3, 6)
ENGLISH = ArticleText("Back pain", "en", (Block(BlockKind.PARAGRAPH, "Keep moving."),))
SPANISH = ArticleText("Dolor de espalda", "es", (Block(BlockKind.PARAGRAPH, "Muévase."),))


@pytest.fixture
def give(database, actor, now):
    clock = iter(now + dt.timedelta(minutes=minute) for minute in range(99))
    return lambda command, **more: database.write(
        partial(command, actor=actor, at=next(clock), **more)
    )


@pytest.fixture
def row(database):
    return lambda title: next(
        each for each in database.read(library) if each.title.startswith(title)
    )


@pytest.fixture
def both(give):
    english = give(add_article, new=NewArticle(ENGLISH)).record_id
    give(add_article, new=NewArticle(SPANISH, translation_of=english))


@pytest.fixture
def approve(give, database, row):
    lee = give(add_staff, fields=StaffFields("Dr Lee", Role.PRACTITIONER)).record_id
    approval = Approval(lee, TODAY, dt.date(2027, 3, 6), left_open="Untried")

    def approve(title):
        read = partial(versions, article_id=row(title).article_id)
        for state in (ArticleState.IN_REVIEW, ArticleState.APPROVED):
            newest = database.read(read)[0]
            given = approval if state is ArticleState.APPROVED else None
            give(set_state, version_id=newest.version_id, seen_version=newest.version,
                 state=state, approval=given)  # fmt: skip

    return approve


def save(give, row, content):
    now = row(content.title[:4])
    give(save_version, article_id=now.article_id, seen_version=now.article_version,
         content=dataclasses.replace(content, title=content.title + "!"))  # fmt: skip


def test_a_translation_lags_behind_once_newer_words_of_its_original_are_approved(
    both, give, row, approve
):
    save(give, row, ENGLISH)
    assert not row("Dolor").original_changed  # it never was in force
    save(give, row, SPANISH)
    approve("Back")
    assert not row("Dolor").original_changed
    save(give, row, ENGLISH)
    assert not row("Dolor").original_changed  # nothing new is in force yet
    approve("Back")
    assert row("Dolor").original_changed
    assert not row("Back").original_changed
    save(give, row, SPANISH)
    assert not row("Dolor").original_changed


def link(give, one, other):
    return give(
        link_translation,
        article_id=one.article_id,
        seen_version=one.article_version,
        original_id=other.article_id if other else None,
    )


def test_a_text_is_linked_and_the_link_taken_back(give, row):
    for content in (ENGLISH, SPANISH):
        give(add_article, new=NewArticle(content))
    link(give, row("Dolor"), row("Back"))
    assert row("Dolor").translation_of == row("Back").article_id
    link(give, row("Dolor"), None)
    assert row("Dolor").translation_of is None


def test_no_chain_and_no_pair_in_one_language(both, give, row):
    give(add_article, new=NewArticle(dataclasses.replace(ENGLISH, title="Knee")))
    give(add_article, new=NewArticle(dataclasses.replace(SPANISH, title="Rodilla")))
    for one, other in (("Knee", "Back"), ("Knee", "Dolor"), ("Back", "Rodilla")):
        with pytest.raises(NotPossibleError):
            link(give, row(one), row(other))
