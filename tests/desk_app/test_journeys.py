"""The five journeys, by the keyboard alone, in the whole window, on both databases."""

import datetime as dt
import hashlib
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication

from db.domain.article import ArticleState
from db.domain.enquiry import ChoiceList, Outcome
from db.domain.follow_up import AttemptResult
from db.domain.handout import Medium, Paper
from db.queries.articles import library, versions
from db.queries.catalogue import services
from db.queries.enquiry import enquiry_detail
from db.queries.enquiry_log import LogFilter, enquiries_on, log_count
from db.queries.follow_ups import Whose, open_follow_ups
from db.queries.handouts import handouts_of_enquiry, recent_handouts
from db.session import Database
from desk_app.resources import RESOURCES
from tests.desk_app.handouts.cups_queue import QUEUE

TEXT = RESOURCES / "demo" / "website_text.txt"
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def ask(practice):
    """Ask the database what was kept, over a connection of the test's own."""
    database = Database(practice.app.place)
    yield lambda query, **wanted: database.read(partial(query, **wanted))
    database.dispose()


@pytest.fixture
def today(practice):
    return practice.app.desk.today()


def test_a_call_is_logged_while_a_second_one_comes_in(person, ask, today):
    person.press("F2")
    person.type("555 0142")
    person.wait_for(lambda: len(person.offered()) >= 3)
    person.pick("Maria Ortiz")
    person.wait_for("Maria Ortiz")
    assert "Their words" in person.place
    person.type("Her knee is better, now the lower back")
    person.press("Tab")
    person.type("bad back")
    person.wait_for(person.offered)
    person.press("Tab")
    person.wait_for("$150")

    person.press("F2")
    assert "Number" in person.place
    person.type("828 555 0199")
    person.press("Ctrl+Tab")
    person.press("Alt+O")
    person.choose("Call back")
    person.press("Tab")
    person.type("tomorrow 3pm")
    person.press("Alt+Y")
    person.type("Daniel")
    person.pick("Daniel Park")
    person.press("Ctrl+Return")
    person.wait_for("saved")

    newest = ask(enquiries_on, day=today)[0]
    kept = ask(enquiry_detail, enquiry_id=newest.enquiry_id)
    assert (kept.fields.caller_name, kept.fields.outcome) == ("Maria Ortiz", Outcome.CALL_BACK)
    assert kept.fields.concern == "Her knee is better, now the lower back"
    assert kept.service == "Acupuncture for back pain"
    [promise] = kept.promises
    tomorrow = today + dt.timedelta(days=1)
    assert (promise.owner_name, promise.due_on) == ("Daniel Park", tomorrow)
    assert promise.starts == dt.time(15)
    assert "Number" in person.place
    assert person.line == "828 555 0199"


def test_follow_ups_are_worked_by_one_key_each(person, ask, today, printer):
    def rows():
        found = ask(open_follow_ups, whose=Whose.EVERYBODYS, staff_id=None, today=today)
        return {row.caller_name: row for row in found}

    def go_to(name):
        person.press("Home")
        person.walk_to(name)

    before = rows()
    person.press("Ctrl+2")
    person.press("Alt+2")
    person.wait_for(lambda: person.line)
    go_to("Gareth Pugh-Jones")
    person.press("N")
    person.wait_for("No answer from Gareth Pugh-Jones")
    assert rows()["Gareth Pugh-Jones"].attempts == 3
    person.press("Ctrl+Z")
    person.wait_for("Gareth Pugh-Jones: taken back")
    assert rows()["Gareth Pugh-Jones"].attempts == 2
    go_to("Gareth Pugh-Jones")
    person.press("L")
    person.wait_for("Message left for Gareth Pugh-Jones")

    go_to("Søren Lindegaard")
    person.press("S")
    person.type("in 5 days")
    person.press("Return")
    person.wait_for("Søren Lindegaard: put off to")
    go_to("Harold Brandt")
    person.press("H")
    person.type("Ana")
    person.pick("Ana Morales")
    person.press("Return")
    person.wait_for("Harold Brandt: handed to Ana Morales")
    go_to("Harold Brandt")
    person.press("T")
    person.type("Daniel is away until Friday")
    person.press("Ctrl+Return")
    person.wait_for("Note kept for Harold Brandt")

    go_to("Oluwaseun Adeyemi")
    person.press("D")
    person.choose("Booked")
    person.press("Ctrl+Return")
    person.wait_for("Oluwaseun Adeyemi: done, booked")
    assert "Oluwaseun Adeyemi" not in rows()
    person.press("Ctrl+Z")
    person.wait_for("Oluwaseun Adeyemi: taken back")
    assert "Oluwaseun Adeyemi" in rows()

    after = rows()
    assert after["Gareth Pugh-Jones"].last_result is AttemptResult.LEFT_MESSAGE
    assert after["Søren Lindegaard"].due_on == today + dt.timedelta(days=5)
    assert after["Harold Brandt"].owner_name == "Ana Morales"
    assert after["Harold Brandt"].last_result is AttemptResult.NOTE
    assert after.keys() == before.keys()

    person.press("Ctrl+P")
    person.wait_for("Save as PDF")
    person.press("Return")
    person.wait_for(f"The list was sent to {QUEUE}")
    assert printer.printed().read_bytes().startswith(b"%PDF-")


