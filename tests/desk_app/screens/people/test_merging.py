"""Duplicates, merging, taking apart and the bin, by the keyboard."""

import uuid
from functools import partial

import pytest
from PySide6.QtCore import Qt

from db.domain.enquiry import Channel, EnquiryFields, NewEnquiry
from db.queries.bin import binned
from db.queries.people import people, person_detail
from db.services.enquiries import bin_enquiry, log_enquiry
from db.services.people import NumberLine, PersonFields, add_person, bin_person
from desk_app.widgets.buttons import Button
from desk_app.widgets.chips import Chips
from desk_app.widgets.side_by_side import Choice

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def give(sqlite_database, actor, now):
    return lambda command, **arguments: sqlite_database.write(
        partial(command, actor=actor, at=now, **arguments)
    )


@pytest.fixture
def add(give):
    def one(name, *numbers, **fields):
        lines = [NumberLine(number) for number in numbers]
        return give(add_person, fields=PersonFields(name, lines, **fields), region="US").record_id

    return one


@pytest.fixture
def look(sqlite_database):
    return lambda person_id: sqlite_database.read(partial(person_detail, person_id=person_id))


@pytest.fixture
def names(sqlite_database):
    return lambda: [row.name for row in sqlite_database.read(people)]


@pytest.fixture
def catherine(add):
    return add("Catherine Lee", "828 555 0100", note="likes mornings")


@pytest.fixture
def kathryn(add):
    return add("Kathryn Leigh", "828 555 0199", note="sore knee")


def rows_of(side):
    model = side.list.model()
    return [model.data(model.index(row)) for row in range(model.rowCount())]


