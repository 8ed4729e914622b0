"""The words for what stands in the audit."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from db.queries.audit import AuditRow

_CONTEXT = "Audit"

# action -> what was done; ``{0}`` is the record.
_DEEDS = {
    "view": QT_TRANSLATE_NOOP("Audit", "opened {0}"),
    "print": QT_TRANSLATE_NOOP("Audit", "printed"),
    "export": QT_TRANSLATE_NOOP("Audit", "took data out"),
    "back_up": QT_TRANSLATE_NOOP("Audit", "made a backup"),
    "copy_out": QT_TRANSLATE_NOOP("Audit", "took a copy of the records out"),
    "keep_log_views": QT_TRANSLATE_NOOP("Audit", "kept views of the log"),
    "export_all": QT_TRANSLATE_NOOP("Audit", "took data out"),
    "change_keys": QT_TRANSLATE_NOOP("Audit", "changed what opens the records"),
    "restore": QT_TRANSLATE_NOOP("Audit", "put a backup in the place of the records"),
    "verify": QT_TRANSLATE_NOOP("Audit", "looked the audit over"),
    "refused": QT_TRANSLATE_NOOP("Audit", "was refused"),
    "sign_in": QT_TRANSLATE_NOOP("Audit", "signed in"),
    "sign_in_failed": QT_TRANSLATE_NOOP("Audit", "failed to sign in"),
    "sign_out": QT_TRANSLATE_NOOP("Audit", "signed out"),
    "lock": QT_TRANSLATE_NOOP("Audit", "locked the desk"),
    "take_seat": QT_TRANSLATE_NOOP("Audit", "took the seat"),
    "log_enquiry": QT_TRANSLATE_NOOP("Audit", "logged {0}"),
    "record_attempt": QT_TRANSLATE_NOOP("Audit", "noted a try on {0}"),
    "record_first_attempt": QT_TRANSLATE_NOOP("Audit", "noted a first try on {0}"),
    "record_call": QT_TRANSLATE_NOOP("Audit", "wrote down {0}"),
    "record_handout": QT_TRANSLATE_NOOP("Audit", "gave {0}"),
    "keep_printed_list": QT_TRANSLATE_NOOP("Audit", "made {0}"),
    "take_over": QT_TRANSLATE_NOOP("Audit", "noted who took over {0}"),
    "merge_people": QT_TRANSLATE_NOOP("Audit", "merged two people"),
    "unmerge_people": QT_TRANSLATE_NOOP("Audit", "took a merge apart"),
    "tell_apart": QT_TRANSLATE_NOOP("Audit", "told two people apart"),
    "set_do_not_contact": QT_TRANSLATE_NOOP("Audit", "changed do-not-contact of {0}"),
    "erase_person": QT_TRANSLATE_NOOP("Audit", "erased {0}"),
    "erase_again": QT_TRANSLATE_NOOP("Audit", "erased again whom a restore had brought back"),
    "forget_enquiries": QT_TRANSLATE_NOOP("Audit", "made old enquiries anonymous"),
    "forget_by_the_clock": QT_TRANSLATE_NOOP("Audit", "made old enquiries anonymous, by itself"),
    "hand_out_copy": QT_TRANSLATE_NOOP("Audit", "made a copy of all about {0}"),
    "give_consent": QT_TRANSLATE_NOOP("Audit", "wrote down the consent of {0}"),
    "reset_secret": QT_TRANSLATE_NOOP("Audit", "set a forgotten PIN of {0} anew, as the owner"),
    "set_secret": QT_TRANSLATE_NOOP("Audit", "set a PIN or passphrase of {0}"),
}

# How the names of all other commands begin.
_VERBS = {
    "add": QT_TRANSLATE_NOOP("Audit", "added {0}"),
    "answer": QT_TRANSLATE_NOOP("Audit", "answered a question on {0}"),
    "ask": QT_TRANSLATE_NOOP("Audit", "asked a practitioner on {0}"),
    "begin": QT_TRANSLATE_NOOP("Audit", "began {0}"),
    "bin": QT_TRANSLATE_NOOP("Audit", "put {0} in the bin or took it out"),
    "change": QT_TRANSLATE_NOOP("Audit", "changed {0}"),
    "close": QT_TRANSLATE_NOOP("Audit", "closed {0}"),
    "continue": QT_TRANSLATE_NOOP("Audit", "went on with {0}"),
    "dismiss": QT_TRANSLATE_NOOP("Audit", "set {0} aside"),
    "finish": QT_TRANSLATE_NOOP("Audit", "finished {0}"),
    "keep": QT_TRANSLATE_NOOP("Audit", "kept {0}"),
    "link": QT_TRANSLATE_NOOP("Audit", "linked {0}"),
    "move": QT_TRANSLATE_NOOP("Audit", "moved {0}"),
    "order": QT_TRANSLATE_NOOP("Audit", "put {0} in another order"),
    "remove": QT_TRANSLATE_NOOP("Audit", "removed {0}"),
    "reopen": QT_TRANSLATE_NOOP("Audit", "opened {0} again"),
    "resolve": QT_TRANSLATE_NOOP("Audit", "settled {0}"),
    "save": QT_TRANSLATE_NOOP("Audit", "saved {0}"),
    "set": QT_TRANSLATE_NOOP("Audit", "changed {0}"),
    "stop": QT_TRANSLATE_NOOP("Audit", "stopped something about {0}"),
    "take": QT_TRANSLATE_NOOP("Audit", "took something back on {0}"),
    "undo": QT_TRANSLATE_NOOP("Audit", "took back {0}"),
    "unlock": QT_TRANSLATE_NOOP("Audit", "unlocked {0}"),
    "use": QT_TRANSLATE_NOOP("Audit", "used a word of the clinic in {0}"),
    "withdraw": QT_TRANSLATE_NOOP("Audit", "withdrew {0}"),
}

_SUBJECTS = {
    "call": QT_TRANSLATE_NOOP("Audit", "a call"),
    "enquiry": QT_TRANSLATE_NOOP("Audit", "an enquiry"),
    "follow_up": QT_TRANSLATE_NOOP("Audit", "a promise"),
    "person": QT_TRANSLATE_NOOP("Audit", "a person"),
    "person_merge": QT_TRANSLATE_NOOP("Audit", "a merge"),
    "import_run": QT_TRANSLATE_NOOP("Audit", "an import"),
    "service": QT_TRANSLATE_NOOP("Audit", "a service"),
    "desk_card": QT_TRANSLATE_NOOP("Audit", "a desk card"),
    "screening_question": QT_TRANSLATE_NOOP("Audit", "a safety question"),
    "article": QT_TRANSLATE_NOOP("Audit", "an article"),
    "article_version": QT_TRANSLATE_NOOP("Audit", "a version of an article"),
    "article_comment": QT_TRANSLATE_NOOP("Audit", "a comment on an article"),
    "handout_record": QT_TRANSLATE_NOOP("Audit", "a handout"),
    "printed_list": QT_TRANSLATE_NOOP("Audit", "a printed list"),
    "picture": QT_TRANSLATE_NOOP("Audit", "a picture"),
    "staff": QT_TRANSLATE_NOOP("Audit", "somebody of the staff"),
    "setting": QT_TRANSLATE_NOOP("Audit", "the clinic's settings"),
    "opening_period": QT_TRANSLATE_NOOP("Audit", "the opening hours"),
    "choice": QT_TRANSLATE_NOOP("Audit", "one of the clinic's lists"),
    "desk": QT_TRANSLATE_NOOP("Audit", "the desk"),
}

# Words of ours that say more of a deed.
_DETAILS = {
    "asked": QT_TRANSLATE_NOOP("Audit", "asked for"),
    "changed": QT_TRANSLATE_NOOP("Audit", "by itself, after changes"),
    "closed": QT_TRANSLATE_NOOP("Audit", "by itself, at the end"),
    "before-merge": QT_TRANSLATE_NOOP("Audit", "by itself, before a merge"),
    "before-erase": QT_TRANSLATE_NOOP("Audit", "by itself, before an erasure"),
    "before-import": QT_TRANSLATE_NOOP("Audit", "by itself, before an import"),
    "before-update": QT_TRANSLATE_NOOP("Audit", "by itself, before an update"),
    "file": QT_TRANSLATE_NOOP("Audit", "to a file"),
    "everything": QT_TRANSLATE_NOOP("Audit", "everything, to a file"),
    "owner": QT_TRANSLATE_NOOP("Audit", "with what opens the records"),
    "second place": QT_TRANSLATE_NOOP("Audit", "to the second place"),
    "passphrase": QT_TRANSLATE_NOOP("Audit", "the passphrase"),
    "recovery": QT_TRANSLATE_NOOP("Audit", "the recovery code"),
    "keychain": QT_TRANSLATE_NOOP("Audit", "the keychain of a computer"),
    "removed": QT_TRANSLATE_NOOP("Audit", "one way in was removed"),
    "encrypt": QT_TRANSLATE_NOOP("Audit", "the file was encrypted"),
    "copied": QT_TRANSLATE_NOOP("Audit", "rows of the log, copied"),
    "found": QT_TRANSLATE_NOOP("Audit", "what a search found"),
    "report": QT_TRANSLATE_NOOP("Audit", "a report"),
    "own copy": QT_TRANSLATE_NOOP("Audit", "a person's own copy"),
    "articles": QT_TRANSLATE_NOOP("Audit", "the list of articles"),
    "follow-ups": QT_TRANSLATE_NOOP("Audit", "the list of follow-ups"),
    "audit": QT_TRANSLATE_NOOP("Audit", "the audit"),
}


def deed(row: AuditRow) -> str:
    """Return what was done, as the end of a sentence that begins with who did it."""
    words = _DEEDS.get(row.action) or _VERBS.get(row.action.partition("_")[0])
    return _tr(words).format(record(row)) if words else row.action.replace("_", " ")


def is_known(action: str) -> bool:
    """Whether there are words for an action."""
    return action in _DEEDS or action.partition("_")[0] in _VERBS


def record(row: AuditRow) -> str:
    """Return what it was done to: a person's name, or what kind of thing, with its number."""
    if row.about:
        return row.about
    words = _SUBJECTS.get(row.subject)
    name = _tr(words) if words else row.subject.replace("_", " ")
    return f"{name} ({row.subject_id})" if row.subject in ("enquiry", "person") else name


def details(row: AuditRow) -> str:
    """Return the names of what was changed, or what else is known of the deed."""
    told = (_DETAILS.get(field) for field in row.fields)
    return ", ".join(
        _tr(words) if words else field.replace("_", " ")
        for words, field in zip(told, row.fields, strict=True)
    )


def _tr(words: Any) -> str:
    return QCoreApplication.translate(_CONTEXT, words)
