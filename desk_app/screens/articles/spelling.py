"""Words on the screen that no dictionary knows, what may be meant, and the clinic's own words."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from db.domain.changes import Change
from db.domain.enquiry import ChoiceList
from db.services.own_words import use_own_word
from desk_app.desk_context import DeskContext
from desk_app.handouts.spelling.apart import SpellerApart
from desk_app.handouts.spelling.speller import Misspelling, SpellingReport, Standing
from desk_app.screens.articles.editing import Editing
from desk_app.screens.articles.editor import Editor
from desk_app.wording import language_name

_PACKAGES = {"en": "hunspell-en-us", "es": "hunspell-es", "ar": "hunspell-ar"}


class Spelling(QObject):
    """Follows the words on the screen, in the language of their article.

    Signals:
        changed: ``report`` is about the words on the screen, or None when it is off.
        suggested: a Misspelling, and the words that may be meant.
    """

    changed = Signal()
    suggested = Signal(object, object)

    def __init__(
        self, desk: DeskContext, editor: Editor, folders: Sequence[Path], parent: QObject
    ) -> None:
        """Args: folders: where dictionaries may lie, the clinic's own first; none: never look."""
        super().__init__(parent)
        self.report: SpellingReport | None = None
        self._desk = desk
        self._editor = editor
        self._own_folder = next(iter(folders), None)
        self._speller = SpellerApart(folders)
        self._rests = False
        editor.words_settled.connect(self.look)
        desk.clinic_changed.connect(self.look)

    @property
    def found(self) -> tuple[Misspelling, ...]:
        return self.report.found if self.report else ()

    def at(self, line: int, column: int) -> Misspelling | None:
        """Return the word at a place, if it is marked."""
        here = (m for m in self.found if m.line == line and m.start <= column <= m.end)
        return next(here, None)

    def beside(self, line: int, column: int, by: int) -> Misspelling | None:
        """Return the next marked word from a place on, or the one before; round the ends."""
        found, here = self.found, (line, column)
        if not found:
            return None
        if by > 0:
            return next((each for each in found if (each.line, each.start) > here), found[0])
        before = (each for each in reversed(found) if (each.line, each.end) < here)
        return next(before, found[-1])

    def suggest(self, misspelling: Misspelling) -> None:
        """Look for what may be meant; ``suggested`` follows."""
        work = partial(self._speller.suggest, misspelling.said, **self._where())
        done = partial(self.suggested.emit, misspelling)
        self._desk.compute(work, owner=self, done=done, key="suggest")

    def take(self, misspelling: Misspelling, instead: str) -> None:
        """Put another word in its place; one undo takes it back."""
        self._editor.change(
            partial(
                Editing.put_in,
                line=misspelling.line,
                start=misspelling.start,
                said=misspelling.said,
                instead=instead,
            )
        )

    @property
    def refusal(self) -> str:
        """Why who sits here may not add a word; empty when they may."""
        return self._desk.refusal("use_own_word")

    def learn(self, misspelling: Misspelling) -> None:
        """Make it one of the clinic's own words, which are right everywhere."""
        word = misspelling.said
        give = partial(self._desk.give, use_own_word, owner=self, word=word)

        def learned(_change: Change) -> None:
            words = self.tr("“{0}” is one of the clinic's words now.").format(word)
            self._desk.notices.done(words, undo=partial(give, used=False))

        give(done=learned)

    def status_words(self) -> str:
        """Return why nothing is marked, and what would help; else how many words are."""
        if self.report is None or self._own_folder is None:
            return ""
        standing = self.report.standing
        if standing is Standing.CHECKED:
            count = len(self.report.found)
            words = self.tr("Not in the dictionary: {0}. F8 goes there.")
            return words.format(count) if count else ""
        if standing is Standing.NO_READER:
            return self.tr("Spelling is not marked on this kind of computer.")
        if standing is Standing.UNREADABLE:
            return self.tr("Spelling is not marked: the dictionary cannot be read.")
        return self._no_dictionary()

    def _no_dictionary(self) -> str:
        language = self._language()
        name, folder = language_name(language), _short(self._own_folder or Path())
        package = _PACKAGES.get(language.partition("-")[0])
        if package and sys.platform.startswith("linux"):
            words = self.tr(
                "Spelling is not marked: no dictionary for {0}. Install {1},"
                " or put its .aff and .dic files into {2}."
            )
            return words.format(name, package, folder)
        words = self.tr(
            "Spelling is not marked: no dictionary for {0}. Put its .aff and .dic files into {1}."
        )
        return words.format(name, folder)

    def _language(self) -> str:
        return self._editor.now.article.language if self._editor.now else "en"

    def _where(self) -> dict[str, str]:
        return {"language": self._language(), "region": self._desk.clinic.profile.region}

    @Slot()
    def look(self) -> None:
        """Look up every word on the screen."""
        lines = [line.text for line in self._editor.lines()]
        is_on = self._own_folder is not None and self._desk.settings.checks_clarity
        if self._rests or not (is_on and lines):
            self._looked(None)
            return
        listed = self._desk.clinic.choices.get(ChoiceList.OWN_WORD, ())
        work = partial(
            self._speller.check,
            lines,
            own=frozenset(line.label.casefold() for line in listed if line.active),
            **self._where(),
        )
        self._desk.compute(work, owner=self, done=self._looked, key="spelling")

    def rest(self) -> None:
        """Let the dictionaries go while nobody edits."""
        if not self._rests:
            self._rests = True
            self._desk.compute(self._speller.close, owner=self, done=lambda _closed: None)

    def go_on(self) -> None:
        """Look again after a rest."""
        if self._rests:
            self._rests = False
            self.look()

    def _looked(self, report: SpellingReport | None) -> None:
        self.report = report
        self.changed.emit()


def _short(folder: Path) -> str:
    """A folder of this person's, as people write it."""
    home = Path.home()
    return f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) else str(folder)
