"""What `factcheck explain` gives as an example of a rule that the embedded engine sees is told by it."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from comparing import verdicts
from factcheck.findings import rule
from factcheck.model import Claim

MONDAY, WEDNESDAY = date(2024, 3, 4), date(2024, 3, 6)


@pytest.mark.parametrize("code", ["FC101", "FC102", "FC103", "FC104", "FC105", "FC106", "FC107", "FC205", "FC303"])
def test_the_example_of_a_rule_is_found(code: str, claims_of: Callable[..., list[Claim]]) -> None:
    first, second = (f"{sentence}." for sentence in re.findall(r'"([^"]+)"', rule(code).example))
    told = verdicts(claims_of, first, second, (MONDAY, WEDNESDAY if code == "FC205" else MONDAY))
    assert [verdict.code for verdict in told] == [code]
