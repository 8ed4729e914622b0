"""The whole program: from the painted window to a clinic, refused or open, and back again."""

import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.domain.clinic import ClinicProfile
from db.domain.errors import StorageFailure
from db.domain.staff import Role
from db.opening import open_database
from db.queries.enquiry_log import log_count
from db.services.clinic import StaffFields, add_staff, save_profile
from desk_app.screens.welcome.page import WelcomePage
from desk_app.screens.welcome.refusal_page import RefusalPage
from desk_app.widgets.bar_chart import BarChart
from tests.desk_app.conftest import open_and_wait

ROOT = Path(__file__).parents[2]


def press(qtbot, program, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget() or program.window, key, modifier)


def test_an_empty_seat_begins_with_the_welcome_page(qtbot, program, folders):
    open_and_wait(qtbot, program, lambda: program.open(folders.place()))
    assert isinstance(program.window._stack.currentWidget(), WelcomePage)
    assert not folders.is_expected(folders.place())


def test_the_practice_clinic_is_marked_and_left_again(qtbot, demo, folders):
    assert "Willow Lane" in demo.window.windowTitle()
    assert demo.window._demo_bar.isVisible()
    assert demo.app.seat.member.role is Role.RECEPTIONIST
    open_and_wait(qtbot, demo, partial(demo.window.action_wanted.emit, "leave_demo"))
    assert not demo.window._demo_bar.isVisible()
    assert demo.app.place == folders.place()


def test_who_sits_here_is_remembered_for_each_clinic_and_so_is_nobody(qtbot, demo):
    def open_again():
        open_and_wait(qtbot, demo, demo.open_demo)
        return demo.app.seat.member

    manager = next(m for m in demo.app.desk.clinic.staff if m.role is Role.MANAGER)
    demo.app.seat.sit_down(manager.staff_id, demo.app.desk.clinic)
    assert open_again().name == manager.name
    demo.app.seat.sit_down(None, demo.app.desk.clinic)
    assert open_again() is None


def test_practising_does_not_become_the_place_to_start_with(demo, folders):
    assert folders.place() != folders.demo


@pytest.mark.parametrize(
    ("content", "failure"),
    [(b"", StorageFailure.EMPTY), (b"x" * 4096, StorageFailure.DAMAGED)],
)
def test_a_refused_database_is_explained_and_stays_as_it_was(
    qtbot, program, folders, content, failure
):
    folders.data.mkdir(parents=True)
    file = folders.place().file
    file.write_bytes(content)
    with qtbot.waitSignal(program.refused, timeout=60_000) as refused:
        program.open(folders.place())
    assert refused.args[0].failure is failure
    assert isinstance(program.window._stack.currentWidget(), RefusalPage)
    assert file.read_bytes() == content


def test_a_database_that_vanished_is_missed_and_not_made_anew(qtbot, program, folders):
    open_database(folders.place()).dispose()
    open_and_wait(qtbot, program, lambda: program.open(folders.place()))
    program.window.close()
    folders.place().file.unlink()
    with qtbot.waitSignal(program.refused, timeout=60_000) as refused:
        program.open(folders.place())
    assert refused.args[0].failure is StorageFailure.MISSING
    assert not folders.place().file.exists()


def test_f2_and_ctrl_n_open_cards_from_any_page(qtbot, demo):
    demo.window.open_page("follow_ups")
    press(qtbot, demo, Qt.Key.Key_F2)
    assert len(demo.app.cards.cards.all_cards) == 1
    assert demo.settings.last_page == "desk"


def test_what_is_due_stands_in_the_title(qtbot, demo):
    qtbot.waitUntil(lambda: demo.window.windowTitle().startswith("3 due – Willow Lane"))
    demo.app._show_counts(0)
    assert demo.window.windowTitle().startswith("Willow Lane")


def test_every_page_opens_by_its_number(qtbot, demo):
    pages = (
        "desk", "follow_ups", "handouts", "articles", "enquiries", "people", "reports", "settings",
    )  # fmt: skip
    for number, key in enumerate(pages, start=1):
        press(
            qtbot,
            demo,
            Qt.Key(Qt.Key.Key_0 + number),
            Qt.KeyboardModifier.ControlModifier,
        )
        assert demo.settings.last_page == key


