"""Alembic environment: always given a connection by ``db.migrate``, which owns the transaction."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    render_as_batch=connection.dialect.name == "sqlite",
    # Alembic takes SQLite for unable to roll back DDL and would commit midway.
    transactional_ddl=True,
)
context.run_migrations()
