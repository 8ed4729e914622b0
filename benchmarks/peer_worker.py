"""One contender in a process of its own, which needs nothing of this program.

``python3 peer_worker.py NAME FILE FOLDER`` with the Python of an environment that holds what the
contender needs; what FOLDER holds of it already is used again. Takes a line ``job value`` and
answers ``wall CPU`` in milliseconds.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

_ROWS = """
    SELECT e.id, e.caller_name, p.digits, e.concern, e.received_on, e.taken_by, e.is_open
    FROM enquiry e JOIN phone p ON p.id = e.phone_id ORDER BY e.id
"""
Jobs = dict[str, Callable[[str], object]]


def rows(file: str) -> Iterator[tuple[Any, ...]]:
    """Yield id, name, digits, words, day, who took it, whether it is open."""
    yield from sqlite3.connect(f"file:{file}?mode=ro", uri=True).execute(_ROWS)


def peewee(file: str, folder: Path) -> Jobs:
    """An ORM used as its tutorial does: LIKE, OFFSET, no index of its own."""
    from peewee import (  # noqa: PLC0415 - only this contender has it
        AutoField,
        BooleanField,
        CharField,
        DateField,
        IntegerField,
        Model,
        SqliteDatabase,
        TextField,
    )

    base = SqliteDatabase(folder / "peewee.db", pragmas={"journal_mode": "wal"})

    class Enquiry(Model):
        id = AutoField()
        name = CharField()
        phone = CharField()
        concern = TextField()
        received_on = DateField()
        taken_by = IntegerField()
        is_open = BooleanField()

        class Meta:
            database = base

    newest = Enquiry.id.desc()

    def found(where: Any) -> object:
        return list(Enquiry.select().where(where).order_by(newest).limit(50))

    jobs: Jobs = {
        "name": lambda typed: found(Enquiry.name.contains(typed)),
        "word": lambda typed: found(Enquiry.concern.contains(typed)),
        "digits": lambda typed: found(Enquiry.phone.contains(typed)),
        "page": lambda first: list(Enquiry.select().order_by(newest).offset(int(first)).limit(125)),
        "due": lambda who: list(
            Enquiry.select()
            .where(Enquiry.is_open, Enquiry.taken_by == int(who))
            .order_by(Enquiry.received_on)
            .limit(100)
        ),
        "save": lambda name: Enquiry.create(
            name=name, phone="8285550142", concern="sore back for two weeks",
            received_on=dt.date(2026, 1, 2), taken_by=1, is_open=False,
        ),
    }  # fmt: skip
    if base.table_exists("enquiry"):
        return jobs
    base.create_tables([Enquiry])
    fields = [Enquiry.id, Enquiry.name, Enquiry.phone, Enquiry.concern, Enquiry.received_on]
    fields += [Enquiry.taken_by, Enquiry.is_open]
    with base.atomic():
        batch: list[tuple[Any, ...]] = []
        for row in rows(file):
            batch.append(row)
            if len(batch) == 2_000:
                Enquiry.insert_many(batch, fields=fields).execute()
                batch = []
        if batch:
            Enquiry.insert_many(batch, fields=fields).execute()
    return jobs


def sqlite_utils(file: str, folder: Path) -> Jobs:
    """Its full-text search, best first, as it comes."""
    from sqlite_utils import Database  # noqa: PLC0415

    base = Database(folder / "utils.db")
    table = base["enquiry"]
    if not table.exists():
        names = ("id", "name", "phone", "concern", "received_on", "taken_by", "is_open")
        every = (dict(zip(names, row, strict=True)) for row in rows(file))
        table.insert_all(every, pk="id", batch_size=2_000)
        table.enable_fts(["name", "concern"], create_triggers=True)
    return {
        "name": lambda typed: list(table.search(f"{typed}*", limit=50)),
        "word": lambda typed: list(table.search(f"{typed}*", limit=50)),
        "digits": lambda typed: list(
            table.rows_where("phone LIKE ?", [f"%{typed}%"], order_by="id desc", limit=50)
        ),
        "page": lambda first: list(
            table.rows_where(order_by="id desc", limit=125, offset=int(first))
        ),
        "due": lambda who: list(
            table.rows_where(
                "is_open AND taken_by = ?", [int(who)], order_by="received_on", limit=100
            )
        ),
        "save": lambda name: table.insert(
            {"name": name, "phone": "8285550142", "concern": "sore back for two weeks"}
        ),
    }


def anki(file: str, folder: Path) -> Jobs:
    """A note for each enquiry; found by its own search."""
    from anki.collection import AddNoteRequest, Collection  # noqa: PLC0415

    collection = Collection(str(folder / "anki.anki2"))
    kind = collection.models.by_name("Basic")
    deck = collection.decks.id("Default")

    def note(name: str, phone: str, concern: str) -> Any:
        made = collection.new_note(kind)
        made.fields = [f"{name} {phone}", concern]
        return made

    batch: list[AddNoteRequest] = []
    for _id, name, phone, concern, *_ in () if collection.note_count() else rows(file):
        batch.append(AddNoteRequest(note(name, phone, concern), deck))
        if len(batch) == 5_000:
            collection.add_notes(batch)
            batch = []
    if batch:
        collection.add_notes(batch)

    def found(typed: str) -> object:
        ids = collection.find_notes(typed, order="n.id desc")
        return [collection.get_note(each).fields for each in ids[:50]]

    return {
        "name": lambda typed: found(f"front:*{typed}*"),
        "word": lambda typed: found(f"back:*{typed}*"),
        "digits": lambda typed: found(f"front:*{typed}*"),
        "save": lambda name: collection.add_note(note(name, "8285550142", "sore back"), deck),
    }


def weasyprint(file: str, folder: Path) -> Jobs:  # noqa: ARG001 - of all contenders
    """A page of HTML with the words of a handout, set by its own fonts."""
    from weasyprint import HTML  # noqa: PLC0415

    def handout(words: str) -> object:
        paragraphs = "".join(f"<p>{part}</p>" for part in words.split("|"))
        return HTML(string=f"<html><body>{paragraphs}</body></html>").write_pdf()

    return {"handout": handout}


def tryton(file: str, folder: Path) -> Jobs:  # noqa: ARG001 - it keeps its database in memory
    """A party with a telephone for each enquiry, as the ERP's own module has them."""
    from trytond.pool import Pool  # noqa: PLC0415
    from trytond.tests.test_tryton import (  # noqa: PLC0415 - its way to an empty database
        CONTEXT,
        DB_NAME,
        USER,
        activate_module,
    )
    from trytond.transaction import Transaction  # noqa: PLC0415

    activate_module("party")
    transaction = Transaction()
    transaction.start(DB_NAME, USER, context=CONTEXT)  # and kept: it has one desk
    party = Pool().get("party.party")

    def values(name: str, phone: str) -> dict[str, Any]:
        mechanism = {"type": "other", "value": phone}
        return {"name": name, "contact_mechanisms": [("create", [mechanism])]}

    every = [values(name, phone) for _id, name, phone, *_ in rows(file)]
    for first in range(0, len(every), 1_000):
        party.create(every[first : first + 1_000])
    transaction.commit()

    def found(field: str, typed: str) -> object:
        clause = [(field, "ilike", f"%{typed}%")]
        return [each.name for each in party.search(clause, limit=50, order=[("id", "DESC")])]

    def save(name: str) -> None:
        party.create([values(name, "8285550142")])
        transaction.commit()

    return {
        "name": lambda typed: found("name", typed),
        "digits": lambda typed: found("contact_mechanisms.value", typed),
        "save": save,
    }


def main() -> None:
    """Make its own file, then answer until the input ends."""
    name, file, folder = sys.argv[1:]
    contenders = {
        "peewee": peewee, "sqlite-utils": sqlite_utils, "anki": anki,
        "weasyprint": weasyprint, "tryton": tryton,
    }  # fmt: skip
    jobs = contenders[name](file, Path(folder))
    print(" ".join(jobs), flush=True)
    for line in sys.stdin:
        job, value = line.rstrip("\n").split(" ", 1)
        wall, cpu = time.perf_counter(), time.process_time()
        jobs[job](value)
        took = (time.perf_counter() - wall) * 1_000, (time.process_time() - cpu) * 1_000
        print(*took, flush=True)


if __name__ == "__main__":
    main()
