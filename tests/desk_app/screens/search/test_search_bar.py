"""The search over everything: type, walk, open, close, without a mouse."""

import uuid
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from db.domain.article import ArticleText, Block, BlockKind
from db.domain.handout import Medium, Paper
from db.queries.articles import versions
from db.queries.search import HitKind
from db.services.articles import NewArticle, add_article
from db.services.handouts import GivenHandout, record_handout
from desk_app.screens.search.presenter import SearchPresenter
from desk_app.screens.search.search_page import SearchBar
from desk_app.widgets.roles import RowRole

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def window(desk, qtbot):
    """A window with another field, where one was before."""
    made = QWidget()
    column = QVBoxLayout(made)
    made.bar = SearchBar(SearchPresenter(desk, made), made)
    made.other = QLineEdit(made)
    column.addWidget(made.bar)
    column.addWidget(made.other)
    column.addStretch(1)
    qtbot.addWidget(made)
    made.resize(900, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.other.setFocus()
    return made


@pytest.fixture
def bar(window, log_call):
    log_call("Maria Ortiz", phone="828 555 0142", concern="sore back after lifting")
    log_call("Bo Chen", phone="828 555 0143", concern="headache")
    window.bar.focus_search()
    return window.bar


def rows(bar):
    model = bar.results.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


@pytest.fixture
def opened(desk):
    seen = []
    navigation = desk.navigation
    navigation.person_wanted.connect(lambda n: seen.append((HitKind.PERSON, n)))
    navigation.enquiry_wanted.connect(lambda n: seen.append((HitKind.ENQUIRY, n)))
    navigation.given_handout_wanted.connect(lambda n: seen.append((HitKind.HANDOUT, n)))
    return seen


@pytest.fixture
def hand_out(sqlite_database, actor, now):
    def give(name):
        words = ArticleText("Back pain", "en", (Block(BlockKind.PARAGRAPH, "Walk."),))
        new = partial(add_article, actor=actor, at=now, new=NewArticle(words))
        [version] = sqlite_database.read(
            partial(versions, article_id=sqlite_database.write(new).record_id)
        )
        given = GivenHandout(
            uuid.uuid4(), version.version_id, 12, Paper.A4, "en", Medium.PRINTED, "ab" * 32, 1,
            {"recipient_name": name},
        )  # fmt: skip
        return sqlite_database.write(
            partial(record_handout, actor=actor, at=now, given=given)
        ).record_id

    return give


def test_results_stand_in_groups_while_one_types(bar, qtbot):
    qtbot.keyClicks(bar, "ort")
    assert bar.is_open
    assert bar.hasFocus()
    assert rows(bar) == ["People", "Maria Ortiz", "Enquiries", "Maria Ortiz"]
    look = bar.results.model().index(1, 0).data(RowRole.LOOK)
    assert look.marks == ((6, 3),)


def test_each_group_says_how_many_there_are_and_shows_the_best(bar, log_call, qtbot):
    for number in range(8):
        log_call("Bo Cox", phone=f"828 555 010{number}", concern="asks for Maria Ortiz")
    qtbot.keyClicks(bar, "maria ortiz")
    model = bar.results.model()
    looks = [model.index(row, 0).data(RowRole.LOOK) for row in range(model.rowCount())]
    assert [(look.title, look.badge) for look in looks if look.heading] == [
        ("People", "1"), ("Enquiries", "9"),
    ]  # fmt: skip
    assert [look.title for look in looks if not look.heading] == [
        "Maria Ortiz", "Maria Ortiz", *["Bo Cox"] * 5,
    ]  # fmt: skip


def test_a_number_finds_the_person_and_the_enquiry(bar, qtbot):
    qtbot.keyClicks(bar, "555-0143")
    assert rows(bar) == ["People", "Bo Chen", "Enquiries", "Bo Chen"]


def test_a_word_far_into_the_concern_is_shown_with_its_mark(bar, log_call, qtbot):
    log_call("Cy", concern="well " * 60 + "zebra at the end")
    qtbot.keyClicks(bar, "zebra")
    look = bar.results.model().index(1, 0).data(RowRole.LOOK)
    [(start, length)] = look.detail_marks
    assert look.detail.startswith("…")
    assert look.detail[start : start + length] == "zebra"


def test_enter_opens_the_first_and_down_goes_on_past_headings(bar, qtbot, opened):
    qtbot.keyClicks(bar, "maria")
    qtbot.keyClick(bar, Qt.Key.Key_Return)
    assert [kind for kind, _id in opened] == [HitKind.PERSON]
    assert not bar.is_open
    qtbot.keyClick(bar, Qt.Key.Key_Down)
    assert bar.is_open
    qtbot.keyClick(bar, Qt.Key.Key_Down)
    qtbot.keyClick(bar, Qt.Key.Key_Return)
    assert opened[-1][0] is HitKind.ENQUIRY


def test_the_walk_begins_again_at_the_other_end(bar, qtbot, opened):
    qtbot.keyClicks(bar, "maria")
    qtbot.keyClick(bar, Qt.Key.Key_Up)
    qtbot.keyClick(bar, Qt.Key.Key_Return)
    assert opened[-1][0] is HitKind.ENQUIRY


def test_esc_closes_and_once_more_goes_back_to_where_one_was(bar, window, qtbot):
    qtbot.keyClicks(bar, "maria")
    qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert not bar.is_open
    assert bar.text() == "maria"
    qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert window.other.hasFocus()


def test_leaving_the_field_closes_the_list(bar, window, qtbot):
    qtbot.keyClicks(bar, "maria")
    window.other.setFocus()
    assert not bar.is_open


def test_nothing_found_is_said(bar, qtbot):
    qtbot.keyClicks(bar, "zzz")
    assert bar.is_open
    assert rows(bar) == []
    assert bar._results._nothing.text() == "Nobody and nothing has all of “zzz”."


def test_an_emptied_field_shows_nothing(bar, qtbot):
    qtbot.keyClicks(bar, "ma")
    qtbot.keyClick(bar, Qt.Key.Key_Backspace)
    qtbot.keyClick(bar, Qt.Key.Key_Backspace)
    assert not bar.is_open


def test_an_answer_to_older_typing_is_not_shown(desk, qtbot, bar):
    late = []
    desk.ask = lambda _query, *, done, **arguments: late.append((arguments["typed"], done))
    qtbot.keyClicks(bar, "mb")
    late[0][1]([])
    assert not bar.is_open
    late[1][1]([])
    assert bar.is_open
    assert [typed for typed, _done in late] == ["m", "mb"]


def test_words_that_say_nothing_was_found_stand_free_of_the_frame(bar, qtbot):
    qtbot.keyClicks(bar, "zzzq")
    words = bar._results._nothing
    assert words.isVisible()
    assert words.margin() >= 8
    assert words.height() >= words.heightForWidth(words.width())
    assert bar._results.rect().contains(words.geometry())


def test_a_handout_that_was_given_is_found_and_opens_to_be_printed_again(
    bar, hand_out, opened, qtbot
):
    given = hand_out("Dora Quill")
    qtbot.keyClicks(bar, "quill")
    assert rows(bar) == ["Handouts given", "Back pain"]
    look = bar.results.model().index(1, 0).data(RowRole.LOOK)
    assert (look.detail, look.detail_marks) == ("for Dora Quill", ((9, 5),))
    qtbot.keyClick(bar, Qt.Key.Key_Return)
    assert opened == [(HitKind.HANDOUT, given)]
