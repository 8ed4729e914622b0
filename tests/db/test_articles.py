"""Articles: versions that never change, states that move on, and one version in force."""

import dataclasses
import datetime as dt
import threading
from functools import partial

import pytest
from sqlalchemy import select

from db.domain.article import ArticleState, ArticleText, Block, BlockKind, Section
from db.domain.errors import (
    NotFoundError,
    NotPossibleError,
    Problem,
    StaleEditError,
    ValidationError,
)
from db.domain.staff import Role
from db.models import Article, ArticleVersion, AuditEntry
from db.queries.articles import article_version, library, passages, versions
from db.services.article_steps import Standing, take_back_step
from db.services.articles import (
    NEXT_STATES,
    Approval,
    NewArticle,
    add_article,
    bin_article,
    save_version,
    set_state,
)
from db.services.catalogue import ServiceFields, add_service
from db.services.clinic import StaffFields, add_staff

TODAY = dt.date(2026, 3, 6)
NEXT_YEAR = dt.date(2027, 3, 6)
UNTRIED = "Not tried with a reader yet"
BACK = ArticleText(
    "Back pain at home",
    "en",
    (Block(BlockKind.KEY_POINT, "Keep moving."),),
    (
        Section("At work", (Block(BlockKind.PARAGRAPH, "Stand up\noften."),)),
        Section("Each day", (Block(BlockKind.BULLETS, items=("Walk", "Rest")),)),
    ),
)


@pytest.fixture
def give(database, actor, now):
    """Give a command in its own transaction."""
    return lambda command, **arguments: database.write(
        partial(command, actor=actor, at=now, **arguments)
    )


@pytest.fixture
def ask(database):
    return lambda query, **arguments: database.read(partial(query, **arguments))


@pytest.fixture
def reviewer(give):
    return give(add_staff, fields=StaffFields("Dr Lee", Role.PRACTITIONER)).record_id


@pytest.fixture
def add(give):
    return lambda content=BACK, **fields: give(add_article, new=NewArticle(content, **fields))


@pytest.fixture
def approve(give, ask, reviewer):
    """Send the newest version of an article through review."""

    def approve_newest(article_id, due=NEXT_YEAR, **more):
        newest = ask(versions, article_id=article_id)[0]
        sent = give(
            set_state,
            version_id=newest.version_id,
            seen_version=newest.version,
            state=ArticleState.IN_REVIEW,
        )
        return give(
            set_state,
            version_id=newest.version_id,
            seen_version=sent.version,
            state=ArticleState.APPROVED,
            approval=Approval(reviewer, TODAY, due, left_open=UNTRIED, **more),
        )

    return approve_newest


def test_a_text_comes_back_block_by_block(add, ask):
    article = add(source_text="Back pain\r\nat home", sources="NICE NG59\nACP 2017")
    [version] = ask(versions, article_id=article.record_id)
    assert version.content == BACK
    assert (version.number, version.state) == (1, ArticleState.DRAFT)
    assert (version.source_text, version.sources) == ("Back pain\nat home", "NICE NG59\nACP 2017")


def test_words_are_cleaned_and_empty_blocks_left_out(add, ask):
    rough = ArticleText(
        "  Back\u200b  pain ",
        "en",
        (Block(BlockKind.PARAGRAPH, " \n "), Block(BlockKind.BULLETS, items=("", " Walk\x00 "))),
    )
    [version] = ask(versions, article_id=add(rough).record_id)
    assert version.content == ArticleText(
        "Back pain", "en", (Block(BlockKind.BULLETS, items=("Walk",)),)
    )


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"title": "  "}, {"title": Problem.REQUIRED}),
        ({"intro": (), "sections": ()}, {"text": Problem.NO_TEXT}),
        ({"sections": (Section("\u200b", BACK.intro),)}, {"heading": Problem.REQUIRED}),
        ({"title": "x" * 501}, {"text": Problem.TOO_LONG}),
        (
            {"intro": (Block(BlockKind.PARAGRAPH, "long " * 200_001),)},
            {"text": Problem.TOO_LONG},
        ),
        (
            {"intro": (Block(BlockKind.PARAGRAPH, "long " * 120_000),) * 2},
            {"text": Problem.TOO_LONG},
        ),
    ],
)
def test_what_cannot_be_kept_is_named_and_nothing_is_stored(add, ask, changes, problem):
    with pytest.raises(ValidationError) as refused:
        add(dataclasses.replace(BACK, **changes))
    assert refused.value.problems == problem
    assert ask(library) == []


