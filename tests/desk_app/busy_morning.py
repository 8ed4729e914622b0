"""Thirty deeds of a busy morning, through the screens' own presenters, many on the same records."""

import datetime as dt
from dataclasses import replace
from functools import partial

from db.domain.enquiry import About, ChoiceList, NextStep, Outcome
from db.domain.follow_up import AttemptResult, Ending
from db.queries.enquiry import enquiry_detail
from db.queries.follow_ups import Whose, open_follow_ups
from db.queries.people import person_detail
from db.services.clinic import ChoiceLine
from desk_app.screens.enquiries.next_step import TypedStep
from desk_app.screens.people.content import fields_of


class BusyMorning:
    """What is done to one caller, one other person and the clinic.

    Args:
        screens: the presenters by name: people, enquiries, follow_ups, settings.
        read: answers a query at once.
        settle: comes back when all that was asked and given is answered.
    """

    def __init__(self, desk, screens, read, settle, *, enquiry_id, other_id):
        self.desk, self.read, self.settle = desk, read, settle
        self.screens = screens
        self.enquiry_id, self.other_id = enquiry_id, other_id
        self.person_id = self.enquiry.fields.caller_id

    @property
    def enquiry(self):
        return self.read(partial(enquiry_detail, enquiry_id=self.enquiry_id))

    @property
    def row(self):
        query = partial(
            open_follow_ups, whose=Whose.EVERYBODYS, staff_id=None, today=self.desk.today()
        )
        return next(row for row in self.read(query) if row.enquiry_id == self.enquiry_id)

    def deeds(self):
        """Thirty in the order in which they are done."""
        correct, reword = self.correct_the_person, self.reword_the_enquiry
        days = iter(range(1, 40))
        promise = partial(self.promise, days)
        return [
            partial(correct, note="likes mornings"), partial(correct, note="likes evenings"),
            promise, self.try_in_vain, partial(self.move, days), self.leave_a_note,
            partial(reword, concern="a stiff knee"), self.finish, partial(reword, concern="a knee"),
            self.block, self.unblock, partial(correct, name="Maria Ortega"), self.relate,
            self.save_hours, self.save_list, self.save_clinic, self.change_service, self.order,
            self.rename_staff, self.merge, partial(correct, note="both"),
            partial(reword, concern="two knees"), self.promise_again, self.try_in_vain,
            partial(self.move, days), partial(self.move, days), self.hand_over,
            partial(reword, concern="one knee"), partial(correct, name="Marie Ortega"),
            self.bin_the_enquiry,
        ]  # fmt: skip

    # --- One caller -----------------------------------------------------------------------

    def correct_the_person(self, **fields):
        editor = self._open_person()
        editor.save(replace(fields_of(editor.person), **fields))

    def reword_the_enquiry(self, concern):
        editor = self._open_enquiry()
        shown = editor._as_typed(self.enquiry)
        editor.save(replace(shown, fields=replace(shown.fields, concern=concern)))

    def block(self):
        self._open_person()
        self.screens["people"].deeds.block("moved away")

    def unblock(self):
        self._open_person()
        self.screens["people"].deeds.unblock()

    def relate(self):
        self._open_person()
        self.screens["people"].deeds.relate(self.other_id, About.PARTNER)

    def merge(self):
        merger = self.screens["people"].merger
        merger.open(self.person_id, self.other_id)
        self.settle()
        merger.merge({})

    def bin_the_enquiry(self):
        self.screens["enquiries"].editor.put_in_bin(self.enquiry_id, self.enquiry.version)

    def _open_person(self):
        editor = self.screens["people"].editor
        editor.open(self.person_id)
        self.settle()
        assert editor.person == self.read(partial(person_detail, person_id=self.person_id))
        return editor

    def _open_enquiry(self):
        editor = self.screens["enquiries"].editor
        editor.open(self.enquiry_id)
        self.settle()
        return editor

    # --- What was promised them -------------------------------------------------------------

    @property
    def actions(self):
        self.screens["follow_ups"].actions.settle()  # the list was loaded again
        return self.screens["follow_ups"].actions

    def promise(self, days):
        self.actions.promise(self.row, NextStep(self._day(days), self.desk.seat.staff_id))

    def promise_again(self):
        """On what was closed already."""
        form = self._open_enquiry().next_step
        form.open(self.enquiry_id, self.enquiry.version)
        form.submit(TypedStep("tomorrow"))

    def try_in_vain(self):
        self.actions.try_failed(self.row, AttemptResult.NO_ANSWER)

    def leave_a_note(self):
        self.actions.note(self.row, "Ask for Mr Ortiz")

    def move(self, days):
        self.actions.move(self.row, NextStep(self._day(days), self.row.owner_id))

    def hand_over(self):
        others = (m.staff_id for m in self.desk.clinic.present_staff)
        other = next(staff_id for staff_id in others if staff_id != self.row.owner_id)
        step = NextStep(self.row.due_on, other, self.row.starts, self.row.ends)
        self.screens["follow_ups"].many.hand_over([self.row], step.owner_id, None)

    def finish(self):
        self.actions.finish(self.row, Ending(Outcome.INFORMATION_GIVEN))

    def _day(self, days):
        return self.desk.today() + dt.timedelta(days=next(days))

    # --- The clinic -------------------------------------------------------------------------

    @property
    def settings(self):
        return self.screens["settings"]

    def save_hours(self):
        self.settings.hours.save(self.settings.hours.values() | {"day_2": "10-12"})

    def save_list(self):
        lists = self.settings.lists
        lines = lists.stored(ChoiceList.HEARD)
        lists.keep(ChoiceList.HEARD, (*lines, ChoiceLine("A poster")))
        lists.save(ChoiceList.HEARD)

    def save_clinic(self):
        self.settings.clinic.save(self.settings.clinic.values() | {"phone": "828 555 0111"})

    def change_service(self):
        services = self._loaded("services")
        key = services.rows()[0][0]
        services.keep(key, dict(services.stored(key)) | {"wear": "Two layers."})
        services.save(key)

    def order(self):
        services = self._loaded("services")
        services.move(services.rows()[0][0], 1)

    def rename_staff(self):
        staff = self._loaded("staff")
        key = staff.rows()[0][0]
        staff.keep(key, dict(staff.stored(key)) | {"initials": "XY"})
        staff.save(key)

    def _loaded(self, name):
        section = getattr(self.settings, name)
        section.reload()
        self.settle()
        return section
