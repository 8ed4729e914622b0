"""The clinic's colour and logo on paper: what they look like, and whether they can be read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from db.domain.article import ArticleState, ArticleText, Block, BlockKind, Section
from db.domain.changes import Change
from db.domain.errors import DeskError
from db.domain.handout import Paper
from db.domain.picture import Picture
from db.services.pictures import keep_picture
from desk_app.desk_context import DeskContext
from desk_app.handouts.colours import READABLE_CONTRAST, WHITE, contrast, inks
from desk_app.handouts.pages import PageImage, draw_page
from desk_app.handouts.rendering import HandoutPress
from desk_app.handouts.sheet import HandoutSheet, Provenance
from desk_app.handouts.sheets import letterhead_of
from desk_app.pictures.arriving import read_arrived
from desk_app.screens.settings.profile_presenter import ProfilePresenter

_COLOUR = re.compile("#[0-9a-fA-F]{6}")
READY_COLOURS = ("#0b5d66", "#1f5e5b", "#2f4f7f", "#5b3a78", "#7a2e4a", "#8a4b14", "#3d5a2a")


@dataclass(frozen=True, slots=True)
class SamplePage:
    """The first page of the sample, drawn; sizes of ``paper`` in points."""

    image: PageImage
    paper: tuple[float, float]


class LetterheadPresenter(ProfilePresenter):
    """Signals: page_drawn: a SamplePage, after ``draw``."""

    page_drawn = Signal(object)

    def __init__(self, desk: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(desk, ("accent",), parent)

    @property
    def has_logo(self) -> bool:
        return bool(self._desk.clinic.profile.logo)

    def take_logo(self, file: Path) -> None:
        """Make a picture fit for paper and print it in the letterhead from now on."""
        self._desk.compute(
            partial(read_arrived, file),
            owner=self,
            done=self._keep_logo,
            failed=self._not_taken,
            key="logo",
        )

    def remove_logo(self) -> None:
        """Print no logo any more; sheets that were given keep theirs."""
        self._set_logo("")

    def _keep_logo(self, picture: Picture) -> None:
        self._desk.give(
            keep_picture,
            owner=self,
            done=partial(self._set_logo, picture.fingerprint),
            picture=picture,
        )

    def _set_logo(self, fingerprint: str, _change: Change | None = None) -> None:
        earlier = self._desk.clinic.profile
        self._store(replace(earlier, logo=fingerprint), ("logo",), earlier)

    def _not_taken(self, error: Exception) -> None:
        if isinstance(error, DeskError):
            self._desk.notices.problem(error)
        else:
            self._desk.notices.warn(self.tr("This file cannot be opened."))

    def is_colour(self, text: str) -> bool:
        """Whether the text is a colour such as ``#0b5d66``."""
        return bool(_COLOUR.fullmatch(text.strip()))

    def contrast_in_words(self, colour: str) -> str:
        """Say how well headings in this colour are read on white paper."""
        if not self.is_colour(colour):
            return self.tr("Six figures or letters from 0 to f behind a #, such as #0b5d66.")
        red, green, blue = bytes.fromhex(colour.strip()[1:])
        ratio = contrast((red, green, blue), WHITE)
        figure = f"{ratio:.1f}"
        if ratio >= READABLE_CONTRAST:
            return self.tr("Reads very well on white: contrast {0} to 1.").format(figure)
        darker = inks(colour.strip(), in_colour=True).accent
        return self.tr(
            "Too pale to read: contrast {0} to 1. Headings are printed in {1} instead."
        ).format(figure, darker)

    def draw(self, colour: str, pixels_per_point: float) -> None:
        """Draw the sample in this colour; a newer wish takes the place of an older."""
        if not self.is_colour(colour):
            return
        sheet = self._sample(colour.strip())
        self._desk.compute(
            partial(_first_page, self._desk.press, sheet, pixels_per_point),
            owner=self,
            done=self.page_drawn.emit,
            key="sample",
        )

    def _sample(self, colour: str) -> HandoutSheet:
        profile = self._desk.clinic.profile
        paragraph = self.tr(
            "Your handouts look like this: the clinic's name and how to reach it on top, "
            "headings in your colour, and plain words below them."
        )
        steps = (
            self.tr("Wear something loose and comfortable."),
            self.tr("Bring a list of the medicines you take."),
            self.tr("Come ten minutes early."),
        )
        article = ArticleText(
            self.tr("Before your first visit"),
            profile.language,
            (Block(BlockKind.PARAGRAPH, paragraph),),
            (
                Section(self.tr("What to do"), (Block(BlockKind.STEPS, items=steps),)),
                Section(
                    self.tr("Call us if"),
                    (Block(BlockKind.CALL_US, self.tr("anything changes before then.")),),
                ),
            ),
        )
        today = self._desk.today()
        return HandoutSheet(
            article=article,
            letterhead=replace(letterhead_of(profile), accent=colour),
            provenance=Provenance(state=ArticleState.APPROVED, reviewed_on=today),
            given_on=today,
            paper=Paper(profile.paper),
            language=profile.language,
        )


def _first_page(press: HandoutPress, sheet: HandoutSheet, scale: float) -> SamplePage:
    pdf = press.render(sheet).pdf
    return SamplePage(draw_page(pdf, 0, pixels_per_point=scale), sheet.paper.size_in_points)
