"""Who holds what: at one time one, at another another, or the same for ever; and numbers that nobody has counted."""

from collections.abc import Callable
from datetime import date

import pytest

from comparing import verdicts
from factcheck.model import Claim

ClaimsOf = Callable[..., list[Claim]]
BEFORE, DAY = date(2024, 3, 4), date(2025, 3, 4)


def codes(claims_of: ClaimsOf, first: str, second: str, *, apart: bool) -> set[str | None]:
    return {verdict.code for verdict in verdicts(claims_of, first, second, (BEFORE if apart else DAY, DAY))}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Castellan Foods chief executive Hannah Reuter said so.", "Castellan Foods chief executive Martin Kern said so."),
        ("Castellan Foods CEO Hannah Reuter said so.", "The chief executive of Castellan Foods is Martin Kern."),
        ("The current mayor of Tarnow Hill is Jane Holloway.", "The mayor of Tarnow Hill, Peter Lyle, unveiled a plaque."),
        ("Carl Meyer plays for Northgate Rovers.", "Carl Meyer plays for Harbour City."),
        ("Carl Meyer is employed by Castellan Foods.", "Carl Meyer is employed by Halden Robotics."),
        ("Northgate Rovers is coached by Carl Meyer.", "Northgate Rovers is coached by Paul Lindt."),
        ("Carl Meyer is married to Ida Moe.", "Carl Meyer is married to Anna Bell."),
    ],
)
def test_one_holder_at_a_time(claims_of: ClaimsOf, first: str, second: str) -> None:
    assert codes(claims_of, first, second, apart=False) == {"FC104"}
    assert codes(claims_of, first, second, apart=True) == {"FC205"}


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("Ida Moe is the founder of Halden Robotics.", "Carl Meyer is the founder of Halden Robotics.", "FC104"),
        ("Ida Moe wrote The Falcon's Nest.", "Carl Meyer wrote The Falcon's Nest.", "FC104"),
        ("Carl Meyer was born in Selm.", "Carl Meyer was born in Ordel.", "FC103"),
        (
            "Edmund Sayle (4 May 1931 – 3 January 2025) was a physicist.",
            "Edmund Sayle (14 May 1931 – 3 January 2025) was a physicist.",
            "FC102",
        ),
        ("Edmund Sayle (1931–2025) was a physicist.", "Edmund Sayle (1932–2025) was a physicist.", "FC102"),
    ],
)
def test_what_never_changes_contradicts_whenever_it_is_told(claims_of: ClaimsOf, first: str, second: str, code: str) -> None:
    assert codes(claims_of, first, second, apart=False) == {code}
    assert codes(claims_of, first, second, apart=True) == {code}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Castellan Foods chief executive Hannah Reuter spoke.", "Castellan Foods deputy chief executive Martin Kern spoke."),
        ("Castellan Foods CEO Hannah Reuter spoke.", "Reuter, chief executive of Castellan Foods, spoke."),
        ("Selm mayor Ida Moe spoke.", "Ordel mayor Carl Lyle spoke."),
        ("Selm mayor Ida Moe spoke.", "Former Selm mayor Carl Lyle spoke."),
        ("Prime Minister Anna Bell met the king.", "Prime Minister Carl Lyle met the king."),
        ("Ida Moe won the race.", "Carl Moe won the junior race."),
        ("Norway-based Halden Robotics makes robots.", "Halden Robotics is based in Oslo."),
        ("Halden Robotics has an office in Oslo.", "Halden Robotics has an office in Bergen."),
        ("Carl Meyer plays for Northgate Rovers.", "Carl Meyer plays for England."),
        ("Ida Moe (born 4 May 1931) is a physicist.", "Ida Moe was born in 1931 in Selm."),
    ],
)
def test_other_offices_places_and_coarser_words_do_not(claims_of: ClaimsOf, first: str, second: str) -> None:
    assert not codes(claims_of, first, second, apart=False)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Oslo-based Halden Robotics makes robots.", "Halden Robotics, which is based in Bergen, makes robots."),
        ("Halden Robotics has its headquarters in Oslo.", "Halden Robotics has its headquarters in Bergen."),
    ],
)
def test_two_seats(claims_of: ClaimsOf, first: str, second: str) -> None:
    assert codes(claims_of, first, second, apart=False) == {"FC103"}


@pytest.mark.parametrize(
    ("vague", "exact", "clash"),
    [
        ("Dozens of people were killed", "Two people were killed", True),
        ("Hundreds of people were killed", "Twelve people were killed", True),
        ("Scores of people were killed", "Three people were killed", True),
        ("A handful of people were killed", "About 300 people were killed", True),
        ("A couple of people were killed", "Nine people were killed", True),
        ("Dozens of people were killed", "Forty people were killed", False),
        ("Hundreds of people were killed", "Some 1,200 people were killed", False),
        ("A handful of people were killed", "Seven people were killed", False),
        ("Dozens of people were killed", "Hundreds of people were killed", False),
        ("Two of the dozens of people there were killed", "Five people were killed", False),
    ],
)
def test_what_nobody_has_counted(claims_of: ClaimsOf, vague: str, exact: str, clash: bool) -> None:
    found = codes(claims_of, f"{vague} in the Selm mine blast.", f"{exact} in the Selm mine blast.", apart=False)
    assert found == ({"FC101"} if clash else set())
