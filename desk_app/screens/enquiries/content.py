"""What the open enquiry hands to its page, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass

from db.domain.enquiry import EnquiryFields
from desk_app.screens.enquiries.story import Story


@dataclass(frozen=True, slots=True)
class TypedEnquiry:
    """What stands in the form.

    Attributes:
        fields: all that is chosen or plain text; its service and day booked are not used.
        service: as typed; ``service_id`` when it was picked.
        booked: a day in words.
    """

    fields: EnquiryFields
    service: str = ""
    service_id: int | None = None
    booked: str = ""


@dataclass(frozen=True, slots=True)
class UnsavedEnquiry:
    """What was typed, over the enquiry as it was read: its version and its fields."""

    typed: TypedEnquiry
    version: int
    before: EnquiryFields


@dataclass(frozen=True, slots=True)
class EnquiryContent:
    """One enquiry as it is to be shown.

    Attributes:
        typed: what the form is to be filled with; None leaves it as it is.
    """

    enquiry_id: int
    title: str
    head: str
    person_id: int | None
    binned: bool
    story: Story
    typed: TypedEnquiry | None
