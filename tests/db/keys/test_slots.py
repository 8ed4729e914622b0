"""Key slots: each secret opens the same key, and nothing else does."""

import datetime as dt
import json
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backends.fail import Keyring as FailingBackend
from keyring.backends.null import Keyring as ForgettingBackend

from db.domain.errors import LastSlotError, StorageError, StorageFailure, TooSoonError
from db.keys.clinic_keys import ClinicKeys, NewSecrets, Throttle
from db.keys.keychain import Keychain, NoKeychainError
from db.keys.recovery_code import (
    CodeFault,
    NoCodeError,
    looks_like_code,
    new_code,
    read_code,
    written,
)
from db.keys.slot_file import copy_slots, read_slots, slot_file_of, write_slots
from db.keys.slots import (
    SlotKind,
    WrongSecretError,
    is_good_passphrase,
    new_key,
    seal,
    unseal,
)
from tests.keychain import MemoryBackend

PASSPHRASE = "four quiet herons wade"
CODE = written(bytes(range(16)))
AT = dt.datetime(2026, 3, 6, 15, 30, 7, 5, tzinfo=dt.UTC)


@pytest.fixture
def seconds():
    """A clock that the test sets."""
    return [0.0]


@pytest.fixture
def backend():
    return MemoryBackend()


@pytest.fixture
def keys(tmp_path, backend, seconds):
    throttle = Throttle(clock=lambda: seconds[0])
    return ClinicKeys(tmp_path / "clinic.db", Keychain(backend), throttle)


# --- The recovery code -----------------------------------------------------------------


def test_a_code_is_seven_groups_of_four_letters_that_are_not_taken_for_others():
    groups = new_code().split("-")
    assert [len(group) for group in groups] == [4] * 7
    assert not set("".join(groups)) & set("OILU")
    assert new_code() != new_code()


@given(st.binary(min_size=16, max_size=16))
def test_a_code_is_read_as_it_was_written_however_it_is_typed(secret):
    code = written(secret)
    assert read_code(code) == secret
    assert read_code(code.lower().replace("-", " ").replace("0", "o").replace("1", "l")) == secret


@given(st.binary(min_size=16, max_size=16), st.integers(0, 27), st.integers(1, 31))
def test_one_mistyped_letter_is_nearly_always_noticed(secret, place, by):
    letters = list(written(secret).replace("-", ""))
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    letters[place] = alphabet[(alphabet.index(letters[place]) + by) % 32]
    try:
        read = read_code("".join(letters))
    except NoCodeError:
        return
    assert read != secret


@pytest.mark.parametrize(
    ("text", "fault"),
    [("", CodeFault.LENGTH), (CODE[:-1], CodeFault.LENGTH), ("U" * 28, CodeFault.LETTER)],
)
def test_what_is_no_code_says_why(text, fault):
    with pytest.raises(NoCodeError) as refused:
        read_code(text)
    assert refused.value.fault is fault
    assert not looks_like_code(text)


# --- Sealing ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "secret", "wrong"),
    [
        (SlotKind.PASSPHRASE, PASSPHRASE, PASSPHRASE + "s"),
        (SlotKind.RECOVERY, CODE, written(bytes(16))),
        (SlotKind.KEYCHAIN, "ab" * 32, "ac" * 32),
    ],
)
def test_only_its_own_secret_opens_a_slot(kind, secret, wrong):
    key = new_key()
    slot = seal(key, kind, secret, AT)
    assert unseal(slot, secret) == key
    assert bytes.fromhex(key) not in slot.sealed
    with pytest.raises(WrongSecretError):
        unseal(slot, wrong)


def test_a_passphrase_is_the_same_on_two_keyboards():
    slot = seal(new_key(), SlotKind.PASSPHRASE, "Zoë's  four herons ﬁsh", AT)
    unseal(slot, "Zoe\u0308's four herons fish ")


def test_two_slots_of_one_secret_have_nothing_in_common():
    key = new_key()
    one, other = (seal(key, SlotKind.RECOVERY, CODE, AT) for _ in range(2))
    assert one.salt != other.salt
    assert one.sealed != other.sealed


