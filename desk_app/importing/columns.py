"""What each column holds: by its heading, and by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from db.domain.words import fold
from desk_app.importing.book import Row
from desk_app.importing.days import looks_like_day, read_day
from desk_app.importing.heading_words import Field, said_exactly, said_inside
from desk_app.importing.numbers import looks_like_phones
from desk_app.importing.values import OUTCOMES, ClinicWords, channel_of, heard_of, time_of

# Several columns may be these; of the others only the one that says it most clearly is.
MANY: Final = frozenset(
    {
        Field.FIRST_NAME, Field.LAST_NAME, Field.PHONE, Field.CONCERN, Field.NOTE, Field.LEAVE_OUT,
        Field.EMAIL,
    }
)  # fmt: skip
_SAMPLE: Final = 200
_DEEPEST_HEADING: Final = 15
_TESTED: Final = 400  # letters of a cell
_MOST: Final = 0.6
_SOME: Final = 0.3
_LONGEST_SERVICE: Final = 60  # letters
_LEAST_FIGURES: Final = 5  # of a number without its area

# How clearly a column says what it is.
_BY_HEADING: Final = 3.0
_BY_CONTENT_ALONE: Final = 2.0
_BY_A_WORD: Final = 1.5
_ALSO_BY_CONTENT: Final = 0.9
_DOUBTFUL: Final = 0.1

_OUR_NUMBER: Final = re.compile(r"20\d\d-\d{4,6}")
_EMAIL: Final = re.compile(r"[^@\s,;]+@[^@\s,;]+\.\w{2,}")
_NAME: Final = re.compile(r"[^\W\d_][\w.'’-]*(?:[ ,]+[^\W\d_][\w.'’-]*){1,4}")
_YES_OR_NO: Final = frozenset(
    {
        "yes", "no", "y", "n", "si", "s", "ja", "nein", "j", "oui", "non", "o", "sim", "nao", "nee",
        "x", "true", "false",
    }
)  # fmt: skip


def heading_row(rows: Sequence[Row]) -> int | None:
    """Return the place of the row of headings; None where there is none."""
    best, place = 0.0, None
    for at, row in enumerate(rows[:_DEEPEST_HEADING]):
        known = sum(_is_heading(cell) for cell in row)
        filled = sum(bool(cell.strip()) for cell in row)
        score = known + known / filled if filled else 0
        if known >= min(2, filled) and score > best:
            best, place = score, at
    return place


def guess(headings: Row | None, rows: Sequence[Row], clinic: ClinicWords) -> tuple[Field, ...]:
    """Return what each column is: who says it most clearly comes first."""
    width = max((len(row) for row in (*rows, headings or [])), default=0)
    columns = [
        _Column(headings[at] if headings and at < len(headings) else "", _cells(rows, at), clinic)
        for at in range(width)
    ]
    claims = [
        (-strength, at, field)
        for at, column in enumerate(columns)
        for field, strength in column.claims()
    ]
    guessed: dict[int, Field] = {}
    for _, at, field in sorted(claims, key=lambda claim: claim[:2]):
        if at not in guessed and (field in MANY or field not in guessed.values()):
            guessed[at] = field
    found = [guessed.get(at, column.otherwise) for at, column in enumerate(columns)]
    return tuple(_with_a_name(_with_a_service(found, columns), columns))


class _Column:
    """Its heading, which may be empty, and a sample of its cells."""

    def __init__(self, heading: str, cells: list[str], clinic: ClinicWords) -> None:
        self._heading, self.cells, self._clinic = heading.strip(), cells, clinic

    @property
    def otherwise(self) -> Field:
        """What it is when nothing says what it is."""
        if not self.cells:
            return Field.LEAVE_OUT
        return Field.NOTE if self._heading else Field.CONCERN

    def claims(self) -> Iterator[tuple[Field, float]]:
        """Yield what it may be, and how clearly it says so."""
        if not self.cells:
            return
        seen = self._seen()
        exact = said_exactly(self._heading)
        said = [(exact, _BY_HEADING)] if exact else []
        if not said:
            inside = enumerate(said_inside(self._heading))
            said = [(field, _BY_A_WORD - rank / 10) for rank, field in inside]
        for field, strength in said:
            if not self._speaks_against(field, seen):
                yield field, strength
            elif field is Field.DAY:  # each row says then what is wrong with its day
                yield field, _DOUBTFUL
        if seen is not None:
            yield seen, _ALSO_BY_CONTENT if said else _BY_CONTENT_ALONE

    def share(self, test: Callable[[str], object]) -> float:
        """Return how many of its cells are so, from 0 to 1."""
        return sum(bool(test(cell)) for cell in self.cells) / max(1, len(self.cells))

    def names_services(self) -> bool:
        """Whether most of its cells are short and name a service of the clinic."""
        is_short = max(map(len, self.cells), default=_TESTED) <= _LONGEST_SERVICE
        return is_short and self.share(self._clinic.services.find) >= _MOST

    def looks_like_names(self) -> bool:
        """Whether a good part of its cells may be names of people."""
        is_short = max(map(len, self.cells), default=_TESTED) < 40
        return is_short and self.share(_looks_like_name) > 1 / 3

    def _seen(self) -> Field | None:
        tests: tuple[tuple[Field, Callable[[str], object]], ...] = (
            (Field.EMAIL, _EMAIL.search),
            (Field.TIME, time_of),
            (Field.DAY, looks_like_day),
            (Field.PHONE, looks_like_phones),
            (Field.CHANNEL, channel_of),
            (Field.OUTCOME, lambda cell: fold(cell) in OUTCOMES),
            (Field.HEARD, lambda cell: self._clinic.heard.find(cell) or heard_of(cell)),
            (Field.TAKEN_BY, self._clinic.staff.find),
            (Field.NAME, _looks_like_name),
        )
        if _counts_rows(self.cells):
            return Field.LEAVE_OUT
        if self._is_yes_or_no():
            return None
        return next((field for field, test in tests if self.share(test) > _MOST), None)

    def _is_yes_or_no(self) -> bool:
        return self.share(lambda cell: fold(cell).strip(" .!") in _YES_OR_NO) > _MOST

    def _speaks_against(self, field: Field, seen: Field | None) -> bool:
        """Whether what stands in it can hardly be what its heading says."""
        if field is Field.TIME:
            return self.share(time_of) < _SOME
        if field is Field.DAY:
            return seen is Field.TIME or self.share(read_day) < _SOME
        if field is Field.EMAIL:
            return self.share(lambda cell: "@" in cell) < _SOME
        if field is Field.PHONE:
            is_other = seen not in (None, Field.PHONE)
            return is_other or self.share(_has_figures) < _SOME
        if field is Field.LEAVE_OUT:  # "No." may be anything
            return seen not in (None, Field.LEAVE_OUT)
        if field in (Field.CONCERN, Field.SERVICE, Field.HEARD, Field.CHANNEL, Field.TAKEN_BY):
            return self._is_yes_or_no() or seen in (Field.EMAIL, Field.PHONE, Field.DAY)
        if field in (Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.OUTCOME):
            return seen in (Field.EMAIL, Field.PHONE, Field.DAY, Field.TIME)
        return False


def _is_heading(cell: str) -> bool:
    return said_exactly(cell) is not None or next(said_inside(cell), None) is not None


def _cells(rows: Sequence[Row], column: int) -> list[str]:
    sample = (row[column] for row in rows[:_SAMPLE] if column < len(row) and row[column].strip())
    return [cell[:_TESTED] for cell in sample]


def _has_figures(cell: str) -> bool:
    return sum(map(str.isdigit, cell)) >= _LEAST_FIGURES


def _looks_like_name(cell: str) -> bool:
    return bool(_NAME.fullmatch(cell)) and cell[:1].isupper() and not cell.isupper()


def _counts_rows(cells: Sequence[str]) -> bool:
    """1, 2, 3, ...: somebody numbered the rows; or we did."""
    if all(map(_OUR_NUMBER.fullmatch, cells)):
        return True
    if len(cells) < 3 or not all(cell.isdecimal() and len(cell) < 6 for cell in cells):
        return False
    return all(int(one) + 1 == int(two) for one, two in pairwise(cells))


def _with_a_service(found: list[Field], columns: Sequence[_Column]) -> list[Field]:
    """Where nothing is called a service, a reason that names services is one."""
    if Field.SERVICE not in found:
        for at, (field, column) in enumerate(zip(found, columns, strict=True)):
            if field in (Field.CONCERN, Field.NOTE) and column.names_services():
                found[at] = Field.SERVICE
                break
    return found


def _with_a_name(found: list[Field], columns: Sequence[_Column]) -> list[Field]:
    """A list in which nothing is called a name has one all the same."""
    if {Field.NAME, Field.FIRST_NAME, Field.LAST_NAME} & set(found):
        if Field.NAME not in found and Field.LAST_NAME not in found:
            found[found.index(Field.FIRST_NAME)] = Field.NAME
        elif {Field.NAME, Field.LAST_NAME} <= set(found) and Field.FIRST_NAME not in found:
            found[found.index(Field.NAME)] = Field.FIRST_NAME  # Nombre, Apellidos
        return found
    for at, (field, column) in enumerate(zip(found, columns, strict=True)):
        if field in (Field.NOTE, Field.CONCERN) and column.looks_like_names():
            found[at] = Field.NAME
            break
    return found
