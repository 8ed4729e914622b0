"""The goals, each with its figure at each size and whether it is met."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from benchmarks.queries import SAVE
from benchmarks.turns import Found

Figure: TypeAlias = Callable[[Found, int], float | None]


@dataclass(frozen=True, slots=True)
class Goal:
    """What is wanted of one figure.

    Attributes:
        at_least: the figure may not be smaller than ``bound``, instead of larger.
        only: the sizes at which it counts; empty for all.
    """

    words: str
    bound: float
    figure: Figure
    at_least: bool = False
    only: tuple[int, ...] = ()

    def is_met(self, figure: float) -> bool:
        """Whether it is, as it is written: 2.04 is not over 2.0."""
        rounded = float(f"{figure:.2g}") if figure else figure
        return rounded >= self.bound if self.at_least else rounded <= self.bound


def value(name: str) -> Figure:
    """The figure itself."""
    return lambda found, size: found.at(name, size)


def ratio(name: str, to: str) -> Figure:
    """One figure to another."""

    def figure(found: Found, size: int) -> float | None:
        one, other = found.at(name, size), found.at(to, size)
        return one / other if one is not None and other else None

    return figure


def to_limit(job: str) -> Figure:
    """Ours to the bare driver's."""
    return ratio(f"{job}: ours", f"{job}: limit")


def after(name: str, before: str) -> Figure:
    """Seconds from one moment to a later one, both in milliseconds."""

    def figure(found: Found, size: int) -> float | None:
        end, start = found.at(name, size), found.at(before, size)
        return None if end is None or start is None else (end - start) / 1_000

    return figure


def slope(found: Found, name: str, sizes: Sequence[int]) -> float | None:
    """Slope of log time on log size by least squares."""
    values = [(size, found.at(name, size)) for size in sizes]
    points = [(math.log(size), math.log(ms)) for size, ms in values if ms]
    if len(points) < 2:
        return None
    mean_x, mean_y = (sum(each) / len(points) for each in zip(*points, strict=True))
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / spread


_MILLION = (1_000_000,)
_TYPED = {"the number of a call": "a number", "Ctrl+K": "Ctrl+K", "the log's search": "the log"}
_MOVED = ("the number of a call", "Ctrl+K", "the log's search", "jump", "wheel")
_WORKING = (
    "20,000 rows brought in", "a year exported, csv", "a year exported, xlsx", "a copy made",
    "a report on paper",
)  # fmt: skip