def test_a_handout_is_given_from_the_call_card(person, ask, today, printer, tmp_path):
    person.press("F2")
    person.type("555 0142")
    person.pick("Maria Ortiz")
    person.type("Sore back")
    person.press("Tab")
    person.type("bad back")
    person.wait_for(person.offered)
    person.press("Tab")
    person.press("F9")
    person.wait_for("For Maria Ortiz")
    person.wait_for(" page")
    assert person.line.startswith("Acupuncture for back pain")
    person.press("Alt+T")
    person.type("Walk ten minutes a day")
    person.press("Tab")
    person.type("Thursday at three")
    person.press("Alt+Z")
    person.press("Right")
    person.press("Alt+A")
    person.press("Right")
    person.press("Alt+L")
    person.press("Right")
    person.wait_for("Acupuntura para el dolor de espalda")
    person.press("Return")
    person.wait_for("Given: ")
    assert printer.printed().read_bytes().startswith(b"%PDF-")

    file = tmp_path / "sheet.pdf"
    person.press("Ctrl+S")
    person.wait_for("File &name:")
    person.press("Ctrl+A")
    person.type(str(file))
    person.press("Return")
    person.wait_for("Saved: ")
    newest = ask(enquiries_on, day=today)[0]
    [saved, printed] = ask(handouts_of_enquiry, enquiry_id=newest.enquiry_id)
    for row in (saved, printed):
        assert (row.size_points, row.paper, row.language) == (18, Paper.A4, "es")
    assert (saved.medium, printed.medium) == (Medium.SAVED, Medium.PRINTED)
    assert hashlib.sha256(file.read_bytes()).hexdigest() == saved.fingerprint
    assert saved.fingerprint == printed.fingerprint

    person.press("Ctrl+5")
    person.wait_for(lambda: person.line.startswith("Maria Ortiz"))
    person.press("Return")
    person.wait_for("printed · 18 pt · A4 · Español · Ana Morales")
    person.press("Alt+T")
    person.tab_to("Print again")
    person.press("Return")
    person.wait_for("These are the very same pages.")
    person.press("Return")
    person.wait_for("Printed again: Acupuntura para el dolor de espalda")
    assert len(ask(handouts_of_enquiry, enquiry_id=newest.enquiry_id)) == 2


def test_a_sheet_given_earlier_is_printed_again_from_its_enquiry(person, ask, printer):
    before = len(ask(recent_handouts))
    person.press("Ctrl+5")
    person.wait_for("61 enquiries")
    person.walk_to("Denise Holloway")
    person.press("Return")
    person.wait_for("Print again")
    person.press("Alt+T")
    person.tab_to("Print again")
    person.press("Return")
    person.wait_for("These are the very same pages.")
    person.press("Return")
    person.wait_for("Printed again: Your first acupuncture visit")
    assert printer.printed().read_bytes().startswith(b"%PDF-")
    assert len(ask(recent_handouts)) == before


