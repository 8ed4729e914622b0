"""A real server that proves itself by a real certificate, and three that cannot."""

import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest

from db.domain.errors import StorageError, StorageFailure
from db.opening import open_database
from db.place import DatabasePlace
from tests.postgres_server import fresh_database, proving_server

pytestmark = pytest.mark.skipif(
    shutil.which("openssl") is None, reason="not installed: openssl (Debian: openssl)"
)


def openssl(*arguments: object) -> None:
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


def authority(folder: Path, name: str) -> tuple[Path, Path]:
    """Whom a clinic trusts to say which server is its own."""
    key, certificate = folder / f"{name}.key", folder / f"{name}.crt"
    openssl(
        *("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
        *("-days", 2, "-subj", f"/CN={name}", "-keyout", key, "-out", certificate),
    )
    return key, certificate


def certificate_of(folder: Path, signer: tuple[Path, Path]) -> tuple[Path, Path]:
    """What a server at 127.0.0.1 shows, and at no other name."""
    key, request, certificate = (folder / f"server.{kind}" for kind in ("key", "csr", "crt"))
    names = folder / "names"
    names.write_text("subjectAltName=IP:127.0.0.1\n")
    openssl(
        *("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
        *("-subj", "/CN=clinic", "-keyout", key, "-out", request),
    )
    openssl(
        *("x509", "-req", "-in", request, "-days", 2, "-CA", signer[1], "-CAkey", signer[0]),
        *("-CAcreateserial", "-extfile", names, "-out", certificate),
    )
    return key, certificate


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("certificates")


@pytest.fixture(scope="module")
def own(folder):
    return authority(folder, "own")


@pytest.fixture(scope="module")
def server(folder, own):
    with proving_server(*certificate_of(folder, own)) as address:
        yield address


def opened(url: str, root: Path):
    open_database(
        DatabasePlace.parse(f"{url}?sslmode=verify-full&sslrootcert={quote(str(root))}")
    ).dispose()


def test_a_server_whose_certificate_is_its_own_is_spoken_to(server, own):
    with fresh_database(server) as url:
        opened(url, own[1])


def test_one_that_a_stranger_vouches_for_is_refused(server, folder):
    _, stranger = authority(folder, "stranger")
    with pytest.raises(StorageError) as refused:
        opened(f"{server}postgres", stranger)
    assert refused.value.failure is StorageFailure.NOT_SECURE


def test_one_that_shows_the_certificate_of_another_name_is_refused(server, own):
    with pytest.raises(StorageError) as refused:
        opened(f"{server}postgres".replace("127.0.0.1", "localhost"), own[1])
    assert refused.value.failure is StorageFailure.NOT_SECURE


def test_where_no_root_certificate_stands_nothing_is_sent(server, tmp_path):
    with pytest.raises(StorageError) as refused:
        opened(f"{server}postgres", tmp_path / "missing.crt")
    assert refused.value.failure is StorageFailure.NOT_SECURE
