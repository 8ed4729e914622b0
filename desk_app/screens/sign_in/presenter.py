"""Who is there? Takes a person and a secret, and says what came of it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from db.domain.changes import Change
from db.domain.deed import Deed
from db.domain.errors import DeskError, Problem, TooSoonError
from db.domain.sign_in import SignInOutcome, is_good_secret
from db.domain.staff import Role
from db.keys.locks import ClinicLock
from db.keys.recovery_code import NoCodeError
from db.keys.slots import WrongSecretError
from db.queries.clinic import StaffRow
from db.services.sign_in import outcome_of, reset_secret
from desk_app.desk_context import DeskContext
from desk_app.error_texts import hint, secret_sentence, sentence
from desk_app.signing_in import give_secret, let_try, secret_hint
from desk_app.widgets.roles import TwoLineRow
from desk_app.wording import role as role_word

_KEYS = 9  # Alt+1 to Alt+9


class SignInPresenter(QObject):
    """Knows no name but those who work here.

    Signals:
        people_changed: other people can sign in, or one cannot any more.
        refused: why the secret did not let in.
        has_to_wait: seconds until the next try is taken.
        calling: numbers that ring, without names.
        said: a word about the window, such as why it did not close.
        reset_offered: whoever owns the records may set a new PIN.
        reset_refused: field name -> what to do.
        was_reset: the new PIN is stored.
    """

    people_changed = Signal()
    refused = Signal(str)
    has_to_wait = Signal(float)
    calling = Signal(object)
    said = Signal(str)
    reset_offered = Signal()
    reset_refused = Signal(object)
    was_reset = Signal()

    def __init__(
        self, desk: DeskContext, lock: ClinicLock | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lock = lock
        self._chosen_id: int | None = None
        self.numbers: tuple[str, ...] = ()
        desk.clinic_changed.connect(self.people_changed)

    @property
    def people(self) -> Sequence[StaffRow]:
        """Who can sign in, in the order of the keys."""
        return [member for member in self._desk.clinic.present_staff if member.has_secret]

    @property
    def chosen_id(self) -> int | None:
        """Who is asked: whoever was chosen, else who sat here last."""
        known = [member.staff_id for member in self.people]
        for wanted in (self._chosen_id, self._desk.seat.staff_id):
            if wanted in known:
                return wanted
        return known[0] if known else None

    def choose(self, staff_id: int | None) -> None:
        """Ask another person; None for who sits here."""
        self._chosen_id = staff_id
        self.people_changed.emit()

    def rows(self) -> list[tuple[Hashable, TwoLineRow]]:
        """Return a row for each of ``people``, with the key that chooses them."""
        rows: list[tuple[Hashable, TwoLineRow]] = []
        for number, member in enumerate(self.people, start=1):
            key = f"Alt+{number}" if number <= _KEYS else ""
            locked = self.tr("locked out: a manager lets them in")
            detail = locked if member.is_locked_out else role_word(member.role)
            rows.append((member.staff_id, TwoLineRow(member.name, detail, badge=key)))
        return rows

    def show_calls(self, numbers: Sequence[str]) -> None:
        """Tell which numbers ring at this desk."""
        self.numbers = tuple(numbers)
        self.calling.emit(self.numbers)

    def try_secret(self, secret: str) -> None:
        """Let in whoever is asked, or say why not."""
        staff_id = self.chosen_id
        if staff_id is None:
            return
        let_try(
            self._desk,
            owner=self,
            staff_id=staff_id,
            secret=secret,
            done=partial(self._tried, staff_id),
            failed=self._failed,
        )

    def _tried(self, staff_id: int, change: Change) -> None:
        outcome = outcome_of(change)
        if outcome.is_in:
            self._chosen_id = None
            self._desk.seat.let_in(staff_id, self._desk.clinic)
        elif outcome is SignInOutcome.LOCKED_OUT:
            self.refused.emit(
                self.tr("This was the last try. A manager lets you in again: Settings, Staff.")
            )
            self._desk.reload_clinic()
        else:
            self.refused.emit(self.tr("This is not it. Look at the name, then try again."))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, TooSoonError):
            self.has_to_wait.emit(error.seconds)
        elif isinstance(error, DeskError):
            self.refused.emit(sentence(error))
        else:
            raise error

    # --- A forgotten PIN ------------------------------------------------------------------

    def secret_hint(self) -> str:
        """Return what a PIN may be."""
        return secret_hint()

    def help_with_forgotten(self) -> None:
        """Offer a new PIN where something can prove whose the records are, or say who helps."""
        member = next((each for each in self.people if each.staff_id == self.chosen_id), None)
        if member is None:
            return
        if member.role is not Role.MANAGER:
            words = self.tr("{0}: a manager sets a new PIN in Settings, Staff.")
            self.said.emit(words.format(member.name))
        elif self._lock is None or self._lock.key_hex is None:
            words = self.tr(
                "{0}: another manager sets a new PIN in Settings, Staff. Without one, whoever "
                "looks after the database gives the command: main.py reset-pin NAME"
            )
            self.said.emit(words.format(member.name))
        else:
            self.said.emit("")
            self.reset_offered.emit()

    def reset(self, owner: str, secret: str, again: str) -> None:
        """Set a new PIN of the manager who is asked, if what was typed opens the records."""
        staff_id, lock = self.chosen_id, self._lock
        if staff_id is None or lock is None:
            return
        if not is_good_secret(secret):
            self.reset_refused.emit({"secret": hint(Problem.TOO_EASY)})
        elif secret != again:
            self.reset_refused.emit({"again": self.tr("This is not the same. Type it once more.")})
        else:
            self._desk.compute(
                partial(lock.prove, owner),
                owner=self,
                done=lambda _nothing: self._reset(staff_id, secret),
                failed=partial(self._not_proven, staff_id),
            )

    def _reset(self, staff_id: int, secret: str) -> None:
        give_secret(
            self._desk,
            owner=self,
            staff_id=staff_id,
            secret=secret,
            command=reset_secret,
            done=self._was_reset,
            failed=lambda error: self._not_proven(None, error),
        )

    def _was_reset(self, _change: Change) -> None:
        self._desk.reload_clinic()
        self.was_reset.emit()
        self.said.emit(self.tr("The new PIN is set. Sign in with it."))

    def _not_proven(self, staff_id: int | None, error: Exception) -> None:
        if isinstance(error, WrongSecretError | NoCodeError):
            self._desk.note(
                Deed.SIGN_IN_FAILED, subject="staff", subject_id=staff_id or 0, details=("owner",)
            )
        self.reset_refused.emit({"owner": secret_sentence(error)})
