"""Days that share a month or a year, the day of what has happened, and dates whose order another date shows."""

from collections.abc import Callable
from datetime import date

import pytest

from factcheck.syntax import Syntax
from factcheck.time import day_first, tag

DAY = date(2024, 3, 6)  # a Wednesday

SHARED = [
    ("Monday 20, Tuesday 21 and Wednesday 22 April 2015", ["2015-04-20", "2015-04-21", "2015-04-22"]),
    ("It is on from Monday 3 to Friday 7 June.", ["2024-06-03", "2024-06-07"]),
    ("Shows were on 3, 4 and 5 May 2019.", ["2019-05-03", "2019-05-04", "2019-05-05"]),
    ("It ran from April to June in 2017.", ["2017-04", "2017-06"]),
    ("It fell between April and June of 2017.", ["2017-04", "2017-06"]),
    ("It ran 10 to 22 August 2012.", ["2012-08-10", "2012-08-22"]),
    ("10 August - 12 September 2013", ["2013-08-10", "2013-09-12"]),
    ("They met on 10 August and 12 September 2013.", ["2013-08-10", "2013-09-12"]),
    ("May eighth - tenth, 2010", ["2010-05-08", "2010-05-10"]),
    ("They met on the first and second of May 2013.", ["2013-05-01", "2013-05-02"]),
    ("It closed on 3 Aug 96.", ["1996-08-03"]),
    ("It closed in the 2019/20 financial year.", ["P1Y"]),
    ("On 3 August 96 people died.", ["2023-08-03"]),
    ("On 3 August 15 people died.", ["2023-08-03"]),
    ("They met on 3 May, 12 people left.", ["2023-05-03"]),
    ("Some 10 to 22 August births were counted.", ["2023-08-22"]),
    ("It rained in May and 2017 was dry.", ["2023-05", "2017"]),
    ("He won the first and second of many races.", []),
    ("On 3 May 96 per cent voted.", ["2023-05-03"]),
    ("They met on Tuesday 7, Wednesday 8 and Thursday 9 May 2019.", ["2019-05-07", "2019-05-08", "2019-05-09"]),
    ("The fair runs Friday 3 and Saturday 4 June 2022.", ["2022-06-03", "2022-06-04"]),
    ("Talks on Monday 4th, Wednesday 6th and Friday 8th March 2024.", ["2024-03-04", "2024-03-06", "2024-03-08"]),
    ("Sat 1 and Sun 2 June 2024", ["2024-06-01", "2024-06-02"]),
    ("from Thursday 12 to Sunday 15 September 2019", ["2019-09-12", "2019-09-15"]),
    ("It was shut from June to August in 2018.", ["2018-06", "2018-08"]),
    ("It was shut from June through August of 2018.", ["2018-06", "2018-08"]),
    ("It ran 5 to 9 October 2011.", ["2011-10-05", "2011-10-09"]),
    ("It ran from 28 September - 3 October 2014.", ["2014-09-28", "2014-10-03"]),
    ("June first - third, 2009", ["2009-06-01", "2009-06-03"]),
    ("It opened on 14 Oct 88.", ["1988-10-14"]),
    ("It ran from December 2019 to February 2020.", ["2019-12", "2020-02"]),
    ("from March 3 through April 5, 1987", ["1987-03-03", "1987-04-05"]),
    ("It ran 3–7 May 2021.", ["2021-05-03", "2021-05-07"]),
]


@pytest.mark.parametrize(("text", "values"), SHARED)
def test_a_list_or_range_shares_its_month_and_year(text: str, values: list[str]) -> None:
    assert [expression.value for expression in tag(text, DAY)] == values


