"""Pairs that look like a contradiction or an update: each beside the like of it that is one."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from comparing import FIRST, LATER, verdicts
from factcheck.model import Claim

ClaimsOf = Callable[..., list[Claim]]
LAST_MINUTE = datetime(9999, 12, 31, 23, 59, 59)
UNDATED, ONE_DAY, THREE_DAYS = (None, None), (FIRST, FIRST), (FIRST, LATER)

CASES = {
    "another day that no date places": (
        "Shares in Dunn Steel rose 4 percent on Monday.",
        "Shares in Dunn Steel fell 6 percent on Tuesday.",
        "Shares in Dunn Steel fell 6 percent on Monday.",
        UNDATED,
    ),
    "another month that no date places": (
        "The Dunn plant in Harwick sold 12,000 cars in May.",
        "The Dunn plant in Harwick sold 14,000 cars in June.",
        "The Dunn plant in Harwick sold 14,000 cars in May.",
        UNDATED,
    ),
    "now and years ago": (
        "The school in Harwick has 300 pupils.",
        "The school in Harwick had 450 pupils in 1998.",
        "The school in Harwick has 450 pupils.",
        ONE_DAY,
    ),
    "a month and the year up to it": (
        "Inflation rose 0.4 percent in May, the statistics office said.",
        "Inflation rose 3.2 percent in the year to May, the statistics office said.",
        "Inflation rose 3.2 percent in May, the statistics office said.",
        ONE_DAY,
    ),
    "one of several shares and their sum": (
        "Each of the winners receives 5,000 euros, the Lundby foundation said.",
        "The winners receive 20,000 euros in all, the Lundby foundation said.",
        "Each of the winners receives 20,000 euros, the Lundby foundation said.",
        ONE_DAY,
    ),
    "two votes on two people": (
        "Senators voted 51-48 to confirm Anna Dahl as ambassador.",
        "Senators voted 62-37 to confirm Carl Moe as head of the bank.",
        "Senators voted 62-37 to confirm Anna Dahl as ambassador.",
        ONE_DAY,
    ),
    "one more of them": (
        "A suspect was arrested after the robbery in Lundby on Monday.",
        "A fourth suspect was arrested after the robbery in Lundby on Tuesday.",
        "A suspect was arrested after the robbery in Lundby on Tuesday.",
        THREE_DAYS,
    ),
    "what nearly happened": (
        "The governor nearly resigned over the scandal in March.",
        "The governor did not resign over the scandal in March.",
        None,
        ONE_DAY,
    ),
    "another place": (
        "Voters in Harwick rejected the plan for a stadium.",
        "Voters in Lowmere approved the plan for a stadium.",
        "Voters in Harwick approved the plan for a stadium.",
        THREE_DAYS,
    ),
    "another charge": (
        "A court in Lundby convicted Carl Moe of fraud in March.",
        "A court in Lundby acquitted Carl Moe of bribery in March.",
        "A court in Lundby acquitted Carl Moe of fraud in March.",
        ONE_DAY,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_only_looks_like_a_conflict_is_none(claims_of: ClaimsOf, case: str) -> None:
    first, other, _, days = CASES[case]
    assert not verdicts(claims_of, first, other, days)


@pytest.mark.parametrize("case", [name for name, case in CASES.items() if case[2] is not None])
def test_the_like_of_it_is_a_conflict(claims_of: ClaimsOf, case: str) -> None:
    first, _, rival, days = CASES[case]
    assert rival is not None
    assert verdicts(claims_of, first, rival, days)


def test_what_happened_is_not_what_did_not(claims_of: ClaimsOf) -> None:
    denied = "The governor did not resign over the scandal in March."
    assert verdicts(claims_of, "The governor resigned over the scandal in March.", denied, (date(2024, 3, 4), date(2024, 3, 4)))


@pytest.mark.parametrize("first", [date.min, date.max, datetime(1, 1, 1), LAST_MINUTE])
@pytest.mark.parametrize("second", [date.min, date(1, 1, 3), date(9999, 12, 30), LAST_MINUTE])
def test_articles_of_the_first_and_the_last_days_of_the_calendar_are_compared(claims_of: ClaimsOf, first: date, second: date) -> None:
    text = "The school in Harwick closed on Monday. The school in Harwick had 450 pupils in May 1999. It has 300 pupils."
    assert not [v for v in verdicts(claims_of, text, text, (first, second)) if v.relation == "contradicts" and v.code == "FC101"]
