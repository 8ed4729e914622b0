"""What is written down of what people do, beside the commands that change a record."""

from __future__ import annotations

import enum


class Deed(enum.Enum):
    """Something that was done and changed no record; part of the audit like any command."""

    VIEW = "view"
    PRINT = "print"
    EXPORT = "export"
    BACK_UP = "back_up"
    RESTORE = "restore"
    VERIFY = "verify"
    REFUSED = "refused"
    SIGN_IN = "sign_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGN_OUT = "sign_out"
    LOCK = "lock"
    TAKE_SEAT = "take_seat"


# Commands that only ask whether something outside the tables may be done.
_OUTSIDE = frozenset({"change_keys", "copy_out", "export_all", "restore"})

CHANGES_NOTHING = frozenset(deed.value for deed in Deed) | _OUTSIDE
