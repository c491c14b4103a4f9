"""FC110: numbers and dates of one article that cannot all be right."""

from collections.abc import Callable
from datetime import date
from time import process_time

import pytest

from conftest import make_article
from factcheck.claims import parse
from factcheck.claims.gate import admit
from factcheck.comparison import Verdict
from factcheck.engines import load
from factcheck.model import ClaimDraft
from factcheck.reckoning import arithmetic, mismatches
from factcheck.reckoning.passages import passage

DAY = date(2026, 3, 4)
Alone = Callable[..., list[Verdict]]

WRONG = [
    "Of the 30 players, 12 came from abroad and the other 16 grew up in the town.",
    "Twelve of the 40 stalls were inspected on Monday, and the remaining 30 must wait until May.",
    "The club has 30 members in all. Of them, 12 are women and the other 20 are men.",
    "Nine people, five men and three women, were hurt when the coach left the road.",
    "Five men and three women were rescued, nine people in all.",
    "The police arrested seven people: four men, two women and a boy of 15, and held eleven people (six men and four women) overnight.",
    "The zoo counted nine lions this spring: five males and six females.",
    "The fire killed 12 people, including 15 children.",
    "The firm sold 40 vans, 52 of them electric.",
    "In the end 34 of the 30 delegates voted for the motion.",
    "Twelve of the 40 schools (40 percent) failed the test.",
    "Just 45 percent, or 120 of the 400 seats, were filled.",
    "Fifteen of the 60 patients, or a third, fell ill.",
    "The survey found that 60 percent liked the plan, 30 percent did not and the remaining 20 percent had no view.",
    "Turnover rose from 200 to 250 million euros, a 40 percent rise.",
    "Profit fell 10 percent to $4.5 million from $6 million a year earlier.",
    "Prices increased by 50 percent, from $20 to $24.",
    "Attendance rose from 4,000 to 3,200.",
    "The number of thefts fell by 30, from 90 to 70.",
    "Support climbed by four percentage points, from 31 percent to 39 percent.",
    "The number of cases doubled from 40 to 60.",
    "The club sold 200 tickets at $15 each, raising $4,000.",
    "The ferry carried 134 people, 16 fewer than the 140 that it may carry.",
    "Turnout was 45 percent, down from 41 percent four years ago.",
    "The firm has 1,200 workers, up 20 percent from 800 in 2020.",
    "He led the club from 2010 to 2015, nine years in all.",
    "The hall opened in 1998 and celebrates its 20th anniversary in 2021.",
    "A three-week trial that began on 3 March ended in a verdict on 8 March.",
    "She was elected in 2019 to a four-year term that ends in 2026.",
    "The quarry closed 30 years ago, in 1986.",
    "The pit closed in 1985 and, ten years later, in 1998, became a museum.",
    "The second alarm rang at 4:55 a.m., nine minutes after the guard rang the first at 4:41 a.m.",
    "The shop burned down on 14 March, three days after the wedding on 2 March.",
    "Her seven-year reign lasted from 2001 to 2004.",
    "He resigned on Monday, 3 March 2026, after a long row.",
    "The trial began on Friday, March 6, and ended on Sunday, March 9.",
    "Born in 1970, the 61-year-old lawyer lives in Harrow.",
    "Ida Holm, 41, was born on 3 May 1970 in Harrow.",
    "The painter was born in 1902 and died in 1970, aged 61.",
    "Profit rose 15% to $310 million, from $280 million.",
    "Profit, which was $280 million in 2024, rose 15% to $310 million.",
    "Profit rose 15% to $310 million in 2025, compared with $280 million in 2024.",
    "Revenue climbed to $4.6 million from $4.2 million, an increase of 15 percent.",
    "The rent rose by £50 to £650 from £550.",
    "Ida Holm died on 3 January 2025, aged 91. She was born on 4 May 1931.",
    "The painter Ida Holm (1931–2025) died in Harrow at the age of 90.",
    "The motion passed with a majority of 12, by 143 votes to 129.",
    "The motion was carried by 52 votes to 48, a majority of six.",
    "The party won 60 of the 100 seats, a majority of 30.",
    "The council spent 15 million crowns: 5 million on schools, 4 million on roads and 2 million on parks.",
    "The 20 players include 12 men and 10 women.",
    "The firm has 300 workers, 200 in Selm and 150 in Harrow.",
    "The survey found that 45 percent were for, 35 percent against and 30 percent undecided.",
    "The team is made up of women (54%), men (40%) and children (16%).",
    "The budget is split between schools (40%), roads (35%) and parks (35%).",
    "Twelve men and eight women make up the 24-member council.",
    "A third of the 60 patients, or 30, fell ill.",
    "Net income fell by a quarter to $90 million, against $150 million in the same period last year.",
    "The mayor won 5,400 votes to her rival's 4,900, a majority of 900.",
    "The festival drew 12,000 visitors: 5,000 on Friday, 4,000 on Saturday and 4,500 on Sunday.",
    "Of 48 patients treated, 30 recovered and 8 died; the other 20 are still in hospital.",
    "Revenue of $310 million was up 15% on last year's $240 million.",
    "The council has 45 seats: Labour holds 20, the Greens 12 and the Liberals 15.",
    "Output fell 10 per cent to 45 tonnes from 60 tonnes.",
    "The poet, born in 1899, died in 1960 at the age of 51.",
    "The motion fell by 30 votes to 41, a majority of nine.",
    "A quarter of the 200 jobs, 80 in all, will go.",
    "Of the 60 votes, 35 were for and 30 against.",
    "The strike began on 1 March 2024 and ended ten days later, on 5 March 2024.",
    "Twenty tickets at 15 crowns each cost 400 crowns.",
    "The team won 30 of its 38 games, lost 6 and drew 4.",
    "Sales grew 20 per cent to 60 million crowns from 40 million.",
    "Jon Holm, who was born in 1940 and died in 2010, lived to be 80.",
    "The bill passed by 61 votes to 49, a margin of 22.",
    "She served 12 years, from 1990 to 1999.",
]

