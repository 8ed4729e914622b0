"""The caller's own words lead to the paragraph to read out."""

import datetime as dt
from functools import partial

import pytest

from db.domain.article import ArticleState, ArticleText, Block, BlockKind, Section
from db.domain.staff import Role
from db.queries.articles import versions
from db.queries.passages import passages_about
from db.services.articles import Approval, NewArticle, add_article, set_state
from db.services.catalogue import ServiceFields, add_service
from db.services.clinic import StaffFields, add_staff

TODAY = dt.date(2026, 3, 6)


@pytest.fixture
def give(database, actor, now):
    return lambda command, **arguments: database.write(
        partial(command, actor=actor, at=now, **arguments)
    )


@pytest.fixture
def add(give, database):
    """Keep an article, approved until ``due`` unless told otherwise; returns its id."""
    reviewer = give(add_staff, fields=StaffFields("Dr Lee", Role.PRACTITIONER)).record_id

    def add_one(title, *texts, approved=True, due=dt.date(2027, 1, 1), services=()):
        blocks = tuple(Block(BlockKind.PARAGRAPH, text) for text in texts)
        content = ArticleText(title, "en", (), (Section("About it", blocks),))
        article_id = give(add_article, new=NewArticle(content, service_ids=services)).record_id
        wanted = (ArticleState.IN_REVIEW, ArticleState.APPROVED) if approved else ()
        for state in wanted:
            newest = database.read(partial(versions, article_id=article_id))[0]
            give(
                set_state,
                version_id=newest.version_id,
                seen_version=newest.version,
                state=state,
                approval=Approval(
                    reviewer, due - dt.timedelta(days=365), due, left_open="Not tried yet"
                )
                if state is wanted[-1]
                else None,
            )
        return article_id

    return add_one


@pytest.fixture
def about(database):
    def ask(typed, service_id=None):
        return database.read(
            partial(passages_about, typed=typed, service_id=service_id, today=TODAY)
        )

    return ask


@pytest.fixture
def library(add):
    return {
        "back": add(
            "Back pain", "Keep moving and walk.", "Pain at night often eases with a pillow."
        ),
        "cups": add("Cupping", "The cups leave round marks for a week, and this is no pain."),
        "neck": add("Neck", "Turn the screen, and this eases the neck and shoulders."),
        "feet": add("Feet", "Roll a ball under the foot, and this is all."),
    }


def test_a_sentence_finds_the_article_that_holds_its_telling_words(library, about):
    found = about("lower back, two weeks, worse at night, and this pain")
    assert found[0].article_id == library["back"]
    assert found[0].text == "Pain at night often eases with a pillow."


def test_the_telling_words_are_marked_and_the_marks_do_not_overlap(library, about):
    [first, *_] = about("pain at night")
    assert [first.text[start:end] for start, end in first.marks] == ["Pain", "night"]


def test_words_that_most_articles_hold_find_nothing(library, about):
    assert about("and this") == []


def test_what_is_neither_approved_nor_current_is_not_read_out(add, about):
    add("A draft", "Gentle stretching helps.", approved=False)
    add("Old words", "Gentle stretching helped.", due=dt.date(2026, 3, 5))
    assert about("stretching") == []


def test_the_chosen_services_own_article_comes_first(add, give, about):
    service = give(add_service, fields=ServiceFields("Massage")).record_id
    add("One", "Drink water afterwards.")
    own = add("Two", "Drink water afterwards.", services=(service,))
    assert about("water", service)[0].article_id == own
    assert about("water")[0].article_id != own


def test_an_article_that_only_shares_a_common_word_is_not_shown_beside_a_good_one(library, about):
    found = about("do the cups leave round marks on the neck")
    assert [passage.article_id for passage in found] == [library["cups"]]


@pytest.mark.parametrize("typed", ["", "   ", "at", "%_*\"'", "x" * 5_000, "שלום 😀"])
def test_no_words_make_it_fail(library, about, typed):
    assert about(typed) == []


def test_words_that_only_join_others_lead_nowhere_in_however_few_texts_they_stand(library, about):
    assert about("can this be for the one with") == []
    assert about("para que son los") == []
    marked = {
        passage.text[start:end]
        for passage in about("this pain at night")
        for start, end in passage.marks
    }
    assert {word.casefold() for word in marked} <= {"pain", "night"}
    assert "night" in marked
