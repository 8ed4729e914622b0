"""A handout by the keyboard: chosen, seen, filled in, printed, saved, and recorded."""

import hashlib
import logging
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from db.domain.errors import StorageError, StorageFailure
from db.domain.handout import Medium, Paper, TextSize
from db.queries.audit import AuditFilter, audit_rows
from desk_app.navigation import HandoutWish
from desk_app.screens.handouts.library import Shelf
from desk_app.screens.handouts.page import HandoutsPage

ENTER = Qt.Key.Key_Return


def titles(page):
    model = page.rows.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def wish(clinic, log_call, service="Acupuncture for back pain"):
    call = log_call("Maria Ortiz", service_id=clinic[service])
    return HandoutWish(call.record_id, clinic[service], None, "Maria Ortiz")


def test_from_a_call_one_enter_prints_the_services_first_handout(
    qtbot, page, presenter, clinic, log_call, paperwork, given, posted
):
    presenter.start(wish(clinic, log_call))
    page.activated()
    assert page.pages.place.count >= 1
    qtbot.keyClick(page.focusWidget(), ENTER)
    [(pdf, how)] = paperwork.jobs
    assert how["title"] == "Acupuncture for back pain"
    assert how["printer_name"] == "Front office"
    [(row, sheet)] = given()
    assert row.fingerprint == hashlib.sha256(pdf).hexdigest()
    assert (row.medium, row.size_points, row.enquiry_id is not None) == (Medium.PRINTED, 13, True)
    assert sheet["recipient_name"] == "Maria Ortiz"
    assert posted[-1].text == (
        "Given: Acupuncture for back pain, standard print. Recorded on enquiry 2026-0001."
    )


def test_a_services_own_handouts_come_first_and_say_so(page, presenter, clinic, log_call):
    presenter.start(wish(clinic, log_call, "Cupping"))
    assert titles(page)[0] == "Cupping: what to expect"
    assert presenter.row.title == "Cupping: what to expect"
    assert "for Cupping" in page.rows.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)


def test_enter_before_the_text_is_there_prints_it_when_it_is(
    qtbot, presenter, articles, paperwork, clinic, log_call
):
    asked = []
    ask = presenter.desk.ask
    presenter.desk.ask = lambda *args, **kwargs: asked.append((args, kwargs))
    presenter.start(wish(clinic, log_call))
    presenter.print_now()
    assert not paperwork.jobs
    presenter.desk.ask = ask
    for args, kwargs in asked:
        ask(*args, **kwargs)
    assert len(paperwork.jobs) == 1


def test_words_find_an_article_and_enter_goes_to_it_before_it_prints(
    qtbot, page, paperwork, presenter
):
    assert page.search.hasFocus()
    qtbot.keyClicks(page.search, "cupping")
    assert titles(page)[0] == "Cupping: what to expect"
    qtbot.keyClick(page.search, ENTER)
    assert page.rows.hasFocus()
    assert not paperwork.jobs
    qtbot.keyClick(page.rows, ENTER)
    assert [how["title"] for _, how in paperwork.jobs] == ["Cupping: what to expect"]


def test_each_letter_of_a_search_chooses_its_first_hit_anew(qtbot, page, presenter, add):
    add("cupping", title="Cupping, and what comes after")
    presenter.library.reload()
    qtbot.keyClicks(page.search, "wha")
    assert presenter.row.title == "Cupping, and what comes after"
    qtbot.keyClicks(page.search, "t to")
    assert presenter.row.title == titles(page)[0] == "Cupping: what to expect"
    assert presenter.row.article_id == page.rows.current_key
    assert len(titles(page)) > 1
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    presenter.library.reload()
    assert presenter.row.title == titles(page)[1]


def test_enter_before_a_search_is_answered_prints_what_it_finds(page, presenter, paperwork):
    held, ask = [], presenter.desk.ask
    presenter.desk.ask = lambda *args, **kwargs: held.append((args, kwargs))
    presenter.library.search("cupping")
    presenter.print_now()
    assert not paperwork.jobs
    presenter.desk.ask = ask
    for args, kwargs in held:
        ask(*args, **kwargs)
    assert [how["title"] for _, how in paperwork.jobs] == ["Cupping: what to expect"]