def test_an_edit_is_a_new_draft_and_the_old_words_stay(add, give, ask):
    article = add()
    newer = dataclasses.replace(BACK, title="Back pain, looked after")
    give(save_version, article_id=article.record_id, seen_version=article.version, content=newer)
    assert [v.content.title for v in ask(versions, article_id=article.record_id)] == [
        "Back pain, looked after",
        "Back pain at home",
    ]
    [row] = ask(library)
    assert (row.title, row.number, row.state) == (newer.title, 2, ArticleState.DRAFT)


def test_an_approved_version_stays_in_force_until_a_newer_one_is_approved(add, give, ask, approve):
    article = add()
    approve(article.record_id)
    [row] = ask(library)
    assert (row.number, row.state, row.newest_number) == (1, ArticleState.APPROVED, 1)
    newer = dataclasses.replace(BACK, title="New words")
    give(save_version, article_id=row.article_id, seen_version=row.article_version, content=newer)
    [row] = ask(library)
    assert (row.title, row.number, row.state) == (BACK.title, 1, ArticleState.APPROVED)
    assert (row.newest_number, row.newest_state) == (2, ArticleState.DRAFT)
    approve(article.record_id)
    [row] = ask(library)
    assert (row.title, row.number, row.newest_state) == ("New words", 2, ArticleState.APPROVED)
    states = [version.state for version in ask(versions, article_id=article.record_id)]
    assert states == [ArticleState.APPROVED, ArticleState.RETIRED]


def test_an_older_edit_is_refused_even_while_another_version_is_in_force(add, give, ask, approve):
    article = add()
    approve(article.record_id)
    [seen] = ask(library)
    edit = partial(
        give, save_version, article_id=seen.article_id, seen_version=seen.article_version
    )
    edit(content=dataclasses.replace(BACK, title="Mine"))
    with pytest.raises(StaleEditError):
        edit(content=dataclasses.replace(BACK, title="Theirs"))
    assert ask(library)[0].newest_number == 2


def test_of_two_desks_that_save_at_once_the_second_is_told(add, ask, approve, database, actor, now):
    article = add()
    approve(article.record_id)
    [seen] = ask(library)
    start, told = threading.Barrier(2), []

    def save(title):
        command = partial(
            save_version,
            actor=actor,
            at=now,
            article_id=seen.article_id,
            seen_version=seen.article_version,
            content=dataclasses.replace(BACK, title=title),
        )
        start.wait()
        try:
            told.append(database.write(command).record_id)
        except StaleEditError:
            told.append(StaleEditError)

    desks = [threading.Thread(target=save, args=(title,)) for title in ("Mine", "Theirs")]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    assert sorted(map(str, told)) == sorted(map(str, [seen.article_id, StaleEditError]))
    assert ask(library)[0].newest_number == 2


def test_a_reviewer_stands_for_an_approved_text(add, ask, approve):
    approve(add().record_id)
    [row] = ask(library)
    assert (row.reviewer, row.reviewed_on, row.review_due_on) == ("Dr Lee", TODAY, NEXT_YEAR)
    assert row.prints_clean(TODAY)
    assert row.prints_clean(NEXT_YEAR)
    assert not row.prints_clean(NEXT_YEAR + dt.timedelta(days=1))


@pytest.mark.parametrize("start", ArticleState)
@pytest.mark.parametrize("wanted", ArticleState)
def test_a_state_moves_only_where_it_may(add, give, ask, database, reviewer, start, wanted):
    article = add()
    [version] = ask(versions, article_id=article.record_id)

    def put(session):
        session.scalar(select(ArticleVersion)).state = start
        session.flush()

    database.write(put)
    [version] = ask(versions, article_id=article.record_id)
    move = partial(
        give,
        set_state,
        version_id=version.version_id,
        seen_version=version.version,
        state=wanted,
        approval=Approval(reviewer, TODAY, NEXT_YEAR, left_open=UNTRIED),
    )
    if wanted in NEXT_STATES[start]:
        assert move().fields == (wanted.value,)
        assert ask(versions, article_id=article.record_id)[0].state is wanted
    else:
        with pytest.raises(NotPossibleError):
            move()


