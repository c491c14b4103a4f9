"""Where two claims fill one kind of slot with values that exclude each other."""

from datetime import date

import pytest

from comparing import ClaimsOf
from factcheck.verdicts.slots import exchanged, slots

DAY = date(2024, 3, 6)


def kinds(claims_of: ClaimsOf, first: str, second: str) -> set[tuple[str, str, str]]:
    a, b = claims_of(first, DAY, "a.txt")[0], claims_of(second, DAY, "b.txt")[0]
    return {(slot.kind, slot.a.text, slot.b.text) for slot in slots(a, b)}


@pytest.mark.parametrize(
    ("first", "second", "slot"),
    [
        ("The hall seats 400 people.", "The hall seats 300 people.", ("number", "400", "300")),
        ("She arrived on Monday.", "She arrived on Tuesday.", ("date", "Monday", "Tuesday")),
        ("They met in Oslo.", "They met in Warsaw.", ("place", "Oslo", "Warsaw")),
        ("The law was signed by George Miller.", "The law was signed by Anna Keller.", ("person", "George Miller", "Anna Keller")),
    ],
)
def test_two_values_of_one_kind_fill_a_slot(claims_of: ClaimsOf, first: str, second: str, slot: tuple[str, str, str]) -> None:
    assert slot in kinds(claims_of, first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The hall seats about 400 people.", "The hall seats 398 people."),
        ("The hall seats 400 people.", "The hall has 3 doors."),
        ("She arrived on Wednesday.", "She arrived last Wednesday."),
        ("They met in Oslo.", "They met in Oslo and in Warsaw."),
        ("The law was signed by George Miller.", "The law was signed by Mr Miller."),
        ("The law was signed by Joseph I. Miller.", "The law was signed by Joe Miller."),
        ("The law was signed by Carl B. Miller Jr.", "The law was signed by Carl Miller."),
        ("The law was signed by Anna Keller.", "The law was signed by George Miller's deputy."),
        ("She arrived on Monday.", "She arrived that Tuesday."),
        ("The rate was 35.7 percent.", "The rate was 35.72 percent."),
    ],
)
def test_values_that_may_be_one_fill_none(claims_of: ClaimsOf, first: str, second: str) -> None:
    assert not kinds(claims_of, first, second)


def test_an_exchange_puts_the_other_value_in_the_place_of_ones_own(claims_of: ClaimsOf) -> None:
    a, b = claims_of("They met in Oslo.", DAY, "a.txt")[0], claims_of("In Warsaw they met twice.", DAY, "b.txt")[0]
    (slot,) = slots(a, b)
    assert exchanged(b, slot.b, slot.a).startswith("In Oslo they met twice")