def test_enter_before_a_search_that_fails_prints_nothing(page, presenter, paperwork, posted):
    held, ask = [], presenter.desk.ask
    presenter.desk.ask = lambda *args, **kwargs: held.append(kwargs)
    presenter.library.search("cupping")
    presenter.print_now()
    presenter.desk.ask = ask
    held[0]["failed"](StorageError(StorageFailure.BUSY_OR_AWAY))
    assert posted
    presenter.library.search("needling")
    assert presenter.row is not None
    assert not paperwork.jobs


def test_arrows_show_the_pages_of_each_article(qtbot, page, presenter):
    page.rows.setFocus()
    first = presenter.preview.rendered.fingerprint
    qtbot.keyClick(page.rows, Qt.Key.Key_Down)
    assert presenter.row.title == titles(page)[1]
    assert presenter.preview.rendered.fingerprint != first


def test_what_is_typed_is_on_the_pages_soon_after_the_last_key(qtbot, page, presenter):
    before = presenter.preview.rendered.fingerprint
    with qtbot.waitSignal(presenter.preview_changed, timeout=2_000):
        qtbot.keyClicks(page.options.name, "Zoe")
    assert presenter.preview.rendered.fingerprint != before
    with qtbot.waitSignal(presenter.preview_changed, timeout=2_000):
        qtbot.keyClicks(page.options.note, "Walk.")
        qtbot.keyClick(page.options.note, ENTER)
        qtbot.keyClicks(page.options.note, "Rest.")
    assert presenter.sheet().practitioner_note == "Walk.\nRest."
    assert presenter.sheet().recipient_name == "Zoe"


def test_large_print_other_paper_and_black_and_white_are_one_key_each(qtbot, page, presenter):
    qtbot.keyClick(page.options.size_chips.focusProxy(), Qt.Key.Key_Right)
    assert presenter.sheet().size is TextSize.LARGE
    qtbot.keyClick(page.options.paper_chips.focusProxy(), Qt.Key.Key_Right)
    assert presenter.sheet().paper is Paper.A4
    qtbot.keyClick(page.options.colour, Qt.Key.Key_Space)
    assert not presenter.sheet().in_colour


def test_paper_copies_and_sides_are_remembered_for_each_printer(
    qtbot, page, presenter, paperwork, desk
):
    qtbot.keyClick(page.options.paper_chips.focusProxy(), Qt.Key.Key_Right)
    page.options.copies.setFocus()
    qtbot.keyClick(page.options.copies, Qt.Key.Key_Up)
    qtbot.keyClick(page.options.both_sides, Qt.Key.Key_Space)
    qtbot.keyClick(page.options.printer, Qt.Key.Key_Down)
    assert (presenter.giving.printer, page.options.copies.value()) == ("Back room", 1)
    qtbot.keyClick(page.options.printer, Qt.Key.Key_Up)
    assert presenter.options.paper is Paper.A4
    page.rows.setFocus()
    qtbot.keyClick(page.rows, ENTER)
    [(_, how)] = paperwork.jobs
    assert (how["copies"], how["duplex"], how["paper"]) == (2, True, Paper.A4)
    again = type(presenter)(desk, desk, printers=paperwork.list, print_pages=paperwork.print)
    assert (again.giving.printer, again.options.paper) == ("Front office", Paper.A4)


def test_a_translation_is_one_key_away(qtbot, page, presenter, articles):
    presenter.library.choose(articles["back"])
    assert page.options.languages.isVisible()
    qtbot.keyClick(page.options.languages.focusProxy(), Qt.Key.Key_Right)
    assert presenter.row.language == "es"
    assert presenter.sheet().language == "es"
    assert page.rows.current_key == articles["espalda"]
    presenter.library.choose(articles["cupping"])
    assert not page.options.languages.isVisible()


def test_without_a_printer_it_is_said_and_nothing_is_recorded(
    qtbot, page, presenter, paperwork, given, posted
):
    paperwork.names = []
    page.activated()
    assert not page.options.printer.isVisible()
    page.rows.setFocus()
    qtbot.keyClick(page.rows, ENTER)
    assert "Save as PDF" in posted[-1].text
    assert given() == []


