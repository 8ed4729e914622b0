"""The lock in the real window: what it hides, who gets in, where the keyboard is afterwards."""

import datetime as dt
from functools import partial

import pytest
from PySide6.QtCore import QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAction, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit
from sqlalchemy import select

from db.domain.call import CallStage
from db.domain.sign_in import new_secret
from db.domain.staff import Role
from db.keys.clinic_keys import ClinicKeys, NewSecrets, Throttle
from db.keys.keychain import Keychain
from db.keys.locks import ClinicLock
from db.keys.recovery_code import new_code
from db.keys.slots import new_key
from db.models.audit import AuditEntry
from db.queries.clinic import clinic_facts
from db.services.sign_in import set_secret
from desk_app.idle_watch import IdleWatch
from desk_app.screens.audit.page import AuditPage
from desk_app.telephone.calls import CallEvent

PINS = {Role.MANAGER: "482915", Role.RECEPTIONIST: "rain on the roof"}
WAIT_MS = 20_000


@pytest.fixture
def signed(qtbot, practice):
    """The practice clinic, on both databases, in which a manager and a receptionist sign in."""
    app = practice.app
    members = {}
    for role in (Role.MANAGER, Role.RECEPTIONIST):
        member = next(m for m in app.desk.clinic.present_staff if m.role is role)
        members[role] = member
        actor = app.desk.seat.actor()
        if role is Role.RECEPTIONIST:
            boss = members[Role.MANAGER]
            actor = type(actor)(boss.staff_id, boss.role, actor.desk)
        app._database.write(
            partial(
                set_secret, actor=actor, at=app.desk.now(), staff_id=member.staff_id,
                secret=new_secret(PINS[role]),
            )
        )  # fmt: skip
    with qtbot.waitSignal(app.desk.clinic_changed, timeout=WAIT_MS):
        app.desk.reload_clinic()
    practice.members = members
    return practice


def page_of(program):
    from desk_app.screens.sign_in.page import SignInPage

    return program.window.findChild(SignInPage)


def sign_in(qtbot, program, role, *, number=None, secret=None):
    """By the keyboard alone."""
    window = program.window
    page = page_of(program)
    qtbot.waitUntil(page._secret.edit.hasFocus, timeout=WAIT_MS)
    numbers = {m.staff_id: n for n, m in enumerate(program.app.seat_lock.presenter.people, 1)}
    number = numbers[program.members[role].staff_id]
    digit = getattr(Qt.Key, f"Key_{number}")
    qtbot.keyClick(window.focusWidget(), digit, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClicks(window.focusWidget(), secret or PINS[role])
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)


def let_in(qtbot, program, role):
    sign_in(qtbot, program, role)
    qtbot.waitUntil(lambda: not program.window.is_locked, timeout=WAIT_MS)


def press(qtbot, program, key, modifier=Qt.KeyboardModifier.ControlModifier):
    qtbot.keyClick(program.window.focusWidget() or program.window, key, modifier)


def shown_words(window):
    """Everything a person at the screen, or a screen reader, is told."""
    words = [window.windowTitle()]
    waiting = [QAccessible.queryAccessibleInterface(window)]
    while waiting:
        node = waiting.pop()
        if node is None or not node.isValid():
            continue
        state = node.state()
        if node.object() is not window and getattr(state, "invisible", 0):
            continue
        words += [node.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Value)]
        waiting += [node.child(n) for n in range(node.childCount())]
    return " ".join(filter(None, words))


def test_a_desk_with_sign_in_starts_locked_and_lets_in_by_the_keyboard(qtbot, signed):
    assert signed.window.is_locked
    let_in(qtbot, signed, Role.RECEPTIONIST)
    assert signed.app.desk.seat.actor().role is Role.RECEPTIONIST
    assert signed.window.menuBar().isVisible()


def test_the_menus_grey_out_what_a_role_may_not_do_and_say_why(qtbot, signed):
    entries = {action.data(): action for action in signed.window.findChildren(QAction)}
    for role, may in ((Role.RECEPTIONIST, False), (Role.MANAGER, True)):
        let_in(qtbot, signed, role)
        for key in ("page:audit", "page:importing"):
            assert entries[key].isEnabled() is may
            assert ("manager" in entries[key].toolTip()) is not may
        signed.app.seat_lock.lock()
        assert not entries["page:audit"].isEnabled()


