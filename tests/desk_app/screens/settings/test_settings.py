"""The sections of the settings by keyboard: saved, undone, refused beside the field, never lost."""

import dataclasses
import datetime as dt
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QLineEdit

from db.domain.enquiry import ChoiceList
from db.domain.errors import StorageError, StorageFailure
from db.domain.hours import Period
from db.queries.clinic import clinic_facts, clinic_profile
from db.services.clinic import save_profile
from desk_app.notices import Level
from tests.desk_app.picture_files import as_file, drawn

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
ALT = Qt.KeyboardModifier.AltModifier


def facts(desk):
    return desk._data.database.read(clinic_facts)


# --- All sections ----------------------------------------------------------------------


def test_the_arrow_keys_walk_the_sections_and_enter_goes_into_one(qtbot, page):
    qtbot.keyClick(page._list, Qt.Key.Key_Down)
    assert page.section is page._made["letterhead"]
    qtbot.keyClick(page._list, Qt.Key.Key_Up)
    qtbot.keyClick(page._list, Qt.Key.Key_Return)
    assert page.focusWidget() is page.section.form.field("name")


def test_every_section_opens_and_nothing_is_unsaved_by_looking(page, open_section):
    for key in ("letterhead", "services", "staff", "hours", "lists", "security", "desk", "clinic"):
        assert not open_section(key).is_unsaved(), key
    assert page.may_leave()


def test_every_field_has_an_accessible_name(page, open_section):
    for key in ("clinic", "letterhead", "services", "staff", "hours", "lists", "security", "desk"):
        for edit in open_section(key).findChildren(QLineEdit):
            inner = edit.objectName() == "qt_spinbox_lineedit"
            assert inner or edit.accessibleName(), (key, edit)


def test_what_was_typed_stays_when_one_looks_elsewhere(page, open_section, retype):
    clinic = open_section("clinic")
    retype(clinic.form.field("phone"), "828 555 0199")
    open_section("hours")
    assert not page.may_leave()
    detail = page._list.model().index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "not saved" in detail
    assert open_section("clinic").form.field("phone").text() == "828 555 0199"


# --- Clinic ----------------------------------------------------------------------------


def test_the_clinic_is_saved_with_ctrl_s_and_taken_back_by_undo(
    desk, open_section, retype, save, posted
):
    clinic = open_section("clinic")
    retype(clinic.form.field("phone"), "828 555 0199")
    save()
    assert facts(desk).profile.phone == "828 555 0199"
    assert not clinic.is_unsaved()
    assert posted[-1].undoes
    posted[-1].action()
    assert facts(desk).profile.phone == ""
    assert clinic.form.field("phone").text() == ""


def test_a_missing_name_is_said_beside_it_and_nothing_typed_is_lost(
    desk, page, open_section, retype, save
):
    clinic = open_section("clinic")
    retype(clinic.form.field("phone"), "1")
    retype(clinic.form.field("name"), "")
    save()
    assert clinic.form.problems == {"name": "Fill this in."}
    assert page.focusWidget() is clinic.form.field("name")
    assert clinic.form.field("phone").text() == "1"
    assert facts(desk).profile.name == "Test Clinic"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("region", "Atlantis"),
        ("currency", "shells"),
        ("time_zone", "Mars/Olympus"),
        ("next_attempts", "soon"),
    ],
)
def test_words_nobody_knows_are_refused_beside_their_field(
    open_section, retype, save, field, typed
):
    clinic = open_section("clinic")
    retype(clinic.form.field(field), typed)
    save()
    assert list(clinic.form.problems) == [field]


def test_a_country_is_picked_from_suggestions(qtbot, desk, open_section, retype, save):
    region = open_section("clinic").form.field("region")
    retype(region, "spai")
    qtbot.keyClick(region, Qt.Key.Key_Down)
    qtbot.keyClick(region, Qt.Key.Key_Return)
    assert region.text() == "Spain (ES)"
    save()
    assert facts(desk).profile.region == "ES"


def test_a_time_zone_is_offered_by_its_city(open_section, retype):
    zone = open_section("clinic").form.field("time_zone")
    retype(zone, "buenos")
    assert "America/Argentina/Buenos_Aires" in [s.title for s in zone._suggestions]


