"""The wait after too many wrong secrets, as it is counted down."""

import time

import pytest

from desk_app.widgets.secret_form import SecretForm


def form_of(qtbot):
    form = SecretForm("PIN", "")
    qtbot.addWidget(form)
    return form


@pytest.mark.parametrize(
    ("wait", "said"), [(0.2, "1 s"), (1.0, "1 s"), (1.2, "2 s"), (60.0, "60 s")]
)
def test_the_wait_is_said_in_whole_seconds_and_never_as_less_than_it_is(qtbot, wait, said):
    form = form_of(qtbot)
    form.show_wait(wait)
    assert f"Try again in {said}" in form.problem
    assert not form.unlock.isEnabled()


def test_the_next_try_is_never_offered_before_it_is_taken(qtbot):
    """A try that comes a moment early would be refused, and the wait begin anew."""
    offered = {}
    forms = [form_of(qtbot) for _ in range(20)]
    due = {}
    for number, form in enumerate(forms):
        wait = 0.9 + number / 200
        due[form] = time.monotonic() + wait
        form.show_wait(wait)

    def note_offers():
        for form in forms:
            if form.unlock.isEnabled():
                offered.setdefault(form, time.monotonic())
        return len(offered) == len(forms)

    qtbot.waitUntil(note_offers, timeout=10_000)
    assert all(offered[form] >= due[form] for form in forms)
