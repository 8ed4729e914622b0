"""The help, in our own words: one topic for each page, and what holds for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desk_app.screens.help.shortcuts import Shortcut, everywhere, of_page
from desk_app.version import VERSION

# key of a page -> its title, and what it is for; translated when shown.
_PAGES = {
    "desk": (
        QT_TRANSLATE_NOOP("Help", "Desk"),
        QT_TRANSLATE_NOOP(
            "Help",
            "Cards of the calls and visits that are going on, beside today's enquiries. A card "
            "needs a name, a number or the word Unknown; everything else may follow later. When "
            "the caller's last enquiry is still open, F4 goes on with it, so that there is no "
            "second one. For "
            "a power cut, save blank slips from the File menu and print them; Shift+F2 types one "
            "in with the day and time that stand on it.",
        ),
    ),
    "end_of_day": (
        QT_TRANSLATE_NOOP("Help", "End of the day"),
        QT_TRANSLATE_NOOP(
            "Help",
            "Everything that is left, the gravest first: stops that nobody has taken over, calls "
            "nobody logged, cards not saved at this desk, enquiries without a next step, what is "
            "overdue and what was promised for today. Enter mends the row; whatever was done can "
            "be taken back. Shortly before closing the page is offered by itself, once.",
        ),
    ),
    "follow_ups": (
        QT_TRANSLATE_NOOP("Help", "Follow-ups"),
        QT_TRANSLATE_NOOP(
            "Help",
            "What was promised: mine, everybody's, nobody's or one person's. Overdue stands "
            "first, and enquiries without a next step above all. The keys for each row stand "
            "beside it; they work while the list has the keyboard. Several rows at once are "
            "put off, handed over or saved for a calendar, which gets initials and times, no "
            "numbers and no reasons. On paper each row has its number and letters to tick; "
            "Ctrl+T types them back in, whatever the list shows by then.",
        ),
    ),
    "handouts": (
        QT_TRANSLATE_NOOP("Help", "Handouts"),
        QT_TRANSLATE_NOOP(
            "Help",
            "Choose an article, see its real pages, add a name or a note, print. Only text "
            "that a practitioner approved, and whose review is not due, prints without the "
            "mark DRAFT.",
        ),
    ),
    "articles": (
        QT_TRANSLATE_NOOP("Help", "Articles"),
        QT_TRANSLATE_NOOP(
            "Help",
            "Paste the clinic's own text. What was taken for a title, a list or a menu is "
            "shown; whatever was left out can be put back. A practitioner approves it with a "
            "date for the next review. Older versions stay. Ctrl+P prints the articles that are "
            "listed, those whose review is due first.",
        ),
    ),
    "enquiries": (
        QT_TRANSLATE_NOOP("Help", "Enquiries"),
        QT_TRANSLATE_NOOP(
            "Help",
            "The whole log. Type any word of it, a name or a few digits of a number to find "
            "one, then open it with its history.",
        ),
    ),
    "people": (
        QT_TRANSLATE_NOOP("Help", "People"),
        QT_TRANSLATE_NOOP(
            "Help",
            "Everybody who ever asked, with their enquiries, promises and handouts. Several "
            "people may share one number. Ctrl+Shift+S saves everybody as a workbook, CSV or "
            "vCards; the file is not encrypted, and can be brought in again.",
        ),
    ),
    "reports": (
        QT_TRANSLATE_NOOP("Help", "Reports"),
        QT_TRANSLATE_NOOP(
            "Help",
            "What was asked in a month, a quarter, a year or any days you type, beside the "
            "days before. The thick bar is now, the thin line before. Enter on a row lists "
            "its enquiries. A conversation counts as booked while that is its outcome; a "
            "promise is kept in time when somebody tried by its day. Ctrl+P shows all of it on "
            "paper, to be printed or saved as PDF; Ctrl+S saves the figures behind each picture.",
        ),
    ),
    "importing": (
        QT_TRANSLATE_NOOP("Help", "Bring in a file"),
        QT_TRANSLATE_NOOP(
            "Help",
            "People and past enquiries from a spreadsheet, a CSV file, vCards or the export of "
            "an address book. What each column holds is guessed and shown at the left, the rows "
            "as they will be at the right; nothing is stored before Ctrl+Enter. Where the file "
            "does not tell which number of 3/12 is the month, you are asked. Rows without a name "
            "and number, without a day, and totals are kept aside: save them as a file, which "
            "says of each why, mend them there and bring it in. U takes a whole import back.",
        ),
    ),
    "settings": (
        QT_TRANSLATE_NOOP("Help", "Settings"),
        QT_TRANSLATE_NOOP(
            "Help",
            "The clinic, its services, people, hours and lists hold for all desks. This desk "
            "holds for this computer only. What you typed in a section stays there until you "
            "save it or put it back.",
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a topic: a heading with paragraphs, or with keys below it."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    keys: tuple[Shortcut, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of the help; pages of the program have the topic of their own key."""

    key: str
    title: str
    parts: tuple[Part, ...]


