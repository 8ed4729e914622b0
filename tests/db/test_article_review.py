"""The six questions for people: kept with the version, needed or explained at approval."""

import datetime as dt
from functools import partial

import pytest

from db.domain.article import ArticleState, ArticleText, Block, BlockKind
from db.domain.errors import (
    NotFoundError,
    NotPossibleError,
    Problem,
    StaleEditError,
    ValidationError,
)
from db.domain.review import HumanQuestion
from db.domain.staff import Role
from db.queries.article_comments import comments
from db.queries.articles import article_version, library, versions
from db.services.article_review import (
    NewComment,
    add_comment,
    answer_question,
    remove_comment,
    resolve_comment,
)
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


# --- Remarks --------------------------------------------------------------------------


@pytest.fixture
def comment(give, version):
    return lambda text="Is that so?", **more: give(
        add_comment,
        new=NewComment(**{"article_id": version().article_id, "number": 1, "line": 1,
                          "said": "Keep moving", "text": text} | more),
    )  # fmt: skip


@pytest.fixture
def remarks(ask, version):
    return lambda: ask(comments, article_id=version().article_id)


def test_a_remark_is_kept_with_its_place_and_outlives_the_version(comment, remarks, give, ask):
    comment(" Is that so?\n\nI doubt it. ")
    [row] = ask(library)
    give(save_version, article_id=row.article_id, seen_version=row.article_version, content=TEXT)
    [kept] = remarks()
    assert (kept.number, kept.line, kept.said) == (1, 1, "Keep moving")
    assert (kept.text, kept.writer, kept.is_open) == ("Is that so?\n\nI doubt it.", "", True)


def test_a_remark_is_resolved_and_opened_again(comment, remarks, give, lee, now):
    made = comment()
    done = give(resolve_comment, comment_id=made.record_id, seen_version=made.version)
    assert [(each.is_open, each.resolved_at) for each in remarks()] == [(False, now)]
    with pytest.raises(StaleEditError):
        give(resolve_comment, comment_id=made.record_id, seen_version=made.version)
    again = {"comment_id": made.record_id, "seen_version": done.version}
    give(resolve_comment, **again, resolved=False)
    assert [each.is_open for each in remarks()] == [True]


def test_remarks_come_oldest_first_and_one_is_taken_away(comment, remarks, give):
    first, _second = comment("One"), comment("Two")
    assert [each.text for each in remarks()] == ["One", "Two"]
    give(remove_comment, comment_id=first.record_id, seen_version=first.version)
    assert [each.text for each in remarks()] == ["Two"]
    with pytest.raises(NotFoundError):
        give(remove_comment, comment_id=first.record_id, seen_version=first.version)


def test_a_remark_needs_words_and_an_article(comment, remarks):
    for text, problem in ((" ", Problem.REQUIRED), ("x" * 100_000, Problem.TOO_LONG)):
        with pytest.raises(ValidationError) as refused:
            comment(text)
        assert refused.value.problems == {"comment": problem}
    with pytest.raises(NotFoundError):
        comment(article_id=99)
    assert remarks() == []
