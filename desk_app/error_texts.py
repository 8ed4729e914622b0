"""The sentence for each failure: what happened, and what to do about it."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

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
    translate = {
        StaleEditError: QCoreApplication.translate(
            "Errors", "Somebody changed this while you had it open. Here it is as it stands now."
        ),
        NotFoundError: QCoreApplication.translate("Errors", "This was removed at another desk."),
        NotSignedInError: QCoreApplication.translate(
            "Errors", "Sign in first. What you typed is kept."
        ),
        LockedOutError: QCoreApplication.translate(
            "Errors",
            "Too many wrong ones. A manager lets you try again: Settings, Staff.",
        ),
        LastManagerError: QCoreApplication.translate(
            "Errors",
            "Only this manager can sign in, and without one nobody could let anybody else in. "
            "Give another manager a PIN first.",
        ),
        NotPossibleError: QCoreApplication.translate(
            "Errors", "This step is not possible any more. Look at it as it stands now."
        ),
        DoNotContactError: QCoreApplication.translate(
            "Errors",
            "They do not want to be contacted. In the follow-up list C asks for the reason "
            "to call all the same.",
        ),
        MergedAgainError: QCoreApplication.translate(
            "Errors",
            "This entry was merged once more since. Take that merge apart first, then this one.",
        ),
        MergedError: QCoreApplication.translate(
            "Errors",
            "This entry was merged into another. Open that one; it can be taken apart there.",
        ),
        LastSlotError: QCoreApplication.translate(
            "Errors",
            "This is the last way to open the records on another computer, so it stays. "
            "Set a passphrase or make a recovery code first.",
        ),
        NoPrinterError: QCoreApplication.translate(
            "Errors", "No printer found. Save as PDF instead, or set up a printer on this computer."
        ),
        NothingToSumUpError: QCoreApplication.translate(
            "Errors",
            "There is nothing to put in a summary: the article has no key point, no steps and no"
            " “when to call us”. Give the whole sheet, or mark its main points in Articles.",
        ),
        TextTooLongError: QCoreApplication.translate(
            "Errors", "This text is too long. Shorten it."
        ),
    }
    return translate.get(
        type(error), QCoreApplication.translate("Errors", "Look at the marked fields.")
    )


def not_allowed_sentence(action: str) -> str:
    """Return who may do what somebody else's role may not."""
    if Role.PRACTITIONER in roles_for(action):
        return QCoreApplication.translate(
            "Errors", "Only a practitioner or the manager may do this."
        )
    return QCoreApplication.translate("Errors", "Only the manager may do this.")


