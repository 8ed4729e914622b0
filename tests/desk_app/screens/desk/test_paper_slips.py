"""A slip of paper typed in: the card with the day and time that stand on it."""

import datetime as dt
from functools import partial

import pytest
from PySide6.QtCore import Qt

from db.domain.enquiry import Channel
from db.queries.enquiry import enquiry_detail
from desk_app.screens.desk.card import CardContent
from desk_app.screens.desk.reading import settled_state
from desk_app.screens.desk.slips_page import SlipSaving
from desk_app.widgets.echo_edit import EchoEdit

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ENTER = Qt.Key.Key_Return
TAB = Qt.Key.Key_Tab
SAVE, NEXT = (CTRL, ENTER), (CTRL | SHIFT, ENTER)


@pytest.fixture
def slip(presenter, page):
    presenter.slip_card()
    return presenter


@pytest.fixture
def saved(sqlite_database, posted):
    """The enquiry with this id."""
    return lambda number: sqlite_database.read(partial(enquiry_detail, enquiry_id=number))


def test_a_slip_keeps_when_it_happened_who_took_it_and_when_it_was_typed(
    slip, keys, focused, saved, desk, now, clinic
):
    assert focused() == "happened"
    keys("yesterday 3pm", TAB, "mo", TAB, "828 555 0142", TAB, "Maria Ortiz", SAVE)
    found = saved(1)
    assert desk.local(found.started_at) == dt.datetime(
        2026, 3, 5, 15, tzinfo=desk.clinic.profile.zone
    )
    assert found.received_on == dt.date(2026, 3, 5)
    assert found.saved_at == now
    assert found.taken_by == "Mo"
    assert found.fields.caller_name == "Maria Ortiz"


def test_without_a_name_it_was_taken_by_whoever_types(slip, keys, saved):
    keys("9:15", TAB, TAB, TAB, "Ada", SAVE)
    assert saved(1).taken_by == "Ana"


@pytest.mark.parametrize("typed", ["", "yesterday", "tomorrow 3pm", "11:30", "fri 10"])
def test_what_is_no_moment_gone_by_is_not_saved(slip, keys, focused, saved, typed):
    keys(typed, TAB, TAB, TAB, "Ada", SAVE)
    assert saved(1) is None
    assert slip.cards.current.content.caller_name == "Ada"
    assert focused() == "happened"


def test_nobody_of_that_name_is_said(slip, keys, focused, saved):
    keys("9:15", TAB, "zz", TAB, TAB, "Ada", SAVE)
    assert saved(1) is None
    assert focused() == "taken_by"


def test_the_next_slip_of_the_pile_keeps_who_took_them(slip, keys, saved):
    keys("yesterday 3pm", TAB, "mo", TAB, TAB, "Ada", NEXT)
    card = slip.cards.current
    assert card.content == CardContent(channel=Channel.PHONE, from_paper=True, taken_by="mo")
    keys("yesterday 4pm", TAB, TAB, TAB, "Ben", SAVE)
    assert saved(2).taken_by == "Mo"


def test_a_card_that_is_no_slip_shows_neither_field(presenter, page):
    presenter.phone_card()
    names = [name for name in ("happened", "taken_by") if page.findChild(object, name) is not None]
    assert all(not page.findChild(object, name).isVisible() for name in names)


def test_yesterday_in_a_draft_still_means_the_day_it_meant(slip, keys, desk, monkeypatch, now):
    keys("yesterday 3pm", TAB, TAB, TAB, "Ada")
    draft = slip.cards.current._draft()
    monkeypatch.setattr(desk, "now", lambda: now + dt.timedelta(days=2))
    again = settled_state(draft, slip.around())
    assert again.content.from_paper
    assert slip.around().read_past(again.content.happened_at).date() == dt.date(2026, 3, 5)


def test_minutes_ago_are_counted_from_when_they_were_typed(
    slip, keys, saved, desk, monkeypatch, now
):
    keys("20 minutes ago", TAB, TAB, TAB, "Ada")
    monkeypatch.setattr(desk, "now", lambda: now + dt.timedelta(minutes=9))
    keys(SAVE)
    assert saved(1).started_at == now - dt.timedelta(minutes=20)
    assert saved(1).saved_at == now + dt.timedelta(minutes=9)


def test_blank_slips_are_saved_with_a_word_on_what_to_do_with_them(desk, page, posted, tmp_path):
    file = tmp_path / "slips.pdf"
    SlipSaving(desk, page, desk).save_as(str(file))
    assert file.read_bytes().startswith(b"%PDF-")
    assert "40 slips saved" in posted[-1].text
    SlipSaving(desk, page, desk).save_as(str(tmp_path / "none" / "slips.pdf"))
    assert "could not be written" in posted[-1].text


def test_days_on_a_slip_are_counted_from_the_day_it_was_written(slip, keys, saved, page):
    keys("yesterday 3pm", TAB, TAB, TAB, "Ada")
    slip.cards.current.edit("next_step_day", "tomorrow 10:00")
    assert "Fri 6 Mar, today, 10:00" in _echo(page)
    slip.cards.current.edit("happened", "mon 3pm")
    assert "Tue 3 Mar, 10:00" in _echo(page)
    keys(SAVE)
    [promise] = saved(1).promises
    assert promise.due_on == dt.date(2026, 3, 3)  # gone by: it stands among the overdue


def test_a_day_on_a_slip_in_a_draft_still_means_the_day_it_meant(
    slip, keys, desk, monkeypatch, now
):
    keys("yesterday 3pm", TAB, TAB, TAB, "Ada")
    slip.cards.current.edit("next_step_day", "tomorrow")
    draft = slip.cards.current._draft()
    monkeypatch.setattr(desk, "now", lambda: now + dt.timedelta(days=2))
    content = settled_state(draft, slip.around()).content
    assert slip.around().as_said(content).read_day(content.next_step_day).day == dt.date(2026, 3, 6)


def _echo(page):
    return page.findChild(EchoEdit, "next_step_day").echo
