"""A handout from the click to its pages, cold and warm, against Typst's bare compile."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import typst

from benchmarks.measuring import Figures, interleaved
from db.domain.article import ArticleState, ArticleText
from desk_app.handouts.pages import draw_pages
from desk_app.handouts.rendering import HandoutPress
from desk_app.handouts.sheet import HandoutSheet, Letterhead, Provenance
from desk_app.resources import RESOURCES

_ROOT = Path(__file__).resolve().parents[1]
_ARTICLE = RESOURCES / "demo" / "articles" / "acupuncture-back-pain.json"

_COLD = """
import time, datetime as dt; start = time.process_time()
from benchmarks.handout import sheet
from desk_app.handouts.rendering import HandoutPress
HandoutPress(system_fonts=False).render(sheet(0))
print((time.process_time() - start) * 1000)
"""

_MANY = """
import resource
from pathlib import Path
from benchmarks.handout import sheet
from desk_app.handouts.rendering import HandoutPress
press = HandoutPress(system_fonts=False)
for number in range(1000):
    press.render(sheet(number))
used = resource.getrusage(resource.RUSAGE_SELF)
# The system counts the most that a process ever held from before it became this program.
most = Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]
print(used.ru_utime + used.ru_stime, int(most) / 1024)
"""


@dataclass(frozen=True, slots=True)
class Many:
    """What a thousand handouts cost a fresh process, imports included, on all its threads."""

    cpu_seconds: float
    peak_megabytes: float


def sheet(number: int) -> HandoutSheet:
    """Return one of the demo's articles for somebody; the number makes each sheet another."""
    content = ArticleText.from_json(json.loads(_ARTICLE.read_text(encoding="utf-8")))
    return HandoutSheet(
        article=content,
        letterhead=Letterhead(name="Willow Lane Natural Health", phone="(828) 555-0100"),
        provenance=Provenance(state=ArticleState.APPROVED),
        given_on=dt.date(2026, 1, 2),
        recipient_name=f"Person {number}",
    )


def measure(*, rounds: int) -> dict[str, Figures]:
    """Return figures of a bare compile of plain text, of ours, and of ours with the pages drawn."""
    press = HandoutPress(system_fonts=False)
    words = "\n\n".join(sheet(0).article.texts()).replace("#", "")
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(RESOURCES / "fonts")])
    plain = 'set text(font: "Atkinson Hyperlegible Next", size: 13pt)'

    def bare(number: int) -> object:
        source = f'#{plain}\n#sys.inputs.at("words")\n// {number}'.encode()
        compiler = typst.Compiler(source, font_paths=fonts, sys_inputs={"words": words})
        return compiler.compile(format="pdf")

    def drawn(number: int) -> object:
        return draw_pages(press.render(sheet(number)).pdf, pixels_per_point=1.5)

    return interleaved(
        {
            "bare compile": bare,
            "handout set": lambda number: press.render(sheet(number)),
            "handout set and drawn": drawn,
        },
        rounds=rounds,
    )


def cold() -> float:
    """Return the CPU milliseconds of the first handout of a fresh process, imports included."""
    return float(_told_by(_COLD))


def many() -> Many:
    """Return what a thousand handouts cost, each for somebody else."""
    cpu, memory = map(float, _told_by(_MANY).split())
    return Many(cpu, memory)


def _told_by(program: str) -> str:
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=_ROOT).stdout
