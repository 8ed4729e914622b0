"""See what import would make of a text, or import it as a draft.

A text may be plain, a saved web page, Markdown or a Word file. `read` stores nothing and needs
no database. What it leaves out stands under "dropped", each with its reason. FILE may be - for
standard input.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from db.domain.article import Block, BlockKind
from db.domain.changes import Change
from db.domain.errors import Problem, ValidationError
from db.services.articles import NewArticle, add_article
from desk_app.commands.console import (
    Clinic,
    add_json,
    answering,
    open_clinic,
    print_json,
    read_bytes,
    rehearse,
    warn,
)
from desk_app.commands.naming import in_one_line
from desk_app.commands.refusals import RefusedError
from desk_app.commands.signing_in import add_actor
from desk_app.handouts.reading.decoding import MAX_BYTES
from desk_app.handouts.reading.formats.apart import read_file
from desk_app.handouts.reading.formats.refusals import RefusedFileError
from desk_app.handouts.reading.reader import Reading


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("action", choices=("read", "import"))
    parser.add_argument("file", metavar="FILE", help="a text, web page, Markdown or Word file")
    parser.add_argument("--title", default="", help="in place of the one that was found")
    add_actor(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Read or import; the exit status."""
    return answering(_read if options.action == "read" else _import, options)


def reading_of(file: str) -> Reading:
    """Return what is made of a file's text.

    Raises:
        RefusedError: it cannot be read, or has no words in it.
    """
    data = read_bytes(file, at_most=MAX_BYTES)
    try:
        return read_file(data, file)
    except ValidationError as error:
        if Problem.NO_TEXT in error.problems.values():
            raise RefusedError(f"{file} has no text in it.") from error
        raise RefusedError(f"{file} is too long.") from error
    except RefusedFileError as error:
        # Qt, only when something is wrong
        from desk_app.error_texts import refused_file_sentence  # noqa: PLC0415

        raise RefusedError(f"{file}: {refused_file_sentence(error.refusal)}") from error


def _read(options: argparse.Namespace) -> None:
    reading = reading_of(options.file)
    data = reading.to_json()
    if options.title:
        data["title"] = options.title
    if options.json:
        print_json(data)
    else:
        _write_outline(reading)


def _import(options: argparse.Namespace) -> None:
    reading = reading_of(options.file)
    content = reading.article
    if options.title:
        content = replace(content, title=options.title)
    if not content.title:
        raise RefusedError("No title was found; give one with --title.")
    new = NewArticle(content, source_text=reading.source, pictures=reading.kept_pictures)

    def add(clinic: Clinic) -> Change:
        command = partial(add_article, actor=clinic.actor(options), at=clinic.now(), new=new)
        return clinic.database.write(command)

    rehearse(options, add)
    with open_clinic(options, may_create=True) as clinic:
        clinic.require(add_article.__name__)
        clinic.copy_before_import()
        change = add(clinic)
    if options.json:
        print_json({"id": change.record_id, "title": content.title, "state": "draft"})
    else:
        sys.stdout.write(f"{change.record_id} {in_one_line(content.title)}\n")
    if reading.dropped:
        warn(f"{len(reading.dropped)} lines were left out: see `article read`.")


def _write_outline(reading: Reading) -> None:
    article = reading.article
    write = sys.stdout.write
    write(f"{article.title or '(no title)'}\n")
    _write_blocks(article.intro)
    for section in article.sections:
        write(f"\n{section.heading}\n")
        _write_blocks(section.blocks)
    if reading.dropped:
        write("\nLeft out:\n")
        for dropped in reading.dropped:
            write(f"  [{dropped.reason.value}] {in_one_line(dropped.text)}\n")


def _write_blocks(blocks: Sequence[Block]) -> None:
    number, inside = 0, False
    for block in blocks:
        number = number if inside or block.nested else 0
        inside = block.nested
        for text in block.texts():
            number += block.kind is BlockKind.STEPS
            mark = {BlockKind.BULLETS: "- ", BlockKind.STEPS: f"{number}. "}.get(block.kind, "")
            sys.stdout.write(f"{'     ' if block.nested else '  '}{mark}{text}\n")
