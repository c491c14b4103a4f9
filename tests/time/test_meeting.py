"""Which two named times can be one moment, which cannot, and of which nothing tells."""

from datetime import date, datetime

import pytest

from factcheck.model import Interval, Moment
from factcheck.time import tag
from factcheck.time.meeting import can_be_one

DAY = date(2024, 3, 6)  # a Wednesday

ONE = [
    ("at 11pm GMT on 3 March 2024", "at 6pm EST on 3 March 2024"),
    ("at 11pm GMT on 3 March 2024", "at midnight CET on 4 March 2024"),
    ("at 1am GMT on 4 March 2024", "at 8pm Eastern Standard Time on 3 March 2024"),
    ("at 11pm GMT", "at 6pm EST"),
    ("at 1am GMT", "at 8pm EST"),
    ("at 10.30pm on Sunday", "at 10.30pm."),
    ("at 10.30pm on Sunday", "on Sunday"),
    ("on Sunday evening", "at 10.30pm on Sunday"),
    ("on Monday night", "early on Tuesday"),
    ("the next day", "the following day"),
    ("the year before", "the previous year"),
    ("since 2016", "since May 2016"),
    ("until 2016", "until May 2016"),
    ("since 2016", "in 2020"),
    ("before 2019", "in May 2018"),
    ("on 03/04/2005", "on 3 April 2005"),
    ("on 03/04/2005", "on 4 March 2005"),
    ("in fiscal 2019", "in the financial year 2019"),
    ("each morning", "on 3 March 2024"),
    ("every weekday", "each morning"),
    ("on Mondays", "on Tuesdays"),
    ("on Monday", "on 4 March 2024"),
    ("They met from 4 to 6 July", "They met on 5 July"),
    ("in 2019", "in May 2019"),
    ("in the summer of 2023", "in July 2023"),
    ("in the 1990s", "in 1994"),
    ("in the second quarter of 2023", "in May 2023"),
    ("It closed yesterday", "It closed on Tuesday"),
    ("at midnight on 4 March 2024", "on 5 March 2024"),
    ("in FY2021", "in fiscal 2021"),
    ("on 05/06/2011", "on 5 June 2011"),
    ("on 05/06/2011", "on 6 May 2011"),
    ("on 25/06/2011", "on 25 June 2011"),
    ("on 05/05/2011", "on 5 May 2011"),
    ("at 9pm GMT", "at 4pm EST"),
    ("at 5pm BST", "at 6pm CEST"),
    ("at 3am GMT on 5 May 2024", "at 11pm EDT on 4 May 2024"),
    ("at noon PST", "at 3pm EST"),
    ("on Sunday", "last weekend"),
    ("on Saturday 2 March 2024", "last weekend"),
    ("on Sunday morning", "at the weekend"),
    ("the next morning", "the following morning"),
    ("the day after", "the next day"),
    ("the week before", "the previous week"),
    ("a year later", "the following year"),
    ("every Friday", "on 4 May 2021"),
    ("each spring", "in May 2021"),
    ("on weekdays", "on Saturday"),
    ("twice a year", "in 2021"),
    ("nightly", "on Monday"),
    ("every four years", "in 2021"),
    ("since 4 May 2011", "since May 2011"),
    ("at 7.15am on Monday", "at 7.15am"),
    ("at 21:00 on Sunday", "at 9pm"),
    ("at half past ten", "at 10.30am"),
]

NOT_ONE = [
    ("at 11pm GMT on 3 March 2024", "at 7pm EST on 3 March 2024"),
    ("at 11pm GMT", "at 9pm EST"),
    ("at 10.30pm on Sunday", "at 9.15pm."),
    ("at 10.30pm on Sunday", "on Monday"),
    ("on Sunday morning", "at 10.30pm on Sunday"),
    ("until February 2024", "until March 2024"),
    ("since 2016", "since 2018"),
    ("since 2016", "in 2014"),
    ("before 2019", "in May 2020"),
    ("on 03/04/2005", "on 5 March 2005"),
    ("on 13/04/2005", "on 4 March 2005"),
    ("in fiscal 2019", "in fiscal 2020"),
    ("in fiscal 2019", "in 2023"),
    ("on Monday", "on Tuesday"),
    ("on Monday", "on 12 March 2024"),
    ("on 4 May", "on 11 May"),
    ("on 4 May 2020", "on 4 May 2021"),
    ("in March", "in May"),
    ("They meet from 4 to 6 July", "They meet from 11 to 13 July"),
    ("in 2019", "in May 2018"),
    ("in early May 2019", "on 28 May 2019"),
    ("in the summer of 2023", "in December 2023"),
    ("in the 1990s", "in 2004"),
    ("in the second quarter of 2023", "in August 2023"),
    ("at 9am on 3 March 2024", "at 11.05am on 3 March 2024"),
    ("in FY22", "in FY23"),
    ("in fiscal 2021", "in 2025"),
    ("on 05/06/2011", "on 7 May 2011"),
    ("on 06/25/2011", "on 6 May 2011"),
    ("at 9pm GMT", "at 9pm EST"),
    ("at 7am CET on 5 May 2024", "at 8am GMT on 5 May 2024"),
    ("on Friday", "last weekend"),
    ("on Wednesday", "last weekend"),
    ("until May 2023", "until June 2023"),
    ("since 2011", "since 2012"),
    ("at 7.15am on Monday", "at 7.45am"),
    ("at 8am", "at 8pm"),
]

