from PySide6.QtWidgets import QLabel

from desk_app.widgets.waiting_page import WaitingPage


def test_it_says_what_is_waited_for_only_when_that_takes_long(qtbot):
    page = WaitingPage("Opening the clinic…")
    qtbot.addWidget(page)
    words = page.findChild(QLabel)
    page.show()
    assert not words.isVisible()
    qtbot.waitUntil(words.isVisible)
    page.hide()
    page.show()
    assert not words.isVisible()
