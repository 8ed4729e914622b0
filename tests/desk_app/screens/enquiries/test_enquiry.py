"""One enquiry by the keyboard: correct, promise, settle with another desk, take back."""

import dataclasses
import datetime as dt
from functools import partial

import pytest
from PySide6.QtCore import Qt

from db.domain.enquiry import ChoiceList, NextStep, Outcome
from db.domain.follow_up import AttemptResult
from db.domain.screening import Answer, HandingOver, SaidCard
from db.domain.service import CardKind, ScreeningLevel, ScreeningReply
from db.queries.enquiry import enquiry_detail
from db.services.attempts import record_attempt
from db.services.enquiries import change_enquiry
from db.services.questions import answer_question

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
TODAY = dt.date(2026, 3, 6)
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def look(sqlite_database):
    return lambda change: sqlite_database.read(partial(enquiry_detail, enquiry_id=change.record_id))


@pytest.fixture
def elsewhere(sqlite_database, actor, now, look):
    """Another desk changes some fields of an enquiry."""

    def change(logged, **fields):
        detail = look(logged)
        sqlite_database.write(
            partial(
                change_enquiry, actor=actor, at=now, enquiry_id=logged.record_id,
                seen_version=detail.version, region="US",
                fields=dataclasses.replace(detail.fields, **fields),
            )
        )  # fmt: skip

    return change


@pytest.fixture
def logged(log_call, clinic):
    return log_call(
        "Maria Ortiz", phone="828 555 0142", concern="sore back", service_id=clinic["Cupping"]
    )


@pytest.fixture
def page(logged, open_page, qtbot):
    """The page with the enquiry opened by Enter."""
    shown = open_page()
    qtbot.keyClick(shown._table, Qt.Key.Key_Return)
    assert shown._stack.currentWidget() is shown._view
    return shown


@pytest.fixture
def form(page):
    return page._view._form


def retype(qtbot, edit, text):
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)


def save(page, qtbot):
    qtbot.keyClick(page._view, Qt.Key.Key_S, CONTROL)


def test_enter_shows_everything_and_esc_goes_back(page, form, qtbot):
    assert page._view._title.text() == "Maria Ortiz"
    assert page._view._facts.text().startswith("2026-0001 · Phone call · today 10:30")
    assert form._name.hasFocus()
    assert (form._service.text(), form._concern.text) == ("Cupping", "sore back")
    qtbot.keyClick(form._name, Qt.Key.Key_Escape)
    assert page._stack.currentIndex() == 0
    assert page._table.hasFocus()


def test_a_correction_is_saved_and_taken_back(page, form, qtbot, logged, look, posted):
    retype(qtbot, form._concern, "sore neck")
    retype(qtbot, form._service, "needles")
    qtbot.keyClick(form._service, Qt.Key.Key_Tab)
    save(page, qtbot)
    changed = look(logged)
    assert changed.fields.concern == "sore neck"
    assert changed.service == "Acupuncture for back pain"
    assert posted[-1].text == "Enquiry 2026-0001 saved."
    assert "changed the service, their words" in facts(page)[0].text
    posted[-1].action()
    assert look(logged).fields.concern == "sore back"
    assert form._concern.text == "sore back"


def facts(page):
    story = page._presenter.editor._writer.story(page._presenter.editor.detail)
    return story.changes


def test_saving_nothing_changes_nothing(page, qtbot, logged, look, posted):
    before = look(logged).version
    save(page, qtbot)
    assert look(logged).version == before
    assert posted[-1].text == "There is nothing to save."


def test_what_is_wrong_is_said_beside_its_field(page, form, qtbot, logged, look):
    retype(qtbot, form._service, "no such thing")
    save(page, qtbot)
    assert form._grid.problems == {"service": "Choose one of the clinic's services."}
    assert form._service.hasFocus()
    retype(qtbot, form._service, "cupping")
    choose(form._outcome, Outcome.LOST)
    save(page, qtbot)
    assert form._grid.problems == {"lost_reason": "Choose the reason."}
    choose(form._outcome, Outcome.CALL_BACK)
    save(page, qtbot)
    assert list(form._grid.problems) == ["outcome"]
    assert look(logged).fields.outcome is None


