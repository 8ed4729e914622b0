"""Services and their desk cards by keyboard."""

import dataclasses
import datetime as dt
from functools import partial

import pytest
from PySide6.QtCore import Qt

from db.domain.service import CardKind
from db.queries.catalogue import services
from db.queries.desk_texts import desk_cards
from db.services.catalogue import ServiceFields, change_service
from db.services.desk_texts import CardFields, add_desk_card
from desk_app.screens.settings.records import NEW

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
BACK = "Acupuncture for back pain"


def offered(desk):
    return desk._data.database.read(partial(services, also_inactive=True))


def cards_of(desk, service_id, **more):
    query = partial(desk_cards, service_id=service_id, today=desk.today(), **more)
    return desk._data.database.read(query)


@pytest.fixture
def section(open_section):
    return open_section("services")


def test_a_service_shows_what_is_stored(section):
    values = section.form.values()
    assert (values["name"], values["aliases"]) == (BACK, "needles\nbad back")
    assert (values["first_minutes"], values["first_price"]) == ("75", "150")
    assert values["practitioner_ids"] == (section._services.people()[1][0],)


def test_prices_and_minutes_are_typed_as_people_write_them(desk, section, retype, save, posted):
    retype(section.form.field("first_price"), "$165.50")
    retype(section.form.field("return_minutes"), "1 h")
    save()
    row = offered(desk)[0]
    assert (row.first_price, row.return_minutes) == (165_50, 60)
    assert row.practitioners[0][1] == "Dr Lee"
    posted[-1].action()
    row = offered(desk)[0]
    assert (row.first_price, row.return_minutes) == (150_00, 45)
    assert section.form.field("first_price").text() == "150"


def test_a_price_that_is_none_is_said_beside_it(desk, section, retype, save):
    retype(section.form.field("first_price"), "a lot")
    save()
    assert section.form.problems == {"first_price": "Write it another way."}
    assert offered(desk)[0].first_price == 150_00


def test_a_practitioner_is_ticked_with_the_space_bar(qtbot, desk, section, save):
    checks = section.form.field("practitioner_ids")
    checks.setFocus()
    qtbot.keyClick(checks, Qt.Key.Key_Space)
    save()
    assert [name for _id, name in offered(desk)[0].practitioners] == ["Ana", "Dr Lee"]


def test_a_new_service_is_added_and_undo_puts_it_out_of_use(desk, section, retype, save, posted):
    section.begin_new()
    retype(section.form.field("name"), "Moxibustion")
    save()
    assert [row.name for row in offered(desk)][-1] == "Moxibustion"
    assert section.list.current_key == offered(desk)[-1].service_id
    posted[-1].action()
    assert not offered(desk)[-1].active


