"""What is known of somebody, codes, review lists and reports: read aloud and kept like handouts."""

from itertools import product

import pytest

from db.domain.handout import Paper, TextSize
from desk_app.handouts.records import RecordEntry, RecordSection, RecordSheet
from desk_app.handouts.rendering import HandoutPress
from desk_app.handouts.reports import ReportHours, ReportRow, ReportSheet, ReportTable
from tests.desk_app.handouts.pdf_rules import broken_rules
from tests.desk_app.handouts.samples import CLINIC, GIVEN_ON

HOSTILE = '#eval("1") $x$ *b* <a> @c \\ // /* `'
LONG = " ".join(["Asked for a quiet room and a morning."] * 12)


@pytest.fixture(scope="module")
def press():
    return HandoutPress(system_fonts=False)


def records(**changes):
    """A person's copy: entries with and without a heading, names of many scripts, long words."""
    visits = (
        RecordEntry("2026-11-03 09:30", (("Name", "Nguyễn Thị Hồng"), ("In their words", LONG))),
        RecordEntry("", (("Name", "محمد عبد الرحمن"), ("Number", "(828) 555-0142"))),
        RecordEntry("2026-11-04", (("Note", f"First line\nsecond line\n{HOSTILE}"),)),
    )
    values = {
        "title": "What we know of you",
        "lead": "All that is kept at our front desk about you.",
        "columns": ("What", "What we keep"),
        "sections": (
            RecordSection("Who you are", (RecordEntry("", (("Name", "Юлия Щербакова"),)),)),
            RecordSection("Your enquiries", visits * 6),
        ),
        "printed_on": GIVEN_ON,
        "clinic": CLINIC,
    }
    return RecordSheet(**(values | changes))


def code(**changes):
    """The recovery code: one heading and two rows, in large print."""
    rows = (("Where to type it", "Where the program asks for it."), ("Where to keep it", "Away."))
    section = RecordSection("7KPF\u2011QW2M\u20118XTA\u2011R5ZN", (RecordEntry("", rows),))
    return records(
        title="Recovery code", lead="Keep it safe.", sections=(section,), size=TextSize.LARGE
    )


def report(**changes):
    """A report of two tables, one of them with parts, and the week by hours."""
    rows = (
        ReportRow("Acupuncture", ("12", "9", "+3"), 1.0, 0.75, 0.5),
        ReportRow(HOSTILE, ("0", "4", "−4"), 0.0, 0.33, 0.0),
        ReportRow("علاج", ("1", "0", "+1"), 0.08, 0.0, 0.08),
    )
    columns = ("These days", "Before", "Change")
    values = {
        "title": "The front desk in October",
        "headline": "13 asked, 6 booked.",
        "legend": "Thick bars: these days. Thin bars: before.",
        "facts": (("13", "asked", "13 before"), ("46%", "booked", "")),
        "tables": (
            ReportTable("By service", "Filled as far as booked.", "Service", columns, rows),
            ReportTable("By day", "", "Day", columns, rows * 12),
        ),
        "hours": ReportHours(
            "When they come", "Hour", ("Mon", "Tue"), ("9:00", "10:00"), ((3, 0), (10, 0))
        ),
        "printed_on": GIVEN_ON,
        "clinic": CLINIC,
    }
    return ReportSheet(**(values | changes))


def bare(sheet):
    """A report of days on which nobody asked."""
    hours = ReportHours("When they come", "Hour", ("Mon",), ("9:00",), ((0,),))
    return report(facts=(), tables=(), hours=hours, **sheet)


KINDS = {
    "records": lambda press, **how: press.render_records(records(**how)),
    "nothing known": lambda press, **how: press.render_records(records(sections=(), **how)),
    "report": lambda press, **how: press.render_report(report(**how)),
    "empty report": lambda press, **how: press.render_report(bare(how)),
}


@pytest.mark.parametrize(("kind", "language"), [*product(KINDS, ("en", "es", "ar"))])
def test_each_paper_breaks_no_rule(press, kind, language):
    # Both papers and both sizes, not each with each: every one is set by the same lines.
    for paper, size in ((Paper.LETTER, TextSize.STANDARD), (Paper.A4, TextSize.LARGE)):
        rendered = KINDS[kind](press, paper=paper, size=size, language=language)
        assert broken_rules(rendered.pdf) == []
        assert (rendered.standards_kept, rendered.unprintable) == (True, ())


def test_the_page_of_a_recovery_code_breaks_no_rule(press):
    assert broken_rules(press.render_records(code()).pdf) == []