def test_an_approval_needs_somebody_and_a_later_day(add, give, ask, reviewer):
    article = add()
    [version] = ask(versions, article_id=article.record_id)
    sent = give(
        set_state,
        version_id=version.version_id,
        seen_version=version.version,
        state=ArticleState.IN_REVIEW,
    )
    approve = partial(
        give,
        set_state,
        version_id=sent.record_id,
        seen_version=sent.version,
        state=ArticleState.APPROVED,
    )
    with pytest.raises(ValidationError) as refused:
        approve()
    assert refused.value.problems == {"reviewer": Problem.NEEDS_A_REVIEWER}
    with pytest.raises(ValidationError) as refused:
        approve(approval=Approval(reviewer, TODAY, TODAY, left_open=UNTRIED))
    assert refused.value.problems == {"review_due_on": Problem.IN_THE_PAST}
    with pytest.raises(NotFoundError):
        approve(approval=Approval(reviewer + 99, TODAY, NEXT_YEAR))
    assert ask(versions, article_id=article.record_id)[0].state is ArticleState.IN_REVIEW


def test_a_retired_text_is_in_force_again_with_its_approval(add, give, ask, approve):
    approved = approve(add().record_id)
    move = partial(give, set_state, version_id=approved.record_id)
    retired = move(seen_version=approved.version, state=ArticleState.RETIRED)
    assert not ask(library)[0].prints_clean(TODAY)
    seen = ask(article_version, version_id=approved.record_id)
    approval = Approval(
        seen.reviewer_id, seen.reviewed_on, seen.review_due_on, left_open=seen.left_open
    )
    move(seen_version=retired.version, state=ArticleState.APPROVED, approval=approval)
    assert ask(library)[0].prints_clean(TODAY)


def test_nobody_stands_for_a_text_that_is_a_draft_again(add, give, ask, approve):
    approved = approve(add().record_id)
    move = partial(give, set_state, version_id=approved.record_id)
    retired = move(seen_version=approved.version, state=ArticleState.RETIRED)
    move(seen_version=retired.version, state=ArticleState.DRAFT)
    version = ask(article_version, version_id=approved.record_id)
    assert (version.reviewer, version.reviewed_on, version.review_due_on) == ("", None, None)


@pytest.fixture
def rows(database):
    """All that is stored of the articles, but for the counters of edits."""

    def read(session):
        kinds = (Article, ArticleVersion)
        found = [one for kind in kinds for one in session.scalars(select(kind).order_by(kind.id))]
        columns = [
            {column.key: getattr(one, column.key) for column in one.__table__.columns}
            for one in found
        ]
        return [{k: v for k, v in one.items() if k != "version"} for one in columns]

    return lambda: database.read(read)


@pytest.fixture
def standing(ask):
    """Where the newest version stands, as a screen knows it."""

    def read(article_id):
        newest = ask(versions, article_id=article_id)[0]
        [row] = ask(library)
        replaces = row.version_id != newest.version_id and row.state is ArticleState.APPROVED
        approval = newest.reviewer_id and Approval(
            newest.reviewer_id,
            newest.reviewed_on,
            newest.review_due_on,
            left_open=newest.left_open,
        )
        replaced_id = row.version_id if replaces else None
        return newest, Standing(newest.state, approval or None, replaced_id, row.is_example)

    return read


def test_every_step_of_a_version_is_taken_back_to_the_letter(
    add, give, ask, approve, reviewer, rows, standing
):
    article_id = add(is_example=True).record_id
    approve(article_id)
    [row] = ask(library)
    give(save_version, article_id=article_id, seen_version=row.article_version, content=BACK)
    approval = Approval(reviewer, TODAY, NEXT_YEAR, of_this_clinic=True, left_open=UNTRIED)
    for state in (
        ArticleState.IN_REVIEW,
        ArticleState.APPROVED,
        ArticleState.RETIRED,
        ArticleState.DRAFT,
    ):
        newest, before = standing(article_id)
        stored = rows()
        step = {"version_id": newest.version_id, "state": state, "approval": approval}
        moved = give(set_state, seen_version=newest.version, **step)
        assert rows() != stored
        back = {"version_id": newest.version_id, "before": before}
        again = give(take_back_step, seen_version=moved.version, **back)
        assert rows() == stored
        give(set_state, seen_version=again.version, **step)


def test_a_step_that_was_not_done_is_not_taken_back(add, give, ask, approve, standing):
    article_id = add().record_id
    newest, draft = standing(article_id)
    back = {"version_id": newest.version_id, "seen_version": newest.version}
    for before in (draft, Standing(ArticleState.APPROVED)):
        with pytest.raises(NotPossibleError):
            give(take_back_step, **back, before=before)
    approved = approve(article_id)
    back = {"version_id": newest.version_id, "seen_version": approved.version}
    with pytest.raises(NotPossibleError):
        give(take_back_step, **back, before=Standing(ArticleState.IN_REVIEW, replaced_id=99))
    with pytest.raises(StaleEditError):
        give(take_back_step, **back | {"seen_version": 1}, before=Standing(ArticleState.IN_REVIEW))


