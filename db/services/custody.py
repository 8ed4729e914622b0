"""Deeds outside the tables that one role alone may do: asked at the gate and written down first.

Each is given before the deed itself is begun; when that fails later, the row tells of the try.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from db.domain.changes import Change
from db.domain.staff import Actor
from db.services.gate import command


@command("desk")
def restore(session: Session, *, actor: Actor, at: dt.datetime) -> Change:
    """A copy is to take the place of this database."""
    return _nothing_changed()


@command("desk")
def export_all(
    session: Session, *, actor: Actor, at: dt.datetime, what: str = "everything"
) -> Change:
    """Everything, or everything of one kind, is to be written in forms that anybody can read.

    Args:
        what: ``everything``, or a word of ours such as ``people``.
    """
    return _nothing_changed(what)


@command("desk")
def copy_out(session: Session, *, actor: Actor, at: dt.datetime, where: str) -> Change:
    """Copies are to go where somebody chose.

    Args:
        where: ``file``, or ``second place``.
    """
    return _nothing_changed(where)


@command("desk")
def change_keys(session: Session, *, actor: Actor, at: dt.datetime, what: str) -> Change:
    """Something else is to open the file.

    Args:
        what: a word of ours such as ``passphrase``; never the secret.
    """
    return _nothing_changed(what)


def _nothing_changed(*words: str) -> Change:
    return Change(0, 0, frozenset(), words)
