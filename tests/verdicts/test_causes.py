"""FC107 by cause: one event with causes of two kinds, and a cause that is ruled out."""

from collections.abc import Callable
from datetime import date

import pytest

from comparing import older, verdicts
from factcheck.model import Claim

DAY = (date(2024, 3, 5), date(2024, 3, 5))
STORY = " Corvid Mill stands in Harrow. The Corvid Mill of Harrow employs weavers of Lowmere."

DIFFER = [
    ("The fire was caused by an electrical fault.", "Arson caused the fire, police said."),
    ("The crash was caused by thick fog.", "A broken brake caused the crash."),
    ("The fire was blamed on a faulty heater.", "Lightning sparked the blaze."),
    ("The flight was delayed because of fog.", "The delay was due to a software glitch."),
    ("The cause of the explosion was a leaking valve.", "The explosion was caused by a bomb."),
    ("The collapse of the roof stemmed from rust.", "Heavy snow caused the collapse."),
    ("The outage was caused by a storm, the company said.", "The outage was caused by a hacker."),
    ("Investigators ruled out arson.", "The fire was caused by an arsonist."),
    ("The train was cancelled because of a strike.", "The train was cancelled due to flooding."),
    ("The recall was due to an impurity.", "A misprint on the label resulted in the recall."),
]
COMPATIBLE = [
    ("The fire was caused by an electrical fault.", "The fire was caused by faulty wiring."),
    ("The fire was partly caused by an electrical fault.", "Arson caused the fire, police said."),
    ("The fire may have been caused by an electrical fault.", "Arson may have caused the fire."),
    ("The fire was caused by an electrical fault.", "A bomb caused the crash."),
    ("The delay was caused by rain and poor drainage.", "The delay was caused by a broken pump."),
    ("The fire was caused by an electrical fault.", "Police ruled out arson."),
    ("Arson was not ruled out.", "The fire was caused by an arsonist."),
    ("The mill closed because of debt.", "The strike was caused by a cut in pay."),
    ("The fire was caused by an unknown man.", "Lightning sparked the blaze."),
    ("The floods were caused by heavy rain.", "The floods caused a fault in the pump."),
    ("The union blamed the delay on staffing.", "The delay was not caused by staffing."),
    ("The death was caused by pneumonia.", "The death of the guard was due to an illness."),
]


@pytest.mark.parametrize(("first", "second"), DIFFER)
def test_two_causes_of_one_event(first: str, second: str, claims_of: Callable[..., list[Claim]]) -> None:
    assert [verdict.code for verdict in verdicts(claims_of, first + STORY, second + STORY, DAY)] == ["FC107"]


@pytest.mark.parametrize(("first", "second"), COMPATIBLE)
def test_causes_that_may_both_hold(first: str, second: str, claims_of: Callable[..., list[Claim]]) -> None:
    assert verdicts(claims_of, first + STORY, second + STORY, DAY) == []


def test_a_suspected_cause_is_overtaken_by_a_later_sure_one(claims_of: Callable[..., list[Claim]]) -> None:
    suspected, sure = "The fire may have been caused by an electrical fault." + STORY, "The fire was caused by an arsonist." + STORY
    (verdict,) = verdicts(claims_of, suspected, sure)
    assert (verdict.code, verdict.relation, older(verdict)) == ("FC205", "supersedes", "a_a.txt")
    assert verdicts(claims_of, sure, suspected) == []
