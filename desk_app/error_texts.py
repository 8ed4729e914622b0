"""The sentence for each failure: what happened, and what to do about it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from db.domain.errors import (
    DeskError,
    DoesNotFitError,
    DoNotContactError,
    LastManagerError,
    LastSlotError,
    LockedOutError,
    MergedAgainError,
    MergedError,
    NoPrinterError,
    NotAllowedError,
    NotFoundError,
    NothingToSumUpError,
    NotPossibleError,
    NotSignedInError,
    Problem,
    StaleEditError,
    StorageError,
    StorageFailure,
    TooSoonError,
)
from db.domain.handout import HandoutKind
from db.domain.rights import roles_for
from db.domain.sign_in import LEAST_PASSPHRASE, LEAST_PIN
from db.domain.staff import Role
from db.domain.text import TextTooLongError
from db.keys.recovery_code import NoCodeError
from db.keys.slots import WrongSecretError
from desk_app.handouts.reading.formats.refusals import Refusal, RefusedFileError
from desk_app.importing.book import RefusedTableError, TableRefusal
from desk_app.pictures.intake import PictureRefusal, RefusedPictureError

# Looked up anew for each error, in the language of the moment.
_ERRORS: Final[Mapping[type[DeskError], object]] = {
    StaleEditError: QT_TRANSLATE_NOOP(
        "Errors", "Somebody changed this while you had it open. Here it is as it stands now."
    ),
    NotFoundError: QT_TRANSLATE_NOOP("Errors", "This was removed at another desk."),
    NotSignedInError: QT_TRANSLATE_NOOP("Errors", "Sign in first. What you typed is kept."),
    LockedOutError: QT_TRANSLATE_NOOP(
        "Errors",
        "Too many wrong ones. A manager lets you try again: Settings, Staff.",
    ),
    LastManagerError: QT_TRANSLATE_NOOP(
        "Errors",
        "Only this manager can sign in, and without one nobody could let anybody else in. "
        "Give another manager a PIN first.",
    ),
    NotPossibleError: QT_TRANSLATE_NOOP(
        "Errors", "This step is not possible any more. Look at it as it stands now."
    ),
    DoNotContactError: QT_TRANSLATE_NOOP(
        "Errors",
        "They do not want to be contacted. In the follow-up list C asks for the reason "
        "to call all the same.",
    ),
    MergedAgainError: QT_TRANSLATE_NOOP(
        "Errors",
        "This entry was merged once more since. Take that merge apart first, then this one.",
    ),
    MergedError: QT_TRANSLATE_NOOP(
        "Errors",
        "This entry was merged into another. Open that one; it can be taken apart there.",
    ),
    LastSlotError: QT_TRANSLATE_NOOP(
        "Errors",
        "This is the last way to open the records on another computer, so it stays. "
        "Set a passphrase or make a recovery code first.",
    ),
    NoPrinterError: QT_TRANSLATE_NOOP(
        "Errors", "No printer found. Save as PDF instead, or set up a printer on this computer."
    ),
    NothingToSumUpError: QT_TRANSLATE_NOOP(
        "Errors",
        "There is nothing to put in a summary: the article has no key point, no steps and no"
        " “when to call us”. Give the whole sheet, or mark its main points in Articles.",
    ),
    TextTooLongError: QT_TRANSLATE_NOOP("Errors", "This text is too long. Shorten it."),
}

_STORAGE: Final = {
    StorageFailure.BUSY_OR_AWAY: QT_TRANSLATE_NOOP(
        "Errors", "The database does not answer. What you typed is kept; try again."
    ),
    StorageFailure.CANNOT_WRITE: QT_TRANSLATE_NOOP(
        "Errors",
        "The database cannot be written. Check that its folder is there and may be changed.",
    ),
    StorageFailure.DISK_FULL: QT_TRANSLATE_NOOP(
        "Errors", "The disk is full. Free some space, then try again; what you typed is kept."
    ),
    StorageFailure.DAMAGED: QT_TRANSLATE_NOOP(
        "Errors", "The database is damaged. Do not go on with it: restore the last backup."
    ),
    StorageFailure.MISSING: QT_TRANSLATE_NOOP(
        "Errors",
        "The database is gone from where it was. Bring it back there, or restore a backup.",
    ),
    StorageFailure.REPLACED: QT_TRANSLATE_NOOP(
        "Errors",
        "Another file stands where the database was. Copy what is typed here, close the "
        "program and start it again.",
    ),
    StorageFailure.ON_NETWORK: QT_TRANSLATE_NOOP(
        "Errors",
        "This file is on another computer's disk, where two desks can damage it unseen. Move "
        "it to this computer; for several desks use a PostgreSQL server.",
    ),
    StorageFailure.IN_SYNC_FOLDER: QT_TRANSLATE_NOOP(
        "Errors",
        "This file is in a folder that is copied to the internet or other computers while it "
        "changes, which damages it. Move it out of there; backups may go there.",
    ),
    StorageFailure.EMPTY: QT_TRANSLATE_NOOP(
        "Errors",
        "The database file is empty, so something went wrong with it. Restore the last backup.",
    ),
    StorageFailure.FOREIGN: QT_TRANSLATE_NOOP(
        "Errors", "This file belongs to another program. Choose another place."
    ),
    StorageFailure.NEWER_VERSION: QT_TRANSLATE_NOOP(
        "Errors",
        "A newer version of this program has used the database. "
        "Update the program on this computer; nothing was changed.",
    ),
    StorageFailure.IN_USE: QT_TRANSLATE_NOOP(
        "Errors", "Another program holds the database. Close it, then try again."
    ),
    StorageFailure.NOT_SECURE: QT_TRANSLATE_NOOP(
        "Errors",
        "The server did not prove who it is, so nothing was sent to it. Ask whoever looks "
        "after it for its root certificate, or to say in the address how to connect.",
    ),
    StorageFailure.OPEN_IN_ANOTHER_WINDOW: QT_TRANSLATE_NOOP(
        "Errors", "This clinic is open in another window of yours. Go on there."
    ),
    StorageFailure.NOT_A_FILE: QT_TRANSLATE_NOOP(
        "Errors", "A server keeps its own backups: ask whoever looks after it."
    ),
    StorageFailure.LOCKED: QT_TRANSLATE_NOOP(
        "Errors", "The database is encrypted. Its passphrase or recovery code opens it."
    ),
    StorageFailure.KEYS_MISSING: QT_TRANSLATE_NOOP(
        "Errors",
        "The file with the key slots (its name ends in .keys) is missing beside the database. "
        "Bring it back, or copy the one that stands beside a backup.",
    ),
    StorageFailure.KEYS_DAMAGED: QT_TRANSLATE_NOOP(
        "Errors",
        "The file with the key slots (its name ends in .keys) is damaged. Put the one that "
        "stands beside a backup in its place; the records themselves are not touched.",
    ),
}

_REFUSED_FILES: Final = {
    Refusal.PDF: QT_TRANSLATE_NOOP(
        "Errors", "This is a PDF. Open it, copy its words and paste them here."
    ),
    Refusal.RTF: QT_TRANSLATE_NOOP(
        "Errors", "This is an RTF file. Save it as a Word file (.docx), or paste its words."
    ),
    Refusal.OLD_WORD: QT_TRANSLATE_NOOP(
        "Errors", "This is an old Office file. Save it there as a Word file (.docx) first."
    ),
    Refusal.OPEN_DOCUMENT: QT_TRANSLATE_NOOP(
        "Errors", "This is an OpenDocument file. Save it there as a Word file (.docx) first."
    ),
    Refusal.OTHER_OFFICE: QT_TRANSLATE_NOOP(
        "Errors", "This is a spreadsheet or a presentation. Copy its words and paste them here."
    ),
    Refusal.ARCHIVE: QT_TRANSLATE_NOOP(
        "Errors", "This is an archive. Unpack it and open the text inside."
    ),
    Refusal.PICTURE: QT_TRANSLATE_NOOP("Errors", "This is a picture. Type its words here."),
    Refusal.NO_TEXT_FILE: QT_TRANSLATE_NOOP(
        "Errors",
        "This is not plain text. Copy the words from the program it was made with and paste"
        " them here.",
    ),
    Refusal.ENCRYPTED: QT_TRANSLATE_NOOP(
        "Errors", "This file is locked with a password. Save it without one first."
    ),
    Refusal.MACROS: QT_TRANSLATE_NOOP(
        "Errors", "This Word file holds macros. Save it without them (.docx) first."
    ),
    Refusal.DAMAGED: QT_TRANSLATE_NOOP(
        "Errors",
        "This file is damaged. Open it elsewhere, and save it again or paste its words.",
    ),
    Refusal.TOO_LARGE: QT_TRANSLATE_NOOP("Errors", "This file is too large. Bring it in by parts."),
    Refusal.TOO_SLOW: QT_TRANSLATE_NOOP(
        "Errors", "Reading this file takes too long. Copy the words you need and paste them."
    ),
}

_REFUSED_PICTURES: Final = {
    PictureRefusal.OTHER_FORMAT: QT_TRANSLATE_NOOP(
        "Errors", "Only PNG and JPEG pictures can be printed. Save it as one of them first."
    ),
    PictureRefusal.DAMAGED: QT_TRANSLATE_NOOP(
        "Errors",
        "This picture is damaged, or only a part of it is there. Open it elsewhere and save"
        " it again.",
    ),
    PictureRefusal.TOO_LARGE: QT_TRANSLATE_NOOP(
        "Errors", "This picture is too large. Make it smaller in another program first."
    ),
}

_HINTS: Final = {
    Problem.REQUIRED: QT_TRANSLATE_NOOP("Errors", "Fill this in."),
    Problem.TOO_LONG: QT_TRANSLATE_NOOP("Errors", "Too long: shorten it."),
    Problem.NOT_UNDERSTOOD: QT_TRANSLATE_NOOP("Errors", "Write it another way."),
    Problem.IN_THE_PAST: QT_TRANSLATE_NOOP("Errors", "Choose a later day."),
    Problem.UNKNOWN_SERVICE: QT_TRANSLATE_NOOP("Errors", "Choose one of the clinic's services."),
    Problem.UNKNOWN_STAFF: QT_TRANSLATE_NOOP("Errors", "Choose somebody who works here."),
    Problem.UNKNOWN_CHOICE: QT_TRANSLATE_NOOP("Errors", "Choose one from the list."),
    Problem.NEEDS_A_REASON: QT_TRANSLATE_NOOP("Errors", "Choose the reason."),
    Problem.NEEDS_A_DAY: QT_TRANSLATE_NOOP(
        "Errors", "Say by when, or choose an outcome that closes it."
    ),
    Problem.STOP_PASSED_BY: QT_TRANSLATE_NOOP(
        "Errors", "An answer stopped this. Say why it is closed as routine all the same."
    ),
    Problem.NEEDS_A_REVIEWER: QT_TRANSLATE_NOOP("Errors", "Say who approves it."),
    Problem.NO_TEXT: QT_TRANSLATE_NOOP("Errors", "There is no text yet."),
    Problem.ALREADY_THERE: QT_TRANSLATE_NOOP("Errors", "This is there already."),
    Problem.OUT_OF_RANGE: QT_TRANSLATE_NOOP("Errors", "This figure cannot be right."),
    Problem.NOT_DESCRIBED: QT_TRANSLATE_NOOP(
        "Errors", "Say what the picture shows, for people who cannot see it."
    ),
    Problem.TOO_EASY: QT_TRANSLATE_NOOP(
        "Errors",
        "Too easy to guess: take at least {0} digits, or a passphrase of {1} letters or more.",
    ),
    Problem.MANAGER_FIRST: QT_TRANSLATE_NOOP(
        "Errors", "Give the manager a PIN first: somebody has to let the others in."
    ),
    Problem.PICTURE_GONE: QT_TRANSLATE_NOOP(
        "Errors", "This picture is no longer kept. Insert it again."
    ),
}

_REFUSED_TABLES: Final = {
    TableRefusal.OTHER_FORMAT: QT_TRANSLATE_NOOP(
        "Errors",
        "This is no table. Save it as a spreadsheet (XLSX), CSV or vCard, and open that.",
    ),
    TableRefusal.DAMAGED: QT_TRANSLATE_NOOP(
        "Errors",
        "The file is damaged. Open it in the program it comes from, and save it anew.",
    ),
    TableRefusal.TOO_LARGE: QT_TRANSLATE_NOOP(
        "Errors", "The file is too large. Cut it into several, or save it as CSV."
    ),
    TableRefusal.LOCKED: QT_TRANSLATE_NOOP(
        "Errors",
        "The file has a password. Open it in the program it comes from, and save it without.",
    ),
    TableRefusal.EMPTY: QT_TRANSLATE_NOOP("Errors", "There is nothing in this file."),
}

_DOES_NOT_FIT: Final = {
    HandoutKind.SHEET: QT_TRANSLATE_NOOP("Errors", "This text is too long."),
    HandoutKind.LEAFLET: QT_TRANSLATE_NOOP(
        "Errors",
        "This does not fit on a leaflet folded in three, which is made in standard print only."
        " Shorten the text or the note, or give the sheet.",
    ),
    HandoutKind.SUMMARY: QT_TRANSLATE_NOOP(
        "Errors",
        "This does not fit on a summary: it has both sides of one sheet."
        " Shorten the note, take a smaller print, or give the sheet.",
    ),
}


def sentence(error: DeskError) -> str:
    """Return what the user reads about ``error``, in their language."""
    if isinstance(error, StorageError):
        return storage_sentence(error.failure)
    if isinstance(error, RefusedFileError):
        return refused_file_sentence(error.refusal)
    if isinstance(error, RefusedTableError):
        return refused_table_sentence(error.refusal)
    if isinstance(error, RefusedPictureError):
        return refused_picture_sentence(error.refusal)
    if isinstance(error, DoesNotFitError):
        return does_not_fit_sentence(error.kind)
    if isinstance(error, TooSoonError):
        words = QCoreApplication.translate("Errors", "Too many wrong ones. Try again in {0} s.")
        return words.format(math.ceil(error.seconds))
    if type(error) is NotAllowedError:
        return not_allowed_sentence(str(error))
    if type(error) not in _ERRORS:
        return QCoreApplication.translate("Errors", "Look at the marked fields.")
    return _in_their_language(_ERRORS[type(error)])


def not_allowed_sentence(action: str) -> str:
    """Return who may do what somebody else's role may not."""
    if Role.PRACTITIONER in roles_for(action):
        return QCoreApplication.translate(
            "Errors", "Only a practitioner or the manager may do this."
        )
    return QCoreApplication.translate("Errors", "Only the manager may do this.")


