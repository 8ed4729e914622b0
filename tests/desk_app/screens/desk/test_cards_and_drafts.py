"""Several cards at once, and nothing typed is ever lost."""

import datetime as dt
import os
import signal
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from db.domain.enquiry import Channel
from db.domain.errors import StorageError, StorageFailure
from db.drafts import Draft, DraftStore
from desk_app.background.draft_keeper import DraftKeeper
from desk_app.screens.desk.card import CardContent
from desk_app.screens.desk.presenter import DeskPresenter
from desk_app.screens.desk.strip_page import CardStrip

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SAVE = (CTRL, KEY.Key_Return)
ROOT = Path(__file__).parents[4]


@pytest.fixture
def stored(keeper):
    """The drafts on the disk, by name of the caller."""

    def read():
        keeper.flush()
        store = DraftStore(keeper._file)
        try:
            return {draft.content["caller_name"]: draft.content for draft in store.all()}
        finally:
            store.close()

    return read


@pytest.fixture
def restarted(desk, keeper, qtbot):
    """A second run of the program on the same drafts."""

    def restart():
        keeper.flush()
        again = DraftKeeper(keeper._file, parent=desk)
        with qtbot.waitSignal(again.found):
            presenter = DeskPresenter(desk, again, desk)
        again.flush()
        again.shut_down()
        return presenter

    return restart


def titles(cards):
    return [card.title for card in cards]


# --- Several cards -------------------------------------------------------------------------


def test_a_second_call_does_not_disturb_the_first(page, presenter, keys, focused):
    presenter.new_card(Channel.PHONE)
    keys(KEY.Key_Tab, "First", KEY.Key_Tab, "her kn")
    presenter.new_card(Channel.PHONE)
    keys(KEY.Key_Tab, "Second", (CTRL, KEY.Key_Tab))
    assert presenter.cards.current.title == "First"
    assert focused() == "concern"
    keys("ee")
    assert presenter.cards.current.content.concern == "her knee"


def test_hold_goes_on_with_the_card_that_waits_and_back_again(page, presenter, keys):
    presenter.new_card(Channel.WALK_IN, name="First")
    presenter.new_card(Channel.WALK_IN, name="Second")
    keys(KEY.Key_F7)
    assert presenter.cards.current.title == "First"
    assert titles(presenter.cards.held_cards) == ["Second"]
    keys(KEY.Key_F7)
    assert presenter.cards.current.title == "Second"
    assert titles(presenter.cards.held_cards) == ["First"]


def test_the_only_card_on_hold_stands_at_the_left_and_enter_takes_it_up(page, presenter, keys):
    presenter.new_card(Channel.WALK_IN, name="First")
    keys(KEY.Key_F7)
    assert presenter.cards.current is None
    assert [line.look.title for line in page.today.held.rows.lines] == ["First"]
    page.today.held.setFocus()
    keys(KEY.Key_Down, KEY.Key_Return)
    assert presenter.cards.current.title == "First"
    assert page.today.held.isHidden()


def test_escape_never_discards(page, presenter, keys):
    presenter.new_card(Channel.WALK_IN)
    keys("Bob", KEY.Key_Escape, KEY.Key_Escape, KEY.Key_Tab, KEY.Key_Escape)
    assert presenter.cards.current.content.caller_name == "Bob"


def test_closing_an_unsaved_card_puts_it_on_hold_and_undo_takes_it_up(
    page, presenter, keys, posted
):
    presenter.new_card(Channel.WALK_IN)
    keys("Bob", (CTRL, KEY.Key_W))
    assert presenter.cards.current is None
    assert titles(presenter.cards.held_cards) == ["Bob"]
    posted[-1].action()
    assert presenter.cards.current.title == "Bob"
    assert presenter.cards.held_cards == []


def test_a_discarded_card_is_forgotten_and_undo_brings_all_of_it_back(
    page, presenter, keys, posted, stored
):
    presenter.new_card(Channel.WALK_IN)
    keys("Bob", KEY.Key_Tab, "knee")
    presenter.cards.discard()
    assert stored() == {}
    posted[-1].action()
    assert presenter.cards.current.content.concern == "knee"
    assert stored()["Bob"]["concern"] == "knee"


def test_a_blank_card_is_used_again_and_leaves_no_trace(page, presenter, keys, stored):
    presenter.new_card(Channel.PHONE)
    presenter.new_card(Channel.WALK_IN)
    assert len(presenter.cards.all_cards) == 1
    keys((CTRL, KEY.Key_W))
    assert presenter.cards.all_cards == []
    assert stored() == {}


