"""The window around all pages: navigation, notices, the curtain. It knows pages only as pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from PySide6.QtCore import QByteArray, QDate, QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desk_app.main_menus import MainMenus
from desk_app.settings import Settings
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.curtain import Curtain
from desk_app.widgets.labels import Tone, plain_label
from desk_app.widgets.nav_bar import NavBar, NavEntry
from desk_app.widgets.notice_bar import NoticeBar, NoticeLevel
from desk_app.widgets.page import Page
from desk_app.widgets.waiting_page import WaitingPage

# Letters that the search has room for: before the navigation gives way, and before the clock does.
_LEAST_SEARCH = 20
_MORE_SEARCH = 8
_SMALLEST = (900, 600)
_FIRST_SIZE = (1280, 800)
_BANNER_PLACE = 2  # below the practice bar and the navigation


class MainWindow(QMainWindow):
    """Shown before anything slow is loaded; pages are made when they are first opened.

    Signals:
        action_wanted: the key of something in a menu that the program must do.
        page_opened: the key of the page now shown.
        closing: the window is about to close; keep what must be kept.
        close_refused: why it did not close, while nobody can see the notice.
    """

    action_wanted = Signal(object)
    page_opened = Signal(object)
    closing = Signal()
    close_refused = Signal(str)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._factories: dict[str, Callable[[], Page]] = {}
        self._pages: dict[str, Page] = {}
        self._shown_alone: list[Page] = []
        self._search_field: QWidget | None = None
        self._banner: QWidget | None = None
        self._warned: list[str] = []
        self.setObjectName("main_window")
        self._waiting = ""
        self.setMinimumSize(*_SMALLEST)
        self._build()
        self._show_title()
        self._menus = MainMenus(self, self._entries())
        self._menus.chosen.connect(self._on_menu)
        self._menus.refused.connect(self._say_refusal)
        self.resize(*_FIRST_SIZE)
        self.restoreGeometry(QByteArray(settings.load_state("window")))

    # --- What the composition root does with it -----------------------------------

    def add_pages(self, factories: dict[str, Callable[[], Page]]) -> None:
        """Say how each page of the navigation is made, when it is first wanted."""
        self._factories |= factories

    def page(self, key: str) -> Page:
        """Return a page, made if need be."""
        if key not in self._pages:
            page = self._pages[key] = self._factories[key]()
            self._stack.addWidget(page)
        return self._pages[key]

    def remove_pages(self) -> None:
        """Forget all pages: the clinic they belong to closes."""
        self.unlock()
        alone = (*self._shown_alone, self._search_field, self._banner)
        for page in (*self._pages.values(), *alone):
            if page is not None:
                page.setParent(None)
                page.deleteLater()
        self._pages.clear()
        self._shown_alone.clear()
        self._search_field = self._banner = None
        self._factories.clear()
        self.set_undo("")
        self._waiting = ""
        self.drop_notice()  # it may name somebody of that clinic

    @Slot(object)
    def open_page(self, key: str) -> None:
        """Show a page; before the pages are there, remember the wish."""
        if key not in self._factories:
            return
        page = self.page(key)
        self._warned = []
        self._stack.setCurrentWidget(page)
        self._settings.last_page = key
        self._nav.set_current(key)
        page.activated()
        self.page_opened.emit(key)

    def show_alone(self, page: Page) -> None:
        """Show a page that is not in the navigation: the first start, a refusal."""
        self._shown_alone.append(page)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.activated()

    def set_ready(self, *, ready: bool) -> None:
        """Let people in: until the clinic is loaded, the bars are there but quiet."""
        for part in (self._nav, self._search, self._seat):
            part.setEnabled(ready)
        self._menus.set_ready(ready=ready)

    def set_refusals(self, refusals: Mapping[str, str]) -> None:
        """Grey out what somebody may not do, by the key of its entry, with the reason."""
        self._menus.set_refusals(refusals)

    @Slot(str)
    def _say_refusal(self, words: str) -> None:
        self._notices.show_notice(words, NoticeLevel.WARNING)

    def set_clinic(self, name: str, *, demo: bool) -> None:
        """Show whose desk this is."""
        self._clinic.setText(name)
        self._show_title()
        self._demo_bar.setVisible(demo)

    def _show_title(self) -> None:
        """What waits stands first, where a task bar still has room for it; locked, nothing."""
        parts = [] if self.is_locked else [self._waiting, self._clinic.text()]
        parts.append(QApplication.applicationDisplayName())
        self.setWindowTitle(" – ".join(filter(None, parts)))

    @property
    def is_locked(self) -> bool:
        """Whether a page hides everything."""
        return self._curtain.is_drawn

    def lock(self, page: Page) -> None:
        """Hide everything behind a page, and let no key reach what is hidden."""
        self._curtain.draw(page)
        self.menuBar().hide()
        self._show_title()
        self._menus.set_locked(locked=True)

    def unlock(self) -> None:
        """Show again what was hidden."""
        if not self.is_locked:
            return
        self.menuBar().show()
        page = self._stack.currentWidget()
        if not self._curtain.open() and isinstance(page, Page):
            page.activated()
        self._menus.set_locked(locked=False)
        self._show_title()

    def set_seat(self, name: str, choices: list[tuple[int, str]]) -> None:
        """Show who sits here, and who could."""
        self._seat.set_text(name or self.tr("Who sits here?"))
        self._fit()
        menu = self._seat.menu()
        menu.clear()
        for staff_id, label in choices:
            action = menu.addAction(label.replace("&", "&&"))
            action.setData(f"sit:{staff_id}")

    def set_signs_in(self, *, signs_in: bool) -> None:
        """Say whether there is anything to lock."""
        self._menus.set_signs_in(signs_in=signs_in)

    def set_now(self, now: dt.datetime) -> None:
        """Show the clinic's date and time."""
        day = self.locale().toString(QDate(now.year, now.month, now.day), "ddd d MMM")
        self._now.setText(f"{day}  {now:%H:%M}")

    def set_count(self, key: str, count: int) -> None:
        """Show how much waits on a page."""
        self._nav.set_count(key, count)
        self._fit()

    def set_waiting(self, words: str) -> None:
        """Say in the title what is due, for whoever has another window in front."""
        self._waiting = words
        self._show_title()

    def set_undo(self, words: str) -> None:
        """Name what Ctrl+Z takes back; nothing when there is nothing."""
        self._menus.set_undo(words)

    def set_search(self, field: QWidget) -> None:
        """Put the search over everything in its place."""
        self._search_field = field
        # It takes the room that is left, and never any from the navigation.
        field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._search_place.addWidget(field)

    def set_banner(self, banner: QWidget) -> None:
        """Put what must be seen on every page, such as a ringing call, above the pages."""
        self._banner = banner
        self._column.insertWidget(_BANNER_PLACE, banner)

    @Slot()
    def focus_search(self) -> None:
        """Ctrl+K."""
        if self._search_field is not None:
            self._search_field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_status(self, text: str) -> None:
        """Show a quiet fact at the foot: where the data is, when it was last backed up."""
        self._status.setText(text)

    def show_notice(
        self,
        text: str,
        level: NoticeLevel,
        action_label: str,
        action: Callable[[], None] | None,
        *,
        undoes: bool,
    ) -> None:
        """Show a notice; what one that undoes offers is what Ctrl+Z does."""
        shortcut = "Ctrl+Z" if undoes else ""
        self._notices.show_notice(text, level, action_label, action, shortcut)

    def drop_notice(self) -> None:
        """Say no longer what was said last."""
        self._notices.dismiss()

    def _keeps_unsaved(self) -> bool:
        """Show once what would be lost by closing; whoever closes again means it."""
        unsaved = [key for key, page in self._pages.items() if not page.may_leave()]
        if not unsaved or self._warned == unsaved:
            return False
        self.open_page(unsaved[0])
        self._warned = unsaved
        words = self.tr("Something here is not saved yet. Save it, or close again to leave it.")
        self._notices.show_notice(words, NoticeLevel.WARNING)
        if self.is_locked:
            self.close_refused.emit(words)
        return True

    # --- Building -----------------------------------------------------------------

    def _build(self) -> None:
        middle = QWidget(self)
        column = self._column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._demo_bar = self._make_demo_bar()
        self._stack = QStackedWidget(middle)
        self._stack.addWidget(WaitingPage(self.tr("Opening the clinic…"), middle))
        self._notices = NoticeBar(middle)
        self._status = plain_label("", middle, tone=Tone.MUTED, wrap=True)
        self._status.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        column.addWidget(self._demo_bar)
        column.addWidget(self._make_top_bar())
        column.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 2, 8, 4)
        foot.setSpacing(12)
        foot.addWidget(self._notices, 3)
        foot.addWidget(self._status, 1)
        column.addLayout(foot)
        self._curtain = Curtain(middle, self)
        self.setCentralWidget(self._curtain)

    def _make_top_bar(self) -> QFrame:
        bar = QFrame(self)
        bar.setProperty("kind", "surface")
        self._bar = QHBoxLayout(bar)
        self._bar.setContentsMargins(12, 6, 12, 6)
        self._bar.setSpacing(12)
        entries = self._entries()
        self._nav = NavBar(entries, bar)
        self._nav.chosen.connect(self.open_page)
        self._search = QWidget(bar)
        self._search_place = QHBoxLayout(self._search)
        self._search_place.setContentsMargins(0, 0, 0, 0)
        self._clinic = plain_label("", bar)
        self._now = plain_label("", bar, tone=Tone.MUTED)
        self._seat = Button(self.tr("Who sits here?"), bar, kind=ButtonKind.FLAT, icon_name="user")
        self._seat.setMenu(QMenu(self._seat))
        self._seat.menu().triggered.connect(self._on_seat)
        for part, stretch in ((self._nav, 2), (self._search, 1), (self._now, 0), (self._seat, 0)):
            self._bar.addWidget(part, stretch)
        self._clinic.hide()
        return bar

    def _make_demo_bar(self) -> QFrame:
        bar = QFrame(self)
        bar.setProperty("kind", "practice")
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 4, 12, 4)
        words = self.tr("Practice clinic: invented people, nothing here is real.")
        row.addWidget(plain_label(words, bar, wrap=True), 1)
        back = Button(self.tr("Back to your own clinic"), bar, kind=ButtonKind.PLAIN)
        back.clicked.connect(self._leave_demo)
        row.addWidget(back)
        bar.hide()
        return bar

    def _entries(self) -> list[NavEntry]:
        named = [
            ("desk", self.tr("Desk"), "home"),
            ("follow_ups", self.tr("Follow-ups"), "list-check"),
            ("handouts", self.tr("Handouts"), "file-text"),
            ("articles", self.tr("Articles"), "article"),
            ("enquiries", self.tr("Enquiries"), "clipboard-list"),
            ("people", self.tr("People"), "users"),
            ("reports", self.tr("Reports"), "chart-bar"),
            ("settings", self.tr("Settings"), "settings"),
        ]
        return [NavEntry(*entry, f"Ctrl+{n}") for n, entry in enumerate(named, start=1)]

    # --- Menus ----------------------------------------------------------------------

    @Slot(str)
    def _on_menu(self, key: str) -> None:
        page = self._stack.currentWidget()
        if key.startswith("page:"):
            self.open_page(key.removeprefix("page:"))
        elif key == "search":
            self.focus_search()
        elif key == "quit":
            self.close()
        elif key == "print" and isinstance(page, Page):
            page.print_page()
        elif key == "find" and isinstance(page, Page):
            page.focus_search()
        else:
            self.action_wanted.emit(key)

    @Slot(QAction)
    def _on_seat(self, choice: QAction) -> None:
        self.action_wanted.emit(choice.data())

    @Slot()
    def _leave_demo(self) -> None:
        self.action_wanted.emit("leave_demo")

    # --- Qt overrides -----------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.centralWidget() is not None:
            QTimer.singleShot(0, self, self._fit)  # the buttons have the new letters only then

    def _fit(self) -> None:
        """Give the bar's room to what people act on; the clock takes what is left over."""
        between = self._bar.spacing()
        margins = self._bar.contentsMargins()
        letter = self.fontMetrics().averageCharWidth()
        room = self.width() - margins.left() - margins.right()
        room -= self._seat.sizeHint().width() + _LEAST_SEARCH * letter + 2 * between
        self._nav.fit(room)
        left_over = room - self._nav.sizeHint().width()
        clock = self._now.sizeHint().width() + between
        self._now.setVisible(left_over >= clock + _MORE_SEARCH * letter)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._keeps_unsaved():
            event.ignore()
            return
        self._settings.save_state("window", bytes(self.saveGeometry().data()))
        self.closing.emit()
        super().closeEvent(event)