@pytest.mark.parametrize(
    ("text", "good"),
    [
        (PASSPHRASE, True),
        ("short", False),
        ("eleven sign", False),
        ("aaaaaaaaaaaaaa", False),
        ("123456789012", False),
        ("a b" + " " * 20, False),
        ("x1" * 600, False),
    ],
)
def test_which_passphrases_are_taken(text, good):
    assert is_good_passphrase(text) is good


# --- The file --------------------------------------------------------------------------


def test_the_file_gives_back_what_was_written_and_holds_no_secret(tmp_path):
    file = tmp_path / "clinic.db.keys"
    key = new_key()
    slots = (
        seal(key, SlotKind.PASSPHRASE, PASSPHRASE, AT),
        seal(key, SlotKind.RECOVERY, CODE, AT),
    )
    write_slots(file, slots)
    assert read_slots(file) == slots
    text = file.read_text()
    assert key not in text
    assert "heron" not in text
    assert CODE not in text
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{}", b"[]", b"null", b"\xff\xfe", b"[" * 99_000, b'{"format": 1, "slots": []}',
        b'{"format": 1, "slots": [7], "check": ""}', b"0" * 200_000,
    ],
)  # fmt: skip
def test_a_damaged_file_is_told_from_a_wrong_secret(tmp_path, content):
    file = tmp_path / "clinic.db.keys"
    file.write_bytes(content)
    with pytest.raises(StorageError) as refused:
        read_slots(file)
    assert refused.value.failure is StorageFailure.KEYS_DAMAGED


def test_every_flipped_letter_of_the_file_is_noticed(tmp_path):
    file = tmp_path / "clinic.db.keys"
    write_slots(file, [seal(new_key(), SlotKind.RECOVERY, CODE, AT)])
    slots = json.loads(file.read_text())["slots"]
    for name, value in slots[0].items():
        if name == "kind":
            continue
        swapped = value[:-3] + ("7" if value[-3] != "7" else "8") + value[-2:]
        file.write_text(file.read_text().replace(value, swapped))
        with pytest.raises(StorageError):
            read_slots(file)
        file.write_text(file.read_text().replace(swapped, value))
    read_slots(file)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(StorageError) as refused:
        read_slots(tmp_path / "clinic.db.keys")
    assert refused.value.failure is StorageFailure.KEYS_MISSING


def test_a_key_without_any_slot_is_never_written(tmp_path):
    with pytest.raises(ValueError, match="at least one"):
        write_slots(tmp_path / "clinic.db.keys", [])


def test_a_copy_of_a_database_gets_the_slots_beside_it(tmp_path):
    database, copy = tmp_path / "clinic.db", tmp_path / "copy.db"
    copy_slots(database, copy)
    assert not slot_file_of(copy).exists()
    write_slots(slot_file_of(database), [seal(new_key(), SlotKind.RECOVERY, CODE, AT)])
    copy_slots(database, copy)
    assert read_slots(slot_file_of(copy)) == read_slots(slot_file_of(database))


KILLED = """
import sys
from pathlib import Path
from db.keys.slot_file import read_slots, write_slots
file = Path(sys.argv[1])
slots = read_slots(file)
print("ready", flush=True)
while True:
    write_slots(file, slots[::-1])
"""


def test_a_kill_while_the_slots_are_written_leaves_them_whole(tmp_path):
    file = tmp_path / "clinic.db.keys"
    write_slots(file, [seal(new_key(), SlotKind.RECOVERY, CODE, AT) for _ in range(8)])
    for _ in range(5):
        writer = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(file)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[3],
        )
        writer.stdout.readline()
        before = file.stat().st_ino
        while file.stat().st_ino == before:
            pass
        writer.kill()
        writer.wait()
        writer.stdout.close()
        assert len(read_slots(file)) == 8


# --- The slots of a clinic ---------------------------------------------------------------