def does_not_fit_sentence(kind: HandoutKind) -> str:
    """Return why these words are not made into that kind of handout, and what is."""
    return {
        HandoutKind.SHEET: QCoreApplication.translate("Errors", "This text is too long."),
        HandoutKind.LEAFLET: QCoreApplication.translate(
            "Errors",
            "This does not fit on a leaflet folded in three, which is made in standard print only."
            " Shorten the text or the note, or give the sheet.",
        ),
        HandoutKind.SUMMARY: QCoreApplication.translate(
            "Errors",
            "This does not fit on a summary: it has both sides of one sheet."
            " Shorten the note, take a smaller print, or give the sheet.",
        ),
    }[kind]


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
    return {
        StorageFailure.BUSY_OR_AWAY: QCoreApplication.translate(
            "Errors", "The database does not answer. What you typed is kept; try again."
        ),
        StorageFailure.CANNOT_WRITE: QCoreApplication.translate(
            "Errors",
            "The database cannot be written. Check that its folder is there and may be changed.",
        ),
        StorageFailure.DISK_FULL: QCoreApplication.translate(
            "Errors", "The disk is full. Free some space, then try again; what you typed is kept."
        ),
        StorageFailure.DAMAGED: QCoreApplication.translate(
            "Errors", "The database is damaged. Do not go on with it: restore the last backup."
        ),
        StorageFailure.MISSING: QCoreApplication.translate(
            "Errors",
            "The database is gone from where it was. Bring it back there, or restore a backup.",
        ),
        StorageFailure.REPLACED: QCoreApplication.translate(
            "Errors",
            "Another file stands where the database was. Copy what is typed here, close the "
            "program and start it again.",
        ),
        StorageFailure.ON_NETWORK: QCoreApplication.translate(
            "Errors",
            "This file is on another computer's disk, where two desks can damage it unseen. Move "
            "it to this computer; for several desks use a PostgreSQL server.",
        ),
        StorageFailure.IN_SYNC_FOLDER: QCoreApplication.translate(
            "Errors",
            "This file is in a folder that is copied to the internet or other computers while it "
            "changes, which damages it. Move it out of there; backups may go there.",
        ),
        StorageFailure.EMPTY: QCoreApplication.translate(
            "Errors",
            "The database file is empty, so something went wrong with it. Restore the last backup.",
        ),
        StorageFailure.FOREIGN: QCoreApplication.translate(
            "Errors", "This file belongs to another program. Choose another place."
        ),
        StorageFailure.NEWER_VERSION: QCoreApplication.translate(
            "Errors",
            "A newer version of this program has used the database. "
            "Update the program on this computer; nothing was changed.",
        ),
        StorageFailure.IN_USE: QCoreApplication.translate(
            "Errors", "Another program holds the database. Close it, then try again."
        ),
        StorageFailure.NOT_SECURE: QCoreApplication.translate(
            "Errors",
            "The server did not prove who it is, so nothing was sent to it. Ask whoever looks "
            "after it for its root certificate, or to say in the address how to connect.",
        ),
        StorageFailure.OPEN_IN_ANOTHER_WINDOW: QCoreApplication.translate(
            "Errors", "This clinic is open in another window of yours. Go on there."
        ),
        StorageFailure.NOT_A_FILE: QCoreApplication.translate(
            "Errors", "A server keeps its own backups: ask whoever looks after it."
        ),
        StorageFailure.LOCKED: QCoreApplication.translate(
            "Errors", "The database is encrypted. Its passphrase or recovery code opens it."
        ),
        StorageFailure.KEYS_MISSING: QCoreApplication.translate(
            "Errors",
            "The file with the key slots (its name ends in .keys) is missing beside the database. "
            "Bring it back, or copy the one that stands beside a backup.",
        ),
        StorageFailure.KEYS_DAMAGED: QCoreApplication.translate(
            "Errors",
            "The file with the key slots (its name ends in .keys) is damaged. Put the one that "
            "stands beside a backup in its place; the records themselves are not touched.",
        ),
    }[failure]


def refused_file_sentence(refusal: Refusal) -> str:
    """Return what the user reads when a file is not read."""
    return {
        Refusal.PDF: QCoreApplication.translate(
            "Errors", "This is a PDF. Open it, copy its words and paste them here."
        ),
        Refusal.RTF: QCoreApplication.translate(
            "Errors", "This is an RTF file. Save it as a Word file (.docx), or paste its words."
        ),
        Refusal.OLD_WORD: QCoreApplication.translate(
            "Errors", "This is an old Office file. Save it there as a Word file (.docx) first."
        ),
        Refusal.OPEN_DOCUMENT: QCoreApplication.translate(
            "Errors", "This is an OpenDocument file. Save it there as a Word file (.docx) first."
        ),
        Refusal.OTHER_OFFICE: QCoreApplication.translate(
            "Errors", "This is a spreadsheet or a presentation. Copy its words and paste them here."
        ),
        Refusal.ARCHIVE: QCoreApplication.translate(
            "Errors", "This is an archive. Unpack it and open the text inside."
        ),
        Refusal.PICTURE: QCoreApplication.translate(
            "Errors", "This is a picture. Type its words here."
        ),
        Refusal.NO_TEXT_FILE: QCoreApplication.translate(
            "Errors",
            "This is not plain text. Copy the words from the program it was made with and paste"
            " them here.",
        ),
        Refusal.ENCRYPTED: QCoreApplication.translate(
            "Errors", "This file is locked with a password. Save it without one first."
        ),
        Refusal.MACROS: QCoreApplication.translate(
            "Errors", "This Word file holds macros. Save it without them (.docx) first."
        ),
        Refusal.DAMAGED: QCoreApplication.translate(
            "Errors",
            "This file is damaged. Open it elsewhere, and save it again or paste its words.",
        ),
        Refusal.TOO_LARGE: QCoreApplication.translate(
            "Errors", "This file is too large. Bring it in by parts."
        ),
        Refusal.TOO_SLOW: QCoreApplication.translate(
            "Errors", "Reading this file takes too long. Copy the words you need and paste them."
        ),
    }[refusal]