def test_the_second_ctrl_enter_of_an_impatient_person_does_nothing(
    page, presenter, desk, sqlite_database
):
    waiting = []
    desk._data.write = lambda work, **how: waiting.append((work, how))
    presenter.new_card(Channel.WALK_IN, name="Bob")
    presenter.save()
    presenter.save()
    assert len(waiting) == 1
    assert not page.card_page.isEnabled()
    work, how = waiting[0]
    how["on_done"](sqlite_database.write(work))
    assert presenter.cards.current is None


# --- Drafts ----------------------------------------------------------------------------------


def test_what_is_typed_is_stored_without_being_asked(page, presenter, keys, stored, qtbot):
    presenter.new_card(Channel.WALK_IN)
    keys("Bob", KEY.Key_Tab, "knee")
    qtbot.waitUntil(lambda: stored().get("Bob", {}).get("concern") == "knee")


def test_leaving_a_field_stores_it_at_once(page, presenter, keys, stored):
    presenter.new_card(Channel.WALK_IN)
    keys("Bob", KEY.Key_Tab)
    assert "Bob" in stored()


def test_closing_the_program_keeps_the_very_last_letter(page, presenter, keys, keeper):
    presenter.new_card(Channel.WALK_IN)
    keys("Bob", KEY.Key_Tab, "knee")
    keeper.shut_down()
    store = DraftStore(keeper._file)
    assert [draft.content["concern"] for draft in store.all()] == ["knee"]
    store.close()


def test_coming_back_to_the_page_goes_on_where_one_was(page, presenter, keys, focused):
    presenter.new_card(Channel.PHONE)
    keys(KEY.Key_Tab, KEY.Key_Tab, "kn")
    page.today.setFocus()
    page.activated()
    assert focused() == "concern"


def test_a_saved_card_leaves_no_draft(page, presenter, keys, stored):
    presenter.new_card(Channel.WALK_IN)
    keys("Bob", KEY.Key_Tab, "knee", SAVE)
    assert stored() == {}


def test_after_a_restart_the_cards_wait_on_hold(page, presenter, keys, restarted, posted):
    presenter.new_card(Channel.WALK_IN, name="First").keep_now()
    presenter.new_card(Channel.PHONE, name="Second").keep_now()
    again = restarted()
    assert titles(again.cards.held_cards) == ["First", "Second"]
    assert posted[-1].text == "2 cards came back."
    assert again.cards.current is None


def test_a_card_that_was_saved_after_all_does_not_come_back(page, presenter, keys, restarted):
    state = presenter.new_card(Channel.WALK_IN, name="Bob").state
    presenter.save()
    keeper = presenter.cards._drafts
    keeper.keep(Draft(state.public_id, state.started_at, state.content.to_json()))
    assert restarted().cards.all_cards == []
    keeper.flush()
    store = DraftStore(keeper._file)
    assert store.all() == []
    store.close()


def test_with_the_server_away_all_cards_come_back(page, presenter, restarted, desk, monkeypatch):
    presenter.new_card(Channel.WALK_IN, name="Bob").keep_now()

    def away(work, *, on_error, **how):
        on_error(StorageError(StorageFailure.BUSY_OR_AWAY))

    monkeypatch.setattr(desk._data, "read", away)
    assert titles(restarted().cards.held_cards) == ["Bob"]


def test_tomorrow_still_means_the_day_it_meant_when_it_was_typed(
    page, presenter, keys, restarted, desk, now
):
    presenter.new_card(Channel.WALK_IN, name="Bob").edit("next_step_day", "tomorrow")
    presenter.cards.keep_all()
    desk.now = lambda: now + dt.timedelta(days=1)
    [card] = restarted().cards.held_cards
    assert card.content.next_step_day == "2026-03-07"


def test_a_damaged_drafts_file_is_moved_aside_and_said(desk, posted, tmp_path, qtbot):
    file = tmp_path / "broken.db"
    file.write_bytes(b"rubbish" * 1_000)
    keeper = DraftKeeper(file, parent=desk)
    with qtbot.waitSignal(keeper.found):
        presenter = DeskPresenter(desk, keeper, desk)
    assert any("damaged" in notice.text for notice in posted)
    presenter.new_card(Channel.WALK_IN, name="Bob").keep_now()
    keeper.shut_down()
    store = DraftStore(file)
    assert len(store.all()) == 1
    store.close()


