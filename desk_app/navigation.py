"""Where a screen asks to go. Screens do not know each other; the main window answers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who is to be given something."""

    name: str = ""
    enquiry_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class HandoutWish:
    """Somebody is to be given a handout; what is known of it so far.

    Attributes:
        people: several at once, each of whom is given a sheet of their own.
    """

    enquiry_id: int | None = None
    service_id: int | None = None
    article_id: int | None = None
    recipient_name: str = ""
    people: tuple[Recipient, ...] = ()


class Navigation(QObject):
    """One instance, made by the composition root.

    Signals:
        enquiry_wanted: the id of an enquiry to open.
        person_wanted: the id of a person to open.
        article_wanted: the id of an article to open.
        handout_wanted: a HandoutWish.
        given_handout_wanted: the id of the record of a handout, to see and print it again.
        call_card_wanted: the HeardCall a card is to be opened for.
        open_card_wanted: the public id of a card that waits at this desk.
        call_wanted: a number to call; the program offers to dial it.
        log_wanted: the LogFilter of the enquiries to list.
        page_wanted: the key of a page of the main window.
        audit_wanted: the id of a person whose audit is to be shown; None for everybody's.
    """

    enquiry_wanted = Signal(object)
    person_wanted = Signal(object)
    article_wanted = Signal(object)
    handout_wanted = Signal(object)
    given_handout_wanted = Signal(object)
    call_card_wanted = Signal(object)
    open_card_wanted = Signal(object)
    call_wanted = Signal(object)
    log_wanted = Signal(object)
    page_wanted = Signal(object)
    audit_wanted = Signal(object)
