"""Several handouts as one set, and a sheet for each of several people."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from db.queries.handouts import handouts_of_person
from db.services.people import PersonFields, add_person
from desk_app.navigation import HandoutWish, Recipient
from desk_app.screens.handouts.jobs import recipients
from desk_app.screens.handouts.presenter import HandoutsPresenter

ENTER, SPACE, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Down


def mark_two(qtbot, page):
    page.rows.setFocus()
    qtbot.keyClick(page.rows, SPACE)
    qtbot.keyClick(page.rows, DOWN)
    qtbot.keyClick(page.rows, SPACE)


def test_space_makes_a_set_that_is_one_job_and_each_is_recorded(
    qtbot, page, presenter, paperwork, given, posted
):
    mark_two(qtbot, page)
    marked = [row.title for row in presenter.library.marked]
    assert len(marked) == 2
    assert presenter.set_words().startswith("2 in the set")
    qtbot.keyClick(page.rows, ENTER)
    [(_, how)] = paperwork.jobs
    assert len(how["then"]) == 1
    assert how["title"] == "; ".join(marked)
    assert [row.title for row, _ in given()] == list(reversed(marked))
    assert len({row.fingerprint for row, _ in given()}) == 2
    assert posted[-1].text == f"Given: {how['title']}, standard print."
    assert presenter.library.marked == []


def test_space_takes_one_out_again_and_the_search_keeps_the_set(qtbot, page, presenter):
    mark_two(qtbot, page)
    qtbot.keyClick(page.rows, SPACE)
    [left] = presenter.library.marked
    qtbot.keyClicks(page.search, "cupping")
    assert presenter.library.marked == [left]


def test_a_set_of_which_one_cannot_be_made_is_not_printed_at_all(
    qtbot, page, presenter, paperwork, given, posted
):
    mark_two(qtbot, page)
    qtbot.keyClick(page.options.kind_chips, Qt.Key.Key_Right)
    presenter.set_options(practitioner_note="Rest well. " * 800)
    qtbot.keyClick(page.rows, ENTER)
    assert (paperwork.jobs, given()) == ([], [])
    assert "does not fit" in posted[-1].text
    assert len(presenter.library.marked) == 2


def test_a_set_is_saved_into_a_folder_and_writes_over_nothing(
    qtbot, page, presenter, given, tmp_path
):
    for _ in range(2):
        page.rows.setCurrentIndex(page.rows.model().index(0, 0))
        mark_two(qtbot, page)
        qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        dialog = page.findChildren(QFileDialog)[-1]
        assert dialog.fileMode() is QFileDialog.FileMode.Directory
        dialog.fileSelected.emit(str(tmp_path))
        dialog.close()
    assert len(list(tmp_path.glob("*.pdf"))) == len(given()) == 4


def test_a_pasted_list_of_names_gives_each_a_job_of_their_own(
    qtbot, page, presenter, paperwork, given, posted
):
    QGuiApplication.clipboard().setText("Ana Ruiz\nBo Chen\r\n\nZoë Müller\n")
    page.options.name.setFocus()
    qtbot.keyClick(page.options.name, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.options.name.text() == "Ana Ruiz; Bo Chen; Zoë Müller"
    assert presenter.set_words() == "3 people, one printer job for each."
    qtbot.keyClick(page.options.name, ENTER)
    assert len(paperwork.jobs) == 3
    names = [sheet["recipient_name"] for _, sheet in given()]
    assert names == ["Zoë Müller", "Bo Chen", "Ana Ruiz"]
    assert not any("Chen" in how["title"] for _, how in paperwork.jobs)
    assert posted[-1].text == "Given to 3 of 3 people."


def test_a_list_from_elsewhere_is_recorded_on_each_ones_enquiry(
    qtbot, page, presenter, paperwork, given, log_call
):
    calls = [log_call(name).record_id for name in ("Ana Ruiz", "Bo Chen")]
    people = tuple(
        Recipient(name, key) for name, key in zip(("Ana Ruiz", "Bo Chen"), calls, strict=True)
    )
    presenter.start(HandoutWish(people=people))
    qtbot.keyClick(page.rows, ENTER)
    assert [row.enquiry_id for row, _ in given()] == calls[::-1]


class Stopping:
    """A printer at which somebody stops the batch, or which breaks, after two sheets."""

    def __init__(self, paperwork, error=None):
        self.presenter = None
        self._paperwork, self._error = paperwork, error

    def print(self, pdf, **how):
        if len(self._paperwork.jobs) == 2 and self._error:
            raise self._error
        self._paperwork.print(pdf, **how)
        if len(self._paperwork.jobs) == 2 and not self._error:
            self.presenter.giving.stop()


@pytest.mark.parametrize("error", [None, OSError(5, "gone")])
def test_a_batch_that_stops_says_how_many_have_theirs(
    desk, paperwork, articles, given, posted, error
):
    printer = Stopping(paperwork, error)
    printer.presenter = presenter = HandoutsPresenter(
        desk, desk, printers=paperwork.list, print_pages=printer.print
    )
    presenter.start(HandoutWish(article_id=articles["back"]))
    presenter.set_options(recipient_name="A; B; C; D; E")
    presenter.print_now()
    assert (len(paperwork.jobs), len(given())) == (2, 2)
    assert not presenter.giving.busy
    assert any("2 of 5 people" in notice.text for notice in posted)


@pytest.mark.parametrize(
    ("typed", "known", "expected"),
    [
        ("", (), [("", None)]),
        (" Ana ", (), [("Ana", None)]),
        ("", (("Ana", 1),), [("", 1)]),
        ("Anna", (("Ana", 1),), [("Anna", 1)]),
        ("Ana; Bo", (("Ana", 1),), [("Ana", 1), ("Bo", None)]),
        ("Ana; Bo;", (("Bo", 2), ("Ana", 1)), [("Ana", 1), ("Bo", 2)]),
        ("Ana; Ana; Ana", (("Ana", 1), ("Ana", 2)), [("Ana", 1), ("Ana", 2), ("Ana", None)]),
        ("Bo", (("Ana", 1), ("Bo", 2)), [("Bo", 2)]),
        ("; ;", (("Ana", 1), ("Bo", 2)), [("", None)]),
    ],
)
def test_names_are_matched_with_what_is_known(typed, known, expected):
    found = recipients(typed, [Recipient(*each) for each in known])
    assert [(each.name, each.enquiry_id) for each in found] == expected


def test_for_people_of_the_list_it_is_recorded_with_each_of_them(
    qtbot, page, presenter, paperwork, write, sqlite_database
):
    people = tuple(
        Recipient(
            name, person_id=write(add_person, fields=PersonFields(name, []), region="US").record_id
        )
        for name in ("Ana Ruiz", "Bo Chen")
    )
    presenter.start(HandoutWish(people=people))
    qtbot.keyClick(page.rows, ENTER)
    assert len(paperwork.jobs) == 2
    for each in people:
        [row] = sqlite_database.read(partial(handouts_of_person, person_id=each.person_id))
        assert row.title == presenter.row.title
