"""People by the keyboard: find, correct, relate, mark, bin, and take it all back."""

import dataclasses
from functools import partial

import pytest
from PySide6.QtCore import Qt

from db.domain.enquiry import About
from db.domain.follow_up import VoicemailRule
from db.queries.people import people, person_detail
from db.services.people import NumberLine, PersonFields, add_person, change_person
from desk_app.screens.people.content import fields_of
from desk_app.widgets.roles import RowRole

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
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
def maria(add):
    return add("Maria Ortiz", "828 555 0142", email="maria@example.org")


@pytest.fixture
def page(maria, add, open_page, qtbot):
    """The page with Maria open; Luis was entered after her."""
    add("Luis Ortiz", "828 555 0199")
    shown = open_page()
    qtbot.keyClick(shown._found.list, Qt.Key.Key_End)
    return shown


@pytest.fixture
def view(page):
    return page._view


def names(page):
    rows = page._found.rows
    return [rows.data(rows.index(row)) for row in range(rows.rowCount())]


def retype(qtbot, edit, text):
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)


def save(page, qtbot):
    qtbot.keyClick(page, Qt.Key.Key_S, CONTROL)


def test_the_arrows_open_and_enter_goes_to_the_form(page, view, qtbot):
    assert names(page) == ["Luis Ortiz", "Maria Ortiz"]
    assert view._title.text() == "Maria Ortiz"
    assert view._email.text() == "maria@example.org"
    assert page._found.list.hasFocus()
    qtbot.keyClick(page._found.list, Qt.Key.Key_Return)
    assert view._name.hasFocus()
    qtbot.keyClick(view._name, Qt.Key.Key_Escape)
    assert page._found.list.hasFocus()


@pytest.mark.parametrize(
    ("typed", "found"),
    [("ortiz", 2), ("mar", 1), ("0142", 1), ("(828) 555", 2), ("maria@ex", 1), ("zzz", 0)],
)
def test_people_are_found_by_any_part(page, qtbot, typed, found):
    page.focus_search()
    qtbot.keyClicks(page._found.search, typed)
    assert len(names(page)) == found
    qtbot.keyClick(page._found.search, Qt.Key.Key_Escape)
    assert len(names(page)) == 2


def test_a_correction_keeps_the_former_name_and_is_taken_back(
    page, view, qtbot, maria, look, posted
):
    retype(qtbot, view._name, "Maria Diaz")
    save(page, qtbot)
    assert look(maria).former_names == ("Maria Ortiz",)
    assert "formerly Maria Ortiz" in view._facts.text()
    assert names(page) == ["Luis Ortiz", "Maria Diaz"]
    posted[-1].action()
    assert look(maria).name == "Maria Ortiz"
    assert look(maria).former_names == ()  # she was never called so
    assert view._name.text() == "Maria Ortiz"


def test_a_number_is_added_with_what_may_be_said_to_its_machine(page, view, qtbot, maria, look):
    lines = view._numbers._lines
    assert len(lines) == 2
    retype(qtbot, lines[1].number, "828 555 0150")
    assert len(lines) == 3
    retype(qtbot, lines[1]._label, "work")
    rules = list(VoicemailRule)
    lines[1]._rule.setCurrentIndex(rules.index(VoicemailRule.NO_MESSAGE))
    lines[1]._rule.activated.emit(0)
    save(page, qtbot)
    numbers = look(maria).numbers
    assert [(n.raw, n.label) for n in numbers] == [("828 555 0142", ""), ("828 555 0150", "work")]
    assert numbers[1].voicemail is VoicemailRule.NO_MESSAGE


def test_a_removed_number_is_a_former_one(page, view, qtbot, maria, look):
    away = view._numbers._lines[0]._away
    away.setFocus()
    qtbot.keyClick(away, Qt.Key.Key_Space)
    save(page, qtbot)
    [number] = look(maria).numbers
    assert number.former
    assert view._former.text() == "Formerly 828 555 0142"


