"""A handout by mail: saved, recorded, and a mail begun that says what to attach."""

import pytest
from PySide6.QtCore import QUrlQuery

from desk_app.mailing import mail_url
from desk_app.screens.handouts.presenter import HandoutsPresenter


@pytest.mark.parametrize("opens", [True, False])
def test_the_file_is_saved_recorded_and_named_in_the_mail(
    desk, paperwork, articles, given, posted, tmp_path, opens
):
    begun = []

    def begin(subject, body):
        begun.append((subject, body))
        return opens

    presenter = HandoutsPresenter(desk, desk, printers=paperwork.list, begin_mail=begin)
    presenter.library.reload()
    presenter.set_options(recipient_name="Zacharias Quillfeather")
    file = tmp_path / "Back pain.pdf"
    presenter.save_as(str(file), mail=True)
    [(row, _)] = given()
    assert file.exists()
    [(subject, body)] = begun
    assert subject == row.title
    assert str(file) in body
    assert "Quillfeather" not in subject + body
    told = " ".join(notice.text for notice in posted)
    assert ("A mail was begun" in told) is opens
    assert ("No program here writes mail" in told) is not opens
    assert str(tmp_path) in told
    assert desk.settings.handout_folder == str(tmp_path)


def test_nothing_is_begun_when_nothing_could_be_saved(desk, paperwork, articles, given, tmp_path):
    begun = []
    presenter = HandoutsPresenter(
        desk, desk, printers=paperwork.list, begin_mail=lambda *words: begun.append(words)
    )
    presenter.library.reload()
    presenter.save_as(str(tmp_path / "gone" / "x.pdf"), mail=True)
    assert (begun, given()) == ([], [])


def test_every_letter_of_a_mail_arrives():
    words = "Rest & heat? 50% #1 + más\n足"
    query = QUrlQuery(mail_url(words, words).query().replace("+", "%2B"))
    found = query.queryItemValue("body", query_decoding())
    assert found.replace("\r\n", "\n") == words


def query_decoding():
    from PySide6.QtCore import QUrl

    return QUrl.ComponentFormattingOption.FullyDecoded
