import re
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QImage

from db.domain.errors import NoPrinterError
from db.domain.handout import HandoutKind, Paper, TextSize
from desk_app.handouts import printing
from desk_app.handouts.lists import FollowUpLine, FollowUpSheet
from desk_app.handouts.pages import draw_page
from desk_app.handouts.rendering import HandoutPress
from tests.desk_app.handouts.cups_queue import QUEUE
from tests.desk_app.handouts.samples import CLINIC, GIVEN_ON, sheet

PROJECT = Path(__file__).parents[3]
PRINT = """
import sys
from pathlib import Path
from db.domain.handout import Paper
from desk_app.handouts.printing import available_printers, print_pdf, printing_application
application = printing_application()
file, printer, paper, copies, then = sys.argv[1:]
assert available_printers() == [printer], available_printers()
print_pdf(
    Path(file).read_bytes(),
    printer_name=printer, paper=Paper(paper), title="Back pain at home", copies=int(copies),
    duplex=bool(then), then=[Path(then).read_bytes()] if then else (),
)
"""


@pytest.fixture(scope="module")
def press():
    return HandoutPress(system_fonts=False)


def send(queue, file, paper, copies=1, then=""):
    """Print from a program of its own, without a display, and give back the PDF of the queue."""
    subprocess.run(
        [sys.executable, "-c", PRINT, str(file), QUEUE, paper.value, str(copies), str(then)],
        cwd=PROJECT, env=queue.environment, check=True,
    )  # fmt: skip
    return queue.printed()


def facts(file):
    answer = subprocess.run(["pdfinfo", str(file)], capture_output=True, text=True, check=True)
    size = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", answer.stdout)
    pages = re.search(r"Pages:\s+(\d+)", answer.stdout)
    return int(pages[1]), (float(size[1]), float(size[2]))


def darkness(pdf):
    """The first page in eighths each way: how dark each field is, 0 to 1."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[0].render(scale=1, grayscale=True)
        pixels, stride = bytes(picture.buffer), picture.stride
        wide, high = picture.width // 8, picture.height // 8
    fields = []
    for down in range(8):
        for across in range(8):
            rows = range(down * high, (down + 1) * high)
            field = b"".join(pixels[row * stride + across * wide :][:wide] for row in rows)
            fields.append(1 - sum(field) / len(field) / 255)
    return fields


@pytest.mark.parametrize("paper", list(Paper))
def test_two_pages_come_out_of_the_queue_on_the_right_paper(queue, press, tmp_path, paper):
    rendered = press.render(sheet(paper=paper, practitioner_note="Rest. " * 80))
    assert rendered.page_count == 2
    file = tmp_path / "handout.pdf"
    file.write_bytes(rendered.pdf)
    printed = send(queue, file, paper)
    pages, size = facts(printed)
    assert pages == 2
    assert size == pytest.approx(paper.size_in_points, abs=1.5)
    # Not scaled, not moved: the same ink in the same fields of the page.
    assert darkness(printed.read_bytes()) == pytest.approx(darkness(rendered.pdf), abs=0.02)
    # The name of the spooled file comes from the job's title: the article, nobody's name.
    assert "Back_pain_at_home" in printed.name


def test_large_print_in_two_copies_prints_every_page_twice(queue, press, tmp_path):
    rendered = press.render(sheet(size=TextSize.LARGE))
    file = tmp_path / "handout.pdf"
    file.write_bytes(rendered.pdf)
    pages, _ = facts(send(queue, file, Paper.LETTER, copies=2))
    assert pages == 2 * rendered.page_count


def test_a_wide_page_is_printed_wide(queue, press, tmp_path):
    rows = (FollowUpLine(window="15:00", person="R. Diaz", phone="828 555 0119"),)
    rendered = press.render_list(
        FollowUpSheet(
            rows=rows,
            heading="Follow-ups",
            printed_on=GIVEN_ON,
            clinic=CLINIC,
            size=TextSize.LARGE,
        )
    )
    file = tmp_path / "list.pdf"
    file.write_bytes(rendered.pdf)
    printed = send(queue, file, Paper.LETTER).read_bytes()
    with pypdfium2.PdfDocument(printed) as document:
        page = document[0]
        assert sorted(page.get_size()) == pytest.approx([612, 792], abs=1.5)
    ink = sum(darkness(printed)), sum(darkness(rendered.pdf))
    assert ink[0] == pytest.approx(ink[1], rel=0.1)


def test_a_printer_that_is_gone_is_a_sentence_and_never_a_silent_file(qapp, press, tmp_path):
    before = set(Path.cwd().iterdir())
    with pytest.raises(NoPrinterError):
        printing.print_pdf(
            press.render(sheet()).pdf,
            printer_name="No such printer",
            paper=Paper.LETTER,
            title="Back pain at home",
        )
    assert set(Path.cwd().iterdir()) == before


def test_the_picture_of_a_page_has_the_pages_colours(qapp, press):
    page = draw_page(press.render(sheet()).pdf, 0, pixels_per_point=1)
    picture = printing.page_picture(page)
    assert (picture.width(), picture.height()) == (612, 792)
    assert picture.pixelColor(5, 5).getRgb()[:3] == (255, 255, 255)
    colours = {picture.pixelColor(x, y).name() for x in range(80, 540) for y in range(60, 140)}
    assert "#0f4c52" in colours


def test_the_picture_of_a_page_is_the_page_to_its_last_row(press):
    page = draw_page(press.render(sheet()).pdf, 0, pixels_per_point=1.03)
    whole = QImage(page.bgrx, page.width, page.height, page.width * 4, QImage.Format.Format_RGB32)
    assert page.height % printing._ROWS_AT_ONCE
    assert printing.page_picture(page) == whole


def test_of_a_set_on_both_sides_each_begins_on_a_leaf_of_its_own(queue, press, tmp_path):
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    one.write_bytes(press.render(sheet(kind=HandoutKind.SUMMARY)).pdf)
    two.write_bytes(press.render(sheet(practitioner_note="Rest. " * 80)).pdf)
    printed = send(queue, one, Paper.LETTER, then=two)
    assert facts(printed)[0] == 4
    with pypdfium2.PdfDocument(printed.read_bytes()) as document:
        ink = [len(set(bytes(page.render(scale=0.3).buffer))) > 8 for page in document]
    assert ink == [True, False, True, True]


def test_a_leaflet_comes_out_of_the_queue_lying(queue, press, tmp_path):
    file = tmp_path / "leaflet.pdf"
    made = press.render(sheet(kind=HandoutKind.LEAFLET)).pdf
    file.write_bytes(made)
    printed = send(queue, file, Paper.LETTER)
    assert facts(printed)[0] == 2
    assert sorted(facts(printed)[1]) == pytest.approx([612, 792], abs=1.5)