def test_what_is_wrong_is_said_beside_its_field(page, view, qtbot, maria, look):
    retype(qtbot, view._name, " ")
    save(page, qtbot)
    assert view._grid.problems == {"name": "Fill this in."}
    retype(qtbot, view._name, "Maria")
    view._numbers._lines[0].number.setText("1" * 70)
    save(page, qtbot)
    assert view._numbers._lines[0].hint.text == "Too long: shorten it."
    assert look(maria).name == "Maria Ortiz"


def test_a_long_reason_is_read_to_its_end_in_large_letters_too(page, view, qtbot):
    page.resize(720, 420)
    font = page.font()
    font.setPointSize(20)
    page.setFont(font)
    qtbot.keyClick(page, Qt.Key.Key_F7)
    qtbot.keyClicks(view._block._reason, "Asked us in a letter not to be called again. " * 4)
    qtbot.keyClick(view._block._reason, Qt.Key.Key_Return)
    words = view._block._words
    qtbot.waitUntil(words.isVisible)
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()))


def test_do_not_contact_is_a_red_mark_with_its_reason_and_back(
    page, view, qtbot, maria, look, posted
):
    qtbot.keyClick(page, Qt.Key.Key_F7)
    reason = view._block._reason
    assert reason.hasFocus()
    qtbot.keyClicks(reason, "asked by letter")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    assert look(maria).do_not_contact_reason == "asked by letter"
    words = "Do not contact, since Fri 6 Mar (noted by Ana): asked by letter"
    assert view._block._words.text() == words
    assert view._block._mark.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_F7)
    assert not look(maria).do_not_contact
    posted[-1].action()
    assert look(maria).do_not_contact_reason == "asked by letter"


def test_esc_leaves_the_question_for_the_reason(page, view, qtbot, maria, look):
    qtbot.keyClick(page, Qt.Key.Key_F7)
    qtbot.keyClick(view._block._reason, Qt.Key.Key_Escape)
    assert view._block.isHidden()
    assert not look(maria).do_not_contact


def test_a_relation_is_found_by_name_noted_and_taken_back(page, view, qtbot, maria, look, posted):
    name = view._relations._name
    name.setFocus()
    qtbot.keyClicks(name, "luis")
    qtbot.keyClick(name, Qt.Key.Key_Down)
    qtbot.keyClick(name, Qt.Key.Key_Return)
    [relation] = look(maria).relations
    assert (relation.name, relation.kind) == ("Luis Ortiz", About.CHILD)
    away = list(view._relations._ids)[1]
    qtbot.keyClick(away, Qt.Key.Key_Space)
    assert look(maria).relations == ()
    posted[-1].action()
    assert len(look(maria).relations) == 1


def test_nobody_is_related_to_themselves(page, view, qtbot):
    name = view._relations._name
    name.setFocus()
    qtbot.keyClicks(name, "maria")
    assert not name.is_open


def test_somebody_new_is_entered_and_taken_back(page, view, qtbot, sqlite_database, posted):
    qtbot.keyClick(page, Qt.Key.Key_F6)
    assert view._name.hasFocus()
    qtbot.keyClicks(view._name, "Bo Chen")
    save(page, qtbot)
    assert names(page)[0] == "Bo Chen"
    assert view._title.text() == "Bo Chen"
    assert page._found.list.current_key == sqlite_database.read(people)[0].person_id
    posted[-1].action()
    assert names(page) == ["Luis Ortiz", "Maria Ortiz"]
    assert page._right.currentIndex() == 0


def test_the_bin_hides_and_undo_brings_back(page, qtbot, posted):
    both = CONTROL | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page, Qt.Key.Key_Delete, both)
    assert names(page) == ["Luis Ortiz"]
    posted[-1].action()
    assert names(page) == ["Luis Ortiz", "Maria Ortiz"]


