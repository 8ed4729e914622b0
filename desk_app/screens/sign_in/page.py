"""What stands in the window of a locked desk: who works here, and one field for a secret."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk_app.item_models.two_line_model import TwoLineModel
from desk_app.looks import TextRole
from desk_app.screens.sign_in.presenter import SignInPresenter
from desk_app.widgets.accessible import announce
from desk_app.widgets.alone import lay_out_alone
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.form_grid import FormGrid
from desk_app.widgets.icons import IconLabel
from desk_app.widgets.labels import Tone, panel, plain_label
from desk_app.widgets.page import Page
from desk_app.widgets.row_list import RowList
from desk_app.widgets.secret_fields import secret_edit

_LEAST_ROWS = 2
_MOST_ROWS = 6
_SHARE = 0.3  # of the height, for the list
_KEYS = 9
_SECOND_MS = 1_000


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
        self._edit = secret_edit(self)
        self._edit.returnPressed.connect(self._try)
        self._unlock = Button(
            self.tr("&Unlock"), self, kind=ButtonKind.PRIMARY, icon_name="lock", shortcut="Return"
        )
        self._unlock.clicked.connect(self._try)
        self._clock = QTimer(self)
        self._clock.setInterval(_SECOND_MS)
        self._clock.timeout.connect(self._count_down)
        self._seconds = 0
        for number in range(_KEYS):
            QShortcut(QKeySequence(f"Alt+{number + 1}"), self, partial(self._pick, number))
        for key, by in (("Up", -1), ("Down", 1)):
            QShortcut(QKeySequence(key), self, partial(self._people.step, by))
        self._lay_out()
        presenter.people_changed.connect(self._show_people)
        presenter.refused.connect(self._show_refusal)
        presenter.has_to_wait.connect(self._show_wait)
        presenter.calling.connect(self._show_calls)
        presenter.said.connect(self._say)
        self._show_people()
        self._show_calls(presenter.numbers)

    def activated(self) -> None:
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        self.activated()

    # --- Acting -------------------------------------------------------------------------

    def _pick(self, number: int) -> None:
        if number < len(self._model.keys):
            self._people.setCurrentIndex(self._model.index(number))

    @Slot(object)
    def _choose(self, staff_id: int) -> None:
        if staff_id != self._presenter.chosen_id:
            self._edit.clear()
            self._stop_waiting()
        self._presenter.choose(staff_id)
        announce(self._edit, self._people.currentIndex().data(Qt.ItemDataRole.DisplayRole))
        self.activated()

    @Slot()
    def _try(self) -> None:
        if self._edit.text() and self._unlock.isEnabled():
            self._form.clear_problems()
            self._set_busy(busy=True)
            self._presenter.try_secret(self._edit.text())

    # --- Showing ------------------------------------------------------------------------

    @Slot()
    def _show_people(self) -> None:
        self._model.set_rows(self._presenter.rows())
        self._people.set_current(self._presenter.chosen_id)
        self._fit()

    @Slot(str)
    def _show_refusal(self, words: str) -> None:
        self._set_busy(busy=False)
        self._form.show_problem("secret", words)
        self._edit.selectAll()

    @Slot(float)
    def _show_wait(self, seconds: float) -> None:
        self._seconds = int(seconds) + 1
        self._set_busy(busy=True)
        self._tell_wait()
        self._clock.start()

    @Slot()
    def _count_down(self) -> None:
        self._seconds -= 1
        if self._seconds > 0:
            self._tell_wait()
        else:
            self._stop_waiting()
            self._edit.selectAll()
            self.activated()

    @Slot(object)
    def _show_calls(self, numbers: tuple[str, ...]) -> None:
        words = self.tr("Incoming call: {0}").format(", ".join(numbers)) if numbers else ""
        self._calling.setText(words)
        self._call.setVisible(bool(numbers))
        announce(self._edit, words, urgent=True)

    @Slot(str)
    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))
        announce(self._edit, words)

    def _stop_waiting(self) -> None:
        self._clock.stop()
        self._form.clear_problems()
        self._set_busy(busy=False)

    def _tell_wait(self) -> None:
        words = self.tr("Too many wrong ones. Try again in {0} s.").format(self._seconds)
        self._form.show_problem("secret", words)

    def _set_busy(self, *, busy: bool) -> None:
        self._unlock.setEnabled(not busy)
        self._edit.setReadOnly(busy)

    # --- Building -----------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._form = FormGrid(self)
        hint = self.tr("Up and Down, or the key beside a name, choose who.")
        self._form.add_field("secret", self.tr("&PIN or passphrase"), self._edit, hint)
        self._call = panel(self)
        self._call.setProperty("kind", "call")
        self._calling = plain_label("", self._call, role=TextRole.HEADING, wrap=True)
        row = QHBoxLayout(self._call)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(IconLabel("phone-call", self._call, tone="accent", scale=1.4))
        row.addWidget(self._calling, 1)
        self._said = plain_label("", self, wrap=True)
        self._said.hide()
        button = QWidget(self)
        at_the_left = QHBoxLayout(button)
        at_the_left.setContentsMargins(0, 0, 0, 0)
        at_the_left.addWidget(self._unlock)
        at_the_left.addStretch(1)
        heading = plain_label(self.tr("Who is there?"), role=TextRole.HEADING, wrap=True)
        kept = self.tr("This desk is locked. What was typed is kept.")
        about = plain_label(kept, tone=Tone.MUTED, wrap=True)
        parts = [self._call, heading, about, self._people, self._form, button, self._said]
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