def test_a_disk_that_takes_nothing_is_said_once_and_stops_nobody(desk, posted, tmp_path, qtbot):
    (tmp_path / "a_folder").mkdir()
    keeper = DraftKeeper(tmp_path / "a_folder", parent=desk)
    with qtbot.waitSignal(keeper.failed):
        presenter = DeskPresenter(desk, keeper, desk)
    card = presenter.new_card(Channel.WALK_IN, name="Bob")
    card.keep_now()
    card.keep_now()
    keeper.flush()
    keeper.shut_down()
    presenter.save()
    assert [n.level.value for n in posted] == ["error", "info"]


def test_what_could_not_be_kept_is_kept_with_the_next_state(desk, tmp_path, qtbot):
    place = tmp_path / "place"
    place.mkdir()
    keeper = DraftKeeper(place, parent=desk)
    started = dt.datetime(2026, 3, 6, tzinfo=dt.UTC)
    with qtbot.waitSignal(keeper.failed):
        keeper.keep(Draft(uuid.UUID(int=1), started))
    place.rmdir()
    keeper.keep(Draft(uuid.UUID(int=2), started))
    keeper.shut_down()
    store = DraftStore(place)
    assert {draft.public_id.int for draft in store.all()} == {1, 2}
    store.close()


def test_a_keeper_that_was_shut_down_takes_no_more(keeper):
    keeper.shut_down()
    keeper.keep(Draft(uuid.uuid4(), dt.datetime.now(dt.UTC)))
    keeper.forget(uuid.uuid4())


def test_an_older_state_never_overwrites_a_newer_one_or_a_removal(keeper, qtbot):
    first, second = uuid.uuid4(), uuid.uuid4()
    started = dt.datetime(2026, 3, 6, tzinfo=dt.UTC)
    for number in range(200):
        keeper.keep(Draft(first, started, {"n": number}))
        keeper.keep(Draft(second, started, {"n": number}))
    keeper.forget(second)
    keeper.flush()
    store = DraftStore(keeper._file)
    assert [draft.content["n"] for draft in store.all()] == [199]
    store.close()


def test_a_card_written_by_another_version_keeps_every_text_it_understands():
    data = CardContent(concern="knee", caller_name="Bob").to_json()
    data |= {"channel": "telepathy", "caller_id": "seven", "new_field": 1, "outcome": None}
    content = CardContent.from_json(data)
    assert (content.concern, content.caller_name) == ("knee", "Bob")
    assert content.channel is Channel.PHONE
    assert content.caller_id is None


# --- kill -9 -------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a matter of POSIX")
def test_kill_9_while_typing_loses_less_than_two_seconds(tmp_path, migrated_file):
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.desk_app.screens.desk.typist", migrated_file, tmp_path],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    typed = []  # (monotonic instant, characters typed so far)
    for line in child.stdout:
        instant, length = line.split()
        typed.append((float(instant), int(length)))
        if typed_two_seconds_ago(typed) > 10:
            break
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    store = DraftStore(tmp_path / "drafts.db")
    [draft] = store.all()
    store.close()
    assert len(draft.content["concern"]) >= typed_two_seconds_ago(typed) > 10
    assert draft.content["caller_name"] == "Bob"


def typed_two_seconds_ago(typed):
    now, _ = typed[-1]
    return max((length for instant, length in typed if instant < now - 2), default=0)


# --- Many cards -----------------------------------------------------------------------------


def test_ten_cards_are_gone_through_by_key_and_each_has_its_clock(
    page, presenter, keys, desk, qtbot
):
    began = desk.now()
    for number in range(10):
        opened = began + dt.timedelta(minutes=number)
        desk.now = lambda at=opened: at
        presenter.new_card(Channel.PHONE, name=f"Caller {number}")
    strip = page.findChild(CardStrip)
    desk.now = lambda: began + dt.timedelta(minutes=10)
    strip.rebuild()
    assert [button.text() for button in strip._shown] == [
        f"Caller {number}   {10 - number:02}:00" for number in range(10)
    ]
    seen = []
    for _ in range(10):
        keys((CTRL, KEY.Key_Tab))
        seen.append(presenter.cards.current.title)
    assert seen == [f"Caller {number}" for number in range(10)]
    qtbot.waitUntil(lambda: all(button.isVisible() for button in strip._shown))
    assert max(button.geometry().right() for button in strip._shown) <= strip.width()
    assert page._stack.height() > page.height() // 2  # the strip leaves the card its room