def test_an_article_becomes_a_handout(person, ask, printer):
    def states():
        row = next(row for row in ask(library) if row.title == "Sleeping Better With a Sore Back")
        return [(v.number, v.state) for v in ask(versions, article_id=row.article_id)]

    QApplication.clipboard().setText(TEXT.read_text(encoding="utf-8"))
    person.press("Ctrl+4")
    person.press("Ctrl+I")
    person.press("Ctrl+V")
    person.press("Ctrl+Return")
    person.wait_for("144 of 190 words kept")
    person.walk_to("By Dana Rivera")
    person.press("B")
    person.wait_for("151 of 190 words kept")
    person.press("Ctrl+S")
    person.wait_for("Version 1 · draft")
    person.press("Return")
    person.walk_to("Keep the room cool and dark")
    person.press("End")
    person.type(" and quiet")
    person.press("Ctrl+S")
    person.wait_for("Version 2 · draft")
    person.press("Alt+R")
    person.wait_for("Approved &by")
    person.press("Alt+B")
    person.choose("Hannah")
    person.press("Tab")
    person.type("in 6 months")
    person.press("Return")
    person.wait_for("why the rest stays open")
    person.press("Space")
    person.tab_to("If some stay open, why")
    person.type("Nobody was in to try it with.")
    person.press("Alt+A")
    person.wait_for("Version 2 · approved")
    assert states() == [(2, ArticleState.APPROVED), (1, ArticleState.DRAFT)]

    person.press("Ctrl+3")
    person.type("sleeping better")
    person.wait_for("Sleeping Better With a Sore Back")
    person.wait_for(" page")
    person.press("Return")
    assert not person.sees("DRAFT mark")
    person.press("Return")
    person.wait_for("Given: Sleeping Better With a Sore Back, standard print.")
    assert printer.printed().read_bytes().startswith(b"%PDF-")

    person.press("Ctrl+4")
    person.tab_to("The article's text")
    person.press("Ctrl+End")
    person.type(" Today.")
    person.press("Ctrl+S")
    person.wait_for("Version 3 · draft")
    person.press("Alt+R")
    person.wait_for("Approved &by")
    person.press("Alt+B")
    person.choose("Hannah")
    person.press("Alt+A")
    person.wait_for("why the rest stays open")
    for _ in range(6):
        person.press("Space")
        person.press("Tab")
    person.press("Alt+A")
    person.wait_for("Version 3 · approved")
    person.press("Alt+T")
    person.wait_for("Version 3 · retired")
    assert states()[0] == (3, ArticleState.RETIRED)


def test_the_log_answers_the_owner(person, ask, practice, today):
    def count(**wanted):
        found = ask(log_count, wanted=LogFilter(**wanted))
        return "1 enquiry" if found == 1 else f"{found} enquiries"

    clinic = practice.app.desk.clinic
    massage = next(s.service_id for s in ask(services) if s.name == "Remedial massage")
    person.press("Ctrl+5")
    person.wait_for("61 enquiries")
    person.press("Ctrl+F")
    person.tab_to("Any service")
    person.choose("Remedial")
    person.wait_for(count(service_id=massage))
    person.tab_to("Any outcome")
    person.choose("Booked")
    wanted = {"service_id": massage, "outcome": Outcome.BOOKED}
    person.wait_for(count(**wanted))
    person.tab_to("Any day")
    person.choose("Other days")
    person.type("last 60 days")
    wanted |= {"since": today - dt.timedelta(days=59), "until": today}
    person.wait_for(count(**wanted))
    person.press("Escape")
    person.press("Ctrl+F")
    person.tab_to("More filters")
    person.press("Space")
    person.tab_to("Heard how")
    person.press("Down")
    heard = next(c for c in clinic.choices[ChoiceList.HEARD] if c.label == person.line)
    person.wait_for(count(heard_id=heard.choice_id))
    person.tab_to("By anybody")
    person.choose("Ana Morales")
    who = next(m for m in clinic.staff if m.name == "Ana Morales")
    person.wait_for(count(heard_id=heard.choice_id, taken_by=who.staff_id))
    person.tab_to("Enquiries")
    person.press("Return")
    person.wait_for(lambda: "Name" in person.place)
    person.press("Escape")
    person.wait_for(lambda: "Enquiries" in person.place)
    person.press("Escape")
    person.wait_for("61 enquiries")


def test_the_owner_looks_at_a_period_in_pictures(person, ask, today, tmp_path):
    days = {"since": today - dt.timedelta(days=59), "until": today}
    person.press("Ctrl+7")
    person.press("Ctrl+F")
    person.type("last 60 days")
    counted = ask(log_count, wanted=LogFilter(**days))
    person.wait_for(f"{counted} enquiries")
    person.press("Return")
    person.tab_to("What became of them")
    person.walk_to("Booked")
    booked = ask(log_count, wanted=LogFilter(outcome=Outcome.BOOKED, **days))
    assert f"Booked: {booked}," in person.line
    person.press("Return")
    person.wait_for(f"{booked} enquiries")
    assert "Enquiries" in person.place

    person.press("Ctrl+7")
    person.wait_for(lambda: "What became of them" in person.place)
    file = tmp_path / "month.csv"
    person.press("Ctrl+S")
    person.wait_for("File &name:")
    person.press("Ctrl+A")
    person.type(str(file))
    person.press("Return")
    person.wait_for(lambda: file.exists() and "Remedial massage" in file.read_text("utf-8-sig"))