def test_two_days_of_one_sentence_are_of_one_year(parse_sentence: Callable[[str], Syntax]) -> None:
    def values(text: str) -> list[str]:
        return [expression.value for expression in tag(text, DAY, parse_sentence(text)) if expression.type == "DATE"]

    assert values("It burned down on 14 March, three days after the wedding on 11 March.") == ["2023-03-14", "2023-03-11"]
    assert values("It burned down on 14 March and will reopen on 20 March.") == ["2023-03-14", "2024-03-20"]
    assert values("It burned down on 2 March, before the talks on 9 March.") == ["2024-03-02", "2024-03-09"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The roof collapsed on 30 March.", "2023-03-30"),
        ("On 30 March the roof collapsed.", "2023-03-30"),
        ("The mill was sold on 8 March.", "2023-03-08"),
        ("She died on 2 April, aged 80.", "2023-04-02"),
        ("The clubs set a record on 30 March.", "2023-03-30"),
        ("The clubs met this weekend.", "2024-W09-WE"),
        ("The council set a March 9 deadline.", "2024-03-09"),
        ("The court set a hearing on 30 March.", "2024-03-30"),
        ("They were invited to talks on 30 March.", "2024-03-30"),
        ("The vote was postponed until 30 March.", "2024-03-30"),
        ("The roof will be mended on 30 March.", "2024-03-30"),
        ("The roof collapsed on 3 March.", "2024-03-03"),
        ("The clubs will meet this weekend.", "2024-W10-WE"),
    ],
)
def test_what_has_happened_did_so_before_it_was_told(text: str, value: str, parse_sentence: Callable[[str], Syntax]) -> None:
    assert [expression.value for expression in tag(text, DAY, parse_sentence(text))] == [value]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It closed two days before yesterday.", ["2024-03-03"]),
        ("It opens three weeks from tomorrow.", ["2024-03-28"]),
        ("They meet on the 20th of next month.", ["2024-04-20"]),
        ("They met on the twenty second of June.", ["2023-06-22"]),
        ("They were out for the rest of the week.", ["2024-W10"]),
        ("As of 10 a.m. Wednesday morning nobody had come.", ["2024-03-06T10:00"]),
        ("They bet on the 2023 Women's World Cup.", ["2023"]),
        ("Some 1998 women came.", []),
        ("In the rest of the country it rained.", []),
        ("He stood two steps before yesterday's winner.", ["2024-03-05"]),
        ("The 20th of next door's cats came.", []),
    ],
)
def test_distances_and_days_of_a_month(text: str, found: list[str]) -> None:
    assert [expression.value for expression in tag(text, DAY)] == found


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("Signed on 05/04/2005 and on 13/04/2005.", True),
        ("Signed on 05/04/2005 and on 04/13/2005.", False),
        ("Due on 31/12.", True),
        ("Signed on 05/04/2005.", None),
        ("Signed on 13/04/2005 and on 04/13/2005.", None),
        ("The odds were 13/4 and 45/12.", None),
        ("A path such as a/13/04/05/b.", None),
        ("A score of 40/12.", None),
    ],
)
def test_a_date_that_leaves_no_choice_shows_the_order(text: str, order: bool | None) -> None:
    assert day_first(text) is order


