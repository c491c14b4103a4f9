"""FC101 by measures: two values of one measured thing, whatever the verbs."""

from collections.abc import Callable
from datetime import date

import pytest

from comparing import verdicts
from factcheck.claims.measures import measure
from factcheck.model import Claim
from factcheck.syntax import Syntax

DAY = (date(2024, 3, 5), date(2024, 3, 5))
STORY = " Corvid Air flies from Harrow. Corvid Air was founded in Harrow by a pilot."

DIFFER = [
    ("Corvid Air paid an effective tax rate of 35 percent in 2023.", "The effective tax rate of Corvid Air in 2023 was 28 percent."),
    ("Corvid Air has an operating margin of 12 percent.", "The operating margin of Corvid Air stands at 9 percent."),
]
COMPATIBLE = [
    ("Corvid Air paid an effective tax rate of 35 percent in 2023.", "The effective tax rate of Corvid Air in 2022 was 28 percent."),
    ("Corvid Air paid an effective tax rate of 35 percent in 2023.", "The local tax rate of Corvid Air in 2023 was 28 percent."),
    ("Corvid Air paid an effective tax rate of about 35 percent in 2023.", "The effective tax rate of Corvid Air in 2023 was 36 percent."),
    ("Corvid Air paid an effective tax rate of 35 percent in 2023.", "Corvid Air will pay an effective tax rate of 28 percent in 2023."),
]


@pytest.mark.parametrize(("first", "second"), DIFFER)
def test_two_values_of_one_measure(first: str, second: str, claims_of: Callable[..., list[Claim]]) -> None:
    assert [verdict.code for verdict in verdicts(claims_of, first + STORY, second + STORY, DAY)] == ["FC101"]


@pytest.mark.parametrize(("first", "second"), COMPATIBLE)
def test_values_that_may_both_be_right(first: str, second: str, claims_of: Callable[..., list[Claim]]) -> None:
    assert verdicts(claims_of, first + STORY, second + STORY, DAY) == []


@pytest.mark.parametrize(
    ("text", "number", "measured"),
    [
        ("The firm paid a tax rate of 35 percent.", "35", "rate tax"),
        ("The death toll stood at 37 on Friday.", "37", "death toll"),
        ("The bridge cost $3 million.", "3", "bridge"),
        ("The number of beds was 48.", "48", "bed number"),
        ("The fire killed 12 people.", "12", ""),
    ],
)
def test_what_a_number_is_the_value_of(text: str, number: str, measured: str, parse_sentence: Callable[[str], Syntax]) -> None:
    syntax = parse_sentence(text)
    (index,) = [i for i, token in enumerate(syntax.tokens) if token.text == number]
    assert measure(syntax, index) == measured