def test_alt_and_the_arrows_put_services_in_order(qtbot, desk, section, posted):
    section.list.setFocus()
    qtbot.keyClick(section.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [row.name for row in offered(desk)] == ["Cupping", BACK]
    assert section.form.field("name").text() == BACK
    posted[-1].action()
    assert [row.name for row in offered(desk)] == [BACK, "Cupping"]


def test_ordering_does_not_overtake_what_is_typed(qtbot, desk, section, retype, save):
    retype(section.form.field("name"), "Acupuncture")
    qtbot.keyClick(section.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    save()
    assert "Acupuncture" in [row.name for row in offered(desk)]


def test_out_of_use_and_back_by_undo(qtbot, desk, section, posted):
    qtbot.keyClick(section.put_button, Qt.Key.Key_Space)
    assert not offered(desk)[0].active
    assert offered(desk)[0].aliases == ("needles", "bad back")
    posted[-1].action()
    assert offered(desk)[0].active


def test_when_another_desk_was_first_what_was_typed_is_laid_over_it(
    desk, section, retype, save, clinic, posted, actor, now
):
    retype(section.form.field("wear"), "Shorts.")
    row = offered(desk)[0]
    theirs = ServiceFields(row.name, category="theirs", aliases=row.aliases)
    desk._data.database.write(
        partial(
            change_service,
            actor=actor,
            at=now,
            service_id=row.service_id,
            seen_version=row.version,
            fields=theirs,
        )
    )
    save()
    assert "save again" in posted[-1].text
    values = section.form.values()
    assert (values["wear"], values["category"]) == ("Shorts.", "theirs")
    save()
    row = offered(desk)[0]
    assert (row.wear, row.category) == ("Shorts.", "theirs")


def test_what_is_typed_on_two_services_is_kept_for_both(qtbot, section, retype):
    retype(section.form.field("category"), "one")
    qtbot.keyClick(section.list, Qt.Key.Key_Down)
    retype(section.form.field("category"), "two")
    qtbot.keyClick(section.list, Qt.Key.Key_Up)
    assert section.form.field("category").text() == "one"
    section.begin_new()
    retype(section.form.field("name"), "Half a")
    section.list.choose_first()
    section.begin_new()
    assert section.key == NEW
    assert section.form.field("name").text() == "Half a"


# --- Desk cards ------------------------------------------------------------------------


@pytest.fixture
def panel(section):
    section._turn_to(1)
    return section._cards_panel


def test_a_card_is_written_and_approved_with_the_clinics_usual_review(
    qtbot, desk, panel, retype, save, clinic, posted
):
    retype(panel.form.field("text"), "Wear loose clothes.")
    save()
    [card] = cards_of(desk, clinic[BACK])
    assert (card.text, card.kind, card.approved) == ("Wear loose clothes.", CardKind.SAY, False)
    approver = panel.form.field("approver")
    qtbot.keyClicks(approver, "Dr")
    assert panel._review.text == "2027-03-06"
    save()
    [card] = cards_of(desk, clinic[BACK])
    assert (card.approver, card.approved_on) == ("Dr Lee", desk.today())
    assert (card.review_on, card.approved) == (dt.date(2027, 3, 6), True)
    posted[-1].action()
    [card] = cards_of(desk, clinic[BACK])
    assert not card.approved


def test_new_words_on_an_approved_card_are_approved_by_nobody_yet(
    desk, panel, retype, save, clinic, posted
):
    old = CardFields(
        CardKind.SAY,
        "Old words",
        clinic[BACK],
        approved_by=clinic["Dr Lee"],
        approved_on=dt.date(2025, 1, 1),
        is_example=False,
    )
    desk.give(add_desk_card, owner=desk, fields=old)
    retype(panel.form.field("text"), "New words")
    save()
    [card] = cards_of(desk, clinic[BACK])
    assert (card.text, card.approved_by, card.approved_on) == ("New words", None, None)
    assert "has to approve" in posted[-1].text


def test_an_example_stays_one_until_somebody_approves_it(qtbot, desk, panel, retype, save, clinic):
    example = CardFields(CardKind.SAY, "Example", clinic[BACK], is_example=True)
    desk.give(add_desk_card, owner=desk, fields=example)
    assert "example" in panel.list.model().index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    retype(panel.form.field("text"), "Our example")
    save()
    assert cards_of(desk, clinic[BACK])[0].is_example
    qtbot.keyClicks(panel.form.field("approver"), "Dr")
    save()
    assert not cards_of(desk, clinic[BACK])[0].is_example


def test_a_review_day_nobody_understands_is_said_beside_it(
    qtbot, desk, panel, retype, save, clinic
):
    retype(panel.form.field("text"), "Words")
    qtbot.keyClicks(panel.form.field("approver"), "Dr")
    retype(panel._review.edit, "some day")
    save()
    assert list(panel.form.problems) == ["review"]
    assert cards_of(desk, clinic[BACK]) == []


def test_a_card_goes_out_of_use_and_comes_back_even_from_another_service(
    qtbot, desk, section, panel, clinic, posted
):
    card = CardFields(CardKind.PASS_ON, "Pass it on", clinic[BACK])
    desk.give(add_desk_card, owner=desk, fields=card)
    qtbot.keyClick(panel._put, Qt.Key.Key_Space)
    assert cards_of(desk, clinic[BACK]) == []
    undo = posted[-1].action
    section.list.choose(clinic["Cupping"])
    undo()
    assert [row.text for row in cards_of(desk, clinic[BACK])] == ["Pass it on"]


def test_a_half_written_card_waits_while_another_service_is_looked_at(
    section, panel, retype, clinic
):
    retype(panel.form.field("text"), "Half a")
    section.list.choose(clinic["Cupping"])
    assert panel.form.values()["text"] == ""
    section.list.choose(clinic[BACK])
    assert panel.form.values()["text"] == "Half a"
    assert section.is_unsaved()


def test_cards_for_every_service_have_a_row_of_their_own(desk, section, panel, retype, save):
    section.list.choose("every")
    retype(panel.form.field("text"), "Thank you for calling.")
    save()
    [card] = cards_of(desk, None)
    assert dataclasses.astuple(card)[2:5] == (None, CardKind.SAY, "Thank you for calling.")


def test_the_section_opens_on_the_first_service_and_not_on_what_holds_for_all(section):
    first = section._services.rows()[0][0]
    assert section.key == first == section.list.current_key
    assert section.list.visualRect(section.list.currentIndex()).intersects(
        section.list.viewport().rect()
    )
