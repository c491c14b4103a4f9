"""Time expressions: type, value and interval against an anchor."""

from datetime import date, datetime

import pytest

from factcheck.time import tag

ANCHOR = date(2024, 3, 6)  # a Wednesday

CASES = [
    ("It opened on 4 March 2024.", "4 March 2024", "DATE", "2024-03-04"),
    ("It opened on March 4, 2024.", "March 4, 2024", "DATE", "2024-03-04"),
    ("It opened on Mar. 4, 2024.", "Mar. 4, 2024", "DATE", "2024-03-04"),
    ("It opened on 2024-03-04.", "2024-03-04", "DATE", "2024-03-04"),
    ("It opened in October 2023.", "October 2023", "DATE", "2023-10"),
    ("It opened in early May 2019.", "early May 2019", "DATE", "2019-05"),
    ("It opened in 2019.", "2019", "DATE", "2019"),
    ("It has run since 2016.", "2016", "DATE", "2016"),
    ("It was built in the 1990s.", "the 1990s", "DATE", "199"),
    ("It opened on March 1.", "March 1", "DATE", "2024-03-01"),
    ("It opened on 12 May.", "12 May", "DATE", "2023-05-12"),
    ("It will open on 12 May.", "12 May", "DATE", "2024-05-12"),
    ("It opened in December.", "December", "DATE", "2023-12"),
    ("It will open in December.", "December", "DATE", "2024-12"),
    ("It opened in spring 2019.", "spring 2019", "DATE", "2019-SP"),
    ("They met on Tuesday.", "Tuesday", "DATE", "2024-03-05"),
    ("They will meet on Tuesday.", "Tuesday", "DATE", "2024-03-12"),
    ("They met last Friday.", "last Friday", "DATE", "2024-03-01"),
    ("They meet next Monday.", "next Monday", "DATE", "2024-03-11"),
    ("They met yesterday.", "yesterday", "DATE", "2024-03-05"),
    ("They meet tomorrow.", "tomorrow", "DATE", "2024-03-07"),
    ("They met last week.", "last week", "DATE", "2024-W09"),
    ("They met last month.", "last month", "DATE", "2024-02"),
    ("They meet next year.", "next year", "DATE", "2025"),
    ("They met this year.", "this year", "DATE", "2024"),
    ("They met three days ago.", "three days ago", "DATE", "2024-03-03"),
    ("They met two years ago.", "two years ago", "DATE", "2022"),
    ("They met 5 months ago.", "5 months ago", "DATE", "2023-10"),
    ("It lasted three days.", "three days", "DURATION", "P3D"),
    ("A six-week course began.", "six-week", "DURATION", "P6W"),
    ("It rained in the past two weeks.", "the past two weeks", "DURATION", "P2W"),
    ("They meet every Monday.", "every Monday", "SET", "XXXX-WXX-1"),
    ("The shop opens on Mondays.", "Mondays", "SET", "XXXX-WXX-1"),
    ("It began at 9:30 p.m. sharp.", "9:30 p.m.", "TIME", "2024-03-06T21:30"),
    ("It began at noon.", "noon", "TIME", "2024-03-06T12:00"),
    ("It is now closed.", "now", "DATE", "PRESENT_REF"),
]


@pytest.mark.parametrize(("text", "words", "kind", "value"), CASES, ids=[case[1] + " in: " + case[0] for case in CASES])
def test_expressions(text: str, words: str, kind: str, value: str) -> None:
    found = tag(text, ANCHOR)
    assert [(e.text, e.type, e.value) for e in found] == [(words, kind, value)]
    assert text[found[0].start : found[0].end] == words


@pytest.mark.parametrize(
    "text",
    [
        "They may march in line.",
        "Some 2,000 people came.",
        "It cost 2024 dollars.",
        "On 30 February 2023 nothing happened.",
        "The second man left.",
        "They sat in the sun.",
    ],
)
def test_near_misses(text: str) -> None:
    assert not [e for e in tag(text, ANCHOR) if e.type == "DATE"]


def test_without_an_anchor_relative_expressions_stay_open() -> None:
    for text in ("They met on Tuesday.", "They met last month.", "They met in May.", "They met three days ago."):
        (found,) = tag(text, None)
        assert found.interval is None
        assert found.anchored
    (dated,) = tag("They met in May 2019.", None)
    assert dated.interval is not None
    assert not dated.anchored


def test_intervals_are_half_open() -> None:
    (month,) = tag("In October 2023 it rained.", None)
    assert month.interval is not None
    assert (month.interval.start, month.interval.end) == (datetime(2023, 10, 1), datetime(2023, 11, 1))
    (since,) = tag("Since 2016 it has rained.", None)
    assert since.interval is not None
    assert (since.interval.start, since.interval.end) == (datetime(2016, 1, 1), None)


def test_ends_of_the_calendar_are_survived() -> None:
    for anchor in (date.min, date.max):
        for text in (
            "last week",
            "next year",
            "90 years ago",
            "this weekend",
            "in the next 99 decades",
            "next Monday",
            "tomorrow",
            "yesterday",
        ):
            tag(f"They met {text}.", anchor)