def test_another_desks_change_comes_in_beside_what_is_typed_here(
    desk, open_section, retype, save, actor, now
):
    clinic = open_section("clinic")
    retype(clinic.form.field("phone"), "1")
    other = dataclasses.replace(facts(desk).profile, web="new.example", phone="2")
    desk._data.database.write(partial(save_profile, actor=actor, at=now, profile=other))
    desk.reload_clinic()
    assert clinic.form.field("web").text() == "new.example"
    assert clinic.form.field("phone").text() == "1"
    save()
    kept = facts(desk).profile
    assert (kept.web, kept.phone) == ("new.example", "1")


def test_saving_before_another_desks_change_was_seen_takes_nothing_back(
    desk, open_section, retype, save, actor, now
):
    clinic = open_section("clinic")
    other = dataclasses.replace(facts(desk).profile, web="new.example")
    desk._data.database.write(partial(save_profile, actor=actor, at=now, profile=other))
    retype(clinic.form.field("phone"), "1")
    save()
    kept = desk._data.database.read(clinic_profile)
    assert (kept.web, kept.phone) == ("new.example", "1")


def test_an_absent_database_is_told_and_what_was_typed_stays(
    desk, open_section, retype, save, posted
):
    clinic = open_section("clinic")
    retype(clinic.form.field("phone"), "1")
    desk._data.failure = StorageError(StorageFailure.BUSY_OR_AWAY)
    save()
    assert posted[-1].level is Level.ERROR
    assert clinic.form.field("phone").text() == "1"
    assert clinic.is_unsaved()


# --- Letterhead ------------------------------------------------------------------------


def test_the_sample_page_is_drawn_in_the_colour_that_is_typed(desk, open_section, retype, save):
    letterhead = open_section("letterhead")
    first = letterhead._pages._pages[0].image
    retype(letterhead.form.field("accent"), "#7a2e4a")
    assert letterhead._pages._pages[0].image != first
    save()
    assert facts(desk).profile.accent == "#7a2e4a"


@pytest.mark.parametrize(
    ("colour", "words"),
    [("#000000", "very well"), ("#ffff00", "Too pale"), ("teal", "Six figures")],
)
def test_contrast_is_said_in_words(open_section, retype, colour, words):
    letterhead = open_section("letterhead")
    retype(letterhead.form.field("accent"), colour)
    assert words in letterhead._letterhead.contrast_in_words(colour)


def test_an_impossible_colour_is_refused(open_section, retype, save):
    letterhead = open_section("letterhead")
    retype(letterhead.form.field("accent"), "teal")
    save()
    assert list(letterhead.form.problems) == ["accent"]


def test_a_logo_is_chosen_shown_and_removed_again(qtbot, desk, open_section, posted, tmp_path):
    file = tmp_path / "logo.png"
    file.write_bytes(as_file(drawn(), "png"))
    letterhead = open_section("letterhead")
    qtbot.keyClick(letterhead.choose_logo, Qt.Key.Key_Space)
    dialog = letterhead.findChild(QFileDialog)
    dialog.selectFile(str(file))
    dialog.accept()
    logo = facts(desk).profile.logo
    assert desk.clinic.profile.logo == logo != ""
    with_logo = letterhead._pages._pages[0].image
    assert not letterhead.is_unsaved()
    qtbot.keyClick(letterhead.remove_logo, Qt.Key.Key_Space)
    assert facts(desk).profile.logo == ""
    without = letterhead._pages._pages[0].image
    assert without.size() == with_logo.size()
    assert without != with_logo
    assert not letterhead.remove_logo.isEnabled()
    posted[-1].action()
    assert facts(desk).profile.logo == logo


def test_a_logo_that_is_no_picture_is_refused(desk, open_section, posted, tmp_path):
    file = tmp_path / "logo.svg"
    file.write_bytes(b"<svg/>")
    open_section("letterhead")._letterhead.take_logo(file)
    assert "Only PNG and JPEG" in posted[-1].text
    assert facts(desk).profile.logo == ""


# --- Staff -----------------------------------------------------------------------------


def test_somebody_is_added_corrected_and_leaves(qtbot, desk, open_section, retype, save, posted):
    staff = open_section("staff")
    staff.begin_new()
    retype(staff.form.field("name"), "Zoe Park")
    save()
    assert [m.name for m in facts(desk).staff][-1] == "Zoe Park"
    assert staff.list.current_key == staff.key
    retype(staff.form.field("initials"), "ZP!")
    save()
    assert facts(desk).staff[-1].initials == "ZP!"
    qtbot.keyClick(staff.put_button, Qt.Key.Key_Space)
    assert "Zoe Park" not in [m.name for m in facts(desk).present_staff]
    posted[-1].action()
    assert "Zoe Park" in [m.name for m in facts(desk).present_staff]


