"""Where this seat keeps its files, and which database it works on."""

from __future__ import annotations

import json
import os
import platform
import tomllib
from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs

from db.place import DatabasePlace

PROGRAM = "front-desk"


@dataclass(frozen=True, slots=True)
class _Config:
    """The config file: ``database`` may be empty, ``known`` holds identities of places."""

    database: str
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders of one person on one computer.

    Attributes:
        config: small files that say how the program is set up.
        data: databases, drafts, backups, the log.
    """

    config: Path
    data: Path

    @classmethod
    def of_this_seat(cls) -> Folders:
        """Return the operating system's own places for such files."""
        dirs = PlatformDirs(PROGRAM, appauthor=False)
        return cls(Path(dirs.user_config_dir), Path(dirs.user_data_dir))

    @property
    def settings(self) -> Path:
        """Looks and habits of this seat."""
        return self.config / "settings.ini"

    @property
    def demo(self) -> DatabasePlace:
        """The practice clinic, in a file of its own."""
        return DatabasePlace(file=self.data / "practice-clinic.db")

    @property
    def log(self) -> Path:
        """Facts and ids for whoever mends the program; never names, numbers or notes."""
        return self.data / "front-desk.log"

    @property
    def dictionaries(self) -> Path:
        """Where somebody may put dictionaries for the spelling."""
        return self.data / "dictionaries"

    def place(self) -> DatabasePlace:
        """Return the clinic's database: the one in the config file, or the file of this seat."""
        chosen = self._read_config().database
        return (
            DatabasePlace.parse(chosen) if chosen else DatabasePlace(file=self.data / "clinic.db")
        )

    def chosen(self, database: str | None, *, demo: bool) -> DatabasePlace:
        """Return what a command line asked for: a place, the practice clinic, or the usual one."""
        if demo:
            return self.demo
        return DatabasePlace.parse(database) if database else self.place()

    def is_expected(self, place: DatabasePlace) -> bool:
        """Whether this seat has worked on that database before, so that its absence is a loss."""
        return place.identity in self._read_config().known

    def drafts(self, place: DatabasePlace) -> Path:
        """Where the open cards of one database wait, whatever becomes of its server."""
        return self.data / f"drafts-{place.identity}.db"

    def anchor(self, place: DatabasePlace) -> Path:
        """Where this seat keeps what it last saw of a database's audit."""
        return self.data / f"audit-{place.identity}.json"

    def remember(self, place: DatabasePlace, *, start_with: bool) -> None:
        """Note that this seat works on a database, and perhaps that it is the one to start with."""
        config = self._read_config()
        database = str(place.file or place.server) if start_with else config.database
        known = tuple(dict.fromkeys((*config.known, place.identity)))
        if (wanted := _Config(database, known)) != config:
            self._write_config(wanted)

    @property
    def _config_file(self) -> Path:
        return self.config / "config.toml"

    def _read_config(self) -> _Config:
        try:
            stored = tomllib.loads(self._config_file.read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):
            stored = {}
        return _Config(str(stored.get("database", "")), tuple(map(str, stored.get("known", ()))))

    def _write_config(self, config: _Config) -> None:
        # JSON's strings and lists of strings are TOML's too.
        lines = (
            f"{key} = {json.dumps(value, ensure_ascii=False)}\n"
            for key, value in (("database", config.database), ("known", config.known))
        )
        self.config.mkdir(parents=True, exist_ok=True)
        unfinished = self._config_file.with_suffix(".part")
        unfinished.write_text("".join(lines), encoding="utf-8")
        os.replace(unfinished, self._config_file)  # noqa: PTH105 - the one call that is atomic


def desk_name() -> str:
    """Return what this desk is called until somebody names it: the computer's name."""
    return platform.node()[:64] or "Desk"
