"""What the desk cards of other services say to a caller's own words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.domain.words import index_words
from db.models.service import Service
from db.queries.desk_texts import CardRow, every_desk_card
from db.queries.passages import asked_words, marks_in, score, telling_weights

_MOST_CARDS = 3
_FEW_CARDS = 20
_TENTH = 10  # a word that more cards hold than one in ten says little about any of them


@dataclass(frozen=True, slots=True)
class CardPassage:
    """A card that holds some of the words.

    Attributes:
        service: its name.
        marks: ``(start, end)`` of the words in the card's text.
    """

    row: CardRow
    service: str
    marks: tuple[tuple[int, int], ...]


def cards_about(
    session: Session, *, typed: str, service_id: int | None, today: dt.date
) -> list[CardPassage]:
    """Return the cards of other services that fit best, the best first.

    The cards of the chosen service, and those for all, stand beside the card anyway.
    """
    words = asked_words(typed)
    if not words:
        return []
    rows = [
        row
        for row in every_desk_card(session, today=today)
        if row.service_id is not None and row.service_id != service_id
    ]
    held = {row.card_id: index_words(row.text) for row in rows}
    holders = {
        word: [card for card, own in held.items() if any(w.startswith(word) for w in own)]
        for word in words
    }
    rare = {
        word: own
        for word, own in holders.items()
        if len(rows) < _FEW_CARDS or len(own) * _TENTH <= len(rows)
    }
    weights = telling_weights(rare, len(rows))
    scored = sorted(((score(row.text, weights), row) for row in rows), key=_telling, reverse=True)
    enough = scored[0][0] / 2 if scored else 0.0
    best = [row for telling, row in scored[:_MOST_CARDS] if telling > 0 and telling >= enough]
    names = {row.id: row.name for row in session.execute(select(Service.id, Service.name))}
    return [
        CardPassage(row, names.get(row.service_id, ""), marks_in(row.text, weights)) for row in best
    ]


def _telling(pair: tuple[float, CardRow]) -> float:
    return pair[0]
