"""Pictures of the desk in every state: ``pytest tests/desk_app/screens/desk/pictures.py``.

They land in the folder that FRONT_DESK_PICTURES names, and are for looking at.
"""

import datetime as dt
import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from db.domain.enquiry import Channel, NextStep, Outcome
from desk_app.looks import Looks, load_interface_fonts
from desk_app.tones import Appearance

FOLDER = os.environ.get("FRONT_DESK_PICTURES")
FONTS = Path(__file__).parents[4] / "resources" / "fonts"
LONG = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh María del Carmen de los Ángeles " * 2
KEY = Qt.Key

pytestmark = [
    pytest.mark.skipif(not FOLDER, reason="FRONT_DESK_PICTURES names no folder"),
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]


@pytest.fixture(
    params=[
        ("light", Appearance.LIGHT, 10, (1280, 760)),
        ("dark", Appearance.DARK, 9, (1280, 760)),
        ("small", Appearance.LIGHT, 20, (1024, 660)),
    ],
    ids=lambda one: one[0],
)
def shown(request, qapp, page, qtbot):
    """The page in one look; returns how a picture of it is kept."""
    name, appearance, points, size = request.param
    looks = Looks()
    load_interface_fonts(FONTS)
    looks.apply(qapp)
    looks.choose(appearance, points)
    page.resize(*size)

    def keep(what):
        qtbot.wait(80)
        page.grab().save(f"{FOLDER}/{what}-{name}.png")

    yield keep
    looks.choose(Appearance.LIGHT)
    looks.deleteLater()


def test_a_known_caller(page, presenter, keys, shown, log_call, clinic):
    needles = {"service_id": clinic["Acupuncture for back pain"], "phone": "828 555 0142"}
    log_call("Luis Ortiz", phone="828 555 0142")
    log_call("Maria Ortiz", outcome=Outcome.INFORMATION_GIVEN, **needles)
    step = NextStep(dt.date(2026, 3, 6), clinic["Ana"], dt.time(15), promise="Price of five visits")
    log_call("Maria Ortiz", step, outcome=Outcome.CALL_BACK, **needles)
    presenter.new_card(Channel.PHONE)
    keys("8285550142", KEY.Key_Down, KEY.Key_Return)
    shown("known")
    keys(KEY.Key_F4, "Tuesday suits her better")
    shown("continuing")


def test_an_overlong_caller(page, presenter, keys, shown, log_call, clinic):
    step = NextStep(dt.date(2026, 3, 6), clinic["Ana"], promise="word " * 60)
    log_call(LONG, step, phone="828 555 0142", outcome=Outcome.CALL_BACK, concern="word " * 200)
    presenter.new_card(Channel.PHONE)
    keys("8285550142", KEY.Key_Down, KEY.Key_Return)
    shown("overlong")


def test_a_paper_slip(page, presenter, keys, shown):
    presenter.slip_card()
    shown("slip-blank")
    keys("yesterday 3pm", KEY.Key_Tab, "mo", KEY.Key_Tab, "8285550142", KEY.Key_Tab, "Maria Ortiz")
    shown("slip")
    keys((Qt.KeyboardModifier.ControlModifier, KEY.Key_Return))
    presenter.slip_card()
    keys("monday", KEY.Key_Tab, "zz", KEY.Key_Tab, KEY.Key_Tab, "Ada")
    keys((Qt.KeyboardModifier.ControlModifier, KEY.Key_Return))
    shown("slip-wrong")
