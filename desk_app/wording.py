"""The words for every choice that users read, in one place. Enums in alphabetical order."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from db.domain.article import ArticleState
from db.domain.enquiry import About, Channel, ChoiceList, Outcome
from db.domain.follow_up import AttemptResult, DueGroup, VoicemailRule
from db.domain.handout import HandoutKind, Medium, Paper, TextSize
from db.domain.service import CardKind, ScreeningLevel, ScreeningReply
from db.domain.staff import Role
from db.queries.enquiry_log import Kept

# Not translated: each language by the name its own readers know it by.
_OWN_NAMES = {
    "en": "English",
    "es": "Español",
    "ar": "العربية",
    "de": "Deutsch",
    "fr": "Français",
    "it": "Italiano",
    "pl": "Polski",
    "pt": "Português",
    "ru": "Русский",
    "uk": "Українська",
    "vi": "Tiếng Việt",
}
LANGUAGES = tuple(_OWN_NAMES)


def about(value: About) -> str:
    """Return whom it is about, as the caller's own."""
    return {
        About.SELF: QCoreApplication.translate("Wording", "The caller"),
        About.CHILD: QCoreApplication.translate("Wording", "Their child"),
        About.PARTNER: QCoreApplication.translate("Wording", "Their partner"),
        About.PARENT: QCoreApplication.translate("Wording", "Their parent"),
        About.OTHER: QCoreApplication.translate("Wording", "Somebody else"),
    }[value]


def article_state(state: ArticleState) -> str:
    """Return where a version of an article stands, as part of a sentence."""
    return {
        ArticleState.DRAFT: QCoreApplication.translate("Wording", "draft"),
        ArticleState.IN_REVIEW: QCoreApplication.translate("Wording", "in review"),
        ArticleState.APPROVED: QCoreApplication.translate("Wording", "approved"),
        ArticleState.RETIRED: QCoreApplication.translate("Wording", "retired"),
    }[state]


def attempt_result(result: AttemptResult) -> str:
    """Return what came of a try, as part of a sentence."""
    return {
        AttemptResult.NO_ANSWER: QCoreApplication.translate("Wording", "no answer"),
        AttemptResult.LEFT_MESSAGE: QCoreApplication.translate("Wording", "left a message"),
        AttemptResult.SPOKE: QCoreApplication.translate("Wording", "spoke"),
        AttemptResult.WRONG_NUMBER: QCoreApplication.translate("Wording", "wrong number"),
        AttemptResult.NOTE: QCoreApplication.translate("Wording", "note"),
        AttemptResult.OVERRIDE: QCoreApplication.translate("Wording", "to be called all the same"),
    }[result]


def card_kind(kind: CardKind) -> str:
    """Return the heading over desk cards of this kind."""
    return {
        CardKind.SAY: QCoreApplication.translate("Wording", "Say"),
        CardKind.DO_NOT_SAY: QCoreApplication.translate("Wording", "Do not say"),
        CardKind.PASS_ON: QCoreApplication.translate("Wording", "Pass on"),
    }[kind]


def channel(value: Channel) -> str:
    """Return how an enquiry reached the desk."""
    return {
        Channel.PHONE: QCoreApplication.translate("Wording", "Phone call"),
        Channel.WALK_IN: QCoreApplication.translate("Wording", "Walk-in"),
        Channel.VOICEMAIL: QCoreApplication.translate("Wording", "Voicemail"),
        Channel.EMAIL: QCoreApplication.translate("Wording", "E-mail"),
        Channel.WEB: QCoreApplication.translate("Wording", "Web form"),
        Channel.REFERRAL: QCoreApplication.translate("Wording", "Referral"),
    }[value]


def channel_icon(value: Channel) -> str:
    """Return the name of the icon of a channel."""
    return {
        Channel.PHONE: "phone",
        Channel.WALK_IN: "walk-in",
        Channel.VOICEMAIL: "voicemail",
        Channel.EMAIL: "mail",
        Channel.WEB: "web",
        Channel.REFERRAL: "letter",
    }[value]


