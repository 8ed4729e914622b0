"""What the main window may ask of any page."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


class Page(QWidget):
    """A screen of the main window. Each of these does nothing unless the page has a use for it."""

    def activated(self) -> None:
        """The page is shown: load what is stale, put the focus where work begins."""

    def focus_search(self) -> None:
        """Ctrl+F: put the focus into the page's own search field."""

    def print_page(self) -> None:
        """Ctrl+P: print what the page shows."""

    def may_leave(self) -> bool:
        """Whether nothing would be lost by closing the program now."""
        return True
