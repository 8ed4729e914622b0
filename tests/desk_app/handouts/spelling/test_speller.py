"""Words that no dictionary knows, by tiny dictionaries written here."""

import sys

import pytest

from desk_app.handouts.spelling.dictionaries import find_dictionary, usual_folders
from desk_app.handouts.spelling.speller import Misspelling, Speller, Standing

AFF = "SET UTF-8\nTRY esianrtolcdugmphbyfvkw\nSFX S Y 1\nSFX S 0 s .\n"
WORDS = ("needle/S", "help/S", "back", "the", "don't", "café", "self", "care", "Ortiz")


def write_dictionary(folder, name, words=WORDS, aff=AFF):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.aff").write_text(aff, "utf-8")
    (folder / f"{name}.dic").write_text("\n".join([str(len(words)), *words, ""]), "utf-8")


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "añadidos por la clínica"
    write_dictionary(place, "en_US")
    return place


@pytest.fixture
def said(folder):
    """What is not known in a line, in English, at a clinic in the US."""
    speller = Speller([folder])

    def check(line, own=(), language="en"):
        report = speller.check([line], language=language, region="US", own=frozenset(own))
        assert report.standing is Standing.CHECKED
        return [word.said for word in report.found]

    return check


def test_a_word_is_known_with_its_endings_and_an_unknown_one_has_its_place(folder):
    report = Speller([folder]).check(
        ["The needles", "🌿 help the bakc"], language="en", region="US", own=frozenset()
    )
    assert report.found == (Misspelling(1, 11, 15, "bakc"),)


@pytest.mark.parametrize(
    "line",
    [
        "don’t don't Don’t",
        "café cafe\u0301",
        "Ortiz’s back",
        "self-care",
        "NHS AHRQ",
        "B12 5mg C6_x 300",
        "www.wilow.example https://wilow.example/nedles front@wilow.example",
        "i.e. p.ej",
        "Пётр عربي 針",
        "a x y",
        "",
        "nedle" * 40,
    ],
)
def test_what_is_right_or_no_word_is_not_marked(said, line):
    assert said(line) == []


@pytest.mark.parametrize("line", ["nedle", "Nedle", "self-caer", "nedle’s", "(nedle)", "“nedle”,"])
def test_a_wrong_word_is_marked_in_any_dress(said, line):
    assert len(said(line)) == 1


def test_the_clinics_own_words_are_right_in_any_case_and_with_an_owner(said):
    assert said("Qigong and qigong’s help", own=["qigong", "and"]) == []


def test_other_words_are_offered_the_likeliest_first(folder):
    speller = Speller([folder])
    assert speller.suggest("nedle", language="en", region="US")[0] == "needle"
    assert speller.suggest("dont’", language="en", region="US")[0] == "don’t"
    assert speller.suggest("針", language="en", region="US") == ()


def test_the_language_of_the_text_decides(folder):
    write_dictionary(folder, "es_ES", ("aguja/S",))
    speller = Speller([folder])
    for language, wrong in (("en", "agujas"), ("es", "needles")):
        report = speller.check(["needles agujas"], language=language, region="US", own=frozenset())
        assert [word.said for word in report.found] == [wrong]


def test_without_a_dictionary_nothing_is_marked_until_one_is_put_there(tmp_path):
    speller = Speller([tmp_path / "not there", tmp_path])
    how = {"language": "en", "region": "US", "own": frozenset()}
    assert speller.check(["bakc"], **how).standing is Standing.NO_DICTIONARY
    assert speller.suggest("bakc", language="en", region="US") == ()
    write_dictionary(tmp_path, "en_US")
    assert [word.said for word in speller.check(["bakc"], **how).found] == ["bakc"]


@pytest.mark.parametrize(
    "content", [b"", b"0\n", b"\x1f\x8b\x00\xff", b"needle\nhelp\n", b"900000000\nhelp\n"]
)
def test_a_damaged_dictionary_marks_nothing_instead_of_everything(tmp_path, content):
    write_dictionary(tmp_path, "en_US")
    (tmp_path / "en_US.dic").write_bytes(content)
    report = Speller([tmp_path]).check(["help"], language="en", region="US", own=frozenset())
    assert (report.standing, report.found) == (Standing.UNREADABLE, ())


def test_letters_that_an_old_dictionary_does_not_have_are_no_mistakes(tmp_path):
    write_dictionary(tmp_path, "en_US", ("help",), "SET ISO8859-1\n")
    speller = Speller([tmp_path])
    report = speller.check(["help Nguyễn"], language="en", region="US", own=frozenset())
    assert report.found == ()


@pytest.mark.parametrize(
    ("there", "region", "found"),
    [
        (("en_AU", "en_GB", "en_US"), "GB", "en_GB"),
        (("en_AU", "en_GB", "en_US"), "DE", "en_US"),
        (("en_AU", "es_ES"), "US", "en_AU"),
        (("es_ES", "enm_XX"), "US", None),
    ],
)
def test_the_clinics_country_comes_first_then_the_usual_ones(tmp_path, there, region, found):
    for name in there:
        write_dictionary(tmp_path, name)
    expected = tmp_path / found if found else None
    assert find_dictionary("en", region, [tmp_path]) == expected


def test_the_clinics_own_folder_comes_first_and_that_of_an_office_is_looked_into(tmp_path):
    own, office = tmp_path / "own", tmp_path / "office"
    write_dictionary(office / "dict-en", "en_US")
    assert find_dictionary("en", "US", [own, office]) == office / "dict-en" / "en_US"
    write_dictionary(own, "en_GB")
    assert find_dictionary("en", "US", [own, office]) == own / "en_GB"
    (own / "en_GB.aff").unlink()
    assert find_dictionary("en", "US", [own, office]) == office / "dict-en" / "en_US"


def test_american_english_is_always_there(tmp_path):
    bundled = usual_folders(tmp_path)[-1]
    found = find_dictionary("en", "US", [tmp_path, bundled])
    assert found == bundled / "en_US"
    report = Speller([bundled]).check(
        ["Needles ease the bakc"], language="en", region="US", own=frozenset()
    )
    assert [word.said for word in report.found] == ["bakc"]


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_every_system_has_its_places_after_the_own_one(monkeypatch, tmp_path, system):
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setenv("ProgramFiles", "C:/Program Files")
    own, *others = usual_folders(tmp_path)
    assert own == tmp_path
    assert others