def choose(box, key):
    keys = [box.itemData(row) for row in range(box.count())]
    box.setCurrentIndex(keys.index(key))
    box.activated.emit(box.currentIndex())


def test_a_booked_day_may_be_past_or_ahead(page, form, qtbot, logged, look):
    choose(form._outcome, Outcome.BOOKED)
    for typed, day in (("2 mar", dt.date(2026, 3, 2)), ("tue", dt.date(2026, 3, 10)), ("", None)):
        retype(qtbot, form._booked.edit, typed)
        if not typed:
            form._booked.edit.clear()
            form._booked.edited.emit("")
        save(page, qtbot)
        assert look(logged).fields.booked_on == day, typed
    retype(qtbot, form._booked.edit, "sometime")
    save(page, qtbot)
    assert list(form._grid.problems) == ["booked_on"]


def test_two_desks_that_changed_different_fields_lose_nothing(
    page, form, qtbot, logged, look, elsewhere
):
    elsewhere(logged, heard_detail="", concern="sore back", outcome_note="rang twice")
    retype(qtbot, form._concern, "sore neck")
    save(page, qtbot)
    both = look(logged).fields
    assert (both.concern, both.outcome_note) == ("sore neck", "rang twice")


@pytest.mark.parametrize(
    ("keys", "kept"),
    [
        ("", "sore neck"),
        ("1", "back, two weeks"),
        ("2", "back, two weeks, sore neck"),
    ],
)
def test_two_texts_for_one_field_stand_side_by_side(
    page, form, qtbot, logged, look, elsewhere, keys, kept
):
    elsewhere(logged, concern="back, two weeks")
    retype(qtbot, form._concern, "sore neck")
    save(page, qtbot)
    clashes = page._view._clashes
    assert page._view._stack.currentIndex() == 1
    assert look(logged).fields.concern == "back, two weeks"
    chips = clashes._chips["concern"]
    for _ in range(int(keys or 0)):
        qtbot.keyClick(chips.focusProxy(), Qt.Key.Key_Right)
    save(page, qtbot)
    assert look(logged).fields.concern == kept
    assert page._view._stack.currentIndex() == 0


def test_leaving_the_choice_open_keeps_what_was_typed_and_saves_nothing(
    page, form, qtbot, logged, look, elsewhere
):
    elsewhere(logged, concern="back, two weeks", outcome_note="rang twice")
    retype(qtbot, form._concern, "sore neck")
    save(page, qtbot)
    qtbot.keyClick(page._view._clashes, Qt.Key.Key_Escape)
    assert form._concern.text == "sore neck"
    assert look(logged).fields.concern == "back, two weeks"
    save(page, qtbot)
    save(page, qtbot)
    assert look(logged).fields.outcome_note == "rang twice"


def test_what_was_typed_waits_when_one_goes_back(page, form, qtbot, posted):
    retype(qtbot, form._concern, "sore neck")
    qtbot.keyClick(form._concern, Qt.Key.Key_Escape)
    assert not page.may_leave()
    assert posted[-1].action_label == "Open it"
    posted[-1].action()
    assert form._concern.text == "sore neck"
    save(page, qtbot)
    assert page.may_leave()


def test_typing_survives_a_change_from_elsewhere(page, form, qtbot, desk, logged, look):
    retype(qtbot, form._concern, "sore neck")
    detail = look(logged)
    desk.give(
        change_enquiry, owner=desk, enquiry_id=logged.record_id, seen_version=detail.version,
        region="US", fields=dataclasses.replace(detail.fields, outcome_note="rang twice"),
    )  # fmt: skip
    assert form._concern.text == "sore neck"
    save(page, qtbot)
    both = look(logged).fields
    assert (both.concern, both.outcome_note) == ("sore neck", "rang twice")


