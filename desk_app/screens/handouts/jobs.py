"""Who is to have which sheets: one printer job for each person."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from db.domain.errors import NoPrinterError
from db.domain.handout import HandoutKind
from desk_app.handouts.rendering import HandoutPress, RenderedHandout
from desk_app.handouts.sheet import HandoutSheet
from desk_app.navigation import Recipient
from desk_app.saving import free_file, save_whole

LONGEST_NAME = 200
_BETWEEN_NAMES = re.compile(r"\s*[;\n\u2028\u2029]\s*")


@dataclass(frozen=True, slots=True)
class Job:
    """One sheet on its way out.

    Attributes:
        article_version_id: None for a sheet that is printed again: it is on record already.
        record_id: the record of that sheet, for the audit.
        enquiry_number: for the notice; may be empty although there is an enquiry.
    """

    sheet: HandoutSheet
    article_version_id: int | None = None
    enquiry_id: int | None = None
    enquiry_number: str = ""
    person_id: int | None = None
    record_id: int = 0


Bundle = Sequence[Job]  # what one person is given, printed as one job


def recipients(typed: str, known: Sequence[Recipient]) -> list[Recipient]:
    """Everybody named, semicolons between them, with what is known of each; nobody: one nameless.

    A single name, also an altered one, stands for the only person known.
    """
    names = [name[:LONGEST_NAME] for name in _BETWEEN_NAMES.split(typed.strip()) if name]
    if len(names) <= 1 and len(known) <= 1:
        name = names[0] if names else ""
        return [replace(each, name=name) for each in known] or [Recipient(name)]
    unused = list(known)
    found = []
    for name in names or [""]:
        meant = next((each for each in unused if each.name == name), None)
        if meant is not None:
            unused.remove(meant)
        found.append(meant or Recipient(name))
    return found


def names_of(people: Sequence[Recipient]) -> str:
    """The names as they are typed; ``recipients`` reads them."""
    return "; ".join(person.name for person in people)


def print_bundle(
    bundle: Bundle,
    press: HandoutPress,
    print_pages: Callable[..., None],
    *,
    printer: str,
    printers: Callable[[], list[str]],
    title: str,
    copies: int,
    duplex: bool,
) -> list[RenderedHandout]:
    """In a worker. The very bytes that are recorded are printed.

    Raises:
        NoPrinterError: there is none, or not this one.
        DeskError: one of the sheets cannot be made; nothing was printed.
    """
    names = printers()
    wanted = printer or next(iter(names), "")
    if wanted not in names:
        raise NoPrinterError
    rendered = [press.render(job.sheet) for job in bundle]
    first = bundle[0].sheet
    print_pages(
        rendered[0].pdf,
        then=[each.pdf for each in rendered[1:]],
        printer_name=wanted,
        paper=first.paper,
        title=title,
        copies=copies,
        duplex=duplex or first.kind is HandoutKind.LEAFLET,
    )
    return rendered


def save_bundle(
    bundle: Bundle, press: HandoutPress, place: Path, *, is_folder: bool
) -> list[RenderedHandout]:
    """In a worker: one sheet into a file, or each into a file of its own in a folder.

    Raises:
        OSError: it cannot be written there.
        DeskError: one of the sheets cannot be made; nothing was written.
    """
    rendered = [press.render(job.sheet) for job in bundle]
    for job, made in zip(bundle, rendered, strict=True):
        save_whole(made.pdf, free_file(place, job.sheet.article.title) if is_folder else place)
    return rendered
