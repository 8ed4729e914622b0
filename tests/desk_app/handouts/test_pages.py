import pytest

from db.domain.handout import Paper
from desk_app.handouts.pages import draw_page, draw_pages, page_bands, page_count, page_sizes
from desk_app.handouts.rendering import HandoutPress
from tests.desk_app.handouts.samples import sheet


@pytest.fixture(scope="module")
def pdf():
    return (
        HandoutPress(system_fonts=False)
        .render(sheet(paper=Paper.A4, practitioner_note="Rest. " * 80))
        .pdf
    )


def test_every_page_is_drawn_at_the_wanted_size(pdf):
    pages = draw_pages(pdf, pixels_per_point=1.5)
    assert [(page.width, page.height) for page in pages] == [(893, 1263)] * 2


def test_the_bytes_are_four_per_pixel_without_padding(pdf):
    for page in draw_pages(pdf, pixels_per_point=0.77):
        assert len(page.bgrx) == page.width * page.height * 4


def test_the_pages_hold_ink_on_white(pdf):
    page = draw_pages(pdf, pixels_per_point=1)[0]
    assert page.bgrx[:3] == b"\xff\xff\xff"
    assert b"\x52\x4c\x0f" in page.bgrx  # the accent #0f4c52, blue first


def test_count_and_sizes_are_those_of_the_paper(pdf):
    assert page_count(pdf) == 2
    assert page_sizes(pdf) == [pytest.approx(Paper.A4.size_in_points, abs=0.01)] * 2


@pytest.mark.parametrize("rows", [2, 7, 100, 5000])
def test_the_bands_of_a_page_are_the_page_and_overlap_by_one_row(pdf, rows):
    whole = draw_page(pdf, 0, pixels_per_point=0.5)
    row = whole.width * 4
    bands = list(page_bands(pdf, 0, pixels_per_point=0.5, rows=rows))
    assert [top for top, _ in bands] == [max(n - 1, 0) for n in range(0, whole.height, rows)]
    below = b"".join(band.bgrx[row if top else 0 :] for top, band in bands)
    assert below == whole.bgrx
    assert all(band.bgrx == whole.bgrx[top * row :][: band.height * row] for top, band in bands)
