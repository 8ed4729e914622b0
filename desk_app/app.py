"""The composition root: builds every object that lives as long as a clinic is open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from db.audit_anchor import Anchor
from db.domain.changes import Change
from db.domain.staff import Role
from db.keys.locks import ClinicLock
from db.place import DatabasePlace
from db.queries.changes import changes_since, last_change
from db.queries.clinic import ClinicFacts
from desk_app.background.anchor_keeper import AnchorKeeper
from desk_app.background.backup_keeper import BackupKeeper
from desk_app.background.data_tasks import ThreadDataTasks
from desk_app.background.draft_keeper import DraftKeeper
from desk_app.background.watcher import ChangeWatcher
from desk_app.clock_check import ClockCheck
from desk_app.closing_time import ClosingTime
from desk_app.desk_context import DeskContext
from desk_app.erasure_keeper import ErasureKeeper
from desk_app.folders import desk_name
from desk_app.handouts.rendering import HandoutPress
from desk_app.handouts.spelling.dictionaries import usual_folders
from desk_app.idle_keeper import IdleKeeper
from desk_app.launch import Opened, Program
from desk_app.notices import Level, Notice
from desk_app.pictures.stored import stored_pictures
from desk_app.recovery_paper import recovery_paper
from desk_app.reminders import Reminders
from desk_app.retention_keeper import RetentionKeeper
from desk_app.review_watch import ReviewWatch
from desk_app.routes import Routes
from desk_app.screens.articles.page import ArticlesPage
from desk_app.screens.articles.presenter import ArticlesPresenter
from desk_app.screens.audit.page import AuditPage
from desk_app.screens.audit.presenter import AuditPresenter
from desk_app.screens.desk.call_banner_page import CallBanner
from desk_app.screens.desk.page import DeskPage
from desk_app.screens.desk.presenter import DeskPresenter
from desk_app.screens.desk.slips_page import SlipSaving
from desk_app.screens.end_of_day.page import EndOfDayPage
from desk_app.screens.end_of_day.presenter import EndOfDayPresenter
from desk_app.screens.enquiries.page import EnquiriesPage
from desk_app.screens.enquiries.presenter import EnquiriesPresenter
from desk_app.screens.follow_ups.page import FollowUpsPage
from desk_app.screens.follow_ups.presenter import FollowUpsPresenter
from desk_app.screens.handouts.page import HandoutsPage
from desk_app.screens.handouts.presenter import HandoutsPresenter
from desk_app.screens.help.page import HelpPage
from desk_app.screens.help.presenter import HelpPresenter
from desk_app.screens.importing.page import ImportingPage
from desk_app.screens.importing.presenter import ImportingPresenter
from desk_app.screens.people.page import PeoplePage
from desk_app.screens.people.presenter import PeoplePresenter
from desk_app.screens.reports.page import ReportsPage
from desk_app.screens.reports.presenter import ReportsPresenter
from desk_app.screens.safety.page import SafetyPage
from desk_app.screens.safety.presenter import SafetyPresenter
from desk_app.screens.search.presenter import SearchPresenter
from desk_app.screens.search.search_page import SearchBar
from desk_app.screens.settings.page import SettingsPage
from desk_app.screens.settings.presenter import SettingsPresenter
from desk_app.screens.welcome.page import WelcomePage
from desk_app.screens.welcome.presenter import WelcomePresenter
from desk_app.seat import Seat
from desk_app.seat_lock import SeatLock
from desk_app.telephone.caller_words import number_words
from desk_app.telephone.calls import CallEvent
from desk_app.widgets.notice_bar import NoticeLevel
from desk_app.widgets.page import Page
from desk_app.widgets.tray import Tray

_LEVELS = {
    Level.INFO: NoticeLevel.INFO,
    Level.WARNING: NoticeLevel.WARNING,
    Level.ERROR: NoticeLevel.ERROR,
}
_CLOCK_MS = 5_000
_FIRST_PAGE = "desk"
_NEVER_CHOSEN = -1  # in place of a staff id; 0 is nobody, chosen as such


def utc_now() -> dt.datetime:
    """Return the present instant; the only place that asks the computer's clock."""
    return dt.datetime.now(dt.UTC)


