"""From the command to the painted window and to the first rows, as cold processes in turns."""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]

_BARE = """
import time; start = time.perf_counter()
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([]); window = QMainWindow(); window.show(); application.processEvents()
print((time.perf_counter() - start) * 1000)
"""

_OURS = """
import sys, time; start = time.perf_counter()
from desk_app.start import import_qt
import_qt()
from pathlib import Path
from db.place import DatabasePlace
from desk_app.folders import Folders
from desk_app.launch import Program, make_application
folders = Folders(Path(sys.argv[2]), Path(sys.argv[2]))
application = make_application([])
program = Program(application, folders)
program.window.show(); application.processEvents()
painted = time.perf_counter()
program.opened.connect(application.quit)
program.open(DatabasePlace(file=Path(sys.argv[1])))
application.exec(); application.processEvents()
print((painted - start) * 1000, (time.perf_counter() - start) * 1000)
program.shut_down()
"""


def measure(file: Path, folder: Path, *, rounds: int) -> dict[str, float]:
    """Return medians in milliseconds: bare Qt window, ours painted, ours with the clinic open."""
    times: dict[str, list[float]] = {"bare Qt window": [], "window painted": [], "clinic open": []}
    turns = ["bare", "ours"] * rounds
    random.Random(1).shuffle(turns)
    for turn in ["bare", "ours", *turns]:  # the first of each warms the file cache
        if turn == "bare":
            times["bare Qt window"].append(float(_run(_BARE, folder)))
        else:
            painted, opened = _run(_OURS, folder, str(file), str(folder)).split()
            times["window painted"].append(float(painted))
            times["clinic open"].append(float(opened))
    return {name: statistics.median(values[1:]) for name, values in times.items()}


def _run(code: str, folder: Path, *arguments: str) -> str:
    # As everywhere, sources are compiled once: some environments would do it at every start.
    kept = {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
    environment = os.environ | kept | {"QT_QPA_PLATFORM": "offscreen"}
    finished = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True, text=True, check=True, cwd=_ROOT, env=environment,
    )  # fmt: skip
    return finished.stdout
