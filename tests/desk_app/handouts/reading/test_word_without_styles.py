"""Word files whose writer never used a style: headings by bold words, by size, by capitals."""

import pytest

from desk_app.handouts.reading.formats.kinds import SourceKind
from desk_app.handouts.reading.formats.source import read_source
from tests.desk_app.handouts.reading.outlines import outline
from tests.desk_app.handouts.reading.word_files import paragraph, part, run, table, word_file


def sized(text, half_points):
    size = f'<w:rPr><w:sz w:val="{half_points}"/></w:rPr>'
    return paragraph(f'<w:r>{size}<w:t xml:space="preserve">{text}</w:t></w:r>')


BOLD = (
    paragraph("Care After Cataract Surgery", bold=True),
    paragraph(""),
    paragraph("Your eye may itch for a few days. Do not rub it."),
    paragraph("Every day", bold=True),
    paragraph("•\tUse the drops four times."),
    paragraph("•\tWear the shield at night."),
    paragraph("Call us at once if", bold=True),
    paragraph("a)\tyour sight gets worse"),
    paragraph("b)\tthe eye hurts"),
    paragraph("Phone: 555-0142"),
)
BOLD_READ = """\
(en)
T Care After Cataract Surgery
p Your eye may itch for a few days. Do not rub it.
H Every day
- Use the drops four times.
- Wear the shield at night.
H Call us at once if
1 your sight gets worse
1 the eye hurts
p Phone: 555-0142"""
SIZES = (
    sized("Eating Well With Gout", 40),
    sized("Gout comes from too much uric acid. Food is one part of it.", 22),
    sized("Choose often", 28),
    paragraph("cherries", number=1),
    paragraph("low-fat milk", number=1),
    sized("Choose rarely", 28),
    table(["Food", "How often"], ["Red meat", "once a week"], ["Beer", "best not at all"]),
    sized("Drink two liters of water a day unless we told you otherwise.", 22),
)
SIZES_READ = """\
(en)
x page_head: Hill Clinic
T Eating Well With Gout
p Gout comes from too much uric acid. Food is one part of it.
H Choose often
- cherries
- low-fat milk
H Choose rarely
p Food | How often
p Red meat | once a week
p Beer | best not at all
p Drink two liters of water a day unless we told you otherwise.
x page_foot: Page 1 of 1"""
CAPITALS = (
    paragraph("RINSING YOUR NOSE"),
    paragraph("A salt rinse clears the nose. Use boiled water that has cooled."),
    paragraph(run("You need. ", bold=True) + run("A clean bottle, salt and warm water.")),
    paragraph(run("How to rinse. ", bold=True) + run("Lean over the sink. Let the water run.")),
    paragraph(run("Afterward. ", bold=True) + run("Blow gently. Let the bottle dry.")),
)
CAPITALS_READ = """\
(en)
T RINSING YOUR NOSE
p A salt rinse clears the nose. Use boiled water that has cooled.
p You need. A clean bottle, salt and warm water.
p How to rinse. Lean over the sink. Let the water run.
p Afterward. Blow gently. Let the bottle dry."""
AROUND = (
    ("header1", part("hdr", paragraph("Hill Clinic"))),
    ("footer1", part("ftr", paragraph("Page 1 of 1"))),
)


@pytest.mark.parametrize(
    ("body", "around", "read"),
    [(BOLD, (), BOLD_READ), (SIZES, AROUND, SIZES_READ), (CAPITALS, (), CAPITALS_READ)],
    ids=["bold", "sizes", "capitals"],
)
def test_a_word_file_without_styles_is_read_as_a_careful_reader_would(body, around, read):
    file = word_file(*body, parts=around)
    assert "\n".join(outline(read_source(file, SourceKind.WORD))) == read