UNKNOWN = [
    ("at 11pm GMT on 3 March 2024", "at 6pm on 3 March 2024"),
    ("at 10.30pm", "on Sunday"),
    ("on Sunday", "this weekend"),
    ("the next day", "the previous day"),
    ("the next day", "on 9 July 2020"),
    ("the following year", "the next day"),
    ("until February 2024", "since February 2024"),
    ("before 2019", "since 2019"),
    ("in fiscal 2019", "in 2019"),
    ("in the 2019 financial year", "in 2018"),
    ("in fiscal 2019", "in October 2018"),
    ("in the year ended 31 March 2019", "in 2018"),
    ("on Monday", "on 11 March 2024"),
    ("on 4 May", "on 4 May 2021"),
    ("for three days", "on 3 March"),
    ("in early May 2019", "on 12 May 2019"),
    ("last week", "on 25 February 2024"),
    ("at 9am on 3 March 2024", "at 9.05am on 3 March 2024"),
    ("now", "in 2019"),
    ("in March 44 BC", "in 2004"),
    ("from 4 to 6 July 2024", "from 5 to 8 July 2024"),
    ("in fiscal 2021", "in 2021"),
    ("in the 2021 tax year", "in June 2021"),
    ("in the year to 30 June 2021", "in 2021"),
    ("on Saturday", "this weekend"),
    ("the following week", "the previous week"),
    ("the same day", "the next day"),
    ("until May 2023", "since May 2023"),
    ("until 2019", "since 2018"),
]


def moment(words: str, day: date | None = DAY) -> Moment:
    (e, *_) = tag(words, day)
    return Moment(start=e.start, end=e.end, text=e.text, value=e.value, interval=e.interval, granularity=e.granularity)


@pytest.mark.parametrize(
    ("a", "b", "expected"), [(*pair, answer) for pairs, answer in ((ONE, True), (NOT_ONE, False), (UNKNOWN, None)) for pair in pairs]
)
def test_the_order_of_two_times_does_not_matter(a: str, b: str, expected: bool | None) -> None:
    assert can_be_one(moment(a), moment(b)) is expected
    assert can_be_one(moment(b), moment(a)) is expected


@pytest.mark.parametrize("words", sorted({words for pair in (*ONE, *NOT_ONE) for words in pair}))
def test_a_time_can_be_itself(words: str) -> None:
    assert can_be_one(moment(words), moment(words)) is True


def test_one_weekday_of_articles_in_two_weeks_is_left_open() -> None:
    assert can_be_one(moment("on Monday"), moment("on Monday", date(2024, 3, 7))) is True
    assert can_be_one(moment("on Monday"), moment("on Monday", date(2024, 3, 13))) is None
    assert can_be_one(moment("on Monday"), moment("on Monday", date(2024, 4, 10))) is False


def test_times_that_no_publication_places_are_compared_by_their_names() -> None:
    assert can_be_one(moment("on Monday", None), moment("on Tuesday", None)) is False
    assert can_be_one(moment("on Monday", None), moment("on Monday", None)) is True
    assert can_be_one(moment("on Monday", None), moment("on 4 March 2024", None)) is True
    assert can_be_one(moment("on 5 March", None), moment("on 4 March 2024", None)) is False
    assert can_be_one(moment("on Monday", None), moment("on 4 March", None)) is None


def test_an_interval_of_tense_alone_is_never_the_same() -> None:
    past = Interval(start=None, end=datetime(2024, 3, 7))
    assert can_be_one(past, moment("on Monday")) is None
    assert can_be_one(past, moment("on 4 May 2025")) is False
    assert can_be_one(Interval(start=datetime(2024, 3, 4), end=datetime(2024, 3, 5), text="Monday"), moment("on 4 March 2024")) is True
    assert can_be_one(Interval(start=None, end=None), moment("on Monday")) is None