def test_undoing_a_correction_brings_the_earlier_name_back(
    desk, open_section, retype, save, posted
):
    staff = open_section("staff")
    assert staff.form.field("name").text() == "Ana"
    retype(staff.form.field("name"), "Anna")
    save()
    posted[-1].action()
    assert facts(desk).staff[0].name == "Ana"


def test_a_half_typed_name_waits_while_somebody_else_is_looked_at(
    qtbot, open_section, retype, page
):
    staff = open_section("staff")
    retype(staff.form.field("name"), "Anna")
    qtbot.keyClick(staff.list, Qt.Key.Key_Down)
    assert staff.form.field("name").text() == "Dr Lee"
    qtbot.keyClick(staff.list, Qt.Key.Key_Up)
    assert staff.form.field("name").text() == "Anna"
    assert staff.is_unsaved()
    staff.put_back()
    assert staff.form.field("name").text() == "Ana"
    assert page.may_leave()


def test_a_name_that_is_taken_is_said_beside_it(open_section, retype, save):
    staff = open_section("staff")
    retype(staff.form.field("name"), "Mo")
    save()
    assert staff.form.problems == {"name": "This is there already."}


# --- Hours -----------------------------------------------------------------------------


def test_hours_are_typed_as_people_write_them(desk, open_section, retype, save, posted):
    hours = open_section("hours")
    before = facts(desk).hours
    retype(hours.form.field("day_2"), "9:00-13:00, 14:00-18:00")
    retype(hours.form.field("day_5"), "")
    save()
    week = facts(desk).hours.week
    assert week[2] == (Period(dt.time(9), dt.time(13)), Period(dt.time(14), dt.time(18)))
    assert 5 not in week
    posted[-1].action()
    assert facts(desk).hours == before


def test_hours_that_make_no_sense_are_said_beside_their_day(desk, open_section, retype, save):
    hours = open_section("hours")
    before = facts(desk).hours
    retype(hours.form.field("day_0"), "nine to five")
    retype(hours.form.field("day_1"), "12-15")
    save()
    assert list(hours.form.problems) == ["day_0"]
    assert hours.form.field("day_1").text() == "12-15"
    assert facts(desk).hours == before


def test_a_clinic_that_is_never_open_is_refused(open_section, retype, save):
    hours = open_section("hours")
    for number in range(7):
        retype(hours.form.field(f"day_{number}"), "")
    save()
    assert list(hours.form.problems) == ["day_0"]


def test_a_closed_day_is_added_in_words_and_removed_with_delete(
    qtbot, desk, open_section, retype, save
):
    hours = open_section("hours")
    retype(hours.closed.day.edit, "25 december")
    assert "2026" in hours.closed.day.echo
    retype(hours.closed.reason, "Christmas")
    qtbot.keyClick(hours.closed.reason, Qt.Key.Key_Return)
    save()
    assert facts(desk).hours.closed == {dt.date(2026, 12, 25): "Christmas"}
    hours.closed.list.choose_first()
    qtbot.keyClick(hours.closed.list, Qt.Key.Key_Delete)
    save()
    assert facts(desk).hours.closed == {}


def test_a_day_nobody_understands_is_said_beside_it(qtbot, open_section, retype):
    hours = open_section("hours")
    retype(hours.closed.day.edit, "whenever")
    qtbot.keyClick(hours.closed.day.edit, Qt.Key.Key_Return)
    assert hours.closed.day.problem
    assert hours.closed.day.text == "whenever"


# --- Lists -----------------------------------------------------------------------------


def test_a_line_is_moved_renamed_added_and_put_out_of_use(qtbot, desk, open_section, save, posted):
    lists = open_section("lists")
    before = [c.label for c in facts(desk).choices[ChoiceList.HEARD]]
    lists.lines.setFocus()
    lists.lines.setCurrentRow(0)
    qtbot.keyClick(lists.lines, Qt.Key.Key_Down, ALT)
    qtbot.keyClick(lists.lines, Qt.Key.Key_Space)
    lists._add()
    editor = lists.lines.findChild(QLineEdit)
    qtbot.keyClicks(editor, "Radio")
    save()  # also what still stands in the line's editor
    after = facts(desk).choices[ChoiceList.HEARD]
    assert [c.label for c in after][:2] == [before[1], before[0]]
    assert not after[1].active
    assert after[-1].label == "Radio"
    posted[-1].action()
    assert [c.label for c in facts(desk).choices[ChoiceList.HEARD] if c.active] == before


