"""What is to open the clinic's records: a passphrase, and a code that is on paper for sure."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from db.domain.errors import DeskError
from db.keys.clinic_keys import NewSecrets
from db.keys.recovery_code import bare, new_code
from db.keys.slots import LEAST_PASSPHRASE, is_good_passphrase

_GROUPS_TYPED_BACK = 2


class SecretsPresenter(QObject):
    """Makes one recovery code and takes what is typed.

    Signals:
        chosen: the NewSecrets.
        problems_found: field name -> what to do.
        print_wanted: the code is to go to a printer.
        printed: what came of that, in words.
    """

    chosen = Signal(object)
    print_wanted = Signal(str)
    printed = Signal(str)
    problems_found = Signal(object)

    def __init__(self, *, has_keychain: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.has_keychain = has_keychain
        self.code = new_code()

    @property
    def passphrase_hint(self) -> str:
        least = self.tr("At least {0} letters; a short sentence is easy to remember.").format(
            LEAST_PASSPHRASE
        )
        if self.has_keychain:
            return self.tr("May stay empty. {0}").format(least)
        return self.tr("Asked for at each start. {0}").format(least)

    def print_code(self) -> None:
        """Have the code on paper without writing it."""
        self.print_wanted.emit(self.code)

    def was_printed(self, answer: object) -> None:
        """Say what came of it: the printer's name, or why there is no paper."""
        if isinstance(answer, str):
            self.printed.emit(self.tr("Sent to {0}. Look whether it lies there.").format(answer))
        elif isinstance(answer, DeskError):
            self.printed.emit(self.tr("Nothing was printed. Write the code down."))
        elif isinstance(answer, Exception):
            raise answer

    def choose(self, passphrase: str, again: str, typed_back: str, *, uses_keychain: bool) -> None:
        """Take it, or say what is missing."""
        uses_keychain = uses_keychain and self.has_keychain
        problems: dict[str, str] = {}
        if passphrase:
            problems |= self._of_passphrase(passphrase, again)
        elif not uses_keychain:
            words = self.tr("Think up a passphrase of at least {0} letters.")
            problems["passphrase"] = words.format(LEAST_PASSPHRASE)
        if bare(typed_back) != bare("".join(self.code.split("-")[-_GROUPS_TYPED_BACK:])):
            problems["typed_back"] = self.tr("Type the last two groups, as they stand on paper.")
        if problems:
            self.problems_found.emit(problems)
        else:
            self.chosen.emit(NewSecrets(self.code, passphrase, uses_keychain))

    def _of_passphrase(self, passphrase: str, again: str) -> dict[str, str]:
        if not is_good_passphrase(passphrase):
            words = self.tr("Too easy to guess: take at least {0} letters, not figures alone.")
            return {"passphrase": words.format(LEAST_PASSPHRASE)}
        if passphrase != again:
            return {"again": self.tr("This is not the same. Type it once more.")}
        return {}
