"""The lock on the clinic's records: opening it at the start, making it, and making it later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db.domain.deed import Deed
from db.domain.errors import StorageError, StorageFailure, TooSoonError
from db.keys.clinic_keys import NewSecrets
from db.keys.locks import Locks
from db.keys.slots import new_key
from db.place import DatabasePlace
from desk_app.error_texts import secret_sentence

if TYPE_CHECKING:
    from db.domain.staff import Actor
    from db.session import Database
    from desk_app.launch import Prepare, Program
    from desk_app.recovery_paper import RecoveryPaper
    from desk_app.screens.locking.secrets_page import SecretsPage
    from desk_app.screens.locking.secrets_presenter import SecretsPresenter
    from desk_app.screens.locking.unlock_page import UnlockPage


class Locking(QObject):
    """Shows its pages alone in the program's window, and does the slow part in its worker."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self.locks = Locks()
        self._printed_by: Actor | None = None  # of the code that is shown

    # --- At the start ---------------------------------------------------------------

    def ask_to_unlock(self, place: DatabasePlace, prepare: Prepare | None) -> None:
        """Ask for what opens a place, and open it."""
        from desk_app.screens.locking.unlock_page import UnlockPage  # noqa: PLC0415 - rarely

        assert place.file is not None  # noqa: S101 - a server is never locked
        page = UnlockPage(place.shown)
        page.demo_wanted.connect(self._program.open_demo)
        page.typed.connect(partial(self._try, page, place, prepare))
        self._program.window.show_alone(page)

    def _try(
        self, page: UnlockPage, place: DatabasePlace, prepare: Prepare | None, typed: str
    ) -> None:
        assert place.file is not None  # noqa: S101 - as above
        keys = self.locks.keys_of(place.file)
        self._program.in_worker(
            lambda: keys.unlock(typed), partial(self._tried, page, place, prepare)
        )

    def _tried(
        self,
        page: UnlockPage,
        place: DatabasePlace,
        prepare: Prepare | None,
        answer: str | Exception,
    ) -> None:
        if isinstance(answer, str):
            self._program.open(place, prepare=prepare, key_hex=answer)
        elif isinstance(answer, TooSoonError):
            page.form.show_wait(answer.seconds)
        else:
            page.form.show_wrong(secret_sentence(answer))

    # --- The first lock ---------------------------------------------------------------

    def lock_new(
        self,
        place: DatabasePlace,
        begun: Database,
        *,
        has_keychain: bool,
        sits_here: int | None = None,
        paper: RecoveryPaper | None = None,
    ) -> None:
        """Ask for the secrets of a new clinic, then give its database a name and open it."""
        page = self._secrets_page(paper, has_keychain=has_keychain, may_give_up=False)
        page.presenter.chosen.connect(partial(self._lock_new, place, begun, sits_here))
        self._program.window.show_alone(page)

    def _lock_new(
        self, place: DatabasePlace, begun: Database, sits_here: int | None, wanted: NewSecrets
    ) -> None:
        file, key_hex = place.file, begun.key_hex
        assert file is not None  # noqa: S101 - only files are begun
        assert key_hex is not None  # noqa: S101 - with a key
        finish = partial(_finish, self.locks, file, begun, key_hex, wanted)
        self._open(place, finish, key_hex, sits_here)

    # --- A lock for records that are there ------------------------------------------------

    def lock_existing(
        self,
        place: DatabasePlace,
        *,
        sits_here: int | None = None,
        paper: RecoveryPaper | None = None,
    ) -> None:
        """Ask for the secrets of a clinic whose file is plain, then encrypt it and open it."""
        ask = partial(self._ask_existing, place, sits_here, paper)
        self._program.in_worker(self.locks.keychain.is_there, ask)

    def _ask_existing(
        self,
        place: DatabasePlace,
        sits_here: int | None,
        paper: RecoveryPaper | None,
        has_keychain: object,
    ) -> None:
        page = self._secrets_page(paper, has_keychain=has_keychain is True, may_give_up=True)
        page.presenter.chosen.connect(partial(self._lock_existing, place, sits_here))
        page.given_up.connect(partial(self._program.open, place, sits_here=sits_here))
        self._program.close_clinic()
        self._program.window.show_alone(page)

    def _lock_existing(
        self, place: DatabasePlace, sits_here: int | None, wanted: NewSecrets
    ) -> None:
        assert place.file is not None  # noqa: S101 - a server looks after itself
        key_hex = new_key()
        encrypt = partial(_encrypt, self.locks, place.file, key_hex, wanted)
        self._open(place, encrypt, key_hex, sits_here)

    # --- Both ---------------------------------------------------------------------------

    def _open(
        self, place: DatabasePlace, first: Callable[[], None], key_hex: str, sits_here: int | None
    ) -> None:
        """Open what is locked now; that the code left on paper stands in its audit."""
        by, self._printed_by = self._printed_by, None
        note = partial(_note_printed, by=by) if by is not None else None
        self._program.open(place, first=first, prepare=note, key_hex=key_hex, sits_here=sits_here)

    def _secrets_page(
        self, paper: RecoveryPaper | None, *, has_keychain: bool, may_give_up: bool
    ) -> SecretsPage:
        from desk_app.screens.locking.secrets_page import SecretsPage  # noqa: PLC0415 - rarely
        from desk_app.screens.locking.secrets_presenter import SecretsPresenter  # noqa: PLC0415

        self._printed_by = None
        presenter = SecretsPresenter(has_keychain=has_keychain)
        page = SecretsPage(presenter, may_give_up=may_give_up, can_print=paper is not None)
        if paper is not None:
            presenter.print_wanted.connect(partial(self._print, presenter, paper))
        return page

    def _print(self, presenter: SecretsPresenter, paper: RecoveryPaper, code: str) -> None:
        done = partial(self._was_printed, presenter, paper.by)
        self._program.in_worker(partial(paper.print, code), done)

    def _was_printed(self, presenter: SecretsPresenter, by: Actor, answer: object) -> None:
        if isinstance(answer, str):
            self._printed_by = by
        presenter.was_printed(answer)


# --- In the worker ---------------------------------------------------------------------


def _finish(locks: Locks, file: Path, begun: Database, key_hex: str, wanted: NewSecrets) -> None:
    from db.opening import finish_database  # noqa: PLC0415 - slow

    if file.exists():
        raise StorageError(StorageFailure.IN_USE)
    locks.keys_of(file).begin(key_hex, wanted, dt.datetime.now(dt.UTC))
    if not finish_database(begun, file):
        raise StorageError(StorageFailure.IN_USE)


def _note_printed(database: Database, *, by: Actor) -> None:
    from db.services.auditing import note  # noqa: PLC0415 - slow

    at = dt.datetime.now(dt.UTC)
    database.write(partial(note, actor=by, at=at, deed=Deed.PRINT, details=("recovery",)))


def _encrypt(locks: Locks, file: Path, key_hex: str, wanted: NewSecrets) -> None:
    from db.keys.encrypting import encrypt_with_copies  # noqa: PLC0415 - slow

    locks.keys_of(file).begin(key_hex, wanted, dt.datetime.now(dt.UTC))
    encrypt_with_copies(file, key_hex)
