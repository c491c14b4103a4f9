"""Numbers with their unit, bound and counted noun."""

from collections.abc import Callable
from datetime import date

import pytest

from factcheck.claims.quantities import find, plain
from factcheck.model import Claim, Moment, Quantity
from factcheck.syntax import Syntax

Parse = Callable[[str], Syntax]

CASES: list[tuple[str, float | None, float | None, str, str]] = [
    ("The fire killed 12 people.", 12, 12, "", "people"),
    ("The fire killed twelve people.", 12, 12, "", "people"),
    ("The fire killed twenty-two people.", 22, 22, "", "people"),
    ("About 500 people came.", 450, 550, "", "people"),
    ("Nearly 2,000 people came.", 1800, 2000, "", "people"),
    ("Just over 2,000 people came.", 2000, 2200, "", "people"),
    ("More than 300 people came.", 300, None, "", "people"),
    ("The more-than 300 people came.", 300, None, "", "people"),
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
    ("The flood hit 816,000 homes.", 816_000, 816_000, "", "home"),
    ("The dam moved 12 lakh people.", 1_200_000, 1_200_000, "", "people"),
    ("The school has a hundred and twenty pupils.", 120, 120, "", "pupil"),
    ("It cost one million eighty-two thousand dollars.", 1_082_000, 1_082_000, "USD", ""),
    ("It cost Rs 500 crore.", 5e9, 5e9, "INR", ""),
    ("The fund holds Rs 40,000.", 40_000, 40_000, "INR", ""),
    ("The fund has Rs 7,50,000.", 750_000, 750_000, "INR", ""),
    ("Some five lakh farmers marched.", 450_000, 550_000, "", "farmer"),
    ("It sold three quarters of a million copies.", 750_000, 750_000, "", ""),
    ("The school has twelve hundred pupils.", 1200, 1200, "", "pupil"),
    ("It cost two and a half million crowns.", 2_500_000, 2_500_000, "crown", ""),
    ("It cost 2 million crowns.", 2_000_000, 2_000_000, "crown", ""),
    ("One in five pupils walks to school.", 20, 20, "percent", "pupil"),
    ("Nearly one in five voters stayed at home.", 18, 20, "percent", "voter"),
    ("More than half of the houses are empty.", 50, None, "percent", "house"),
    ("The rate fell by 25 basis points.", 0.25, 0.25, "percentage point", ""),
    ("The rate fell by 25 bps.", 0.25, 0.25, "percentage point", ""),
    ("The rate fell by 50bp.", 0.5, 0.5, "percentage point", ""),
    ("A 25-basis-point cut is likely.", 0.25, 0.25, "percentage point", "cut"),
    ("The density of Selm is 99.3/km 2.", 0.993, 0.993, "per hectare", ""),
    ("The density is 41 per square kilometre.", 0.41, 0.41, "per hectare", ""),
    ("The wood covers 3 km2.", 300, 300, "hectare", ""),
    ("The park covers 14 km 2.", 1400, 1400, "hectare", ""),
    ("The park covers 14 km 2 of the valley.", 1400, 1400, "hectare", ""),
    ("The reserve covers 120 km².", 12_000, 12_000, "hectare", ""),
    ("It was -5C in Selm.", -5, -5, "celsius", ""),
    ("It was minus 5 degrees Celsius.", -5, -5, "celsius", ""),
    ("The tower is 84 m tall.", 84, 84, "metre", ""),
    ("The 100m race was dull.", 100, 100, "metre", "race"),
    ("The firm sold 24m phones.", 24_000_000, 24_000_000, "", "phone"),
    ("The gate is 80&nbsp;metres long.", 80, 80, "metre", ""),
    ("Some 300+ people came.", 300, None, "", "people"),
    ("It takes 40 tonnes or more.", 40_000, None, "kilogram", ""),
    ("It burned three square miles.", 776.996, 776.996, "hectare", ""),
]


@pytest.mark.parametrize(("text", "low", "high", "unit", "noun"), CASES, ids=[case[0] for case in CASES])
def test_quantity(text: str, low: float | None, high: float | None, unit: str, noun: str, parse_sentence: Parse) -> None:
    (found,) = find(parse_sentence(text), [])
    assert (found.low, found.high) == (pytest.approx(low) if low is not None else None, pytest.approx(high) if high is not None else None)
    assert found.unit == unit
    assert not noun or found.noun == noun
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It paid £3 million and €5bn.", [(3e6, 3e6, "GBP"), (5e9, 5e9, "EUR")]),
        ("It costs €3 to $5.", [(3, 3, "EUR"), (5, 5, "USD")]),
        ("It costs between £3m and €5m.", [(3e6, 3e6, "GBP"), (5e6, 5e6, "EUR")]),
        ("It costs £3 to £5 million.", [(3e6, 5e6, "GBP")]),
        ("It costs $3-5 million.", [(3e6, 5e6, "USD")]),
    ],
)
def test_two_currencies_are_no_range(text: str, found: list[tuple[float, float, str]]) -> None:
    assert [(quantity.low, quantity.high, quantity.unit) for quantity in plain(text, [])] == found


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


