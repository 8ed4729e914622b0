"""What this computer can open by itself, and the keys of any file."""

from __future__ import annotations

from pathlib import Path

from db.keys.clinic_keys import ClinicKeys, Throttle
from db.keys.keychain import Keychain
from db.keys.slot_file import is_plain, slot_file_of
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
        if file is None or is_plain(file) or not file.exists() or not slot_file_of(file).exists():
            return None
        keys = self.keys_of(file)
        return keys.unlock(self.secret) if self.secret else keys.from_keychain()
