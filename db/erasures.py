"""The erasure log outside the database, so that a restore brings nobody back."""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
import uuid
from functools import partial
from pathlib import Path
from typing import Final

from db.backups.shelf import Shelf
from db.domain.staff import Actor
from db.drafts import DraftStore
from db.durable import empty_log, make_durable
from db.queries.privacy import erased, gone
from db.services.privacy import erase_again
from db.session import Database

logger = logging.getLogger(__name__)

LOG_NAME: Final = "erasures.json"


def log_beside(database: Path) -> Path:
    """Return where the log of a database's erasures is kept: with its copies."""
    return Shelf.of(database).folder / LOG_NAME


def keep_log(database: Database, file: Path) -> None:
    """Write who was erased into the log, beside who stands there already.

    Raises:
        OSError: it cannot be written.
    """
    _add(database.read(erased), file)


def carry_log(file: Path, to: Path) -> None:
    """Add what a log tells to the one in another place, which a copy was or will be carried to.

    Raises:
        OSError: it cannot be written.
    """
    _add(read_log(file), to)


def read_log(file: Path) -> tuple[frozenset[str], frozenset[str]]:
    """Return the public ids of people and enquiries; nothing where there is no log.

    A damaged one tells nothing either: it must not keep a clinic from its backup.
    """
    if not file.exists():
        return frozenset(), frozenset()
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        people, enquiries = (
            frozenset(uuid.UUID(hex=each).hex for each in told[kind])
            for kind in ("people", "enquiries")
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        logger.warning("the log of erasures is damaged")
        return frozenset(), frozenset()
    return people, enquiries


def apply_log(database: Database, file: Path, *, by: Actor, at: dt.datetime) -> None:
    """Erase again whoever a restore has brought back, and clean the file of their bytes."""
    people, enquiries = read_log(file)
    back_people, back_enquiries = database.read(erased)
    if people <= back_people and enquiries <= back_enquiries:
        return
    again = partial(erase_again, people=people, enquiries=enquiries)
    database.write(partial(again, actor=by, at=at))
    clean(database)


def _add(told: tuple[frozenset[str], frozenset[str]], file: Path) -> None:
    known = read_log(file)
    people, enquiries = (new | old for new, old in zip(told, known, strict=True))
    if (people, enquiries) == known:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f".{file.name}.part")
    words = json.dumps({"people": sorted(people), "enquiries": sorted(enquiries)})
    unfinished.write_text(words, encoding="utf-8")
    make_durable(unfinished)
    os.replace(unfinished, file)  # noqa: PTH105 - the one call that is atomic


def clean(database: Database) -> None:
    """Let no byte of what was erased stay in the file or the log of its writes."""
    if database.place.file is not None:
        empty_log(database.engine)


def finish(database: Database, *, by: Actor, at: dt.datetime, second: Path | None = None) -> None:
    """After an erasure, and at each start: nothing of anybody erased stays, here or elsewhere.

    Args:
        second: where the copies go once more.

    Raises:
        OSError: a log cannot be written.
    """
    if database.place.file is None:
        return
    log = log_beside(database.place.file)
    if second is not None and second.is_dir():
        carry_log(second / LOG_NAME, log)
    apply_log(database, log, by=by, at=at)
    clean(database)
    keep_log(database, log)
    if second is not None and second.is_dir():
        carry_log(log, second / LOG_NAME)


def drop_drafts(database: Database, drafts: DraftStore) -> None:
    """Forget what was typed at this desk about anybody who was erased, and not saved."""
    kept = drafts.all()
    held = frozenset(each for draft in kept for each in draft.about)
    lost = database.read(partial(gone, held=held))
    drafts.apply(removed=[draft.public_id for draft in kept if draft.about & lost])