def choice_list(which: ChoiceList) -> str:
    """Return the title of a list that the clinic words for itself."""
    return {
        ChoiceList.HEARD: QCoreApplication.translate("Wording", "How they heard of us"),
        ChoiceList.LOST_REASON: QCoreApplication.translate("Wording", "Why an enquiry was lost"),
        ChoiceList.BODY_AREA: QCoreApplication.translate("Wording", "Body areas"),
        ChoiceList.SNIPPET: QCoreApplication.translate("Wording", "Ready texts"),
        ChoiceList.OWN_WORD: QCoreApplication.translate("Wording", "Our own words"),
    }[which]


def due_group(group: DueGroup) -> str:
    """Return a heading of the follow-up list."""
    return {
        DueGroup.NO_NEXT_STEP: QCoreApplication.translate("Wording", "No next step"),
        DueGroup.OVERDUE: QCoreApplication.translate("Wording", "Overdue"),
        DueGroup.TODAY: QCoreApplication.translate("Wording", "Today"),
        DueGroup.THIS_WEEK: QCoreApplication.translate("Wording", "This week"),
        DueGroup.LATER: QCoreApplication.translate("Wording", "Later"),
    }[group]


def kept(value: Kept) -> str:
    """Return what became of a promise."""
    return {
        Kept.IN_TIME: QCoreApplication.translate("Wording", "Kept in time"),
        Kept.LATE: QCoreApplication.translate("Wording", "Kept late"),
        Kept.WAITING: QCoreApplication.translate("Wording", "Not tried yet"),
        Kept.TRIED: QCoreApplication.translate("Wording", "Tried to call back"),
    }[value]


def language_name(tag: str) -> str:
    """Return a language in its own words, as its readers look for it."""
    return _OWN_NAMES.get(tag.partition("-")[0].lower(), tag)


def handout_kind(kind: HandoutKind) -> str:
    """Return what is made of an article."""
    return {
        HandoutKind.SHEET: QCoreApplication.translate("Wording", "Sheet"),
        HandoutKind.LEAFLET: QCoreApplication.translate("Wording", "Leaflet"),
        HandoutKind.SUMMARY: QCoreApplication.translate("Wording", "Summary"),
    }[kind]


def medium(value: Medium) -> str:
    """Return how a handout left the desk, as part of a sentence."""
    return {
        Medium.PRINTED: QCoreApplication.translate("Wording", "printed"),
        Medium.SAVED: QCoreApplication.translate("Wording", "saved as PDF"),
    }[value]


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


def paper(value: Paper) -> str:
    """Return a size of paper."""
    return {
        Paper.LETTER: QCoreApplication.translate("Wording", "Letter"),
        Paper.A4: QCoreApplication.translate("Wording", "A4"),
    }[value]


def role(value: Role) -> str:
    """Return what somebody does at the clinic."""
    return {
        Role.RECEPTIONIST: QCoreApplication.translate("Wording", "Receptionist"),
        Role.PRACTITIONER: QCoreApplication.translate("Wording", "Practitioner"),
        Role.MANAGER: QCoreApplication.translate("Wording", "Manager"),
    }[value]


def screening_level(level: ScreeningLevel) -> str:
    """Return what a yes to a question means."""
    return {
        ScreeningLevel.EMERGENCY: QCoreApplication.translate("Wording", "Emergency"),
        ScreeningLevel.URGENT: QCoreApplication.translate("Wording", "Urgent, today"),
        ScreeningLevel.TELL_PRACTITIONER: QCoreApplication.translate(
            "Wording", "Tell the practitioner"
        ),
    }[level]


def screening_reply(reply: ScreeningReply) -> str:
    """Return what was answered, as part of a sentence."""
    return {
        ScreeningReply.YES: QCoreApplication.translate("Wording", "yes"),
        ScreeningReply.NO: QCoreApplication.translate("Wording", "no"),
        ScreeningReply.NOT_ASKED: QCoreApplication.translate("Wording", "not asked"),
    }[reply]


def text_size(size: TextSize) -> str:
    """Return how large the print is, as part of a sentence."""
    return {
        TextSize.STANDARD: QCoreApplication.translate("Wording", "standard print"),
        TextSize.LARGE: QCoreApplication.translate("Wording", "large print"),
        TextSize.LARGER: QCoreApplication.translate("Wording", "larger print"),
    }[size]


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
