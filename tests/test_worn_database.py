"""What one test left on the server, the next one never sees."""

from functools import partial

from sqlalchemy import text

from db.domain.staff import Role
from db.queries.clinic import clinic_facts
from db.services.clinic import StaffFields, add_staff


def whole(database):
    with database.reading() as session:
        tables = session.scalars(
            text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        ).all()
        return {t: session.execute(text(f"SELECT * FROM {t} ORDER BY 1")).all() for t in tables}


def test_rows_and_the_next_ids_are_those_of_a_new_database(
    postgresql_database, worn_database, actor, now
):
    def hire():
        command = partial(
            add_staff, actor=actor, at=now, fields=StaffFields("Dr Chen", Role.MANAGER)
        )
        return postgresql_database.write(command).record_id

    before, first = whole(postgresql_database), hire()
    assert postgresql_database.read(clinic_facts).staff
    url = worn_database.url
    worn_database.wash()
    postgresql_database.dispose()
    assert worn_database.url == url
    assert whole(postgresql_database) == before
    assert hire() == first


def test_changed_tables_are_never_handed_on(postgresql_database, worn_database):
    url = worn_database.url
    with postgresql_database.engine.begin() as connection:
        connection.execute(text("DROP INDEX ix_enquiry_day"))
    postgresql_database.dispose()
    worn_database.wash()
    assert worn_database.url != url
