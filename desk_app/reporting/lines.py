"""A report's figures in words: labels, bars, what a screen reader says, rows for a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QDate, QLocale, QObject

from db.domain.enquiry import ChoiceList, Outcome
from db.domain.report import Days
from db.queries.clinic import ClinicFacts
from db.queries.enquiry_log import NOT_SAID, Kept, LogFilter
from db.queries.reports import Report, Tally
from desk_app import wording
from desk_app.reporting.content import Chart, Fact, Hours, ReportContent
from desk_app.reporting.period_wording import NOTHING, change, compared, length, percent
from desk_app.widgets.chart_rows import Bar, HourCell

_MOST_PAIRS = 8
_MONDAY = (2024, 1, 1)
_USUAL_HOURS = (9, 17)
_HOURS = 24


@dataclass(frozen=True, slots=True)
class _Line:
    """One thing counted in both periods."""

    label: str
    now: Tally[Any]
    before: Tally[Any]
    wanted: LogFilter


class ReportWriter(QObject):
    """Writes one report; ``then`` is "in October", the days compared with in a sentence."""

    def __init__(self, report: Report, clinic: ClinicFacts, days: Days, then: str) -> None:
        super().__init__()
        self._now, self._before = report.now, report.before
        self._then = then
        self._span = LogFilter(since=days.first, until=days.last)
        self._is_first = report.since is None
        self._services = report.services
        self._staff = {member.staff_id: member.name for member in clinic.staff}
        self._choices = {row.choice_id: row for rows in clinic.choices.values() for row in rows}
        self._reasons = clinic.choices[ChoiceList.LOST_REASON]

    def content(self, these: str, those: str) -> ReportContent:
        """Return all of it; the days of both periods are given in words."""
        total, before = self._now.total, self._before.total
        words = self.tr("1 enquiry, {1}") if total == 1 else self.tr("{0} enquiries, {1}")
        return ReportContent(
            headline=words.format(_figure(total), compared(total, before, self._then)),
            legend=self.tr("Thick bar: {0}. Thin line: {1}. Enter lists the enquiries.").format(
                these, those
            ),
            facts=self._facts(),
            charts=[chart for chart in self._charts() if chart.bars],
            hours=self._hours(),
            is_empty=not total and not before,
            is_first=self._is_first,
        )

    # --- Large figures ------------------------------------------------------------------

    def _facts(self) -> list[Fact]:
        now, before = self._now, self._before
        tried, tried_before = (
            counts.promises.in_time + counts.promises.late for counts in (now, before)
        )
        return [
            Fact(
                percent(now.booked, now.total),
                self.tr("booked: {0} of {1}").format(_figure(now.booked), _figure(now.total)),
                self._earlier(percent(before.booked, before.total)),
                self._narrowed(outcome=Outcome.BOOKED) if now.booked else None,
            ),
            Fact(
                length(now.first_call),
                self.tr("until the first try to call back, half of them sooner"),
                self._earlier(length(before.first_call)),
                self._narrowed(kept=Kept.TRIED) if now.called else None,
            ),
            Fact(
                percent(now.promises.in_time, tried),
                self.tr("of promises kept in time: {0} of {1}").format(
                    _figure(now.promises.in_time), _figure(tried)
                ),
                self._earlier(percent(before.promises.in_time, tried_before)),
                self._narrowed(kept=Kept.IN_TIME) if now.promises.in_time else None,
            ),
        ]

    def _earlier(self, figure: str) -> str:
        return self.tr("{0} {1}").format(figure, self._then) if figure != NOTHING else ""

    # --- Bars ---------------------------------------------------------------------------

    def _charts(self) -> list[Chart]:
        chart = self._chart
        return [
            chart(self.tr("What they asked for"), "services", self._service, "service_id"),
            chart(self.tr("How they heard of us"), "heard", self._choice, "heard_id"),
            chart(self.tr("What became of them"), "outcomes", self._outcome, "outcome"),
            chart(self.tr("How they reached us"), "channels", wording.channel, "channel"),
            chart(self.tr("Why they were lost"), "lost", self._choice, "lost_reason_id"),
            self._missed(),
            chart(self.tr("Who took them"), "staff", self._member, "taken_by"),
            self._sources(),
            self._promises(),
        ]

    def _chart(self, title: str, name: str, label: Callable[[Any], str], field: str) -> Chart:
        fixed: dict[str, Any] = {"outcome": Outcome.LOST} if name == "lost" else {}

        def wanted(key: Any) -> LogFilter:
            return self._narrowed(**fixed, **{field: key})

        lines = self._lines(getattr(self._now, name), getattr(self._before, name), label, wanted)
        booked = name not in ("outcomes", "lost")
        return self._drawn(title, lines, booked=booked)

    def _missed(self) -> Chart:
        """Lost for a reason that lies with what the clinic offers."""
        unmet = {row.choice_id for row in self._reasons if row.unmet}

        def only(tallies: Sequence[Tally[Any]]) -> list[Tally[Any]]:
            return [tally for tally in tallies if tally.key[1] in unmet]

        def label(key: tuple[int | None, int | None]) -> str:
            return f"{self._choice(key[1])} · {self._service(key[0])}"

        def wanted(key: tuple[int | None, int | None]) -> LogFilter:
            return self._narrowed(outcome=Outcome.LOST, service_id=key[0], lost_reason_id=key[1])

        lines = self._lines(only(self._now.missed), only(self._before.missed), label, wanted)
        return self._drawn(self.tr("Asked for in vain"), lines, booked=False)

    def _sources(self) -> Chart:
        def label(key: tuple[int | None, int | None]) -> str:
            return f"{self._choice(key[0])} · {self._service(key[1])}"

        def wanted(key: tuple[int | None, int | None]) -> LogFilter:
            return self._narrowed(heard_id=key[0], service_id=key[1])

        lines = self._lines(self._now.sources, self._before.sources, label, wanted)
        lines = [line for line in lines if line.now.asked]
        drawn = self._drawn(self.tr("Booked, by source and service"), lines, part=True)
        hint = self.tr("Filled: booked.")
        if (left := len(lines) - _MOST_PAIRS) > 0:
            hint += " " + self.tr("{0} rarer pairs are in the saved table.").format(left)
        return Chart(drawn.title, drawn.bars[:_MOST_PAIRS], drawn.rows, hint)

    def _promises(self) -> Chart:
        now, before = self._now.promises, self._before.promises
        words = (
            (Kept.IN_TIME, now.in_time, before.in_time),
            (Kept.LATE, now.late, before.late),
            (Kept.WAITING, now.waiting, before.waiting),
        )
        lines = [
            _Line(
                wording.kept(kept),
                Tally(kept, count, 0),
                Tally(kept, earlier, 0),
                self._narrowed(kept=kept),
            )
            for kept, count, earlier in words
            if count or earlier
        ]
        return self._drawn(self.tr("Promises to call back"), lines, booked=False)

    def _lines(
        self,
        now: Sequence[Tally[Any]],
        before: Sequence[Tally[Any]],
        label: Callable[[Any], str],
        wanted: Callable[[Any], LogFilter],
    ) -> list[_Line]:
        """What is asked for now comes first; then what was asked for only before."""
        found: Mapping[Any, Tally[Any]] = {tally.key: tally for tally in now}
        earlier: Mapping[Any, Tally[Any]] = {tally.key: tally for tally in before}
        return [
            _Line(
                label(key),
                found.get(key, Tally(key, 0, 0)),
                earlier.get(key, Tally(key, 0, 0)),
                wanted(key),
            )
            for key in dict.fromkeys((*found, *earlier))
        ]

    def _drawn(
        self, title: str, lines: Sequence[_Line], *, booked: bool = True, part: bool = False
    ) -> Chart:
        bars = [self._bar(line, booked=booked, part=part) for line in lines]
        rows: list[tuple[str | int | None, ...]] = []
        for line in lines:
            now, before = line.now, line.before
            ends = (now.booked, before.booked) if booked else (None, None)
            rows.append((line.label, now.asked, before.asked, *ends))
        return Chart(title, bars, rows)

    def _bar(self, line: _Line, *, booked: bool, part: bool) -> Bar:
        now, before = line.now, line.before
        note = ""
        if booked and now.booked:
            share = percent(now.booked, now.asked)
            note = self.tr("{0} booked, {1}").format(_figure(now.booked), share)
        figure = _figure(now.asked)
        said = (f"{line.label}: {figure}", compared(now.asked, before.asked, self._then), note)
        return Bar(
            key=line.wanted,
            label=line.label,
            value=now.asked,
            before=before.asked,
            figure=figure,
            change=change(now.asked, before.asked),
            note=note,
            part=now.booked if part else None,
            spoken=", ".join(words for words in said if words),
        )

    # --- Hours --------------------------------------------------------------------------

    def _hours(self) -> Hours:
        now, before = self._now.hours, self._before.hours
        known = [hour for _, hour in (*now, *before)]
        first = min((*known, _USUAL_HOURS[0]))
        last = max((*known, _USUAL_HOURS[1]))
        weekdays = [QDate(*_MONDAY).addDays(n) for n in range(7)]
        locale = QLocale()
        cells, rows = [], []
        for weekday, day in enumerate(weekdays):
            row = []
            for hour in range(first, last + 1):
                count, earlier = now.get((weekday, hour), 0), before.get((weekday, hour), 0)
                place = f"{locale.toString(day, 'dddd')} {hour}:00"
                words = compared(count, earlier, self._then)
                behind = self._narrowed(hour=weekday * _HOURS + hour) if count else None
                row.append(HourCell(count, f"{place}: {count}, {words}", behind))
                if count or earlier:
                    rows.append((place, count, earlier, None, None))
            cells.append(row)
        return Hours(
            title=self.tr("When they come"),
            days=[locale.toString(day, "ddd") for day in weekdays],
            hours=[str(hour) for hour in range(first, last + 1)],
            cells=cells,
            rows=rows,
        )

    # --- Labels -------------------------------------------------------------------------

    def _service(self, key: int | None) -> str:
        return self._services.get(key or NOT_SAID, self.tr("No service named"))

    def _choice(self, key: int | None) -> str:
        row = self._choices.get(key or NOT_SAID)
        return row.label if row else self.tr("Not said")

    def _member(self, key: int | None) -> str:
        return self._staff.get(key or NOT_SAID, self.tr("Not said"))

    def _outcome(self, key: Outcome | None) -> str:
        return wording.outcome(key) if key else self.tr("Nothing noted yet")

    def _narrowed(self, **fields: Any) -> LogFilter:
        """The enquiries behind a row."""
        said: dict[str, Any] = {
            name: NOT_SAID if value is None else value for name, value in fields.items()
        }
        return replace(self._span, **said)


def _figure(count: int) -> str:
    return QLocale().toString(count)