@pytest.mark.parametrize(
    ("text", "lows"),
    [
        ("The firm sold 3 and 4 percent bonds.", [3, 4]),
        ("Councillors voted seven to four in favour.", [7, 4]),
        ("The vote was 143 to 54.", [143, 54]),
        ("Rovers won 3-1 in Selm.", []),
        ("Rovers lost 1-3 in Selm.", []),
        ("Between 40 and 50 people came.", [40]),
        ("Some 30 or 40 people came.", [27]),
        ("Version 4b was sold.", []),
        ("The fire killed 12 people and 40 cows.", [12, 40]),
        ("The wall is 6 feet 2 inches high.", [6 * 0.3048, 2 * 0.0254]),
        ("The lift takes 10-12 people.", [10]),
        ("They ran 3 km 2 times.", [3000, 2]),
        ("It lies 3 km 2 hours from Selm.", [3000, 7200]),
        ("The road is 14 km 300 metres long.", [14_000, 300]),
        ("A 12-mile road cost $3m.", [12 * 1609.344, 3_000_000]),
    ],
)
def test_each_number_is_one_quantity(text: str, lows: list[float], parse_sentence: Parse) -> None:
    found = find(parse_sentence(text), [])
    assert [quantity.low for quantity in found] == pytest.approx(lows)
    assert all(text[quantity.start : quantity.end] == quantity.text for quantity in found)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Profit rose by 5 million crowns.", ["by"]),
        ("Profit rose to 12 million crowns.", ["to"]),
        ("The rate was cut from 5.25% to 5%.", ["from", "to"]),
        ("The toll rose from 14 to 19.", ["from", "to"]),
        ("Sales rose 8% to $4.2 billion from $3.9 billion.", ["by", "to", "from"]),
        ("A rise of 5 per cent was seen.", ["by"]),
        ("The 5% cut angered the union.", ["by"]),
        ("Revenue was up 8% in May.", ["by"]),
        ("The board raised the dividend to 24 cents.", ["to"]),
        ("Tickets cost from $5 to $10.", [""]),
        ("The firm raised $5 million from investors.", [""]),
        ("The firm cut 500 jobs.", [""]),
        ("The wall stands by 12 trees.", [""]),
        ("The mayor spoke to 40 people.", [""]),
        ("The bridge is 5 km long.", [""]),
        ("They came from 12 towns.", [""]),
        ("The rate is 5%.", [""]),
        ("The tax takes 5% of profits.", [""]),
    ],
)
def test_by_and_to_and_from(text: str, roles: list[str], parse_sentence: Parse) -> None:
    assert [quantity.role for quantity in find(parse_sentence(text), [])] == roles


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Selm United are second in the table.", 2),
        ("Karl Moe finished third in the race.", 3),
        ("Karl Moe came second.", 2),
        ("Karl Moe is in fifth place.", 5),
        ("Selm United lie 4th in the table.", 4),
        ("Karl Moe was placed first overall.", 1),
        ("It was the second bridge in the town.", None),
        ("A second opinion was asked.", None),
        ("The third fire killed two.", None),
        ("He came in second gear.", None),
        ("The first in line were children.", None),
        ("Wait a second.", None),
    ],
)
def test_a_rank(text: str, place: int | None, parse_sentence: Parse) -> None:
    found = [quantity for quantity in find(parse_sentence(text), []) if quantity.ordinal and quantity.noun == "place"]
    assert [quantity.low for quantity in found] == ([] if place is None else [place])


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("Parking at Selm Castle is free.", "parking"),
        ("Entry is free of charge.", "entry"),
        ("Entry to the castle remains free.", "entry"),
        ("Free admission ends soon.", "admission"),
        ("The tickets were free.", "ticket"),
        ("The ferry is free for children.", "ferry"),
        ("Ida Moe is free.", None),
        ("She is free to leave.", None),
        ("The product is free of lead.", None),
        ("The town is free from smoke.", None),
        ("The vote was free and fair.", None),
        ("A free press matters.", None),
    ],
)
def test_what_is_free_costs_nothing(text: str, measured: str | None, parse_sentence: Parse) -> None:
    found = [quantity for quantity in find(parse_sentence(text), []) if quantity.unit == "price"]
    assert [(quantity.low, quantity.measure) for quantity in found] == ([] if measured is None else [(0, measured)])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The council paid 2000 crowns for the gate.", 2000),
        ("The council bought 2010 lamps for the pier.", 2010),
        ("The club has 2000 members.", 2000),
        ("Around 1900 people attended.", None),
        ("About 2010 lamps were sold.", None),
        ("It lies under 1900 metres of water.", None),
        ("The 2010 floods killed many.", "2010"),
        ("In 2010 lamps were sold.", "2010"),
        ("The firm told of 2019 sales on Monday.", "2019"),
        ("The firm was founded in 2010.", "2010"),
        ("Since 2000 people have moved away.", None),
        ("The 2010 games were held in Selm.", "2010"),
        ("It recorded 2019 results.", "2019"),
    ],
)
def test_a_count_that_looks_like_a_year(text: str, count: int | str | None, claims_of: Callable[..., list[Claim]]) -> None:
    (claim,) = claims_of(text, date(2024, 3, 6))
    counts = [v.low for v in claim.values if isinstance(v, Quantity)]
    years = [v.value for v in claim.values if isinstance(v, Moment) and v.value.isdigit()]
    if isinstance(count, str):
        assert (counts, years) == ([], [count])
    else:
        assert years == []
        assert count is None or counts == [count]


def test_durations_are_quantities_and_moments(claims_of: Callable[..., list[Claim]]) -> None:
    (claim,) = claims_of("Mara Lind was sentenced to six years in prison.", date(2024, 3, 6))
    assert [(v.low, v.unit) for v in claim.values if isinstance(v, Quantity)] == [(72, "month")]
    assert [v.value for v in claim.values if isinstance(v, Moment)] == ["P6Y"]


def test_stretches_that_are_times_are_left_alone(parse_sentence: Parse) -> None:
    found: list[Quantity] = find(parse_sentence("In 2019 the firm had 40 workers."), [(3, 7)])
    assert [quantity.low for quantity in found] == [40]