RIGHT = [
    "They made up nearly 54% of the team and won 58.4% of the medals.",
    "Net income fell by a quarter to $90 million, against $120 million in the same period last year.",
    "The mayor won 5,400 votes to her rival's 4,900, a majority of 500.",
    "The festival drew 12,000 visitors: 4,000 on Friday, 4,000 on Saturday and 4,000 on Sunday.",
    "Of 48 patients treated, 30 recovered and 8 died; the other 10 are still in hospital.",
    "Revenue of $310 million was up 15% on last year's $270 million.",
    "Revenue of $310 million was up 15% on a day when shares hit $40.",
    "The council has 45 seats: Labour holds 20, the Greens 12 and the Liberals 13.",
    "Unemployment fell 0.4 percentage points to 5.1% from 5.5%.",
    "Of the 30 players, 12 came from abroad and the other 18 grew up in the town.",
    "Of the 12 officers, three were charged, one with murder and the other two with assault.",
    "Of the 30 players, 12 came from abroad, two from the islands and the other 16 grew up in the town.",
    "Of the 30 players, some came from abroad and the other 16 grew up in the town.",
    "Nine people, six men and three women, were hurt when the coach left the road.",
    "Nine people, among them five men and three women, were hurt.",
    "At least nine people, six men and four women, were hurt.",
    "He bought nine apples, five pears and three plums.",
    "The zoo counted nine lions this spring, including five males and six cubs.",
    "The fire killed 12 people, including five children.",
    "Twelve of the 40 schools (30 percent) failed the test.",
    "About 12 of the 38 schools (32 percent) failed the test.",
    "Fifteen of the 60 patients, or a quarter, fell ill.",
    "The survey found that 60 percent liked the plan, 30 percent did not and the remaining 10 percent had no view.",
    "Turnover rose from 200 to 250 million euros, a 25 percent rise.",
    "Profit fell 25 percent to $4.5 million from $6 million a year earlier.",
    "Profit rose 9 percent to $1.2 billion from $1.1 billion.",
    "The team fell from 3 to 10 in the rankings.",
    "The number of cases nearly doubled from 40 to 76.",
    "The club sold 200 tickets at $15 each, raising $3,000.",
    "The club sold about 200 tickets at $15 each, raising $3,200.",
    "The ferry carried 134 people, 16 fewer than the 150 that it may carry.",
    "Support climbed from 31 percent to 39 percent, and by 20 percent among the young.",
    "The vote was 8 to 3, and 12 of the 15 councillors spoke.",
    "Shares rose from $20 to $24, a gain of 20 percent.",
    "Turnout was 45 percent, up from 41 percent four years ago.",
    "The firm has 1,200 workers, up 50 percent from 800 in 2020.",
    "He led the club from 2010 to 2015, five years in all.",
    "He led the club from late 2010 to 2015, four years in all.",
    "The hall opened in 1998 and celebrated its 20th anniversary in 2018.",
    "A three-week trial that began on 3 March ended in a verdict on 24 March.",
    "She was elected in 2019 to a four-year term that ends in 2023.",
    "The quarry closed 30 years ago, in 1996.",
    "The quarry closed some 40 years ago, in 1988.",
    "The pit closed in 1985 and, ten years later, in 1995, became a museum.",
    "The second alarm rang at 4:50 a.m., nine minutes after the guard rang the first at 4:41 a.m.",
    "The shop burned down on 14 March, three days after the wedding on 11 March.",
    "Optimism rose after cases fell from 400 to 90 a day.",
    "The rate was 3.5 percent, down from 3.6 percent.",
    "He resigned on Tuesday, 3 March 2026, after a long row.",
    "The trial began on Friday, March 6, and ended on Monday, March 9.",
    "The war began on Wednesday, 4 March 1987.",
    "Lent begins on Ash Wednesday, 6 March 2026.",
    "The boxes can be fetched on Tuesday or Wednesday, March 10 or 11.",
    "The play is given from Thursday through Sunday for the following three weekends.",
    "The play is given from Thursday through Sunday, for three weeks.",
    "Born in 1970, the 55-year-old lawyer lives in Harrow.",
    "Born in 1970, the 16-year-old made a name for herself in 1986.",
    "Ida Holm, 55, was born on 3 May 1970 in Harrow.",
    "The painter was born in 1902 and died in 1970, aged 67.",
    "He resigned on 3 May 2025, a week before the vote on 10 May 2025.",
    "Profit rose 11% to $310 million, from $280 million.",
    "Profit, which was $280 million in 2024, rose 11% to $310 million.",
    "Profit rose 15% to $300 million, from $260 million.",
    "Revenue climbed to $4.6 billion from $4.2 billion, an increase of 9 percent.",
    "The rent rose by £100 to £650 from £550.",
    "The rent rose by £50 to £100 a month.",
    "Ida Holm died on 3 January 2025, aged 93. She was born on 4 May 1931.",
    "Ida Holm died on 3 January 2025, aged 91. Her brother was born on 4 May 1951.",
    "The painter Ida Holm (1931–2025) died in Harrow at the age of 93.",
    "The motion passed with a majority of 14, by 143 votes to 129.",
    "The motion passed by 143 votes to 129, and a majority of 60 percent wanted more.",
    "The party won 60 of the 100 seats, a majority of 20.",
    "The party won 60 of the 100 seats, a majority of ten over the 50 it needed.",
    "The council spent 12 million crowns: 5 million on schools, 4 million on roads and 3 million on parks.",
    "The council spent 12 million crowns, including 5 million on schools and 4 million on roads.",
    "The 20 players include 12 men and 8 women.",
    "The firm has 300 workers, 200 in Selm and 50 in Harrow.",
    "The survey found that 45 percent were for, 35 percent against and 20 percent undecided.",
    "In the poll 34 per cent backed Karl Moe, 33 per cent backed Ida Lund and 34 per cent backed Per Olsen.",
    "Twelve men and twelve women make up the 24-member council.",
    "A third of the 60 patients, or 20, fell ill.",
    "Pupils can watch the sky on Friday and Saturday, March 13-14.",
    "Output fell 25 per cent to 45 tonnes from 60 tonnes.",
    "The poet, born in 1899, died in 1960 at the age of 61.",
    "The motion fell by 30 votes to 41, a majority of 11.",
    "A quarter of the 200 jobs, 50 in all, will go.",
    "Of the 60 votes, 35 were for and 25 against.",
    "The strike began on 1 March 2024 and ended four days later, on 5 March 2024.",
    "The centenary of the firm, founded in 1924, falls in 2024.",
    "Twenty tickets at 15 crowns each cost 300 crowns.",
    "The team won 28 of its 38 games, lost 6 and drew 4.",
    "The fleet of 12 ships includes eight tankers and two ferries.",
    "Sales grew 50 per cent to 60 million crowns from 40 million.",
    "Jon Holm, who was born in 1940 and died in 2010, lived to be 70.",
    "The bill passed by 61 votes to 49, a margin of 12.",
    "She served nine years, from 1990 to 1999.",
    "The poll put the Greens at 40 per cent, Labour at 35 and the Liberals at 25.",
    "The team won 30 of its 38 games and lost 20 players to injury.",
    "Of the 60 pupils, 40 were for the trip and 35 sang.",
    "The motion fell by 30 votes to 41, and a majority of 60 percent wanted more.",
    "Sales grew 20 per cent to 60 million crowns from 40 shops.",
]


