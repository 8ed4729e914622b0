"""Make a handout from one of the clinic's articles, or a draft of one from a text file.

WHAT is an article, by its id or words of its title, or else a text file. An article's handout
is recorded like one from the window. A text file needs no database; its pages carry the DRAFT
mark. What no typeface can print is named on standard error.
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
    add_actor,
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
from desk_app.handouts.pictures import no_picture
from desk_app.handouts.rendering import HandoutPress, RenderedHandout
from desk_app.handouts.sheet import HandoutSheet, Provenance
from desk_app.handouts.sheets import given_handout, letterhead_of, provenance_of
from desk_app.pictures.stored import stored_pictures

if TYPE_CHECKING:
    from db.domain.staff import Actor


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("what", metavar="ARTICLE|FILE")
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
    out = parser.add_mutually_exclusive_group(required=True)
    out.add_argument("--output", metavar="FILE.pdf", type=Path)
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


def _run(options: argparse.Namespace) -> None:
    for field, limit in (("name", NAME), ("note", NOTE), ("next_step", NOTE)):
        if len(getattr(options, field)) > limit:
            raise RefusedError(f"--{field.replace('_', '-')} is longer than {limit} characters.")
    from_file = _is_file(options.what)
    with _clinic(options, from_file=from_file) as clinic:
        if from_file or clinic is None:
            wanted = _from_file(options, clinic)
        else:
            wanted = _from_article(options, clinic)
        actor = clinic.actor(options) if clinic else None
        pictures = stored_pictures(clinic.database) if clinic else no_picture
        rendered = HandoutPress(picture_of=pictures).render(wanted.sheet)
        for character in rendered.unprintable:
            warn(f"Cannot be printed: {in_one_line(character)}")
        _give(options, rendered, wanted.sheet)
        if clinic is not None and actor is not None and wanted.version_id is not None:
            _record(options, clinic, actor, wanted, rendered)
    _answer(options, wanted, rendered)


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


def _from_file(options: argparse.Namespace, clinic: Clinic | None) -> _Wanted:
    article = reading_of(options.what).article
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


def _from_article(options: argparse.Namespace, clinic: Clinic) -> _Wanted:
    row = _article(options, clinic)
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


def _article(options: argparse.Namespace, clinic: Clinic) -> ArticleRow:
    """The article that is meant, in the wanted language where there is one."""
    rows = clinic.database.read(library)
    if options.what.isdecimal():
        found = next((row for row in rows if row.article_id == int(options.what)), None)
        if found is None:
            raise RefusedError(f"There is no article {options.what}.")
    elif options.what.lower().endswith((".txt", ".md", ".html", ".htm", ".docx", ".pdf")):
        raise RefusedError(f"There is no file {quoted(options.what)}.")
    else:
        in_force = [row for row in rows if row.state is not ArticleState.RETIRED]
        found = the_one(
            options.what.replace("-", " "),
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


def _give(options: argparse.Namespace, rendered: RenderedHandout, sheet: HandoutSheet) -> None:
    if options.output is not None:
        write_pdf(options.output, rendered.pdf)
        return
    folded = sheet.kind is HandoutKind.LEAFLET
    print_on(options.printer, rendered.pdf, paper=sheet.paper, title="Handout", duplex=folded)


def _record(
    options: argparse.Namespace,
    clinic: Clinic,
    actor: Actor,
    wanted: _Wanted,
    rendered: RenderedHandout,
) -> None:
    medium = Medium.PRINTED if options.printer else Medium.SAVED
    assert wanted.version_id is not None  # noqa: S101 - only articles are recorded
    given = given_handout(wanted.sheet, rendered, medium, article_version_id=wanted.version_id)
    clinic.database.write(partial(record_handout, actor=actor, at=clinic.now(), given=given))


def _answer(options: argparse.Namespace, wanted: _Wanted, rendered: RenderedHandout) -> None:
    where = str(options.output or options.printer)
    if options.json:
        print_json(
            {
                "file" if options.output else "printer": where,
                "pages": rendered.page_count,
                "draft": wanted.sheet.is_draft,
                "fingerprint": rendered.fingerprint,
                "unprintable": list(rendered.unprintable),
            }
        )
    else:
        draft = ", marked DRAFT" if wanted.sheet.is_draft else ""
        sys.stdout.write(f"{where}: {pages(rendered.page_count)}{draft}\n")
