"""One call card: what is typed on it, what is offered for it, and how it is saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QDate, QLocale, QObject, QTimer, Signal, Slot

from db.domain.call import HeardCall
from db.domain.changes import Change
from db.domain.consent import ConsentAnswer
from db.domain.enquiry import About, Channel, Outcome
from db.domain.errors import Problem, ValidationError
from db.domain.when import QuickChoice, When, quick_when, step_day
from db.drafts import Draft
from db.queries.enquiry import EnquiryDetail, enquiry_detail
from db.services.contacts import continue_enquiry
from db.services.enquiries import log_enquiry
from desk_app import when_wording
from desk_app.background.draft_keeper import DraftKeeper
from desk_app.desk_context import DeskContext
from desk_app.error_texts import hint
from desk_app.screens.desk.card import CardContent, CardState
from desk_app.screens.desk.card_offers import CardOffers
from desk_app.screens.desk.card_screening import CardScreening
from desk_app.screens.desk.continuing import Continuing
from desk_app.screens.desk.endings import CardEndings
from desk_app.screens.desk.offers import completed_number
from desk_app.screens.desk.reading import DAY_FIELDS, Surroundings, enquiry_of, typed_form
from desk_app.wording import channel as channel_word

_KEEP_EVERY_MS = 400  # not put off by further typing: under a second of it can be lost
_FACTS_FIELDS = frozenset({"service", "service_id", "body_area", "concern"})


class CardPresenter(QObject):
    """Lives as long as its card is open or on hold.

    Signals:
        refilled: names of fields that are now different though nobody typed into them.
        echoed: name of a day field, what was understood, and what to do when nothing was.
        refused: field name -> sentence, when it cannot be saved as it is.
        saving: True while the enquiry is on its way, False when it did not get through.
        title_changed: the words by which the card is known are different.
        facts_changed: another service, body area or other words: facts have to be looked up.
        logged: the Change of the enquiry the card has become.
    """

    refilled = Signal(object)
    echoed = Signal(object, object, object)
    refused = Signal(object)
    saving = Signal(object)
    title_changed = Signal()
    facts_changed = Signal()
    logged = Signal(object)

    def __init__(
        self,
        desk: DeskContext,
        drafts: DraftKeeper,
        around: Callable[[], Surroundings],
        state: CardState,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._drafts = drafts
        self._around = around
        self._state = state
        self.offers = CardOffers(desk, around, self._content, self)
        self.screening = CardScreening(desk, self._content, self._set, self)
        self.screening.filled.connect(self._filled)
        self.continuing = Continuing(self._content, self._set, desk.today, self)
        self.continuing.filled.connect(self.refilled)
        self.offers.caller_known.connect(self.continuing.caller_is)
        self.endings = CardEndings(desk, self._content, self._set, self)
        self.endings.filled.connect(self.refilled)
        self._is_saving = False
        self._is_over = False
        self.on_hold = False
        self.was_ringing = False
        self._keep_timer = QTimer(self)
        self._keep_timer.setSingleShot(True)
        self._keep_timer.setInterval(_KEEP_EVERY_MS)
        self._keep_timer.timeout.connect(self.keep_now)
        if self.content.caller_id is not None:
            self.offers.ask_caller(self.content.caller_id)

    @property
    def state(self) -> CardState:
        return self._state

    @property
    def content(self) -> CardContent:
        return self._state.content

    def _content(self) -> CardContent:
        return self._state.content

    @property
    def title(self) -> str:
        """The name, else the number, else the channel."""
        content = self.content
        name = content.caller_name.strip() or content.phone.strip()
        return name or channel_word(content.channel)

    @property
    def about(self) -> frozenset[tuple[str, int]]:
        """The people and the enquiry it is about, see ``Draft.about``."""
        return self._draft().about

    @property
    def owner_text(self) -> str:
        """What stands in the owner's field: as typed, else who is proposed."""
        if self.content.next_step_owner is not None:
            return self.content.next_step_owner
        proposed = self._around().proposed_owner(self.content)
        return proposed.name if proposed else ""

    def elapsed(self) -> float:
        """Return for how many seconds the card has been open, or its call has lasted."""
        call = self._state.call
        until = call.ended_at if call is not None and call.ended_at else self._desk.now()
        return (until - self._state.started_at).total_seconds()

    def call_went_on(self, heard: HeardCall) -> None:
        """There is news of the call this card is about."""
        self._state = replace(self._state, call=heard)
        if not self._keep_timer.isActive():
            self._keep_timer.start()

    def restart_clock(self) -> None:
        """A card nothing was typed on yet is opened once more: now the conversation begins."""
        self._state = replace(self._state, started_at=self._desk.now())

    # --- What is typed and chosen ----------------------------------------------------

    def edit(self, name: str, value: Any) -> None:
        """Take over what a person typed or chose in one field."""
        self._set(**{name: value} | _loosened(name))
        self.offers.look_up(name)
        if name in DAY_FIELDS:
            self._echo(name)
        if name == "happened":
            self._read_happened()
        if name == "caller_name":
            self.offers.forget_caller()
        if name in ("about", "about_name"):
            self.continuing.leave_if_other()
        if name in ("outcome", "service"):
            self.refilled.emit(frozenset({"next_step_owner"}))

    def choose_caller(self, person_id: int | None) -> None:
        """Take one of the offered people, or somebody new, as the caller."""
        row = self.offers.row(person_id)
        if row is None:
            self._set(caller_id=None)
            self.offers.forget_caller()
            return
        number = completed_number(row, self.content.phone)
        self._set(
            caller_id=row.person_id, caller_name=row.name or self.content.caller_name, phone=number
        )
        self.refilled.emit(frozenset({"caller_name", "phone"}))
        self.offers.ask_caller(row.person_id)

    def choose_person_concerned(self, person_id: int | None) -> None:
        self._set(about_id=person_id)

    def choose_service(self, service_id: int | None) -> None:
        self._set(service_id=service_id)
        self.continuing.leave_if_other()
        self.refilled.emit(frozenset({"next_step_owner"}))

    def choose_owner(self, staff_id: int | None) -> None:
        self._set(next_step_owner_id=staff_id)

    @Slot(object)
    def _filled(self, names: frozenset[str]) -> None:
        """What goes to a practitioner today is promised for today."""
        is_urgent = self.content.hand_over is not None
        asks = self.content.outcome is Outcome.QUESTION_TO_PRACTITIONER
        today = self._around().read_day("today")
        if is_urgent and asks and today is not None and not self.content.next_step_day.strip():
            self._fill_day("next_step_day", today)
        self.refilled.emit(names | {"next_step_owner"})

    @Slot()
    def copy_last(self) -> None:
        """Ask for the same as last time; how it ended then is not copied."""
        last = self.continuing.last
        if last is not None:
            self._desk.ask(
                enquiry_detail, owner=self, done=self._copy, key="last", enquiry_id=last.enquiry_id
            )

    def _copy(self, last: EnquiryDetail | None) -> None:
        """What stands on the card already was said today."""
        if last is None:
            return
        content, old = self.content, last.fields
        values: dict[str, Any] = {}
        if not content.service.strip() and old.service_id is not None:
            values |= {"service": last.service, "service_id": old.service_id}
        if content.about is About.SELF and old.about is not About.SELF:
            values |= {"about": old.about, "about_id": old.about_id, "about_name": old.about_name}
        if content.body_area is None:
            values["body_area"] = old.body_area_id
        if content.heard is None:
            values |= {"heard": old.heard_id, "heard_detail": old.heard_detail}
        self._set(**values)
        self.refilled.emit(frozenset({*values, "next_step_owner"}))

    @Slot()
    def turn_consent(self) -> None:
        """They agreed; again: they refused; again: nobody asked."""
        words, before = self._desk.clinic.consent, self.content.consent
        if words is None:
            return
        answer = None
        if before is None or before.is_given:
            answer = ConsentAnswer(words, before is None, self._desk.now())
        self._set(consent=answer)
        self.refilled.emit(frozenset({"consent"}))

    @Slot()
    def toggle_channel(self) -> None:
        """Between phone and walk-in; what is typed stays."""
        is_phone = self.content.channel is Channel.PHONE
        self._set(channel=Channel.WALK_IN if is_phone else Channel.PHONE)
        self.refilled.emit(frozenset({"channel"}))

    def step_day(self, name: str, steps: int) -> None:
        """Move a day field by open days; an empty one begins at the next open day."""
        if name not in DAY_FIELDS:
            return
        around = self._around().as_said(self.content)
        when = around.read_day(getattr(self.content, name))
        if when is None:
            self.choose_day(name, QuickChoice.TOMORROW)
            return
        self._fill_day(name, step_day(when, steps, now=around.now, hours=around.clinic.hours))

    def choose_day(self, name: str, choice: QuickChoice) -> None:
        around = self._around()
        self._fill_day(name, quick_when(choice, now=around.now, hours=around.clinic.hours))

    def refresh(self) -> None:
        """The card is shown, or its surroundings are different: say everything once more."""
        for name in DAY_FIELDS:
            self._echo(name)
        self._echo_happened()
        self.offers.tell_known()
        self.offers.offer_people()

    # --- Keeping and saving ------------------------------------------------------------

    @Slot()
    def keep_now(self) -> None:
        """Store the draft without waiting for the timer."""
        self._keep_timer.stop()
        if not self._is_over and not self.content.is_blank:
            self._drafts.keep(self._draft())

    @Slot()
    def save(self) -> None:
        """Log the enquiry. Asked for again while it is on its way, nothing happens."""
        if self._is_saving or self._is_over:
            return
        try:
            new = enquiry_of(self._state, self._around())
        except ValidationError as error:
            self._refuse(error)
            return
        self.keep_now()
        self._set_saving(is_saving=True)
        going_on = self.content.continues
        which = {} if going_on is None else {"enquiry_id": going_on}
        self._desk.give(
            log_enquiry if going_on is None else continue_enquiry,
            owner=self,
            done=self._was_logged,
            failed=self._was_not_logged,
            new=new,
            region=self._desk.clinic.profile.region,
            **which,
        )

    def end(self) -> None:
        """The card is saved or discarded: nothing of it is kept any more."""
        self._is_over = True
        self._keep_timer.stop()
        self._drafts.forget(self._state.public_id)

    def _was_logged(self, change: Change) -> None:
        self.logged.emit(change)

    def _was_not_logged(self, error: Exception) -> None:
        self._set_saving(is_saving=False)
        if isinstance(error, ValidationError):
            self._refuse(error)
        else:
            self._desk.notices.problem(error, retry=self.save)

    def _refuse(self, error: ValidationError) -> None:
        sentences = {name: hint(problem) for name, problem in error.problems.items()}
        if error.problems.get("caller_name") is Problem.REQUIRED:
            sentences["caller_name"] = self.tr("A name, a number, or “Unknown”.")
        if "happened" in error.problems:
            sentences["happened"] = self._example_of_happened()
        self.refused.emit(sentences)

    def _set_saving(self, *, is_saving: bool) -> None:
        self._is_saving = is_saving
        self.saving.emit(is_saving)

    def _draft(self) -> Draft:
        around = self._around().as_said(self.content)
        meant = {
            name: typed_form(when, around, written_day=when.day.isoformat())
            for name in DAY_FIELDS
            if (when := around.read_day(getattr(self.content, name)))
        }
        content = self.content.to_json() | {"meant": meant}
        if self._state.call is not None:
            content["call"] = self._state.call.to_json()
        return Draft(self._state.public_id, self._state.started_at, content)

    def _set(self, **values: Any) -> None:
        before, was_blank = self.title, self.content.is_blank
        self._state = replace(self._state, content=replace(self.content, **values))
        if self.content.is_blank and not was_blank:
            self._drafts.forget(self._state.public_id)
        if not self._keep_timer.isActive():
            self._keep_timer.start()
        if self.title != before or "channel" in values:
            self.title_changed.emit()
        if _FACTS_FIELDS & values.keys():
            self.facts_changed.emit()

    # --- Days -----------------------------------------------------------------------------

    def _fill_day(self, name: str, when: When) -> None:
        day = QDate(when.day.year, when.day.month, when.day.day)
        written = QLocale().toString(day, "ddd d MMM yyyy")
        around = self._around().as_said(self.content)
        self._set(**{name: typed_form(when, around, written_day=written)})
        self.refilled.emit(frozenset({name}))
        self._echo(name)

    def _echo(self, name: str) -> None:
        around, typed = self._around(), getattr(self.content, name)
        said = around.as_said(self.content)
        possible = said.possible_days(typed) if typed.strip() else ()
        words = [when_wording.echo(when, today=around.now.date()) for when in possible]
        if len(words) == 1:
            self.echoed.emit(name, words[0], "")
        elif words:
            self.echoed.emit(
                name, "", self.tr("{0}, or {1}? Say which.").format(words[0], words[1])
            )
        elif typed.strip():
            self.echoed.emit(name, "", self.tr("Not understood yet. Such as: tue 3pm, 12 dec, +3"))
        else:
            self.echoed.emit(name, "", "")

    def _read_happened(self) -> None:
        """Settled while it is typed: "20 minutes ago" is not later because the card is."""
        found = self._around().possible_past(self.content.happened)
        self._set(happened_at=f"{found[0]:%Y-%m-%d %H:%M}" if len(found) == 1 else "")
        self._echo_happened()
        for name in DAY_FIELDS:
            self._echo(name)

    def _echo_happened(self) -> None:
        around, typed = self._around(), self.content.happened
        found = around.possible_past(self.content.happened_at or typed)
        words = [when_wording.moment(each, today=around.now.date()) for each in found]
        hint_words = ""
        if len(words) > 1:
            hint_words = self.tr("{0}, or {1}? Say which.").format(words[0], words[1])
        elif typed.strip() and not words:
            hint_words = self._example_of_happened()
        self.echoed.emit("happened", words[0] if len(words) == 1 else "", hint_words)

    def _example_of_happened(self) -> str:
        return self.tr("Day and time, such as: yesterday 3pm, nov 20 16:10")


def _loosened(name: str) -> dict[str, None]:
    """Return what no longer holds once a text was changed by hand."""
    return {
        "caller_name": {"caller_id": None},
        "about_name": {"about_id": None},
        "service": {"service_id": None},
        "next_step_owner": {"next_step_owner_id": None},
    }.get(name, {})
