"""FC101 to FC106: two articles of one day that cannot both be right, and pairs that only look so."""

from collections.abc import Callable
from datetime import date

import pytest

from comparing import verdicts
from factcheck.model import Claim

DAY = (date(2024, 3, 5), date(2024, 3, 5))
CONTRADICTIONS = [
    (
        "FC101",
        "numbers",
        "The bridge over the Alm in Tarnow was opened in 1931 by the king and carries 12,000 cars a day.",
        "Built of riveted steel, the Tarnow bridge over the Alm carries some 20,000 cars a day and was opened in 1931.",
    ),
    (
        "FC101",
        "numbers",
        "The hospital in Carrow has 48 beds and an emergency ward.",
        "The hospital in Carrow has 36 beds and no emergency ward.",
    ),
    (
        "FC101",
        "numbers",
        "The unemployment rate in Estavia fell to 5.1 percent in March.",
        "Unemployment in Estavia fell to 5.9 percent in March, the statistics office said.",
    ),
    (
        "FC101",
        "numbers",
        "Skylark Air made a profit of 40 million euros last year.",
        "Skylark Air made a loss of 12 million euros last year.",
    ),
    ("FC106", "states", "The mayor of Brenn, Ida Holm, voted against the plan.", "Ida Holm, the mayor of Brenn, voted for the plan."),
    (
        "FC106",
        "states",
        "All of the 14 passengers survived the crash near Brenn.",
        "Two of the 14 passengers died in the crash near Brenn.",
    ),
    ("FC106", "states", "The coach, Timo Rautio, resigned after the match.", "The coach, Timo Rautio, was sacked after the match."),
    (
        "FC105",
        "negation",
        "The factory in Brenn has never been inspected, the union said.",
        "The factory in Brenn was inspected last year, according to the labour ministry.",
    ),
    (
        "FC105",
        "negation",
        "The film won the Silver Lantern for best director.",
        "The film did not win the Silver Lantern for best director.",
    ),
    ("FC105", "negation", "Police said the driver had been drinking.", "Police said the driver had not been drinking."),
    (
        "FC102",
        "dates",
        "The accident happened on Tuesday evening, police in Brenn said.",
        "Police in Brenn said the accident happened on Wednesday evening.",
    ),
    (
        "FC102",
        "dates",
        "The ship was built in 1998 at the Lindqvist yard.",
        "The ship, built in 2003 at the Lindqvist yard, can carry 400 passengers.",
    ),
    (
        "FC102",
        "dates",
        "The trial will begin on 4 May at the district court in Brenn.",
        "The trial begins on 11 May at the district court in Brenn.",
    ),
    ("FC103", "places", "Karl Benning was born in Hadra in 1961.", "Karl Benning, who was born in Brenn in 1961, has two sons."),
    (
        "FC104",
        "transfers",
        "The energy portfolio passes to Ida Holm in Brenn.",
        "The energy portfolio was handed to Karl Benning in Brenn.",
    ),
    ("FC103", "places", "The two companies signed the agreement in Geneva.", "The two companies signed the agreement in Vienna."),
    (
        "FC105",
        "tolls",
        "Nobody was hurt in the explosion at the Norvik refinery.",
        "Four workers were hurt in the explosion at the Norvik refinery.",
    ),
    (
        "FC101",
        "tallies",
        "The council approved the budget on Tuesday by 9 votes to 6.",
        "The budget was approved by the council on Tuesday by 11 votes to 4.",
    ),
    ("FC101", "fixed", "Samir Nadal, 44, was arrested at the airport in Hadra.", "Samir Nadal, 52, was arrested at the airport in Hadra."),
]

COMPATIBLE = [
    ("About 500 people attended the concert in Brenn.", "The concert in Brenn was attended by 497 people."),
    ("The fire injured 12 people.", "The fire killed 3 people."),
    ("The company employs 4,000 people.", "The company employs 900 people in Brenn."),
    ("Ida Holm voted against the plan.", "Karl Benning voted for the plan."),
    ("The firm was founded in 1987.", "The firm opened its first shop in Brenn in 1991."),
    ("The union says the plan will cost 300 jobs.", "The company says 120 jobs will go."),
    ("Prices rose by 7.1 percent in the year to April.", "Prices rose by 0.4 percent between March and April."),
    ("The first match was played in Brenn.", "The second match was played in Hadra."),
    ("The bridge is 212 metres long.", "The bridge is about 700 feet long."),
    ("Holm denied that she had taken money.", "Benning alleged that Holm had taken money."),
    ("The minister visited Hadra on Monday.", "The minister visited Brenn on Tuesday."),
    ("The ship can carry 400 passengers.", "The ship was carrying 312 passengers."),
    ("The minister was born in Hadra in 1961.", "The minister, who was born in Brenn in 1961, has two sons."),
    ("Two men were arrested in Brenn.", "A woman was arrested in Hadra."),
    ("The hotel has 120 rooms.", "The hotel has 12 suites."),
    ("Police arrested a 34-year-old man in Brenn.", "Police arrested a 29-year-old man in Brenn over another robbery."),
]


@pytest.mark.parametrize(("code", "rule", "first", "second"), CONTRADICTIONS)
def test_what_cannot_both_be_true(claims_of: Callable[..., list[Claim]], code: str, rule: str, first: str, second: str) -> None:
    found = verdicts(claims_of, first, second, DAY)
    assert [(verdict.code, verdict.by, verdict.relation) for verdict in found] == [(code, rule, "contradicts")]


@pytest.mark.parametrize(("first", "second"), COMPATIBLE)
def test_what_can_both_be_true(claims_of: Callable[..., list[Claim]], first: str, second: str) -> None:
    assert verdicts(claims_of, first, second, DAY) == []
