"""The words for copies and what they hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QLocale

from db.backups.contents import Contents
from db.backups.shelf import Copy, Reason
from db.domain.errors import StorageFailure
from desk_app import when_wording
from desk_app.background.backup_keeper import BackupState
from desk_app.error_texts import storage_sentence
from desk_app.widgets.roles import TwoLineRow

_LIKE_FILES = QLocale.DataSizeFormat.DataSizeTraditionalFormat
Local = Callable[[dt.datetime], dt.datetime]


def reason(value: Reason) -> str:
    """Return why a copy was made."""
    translate = QCoreApplication.translate
    return {
        Reason.CHANGED: translate("Safety", "by itself"),
        Reason.CLOSED: translate("Safety", "at closing"),
        Reason.ASKED: translate("Safety", "asked for"),
        Reason.UPDATE: translate("Safety", "before an update"),
        Reason.IMPORT: translate("Safety", "before an import"),
        Reason.MERGE: translate("Safety", "before a merge"),
        Reason.ERASE: translate("Safety", "before an erasure"),
        Reason.RESTORE: translate("Safety", "state before a restore"),
    }[value]


def copy_row(copy: Copy, local: Local, *, today: dt.date, where: str) -> TwoLineRow:
    """Return the row of one copy; ``where`` it lies, when it is not beside the database."""
    made_at = local(copy.made_at)
    return TwoLineRow(
        when_wording.since(made_at, today=today),
        reason(copy.reason),
        QLocale().formattedDataSize(copy.size, 0, _LIKE_FILES),
        where,
    )


def content_lines(contents: Contents, local: Local, *, today: dt.date) -> list[tuple[str, str]]:
    """Return what a copy holds, each with its name."""
    translate = QCoreApplication.translate
    last = contents.last_enquiry_at
    return [
        (translate("Safety", "Clinic"), contents.clinic or translate("Safety", "not named yet")),
        (translate("Safety", "Enquiries"), f"{contents.enquiries:n}"),
        (
            translate("Safety", "The last one"),
            when_wording.since(local(last), today=today) if last else "–",
        ),
        (translate("Safety", "Open follow-ups"), f"{contents.open_follow_ups:n}"),
        (translate("Safety", "People"), f"{contents.people:n}"),
        (translate("Safety", "Articles"), f"{contents.articles:n}"),
    ]


def status(state: BackupState, local: Local, *, today: dt.date) -> str:
    """Return the quiet words at the foot of the window."""
    translate = QCoreApplication.translate
    if state.last is None:
        since = translate("Safety", "No backup yet")
    else:
        when = when_wording.since(local(state.last.made_at), today=today)
        since = translate("Safety", "Last good backup {0}").format(when)
    if state.failure is not None:
        return translate("Safety", "{0}; the next failed").format(since)
    if state.not_carried is not None:
        return translate("Safety", "{0}; not in the second place").format(since)
    return since


def warnings(state: BackupState) -> list[str]:
    """Return a sentence for each thing that is not as it should be."""
    translate = QCoreApplication.translate
    sentences = []
    if state.failure is not None:
        words = translate("Safety", "No backup could be made. {0}")
        sentences.append(words.format(storage_sentence(state.failure)))
    if state.not_carried is StorageFailure.MISSING:
        sentences.append(
            translate(
                "Safety",
                "The second place is not there; plug the stick in when you can. The backup on "
                "this computer was made.",
            )
        )
    elif state.not_carried is not None:
        words = translate("Safety", "The backup is not in the second place. {0}")
        sentences.append(words.format(_elsewhere(state.not_carried)))
    if state.drill_failure is not None:
        words = translate(
            "Safety",
            "The weekly trial could not restore the newest backup. Back up now, and if that "
            "fails too, have the disk of this computer looked at.",
        )
        sentences.append(words)
    return sentences


def _elsewhere(failure: StorageFailure) -> str:
    translate = QCoreApplication.translate
    return {
        StorageFailure.DISK_FULL: translate("Safety", "There is no room left; free some."),
        StorageFailure.DAMAGED: translate(
            "Safety", "It came back damaged; use another stick or folder."
        ),
    }.get(failure, translate("Safety", "Nothing can be written there; choose another folder."))
