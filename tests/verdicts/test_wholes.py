"""FC105 by quantifiers: all of a counted whole, and none of it."""

from collections.abc import Callable
from datetime import date

import pytest

from comparing import verdicts
from factcheck.model import Claim

DAY = (date(2024, 3, 5), date(2024, 3, 5))
STORY = " The Lowmere Gallery in Harrow was robbed. The Lowmere Gallery lost paintings to thieves in Harrow."

DIFFER = [
    ("All four paintings were insured.", "None of the four was covered by insurance."),
    ("Both guards left the hall early.", "Neither of the two guards left the hall early."),
]
COMPATIBLE = [
    ("All four paintings were insured.", "None of the six frames was covered by insurance."),
    ("All four paintings were insured.", "None of the four has been found."),
    ("All four paintings were insured.", "All four paintings were covered by insurance."),
    ("All four paintings will be insured.", "None of the four was covered by insurance."),
]


@pytest.mark.parametrize(("first", "second"), DIFFER)
def test_all_and_none(first: str, second: str, claims_of: Callable[..., list[Claim]]) -> None:
    assert [verdict.code for verdict in verdicts(claims_of, first + STORY, second + STORY, DAY)] == ["FC105"]


@pytest.mark.parametrize(("first", "second"), COMPATIBLE)
def test_other_wholes_and_other_deeds(first: str, second: str, claims_of: Callable[..., list[Claim]]) -> None:
    assert verdicts(claims_of, first + STORY, second + STORY, DAY) == []
