"""What stands in the window of a locked desk: who works here, and one field for a secret."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk_app.item_models.two_line_model import TwoLineModel
from desk_app.looks import TextRole
from desk_app.screens.sign_in.forgotten_page import ForgottenForm
from desk_app.screens.sign_in.presenter import SignInPresenter
from desk_app.widgets.accessible import announce
from desk_app.widgets.alone import lay_out_alone
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.icons import IconLabel
from desk_app.widgets.labels import Tone, panel, plain_label
from desk_app.widgets.page import Page
from desk_app.widgets.row_list import RowList
from desk_app.widgets.secret_form import SecretForm

_LEAST_ROWS = 2
_MOST_ROWS = 6
_SHARE = 0.3  # of the height, for the list
_KEYS = 9


class SignInPage(Page):
    """Digits and letters go into the field; Up and Down, or Alt and a digit, choose who."""

    def __init__(self, presenter: SignInPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._model = TwoLineModel(self)
        self._people = RowList(self.tr("Who works here"), self._model, self)
        self._people.setFrameShape(RowList.Shape.StyledPanel)
        self._people.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._people.chosen.connect(self._choose)
        hint = self.tr("Up and Down, or the key beside a name, choose who.")
        self._secret = SecretForm(self.tr("&PIN or passphrase"), hint, self)
        self._secret.tried.connect(presenter.try_secret)
        forgotten = Button(self.tr("PIN for&gotten…"), self, kind=ButtonKind.FLAT)
        forgotten.clicked.connect(presenter.help_with_forgotten)
        self._secret.add_button(forgotten)
        self._forgotten = ForgottenForm(presenter, self)
        self._forgotten.left.connect(self._leave_forgotten)
        self._forgotten.hide()
        for number in range(_KEYS):
            QShortcut(QKeySequence(f"Alt+{number + 1}"), self, partial(self._pick, number))
        for key, by in (("Up", -1), ("Down", 1)):
            QShortcut(QKeySequence(key), self, partial(self._people.step, by))
        self._lay_out()
        presenter.people_changed.connect(self._show_people)
        presenter.refused.connect(self._secret.show_wrong)
        presenter.has_to_wait.connect(self._secret.show_wait)
        presenter.reset_offered.connect(self._offer_reset)
        presenter.calling.connect(self._show_calls)
        presenter.said.connect(self._say)
        self._show_people()
        self._show_calls(presenter.numbers)

    def activated(self) -> None:
        shown = self._secret if self._forgotten.isHidden() else self._forgotten
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        self.activated()

    # --- Acting -------------------------------------------------------------------------

    def _pick(self, number: int) -> None:
        if number < len(self._model.keys):
            self._people.setCurrentIndex(self._model.index(number))

    @Slot(object)
    def _choose(self, staff_id: int) -> None:
        if staff_id != self._presenter.chosen_id:
            self._secret.edit.clear()
            self._secret.stop_waiting()
            self._leave_forgotten()
        self._presenter.choose(staff_id)
        announce(self._secret.edit, self._people.currentIndex().data(Qt.ItemDataRole.DisplayRole))
        self.activated()

    @Slot()
    def _offer_reset(self) -> None:
        self._secret.hide()
        self._forgotten.show()
        self._forgotten.begin()

    @Slot()
    def _leave_forgotten(self) -> None:
        self._forgotten.begin()  # nothing of a secret stays in its fields
        self._forgotten.hide()
        self._secret.show()
        self.activated()

    # --- Showing ------------------------------------------------------------------------

    @Slot()
    def _show_people(self) -> None:
        self._model.set_rows(self._presenter.rows())
        self._people.set_current(self._presenter.chosen_id)
        self._fit()

    @Slot(object)
    def _show_calls(self, numbers: tuple[str, ...]) -> None:
        words = self.tr("Incoming call: {0}").format(", ".join(numbers)) if numbers else ""
        self._calling.setText(words)
        self._call.setVisible(bool(numbers))
        announce(self._secret.edit, words, urgent=True)

    @Slot(str)
    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))
        announce(self._secret.edit, words)

    # --- Building -----------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._call = panel(self)
        self._call.setProperty("kind", "call")
        self._calling = plain_label("", self._call, role=TextRole.HEADING, wrap=True)
        row = QHBoxLayout(self._call)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(IconLabel("phone-call", self._call, tone="accent", scale=1.4))
        row.addWidget(self._calling, 1)
        self._said = plain_label("", self, wrap=True)
        self._said.hide()
        heading = plain_label(self.tr("Who is there?"), role=TextRole.HEADING, wrap=True)
        kept = self.tr("This desk is locked. What was typed is kept.")
        about = plain_label(kept, tone=Tone.MUTED, wrap=True)
        forms = [self._secret, self._forgotten]
        parts = [self._call, heading, about, self._said, self._people, *forms]
        lay_out_alone(self, "lock", parts)

    def _fit(self) -> None:
        """The list is as high as its rows, up to a share of the window: the field stays in it."""
        height = max(self._people.sizeHintForRow(0), 1)
        most = max(_LEAST_ROWS, min(_MOST_ROWS, int(self.height() * _SHARE) // height))
        rows = min(max(len(self._model.keys), 1), most)
        self._people.setFixedHeight(rows * height + 2 * self._people.frameWidth())
        self._people.scrollTo(self._people.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_call"):
            QTimer.singleShot(0, self, self._fit)
