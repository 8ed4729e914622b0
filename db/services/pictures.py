"""Commands on the clinic's pictures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Final

from sqlalchemy import Text, cast, delete, exists, select
from sqlalchemy.orm import Session

from db.domain.article import ArticleText
from db.domain.changes import Change
from db.domain.errors import Problem, ValidationError
from db.domain.picture import Picture
from db.domain.staff import Actor
from db.models.article import ArticleVersion
from db.models.clinic import Setting
from db.models.handout import HandoutRecord
from db.models.picture import StoredPicture
from db.services.gate import command

# A window may stay open for days with words that are not saved yet.
_KEPT_UNUSED: Final = dt.timedelta(days=30)
# A picture is scaled before it comes here; nothing of this size was.
_MOST_BYTES: Final = 8_000_000


@command("picture")
def keep_picture(session: Session, *, actor: Actor, at: dt.datetime, picture: Picture) -> Change:
    """Keep a picture, once however often it is given; those that nobody uses leave.

    Undo: none is needed, a picture that is not used leaves by itself.

    Raises:
        ValidationError: ``picture``: too large.
    """
    _erase_unused(session, at, besides=picture.fingerprint)
    return Change(stored(session, picture, at), 0, frozenset())


def stored(session: Session, picture: Picture, at: dt.datetime) -> int:
    """Store a picture as part of another command and return its id."""
    if len(picture.data) > _MOST_BYTES:
        raise ValidationError({"picture": Problem.TOO_LONG})
    known = session.scalar(
        select(StoredPicture).where(StoredPicture.fingerprint == picture.fingerprint)
    )
    if known is None:
        known = StoredPicture(
            fingerprint=picture.fingerprint,
            kind=picture.kind,
            width=picture.width,
            height=picture.height,
            data=picture.data,
            grey=picture.grey,
        )
        session.add(known)
    known.added_at = at
    session.flush()
    return known.id


def check_pictures(session: Session, fingerprints: Collection[str]) -> None:
    """See that every picture a text or the letterhead is to show is kept.

    Raises:
        ValidationError: ``picture``: one is not.
    """
    wanted = set(filter(None, fingerprints))
    if not wanted:
        return
    statement = select(StoredPicture.fingerprint).where(StoredPicture.fingerprint.in_(wanted))
    if wanted - set(session.scalars(statement)):
        raise ValidationError({"picture": Problem.PICTURE_GONE})


def _erase_unused(session: Session, at: dt.datetime, *, besides: str) -> None:
    """What no version of any text shows, no letterhead, and no sheet that was ever given."""
    old = select(StoredPicture.fingerprint).where(
        StoredPicture.added_at < at - _KEPT_UNUSED, StoredPicture.fingerprint != besides
    )
    candidates = set(session.scalars(old))
    if not candidates:
        return
    for content in session.scalars(select(ArticleVersion.content)):
        text = ArticleText.from_json(content)
        candidates.difference_update(block.picture for block in text.pictures())
    candidates -= set(session.scalars(select(Setting.value).where(Setting.key == "logo")))
    for fingerprint in candidates:
        on_paper = cast(HandoutRecord.sheet, Text).contains(fingerprint)
        if not session.scalar(select(exists().where(on_paper))):
            session.execute(delete(StoredPicture).where(StoredPicture.fingerprint == fingerprint))
