"""Commands that bring in a file's rows, in chunks, and take a whole import back.

An import is begun and finished through the gate; between the two its rows are stored a
chunk at a time, each in its own transaction, so that other desks go on working.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy.orm import Session

from db.domain.changes import TOPICS_OF_SUBJECT, Change
from db.domain.errors import NotPossibleError
from db.domain.importing import ImportedRow, Made, Matching
from db.domain.staff import Actor
from db.domain.text import SHORT, fitted
from db.models.importing import ImportRun
from db.services.gate import command
from db.services.import_storing import Chunk
from db.services.import_undoing import take_back
from db.services.records import find

_TOPICS = TOPICS_OF_SUBJECT["import_run"]


@command("import_run")
def begin_import(
    session: Session, *, actor: Actor, at: dt.datetime, file_name: str, fingerprint: str
) -> Change:
    """Begin to bring in a file. Undo, also half-way and at any later time: ``undo_import``."""
    run = ImportRun(
        file_name=fitted(file_name, SHORT),
        fingerprint=fingerprint,
        started_at=at,
        started_by=actor.staff_id,
        made=Made().to_json(),
    )
    session.add(run)
    session.flush()
    return Change(run.id, 0, frozenset())


def store_rows(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    import_id: int,
    rows: Sequence[ImportedRow],
    matching: Matching,
    region: str,
) -> Change:
    """Store a chunk of an import that was begun, with all that is computed from it.

    Raises:
        NotFoundError: it was never begun.
        NotPossibleError: it is finished, or was undone meanwhile.
    """
    run = find(session, ImportRun, import_id)
    if run.finished_at is not None or run.undone_at is not None:
        raise NotPossibleError(f"import {import_id} is over")
    made = Made.from_json(run.made)
    Chunk(session, made, actor=actor, at=at, matching=matching, region=region).store(rows)
    run.made = made.to_json()
    session.flush()
    return Change(run.id, 0, frozenset())  # screens look again when it is finished


@command("import_run")
def finish_import(session: Session, *, actor: Actor, at: dt.datetime, import_id: int) -> Change:
    """The last row is stored. Undo: ``undo_import``.

    Raises:
        NotFoundError.
    """
    run = find(session, ImportRun, import_id)
    run.finished_at = at
    session.flush()
    return Change(run.id, 0, _TOPICS, _counts(Made.from_json(run.made)))


@command("import_run")
def undo_import(session: Session, *, actor: Actor, at: dt.datetime, import_id: int) -> Change:
    """Erase what an import made, but for what was changed or used since. There is no way back.

    Raises:
        NotFoundError.
        NotPossibleError: it was undone before.
    """
    run = find(session, ImportRun, import_id)
    if run.undone_at is not None:
        raise NotPossibleError(f"import {import_id} was undone before")
    made = Made.from_json(run.made)
    run.kept = take_back(session, made)
    run.undone_at, run.undone_by = at, actor.staff_id
    session.flush()
    return Change(run.id, 0, _TOPICS, (*_counts(made), f"kept {run.kept}"))


def _counts(made: Made) -> tuple[str, ...]:
    return tuple(f"{table} {made.count(table)}" for table in ("enquiry", "person"))
