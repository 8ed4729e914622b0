"""A mail begun in whatever program writes mail on this computer.

No address that opens one can carry a file on every system, so the file is saved first and the
mail says which one is to be attached. Nothing in it is about a person.
"""

from __future__ import annotations

from urllib.parse import quote

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def mail_url(subject: str, body: str) -> QUrl:
    """Return the ``mailto:`` address of a mail to nobody yet (RFC 6068)."""
    lines = body.replace("\n", "\r\n")
    return QUrl(f"mailto:?subject={quote(subject, safe='')}&body={quote(lines, safe='')}")


def begin_mail(subject: str, body: str) -> bool:
    """Open it. False when no program here writes mail."""
    return QDesktopServices.openUrl(mail_url(subject, body))
