import pytest
from PySide6.QtCore import QSettings

from desk_app.settings import PrinterChoice, Settings


@pytest.fixture
def file(tmp_path):
    return tmp_path / "seat.ini"


def test_a_fresh_seat_has_the_declared_defaults(file):
    settings = Settings(file)
    assert settings.appearance == "system"
    assert settings.font_points == 0
    assert settings.printer == ""


def test_values_come_back_with_their_type_after_a_restart(file):
    settings = Settings(file)
    settings.font_points = 14
    settings.desk_name = "Desk 2, left"
    settings.sync()
    again = Settings(file)
    assert again.font_points == 14
    assert again.desk_name == "Desk 2, left"


def test_a_damaged_value_counts_as_the_default(file):
    file.write_text("[looks]\nfont_points=large\nappearance=a, b\n", encoding="utf-8")
    with file.open("a", encoding="utf-8") as handle:
        handle.write("[printing]\nprinters\\Front\\copies=many\nprinters\\Front\\colour=perhaps\n")
    settings = Settings(file)
    assert settings.printer_choice("Front") == PrinterChoice()
    assert settings.font_points == 0
    assert settings.appearance == "system"


def test_a_change_is_told_once_and_the_same_value_is_not(file, qtbot):
    settings = Settings(file)
    with qtbot.waitSignal(settings.changed) as told:
        settings.appearance = "dark"
    assert told.args == ["looks/appearance"]
    with qtbot.assertNotEmitted(settings.changed):
        settings.appearance = "dark"


def test_two_seats_do_not_share_values(file, tmp_path):
    Settings(file).font_points = 20
    assert Settings(tmp_path / "other.ini").font_points == 0


def test_a_view_gets_its_very_bytes_back(file):
    state = bytes(range(256))
    settings = Settings(file)
    settings.save_state("enquiries/columns", state)
    settings.sync()
    assert Settings(file).load_state("enquiries/columns") == state


def test_reset_layout_forgets_views_and_nothing_else(file, qtbot):
    settings = Settings(file)
    settings.desk_name = "Desk 1"
    settings.save_state("enquiries/columns", b"wide")
    with qtbot.waitSignal(settings.layout_reset):
        settings.reset_layout()
    assert settings.load_state("enquiries/columns") == b""
    assert settings.desk_name == "Desk 1"


@pytest.mark.parametrize("printer", ["Front", "\\\\server\\desk/2", "Küche = 1 [oben]", "%41"])
def test_choices_are_remembered_by_printer(file, printer):
    settings = Settings(file)
    choice = PrinterChoice(paper="Letter", copies=2, duplex="long", colour=False)
    settings.remember_printer_choice(printer, choice)
    settings.sync()
    again = Settings(file)
    assert again.printer_choice(printer) == choice
    assert again.printer_choice("Another") == PrinterChoice()
    assert again.printer == printer


def test_no_key_is_declared_twice():
    declared = [value.key for value in vars(Settings).values() if hasattr(value, "key")]
    assert len(declared) == len(set(declared)) > 5


def test_the_file_is_one_that_people_can_read(file):
    settings = Settings(file)
    settings.appearance = "dark"
    settings.sync()
    assert "appearance=dark" in file.read_text(encoding="utf-8")
    assert QSettings(str(file), QSettings.Format.IniFormat).contains("looks/appearance")
