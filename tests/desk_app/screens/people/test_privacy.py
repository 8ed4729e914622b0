"""What a person may ask for, by the keyboard: their copy, an answer to consent, to be erased."""

import dataclasses
import json
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from db.domain.clinic import ClinicProfile
from db.models import AuditEntry, Consent, Enquiry, Person
from db.queries.clinic import clinic_facts
from db.queries.consent import consents_of
from db.queries.own_copy import everything_about
from db.services.clinic import save_profile
from desk_app.handouts.rendering import HandoutPress
from desk_app.own_copy_paper import LABELS, own_copy_sheet
from desk_app.unsaved_edits import UnsavedEdits
from tests.desk_app.handouts.pdf_rules import broken_rules

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
SHIFTED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
WORDS = "May we keep your number?"


@pytest.fixture
def asks(sqlite_database, actor, now, desk):
    """A clinic that asks for consent."""
    profile = dataclasses.replace(desk.clinic.profile, consent_words=WORDS)
    sqlite_database.write(partial(save_profile, actor=actor, at=now, profile=profile))
    desk.clinic = sqlite_database.read(clinic_facts)


@pytest.fixture
def maria(log_call, sqlite_database):
    change = log_call(phone="8285550142", concern="sore back")
    return sqlite_database.read(lambda s: s.get(Enquiry, change.record_id).caller_id)


@pytest.fixture
def page(maria, asks, open_page, presenter):
    shown = open_page()
    presenter.open_person(maria)
    return shown


@pytest.fixture
def keys(qtbot):
    def press(key, modifier=Qt.KeyboardModifier.NoModifier):
        qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    return press


def is_there(database, person_id):
    return database.read(lambda s: s.get(Person, person_id)) is not None


def test_an_erasure_is_told_first_and_done_by_typing_who_it_is(
    page, keys, qtbot, maria, sqlite_database, posted
):
    keys(Qt.Key.Key_E, SHIFTED)
    panel = page._view.privacy
    told = [label.text() for label in panel._question.findChildren(type(panel._goes))]
    assert any("cannot be undone" in words for words in told)
    assert "enquiries that lose every word: 1" in panel._goes.text()
    assert "what came of it" in panel._stays.text()
    keys(Qt.Key.Key_Return)
    qtbot.keyClicks(QApplication.focusWidget(), "luis")
    keys(Qt.Key.Key_Return)
    assert is_there(sqlite_database, maria)
    assert "Maria Ortiz" in panel._hint.text
    panel._typed.clear()
    qtbot.keyClicks(panel._typed, "maria ortiz")
    keys(Qt.Key.Key_Return)
    assert not is_there(sqlite_database, maria)
    assert panel.isHidden()
    assert posted[-1].text.startswith("Erased.")
    assert page._presenter.editor.person is None


def test_escape_leaves_the_question_and_nothing_is_gone(page, keys, maria, sqlite_database):
    keys(Qt.Key.Key_E, SHIFTED)
    keys(Qt.Key.Key_Escape)
    assert page._view.privacy.isHidden()
    assert is_there(sqlite_database, maria)


def test_a_copy_is_written_whole_and_leaves_a_row_in_the_audit(
    page, presenter, tmp_path, maria, sqlite_database, posted
):
    presenter.privacy.copy_to(str(tmp_path / "a.json"))
    presenter.privacy.copy_to(str(tmp_path / "b.pdf"))
    told = json.loads((tmp_path / "a.json").read_text())
    assert [row["concern"] for row in told["enquiries"]] == ["sore back"]
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF-")
    deeds = select(AuditEntry.action).where(AuditEntry.action == "hand_out_copy")
    assert len(sqlite_database.read(lambda s: s.scalars(deeds).all())) == 2
    assert "not encrypted" in posted[-1].text


def test_a_copy_that_cannot_be_written_says_so(page, presenter, tmp_path, posted):
    presenter.privacy.copy_to(str(tmp_path / "missing" / "a.pdf"))
    assert "Choose another folder" in posted[-1].text


def test_consent_is_answered_on_the_person_s_page_and_taken_back(
    page, keys, presenter, maria, sqlite_database
):
    keys(Qt.Key.Key_F12)
    panel = page._view.privacy
    assert WORDS in panel._asked.text()
    assert panel._state.text() == "Nobody has asked them yet."
    assert panel._copy.hasFocus()  # a key too many answers nothing for them
    panel._agree.setFocus()
    keys(Qt.Key.Key_Space)
    assert panel._state.text().startswith("Agreed, ")
    panel._refuse.click()
    assert panel._state.text().startswith("Refused, ")
    rows = sqlite_database.read(partial(consents_of, person_id=maria))
    assert [(row.is_given, row.words.text, row.taken_by) for row in rows] == [
        (False, WORDS, "Ana"), (True, WORDS, "Ana"),
    ]  # fmt: skip
    story = [row for row in page._view._rows.keys if row and row[0] == "consent"]
    assert len(story) == 2


def test_whom_a_receptionist_may_not_erase_stays(page, keys, desk, maria, monkeypatch):
    monkeypatch.setattr(desk.seat, "may", lambda _action: False)
    keys(Qt.Key.Key_E, SHIFTED)
    panel = page._view.privacy
    assert not panel._erase.isEnabled()
    assert panel._erase.toolTip()
    assert panel._question.isHidden()


def test_what_is_typed_and_not_saved_goes_with_them(desk, presenter, maria):
    fields = presenter.editor
    fields.open(maria)
    fields.keep(dataclasses.replace(fields._seen.typed, note="half a thought"))
    assert ("person", maria) in desk.edits.held
    desk.edits.dropped.emit(frozenset({("person", maria)}))
    assert desk.edits.held == frozenset()
    assert not fields.has_unsaved
    assert isinstance(desk.edits, UnsavedEdits)


# What is no fact about the person: where it stands, what follows from the rest.
_BOOKKEEPING = {
    "id", "public_id", "year", "number", "desk", "saved_at", "received_on", "is_open",
    "needs_next_step", "binned_at", "do_not_contact", "caller", "about_person",
}  # fmt: skip


def test_paper_tells_every_fact_of_a_person_and_of_an_enquiry(log_call, sqlite_database, maria):
    told = sqlite_database.read(partial(everything_about, person_id=maria))
    for kind in ("person", "enquiries"):
        untold = told[kind][0].keys() - LABELS.keys() - _BOOKKEEPING
        assert untold == set(), kind


def test_paper_has_the_consent_with_its_words(page, presenter, sqlite_database, maria, now):
    presenter.privacy.answer(is_given=True)
    told = sqlite_database.read(partial(everything_about, person_id=maria))
    sheet = own_copy_sheet(told, ClinicProfile(name="Clinic"), today=now.date())
    rows = [row for part in sheet.sections for entry in part.entries for row in entry.rows]
    [(_name, value)] = [row for row in rows if row[0] == "Consent"]
    assert WORDS in value
    assert broken_rules(HandoutPress(system_fonts=False).render_records(sheet).pdf) == []
    assert sqlite_database.read(lambda s: s.query(Consent).count()) == 1
