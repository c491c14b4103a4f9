"""What noun phrases say of office, seat and life, beside what their clauses say."""

from collections.abc import Callable
from datetime import date

import pytest

from factcheck.model import Claim

ClaimsOf = Callable[..., list[Claim]]
DAY = date(2025, 3, 4)


def said(claims_of: ClaimsOf, text: str) -> list[str]:
    claims = [claim for claim in claims_of(text, DAY) if claim.ascribed]
    assert all(text[claim.span.start : claim.span.end] == claim.quote for claim in claims)
    return [claim.text for claim in claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Castellan Foods chief executive Hannah Reuter said so.", "Hannah Reuter is the chief executive of Castellan Foods"),
        ("Castellan Foods CEO Hannah Reuter said so.", "Hannah Reuter is the chief executive of Castellan Foods"),
        ("Hannah Reuter, chief executive of Castellan Foods, resigned.", "Hannah Reuter is the chief executive of Castellan Foods"),
        ("Castellan Foods' chief executive, Hannah Reuter, left.", "Hannah Reuter is the chief executive of Castellan Foods"),
        ("Castellan Foods grew. The company's chief executive Ida Moe left.", "Ida Moe is the chief executive of Castellan Foods"),
        ("The mayor of Tarnow Hill, Peter Lyle, unveiled a plaque.", "Peter Lyle is the mayor of Tarnow Hill"),
        ("The current mayor of Tarnow Hill is Jane Holloway.", "Jane Holloway is the mayor of Tarnow Hill"),
        ("Prime Minister Anna Bell met the king.", "Anna Bell is the prime minister"),
        ("Northgate Rovers head coach Paul Meyer left.", "Paul Meyer is the coach of Northgate Rovers"),
        ("Oslo-based Halden Robotics makes robots.", "Halden Robotics is based in Oslo"),
        ("Ida Moe (born 3 June 1990) is a painter.", "Ida Moe was born 3 June 1990"),
    ],
)
def test_a_noun_phrase_makes_a_claim(claims_of: ClaimsOf, text: str, expected: str) -> None:
    assert said(claims_of, text) == [expected]


@pytest.mark.parametrize("dates", ["4 May 1931 – 3 January 2025", "1931–2025"])
def test_a_life_is_a_birth_and_a_death(claims_of: ClaimsOf, dates: str) -> None:
    born, died = dates.split("–")
    told = said(claims_of, f"Edmund Sayle ({dates}) was a British physicist.")
    assert told == [f"Edmund Sayle was born {born.strip()}", f"Edmund Sayle died {died.strip()}"]


@pytest.mark.parametrize(
    "text",
    [
        "Former Selm mayor Ida Moe spoke.",
        "Selm's ex-mayor Ida Moe spoke.",
        "The then mayor of Selm, Ida Moe, spoke.",
        "In 1987 Selm mayor Ida Moe opened the hall.",
        "Castellan manager Ida Moe spoke.",
        "Ida Moe, the mayor, spoke.",
        "Selm mayor Ida Moe left and Selm mayor Carl Lyle came.",
        "The mayor of Selm spoke.",
        "Home-based Ida works.",
        "Edmund Sayle (May 1931) is a photograph.",
        "The hall (1931–2025) is gone.",
    ],
)
def test_what_says_nothing_of_now_makes_none(claims_of: ClaimsOf, text: str) -> None:
    assert said(claims_of, text) == []


def lives(claims_of: ClaimsOf, text: str) -> list[str]:
    return [claim.text for claim in claims_of(text) if claim.verb in {"bear", "die"}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ida Moe (1885–1931) was a bailiff. Her uncle was Ida Moe (1848–1912).", ["1885", "1931"]),
        ("Ida Moe (1885–1931) was a bailiff. Later Ida Moe (1886–1931) was a mayor.", ["1885", "1931", "1886", "1931"]),
        ("Ida Moe (1885–1931) was a bailiff. Her uncle was Karl Moe (1848–1912).", ["1885", "1931", "1848", "1912"]),
    ],
)
def test_a_second_life_under_one_name_is_another_person(claims_of: ClaimsOf, text: str, expected: list[str]) -> None:
    assert [told.split()[-1] for told in lives(claims_of, text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lyle married Mary Rogers (died 1919).", "Mary Rogers died 1919"),
        ("Lyle married Mary Rogers in Selm and died in 1919.", "Lyle died in 1919"),
    ],
)
def test_a_verb_in_parentheses_tells_of_the_name_before(claims_of: ClaimsOf, text: str, expected: str) -> None:
    assert lives(claims_of, text) == [expected]
