"""Every setting of this seat, declared once. Clinic-wide settings are rows in the database."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar, overload
from urllib.parse import quote

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

Value = TypeVar("Value", bound=str | int)  # bool is an int


class Setting(Generic[Value]):
    """One value in the settings file, read and written as a plain attribute."""

    def __init__(self, key: str, default: Value) -> None:
        self.key = key
        self.default = default

    @overload
    def __get__(self, settings: None, owner: type) -> Setting[Value]: ...
    @overload
    def __get__(self, settings: Settings, owner: type) -> Value: ...
    def __get__(self, settings: Settings | None, owner: type) -> Value | Setting[Value]:
        if settings is None:
            return self
        return settings.read(self.key, self.default)

    def __set__(self, settings: Settings, value: Value) -> None:
        settings.write(self.key, value)


@dataclass(frozen=True, slots=True)
class PrinterChoice:
    """What was chosen the last time for one printer.

    Attributes:
        paper: a Qt page-size key such as ``A4`` or ``Letter``; empty for the printer's own.
        duplex: ``none``, ``long`` or ``short`` side; empty for the printer's own.
    """

    paper: str = ""
    copies: int = 1
    duplex: str = ""
    colour: bool = True


class Settings(QObject):
    """The settings of one seat, kept in one file.

    Signals:
        changed: the key of a value that is now different.
        layout_reset: remembered columns and splitters were forgotten; views go back.
    """

    changed = Signal(object)
    layout_reset = Signal()

    appearance = Setting("looks/appearance", "system")
    font_points = Setting("looks/font_points", 0)  # 0: the system's size
    language = Setting("looks/language", "")  # empty: the system's language
    last_page = Setting("window/last_page", "desk")
    checks_clarity = Setting("articles/checks_clarity", True)  # noqa: FBT003 - named beside it
    desk_name = Setting("seat/desk_name", "")
    printer = Setting("printing/printer", "")
    handout_folder = Setting("handouts/folder", "")  # empty: the documents of who sits here
    backup_folder = Setting("backups/folder", "")  # empty: no second place
    paper = Setting("printing/paper", "")  # empty: by the system's locale

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = QSettings(str(file), QSettings.Format.IniFormat, self)

    # --- plain values ---------------------------------------------------------

    def read(self, key: str, default: Value) -> Value:
        """Return a value; the default when it is missing or no longer readable."""
        kind = type(default)
        if not _is_readable(self._store.value(key, None), kind):
            return default
        value = self._store.value(key, default, type=kind)
        return value if isinstance(value, kind) else default

    def write(self, key: str, value: str | int) -> None:
        """Store a value; tell about it only when it is different."""
        if self._store.contains(key) and self.read(key, value) == value:
            return
        self._store.setValue(key, value)
        self.changed.emit(key)

    def sync(self) -> None:
        """Write the file now instead of when Qt finds the time."""
        self._store.sync()

    # --- where a person left columns, splitters and windows ----------------------

    def load_state(self, key: str) -> bytes:
        """Return what a view stored under ``key``; empty when there is nothing."""
        state = self._store.value(f"layout/{key}", QByteArray(), type=QByteArray)
        return bytes(state.data()) if isinstance(state, QByteArray) else b""

    def save_state(self, key: str, state: bytes) -> None:
        self._store.setValue(f"layout/{key}", QByteArray(state))

    def reset_layout(self) -> None:
        """Forget every column, splitter and window position."""
        self._store.remove("layout")
        self.layout_reset.emit()

    # --- printers --------------------------------------------------------------

    def printer_choice(self, printer: str) -> PrinterChoice:
        folder, plain = _printer_folder(printer), PrinterChoice()
        return PrinterChoice(
            paper=self.read(f"{folder}/paper", plain.paper),
            copies=max(1, self.read(f"{folder}/copies", plain.copies)),
            duplex=self.read(f"{folder}/duplex", plain.duplex),
            colour=self.read(f"{folder}/colour", plain.colour),
        )

    def remember_printer_choice(self, printer: str, choice: PrinterChoice) -> None:
        folder = _printer_folder(printer)
        self.write(f"{folder}/paper", choice.paper)
        self.write(f"{folder}/copies", choice.copies)
        self.write(f"{folder}/duplex", choice.duplex)
        self.write(f"{folder}/colour", choice.colour)
        self.printer = printer


def _printer_folder(printer: str) -> str:
    """A printer may be called ``\\\\server\\desk/2``; a settings key may not."""
    return f"printing/printers/{quote(printer, safe='')}"


def _is_readable(stored: object, kind: type) -> bool:
    """Qt itself makes 0 of a damaged number and an empty text of a list."""
    if not isinstance(stored, str | int):
        return False
    text = str(stored).lower()
    if kind is bool:
        return text in ("true", "false")
    return kind is not int or text.lstrip("-").isdecimal()
