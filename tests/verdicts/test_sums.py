"""FC110 between two statements: parts and whole, a vote and its margin, an age and a date of birth."""

from collections.abc import Callable
from datetime import date

import pytest

from comparing import verdicts
from factcheck.model import Claim

DAY = (date(2024, 3, 5), date(2024, 3, 5))
STORY = " Corvid Mill stands in Harrow. The Corvid Mill of Harrow employs weavers of Lowmere."

DIFFER = [
    ("Five men and three women were hurt in the crash.", "Nine people were hurt in the crash."),
    ("The gunman killed four men, two women and three children.", "The gunman killed eight people."),
    ("All but four of the 30 members voted for the motion.", "In the end 24 of the 30 members voted for the motion."),
    ("The council adopted the budget by a single vote.", "Six of the nine members of the council backed the budget."),
    ("The council approved the budget by 8 votes to 3.", "The council approved the budget with a three-vote majority."),
    ("The motion was approved by a majority of four votes.", "The motion was approved by 31 votes to 25."),
    ("Ida Holm, 61, runs the mill.", "Ida Holm was born in 1970."),
    ("The 48-year-old Ida Holm runs the mill.", "Ida Holm was born on 3 May 1970."),
]
COMPATIBLE = [
    ("Five men and three women were hurt in the crash.", "Eight people were hurt in the crash."),
    ("Five men and three women were hurt in the crash.", "Nine people were hurt in the fire in Lowmere."),
    ("Five men and three women were hurt in the crash.", "Nine people were questioned after the crash."),
    ("Among them five men and three women were hurt.", "Nine people were hurt in the crash."),
    ("All but four of the 30 members voted for the motion.", "In the end 26 of the 30 members voted for the motion."),
    ("All but four of the 30 members voted for the motion.", "In the end 24 of the 30 members spoke."),
    ("The council adopted the budget by a single vote.", "Five of the nine members of the council backed the budget."),
    ("The council approved the budget by 8 votes to 3.", "The council approved the budget with a five-vote majority."),
    ("Ida Holm, 53, runs the mill.", "Ida Holm was born in 1970."),
    ("Ida Holm, 61, runs the mill.", "Per Lind was born in 1970."),
]


@pytest.mark.parametrize(("first", "second"), DIFFER)
def test_numbers_that_cannot_both_be_right(first: str, second: str, claims_of: Callable[..., list[Claim]]) -> None:
    assert [verdict.code for verdict in verdicts(claims_of, first + STORY, second + STORY, DAY)] == ["FC110"]


@pytest.mark.parametrize(("first", "second"), COMPATIBLE)
def test_numbers_that_can(first: str, second: str, claims_of: Callable[..., list[Claim]]) -> None:
    assert verdicts(claims_of, first + STORY, second + STORY, DAY) == []


def test_a_later_count_may_have_grown(claims_of: Callable[..., list[Claim]]) -> None:
    first, second = DIFFER[0]
    found = verdicts(claims_of, first + STORY, second + STORY, (date(2024, 3, 5), date(2024, 3, 7)))
    assert [verdict.code for verdict in found if verdict.relation == "contradicts"] == []
