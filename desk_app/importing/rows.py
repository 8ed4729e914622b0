"""From rows of text to people and enquiries, by a plan. No word is lost: what fits no field
of an enquiry stands in its notes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from db.domain.enquiry import Channel, Outcome
from db.domain.importing import ImportedEnquiry, ImportedNumber, ImportedRow
from db.domain.text import EMAIL, NAME, NOTE, SHORT, TextTooLongError, clean
from db.domain.words import fold
from desk_app.importing.book import Row, Sheet
from desk_app.importing.days import LONGEST_DAY, DayOrder, read_day, split_clock
from desk_app.importing.heading_words import Field
from desk_app.importing.numbers import name_before, read_numbers
from desk_app.importing.plan import Fault, Plan, Reading
from desk_app.importing.values import (
    ClinicWords,
    beyond,
    channel_of,
    heard_of,
    outcome_of,
    plain_word,
    reason_of,
    time_of,
)

# What was left open longer ago is over; only what is recent still waits for a next step.
STILL_OPEN: Final = dt.timedelta(days=14)
_TOTALS: Final = (
    "total",
    "subtotal",
    "grand total",
    "totales",
    "suma",
    "sum",
    "count",
    "gran total",
)
_NO_NAME: Final = frozenset(
    {
        "unknown", "no name", "n/a", "na", "-", "?", "anonymous", "desconocido", "desconocida",
        "sin nombre", "anonimo", "none", "withheld", "private", "private number", "no number",
        "no caller id", "blocked", "unbekannt", "unterdruckt", "anonym", "inconnu", "inconnue",
        "numero masque", "masque", "sconosciuto", "desconhecido", "onbekend", "anoniem",
        "wireless caller", "unavailable", "oculto", "numero oculto", "privado",
    }
)  # fmt: skip
_KINDS: Final = {
    "mobile": "mobile", "cell": "mobile", "home": "home", "work": "work", "business": "work",
    "movil": "móvil", "celular": "móvil", "casa": "casa", "trabajo": "trabajo",
}  # fmt: skip
_DITTO: Final = frozenset(
    {
        '"', "''", "”", "“", "〃", "ditto", "do.", "idem", "id.", "same", "same as above",
        "as above", "dito", "s.o.",
    }
)  # fmt: skip
_LANGUAGES: Final = {
    "english": "en", "ingles": "en", "en": "en", "eng": "en",
    "spanish": "es", "espanol": "es", "es": "es", "castellano": "es", "esp": "es", "sp": "es",
}  # fmt: skip


# Where rows are people only, what was talked about stays in the notes.
_OF_A_CONVERSATION: Final = frozenset(
    {Field.TIME, Field.SERVICE, Field.OUTCOME, Field.HEARD, Field.CHANNEL, Field.TAKEN_BY}
)
_NAMES: Final = frozenset({Field.NAME, Field.FIRST_NAME, Field.LAST_NAME})


class _FaultyRowError(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def read_rows(sheet: Sheet, plan: Plan, clinic: ClinicWords) -> Reading:
    """Read all rows. Slow where there are many: call it in a worker."""
    return _Reader(sheet, plan, clinic).read()


class _Reader:
    def __init__(self, sheet: Sheet, plan: Plan, clinic: ClinicWords) -> None:
        self._sheet, self._plan, self._clinic = sheet, plan, clinic
        self._headings = sheet.rows[plan.heading] if plan.heading is not None else []
        self._columns = [
            (column, what)
            for column, what in enumerate(plan.columns)
            if what is not Field.LEAVE_OUT
        ]
        self._noted = {Field.NOTE} | (set() if plan.is_log else _OF_A_CONVERSATION)
        self._has_names = not _NAMES.isdisjoint(plan.columns)
        is_first = DayOrder.DAY_FIRST if clinic.day_first else DayOrder.MONTH_FIRST
        self._order = plan.order or is_first
        self._day: dt.date | None = None
        self._dates: dict[str, dt.date | Fault] = {}
        self._above: Row = []
        self._reading = Reading()

    def read(self) -> Reading:
        """Return what all rows come to."""
        start = 0 if self._plan.heading is None else self._plan.heading + 1
        for place, row in enumerate(self._sheet.rows[start:], start):
            if not any(map(str.strip, row)) or row == self._headings:
                self._reading.left_out += 1
                continue
            try:
                self._read(place, row)
            except _FaultyRowError as error:
                self._reading.aside.append((place, error.fault))
            except TextTooLongError:
                self._reading.aside.append((place, Fault.TOO_LONG))
        return self._reading

    def _read(self, place: int, row: Row) -> None:
        filled = [cell for cell in row if cell.strip()]
        first = fold(filled[0]).strip(" :.")
        if first in _TOTALS or first.startswith(("total ", "subtotal ")):
            raise _FaultyRowError(Fault.TOTAL)
        if len(filled) == 1 and self._plan.is_log:
            if isinstance(day := self._date(filled[0]), dt.date):
                self._day = day  # a line across the sheet: the day of what follows
                self._reading.left_out += 1
                return
            if self._is_section(row, filled[0]):
                raise _FaultyRowError(Fault.NO_ROW)
        self._keep(self._row(place, row))

    def _keep(self, row: ImportedRow) -> None:
        self._reading.rows.append(row)
        self._reading.numbers += len(row.numbers)
        if row.enquiry is not None:
            outcome = row.enquiry.outcome
            self._reading.open += outcome is None or outcome.needs_next_step

    # --- Rows that are none ---------------------------------------------------------------

    def _is_section(self, row: Row, only: str) -> bool:
        """A line across the sheet, whose words belong to no row."""
        what = self._plan.columns[row.index(only)] if only in row else Field.NOTE
        numbers, _rest = read_numbers(only)
        return not numbers and what not in (Field.NAME, Field.CONCERN, Field.EMAIL)

    # --- One row --------------------------------------------------------------------------

    def _row(self, place: int, row: Row) -> ImportedRow:
        cells = self._cells(row)
        name = self._name(cells)
        numbers, words = self._numbers(cells)
        if not (name or numbers):
            raise _FaultyRowError(Fault.NO_NAME_OR_NUMBER)
        notes = [self._headed(at, row) for at, what in self._columns if what in self._noted]
        notes = [note for note in (*notes, *words) if note]
        language, spoken = self._language(cells.get(Field.LANGUAGE, ""))
        email = clean(", ".join(cells.get(Field.EMAIL, "").split("\n")), limit=EMAIL)
        enquiry = None
        if self._plan.is_log:
            enquiry = self._enquiry(cells, [*notes, *spoken])
            note = ""
        else:
            said = cells.get(Field.CONCERN, "")
            note = clean("\n".join([said, *notes, *spoken]), limit=NOTE, multiline=True)
        return ImportedRow(place + 1, name, numbers, email, language, note, enquiry)

    def _cells(self, row: Row) -> dict[Field, str]:
        """Return field -> what stands in its columns; a ditto mark is what stands above."""
        above, self._above = self._above, list(row)
        cells: dict[Field, str] = {}
        for column, what in self._columns:
            cell = row[column].strip() if column < len(row) else ""
            if what is Field.PHONE:
                cell = self._labelled(cell, column)
            if cell.casefold() in _DITTO and column < len(above):
                cell = self._above[column] = above[column]
            if cell:
                cells[what] = f"{cells[what]}\n{cell}" if what in cells else cell
        return cells

    def _labelled(self, cell: str, column: int) -> str:
        """Say of a bare number what its column says: Mobile Phone."""
        heading = self._headings[column] if column < len(self._headings) else ""
        kind = next((word for word in fold(heading).split() if word in _KINDS), "")
        is_bare = cell and not any(map(str.isalpha, cell))
        return f"{cell} ({_KINDS[kind]})" if kind and is_bare else cell

    def _headed(self, column: int, row: Row) -> str:
        cell = row[column].strip() if column < len(row) else ""
        heading = self._headings[column].strip(" :") if column < len(self._headings) else ""
        return f"{heading}: {cell}" if cell and heading else cell

    def _name(self, cells: dict[Field, str]) -> str:
        parts = (cells.get(Field.FIRST_NAME, ""), cells.get(Field.LAST_NAME, ""))
        name = clean(cells.get(Field.NAME) or " ".join(parts), limit=NAME)
        if not self._has_names and (before := name_before(cells.get(Field.PHONE, ""))):
            name = before  # Jo Bell 828 555 0101
            cells[Field.PHONE] = cells[Field.PHONE].replace(before, "", 1)
        if fold(name) in _NO_NAME:
            return ""
        family, comma, given = name.partition(",")
        if comma and given.strip() and len(given.split()) <= 3 and len(family.split()) <= 3:
            return f"{given.strip()} {family.strip()}"  # as a list in alphabetical order has it
        return name

    def _numbers(self, cells: dict[Field, str]) -> tuple[tuple[ImportedNumber, ...], list[str]]:
        cell = cells.get(Field.PHONE, "")
        if not cell or fold(cell) in _NO_NAME:
            return (), []
        numbers, rest = read_numbers(cell)
        return numbers, [rest] if rest else []

    def _language(self, cell: str) -> tuple[str, list[str]]:
        tag = _LANGUAGES.get(fold(cell), "")
        return tag, [cell] if cell and not tag else []

    # --- The conversation -------------------------------------------------------------------

    def _enquiry(self, cells: dict[Field, str], notes: list[str]) -> ImportedEnquiry:
        day, time = self._when(cells)
        clinic = self._clinic
        service, heard = cells.get(Field.SERVICE, ""), cells.get(Field.HEARD, "")
        service_id, heard_id = (
            clinic.services.find(service),
            clinic.heard.find(heard) or clinic.heard.find(heard_of(heard)),
        )
        channel_said, staff_said = cells.get(Field.CHANNEL, ""), cells.get(Field.TAKEN_BY, "")
        channel, taken_by = channel_of(channel_said), clinic.staff.find(staff_said)
        known_as = clinic.services.name_of(service_id)
        concern = [cells.get(Field.CONCERN, "")]
        concern += [service] if service and fold(service) != known_as else []
        at = cells.get(Field.TIME, "")
        concern += [said for said, found in
                    ((channel_said, channel), (staff_said, taken_by), (at, time_of(at)))
                    if said and found is None]  # fmt: skip
        outcome, reason, outcome_note = self._outcome(cells.get(Field.OUTCOME, ""), day)
        is_exact = heard_id is not None and fold(heard) == clinic.heard.name_of(heard_id)
        heard_detail = "" if is_exact else beyond(heard, clinic.heard.name_of(heard_id))
        if len(heard_detail) > SHORT:
            notes, heard_detail = [*notes, heard_detail], ""
        return ImportedEnquiry(
            received_on=day,
            time=time,
            channel=channel or Channel.PHONE,
            service_id=service_id,
            concern=clean("\n".join([*concern, *notes]), limit=NOTE, multiline=True),
            heard_id=heard_id,
            heard_detail=clean(heard_detail, limit=SHORT),
            outcome=outcome,
            lost_reason_id=reason,
            outcome_note=clean(outcome_note, limit=NOTE, multiline=True),
            taken_by=taken_by,
        )

    def _outcome(self, said: str, day: dt.date) -> tuple[Outcome | None, int | None, str]:
        """Return how it ended, why it was lost, and words that say more than that."""
        outcome = outcome_of(said) if said else None
        reason = None
        if outcome is Outcome.LOST:
            find = self._clinic.reasons.find
            reason = find(said) or find(reason_of(said)) or find("other")
        is_open = outcome is None or outcome.needs_next_step
        if is_open and day < self._clinic.today - STILL_OPEN:
            return Outcome.INFORMATION_GIVEN, None, said
        said = beyond(said, plain_word(outcome), self._clinic.reasons.name_of(reason))
        return outcome, reason, said if len(said) > 3 or outcome is None else ""

    def _when(self, cells: dict[Field, str]) -> tuple[dt.date, dt.time | None]:
        written = cells.get(Field.DAY, "")
        time = time_of(cells.get(Field.TIME, "")) or time_of(split_clock(written)[1])
        if not written:
            if self._day is None:
                raise _FaultyRowError(Fault.NO_DAY)
            self._reading.same_day += 1
            return self._day, time
        day = self._date(written)
        if isinstance(day, Fault):
            raise _FaultyRowError(day)
        self._day = day
        return day, time

    def _date(self, written: str) -> dt.date | Fault:
        if written not in self._dates:
            self._dates[written] = self._read_date(written)
        return self._dates[written]

    def _read_date(self, written: str) -> dt.date | Fault:
        found = read_day(written) if len(written) <= LONGEST_DAY else None
        if found is None:
            return Fault.NOT_A_DAY
        day = found.read(self._order, year=self._plan.year, latest=self._clinic.today)
        if day is None:
            return Fault.NOT_A_DAY
        return Fault.DAY_TO_COME if day > self._clinic.today else day


AT_ONCE: Final = 2_000  # rows of one transaction: some tenths of a second, in which desks wait


def chunks(rows: list[ImportedRow], size: int) -> Iterator[list[ImportedRow]]:
    """Yield the rows in the pieces in which they are stored."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
