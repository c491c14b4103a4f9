"""What single clauses are read as: states, plans, counts, tallies, attributes, offices."""

from collections.abc import Callable
from datetime import date

import pytest

from factcheck.model import Claim
from factcheck.verdicts.attributes import attributes
from factcheck.verdicts.offices import offices
from factcheck.verdicts.phases import machines, phases
from factcheck.verdicts.plans import plan
from factcheck.verdicts.sequence import days, is_bare, looks_back
from factcheck.verdicts.tallies import tally
from factcheck.verdicts.tolls import counts

ClaimsOf = Callable[..., list[Claim]]
DAY = date(2024, 3, 6)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The museum will stay closed until further notice.", ("access", "closed")),
        ("The app remains offline.", ("access", "closed")),
        ("No arrests have been made.", ("suspect", "at large")),
        ("Residents are still under orders to leave.", ("order", "standing")),
        ("The curfew was lifted on Tuesday.", ("order", "lifted")),
        ("The clubs are in talks over the striker.", ("talks", "talking")),
        ("Ada Quill stepped down on Tuesday.", ("office", "gone")),
        ("The cause of the fire is not yet known.", ("cause", "sought")),
    ],
)
def test_a_clause_tells_a_state(claims_of: ClaimsOf, text: str, state: tuple[str, str]) -> None:
    assert state in {phase[:2] for claim in claims_of(text, DAY) for phase in phases(claim)}


@pytest.mark.parametrize(
    "text",
    [
        "The museum will close in May.",
        "The museum has not closed.",
        "The mayor wants the museum to close.",
        "The museum might close.",
        "He came close to a record.",
    ],
)
def test_plans_denials_and_other_words_tell_no_state(claims_of: ClaimsOf, text: str) -> None:
    assert ("access", "closed") not in {phase[:2] for claim in claims_of(text, DAY) for phase in phases(claim)}


def test_every_state_that_may_follow_is_a_state_of_its_machine() -> None:
    for machine in machines().values():
        states = machine.entry["states"]
        assert {following for state in states.values() for key in ("next", "again") for following in state.get(key, [])} <= set(states)


@pytest.mark.parametrize(
    ("text", "deeds", "events"),
    [
        ("The council is scheduled to vote on June 11.", {"vote"}, set()),
        ("The rocket is due to lift off on Thursday.", {"lift", "launch"}, set()),
        ("A second strike is due on Tuesday.", set(), {"strike"}),
        ("The shop will open in May.", {"open"}, set()),
    ],
)
def test_a_plan_has_deeds_or_an_event(claims_of: ClaimsOf, text: str, deeds: set[str], events: set[str]) -> None:
    found = [planned for claim in claims_of(text, DAY) if (planned := plan(claim)) is not None]
    assert [(set(planned.deeds), set(planned.events)) for planned in found] == [(deeds, events)]


@pytest.mark.parametrize("text", ["The council voted on June 11.", "The shop is open.", "The shop will not open."])
def test_facts_denials_and_conditions_are_no_plans(claims_of: ClaimsOf, text: str) -> None:
    assert [plan(claim) for claim in claims_of(text, DAY)] == [None] * len(claims_of(text, DAY))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The fire killed at least four workers.", ("dead", 4.0)),
        ("The death toll rose to nine.", ("dead", 9.0)),
        ("The flood left 37 people dead.", ("dead", 37.0)),
        ("The number of people killed in the crash has reached 16.", ("dead", 16.0)),
        ("Nobody died in the crash.", ("dead", 0.0)),
        ("Some 2,000 homes are without power.", ("without supply", 1800.0)),
        ("The fire has blackened 3,000 acres.", ("burned", 3000 * 0.40468564)),
        ("The ministry has confirmed 14 cases of measles.", ("ill", 14.0)),
    ],
)
def test_a_figure_of_a_slot(claims_of: ClaimsOf, text: str, count: tuple[str, float]) -> None:
    found = [(each.slot, each.quantity.low) for claim in claims_of(text, DAY) for each in counts(claim)]
    assert found == [(count[0], pytest.approx(count[1]))]


@pytest.mark.parametrize(
    "text",
    [
        "Three more bodies were found.",
        "Among the dead were two children.",
        "Four people watched the fire.",
        "The farm has 3,000 acres.",
        "It might have killed four people if it rained.",
    ],
)
def test_steps_parts_and_other_numbers_fill_no_slot(claims_of: ClaimsOf, text: str) -> None:
    assert [each.slot for claim in claims_of(text, DAY) for each in counts(claim)] == []


def test_a_tally_is_read_from_any_wording(claims_of: ClaimsOf) -> None:
    texts = ["She won the vote by 54 to 143.", "The House voted 396-9 on the bill.", "The council adopted it by 9 votes to 6."]
    found = [result[:2] for text in texts for claim in claims_of(text, DAY) if (result := tally(claim)) is not None]
    assert found == [(143, 54), (396, 9), (9, 6)]
    assert [
        tally(claim) for text in ("The talks lasted from 9 to 11.", "Prices rose 5 to 6 percent.") for claim in claims_of(text, DAY)
    ] == [None, None]


def test_ages_parties_and_sizes_are_attributes(claims_of: ClaimsOf) -> None:
    text = "Samir Nadal, 44, was arrested. Alan Pike (R-Texas) resigned. They released a 225-page report."
    assert {(one.bearer, one.kind, one.value) for claim in claims_of(text, DAY) for one in attributes(claim)} == {
        ("Samir Nadal", "age", "44"),
        ("Alan Pike", "party", "republican"),
        ("report", "page", "225"),
    }
    assert [attributes(claim) for claim in claims_of("The two-day visit ended. The 34-year-old man was freed.", DAY)] == [(), ()]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Anna Berg, the chief executive of Siemens, spoke.", "Anna Berg"),
        ("The mayor of London, Anna Berg, spoke.", "Anna Berg"),
        ("Siemens chief executive Anna Berg spoke.", "Anna Berg"),
        ("Anna Berg, the former chief executive of Siemens, spoke.", None),
        ("Anna Berg, the deputy mayor of London, spoke.", None),
    ],
)
def test_an_office_has_a_holder(claims_of: ClaimsOf, text: str, holder: str | None) -> None:
    assert [office.holder for claim in claims_of(text, DAY) for office in offices(claim)] == ([] if holder is None else [holder])


def test_what_is_told_in_the_past_does_not_lie_ahead(claims_of: ClaimsOf) -> None:
    told, planned = claims_of("The council met on Tuesday night.", DAY)[0], claims_of("The council will meet on Tuesday.", DAY)[0]
    assert days(told) == {"2024-03-05"}
    assert days(planned) == {"2024-03-12"}


def test_history_and_bare_infinitives_are_no_news(claims_of: ClaimsOf) -> None:
    assert looks_back(claims_of("The museum closed in 1990.", DAY)[0])
    assert not looks_back(claims_of("The museum closed on Monday.", DAY)[0])
    assert any(is_bare(claim) for claim in claims_of("They demanded that the group withdraw it.", DAY))
