"""What can be done with one row of the follow-up list, each with its way back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial
from typing import Any

from db.domain.changes import Change
from db.domain.enquiry import ChoiceList, EnquiryFields, NextStep, Outcome
from db.domain.errors import (
    NotFoundError,
    StaleEditError,
)
from db.domain.follow_up import AttemptResult, Ending, next_try
from db.queries.enquiry import EnquiryDetail, enquiry_detail
from db.queries.follow_ups import FollowUpRow
from db.services.attempts import record_attempt, record_first_attempt, take_back_attempt
from db.services.enquiries import change_enquiry
from db.services.follow_ups import (
    add_follow_up,
    finish_by_call,
    finish_follow_up,
    move_follow_up,
    reopen_follow_up,
)
from desk_app import when_wording, wording
from desk_app.follow_up_wording import name_of
from desk_app.screens.follow_ups.giving import RowCommands, Undo
from desk_app.screens.follow_ups.lines import key_of

COULD_NOT_REACH = "could_not_reach"


class FollowUpActions(RowCommands):
    """Says in words what the commands did."""

    # --- Tries and notes ------------------------------------------------------------

    def try_failed(
        self,
        row: FollowUpRow,
        result: AttemptResult,
        *,
        note: str = "",
        tried_at: dt.datetime | None = None,
    ) -> None:
        """Keep a try without an answer and move the promise on by the clinic's cadence.

        Args:
            tried_at: when it was, if it is typed in later.
        """
        wrong = result is AttemptResult.WRONG_NUMBER
        step = None if wrong else self._next_step(row)
        what = {
            AttemptResult.LEFT_MESSAGE: self.tr("Message left for {0}."),
            AttemptResult.WRONG_NUMBER: self.tr("Wrong number noted for {0}."),
        }.get(result, self.tr("No answer from {0}."))
        if wrong:
            then = self.tr("Correct it with E, or close it with D.")
        elif step is None:
            then = self.tr("Tried {0} times: close it with X, or snooze it with S.").format(
                row.attempts + 1
            )
        else:
            when = when_wording.step_day_words(
                step.day, step.starts, step.ends, today=self._desk.today()
            )
            then = self.tr("Next try: {0}.").format(when)
        said = f"{what.format(name_of(row))} {then}"
        self._attempt(
            row, said, result=result, phone_raw=row.phone, next_try=step, note=note,
            tried_at=tried_at,
        )  # fmt: skip

    def spoke(
        self, row: FollowUpRow, step: NextStep, *, note: str, tried_at: dt.datetime | None
    ) -> None:
        """Keep that somebody was spoken to who is to be called again."""
        when = when_wording.step_day_words(
            step.day, step.starts, step.ends, today=self._desk.today()
        )
        said = self.tr("Spoke with {0}. Call again: {1}.").format(name_of(row), when)
        self._attempt(
            row, said, result=AttemptResult.SPOKE, phone_raw=row.phone, next_try=step, note=note,
            tried_at=tried_at,
        )  # fmt: skip

    def note(self, row: FollowUpRow, words: str) -> None:
        """Keep a note with the promise."""
        said = self.tr("Note kept for {0}.").format(name_of(row))
        self._attempt(row, said, result=AttemptResult.NOTE, note=words)

    def override(self, row: FollowUpRow, reason: str) -> None:
        """Keep why somebody is called who does not want to be; ``overridden`` follows."""
        said = self.tr("Noted why {0} is called all the same.").format(name_of(row))
        self._attempt(row, said, result=AttemptResult.OVERRIDE, note=reason, phone_raw=row.phone)

    def _attempt(
        self, row: FollowUpRow, said: str, *, next_try: NextStep | None = None, **typed: Any
    ) -> None:
        """Where nothing was promised, a try becomes the promise of the next."""
        if row.follow_up_id is None:
            step = next_try or NextStep(self._desk.today())
            self._first_attempt(row, said, replace(step, owner_id=self._desk.seat.staff_id), typed)
            return
        undo = self.undo_by(row, take_back_attempt)
        self.on_promise(row, record_attempt, said, undo, typed | {"next_try": next_try})

    def _first_attempt(
        self, row: FollowUpRow, said: str, step: NextStep, typed: dict[str, Any]
    ) -> None:
        seen = {"enquiry_id": row.enquiry_id, "seen_version": row.enquiry_version, "step": step}
        self.give(row, record_first_attempt, said, self.withdraw(row), seen | typed)

    def _next_step(self, row: FollowUpRow) -> NextStep | None:
        profile = self._desk.clinic.profile
        proposal = next_try(
            self._desk.local(self._desk.now()),
            tries=row.attempts + 1,
            waits=profile.next_attempts,
            give_up_after=profile.give_up_after,
            hours=self._desk.clinic.hours,
        )
        if proposal is None:
            return None
        return NextStep(proposal.day, None, proposal.starts, proposal.ends)

    # --- Ends and new beginnings -------------------------------------------------------

    def finish(self, row: FollowUpRow, ending: Ending) -> None:
        """Close a promise, or an enquiry that has none, with how it ended."""
        number = self.as_called(row).phone if self.called == key_of(row) else ""
        typed = {"ending": ending, "phone_raw": number}
        said = self._ended(row, ending)
        if row.follow_up_id is not None:
            undo = self.undo_by(row, reopen_follow_up)
            self.on_promise(row, finish_follow_up, said, undo, typed)
        elif number:
            seen = {"enquiry_id": row.enquiry_id, "seen_version": row.enquiry_version}
            today = {"day": self._desk.today()}
            self.give(row, finish_by_call, said, self.withdraw(row), seen | today | typed)
        else:
            self._load_and_close(row, ending)

    def unreached_id(self) -> int | None:
        """Return the clinic's reason for whoever could not be reached, if it still has one."""
        reasons = self._desk.clinic.choices[ChoiceList.LOST_REASON]
        return next((r.choice_id for r in reasons if r.key == COULD_NOT_REACH and r.active), None)

    def give_up(self, row: FollowUpRow) -> None:
        """Close a promise after the last try."""
        note = self.tr("Could not be reached in {0} tries.").format(row.attempts)
        self.finish(row, Ending(Outcome.LOST, self.unreached_id(), note=note, reached=False))

    def move(self, row: FollowUpRow, step: NextStep) -> None:
        """Snooze a promise, or hand it to somebody else."""
        today = self._desk.today()
        if step.owner_id == row.owner_id:
            when = when_wording.step_day_words(step.day, step.starts, step.ends, today=today)
            said = self.tr("{0}: put off to {1}.").format(name_of(row), when)
        else:
            said = self.tr("{0}: handed to {1}.").format(
                name_of(row), self.staff_name(step.owner_id)
            )
        before = NextStep(row.due_on, row.owner_id, row.starts, row.ends, row.promise)
        undo = self.undo_by(row, move_follow_up, step=before, taking_back=True)
        self.on_promise(row, move_follow_up, said, undo, {"step": step})

    def promise(self, row: FollowUpRow, step: NextStep) -> None:
        """Promise a next step on an enquiry that has none; who was called spoke of it."""
        when = when_wording.step_day_words(
            step.day, step.starts, step.ends, today=self._desk.today()
        )
        said = self.tr("{0}: promised for {1}, {2}.").format(
            name_of(row), when, self.staff_name(step.owner_id)
        )
        if self.called == key_of(row):
            number = self.as_called(row).phone
            typed = {"result": AttemptResult.SPOKE, "phone_raw": number}
            self._first_attempt(row, said, step, typed)
            return
        arguments = {"enquiry_id": row.enquiry_id, "step": step}
        self.give(row, add_follow_up, said, self.withdraw(row), arguments)

    def _load_and_close(self, row: FollowUpRow, ending: Ending) -> None:
        """An enquiry is changed as a whole, so its other fields are needed first."""

        def loaded(detail: EnquiryDetail | None) -> None:
            if detail is None:
                self.failed(row, NotFoundError("enquiry"), None)
            elif detail.version != row.enquiry_version:
                self.failed(row, StaleEditError("enquiry"), None)
            else:
                self._close(row, detail, ending)

        self._desk.ask(enquiry_detail, owner=self, done=loaded, enquiry_id=row.enquiry_id)

    def _close(self, row: FollowUpRow, before: EnquiryDetail, ending: Ending) -> None:
        notes = (before.fields.outcome_note, ending.note)
        fields = replace(
            before.fields,
            outcome=ending.outcome,
            lost_reason_id=ending.lost_reason_id,
            booked_on=ending.booked_on,
            outcome_note="\n".join(note for note in notes if note),
            routine_reason=before.fields.routine_reason or ending.note,
        )

        def take_back(change: Change) -> Undo:
            arguments = self._edit(row, change.version, before.fields)
            return partial(self.take_back, row, change_enquiry, arguments)

        arguments = self._edit(row, before.version, fields)
        self.give(row, change_enquiry, self._ended(row, ending), take_back, arguments)

    def _edit(self, row: FollowUpRow, version: int, fields: EnquiryFields) -> dict[str, Any]:
        region = self._desk.clinic.profile.region
        return {
            "enquiry_id": row.enquiry_id,
            "seen_version": version,
            "fields": fields,
            "region": region,
        }

    def _ended(self, row: FollowUpRow, ending: Ending) -> str:
        if ending.outcome is None:
            return self.tr("{0}: done.").format(name_of(row))
        return self.tr("{0}: done, {1}.").format(
            name_of(row), wording.outcome(ending.outcome).lower()
        )

    def staff_name(self, staff_id: int | None) -> str:
        """Return who somebody is; the word for nobody without one."""
        names = {member.staff_id: member.name for member in self._desk.clinic.staff}
        return names.get(staff_id or 0, self.tr("nobody"))