def test_a_retired_version_does_not_come_back_over_a_newer_one(add, give, ask, approve, standing):
    article_id = add().record_id
    approve(article_id)
    first, before = standing(article_id)
    retired = give(
        set_state,
        version_id=first.version_id,
        seen_version=first.version,
        state=ArticleState.RETIRED,
    )
    [row] = ask(library)
    give(save_version, article_id=article_id, seen_version=row.article_version, content=BACK)
    approve(article_id)
    back = {"version_id": first.version_id, "seen_version": retired.version}
    with pytest.raises(NotPossibleError):
        give(take_back_step, **back, before=before)
    assert ask(library)[0].number == 2


def test_an_example_stays_one_until_this_clinic_approves_it(add, give, ask, approve):
    article = add(is_example=True)
    approve(article.record_id)
    assert ask(library)[0].is_example
    [row] = ask(library)
    give(save_version, article_id=row.article_id, seen_version=row.article_version, content=BACK)
    approve(article.record_id, of_this_clinic=True)
    assert not ask(library)[0].is_example


def test_a_binned_article_is_out_of_sight_and_comes_back(add, give, ask, approve):
    article = add()
    approve(article.record_id)
    [row] = ask(library)
    seen = {"article_id": row.article_id, "seen_version": row.article_version}
    binned = give(bin_article, **seen)
    assert ask(library) == ask(passages, typed="moving", today=TODAY) == []
    with pytest.raises(StaleEditError):
        give(bin_article, **seen)
    give(bin_article, **seen | {"seen_version": binned.version}, binned=False)
    assert len(ask(library)) == len(ask(passages, typed="moving", today=TODAY)) == 1


def test_the_library_is_searched_by_every_word_and_by_language(add, ask):
    add()
    add(dataclasses.replace(BACK, title="Dolor de espalda", language="es"))
    assert [row.title for row in ask(library)] == ["Back pain at home", "Dolor de espalda"]
    assert [row.title for row in ask(library, language="es")] == ["Dolor de espalda"]
    assert [row.title for row in ask(library, typed="dolor esp")] == ["Dolor de espalda"]
    assert len(ask(library, typed="WALK keep")) == 2
    assert ask(library, typed="walk swim") == []
    for odd in ('"', "%_", "NEAR(", "\\", "' OR 1=1 --", "😀"):
        ask(library, typed=odd)


def test_an_article_knows_its_services_and_its_translations(add, give, ask):
    service = give(add_service, fields=ServiceFields("Acupuncture")).record_id
    english = add(service_ids=(service,))
    spanish = add(
        dataclasses.replace(BACK, title="Dolor", language="es"), translation_of=english.record_id
    )
    rows = {row.article_id: row for row in ask(library)}
    assert rows[english.record_id].service_ids == (service,)
    assert rows[spanish.record_id].family == rows[english.record_id].family


def test_passages_come_from_approved_words_that_are_not_expired(add, ask, approve):
    article = add()
    assert ask(passages, typed="walk", today=TODAY) == []
    approve(article.record_id)
    [passage] = ask(passages, typed="often", today=NEXT_YEAR)
    assert (passage.heading, passage.text) == ("At work", "Stand up\noften.")
    assert [passage.text[start:end] for start, end in passage.marks] == ["often"]
    assert ask(passages, typed="often", today=NEXT_YEAR + dt.timedelta(days=1)) == []


def test_what_is_gone_is_said_to_be_gone(give, ask):
    assert ask(article_version, version_id=9) is None
    assert ask(versions, article_id=9) == []
    with pytest.raises(NotFoundError):
        give(save_version, article_id=9, seen_version=1, content=BACK)
    with pytest.raises(NotFoundError):
        give(set_state, version_id=9, seen_version=1, state=ArticleState.RETIRED)


def test_the_audit_tells_who_moved_a_text_on_and_holds_no_word_of_it(add, approve, database):
    approve(add().record_id)
    entries = database.read(
        lambda s: [(e.action, e.details) for e in s.scalars(select(AuditEntry))]
    )
    assert entries[-2:] == [
        ("set_state", {"fields": ["in_review"]}),
        ("set_state", {"fields": ["approved"]}),
    ]
    assert "Back pain" not in str(entries)
