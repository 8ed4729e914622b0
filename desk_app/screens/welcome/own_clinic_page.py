"""The form of the first way: a name, who works here, a PIN, paper, time zone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from db.domain.handout import Paper
from desk_app.screens.welcome.first_facts import Start
from desk_app.screens.welcome.presenter import WelcomePresenter
from desk_app.widgets.calm_fields import CalmBox
from desk_app.widgets.form_grid import FormGrid
from desk_app.widgets.growing_text_edit import GrowingTextEdit
from desk_app.widgets.secret_fields import secret_edit
from desk_app.wording import paper as paper_word


class OwnClinicForm(FormGrid):
    """Few fields; everything else has a sensible start and can be set later."""

    def __init__(self, presenter: WelcomePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._name = QLineEdit(self)
        self._name.textEdited.connect(self._name_edited)
        self._people = GrowingTextEdit(
            self.tr("Who works here"),
            self,
            placeholder=self.tr("Ana Ruiz\nDr Lee, practitioner"),
            least_lines=4,
        )
        self._people.edited.connect(self._people_edited)
        self._pin = secret_edit(self)
        self._pin_again = secret_edit(self)
        self._pin.textEdited.connect(self._pin_edited)
        self._paper = CalmBox(self)
        self._paper.setAccessibleName(self.tr("Paper"))
        for paper in Paper:
            self._paper.addItem(paper_word(paper), paper.value)
        self._time_zone = QLineEdit(self)
        self._time_zone.textEdited.connect(self._zone_edited)
        self._build()
        self._fill()

    def begin(self) -> None:
        """Ask for the start; what is missing comes back through ``show_problems``."""
        self.clear_problems()
        self._presenter.start(
            Start(
                self._name.text(),
                self._people.text,
                str(self._paper.currentData()),
                self._time_zone.text().strip(),
                self._pin.text(),
                self._pin_again.text(),
            )
        )

    def focus_first(self) -> None:
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def show_problems(self, problems: dict[str, str]) -> None:
        for name in ("clinic_name", "people", "pin", "pin_again", "paper", "time_zone"):
            if name in problems:
                self.show_problem(name, problems[name])

    def _build(self) -> None:
        self.add_field("clinic_name", self.tr("&Clinic's name"), self._name)
        self.add_field("people", self.tr("&Who works here"), self._people, self._people_hint())
        self.add_field("pin", self.tr("Your P&IN"), self._pin, self._presenter.pin_hint())
        self.add_field("pin_again", self.tr("PIN once &more"), self._pin_again)
        self.set_row_visible("pin_again", visible=False)
        self.add_field("paper", self.tr("P&aper"), self._paper)
        self.add_field(
            "time_zone",
            self.tr("Time &zone"),
            self._time_zone,
            self.tr("From this computer. All of it can be changed later in Settings."),
        )

    def _people_hint(self) -> str:
        return self.tr("One name per line, yours first. A role may follow after a comma.")

    def _fill(self) -> None:
        profile = self._presenter.first_profile
        self._paper.setCurrentIndex(self._paper.findData(profile.paper))
        self._time_zone.setText(profile.time_zone)

    @Slot()
    def _name_edited(self) -> None:
        self.clear_problem("clinic_name")

    @Slot(str)
    def _pin_edited(self, typed: str) -> None:
        self.clear_problem("pin")
        self.set_row_visible("pin_again", visible=bool(typed))

    @Slot()
    def _zone_edited(self) -> None:
        self.clear_problem("time_zone")

    @Slot(str)
    def _people_edited(self, text: str) -> None:
        self.clear_problem("people")
        self.set_hint("people", self._presenter.people_in_words(text) or self._people_hint())
