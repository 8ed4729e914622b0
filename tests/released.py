"""What a version of the program leaves in a file, as SQL that can be reviewed.

``python -m tests.released`` writes down what the present one leaves. A released one never
changes, so that every later version is seen to open it; until then it is written anew
whenever the tables change.
"""

import datetime as dt
import tempfile
import uuid
from contextlib import closing
from functools import partial
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from db.domain.clinic import ClinicProfile
from db.domain.enquiry import Channel, EnquiryFields, NewEnquiry, NextStep, Outcome
from db.domain.staff import Actor, Role
from db.opening import open_database
from db.place import DatabasePlace
from db.services.catalogue import ServiceFields, add_service
from db.services.clinic import StaffFields, add_staff, save_profile
from db.services.enquiries import log_enquiry
from desk_app.version import VERSION

FOLDER = Path(__file__).parent / "data" / "released"
_NOW = dt.datetime(2026, 3, 6, 15, 30, tzinfo=dt.UTC)
_CALLERS = ("Maria Lopez", "Zoë Müller", "Harold Chen")


def read(sql, file):
    """Make the file that a version left."""
    with closing(driver.connect(str(file))) as connection:
        connection.executescript(sql.read_text(encoding="utf-8"))


def _work(database):
    """A first day: the clinic, who works there, three calls, one of them with a promise."""
    by = {"actor": Actor(None, Role.MANAGER, "Desk 1"), "at": _NOW}
    database.write(partial(save_profile, profile=ClinicProfile(name="Willow Lane"), **by))
    member = database.write(partial(add_staff, fields=StaffFields("Ana", Role.MANAGER), **by))
    service = ServiceFields("Cupping", aliases=("cups",), practitioner_ids=(member.record_id,))
    database.write(partial(add_service, fields=service, **by))
    for number, name in enumerate(_CALLERS):
        fields = EnquiryFields(
            channel=Channel.PHONE, caller_name=name, phone=f"(828) 555-014{number}",
            concern="stiff neck", outcome=Outcome.CALL_BACK,
        )  # fmt: skip
        step = NextStep(_NOW.date() + dt.timedelta(days=1 + number), member.record_id)
        new = NewEnquiry(uuid.UUID(int=number + 1), _NOW, _NOW.date(), fields, step)
        database.write(partial(log_enquiry, new=new, region="US", **by))


def _told(connection):
    """Yield the statements that make a file again; triggers stand before rows and fill indexes."""
    for name in ("application_id", "user_version"):
        yield f"PRAGMA {name}={connection.execute(f'PRAGMA {name}').fetchone()[0]}"
    made = connection.execute(
        "SELECT name, type, sql FROM sqlite_master"
        " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        " ORDER BY type = 'trigger', type = 'index', rowid"
    ).fetchall()
    virtual = [name for name, _, sql in made if sql.startswith("CREATE VIRTUAL")]
    made = [row for row in made if not any(row[0].startswith(f"{name}_") for name in virtual)
            or row[1] == "trigger"]  # fmt: skip
    yield from (sql for _, _, sql in made)
    for name, kind, _ in made:
        if kind == "table" and name not in virtual:
            yield from _rows(connection, name)


def _rows(connection, table):
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    quoted = "||','||".join(f'quote("{column}")' for column in columns)
    for (values,) in connection.execute(f"SELECT {quoted} FROM {table}"):
        yield f"INSERT INTO {table} VALUES ({values})"


def main():
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "desk.db"
        database = open_database(DatabasePlace(file=file))
        _work(database)
        database.dispose()
        with closing(driver.connect(str(file))) as connection:
            statements = ";\n".join(_told(connection))
    (FOLDER / f"{VERSION}.sql").write_text(f"BEGIN;\n{statements};\nCOMMIT;\n", encoding="utf-8")


if __name__ == "__main__":
    main()