def does_not_fit_sentence(kind: HandoutKind) -> str:
    """Return why these words are not made into that kind of handout, and what is."""
    return _in_their_language(_DOES_NOT_FIT[kind])


def secret_sentence(error: Exception) -> str:
    """Return why a passphrase or recovery code opened nothing.

    Raises:
        Exception: ``error``, when it is a mistake of ours.
    """
    if isinstance(error, WrongSecretError):
        return QCoreApplication.translate(
            "Errors", "This does not open the records. Look at it and try again."
        )
    if isinstance(error, NoCodeError):
        return QCoreApplication.translate("Errors", "A letter of the recovery code is mistyped.")
    if isinstance(error, DeskError):
        return sentence(error)
    raise error


def storage_sentence(failure: StorageFailure) -> str:
    """Return what the user reads when the database cannot be used."""
    return _in_their_language(_STORAGE[failure])


def refused_file_sentence(refusal: Refusal) -> str:
    """Return what the user reads when a file is not read."""
    return _in_their_language(_REFUSED_FILES[refusal])


def refused_picture_sentence(refusal: PictureRefusal) -> str:
    """Return what the user reads when a picture is not taken."""
    return _in_their_language(_REFUSED_PICTURES[refusal])


def hint(problem: Problem) -> str:
    """Return the words to show beside a field."""
    return _in_their_language(_HINTS[problem]).format(LEAST_PIN, LEAST_PASSPHRASE)


def refused_table_sentence(refusal: TableRefusal) -> str:
    """Return why a file with people or enquiries cannot be brought in."""
    return _in_their_language(_REFUSED_TABLES[refusal])


def _in_their_language(words: object) -> str:
    """Translate a marked literal, which Qt's types call an object."""
    return QCoreApplication.translate("Errors", str(words))
