"""The clinic: its name, how to reach it, and what holds for all its desks."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from db.domain.handout import Paper
from desk_app.screens.settings.form_page import BoundForm, focus
from desk_app.screens.settings.merged import merged
from desk_app.screens.settings.profile_presenter import ProfilePresenter
from desk_app.screens.settings.section_page import SectionPage
from desk_app.widgets.labels import section_heading
from desk_app.wording import language_name
from desk_app.wording import paper as paper_word


class ProfilePage(SectionPage):
    """Base of the sections that are one form over the profile."""

    def __init__(
        self, title: str, sentence: str, presenter: ProfilePresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, sentence, parent)
        self.presenter = presenter
        self.form = BoundForm()
        self._stored = presenter.values()

    def bind(self) -> None:
        """Fill the form and follow both sides; called once its fields are there."""
        self.form.fill(self._stored)
        self.form.edited.connect(self.show_unsaved)
        self.presenter.stored_changed.connect(self._go_on)
        self.presenter.problems_found.connect(self._show_problems)

    def is_unsaved(self) -> bool:
        return self.form.values() != self._stored

    def save(self) -> None:
        self.form.clear_problems()
        self.presenter.save(self.form.values())

    def put_back(self) -> None:
        self.form.clear_problems()
        self.form.fill(self._stored)
        self.show_unsaved()

    @Slot()
    def _go_on(self) -> None:
        """What is stored is different: take it over where nothing else is typed."""
        now = self.presenter.values()
        self.form.fill(merged(self.form.values(), self._stored, now))
        self._stored = now
        self.show_unsaved()

    @Slot(object)
    def _show_problems(self, problems: dict[str, str]) -> None:
        self.form.show_problems(problems)


class ClinicPage(ProfilePage):
    """The first section."""

    def __init__(self, presenter: ProfilePresenter, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Clinic"), "", presenter, parent)
        form = self.form
        form.add_line("name", self.tr("&Name"))
        form.add_block("address", self.tr("&Address"))
        form.add_line("phone", self.tr("&Phone"))
        form.add_line("web", self.tr("&Web page"))
        form.add_line("email", self.tr("E-ma&il"))
        form.add_line(
            "emergency_number",
            self.tr("E&mergency number"),
            self.tr("Shown to the desk when a screening question asks for an ambulance."),
        )
        self._add_place()
        self._add_rules()
        self.bind()
        self.add_scrolling(form)
        self.add_footer()

    def shown(self) -> None:
        self.presenter.load_zones()

    def focus_first(self) -> None:
        focus(self.form.field("name"))

    def _add_place(self) -> None:
        form = self.form
        form.add_wide(section_heading(self.tr("Where it is")))
        words = self.tr("Decides how numbers and dates are read when they are typed short.")
        form.add_suggested("region", self.tr("C&ountry"), words)
        form.add_suggested("time_zone", self.tr("Time &zone"))
        form.add_suggested("currency", self.tr("Currenc&y"))
        form.add_choice("paper", self.tr("Pape&r"), [(p.value, paper_word(p)) for p in Paper])
        languages = [(tag, language_name(tag)) for tag in ("en", "es")]
        form.add_choice("language", self.tr("&Language of paper"), languages)
        form.set_suggestions_of("region", self.presenter.region_texts)
        form.set_suggestions_of("currency", self.presenter.currency_texts)
        self.presenter.zones_loaded.connect(self._offer_zones)

    def _add_rules(self) -> None:
        form = self.form
        form.add_wide(section_heading(self.tr("Calling back, reviews")))
        form.add_line(
            "next_attempts",
            self.tr("&Days to next try"),
            self.tr("Working days after each try without an answer; 0 is later the same day."),
        )
        tries = (self.tr(" try"), self.tr(" tries"))
        form.add_number("give_up_after", self.tr("&Close after"), 1, 20, tries)
        form.add_number(
            "review_months",
            self.tr("Review af&ter"),
            1,
            60,
            (self.tr(" month"), self.tr(" months")),
            self.tr("Proposed when an article or a desk card is approved."),
        )

    @Slot(object)
    def _offer_zones(self, zones: list[str]) -> None:
        self.form.set_suggestions_of("time_zone", zones)
