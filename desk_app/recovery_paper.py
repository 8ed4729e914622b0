"""The recovery code on paper. It goes to a printer and nowhere else: no file, no preview."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from db.domain.clinic import ClinicProfile
from db.domain.errors import NoPrinterError
from db.domain.handout import Paper, TextSize
from db.domain.staff import Actor
from desk_app.desk_context import DeskContext
from desk_app.handouts.printing import available_printers, print_pdf
from desk_app.handouts.records import RecordEntry, RecordSection, RecordSheet
from desk_app.handouts.rendering import HandoutPress
from desk_app.handouts.sheets import letterhead_of


def recovery_paper(desk: DeskContext) -> RecoveryPaper:
    """Return what a page of this desk needs."""
    settings = desk.settings
    return RecoveryPaper(
        desk.seat.actor(),
        desk.clinic.profile,
        settings.printer,
        settings.language,
        desk.today(),
    )


@dataclass(frozen=True, slots=True)
class RecoveryPaper:
    """What the page needs beside the code.

    Attributes:
        by: who prints it.
        printer: the one used last at this desk; another is taken when it is gone.
    """

    by: Actor
    profile: ClinicProfile
    printer: str
    language: str
    today: dt.date

    def print(self, code: str) -> str:
        """Set and print the code; return the printer. Takes a second.

        Raises:
            NoPrinterError: there is none.
        """
        printers = available_printers()
        if not printers:
            raise NoPrinterError
        printer = self.printer if self.printer in printers else printers[0]
        sheet = self.sheet(code)
        title = QCoreApplication.translate("RecoveryPaper", "A page to be kept safe")
        pdf = HandoutPress().render_records(sheet).pdf
        print_pdf(pdf, printer_name=printer, paper=sheet.paper, title=title)
        return printer

    def sheet(self, code: str) -> RecordSheet:
        """Return the page in words, in large print; the code stands in one line."""
        tr = QCoreApplication.translate
        rows = (
            (
                tr("RecoveryPaper", "Where to type it"),
                tr(
                    "RecoveryPaper",
                    "Where Front Desk asks for the passphrase or recovery code. Capitals and "
                    "hyphens do not matter; there are no letters O, I, L and U in it.",
                ),
            ),
            (
                tr("RecoveryPaper", "Where to keep it"),
                tr(
                    "RecoveryPaper",
                    "Away from the computer, where you keep deeds and contracts. Whoever has "
                    "this page and the file can read everything.",
                ),
            ),
        )
        return RecordSheet(
            title=tr("RecoveryPaper", "Recovery code"),
            lead=tr(
                "RecoveryPaper",
                "It opens the encrypted records when the passphrase is forgotten or the computer "
                "is lost. When a new code is made, destroy this page.",
            ),
            columns=(tr("RecoveryPaper", "What"), tr("RecoveryPaper", "How")),
            sections=(RecordSection(code.replace("-", "\u2011"), (RecordEntry("", rows),)),),
            printed_on=self.today,
            clinic=letterhead_of(self.profile),
            paper=Paper(self.profile.paper),
            size=TextSize.LARGE,
            language=self.language or self.profile.language,
        )
