"""Who is there? A PIN or passphrase of each person, kept as something it cannot be read from."""

from __future__ import annotations

import enum
import itertools
import os
import unicodedata
from dataclasses import dataclass
from typing import Final

from db.domain.errors import Problem, ValidationError

LEAST_PIN: Final = 6  # digits
LEAST_PASSPHRASE: Final = 8  # letters
LONGEST_SECRET: Final = 200
_LEAST_DIFFERENT: Final = 3
MOST_TRIES: Final = 10
_FREE_TRIES: Final = 3
_LONGEST_WAIT: Final = 60.0  # seconds
# Argon2id as RFC 9106 advises where memory is short.
_PASSES: Final = 3
_MEMORY_KIB: Final = 64 * 1024
_LANES: Final = 4
_SALT_BYTES: Final = 16
_HASH_BYTES: Final = 32


class SignInOutcome(enum.Enum):
    """What came of a try; kept in the audit."""

    SIGNED_IN = "signed_in"
    SWITCHED = "switched"
    UNLOCKED = "unlocked"
    WRONG = "wrong"
    LOCKED_OUT = "locked_out"

    @property
    def is_in(self) -> bool:
        """Whether the person sits at the desk now."""
        return self not in (SignInOutcome.WRONG, SignInOutcome.LOCKED_OUT)


@dataclass(frozen=True, slots=True, repr=False)
class NewSecret:
    """What somebody is to sign in with, made fit to be stored. Never shown by ``repr``."""

    hashed: str


@dataclass(frozen=True, slots=True, repr=False)
class Tried:
    """What was typed, compared with what was stored a moment ago.

    Attributes:
        hashed: what it was compared with.
    """

    hashed: str
    is_right: bool


def new_secret(text: str) -> NewSecret:
    """Return what is stored of a secret. Takes a quarter of a second, so no database waits for it.

    Raises:
        ValidationError: it is too easy to guess.
    """
    if not is_good_secret(text):
        raise ValidationError({"secret": Problem.TOO_EASY})
    return NewSecret(hash_secret(text))


def try_secret(text: str, hashed: str) -> Tried:
    """Compare a secret with what is stored. As slow as ``new_secret``."""
    return Tried(hashed, is_secret(text, hashed))


def is_good_secret(text: str) -> bool:
    """Whether it is not the first that somebody else would try."""
    plain = _normal(text)
    least = LEAST_PIN if plain.isdecimal() else LEAST_PASSPHRASE
    if not least <= len(plain) <= LONGEST_SECRET or len(set(plain)) < _LEAST_DIFFERENT:
        return False
    steps = {ord(after) - ord(before) for before, after in itertools.pairwise(plain)}
    return len(steps) > 1 or steps.isdisjoint({1, -1})


def hash_secret(text: str) -> str:
    """Return what is stored: parameters, salt and hash. Takes a quarter of a second."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: PLC0415 - rarely needed

    slow = Argon2id(
        salt=os.urandom(_SALT_BYTES),
        length=_HASH_BYTES,
        iterations=_PASSES,
        lanes=_LANES,
        memory_cost=_MEMORY_KIB,
    )
    return slow.derive_phc_encoded(_bytes(text))


def is_secret(text: str, hashed: str) -> bool:
    """Whether this is the secret that was stored. As slow as storing it."""
    from cryptography.exceptions import InvalidKey  # noqa: PLC0415
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: PLC0415

    try:
        Argon2id.verify_phc_encoded(_bytes(text), hashed)
    except InvalidKey:
        return False
    return True


def seconds_to_wait(tries: int) -> float:
    """Return how long after the last of so many wrong tries the next one is taken."""
    over = tries - _FREE_TRIES
    return min(2.0**over, _LONGEST_WAIT) if over >= 0 else 0.0


def _bytes(text: str) -> bytes:
    return _normal(text)[:LONGEST_SECRET].encode("utf-8", "surrogatepass")


def _normal(text: str) -> str:
    """The same keys on two computers may give two spellings of one letter."""
    words = unicodedata.normalize("NFKC", text).split()
    together = "".join(words)
    return together if together.isdecimal() else " ".join(words)
