"""Everyday words that exclude each other, mean the same or end a state, in pairs of sentences: what is told, and what must not be."""

from collections.abc import Callable
from datetime import date

import pytest

from comparing import verdicts
from factcheck.model import Claim

ClaimsOf = Callable[..., list[Claim]]
DAY, LATER = date(2024, 3, 4), date(2024, 3, 6)

EXCLUDE = [
    ("The appeal by Ida Holm was upheld.", "The appeal by Ida Holm was dismissed."),
    ("Profit at Brightwater doubled.", "Profit at Brightwater halved."),
    ("Profit at Brightwater soared.", "Profit at Brightwater slipped."),
    ("Inflation in Norvia was unchanged in May.", "Inflation in Norvia rose in May."),
    ("The Alder Bridge is impassable.", "The Alder Bridge is open."),
    ("The Lowmere road is blocked.", "The Lowmere road is open."),
    ("The trial of Karl Benning was brought forward.", "The trial of Karl Benning was put off."),
    ("Harrow City were promoted.", "Harrow City were relegated."),
    ("The setting is enabled by default.", "The setting is disabled by default."),
    ("The test on Ida Holm was positive.", "The test on Ida Holm was negative."),
    ("The tumour was benign.", "The tumour was malignant."),
    ("The mayor praised the plan.", "The mayor criticised the plan."),
    ("Karl Benning was buried in Lowmere.", "Karl Benning was cremated in Lowmere."),
    ("The Harrow plant will create 200 jobs.", "The Harrow plant will cut 200 jobs."),
    ("The deaths in Lowmere were accidental.", "The deaths in Lowmere were deliberate."),
    ("The Harrow crash was deliberate.", "The Harrow crash was an accident."),
    ("Brightwater beat forecasts.", "Brightwater missed forecasts."),
    ("Brightwater kept its promise.", "Brightwater broke its promise."),
    ("Brightwater obeyed the order.", "Brightwater defied the order."),
    ("The Alder phone is cheap.", "The Alder phone is expensive."),
    ("The Alder library is deprecated.", "The Alder library is supported."),
    ("The Alder plan is unlimited.", "The Alder plan is capped."),
    ("The Alder router is wireless.", "The Alder router is wired."),
    ("Sync in Alder is synchronous.", "Sync in Alder is asynchronous."),
    ("The museum in Harrow will be privatised.", "The museum in Harrow will be nationalised."),
    ("The Kestral volcano is active.", "The Kestral volcano is dormant."),
    ("Norvia restored ties with Selm.", "Norvia severed ties with Selm."),
    ("Low Water is a sequel.", "Low Water is a prequel."),
    ("Brightwater shares closed higher.", "Brightwater shares closed lower."),
    ("The sentences of Karl Benning will run concurrently.", "The sentences of Karl Benning will run consecutively."),
    ("The storm Alda headed north.", "The storm Alda headed south."),
    ("The Alder app updates automatically.", "The Alder app updates manually."),
    ("The Harrow server is up.", "The Harrow server is down."),
    ("Ida Holm was found safe.", "Ida Holm was found dead."),
]
BOTH_TRUE = [
    ("The High Court upheld the ban.", "The High Court affirmed the ban."),
    ("Profit at Brightwater doubled in May.", "Profit at Brightwater halved in June."),
    ("The appeal by Ida Holm was upheld.", "The complaint by Karl Benning was dismissed."),
    ("Harrow City won in Lowmere on Saturday.", "Harrow City lost in Kestral on Sunday."),
    ("The setting is enabled by default.", "The shortcut is disabled by default."),
    ("The Alder Museum is free for children.", "The Alder Museum charges adults."),
    ("The mayor praised the firefighters.", "The mayor criticised the plan."),
    ("Harrow City were promoted.", "Lowmere Town were relegated."),
    ("Brightwater will create 200 jobs in Harrow.", "Brightwater will cut 80 jobs in Kestral."),
    ("The council turned down the tower.", "The council rejected the tower."),
    ("The match was called off.", "The match was cancelled."),
    ("Brightwater recalled the drill.", "Brightwater withdrew the drill."),
    ("The storm battered Harrow.", "The storm hit Harrow."),
    ("Karl Benning advanced to the final.", "Karl Benning pulled out of the Lowmere race."),
    ("Ida Holm is optimistic.", "Analysts are pessimistic."),
    ("The gunman was shot.", "The gunman was captured."),
    ("Karl Benning scored twice.", "Karl Benning missed a penalty."),
    ("Brightwater held a meeting.", "Brightwater collapsed."),
    ("The suspect is free.", "The suspect was charged."),
    ("Logs are kept for 30 days.", "Logs are deleted after 30 days."),
    ("Ida Holm killed a deer.", "Ida Holm survived."),
    ("Shares in Brightwater rose on Monday.", "Shares in Brightwater slipped on Tuesday."),
    ("Brightwater shares closed higher on Monday.", "Brightwater shares closed lower on Tuesday."),
    ("The storm Alda headed north.", "The storm Brann headed south."),
    ("The Alder app updates automatically.", "The Alder app updates weekly."),
]
ENDED = [
    ("The gunman is at large.", "The gunman was captured."),
    ("Police are hunting the gunman.", "Police arrested the gunman."),
    ("Karl Benning is in hospital.", "Karl Benning was discharged."),
    ("Ida Holm is in custody.", "Ida Holm was released."),
    ("Ida Holm is charged with theft.", "Ida Holm was acquitted of theft."),
    ("Karl Benning is on trial.", "Karl Benning was acquitted."),
    ("The Alder Bridge is under construction.", "The Alder Bridge opened."),
    ("The Lowmere road is flooded.", "The Lowmere road reopened."),
    ("The plan for the tower is under review.", "The plan for the tower was approved."),
    ("The council is considering the tower.", "The council approved the tower."),
    ("The council will debate the tram.", "The council backed the tram."),
    ("The appeal by Ida Holm will be heard.", "The appeal by Ida Holm was dismissed."),
    ("Parliament will vote on the bill.", "Parliament ratified the bill."),
    ("The Alder app is in beta.", "The Alder app was released."),
    ("The website is offline.", "The website was restored."),
    ("Harrow will play Lowmere.", "Harrow thrashed Lowmere."),
    ("The Kestral dam is under threat.", "The Kestral dam was demolished."),
    ("The fire at the Harrow mill is still burning.", "The fire at the Harrow mill was put out."),
    ("The victim of the Harrow crash is unidentified.", "The victim of the Harrow crash was named."),
    ("Brightwater is independent.", "Brightwater was acquired by Norvik."),
]
NOT_ENDED = [
    ("Karl Benning is missing.", "Ida Holm was found."),
    ("The gunman is at large.", "The driver was captured."),
    ("Police are hunting the gunman.", "Police arrested the landlord."),
    ("Karl Benning is in hospital.", "Karl Benning was visited in hospital."),
    ("Ida Holm is in custody.", "Ida Holm was questioned."),
    ("The Alder Bridge is under construction.", "The Lowmere Bridge opened."),
    ("The Alder Museum is closed on Mondays.", "The Alder Museum hired a director."),
    ("The council is considering the tower.", "The council approved the budget."),
    ("The council will vote on the tower.", "The council rejected the quarry."),
    ("The fire is still burning.", "The fire spread."),
    ("The Alder app is in beta.", "The Brightwater app was released."),
    ("Harrow City are unbeaten.", "Harrow City won in Lowmere."),
    ("Harrow will play Lowmere.", "Kestral beat Selm."),
    ("Brightwater builds ships.", "Brightwater opened a canteen."),
    ("Brightwater owns a quarry.", "Brightwater sold its bakery."),
    ("Brightwater holds 20%.", "Brightwater released its results."),
    ("The Alder Museum charges £9.", "The Alder Museum was cleared."),
    ("The house in Harrow is empty.", "The house in Harrow was painted."),
]


@pytest.mark.parametrize(("first", "second"), EXCLUDE)
def test_words_of_which_one_thing_can_have_only_one(first: str, second: str, claims_of: ClaimsOf) -> None:
    assert [verdict.code for verdict in verdicts(claims_of, first, second, (DAY, DAY))] == ["FC106"]


@pytest.mark.parametrize(("first", "second"), BOTH_TRUE)
def test_what_may_both_be_true(first: str, second: str, claims_of: ClaimsOf) -> None:
    assert verdicts(claims_of, first, second, (DAY, DAY)) == []


@pytest.mark.parametrize(("first", "second"), ENDED)
def test_a_later_word_ends_the_state(first: str, second: str, claims_of: ClaimsOf) -> None:
    assert [verdict.code for verdict in verdicts(claims_of, first, second, (DAY, LATER))] == ["FC205"]


@pytest.mark.parametrize(("first", "second"), NOT_ENDED)
def test_what_ends_no_state(first: str, second: str, claims_of: ClaimsOf) -> None:
    assert verdicts(claims_of, first, second, (DAY, LATER)) == []