def refused_picture_sentence(refusal: PictureRefusal) -> str:
    """Return what the user reads when a picture is not taken."""
    return {
        PictureRefusal.OTHER_FORMAT: QCoreApplication.translate(
            "Errors", "Only PNG and JPEG pictures can be printed. Save it as one of them first."
        ),
        PictureRefusal.DAMAGED: QCoreApplication.translate(
            "Errors",
            "This picture is damaged, or only a part of it is there. Open it elsewhere and save"
            " it again.",
        ),
        PictureRefusal.TOO_LARGE: QCoreApplication.translate(
            "Errors", "This picture is too large. Make it smaller in another program first."
        ),
    }[refusal]


def hint(problem: Problem) -> str:
    """Return the words to show beside a field."""
    return {
        Problem.REQUIRED: QCoreApplication.translate("Errors", "Fill this in."),
        Problem.TOO_LONG: QCoreApplication.translate("Errors", "Too long: shorten it."),
        Problem.NOT_UNDERSTOOD: QCoreApplication.translate("Errors", "Write it another way."),
        Problem.IN_THE_PAST: QCoreApplication.translate("Errors", "Choose a later day."),
        Problem.UNKNOWN_SERVICE: QCoreApplication.translate(
            "Errors", "Choose one of the clinic's services."
        ),
        Problem.UNKNOWN_STAFF: QCoreApplication.translate(
            "Errors", "Choose somebody who works here."
        ),
        Problem.UNKNOWN_CHOICE: QCoreApplication.translate("Errors", "Choose one from the list."),
        Problem.NEEDS_A_REASON: QCoreApplication.translate("Errors", "Choose the reason."),
        Problem.NEEDS_A_DAY: QCoreApplication.translate(
            "Errors", "Say by when, or choose an outcome that closes it."
        ),
        Problem.STOP_PASSED_BY: QCoreApplication.translate(
            "Errors", "An answer stopped this. Say why it is closed as routine all the same."
        ),
        Problem.NEEDS_A_REVIEWER: QCoreApplication.translate("Errors", "Say who approves it."),
        Problem.NO_TEXT: QCoreApplication.translate("Errors", "There is no text yet."),
        Problem.ALREADY_THERE: QCoreApplication.translate("Errors", "This is there already."),
        Problem.OUT_OF_RANGE: QCoreApplication.translate("Errors", "This figure cannot be right."),
        Problem.NOT_DESCRIBED: QCoreApplication.translate(
            "Errors", "Say what the picture shows, for people who cannot see it."
        ),
        Problem.TOO_EASY: QCoreApplication.translate(
            "Errors",
            "Too easy to guess: take at least {0} digits, or a passphrase of {1} letters or more.",
        ).format(LEAST_PIN, LEAST_PASSPHRASE),
        Problem.MANAGER_FIRST: QCoreApplication.translate(
            "Errors", "Give the manager a PIN first: somebody has to let the others in."
        ),
        Problem.PICTURE_GONE: QCoreApplication.translate(
            "Errors", "This picture is no longer kept. Insert it again."
        ),
    }[problem]


def refused_table_sentence(refusal: TableRefusal) -> str:
    """Return why a file with people or enquiries cannot be brought in."""
    return {
        TableRefusal.OTHER_FORMAT: QCoreApplication.translate(
            "Errors",
            "This is no table. Save it as a spreadsheet (XLSX), CSV or vCard, and open that.",
        ),
        TableRefusal.DAMAGED: QCoreApplication.translate(
            "Errors",
            "The file is damaged. Open it in the program it comes from, and save it anew.",
        ),
        TableRefusal.TOO_LARGE: QCoreApplication.translate(
            "Errors", "The file is too large. Cut it into several, or save it as CSV."
        ),
        TableRefusal.LOCKED: QCoreApplication.translate(
            "Errors",
            "The file has a password. Open it in the program it comes from, and save it without.",
        ),
        TableRefusal.EMPTY: QCoreApplication.translate("Errors", "There is nothing in this file."),
    }[refusal]
