"""The keychain of the operating system, where there is one."""

from __future__ import annotations

import contextlib
import logging
import secrets
import uuid
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

logger = logging.getLogger(__name__)

_SERVICE: Final = "front-desk"


class NoKeychainError(Exception):
    """There is no keychain, or it did not keep what it was given."""


class Keychain:
    """Keeps one random secret for each slot. A keychain that is locked or broken is as none.

    It may ask the person at the screen, so it is used in a worker only.
    """

    def __init__(self, backend: KeyringBackend | None = None) -> None:
        """Use the operating system's own keychain unless another one is given."""
        self._backend = backend

    def is_there(self) -> bool:
        """Whether a secret can be kept: it is tried with one that means nothing."""
        trial = uuid.uuid4()
        try:
            self.keep(trial)
        except NoKeychainError:
            return False
        self.forget(trial)
        return True

    def keep(self, slot_id: uuid.UUID) -> str:
        """Keep a new secret and return it: 64 hex digits.

        Raises:
            NoKeychainError: it was not kept; one backend drops everything without a word.
        """
        secret = secrets.token_hex(32)
        try:
            self._chosen().set_password(_SERVICE, str(slot_id), secret)
            kept = self._chosen().get_password(_SERVICE, str(slot_id))
        except Exception as error:  # backends raise whatever their systems do
            logger.info("no keychain: %s", type(error).__name__)
            raise NoKeychainError from error
        if kept != secret:
            raise NoKeychainError
        return secret

    def secret(self, slot_id: uuid.UUID) -> str | None:
        """Return what is kept for a slot."""
        try:
            return self._chosen().get_password(_SERVICE, str(slot_id))
        except Exception as error:  # noqa: BLE001 - as in keep
            logger.info("the keychain gave nothing: %s", type(error).__name__)
            return None

    def forget(self, slot_id: uuid.UUID) -> None:
        """Remove what is kept for a slot, if it can be done."""
        with contextlib.suppress(Exception):
            self._chosen().delete_password(_SERVICE, str(slot_id))

    def _chosen(self) -> KeyringBackend:
        if self._backend is None:
            import keyring  # noqa: PLC0415 - half a second; a plain database never needs it

            self._backend = keyring.get_keyring()
        return self._backend
