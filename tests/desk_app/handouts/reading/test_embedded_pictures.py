"""Pictures that come inside a text are kept; all others are named, and none is fetched."""

import base64

import pytest

from db.domain.article import Block, BlockKind
from desk_app.handouts.reading.formats.apart import read_file
from desk_app.handouts.reading.formats.kinds import SourceKind
from desk_app.handouts.reading.formats.source import read_source
from desk_app.handouts.reading.reader import PieceKind, leave_out, put_back
from tests.desk_app.handouts.reading.outlines import outline
from tests.desk_app.handouts.reading.word_files import (
    OFFICE,
    RELATIONS,
    paragraph,
    word_file,
)
from tests.desk_app.picture_files import as_file, drawn

PNG = as_file(drawn(), "png")
LINK = "data:image/png;base64," + base64.b64encode(PNG).decode()


def page(*images):
    body = "".join(f"<p>Stretch {n} slowly.</p>{image}" for n, image in enumerate(images))
    return f"<html><body><h1>Stretching</h1>{body}<p>Rest at the end.</p></body></html>"


def read(*images):
    return read_source(page(*images), SourceKind.HTML)


def test_a_picture_that_came_along_stands_where_it_stood():
    reading = read(f'<img src="{LINK}" alt="A bent knee">', f"<figure><img src='{LINK}'></figure>")
    assert outline(reading)[1:] == [
        "T Stretching",
        "p Stretch 0 slowly.",
        "o A bent knee",
        "p Stretch 1 slowly.",
        "o ",
        "p Rest at the end.",
    ]
    assert reading.files == (PNG, PNG)
    assert reading.words_kept == reading.words_total == 11


@pytest.mark.parametrize(
    ("image", "named"),
    [
        ('<img src="https://clinic.example/a/back.jpg?w=3" alt="">', "back.jpg"),
        ('<img src="file:///etc/passwd" alt="A back">', "A back"),
        (f'<img src="data:image/svg+xml;base64,{"PHN2Zy8+" * 40}" alt="Drawing">', "Drawing"),
        ('<img src="embedded-picture:7" alt="Nothing">', "Nothing"),
    ],
)
def test_others_are_left_out_by_name(image, named):
    reading = read(image)
    assert f"x picture: {named}" in outline(reading)
    assert reading.files == ()
    assert reading.words_kept == reading.words_total


def test_what_stands_in_a_menu_stays_out_and_can_be_put_back():
    reading = read(f'<nav><img src="{LINK}" alt="Blue Clinic"></nav>')
    assert "x menu: Blue Clinic" in outline(reading)
    again = put_back(reading, 0)
    assert [piece.kind for piece in again.pieces].count(PieceKind.PICTURE) == 1
    place = next(n for n, piece in enumerate(again.pieces) if piece.picture)
    assert not [*leave_out(again, place).article.pictures()]


def test_in_a_file_each_is_made_fit_for_paper_and_a_broken_one_left_out():
    broken = "data:image/jpeg;base64," + base64.b64encode(b"\xff\xd8\xff" + bytes(300)).decode()
    images = (f'<img src="{LINK}" alt="A bent knee">', f'<img src="{broken}" alt="Torn">')
    reading = read_file(page(*images).encode(), "page.html")
    (fitted,) = reading.kept_pictures
    assert (fitted.width, fitted.height) == (60, 40)
    assert [*reading.article.pictures()] == [
        Block(BlockKind.PICTURE, "A bent knee", picture=fitted.fingerprint)
    ]
    assert "x picture: Torn" in outline(reading)


@pytest.mark.parametrize(
    ("figure", "kind"),
    [
        (f'<figure><img src="{LINK}" alt="A knee"><figcaption>Bend it</figcaption></figure>', None),
        (f'<figure><figcaption>Bend it</figcaption><img src="{LINK}" alt="A knee"></figure>', None),
        (f'<img src="{LINK}" alt="A knee" title="Bend it">', None),
        (f'![A knee]({LINK} "Bend it")', SourceKind.MARKDOWN),
    ],
)
def test_what_is_said_below_a_picture_is_its_caption(figure, kind):
    if kind is None:
        reading = read(figure)
    else:
        reading = read_source(f"# Stretching\n\nSlowly.\n\n{figure}\n\nRest.", kind)
    [picture] = reading.article.pictures()
    assert (picture.text, picture.caption) == ("A knee", "Bend it")
    assert not [dropped for dropped in reading.dropped if "Bend" in dropped.text]
    assert reading.words_kept == reading.words_total


def test_each_of_two_pictures_takes_its_own_caption_and_a_third_line_stays_out():
    reading = read(
        f'<figure><img src="{LINK}" alt="A"><figcaption>One</figcaption></figure>',
        f'<figure><img src="{LINK}" alt="B"><figcaption>Two</figcaption></figure>'
        "<figcaption>Three</figcaption>",
    )
    assert [each.caption for each in reading.article.pictures()] == ["One", "Two"]
    assert "x caption: Three" in outline(reading)


def test_without_its_picture_a_caption_stays_out():
    broken = "data:image/jpeg;base64," + base64.b64encode(b"\xff\xd8\xff" + bytes(300)).decode()
    figure = f"<figure><img src='{broken}' alt='Torn'><figcaption>Bend it</figcaption></figure>"
    reading = read_file(page(figure).encode(), "page.html")
    assert "x caption: Bend it" in outline(reading)


NAMES = "http://schemas.openxmlformats.org/drawingml/2006"
DRAWING = (
    f'<w:r><w:drawing xmlns:wp="{NAMES}/wordprocessingDrawing" xmlns:a="{NAMES}/main"'
    f' xmlns:pic="{NAMES}/picture"><wp:inline><wp:docPr id="1" name="P" descr="A bent knee"/>'
    '<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:{0}="rId9"/></pic:blipFill>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="png" ContentType="image/png"/></Types>'
)


def word_with(data, *, linked=False, below=()):
    """A Word file with one picture, inside it or somewhere else."""
    target, mode = (
        ("https://clinic.example/a.png", ' TargetMode="External"')
        if linked
        else ("media/a.png", "")
    )
    relation = f'<Relationship Id="rId9" Type="{OFFICE}/image" Target="{target}"{mode}/>'
    return word_file(
        paragraph("Stretching", style="Title"),
        paragraph("Bend slowly."),
        paragraph(DRAWING.format("link" if linked else "embed")),
        *below,
        paragraph("Rest at the end."),
        files=[
            ("[Content_Types].xml", TYPES),
            ("word/_rels/document.xml.rels", RELATIONS.format(relation)),
            ("word/media/a.png", data),
        ],
    )


def test_a_picture_inside_a_word_file_is_kept_with_its_words():
    reading = read_file(word_with(PNG), "stretching.docx")
    assert outline(reading)[3] == "o A bent knee"
    assert len(reading.kept_pictures) == 1


def test_the_caption_of_a_word_file_is_the_pictures():
    below = [paragraph("Bend it", style="Caption")]
    reading = read_file(word_with(PNG, below=below), "stretching.docx")
    assert [each.caption for each in reading.article.pictures()] == ["Bend it"]


def test_one_that_a_word_file_only_links_is_named():
    reading = read_file(word_with(PNG, linked=True), "stretching.docx")
    assert "x picture: A bent knee" in outline(reading)
    assert reading.pictures == ()
