"""A copy of a database on a server, by PostgreSQL's own program."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

from db.backups.copying import failure_of, give_name, remove_database, unfinished_name
from db.domain.errors import StorageError, StorageFailure


def dump(address: str, target: Path) -> str:
    """Have ``pg_dump`` write its archive form, for ``pg_restore``.

    Returns:
        Why it has not, in its own words; empty when the copy is there.

    Raises:
        StorageError: NOT_A_FILE, the program is not installed here; CANNOT_WRITE.
    """
    program = shutil.which("pg_dump")
    if program is None:
        raise StorageError(StorageFailure.NOT_A_FILE)
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2]
    user = parts.username or ""
    # The password goes by the environment: everybody can see what is on a command line.
    secret = {"PGPASSWORD": unquote(parts.password)} if parts.password else {}
    bare = parts._replace(netloc=f"{user}@{host}" if user else host).geturl()
    unfinished = unfinished_name(target)
    command = [program, "--format=custom", "--no-password", f"--file={unfinished}", bare]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        finished = subprocess.run(  # noqa: S603 - no shell, and an address that was opened before
            command, env={**os.environ, **secret}, capture_output=True, text=True, check=False
        )
        if finished.returncode:
            return finished.stderr.strip().partition("\n")[0] or str(finished.returncode)
        give_name(unfinished, target)
    except OSError as error:
        raise StorageError(failure_of(error)) from error
    finally:
        remove_database(unfinished)
    return ""
