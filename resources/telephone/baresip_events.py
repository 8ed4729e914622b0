"""Tell the front desk of every call that the softphone baresip gets.

    python3 resources/telephone/baresip_events.py [--port 4444] [-- --demo]

In baresip's ``config``: ``module ctrl_tcp.so`` and ``ctrl_tcp_listen 127.0.0.1:4444``. What
stands after ``--`` is added to each call of the front desk's program. Standard library only.
"""

from __future__ import annotations

import argparse
import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

_PROGRAM = Path(__file__).resolve().parents[2] / "main.py"
_STAGES = {"CALL_INCOMING": "ring", "CALL_ESTABLISHED": "answer", "CALL_CLOSED": "end"}


def main() -> None:
    """Listen until the softphone is closed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--port", type=int, default=4444)
    parser.add_argument("options", nargs="*", help="for the front desk's program")
    given = parser.parse_args()
    with socket.create_connection(("127.0.0.1", given.port)) as connection:
        sys.stdout.write("listening\n")
        sys.stdout.flush()
        for event in events(connection):
            stage = _STAGES.get(event.get("type", ""))
            if stage and event.get("direction") == "incoming":
                tell(stage, event, given.options)


def events(connection: socket.socket) -> Iterator[dict[str, str]]:
    """Yield what baresip tells; each message is its length, a colon, JSON and a comma."""
    waiting = b""
    while received := connection.recv(65_536):
        waiting += received
        while b":" in waiting:
            length, _, rest = waiting.partition(b":")
            size = int(length)
            if len(rest) <= size:
                break
            yield json.loads(rest[:size])
            waiting = rest[size + 1 :]


def tell(stage: str, event: dict[str, str], options: list[str]) -> None:
    """Start the front desk's program as any softphone does; one event after the other."""
    number = event.get("peeruri", "").partition(":")[2].partition("@")[0]
    call = {"call": number, "name": event.get("peerdisplayname", "")}
    call |= {"event": stage, "id": event.get("id", "")}
    words = [f"--{name}={value}" for name, value in call.items()]
    subprocess.run([sys.executable, _PROGRAM, *words, *options], check=False)  # noqa: S603


if __name__ == "__main__":
    main()
