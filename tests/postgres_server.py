"""A PostgreSQL server of the tests' own: on loopback, in a folder that is deleted afterwards."""

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

RUNNING_SERVER_VARIABLE = "DESK_TEST_POSTGRES"
UNPRIVILEGED_ACCOUNT = "postgres"
START_ATTEMPTS = 3

# Nothing here must survive a power cut, so nothing waits for the disk.
SERVER_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "timezone": "UTC",
}
# What a server of a clinic does, as far as a crash of its programs and not of its computer goes.
KEEPING = {"synchronous_commit": "on"}


def find_server_programs() -> Path | None:
    """The folder with `initdb` and `pg_ctl`, the newest installed version first."""
    debian_folders = Path("/usr/lib/postgresql").glob("*/bin")
    newest_first = sorted(debian_folders, key=lambda folder: -float(folder.parent.name))
    on_path = shutil.which("initdb")
    candidates = [*newest_first, *([Path(on_path).resolve().parent] if on_path else [])]
    for folder in candidates:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    return None


@contextmanager
def private_server() -> Iterator[str]:
    """Yield the address of a server, ready for a database name: `postgresql://.../`.

    DESK_TEST_POSTGRES names a running server instead. Without either, the test that asked
    is skipped; under CI=true it fails.
    """
    if running := os.environ.get(RUNNING_SERVER_VARIABLE):
        yield running.rstrip("/") + "/"
        return
    with _new_cluster() as (programs, folder):
        port = _start(programs, folder)
        try:
            yield _address(port)
        finally:
            _end_at_once(programs, folder)


@contextmanager
def crashing_server() -> Iterator[tuple[str, Callable[[], None]]]:
    """Yield the address of a server that keeps what it acknowledged, and what crashes it.

    After a crash it runs again, at the same address, and has recovered.
    """
    with _new_cluster() as (programs, folder):
        port = _start(programs, folder, **KEEPING)

        def crash() -> None:
            _end_at_once(programs, folder)
            _start_on(port, programs, folder, **KEEPING)

        try:
            yield _address(port), crash
        finally:
            _end_at_once(programs, folder)


@contextmanager
def proving_server(key: Path, certificate: Path) -> Iterator[str]:
    """Yield the address of a server that proves who it is to those who ask for it."""
    with _new_cluster() as (programs, folder):
        held = {name: folder / name for name in ("server.key", "server.crt")}
        for source, target in zip((key, certificate), held.values(), strict=True):
            shutil.copy(source, target)
            target.chmod(0o600)
            _hand_to_server_account(target)
        port = _start(
            programs,
            folder,
            ssl="on",
            ssl_key_file=str(held["server.key"]),
            ssl_cert_file=str(held["server.crt"]),
        )
        try:
            yield _address(port)
        finally:
            _end_at_once(programs, folder)


@contextmanager
def _new_cluster() -> Iterator[tuple[Path, Path]]:
    """Yield the folders of the server's programs and of a new server's data."""
    programs = find_server_programs()
    if programs is None:
        _stop_the_test("PostgreSQL is not installed (Debian: apt-get install postgresql)")
        return
    folder = Path(tempfile.mkdtemp(prefix="desk-postgres-"))
    try:
        _hand_to_server_account(folder)
        _create_cluster(programs, folder)
        yield programs, folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _address(port: int) -> str:
    return f"postgresql://{UNPRIVILEGED_ACCOUNT}@127.0.0.1:{port}/"


def _end_at_once(programs: Path, folder: Path) -> None:
    _run_as_server(programs / "pg_ctl", "stop", "--mode=immediate", folder=folder)


@contextmanager
def fresh_database(server: str, *, template: str = "template0") -> Iterator[str]:
    """Yield the URL of a new database, a copy of `template`, and drop it afterwards.

    A template nobody is connected to is copied in some 50 ms, so a test run can migrate one
    database and hand out copies of it.
    """
    name = f"desk_{uuid.uuid4().hex}"
    _command(server, sql.SQL("CREATE DATABASE {} TEMPLATE {}"), name, template)
    try:
        yield server + name
    finally:
        _command(server, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), name)


def _command(server: str, statement: sql.SQL, *names: str) -> None:
    with psycopg.connect(f"{server}postgres", autocommit=True) as connection:
        connection.execute(statement.format(*map(sql.Identifier, names)))


