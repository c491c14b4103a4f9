"""Marks of Markdown and HTML are no words: they hide no name and tell no time."""

from collections.abc import Callable
from datetime import date

import pytest

from factcheck.claims.parsed import readable
from factcheck.model import Claim, Moment, Name, Quantity

Claims = Callable[..., list[Claim]]
DAY = date(2024, 3, 6)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("[Karl Moe](https://x.example/2017/05/moe) was born.", "Karl Moe was born."),
        ('The [pier](http://a.example/2017 "Pier"), a [new one][1], opened.', "The pier, a new one, opened."),
        ("See [x](http://en.example/Y_(z)) there.", "See x there."),
        ("The **new pier** is _420 metres_ long.", "The new pier is 420 metres long."),
        ("[the **bold** link](u) opened.", "the bold link opened."),
        ("It opened.[^1]", "It opened."),
        ("![alt 2017](img.png)It opened.", "It opened."),
        ("<em>Karl</em> Moe left.", "Karl Moe left."),
        ("It is 80&nbsp;metres long.", "It is 80 metres long."),
        ("Holm&#8217;s &pound;3 million &amp; more &lt; &#163;4.", "Holm’s £3 million & more < £4."),
        ("Moe &foo; Sons &; &#99999999; left.", "Moe &foo; Sons &; &#99999999; left."),
        ("<div>It opened.</div", "It opened."),
        ("The flood hit 816 000 homes.", "The flood hit 816,000 homes."),
        ("The `pier` opened.", "The pier opened."),
        ("It opened\nin May.", "It opened in May."),
        ("We sell [the Orla] to them.", "We sell [the Orla] to them."),
        ("2 * 3 * 4 is 24.", "2 * 3 * 4 is 24."),
        ("The snake_case_name is 5 < 6.", "The snake_case_name is 5 < 6."),
        ("A 5* hotel opened.", "A 5* hotel opened."),
        ("Moe & Sons left.", "Moe & Sons left."),
        ("On 12 300 people came.", "On 12,300 people came."),
        ("In 2019 300 people came.", "In 2019 300 people came."),
    ],
)
def test_what_a_reader_sees(text: str, seen: str) -> None:
    read = readable(text)
    assert read.squeezed == seen
    assert len(read.text) == len(read.prose) == len(text)
    assert len(read.places) == len(read.squeezed)


def test_a_linked_name_keeps_its_clause_and_the_address_is_no_time(claims_of: Claims) -> None:
    text = "[Karl Moe](https://x.example/2017/05/moe) was born in Harrow in 1980."
    (claim,) = claims_of(text, DAY)
    assert claim.subject == "Karl Moe"
    assert claim.text == "Karl Moe was born in Harrow in 1980"
    assert [v.value for v in claim.values if isinstance(v, Moment)] == ["1980"]
    assert [v for v in claim.values if isinstance(v, Quantity)] == []
    assert "Karl Moe" in {v.canonical for v in claim.values if isinstance(v, Name)}


@pytest.mark.parametrize(
    ("text", "verb", "times"),
    [
        ("The [mayor of Selm](https://news.example/2017/05/mayor) opened a school in 2021.", "open", ["2021"]),
        ("[Halden Robotics](https://halden.example/2019/11/) hired 40 people.", "hire", []),
        ("According to [Quay News](http://quay.example/2003/12/24/x.html), the fire killed 12 people.", "kill", []),
        ("The fire [killed 12 people](https://quay.example/a/2011/02/).", "kill", []),
        ("The [Selm pier](/2009/pier) closed on 4 May.", "close", ["2023-05-04"]),
        ("Karl Moe (see [his page](https://moe.example/1998)) owns 3 mills.", "own", []),
        ("The [2017 report](https://news.example/x) named Karl Moe.", "name", ["2017"]),
        ("The hall [in Selm] (built in 2017) was sold.", "sell", ["2017"]),
        ("The hall [opened in May 2017](u) for trains.", "open", ["2017-05"]),
        ("Halden Robotics (2017) hired 40 people.", "hire", ["2017"]),
        ("The pier [1] opened in 2017.", "open", ["2017"]),
        ("The pier opened in 2017, see [here](https://x.example/2019).", "open", ["2017"]),
    ],
)
def test_a_link_gives_its_words_and_no_time_of_its_address(text: str, verb: str, times: list[str], claims_of: Claims) -> None:
    claims = claims_of(text, DAY)
    assert verb in {claim.verb for claim in claims}
    assert sorted({v.value for claim in claims for v in claim.values if isinstance(v, Moment)}) == times


@pytest.mark.parametrize(
    "text",
    [
        "The **new pier** in Selm, see https://x.example/2017/05/pier.html, is _420 metres_ long.",
        "The mayor, [Ida Holm](http://a.example/2017/05/03), opened the [new bridge][1] on 3 May.",
        "The gate in Selm is 80&nbsp;metres long.",
        "Holm&#8217;s pier in Selm cost &pound;3 million &amp; opened on 3 May.",
        "The flood in Selm hit 816 000 homes on [3 May](http://a.example/2018).",
    ],
)
def test_every_span_is_what_stands_in_the_text(text: str, claims_of: Claims) -> None:
    claims = claims_of(text, DAY)
    assert claims
    for claim in claims:
        assert text[claim.span.start : claim.span.end] == claim.quote
        assert all(text[v.start : v.end] == v.text for v in claim.values if v.kind != "category")
        assert not {"2017", "2017-05", "2018"} & {v.value for v in claim.values if isinstance(v, Moment)}
