"""The fields of a call card: what they are, where they stand, what is said beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from db.domain.enquiry import About, Channel, ChoiceList, Outcome
from db.domain.when import QuickChoice
from db.queries.clinic import ClinicFacts
from desk_app import wording
from desk_app.screens.desk.card import CardContent
from desk_app.screens.desk.card_fields_page import (
    ChoiceCombo,
    ConsentKey,
    EndingKeys,
    FormRow,
    OfferEdit,
)
from desk_app.screens.desk.known_page import KnownPanel
from desk_app.screens.desk.offers import nobody_yet
from desk_app.widgets.chips import Chip
from desk_app.widgets.echo_edit import EchoEdit
from desk_app.widgets.growing_text_edit import GrowingTextEdit
from desk_app.widgets.hints import HintLine
from desk_app.widgets.labels import horizontal_rule
from desk_app.widgets.snippet_edit import SnippetEdit

_WHO = ("phone", "caller_name")
_ABOUT = ("about", "body_area", "heard")
_ENDING = (
    "outcome", "next_step_day", "next_step_owner", "next_step_promise", "lost_reason",
    "booked_on", "routine_reason", "outcome_note",
)  # fmt: skip
# Somebody at the counter is asked what they want before they are asked for a number.
_SLIP = ("happened", "taken_by")
_PHONE_ORDER = (*_SLIP, *_WHO, "known", "concern", "service", *_ABOUT, "rule", *_ENDING, "consent")
_OTHER_ORDER = (
    *_SLIP, "caller_name", "known", "concern", "service", "phone", *_ABOUT, "rule", *_ENDING,
    "consent",
)  # fmt: skip


class CardLayout(QWidget):
    """Every field by its name, in the order in which a conversation goes.

    Attributes:
        fields: field name -> its widget.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.fields: dict[str, QWidget] = {}
        self._rows: dict[str, FormRow] = {}
        self._problems: set[str] = set()
        self._order = _PHONE_ORDER
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 8, 16, 8)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self.known = KnownPanel(self)
        self.endings = EndingKeys(self)
        self.consent = ConsentKey(self)
        self._rule = horizontal_rule(self)
        self._make_fields()
        self._make_rows()

    def _make_fields(self) -> None:
        fields = self.fields
        fields["happened"] = EchoEdit(
            self.tr("When it happened"), self, placeholder=self.tr("Such as: yesterday 3pm")
        )
        fields["taken_by"] = self._line(self.tr("Who took it"), self.tr("You, if empty"))
        fields["phone"] = OfferEdit(self.tr("Number"), self)
        fields["caller_name"] = OfferEdit(self.tr("Name"), self)
        fields["concern"] = SnippetEdit(
            self.tr("Their words"), self, placeholder=self.tr("What they say, in their words")
        )
        fields["service"] = OfferEdit(
            self.tr("Service"), self, placeholder=self.tr("Any word of it"), preselect=True
        )
        fields["about"] = ChoiceCombo(self.tr("About whom"), self)
        fields["about_name"] = OfferEdit(
            self.tr("Name of the person concerned"), self, placeholder=self.tr("Their name")
        )
        fields["body_area"] = ChoiceCombo(self.tr("Body area"), self)
        fields["heard"] = ChoiceCombo(self.tr("How they heard of us"), self)
        fields["heard_detail"] = self._line(
            self.tr("Who or what told them"), self.tr("Who or what")
        )
        fields["outcome"] = ChoiceCombo(self.tr("Outcome"), self)
        fields["next_step_day"] = self._day(self.tr("Day of the next step"))
        fields["next_step_owner"] = OfferEdit(
            self.tr("Who does the next step"), self, placeholder=nobody_yet()
        )
        fields["next_step_promise"] = self._line(
            self.tr("What was promised"), self.tr("Such as: price for five visits")
        )
        fields["lost_reason"] = ChoiceCombo(self.tr("Reason"), self)
        fields["booked_on"] = self._day(self.tr("Day of the appointment"))
        fields["routine_reason"] = GrowingTextEdit(
            self.tr("Why it is closed as routine"), self, least_lines=1, most_lines=5
        )
        fields["outcome_note"] = GrowingTextEdit(self.tr("Note"), self, least_lines=1, most_lines=5)
        for name, field in self.fields.items():
            field.setObjectName(name)

    def _line(self, name: str, placeholder: str) -> QLineEdit:
        edit = QLineEdit(self)
        edit.setAccessibleName(name)
        edit.setPlaceholderText(placeholder)
        return edit

    def _day(self, name: str) -> EchoEdit:
        edit = EchoEdit(name, self, placeholder=self.tr("Such as: tue 3pm"))
        edit.set_chips(
            [
                Chip(QuickChoice.TOMORROW, self.tr("Tomorrow")),
                Chip(QuickChoice.THREE_WORKING_DAYS, self.tr("+3 days")),
                Chip(QuickChoice.NEXT_WEEK, self.tr("Next week")),
            ]
        )
        return edit

    def _make_rows(self) -> None:
        for label, *names in (
            (self.tr("Slip ti&me"), "happened"),
            (self.tr("Taken by"), "taken_by"),
            (self.tr("&Number"), "phone"),
            (self.tr("N&ame"), "caller_name"),
            (self.tr("&Words"), "concern"),
            (self.tr("&Service"), "service"),
            (self.tr("A&bout"), "about", "about_name"),
            (self.tr("Body a&rea"), "body_area"),
            (self.tr("Heard thro&ugh"), "heard", "heard_detail"),
            (self.tr("&Outcome"), "outcome"),
            (self.tr("&Day"), "next_step_day"),
            (self.tr("B&y"), "next_step_owner"),
            (self.tr("&Promised"), "next_step_promise"),
            (self.tr("&Lost because"), "lost_reason"),
            (self.tr("Boo&ked for"), "booked_on"),
            (self.tr("Rout&ine because"), "routine_reason"),
            (self.tr("No&te"), "outcome_note"),
        ):
            row = FormRow(label, [self.fields[name] for name in names], self)
            self._rows |= dict.fromkeys(names, row)
        self._rows["outcome"].add_below(self.endings)

    def arrange(self, channel: Channel) -> None:
        """Number first on the telephone, name first otherwise; Tab goes the same way."""
        self._order = _PHONE_ORDER if channel is Channel.PHONE else _OTHER_ORDER
        order = self._order
        stops = [self.target(name) for name in self._tab_order()]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        for at, name in enumerate(order):
            if name == "known":
                self._grid.addWidget(self.known, at, 1)
            elif name == "consent":
                self._grid.addWidget(self.consent, at, 1)
            elif name == "rule":
                self._grid.addWidget(self._rule, at, 0, 1, 2)
            else:
                self._rows[name].place(self._grid, at)
        self._grid.setRowStretch(len(order), 1)

    def _tab_order(self) -> list[str]:
        return [
            name
            for first in self._order
            if first in self._rows
            for name, row in self._rows.items()
            if row is self._rows[first]
        ]

    def fill_lists(self, content: CardContent, clinic: ClinicFacts) -> None:
        """Fill the lists to choose from; lines out of use only where they are chosen."""
        unsaid = self.tr("Not said")
        ready = clinic.choices[ChoiceList.SNIPPET]
        self.set_snippets([line.label for line in ready if line.active])
        self.combo("about").set_choices([(about, wording.about(about)) for about in About])
        outcomes = [(outcome, wording.outcome(outcome)) for outcome in Outcome]
        self.combo("outcome").set_choices([(None, self.tr("Still open")), *outcomes])
        for name, which in (
            ("body_area", ChoiceList.BODY_AREA),
            ("heard", ChoiceList.HEARD),
            ("lost_reason", ChoiceList.LOST_REASON),
        ):
            lines = [
                (line.choice_id, line.label)
                for line in clinic.choices[which]
                if line.active or line.choice_id == getattr(content, name)
            ]
            self.combo(name).set_choices([(None, unsaid), *lines])
        for name in ("about", "outcome", "body_area", "heard", "lost_reason"):
            self.combo(name).choose(getattr(content, name))

    def set_snippets(self, snippets: Sequence[str]) -> None:
        """The clinic's ready texts, put into their words by ``;`` and a few letters."""
        words = self.fields["concern"]
        if isinstance(words, SnippetEdit):
            words.set_snippets(snippets)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say beside each field what to do, and go to the first."""
        for name in list(self._problems):
            self.clear_problem(name)
        for name, sentence in problems.items():
            self._line_of(name).set_problem(sentence)
            self.target(name).setAccessibleDescription(sentence)
        self._problems = set(problems)
        first = next((n for n in self._tab_order() if n in problems), None)
        if first is not None:
            self.target(first).setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_problem(self, name: str) -> None:
        if name in self._problems:
            self._problems.discard(name)
            self._line_of(name).set_problem("")
            self.target(name).setAccessibleDescription("")

    # --- Single fields ----------------------------------------------------------------------------

    def target(self, name: str) -> QWidget:
        """Return the widget of a field that takes the keyboard."""
        field = self.fields[name]
        return field.focusProxy() or field

    def combo(self, name: str) -> ChoiceCombo:
        combo = self.fields[name]
        assert isinstance(combo, ChoiceCombo)  # noqa: S101 - a mistake of ours, not the user's
        return combo

    def set_row_visible(self, name: str, *, visible: bool) -> None:
        self._rows[name].set_visible(visible=visible)

    def _line_of(self, name: str) -> HintLine | EchoEdit:
        field = self.fields[name]
        return field if isinstance(field, EchoEdit) else self._rows[name].line
