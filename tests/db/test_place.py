"""Over a network a server has to prove who it is, and nothing goes to it in plain words."""

import pytest

from db.domain.errors import StorageError, StorageFailure
from db.opening import open_database
from db.place import DatabasePlace

PROVEN = "sslmode=verify-full"


@pytest.mark.parametrize(
    ("server", "address"),
    [
        ("postgresql://desk@server.lan/clinic", f"postgresql://desk@server.lan/clinic?{PROVEN}"),
        (
            "postgresql://desk:a%20b@10.0.0.7:5433/clinic?application_name=x",
            f"postgresql://desk:a%20b@10.0.0.7:5433/clinic?application_name=x&{PROVEN}",
        ),
        ("postgresql://server/clinic?sslmode=require", None),
        ("postgresql://desk@127.0.0.1:5432/clinic", None),
        ("postgresql://desk@[::1]/clinic", None),
        ("postgresql://desk@localhost/clinic", None),
        ("postgresql:///clinic", None),
    ],
)
def test_a_server_elsewhere_has_to_prove_itself(server, address):
    assert DatabasePlace.parse(server).address == (address or server)


def test_one_without_proof_is_refused_by_name_and_not_taken_for_one_that_is_away(migrated_server):
    server, name = migrated_server
    with pytest.raises(StorageError) as refused:
        open_database(DatabasePlace.parse(f"{server}{name}?{PROVEN}"))
    assert refused.value.failure is StorageFailure.NOT_SECURE
    assert not refused.value.retryable