def test_a_next_step_is_promised_by_keys_and_taken_back(page, qtbot, logged, look, posted):
    qtbot.keyClick(page._view, Qt.Key.Key_F7)
    step = page._view._step
    assert step._day.edit.hasFocus()
    qtbot.keyClicks(step._day.edit, "tue 3pm")
    assert step._day.echo == "Tue 10 Mar, 15:00"
    qtbot.keyClick(step._day.edit, Qt.Key.Key_Return, CONTROL)
    [promise] = look(logged).promises
    assert (promise.due_on, promise.owner_name) == (dt.date(2026, 3, 10), "Ana")
    assert step.isHidden()
    posted[-1].action()
    assert look(logged).promises == ()


def test_a_question_is_asked_by_keys_and_taken_back(page, qtbot, logged, look, posted, clinic):
    before = look(logged).fields.outcome
    qtbot.keyClick(page._view, Qt.Key.Key_F7)
    step = page._view._step
    qtbot.keyClick(step._day.edit, Qt.Key.Key_Return, CONTROL | SHIFT)
    assert list(step._grid.problems) == ["promise"]
    step._owner.setFocus()
    step._owner.selectAll()
    qtbot.keyClicks(step._owner, "lee")
    qtbot.keyClick(step._owner, Qt.Key.Key_Return)
    step._promise.setFocus()
    qtbot.keyClicks(page.window().focusWidget(), "May she swim?")
    qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Return, CONTROL | SHIFT)
    [question] = look(logged).promises
    assert (question.is_question, question.owner_name) == (True, "Dr Lee")
    assert (question.due_on, question.promise) == (TODAY, "May she swim?")
    assert look(logged).fields.outcome is Outcome.QUESTION_TO_PRACTITIONER
    editor = page._presenter.editor
    [told] = editor._writer.story(editor.detail).promises
    assert (told.text, told.detail) == ("Question to Dr Lee, due today", "May she swim?")
    posted[-1].action()
    assert look(logged).promises == ()
    assert look(logged).fields.outcome is before


def test_the_story_tells_a_question_with_its_answer(
    log_call, open_page, sqlite_database, actor, now, clinic, presenter
):
    step = NextStep(TODAY, clinic["Dr Lee"], promise="May she swim?")
    logged = log_call("Bo", next_step=step, outcome=Outcome.QUESTION_TO_PRACTITIONER)
    read = partial(enquiry_detail, enquiry_id=logged.record_id)
    [question] = sqlite_database.read(read).promises
    answer = partial(
        answer_question, actor=actor, at=now, follow_up_id=question.follow_up_id,
        seen_version=question.version, answer="Yes, after a day.", step=NextStep(TODAY),
    )  # fmt: skip
    sqlite_database.write(answer)
    open_page()
    presenter.open_enquiry(logged.record_id)
    story = presenter.editor._writer.story(presenter.editor.detail)
    assert [(line.text, line.detail) for line in story.promises] == [
        ("Due today, Ana", ""),
        ("Answered today 10:30 by Dr Lee", "May she swim?\nYes, after a day."),
    ]
    assert presenter.editor.detail.promises[0].answer == "Yes, after a day."


def test_a_day_that_means_nothing_is_not_promised(page, qtbot, logged, look):
    qtbot.keyClick(page._view, Qt.Key.Key_F7)
    step = page._view._step
    qtbot.keyClicks(step._day.edit, "some day")
    qtbot.keyClick(step._day.edit, Qt.Key.Key_Return, CONTROL)
    assert list(step._grid.problems) == ["day"]
    qtbot.keyClick(step._day.edit, Qt.Key.Key_Escape)
    assert step.isHidden()
    assert page._stack.currentIndex() == 1
    assert look(logged).promises == ()


