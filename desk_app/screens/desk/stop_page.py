"""What stands on top of a card after a "yes": the stop, and what a practitioner is to be told."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db.domain.screening import Answer
from db.domain.service import ScreeningLevel
from desk_app import when_wording
from desk_app.desk_context import DeskContext
from desk_app.looks import TextRole
from desk_app.screens.desk.card_fields_page import OfferEdit
from desk_app.screens.desk.card_presenter import CardPresenter
from desk_app.screens.desk.offers import owners_offered
from desk_app.widgets.accessible import announce
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.labels import PanelKind, Tone, panel, plain_label

_MOST_OF_THE_CARD = 0.42  # what is typed must stay in sight


class StopPanel(QFrame):
    """The clinic's words for a stop. Nothing here weighs, doubts or calms an answer."""

    def __init__(self, card: CardPresenter, desk: DeskContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._card = card
        self._desk = desk
        self._shown: object = None
        self.setProperty("kind", PanelKind.STOP.value)
        self._heading = plain_label("", role=TextRole.HEADING, wrap=True)
        band = panel(self, kind=PanelKind.STOP_BAND)
        row = QHBoxLayout(band)
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(self._heading)
        self._make_words()
        self._make_deeds()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(8)
        column.addWidget(band)
        column.addWidget(self._scroll)
        column.addLayout(self._deeds)
        card.screening.changed.connect(self._show)
        self._show()

    def focus_taker(self) -> None:
        """Who takes over can be said at once, or left open."""
        self._taker.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        """Take as much room as the words need, and never more than a part of the card."""
        parent = self.parentWidget()
        height = parent.height() if parent is not None else 0
        words = self._inside.layout()
        width = self._scroll.width()
        if self.isHidden() or words is None or width <= 0:
            return
        needed = words.totalHeightForWidth(width)
        if needed > 0:
            self._scroll.setFixedHeight(min(needed, round(height * _MOST_OF_THE_CARD)))

    def _make_words(self) -> None:
        self._inside = QWidget()
        small, muted = TextRole.SMALL, Tone.MUTED
        self._question = plain_label("", self._inside, role=small, wrap=True)
        self._words = plain_label("", self._inside, role=TextRole.SPOKEN, wrap=True)
        self._mark = plain_label("", self._inside, role=small, tone=Tone.OVERDUE, wrap=True)
        self._fetch = plain_label("", self._inside, wrap=True, selectable=True)
        self._fetch.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._others = plain_label("", self._inside, role=small, tone=muted, wrap=True)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(16, 0, 16, 0)
        column.setSpacing(6)
        for label in (self._question, self._words, self._mark, self._fetch, self._others):
            column.addWidget(label)
        column.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(self.tr("What to say now"))
        self._scroll.setWidget(self._inside)

    def _make_deeds(self) -> None:
        self._hand_over = Button(
            self.tr("Hand over"), self, kind=ButtonKind.STOP, icon_name="hand-stop", shortcut="F5"
        )
        self._hand_over.clicked.connect(self.hand_over)
        self._handed = plain_label("", self)
        self._taker = OfferEdit(
            self.tr("Who took over"), self, placeholder=self.tr("Who took over, if known")
        )
        self._taker.edited.connect(self._taker_typed)
        self._back = Button(self.tr("Take back"), self, kind=ButtonKind.FLAT, icon_name="undo")
        self._back.setToolTip(self.tr("It was not handed over after all"))
        self._back.clicked.connect(self._card.screening.take_back)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._hand_over)
        first.addWidget(self._handed)
        first.addStretch(1)
        first.addWidget(self._back)
        self._deeds = QVBoxLayout()
        self._deeds.setContentsMargins(16, 0, 12, 0)
        self._deeds.setSpacing(4)
        self._deeds.addLayout(first)
        self._deeds.addWidget(self._taker)

    @Slot()
    def hand_over(self) -> None:
        self._card.screening.hand_over()
        self.focus_taker()

    @Slot(str)
    def _taker_typed(self, name: str) -> None:
        self._card.screening.name_taker(name)
        offers = owners_offered(self._desk.clinic.present_staff, name)
        self._taker.set_offers([offer for offer in offers if offer.key is not None])

    @Slot()
    def _show(self) -> None:
        content = self._card.content
        stop, handed = content.stop, content.hand_over
        self.setVisible(content.is_stopped)
        if not content.is_stopped:
            self._shown = None
            return
        self._heading.setText(self._title(stop))
        self._say(stop)
        others = [a.text for a in content.answers if a.is_stop and a != stop]
        self._others.setText(self.tr("Also yes: {0}").format(" / ".join(others)))
        self._others.setVisible(bool(others))
        for widget in (self._handed, self._taker, self._back):
            widget.setVisible(handed is not None)
        self._hand_over.setVisible(handed is None)
        if handed is not None:
            at = when_wording.clock(self._desk.local(handed.at).time())
            self._handed.setText(self.tr("Handed over {0}").format(at))
            if self._taker.text() != handed.taken_over_by:
                self._taker.set_value(handed.taken_over_by)
        if self._shown != stop:
            self._shown = stop
            announce(self, self._spoken(), urgent=True)
        self._fit()

    def _title(self, stop: Answer | None) -> str:
        if stop is None:
            return self.tr("Stopped by the desk")
        if stop.level is ScreeningLevel.EMERGENCY:
            return self.tr("Emergency: stop here, hand over now")
        return self.tr("Urgent, today: stop here, hand over")

    def _say(self, stop: Answer | None) -> None:
        words = stop.hand_over_words if stop else ""
        self._question.setText(self.tr("Yes to: {0}").format(stop.text) if stop else "")
        self._question.setVisible(stop is not None)
        nothing = self.tr("No words are written for this. Fetch a practitioner now.")
        self._words.setText(words or nothing)
        unapproved = stop is not None and not stop.is_approved
        self._mark.setText(_unapproved())
        self._mark.setVisible(unapproved)
        whom = stop.hand_over_to if stop else ""
        number = self._desk.clinic.profile.emergency_number
        is_emergency = stop is None or stop.level is ScreeningLevel.EMERGENCY
        ambulance = self.tr("Emergency number: {0}").format(number)
        parts = [self.tr("Fetch: {0}").format(whom or self.tr("any practitioner"))]
        if is_emergency and number and number not in whom:
            parts.append(ambulance)
        self._fetch.setText("\n".join(parts))

    def _spoken(self) -> str:
        labels = (self._heading, self._question, self._words, self._fetch)
        return " ".join(label.text() for label in labels if label.text())

    # --- Qt overrides -----------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class TellPanel(QFrame):
    """What a practitioner is to be told before the visit, and how to pass it on.

    Signals:
        grown: there is more to be told than before.
    """

    grown = Signal()

    def __init__(self, card: CardPresenter, parent: QWidget) -> None:
        super().__init__(parent)
        self._card = card
        self.setProperty("kind", PanelKind.TELL.value)
        self._questions = plain_label("", self, wrap=True)
        self._words = plain_label("", self, role=TextRole.SMALL, wrap=True)
        self._mark = plain_label(
            _unapproved(), self, role=TextRole.SMALL, tone=Tone.OVERDUE, wrap=True
        )
        self.deed = Button(
            self.tr("To a practitioner"), self, kind=ButtonKind.FLAT, shortcut="Shift+F5"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 8, 6)
        column.setSpacing(2)
        for label in (self._questions, self._words, self._mark):
            column.addWidget(label)
        column.addWidget(self.deed, 0, Qt.AlignmentFlag.AlignLeft)
        card.screening.changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        answers = self._card.screening.to_pass_on
        texts = " / ".join(answer.text for answer in answers)
        said = self.tr("Tell the practitioner: {0}").format(texts)
        is_news = bool(answers) and said != self._questions.text()
        self._questions.setText(said)
        words = list(dict.fromkeys(a.hand_over_words for a in answers if a.hand_over_words))
        self._words.setText(self.tr("Say: {0}").format(" ".join(words)))
        self._words.setVisible(bool(words))
        self._mark.setVisible(bool(words) and not all(a.is_approved for a in answers))
        self.setVisible(bool(answers))
        if is_news:
            announce(self, said)
            self.grown.emit()


def _unapproved() -> str:
    return QCoreApplication.translate("Desk", "Example words, not approved by the clinic")
