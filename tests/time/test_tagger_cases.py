"""The table of hand-written cases, and near-misses in which nothing may be found."""

import tomllib
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from factcheck.model import Interval
from factcheck.syntax import Syntax
from factcheck.time import tag

GROUPS = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["group"]
CASES = [(case[0], group.get("anchor"), [tuple(one) for one in case[1:]]) for group in GROUPS for case in group["cases"]]

NOTHING = [
    "They may march in line.",
    "Some 2,000 people came.",
    "It cost 2024 dollars.",
    "It cost $2019.",
    "Flight 1998 was late.",
    "On 30 February 2023 nothing happened.",
    "On 29 February 2023 nothing happened.",
    "On February 30 nothing happened.",
    "On 2023-02-30 nothing happened.",
    "The second man left.",
    "They sat in the sun.",
    "The F-16s and the B52 flew.",
    "A six-year-old boy and a man aged 46 came.",
    "She is 62 years old.",
    "In his late 50s he stopped.",
    "Water fell from the spring of the river.",
    "They were forced to fall back.",
    "Three quarters of the people left.",
    "April Winter and August Weil came.",
    "Jan Holm and Mar Vidal came.",
    "It was seen through the Winter Palace.",
    "She minded a second time.",
    "The score was 3:16.",
    "Version 10.10.10 and 192.168.1.100 are no dates.",
    "The plot has 1990 acres.",
    "Copyright (c) 2000 by the maker.",
    "He was the last man.",
    "They flew to Mar-a-Lago.",
    "The letter went to the depot, 1500 Marquette Road.",
    "They had five to seven ducks.",
]


def written(interval: Interval | None) -> str:
    if interval is None:
        return ""
    return "/".join(".." if side is None else side.isoformat().removesuffix("T00:00:00")[:16] for side in (interval.start, interval.end))


def test_the_table_is_large() -> None:
    assert len(CASES) >= 150


@pytest.mark.parametrize(("text", "anchor", "expected"), CASES, ids=[f"{case[0]} ({case[1]})" for case in CASES])
def test_cases(text: str, anchor: date | None, expected: list[tuple[str, ...]]) -> None:
    found = [(e.text, e.type, e.value, written(e.interval), e.certainty) for e in tag(text, anchor)]
    assert found == expected


@pytest.mark.parametrize("text", NOTHING)
def test_near_misses(text: str) -> None:
    assert tag(text, date(2024, 3, 6)) == []


def test_a_date_named_before_the_text_is_what_earlier_and_later_hang_on() -> None:
    anchor, reference = date(2024, 3, 6), date(2019, 5, 12)
    for text, value in (
        ("A week earlier it had rained.", "2019-W18"),
        ("Two years later it closed.", "2021"),
        ("It closed the next day.", "2019-05-13"),
        ("It closed that year.", "2019"),
        ("It closed the following month.", "2019-06"),
    ):
        (found,) = tag(text, anchor, reference=reference)
        assert (found.value, found.certainty) == (value, "anchored")
        (guessed,) = tag(text, anchor)
        assert guessed.value != value
        assert guessed.certainty == "assumed"
    (own,) = tag("It closed a year ago.", anchor, reference=reference)
    assert own.value == "2023"


def test_a_date_of_the_text_replaces_the_one_before_it() -> None:
    found = tag("It opened on 3 June 2020 and closed two days later.", date(2024, 3, 6), reference=date(2019, 5, 12))
    assert [e.value for e in found] == ["2020-06-03", "2020-06-05"]


def test_expressions_of_different_paragraphs_do_not_join() -> None:
    assert [e.value for e in tag("It rained in March\n\n2024 was dry.", date(2023, 5, 1))] == ["2023-03", "2024"]
    assert [e.value for e in tag("It rained in March\n2024 too.", date(2023, 5, 1))] == ["2024-03"]


def test_sureness_is_told() -> None:
    found = {e.text: (e.anchored, e.certainty) for e in tag("On 4 May 2019, yesterday and Tuesday they met at 9 a.m.", date(2024, 3, 6))}
    assert found == {
        "4 May 2019": (False, "explicit"),
        "yesterday": (True, "anchored"),
        "Tuesday": (True, "assumed"),
        "9 a.m.": (False, "assumed"),
    }


def test_a_date_and_a_time_make_one_moment() -> None:
    (found,) = tag("It began at 9:05 p.m. on March 4, 2024.", None)
    assert found.interval is not None
    assert found.interval.start == datetime(2024, 3, 4, 21, 5)
    assert found.granularity == "minute"


def test_a_story_of_former_years_goes_on_in_its_years() -> None:
    text = "The mill burned in October 1931. On 12 November it was sold. In February the roof fell in. By summer it was gone. At Christmas it rained."
    found = tag(text, date(2024, 3, 6))
    assert [e.value for e in found] == ["1931-10", "1931-11-12", "1932-02", "1932-SU", "1932-12-25"]
    assert {e.certainty for e in found[1:]} == {"assumed"}


def test_news_that_names_a_former_year_stays_with_its_own_days() -> None:
    text = "The mill burned in October 1931. On Tuesday the owner said it was sold on 12 February."
    assert [e.value for e in tag(text, date(2024, 3, 6))] == ["1931-10", "2024-03-05", "2024-02-12"]
    assert [e.value for e in tag("It burned in 1931 and will reopen on 12 May.", date(2024, 3, 6))] == ["1931", "2024-05-12"]


def test_a_story_begun_before_the_text_goes_on() -> None:
    assert [e.value for e in tag("It fell on 12 May.", date(2024, 3, 6), reference=date(1972, 1, 1))] == ["1972-05-12"]
    assert [e.value for e in tag("It fell on 12 May.", date(2024, 3, 6), reference=date(2023, 11, 1))] == ["2023-05-12"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("By Tuesday evening, rescuers had found nine bodies.", "2024-03-05TEV"),
        ("The report must be returned by Tuesday.", "2024-03-12"),
        ("She retires in July.", "2024-07"),
        ("The council plans to vote on Tuesday.", "2024-03-12"),
        ("The council voted on Tuesday to close the mill.", "2024-03-05"),
        ("The October 3 fire will be remembered.", "2023-10-03"),
        ("They will look into Tuesday's ruling.", "2024-03-05"),
    ],
)
def test_syntax_tells_past_from_future(text: str, value: str, parse_sentence: Callable[[str], Syntax]) -> None:
    (found,) = tag(text, date(2024, 3, 6), parse_sentence(text))
    assert found.value == value
