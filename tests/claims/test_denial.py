"""What is denied is not claimed, and what is expected is no fact."""

from collections.abc import Callable
from datetime import date

import pytest

from factcheck.model import Claim, Moment, Name, Quantity

Claims = Callable[..., list[Claim]]
DAY = date(2024, 3, 6)

DENIED = [
    "In a story on 1 March, Quay News incorrectly reported that the Selm fire killed 40 people.",
    "It is not true that the Selm fire killed 40 people, police said.",
    "It is false that the fire killed 40 people.",
    "It is not the case that the fire killed 40 people.",
    "Contrary to earlier reports that the fire killed 40 people, police put the toll at 12.",
    "Quay News was wrong to say that the fire killed 40 people.",
    "Quay News was wrong when it said the fire killed 40 people.",
    "Quay News erred in saying that the fire killed 40 people.",
    "Quay News retracted its report that the fire killed 40 people.",
    "Police dismissed claims that the fire killed 40 people.",
    "The claim that the fire killed 40 people is false.",
    "Reports that the fire killed 40 people were wrong.",
    "There is no truth in the rumour that the fire killed 40 people.",
    "There is no evidence that the fire killed 40 people.",
    "The report that the fire killed 40 people has been debunked.",
    "The fire killed 40 people, Quay News wrongly reported.",
    "Police denied that the fire killed 40 people.",
    "Quay News never said that the fire killed 40 people.",
    "It is a myth that the fire killed 40 people.",
    "It was wrongly claimed that the fire killed 40 people.",
    "Claims that the fire killed 40 people have no basis.",
    "Claims that the fire killed 40 people lack substance.",
    "The mayor called the report that the fire killed 40 people a lie.",
    "The mayor described the report that the fire killed 40 people as false.",
    "Quay News apologised for reporting that the fire killed 40 people.",
    "Quay News said in error that the fire killed 40 people.",
    "Quay News reported by mistake that the fire killed 40 people.",
    "No proof exists that the fire killed 40 people.",
    "The story that the fire killed 40 people was made up.",
    "It has been falsely claimed that the fire killed 40 people.",
]
CLAIMED = [
    "It is true that the fire killed 40 people.",
    "Quay News correctly reported that the fire killed 40 people.",
    "Police confirmed reports that the fire killed 40 people.",
    "Police did not deny that the fire killed 40 people.",
    "It is not false that the fire killed 40 people.",
    "Karl Moe was wrong because the fire killed 40 people.",
    "Karl Moe was wrongly jailed after the fire killed 40 people.",
    "The report that the fire killed 40 people was read in court.",
    "There is evidence that the fire killed 40 people.",
    "Police were wrong to leave, and the fire killed 40 people.",
    "Quay News said that the fire killed 40 people.",
    "The fact that the fire killed 40 people was not told.",
    "Karl Moe retracted his plea when the fire killed 40 people.",
    "The mayor apologised after the fire killed 40 people.",
    "The judge rejected the plea although the fire killed 40 people.",
    "Claims that the fire killed 40 people have some basis.",
    "The mayor called the report that the fire killed 40 people a shock.",
    "Quay News said in a report that the fire killed 40 people.",
    "Proof exists that the fire killed 40 people.",
    "It is no lie that the fire killed 40 people.",
    "The firm denied blame after the fire killed 40 people.",
]


def killing(claims: list[Claim]) -> Claim:
    (found,) = [claim for claim in claims if claim.verb == "kill"]
    return found


@pytest.mark.parametrize("text", DENIED)
def test_what_is_denied_is_not_claimed(text: str, claims_of: Claims) -> None:
    claim = killing(claims_of(text, DAY))
    assert claim.correction
    assert claim.polarity == "negative" or "never said" in text
    assert all(not isinstance(v, Quantity) or v.low != 40 for c in claims_of(text, DAY) if not c.correction for v in c.values)


@pytest.mark.parametrize("text", CLAIMED)
def test_what_is_not_denied_is_claimed(text: str, claims_of: Claims) -> None:
    claim = killing(claims_of(text, DAY))
    assert not claim.correction
    assert claim.polarity == "positive"


def values(claims: list[Claim]) -> set[object]:
    return {
        v.low if isinstance(v, Quantity) else v.value if isinstance(v, Moment) else v.canonical if isinstance(v, Name) else None
        for claim in claims
        for v in claim.values
    }