def test_keychain_passphrase_and_code_all_open_the_same_key(keys):
    key = new_key()
    keys.begin(key, NewSecrets(CODE, PASSPHRASE, uses_keychain=True), AT)
    assert keys.from_keychain() == keys.unlock(PASSPHRASE) == keys.unlock(CODE.lower()) == key
    assert [slot.kind for slot in keys.slots()] == [
        SlotKind.RECOVERY,
        SlotKind.PASSPHRASE,
        SlotKind.KEYCHAIN,
    ]


def test_a_changed_passphrase_opens_and_the_old_one_does_not(keys):
    key = new_key()
    keys.begin(key, NewSecrets(CODE, PASSPHRASE), AT)
    keys.replace(key, SlotKind.PASSPHRASE, "a wholly new sentence", AT)
    assert keys.unlock("a wholly new sentence") == key
    with pytest.raises(WrongSecretError):
        keys.unlock(PASSPHRASE)
    assert keys.unlock(CODE) == key


def test_a_slot_that_is_removed_opens_nothing_and_its_secret_leaves_the_keychain(keys, backend):
    key = new_key()
    keys.begin(key, NewSecrets(CODE, uses_keychain=True), AT)
    [slot] = [slot for slot in keys.slots() if slot.kind is SlotKind.KEYCHAIN]
    assert backend.kept
    keys.remove(slot.slot_id)
    assert keys.from_keychain() is None
    assert not backend.kept
    keys.remove(uuid.uuid4())


def test_the_last_slot_that_opens_elsewhere_cannot_be_removed(keys):
    keys.begin(new_key(), NewSecrets(CODE, uses_keychain=True), AT)
    with pytest.raises(LastSlotError):
        keys.remove(keys.slots()[0].slot_id)
    assert len(keys.slots()) == 2


def test_the_slots_of_an_earlier_key_are_moved_aside_and_not_lost(keys, tmp_path):
    keys.begin(new_key(), NewSecrets(CODE), AT)
    before = keys.slots()
    keys.begin(new_key(), NewSecrets(CODE), AT)
    [aside] = tmp_path.glob("clinic.db.keys.*.old")
    assert read_slots(aside) == before != keys.slots()


def test_the_third_wrong_passphrase_and_each_further_one_has_to_wait_longer(keys, seconds):
    keys.begin(new_key(), NewSecrets(CODE, PASSPHRASE), AT)
    waits = []
    for _ in range(11):
        try:
            keys.unlock("a wrong one, typed")
        except WrongSecretError:
            waits.append(0.0)
        except TooSoonError as error:
            waits.append(error.seconds)
            seconds[0] += error.seconds
    assert [wait for wait in waits if wait] == [1.0, 2.0, 4.0, 8.0]
    with pytest.raises((WrongSecretError, TooSoonError)):
        keys.unlock("a wrong one, typed")
    seconds[0] += 100
    assert keys.unlock(PASSPHRASE)
    for _ in range(3):  # free again
        with pytest.raises(WrongSecretError):
            keys.unlock("a wrong one, typed")


def test_a_mistyped_code_says_so(keys):
    keys.begin(new_key(), NewSecrets(CODE), AT)
    with pytest.raises(NoCodeError):
        keys.unlock(CODE[:-1] + ("2" if CODE[-1] != "2" else "3"))


@pytest.mark.parametrize("backend", [FailingBackend(), ForgettingBackend()])
def test_a_keychain_that_fails_or_forgets_is_none(tmp_path, backend):
    keychain = Keychain(backend)
    assert not keychain.is_there()
    assert keychain.secret(uuid.uuid4()) is None
    keys = ClinicKeys(tmp_path / "clinic.db", keychain, Throttle())
    with pytest.raises(NoKeychainError):
        keys.begin(new_key(), NewSecrets(CODE, uses_keychain=True), AT)
    assert not slot_file_of(tmp_path / "clinic.db").exists()


def test_a_keychain_is_tried_without_leaving_anything_in_it(backend):
    assert Keychain(backend).is_there()
    assert not backend.kept


def test_secrets_never_show_in_a_repr():
    assert "heron" not in repr(NewSecrets(CODE, PASSPHRASE))
    assert CODE not in repr(NewSecrets(CODE, PASSPHRASE))
