"""The clinic's own pictures, for the press."""

from __future__ import annotations

from functools import partial

from db.domain.picture import Picture
from db.queries.pictures import picture
from db.session import Database
from desk_app.handouts.pictures import PictureSource


def stored_pictures(database: Database) -> PictureSource:
    """Return where a press finds the pictures of this clinic; it asks in a worker."""

    def of(fingerprint: str) -> Picture | None:
        return database.read(partial(picture, fingerprint=fingerprint))

    return of