def test_the_key_of_a_grey_entry_says_why_and_one_that_is_not_grey_has_no_such_words(qtbot, signed):
    let_in(qtbot, signed, Role.RECEPTIONIST)
    notices = signed.window._notices
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    press(qtbot, signed, Qt.Key.Key_A, both)
    refused = "Only the manager may do this."
    assert notices.text == refused
    notices.dismiss()
    signed.app.seat_lock.lock()
    press(qtbot, signed, Qt.Key.Key_A, both)
    assert notices.text != refused  # at some hours a promise is due, which is said there
    let_in(qtbot, signed, Role.MANAGER)
    press(qtbot, signed, Qt.Key.Key_A, both)
    assert notices.text != refused
    assert isinstance(signed.window._stack.currentWidget(), AuditPage)


def test_a_wrong_pin_keeps_it_locked_and_says_so(qtbot, signed):
    sign_in(qtbot, signed, Role.MANAGER, secret="739154")
    page = page_of(signed)
    qtbot.waitUntil(lambda: bool(page._secret.problem), timeout=WAIT_MS)
    assert signed.window.is_locked
    assert signed.app.desk.seat.actor().staff_id is None
    let_in(qtbot, signed, Role.MANAGER)


def test_locking_hides_everything_and_unlocking_shows_it_with_the_same_focus(qtbot, signed):
    let_in(qtbot, signed, Role.RECEPTIONIST)
    window, app = signed.window, signed.app
    press(qtbot, signed, Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)
    field = window.focusWidget()
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, "8285550177")
    clinic = app.desk.clinic.profile.name
    assert clinic in window.windowTitle()
    press(qtbot, signed, Qt.Key.Key_L)
    assert window.is_locked
    assert clinic not in window.windowTitle()
    words = shown_words(window)
    assert "Who is there?" in words
    assert "555" not in words
    assert clinic not in words
    inside = window._stack.findChildren(QLabel)
    assert not [label for label in inside if label.isVisible()]
    let_in(qtbot, signed, Role.RECEPTIONIST)
    assert window.focusWidget() is field
    assert field.text().endswith("0177")
    assert clinic in window.windowTitle()


def test_no_key_reaches_what_is_hidden(qtbot, signed):
    let_in(qtbot, signed, Role.RECEPTIONIST)
    window = signed.window
    window.open_page("people")
    press(qtbot, signed, Qt.Key.Key_L)
    shown = window._stack.currentWidget()
    none = Qt.KeyboardModifier.NoModifier
    for key, modifier in (
        (Qt.Key.Key_F2, none),
        (Qt.Key.Key_F1, none),
        (Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Escape, none),
    ):
        press(qtbot, signed, key, modifier)
    assert window.is_locked
    assert window._stack.currentWidget() is shown
    assert page_of(signed).isAncestorOf(window.focusWidget())


def test_somebody_else_takes_the_desk_in_two_keys_and_a_pin(qtbot, signed):
    let_in(qtbot, signed, Role.RECEPTIONIST)
    press(qtbot, signed, Qt.Key.Key_L)
    let_in(qtbot, signed, Role.MANAGER)
    actor = signed.app.desk.seat.actor()
    assert actor.staff_id == signed.members[Role.MANAGER].staff_id
    with signed.app._database.reading() as session:
        rows = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()[-3:]
        assert [(row.action, row.details.get("fields")) for row in rows] == [
            ("sign_in", ["signed_in"]),
            ("lock", None),
            ("sign_in", ["switched"]),
        ]
        assert rows[1].staff_id == signed.members[Role.RECEPTIONIST].staff_id


def test_a_call_that_rings_shows_its_number_and_no_name(qtbot, signed):
    app = signed.app
    app.cards.calls.hear(CallEvent("8285550123", "Secret Name", CallStage.RING, "", app.desk.now()))
    page = page_of(signed)
    qtbot.waitUntil(lambda: "0123" in page._calling.text(), timeout=WAIT_MS)
    words = shown_words(signed.window)
    assert "0123" in words
    assert "Secret" not in words


def test_open_dialogs_and_menus_go_away(qtbot, signed):
    let_in(qtbot, signed, Role.RECEPTIONIST)
    dialog = QDialog(signed.window)
    qtbot.addWidget(dialog)
    dialog.open()
    signed.app.seat_lock.lock()
    others = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not signed.window]
    assert others == []


