"""FC107 by order: the same two events, one before the other and after it."""

from collections.abc import Callable

import pytest

from comparing import verdicts
from conftest import make_article
from factcheck.claims.gate import admit
from factcheck.claims.parsed import parse
from factcheck.engines.base import load
from factcheck.model import Claim, ClaimDraft
from factcheck.verdicts.alone import alone
from factcheck.verdicts.order import akin

STORY = " Corvid Mill stands in Harrow. The Corvid Mill of Harrow employs weavers of Lowmere."

OPPOSED = [
    ("The mayor resigned before the vote.", "The mayor resigned only after the council had voted."),
    ("Mr Lind resigned before the arrest of his deputy.", "Mr Lind resigned after his deputy was arrested."),
    ("The alarm rang before the fire broke out in the hall.", "The alarm rang only after the fire had broken out."),
    ("The contract was signed after doctors had examined the player.", "The player signed the contract before doctors had examined him."),
    (
        "The tariff was announced a week after Corvid froze the accounts of three officials.",
        "Four days after the tariff was announced, Corvid replied by blocking the accounts of the officials.",
    ),
    ("The keeper was sent off before the second goal.", "The second goal came before the keeper was sent off."),
    ("The board sold the mill after the strike ended.", "The strike ended after the board had sold the mill."),
    ("The arrest came before the resignation.", "The resignation preceded the arrest."),
    ("The publication of the report followed the election.", "The report was published before the election."),
    ("Staff were warned before the tank exploded.", "The staff were warned after the explosion of the tank."),
    ("The driver died before the ambulance arrived.", "The driver died after the ambulance had arrived."),
]
COMPATIBLE = [
    ("The mayor resigned before the vote.", "The mayor resigned before the council had voted."),
    ("Fans sang before the match.", "Fans sang after the match."),
    ("The mayor resigned before the vote.", "The treasurer resigned after the vote."),
    ("The mayor may have resigned before the vote.", "The mayor resigned only after the council had voted."),
    ("The mayor resigned before the first vote.", "The mayor resigned after the second vote."),
    ("The mayor resigned after the fire.", "The mayor resigned before the vote."),
    ("The mayor would resign if the vote came before the election.", "The mayor resigned after the vote."),
    ("The mill was sold before Monday.", "The mill was sold after Friday."),
    ("The alarm rang before the fire broke out in the hall.", "Guards left the hall after the fire had broken out."),
    ("He spoke before the vote in Harrow.", "He spoke after the vote in Lowmere."),
    ("Police questioned two men before the trial.", "Police questioned two men after the trial."),
    ("Inspectors visited the mill before the roof collapsed.", "The roof collapsed before inspectors visited the mill."),
]


@pytest.mark.parametrize(("first", "second"), OPPOSED)
def test_two_events_in_the_opposite_order(first: str, second: str, claims_of: Callable[..., list[Claim]]) -> None:
    assert [verdict.code for verdict in verdicts(claims_of, first + STORY, second + STORY)] == ["FC107"]


@pytest.mark.parametrize(("first", "second"), COMPATIBLE)
def test_orders_that_may_both_hold(first: str, second: str, claims_of: Callable[..., list[Claim]]) -> None:
    assert verdicts(claims_of, first + STORY, second + STORY) == []


def test_articles_about_other_affairs_order_other_events(claims_of: Callable[..., list[Claim]]) -> None:
    mill = " Weavers spin cloth and dye wool at looms in Harrow. Corvid Mill sells cloth, wool and carpets to traders."
    bank = " Tarn Bank lends to fishers in Eskvale. Fishers catch herring with nets and boats; Tarn Bank finances boats in Eskvale."
    first, second = OPPOSED[0]
    assert verdicts(claims_of, first + STORY + mill, second + bank) == []
    assert len(verdicts(claims_of, first + STORY + mill, second + STORY + mill)) == 1


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("He resigned on 12 May 2025, shortly before the vote on 9 May 2025.", ["FC107"]),
        ("In 2019, years after the opening in 2021, the hall burned down.", ["FC107"]),
        ("He resigned on 8 May 2025, shortly before the vote on 9 May 2025.", []),
        ("In 2021, months after the opening in 2021, the hall burned down.", []),
    ],
)
def test_dates_stand_in_the_order_that_the_words_tell(text: str, codes: list[str]) -> None:
    engine = load("local")
    parsed = parse(make_article(text), engine.parser, {})
    drafts = [draft for draft in engine.extractor(parsed) if isinstance(draft, ClaimDraft)]
    assert [verdict.code for verdict in alone(parsed, admit(drafts, parsed)[0])] == codes


@pytest.mark.parametrize(
    ("one", "other"), [("announce", "announcement"), ("resign", "resignation"), ("explode", "explosion"), ("vote", "vote")]
)
def test_verb_and_noun_of_one_event(one: str, other: str) -> None:
    assert akin(one, other)
    assert akin(other, one)


@pytest.mark.parametrize(("one", "other"), [("announce", "approve"), ("", ""), ("station", "state")])
def test_words_of_other_events(one: str, other: str) -> None:
    assert not akin(one, other)