@pytest.mark.parametrize(
    ("text", "kept", "dropped"),
    [
        ("The fire killed 12 people, not 40.", 12, 40),
        ("The fire killed not 40 but 12 people.", 12, 40),
        ("The fire killed 12 people rather than 40.", 12, 40),
        ("The fire killed 12 people and not the 40 that were feared.", 12, 40),
        ("The bridge opened on 3 May 2023, not on 5 May 2023.", "2023-05-03", "2023-05-05"),
        ("Ida Holm, not Karl Moe, opened the bridge.", "Ida Holm", "Karl Moe"),
        ("The fire killed 12 people and hurt 40.", 40, None),
        ("The hall did not seat 40 people.", 40, None),
        ("The prize is not 40 dollars.", 40, None),
        ("The fire killed no fewer than 40 people.", 40, None),
        ("The bridge did not open on 5 May 2023.", "2023-05-05", None),
        ("The hall is not in Harrow.", "Harrow", None),
    ],
)
def test_a_value_named_as_what_is_not_so_is_none_of_the_claim(text: str, kept: object, dropped: object, claims_of: Claims) -> None:
    found = values(claims_of(text, DAY))
    assert kept in found
    assert dropped is None or dropped not in found


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Lorne Foods expects a profit of 12 million crowns.", "forecast"),
        ("Analysts had forecast a profit of 12 million crowns.", "forecast"),
        ("A profit of 12 million crowns was expected.", "forecast"),
        ("The budget for the bridge was 12 million crowns.", "forecast"),
        ("The target was 300 homes.", "forecast"),
        ("The estimated cost was 12 million crowns.", "forecast"),
        ("The council promised 300 homes.", "forecast"),
        ("The bridge was meant to open in May.", "forecast"),
        ("The bridge was supposed to cost 12 million crowns.", "forecast"),
        ("The scheme would create 300 jobs.", "forecast"),
        ("The library won't close in May.", "forecast"),
        ("Lorne Foods is aiming for a profit of 12 million crowns.", "forecast"),
        ("The firm had hoped to hire 300 people.", "forecast"),
        ("Sales are seen at 12 million crowns.", "forecast"),
        ("The bank projects growth of 3 per cent.", "forecast"),
        ("The gun was aimed at 12 people.", "asserted"),
        ("The plan cost 12 million crowns.", "asserted"),
        ("The smoke was seen at the gate.", "asserted"),
        ("Lorne Foods made a profit of 12 million crowns.", "asserted"),
        ("The bridge cost 12 million crowns.", "asserted"),
        ("The council built 300 homes.", "asserted"),
        ("The bridge opened in May.", "asserted"),
        ("The council set the target in May.", "asserted"),
        ("The total cost was 12 million crowns.", "asserted"),
        ("The budget raised taxes by 3 percent.", "asserted"),
        ("The scheme created 300 jobs.", "asserted"),
        ("The second goal came before the break.", "asserted"),
    ],
)
def test_what_is_expected_is_no_fact(text: str, modality: str, claims_of: Claims) -> None:
    (claim,) = claims_of(text, DAY)
    assert claim.modality == modality


@pytest.mark.parametrize(
    ("text", "modal", "polarity"),
    [
        ("The tenant shall pay the rent.", "must", "positive"),
        ("The tenant must not keep dogs.", "must", "negative"),
        ("The tenant has to pay the rent.", "must", "positive"),
        ("The tenant does not have to pay the rent.", "must", "negative"),
        ("Members are required to pay the rent.", "must", "positive"),
        ("Visitors may bring dogs.", "may", "positive"),
        ("Visitors may not bring dogs.", "may", "negative"),
        ("Visitors are allowed to bring dogs.", "may", "positive"),
        ("Visitors are banned from bringing dogs.", "may", "negative"),
        ("Visitors are not banned from bringing dogs.", "may", "positive"),
        ("The library will not close in May.", "will", "negative"),
        ("The library closed in May.", "", "positive"),
        ("The tenant has a dog.", "", "positive"),
        ("The ministry allowed the sale.", "", "positive"),
        ("The song was banned.", "", "positive"),
        ("The firm required a new hall.", "", "positive"),
    ],
)
def test_duty_and_permission(text: str, modal: str, polarity: str, claims_of: Claims) -> None:
    (claim,) = claims_of(text, DAY)
    assert (claim.modal, claim.polarity) == (modal, polarity)


def test_what_a_report_says_is_a_claim_of_its_own(claims_of: Claims) -> None:
    claims = claims_of("Police confirmed reports that the dam had burst on 3 May 2023.", DAY)
    burst = next(claim for claim in claims if claim.verb == "burst")
    assert burst.modality == "reported"
    assert next(claim for claim in claims if claim.verb == "confirm").values == ()
