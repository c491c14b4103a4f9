"""Two things of one name are no one story; two texts about one thing are, though one of them is wrong."""

from collections.abc import Callable
from datetime import date

import pytest

from comparing import pairs
from conftest import make_article
from factcheck.model import Claim
from factcheck.stories.namesakes import apart, described

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
