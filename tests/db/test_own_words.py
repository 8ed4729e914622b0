"""The clinic's own words."""

from functools import partial

import pytest

from db.domain.enquiry import ChoiceList
from db.domain.errors import ValidationError
from db.queries.clinic import clinic_facts
from db.services.own_words import use_own_word


@pytest.fixture
def use(database, actor, now):
    return lambda word, **how: database.write(
        partial(use_own_word, actor=actor, at=now, word=word, **how)
    )


@pytest.fixture
def words(database):
    """Those in use, in their order."""

    def listed():
        lines = database.read(clinic_facts).choices[ChoiceList.OWN_WORD]
        return [line.label for line in lines if line.active]

    return listed


def test_a_word_is_taken_in_once_and_out_again(use, words):
    use("qigong")
    use("Moxa")
    use("qigong")
    assert words() == ["qigong", "Moxa"]
    use("qigong", used=False)
    assert words() == ["Moxa"]
    use("qigong")
    assert words() == ["qigong", "Moxa"]


def test_a_word_that_is_not_listed_is_taken_out_without_a_mistake(use, words):
    use("qigong", used=False)
    assert words() == []


@pytest.mark.parametrize("word", ["", "  ", "x" * 101])
def test_nothing_and_too_much_are_no_word(use, word):
    with pytest.raises(ValidationError) as refused:
        use(word)
    assert set(refused.value.problems) == {"word"}
