"""Views of the log, kept under names. What was searched for stays in the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from db.domain import text
from db.domain.changes import Change
from db.domain.errors import StaleEditError
from db.domain.staff import Actor
from db.models.clinic import Setting
from db.queries.log_views import LogView, key_of, stored_form
from db.services.gate import command
from db.services.records import Cleaner


@command("desk")
def keep_log_views(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    views: Sequence[LogView],
    seen: Sequence[LogView] | None = None,
) -> Change:
    """Keep these views for who gives the command. Undo: keep those before.

    Args:
        seen: those that must still be kept; None asks for nothing.

    Raises:
        ValidationError: a view has no name, or too long a one.
        StaleEditError: they are not as they were ``seen``, or somebody else's.
    """
    cleaner = Cleaner()
    named = [
        replace(view, name=cleaner.line("name", view.name, text.SHORT, required=True))
        for view in views
    ]
    cleaner.check()
    key = key_of(actor.staff_id)
    stored = session.get(Setting, key)
    if seen is not None and (stored.value if stored else []) != stored_form(seen):
        raise StaleEditError("log views")
    if stored is None:
        session.add(Setting(key=key, value=stored_form(named)))
    else:
        stored.value = stored_form(named)
    session.flush()
    return Change(0, 0, frozenset())
