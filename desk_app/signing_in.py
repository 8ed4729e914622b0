"""Secrets typed at a desk: what is slow about them is done while nobody waits for the database."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject

from db.domain.changes import Change
from db.domain.sign_in import (
    LEAST_PASSPHRASE,
    LEAST_PIN,
    NewSecret,
    Tried,
    new_secret,
    try_secret,
)
from db.services.sign_in import secret_to_try, set_secret, sign_in
from desk_app.desk_context import DeskContext

Done = Callable[[Change], None]
Failed = Callable[[Exception], None]


def secret_hint() -> str:
    """Return what a PIN may be."""
    words = QCoreApplication.translate(
        "SigningIn", "{0} digits or more, or a passphrase of {1} letters or more."
    )
    return words.format(LEAST_PIN, LEAST_PASSPHRASE)


def let_try(
    desk: DeskContext, *, owner: QObject, staff_id: int, secret: str, done: Done, failed: Failed
) -> None:
    """Compare what somebody typed with their secret, and count the try: see ``sign_in``."""

    def count(tried: Tried) -> None:
        desk.give(
            sign_in,
            owner=owner,
            staff_id=staff_id,
            tried=tried,
            sat_before=desk.seat.last_signed_in_id,
            done=done,
            failed=failed,
        )

    def compare(hashed: str) -> None:
        desk.compute(partial(try_secret, secret, hashed), owner=owner, done=count, failed=failed)

    desk.ask(
        secret_to_try, owner=owner, done=compare, failed=failed, at=desk.now(), staff_id=staff_id
    )


def give_secret(
    desk: DeskContext,
    *,
    owner: QObject,
    staff_id: int,
    secret: str,
    done: Done,
    failed: Failed,
    command: Callable[..., Change] = set_secret,
) -> None:
    """Give somebody what they sign in with: see ``set_secret``."""

    def store(new: NewSecret) -> None:
        desk.give(command, owner=owner, staff_id=staff_id, secret=new, done=done, failed=failed)

    desk.compute(partial(new_secret, secret), owner=owner, done=store, failed=failed)
