"""Numbers as people write them, in digits and in words."""

import re

import pytest

from factcheck.claims.numerals import number, place_of, precision_of, value_of


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("12,000", 12_000, 1000),
        ("816 000", 816_000, 1000),
        ("816\u202f000", 816_000, 1000),
        ("816&nbsp;000", 816_000, 1000),
        ("1 082 000", 1_082_000, 1000),
        ("12,00,000", 1_200_000, 100_000),
        ("1.082.000", 1_082_000, 1000),
        ("1'000'000", 1_000_000, 1_000_000),
        ("12 lakh", 1_200_000, 100_000),
        ("2.5 crore", 25_000_000, 1_000_000),
        ("1 lakh crore", 1e12, 1e12),
        ("24m", 24_000_000, 1_000_000),
        ("a hundred and twenty", 120, 10),
        ("one million eighty-two thousand", 1_082_000, 1000),
        ("one hundred and twenty-five thousand three hundred", 125_300, 100),
        ("two thousand and one", 2001, 1),
        ("nineteen hundred", 1900, 100),
        ("two and a half million", 2_500_000, 100_000),
        ("two and a half", 2.5, 0.1),
        ("half a million", 500_000, 100_000),
        ("half a dozen", 6, 1),
        ("two dozen", 24, 1),
        ("sixty-four", 64, 1),
        ("twenty million", 20_000_000, 1_000_000),
        ("2 1/2", 2.5, 0.1),
        ("2½", 2.5, 0.1),
        ("99.30", 99.3, 0.01),
    ],
)
def test_a_number_is_read_whole(text: str, value: float, precision: float) -> None:
    found = re.match(number(), text, re.IGNORECASE)
    assert found is not None
    assert found[0] == text
    assert value_of(text) == value
    assert precision_of(text) == pytest.approx(precision)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("one and two", "one"),
        ("two three", "two"),
        ("three million and five others", "three million"),
        ("12 0000", "12"),
        ("12 00", "12"),
        ("12, 300", "12"),
        ("1.08 2", "1.08"),
        ("twenty thirty", "twenty"),
        ("a hundred people and twenty", "a hundred"),
        ("half an hour", None),
        ("hundreds", None),
        ("onewards", None),
        ("anthill", None),
    ],
)
def test_numbers_side_by_side_stay_two(text: str, first: str | None) -> None:
    found = re.match(rf"(?:{number()})(?!\w)", text, re.IGNORECASE)
    assert (found and found[0]) == first


@pytest.mark.parametrize(("value", "place"), [(0, 1), (20, 1), (99, 1), (100, 100), (1200, 100), (1234, 1), (2.5, 0.1), (0.25, 0.01)])
def test_the_last_digit_that_counts(value: float, place: float) -> None:
    assert place_of(value) == pytest.approx(place)
