"""Pictures of the end of the day: ``pytest tests/desk_app/screens/end_of_day/pictures.py``.

They land in the folder that FRONT_DESK_PICTURES names, and are for looking at.
"""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from db.domain.enquiry import Outcome
from db.domain.screening import HandingOver
from desk_app.looks import Looks, load_interface_fonts
from desk_app.tones import Appearance
from tests.desk_app.screens.end_of_day.test_end_of_day import waiting_card

FOLDER = os.environ.get("FRONT_DESK_PICTURES")
FONTS = Path(__file__).parents[4] / "resources" / "fonts"
LONG = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh María del Carmen de los Ángeles " * 2
LOOKS = {
    "light": (Appearance.LIGHT, 10, (1280, 760)),
    "dark": (Appearance.DARK, 9, (1280, 760)),
    "small": (Appearance.LIGHT, 20, (1024, 660)),
}

pytestmark = [
    pytest.mark.skipif(not FOLDER, reason="FRONT_DESK_PICTURES names no folder"),
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]


@pytest.mark.parametrize("name", LOOKS)
def test_pictures(
    name, qapp, page, shown, keys, log_call, promise, ring, cards, now, qtbot, clinic
):
    appearance, points, size = LOOKS[name]
    looks = Looks()
    load_interface_fonts(FONTS)
    looks.apply(qapp)
    looks.choose(appearance, points)
    page.resize(*size)

    def keep(what):
        qtbot.wait(80)
        page.grab().save(f"{FOLDER}/end-{what}-{name}.png")

    shown()
    keep("empty")
    log_call("Stopped", outcome=Outcome.EMERGENCY_HANDED_OVER, hand_over=HandingOver(now))
    ring("828 555 0199")
    cards.append(waiting_card(now))
    log_call("Catherine Lee", concern="asked about cupping", service_id=clinic["Cupping"])
    log_call(LONG, concern="word " * 200)
    promise("Maria Ortiz")
    page._presenter.load()
    page._presenter._calls.load()
    page.activated()
    keys(Qt.Key.Key_Home)
    keep("full")
    keys(Qt.Key.Key_End, Qt.Key.Key_Return)
    keep("asked")
    looks.choose(Appearance.LIGHT)
    looks.deleteLater()