def test_who_has_left_is_locked_out_at_once(qtbot, signed):
    from db.services.clinic import close_staff

    let_in(qtbot, signed, Role.RECEPTIONIST)
    app, members = signed.app, signed.members
    boss = members[Role.MANAGER]
    actor = type(app.desk.seat.actor())(boss.staff_id, boss.role, "Desk 2")
    leaver = next(
        m for m in app._database.read(clinic_facts).staff
        if m.staff_id == members[Role.RECEPTIONIST].staff_id
    )  # fmt: skip
    app._database.write(
        partial(
            close_staff, actor=actor, at=app.desk.now(), staff_id=leaver.staff_id,
            seen_version=leaver.version, closed_on=app.desk.today(),
        )
    )  # fmt: skip
    app.desk.reload_clinic()
    qtbot.waitUntil(lambda: signed.window.is_locked, timeout=WAIT_MS)


def test_without_a_secret_nothing_is_locked(qtbot, practice):
    assert not practice.window.is_locked
    practice.app.seat_lock.lock()
    assert not practice.window.is_locked
    assert not practice.app.seat_lock.idle.runs


def test_another_seat_is_written_down_from_the_menu_as_from_the_settings(qtbot, practice):
    app = practice.app
    wanted = [member.staff_id for member in app.desk.clinic.present_staff][1:3]
    practice.window.action_wanted.emit(f"sit:{wanted[0]}")
    app.settings_page.seat.sit_down(wanted[1])

    def taken():
        with app._database.reading() as session:
            rows = session.scalars(select(AuditEntry).where(AuditEntry.action == "take_seat"))
            return [(row.staff_id, row.subject_id) for row in rows]

    qtbot.waitUntil(lambda: taken() == [(each, each) for each in wanted], timeout=WAIT_MS)


def test_a_seat_chosen_in_the_settings_has_to_say_who_it_is(qtbot, signed):
    let_in(qtbot, signed, Role.RECEPTIONIST)
    app = signed.app
    app.settings_page.seat.sit_down(signed.members[Role.MANAGER].staff_id)
    assert signed.window.is_locked
    assert app.seat_lock.presenter.chosen_id == signed.members[Role.MANAGER].staff_id
    let_in(qtbot, signed, Role.MANAGER)
    with app._database.reading() as session:
        rows = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()[-2:]
        assert [row.action for row in rows] == ["lock", "sign_in"]


# --- A forgotten PIN ------------------------------------------------------------------------


@pytest.fixture
def owned(signed, tmp_path, now):
    """The same clinic, as if its file were encrypted; returns its recovery code."""
    keys, code, key_hex = (
        ClinicKeys(tmp_path / "x.db", Keychain(), Throttle()),
        new_code(),
        new_key(),
    )
    keys.begin(key_hex, NewSecrets(code), now)
    signed.app.seat_lock.presenter._lock = ClinicLock(keys, key_hex)
    return code


