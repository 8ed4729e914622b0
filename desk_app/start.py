"""What a start of the program is: a command, a number for the running window, the tour, a window.

A softphone starts the program at every call, so only what that needs is imported here.
"""

from __future__ import annotations

import argparse
import builtins
import importlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from desk_app.telephone.forwarder import as_options, is_number
from desk_app.version import VERSION

if TYPE_CHECKING:
    from types import ModuleType

# verb -> its module in desk_app.commands and what it does, in one line
VERBS = {
    "log": ("log", "log enquiries"),
    "follow-ups": ("follow_ups", "list or print what is due"),
    "slips": ("slips", "make blank enquiry slips for a power cut"),
    "article": ("article", "read or import an article's text"),
    "handout": ("handout", "make or print a handout"),
    "search": ("search", "search people, enquiries, articles and handouts given"),
    "backup": ("backup", "write a copy of the database, or list those there are"),
    "restore": ("restore", "look into a backup, and put it in the place of the database"),
    "import": ("bring_in", "bring in people and past enquiries from a file"),
    "export": ("export", "write people, enquiries or follow-ups as a table, or everything"),
    "report": ("report", "list what was asked in some days, or set it on paper"),
    "keys": ("keys", "list or change what opens the records"),
    "reset-pin": ("reset_pin", "set the PIN anew that a manager forgot"),
    "audit": ("audit", "list who did what, and look whether the audit is whole"),
    "privacy": ("privacy", "a person's own copy, erasure, and how long enquiries keep names"),
    "check": ("check", "look whether the database is whole"),
}

# What the program asks a second process of itself for: see desk_app/second_process.py.
TAKE_APART = "--take-apart"
FIT_PICTURE = "--fit-picture"
READ_SHEETS = "--read-sheets"
SPELL = "--spell"


class Parser(argparse.ArgumentParser):
    """Answers a wrong input with one sentence and status 2."""

    def error(self, message: str) -> NoReturn:
        sentence = " ".join(f"{message[:1].upper()}{message[1:]}".split())
        sys.stderr.write(f"{sentence.rstrip('.')}. See {self.prog} --help.\n")
        sys.exit(2)


def main(arguments: list[str]) -> int:
    """Do what the command line asks for and return the process's exit status."""
    if arguments[:1] == [TAKE_APART] and len(arguments) == 2:
        apart = importlib.import_module("desk_app.handouts.reading.formats.apart")
        return int(apart.answer(arguments[1]))
    if arguments == [FIT_PICTURE]:
        return int(importlib.import_module("desk_app.pictures.fitting").answer())
    if arguments == [READ_SHEETS]:
        return int(importlib.import_module("desk_app.importing.files").answer())
    if arguments == [SPELL]:
        return int(importlib.import_module("desk_app.handouts.spelling.apart").answer())
    for stream in (sys.stdout, sys.stderr):
        _write_any_letter(stream)
    first = _after_place(arguments)
    if first < len(arguments) and arguments[first] in VERBS:
        place, own = arguments[:first], arguments[first + 1 :]
        return _run_verb(arguments[first], [*place, *own])
    call = _module("call")
    parser = _parser()
    options = parser.parse_args(as_options(arguments))
    if options.number is not None and not is_number(options.number):
        parser.error(f"{options.number!r} is no command and no number")
    if options.number is not None or options.call is not None:
        return int(call.run(options, has_display=options.window or has_display()))
    if options.tour is not None or not (options.window or has_display()):
        return _run_tour(options)
    return _run_window(options)


def _after_place(arguments: list[str]) -> int:
    """Where the first word stands that does not say which clinic is meant."""
    at = 0
    while at < len(arguments) and arguments[at].startswith(("--demo", "--database", "--key-file")):
        at += 2 if arguments[at] in ("--database", "--key-file") else 1
    return at


def has_display() -> bool:
    """Whether there is a screen to show a window on."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def add_place(parser: argparse.ArgumentParser) -> None:
    """Add the two ways to say which clinic is meant; every command has them."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument(
        "--database", metavar="PLACE", type=_place, help="a file, or postgresql://user@host/name"
    )
    group.add_argument("--demo", action="store_true", help="the practice clinic")
    parser.add_argument(
        "--key-file",
        metavar="FILE",
        help="its first line, a passphrase or recovery code, opens the database; - for a pipe",
    )


