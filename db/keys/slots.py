"""One key, sealed several times: whoever has one of the secrets has the key.

The key itself is random and never changes, so that a secret can be changed or
taken away without writing the database anew.
"""

from __future__ import annotations

import datetime as dt
import enum
import secrets
import unicodedata
import uuid
from dataclasses import dataclass
from typing import Final

from db.keys.recovery_code import read_code

KEY_BYTES: Final = 32
_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
# Argon2id as RFC 9106 advises where memory is short: 64 MiB, 3 passes, 4 lanes.
_MEMORY_KIB: Final = 64 * 1024
_PASSES: Final = 3
_LANES: Final = 4
LEAST_PASSPHRASE: Final = 12
_LEAST_DIFFERENT: Final = 5
LONGEST_PASSPHRASE: Final = 1_000


class SlotKind(enum.Enum):
    """What a slot is opened with."""

    KEYCHAIN = "keychain"
    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a kind
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Slot:
    """The key, sealed with one secret.

    Attributes:
        made_at: aware, UTC.
        sealed: nonce and AES-256-GCM of the key.
    """

    slot_id: uuid.UUID
    kind: SlotKind
    made_at: dt.datetime
    salt: bytes
    sealed: bytes


class WrongSecretError(Exception):
    """This secret does not open the slot."""


def new_key() -> str:
    """Return a random key: 64 hexadecimal digits."""
    return secrets.token_hex(KEY_BYTES)


def is_good_passphrase(text: str) -> bool:
    """Whether a passphrase is long enough, and more than one letter again and again."""
    plain = _normal(text)
    return (
        LEAST_PASSPHRASE <= len(plain) <= LONGEST_PASSPHRASE
        and len(set(plain)) >= _LEAST_DIFFERENT
        and not (plain.isdecimal() and len(plain) < 2 * LEAST_PASSPHRASE)
    )


def seal(
    key_hex: str,
    kind: SlotKind,
    secret: str,
    at: dt.datetime,
    *,
    slot_id: uuid.UUID | None = None,
) -> Slot:
    """Return a slot that ``secret`` opens. A passphrase takes a quarter of a second.

    Args:
        secret: a passphrase, a recovery code, or 64 hex digits that a keychain keeps.
        slot_id: under what name a keychain keeps them.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - rarely needed

    slot_id, salt = slot_id or uuid.uuid4(), secrets.token_bytes(_SALT_BYTES)
    nonce = secrets.token_bytes(_NONCE_BYTES)
    cipher = AESGCM(_wrapping_key(kind, secret, salt))
    sealed = cipher.encrypt(nonce, bytes.fromhex(key_hex), _about(slot_id, kind))
    return Slot(slot_id, kind, at.astimezone(dt.UTC).replace(microsecond=0), salt, nonce + sealed)


def unseal(slot: Slot, secret: str) -> str:
    """Return the key.

    Raises:
        WrongSecretError: the secret is another one. Damage to the slot was found before,
            when its file was read.
        NoCodeError: the recovery code is mistyped.
    """
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    cipher = AESGCM(_wrapping_key(slot.kind, secret, slot.salt))
    nonce, sealed = slot.sealed[:_NONCE_BYTES], slot.sealed[_NONCE_BYTES:]
    try:
        return cipher.decrypt(nonce, sealed, _about(slot.slot_id, slot.kind)).hex()
    except InvalidTag as error:
        raise WrongSecretError from error


def _wrapping_key(kind: SlotKind, secret: str, salt: bytes) -> bytes:
    """Slow for what people think up; what is random needs no slowness."""
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: PLC0415
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415

    if kind is SlotKind.PASSPHRASE:
        slow = Argon2id(
            salt=salt, length=KEY_BYTES, iterations=_PASSES, lanes=_LANES, memory_cost=_MEMORY_KIB
        )
        return slow.derive(_normal(secret).encode("utf-8", "surrogatepass"))
    random = read_code(secret) if kind is SlotKind.RECOVERY else bytes.fromhex(secret)
    return HKDF(SHA256(), KEY_BYTES, salt, b"front-desk " + kind.value.encode()).derive(random)


def _normal(passphrase: str) -> str:
    """The same keys on two computers may give two spellings of one letter."""
    return " ".join(unicodedata.normalize("NFKC", passphrase).split())


def _about(slot_id: uuid.UUID, kind: SlotKind) -> bytes:
    return slot_id.bytes + kind.value.encode()