GOALS: tuple[Goal, ...] = (
    Goal("first window painted, to bare Qt", 1.3, ratio("window painted", "bare Qt window")),
    Goal("rows on screen after it, s", 0.30, after("clinic open", "window painted")),
    Goal("memory at rest, MB", 150, value("memory at rest: middle")),
    Goal("caller by 6 digits inside, to the limit", 2, to_limit("caller by 6 digits inside")),
    Goal("caller by the last 5 digits", 2, to_limit("caller by the last 5 digits")),
    Goal(
        "a number, Anki to ours",
        500,
        ratio("digits: anki", "digits: ours"),
        at_least=True,
        only=_MILLION,
    ),
    Goal("name, 3 letters, to the limit", 1.5, to_limit("name, 3 letters")),
    Goal("name, whole", 1.5, to_limit("name, whole")),
    Goal("a word in the notes", 1.5, to_limit("a word in the notes")),
    Goal(
        "a word, Anki to ours", 250, ratio("word: anki", "word: ours"), at_least=True, only=_MILLION
    ),
    Goal(
        "a name, LIKE of an ORM to ours",
        100,
        ratio("name: peewee", "name: ours"),
        at_least=True,
        only=(100_000,),
    ),
    *(
        Goal(f"key to paint, {words}, p95 ms", 10, value(f"{name}: p95"))
        for name, words in _TYPED.items()
    ),
    Goal("save, to the barest insert", 4.5, to_limit(SAVE)),
    Goal("save, p99 of CPU, ms", 8, value(f"{SAVE}: p99 of CPU")),
    Goal("save, ours to Anki", 1.5, ratio("save: ours", "save: anki"), only=_MILLION),
    Goal(
        "due list of one practitioner, to the limit", 1.5, to_limit("due list of one practitioner")
    ),
    Goal(
        "due list, an ORM to ours",
        90,
        ratio("due: peewee", "due: ours"),
        at_least=True,
        only=_MILLION,
    ),
    Goal("first paint of the log, ms", 40, value("the log's first paint: middle")),
    Goal("jump anywhere, p95 ms", 25, value("jump: p95")),
    Goal(
        "QSqlTableModel to the middle, to our jump",
        100,
        ratio("fetchMore to the middle", "jump: middle"),
        at_least=True,
        only=_MILLION,
    ),
    *(Goal(f"longest gap, {name}, ms", 16, value(f"{name}: gap")) for name in (*_MOVED, *_WORKING)),
    Goal("report of one year, CPU ms", 1, value("report of one year: ours")),
    Goal("report of all years, CPU ms", 20, value("report of all years: ours")),
    Goal(
        "report, counted in the log to ours",
        30,
        ratio("the same; limit: counted in the log: limit", "report of one year: ours"),
        at_least=True,
        only=_MILLION,
    ),
    Goal("handout, warm, wall, to a bare compile", 1.5, ratio("handout set", "bare compile")),
    Goal("first handout of a process, CPU ms", 25, value("first handout of a process")),
    Goal(
        "handout, WeasyPrint to ours",
        15,
        ratio("handout: weasyprint", "handout: ours"),
        at_least=True,
        only=_MILLION,
    ),
    Goal("CSV out, to the sqlite3 shell", 3, ratio("CSV: ours", "CSV: shell")),
    Goal("rows in, raw rows to ours", 6, ratio("import: own", "import: ours")),
    Goal("rows in, a second of CPU", 30_000, value("import: ours"), at_least=True),
    Goal("copy, plain, to the file's bytes", 3.5, ratio("copy, plain", "copy of the bytes, plain")),
    Goal("copy, encrypted", 3.5, ratio("copy, encrypted", "copy of the bytes, encrypted")),
    Goal("longest save beside a plain copy, ms", 20, value("longest save, plain")),
    Goal("longest save beside an encrypted one, ms", 20, value("longest save, encrypted")),
    Goal(
        "search, encrypted to plain", 1.3, ratio("search a word: encrypted", "search a word: plain")
    ),
    Goal(
        "save, encrypted to plain",
        1.5,
        ratio("save an enquiry: encrypted", "save an enquiry: plain"),
    ),
    *(
        Goal(f"PostgreSQL: {words}, p95 ms", bound, value(f"PostgreSQL: {job}: p95"))
        for job, words, bound in (
            ("caller by 6 digits inside", "caller by 6 digits inside", 1),
            ("caller by the last 5 digits", "by the last 5", 1),
            ("a word in the notes", "a word in the notes", 40),
            ("two words in the notes", "two words", 40),
            ("a save seen at another desk", "seen at another desk", 1_000),
        )
    ),
)

GROWTH: tuple[tuple[str, str, float], ...] = (
    ("clinic open", "clinic open", 0.05),
    ("caller by 6 digits inside", "caller by 6 digits inside: ours", 0.45),
    ("caller by the last 5 digits", "caller by the last 5 digits: ours", 0.45),
    ("name, 3 letters, p95", "name, 3 letters: p95", 0.35),
    ("name, whole, p95", "name, whole: p95", 0.35),
    ("a word in the notes, p95", "a word in the notes: p95", 0.35),
    ("save", f"{SAVE}: ours", 0.15),
    ("jump", "jump: middle", 0.05),
    ("report of one year", "report of one year: ours", 0.4),
    ("report of all years", "report of all years: ours", 0.4),
)


def table(found: Found, sizes: Sequence[int]) -> Iterator[str]:
    """Yield the goals as Markdown: a figure at each size, and whether it is met at all of them."""
    yield f"| goal | wanted | {' | '.join(f'{size:,}' for size in sizes)} | |"
    yield "|---" * (len(sizes) + 3) + "|"
    for goal in GOALS:
        figures = {size: goal.figure(found, size) for size in sizes}
        if not any(figure is not None for figure in figures.values()):
            figures = {sizes[-1]: goal.figure(found, 0)}
        yield _row(goal, figures, sizes)
    yield ""
    yield "| growth of | wanted | slope | |"
    yield "|---|---|---|---|"
    for words, name, bound in GROWTH:
        steep = slope(found, name, sizes)
        if steep is not None:
            yield f"| {words} | <= {bound} | {steep:+.2f} | {_verdict([steep <= bound])} |"


def _row(goal: Goal, figures: dict[int, float | None], sizes: Sequence[int]) -> str:
    sign = ">=" if goal.at_least else "<="
    known = {size: figure for size, figure in figures.items() if figure is not None}
    cells = " | ".join(_figure(known.get(size)) for size in sizes)
    counts = [goal.is_met(each) for size, each in known.items() if size in (goal.only or sizes)]
    return f"| {goal.words} | {sign} {goal.bound:,} | {cells} | {_verdict(counts)} |"


def _figure(figure: float | None) -> str:
    if figure is None:
        return ""
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"


def _verdict(met: Sequence[bool]) -> str:
    if not met:
        return "not measured"
    return "met" if all(met) else "partly" if any(met) else "not met"
