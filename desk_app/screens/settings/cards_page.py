"""The desk cards of a service, and the questions the desk asks about it."""

from __future__ import annotations

from PySide6.QtCore import Slot

from db.domain.service import CardKind, ScreeningLevel
from desk_app.screens.settings.cards_presenter import CardsPresenter
from desk_app.screens.settings.checks_page import CheckList
from desk_app.screens.settings.form_page import BoundForm
from desk_app.screens.settings.questions_presenter import QuestionsPresenter
from desk_app.screens.settings.texts_page import TextsPanel
from desk_app.wording import card_kind, screening_level


class CardsPanel(TextsPanel):
    """What the desk says, does not say and passes on."""

    def __init__(self, presenter: CardsPresenter) -> None:
        names = (self.tr("Desk cards"), self.tr("No desk cards yet."), self.tr("New &card"))
        super().__init__(presenter, names)

    def add_fields(self, form: BoundForm) -> None:
        kinds = [(kind.value, card_kind(kind)) for kind in CardKind]
        form.add_block("text", self.tr("&Words"))
        form.add_choice("kind", self.tr("&Kind"), kinds)


class QuestionsPanel(TextsPanel):
    """What the desk asks, and what is said and done on a yes."""

    def __init__(self, presenter: QuestionsPresenter) -> None:
        self._questions = presenter
        names = (
            self.tr("Screening questions"),
            self.tr("No screening questions yet."),
            self.tr("New &question"),
        )
        super().__init__(presenter, names)
        presenter.places_changed.connect(self._show_places)

    def add_fields(self, form: BoundForm) -> None:
        levels = [(level.value, screening_level(level)) for level in ScreeningLevel]
        hint = self.tr("One fact, answered by yes or no.")
        form.add_block("text", self.tr("Qu&estion"), hint)
        form.add_choice("level", self.tr("A yes &means"), levels)
        form.add_block("hand_over_words", self.tr("&Words on a yes"))
        hint = self.tr("A person, or a number to call.")
        form.add_line("hand_over_to", self.tr("&Fetch"), hint)
        hint = self.tr("With no service and no body area it is always asked.")
        form.add_checks("service_ids", self.tr("Asked for ser&vices"))
        form.add_checks("body_area_ids", self.tr("Asked for &body areas"), hint)
        form.add_block("source", self.tr("S&ource"))

    @Slot()
    def _show_places(self) -> None:
        for name, choices in (
            ("service_ids", self._questions.services()),
            ("body_area_ids", self._questions.body_areas()),
        ):
            checks = self.form.field(name)
            if isinstance(checks, CheckList):
                checks.set_choices(choices)
        self.fill_again()
