"""Two quantities that are one number, and two that are not."""

import pytest

from factcheck.claims.numerals import comparable, one_number
from factcheck.claims.quantities import plain
from factcheck.model import Quantity


def quantity(text: str) -> Quantity:
    (found,) = plain(text, [])
    return found


ONE = [
    ("35", "35"),
    ("85.19 percent", "85 per cent"),
    ("7.26 per cent", "7%"),
    ("412.6 metres", "413 metres"),
    ("61.7 per cent", "nearly 62 per cent"),
    ("35.72", "35.7"),
    ("31,204", "31,000"),
    ("12,000", "12 thousand"),
    ("1.2 million", "1,234,567"),
    ("half a million", "500,000"),
    ("about 500", "497"),
    ("some 10", "11"),
    ("more than 400", "412"),
    ("at least 12", "15"),
    ("between five and six tonnes", "5.5 tonnes"),
    ("16 hectares", "39 acres"),
    ("420 metres", "1,378 feet"),
    ("two metres", "six feet"),
    ("five miles", "8 km"),
    ("62 mph", "100 km/h"),
    ("200 square kilometres", "77 square miles"),
    ("30 degrees Celsius", "86 degrees Fahrenheit"),
    ("30 degrees", "86 °F"),
    ("20 °C", "68 °F"),
    ("11 pounds", "5 kg"),
    ("10 gallons", "38 litres"),
    ("90 minutes", "1.5 hours"),
    ("two weeks", "14 days"),
    ("18 months", "1.5 years"),
    ("three months", "90 days"),
    ("11 pounds", "£11"),
]

TWO = [
    ("35", "36"),
    ("six years", "eight years"),
    ("20", "21"),
    ("40 km", "42 km"),
    ("35.7", "35.8"),
    ("412.6 metres", "414 metres"),
    ("5.25%", "5%"),
    ("7.26 per cent", "8 per cent"),
    ("12,000", "13,000"),
    ("$4.2 billion", "$4.6 billion"),
    ("$1.1 billion", "$900 million"),
    ("$310 million", "$270 million"),
    ("about 5,000", "about 20,000"),
    ("about 500", "620"),
    ("nearly 62 per cent", "65 per cent"),
    ("more than 400", "380"),
    ("at most 12", "15"),
    ("between five and six tonnes", "7 tonnes"),
    ("16 hectares", "45 acres"),
    ("five miles", "five km"),
    ("five miles", "10 km"),
    ("100 mph", "100 km/h"),
    ("30 degrees Celsius", "80 degrees Fahrenheit"),
    ("30 degrees Celsius", "31 degrees Celsius"),
    ("100 °F", "103 °F"),
    ("20 pounds", "5 kg"),
    ("two weeks", "three weeks"),
    ("18 months", "two years"),
    ("11 pounds", "£15"),
    ("$5", "5 euros"),
    ("5 km", "5 percent"),
]


@pytest.mark.parametrize(("first", "second"), ONE, ids=" = ".join)
def test_one_number(first: str, second: str) -> None:
    assert one_number(quantity(first), quantity(second))
    assert one_number(quantity(second), quantity(first))


@pytest.mark.parametrize(("first", "second"), TWO, ids=" | ".join)
def test_two_numbers(first: str, second: str) -> None:
    assert not one_number(quantity(first), quantity(second))
    assert not one_number(quantity(second), quantity(first))


def test_a_place_in_an_order_is_exact_and_no_amount() -> None:
    first = quantity("100").model_copy(update={"ordinal": True})
    assert one_number(first, first)
    assert not one_number(first, first.model_copy(update={"low": 101, "high": 101}))
    assert not one_number(first, quantity("100"))


def test_a_number_whose_writing_is_unknown_is_as_round_as_its_value() -> None:
    unknown = quantity("31,000").model_copy(update={"precision": 0})
    assert one_number(unknown, quantity("31,204"))
    assert not one_number(unknown, quantity("32,000"))


@pytest.mark.parametrize(
    ("first", "second", "roles", "expected"),
    [
        ("5 km", "3 miles", ("", ""), True),
        ("5 km", "3 kg", ("", ""), False),
        ("$5", "£5", ("", ""), False),
        ("5 pounds", "£5", ("", ""), True),
        ("5 pounds", "2 kg", ("", ""), True),
        ("5 percent", "6 percent", ("by", "by"), True),
        ("5 percent", "6 percent", ("by", "to"), False),
        ("5 percent", "6 percent", ("", "to"), True),
        ("5 percent", "6 percent", ("", "from"), False),
        ("5 percent", "6 percent", ("from", "from"), True),
        ("5 percent", "6 percentage points", ("by", "by"), False),
        ("5", "6 percent", ("", ""), False),
    ],
)
def test_comparable(first: str, second: str, roles: tuple[str, str], expected: bool) -> None:
    one, other = (quantity(text).model_copy(update={"role": role}) for text, role in zip((first, second), roles, strict=True))
    assert comparable(one, other) is expected
    assert comparable(other, one) is expected
