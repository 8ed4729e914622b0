"""What this computer can open by itself, and the keys of any file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from db.domain.errors import StorageError
from db.keys.clinic_keys import ClinicKeys, Throttle
from db.keys.keychain import Keychain
from db.keys.slot_file import is_plain, slot_file_of
from db.keys.slots import WrongSecretError
from db.place import DatabasePlace


class Locks:
    """One for the whole program: wrong secrets are counted over all files."""

    def __init__(self, keychain: Keychain | None = None, *, secret: str = "") -> None:
        """Make one.

        Args:
            secret: a passphrase or recovery code that was given beforehand.
        """
        self.keychain = keychain or Keychain()
        self.secret = secret
        self._throttle = Throttle()
        self._known: dict[Path, str] = {}

    def keys_of(self, file: Path) -> ClinicKeys:
        """Return the slots of one database."""
        return ClinicKeys(file, self.keychain, self._throttle)

    def key_at_hand(self, place: DatabasePlace) -> str | None:
        """Return the key of a place; None when it needs none, or has one that is not at hand.

        Raises:
            WrongSecretError, NoCodeError: the secret given beforehand opens nothing.
            StorageError: KEYS_DAMAGED.
        """
        file = place.file
        if file is None or is_plain(file) or not slot_file_of(file).exists():
            return None
        keys = self.keys_of(file)
        key_hex = keys.unlock(self.secret) if self.secret else keys.from_keychain()
        if key_hex is not None:
            self.remember(file, key_hex)
        return key_hex

    def remember(self, file: Path, key_hex: str) -> None:
        """Note what opens a file, for its backups, should it turn out to be damaged."""
        self._known[file] = key_hex

    def fit_alike(self, copy: Path, database: Path) -> bool:
        """Whether a slot of a copy is one of its database too: then both have one key."""
        try:
            slots = {slot.slot_id for slot in self.keys_of(database).slots()}
            return any(slot.slot_id in slots for slot in self.keys_of(copy).slots())
        except StorageError:
            return False

    def known_key(self, file: Path) -> str | None:
        """Return what has opened a file in this run of the program."""
        return self._known.get(file)


@dataclass(frozen=True, slots=True, repr=False)
class ClinicLock:
    """The lock of the clinic that is open; a server and the practice clinic have none.

    Attributes:
        key_hex: None while the file is plain.
    """

    keys: ClinicKeys
    key_hex: str | None

    def prove(self, typed: str) -> None:
        """Make sure that somebody has what opens the records beside this computer's keychain.

        Raises:
            WrongSecretError, NoCodeError, TooSoonError, StorageError: as ``ClinicKeys.unlock``.
        """
        if self.keys.unlock(typed) != self.key_hex:
            raise WrongSecretError