class App(QObject):
    """One open clinic in the window."""

    def __init__(self, program: Program, place: DatabasePlace, opened: Opened) -> None:
        super().__init__(program)
        self.place = place
        self._program = program
        self._window = program.window
        self._receiver = program.receiver
        self._settings = program.settings
        self._database = opened.database
        self._data = ThreadDataTasks(opened.database, self)
        self._away_words = ""
        self._opened = opened
        key_hex = opened.database.key_hex
        self._drafts = DraftKeeper(program.folders.drafts(place), key_hex, parent=self)
        self._seat_key = f"seat/staff-{place.identity}"
        self.seat = Seat(
            self._settings.desk_name or desk_name(), self._last_seated(opened.facts), self
        )
        self.desk = DeskContext(
            data=self._data,
            facts=opened.facts,
            seat=self.seat,
            settings=self._settings,
            press=HandoutPress(picture_of=stored_pictures(opened.database)),
            now=utc_now,
            parent=self,
        )
        if opened.sits_here is not None:
            self.seat.let_in(opened.sits_here, opened.facts)
        self._backups = BackupKeeper(
            opened.database, self._settings, now=utc_now, actor=self.seat.actor, parent=self
        )
        self._retention = RetentionKeeper(self.desk, opened.database, self)
        self._idle = IdleKeeper(self.desk, opened.database, self)
        self._anchor = AnchorKeeper(self._data, Anchor(program.folders.anchor(place)), self)
        self.desk.before = self._backups.before
        self._watcher = ChangeWatcher(
            self._data, last_change=last_change, changes_since=changes_since, parent=self
        )
        self._make_presenters()
        self._connect()
        self._show_clinic()
        if opened.facts.profile.name:
            self._begin()
        else:
            self._welcome()

    def close(self) -> None:
        """Take it down: what was typed is kept and what was asked to be saved is saved first."""
        self._clock.stop()
        self._watcher.stop()
        self._anchor.stop()
        self._erasures.stop()
        self._retention.stop()
        self._idle.stop()
        self.seat_lock.stop()
        self.reminders.stop()
        self._tray.leave()
        self._window.action_wanted.disconnect(self._on_action)
        self._window.remove_pages()
        self._window.set_status("")
        self._drafts.shut_down()
        self._data.shut_down()
        self._program.wait_for(self._backups.finish())
        self.deleteLater()

    def _last_seated(self, facts: ClinicFacts) -> int | None:
        """Return who sat here last; the practice clinic begins with one of its receptionists."""
        stored = self._settings.read(self._seat_key, _NEVER_CHOSEN)
        if stored != _NEVER_CHOSEN:
            return stored
        staff = facts.present_staff if facts.profile.is_demo else ()
        desk = (m.staff_id for m in staff if m.role is Role.RECEPTIONIST)
        return next(desk, None)

    # --- Building -----------------------------------------------------------------

    def _make_presenters(self) -> None:
        self.cards = DeskPresenter(self.desk, self._drafts, self)
        self.end_of_day = EndOfDayPresenter(self.desk, self.cards.cards.waiting, self)
        self.cards.cards.changed.connect(self.end_of_day.cards_changed)
        self.closing_time = ClosingTime(self.desk, self)
        self._clock_check = ClockCheck(self.desk, self)
        self.follow_ups = FollowUpsPresenter(self.desk, self)
        self.handouts = HandoutsPresenter(self.desk, self)
        dictionaries = usual_folders(self._program.folders.dictionaries)
        self.articles = ArticlesPresenter(self.desk, self, dictionaries=dictionaries)
        self.enquiries = EnquiriesPresenter(self.desk, self)
        self.people = PeoplePresenter(self.desk, self)
        self.reports = ReportsPresenter(self.desk, self)
        lock = self._lock()
        self.settings_page = SettingsPresenter(self.desk, self, lock)
        locks = self._program.locking.locks
        self.safety = SafetyPresenter(self.desk, self._database, self._backups, locks, self)
        self.importing = ImportingPresenter(self.desk, self)
        self.audit = AuditPresenter(self.desk, self._anchor.anchor, self)
        self.help = HelpPresenter(self)
        self.search = SearchPresenter(self.desk, self)
        self.desk.edits.keep_in(self._drafts)
        self._erasures = ErasureKeeper(self.desk, self._database, self._held, self)
        self._erasures.lost.connect(self.desk.edits.dropped)
        self._erasures.lost.connect(self.cards.cards.drop)
        self.welcome = WelcomePresenter(self.desk, self)
        self._slips = SlipSaving(self.desk, self._window, self)
        self.seat_lock = SeatLock(self.desk, self._window, lock, self)
        self.reminders = Reminders(self.desk, in_front=self._is_read, parent=self)
        self._reviews = ReviewWatch(self.desk, self)
        self._tray = Tray(self._window, self)

        Routes(
            self.desk,
            self._window.open_page,
            cards=self.cards,
            enquiries=self.enquiries,
            people=self.people,
            articles=self.articles,
            handouts=self.handouts,
            audit=self.audit,
            parent=self,
        )

    def _connect(self) -> None:
        desk, window = self.desk, self._window
        desk.notices.posted.connect(self._on_notice)
        desk.history.changed.connect(self._show_undo)
        desk.clinic_changed.connect(self._show_clinic)
        desk.changes.committed.connect(self._backups.note_commit)
        self.safety.status_changed.connect(self._show_status)
        self.seat.changed.connect(self._seat_changed)
        self.follow_ups.counts_changed.connect(self._show_counts)
        self._reviews.counted.connect(partial(window.set_count, "articles"))
        self.reminders.said_outside.connect(self._tray.say)
        self._tray.clicked.connect(self._come_forward)
        self.cards.calls.offers_changed.connect(self._show_calls)
        self.settings_page.security.encrypt_wanted.connect(self._encrypt)
        self.welcome.clinic_ready.connect(self._founded)
        self.welcome.demo_wanted.connect(self._program.open_demo)
        self.welcome.place_wanted.connect(self._open_place)
        self.welcome.restore_wanted.connect(self._program.bringing_back.show)
        self.safety.restore_wanted.connect(self._restore)
        window.action_wanted.connect(self._on_action)
        self._anchor.broken.connect(self._on_broken_audit)
        self._watcher.noticed.connect(self._on_noticed)
        self._watcher.went_away.connect(self._on_away)
        self._watcher.came_back.connect(self._on_back)
        desk.changes.committed.connect(self._watcher.committed_here)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._show_now)
        self._clock.start(_CLOCK_MS)
        self._watcher.start()

    def _lock(self) -> ClinicLock | None:
        if self.place.file is None or self.desk.clinic.profile.is_demo:
            return None
        keys = self._program.locking.locks.keys_of(self.place.file)
        return ClinicLock(keys, self._database.key_hex)

    def _offer_lock(self) -> None:
        """Say it at each start, and change nothing by itself."""
        if self.settings_page.security.can_encrypt:
            self.desk.notices.warn(
                self.tr("The records of this clinic are not encrypted."),
                action_label=self.tr("Encrypt…"),
                action=self.settings_page.security.encrypt,
            )

    @Slot()
    def _encrypt(self) -> None:
        self._program.locking.lock_existing(
            self.place, sits_here=self.seat.signed_in_id, paper=recovery_paper(self.desk)
        )

    @Slot()
    def _founded(self) -> None:
        """The clinic has its name; its records have their lock before the first of them."""
        if self._opened.is_begun:
            self._program.locking.lock_new(
                self.place,
                self._database,
                has_keychain=self._opened.has_keychain,
                sits_here=self.seat.signed_in_id,
                paper=recovery_paper(self.desk),
            )
        else:
            self._begin()

    @Slot()
    def _begin(self) -> None:
        factories: dict[str, Callable[[], Page]] = {
            "desk": lambda: DeskPage(self.cards),
            "end_of_day": lambda: EndOfDayPage(self.end_of_day),
            "follow_ups": lambda: FollowUpsPage(self.follow_ups),
            "handouts": lambda: HandoutsPage(self.handouts),
            "articles": lambda: ArticlesPage(self.articles),
            "enquiries": lambda: EnquiriesPage(self.enquiries),
            "people": lambda: PeoplePage(self.people),
            "reports": lambda: ReportsPage(self.reports),
            "settings": lambda: SettingsPage(self.settings_page),
            "safety": lambda: SafetyPage(self.safety),
            "audit": lambda: AuditPage(self.audit),
            "importing": lambda: ImportingPage(self.importing),
            "help": lambda: HelpPage(self.help),
        }
        self._window.add_pages(factories)
        self._window.set_search(SearchBar(self.search))
        self._window.set_banner(CallBanner(self.cards))
        self._window.set_ready(ready=True)
        self.seat_lock.begin()
        self._window.open_page(_FIRST_PAGE)
        if not self.desk.clinic.profile.is_demo:
            self._backups.begin()
            self._anchor.start()
        self._erasures.start()
        self._retention.start()
        self._idle.start()
        self.follow_ups.load()
        self._offer_lock()
        self.reminders.start()
        self._reviews.start()
        self._receiver.call_received.connect(self._on_call)
        self._receiver.deliver()

    def _held(self) -> frozenset[tuple[str, int]]:
        """Return what the drafts of this desk are about."""
        return self.desk.edits.held | self.cards.cards.held

    def _welcome(self) -> None:
        self._window.show_alone(WelcomePage(self.welcome))

    @Slot(object)
    def _on_call(self, call: CallEvent) -> None:
        self.cards.calls.hear(call)

    @Slot(str)
    def _open_place(self, text: str) -> None:
        self._program.open(DatabasePlace.parse(text))

    @Slot(object, object)
    def _restore(self, copy: Path, key_hex: str | None) -> None:
        by = self.seat.actor()
        self._program.bringing_back.restore(self.place, copy, key_hex, by=by)

    # --- What the window shows ---------------------------------------------------------

    @Slot()
    def _show_clinic(self) -> None:
        profile = self.desk.clinic.profile
        self._window.set_clinic(profile.name, demo=profile.is_demo)
        member = self.seat.member
        self._window.set_seat(
            member.name if member else "",
            [(person.staff_id, person.name) for person in self.desk.clinic.present_staff],
        )
        asked = {"page:audit": "see_audit", "page:importing": "begin_import"}
        self._window.set_refusals({key: self.desk.refusal(deed) for key, deed in asked.items()})
        self._show_now()

    @Slot()
    def _seat_changed(self) -> None:
        self._settings.write(self._seat_key, self.seat.staff_id or 0)
        self._window.drop_notice()  # it told, and offered to undo, what somebody else did
        self._show_clinic()

    @Slot()
    def _show_now(self) -> None:
        self._window.set_now(self.desk.local(self.desk.now()))
        self._show_status()
        self.closing_time.look()
        self._clock_check.look()

    @Slot(object)
    def _on_noticed(self, change: Change) -> None:
        """Another desk, or a command line, has done something: all screens look again."""
        self.desk.changes.committed.emit(change, None)

    @Slot()
    def _on_away(self) -> None:
        since = self.desk.local(self.desk.now())
        words = self.tr("Working offline since {0}, trying again. What you type is kept.")
        self._away_words = words.format(f"{since:%H:%M}")
        self._show_status()

    @Slot()
    def _on_back(self) -> None:
        self._away_words = ""
        self._show_status()
        self.desk.notices.info(self.tr("The database answers again."))

    @Slot()
    def _on_broken_audit(self) -> None:
        self.desk.notices.warn(
            self.tr(
                "The audit is not as this desk last saw it: rows were changed or removed, or an "
                "older copy was put in place past this program. Tell the manager."
            )
        )

    @Slot()
    def _show_status(self) -> None:
        self._window.set_status(self._away_words or self.safety.status())

    @Slot(object)
    def _show_counts(self, waiting_for_me: int) -> None:
        self._window.set_count("follow_ups", waiting_for_me)
        due = self.tr("{0} due").format(waiting_for_me)
        self._window.set_waiting(due if waiting_for_me else "")

    @Slot()
    def _come_forward(self) -> None:
        self._window.open_page("follow_ups")
        self._window.raise_()
        self._window.activateWindow()

    @Slot()
    def _show_calls(self) -> None:
        """Numbers alone: who calls is nobody's business before a locked desk."""
        self.seat_lock.show_calls([number_words(call.number) for call in self.cards.calls.offered])

    def _is_read(self) -> bool:
        """Whether somebody who may read names sits before the window."""
        return self._window.isActiveWindow() and not self.seat.is_locked

    @Slot()
    def _show_undo(self) -> None:
        self._window.set_undo(self.desk.history.words)

    @Slot(object)
    def _on_notice(self, notice: Notice) -> None:
        self._window.show_notice(
            notice.text,
            _LEVELS[notice.level],
            notice.action_label,
            notice.action,
            undoes=notice.undoes,
        )

    # --- Menus ----------------------------------------------------------------------

    @Slot(object)
    def _on_action(self, key: str) -> None:
        if key.startswith("sit:"):
            self.seat_lock.change_to(int(key.removeprefix("sit:")))
            return
        actions: dict[str, Callable[[], object]] = {
            "phone_card": self._phone_card,
            "walk_in_card": self._walk_in_card,
            "slip_card": self._slip_card,
            "type_list": self._type_list,
            "slips": self._slips.ask,
            "backup": self._back_up,
            "undo": self.desk.history.take_back,
            "lock": self.seat_lock.lock,
            "demo": self._program.open_demo,
            "leave_demo": self._program.open_own,
            "help": partial(self._help, ""),
            "about": partial(self._help, "about"),
        }
        if key in actions:
            actions[key]()

    def _phone_card(self) -> None:
        self._window.open_page("desk")
        self.cards.phone_card()

    def _walk_in_card(self) -> None:
        self._window.open_page("desk")
        self.cards.walk_in_card()

    def _slip_card(self) -> None:
        self._window.open_page("desk")
        self.cards.slip_card()

    def _type_list(self) -> None:
        self._window.open_page("follow_ups")
        self.follow_ups.back_entry.open()

    def _help(self, topic: str) -> None:
        shown = self._settings.last_page
        self._window.open_page("help")
        self.help.open_topic(topic or shown)

    def _back_up(self) -> None:
        if self.safety.makes_copies:
            self.safety.back_up()
        else:
            self._window.open_page("safety")
