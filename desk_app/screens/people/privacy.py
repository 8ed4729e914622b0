"""What the open person may ask of a clinic: what is kept of them, an answer to consent, erasure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from db.domain.changes import Change
from db.domain.consent import ConsentAnswer
from db.domain.words import fold
from db.queries.consent import ConsentRow
from db.queries.own_copy import everything_about
from db.queries.people import PersonDetail
from db.queries.privacy import ErasurePreview, erasure_preview
from db.services.consent import give_consent
from db.services.privacy import erase_person, hand_out_copy
from desk_app import when_wording
from desk_app.desk_context import DeskContext
from desk_app.handouts.records import RecordSheet
from desk_app.handouts.rendering import HandoutPress
from desk_app.own_copy_paper import Told, own_copy_json, own_copy_sheet
from desk_app.saving import save_whole
from desk_app.screens.people.editor import PersonEditor


@dataclass(frozen=True, slots=True)
class ErasureWords:
    """What is said before somebody is erased.

    Attributes:
        confirm: what has to be typed.
    """

    goes: tuple[str, ...]
    stays: tuple[str, ...]
    confirm: str


class PersonPrivacy(QObject):
    """Signals:

    asked: the ErasureWords of the open person.
    refused: why what was typed erases nobody.
    erased: they are gone.
    """

    asked = Signal(object)
    refused = Signal(str)
    erased = Signal()

    def __init__(self, desk: DeskContext, editor: PersonEditor, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._editor = editor

    # --- Consent ------------------------------------------------------------------------

    def consent_words(self) -> str:
        """Return what callers are asked to agree to; empty where the clinic asks nothing."""
        consent = self._desk.clinic.consent
        return consent.text if consent else ""

    def consent_state(self, person: PersonDetail) -> str:
        """Return what they last answered."""
        if not person.consents:
            return self.tr("Nobody has asked them yet.") if self._desk.clinic.consent else ""
        return self._answered(person.consents[0])

    def answer(self, *, is_given: bool) -> None:
        """They agree now, or refuse, or take back an earlier yes."""
        person, words = self._editor.person, self._desk.clinic.consent
        if person is None or words is None:
            return
        if not person.enquiries:
            self._desk.notices.warn(
                self.tr("Consent belongs to an enquiry. Log what they asked first (F2).")
            )
            return
        said = self.tr("Agreed: noted.") if is_given else self.tr("Refused: noted.")
        self._desk.give(
            give_consent,
            owner=self,
            enquiry_id=person.enquiries[0].enquiry_id,
            answer=ConsentAnswer(words, is_given, self._desk.now()),
            done=lambda _change: self._desk.notices.info(said),
        )

    def _answered(self, row: ConsentRow) -> str:
        local = self._desk.local(row.answered_at)
        when = when_wording.calendar_moment(local, today=self._desk.today())
        noted = self.tr("{0}, noted by {1}").format(when, row.taken_by) if row.taken_by else when
        said = (self.tr("Agreed, {0}") if row.is_given else self.tr("Refused, {0}")).format(noted)
        if row.words.text == self.consent_words():
            return self.tr("{0}.").format(said)
        return self.tr("{0}, to other words: “{1}”").format(said, row.words.text)

    # --- Their own copy -----------------------------------------------------------------

    def copy_refusal(self) -> str:
        """Return why who sits here may not give a copy; empty when they may."""
        return self._desk.refusal("hand_out_copy")

    def copy_to(self, file: str) -> None:
        """Write all that is known of them: JSON where the name ends so, else PDF."""
        person = self._editor.person
        if person is None:
            return
        path = Path(file)
        form = "json" if path.suffix.lower() == ".json" else "pdf"
        done = partial(self._may_copy, person.person_id, path)
        give = partial(self._desk.give, hand_out_copy, owner=self, done=done)
        give(person_id=person.person_id, form=form)

    def _may_copy(self, person_id: int, file: Path, _change: Change) -> None:
        self._desk.ask(
            everything_about, owner=self, done=partial(self._write, file), person_id=person_id
        )

    def _write(self, file: Path, told: Told) -> None:
        sheet = own_copy_sheet(
            told,
            self._desk.clinic.profile,
            today=self._desk.today(),
            language=self._desk.settings.language,
        )
        work = partial(_write_copy, self._desk.press, told, sheet, file)
        self._desk.compute(work, owner=self, done=self._written, failed=self._not_written)

    def _written(self, _nothing: object) -> None:
        self._desk.notices.info(
            self.tr("The copy is written. It is not encrypted: hand it over, then delete it.")
        )

    def _not_written(self, error: Exception) -> None:
        if isinstance(error, OSError):
            words = self.tr("The file could not be written there. Choose another folder.")
            self._desk.notices.warn(words)
        else:
            self._desk.notices.problem(error)

    # --- Erasing -------------------------------------------------------------------------

    def erase_refusal(self) -> str:
        """Return why who sits here may not erase anybody; empty when they may."""
        return self._desk.refusal("erase_person")

    def ask(self) -> None:
        """Say what an erasure would take; ``asked`` follows."""
        person = self._editor.person
        if person is not None:
            self._desk.ask(
                erasure_preview, owner=self, done=self._previewed, key="preview",
                person_id=person.person_id,
            )  # fmt: skip

    def erase(self, typed: str, words: ErasureWords) -> None:
        """Erase the open person, if what was typed is who they are."""
        person = self._editor.person
        if person is None:
            return
        if fold(typed) != fold(words.confirm):
            self.refused.emit(self.tr("Type it as it stands here: {0}").format(words.confirm))
            return
        self._desk.give(erase_person, owner=self, done=self._was_erased, person_id=person.person_id)

    def _was_erased(self, _change: Change) -> None:
        self._editor.close()
        self.erased.emit()
        self._desk.notices.info(
            self.tr("Erased. What came of their enquiries stays in the reports, without a name.")
        )

    def _previewed(self, found: ErasurePreview | None) -> None:
        if found is None:
            self._editor.close()
            return
        goes = (
            (self.tr("enquiries that lose every word: {0}"), found.kept),
            (self.tr("numbers: {0}"), found.numbers),
            (self.tr("handouts: {0}"), found.handouts),
            (self.tr("answers to consent: {0}"), found.consents),
            (self.tr("open promises, withdrawn: {0}"), found.promises),
            (self.tr("entries put together with this one: {0}"), found.entries - 1),
        )
        told = [words.format(count) for words, count in goes if count]
        kept = self.tr("of the enquiries when, how, for which service and what came of it")
        backups = self.tr("older backups until they are cleared; a restore brings nobody back")
        self.asked.emit(
            ErasureWords(
                (self.tr("the name and the notes"), *told),
                (kept, backups) if found.kept else (backups,),
                found.name or found.number or self.tr("erase"),
            )
        )


def _write_copy(press: HandoutPress, told: Told, sheet: RecordSheet, file: Path) -> None:
    is_json = file.suffix.lower() == ".json"
    save_whole(own_copy_json(told) if is_json else press.render_records(sheet).pdf, file)
