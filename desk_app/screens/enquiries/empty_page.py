"""What stands in the place of a log without rows."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desk_app.screens.enquiries.log_browser import Emptiness
from desk_app.widgets.empty_state import EmptyState


class EmptyLog(EmptyState):
    """Why there is nothing to be seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.why = Emptiness.NOTHING_YET

    def show_why(self, why: Emptiness) -> None:
        """Say it, and offer the way out."""
        if why is Emptiness.NO_MATCH:
            self.show_state(
                "search",
                self.tr("No match"),
                self.tr("No enquiry has all of these words and filters."),
                self.tr("Show all"),
                "Esc",
            )
        else:
            self.show_state(
                "clipboard-list",
                self.tr("Nothing logged yet"),
                self.tr("Every call and visit that is saved at the desk stands here."),
                self.tr("Go to the desk"),
                "Ctrl+1",
            )
        self.why = why
