"""The enquiries page: the list, the one that is open, and the ways between them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from db.domain.changes import Change, Topic
from db.queries.catalogue import ServiceRow, services
from db.queries.enquiry import EnquiryDetail, enquiry_detail
from db.queries.enquiry_log import NOT_SAID, LogFilter
from desk_app.desk_context import DeskContext
from desk_app.navigation import HandoutWish
from desk_app.screens.enquiries.choices import Option
from desk_app.screens.enquiries.editor import EnquiryEditor
from desk_app.screens.enquiries.log_browser import LogBrowser
from desk_app.screens.enquiries.views import KeptViews

_LISTED = frozenset(
    {Topic.ENQUIRY, Topic.FOLLOW_UP, Topic.PERSON, Topic.SERVICE, Topic.STAFF, Topic.CLINIC}
)


class EnquiriesPresenter(QObject):
    """What the page shows and what its keys do.

    Signals:
        opened: an enquiry is about to be shown.
        closed: the list is wanted again.
        narrowed: the LogFilter that another screen asked for.
        services_changed: the services to filter by, as Options.
        reprint_wanted: the id of a handout to be printed again as it was.
    """

    opened = Signal()
    closed = Signal()
    narrowed = Signal(object)
    services_changed = Signal(object)
    reprint_wanted = Signal(object)

    def __init__(self, desk: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.log = LogBrowser(desk, self)
        self.views = KeptViews(desk, self)
        self.editor = EnquiryEditor(desk, self)
        self._is_shown = False
        self._is_stale = True
        desk.changes.committed.connect(self._on_committed)
        self.editor.gone.connect(self.close)

    # --- Showing ----------------------------------------------------------------------

    def activate(self) -> None:
        """The page came into sight."""
        self._is_shown = True
        if self._is_stale:
            self.load()

    def deactivate(self) -> None:
        """The page is out of sight; it is read again when it comes back, if need be."""
        self._is_shown = False

    def load(self) -> None:
        """Ask for the list and the services to filter by."""
        self._is_stale = False
        self.desk.ask(
            services, owner=self, done=self._on_services, key="services", also_inactive=True
        )
        self.views.load()
        self.log.load()

    def open_enquiry(self, enquiry_id: int) -> None:
        """Show one enquiry, from here or from another screen."""
        self.log.move_to(enquiry_id)
        self.opened.emit()
        self.editor.open(enquiry_id)

    def list_only(self, wanted: LogFilter) -> None:
        """List the enquiries that another screen asks for."""
        self.close()
        self.log.show_only(wanted)
        self.narrowed.emit(wanted)

    def open_current(self) -> None:
        """Show the enquiry under the cursor."""
        if self.log.current is not None:
            self.open_enquiry(self.log.current)

    def close(self) -> None:
        """Go back to the list; what was typed and not saved waits."""
        detail = self.editor.detail
        if detail is not None and self.editor.is_unsaved:
            self.desk.notices.info(
                self.tr("{0} is not saved yet: what was typed waits there.").format(detail.number),
                action_label=self.tr("Open it"),
                action=lambda: self.open_enquiry(detail.enquiry_id),
            )
        self.editor.close()
        self.closed.emit()
        if self._is_stale:
            self.load()

    # --- Deeds ------------------------------------------------------------------------

    def bin_current(self) -> None:
        """Put the enquiry under the cursor, or the open one, in the bin."""
        detail = self.editor.detail
        if detail is not None:
            self.editor.put_in_bin(detail.enquiry_id, detail.version)
        elif self.log.current is not None:
            self.desk.ask(
                enquiry_detail, owner=self, done=self._on_to_bin, key="bin",
                enquiry_id=self.log.current,
            )  # fmt: skip

    def promise(self) -> None:
        """Open the small form for a next step."""
        detail = self.editor.detail
        if detail is not None:
            self.editor.next_step.open(detail.enquiry_id, detail.version)

    def give_handout(self) -> None:
        """Go to the handouts with what is known of the open enquiry."""
        detail = self.editor.detail
        if detail is not None:
            self.desk.navigation.handout_wanted.emit(
                HandoutWish(
                    enquiry_id=detail.enquiry_id,
                    service_id=detail.fields.service_id,
                    recipient_name=detail.fields.about_name or detail.fields.caller_name,
                )
            )

    def open_person(self) -> None:
        """Go to the caller."""
        detail = self.editor.detail
        if detail is not None and detail.fields.caller_id is not None:
            self.desk.navigation.person_wanted.emit(detail.fields.caller_id)

    # --- Answers ------------------------------------------------------------------------

    def _on_services(self, rows: list[ServiceRow]) -> None:
        ordered = sorted(rows, key=lambda row: not row.active)
        named = [Option(row.service_id, row.name) for row in ordered]
        self.services_changed.emit([*named, Option(NOT_SAID, self.tr("No service named"))])

    def _on_to_bin(self, detail: EnquiryDetail | None) -> None:
        if detail is not None and not detail.binned:
            self.editor.put_in_bin(detail.enquiry_id, detail.version)

    def _on_committed(self, change: Change, _origin: object) -> None:
        if not change.topics & _LISTED:
            return
        if self._is_shown and self.editor.detail is None:
            self.load()
        else:
            self._is_stale = True
