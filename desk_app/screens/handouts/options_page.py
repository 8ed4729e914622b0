"""The column beside the pages: what is filled in, and how it leaves the desk."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.domain.handout import HandoutKind, Paper, TextSize
from desk_app.looks import TextRole
from desk_app.screens.handouts.presenter import HandoutsPresenter
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.chips import Chip, Chips
from desk_app.widgets.choice_box import ChoiceBox
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.growing_text_edit import GrowingTextEdit
from desk_app.widgets.labels import Tone, horizontal_rule, plain_label, section_heading
from desk_app.widgets.names_edit import NamesEdit
from desk_app.widgets.number_field import number_field
from desk_app.wording import handout_kind, language_name, paper

_MOST_COPIES = 99
_LONGEST_LIST = 20_000  # letters; some five hundred names


class OptionsPanel(QWidget):
    """What is filled in, and two ways out.

    Signals:
        save_wanted, mail_wanted: a file is to be chosen.
        print_wanted: the button; Enter in a field goes on to the page.
    """

    save_wanted = Signal()
    mail_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, presenter: HandoutsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._giving = presenter.giving
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(area)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(6)
        self._build_person(inside)
        self._build_look(inside)
        self._build_printer(inside)
        self._column.addStretch(1)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        whole.addWidget(horizontal_rule(self))
        whole.addLayout(self._ways_out())
        presenter.options_changed.connect(self.fill)
        presenter.chosen_changed.connect(self.fill)
        self._giving.printer_changed.connect(self._fill_printer)
        self._giving.busy_changed.connect(self._show_busy)
        self._giving.progress_changed.connect(self._show_busy)
        presenter.library.rows_changed.connect(self._show_set)
        self.fill()
        self._fill_printer()

    # --- Building ------------------------------------------------------------

    def _build_person(self, inside: QWidget) -> None:
        self.name = NamesEdit(inside)
        self.name.setMaxLength(_LONGEST_LIST)
        self.name.setPlaceholderText(self.tr("Several: with ; between them"))
        self.name.textEdited.connect(self._name_edited)
        self.note = GrowingTextEdit(self.tr("Practitioner's note"), inside, most_lines=6)
        self.note.edited.connect(self._note_edited)
        self.next_step = QLineEdit(inside)
        self.next_step.setMaxLength(500)
        self.next_step.textEdited.connect(self._next_step_edited)
        for label, field in (
            (self.tr("F&or (name)"), self.name),
            (self.tr("Practitioner's no&te"), self.note),
            (self.tr("Ne&xt step"), self.next_step),
        ):
            self._add(label, field)

    def _build_look(self, inside: QWidget) -> None:
        self.kind_chips = Chips(self.tr("Kind"), inside)
        self.kind_chips.set_chips([Chip(kind, handout_kind(kind)) for kind in HandoutKind])
        self.kind_chips.chosen.connect(self._kind_chosen)
        self._kind_hint = plain_label("", inside, role=TextRole.SMALL, tone=Tone.MUTED, wrap=True)
        self.size_chips = Chips(self.tr("Size of print"), inside)
        self.size_chips.set_chips(
            [
                Chip(TextSize.STANDARD, self.tr("Standard")),
                Chip(TextSize.LARGE, self.tr("Large print")),
                Chip(TextSize.LARGER, self.tr("Larger")),
            ]
        )
        self.size_chips.chosen.connect(self._size_chosen)
        self.paper_chips = Chips(self.tr("Paper"), inside)
        self.paper_chips.set_chips([Chip(sheet, paper(sheet)) for sheet in Paper])
        self.paper_chips.chosen.connect(self._paper_chosen)
        self.languages = Chips(self.tr("Language"), inside)
        self.languages.chosen.connect(self._language_chosen)
        self.colour = QCheckBox(self.tr("In colo&ur"), inside)
        self.colour.clicked.connect(self._colour_clicked)
        self._language_label = section_heading(self.tr("&Language"), inside)
        for heading, chips in (
            (section_heading(self.tr("&Kind"), inside), self.kind_chips),
            (section_heading(self.tr("Si&ze of print"), inside), self.size_chips),
            (section_heading(self.tr("P&aper"), inside), self.paper_chips),
            (self._language_label, self.languages),
        ):
            heading.setBuddy(chips)
            self._column.addSpacing(4)
            self._column.addWidget(heading)
            self._column.addWidget(chips)
            if chips is self.kind_chips:
                self._column.addWidget(self._kind_hint)
        self._column.addWidget(self.colour)

    def _build_printer(self, inside: QWidget) -> None:
        self._column.addSpacing(4)
        self.printer = ChoiceBox(self.tr("Printer"), inside, letters=10)
        self.printer.activated.connect(self._printer_activated)
        self._printer_label = self._add(self.tr("P&rinter"), self.printer)
        self._no_printer = plain_label("", inside, tone=Tone.MUTED, wrap=True)
        self._column.addWidget(self._no_printer)
        self._column.addLayout(self._copies_row(inside))

    def _ways_out(self) -> QVBoxLayout:
        """Always to be seen, however long the form is."""
        self.print_button = Button("", self, kind=ButtonKind.PRIMARY, icon_name="printer")
        self.print_button.clicked.connect(self._print_or_stop)
        self.save_button = Button(
            self.tr("&Save as PDF"), self, icon_name="download", shortcut="Ctrl+S"
        )
        self.save_button.clicked.connect(self.save_wanted)
        column = QVBoxLayout()
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(8)
        self._set_hint = plain_label("", self, role=TextRole.SMALL, tone=Tone.MUTED, wrap=True)
        column.addWidget(self._set_hint)
        column.addWidget(self.print_button)
        column.addWidget(self.save_button)
        self.mail_button = Button(
            self.tr("Save and &mail"), self, icon_name="letter", shortcut="Ctrl+Shift+S"
        )
        self.mail_button.clicked.connect(self.mail_wanted)
        column.addWidget(self.mail_button)
        self._show_busy()
        return column

    def _copies_row(self, inside: QWidget) -> FlowLayout:
        self.copies = number_field(self.tr("Copies"), 1, _MOST_COPIES, inside)
        self.copies.valueChanged.connect(self._copies_changed)
        self._copies_label = plain_label(
            self.tr("&Copies"), inside, tone=Tone.MUTED, buddy=self.copies
        )
        self.both_sides = QCheckBox(self.tr("&Both sides"), inside)
        self.both_sides.clicked.connect(self._both_sides_clicked)
        row = FlowLayout(spacing=8)
        row.addWidget(self._copies_label)
        row.addWidget(self.copies)
        row.addWidget(self.both_sides)
        return row

    def _add(self, label: str, field: QWidget) -> QLabel:
        name = plain_label(label, self, role=TextRole.SMALL, tone=Tone.MUTED, buddy=field)
        field.setAccessibleName(label.replace("&", ""))
        self._column.addWidget(name)
        self._column.addWidget(field)
        return name

    # --- Showing ------------------------------------------------------------

    @Slot()
    def fill(self) -> None:
        """Follow the presenter; what is being typed is not touched."""
        options, again = self._presenter.options, self._presenter.is_reprint
        sheet = self._presenter.sheet()
        shown = sheet if again and sheet is not None else options
        for line, text in ((self.name, shown.recipient_name), (self.next_step, shown.next_step)):
            if line.text() != text:
                line.setText(text)
        if self.note.text != shown.practitioner_note:
            self.note.set_text(shown.practitioner_note)
        self.kind_chips.set_current(shown.kind)
        self.size_chips.set_current(shown.size if again else self._presenter.size)
        _show_hint(self._kind_hint, self._kind_words(shown.kind))
        self.paper_chips.set_current(shown.paper)
        self.colour.setChecked(shown.in_colour)
        for part in (self.name, self.note, self.next_step, self.kind_chips, self.paper_chips):
            part.setEnabled(not again)
        self.size_chips.setEnabled(not again and shown.kind is not HandoutKind.LEAFLET)
        self.colour.setEnabled(not again)
        self._fill_languages()
        self._show_busy()

    def _kind_words(self, kind: HandoutKind) -> str:
        return {
            HandoutKind.SHEET: "",
            HandoutKind.LEAFLET: self.tr(
                "Standard print on both sides, turned over the short edge; folded in three with"
                " the title on top."
            ),
            HandoutKind.SUMMARY: self.tr(
                "One page, in large print one sheet: what to know, what to do, when to call."
            ),
        }[kind]

    def _fill_languages(self) -> None:
        row = None if self._presenter.is_reprint else self._presenter.row
        family = self._presenter.library.translations(row) if row else []
        chips = [Chip(each.article_id, language_name(each.language)) for each in family]
        several = len(chips) > 1
        if several and row is not None:
            self.languages.set_chips(chips)
            self.languages.set_current(row.article_id)
        self.languages.setVisible(several)
        self._language_label.setVisible(several)

    @Slot()
    def _fill_printer(self) -> None:
        names, choice = self._giving.printers, self._giving.choice()
        self.printer.clear()
        self.printer.addItems(names or [])
        self.printer.setCurrentText(self._giving.printer)
        with QSignalBlocker(self.copies):
            self.copies.setValue(choice.copies)
        self.both_sides.setChecked(choice.duplex == "long")
        none = names == []
        for part in (self._printer_label, self.printer, self._copies_label, self.copies):
            part.setVisible(not none)
        self.both_sides.setVisible(not none)
        self._no_printer.setVisible(none)
        self._no_printer.setText(
            self.tr("No printer found on this computer. Save as PDF instead, or set up a printer.")
        )

    @Slot()
    def _show_busy(self) -> None:
        busy, (number, count) = self._giving.busy, self._giving.progress
        stoppable = busy and count > 1
        if stoppable:
            words, key = self.tr("Sto&p: {0} of {1}").format(number, count), "Esc"
        elif busy:
            words, key = self.tr("On its way…"), ""
        else:
            words, key = self.tr("&Print"), "Enter"
        self.print_button.set_text(words, key)
        ready = not busy and self._presenter.sheet() is not None
        self.print_button.setEnabled(ready or stoppable)
        self.save_button.setEnabled(ready)
        self.mail_button.setEnabled(ready)
        self._show_set()

    @Slot()
    def _show_set(self) -> None:
        _show_hint(self._set_hint, self._presenter.set_words())

    @Slot()
    def _print_or_stop(self) -> None:
        if self._giving.busy:
            self._giving.stop()
        else:
            self.print_wanted.emit()

    # --- What is done here ------------------------------------------------------------

    @Slot(str)
    def _name_edited(self, text: str) -> None:
        self._presenter.set_options(at_once=False, recipient_name=text)
        self._show_set()

    @Slot(str)
    def _note_edited(self, text: str) -> None:
        self._presenter.set_options(at_once=False, practitioner_note=text)

    @Slot(str)
    def _next_step_edited(self, text: str) -> None:
        self._presenter.set_options(at_once=False, next_step=text)

    @Slot(object)
    def _kind_chosen(self, kind: HandoutKind) -> None:
        self._presenter.set_options(kind=kind)
        self.fill()

    @Slot(object)
    def _size_chosen(self, size: TextSize) -> None:
        self._presenter.set_options(size=size)

    @Slot(object)
    def _paper_chosen(self, sheet: Paper) -> None:
        self._presenter.set_options(paper=sheet)

    @Slot(object)
    def _language_chosen(self, article_id: int) -> None:
        self._presenter.library.choose(article_id)

    @Slot(bool)
    def _colour_clicked(self, checked: bool) -> None:  # noqa: FBT001  (Qt's signature)
        self._presenter.set_options(in_colour=checked)

    @Slot(int)
    def _printer_activated(self, _number: int) -> None:
        self._giving.choose_printer(self.printer.currentText())

    @Slot(int)
    def _copies_changed(self, copies: int) -> None:
        options = self._presenter.options
        self._giving.remember(options.paper, colour=options.in_colour, copies=copies)

    @Slot(bool)
    def _both_sides_clicked(self, checked: bool) -> None:  # noqa: FBT001
        options = self._presenter.options
        self._giving.remember(options.paper, colour=options.in_colour, duplex=checked)


def _show_hint(label: QLabel, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))