def test_v_says_which_reasons_are_asked_in_vain(qtbot, desk, open_section, save, posted):
    def in_vain():
        return [c.label for c in facts(desk).choices[ChoiceList.LOST_REASON] if c.unmet]

    before = in_vain()
    lists = open_section("lists")
    lists._turn_to(ChoiceList.LOST_REASON)
    lists.lines.setFocus()
    lists.lines.setCurrentRow(lists.lines.count() - 1)
    qtbot.keyClick(lists.lines, Qt.Key.Key_V)
    last = lists.lines.currentItem()
    assert lists._unmet.isChecked()
    label = last.text()
    assert last.data(Qt.ItemDataRole.AccessibleTextRole) == f"{label}, asked in vain"
    save()
    assert in_vain() == [*before, label]
    posted[-1].action()
    assert in_vain() == before


def test_v_does_nothing_on_the_other_lists(qtbot, open_section):
    lists = open_section("lists")
    lists.lines.setFocus()
    lists.lines.setCurrentRow(0)
    qtbot.keyClick(lists.lines, Qt.Key.Key_V)
    assert not lists.is_unsaved()
    assert lists._unmet.isHidden()


def test_each_list_keeps_what_was_typed_on_it(qtbot, open_section):
    lists = open_section("lists")
    first = lists.lines.item(0).text()
    lists.lines.setFocus()
    lists.lines.setCurrentRow(0)
    qtbot.keyClick(lists.lines, Qt.Key.Key_Down, ALT)
    lists._turn_to(ChoiceList.BODY_AREA)
    lists._turn_to(ChoiceList.HEARD)
    assert lists.lines.item(1).text() == first
    assert lists.is_unsaved()
    lists.put_back()
    assert lists.lines.item(0).text() == first


def test_two_lines_of_the_same_words_are_refused(open_section, save):
    lists = open_section("lists")
    lists.lines.item(1).setText(lists.lines.item(0).text().upper())
    lists.lines.setFocus()
    save()
    assert lists._problem.text == "This is there already."


def test_an_empty_line_is_refused_where_it_stands(open_section, save):
    lists = open_section("lists")
    lists.lines.item(2).setText("")
    lists.lines.setFocus()
    save()
    assert lists._problem.text == "Fill this in."
    assert lists.lines.currentRow() == 2


# --- This desk -------------------------------------------------------------------------


def test_choices_for_this_desk_take_effect_at_once(qtbot, desk, open_section, clinic, retype):
    section = open_section("desk")
    box, wanted = section.form.field("staff_id"), []
    desk.seat.wanted.connect(wanted.append)
    qtbot.keyClicks(box, "Mo")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert wanted == [clinic["Mo"]]
    qtbot.keyClicks(section.form.field("appearance"), "Dark")
    assert desk.settings.appearance == "dark"
    qtbot.keyClicks(section.form.field("font_points"), "14")
    assert desk.settings.font_points == 14
    name = section.form.field("desk_name")
    retype(name, "Hall desk")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert desk.seat.actor().desk == "Hall desk"
    assert page_is_calm(section)


def page_is_calm(section):
    return not section.is_unsaved() and not section.form.problems


def test_resetting_the_layout_tells_the_views(qtbot, desk, open_section):
    section = open_section("desk")
    with qtbot.waitSignal(desk.settings.layout_reset):
        qtbot.keyClick(section._reset, Qt.Key.Key_Space)


@pytest.mark.parametrize(
    "key", ["clinic", "letterhead", "services", "staff", "hours", "lists", "security", "desk"]
)
def test_no_two_things_on_a_page_answer_to_the_same_letter(open_section, key):
    section = open_section(key)
    shown = [w for kind in (QLabel, QAbstractButton) for w in section.findChildren(kind)]
    letters = [
        QKeySequence.mnemonic(widget.text()).toString()
        for widget in shown
        if widget.isVisible() and not QKeySequence.mnemonic(widget.text()).isEmpty()
    ]
    assert len(letters) == len(set(letters)), sorted(letters)
    assert not {"Alt+F", "Alt+E", "Alt+V", "Alt+H"} & set(letters)  # the menus' own
