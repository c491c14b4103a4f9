"""Two things of one name are no one story; two texts about one thing are, though one of them is wrong."""

from collections.abc import Callable
from datetime import date

import pytest

from comparing import pairs
from conftest import make_article
from factcheck.model import Claim
from factcheck.stories.namesakes import all_differ, apart, described, figures

ClaimsOf = Callable[..., list[Claim]]


def strangers(claims_of: ClaimsOf, first: str, second: str) -> bool:
    one, other = (described(make_article(text), claims_of(text)) for text in (first, second))
    return apart(one, other, (first, second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ordel, Ohio\n\nOrdel is a town in Selm County.", "Ordel, Texas\n\nOrdel is a town in Lyle County."),
        ("Ida Moe (painter)\n\nIda Moe is a Danish painter.", "Ida Moe (rower)\n\nIda Moe is a Danish rower."),
        ("Ida Moe is a painter. She was born on 3 June 1990.", "Ida Moe is a rower. Moe was born on 4 May 1971."),
        ("Ida Moe (3 June 1890 – 4 May 1951) was a painter.", "Ida Moe (8 July 1790 – 2 May 1831) was a painter."),
        ("Asa Bloomer (3 June 1890 – 4 May 1951) was a judge.", "John Bloomer (9 May 1850 – 2 May 1931) was a judge."),
        ("Ordel is a town in Ohio. It has 400 people.", "The township has 900 people."),
        ("Ordel, Selm County, Ohio\n\nOrdel is a town in Selm County.", "Ordel grew. In 1850 the town went to Lyle County."),
        ("Ida Moe\n\nIda Moe was born in Selm on 3 June 1890.", "Moe was born in Ordel on 4 May 1851."),
        ("Ida Moe (3 June 1890 – 4 May 1951) was a judge. Moe was born in Selm.", "Moe was born in Ordel on 4 May 1851."),
        ("Ida Moe was born in Selm on 3 June 1890.", "Ida Moe was born in Ordel on 4 May 1851."),
        ("The war ended. Howe died on 1 January 1787 at the age of 44.", "Howe died on 17 May 1737 at the age of 56."),
    ],
)
def test_two_of_one_name(claims_of: ClaimsOf, first: str, second: str) -> None:
    assert strangers(claims_of, first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ordel, Ohio\n\nOrdel is a town in Selm County.", "Ordel, Ohio\n\nOrdel is a city in Selm County."),
        ("Ida Moe (born 3 June 1990) is a painter.", "Ida Moe (born 4 June 1990) is a painter."),
        ("Ida Moe is a painter.", "Ida Moe is a rower."),
        ("Ida Moe is a painter.", "Moe sold a picture."),
        ("Ida Moe (3 June 1890 – 4 May 1951) was a painter.", "Ida Moe (3 June 1890 – 4 May 1952) was a painter."),
        ("The hall burned on Monday.", "The barn burned on Monday."),
        ("Ida Moe is a painter.", "Carl Lyle is a rower who knows Ida Moe."),
        ("Ordel, Selm County, Ohio\n\nOrdel is a town in Selm County.", "Ordel grew. In 1850 the town went to Selm County."),
        ("Ordel, Selm County, Ohio\n\nOrdel is a town in Selm County.", "Ordel grew in 1850."),
        ("Ida Moe was born in Selm on 3 June 1890.", "Ida Moe was born in Ordel on 3 June 1890."),
        ("Ida Moe was born in Selm on 3 June 1890.", "Ida Moe was born in Ordel on 3 June 1891."),
        ("Ida Moe was born in Selm on 3 June 1890.", "Ida Moe was born in Selm on 3 June 1850."),
        ("The war ended. Howe died on 1 January 1787 at the age of 44.", "Howe died on 17 May 1737 at the age of 44."),
        ("The war ended. Howe died on 1 January 1787 at the age of 44.", "Howe died on 1 January 1787 at the age of 46."),
    ],
)
def test_one_mistake_makes_no_other_thing(claims_of: ClaimsOf, first: str, second: str) -> None:
    assert not strangers(claims_of, first, second)


@pytest.mark.parametrize(("days", "met"), [((4, 5), True), ((4, None), False), ((None, None), False)])
def test_news_of_one_affair_meets_though_it_speaks_of_people_in_passing(
    claims_of: ClaimsOf, days: tuple[int | None, int | None], met: bool
) -> None:
    texts = (
        "Joe Moe was the frontrunner for the post in Brussels. The Orrin ferry sank off Selm with 40 people. Divers search the Orrin ferry.",
        "Ida Holm said he was out. Joe Moe was the first choice of Geneva. The Orrin ferry sank off Selm with 52 people.",
    )
    dated = [None if day is None else date(2024, 3, day) for day in days]
    articles = [make_article(text, day, name) for text, day, name in zip(texts, dated, ("a.txt", "b.txt"), strict=True)]
    claims = [claim for article in articles for claim in claims_of(article.text, article.day, article.path)]
    found = pairs(claims, {article.id: article for article in articles})
    assert any(pair.a.article != pair.b.article for pair in found) == met


def strange_figures(claims_of: ClaimsOf, first: str, second: str) -> bool:
    return all_differ(*(figures(claims_of(text)) for text in (first, second)))


CENSUS = "There were {0} people, {1} households and {2} families in the town. The population density was {3} per square mile."


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (CENSUS.format("533", "236", "160", "20.1"), CENSUS.format("3,292", "1,209", "893", "139.8")),
        (CENSUS.format("533", "236", "160", "20.1"), CENSUS.format("560", "250", "170", "21.4")),
        ("There were 533 people, 236 households and 160 families.", "There were 633 people, 251 households and 171 families."),
        (
            "The population was 533. The elevation is 300 metres. There were 236 households.",
            "The population was 700. The elevation is 410 metres. There were 303 households.",
        ),
        (
            "The median income for a family was $34,753. The average age was 31. The per capita income for the county was $13,894.",
            "The median income for a family was $31,250. The average age was 39. The per capita income for the city was $18,308.",
        ),
    ],
)
def test_figures_that_all_differ_are_of_another_place(claims_of: ClaimsOf, first: str, second: str) -> None:
    assert strange_figures(claims_of, first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (CENSUS.format("533", "236", "160", "20.1"), CENSUS.format("533", "236", "160", "20.1")),
        (CENSUS.format("533", "236", "160", "20.1"), CENSUS.format("733", "236", "160", "20.1")),
        (CENSUS.format("533", "236", "160", "20.1"), CENSUS.format("733", "340", "210", "20.1")),
        ("The population was 533.", "The population was 700."),
        (
            "The population is about 500. There were 236 households. The elevation is 300 metres.",
            "The population is 533. There were 303 households. The elevation is 410 metres.",
        ),
        ("The storm killed 12 people, hurt 40 people and cost 3 houses.", "The storm killed 14 people, hurt 50 people and cost 4 houses."),
    ],
)
def test_some_figures_that_differ_are_a_mistake(claims_of: ClaimsOf, first: str, second: str) -> None:
    assert not strange_figures(claims_of, first, second)
