"""From what the database holds to the sheet that is set: one way for screen and command line."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from db.domain.clinic import ClinicProfile
from db.domain.handout import Medium
from db.queries.articles import VersionRow
from db.services.handouts import GivenHandout
from desk_app.handouts.sheet import HandoutSheet, Letterhead, Provenance

if TYPE_CHECKING:
    from desk_app.handouts.rendering import RenderedHandout


def letterhead_of(profile: ClinicProfile) -> Letterhead:
    """Return the clinic's letterhead."""
    return Letterhead(
        name=profile.name,
        address_lines=tuple(profile.address.splitlines()),
        phone=profile.phone,
        web=profile.web,
        email=profile.email,
        accent=profile.accent,
        logo=profile.logo,
    )


def provenance_of(version: VersionRow) -> Provenance:
    """Return who stands behind a version."""
    return Provenance(
        state=version.state,
        reviewer=version.reviewer,
        reviewed_on=version.reviewed_on,
        review_due_on=version.review_due_on,
        sources=tuple(line for line in version.sources.splitlines() if line.strip()),
        version_number=version.number,
    )


def given_handout(
    sheet: HandoutSheet,
    rendered: RenderedHandout,
    medium: Medium,
    *,
    article_version_id: int,
    enquiry_id: int | None = None,
    person_id: int | None = None,
    public_id: uuid.UUID | None = None,
) -> GivenHandout:
    """Return what is recorded of a sheet that was printed or saved."""
    return GivenHandout(
        public_id=public_id or uuid.uuid4(),
        article_version_id=article_version_id,
        size_points=int(sheet.size),
        paper=sheet.paper,
        language=sheet.language,
        medium=medium,
        fingerprint=rendered.fingerprint,
        template_version=sheet.template,
        sheet=sheet.to_json(),
        kind=sheet.kind,
        enquiry_id=enquiry_id,
        person_id=person_id,
    )
