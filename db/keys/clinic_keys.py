"""The key slots of one database: what opens it, and who may be let in or kept out."""

from __future__ import annotations

import datetime as dt
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from db.domain.errors import LastSlotError, TooSoonError
from db.keys.keychain import Keychain
from db.keys.recovery_code import looks_like_code, read_code
from db.keys.slot_file import read_slots, slot_file_of, write_slots
from db.keys.slots import Slot, SlotKind, WrongSecretError, seal, unseal

_FREE_TRIES: Final = 3
_LONGEST_WAIT: Final = 60.0  # seconds


@dataclass
class Throttle:
    """Three tries are free; each further one has to wait twice as long, up to a minute."""

    clock: Callable[[], float] = time.monotonic
    _failures: int = field(default=0, init=False)
    _next_at: float = field(default=0.0, init=False)

    def require_patience(self) -> None:
        """Raises TooSoonError: this try comes too early, and does not count."""
        wait = self._next_at - self.clock()
        if self._failures >= _FREE_TRIES and wait > 0:
            raise TooSoonError(wait)

    def failed(self) -> None:
        self._failures += 1
        over = self._failures - _FREE_TRIES
        if over >= 0:
            self._next_at = self.clock() + min(2.0**over, _LONGEST_WAIT)

    def succeeded(self) -> None:
        self._failures = 0


@dataclass(frozen=True, slots=True, repr=False)
class NewSecrets:
    """What is to open a database from now on. Never shown by ``repr``.

    Attributes:
        recovery_code: empty for none.
        passphrase: empty for none.
        uses_keychain: whether this computer is to open it by itself.
    """

    recovery_code: str
    passphrase: str = ""
    uses_keychain: bool = False


class ClinicKeys:
    """The slots of one file.

    Every method may take a second or ask the person at the screen: workers only.
    """

    def __init__(self, database: Path, keychain: Keychain, throttle: Throttle) -> None:
        self._database = database
        self._file = slot_file_of(database)
        self._keychain = keychain
        self._throttle = throttle

    def slots(self) -> tuple[Slot, ...]:
        """Return all slots.

        Raises:
            StorageError: KEYS_MISSING, KEYS_DAMAGED.
        """
        return read_slots(self._file)

    def from_keychain(self) -> str | None:
        """Return the key if this computer's keychain opens a slot."""
        for slot in self._of_kind(SlotKind.KEYCHAIN):
            secret = self._keychain.secret(slot.slot_id)
            try:
                if secret is not None:
                    return unseal(slot, secret)
            except (WrongSecretError, ValueError):
                continue
        return None

    def unlock(self, typed: str) -> str:
        """Return the key for a passphrase or a recovery code.

        Raises:
            WrongSecretError: it opens nothing.
            NoCodeError: it is a recovery code with a mistyped letter.
            TooSoonError: after too many wrong ones.
            StorageError: KEYS_MISSING, KEYS_DAMAGED.
        """
        self._throttle.require_patience()
        kinds = [SlotKind.PASSPHRASE]
        if looks_like_code(typed):
            kinds.insert(0, SlotKind.RECOVERY)
        for kind in kinds:
            for slot in self._of_kind(kind):
                try:
                    key_hex = unseal(slot, typed)
                except (WrongSecretError, ValueError):
                    continue
                self._throttle.succeeded()
                return key_hex
        self._throttle.failed()
        if looks_like_code(typed):
            read_code(typed)
        raise WrongSecretError

    def begin(self, key_hex: str, wanted: NewSecrets, at: dt.datetime) -> None:
        """Seal a new key. Slots of another key, from a start that was cut off, are moved aside.

        Raises:
            StorageError: nothing was changed.
            NoKeychainError: the keychain keeps nothing; nothing was changed.
        """
        slots = []
        if wanted.recovery_code:
            slots.append(seal(key_hex, SlotKind.RECOVERY, wanted.recovery_code, at))
        if wanted.passphrase:
            slots.append(seal(key_hex, SlotKind.PASSPHRASE, wanted.passphrase, at))
        if wanted.uses_keychain:
            slots.append(self._with_keychain(key_hex, at))
        if self._file.exists():
            aside = self._file.with_name(f"{self._file.name}.{uuid.uuid4().hex[:8]}.old")
            self._file.rename(aside)
        write_slots(self._file, slots)

    def replace(self, key_hex: str, kind: SlotKind, secret: str, at: dt.datetime) -> None:
        """Let a new passphrase or recovery code open the database, and no earlier one."""
        others = [slot for slot in self.slots() if slot.kind is not kind]
        write_slots(self._file, [*others, seal(key_hex, kind, secret, at)])

    def add_keychain(self, key_hex: str, at: dt.datetime) -> None:
        """Let this computer open the database by itself.

        Raises:
            NoKeychainError: there is none.
        """
        slots = self.slots()
        if self.from_keychain() is None:
            write_slots(self._file, [*slots, self._with_keychain(key_hex, at)])

    def remove(self, slot_id: uuid.UUID) -> None:
        """Take a slot away; one that is gone is no mistake.

        Raises:
            LastSlotError: no passphrase and no recovery code would be left.
        """
        staying = [slot for slot in self.slots() if slot.slot_id != slot_id]
        if not any(slot.kind is not SlotKind.KEYCHAIN for slot in staying):
            raise LastSlotError
        write_slots(self._file, staying)
        self._keychain.forget(slot_id)

    def _of_kind(self, kind: SlotKind) -> list[Slot]:
        return [slot for slot in self.slots() if slot.kind is kind]

    def _with_keychain(self, key_hex: str, at: dt.datetime) -> Slot:
        slot_id = uuid.uuid4()
        secret = self._keychain.keep(slot_id)
        return seal(key_hex, SlotKind.KEYCHAIN, secret, at, slot_id=slot_id)
