"""What opens the clinic's records: seen, changed and taken away while they are open."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from db.domain.changes import Change
from db.domain.deed import Deed
from db.keys.clinic_keys import ClinicKeys
from db.keys.keychain import NoKeychainError
from db.keys.locks import ClinicLock
from db.keys.recovery_code import bare, new_code
from db.keys.slots import LEAST_PASSPHRASE, Slot, SlotKind, is_good_passphrase
from db.services import custody
from desk_app.desk_context import DeskContext
from desk_app.recovery_paper import recovery_paper


class SecurityPresenter(QObject):
    """What opens the file is changed after the gate has let it pass and written it down.

    Signals:
        changed: other slots are there.
        code_made: a new recovery code, to be written down; empty when it is done with.
        encrypt_wanted: the plain file is to be encrypted.
        problems_found: field name -> what to do.
        passphrase_set: the new one opens the records.
    """

    changed = Signal()
    code_made = Signal(str)
    encrypt_wanted = Signal()
    problems_found = Signal(object)
    passphrase_set = Signal()

    def __init__(
        self, desk: DeskContext, lock: ClinicLock | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lock = lock
        self._code = ""
        self.slots: tuple[Slot, ...] = ()

    @property
    def is_locked(self) -> bool:
        """Whether the open file is encrypted."""
        return self._lock is not None and self._lock.key_hex is not None

    @property
    def can_encrypt(self) -> bool:
        """Whether the open file could be, and is not."""
        return self._lock is not None and self._lock.key_hex is None

    def state(self) -> str:
        """Return in a sentence or two how safe the file is from a thief."""
        if self.is_locked:
            return self.tr(
                "The file with the records is encrypted, and so are its backups and the open "
                "cards. Each of these opens it:"
            )
        if self.can_encrypt:
            return self.tr(
                "The file with the records is not encrypted: whoever has this computer, or a "
                "backup, can read it."
            )
        if self._desk.clinic.profile.is_demo:
            return self.tr("The practice clinic is not encrypted: all its people are invented.")
        return self.tr(
            "The records are on a server. This program does not encrypt them there; whoever looks "
            "after the server does, with an encrypted disk. Open cards wait on this computer."
        )

    def refusal(self) -> str:
        """Return why who sits here may not change what opens the file; empty when they may."""
        return self._desk.refusal("change_keys")

    def audit_refusal(self) -> str:
        """Return why who sits here may not read who did what; empty when they may."""
        return self._desk.refusal("see_audit")

    def words(self, slot: Slot) -> str:
        """Return what a slot is, and since when."""
        kind = {
            SlotKind.KEYCHAIN: self.tr("The keychain of a computer"),
            SlotKind.PASSPHRASE: self.tr("The passphrase"),
            SlotKind.RECOVERY: self.tr("The recovery code on paper"),
        }[slot.kind]
        day = self._desk.local(slot.made_at).date()
        return self.tr("{0}, since {1}").format(kind, day.isoformat())

    # --- Deeds ------------------------------------------------------------------------

    def show_audit(self) -> None:
        """Go to who did what in this clinic."""
        self._desk.navigation.audit_wanted.emit(None)

    def load(self) -> None:
        """Read which slots there are."""
        if self._lock is not None and self.is_locked:
            self._desk.compute(self._lock.keys.slots, owner=self, done=self._loaded, key="slots")

    def set_passphrase(self, passphrase: str, again: str) -> None:
        """Let a new passphrase open the records, in place of an earlier one."""
        if not is_good_passphrase(passphrase):
            words = self.tr("Too easy to guess: take at least {0} letters, not figures alone.")
            self.problems_found.emit({"passphrase": words.format(LEAST_PASSPHRASE)})
        elif passphrase != again:
            words = self.tr("This is not the same. Type it once more.")
            self.problems_found.emit({"again": words})
        else:
            done = self.tr("The new passphrase opens the records; the old one no longer does.")
            self._change(
                lambda lock, key: lock.replace(
                    key, SlotKind.PASSPHRASE, passphrase, self._desk.now()
                ),
                done,
                "passphrase",
                self.passphrase_set.emit,
            )

    def make_code(self) -> None:
        """Make a new recovery code; it opens nothing before it is on paper."""
        self._code = new_code()
        self.code_made.emit(self._code)

    def confirm_code(self, typed_back: str) -> None:
        """The end of the code was typed back: from now on it opens the records."""
        code = self._code
        if not code or bare(typed_back) != bare(code)[-8:]:
            words = self.tr("Type the last two groups, as they stand on paper.")
            self.problems_found.emit({"typed_back": words})
            return
        done = self.tr("The new code opens the records. Destroy the paper with the old one.")
        self._change(
            lambda lock, key: lock.replace(key, SlotKind.RECOVERY, code, self._desk.now()),
            done,
            "recovery",
            partial(self.code_made.emit, ""),
        )

    def print_code(self) -> None:
        """Have the new code on paper without writing it."""
        if self._code:
            work = partial(recovery_paper(self._desk).print, self._code)
            self._desk.compute(work, owner=self, done=self._printed)

    def _printed(self, printer: str) -> None:
        self._desk.note(Deed.PRINT, details=("recovery",))
        words = self.tr("Sent to {0}. Look whether it lies there.")
        self._desk.notices.info(words.format(printer))

    def use_keychain(self) -> None:
        """Let this computer open the records by itself."""
        done = self.tr("This computer opens the records by itself now.")
        self._change(lambda lock, key: lock.add_keychain(key, self._desk.now()), done, "keychain")

    def remove(self, slot_id: uuid.UUID) -> None:
        """Take one away."""
        done = self.tr("This no longer opens them.")
        self._change(lambda lock, _key: lock.remove(slot_id), done, "removed")

    def encrypt(self) -> None:
        """Have the plain file encrypted."""
        self._desk.give(
            custody.change_keys,
            owner=self,
            what="encrypt",
            done=lambda _change: self.encrypt_wanted.emit(),
        )

    # --- Doing it -----------------------------------------------------------------------

    def _change(
        self,
        deed: Callable[[ClinicKeys, str], None],
        words: str,
        what: str,
        then: Callable[[], object] | None = None,
    ) -> None:
        lock = self._lock
        if lock is None or lock.key_hex is None:
            return
        work = partial(deed, lock.keys, lock.key_hex)
        self._desk.give(
            custody.change_keys,
            owner=self,
            what=what,
            done=partial(self._do, work, partial(self._done, words, then)),
        )

    def _do(self, work: Callable[[], None], done: Callable[[None], None], _change: Change) -> None:
        self._desk.compute(work, owner=self, done=done, failed=self._failed)

    def _done(self, words: str, then: Callable[[], object] | None, _nothing: object) -> None:
        self._desk.notices.info(words)
        if then is not None:
            then()
        self.load()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, NoKeychainError):
            self._desk.notices.warn(self.tr("This computer has no keychain that keeps anything."))
        else:
            self._desk.notices.problem(error)

    def _loaded(self, slots: tuple[Slot, ...]) -> None:
        self.slots = slots
        self.changed.emit()