def _stop_the_test(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def _runs_as_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _hand_to_server_account(folder: Path) -> None:
    """PostgreSQL refuses to run as root, and wants to own its folder."""
    if _runs_as_root():
        shutil.chown(folder, UNPRIVILEGED_ACCOUNT, UNPRIVILEGED_ACCOUNT)


def _run_as_server(program: Path, *arguments: str, folder: Path) -> None:
    """Run a server program on the cluster; its own words are the reason when it fails."""
    account = UNPRIVILEGED_ACCOUNT if _runs_as_root() else None
    with (folder / "programs.log").open("ab") as log:
        finished = subprocess.run(
            [program, *arguments, "--pgdata", folder / "cluster"],
            user=account,
            group=account,
            extra_groups=[] if account else None,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if finished.returncode != 0:
        raise RuntimeError((folder / "programs.log").read_text(errors="replace"))


def _create_cluster(programs: Path, folder: Path) -> None:
    _run_as_server(
        programs / "initdb",
        *("--username", UNPRIVILEGED_ACCOUNT, "--auth=trust"),
        *("--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
        folder=folder,
    )


def _start(programs: Path, folder: Path, **other: str) -> int:
    for _ in range(START_ATTEMPTS - 1):
        # Another program may take the port between asking for it and starting.
        with suppress(RuntimeError):
            return _start_on_free_port(programs, folder, **other)
    return _start_on_free_port(programs, folder, **other)


def _start_on_free_port(programs: Path, folder: Path, **other: str) -> int:
    port = _free_port()
    _start_on(port, programs, folder, **other)
    return port


def _start_on(port: int, programs: Path, folder: Path, **other: str) -> None:
    settings = {"port": str(port), **SERVER_SETTINGS, **other}
    options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
    _run_as_server(programs / "pg_ctl", "start", "--wait", "--options", options, folder=folder)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class WornDatabase:
    """A database that test after test uses: washed in 15 ms, where a copy takes 100.

    What the migration filled stands once more in a schema of its own, to be put back. A test
    that changed the tables themselves costs the next one a new copy.
    """

    def __init__(self, server: str, template: str) -> None:
        self._server, self._template = server, template
        self._stack = ExitStack()
        self.url = ""
        self._shape = self._sequences = self._filled = None
        self._renew()

    def close(self) -> None:
        self._stack.close()

    def wash(self) -> None:
        """Make it as it was: same rows, same next ids."""
        try:
            with psycopg.connect(self.url, autocommit=True) as connection:
                connection.execute(_END_OTHERS)
                if connection.execute(_SHAPE).fetchone() == self._shape:
                    self._put_back(connection)
                    return
        except psycopg.Error:
            pass  # a test did what cannot be washed out
        self._renew()

    def _renew(self) -> None:
        self._stack.close()
        url = self._stack.enter_context(fresh_database(self._server, template=self._template))
        self.url = url
        with psycopg.connect(url, autocommit=True) as connection:
            self._filled = _filled(connection)
            connection.execute("CREATE SCHEMA as_migrated")
            for table in self._filled:
                name = sql.Identifier(table)
                copy = sql.SQL("CREATE TABLE as_migrated.{} AS TABLE public.{}")
                connection.execute(copy.format(name, name))
            self._shape = connection.execute(_SHAPE).fetchone()
            self._sequences = connection.execute(_SEQUENCES).fetchall()

    def _put_back(self, connection: psycopg.Connection) -> None:
        with connection.transaction():
            connection.execute("SET LOCAL session_replication_role = replica")  # in any order
            for table in _filled(connection):
                connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
            for table in self._filled:
                name = sql.Identifier(table)
                again = sql.SQL("INSERT INTO public.{} SELECT * FROM as_migrated.{}")
                connection.execute(again.format(name, name))
            moved = set(connection.execute(_SEQUENCES).fetchall()) - set(self._sequences)
            was = dict(self._sequences)
            for name, _ in moved:
                value = (was[name] or 1, was[name] is not None)
                connection.execute(
                    "SELECT setval(%s::regclass, %s, %s)", (f"public.{name}", *value)
                )


_END_OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
_SHAPE = (
    "SELECT (SELECT (count(*), max(oid::bigint)) FROM pg_class"
    "        WHERE relnamespace = 'public'::regnamespace),"
    " (SELECT count(*) FROM pg_trigger), (SELECT count(*) FROM pg_constraint),"
    " (SELECT count(*) FROM pg_attribute), (SELECT count(*) FROM pg_proc)"
)
_SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"


def _filled(connection: psycopg.Connection) -> list[str]:
    """The tables that hold anything."""
    rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    asked = [
        sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(name, sql.Identifier(name))
        for (name,) in rows
    ]
    return [name for (name,) in connection.execute(sql.SQL(" UNION ALL ").join(asked))]
