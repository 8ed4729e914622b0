"""A number becomes a call and nothing else."""

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from desk_app.telephone.dialling import dial, tel_url


@pytest.mark.parametrize(
    ("number", "url"),
    [
        ("(828) 555-0142", "tel:8285550142"),
        ("+1 828 555 0142", "tel:+18285550142"),
        ("+44 (0)20 7946 0018", "tel:+442079460018"),
        ("828 555 0142 ext. 12", "tel:8285550142;ext=12"),
        ("٨٢٨٥٥٥٠١٤٢", "tel:8285550142"),
        ("*21*828555#", "tel:21828555"),
        ("828 555 0142; rm -rf / &", "tel:8285550142"),
        ("8285550142?body=x%0a", "tel:82855501420"),
        ("no number", ""),
        ("", ""),
        ("1" * 33, ""),
    ],
)
def test_only_digits_and_a_plus_get_through(number, url):
    assert tel_url(number).toString() == url


class Softphone(QObject):
    """Whatever makes calls on this computer."""

    def __init__(self):
        super().__init__()
        self.asked = []

    @Slot(QUrl)
    def call(self, url):
        self.asked.append(url.toString())


def test_dialling_asks_the_program_that_makes_calls(qapp):
    softphone = Softphone()
    QDesktopServices.setUrlHandler("tel", softphone, "call")
    try:
        assert dial("(828) 555-0142")
        assert not dial("no number")
    finally:
        QDesktopServices.unsetUrlHandler("tel")
    assert softphone.asked == ["tel:8285550142"]
