"""Every key of the program, in one place: the help shows them, a test holds them to the menus."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication


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
    """Return the keys of the menus, in the menus' order."""
    translate = QCoreApplication.translate
    return [
        Shortcut("F2", translate("Shortcuts", "New phone call, or take the one that rings")),
        Shortcut("Ctrl+N", translate("Shortcuts", "New walk-in")),
        Shortcut("Shift+F2", translate("Shortcuts", "Type in a paper slip")),
        Shortcut("Ctrl+T", translate("Shortcuts", "Type in a printed follow-up list")),
        Shortcut("Ctrl+P", translate("Shortcuts", "Print this page")),
        Shortcut("Ctrl+Shift+B", translate("Shortcuts", "Backups, restore and export")),
        Shortcut("Ctrl+Q", translate("Shortcuts", "Quit")),
        Shortcut("Ctrl+Z", translate("Shortcuts", "Undo the last thing")),
        Shortcut("Ctrl+F", translate("Shortcuts", "Find on this page")),
        Shortcut("Ctrl+K", translate("Shortcuts", "Search everything")),
        Shortcut("Ctrl+,", translate("Shortcuts", "Settings")),
        Shortcut("Ctrl+1", translate("Shortcuts", "Desk")),
        Shortcut("Ctrl+2", translate("Shortcuts", "Follow-ups")),
        Shortcut("Ctrl+3", translate("Shortcuts", "Handouts")),
        Shortcut("Ctrl+4", translate("Shortcuts", "Articles")),
        Shortcut("Ctrl+5", translate("Shortcuts", "Enquiries")),
        Shortcut("Ctrl+6", translate("Shortcuts", "People")),
        Shortcut("Ctrl+7", translate("Shortcuts", "Reports")),
        Shortcut("Ctrl+8", translate("Shortcuts", "Settings")),
        Shortcut("Ctrl+E", translate("Shortcuts", "End of the day: what is left")),
        Shortcut("Ctrl+Shift+.", translate("Shortcuts", "Larger text")),
        Shortcut("Ctrl+Shift+,", translate("Shortcuts", "Smaller text")),
        Shortcut("F1", translate("Shortcuts", "Help for the page that is shown")),
    ]