def forget(qtbot, program, role):
    page = page_of(program)
    qtbot.waitUntil(page._secret.edit.hasFocus, timeout=WAIT_MS)
    program.app.seat_lock.presenter.choose(program.members[role].staff_id)
    press(qtbot, program, Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    return page


def type_forgotten(qtbot, program, owner, secret="739154", again="739154"):
    for words in (owner, secret, again):
        qtbot.keyClicks(program.window.focusWidget(), words)
        press(qtbot, program, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
    press(qtbot, program, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)


def test_the_recovery_code_sets_a_forgotten_pin_anew(qtbot, signed, owned):
    page = forget(qtbot, signed, Role.MANAGER)
    form = page._forgotten
    qtbot.waitUntil(form.isVisible, timeout=WAIT_MS)
    type_forgotten(qtbot, signed, new_code())
    qtbot.waitUntil(lambda: "owner" in form._form.problems, timeout=WAIT_MS)
    qtbot.waitUntil(form._edits["owner"].hasFocus, timeout=WAIT_MS)
    form.begin()
    type_forgotten(qtbot, signed, owned)
    qtbot.waitUntil(lambda: not form.isVisible(), timeout=WAIT_MS)
    assert signed.window.is_locked
    assert not any(edit.text() for edit in form._edits.values())
    sign_in(qtbot, signed, Role.MANAGER, secret="739154")
    qtbot.waitUntil(lambda: not signed.window.is_locked, timeout=WAIT_MS)
    with signed.app._database.reading() as session:
        rows = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()[-3:]
        assert [row.action for row in rows] == ["sign_in_failed", "reset_secret", "sign_in"]
        assert rows[0].details == {"fields": ["owner"]}


def test_esc_leaves_a_forgotten_pin_as_it_is(qtbot, signed, owned):
    page = forget(qtbot, signed, Role.MANAGER)
    qtbot.waitUntil(page._forgotten.isVisible, timeout=WAIT_MS)
    press(qtbot, signed, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    let_in(qtbot, signed, Role.MANAGER)


def test_who_helps_is_said_where_nothing_proves_whose_the_records_are(qtbot, signed):
    page = forget(qtbot, signed, Role.RECEPTIONIST)
    qtbot.waitUntil(lambda: "a manager sets a new PIN" in page._said.text(), timeout=WAIT_MS)
    page = forget(qtbot, signed, Role.MANAGER)
    qtbot.waitUntil(lambda: "main.py reset-pin" in page._said.text(), timeout=WAIT_MS)
    assert not page._forgotten.isVisible()


# --- Idle -----------------------------------------------------------------------------------


@pytest.fixture
def watch(qapp):
    owner = QObject()
    clock = [dt.datetime(2026, 3, 6, 15, 30, tzinfo=dt.UTC)]
    watch = IdleWatch(lambda: clock[0], owner)
    watch.heard = []
    watch.left_alone.connect(lambda: watch.heard.append("alone"))
    watch.going_to_sleep.connect(lambda: watch.heard.append("sleep"))
    watch.run(dt.timedelta(minutes=5))

    def passes(seconds):
        """Time goes by, second by second, as the timer sees it."""
        for _ in range(seconds):
            clock[0] += dt.timedelta(seconds=1)
            watch.look()

    watch.passes, watch.clock = passes, clock
    yield watch
    watch.stop()
    owner.deleteLater()


def test_five_minutes_without_a_touch_and_not_a_second_less(watch):
    watch.passes(299)
    assert watch.heard == []
    watch.passes(1)
    assert watch.heard == ["alone"]


@pytest.fixture
def window(qtbot):
    shown = QLineEdit()
    qtbot.addWidget(shown)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown


TOUCHES = {
    "a key": lambda window: QTest.keyClick(window, Qt.Key.Key_A),
    "a button": lambda window: QTest.mouseClick(window, Qt.MouseButton.LeftButton),
    "the mouse": lambda window: QTest.mouseMove(window, QPoint(5, 5)),
    "the wheel": lambda window: QTest.wheelEvent(window, QPointF(5, 5), QPoint(0, -120)),
}


@pytest.mark.parametrize("touch", TOUCHES.values(), ids=TOUCHES)
def test_a_touch_begins_the_time_anew(window, watch, touch):
    watch.passes(299)
    touch(window.windowHandle())
    QApplication.processEvents()
    watch.passes(299)
    assert watch.heard == []
    watch.passes(1)
    assert watch.heard == ["alone"]


def test_a_window_that_opens_later_is_watched_too(watch, window):
    watch.passes(299)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    watch.passes(299)
    assert watch.heard == []


def test_what_an_input_method_writes_counts_as_well(watch, window):
    watch.passes(299)
    event = QInputMethodEvent()
    event.setCommitString("痛")
    QApplication.sendEvent(window, event)
    assert window.text() == "痛"
    watch.passes(299)
    assert watch.heard == []


def test_a_watch_that_ended_hears_nothing_any_more(watch, window):
    watch.stop()
    heard = watch._touched_at
    watch.clock[0] += dt.timedelta(seconds=10)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    assert watch._touched_at == heard


def test_a_computer_that_slept_is_locked_when_it_wakes(watch):
    watch.clock[0] += dt.timedelta(seconds=60)
    watch.look()
    assert watch.heard == ["sleep"]


def test_it_locks_before_sleep_where_the_system_tells(watch):
    watch.on_sleep(begins=False)
    assert watch.heard == []
    watch.on_sleep(begins=True)
    assert watch.heard == ["sleep"]


def test_a_clock_that_was_set_back_does_not_keep_it_open(watch):
    watch.clock[0] -= dt.timedelta(hours=3)
    watch.look()
    watch.passes(300)
    assert watch.heard == ["alone"]
