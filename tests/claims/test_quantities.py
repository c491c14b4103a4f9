"""Numbers with their unit, bound and counted noun."""

from collections.abc import Callable

import pytest

from factcheck.claims.quantities import find
from factcheck.model import Quantity
from factcheck.syntax import Syntax

Parse = Callable[[str], Syntax]

CASES: list[tuple[str, float | None, float | None, str, str]] = [
    ("The fire killed 12 people.", 12, 12, "", "people"),
    ("The fire killed twelve people.", 12, 12, "", "people"),
    ("The fire killed twenty-two people.", 22, 22, "", "people"),
    ("About 500 people came.", 450, 550, "", "people"),
    ("Nearly 2,000 people came.", 1800, 2200, "", "people"),
    ("More than 300 people came.", 300, None, "", "people"),
    ("At least four workers died.", 4, None, "", "worker"),
    ("Up to 90 workers may go.", None, 90, "", "worker"),
    ("Fewer than 50 workers stayed.", None, 50, "", "worker"),
    ("The bridge cost $3.5 million.", 3_500_000, 3_500_000, "USD", ""),
    ("The bridge cost £24m.", 24_000_000, 24_000_000, "GBP", ""),
    ("The bridge cost 3 billion euros.", 3_000_000_000, 3_000_000_000, "EUR", ""),
    ("Prices rose by 4.5 per cent.", 4.5, 4.5, "percent", ""),
    ("Prices rose by 4.5%.", 4.5, 4.5, "percent", ""),
    ("The wall is 10 to 12 metres high.", 10, 12, "metre", ""),
    ("The fire burned 100 acres.", 40.468564, 40.468564, "hectare", ""),
    ("The road is 3 km long.", 3000, 3000, "metre", ""),
    ("The firm has between 40 and 50 workers.", 40, 50, "", "worker"),
    ("A dozen firefighters came.", 12, 12, "", "firefighter"),
    ("Half a million people fled.", 500_000, 500_000, "", "people"),
]


@pytest.mark.parametrize(("text", "low", "high", "unit", "noun"), CASES, ids=[case[0] for case in CASES])
def test_quantity(text: str, low: float | None, high: float | None, unit: str, noun: str, parse_sentence: Parse) -> None:
    (found,) = find(parse_sentence(text), [])
    assert (found.low, found.high) == (pytest.approx(low) if low is not None else None, pytest.approx(high) if high is not None else None)
    assert found.unit == unit
    assert not noun or found.noun == noun
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(("text", "place"), [("It is the third bridge.", 3), ("It was her 14th win.", 14)])
def test_ordinals(text: str, place: int, parse_sentence: Parse) -> None:
    (found,) = find(parse_sentence(text), [])
    assert (found.low, found.high, found.ordinal) == (place, place, True)


def test_an_age_is_no_length_of_time(parse_sentence: Parse) -> None:
    (age,) = find(parse_sentence("Police arrested a 34-year-old man."), [])
    assert (age.low, age.unit) == (34 * 12, "month of age")


@pytest.mark.parametrize(
    "text",
    ["Station 6 was closed.", "Stations 6 and 14 were closed.", "The Boeing 737 landed.", "No one came.", "They kept the small one."],
)
def test_labels_and_pronouns_count_nothing(text: str, parse_sentence: Parse) -> None:
    assert find(parse_sentence(text), []) == []


def test_stretches_that_are_times_are_left_alone(parse_sentence: Parse) -> None:
    found: list[Quantity] = find(parse_sentence("In 2019 the firm had 40 workers."), [(3, 7)])
    assert [quantity.low for quantity in found] == [40]
