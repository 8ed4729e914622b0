"""Screening questions are written, approved and read in versions, by keyboard."""

import datetime as dt
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from db.domain.enquiry import ChoiceList
from db.domain.service import ScreeningLevel
from db.queries.desk_texts import every_question, screening_questions
from db.services.desk_texts import QuestionFields, add_screening_question

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
KEY = Qt.Key
BACK = "Acupuncture for back pain"


@pytest.fixture
def section(open_section):
    return open_section("services")


@pytest.fixture
def panel(section):
    section._turn_to(2)
    return section._questions_panel


@pytest.fixture
def questions(desk):
    def all_of_them():
        return desk._data.database.read(partial(every_question, today=desk.today()))

    return all_of_them


@pytest.fixture
def add(desk, clinic):
    def add(text="Numb?", **fields):
        given = {"service_ids": [clinic[BACK]]} | fields
        fields = QuestionFields(text, ScreeningLevel.EMERGENCY, **given)
        desk.give(add_screening_question, owner=desk, fields=fields)

    return add


def versions_shown(panel):
    QApplication.processEvents()
    return [label.text() for label in panel._versions.findChildren(QLabel) if label.isVisible()]


def test_a_question_is_written_for_the_service_that_is_shown_and_approved(
    qtbot, desk, panel, retype, save, clinic, questions
):
    form = panel.form
    retype(form.field("text"), "Any new numbness?")
    qtbot.keyClicks(form.field("level"), "Em")
    retype(form.field("hand_over_words"), "Please stay on the line.")
    retype(form.field("hand_over_to"), "Dr Lee, then 911")
    qtbot.keyClicks(form.field("approver"), "Dr")
    assert panel._review.text == "2027-03-06"
    save()
    [row] = questions()
    assert (row.text, row.level, row.hand_over_words, row.hand_over_to) == (
        "Any new numbness?", ScreeningLevel.EMERGENCY, "Please stay on the line.",
        "Dr Lee, then 911",
    )  # fmt: skip
    assert (row.service_ids, row.approver, row.review_on) == (
        (clinic[BACK],), "Dr Lee", dt.date(2027, 3, 6),
    )  # fmt: skip
    assert (row.owner_id, row.approved) == (clinic["Ana"], True)


def test_one_question_is_asked_for_several_services_and_body_areas(
    qtbot, desk, panel, add, clinic, save, questions
):
    add()
    areas = panel.form.field("body_area_ids")
    areas.setFocus()
    areas.setCurrentRow(2)
    qtbot.keyClick(areas, KEY.Key_Space)
    services = panel.form.field("service_ids")
    services.setCurrentRow(1)
    qtbot.keyClick(services, KEY.Key_Space)
    save()
    [row] = questions()
    assert row.service_ids == (clinic[BACK], clinic["Cupping"])
    assert row.body_area_ids == (desk.clinic.choices[ChoiceList.BODY_AREA][2].choice_id,)


def test_other_words_on_a_yes_have_to_be_approved_anew(
    qtbot, desk, panel, add, clinic, retype, save, questions
):
    add(approved_by=clinic["Dr Lee"], approved_on=dt.date(2025, 1, 1))
    retype(panel.form.field("hand_over_words"), "Call 911.")
    save()
    [row] = questions()
    assert (row.approved_by, row.approved_on) == (None, None)
    qtbot.keyClicks(panel.form.field("approver"), "Dr")
    save()
    [row] = questions()
    assert (row.approved_by, row.approved_on) == (clinic["Dr Lee"], desk.today())


def test_another_owner_is_no_new_approval(qtbot, panel, add, clinic, save, questions):
    add(approved_by=clinic["Dr Lee"], approved_on=dt.date(2025, 1, 1))
    qtbot.keyClicks(panel.form.field("owner"), "Mo")
    save()
    [row] = questions()
    assert (row.owner_id, row.approved_on) == (clinic["Mo"], dt.date(2025, 1, 1))


def test_every_version_can_be_read_the_newest_first(panel, add, retype, save, clinic):
    add(hand_over_words="Call 911.")
    assert versions_shown(panel)[2] == "Numb? / Call 911."
    retype(panel.form.field("text"), "Any new numbness?")
    save()
    lines = versions_shown(panel)
    assert lines[0] == "VERSIONS"
    assert lines[1].startswith("Version 2 · ")
    assert lines[1].endswith("Ana · not approved")
    assert (lines[2], lines[4]) == ("Any new numbness? / Call 911.", "Numb? / Call 911.")


def test_a_question_goes_out_of_use_and_undo_brings_it_back(
    qtbot, desk, panel, add, clinic, posted
):
    add()

    def asked():
        query = partial(screening_questions, body_area_id=None, today=desk.today())
        rows = desk._data.database.read(partial(query, service_id=clinic[BACK]))
        return [row.text for row in rows]

    qtbot.keyClick(panel._put, KEY.Key_Space)
    assert asked() == []
    posted[-1].action()
    assert asked() == ["Numb?"]


def test_questions_without_a_service_stand_with_what_holds_for_all(section, panel, add):
    add("For all?", service_ids=[])
    assert panel.list.model().rowCount() == 0
    add("Of this service?")
    assert panel.list.model().rowCount() == 1
    section.list.choose("every")
    assert panel.list.model().rowCount() == 1
    assert panel.form.values()["text"] == "For all?"


def test_a_half_written_question_waits_and_is_told_of_before_leaving(section, panel, retype):
    retype(panel.form.field("text"), "Half a")
    assert section.is_unsaved()
    section.list.choose("every")
    assert panel.form.values()["text"] == ""


def test_a_question_without_words_is_refused_beside_the_field(panel, retype, save, questions):
    retype(panel.form.field("hand_over_to"), "Dr Lee")
    save()
    assert list(panel.form.problems) == ["text"]
    assert questions() == []
