"""FC109: other words in one quotation, and what outlets may write in their own way."""

from collections.abc import Callable
from datetime import date

import pytest

from comparing import verdicts
from factcheck.claims.wording import heard
from factcheck.model import Claim

DAY = (date(2024, 3, 5), date(2024, 3, 5))

DIFFER = [
    ("“We will never sell the harbour to strangers,” Ida Holm said.", "“We will never leave the harbour to strangers,” Ida Holm said."),
    ("“The dam holds 40 tonnes of silt today,” Ida Holm said.", "“The dam holds 90 tonnes of silt today,” Ida Holm said."),
]
AGREE = [
    ("“They are followers of a false idea,” Ida Holm said.", "“They're followers of a false idea,” Ida Holm said."),
    ("“I thanked General Benning for his work,” Ida Holm said.", "“I thanked Gen. Benning for his work,” Ida Holm said."),
    ("“We favour the colour of the old harbour,” Ida Holm said.", "“We favor the color of the old harbor,” Ida Holm said."),
    ("“We will never sell the harbour to strangers,” Ida Holm said.", "“We will never sell the harbour,” Ida Holm said."),
    ("“We will never sell the harbour to strangers,” Ida Holm said.", "“We will never leave the harbour to strangers,” Karl Benning said."),
    ("“The harbour is the heart of a town like this,” Ida Holm said.", "“The harbour is the heart of the town like this,” Ida Holm said."),
]


@pytest.mark.parametrize(("first", "second"), DIFFER)
def test_other_words_are_told(first: str, second: str, claims_of: Callable[..., list[Claim]]) -> None:
    assert [verdict.code for verdict in verdicts(claims_of, first, second, DAY)] == ["FC109"]


@pytest.mark.parametrize(("first", "second"), AGREE)
def test_the_same_words_are_not(first: str, second: str, claims_of: Callable[..., list[Claim]]) -> None:
    assert verdicts(claims_of, first, second, DAY) == []


def test_a_denial_is_heard() -> None:
    assert heard("We can't go") == heard("We cannot go") == ["we", "can", "not", "go"]
    assert heard("We can go") != heard("We can't go")
    assert heard("Ida’s harbour") == ["ida's", "harbor"]
