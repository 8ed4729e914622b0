"""What is said about the chosen sheet, beside its pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from desk_app.handouts.sheet import HandoutSheet
from desk_app.screens.handouts.rows import example_words, short_day

_MOST_SHOWN = 5


def draft_words(sheet: HandoutSheet) -> str:
    """Return why the pages carry a DRAFT mark; empty when they do not."""
    if not sheet.is_draft:
        return ""
    if sheet.example:
        why = example_words()
    elif sheet.provenance.is_overdue(sheet.given_on):
        why = QCoreApplication.translate("Handouts", "its review is overdue")
    else:
        why = QCoreApplication.translate("Handouts", "not approved yet")
    return QCoreApplication.translate("Handouts", "Prints with a DRAFT mark: {0}.").format(why)


def again_words(given_on: dt.date, *, same: bool) -> str:
    """Return when a sheet was given, and whether these are the pages of then."""
    if same:
        words = QCoreApplication.translate(
            "Handouts", "Given on {0}. These are the very same pages."
        )
    else:
        words = QCoreApplication.translate(
            "Handouts",
            "Given on {0}. The same words, but these pages are set a little differently from"
            " the ones given then.",
        )
    return words.format(short_day(given_on, dt.date.min))


def glyph_words(names: Sequence[str]) -> str:
    """Return which characters no typeface has; empty when there are none."""
    if not names:
        return ""
    shown = ", ".join(names[:_MOST_SHOWN]) + ("…" if len(names) > _MOST_SHOWN else "")
    return QCoreApplication.translate(
        "Handouts", "No typeface has this, so it will not be readable: {0}"
    ).format(shown)


def set_words(sheets: int, people: int) -> str:
    """Return what is given together and to how many; empty for one sheet to one person."""
    words = []
    if sheets:
        words.append(
            QCoreApplication.translate(
                "Handouts", "{0} in the set; Space takes one in or out."
            ).format(sheets)
        )
    if people > 1:
        words.append(
            QCoreApplication.translate("Handouts", "{0} people, one printer job for each.").format(
                people
            )
        )
    return " ".join(words)
