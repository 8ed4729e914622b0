"""Leaflet and summary by the keyboard, and what is said when one cannot be made."""

from PySide6.QtCore import Qt

from db.domain.handout import HandoutKind, TextSize

RIGHT, ENTER = Qt.Key.Key_Right, Qt.Key.Key_Return


def test_a_leaflet_is_one_key_away_and_has_one_size(qtbot, page, presenter, paperwork, given):
    options = page.options
    presenter.set_options(size=TextSize.LARGE)
    qtbot.keyClick(options.kind_chips, RIGHT)
    assert presenter.sheet().kind is HandoutKind.LEAFLET
    assert presenter.sheet().size is TextSize.STANDARD
    assert not options.size_chips.isEnabled()
    assert presenter.preview.sizes == ((792, 612), (792, 612))
    qtbot.keyClick(page.rows, ENTER)
    [(row, _)] = given()
    assert row.kind is HandoutKind.LEAFLET
    assert paperwork.jobs[0][1]["duplex"]
    qtbot.keyClick(options.kind_chips, RIGHT)
    assert presenter.sheet().size is TextSize.LARGE


def test_a_given_leaflet_is_printed_again_as_it_was(qtbot, page, presenter, paperwork, given):
    qtbot.keyClick(page.options.kind_chips, RIGHT)
    qtbot.keyClick(page.rows, ENTER)
    [(row, _)] = given()
    presenter.set_options(kind=HandoutKind.SHEET)
    presenter.reprint(row.record_id)
    assert page.options.kind_chips.current_key is HandoutKind.LEAFLET
    assert not page.options.kind_chips.isEnabled()
    qtbot.keyClick(page.pages, ENTER)
    assert paperwork.jobs[0][0] == paperwork.jobs[1][0]
    assert len(given()) == 1


def test_what_cannot_be_made_says_why_and_is_not_printed(
    qtbot, page, presenter, paperwork, given, posted
):
    qtbot.keyClick(page.options.kind_chips, RIGHT)
    presenter.set_options(practitioner_note="Rest well. " * 800)
    assert presenter.preview is None
    assert "does not fit on a leaflet" in presenter.trouble_words()
    assert page.pages.place.count == 0
    qtbot.keyClick(page.rows, ENTER)
    assert (paperwork.jobs, given()) == ([], [])
    assert "does not fit on a leaflet" in posted[-1].text
    presenter.set_options(practitioner_note="Rest well.")
    assert presenter.trouble_words() == ""
    assert page.pages.place.count == 2
