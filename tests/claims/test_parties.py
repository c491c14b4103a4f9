"""The party of a person, as the words beside the name tell it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from comparing import verdicts
from factcheck.claims.parties import parties
from factcheck.model import Category, Claim, Name

DAY = date(2024, 3, 5)


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Ida Holm (R-Texas) resigned.", "republican"),
        ("Ida Holm (D) resigned.", "democratic"),
        ("Ida Holm, D-Texas, resigned.", "democratic"),
        ("Ida Holm, the Texas Republican who led the panel, resigned.", "republican"),
        ("Ida Holm, Democrat of Ohio, resigned.", "democratic"),
        ("The Republican Gov. Ida Holm resigned.", "republican"),
        ("The Tory Ida Holm resigned.", "conservative"),
        ("Ida Holm, the Republican nominee's wife, resigned.", None),
        ("Ida Holm attacked a Democrat of Ohio.", None),
        ("Republican leaders met Ida Holm.", None),
    ],
)
def test_a_party_stands_beside_the_name(text: str, party: str | None) -> None:
    start = text.index("Ida Holm")
    name = Name(start=start, end=start + 8, text="Ida Holm", canonical="Ida Holm", category="person")
    found = list(parties(text, [name]))
    assert [(one.group, one.value) for one in found] == ([("party of Ida Holm", party)] if party else [])
    assert all(text[one.start : one.end] == one.text for one in found)


def test_who_says_it_has_a_party_too(claims_of: Callable[..., list[Claim]]) -> None:
    claims = claims_of("Holm, D-Texas, said on Monday that the harbour would close. Ida Holm leads the panel.", DAY)
    assert [value.value for claim in claims for value in claim.values if isinstance(value, Category)] == ["democratic"]


def test_two_parties_of_one_person_contradict_and_of_two_do_not(claims_of: Callable[..., list[Claim]]) -> None:
    first = "Ida Holm, the Ohio Democrat, resigned over the sale of the harbour."
    second = "Rep. {} (R-Ohio) is resigning over the sale of the harbour."
    assert [verdict.code for verdict in verdicts(claims_of, first, second.format("Ida Holm"), (DAY, DAY))] == ["FC106"]
    assert verdicts(claims_of, first, second.format("Carl Moe"), (DAY, DAY)) == []