def topics() -> list[Topic]:
    """Return the whole help, in reading order."""
    return [
        _first_day(),
        *_pages(),
        _keys(),
        _data(),
        _about(),
    ]


def _first_day() -> Topic:
    translate = QCoreApplication.translate
    steps = (
        translate(
            "Help",
            "The phone rings: press F2. Type the number, any way you like. If the caller is known, "
            "their name appears below; choose it with the arrow keys and Enter.",
        ),
        translate(
            "Help",
            "Say what they ask about: a few letters of the service, or the caller's own word for "
            "it. Prices, minutes and the clinic's approved words stand at the right.",
        ),
        translate(
            "Help",
            "Ask the screening questions as they are written. If the answer is yes, the card tells "
            "you what to say and whom to fetch. You record; you never have to judge.",
        ),
        translate(
            "Help",
            "Choose how it ended. If something is still owed, write when: tomorrow, tue 3pm, "
            "in 3 days. What was understood stands below the line.",
        ),
        translate("Help", "Ctrl+Enter saves. The promise is now on the list of follow-ups."),
    )
    calm = (
        translate(
            "Help",
            "What you type is kept from second to second. If the computer stops, the open cards "
            "come back as they were.",
        ),
        translate(
            "Help",
            "Ctrl+Z takes back the last thing: saving, closing, moving, deleting. Pressed again, "
            "the one before it, up to thirty. What another desk changed since stays.",
        ),
        translate("Help", "A second call opens a second card; the first one waits at the left."),
    )
    return Topic(
        "first_day",
        translate("Help", "First day in five minutes"),
        (
            Part(translate("Help", "One call from ring to save"), steps),
            Part(translate("Help", "Nothing gets lost"), calm),
        ),
    )


def _pages() -> list[Topic]:
    translate = QCoreApplication.translate
    return [
        Topic(
            key,
            translate("Help", str(title)),
            (
                Part("", (translate("Help", str(words)),)),
                Part(translate("Help", "Keys"), keys=tuple(of_page(key))),
            ),
        )
        for key, (title, words) in _PAGES.items()
    ]


def _keys() -> Topic:
    title = QCoreApplication.translate("Help", "All keys")
    first = Part(QCoreApplication.translate("Help", "On every page"), keys=tuple(everywhere()))
    return Topic("keys", title, (first, *(Part(t.title, keys=t.parts[1].keys) for t in _pages())))


