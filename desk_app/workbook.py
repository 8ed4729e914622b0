"""A workbook (XLSX) of plain tables: words, figures and days, never something to compute."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape

from desk_app.spreadsheet import Cell

# What XML cannot hold.
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\']+")
_LONGEST_NAME: Final = 31
_LONGEST_CELL: Final = 32_767
_WIDEST: Final = 60
_ZERO: Final = dt.date(1899, 12, 30)
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the same rows give the same bytes
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_BOLD, _DAY, _WRAPPED = 1, 2, 3
_STYLES: Final = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font/><font><b/></font></fonts>'
    '<fills count="2"><fill/><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/>'
    '<xf numFmtId="14" applyNumberFormat="1"/>'
    '<xf applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf></cellXfs></styleSheet>'
)

Table = tuple[str, Sequence[Sequence[Cell]]]
"""A sheet's name, and its rows with the headings first."""


def xlsx_bytes(tables: Sequence[Table]) -> bytes:
    """Return a workbook with a sheet for each table."""
    names = _names([name for name, _rows in tables])
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, content in _parts(names):
            _write(archive, place, content)
        for number, (_name, rows) in enumerate(tables, 1):
            _write(archive, f"xl/worksheets/sheet{number}.xml", "".join(_sheet(rows)))
    return held.getvalue()


def _write(archive: zipfile.ZipFile, place: str, content: str) -> None:
    entry = zipfile.ZipInfo(place, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)


def _names(wanted: Sequence[str]) -> list[str]:
    """Names as a workbook takes them: short, plain, each once."""
    names: list[str] = []
    for each in wanted:
        plain = " ".join(_NOT_IN_NAMES.sub(" ", _UNFIT.sub("", each)).split()) or "Sheet"
        name, number = plain[:_LONGEST_NAME].strip(), 1
        while name.casefold() in {other.casefold() for other in names}:
            number += 1
            name = f"{plain[: _LONGEST_NAME - len(str(number)) - 1].strip()} {number}"
        names.append(name)
    return names


def _parts(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Everything of the package but the sheets themselves."""
    numbered = list(enumerate(names, 1))
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for n, _name in numbered
    )
    yield (
        "[Content_Types].xml",
        (
            f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Override '
            f'PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/><Override '
            f'PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{kinds}</Types>'
        ),
    )
    yield "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])
    sheets = "".join(
        f'<sheet name="{escape(name, {chr(34): "&quot;"})}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in numbered
    )
    names = f'xmlns="{_MAIN}" xmlns:r="{_OFFICE}"'
    yield "xl/workbook.xml", f"{_HEAD}<workbook {names}><sheets>{sheets}</sheets></workbook>"
    targets = [("worksheet", f"worksheets/sheet{n}.xml") for n, _name in numbered]
    yield "xl/_rels/workbook.xml.rels", _relations([*targets, ("styles", "styles.xml")])
    yield "xl/styles.xml", _STYLES


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _sheet(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    yield f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    yield '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    yield "</sheetView></sheetViews><cols>"
    width = max(map(len, rows), default=1)
    for place in range(width):
        longest = max((_length(row[place]) for row in rows if place < len(row)), default=0)
        wide = min(longest + 2, _WIDEST)
        yield f'<col min="{place + 1}" max="{place + 1}" width="{wide}" customWidth="1"/>'
    yield "</cols><sheetData>"
    for number, row in enumerate(rows, 1):
        cells = "".join(_cell(cell, _BOLD if number == 1 else None) for cell in row)
        yield f'<row r="{number}">{cells}</row>'
    yield "</sheetData></worksheet>"


def _length(cell: Cell) -> int:
    return max(map(len, str(cell if cell is not None else "").split("\n")))


def _cell(cell: Cell, style: int | None) -> str:
    if cell is None or cell == "":
        return "<c/>"
    if isinstance(cell, dt.date):
        return f'<c s="{_DAY}"><v>{(cell - _ZERO).days}</v></c>'
    if isinstance(cell, int):
        return f"<c><v>{cell}</v></c>"
    if style is None and "\n" in cell:
        style = _WRAPPED
    text = escape(_UNFIT.sub("", cell[:_LONGEST_CELL])).replace("\r", "")
    said = f' s="{style}"' if style else ""
    return f'<c t="inlineStr"{said}><is><t xml:space="preserve">{text}</t></is></c>'
