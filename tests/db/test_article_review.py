"""The six questions for people: kept with the version, needed or explained at approval."""

import datetime as dt
from functools import partial

import pytest

from db.domain.article import ArticleState, ArticleText, Block, BlockKind
from db.domain.errors import NotFoundError, NotPossibleError, Problem, ValidationError
from db.domain.review import HumanQuestion
from db.domain.staff import Role
from db.queries.articles import article_version, library, versions
from db.services.article_review import answer_question
from db.services.article_steps import Standing, take_back_step
from db.services.articles import Approval, NewArticle, add_article, save_version, set_state
from db.services.clinic import StaffFields, add_staff

TODAY = dt.date(2026, 3, 6)
NEXT_YEAR = dt.date(2027, 3, 6)
TEXT = ArticleText("Back pain", "en", (Block(BlockKind.PARAGRAPH, "Keep moving."),))


@pytest.fixture
def give(database, actor, now):
    return lambda command, **more: database.write(partial(command, actor=actor, at=now, **more))


@pytest.fixture
def ask(database):
    return lambda query, **more: database.read(partial(query, **more))


@pytest.fixture
def lee(give):
    return give(add_staff, fields=StaffFields("Dr Lee", Role.PRACTITIONER)).record_id


@pytest.fixture
def version(give, ask):
    """Returns the newest version of one article, as it is now."""
    article = give(add_article, new=NewArticle(TEXT)).record_id
    return lambda: ask(versions, article_id=article)[0]


@pytest.fixture
def answer(give, version, lee):
    return lambda question, **more: give(
        answer_question,
        **{"version_id": version().version_id, "question": question, "staff_id": lee, "on": TODAY}
        | more,
    )


@pytest.fixture
def approve(give, version, lee):
    """Send the newest version through review."""

    def step(**more):
        if version().state is ArticleState.DRAFT:
            move(ArticleState.IN_REVIEW, None)
        return move(ArticleState.APPROVED, Approval(lee, TODAY, NEXT_YEAR, **more))

    def move(state, approval):
        now = version()
        return give(
            set_state, version_id=now.version_id, seen_version=now.version, state=state,
            approval=approval,
        )  # fmt: skip

    return step


def test_an_answer_is_kept_with_who_and_when_and_taken_back(answer, version):
    answer(HumanQuestion.FACTS)
    answer(HumanQuestion.PURPOSE, staff_id=None)
    assert [(a.question, a.name, a.on) for a in version().answers] == [
        (HumanQuestion.PURPOSE, "", TODAY),
        (HumanQuestion.FACTS, "Dr Lee", TODAY),
    ]
    answer(HumanQuestion.PURPOSE, answered=False)
    assert [a.question for a in version().answers] == [HumanQuestion.FACTS]


def test_the_second_answer_to_a_question_takes_the_place_of_the_first(answer, version):
    answer(HumanQuestion.FACTS, staff_id=None)
    answer(HumanQuestion.FACTS)
    [only] = version().answers
    assert only.name == "Dr Lee"


def test_new_words_are_a_new_version_with_all_questions_open(answer, version, give, ask):
    answer(HumanQuestion.FACTS)
    [row] = ask(library)
    before = version().version_id
    give(save_version, article_id=row.article_id, seen_version=row.article_version, content=TEXT)
    assert version().answers == ()
    assert len(ask(article_version, version_id=before).answers) == 1


def test_an_approval_needs_all_answers_or_the_reason_why_not(answer, approve, version):
    for question in list(HumanQuestion)[:-1]:
        answer(question)
    with pytest.raises(ValidationError) as refused:
        approve(left_open="  ")
    assert refused.value.problems == {"left_open": Problem.REQUIRED}
    assert version().state is ArticleState.IN_REVIEW
    approve(left_open=" Nobody was in yet. ")
    assert (version().state, version().left_open) == (ArticleState.APPROVED, "Nobody was in yet.")


def test_with_all_answers_no_reason_is_kept(answer, approve, version):
    for question in HumanQuestion:
        answer(question)
    approve(left_open="an old thought")
    assert (version().state, version().left_open) == (ArticleState.APPROVED, "")


def test_an_approval_taken_back_leaves_the_answers_and_no_reason(answer, approve, version, give):
    answer(HumanQuestion.FACTS)
    approved = approve(left_open="In a hurry")
    give(
        take_back_step,
        version_id=approved.record_id,
        seen_version=approved.version,
        before=Standing(ArticleState.IN_REVIEW),
    )
    assert (version().left_open, len(version().answers)) == ("", 1)


def test_what_is_past_its_review_is_answered_no_more(answer, approve):
    approve(left_open="In a hurry")
    with pytest.raises(NotPossibleError):
        answer(HumanQuestion.FACTS)


def test_nobody_and_nothing_unknown_is_taken(answer):
    with pytest.raises(NotFoundError):
        answer(HumanQuestion.FACTS, staff_id=99)
    with pytest.raises(NotFoundError):
        answer(HumanQuestion.FACTS, version_id=99)
