"""Pictures of the page: ``pytest tests/desk_app/screens/handouts/pictures.py``.

They land in the folder that FRONT_DESK_PICTURES names, and are for looking at.
"""

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from db.domain.handout import HandoutKind, TextSize
from desk_app.looks import Looks, load_interface_fonts
from desk_app.tones import Appearance

FOLDER = os.environ.get("FRONT_DESK_PICTURES")
FONTS = Path(__file__).parents[4] / "resources" / "fonts"

pytestmark = [
    pytest.mark.skipif(not FOLDER, reason="FRONT_DESK_PICTURES names no folder"),
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]


@pytest.fixture
def looks(qapp):
    made = Looks()
    load_interface_fonts(FONTS)
    made.apply(qapp)
    yield made
    made.choose(Appearance.LIGHT)
    made.deleteLater()


STATES = {
    "sheet": {},
    "leaflet": {"kind": HandoutKind.LEAFLET},
    "summary": {"kind": HandoutKind.SUMMARY, "size": TextSize.LARGE},
    "refused": {"kind": HandoutKind.LEAFLET, "practitioner_note": "Rest well. " * 800},
    "people": {"recipient_name": "Ana Ruiz; Bo Chen; Zoë Müller"},
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("look", ["light", "dark", "large"])
def test_a_picture(qtbot, looks, page, presenter, state, look):
    looks.choose(Appearance.DARK if look == "dark" else Appearance.LIGHT)
    if look == "large":
        font = QApplication.font()
        points = font.pointSizeF()
        font.setPointSizeF(20)
        QApplication.setFont(font)
    page.resize(*(1280, 760) if look == "light" else (1024, 660))
    presenter.set_options(**STATES[state])
    presenter.options_changed.emit()
    if state == "people":
        for row in (0, 1):
            presenter.library.mark(page.rows.model().keys[row])
    qtbot.wait(300)
    page.grab().save(f"{FOLDER}/handouts_{state}_{look}.png")
    if look == "large":
        font.setPointSizeF(points)
        QApplication.setFont(font)
