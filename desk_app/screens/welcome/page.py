"""The first page anybody sees: three ways to begin, none of them a wizard."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from desk_app.looks import TextRole
from desk_app.screens.welcome.own_clinic_page import OwnClinicForm
from desk_app.screens.welcome.place_page import PlaceField
from desk_app.screens.welcome.presenter import Told, WelcomePresenter
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.centred import centred
from desk_app.widgets.labels import Tone, panel, plain_label
from desk_app.widgets.page import Page

_WIDEST = 1100
_LETTERS_FOR_TWO_COLUMNS = 110  # of the body text; below that the ways stand below each other


class WelcomePage(Page):
    """Shown while the clinic has no name."""

    def __init__(self, presenter: WelcomePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._form = OwnClinicForm(presenter, self)
        self._start = Button(
            self.tr("&Start"), kind=ButtonKind.PRIMARY, icon_name="check", shortcut="Ctrl+Return"
        )
        self._start.clicked.connect(self._begin)
        self._practise = Button(self.tr("&Practise with the demo clinic"), icon_name="star")
        self._practise.clicked.connect(presenter.demo_wanted)
        self._place = PlaceField(self.tr("&Look"), self)
        self._place.looked.connect(presenter.look)
        self._told = plain_label("", wrap=True)
        self._told.hide()
        self._restore = Button(self.tr("&Restore a backup…"), icon_name="undo")
        self._restore.clicked.connect(presenter.restore_wanted)
        self._join = Button(self.tr("&Join this clinic"))
        self._join.clicked.connect(self._join_place)
        self._join.hide()
        self._place.edit.textEdited.connect(self._forget_look)
        presenter.problems_found.connect(self._form.show_problems)
        presenter.place_told.connect(self._show_told)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._begin)
        self._lay_out()

    def activated(self) -> None:
        self._form.focus_first()

    def focus_search(self) -> None:
        self._form.focus_first()

    # --- Building -------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(16)
        layout.addWidget(plain_label(self.tr("Welcome to the front desk"), role=TextRole.HEADING))
        words = self.tr(
            "Enquiries, follow-ups and handouts of a small clinic. Everything stays on your own "
            "computers; nothing is sent anywhere."
        )
        layout.addWidget(plain_label(words, tone=Tone.MUTED, wrap=True))
        self._ways = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._ways.setSpacing(16)
        others = QVBoxLayout()
        others.setSpacing(16)
        others.addWidget(self._practise_panel())
        others.addWidget(self._join_panel())
        others.addWidget(self._restore_panel())
        others.addStretch(1)
        self._ways.addWidget(self._own_panel(), 3)
        self._ways.addLayout(others, 2)
        layout.addLayout(self._ways)
        layout.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(centred(column, _WIDEST))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _own_panel(self) -> QFrame:
        ground, layout = _panel(self.tr("Start with your clinic"))
        layout.addWidget(self._form)
        layout.addWidget(self._start, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        return ground

    def _practise_panel(self) -> QFrame:
        ground, layout = _panel(self.tr("Look around first"))
        words = self.tr(
            "A demo clinic with invented people, in a file of its own. "
            "One click brings you back here."
        )
        layout.addWidget(plain_label(words, tone=Tone.MUTED, wrap=True))
        layout.addWidget(self._practise, 0, Qt.AlignmentFlag.AlignLeft)
        return ground

    def _join_panel(self) -> QFrame:
        ground, layout = _panel(self.tr("Join the clinic's database"))
        words = self.tr("When another desk of the clinic has begun already.")
        layout.addWidget(plain_label(words, tone=Tone.MUTED, wrap=True))
        for part in (self._place, self._told):
            layout.addWidget(part)
        layout.addWidget(self._join, 0, Qt.AlignmentFlag.AlignLeft)
        return ground

    def _restore_panel(self) -> QFrame:
        ground, layout = _panel(self.tr("Bring a clinic back"))
        words = self.tr("On a new computer, from a stick with the clinic's backups.")
        layout.addWidget(plain_label(words, tone=Tone.MUTED, wrap=True))
        layout.addWidget(self._restore, 0, Qt.AlignmentFlag.AlignLeft)
        return ground

    # --- What people do ---------------------------------------------------------------

    @Slot()
    def _begin(self) -> None:
        self._form.begin()

    @Slot(object)
    def _show_told(self, told: Told) -> None:
        self._told.setText(told.words)
        self._told.setVisible(True)
        self._join.setVisible(told.can_join)
        if told.can_join:
            self._join.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _forget_look(self) -> None:
        self._told.setVisible(False)
        self._join.setVisible(False)

    @Slot()
    def _join_place(self) -> None:
        self._presenter.place_wanted.emit(self._place.text)

    # --- Qt overrides -----------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        letters = event.size().width() / self.fontMetrics().averageCharWidth()
        self._ways.setDirection(
            QBoxLayout.Direction.LeftToRight
            if letters >= _LETTERS_FOR_TWO_COLUMNS
            else QBoxLayout.Direction.TopToBottom
        )


def _panel(title: str) -> tuple[QFrame, QVBoxLayout]:
    ground = panel()
    layout = QVBoxLayout(ground)
    layout.setContentsMargins(20, 16, 20, 20)
    layout.setSpacing(12)
    layout.addWidget(plain_label(title, role=TextRole.HEADING, wrap=True))
    return ground, layout