@pytest.fixture(scope="module", name="alone_in")
def _alone_in() -> Alone:
    engine = load("local")

    def found(text: str, published: date | None = DAY) -> list[Verdict]:
        parsed = parse(make_article(text, published), engine.parser, {})
        drafts = [draft for draft in engine.extractor(parsed) if isinstance(draft, ClaimDraft)]
        return arithmetic(parsed, admit(drafts, parsed)[0])

    return found


@pytest.mark.parametrize("text", WRONG)
def test_numbers_that_cannot_all_be_right(text: str, alone_in: Alone) -> None:
    assert [verdict.code for verdict in alone_in(text)] == ["FC110"]


@pytest.mark.parametrize("text", RIGHT)
def test_numbers_that_can(text: str, alone_in: Alone) -> None:
    assert alone_in(text) == []


def test_the_evidence_is_what_stands_in_the_text(alone_in: Alone) -> None:
    text = "Of the 30 players, 12 came from abroad and the other 16 grew up in the town."
    (verdict,) = alone_in(text)
    assert [[text[start:end] for start, end in spans] for spans in (verdict.a_spans, verdict.b_spans)] == [["30"], ["12", "16"]]
    assert verdict.rationale == 'The whole is "30", but "12" and the other "16" are not.'


def test_a_date_without_a_year_has_no_weekday_where_the_article_has_no_date(alone_in: Alone) -> None:
    text = "The trial began on Friday, March 6, and ended on Sunday, March 9."
    assert alone_in(text, None) == []
    assert len(alone_in(text)) == 1


def test_a_correction_notice_may_tell_what_was_wrong(alone_in: Alone) -> None:
    text = "An earlier version of this article said that the thefts fell by 30, from 90 to 70."
    assert alone_in(text) == []


@pytest.mark.parametrize("text", ["12 men, ", "of the 30 ", "rose by 5 percent from 3 to 4, ", "5 ", "a man and "])
def test_a_very_long_sentence_is_read_in_time(text: str) -> None:
    begun = process_time()
    list(mismatches(passage(text * 2000, 0, [])))
    assert process_time() - begun < 5
