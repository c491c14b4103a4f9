"""Two accounts that are the same but for one phrase: a warning where its slot holds one thing at a time, nothing where both may hold."""

from datetime import date, timedelta

import pytest

from comparing import ClaimsOf, verdicts

DAY = date(2024, 3, 4)

TOLD = [
    # who did it, or what brought it about
    ("FC104", "The lost dog was found by a postman.", "The lost dog was found by a shepherd."),
    ("FC107", "Hail delayed the start of the Alder regatta.", "Lightning delayed the start of the Alder regatta."),
    ("FC104", "Mona Fell was the first to cross Lake Alder alone.", "Anna Bell was the first to cross Lake Alder alone."),
    ("FC104", "The lost dog was found by a postman early on Monday.", "A shepherd found the lost dog."),
    # where, from where, by what way and means, from what cause, to whom
    ("FC103", "The escaped tiger was caught near Alder.", "The escaped tiger was caught near Kestral."),
    ("FC106", "The robbers got into the vault through the ceiling.", "The robbers got into the vault through a sewer."),
    ("FC106", "The thieves got into the Alder mill through the cellar.", "The thieves got into the Alder mill through the chimney."),
    ("FC106", "The missing cat turned up in a garage in Selm.", "The missing cat turned up in a bakery in Selm."),
    ("FC106", "The Alder team reached Kestral on foot.", "The Alder team reached Kestral by bus."),
    ("FC106", "The clerk in Mill Lane was attacked with a hammer.", "The clerk in Mill Lane was attacked with a knife."),
    ("FC107", "The Kestral bridge collapsed because of a flood.", "The Kestral bridge collapsed because of an earthquake."),
    ("FC104", "The countess left her house to a cat shelter.", "The countess left her house to a nephew."),
    # when something is to come about
    ("FC102", "The Kestral lighthouse will be switched off on 4 May 2026.", "The Kestral lighthouse will be switched off on 14 May 2026."),
    # one word turned round, two that have changed places, all and fewer
    ("FC106", "In Harrow 3 the safe mode is on by default.", "In Harrow 3 the safe mode is off by default."),
    ("FC106", "The Alder council voted to keep its swimming pool.", "The Alder council voted to scrap its swimming pool."),
    ("FC106", "Lowmere council voted to sell the swimming pool.", "Lowmere council voted to keep the swimming pool."),
    ("FC104", "A van rammed a tram in Mill Lane on Monday.", "A tram rammed a van in Mill Lane on Monday."),
    ("FC101", "All seven divers were found alive in the Kestral cave.", "Five of the seven divers were found alive in the Kestral cave."),
    ("FC101", "Mona Fell scored her second goal of the season.", "Mona Fell scored her third goal of the season."),
]

BOTH = [
    # two of one office
    ("The Alder inquiry was led by the Selm district attorney.", "The Alder inquiry was led by Selm prosecutors."),
    # one of many, and many
    ("My train was cancelled.", "More than 400 trains in Norland were delayed."),
    # what several do, each for himself
    ("The fountain in Mill Lane was praised by Mona Fell.", "The fountain in Mill Lane was praised by Rolf Brandt."),
    ("The statue was cleaned by the mayor.", "The statue was cleaned by Mona Fell."),
    # what one does again and again, elsewhere or on other days
    ("Mona Fell spoke in Alder.", "Mona Fell spoke in Kestral."),
    ("The Harrow Quartet will play at Alder Hall on 4 May.", "The Harrow Quartet will play at Alder Hall on 14 May."),
    # what there is more than one of
    ("Troops have been stationed in Alder.", "Troops have been stationed in Kestral."),
    ("A woman was bitten by a dog in Alder.", "A woman was bitten by an adder in Alder."),
    ("Halden Bank opened a branch in Alder.", "Halden Bank opened a branch in Kestral."),
    ("The letter was sent to Alder.", "The letter was sent to Kestral."),
    # a part, another one beside it, one place and what lies in it
    ("The novel was also illustrated by Mona Fell.", "The novel was also illustrated by Rolf Brandt."),
    ("The lynx was caught in Alder.", "The lynx was caught in a car park."),
    ("The alarm was set off by a spark.", "The alarm was set off by a stray spark."),
    # one word may stand for the other
    ("The lost dog was found by a jogger.", "The lost dog was found by a woman."),
    ("The plan for the Alder car park was dropped by the council.", "The plan for the Alder car park was dropped by councillors."),
    # each may have done it to the other
    ("Mona Fell praised Rolf Brandt.", "Rolf Brandt praised Mona Fell."),
    ("Two of the seven divers are from Alder.", "Five of the seven divers are from Kestral."),
]


def told(claims_of: ClaimsOf, first: str, second: str, *, apart: timedelta = timedelta(0)) -> list[tuple[str, str, bool]]:
    found = verdicts(claims_of, first, second, (DAY, DAY + apart))
    return [(verdict.code, verdict.relation, verdict.sure) for verdict in found]


@pytest.mark.parametrize(("code", "first", "second"), TOLD)
def test_one_phrase_of_a_slot_that_holds_one_thing_is_told(claims_of: ClaimsOf, code: str, first: str, second: str) -> None:
    assert told(claims_of, first, second) == [(code, "contradicts", False)]


@pytest.mark.parametrize(("first", "second"), BOTH)
def test_where_both_may_hold_nothing_is_told(claims_of: ClaimsOf, first: str, second: str) -> None:
    assert told(claims_of, first, second) == []


def test_it_is_told_softly(claims_of: ClaimsOf) -> None:
    assert told(claims_of, "The lost dog was found by a postman.", "The lost dog was found by a shepherd.") == [
        ("FC104", "contradicts", False)
    ]


def test_within_days_no_plan_is_another_one_and_after_weeks_the_later_day_overtakes_the_older(claims_of: ClaimsOf) -> None:
    pair = "The Kestral lighthouse will be switched off on 4 May 2026.", "The Kestral lighthouse will be switched off on 14 May 2026."
    assert told(claims_of, *pair, apart=timedelta(days=2)) == [("FC102", "contradicts", False)]
    assert [relation for _, relation, _ in told(claims_of, *pair, apart=timedelta(days=40))] == ["supersedes"]


def test_two_values_of_a_state_that_nothing_says_has_moved_contradict_each_other_within_days(claims_of: ClaimsOf) -> None:
    pair = "Harrow Pharma is headquartered in Alder.", "Harrow Pharma is headquartered in Kestral."
    assert [relation for _, relation, _ in told(claims_of, *pair, apart=timedelta(days=3))] == ["contradicts"]
    assert [relation for _, relation, _ in told(claims_of, *pair, apart=timedelta(days=20))] == ["supersedes"]


def test_a_result_told_from_either_side_is_one_and_won_and_lost_are_not(claims_of: ClaimsOf) -> None:
    lost = "Harrow Rovers lost Sunday's final against Alder United 1-2."
    assert told(claims_of, lost, "Alder United won Sunday's final against Harrow Rovers 2-1.") == []
    assert told(claims_of, lost, "Harrow Rovers won Sunday's final against Alder United 2-1.") != []


def test_opposites_of_one_thing_are_told_softly_where_nothing_else_differs(claims_of: ClaimsOf) -> None:
    assert told(claims_of, "Mona Fell was refused bail.", "Magistrates granted Mona Fell bail.") == [("FC106", "contradicts", False)]
    assert told(claims_of, "Wages in Alder rose in nominal terms in 2024.", "Wages in Alder fell in real terms in 2024.") == []
