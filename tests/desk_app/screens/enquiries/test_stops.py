"""Who took over after a stop is said later, and a stop stays one when the enquiry is edited."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.domain.enquiry import Outcome
from db.domain.screening import Answer, HandingOver
from db.domain.service import ScreeningLevel, ScreeningReply
from db.queries.hand_overs import open_hand_overs
from desk_app.screens.enquiries.story_page import TakerField

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
KEY = Qt.Key


@pytest.fixture
def stopped(log_call, now):
    """An emergency that was handed over, to nobody known yet."""
    yes = Answer(1, 1, "New numbness?", ScreeningLevel.EMERGENCY, ScreeningReply.YES, now)
    return log_call(
        "Bo", answers=(yes,), hand_over=HandingOver(now, "", "Hold on.", 1),
        outcome=Outcome.EMERGENCY_HANDED_OVER,
    )  # fmt: skip


@pytest.fixture
def opened(stopped, open_page, presenter):
    page = open_page()
    presenter.open_enquiry(stopped.record_id)
    QApplication.processEvents()
    return page


def stop_line(presenter):
    return presenter.editor._writer.story(presenter.editor.detail).screening[0].text


def test_who_took_over_is_typed_after_one_key_and_can_be_taken_back(
    opened, presenter, qtbot, sqlite_database, posted
):
    assert stop_line(presenter) == "Handed over today 10:30, not taken over yet"
    qtbot.keyClick(opened, KEY.Key_F6)
    field = QApplication.focusWidget()
    assert isinstance(field, TakerField)
    qtbot.keyClicks(field, "lee")
    qtbot.keyClick(field, KEY.Key_Down)
    qtbot.keyClick(field, KEY.Key_Return)
    assert stop_line(presenter) == "Handed over today 10:30, Dr Lee took over"
    assert sqlite_database.read(open_hand_overs) == []
    posted[-1].action()
    assert len(sqlite_database.read(open_hand_overs)) == 1


def test_somebody_from_outside_may_have_taken_over(opened, presenter, qtbot):
    qtbot.keyClick(opened, KEY.Key_F6)
    field = QApplication.focusWidget()
    qtbot.keyClicks(field, "Ambulance")
    qtbot.keyClick(field, KEY.Key_Return)
    assert stop_line(presenter) == "Handed over today 10:30, Ambulance took over"


def test_closing_it_as_routine_asks_for_the_reason(opened, presenter, qtbot):
    view = opened._view
    form = view._form
    assert form._routine.isHidden() or not form._routine.isVisible()
    box = form._outcome
    box.setCurrentIndex(box.findData(Outcome.BOOKED))
    box.activated.emit(box.currentIndex())
    assert form._routine.isVisible()
    view.save()
    assert list(form._grid.problems) == ["routine_reason"]
    qtbot.keyClicks(form._routine, "Seen by Dr Lee")
    view.save()
    assert presenter.editor.detail.fields.routine_reason == "Seen by Dr Lee"
    assert presenter.editor.detail.fields.outcome is Outcome.BOOKED
