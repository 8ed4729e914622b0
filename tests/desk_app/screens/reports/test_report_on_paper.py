"""The report on paper and as a workbook holds the figures of the screen."""

import io

import pypdfium2
import pytest
import python_calamine
from PySide6.QtCore import Qt

from db.domain.enquiry import Outcome
from desk_app.exporting import TableFormat
from desk_app.handouts.rendering import HandoutPress
from desk_app.reporting.paper import report_sheet
from tests.desk_app.handouts import pdf_structure as structure
from tests.desk_app.handouts.pdf_rules import broken_rules

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def written(log_on, presenter, desk):
    log_on(3, 4, outcome=Outcome.BOOKED)
    log_on(3, 5, outcome=Outcome.INFORMATION_GIVEN)
    presenter.activate()
    return presenter.written


def test_the_paper_says_what_the_pictures_say_and_keeps_the_standards(written, desk):
    sheet = report_sheet(written, profile=desk.clinic.profile, today=desk.today())
    rendered = HandoutPress(system_fonts=False).render_report(sheet)
    assert rendered.standards_kept
    assert broken_rules(rendered.pdf) == []
    assert min(run.size for run in structure.runs(rendered.pdf)) >= 9.5
    pages = pypdfium2.PdfDocument(rendered.pdf)
    text = " ".join(page.get_textpage().get_text_range() for page in pages)
    for words in (written.content.headline, *(chart.title for chart in written.content.charts)):
        assert words in " ".join(text.split())
    assert "When they come" in text


def test_no_bar_is_longer_than_its_room_and_none_of_the_filled_part_than_its_bar(written, desk):
    sheet = report_sheet(written, profile=desk.clinic.profile, today=desk.today())
    rows = [row for table in sheet.tables for row in table.rows]
    assert max(row.now for row in rows) == 1
    assert all(0 <= row.before <= 1 and (row.part or 0) <= row.now <= 1 for row in rows)
    assert sum(map(sum, sheet.hours.counts)) == 2


def test_a_workbook_has_a_sheet_for_each_picture(written):
    data = io.BytesIO(written.file(TableFormat.XLSX))
    book = python_calamine.CalamineWorkbook.from_filelike(data)
    titles = [title for title, _rows in written.tables()]
    assert book.sheet_names == titles
    outcomes = book.get_sheet_by_name("What became of them").to_python()
    assert ["Booked", 1.0, 0.0, "", ""] in [[*row, "", ""][:5] for row in outcomes]


def test_ctrl_p_shows_the_paper_and_esc_goes_back(written, open_page, qtbot, monkeypatch):
    monkeypatch.setattr("desk_app.paper.printing.available_printers", list)
    page = open_page()
    page.print_page()
    assert page._preview.isVisible()
    qtbot.keyClick(page._preview, Qt.Key.Key_Escape)
    assert page._charts.isVisible()
