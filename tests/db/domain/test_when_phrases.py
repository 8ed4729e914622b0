"""The corpus: a phrase without a day in its row must get no answer."""

import csv
import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from db.domain.hours import OpeningHours, Period
from db.domain.when import Note, When, read_when

CORPUS = Path(__file__).parents[2] / "data" / "when_phrases.csv"
NEW_YORK = ZoneInfo("America/New_York")
MADRID = ZoneInfo("Europe/Madrid")
AFTERNOONS = (Period(dt.time(11), dt.time(19)),)
SPLIT = (Period(dt.time(9), dt.time(13)), Period(dt.time(14), dt.time(18)))
WILLOW = OpeningHours(
    {0: AFTERNOONS, 1: AFTERNOONS, 3: AFTERNOONS, 4: AFTERNOONS, 5: SPLIT[:1]},
    {dt.date(2026, 11, 26): "Thanksgiving"},
)
OFFICE = OpeningHours(dict.fromkeys(range(5), SPLIT))
SETTINGS = {
    "willow monday": (dt.datetime(2026, 11, 23, 10, 42, 30, tzinfo=NEW_YORK), WILLOW, False),
    "willow tuesday evening": (dt.datetime(2026, 11, 24, 19, 30, tzinfo=NEW_YORK), WILLOW, False),
    "madrid wednesday": (dt.datetime(2026, 11, 25, 15, 10, tzinfo=MADRID), OFFICE, True),
    "madrid sunday": (dt.datetime(2026, 11, 29, 9, 0, tzinfo=MADRID), OFFICE, True),
}


def rows() -> list[dict[str, str]]:
    with CORPUS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def expected(row: dict[str, str]) -> When | None:
    if not row["day"]:
        return None
    starts, ends = (
        dt.time.fromisoformat(row[name]) if row[name] else None for name in ("starts", "ends")
    )
    notes = tuple(Note(note) for note in row["notes"].split())
    return When(dt.date.fromisoformat(row["day"]), starts, ends, notes)


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['setting']}: {row['typed'].strip()}")
def test_a_phrase_is_read_as_people_mean_it_or_not_at_all(row):
    now, hours, day_first = SETTINGS[row["setting"]]
    assert read_when(row["typed"], now=now, hours=hours, day_first=day_first) == expected(row)


def test_the_corpus_is_large_enough_in_both_directions():
    known = [row for row in rows() if row["day"]]
    assert len(known) >= 150
    assert len(rows()) - len(known) >= 50
