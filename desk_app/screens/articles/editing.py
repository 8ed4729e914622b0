"""One article being edited: its words, what was saved, and every step between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from db.domain.article import ArticleText
from db.queries.articles import VersionRow
from desk_app.screens.articles.history import History
from desk_app.screens.articles.lines import EditLine, LineKind, article_of, lines_of, span_of


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The whole article and the line the cursor was in."""

    article: ArticleText
    sources: str
    line: int = 0


class Editing:
    """Kept until it is saved or given up, whatever else is looked at meanwhile.

    Attributes:
        seen_version: of the article, as it was when this was begun.
        base_number: the version these words were begun from.
    """

    def __init__(self, version: VersionRow, seen_version: int) -> None:
        self.article_id = version.article_id
        self.base_number = version.number
        self.seen_version = seen_version
        first = Snapshot(version.content, version.sources)
        self.history = History(first)
        self._saved = first
        self._typing = False
        self._taken_apart = (first.article, lines_of(first.article))
        self._compared = (first, first, False)

    @property
    def now(self) -> Snapshot:
        return self.history.current

    @property
    def lines(self) -> tuple[EditLine, ...]:
        """The words as lines; taken apart once, because every key asks for them."""
        article, lines = self._taken_apart
        if article is not self.now.article:
            lines = lines_of(self.now.article)
            self._taken_apart = (self.now.article, lines)
        return lines

    @property
    def is_unsaved(self) -> bool:
        asked = (self.now, self._saved)
        if self._compared[0] is not asked[0] or self._compared[1] is not asked[1]:
            now, saved = asked
            differ = (now.article, now.sources) != (saved.article, saved.sources)
            self._compared = (now, saved, differ)
        return self._compared[2]

    # --- Steps ------------------------------------------------------------------

    def type_lines(self, lines: Sequence[EditLine], line: int) -> bool:
        """Take over what was typed; False when nothing is different.

        One undo takes back a word: letters of one word in one line are one step.
        """
        article = article_of(lines, self.now.article.language)
        if article == self.now.article:
            return False
        merge = self._typing and self._is_same_word(lines, line)
        self.history.push(Snapshot(article, self.now.sources, line), merge=merge)
        self._typing = True
        return True

    def type_sources(self, sources: str) -> None:
        self._push(replace(self.now, sources=sources))

    def set_language(self, language: str) -> None:
        self._push(replace(self.now, article=replace(self.now.article, language=language)))

    def set_article(self, article: ArticleText, sources: str) -> None:
        """Put other words in place of these, such as an older version's."""
        self._push(Snapshot(article, sources))

    def put_back(self) -> None:
        """Put the saved words in place of these."""
        self._push(self._saved)

    def change_kind(self, line: int, kind: LineKind) -> None:
        """Make a line something else; a list kind given twice begins a new list there."""
        lines = list(self.lines)
        if not 0 < line < len(lines) or kind is LineKind.TITLE:
            return
        before = lines[line]
        fresh = before.kind is kind and not before.fresh
        lines[line] = EditLine(kind, before.text, fresh)
        self._push_lines(lines, line)

    def move(self, line: int, by: int) -> None:
        """Put a line above or below its neighbour; the title stays on top."""
        lines = list(self.lines)
        moved = span_of(lines, line)
        there = moved.start - 1 if by < 0 else moved.stop
        if line > 0 and 0 < there < len(lines):
            passed = span_of(lines, there)
            upper, lower = sorted((moved, passed), key=lambda span: span.start)
            parts = [lines[span.start : span.stop] for span in (lower, upper)]
            lines[upper.start : lower.stop] = [each for part in parts for each in part]
            self._push_lines(lines, line + by * len(passed))

    def remove(self, line: int) -> None:
        """Take a line out; of the title only its words."""
        lines = list(self.lines)
        if line == 0:
            lines[0] = replace(lines[0], text="")
        elif line < len(lines):
            gone = span_of(lines, line) if lines[line].picture else range(line, line + 1)
            del lines[gone.start : gone.stop]
        self._push_lines(lines, max(0, min(line, len(lines) - 1)))

    def put_picture(self, line: int, picture: str) -> None:
        """Put a picture below a line, or in the place of an empty one or of another picture."""
        lines = list(self.lines)
        line = max(0, min(line, len(lines) - 1))
        here = lines[line]
        if line and (here.picture or not here.text.strip()):
            lines[line] = EditLine(LineKind.PICTURE, here.text, picture=picture)
        else:
            line = span_of(lines, line).stop
            lines.insert(line, EditLine(LineKind.PICTURE, "", picture=picture))
        self._push_lines(lines, line)

    def put_in(self, line: int, start: int, said: str, instead: str) -> None:
        """Put other words in the place of some; where they no longer stand, nothing happens."""
        lines = list(self.lines)
        before = lines[line].text if line < len(lines) else ""
        end = start + len(said)
        if before[start:end] == said:
            lines[line] = replace(lines[line], text=before[:start] + instead + before[end:])
            self._push_lines(lines, line)

    def set_lines(self, lines: Sequence[EditLine], line: int) -> None:
        """Put other lines in place of these, in one step."""
        self._push_lines(lines, line)

    def undo(self) -> bool:
        self._typing = False
        return self.history.undo()

    def redo(self) -> bool:
        self._typing = False
        return self.history.redo()

    def was_saved(self, saved: Snapshot, number: int, seen_version: int) -> None:
        """These words are now a version of their own; what was typed since is unsaved."""
        self._saved = saved
        self.base_number, self.seen_version = number, seen_version

    def _push_lines(self, lines: Sequence[EditLine], line: int) -> None:
        article = article_of(lines, self.now.article.language)
        self._push(Snapshot(article, self.now.sources, line))

    def _push(self, snapshot: Snapshot) -> None:
        self._typing = False
        if snapshot != self.now:
            self.history.push(snapshot)

    def _is_same_word(self, lines: Sequence[EditLine], line: int) -> bool:
        before = self.lines
        if len(before) != len(lines) or line != self.now.line or line >= len(lines):
            return False
        return len(before[line].text.split()) == len(lines[line].text.split())
