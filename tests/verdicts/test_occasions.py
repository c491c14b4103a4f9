"""One occasion on two days, and what people are to each other: each case beside one that must not be told."""

from __future__ import annotations

import pytest

from comparing import FIRST, ClaimsOf, verdicts

DAY = (FIRST, FIRST)
STORY = "Mayor Ida Holm of Lundby is under pressure over the sale of the Lundby harbour to Dunn Steel. "

CASES = {
    "a meeting of the same two": (
        "FC102",
        "Ida Holm met with Carl Moe on Friday to talk about the sale of the harbour.",
        "Carl Moe met Ida Holm at the town hall on Saturday.",
        "Carl Moe met Anna Dahl at the town hall on Saturday.",
    ),
    "a deed named right before its day": (
        "FC102",
        "Carl Moe collapsed on Friday, hours after the sale of the harbour.",
        "Carl Moe collapsed on Saturday in the town hall.",
        "Carl Moe spoke on Saturday in the town hall.",
    ),
    "what is to come in one place": (
        "FC102",
        "Ida Holm is to meet the buyers in Osmere, Norway on Thursday.",
        "The talks in Osmere on Friday are expected to last a day.",
        "The talks in Hadra on Friday are expected to last a day.",
    ),
    "before and after": (
        "FC104",
        "Ida Holm's predecessor, Carl Moe, has defended the sale of the harbour.",
        "Ida Holm's successor, Carl Moe, has criticised the sale of the harbour.",
        "Ida Holm's successor, Anna Dahl, has criticised the sale of the harbour.",
    ),
    "two sexes of one child": (
        "FC104",
        "Ida Holm's daughter, Kim Holm, owns shares in Dunn Steel.",
        "Ida Holm's son, Kim Holm, sold the shares in Dunn Steel.",
        "Ida Holm's son, Sam Holm, sold the shares in Dunn Steel.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_one_occasion_and_one_tie(claims_of: ClaimsOf, name: str) -> None:
    code, first, second, near_miss = CASES[name]
    assert [verdict.code for verdict in verdicts(claims_of, STORY + first, STORY + second, DAY)] == [code]
    assert verdicts(claims_of, STORY + first, STORY + near_miss, DAY) == []


def test_what_people_say_and_how_they_vote_they_do_on_many_days(claims_of: ClaimsOf) -> None:
    for deed in ("spoke", "voted", "tweeted"):
        first, second = f"{STORY}Carl Moe {deed} on Friday.", f"{STORY}Carl Moe {deed} on Saturday."
        assert verdicts(claims_of, first, second, DAY) == []