def test_what_a_script_logs_appears_in_the_open_window(qtbot, demo):
    seen = []
    demo.app.desk.changes.committed.connect(lambda change, origin: seen.append(origin))
    other = open_database(demo.app.place)
    before = other.read(log_count)
    other.write(
        partial(
            add_staff,
            actor=demo.app.seat.actor(),
            at=demo.app.desk.now(),
            fields=StaffFields("Somebody new", Role.MANAGER),
        )
    )
    other.dispose()
    qtbot.waitUntil(
        lambda: any(m.name == "Somebody new" for m in demo.app.desk.clinic.staff), timeout=10_000
    )
    assert None in seen
    assert before == 61


FIRST_PAINT = """
import sys
from pathlib import Path
from desk_app.folders import Folders
from desk_app.launch import Program, make_application
application = make_application([])
program = Program(application, Folders(Path(sys.argv[1]), Path(sys.argv[1])))
program.window.show()
application.processEvents()
slow = {"sqlalchemy", "alembic", "phonenumbers", "typst", "pypdfium2", "psycopg", "sqlcipher3"}
print(sorted(slow & set(sys.modules)))
program.shut_down()
"""


def test_nothing_slow_is_loaded_before_the_first_paint(tmp_path):
    finished = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(tmp_path)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=True,
    )
    assert finished.stdout.strip() == "[]"


def test_the_tour_walks_through_the_whole_program(tmp_path):
    finished = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--tour", str(tmp_path / "tour")],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=300,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    assert not finished.stderr
    pictures = sorted((tmp_path / "tour").glob("*.png"))
    assert len(pictures) >= 12
    assert len(finished.stdout.splitlines()) == len(pictures) + 1
    assert (tmp_path / "tour" / "handout.pdf").read_bytes().startswith(b"%PDF-")


def test_the_same_walk_works_on_a_server(tmp_path, postgresql_database):
    command = [sys.executable, str(ROOT / "main.py"), "--tour", str(tmp_path / "tour")]
    address = ["--database", postgresql_database.place.server]
    finished = subprocess.run(
        [*command, *address], capture_output=True, text=True, timeout=300, check=False
    )
    assert finished.returncode == 0, finished.stderr
    assert postgresql_database.read(log_count) == 62


def test_the_tour_walks_in_no_real_clinic(tmp_path, sqlite_database, actor, now):
    profile = ClinicProfile(name="A real clinic")
    sqlite_database.write(partial(save_profile, actor=actor, at=now, profile=profile))
    command = [sys.executable, str(ROOT / "main.py"), "--tour", str(tmp_path / "tour")]
    address = ["--database", str(sqlite_database.place.file)]
    finished = subprocess.run(
        [*command, *address], capture_output=True, text=True, timeout=300, check=False
    )
    assert finished.returncode == 1
    assert sqlite_database.read(log_count) == 0


def test_closing_with_unsaved_words_shows_them_first(qtbot, demo):
    demo.window.open_page("articles")
    page = demo.window.page("articles")
    page.may_leave = lambda: False
    demo.window.open_page("desk")
    assert not demo.window.close()
    assert demo.settings.last_page == "articles"
    assert demo.window.close()


def test_a_tour_that_cannot_write_ends_with_its_reason(tmp_path):
    (tmp_path / "in the way").write_text("a file")
    finished = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--tour", str(tmp_path / "in the way")],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert finished.returncode == 1
    assert finished.stderr.startswith("The tour ended:")


def test_a_row_of_the_report_leads_to_its_enquiries(qtbot, demo):
    press(qtbot, demo, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    page = demo.window.page("reports")
    qtbot.waitUntil(lambda: page._charts._headline.text() != "")
    chart = page.findChild(BarChart)
    while not chart.hasFocus():
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    counted = chart.bars[0].value
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert demo.settings.last_page == "enquiries"
    log = demo.window.page("enquiries")
    words = "1 enquiry" if counted == 1 else f"{counted} enquiries"
    qtbot.waitUntil(lambda: log._count.text() == words)
    assert log._filters._boxes["service_id"].currentText() == chart.bars[0].label