def test_a_printer_that_takes_no_job_leaves_no_record(
    qtbot, page, paperwork, given, posted, presenter
):
    paperwork.broken = True
    page.rows.setFocus()
    qtbot.keyClick(page.rows, ENTER)
    assert "Nothing was printed or recorded" in posted[-1].text
    assert given() == []
    paperwork.broken = False
    qtbot.keyClick(page.rows, ENTER)
    assert len(given()) == 1


def test_a_printer_that_is_gone_is_told_and_replaced(page, presenter, paperwork, posted):
    presenter.giving.choose_printer("Back room")
    paperwork.names = ["Front office"]
    page.activated()
    assert "Back room" in posted[-1].text
    assert presenter.giving.printer == "Front office"


def test_ctrl_s_saves_the_very_pages_and_records_them(
    qtbot, page, presenter, given, tmp_path, posted
):
    presenter.set_options(recipient_name="Maria Ortiz")
    page.rows.setFocus()
    qtbot.keyClick(page.rows, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    dialog = page.findChild(QFileDialog)
    [offered] = dialog.selectedFiles()
    assert offered.endswith(f"{presenter.row.title}.pdf".replace(":", ""))
    assert "Maria" not in offered
    file = tmp_path / "kept.pdf"
    dialog.selectFile(str(file))
    dialog.accept()
    [(row, _)] = given()
    assert row.medium is Medium.SAVED
    assert hashlib.sha256(file.read_bytes()).hexdigest() == row.fingerprint
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".pdf"] == ["kept.pdf"]


def test_a_folder_that_is_gone_is_told_and_nothing_is_recorded(
    page, presenter, given, tmp_path, posted
):
    presenter.save_as(str(tmp_path / "gone" / "kept.pdf"))
    assert "nothing was recorded" in posted[-1].text
    assert given() == []
    assert presenter.sheet() is not None


def test_a_file_that_cannot_be_replaced_stays_whole(page, presenter, given, tmp_path):
    there = tmp_path / "there.pdf"
    there.mkdir()
    presenter.save_as(str(there))
    assert given() == []
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".handout")] == []


def test_a_given_sheet_is_printed_again_page_for_page(
    qtbot, page, presenter, paperwork, given, posted, sqlite_database
):
    presenter.set_options(recipient_name="Maria", size=TextSize.LARGE, next_step="Tuesday 3 pm")
    presenter.print_now()
    presenter.set_options(recipient_name="Somebody else", size=TextSize.STANDARD)
    presenter.library.show_shelf(Shelf.GIVEN)
    assert "very same pages" in presenter.state_words()
    assert page.options.name.text() == "Maria"
    assert not page.options.name.isEnabled()
    page.rows.setFocus()
    qtbot.keyClick(page.rows, ENTER)
    assert paperwork.jobs[0][0] == paperwork.jobs[1][0]
    assert len(given()) == 1
    assert "on record already" in posted[-1].text
    [noted] = sqlite_database.read(partial(audit_rows, wanted=AuditFilter(only_views=True)))
    assert (noted.action, noted.subject) == ("print", "handout_record")
    assert noted.subject_id == presenter._given.record_id
    presenter.library.show_shelf(Shelf.LIBRARY)
    assert page.options.name.text() == "Somebody else"


def test_pages_that_are_set_differently_now_say_so_and_still_print(
    page, presenter, paperwork, sqlite_database
):
    from sqlalchemy import update

    from db.models import HandoutRecord

    presenter.print_now()
    sqlite_database.write(lambda s: s.execute(update(HandoutRecord).values(fingerprint="0" * 64)))
    presenter.library.show_shelf(Shelf.GIVEN)
    assert "a little differently" in presenter.state_words()
    presenter.print_now()
    assert len(paperwork.jobs) == 2


