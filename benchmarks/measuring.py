"""Sends requests to contenders in shuffled turns and keeps what each cost."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_DROPPED = 3


@dataclass(frozen=True, slots=True)
class Figures:
    """Milliseconds of one contender at one job: wall clock, and CPU of the measuring thread."""

    median: float
    p95: float
    cpu: float
    cpu_p99: float

    @classmethod
    def of(cls, wall: Sequence[float], cpu: Sequence[float]) -> Figures:
        return cls(
            statistics.median(wall), part(wall, 0.95), statistics.median(cpu), part(cpu, 0.99)
        )


def part(values: Sequence[float], share: float) -> float:
    """Return the value below which this share of them lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(len(ordered) * share))]


def interleaved(
    contenders: dict[str, Callable[[int], object]], *, rounds: int, seed: int = 1
) -> dict[str, Figures]:
    """Run every contender ``rounds`` times, in an order shuffled anew each round.

    Args:
        contenders: name -> a function of the round's number, so that all answer
            the same request in the same round.
    """
    chance = random.Random(seed)
    wall: dict[str, list[float]] = {name: [] for name in contenders}
    cpu: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(rounds + _DROPPED):
        for name in chance.sample(sorted(contenders), len(contenders)):
            before, cpu_before = time.perf_counter(), time.thread_time()
            contenders[name](number)
            cpu[name].append((time.thread_time() - cpu_before) * 1_000)
            wall[name].append((time.perf_counter() - before) * 1_000)
    return {name: Figures.of(wall[name][_DROPPED:], cpu[name][_DROPPED:]) for name in contenders}