def test_a_mistyped_number_that_is_taken_back_leaves_no_former_number(
    page, view, qtbot, posted, maria, look
):
    before = look(maria).numbers
    retype(qtbot, view._numbers._lines[0].number, "828 555 0199")
    save(page, qtbot)
    assert [row.former for row in look(maria).numbers].count(True) == 1
    posted[-1].action()
    assert look(maria).numbers == before


def test_typing_waits_while_somebody_else_is_looked_at(page, view, qtbot):
    retype(qtbot, view._email, "new@example.org")
    page._found.list.setFocus()
    qtbot.keyClick(page._found.list, Qt.Key.Key_Home)
    assert view._email.text() == ""
    assert not page.may_leave()
    qtbot.keyClick(page._found.list, Qt.Key.Key_End)
    assert view._email.text() == "new@example.org"
    save(page, qtbot)
    assert page.may_leave()


def test_two_desks_that_changed_the_same_person_both_count(page, view, qtbot, give, maria, look):
    retype(qtbot, view._name, "Maria Diaz")
    seen = look(maria)
    numbers = (*fields_of(seen).numbers, NumberLine("828 555 0177"))
    theirs = dataclasses.replace(fields_of(seen), numbers=numbers, name="Maria Ortiz-Lee")
    give(change_person, person_id=maria, seen_version=seen.version, fields=theirs, region="US")
    save(page, qtbot)
    assert view._stack.currentIndex() == 1
    chips = view._clashes._chips["name"]
    qtbot.keyClick(chips.focusProxy(), Qt.Key.Key_Right)
    save(page, qtbot)
    assert look(maria).name == "Maria Ortiz-Lee"
    assert [number.raw for number in look(maria).numbers] == ["828 555 0142", "828 555 0177"]


def test_their_enquiries_are_opened_by_enter(page, view, qtbot, log_call, maria, desk, presenter):
    logged = log_call("Maria Ortiz", caller_id=maria, concern="sore back")
    presenter.open_person(maria)
    wanted = []
    desk.navigation.enquiry_wanted.connect(wanted.append)
    view._story.setFocus()
    view._story.step(1)
    qtbot.keyClick(view._story, Qt.Key.Key_Down)
    qtbot.keyClick(view._story, Qt.Key.Key_Return)
    assert wanted == [logged.record_id]


def test_nobody_yet_and_no_match_are_two_things(open_page, add, qtbot, presenter):
    page = open_page()
    assert page._found.empty.accessibleName() == "Nobody yet"
    assert not page._nobody.accessibleName()  # nobody can be chosen
    add("Ana")
    presenter.finder.load()
    page.focus_search()
    qtbot.keyClicks(page._found.search, "zzz")
    assert page._found.empty.accessibleName() == "No match"
    qtbot.keyClick(page._found.search, Qt.Key.Key_Escape)
    assert names(page) == ["Ana"]


def test_somebody_who_is_gone_is_one_sentence(open_page, presenter, posted):
    open_page()
    presenter.open_person(12345)
    assert posted[-1].text == "This was removed at another desk."


def test_a_name_spelt_another_way_is_found_and_marked(page, add, qtbot):
    page.focus_search()
    qtbot.keyClicks(page._found.search, "Marya Ortis")
    assert names(page) == ["Maria Ortiz"]
    row = page._found.rows.data(page._found.rows.index(0), RowRole.LOOK)
    assert row.badge == "sounds alike"


def test_in_little_room_form_and_story_stand_below_each_other_and_none_is_squeezed(
    page, view, qtbot
):
    for width, height in ((1400, 900), (500, 220)):
        page.resize(width, height)
        qtbot.waitUntil(lambda: view._splitter.height() == sum_of_parts(view))
        line = view.fontMetrics().height()
        assert view._stack.height() >= 9 * line
        assert view._story.height() >= 5 * line
    assert view._story.y() > view._stack.y()


def sum_of_parts(view):
    """Return how high form and story are together; less would mean that one lies over the other."""
    stack, story = view._stack.geometry(), view._story.geometry()
    return stack.united(story).height()
