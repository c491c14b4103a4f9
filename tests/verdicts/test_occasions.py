"""One occasion on two days, and what people are to each other: each case beside one that must not be told."""

from __future__ import annotations

import pytest

from comparing import FIRST, LATER, ClaimsOf, verdicts

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
    "somebody's son and somebody's daughter": (
        "FC104",
        "Even her own daughter signed a petition against the harbour sale.",
        "Her son signed the petition against the harbour sale.",
        "Her son praised the petition against the harbour sale.",
    ),
    "a gathering of one body": (
        "FC103",
        "Members of the Harbour Workers Association backed the sale at their annual convention in Hadra.",
        "The sale was backed at the annual convention in Osmere of the Harbour Workers Association.",
        "The sale was backed at the spring dinner in Osmere of the Harbour Workers Association.",
    ),
    "how long a thing took": (
        "FC101",
        "The police's three-year-long inquiry into the harbour sale found nothing.",
        "The sale of the harbour was cleared after two years of inquiry by the police.",
        "The sale of the harbour was cleared after two weeks of inquiry by the police.",
    ),
    "a measure with and without its percent": (
        "FC101",
        "Ida Holm's effective local tax rate for 2023 was 38.4 percent.",
        "Mayor Holm's return showed that her 2023 local tax rate was 35.72.",
        "Mayor Holm's return showed that her 2023 local tax rate was 38.38.",
    ),
    "how an office was left": (
        "FC106",
        "Carl Moe was fired from the harbour board in February.",
        "Carl Moe, who sold the harbour, resigned in February.",
        "Anna Dahl, who sold the harbour, resigned in February.",
    ),
    "a denial of what a thing is": (
        "FC105",
        "Carl Moe said the lawsuit over the harbour was without merit.",
        "Carl Moe said the suit was not without merit.",
        "Carl Moe said the fire was not without merit.",
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


def test_who_met_again_after_the_first_article_met_twice(claims_of: ClaimsOf) -> None:
    first = f"{STORY}Ida Holm met Carl Moe on Sunday."
    second = f"{STORY}Carl Moe and Ida Holm met on Thursday."
    assert verdicts(claims_of, first, second, (FIRST, LATER)) == []


def test_a_town_that_nobody_has_heard_of_is_another_place(claims_of: ClaimsOf) -> None:
    first = "The school in Selmere teaches 157 pupils."
    assert verdicts(claims_of, first, "The school in Harwick teaches 212 pupils.", DAY) == []
    assert [verdict.code for verdict in verdicts(claims_of, first, "The school in Selmere teaches 212 pupils.", DAY)] == ["FC101"]