def _data() -> Topic:
    translate = QCoreApplication.translate
    where = (
        translate(
            "Help",
            "On one computer everything is in a single file; its place stands at the foot of the "
            "window. With several desks it is a database on a server of the clinic's own. Nothing "
            "is sent anywhere else.",
        ),
        translate(
            "Help",
            "The practice clinic is another file. Whatever you do there never touches your own.",
        ),
    )
    backup = (
        translate(
            "Help",
            "Copies are made by themselves: half an hour after a change, when you close, before an "
            "update and before a merge. The foot of the window says when the last good one was.",
        ),
        translate(
            "Help",
            "Menu File, Backups and restore: choose a stick or a share as a second place, see what "
            "a copy holds, bring it back. What was there before is kept, so you can try it.",
        ),
        translate(
            "Help",
            "Export everything writes all records in plain tables that any computer can read. A "
            "server has its own backups: ask whoever looks after it.",
        ),
    )
    lock = (
        translate(
            "Help",
            "On this computer the file is encrypted, with its backups and the open cards. The "
            "passphrase, the recovery code on paper or this computer's keychain opens it; they are "
            "changed in Settings, Security. Without one of them nobody can read the records.",
        ),
        translate(
            "Help",
            "The practice clinic is not encrypted. A server is not encrypted by this program, "
            "either: whoever looks after it gives it an encrypted disk.",
        ),
    )
    return Topic(
        "data",
        translate("Help", "Where the data is"),
        (
            Part(translate("Help", "The place"), where),
            Part(translate("Help", "Backing up"), backup),
            Part(translate("Help", "Who can read it"), lock),
            Part(translate("Help", "Signing in"), _signing_in()),
            Part(translate("Help", "What people may ask of you"), _privacy()),
        ),
    )


def _privacy() -> tuple[str, ...]:
    translate = QCoreApplication.translate
    return (
        translate(
            "Help",
            "On somebody's page F12 shows what they agreed to. Ctrl+Shift+C writes out all that is "
            "kept of them, as PDF or for other programs. Ctrl+Shift+E erases them, after a look at "
            "what goes and what stays; there is no way back.",
        ),
        translate(
            "Help",
            "Settings, Privacy holds the words that callers are asked to agree to (Ctrl+G on a "
            "call card) and for how many months names and words are kept, by how it ended. Look "
            "there at what is too old, before it becomes anonymous. Reports count the same.",
        ),
        translate(
            "Help",
            "Shift+F1 shows what the program noted of its own mistakes: no name, number or word "
            "of a caller. Nothing of it is sent; you save it, if you want to give it to somebody.",
        ),
    )


def _signing_in() -> tuple[str, ...]:
    translate = QCoreApplication.translate
    return (
        translate(
            "Help",
            "Settings, Staff gives each person a PIN, the manager first. Ctrl+L locks the desk or "
            "changes who sits here; Alt and a digit choose a person. What was typed is kept, and a "
            "call that rings shows its number without a name.",
        ),
        translate(
            "Help",
            "Without any PIN nobody is asked: whoever sits at a desk can read and change "
            "everything, and nobody can tell afterwards who it was.",
        ),
        translate(
            "Help",
            "A forgotten PIN: a manager sets a new one in Settings, Staff. The manager's own is "
            "set on the locked desk, under “PIN forgotten”, with the passphrase or the recovery "
            "code of the records; on a server with the command main.py reset-pin.",
        ),
    )


def _about() -> Topic:
    translate = QCoreApplication.translate
    parts: Sequence[str] = (
        translate("Help", "Atkinson Hyperlegible Next and Noto Sans: SIL Open Font License 1.1"),
        translate("Help", "Tabler Icons: MIT License"),
        translate("Help", "Qt and PySide6: GNU LGPL 3"),
        translate("Help", "SQLAlchemy, Alembic: MIT License"),
        translate("Help", "SQLCipher: BSD License; sqlcipher3: zlib License"),
        translate("Help", "psycopg: GNU LGPL 3"),
        translate("Help", "Typst: Apache License 2.0"),
        translate("Help", "pypdfium2 and PDFium: Apache License 2.0, BSD License"),
        translate("Help", "phonenumbers: Apache License 2.0; segno: BSD License"),
    )
    return Topic(
        "about",
        translate("Help", "About"),
        (
            Part("", (translate("Help", "Front Desk {0}").format(VERSION),)),
            Part(translate("Help", "Licence"), (translate("Help", "Apache License 2.0"),)),
            Part(translate("Help", "Made with"), tuple(parts)),
        ),
    )