def press(qtbot, page, key, modifiers=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(page.window().focusWidget() or page, key, modifiers)


def test_a_pair_is_found_compared_merged_and_taken_back(
    catherine, kathryn, open_page, qtbot, look, names, posted
):
    page = open_page()
    press(qtbot, page, Qt.Key.Key_F8)
    assert rows_of(page._side.duplicates) == ["Catherine Lee and Kathryn Leigh"]
    press(qtbot, page, Qt.Key.Key_Down)
    press(qtbot, page, Qt.Key.Key_Return)
    assert page._merge.isVisible()
    chips = page.window().focusWidget().parentWidget()
    assert isinstance(chips, Chips)
    press(qtbot, page, Qt.Key.Key_Right)
    assert chips.current_key is Choice.THEIRS
    press(qtbot, page, Qt.Key.Key_S, CONTROL)
    assert look(catherine).name == "Kathryn Leigh"
    assert look(catherine).note == "likes mornings\nsore knee"
    assert names() == ["Kathryn Leigh"]
    assert rows_of(page._side.duplicates) == []
    assert posted[-1].text == "Catherine Lee and Kathryn Leigh are one entry now."
    posted[-1].action()
    assert sorted(names()) == ["Catherine Lee", "Kathryn Leigh"]


def test_n_tells_a_pair_apart_and_undo_offers_it_again(
    catherine, kathryn, open_page, qtbot, posted
):
    page = open_page()
    press(qtbot, page, Qt.Key.Key_F8)
    press(qtbot, page, Qt.Key.Key_Down)
    press(qtbot, page, Qt.Key.Key_N)
    assert rows_of(page._side.duplicates) == []
    press(qtbot, page, Qt.Key.Key_F8)
    assert rows_of(page._side.duplicates) == []
    posted[-1].action()
    press(qtbot, page, Qt.Key.Key_F8)
    assert len(rows_of(page._side.duplicates)) == 1


def test_the_next_pair_follows_and_escape_returns_to_the_people(
    catherine, kathryn, add, open_page, qtbot
):
    add("Jon Smith"), add("John Smyth")
    page = open_page()
    press(qtbot, page, Qt.Key.Key_F8)
    assert len(rows_of(page._side.duplicates)) == 2
    press(qtbot, page, Qt.Key.Key_Down)
    press(qtbot, page, Qt.Key.Key_Return)
    press(qtbot, page, Qt.Key.Key_D, CONTROL)
    assert len(rows_of(page._side.duplicates)) == 1
    assert page._merge.isVisible()
    assert page._side.duplicates.list.hasFocus()
    press(qtbot, page, Qt.Key.Key_Escape)
    assert page._found.list.hasFocus()
    assert not page._merge.isVisible()


def test_the_persons_page_asks_and_a_merge_is_taken_apart_from_there(
    catherine, kathryn, open_page, qtbot, look, names, posted
):
    page = open_page()
    press(qtbot, page, Qt.Key.Key_End)
    assert page._view._alike._words.text() == "Is this Kathryn Leigh, 828 555 0199?"
    press(qtbot, page, Qt.Key.Key_M, CONTROL)
    assert page._merge.isVisible()
    press(qtbot, page, Qt.Key.Key_S, CONTROL)
    assert page._view.isVisible()
    assert look(kathryn).binned
    [line] = page._view._alike._merges
    qtbot.waitUntil(line.isVisible)
    apart = line.findChild(Button)
    apart.setFocus()
    qtbot.keyClick(apart, Qt.Key.Key_Space)
    assert sorted(names()) == ["Catherine Lee", "Kathryn Leigh"]
    assert posted[-1].text == "Catherine Lee and Kathryn Leigh are two entries again."
    posted[-1].action()
    assert names() == ["Catherine Lee"]


def test_somebody_new_is_asked_about_and_never_forced(kathryn, open_page, qtbot, names):
    page = open_page()
    press(qtbot, page, Qt.Key.Key_F6)
    assert not page._view._alike.isVisible()
    qtbot.keyClicks(page._view._name, "Catherine Lee")
    assert page._view._alike._words.text() == "Is this Kathryn Leigh, 828 555 0199?"
    page._view._alike._no.click()
    qtbot.keyClicks(page._view._name, "s")
    assert not page._view._alike.isVisible()
    press(qtbot, page, Qt.Key.Key_S, CONTROL)
    assert sorted(names()) == ["Catherine Lees", "Kathryn Leigh"]


def test_somebody_new_gives_way_to_who_is_known(kathryn, open_page, qtbot):
    page = open_page()
    press(qtbot, page, Qt.Key.Key_F6)
    qtbot.keyClicks(page._view._name, "Catherine Lee")
    press(qtbot, page, Qt.Key.Key_M, CONTROL)
    assert page._view._title.text() == "Kathryn Leigh"


def test_the_bin_gives_back_people_and_enquiries(
    catherine, give, look, open_page, qtbot, names, now, desk, sqlite_database, posted
):
    fields = EnquiryFields(Channel.PHONE, "Bo Stone", concern="neck")
    logged = give(log_enquiry, new=NewEnquiry(uuid.uuid4(), now, desk.today(), fields), region="US")
    give(bin_enquiry, enquiry_id=logged.record_id, seen_version=logged.version)
    give(bin_person, person_id=catherine, seen_version=look(catherine).version)
    page = open_page()
    press(qtbot, page, Qt.Key.Key_F9)
    assert sorted(rows_of(page._side.bin)) == ["Bo Stone", "Catherine Lee"]
    for left in (1, 0):
        press(qtbot, page, Qt.Key.Key_Down)
        press(qtbot, page, Qt.Key.Key_Return)
        assert len(sqlite_database.read(binned)) == left
        assert len(rows_of(page._side.bin)) == left
    assert "Catherine Lee" in names()
    posted[-1].action()
    assert len(sqlite_database.read(binned)) == 1
    press(qtbot, page, Qt.Key.Key_Escape)
    assert page._found.list.hasFocus()


def test_what_was_merged_is_not_in_the_bin(catherine, kathryn, open_page, qtbot, sqlite_database):
    page = open_page()
    page._presenter.merger.open(catherine, kathryn)
    page._presenter.merger.merge({})
    assert sqlite_database.read(binned) == []


def test_a_merge_stays_in_sight_while_other_desks_work(
    catherine, kathryn, add, open_page, qtbot, desk
):
    page = open_page()
    press(qtbot, page, Qt.Key.Key_End)
    press(qtbot, page, Qt.Key.Key_M, CONTROL)
    desk.give(add_person, owner=page, fields=PersonFields("Bo Stone"), region="US")
    assert page._merge.isVisible()
    press(qtbot, page, Qt.Key.Key_Escape)
    assert page._view.isVisible()


def test_the_search_for_duplicates_can_be_stopped(catherine, kathryn, presenter, sqlite_database):
    heard = []
    finder = presenter.duplicates
    finder.list_changed.connect(heard.append)
    finder.list_changed.connect(lambda content: content.is_running and finder.stop())
    finder.start()
    assert not heard[-1].is_running
    assert heard[-1].looked_at == 0
    assert heard[-1].rows == ()
    told = len(heard)
    finder._on_slice([])  # the answer that was under way
    assert len(heard) == told
