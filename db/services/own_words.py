"""The clinic's own words, which no dictionary knows and which are right all the same."""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.domain.changes import Change, Topic
from db.domain.enquiry import ChoiceList
from db.domain.staff import Actor
from db.models.clinic import Choice
from db.services.gate import command
from db.services.records import Cleaner

_LONGEST = 100


@command("choice")
def use_own_word(
    session: Session, *, actor: Actor, at: dt.datetime, word: str, used: bool = True
) -> Change:
    """Take a word into the clinic's list, or out of it: each undoes the other.

    Raises:
        ValidationError: field ``word`` is empty or too long.
    """
    cleaner = Cleaner()
    label = cleaner.line("word", word, _LONGEST, required=True)
    cleaner.check()
    listed = select(Choice).where(Choice.list == ChoiceList.OWN_WORD)
    choice = session.scalar(listed.where(Choice.label == label).order_by(Choice.id).limit(1))
    if choice is None and used:
        last = select(func.max(Choice.position)).where(Choice.list == ChoiceList.OWN_WORD)
        position = 1 + (session.scalar(last) or 0)
        # Two desks may take in the same word at once: a key of its own for either.
        key = uuid.uuid4().hex
        session.add(Choice(list=ChoiceList.OWN_WORD, key=key, label=label, position=position))
    elif choice is not None:
        choice.active = used
    session.flush()
    return Change(0, 0, frozenset({Topic.CLINIC}))
