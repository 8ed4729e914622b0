"""The backups' page: what is wrong is told once, copies and exports land where they were wanted."""

import zipfile
from functools import partial

import pytest
from PySide6.QtCore import Qt

from db.backups.copying import problems
from db.backups.shelf import Shelf
from db.domain.errors import StorageFailure
from db.domain.sign_in import new_secret
from db.domain.staff import Actor, Role
from db.keys.locks import Locks
from db.services.sign_in import set_secret
from desk_app.background.backup_keeper import BackupKeeper, BackupState
from desk_app.screens.safety import wording
from desk_app.screens.safety.page import SafetyPage
from desk_app.screens.safety.presenter import SafetyPresenter


@pytest.fixture
def keeper(desk, sqlite_database):
    keeper = BackupKeeper(sqlite_database, desk.settings, now=desk.now, parent=desk)
    yield keeper
    keeper._changed_since = None
    keeper.finish().result()


@pytest.fixture
def presenter(desk, sqlite_database, keeper):
    keeper.begin()
    return SafetyPresenter(desk, sqlite_database, keeper, Locks(), desk)


@pytest.fixture
def page(qtbot, presenter):
    page = SafetyPage(presenter)
    qtbot.addWidget(page)
    page.resize(1024, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.activated()
    return page


def texts(posted):
    return [notice.text for notice in posted]


def test_back_up_now_makes_a_copy_says_so_and_lists_it(qtbot, page, posted, sqlite_database):
    qtbot.keyClick(page._now, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(page._chooser._rows.keys) == 1)
    assert texts(posted) == ["Backed up. The copy was read back and is whole."]
    assert page._facts.text().startswith("Last good backup today 10:30")
    assert len(Shelf.of(sqlite_database.place.file).copies()) == 1


def test_a_stick_that_is_not_there_is_told_once_and_stays_on_the_page(
    qtbot, page, presenter, posted, tmp_path
):
    presenter.choose_folder(str(tmp_path / "stick"))
    qtbot.waitUntil(lambda: bool(posted))
    assert "plug the stick in" in posted[0].text
    assert "plug the stick in" in page._facts.text()
    assert page._no_folder.isVisible()
    presenter.back_up()
    qtbot.waitUntil(lambda: "asked for" in str(page._chooser._rows._rows))
    qtbot.waitUntil(lambda: not presenter._keeper._is_busy)
    assert len(posted) == 1
    qtbot.keyClick(page._no_folder, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "plug the stick in" not in page._facts.text())
    assert presenter.folder == ""


def test_a_copy_and_an_export_are_written_where_somebody_chose(presenter, posted, tmp_path):
    presenter.save_as(str(tmp_path / "copy.db"))
    presenter.export(str(tmp_path / "all.zip"))
    assert problems(tmp_path / "copy.db") == []
    assert "staff.jsonl" in zipfile.ZipFile(tmp_path / "all.zip").namelist()
    assert "not encrypted" in texts(posted)[1]


def test_a_place_that_takes_no_file_is_one_sentence(presenter, posted, tmp_path, sqlite_database):
    (tmp_path / "in the way").write_text("a file")
    presenter.save_as(str(tmp_path / "in the way" / "copy.db"))
    presenter.save_as(str(sqlite_database.place.file))
    presenter.export(str(tmp_path / "in the way"))
    assert (
        texts(posted) == ["The file could not be written there. Choose another folder or name."] * 3
    )


def test_each_thing_that_is_wrong_has_its_words(qapp, now):
    quiet = BackupState()
    assert wording.warnings(quiet) == []
    for failure in StorageFailure:
        for name in ("failure", "not_carried", "drill_failure"):
            [words] = wording.warnings(BackupState(**{name: failure}))
            assert words.endswith(".")
    assert wording.status(quiet, lambda at: at, today=now.date()) == "No backup yet"


def test_on_a_server_only_a_copy_by_hand_is_offered(
    qtbot, desk, postgresql_database, posted, tmp_path, monkeypatch
):
    keeper = BackupKeeper(postgresql_database, desk.settings, now=desk.now, parent=desk)
    keeper.begin()
    presenter = SafetyPresenter(desk, postgresql_database, keeper, Locks(), desk)
    page = SafetyPage(presenter)
    qtbot.addWidget(page)
    page.show()
    assert "ask whoever looks after the server" in page._facts.text()
    assert not page._now.isVisible()
    assert page._chooser is None
    monkeypatch.setenv("PATH", str(tmp_path))
    presenter.save_as(str(tmp_path / "copy.dump"))
    assert "pg_dump, which is not installed" in posted[0].text
    keeper.finish().result()


def test_who_may_not_finds_restore_export_and_copies_grey_with_the_reason(
    qtbot, page, presenter, posted, desk, clinic, sqlite_database, now, tmp_path
):
    chosen = []
    presenter.restore_wanted.connect(lambda *wanted: chosen.append(wanted))
    boss = Actor(clinic["Mo"], Role.MANAGER, "Desk 1")
    for name in ("Mo", "Ana"):
        sqlite_database.write(
            partial(
                set_secret, actor=boss, at=now, staff_id=clinic[name], secret=new_secret("482915")
            )
        )
    desk.reload_clinic()
    desk.seat.let_in(clinic["Ana"], desk.clinic)
    for button in (page._folder, page._save_as, page._export, page._chooser._restore):
        assert not button.isEnabled()
        assert button.toolTip() == "Only the manager may do this."
    assert page._now.isEnabled()
    assert page._refusal.isVisible()
    presenter.restore(tmp_path / "copy.db", None)
    presenter.export(str(tmp_path / "all.zip"))
    presenter.save_as(str(tmp_path / "copy.db"))
    presenter.choose_folder(str(tmp_path))
    assert texts(posted) == ["Only the manager may do this."] * 4
    assert (chosen, presenter.folder, list(tmp_path.glob("*.zip"))) == ([], "", [])
    desk.seat.let_in(clinic["Mo"], desk.clinic)
    assert page._export.isEnabled()
    assert not page._refusal.isVisible()
    presenter.restore(tmp_path / "copy.db", None)
    assert chosen == [(tmp_path / "copy.db", None)]
