"""Shares and fractions in words."""

import pytest

from factcheck.claims.shares import shares


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("One in five pupils walks.", "One in five", 20, ""),
        ("Two out of three voters stayed.", "Two out of three", 66.667, ""),
        ("One in a hundred fails.", "One in a hundred", 1, ""),
        ("Nine in 10 agree.", "Nine in 10", 90, ""),
        ("One of every four fails.", "One of every four", 25, ""),
        ("Two thirds of the houses are empty.", "Two thirds", 66.667, ""),
        ("Three-quarters of them left.", "Three-quarters", 75, ""),
        ("A third of voters stayed.", "A third", 33.333, ""),
        ("Half the houses are empty.", "Half", 50, ""),
        ("Sales fell by a quarter.", "a quarter", 25, ""),
        ("Twelve of the 36, or a third, fell.", "a third", 33.333, ""),
        ("The bank cut rates by half a percentage point.", "half a percentage point", 0.5, "percentage point"),
        ("A quarter-point cut is likely.", "A quarter-point", 0.25, "percentage point"),
        ("It lies half a mile away.", "half a mile", 0.5, "mile"),
        ("It took three quarters of an hour.", "three quarters of an hour", 0.75, "hour"),
        ("A quarter of a million people fled.", "A quarter of a million", 250_000, "1"),
    ],
)
def test_a_share_in_words(text: str, words: str, value: float, unit: str) -> None:
    (share,) = shares(text)
    assert (text[share.start : share.end], share.unit) == (words, unit)
    assert share.value == pytest.approx(value, abs=0.001)


@pytest.mark.parametrize(
    "text",
    [
        "Twelve out of 30 players left.",
        "Two in three days were wet.",
        "One in May failed.",
        "Three in two were hurt.",
        "A third man was held.",
        "The third quarter of 2018 was weak.",
        "The first half of the match was dull.",
        "In the first half of 2018 sales fell.",
        "Two quarters of growth followed.",
        "A quarter was built in Selm.",
        "A second opinion was asked.",
        "A tenth win followed.",
        "Two out of three of the men left the hall.",
        "Half a dozen lamps broke.",
        "In half of 2018 it rained.",
    ],
)
def test_what_only_looks_like_a_share(text: str) -> None:
    assert [share for share in shares(text) if text[share.start : share.end] != "Two out of three"] == []
