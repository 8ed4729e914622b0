"""One enquiry: what is shown of it, and what becomes of what is typed into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from db.domain.changes import Change, Topic
from db.domain.deed import Deed
from db.domain.enquiry import EnquiryFields
from db.domain.errors import NotFoundError, StaleEditError, ValidationError
from db.queries.catalogue import ServiceRow, services
from db.queries.enquiry import EnquiryDetail, enquiry_detail
from db.services.enquiries import bin_enquiry, change_enquiry
from db.services.screening import take_over
from desk_app.desk_context import DeskContext
from desk_app.error_texts import hint
from desk_app.merging import merge
from desk_app.screens.enquiries.conflicts import ConflictWriter
from desk_app.screens.enquiries.content import EnquiryContent, TypedEnquiry, UnsavedEnquiry
from desk_app.screens.enquiries.next_step import NextStepForm
from desk_app.screens.enquiries.reading import read_typed
from desk_app.screens.enquiries.story import StoryWriter
from desk_app.unsaved_edits import UnsavedForms

_SHOWN = frozenset({Topic.ENQUIRY, Topic.FOLLOW_UP, Topic.HANDOUT, Topic.PERSON})


class EnquiryEditor(QObject):
    """Holds the enquiry as it was read, so that a save knows what was changed by whom.

    Signals:
        shown: an EnquiryContent.
        problems_found: field name -> the sentence to show beside it.
        conflicts_found: a Conflict to be settled, before the save is tried again.
        saved: what was typed is kept.
        gone: the enquiry is not there any more.
    """

    shown = Signal(object)
    problems_found = Signal(object)
    conflicts_found = Signal(object)
    saved = Signal()
    gone = Signal()

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._writer = StoryWriter(desk, self)
        self._conflicts = ConflictWriter(desk, self._writer, self)
        self.next_step = NextStepForm(desk, self)
        self.services: Sequence[ServiceRow] = ()
        self._detail: EnquiryDetail | None = None
        self._theirs: EnquiryDetail | None = None
        self._unsaved = UnsavedForms(desk.edits, "enquiry", UnsavedEnquiry, self)
        self._unsaved.came_back.connect(self._came_back)
        desk.changes.committed.connect(self._on_committed)

    # --- Opening ----------------------------------------------------------------------

    @property
    def detail(self) -> EnquiryDetail | None:
        """The enquiry as it was read; None while none is open."""
        return self._detail

    def open(self, enquiry_id: int) -> None:
        """Show an enquiry, with what was typed into it before and not saved."""
        self._desk.ask(services, owner=self, done=self._on_services, also_inactive=True)
        self._desk.ask(
            enquiry_detail,
            owner=self,
            done=partial(self._on_opened, enquiry_id),
            key="detail",
            enquiry_id=enquiry_id,
        )

    def close(self) -> None:
        """Nothing is open any more; what was typed waits."""
        self._detail = None

    def keep(self, typed: TypedEnquiry) -> None:
        """Remember what stands in the form."""
        detail = self._detail
        if detail is None:
            return
        if typed == self._as_typed(detail):
            self._unsaved.forget(detail.enquiry_id)
        else:
            form = UnsavedEnquiry(typed, detail.version, detail.fields)
            self._unsaved.put(detail.enquiry_id, form)

    @property
    def has_unsaved(self) -> bool:
        """Whether anything was typed and not saved, in any enquiry."""
        return self._unsaved.any_left

    @property
    def is_unsaved(self) -> bool:
        """Whether something was typed into the open one."""
        return self._detail is not None and self._unsaved.get(self._detail.enquiry_id) is not None

    # --- Saving -----------------------------------------------------------------------

    def save(self, typed: TypedEnquiry) -> None:
        """Keep what is typed, or say what is wrong."""
        detail = self._detail
        if detail is None:
            return
        self.keep(typed)
        before = self._as_typed(detail)
        fields, problems = read_typed(self._desk, typed, before, detail.fields, self.services)
        if problems:
            self.problems_found.emit({name: hint(why) for name, why in problems.items()})
        elif fields == detail.fields:
            self._unsaved.forget(detail.enquiry_id)
            self._desk.notices.info(self.tr("There is nothing to save."))
            self.saved.emit()
        else:
            self._give(detail, fields)

    def settle(self, fields: EnquiryFields) -> None:
        """Save once more, after conflicts were settled."""
        if self._theirs is not None:
            self._give(self._theirs, fields)

    def put_in_bin(self, enquiry_id: int, version: int) -> None:
        """Put an enquiry out of sight."""
        self._desk.give(
            bin_enquiry, owner=self, done=self._on_binned,
            enquiry_id=enquiry_id, seen_version=version,
        )  # fmt: skip

    @Slot(object, object)
    def take_over(self, hand_over_id: int, name: str) -> None:
        """Somebody took over after a stop."""
        self._desk.give(
            take_over,
            owner=self,
            done=partial(self._was_taken_over, hand_over_id, name),
            hand_over_id=hand_over_id,
            taken_over_by=name,
        )

    def _was_taken_over(self, hand_over_id: int, name: str, _change: Change) -> None:
        undo = partial(
            self._desk.give, take_over, owner=self, hand_over_id=hand_over_id,
            taken_over_by="", seen=name,
        )  # fmt: skip
        self._desk.notices.done(self.tr("{0} took over.").format(name), undo=undo)

    def _give(self, detail: EnquiryDetail, fields: EnquiryFields) -> None:
        self._desk.give(
            change_enquiry,
            owner=self,
            done=partial(self._on_saved, detail),
            failed=partial(self._on_failed, detail, fields),
            enquiry_id=detail.enquiry_id,
            seen_version=detail.version,
            fields=fields,
            region=self._desk.clinic.profile.region,
        )

    # --- Answers ------------------------------------------------------------------------

    def _on_services(self, rows: list[ServiceRow]) -> None:
        self.services = rows

    def _on_opened(self, enquiry_id: int, detail: EnquiryDetail | None) -> None:
        if detail is None:
            self._unsaved.forget(enquiry_id)
            self._desk.notices.problem(NotFoundError("enquiry"))
            self.gone.emit()
            return
        self._desk.note(Deed.VIEW, subject="enquiry", subject_id=enquiry_id)
        unsaved = self._unsaved.get(enquiry_id)
        if unsaved is None or unsaved.typed == self._as_typed(detail):
            self._unsaved.forget(enquiry_id)
            self._detail = detail
            self._show(self._as_typed(detail))
            return
        self._detail = replace(detail, version=unsaved.version, fields=unsaved.before)
        self._show(unsaved.typed)
        if self._unsaved.tell_return(enquiry_id):
            self._desk.notices.info(
                self.tr("What was typed here last time is back, not saved."),
                action_label=self.tr("Discard"),
                action=partial(self._discard, enquiry_id),
            )

    def _discard(self, enquiry_id: int) -> None:
        self._unsaved.forget(enquiry_id)
        if self._detail is not None and self._detail.enquiry_id == enquiry_id:
            self.open(enquiry_id)

    @Slot(object)
    def _came_back(self, ids: list[int]) -> None:
        one = self.tr("What was typed into one enquiry came back, not saved.")
        several = self.tr("What was typed into {0} enquiries came back, not saved.")
        self._desk.notices.info(
            several.format(len(ids)) if len(ids) > 1 else one,
            action_label=self.tr("Show"),
            action=partial(self._desk.navigation.enquiry_wanted.emit, ids[0]),
        )

    def _on_reloaded(self, detail: EnquiryDetail | None) -> None:
        """Show what happened; what is being typed stays, on the version it began with."""
        before = self._detail
        if before is None or detail is None or detail.enquiry_id != before.enquiry_id:
            return
        unsaved = self._unsaved.get(detail.enquiry_id)
        self._detail = detail
        if unsaved is None:
            self._show(self._as_typed(detail))
            return
        self._detail = replace(detail, version=before.version, fields=before.fields)
        self._show(None)

    def _show(self, typed: TypedEnquiry | None) -> None:
        detail = self._detail
        if detail is None:
            return
        self.shown.emit(
            EnquiryContent(
                enquiry_id=detail.enquiry_id,
                title=detail.fields.caller_name or self.tr("Unknown"),
                head=self._writer.head(detail),
                person_id=detail.fields.caller_id,
                binned=detail.binned,
                story=self._writer.story(detail),
                typed=typed,
            )
        )

    def _as_typed(self, detail: EnquiryDetail) -> TypedEnquiry:
        booked = detail.fields.booked_on
        day = booked.isoformat() if booked else ""
        fields = replace(detail.fields, service_id=None, booked_on=None)
        return TypedEnquiry(fields, detail.service, None, day)

    def _on_saved(self, before: EnquiryDetail, change: Change) -> None:
        self._unsaved.forget(before.enquiry_id)
        undo = partial(self._change_back, before, change.version)
        self._desk.notices.done(self.tr("Enquiry {0} saved.").format(before.number), undo=undo)
        self.saved.emit()

    def _change_back(self, before: EnquiryDetail, version: int) -> None:
        self._desk.give(
            change_enquiry, owner=self, enquiry_id=before.enquiry_id, seen_version=version,
            fields=before.fields, region=self._desk.clinic.profile.region,
        )  # fmt: skip

    def _on_failed(self, detail: EnquiryDetail, mine: EnquiryFields, error: Exception) -> None:
        if isinstance(error, ValidationError):
            self.problems_found.emit({name: hint(why) for name, why in error.problems.items()})
        elif isinstance(error, StaleEditError):
            done = partial(self._on_theirs, detail, mine)
            self._desk.ask(
                enquiry_detail, owner=self, done=done, key="theirs", enquiry_id=detail.enquiry_id
            )
        else:
            retry = partial(self._give, detail, mine)
            self._desk.notices.problem(error, retry=retry)

    def _on_theirs(
        self, before: EnquiryDetail, mine: EnquiryFields, theirs: EnquiryDetail | None
    ) -> None:
        """Somebody else saved meanwhile: what does not clash goes together by itself."""
        if theirs is None:
            self._desk.notices.problem(NotFoundError("enquiry"))
            return
        merged = merge(before.fields, mine, theirs.fields)
        if not merged.conflicts:
            self._give(theirs, merged.fields)
            return
        self._theirs = theirs
        found = self._conflicts.conflicts(merged, mine, theirs.fields, self.services)
        self.conflicts_found.emit(found)

    def _on_binned(self, change: Change) -> None:
        self._desk.notices.done(
            self.tr("Enquiry put in the bin."),
            undo=lambda: self._desk.give(
                bin_enquiry, owner=self, enquiry_id=change.record_id,
                seen_version=change.version, binned=False,
            ),
        )  # fmt: skip
        if self._detail is not None and self._detail.enquiry_id == change.record_id:
            self.gone.emit()

    def _on_committed(self, change: Change, _origin: object) -> None:
        if self._detail is not None and change.topics & _SHOWN:
            self._desk.ask(
                enquiry_detail, owner=self, done=self._on_reloaded, key="detail",
                enquiry_id=self._detail.enquiry_id,
            )  # fmt: skip