def test_keys_lead_to_the_person_and_the_handout(page, qtbot, desk, logged, look):
    persons, wishes = [], []
    desk.navigation.person_wanted.connect(persons.append)
    desk.navigation.handout_wanted.connect(wishes.append)
    qtbot.keyClick(page._view, Qt.Key.Key_F8)
    qtbot.keyClick(page._view, Qt.Key.Key_F9)
    detail = look(logged)
    assert persons == [detail.fields.caller_id]
    [wish] = wishes
    assert (wish.enquiry_id, wish.recipient_name) == (logged.record_id, "Maria Ortiz")
    assert wish.service_id == detail.fields.service_id


def test_the_bin_leads_back_to_the_list_and_undo_brings_back(page, qtbot, logged, look, posted):
    both = CONTROL | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page._view, Qt.Key.Key_Delete, both)
    assert page._stack.currentIndex() == 0
    assert look(logged).binned
    assert page._table.log.rowCount() == 0
    posted[-1].action()
    assert page._table.log.rowCount() == 1
    page._presenter.open_enquiry(logged.record_id)
    texts = [line.text for line in facts(page)]
    assert texts == [
        "Ana: took it out of the bin", "Ana: put it in the bin", "Ana: logged it",
    ]  # fmt: skip


def test_the_story_tells_promises_tries_and_answers(
    log_call, open_page, sqlite_database, actor, now, clinic, presenter
):
    yes = Answer(1, 3, "New numbness?", ScreeningLevel.EMERGENCY, ScreeningReply.YES, now)
    logged = log_call(
        "Bo",
        next_step=NextStep(TODAY - dt.timedelta(days=0), clinic["Dr Lee"]),
        answers=(yes,),
        hand_over=HandingOver(now, "Dr Lee", "Please hold.", 1),
        said=(SaidCard(1, 2, CardKind.SAY, "It takes an hour.", now),),
    )
    give = partial(partial, actor=actor, at=now)
    [promise] = sqlite_database.read(partial(enquiry_detail, enquiry_id=logged.record_id)).promises
    sqlite_database.write(
        give(
            record_attempt, follow_up_id=promise.follow_up_id, seen_version=promise.version,
            result=AttemptResult.NO_ANSWER,
        )
    )  # fmt: skip
    open_page()
    presenter.open_enquiry(logged.record_id)
    story = presenter.editor._writer.story(presenter.editor.detail)
    assert [line.text for line in story.promises] == [
        "Due today, Dr Lee",
        "today 10:30: no answer",
    ]
    stop, answer = story.screening
    assert (stop.text, stop.detail, stop.tone) == (
        "Handed over today 10:30, Dr Lee took over", "Said: Please hold.", "stop",
    )  # fmt: skip
    assert stop.hand_over_id is None
    assert (answer.text, answer.tone) == ("New numbness?", "stop")
    assert answer.detail == "yes · Emergency · today 10:30 · version 3"
    [said] = story.said
    assert (said.text, said.detail) == ("It takes an hour.", "Say · today 10:30 · version 2")


def test_an_enquiry_that_is_gone_is_one_sentence(open_page, presenter, posted):
    page = open_page()
    presenter.open_enquiry(12345)
    assert posted[-1].text == "This was removed at another desk."
    assert page._stack.currentIndex() == 0


def test_every_field_has_a_name_for_screen_readers(page):
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit

    for kind in (QLineEdit, QPlainTextEdit, QComboBox, QAbstractButton):
        for widget in page.findChildren(kind):
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible():
                spoken = widget.accessibleName() or getattr(widget, "text", str)()
                assert spoken, widget


def test_the_clinics_own_lists_are_offered(form, desk):
    labels = [row.label for row in desk.clinic.choices[ChoiceList.HEARD] if row.active]
    shown = [form._heard.itemText(row) for row in range(form._heard.count())]
    assert shown == ["–", *labels]
