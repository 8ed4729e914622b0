"""The words for every choice that users read, in one place. Enums in alphabetical order."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from db.domain.enquiry import Outcome
from db.domain.follow_up import AttemptResult, DueGroup, VoicemailRule


def attempt_result(result: AttemptResult) -> str:
    """Return what came of a try, as part of a sentence."""
    return {
        AttemptResult.NO_ANSWER: QCoreApplication.translate("Wording", "no answer"),
        AttemptResult.LEFT_MESSAGE: QCoreApplication.translate("Wording", "left a message"),
        AttemptResult.SPOKE: QCoreApplication.translate("Wording", "spoke"),
        AttemptResult.WRONG_NUMBER: QCoreApplication.translate("Wording", "wrong number"),
        AttemptResult.NOTE: QCoreApplication.translate("Wording", "note"),
    }[result]


def due_group(group: DueGroup) -> str:
    """Return a heading of the follow-up list."""
    return {
        DueGroup.NO_NEXT_STEP: QCoreApplication.translate("Wording", "No next step"),
        DueGroup.OVERDUE: QCoreApplication.translate("Wording", "Overdue"),
        DueGroup.TODAY: QCoreApplication.translate("Wording", "Today"),
        DueGroup.THIS_WEEK: QCoreApplication.translate("Wording", "This week"),
        DueGroup.LATER: QCoreApplication.translate("Wording", "Later"),
    }[group]


def outcome(value: Outcome) -> str:
    """Return how a conversation ended."""
    return {
        Outcome.BOOKED: QCoreApplication.translate("Wording", "Booked"),
        Outcome.CALL_BACK: QCoreApplication.translate("Wording", "Call back"),
        Outcome.QUESTION_TO_PRACTITIONER: QCoreApplication.translate(
            "Wording", "Question to a practitioner"
        ),
        Outcome.INFORMATION_GIVEN: QCoreApplication.translate("Wording", "Information given"),
        Outcome.WAITING_FOR_SLOT: QCoreApplication.translate("Wording", "Waiting for a slot"),
        Outcome.NOT_SUITABLE: QCoreApplication.translate("Wording", "Not suitable, referred on"),
        Outcome.EMERGENCY_HANDED_OVER: QCoreApplication.translate(
            "Wording", "Emergency handed over"
        ),
        Outcome.WRONG_NUMBER: QCoreApplication.translate("Wording", "Wrong number or sales call"),
        Outcome.LOST: QCoreApplication.translate("Wording", "Lost"),
    }[value]


def voicemail_rule(rule: VoicemailRule) -> str:
    """Return what may be said to a machine."""
    return {
        VoicemailRule.UNKNOWN: QCoreApplication.translate(
            "Wording", "Nobody has asked about messages: leave the clinic's name and number only"
        ),
        VoicemailRule.NO_MESSAGE: QCoreApplication.translate("Wording", "Leave no message"),
        VoicemailRule.NAME_AND_NUMBER: QCoreApplication.translate(
            "Wording", "Leave the clinic's name and number only"
        ),
        VoicemailRule.MAY_MENTION_APPOINTMENT: QCoreApplication.translate(
            "Wording", "A message may mention an appointment"
        ),
    }[rule]