def test_a_sheet_that_cannot_be_read_any_more_is_told(page, presenter, posted, sqlite_database):
    from sqlalchemy import update

    from db.models import HandoutRecord

    presenter.print_now()
    sqlite_database.write(lambda s: s.execute(update(HandoutRecord).values(sheet={"new": 1})))
    presenter.library.show_shelf(Shelf.GIVEN)
    assert "can no longer be read" in posted[-1].text
    assert presenter.sheet() is None


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"approved": False}, "not approved yet"),
        ({"is_example": True}, "example, not approved by a practitioner"),
    ],
)
def test_a_text_that_is_not_in_force_says_why_it_is_a_draft(
    page, presenter, add, options, words, desk
):
    article = add("heat-or-cold", title="Heat", **options)
    presenter.library.reload()
    presenter.library.choose(article)
    assert words in presenter.state_words()
    assert presenter.sheet().is_draft


def test_an_overdue_review_is_a_draft_that_says_so(page, presenter, add, now):
    import datetime as dt

    article = add("heat-or-cold", due=dt.date(2026, 3, 5))
    presenter.library.reload()
    presenter.library.choose(article)
    assert "overdue" in presenter.state_words()


HOSTILE = [
    '#eval("1") $x$ *b* _i_ <a> @ref // \\',
    "=1+1\t%s {0} {{}} ${HOME}",
    "\u202eright to left\u202c مرحبا 123",
    "x" * 5_000,
    "\n\n\n",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_printed_as_they_are(page, presenter, paperwork, given, text, caplog):
    with caplog.at_level(logging.DEBUG):
        presenter.set_options(
            recipient_name=text[:200], practitioner_note=text, next_step=text[:500]
        )
        presenter.print_now()
    assert len(paperwork.jobs) == len(given()) == 1
    assert paperwork.jobs[0][1]["title"] == presenter.row.title
    assert text not in caplog.text or not text.strip()


def test_a_character_without_a_glyph_is_named(page, presenter):
    presenter.set_options(practitioner_note="Look: \U000f1234")
    assert "U+F1234" in presenter.trouble_words()
    assert page._glyphs.isVisible()


def test_retired_articles_are_not_offered(page, presenter, add, write, sqlite_database):
    from functools import partial

    from db.domain.article import ArticleState
    from db.queries.articles import versions
    from db.services.articles import set_state

    article = add("heat-or-cold", approved=False)
    [version] = sqlite_database.read(partial(versions, article_id=article))
    write(
        set_state,
        version_id=version.version_id,
        seen_version=version.version,
        state=ArticleState.RETIRED,
    )
    presenter.library.reload()
    assert "Heat or cold for a sore back?" not in titles(page)


def test_another_desks_article_appears_and_the_choice_and_words_stay(
    page, presenter, add, desk, articles
):
    presenter.library.choose(articles["cupping"])
    page.options.name.setText("Maria")
    presenter.set_options(recipient_name="Maria")
    add("heat-or-cold")
    from db.domain.changes import Change, Topic

    desk.changes.committed.emit(Change(1, 1, frozenset({Topic.ARTICLE})), None)
    assert "Heat or cold for a sore back?" in titles(page)
    assert presenter.row.article_id == articles["cupping"]
    assert presenter.sheet().recipient_name == "Maria"


def test_the_next_person_starts_without_the_last_ones_words(page, presenter, clinic, log_call):
    presenter.set_options(recipient_name="Maria", practitioner_note="Private")
    presenter.start(HandoutWish(recipient_name="Luis"))
    assert (page.options.name.text(), page.options.note.text) == ("Luis", "")


def test_an_empty_library_leads_to_the_articles(qtbot, presenter, desk):
    shown = HandoutsPage(presenter)
    qtbot.addWidget(shown)
    shown.show()
    shown.activated()
    wanted = []
    desk.navigation.page_wanted.connect(wanted.append)
    shown._nothing.action_wanted.emit()
    assert wanted == ["articles"]


def test_every_part_that_takes_the_keyboard_has_a_name(page):
    from PySide6.QtWidgets import QWidget

    focusable = [
        part
        for part in page.findChildren(QWidget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible()
    ]
    assert len(focusable) > 10
    assert [p for p in focusable if not (p.accessibleName() or getattr(p, "text", str)())] == []