def _place(text: str) -> str:
    """An empty place is a script's mistake, and must not become the clinic's own database."""
    if not text.strip():
        raise argparse.ArgumentTypeError("say which")
    scheme, is_address, _ = text.partition("://")
    if is_address:
        from urllib.parse import urlsplit  # noqa: PLC0415 - most starts name no place

        try:
            known = scheme.startswith("postgres") and urlsplit(text).port != 0
        except ValueError:
            known = False
        if not known:
            raise argparse.ArgumentTypeError("write a file's name, or postgresql://user@host/name")
    return text


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"desk_app.commands.{name}")


def _write_any_letter(stream: TextIO | None) -> None:
    """Names are in all scripts, and a terminal or a pipe may know only one of them."""
    if stream is not None and hasattr(stream, "reconfigure"):
        encoding = None if stream.isatty() else "utf-8"
        stream.reconfigure(encoding=encoding, errors="replace")


def _parser() -> Parser:
    verbs = "\n".join(f"  {verb:<12}{words}" for verb, (_module, words) in VERBS.items())
    parser = Parser(
        prog="main.py",
        description="The front desk of a small clinic. Without arguments: its window.",
        epilog=f"commands, each with --help of its own:\n{verbs}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("number", nargs="?", help="hand a caller's number to the window")
    parser.add_argument("--version", action="version", version=f"Front Desk {VERSION}")
    parser.add_argument("--call", metavar="NUMBER", help="the same, with what is known of the call")
    parser.add_argument("--name", default="", help="with --call: the caller's name")
    parser.add_argument("--event", choices=("ring", "answer", "end"), default="ring")
    parser.add_argument("--id", default="", help="with --call: the same for all events of a call")
    parser.add_argument("--tour", metavar="DIR", nargs="?", const="tour", type=Path)
    parser.add_argument("--window", action="store_true", help="a window even without a display")
    add_place(parser)
    return parser


def _run_verb(verb: str, arguments: list[str]) -> int:
    module = _module(VERBS[verb][0])
    parser = Parser(
        prog=f"main.py {verb}",
        description=module.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add_place(parser)
    module.add_arguments(parser)
    return int(module.run(parser.parse_args(arguments)))


def _run_tour(options: argparse.Namespace) -> int:
    if options.tour is None:
        sys.stdout.write("There is no display, so here is the tour instead.\n")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from db.place import DatabasePlace  # noqa: PLC0415 - only the tour
    from desk_app.demo.tour import run  # noqa: PLC0415 - after the platform is chosen

    place = DatabasePlace.parse(options.database) if options.database else None
    return run(options.tour or Path("tour"), place)


def import_qt() -> None:
    """Import Qt, and leave Python's import as it was.

    PySide6 puts one of its own in that place, for ``from __feature__ import``, which nothing
    here uses. It reads the source of each module that is imported and keeps it: of the thousand
    of a start 28 MB, and a tenth of its time.
    """
    of_python = builtins.__import__
    importlib.import_module("PySide6.QtCore")
    builtins.__import__ = of_python


def _run_window(options: argparse.Namespace) -> int:
    import_qt()
    from desk_app.folders import Folders  # noqa: PLC0415 - only what a start needs is imported
    from desk_app.telephone.endpoint import (  # noqa: PLC0415
        NoAnswerError,
        NobodyThereError,
        hand_over,
    )

    folders = Folders.of_this_seat()
    place = folders.chosen(options.database, demo=options.demo)
    try:
        hand_over(place.identity, {})
    except NobodyThereError:
        pass
    except NoAnswerError:
        sys.stderr.write("A window with this database is open and does not answer.\n")
        return 1
    else:
        return 0  # it is in front now
    from desk_app.commands.secrets import given_secret  # noqa: PLC0415
    from desk_app.launch import run  # noqa: PLC0415

    return run(folders, place, sys.argv[:1], secret=given_secret(options))
