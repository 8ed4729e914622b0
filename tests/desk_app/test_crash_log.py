"""A thousand forced mistakes about a marked person: neither log nor report tells of them."""

import logging
import sys
import threading

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPlainTextEdit
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db.domain.errors import StorageError
from desk_app import crash_log
from desk_app.background.data_tasks import ThreadDataTasks
from desk_app.mistake_report import mistake_report
from desk_app.screens.help.report_page import ReportDialog

MARKS = ("Qzxmarker", "2127770134", "numb left hand")
WORDS = " ".join(MARKS)
OF_EACH = 250


@pytest.fixture
def log(tmp_path, monkeypatch):
    """The real log, on top of what the tests themselves have installed."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    file = tmp_path / "front-desk.log"
    crash_log.install(file)
    yield file
    for handler in [each for each in root.handlers if each not in before]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


def told(file):
    """Every file of the log, as it was rotated."""
    return "".join(each.read_text() for each in file.parent.glob(f"{file.name}*"))


def assert_tells_nobody(file, at_least):
    words = told(file) + mistake_report(file)
    assert words.count(" CRITICAL ") + words.count(" ERROR ") >= at_least
    for mark in (*MARKS, "Qzxmarker".lower()):
        assert mark not in words


class Shown(QObject):
    """Something with a slot that fails at what was typed."""

    typed = Signal(str)

    def __init__(self):
        super().__init__()
        self.typed.connect(self.take)

    def take(self, words):
        raise ValueError(f"cannot take {words!r}")


def test_errors_of_the_database(log, database):
    for _ in range(OF_EACH // 2):
        try:
            with database.transaction() as session:
                session.execute(
                    text("INSERT INTO person (name, note) VALUES (:name, :note)"),
                    {"name": WORDS, "note": WORDS},
                )
        except (DBAPIError, StorageError) as error:
            crash_log.report(type(error), error, error.__traceback__)
            logging.getLogger("db.session").error("not saved", exc_info=error)
    assert_tells_nobody(log, OF_EACH // 4)


def test_errors_in_slots(log, qapp):
    shown = Shown()
    for _ in range(OF_EACH):
        shown.typed.emit(WORDS)
    assert_tells_nobody(log, OF_EACH // 8)


def test_errors_in_workers(log, qtbot, sqlite_database):
    tasks = ThreadDataTasks(sqlite_database)
    seen = []

    def fail():
        raise RuntimeError(WORDS)

    def on_error(error):
        seen.append(error)
        raise error  # what nobody expected reaches the crash log

    for _ in range(OF_EACH):
        tasks.compute(fail, owner=tasks, on_done=seen.append, on_error=on_error)
    qtbot.waitUntil(lambda: len(seen) == OF_EACH, timeout=20_000)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    tasks.shut_down()
    assert_tells_nobody(log, OF_EACH // 8)


def test_what_a_library_says_in_its_own_words(log):
    for _ in range(OF_EACH):
        logging.getLogger("mammoth").error("cannot read %s", WORDS)
        try:
            raise KeyError(WORDS) from ValueError(WORDS)
        except KeyError:
            logging.getLogger("desk_app.somewhere").exception("not done")
    assert_tells_nobody(log, OF_EACH // 8)
    assert "KeyError" in told(log)


def test_the_folder_of_whoever_works_here_is_not_told(log):
    def fail():
        raise OSError(WORDS)

    try:
        fail()
    except OSError as error:
        crash_log.report(type(error), error, error.__traceback__)
    assert "test_crash_log.py" in told(log)
    assert "/root" not in told(log)
    assert "/home" not in told(log)


def test_the_report_is_seen_whole_before_it_is_saved(log, qtbot, tmp_path):
    logging.getLogger("desk_app").error("something of ours")
    dialog = ReportDialog(mistake_report(log))
    qtbot.addWidget(dialog)
    shown = dialog.findChild(QPlainTextEdit).toPlainText()
    assert "something of ours" in shown
    dialog.save_as(str(tmp_path / "report.txt"))
    assert (tmp_path / "report.txt").read_text() == shown
    dialog.save_as(str(tmp_path / "missing" / "report.txt"))
    assert "another folder" in dialog._hint.text
