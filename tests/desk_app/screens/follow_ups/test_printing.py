"""The list on paper: previewed, printed under a title that names nobody, saved."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from db.domain.errors import NoPrinterError
from db.domain.handout import Paper
from desk_app.notices import Level
from desk_app.paper import printing
from desk_app.settings import PrinterChoice

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def printers(monkeypatch):
    """Two printers; returns the jobs they were sent."""
    jobs = []

    def send(pdf, **job):
        jobs.append(job | {"pdf": pdf})

    monkeypatch.setattr(printing, "available_printers", lambda: ["Front", "Back office"])
    monkeypatch.setattr(printing, "print_pdf", send)
    return jobs


@pytest.fixture
def previewed(promise, day, page):
    """The page with its preview open."""
    promise("Maria Secret", day(0), words="Tell her the price")
    page.activated()
    page.print_page()
    return page._preview


def test_the_preview_shows_pages_and_esc_goes_back(previewed, page, press_key):
    assert previewed.isVisible()
    assert previewed._pages.place.count == 1
    press_key(Qt.Key.Key_Escape)
    assert not previewed.isVisible()
    assert page._list.hasFocus()


def test_enter_prints_and_the_title_names_nobody(printers, previewed, press_key, desk, posted):
    press_key(Qt.Key.Key_Return)
    [job] = printers
    assert job["pdf"].startswith(b"%PDF")
    assert (job["printer_name"], job["paper"], job["copies"]) == ("Front", Paper.LETTER, 1)
    assert "Secret" not in job["title"]
    assert desk.settings.printer == "Front"
    assert posted[-1].text == "The list was sent to Front."
    assert not previewed.isVisible()


def test_the_last_printer_and_its_copies_are_remembered(
    printers, promise, day, page, press_key, desk
):
    desk.settings.remember_printer_choice("Back office", PrinterChoice(copies=2, duplex="long"))
    promise("Maria", day(0))
    page.activated()
    page.print_page()
    press_key(Qt.Key.Key_Return)
    [job] = printers
    assert (job["printer_name"], job["copies"], job["duplex"]) == ("Back office", 2, True)


def test_a_printer_that_is_gone_is_said_and_the_preview_stays(
    printers, previewed, press_key, posted, monkeypatch
):
    def gone(_pdf, **_job):
        raise NoPrinterError

    monkeypatch.setattr(printing, "print_pdf", gone)
    press_key(Qt.Key.Key_Return)
    assert posted[-1].level is Level.WARNING
    assert previewed.isVisible()


def test_without_a_printer_saving_is_offered(previewed, monkeypatch):
    assert not previewed._printers.isVisible()
    assert previewed._none.isVisible()
    assert not previewed._print.isEnabled()


def test_the_pages_are_saved_where_one_says(previewed, press_key, tmp_path, posted):
    press_key(Qt.Key.Key_S, CONTROL)
    [dialog] = previewed.findChildren(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("follow-ups 2026-03-06.pdf")
    file = tmp_path / "list.pdf"
    dialog.fileSelected.emit(str(file))
    dialog.reject()
    assert file.read_bytes().startswith(b"%PDF")
    assert posted[-1].text == "The list was saved as PDF."


def test_a_folder_that_cannot_be_written_is_said(previewed, presenter, tmp_path, posted):
    presenter.printing.save_as(str(tmp_path / "missing" / "list.pdf"))
    assert "Choose another folder" in posted[-1].text
    assert previewed.isVisible()


def test_an_empty_list_is_not_printed(page):
    page.print_page()
    assert not page._preview.isVisible()


def test_a_number_that_must_not_be_called_is_not_on_paper(
    promise, day, page, presenter, rows, sqlite_database
):
    promise("Maria", day(0))
    row = rows()["Maria"]

    def stop(session):
        from db.models.person import Person

        session.get(Person, row.person_id).do_not_contact = True

    sqlite_database.write(stop)
    page.activated()
    sheet = presenter.printing._sheet(presenter._listed, presenter._writer(), "", 1)
    assert sheet.rows[0].phone == ""
    assert sheet.rows[0].promised.startswith("do not contact")
