import dataclasses
import datetime as dt
import json

import pytest

from db.domain.article import ArticleState
from db.domain.handout import Paper, TextSize
from desk_app.handouts.sheet import HandoutSheet
from tests.desk_app.handouts.samples import APPROVED, CLINIC, GIVEN_ON, sheet


def test_a_sheet_comes_back_from_its_json_unchanged():
    logo = dataclasses.replace(CLINIC, logo="ab" * 32)
    whole = sheet(letterhead=logo, size=TextSize.LARGE, paper=Paper.A4, example=True)
    assert HandoutSheet.from_json(json.loads(json.dumps(whole.to_json()))) == whole


def test_the_reference_is_the_same_for_the_same_sheet_and_another_for_another_person():
    assert sheet().reference == sheet().reference
    assert sheet().reference != sheet(recipient_name="R. Diaz").reference


@pytest.mark.parametrize("state", [s for s in ArticleState if s is not ArticleState.APPROVED])
def test_only_approved_text_is_free_of_the_draft_mark(state):
    assert not sheet().is_draft
    assert sheet(provenance=dataclasses.replace(APPROVED, state=state)).is_draft


def test_text_is_a_draft_from_the_day_after_its_review_was_due():
    due_today = dataclasses.replace(APPROVED, review_due_on=GIVEN_ON)
    due_yesterday = dataclasses.replace(APPROVED, review_due_on=GIVEN_ON - dt.timedelta(days=1))
    assert not sheet(provenance=due_today).is_draft
    assert sheet(provenance=due_yesterday).is_draft


def test_an_example_is_a_draft_whatever_its_state():
    assert sheet(example=True).is_draft
