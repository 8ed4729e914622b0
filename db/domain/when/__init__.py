"""A day and a time typed in words: to come, for follow-ups; gone by, for what is on paper."""

from db.domain.when.past import past_readings, read_past
from db.domain.when.reading import read_when, readings
from db.domain.when.steps import QuickChoice, quick_when, step_day
from db.domain.when.values import DaysAway, Note, When, days_away, noted, to_instant

__all__ = [
    "DaysAway",
    "Note",
    "QuickChoice",
    "When",
    "days_away",
    "noted",
    "past_readings",
    "quick_when",
    "read_past",
    "read_when",
    "readings",
    "step_day",
    "to_instant",
]
