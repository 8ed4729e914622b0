"""What the handouts screen does: choose, fill in, look, and print the very same pages again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from db.domain.errors import DeskError
from db.domain.handout import HandoutKind, Paper, TextSize
from db.queries.articles import ArticleRow, VersionRow, article_version, article_versions
from db.queries.handouts import GivenSheet, HandoutRow, given_sheet
from desk_app.desk_context import DeskContext
from desk_app.error_texts import sentence
from desk_app.handouts.printing import available_printers, print_pdf
from desk_app.handouts.sheet import HandoutSheet
from desk_app.handouts.sheets import letterhead_of, provenance_of
from desk_app.mailing import begin_mail
from desk_app.navigation import HandoutWish, Recipient
from desk_app.paper.sheet_preview import Preview, draw_preview, make_preview
from desk_app.screens.handouts.giving import Giving
from desk_app.screens.handouts.jobs import Bundle, Job, names_of, recipients
from desk_app.screens.handouts.library import Library
from desk_app.screens.handouts.sheet_words import (
    again_words,
    draft_words,
    glyph_words,
    set_words,
)

_AFTER_LAST_KEY_MS = 120
_FIRST_RESOLUTION = 1.5


@dataclass(frozen=True, slots=True)
class Options:
    """What is filled in beside the article."""

    kind: HandoutKind = HandoutKind.SHEET
    size: TextSize = TextSize.STANDARD
    paper: Paper = Paper.LETTER
    in_colour: bool = True
    recipient_name: str = ""
    practitioner_note: str = ""
    next_step: str = ""


class HandoutsPresenter(QObject):
    """The chosen sheet and its pages; ``library`` chooses, ``giving`` prints and saves.

    Signals:
        chosen_changed: another sheet is chosen, or none.
        options_changed: the options were set from here and the fields must follow.
        preview_changed: ``preview`` holds new pages, or None.
    """

    chosen_changed = Signal()
    options_changed = Signal()
    preview_changed = Signal()

    def __init__(
        self,
        desk: DeskContext,
        parent: QObject | None = None,
        *,
        printers: Callable[[], list[str]] = available_printers,
        print_pages: Callable[..., None] = print_pdf,
        begin_mail: Callable[[str, str], bool] = begin_mail,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self._begin_mail = begin_mail
        self.library = Library(desk, self)
        self.giving = Giving(desk, self, printers=printers, print_pages=print_pages)
        self.preview: Preview | None = None
        self._known: tuple[Recipient, ...] = ()
        self._refusal = ""  # why there are no pages
        self.row: ArticleRow | None = None
        self.options = Options(paper=self.giving.paper(), in_colour=self.giving.choice().colour)
        self._version: VersionRow | None = None
        self._sheet_again: HandoutSheet | None = None
        self._given: GivenSheet | None = None
        self._print_when_loaded = False
        self._resolution = _FIRST_RESOLUTION
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_AFTER_LAST_KEY_MS)
        self._waiting.timeout.connect(self._render)
        self.library.article_chosen.connect(self._article_chosen)
        self.library.given_chosen.connect(self._given_chosen)
        self.library.nothing_chosen.connect(self._nothing_chosen)
        self.giving.all_given.connect(self.library.unmark_all)
        self.giving.printer_changed.connect(self._printer_changed)
        desk.clinic_changed.connect(self._render)

    # --- Starting ------------------------------------------------------------

    @Slot(object)
    def start(self, wish: HandoutWish) -> None:
        """Somebody is to be given a handout; what was filled in for somebody else goes."""
        alone = Recipient(wish.recipient_name, wish.enquiry_id)
        self._known = wish.people or ((alone,) if wish.enquiry_id is not None else ())
        self.options = replace(
            self.options,
            recipient_name=names_of(wish.people) or wish.recipient_name,
            practitioner_note="",
            next_step="",
        )
        self.options_changed.emit()
        self.library.start(wish)

    def reprint(self, record_id: int) -> None:
        """Show the very pages that were given, to be printed again, whatever the list shows."""
        self.library.choose_nothing()
        self._ask_given(record_id)

    def _ask_given(self, record_id: int) -> None:
        self.desk.ask(
            given_sheet, owner=self, done=self._given_loaded, key="sheet", record_id=record_id
        )

    # --- What is chosen ------------------------------------------------------------

    @property
    def is_reprint(self) -> bool:
        return self._sheet_again is not None

    @property
    def size(self) -> TextSize:
        """The size it is made in; a leaflet has only one."""
        fits = self.options.kind.has_size(self.options.size)
        return self.options.size if fits else TextSize.STANDARD

    def sheet(self) -> HandoutSheet | None:
        """Return everything that stands on the paper; None while nothing is chosen."""
        if self._sheet_again is not None:
            return self._sheet_again
        if self._version is None or self.row is None:
            return None
        return self._sheet_of(self._version, self.people()[0].name, example=self.row.is_example)

    def people(self) -> list[Recipient]:
        """Return everybody who is to have a sheet; one without a name when nobody is named."""
        return recipients(self.options.recipient_name, self._known)

    def _sheet_of(self, version: VersionRow, name: str, *, example: bool) -> HandoutSheet:
        content, options = version.content, self.options
        return HandoutSheet(
            article=content,
            letterhead=letterhead_of(self.desk.clinic.profile),
            provenance=provenance_of(version),
            given_on=self.desk.today(),
            kind=options.kind,
            size=self.size,
            paper=options.paper,
            language=content.language,
            recipient_name=name,
            practitioner_note=options.practitioner_note.strip(),
            next_step=options.next_step.strip(),
            example=example,
            in_colour=options.in_colour,
        )

    def set_options(self, *, at_once: bool = True, **changes: object) -> None:
        """Take over what was filled in; typed words wait for the last key."""
        self.options = replace(self.options, **changes)  # type: ignore[arg-type]
        if "paper" in changes or "in_colour" in changes:
            self.giving.remember(self.options.paper, colour=self.options.in_colour)
        if at_once:
            self._render()
        else:
            self._waiting.start()

    def draw_at(self, pixels_per_point: float) -> None:
        """Draw the same pages more or less sharply."""
        self._resolution = pixels_per_point
        if self.preview is not None:
            work = partial(draw_preview, self.preview.rendered, pixels_per_point)
            self.desk.compute(work, owner=self, done=self._drawn, key="preview")

    def state_words(self) -> str:
        """Return why the pages carry a DRAFT mark, or how they were given; empty when neither."""
        sheet, given = self.sheet(), self._given
        if sheet is None:
            return ""
        if given is None:
            return draft_words(sheet)
        same = self.preview is None or self.preview.rendered.fingerprint == given.fingerprint
        return again_words(self.desk.local(given.given_at).date(), same=same)

    def set_words(self) -> str:
        """Return what is given together and to how many; empty for one sheet to one person."""
        if self.is_reprint:
            return ""
        return set_words(len(self.library.marked), len(self.people()))

    def trouble_words(self) -> str:
        """Return why there are no pages, or which characters no typeface has; else nothing."""
        names = self.preview.rendered.unprintable if self.preview else ()
        return self._refusal or glyph_words(names)

    # --- Giving ------------------------------------------------------------

    @Slot()
    def print_now(self) -> None:
        """Print what is chosen, on the remembered printer; Enter may come before the text."""
        if self._is_loading:
            self._print_when_loaded = True
            return
        self._make_bundles(self.giving.print_all)

    def save_as(self, place: str, *, mail: bool = False) -> None:
        """Save what is chosen: one sheet as a file, several into a folder; begin a mail with it."""
        if place:
            folder = Path(place) if self.makes_several else Path(place).parent
            self.desk.settings.handout_folder = str(folder)
            save = partial(
                self.giving.save_all,
                place=place,
                is_folder=self.makes_several,
                then=partial(self._mail, Path(place)) if mail else None,
            )
            self._make_bundles(save)

    def _mail(self, file: Path) -> None:
        """The words name the file: no mail program of every system takes it from another."""
        sheet = self.sheet()
        subject = sheet.article.title if sheet else file.stem
        body = self.tr("Please attach this file, then delete this line: {0}").format(file)
        if self._begin_mail(subject, body + "\n"):
            words = self.tr("A mail was begun. Attach {0} to it; it lies in {1}.")
        else:
            words = self.tr("No program here writes mail. Attach {0} by hand; it lies in {1}.")
        self.desk.notices.info(words.format(file.name, file.parent))

    @property
    def makes_several(self) -> bool:
        """Whether more than one file would be saved."""
        several = len(self.people()) > 1 or len(self.library.marked) > 1
        return several and not self.is_reprint

    @property
    def _is_loading(self) -> bool:
        waits_for_rows = not self.library.loaded and self.library.has_wish
        waits_for_text = self.row is not None and self.sheet() is None
        return waits_for_rows or waits_for_text or self.library.searching

    def _make_bundles(self, then: Callable[[list[Bundle]], None]) -> None:
        """Hand over the sheets of everybody, once the words of a set are loaded."""
        if self._sheet_again is not None and self._given is not None:
            then([[Job(self._sheet_again, record_id=self._given.record_id)]])
        elif self.library.marked and not self.is_reprint:
            rows = {row.version_id: row for row in self.library.marked}

            def loaded(versions: list[VersionRow]) -> None:
                then(self._bundles([(rows[each.version_id], each) for each in versions]))

            self.desk.ask(
                article_versions,
                owner=self,
                done=loaded,
                key="set",
                version_ids=list(rows),
            )
        elif self.row is None or self._version is None:
            self.desk.notices.warn(self.tr("Choose an article first."))
        else:
            then(self._bundles([(self.row, self._version)]))

    def _bundles(self, articles: list[tuple[ArticleRow, VersionRow]]) -> list[Bundle]:
        enquiry, people = self.library.enquiry, self.people()
        number = enquiry.number if enquiry and len(people) == 1 else ""
        return [
            [
                Job(
                    self._sheet_of(version, person.name, example=row.is_example),
                    version.version_id,
                    person.enquiry_id,
                    number,
                    person.person_id,
                )
                for row, version in articles
            ]
            for person in people
        ]

    # --- Answers ------------------------------------------------------------

    @Slot(object)
    def _article_chosen(self, row: ArticleRow) -> None:
        changed = self.row is None or self.row.version_id != row.version_id or self.is_reprint
        self.row, self._given, self._sheet_again = row, None, None
        if changed:
            self._version = None
        self.chosen_changed.emit()
        self.desk.ask(
            article_version,
            owner=self,
            done=self._version_loaded,
            key="version",
            version_id=row.version_id,
        )

    def _version_loaded(self, version: VersionRow | None) -> None:
        if self.row is None or version is None or version.version_id != self.row.version_id:
            return
        self._version = version
        self._render()
        wanted, self._print_when_loaded = self._print_when_loaded, False
        if wanted:
            self.print_now()

    @Slot(object)
    def _given_chosen(self, row: HandoutRow) -> None:
        self._ask_given(row.record_id)

    def _given_loaded(self, given: GivenSheet | None) -> None:
        sheet = _sheet_of(given)
        if given is None or sheet is None:
            self._nothing_chosen()
            self.desk.notices.warn(self.tr("This sheet can no longer be read. Give it anew."))
            return
        self._sheet_again, self._given = sheet, given
        self.chosen_changed.emit()
        self._render()

    @Slot()
    def _nothing_chosen(self) -> None:
        self.row = self._given = self._version = self._sheet_again = None
        self._print_when_loaded, self._refusal = False, ""
        self._show(None)
        self.chosen_changed.emit()

    @Slot()
    def _printer_changed(self) -> None:
        paper, colour = self.giving.paper(), self.giving.choice().colour
        if (paper, colour) != (self.options.paper, self.options.in_colour):
            self.options = replace(self.options, paper=paper, in_colour=colour)
            self._render()
        self.options_changed.emit()

    @Slot()
    def _render(self) -> None:
        self._waiting.stop()
        sheet = self.sheet()
        if sheet is not None:
            work = partial(make_preview, self.desk.press, sheet, self._resolution)
            self.desk.compute(
                work, owner=self, done=self._show, failed=self._not_made, key="preview"
            )

    def _not_made(self, error: Exception) -> None:
        """Said where the pages would be: it is no mishap."""
        if not isinstance(error, DeskError):
            self.desk.notices.problem(error)
            return
        self._refusal = sentence(error)
        self._show(None)

    def _drawn(self, preview: Preview) -> None:
        if self.preview is not None and preview.rendered is self.preview.rendered:
            self._show(preview)

    def _show(self, preview: Preview | None) -> None:
        self.preview = preview
        if preview is not None:
            self._refusal = ""
        self.preview_changed.emit()


def _sheet_of(given: GivenSheet | None) -> HandoutSheet | None:
    """Return the sheet; None when it is gone or an older program wrote what we cannot read."""
    try:
        return HandoutSheet.from_json(given.sheet) if given else None
    except (KeyError, TypeError, ValueError):
        return None