def of_page(page: str) -> list[Shortcut]:
    """Return the keys that one page adds, by its key; an unknown page has none."""
    translate = QCoreApplication.translate
    return {
        "desk": [
            Shortcut("Ctrl+Enter", translate("Shortcuts", "Save the card")),
            Shortcut("Ctrl+Shift+Enter", translate("Shortcuts", "Save it and take the next card")),
            Shortcut("F3", translate("Shortcuts", "Go to the calls nobody logged")),
            Shortcut("F8", translate("Shortcuts", "To the questions and cards; Esc goes back")),
            Shortcut("Y, N, -", translate("Shortcuts", "Answer a question: yes, no, not asked")),
            Shortcut("Space", translate("Shortcuts", "A card was read out")),
            Shortcut("F4", translate("Shortcuts", "Go on with the caller's open enquiry")),
            Shortcut("Ctrl+D", translate("Shortcuts", "As last time: service, area, about whom")),
            Shortcut("; and letters", translate("Shortcuts", "In their words: a ready text")),
            Shortcut("Ctrl+B", translate("Shortcuts", "Booked; its day is asked for")),
            Shortcut("Ctrl+M", translate("Shortcuts", "Asked in vain: lost, and why")),
            Shortcut("F5", translate("Shortcuts", "Hand over, with the time")),
            Shortcut("Shift+F5", translate("Shortcuts", "To a practitioner, as the next step")),
            Shortcut("F6", translate("Shortcuts", "Phone call or walk-in")),
            Shortcut("F7", translate("Shortcuts", "Put the card on hold")),
            Shortcut("F9", translate("Shortcuts", "A handout for this caller")),
        ],
        "end_of_day": [
            Shortcut("Enter", translate("Shortcuts", "Mend what the cursor is on")),
            Shortcut("H", translate("Shortcuts", "Hand a promise over")),
            Shortcut("O", translate("Shortcuts", "Open the enquiry")),
            Shortcut("D / W", translate("Shortcuts", "A call: not an enquiry, or a wrong number")),
        ],
        "follow_ups": [
            Shortcut("Up / Down", translate("Shortcuts", "Walk through the list")),
            Shortcut("Shift+Up / Down", translate("Shortcuts", "Choose several; Ctrl+A all")),
            Shortcut(
                "Alt+1 to Alt+4", translate("Shortcuts", "Mine, everybody's, nobody's, one's")
            ),
            Shortcut("R", translate("Shortcuts", "Back to who was called, to say what came of it")),
            Shortcut("W", translate("Shortcuts", "Wrong number")),
            Shortcut("X", translate("Shortcuts", "Close after the last try")),
            Shortcut("Q / A", translate("Shortcuts", "Ask a practitioner / answer")),
            Shortcut("K", translate("Shortcuts", "Make a draft desk card of an answer")),
            Shortcut("I", translate("Shortcuts", "Save what is chosen for a calendar")),
            Shortcut("Ctrl+C", translate("Shortcuts", "Copy the number")),
            Shortcut("Ctrl+Enter", translate("Shortcuts", "Save what was typed beside the list")),
            Shortcut("Esc", translate("Shortcuts", "Leave it")),
        ],
        "handouts": [
            Shortcut("Enter", translate("Shortcuts", "Print the handout")),
            Shortcut("Space", translate("Shortcuts", "Take it into a set, or out of it")),
            Shortcut("Ctrl+S", translate("Shortcuts", "Save it as PDF")),
            Shortcut("Ctrl+Shift+S", translate("Shortcuts", "Save it and begin a mail")),
        ],
        "articles": [
            Shortcut("Ctrl+I", translate("Shortcuts", "Import a text")),
            Shortcut("Ctrl+O", translate("Shortcuts", "Open a file to import")),
            Shortcut("Ctrl+S", translate("Shortcuts", "Save")),
            Shortcut(
                "F4 / Shift+F4", translate("Shortcuts", "Next unclear place, or the one before")
            ),
            Shortcut("Ctrl+.", translate("Shortcuts", "Plainer words for this place")),
            Shortcut("Ctrl+H", translate("Shortcuts", "Find and replace in the text")),
            Shortcut("Ctrl+Alt+C", translate("Shortcuts", "Comment on the selected words")),
            Shortcut("F7", translate("Shortcuts", "Beside the text: pages, clarity and more")),
        ],
        "enquiries": [Shortcut("Enter", translate("Shortcuts", "Open the enquiry"))],
        "people": [
            Shortcut("Enter", translate("Shortcuts", "Open the person")),
            Shortcut("Space", translate("Shortcuts", "Choose them beside others, or no more")),
            Shortcut("G", translate("Shortcuts", "Give a handout to each who is chosen")),
            Shortcut("Space", translate("Shortcuts", "Choose them beside others, or no more")),
            Shortcut("G", translate("Shortcuts", "Give a handout to each who is chosen")),
            Shortcut("F8", translate("Shortcuts", "Likely duplicates")),
            Shortcut("Ctrl+M", translate("Shortcuts", "Compare with who it may be as well")),
            Shortcut("N", translate("Shortcuts", "In the duplicates: two different people")),
            Shortcut("F9", translate("Shortcuts", "The bin: Enter puts back")),
        ],
        "reports": [
            Shortcut("Left / Right", translate("Shortcuts", "Choose the days")),
            Shortcut("Enter", translate("Shortcuts", "List the enquiries behind a row")),
            Shortcut("Ctrl+F", translate("Shortcuts", "Type other days")),
            Shortcut("Ctrl+C", translate("Shortcuts", "Copy the table under the picture")),
            Shortcut("Ctrl+S", translate("Shortcuts", "Save all tables as CSV")),
        ],
        "settings": [
            Shortcut("Ctrl+S", translate("Shortcuts", "Save this section")),
            Shortcut("Alt+Up / Alt+Down", translate("Shortcuts", "Move a service or a line")),
            Shortcut("Del", translate("Shortcuts", "Remove a closed day")),
        ],
    }.get(page, [])
