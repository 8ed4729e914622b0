"""From a softphone's command to the call in the window, as cold processes in turns."""

from __future__ import annotations

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]

_WINDOW = """
import datetime as dt
from PySide6.QtCore import QCoreApplication
from desk_app.telephone.receiver import CallReceiver
application = QCoreApplication([])
receiver = CallReceiver(now=lambda: dt.datetime.now(dt.UTC))
receiver.listen("benchmark", also="clinic")
receiver.deliver()
print("ready", flush=True)
application.exec()
"""
_QT_CLIENT = """
from PySide6.QtCore import QCoreApplication
from PySide6.QtNetwork import QLocalSocket
"""


def measure(*, rounds: int) -> dict[str, float]:
    """Return medians in milliseconds: an empty Python, ours, and the import of a Qt client."""
    runtime = tempfile.mkdtemp(prefix="desk-run-")
    environment = os.environ | {"XDG_RUNTIME_DIR": runtime}
    window = subprocess.Popen(
        [sys.executable, "-c", _WINDOW], cwd=_ROOT, env=environment, stdout=subprocess.PIPE
    )
    commands = {
        "python -c pass": ["-c", "pass"],
        "call handed over": ["main.py", "--call", "8285550100", "--event", "ring", "--id", "1"],
        "a Qt client's imports": ["-c", _QT_CLIENT],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    try:
        assert window.stdout is not None
        window.stdout.readline()
        chance = random.Random(1)
        for _ in range(rounds + 1):  # the first warms the file cache
            for name in chance.sample(sorted(commands), len(commands)):
                started = time.perf_counter()
                subprocess.run(
                    [sys.executable, *commands[name]], cwd=_ROOT, env=environment, check=True
                )
                times[name].append((time.perf_counter() - started) * 1_000)
    finally:
        window.kill()
        window.communicate()
        shutil.rmtree(runtime)
    return {name: statistics.median(values[1:]) for name, values in times.items()}
