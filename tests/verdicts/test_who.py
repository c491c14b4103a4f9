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
        ("Halden Robotics chairman Karl Lund opened the plant.", "Ida Moe, chairman of Halden Robotics, opened the fair."),
        ("Halden Robotics is owned by Castellan Foods.", "Halden Robotics is owned by Northgate Group."),
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
        ("Quay News was founded by Jon Holm.", "Quay News was founded by Karl Lund.", "FC104"),
        ("Karl Lund was born in 1950.", "Karl Lund was born in 1952.", "FC102"),
        ("Halden Robotics was founded in 1998.", "Halden Robotics was founded in 2002.", "FC102"),
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
        ("Castellan Foods chief executive Hannah Reuter spoke.", "Castellan Foods finance chief Martin Kern spoke."),
        ("Halden Robotics chairman Karl Lund spoke.", "Castellan Foods chairman Jon Holm spoke."),
        ("Halden Robotics chairman Karl Lund spoke.", "Halden Robotics vice chairman Jon Holm spoke."),
        ("The mayor of Selm is Ida Moe.", "Jon Holm wants to be mayor of Selm."),
        ("Carl Meyer is married to Ida Moe.", "Ida Moe is married to Carl Meyer."),
        ("Anna Bell was born in Selm in Norway.", "Anna Bell was born in Norway."),
        ("Ida Moe wrote The Falcon's Nest.", "Ida Moe wrote North Wind."),
        ("Ida Moe is a founder of Halden Robotics.", "Carl Meyer is a founder of Halden Robotics."),
        ("Karl Lund was born in 1950.", "Karl Lund was born in May 1950."),
        ("Anna Bell was born in Selm.", "Anna Bell lives in Tarnow."),
        ("Jon Holm designed the Selm pier.", "Jon Holm designed the Ordel pier."),
        ("Quay News was founded by Jon Holm.", "Quay News was founded in 1998."),
        ("Ida Moe visited Selm.", "Ida Moe visited Ordel."),
        ("Ida Moe speaks French.", "Ida Moe speaks German."),
        ("Karl Lund owns a mill in Selm.", "Karl Lund owns a mill in Ordel."),
        ("Anna Bell has a son, Jon.", "Anna Bell has a daughter, Eva."),
        ("Karl Lund is a member of the Selm council.", "Jon Holm is a member of the Selm council."),
        ("Ida Moe met Karl Lund.", "Ida Moe met Jon Holm."),
        ("Halden Robotics has a plant in Oslo.", "Halden Robotics has a plant in Bergen."),
        ("Halden Robotics is based in Oslo.", "Halden Robotics opened a shop in Bergen."),
        ("Halden Robotics is based in Oslo.", "Castellan Foods is based in Bergen."),
        ("Oslo-based Halden Robotics grew.", "Halden Robotics, which is based in Norway, grew."),
        ("Halden Robotics is based in Oslo.", "Halden Robotics was based in Bergen until 2010."),
        ("Halden Robotics makes robots in Oslo.", "Halden Robotics makes robots in Bergen."),
    ],
)
def test_what_several_can_hold_do_or_be_does_not_exclude_the_other(claims_of: ClaimsOf, first: str, second: str) -> None:
    assert not codes(claims_of, first, second, apart=False)
    assert not codes(claims_of, first, second, apart=True)


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        ("Karl Lund won the men's final in Selm.", "Ida Moe won the women's final in Selm.", False),
        ("Karl Lund won the Selm marathon.", "Jon Holm won the Selm half marathon.", False),
        ("Karl Lund won the first stage of the tour.", "Jon Holm won the second stage of the tour.", False),
        ("Anna Bell won the senior title in Ordel.", "Ida Moe won the junior title in Ordel.", False),
        ("Karl Lund won the 2019 Selm marathon.", "Jon Holm won the 2021 Selm marathon.", False),
        ("Ida Moe won the race.", "Carl Moe won the junior race.", False),
        ("Karl Lund won the Selm marathon on Sunday.", "Jon Holm won the Selm marathon on Sunday.", True),
        ("Ida Moe won the Ordel election.", "Carl Lyle won the Ordel election.", True),
        ("Karl Lund won the 2019 Selm marathon.", "Jon Holm won the 2019 Selm marathon.", True),
        ("Karl Lund won the second stage of the tour.", "Jon Holm won the second stage of the tour.", True),
        ("Anna Bell won the junior title in Ordel.", "Ida Moe won the junior title in Ordel.", True),
        ("Ida Moe won the Ordel election.", "Ida Moe won the Selm election.", False),
    ],
)
def test_one_race_has_one_winner(claims_of: ClaimsOf, first: str, second: str, clash: bool) -> None:
    assert codes(claims_of, first, second, apart=False) == ({"FC104"} if clash else set())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Oslo-based Halden Robotics makes robots.", "Halden Robotics, which is based in Bergen, makes robots."),
        ("Halden Robotics has its headquarters in Oslo.", "Halden Robotics has its headquarters in Bergen."),
        ("Halden Robotics is headquartered in Oslo.", "Halden Robotics is headquartered in Bergen."),
        ("Halden Robotics is based in Oslo.", "Halden Robotics is based in Bergen."),
        ("Bergen-based Halden Robotics makes robots.", "Halden Robotics is based in Oslo."),
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
        ("Thousands of people were killed", "Forty people were killed", True),
        ("A couple of people were killed", "Two people were killed", False),
    ],
)
def test_what_nobody_has_counted(claims_of: ClaimsOf, vague: str, exact: str, clash: bool) -> None:
    found = codes(claims_of, f"{vague} in the Selm mine blast.", f"{exact} in the Selm mine blast.", apart=False)
    assert found == ({"FC101"} if clash else set())
