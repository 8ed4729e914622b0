"""A desk as a process of its own: it saves enquiries and acknowledges each when it is safe.

Processes are forked from one that has loaded everything, so that hundreds can be killed in
seconds. Nothing of the database may be open in the one that forks.
"""

import datetime as dt
import os
import signal
import uuid
from functools import partial
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlalchemy import event

from db.domain.enquiry import Channel, EnquiryFields, NewEnquiry
from db.domain.staff import Actor, Role
from db.place import DatabasePlace
from db.services.enquiries import log_enquiry
from db.session import Database

NOW = dt.datetime(2026, 3, 6, 15, 30, tzinfo=dt.UTC)
ACTOR = Actor(None, Role.RECEPTIONIST, "Desk 1")
KEY = "ab" * 32
IS_LONG = bool(os.environ.get("FRONT_DESK_LONG"))

# One enquiry leaves one row in each of these, or it was saved by half.
COUNTS = (
    "SELECT count(*) FROM enquiry",
    "SELECT count(*) FROM person",
    "SELECT count(*) FROM audit_entry WHERE action = 'log_enquiry'",
    "SELECT coalesce(sum(n), 0) FROM day_count",
    "SELECT coalesce(max(last), 0) FROM year_counter",
)
KEYS = "SELECT public_id FROM enquiry"


def rounds(short, *, long):
    """Return how often something is tried: here, and in the long form."""
    return long if IS_LONG else short


def open_database(file, key_hex=None, **pragmas):
    """Open without a look at the file; pragmas are set on every connection."""
    database = Database(DatabasePlace(file=Path(file)), key_hex=key_hex)

    @event.listens_for(database.engine, "connect")
    def set_pragmas(connection, _record):
        for name, value in pragmas.items():
            connection.execute(f"PRAGMA {name}={value}").fetchall()

    return database


def save(database, number=0, *, key=None):
    """Log one enquiry of a new caller, perhaps not for the first time; returns its key."""
    fields = EnquiryFields(
        channel=Channel.PHONE, caller_name=f"Caller {number}", concern="sore back " * 30
    )
    new = NewEnquiry(key or uuid.uuid4(), NOW, NOW.date(), fields, None)
    database.write(partial(log_enquiry, actor=ACTOR, at=NOW, new=new, region="US"))
    return new.public_id.hex


def connected(file, key_hex=None):
    """Return a bare connection, as an outsider would look at the file."""
    connection = driver.connect(str(file), timeout=5)
    connection.execute("PRAGMA cipher_log_level=NONE")
    if key_hex is not None:
        connection.execute(f"PRAGMA key=\"x'{key_hex}'\"")
    return connection


def state_of(file, acknowledged, key_hex=None):
    """Return ``whole``, or what is wrong: ``corrupt``, ``lost N``, ``half`` (of a save)."""
    try:
        connection = connected(file, key_hex)
        try:
            if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                return "corrupt"
            found = {row[0].replace("-", "") for row in connection.execute(KEYS)}
            counts = {connection.execute(query).fetchone()[0] for query in COUNTS}
        finally:
            connection.close()
    except driver.DatabaseError:
        return "corrupt"
    if lost := len(set(acknowledged) - found):
        return f"lost {lost}"
    return "whole" if len(counts) == 1 else "half"


def forked(work):
    """Run ``work(acknowledge)`` in a child; returns its id and where its words can be read."""
    out, into = os.pipe()
    child = os.fork()
    if child:
        os.close(into)
        return child, out
    os.close(out)
    status = 1
    try:
        work(lambda word: os.write(into, f"{word}\n".encode()))
        status = 0
    finally:
        os._exit(status)


def kill(child):
    """End a child as the power button would, and wait until it is gone."""
    os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


def read_all(out):
    """Return the words of a child that is gone."""
    with os.fdopen(out, "rb") as words:
        return words.read().decode().split()
