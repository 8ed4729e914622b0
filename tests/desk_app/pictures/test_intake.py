"""Pictures of any origin are made anew, with nothing but their pixels, or refused."""

import io
import random
import zipfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QColorSpace, QImage

from db.domain.picture import PictureKind
from desk_app.error_texts import refused_picture_sentence, sentence
from desk_app.pictures.fitting import MOST_SIDE, fit
from desk_app.pictures.intake import (
    MAX_BYTES,
    PictureRefusal,
    RefusedPictureError,
    read_picture,
)
from tests.desk_app.picture_files import as_file, chunk, drawn, png_of_size, with_exif

PNG, JPEG = as_file(drawn(), "png"), as_file(drawn(), "jpeg")
PHOTOGRAPH = as_file(drawn(600, 400), "jpeg")


def seen(picture):
    return QImage.fromData(picture.data)


@pytest.mark.parametrize(("data", "kind"), [(PNG, PictureKind.PNG), (JPEG, PictureKind.JPEG)])
def test_a_picture_keeps_its_look_and_gets_a_grey_copy(data, kind):
    fitted = read_picture(data)
    assert (fitted.kind, fitted.width, fitted.height) == (kind, 60, 40)
    left, right = (seen(fitted).pixelColor(x, 20) for x in (2, 57))
    assert left.red() > 150 > left.blue()
    assert right.blue() > 150 > right.red()
    grey = QImage.fromData(fitted.grey)
    assert grey.size() == seen(fitted).size()
    assert grey.isGrayscale()


def test_the_same_file_gives_the_same_fingerprint(qapp):
    """Also where there is a screen with its own measure."""
    assert read_picture(PNG).fingerprint == read_picture(PNG).fingerprint == fit(PNG).fingerprint


def test_a_grey_picture_needs_no_copy():
    fitted = fit(as_file(drawn(grey=True), "png"))
    assert fitted.grey == b""
    assert seen(fitted).isGrayscale()


def test_what_shines_through_stands_on_white():
    image = QImage(10, 10, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    fitted = fit(as_file(image, "png"))
    assert seen(fitted).pixelColor(5, 5) == QColor("white")
    assert not seen(fitted).hasAlphaChannel()


def test_the_camera_and_the_place_are_gone_and_it_stands_upright():
    photograph = with_exif(JPEG, orientation=6)
    assert b"SpyCam" in photograph
    fitted = fit(photograph)
    assert (fitted.width, fitted.height) == (40, 60)
    for data in (fitted.data, fitted.grey):
        assert b"Exif" not in data
        assert b"SpyCam" not in data


def test_words_and_profiles_inside_a_picture_are_gone():
    image = drawn()
    image.setText("Author", "Maria Ortiz")
    image.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.DisplayP3))
    fitted = fit(as_file(image, "png"))
    assert b"Maria" not in fitted.data
    assert b"iCCP" not in fitted.data
    assert seen(fitted).pixelColor(2, 20).red() > 210  # the same red is more of sRGB's


def test_a_photograph_is_scaled_to_what_paper_can_show():
    fitted = fit(as_file(drawn(4000, 3000), "jpeg"))
    assert (fitted.width, fitted.height) == (MOST_SIDE, 1530)


def test_a_large_photograph_as_png_becomes_a_jpeg():
    pixels = random.Random(1).randbytes(480_000)
    noise = QImage(pixels, 400, 300, QImage.Format.Format_RGB32).copy()
    assert fit(as_file(noise, "png")).kind is PictureKind.JPEG


def test_what_hides_behind_a_picture_is_gone():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("evil.html", "<script>alert(1)</script>")
    both = PNG[:-12] + chunk(b"tEXt", b"a\0<script>") + PNG[-12:] + archive.getvalue()
    fitted = read_picture(both)
    assert b"script" not in fitted.data
    assert not zipfile.is_zipfile(io.BytesIO(fitted.data))


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
REFUSED = {
    "svg": (SVG, PictureRefusal.OTHER_FORMAT),
    "gif": (b"GIF89a\x01\0\x01\0\0\0\0;", PictureRefusal.OTHER_FORMAT),
    "bmp": (as_file(drawn(), "bmp"), PictureRefusal.OTHER_FORMAT),
    "webp": (b"RIFF\x1a\0\0\0WEBPVP8L", PictureRefusal.OTHER_FORMAT),
    "empty": (b"", PictureRefusal.OTHER_FORMAT),
    "words": (b"photo.png", PictureRefusal.OTHER_FORMAT),
    "many bytes": (PNG + bytes(MAX_BYTES), PictureRefusal.TOO_LARGE),
    "half a photograph": (JPEG[: len(JPEG) // 2], PictureRefusal.DAMAGED),
}
# Looked at in this process, because a second one for each takes its time.
HOSTILE = {
    "svg called a PNG": (b"\x89PNG\r\n\x1a\n" + SVG, PictureRefusal.DAMAGED),
    "half a PNG": (PNG[: len(PNG) // 2], PictureRefusal.DAMAGED),
    "half a JPEG": (PHOTOGRAPH[: len(PHOTOGRAPH) // 2], PictureRefusal.DAMAGED),
    "beginning alone": (b"\xff\xd8\xff\xe0", PictureRefusal.DAMAGED),
    "wrong sum": (PNG.replace(b"IDAT", b"IDAX"), PictureRefusal.DAMAGED),
    "wall of pixels": (png_of_size(60_000, 60_000), PictureRefusal.TOO_LARGE),
    "long and thin": (png_of_size(900_000, 80), PictureRefusal.TOO_LARGE),
}


@pytest.mark.parametrize("name", [*REFUSED, *HOSTILE])
def test_what_is_no_sound_picture_is_refused(name):
    data, why = (REFUSED | HOSTILE)[name]
    with pytest.raises(RefusedPictureError) as refused:
        (read_picture if name in REFUSED else fit)(data)
    assert refused.value.refusal is why


def test_a_large_wall_within_the_limits_ends_neither_desk_nor_process():
    fitted = read_picture(png_of_size(9_000, 6_000))
    assert (fitted.width, fitted.height) == (MOST_SIDE, 1360)


def test_each_refusal_has_its_sentence(qapp):
    sentences = {refused_picture_sentence(refusal) for refusal in PictureRefusal}
    assert len(sentences) == len(PictureRefusal)
    assert sentence(RefusedPictureError(PictureRefusal.DAMAGED)) in sentences
