"""What the clinic offers: facts, desk cards and screening questions of each service."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desk_app.screens.settings.cards_page import CardsPanel, QuestionsPanel
from desk_app.screens.settings.cards_presenter import CardsPresenter
from desk_app.screens.settings.checks_page import CheckList
from desk_app.screens.settings.questions_presenter import QuestionsPresenter
from desk_app.screens.settings.records import NEW
from desk_app.screens.settings.records_page import RecordsPage
from desk_app.screens.settings.section_page import scrolling
from desk_app.screens.settings.services_presenter import EVERY_SERVICE, ServicesPresenter
from desk_app.screens.settings.texts_page import TextsPanel
from desk_app.screens.settings.typed_values import currency_symbol
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.chips import Chip, Chips
from desk_app.widgets.flow_layout import FlowLayout

_FACTS, _CARDS, _QUESTIONS = range(3)


class ServicesPage(RecordsPage):
    """Alt+Up and Alt+Down put the services in order."""

    def __init__(
        self, presenter: ServicesPresenter, cards: CardsPresenter, questions: QuestionsPresenter
    ) -> None:
        super().__init__(
            self.tr("Services"), self.tr("Services"), self.tr("&Add a service"), presenter
        )
        self._services = presenter
        self._cards = cards
        self._cards_panel = CardsPanel(cards)
        self._questions = questions
        self._questions_panel = QuestionsPanel(questions)
        self._parts = Chips(self.tr("Part of the service"))
        self._parts.setContentsMargins(0, 0, 12, 0)
        self._parts.chosen.connect(self._show_part)
        self._stack = QStackedWidget()
        self._build_form()
        self._stack.addWidget(self._facts())
        self._stack.addWidget(self._cards_panel)
        self._stack.addWidget(self._questions_panel)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._parts)
        column.addWidget(self._stack, 1)
        self.add_columns(right, list_share=3, form_share=5)
        self.add_footer()
        self.list.moved.connect(self._move)
        cards.rows_changed.connect(self._show_cards)
        cards.unsaved_changed.connect(self.show_unsaved)
        questions.rows_changed.connect(self._show_cards)
        questions.unsaved_changed.connect(self.show_unsaved)
        presenter.choices_changed.connect(self._show_choices)
        self._show_cards()

    # --- Building -----------------------------------------------------------------------

    def _build_form(self) -> None:
        form = self.form
        form.add_line("name", self.tr("&Name"))
        form.add_line("category", self.tr("Cate&gory"))
        form.add_block(
            "aliases", self.tr("A&lso called"), self.tr("Words callers use, one per line.")
        )
        minutes = self.tr("Minutes, or 1 h 15; empty where there is no such visit.")
        form.add_line("first_minutes", self.tr("Firs&t visit, min"), minutes)
        form.add_line("return_minutes", self.tr("&Return visit, min"))
        sign = currency_symbol(self._services.currency)
        form.add_line("first_price", self.tr("First &price, {0}").format(sign))
        form.add_line("return_price", self.tr("Return pri&ce, {0}").format(sign))
        form.add_block("wear", self.tr("What to &wear"))
        form.add_block("first_visit", self.tr("F&or first visit"))
        form.add_checks("practitioner_ids", self.tr("G&iven by"))
        form.add_checks(
            "article_ids", self.tr("Lin&ked articles"), self.tr("Their handouts are offered first.")
        )
        form.add_tick("to_practitioner", self.tr("Alwa&ys to a practitioner"))
        self._show_choices()

    def _facts(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        under = QWidget()
        buttons = FlowLayout(under)
        self._up = Button(self.tr("&Up"), kind=ButtonKind.FLAT, shortcut="Alt+Up")
        self._down = Button(self.tr("&Down"), kind=ButtonKind.FLAT, shortcut="Alt+Down")
        self._up.clicked.connect(self._move_up)
        self._down.clicked.connect(self._move_down)
        for button in (self._up, self._down, self.put_button):
            buttons.addWidget(button)
        column.addWidget(under)
        column.addStretch(1)
        return scrolling(content)

    # --- Records ------------------------------------------------------------------------

    def is_unsaved(self) -> bool:
        return any(part.is_unsaved for part in (self.records, self._cards, self._questions))

    def save(self) -> None:
        """Save what is shown: the facts, the card or the question."""
        panel = self._panel()
        if panel is not None:
            panel.save()
        else:
            super().save()

    def put_back(self) -> None:
        panel = self._panel()
        if panel is not None:
            panel.put_back()
        else:
            super().put_back()

    def _panel(self) -> TextsPanel | None:
        """The words that are shown, if it is not the facts."""
        panel = self._stack.currentWidget()
        return panel if isinstance(panel, TextsPanel) else None

    def show_state(self) -> None:
        active = self._services.is_active(self.key)
        self.put_button.setText(self.tr("Put out of use") if active else self.tr("Use again"))
        for button in (self.put_button, self._up, self._down):
            button.setVisible(isinstance(self.key, int))

    @Slot(object)
    def show_record(self, key: Hashable) -> None:
        super().show_record(key)
        for texts in (self._cards, self._questions):
            texts.show_service(key if isinstance(key, int) else None)
        self._show_cards()
        if key == NEW:
            self._turn_to(_FACTS)
        elif key == EVERY_SERVICE and self._stack.currentIndex() == _FACTS:
            self._turn_to(_CARDS)

    @Slot()
    def put_in_or_out(self) -> None:
        if isinstance(self.key, int):
            self._services.set_active(self.key, active=not self._services.is_active(self.key))

    # --- Parts --------------------------------------------------------------------------

    @Slot(object)
    def _show_part(self, part: int) -> None:
        self._stack.setCurrentIndex(part)

    def _turn_to(self, part: int) -> None:
        self._parts.set_current(part)
        self._stack.setCurrentIndex(part)

    @Slot()
    def _show_cards(self) -> None:
        questions = self._questions.rows()
        chips = [
            Chip(_FACTS, self.tr("Facts")),
            Chip(_CARDS, self.tr("Desk cards"), len(self._cards.rows())),
            Chip(_QUESTIONS, self.tr("Screening"), len(questions)),
        ]
        shown: dict[Hashable, list[Chip]] = {NEW: chips[:1], EVERY_SERVICE: chips[1:]}
        self._parts.set_chips(shown.get(self.key, chips))
        self._parts.set_current(self._stack.currentIndex())

    @Slot()
    def _show_choices(self) -> None:
        for name, choices in (
            ("practitioner_ids", self._services.people()),
            ("article_ids", self._services.articles()),
        ):
            checks = self.form.field(name)
            if isinstance(checks, CheckList):
                checks.set_choices(choices)
            self.form.set_row_visible(name, visible=bool(choices))

    @Slot(int)
    def _move(self, steps: int) -> None:
        if isinstance(self.key, int):
            self._services.move(self.key, steps)

    @Slot()
    def _move_up(self) -> None:
        self._move(-1)

    @Slot()
    def _move_down(self) -> None:
        self._move(1)
