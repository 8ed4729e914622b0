"""Errors the core may raise. They carry facts; the user interface has the words.

``str(error)`` is English for the log and for tests, and never holds what
somebody typed. What the user reads comes from ``desk_app.error_texts``.
"""

import enum
from collections.abc import Mapping, Sequence

from db.domain.handout import HandoutKind


class DeskError(Exception):
    """Base of every failure that is not a mistake in this program."""


class Problem(enum.Enum):
    """Why one field cannot be accepted."""

    REQUIRED = "required"
    TOO_LONG = "too_long"
    NOT_UNDERSTOOD = "not_understood"
    IN_THE_PAST = "in_the_past"
    UNKNOWN_SERVICE = "unknown_service"
    UNKNOWN_STAFF = "unknown_staff"
    UNKNOWN_CHOICE = "unknown_choice"
    NEEDS_A_REASON = "needs_a_reason"
    NEEDS_A_DAY = "needs_a_day"
    STOP_PASSED_BY = "stop_passed_by"
    NEEDS_A_REVIEWER = "needs_a_reviewer"
    NO_TEXT = "no_text"
    ALREADY_THERE = "already_there"
    OUT_OF_RANGE = "out_of_range"
    NOT_DESCRIBED = "not_described"
    PICTURE_GONE = "picture_gone"
    TOO_EASY = "too_easy"
    MANAGER_FIRST = "manager_first"


class ValidationError(DeskError):
    """One or more fields cannot be accepted as typed.

    Attributes:
        problems: field name -> what is wrong with it; never empty.
    """

    def __init__(self, problems: Mapping[str, Problem]) -> None:
        super().__init__(", ".join(f"{name}: {why.value}" for name, why in problems.items()))
        self.problems = dict(problems)


class NotAllowedError(DeskError):
    """The gate refused: this role may not do this."""


class NotSignedInError(NotAllowedError):
    """The gate refused: nobody is signed in at this desk, or the person works here no longer."""


class LockedOutError(DeskError):
    """Too many wrong secrets of one person; a manager lets them try again."""


class LastManagerError(DeskError):
    """Without this manager's sign-in nobody could let anybody else in."""


class TooSoonError(DeskError):
    """Too many wrong secrets in a row.

    Attributes:
        seconds: how long to wait.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__("too many wrong secrets in a row")
        self.seconds = seconds


class NotPossibleError(DeskError):
    """The record's state does not allow this step, e.g. approving a retired version."""


class DoNotContactError(DeskError):
    """Somebody who does not want to be contacted would be, and nobody has said why."""


class MergedAgainError(DeskError):
    """Two people cannot be taken apart while one of them is part of a later merge."""


class MergedError(DeskError):
    """The entry was put together with another one, and that one is to be worked with."""


class StaleEditError(DeskError):
    """Somebody else saved the record after this form was opened."""


class StaleRowsError(StaleEditError):
    """Somebody else saved some of many records meanwhile; none was changed.

    Attributes:
        record_ids: which.
    """

    def __init__(self, record_ids: Sequence[int]) -> None:
        super().__init__(f"{len(record_ids)} records are not as they were seen")
        self.record_ids = tuple(record_ids)


class NotFoundError(DeskError):
    """The record is gone, usually because another desk removed it."""


class StorageFailure(enum.Enum):
    """What the environment did, not what the program did."""

    BUSY_OR_AWAY = "busy_or_away"
    CANNOT_WRITE = "cannot_write"
    DISK_FULL = "disk_full"
    DAMAGED = "damaged"
    MISSING = "missing"
    REPLACED = "replaced"
    EMPTY = "empty"
    FOREIGN = "foreign"
    NEWER_VERSION = "newer_version"
    IN_USE = "in_use"
    ON_NETWORK = "on_network"
    IN_SYNC_FOLDER = "in_sync_folder"
    OPEN_IN_ANOTHER_WINDOW = "open_in_another_window"
    NOT_A_FILE = "not_a_file"
    NOT_SECURE = "not_secure"
    LOCKED = "locked"
    KEYS_MISSING = "keys_missing"
    KEYS_DAMAGED = "keys_damaged"


class StorageError(DeskError):
    """The database could not be reached, read or written."""

    def __init__(self, failure: StorageFailure) -> None:
        super().__init__(failure.value)
        self.failure = failure

    @property
    def retryable(self) -> bool:
        """Whether doing the same thing again may well succeed."""
        return self.failure is StorageFailure.BUSY_OR_AWAY


class LastSlotError(DeskError):
    """Without this slot, nobody could open the database on another computer."""


class NoPrinterError(DeskError):
    """No such printer is installed, or it takes no job. The handout can be saved as PDF."""


class DoesNotFitError(DeskError):
    """The words need more room than this kind of handout has."""

    def __init__(self, kind: HandoutKind) -> None:
        super().__init__(kind.value)
        self.kind = kind


class NothingToSumUpError(DeskError):
    """The article has no key point, no steps and no word on when to call."""
