"""Make handouts from the clinic's articles, or drafts of them from text files.

Each is an article, by its id or words of its title, or else a text file. An article's handout
is recorded like one from the window. A text file needs no database; its pages carry the DRAFT
mark. Several are printed as one job, or written into a folder. What no typeface can print is
named on standard error.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.domain.article import ArticleState
from db.domain.clinic import ClinicProfile
from db.domain.handout import HandoutKind, Medium, Paper, TextSize
from db.domain.text import NAME, NOTE
from db.queries.articles import ArticleRow, article_version, library
from db.services.handouts import record_handout
from desk_app.commands.article import reading_of
from desk_app.commands.console import (
    Clinic,
    add_json,
    answering,
    open_clinic,
    pages,
    place_of,
    print_json,
    warn,
    write_pdf,
)
from desk_app.commands.naming import in_one_line, quoted, the_one
from desk_app.commands.printers import print_on
from desk_app.commands.refusals import FailedError, RefusedError
from desk_app.commands.signing_in import add_actor
from desk_app.handouts.pictures import no_picture
from desk_app.handouts.rendering import HandoutPress, RenderedHandout
from desk_app.handouts.sheet import HandoutSheet, Provenance
from desk_app.handouts.sheets import given_handout, letterhead_of, provenance_of
from desk_app.pictures.stored import stored_pictures
from desk_app.saving import free_file

if TYPE_CHECKING:
    from db.domain.staff import Actor


_MOST_COPIES = 99


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("what", metavar="ARTICLE|FILE", nargs="+")
    parser.add_argument("--name", default="", help="whom it is for")
    parser.add_argument("--note", default="", help="a practitioner's note on it")
    parser.add_argument("--next-step", default="", help="what happens next")
    kinds = [kind.value for kind in HandoutKind]
    parser.add_argument(
        "--kind", choices=kinds, default="sheet", help="a leaflet is folded in three"
    )
    sizes = [int(size) for size in TextSize]
    parser.add_argument("--size", type=int, choices=sizes, default=13, help="in points")
    papers = [paper.value for paper in Paper]
    parser.add_argument("--paper", choices=papers, help="default: the clinic's")
    parser.add_argument("--language", default="", help="e.g. es: of the article and the labels")
    parser.add_argument("--grey", action="store_true", help="black and greys only")
    parser.add_argument("--copies", type=int, default=1, help="of each, on paper")
    parser.add_argument("--duplex", action="store_true", help="print on both sides")
    out = parser.add_mutually_exclusive_group(required=True)
    out.add_argument("--output", metavar="FILE.pdf", type=Path, help="for several a folder")
    out.add_argument("--print", dest="printer", metavar="PRINTER", help="a printer's name")
    add_actor(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Make the handout; the exit status."""
    return answering(_run, options)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What goes on paper; ``version_id`` is None for a text from a file."""

    sheet: HandoutSheet
    version_id: int | None = None


@dataclass(frozen=True, slots=True)
class _Made:
    wanted: _Wanted
    rendered: RenderedHandout
    file: Path


def _run(options: argparse.Namespace) -> None:
    for field, limit in (("name", NAME), ("note", NOTE), ("next_step", NOTE)):
        if len(getattr(options, field)) > limit:
            raise RefusedError(f"--{field.replace('_', '-')} is longer than {limit} characters.")
    if not 1 <= options.copies <= _MOST_COPIES:
        raise RefusedError(f"--copies is a number from 1 to {_MOST_COPIES}.")
    with _clinic(options, from_file=all(map(_is_file, options.what))) as clinic:
        wanted = [_wanted(what, options, clinic) for what in options.what]
        actor = clinic.actor(options) if clinic else None
        press = HandoutPress(picture_of=stored_pictures(clinic.database) if clinic else no_picture)
        every = [
            _Made(each, press.render(each.sheet), file)
            for each, file in zip(wanted, _files(options, wanted), strict=True)
        ]
        for character in dict.fromkeys(
            name for made in every for name in made.rendered.unprintable
        ):
            warn(f"Cannot be printed: {in_one_line(character)}")
        _give(options, every)
        for made in every:
            if clinic is not None and actor is not None:
                _record(options, clinic, actor, made)
    _answer(options, every)


def _wanted(what: str, options: argparse.Namespace, clinic: Clinic | None) -> _Wanted:
    if clinic is None or _is_file(what):
        return _from_file(what, options, clinic)
    return _from_article(what, options, clinic)


def _is_file(what: str) -> bool:
    try:
        return Path(what).is_file()
    except OSError:  # words too many for the name of a file
        return False


def _clinic(
    options: argparse.Namespace, *, from_file: bool
) -> AbstractContextManager[Clinic | None]:
    """The clinic; None for a text file where no database was made yet."""
    file = place_of(options).file
    asked_for = options.demo or options.database
    if from_file and not asked_for and file is not None and not file.exists():
        return nullcontext()
    return open_clinic(options)


def _from_file(what: str, options: argparse.Namespace, clinic: Clinic | None) -> _Wanted:
    article = reading_of(what).article
    profile = clinic.facts.profile if clinic else ClinicProfile()
    today = clinic.now().date() if clinic else dt.datetime.now().astimezone().date()
    return _Wanted(
        HandoutSheet(
            article=article,
            letterhead=letterhead_of(profile),
            provenance=Provenance(state=ArticleState.DRAFT),
            given_on=today,
            language=options.language or article.language,
            **_typed(options, profile),
        )
    )


def _from_article(what: str, options: argparse.Namespace, clinic: Clinic) -> _Wanted:
    row = _article(what, options, clinic)
    version = clinic.database.read(partial(article_version, version_id=row.version_id))
    if version is None:
        raise FailedError("This article was removed at another desk.")
    profile = clinic.facts.profile
    sheet = HandoutSheet(
        article=version.content,
        letterhead=letterhead_of(profile),
        provenance=provenance_of(version),
        given_on=clinic.now().date(),
        language=options.language or version.content.language,
        example=row.is_example,
        **_typed(options, profile),
    )
    return _Wanted(sheet, version.version_id)


def _article(what: str, options: argparse.Namespace, clinic: Clinic) -> ArticleRow:
    """The article that is meant, in the wanted language where there is one."""
    rows = clinic.database.read(library)
    if what.isdecimal():
        found = next((row for row in rows if row.article_id == int(what)), None)
        if found is None:
            raise RefusedError(f"There is no article {what}.")
    elif what.lower().endswith((".txt", ".md", ".html", ".htm", ".docx", ".pdf")):
        raise RefusedError(f"There is no file {quoted(what)}.")
    else:
        in_force = [row for row in rows if row.state is not ArticleState.RETIRED]
        found = the_one(
            what.replace("-", " "),
            in_force,
            names=lambda row: (row.title, row.title.replace("-", " ")),
            shown=lambda row: row.title,
            kind="an article",
        )
    family = (row for row in rows if row.family == found.family)
    wanted = options.language or found.language
    return next((row for row in family if row.language == wanted), found)


def _typed(options: argparse.Namespace, profile: ClinicProfile) -> dict[str, Any]:
    return {
        "kind": HandoutKind(options.kind),
        "size": TextSize(options.size),
        "paper": Paper(options.paper or profile.paper),
        "recipient_name": options.name,
        "practitioner_note": options.note,
        "next_step": options.next_step,
        "in_colour": not options.grey,
    }


def _give(options: argparse.Namespace, every: list[_Made]) -> None:
    """Print all as one job, or write each into its file."""
    if options.output is not None:
        for made in every:
            write_pdf(made.file, made.rendered.pdf)
        return
    first, *others = every
    folded = first.wanted.sheet.kind is HandoutKind.LEAFLET
    print_on(
        options.printer,
        first.rendered.pdf,
        paper=first.wanted.sheet.paper,
        title="Handout",
        copies=options.copies,
        duplex=options.duplex or folded,
        then=[made.rendered.pdf for made in others],
    )


def _files(options: argparse.Namespace, every: list[_Wanted]) -> list[Path]:
    """Where each is written: several go into a folder, each under its own title."""
    if len(every) == 1 or options.output is None:
        return [options.output or Path()] * len(every)
    if not options.output.is_dir():
        where = quoted(str(options.output))
        raise RefusedError(f"For several handouts --output is a folder; {where} is none.")
    files: list[Path] = []
    for wanted in every:
        files.append(free_file(options.output, wanted.sheet.article.title, taken=files))
    return files


def _record(options: argparse.Namespace, clinic: Clinic, actor: Actor, made: _Made) -> None:
    version_id = made.wanted.version_id
    if version_id is None:  # only articles are recorded
        return
    medium = Medium.PRINTED if options.printer else Medium.SAVED
    given = given_handout(made.wanted.sheet, made.rendered, medium, article_version_id=version_id)
    clinic.database.write(partial(record_handout, actor=actor, at=clinic.now(), given=given))


def _answer(options: argparse.Namespace, every: list[_Made]) -> None:
    """One object or line for each handout."""
    told = [_facts(options, made) for made in every]
    if options.json:
        print_json(told[0] if len(told) == 1 else told)
        return
    for facts in told:
        draft = ", marked DRAFT" if facts["draft"] else ""
        where = facts.get("file") or facts["printer"]
        sys.stdout.write(f"{where}: {pages(facts['pages'])}{draft}\n")


def _facts(options: argparse.Namespace, made: _Made) -> dict[str, Any]:
    return {
        "file" if options.output else "printer": str(options.printer or made.file),
        "pages": made.rendered.page_count,
        "draft": made.wanted.sheet.is_draft,
        "fingerprint": made.rendered.fingerprint,
        "unprintable": list(made.rendered.unprintable),
    }
