"""What holds of the tagger for any text and any anchor, and that hostile text is read in time."""

import time
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factcheck.model import TimeExpression
from factcheck.time import tag

VOCABULARY = """
the last next this that three 3 two days weeks years year month week ago earlier later before after early late end of of
the in since until between from and to to - – , . ( ) : Monday Tuesday mornings morning night March May 5 12 29 30 31
February 1998 2024 '98 1990s 70s 19th century BC AD 9:30 p.m. noon GMT o'clock half past quarter third-quarter Q3 FY24
season spring fall Easter Christmas Day week every twice a an per daily first second now recently future past tomorrow
yesterday tonight $ 2,000 % 3/4/2024 2024-02-30 and the is
"""
WORDS = st.sampled_from(VOCABULARY.split()) | st.just("\n\n")
TEXTS = st.lists(WORDS, max_size=25).map(" ".join) | st.text(max_size=80)
ANCHORS = st.none() | st.dates() | st.sampled_from([date.min, date.max, date(2024, 2, 29), date(2023, 12, 31), date(2024, 1, 1)])
WEEKDAYS = ("Monday", "last Friday", "next Sunday", "this Wednesday", "Tuesday of last week", "Saturday night", "the weekend", "Thursday")


def check(text: str, found: list[TimeExpression]) -> None:
    last = 0
    for expression in found:
        assert last <= expression.start < expression.end <= len(text)
        assert text[expression.start : expression.end] == expression.text
        last = expression.end
        interval = expression.interval
        if interval is not None and interval.start is not None and interval.end is not None:
            assert interval.start < interval.end
        assert expression.certainty != "anchored" or expression.anchored


@settings(deadline=None, max_examples=200)
@given(TEXTS, ANCHORS, ANCHORS)
@example("in the next 99 decades and 999999999 centuries ago", date.max, None)
@example("the first week of the century before last, 9999 BC", date.min, date.min)
@example("three days earlier and 400 years before.", date(2024, 1, 1), date.min)
def test_any_text(text: str, anchor: date | None, reference: date | None) -> None:
    check(text, tag(text, anchor, reference=reference))


@settings(deadline=None, max_examples=60)
@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-50, 50), st.sampled_from(WEEKDAYS), st.sampled_from(["met", "will meet"]))
def test_weekdays_move_with_the_anchor_by_whole_weeks(anchor: date, weeks: int, words: str, verb: str) -> None:
    text, shift = f"They {verb} {words}.", timedelta(weeks=weeks)
    (here,), (there,) = tag(text, anchor), tag(text, anchor + shift)
    assert here.interval is not None
    assert there.interval is not None
    assert here.interval.start is not None
    assert there.interval.start == here.interval.start + shift
    assert (here.text, here.type, here.granularity, here.certainty) == (there.text, there.type, there.granularity, there.certainty)


@settings(deadline=None, max_examples=60)
@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_weekday_lies_within_a_week_of_the_anchor(anchor: date) -> None:
    for text, low, high in (("They met on Monday.", -6, 0), ("They will meet on Monday.", 0, 6)):
        (found,) = tag(text, anchor)
        day = date.fromisoformat(found.value)
        assert day.weekday() == 0
        assert low <= (day - anchor).days <= high


@settings(deadline=None, max_examples=60)
@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_the_day_written_out_is_read_back(day: date) -> None:
    for text in (f"{day:%d %B %Y}", f"{day:%B} {day.day}, {day.year}", day.isoformat(), f"{day:%A}, {day:%b}. {day.day}, {day.year}"):
        if "May." not in text:
            (found,) = tag(f"It was on {text} in Rome.", None)
            assert (found.text, found.value, found.certainty) == (text, day.isoformat(), "explicit")


def test_the_same_text_gives_the_same_expressions() -> None:
    text = "On Monday they said the March 3-5, 2024 meeting, two weeks later, would last three days."
    assert tag(text, date(2024, 3, 6)) == tag(text, date(2024, 3, 6))


SIZE = 1_000_000
HOSTILE = ["1", " ", "\n", "a ", "1 ", "1-", "12/12/", "1,000,", ".", "one hundred and ", "May ", "the last ", "two years and ", "'90s "]


@pytest.mark.parametrize("piece", HOSTILE)
def test_the_time_grows_no_faster_than_the_text(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        begin = time.process_time()
        tag(text, date(2024, 3, 6))
        return time.process_time() - begin

    seconds(1_000)
    small, large = min(seconds(5_000) for _ in range(3)), min(seconds(40_000) for _ in range(2))
    assert large < 40 * small + 0.2


@pytest.mark.slow
@pytest.mark.parametrize("piece", HOSTILE)
def test_a_megabyte_is_read_in_time(piece: str) -> None:
    begin = time.process_time()
    tag(piece * (SIZE // len(piece)), date(2024, 3, 6))
    assert time.process_time() - begin < 60