def test_the_order_that_a_text_shows_holds_for_all_of_it() -> None:
    assert [e.value for e in tag("Signed on 05/04/2005, opened on 13/04/2005.", DAY)] == ["2005-04-05", "2005-04-13"]
    assert [(e.value, e.certainty) for e in tag("Signed on 05/04/2005.", DAY, day_first=True)] == [("2005-04-05", "explicit")]
    assert [(e.value, e.certainty) for e in tag("Signed on 05/04/2005.", DAY, day_first=False)] == [("2005-05-04", "explicit")]
    assert [(e.value, e.certainty) for e in tag("Signed on 05/04/2005.", DAY)] == [("2005-05-04", "assumed")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He wrote for the Daily Mail.", []),
        ("He works for Annual Review Press.", []),
        ("He spoke on Saturday Night Live.", []),
        ("Tucker Lund Tonight was cancelled.", []),
        ("She told USA Today so.", []),
        ("It rose to a record daily high.", ["daily"]),
        ("Sign up for a weekly Good News letter.", ["weekly"]),
        ("They met Saturday Night.", ["Saturday Night"]),
        ("They met on Saturday night.", ["Saturday night"]),
        ("Storm Hits Northern Coast Tonight", ["Tonight"]),
        ("Today the hall opened.", ["Today"]),
        ("NEWS 0882 BC-STORM", []),
        ("The fort fell in 882 BC.", ["882 BC"]),
    ],
)
def test_a_name_is_no_time(text: str, found: list[str]) -> None:
    assert [expression.text for expression in tag(text, DAY)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It fell just weeks after the vote.", ["PXW"]),
        ("The car was seen in the weeks before the vote.", ["PXW"]),
        ("After months of talks they met.", ["PXM"]),
        ("It changed over the years.", ["PXY"]),
        ("It fell two weeks after the vote.", ["P2W"]),
        ("It happened weeks later.", ["FUTURE_REF"]),
        ("The days of old are over.", []),
        ("The years passed.", []),
        ("Her baby is 2-years-old.", []),
        ("It ended following a year-long search.", ["P1Y"]),
        ("It rained in the following two years.", ["P2Y"]),
        ("It is shut for the time being.", ["PRESENT_REF"]),
        ("It was at the time being formalised.", []),
        ("It is shut every January 1.", ["XXXX-01-01"]),
        ("It is shut every January.", ["XXXX-01"]),
    ],
)
def test_lengths_that_nobody_counts_and_what_comes_every_year(text: str, found: list[str]) -> None:
    assert [expression.value for expression in tag(text, DAY)] == found


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It ran on Monday, April 20, and Tuesday, April 21, 2015.", ["2015-04-20", "2015-04-21"]),
        ("It ran between 30 December and 2 January 2020.", ["2019-12-30", "2020-01-02"]),
        ("It ran between 3 January and 2 December 2020.", ["2020-01-03", "2020-12-02"]),
        ("It was shut from November to February 2020.", ["2019-11", "2020-02"]),
        ("Until Thursday, they had not called him.", ["2024-02-29"]),
        ("Until Thursday, the road will be shut.", ["2024-03-07"]),
        ("The road is shut until Thursday.", ["2024-03-07"]),
        ("It is open 4-6 p.m. today.", ["2024-03-06T18:00"]),
        ("It is open from 10:30-11 a.m. today.", ["2024-03-06T10:30", "2024-03-06T11:00"]),
        ("Flight 44-6 p.m. was late.", []),
        ("It is shut this school year.", ["2024"]),
    ],
)
def test_years_of_a_range_and_bounds_that_open_a_sentence(text: str, values: list[str]) -> None:
    assert [expression.value for expression in tag(text, DAY)] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Tours run from 9 a.m. to 5 p.m. on 3 June 2024.", ["2024-06-03T09:00", "2024-06-03T17:00"]),
        ("It was open between 9 a.m. and noon on 3 June 2021.", ["2021-06-03T09:00", "2021-06-03T12:00"]),
        ("It was open until 10 p.m. on 3 June 2021.", ["2021-06-03T22:00"]),
        ("It shut at 9 a.m. and the mayor spoke on 3 June 2021.", ["2024-03-06T09:00", "2021-06-03"]),
        ("The 9/11 attacks changed it.", ["2001-09-11"]),
        ("It opened on 9/11/2019.", ["2019-09-11"]),
        ("It scored 9/11 in the test of 1994.", ["1994"]),
        ("Since 9/11 the gates are shut.", ["2001-09-11"]),
        ("It scored 19/11 and 9/110.", []),
        ("The March on Rome was in October 1922.", ["1922-10"]),
        ("They met in March on a hill.", ["2024-03"]),
        ("It was shut for the month of March.", ["2024-03"]),
        ("The march on the town failed.", []),
    ],
)
def test_hours_share_the_day_at_the_end_and_some_days_have_names(text: str, values: list[str]) -> None:
    assert [expression.value for expression in tag(text, DAY)] == values
