"""Every key of the program, in one place: the help shows them, a test holds them to the menus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

Keys = tuple[tuple[str, Any], ...]  # keys, and what they do

# In the menus' order.
_EVERYWHERE: Keys = (
    ("F2", QT_TRANSLATE_NOOP("Shortcuts", "New phone call, or take the one that rings")),
    ("Ctrl+N", QT_TRANSLATE_NOOP("Shortcuts", "New walk-in")),
    ("Shift+F2", QT_TRANSLATE_NOOP("Shortcuts", "Type in a paper slip")),
    ("Ctrl+T", QT_TRANSLATE_NOOP("Shortcuts", "Type in a printed follow-up list")),
    ("Ctrl+P", QT_TRANSLATE_NOOP("Shortcuts", "Print this page")),
    ("Ctrl+Shift+B", QT_TRANSLATE_NOOP("Shortcuts", "Backups, restore and export")),
    ("Ctrl+Shift+A", QT_TRANSLATE_NOOP("Shortcuts", "Who did what")),
    ("Ctrl+Shift+O", QT_TRANSLATE_NOOP("Shortcuts", "Bring in people and enquiries from a file")),
    ("Ctrl+L", QT_TRANSLATE_NOOP("Shortcuts", "Lock, or change who sits here")),
    ("Ctrl+Q", QT_TRANSLATE_NOOP("Shortcuts", "Quit")),
    ("Ctrl+Z", QT_TRANSLATE_NOOP("Shortcuts", "Undo the last thing, then the one before it")),
    ("Ctrl+F", QT_TRANSLATE_NOOP("Shortcuts", "Find on this page")),
    ("Ctrl+K", QT_TRANSLATE_NOOP("Shortcuts", "Search everything")),
    ("Ctrl+,", QT_TRANSLATE_NOOP("Shortcuts", "Settings")),
    ("Ctrl+1", QT_TRANSLATE_NOOP("Shortcuts", "Desk")),
    ("Ctrl+2", QT_TRANSLATE_NOOP("Shortcuts", "Follow-ups")),
    ("Ctrl+3", QT_TRANSLATE_NOOP("Shortcuts", "Handouts")),
    ("Ctrl+4", QT_TRANSLATE_NOOP("Shortcuts", "Articles")),
    ("Ctrl+5", QT_TRANSLATE_NOOP("Shortcuts", "Enquiries")),
    ("Ctrl+6", QT_TRANSLATE_NOOP("Shortcuts", "People")),
    ("Ctrl+7", QT_TRANSLATE_NOOP("Shortcuts", "Reports")),
    ("Ctrl+8", QT_TRANSLATE_NOOP("Shortcuts", "Settings")),
    ("Ctrl+E", QT_TRANSLATE_NOOP("Shortcuts", "End of the day: what is left")),
    ("Ctrl+Shift+.", QT_TRANSLATE_NOOP("Shortcuts", "Larger text")),
    ("Ctrl+Shift+,", QT_TRANSLATE_NOOP("Shortcuts", "Smaller text")),
    ("F1", QT_TRANSLATE_NOOP("Shortcuts", "Help for the page that is shown")),
    ("Shift+F1", QT_TRANSLATE_NOOP("Shortcuts", "What the program noted of its own mistakes")),
)
_OF_PAGES: dict[str, Keys] = {
    "desk": (
        ("Ctrl+Enter", QT_TRANSLATE_NOOP("Shortcuts", "Save the card")),
        ("Ctrl+Shift+Enter", QT_TRANSLATE_NOOP("Shortcuts", "Save it and take the next card")),
        ("F3", QT_TRANSLATE_NOOP("Shortcuts", "Go to the calls nobody logged")),
        ("F8", QT_TRANSLATE_NOOP("Shortcuts", "To the questions and cards; Esc goes back")),
        ("Y, N, -", QT_TRANSLATE_NOOP("Shortcuts", "Answer a question: yes, no, not asked")),
        ("Space", QT_TRANSLATE_NOOP("Shortcuts", "A card was read out")),
        ("F4", QT_TRANSLATE_NOOP("Shortcuts", "Go on with the caller's open enquiry")),
        ("Ctrl+D", QT_TRANSLATE_NOOP("Shortcuts", "As last time: service, area, about whom")),
        ("; and letters", QT_TRANSLATE_NOOP("Shortcuts", "In their words: a ready text")),
        ("Ctrl+B", QT_TRANSLATE_NOOP("Shortcuts", "Booked; its day is asked for")),
        ("Ctrl+M", QT_TRANSLATE_NOOP("Shortcuts", "Asked in vain: lost, and why")),
        (
            "Ctrl+G",
            QT_TRANSLATE_NOOP("Shortcuts", "Consent: agreed; again: refused"),
        ),
        ("F5", QT_TRANSLATE_NOOP("Shortcuts", "Hand over, with the time")),
        ("Shift+F5", QT_TRANSLATE_NOOP("Shortcuts", "To a practitioner, as the next step")),
        ("F6", QT_TRANSLATE_NOOP("Shortcuts", "Phone call or walk-in")),
        ("F7", QT_TRANSLATE_NOOP("Shortcuts", "Put the card on hold")),
        ("Ctrl+W", QT_TRANSLATE_NOOP("Shortcuts", "The same, and no other card in its place")),
        ("Ctrl+Tab", QT_TRANSLATE_NOOP("Shortcuts", "To the next open card")),
        ("F9", QT_TRANSLATE_NOOP("Shortcuts", "A handout for this caller")),
    ),
    "end_of_day": (
        ("Enter", QT_TRANSLATE_NOOP("Shortcuts", "Mend what the cursor is on")),
        ("H", QT_TRANSLATE_NOOP("Shortcuts", "Hand a promise over")),
        ("O", QT_TRANSLATE_NOOP("Shortcuts", "Open the enquiry")),
        ("D / W", QT_TRANSLATE_NOOP("Shortcuts", "A call: not an enquiry, or a wrong number")),
    ),
    "follow_ups": (
        ("Up / Down", QT_TRANSLATE_NOOP("Shortcuts", "Walk through the list")),
        ("Shift+Up / Down", QT_TRANSLATE_NOOP("Shortcuts", "Choose several; Ctrl+A all")),
        ("Alt+1 to Alt+4", QT_TRANSLATE_NOOP("Shortcuts", "Mine, everybody's, nobody's, one's")),
        ("C, then 1 to 9", QT_TRANSLATE_NOOP("Shortcuts", "Call, and on which of several numbers")),
        ("N / L", QT_TRANSLATE_NOOP("Shortcuts", "No answer / left a message")),
        ("D", QT_TRANSLATE_NOOP("Shortcuts", "Done, and how it ended")),
        ("S / H", QT_TRANSLATE_NOOP("Shortcuts", "Snooze / hand over, also several")),
        ("T", QT_TRANSLATE_NOOP("Shortcuts", "Note")),
        ("P", QT_TRANSLATE_NOOP("Shortcuts", "Promise a next step where there is none")),
        ("G / E", QT_TRANSLATE_NOOP("Shortcuts", "Give a handout / open the enquiry")),
        ("R", QT_TRANSLATE_NOOP("Shortcuts", "Back to who was called, to say what came of it")),
        ("W", QT_TRANSLATE_NOOP("Shortcuts", "Wrong number")),
        ("X", QT_TRANSLATE_NOOP("Shortcuts", "Close after the last try")),
        ("Q / A", QT_TRANSLATE_NOOP("Shortcuts", "Ask a practitioner / answer")),
        ("K", QT_TRANSLATE_NOOP("Shortcuts", "Make a draft desk card of an answer")),
        ("I", QT_TRANSLATE_NOOP("Shortcuts", "Save what is chosen for a calendar")),
        ("Ctrl+C", QT_TRANSLATE_NOOP("Shortcuts", "Copy the number")),
        ("Ctrl+Enter", QT_TRANSLATE_NOOP("Shortcuts", "Save what was typed beside the list")),
        ("Esc", QT_TRANSLATE_NOOP("Shortcuts", "Leave it")),
    ),
    "handouts": (
        ("Enter", QT_TRANSLATE_NOOP("Shortcuts", "Print the handout")),
        ("Space", QT_TRANSLATE_NOOP("Shortcuts", "Take it into a set, or out of it")),
        ("Ctrl+S", QT_TRANSLATE_NOOP("Shortcuts", "Save it as PDF")),
        ("Ctrl+Shift+S", QT_TRANSLATE_NOOP("Shortcuts", "Save it and begin a mail")),
    ),
    "articles": (
        ("Ctrl+I", QT_TRANSLATE_NOOP("Shortcuts", "Import a text")),
        ("Ctrl+O", QT_TRANSLATE_NOOP("Shortcuts", "Open a file to import")),
        ("Ctrl+S", QT_TRANSLATE_NOOP("Shortcuts", "Save")),
        ("F4 / Shift+F4", QT_TRANSLATE_NOOP("Shortcuts", "Next unclear place, or the one before")),
        (
            "F8 / Shift+F8",
            QT_TRANSLATE_NOOP("Shortcuts", "Next word not in the dictionary, or the one before"),
        ),
        ("Ctrl+.", QT_TRANSLATE_NOOP("Shortcuts", "What may be said here instead")),
        ("Ctrl+H", QT_TRANSLATE_NOOP("Shortcuts", "Find and replace in the text")),
        ("Ctrl+Shift+G", QT_TRANSLATE_NOOP("Shortcuts", "Put a picture in, or another one")),
        ("Ctrl+Alt+C", QT_TRANSLATE_NOOP("Shortcuts", "Comment on the selected words")),
        ("Ctrl+P", QT_TRANSLATE_NOOP("Shortcuts", "The articles listed, with their review days")),
        ("F7", QT_TRANSLATE_NOOP("Shortcuts", "Beside the text: pages, clarity and more")),
    ),
    "enquiries": (
        ("Enter", QT_TRANSLATE_NOOP("Shortcuts", "Open the enquiry")),
        ("Alt+1 to Alt+4", QT_TRANSLATE_NOOP("Shortcuts", "Order by a column, and turn it round")),
        ("Ctrl+C", QT_TRANSLATE_NOOP("Shortcuts", "Copy the rows that are chosen")),
        ("Ctrl+S", QT_TRANSLATE_NOOP("Shortcuts", "Save them, or all that is listed, as a table")),
        ("Ctrl+D", QT_TRANSLATE_NOOP("Shortcuts", "Keep this view under a name, or let it go")),
        ("Ctrl+G", QT_TRANSLATE_NOOP("Shortcuts", "Go to a kept view; then its number")),
        ("Ctrl+H", QT_TRANSLATE_NOOP("Shortcuts", "Which columns are shown")),
        ("Del", QT_TRANSLATE_NOOP("Shortcuts", "Put it in the bin")),
    ),
    "people": (
        ("Enter", QT_TRANSLATE_NOOP("Shortcuts", "Open the person")),
        ("Space", QT_TRANSLATE_NOOP("Shortcuts", "Choose them beside others, or no more")),
        ("G", QT_TRANSLATE_NOOP("Shortcuts", "Give a handout to each who is chosen")),
        ("F6", QT_TRANSLATE_NOOP("Shortcuts", "Enter somebody new")),
        ("Ctrl+S", QT_TRANSLATE_NOOP("Shortcuts", "Save the person")),
        ("F7", QT_TRANSLATE_NOOP("Shortcuts", "Do not contact them, or again")),
        ("F11", QT_TRANSLATE_NOOP("Shortcuts", "Who saw or changed them")),
        ("F12", QT_TRANSLATE_NOOP("Shortcuts", "What they agreed to, and may ask for")),
        ("Ctrl+Shift+C", QT_TRANSLATE_NOOP("Shortcuts", "Write out all that is kept of them")),
        ("Ctrl+Shift+E", QT_TRANSLATE_NOOP("Shortcuts", "Erase them, after a look at what goes")),
        ("Ctrl+Shift+Del", QT_TRANSLATE_NOOP("Shortcuts", "Put them in the bin")),
        ("F8", QT_TRANSLATE_NOOP("Shortcuts", "Likely duplicates")),
        ("Ctrl+M", QT_TRANSLATE_NOOP("Shortcuts", "Compare with who it may be as well")),
        ("N", QT_TRANSLATE_NOOP("Shortcuts", "In the duplicates: two different people")),
        ("F9", QT_TRANSLATE_NOOP("Shortcuts", "The bin: Enter puts back")),
        ("Ctrl+Shift+S", QT_TRANSLATE_NOOP("Shortcuts", "Save everybody as a table or vCards")),
    ),
    "reports": (
        ("Left / Right", QT_TRANSLATE_NOOP("Shortcuts", "Choose the days")),
        ("Enter", QT_TRANSLATE_NOOP("Shortcuts", "List the enquiries behind a row")),
        ("Ctrl+F", QT_TRANSLATE_NOOP("Shortcuts", "Type other days")),
        ("Ctrl+C", QT_TRANSLATE_NOOP("Shortcuts", "Copy the table under the picture")),
        ("Ctrl+S", QT_TRANSLATE_NOOP("Shortcuts", "Save all tables: workbook or CSV")),
    ),
    "importing": (
        ("Ctrl+O", QT_TRANSLATE_NOOP("Shortcuts", "Open a file")),
        ("Ctrl+Enter", QT_TRANSLATE_NOOP("Shortcuts", "Bring it in")),
        ("Ctrl+S", QT_TRANSLATE_NOOP("Shortcuts", "Save the rows kept aside")),
        ("Esc", QT_TRANSLATE_NOOP("Shortcuts", "Put it away, or stop")),
        ("U", QT_TRANSLATE_NOOP("Shortcuts", "Take a whole import back")),
    ),
    "settings": (
        ("Ctrl+S", QT_TRANSLATE_NOOP("Shortcuts", "Save this section")),
        ("Alt+Up / Alt+Down", QT_TRANSLATE_NOOP("Shortcuts", "Move a service or a line")),
        ("Del", QT_TRANSLATE_NOOP("Shortcuts", "Remove a closed day")),
    ),
}


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One key and what it does.

    Attributes:
        keys: portable text, e.g. ``Ctrl+N``; several ways are joined by " / ".
        does: what happens, in words.
    """

    keys: str
    does: str


def everywhere() -> list[Shortcut]:
    """Return the keys of the menus."""
    return _in_words(_EVERYWHERE)


def of_page(page: str) -> list[Shortcut]:
    """Return the keys that one page adds, by its key; an unknown page has none."""
    return _in_words(_OF_PAGES.get(page, ()))


def _in_words(keys: Keys) -> list[Shortcut]:
    return [Shortcut(key, QCoreApplication.translate("Shortcuts", does)) for key, does in keys]
