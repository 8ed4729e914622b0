"""A sample of ``matrix``, which checks all of it by one command; and that its rules find faults."""

import pytest
import typst

from desk_app.handouts.rendering import RenderedHandout
from desk_app.resources import RESOURCES
from tests.desk_app.handouts import matrix
from tests.desk_app.handouts.page_rules import broken_pages
from tests.desk_app.handouts.samples import press_with_pictures

# Stepping by a prime meets every kind, size, paper and article with each other in turn.
SAMPLE = matrix.cases()[::41]


@pytest.fixture(scope="module")
def press():
    return press_with_pictures()


@pytest.mark.parametrize("case", SAMPLE, ids=lambda case: case.label)
def test_a_sheet_of_the_matrix_breaks_no_rule(press, case):
    [(_, rendered)] = matrix.made(press, [case])
    if isinstance(rendered, RenderedHandout):
        assert matrix.problems(case, rendered) == []
    else:
        assert (rendered, case.kind.value) == ("NothingToSumUpError", "summary")
        assert case.slug == "real"


def test_the_sample_meets_every_kind_size_and_paper():
    assert {(c.kind, c.size) for c in SAMPLE} == set(matrix.MADE)
    assert {(c.paper, bool(c.name), c.grey) for c in SAMPLE} == {
        (c.paper, bool(c.name), c.grey) for c in matrix.cases()
    }
    assert {c.slug for c in SAMPLE} == set(matrix.articles())


FAULTS = {
    "holds one line": "#par[A] #pagebreak() #par[One line.] #pagebreak() #lorem(30)",
    "a heading ends page 1": "#par[A] \n #heading(level: 2)[End] #pagebreak() #lorem(30)",
    "words that lead in": "#lorem(20) \n #par[These:] #pagebreak() #lorem(30)",
    "stands alone": "#set text(costs: (widow: 0%, orphan: 0%))\n#v(130pt)\n#lorem(30)\n\nB",
    "the lower half of page 1": "#par[A] #par[B] #pagebreak() #lorem(30) #pagebreak() #lorem(60)",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_page_that_is_set_badly_is_told_from_a_good_one(fault):
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(RESOURCES / "fonts")])
    head = '#set page(width: 200pt, height: 260pt, margin: 20pt)\n#set document(title: "T")\n'
    face = '#set text(font: "Atkinson Hyperlegible Next", size: 12pt)\n#heading[T]\n#lorem(9)\n'

    def found(body):
        source = (head + face + body).encode()
        return broken_pages(typst.compile(source, font_paths=fonts, pdf_standards=["ua-1"]))

    assert found("#lorem(25)") == []
    assert any(fault in problem for problem in found(FAULTS[fault])), found(FAULTS[fault])
