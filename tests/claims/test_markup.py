"""Marks of Markdown and HTML are no words: they hide no name and tell no time."""

from collections.abc import Callable
from datetime import date

import pytest

from factcheck.claims import readable
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
        ("Holm&amp;#8217;s &amp;pound;3m, R&amp;D; and AT&amp;T", "Holm’s £3m, R&D; and AT&T"),
        ("It cost &pound3m or &euro5m &mdash; flo&shy;od&zwnj;ed.", "It cost £3m or €5m — flooded."),
        ("CafÃ© Holmâ€™s pier cost 5 â‚¬.Â It opened.", "Café Holm’s pier cost 5 €. It opened."),
        ("Åsa Ärla of São Selm’s “ILHÃ” saw 5 – â.", "Åsa Ärla of São Selm’s “ILHÃ” saw 5 – â."),
        ("The flo\u00adod ki\u200dlled **3\u20604** peo\u00adple.", "The flood killed 34 people."),
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
    assert len(read.text) == len(text)
    assert len(read.places) == len(read.stops) == len(read.prose) == len(read.squeezed)


@pytest.mark.parametrize(
    ("written", "usual"),
    [
        ("&pound;3 million", "£3 million"),
        ("&euro;5bn", "€5bn"),
        ("&#163;3m", "£3m"),
        ("&#x20ac;3.5m", "€3.5m"),
        ("&amp;pound;3m", "£3m"),
        ("&pound3m", "£3m"),
        ("&pound;3&nbsp;million", "£3 million"),
        ("12&#8211;14 million crowns", "12–14 million crowns"),
        ("816&nbsp;000 crowns", "816 000 crowns"),
        ("816&#8239;000 crowns", "816 000 crowns"),
        ("5 million&euro;", "5 million€"),
        ("**£3** million", "£3 million"),
        ("£**3m**", "£3m"),
        ("[£3](https://a.example/2017) million", "£3 million"),
        ("<b>£</b>3m", "£3m"),
        ("3&frac12; million crowns", "3½ million crowns"),
        ("3&middot;5 million crowns", "3.5 million crowns"),
        ("Â£3 million", "£3 million"),
        ("â‚¬5bn", "€5bn"),
        ("Â£3Â million", "£3 million"),
        ("between £3m and â‚¬5m", "between £3m and €5m"),
    ],
)
def test_a_number_is_read_with_its_unit_through_marks_and_entities(written: str, usual: str, claims_of: Claims) -> None:
    def numbers(amount: str) -> tuple[str, list[tuple[float | None, float | None, str]], list[str]]:
        text = f"On 3&nbsp;May the new pier in Selm cost {amount} or less."
        (claim,) = claims_of(text, DAY)
        found = [value for value in claim.values if isinstance(value, Quantity)]
        assert all(text[value.start : value.end] == value.text for value in found)
        assert text[claim.span.start : claim.span.end] == claim.quote
        return claim.object, [(value.low, value.high, value.unit) for value in found], [value.text for value in found]

    assert numbers(written)[:2] == numbers(usual)[:2]
    assert numbers(written)[1]
    assert not any(text.endswith("&") for text in numbers(written)[2])


def test_a_time_is_read_through_marks_and_entities(claims_of: Claims) -> None:
    text = "The pier in Selm opened on **3**&nbsp;[May](http://a.example/2018) 20&shy;21 for &euro;5."
    (claim,) = claims_of(text, DAY)
    (time,) = [value for value in claim.values if isinstance(value, Moment)]
    assert (time.value, time.text) == ("2021-05-03", "3**&nbsp;[May](http://a.example/2018) 20&shy;21")
    assert text[time.start : time.end] == time.text
    assert claim.quote.endswith("for &euro;5")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("**Karl** Moe left.", "Karl Moe"),
        ("It was **Karl Moe**", "Karl Moe"),
        ("J&oacute;zef [Holm](http://x.example)&rsquo;s mill burned.", "Józef Holm"),
        ("JÃ³zef Holmâ€™s mill burned.", "Józef Holm"),
        ("Karl Mo\u00adbury\u200b left.", "Karl Mobury"),
        ("Jo\u0301zef Mu\u0308ller burned the mill.", "Józef Müller"),
        ("Nguye\u0302\u0303n Phu\u0301 burned the mill.", "Nguyễn Phú"),
    ],
)
def test_a_name_is_called_as_a_reader_sees_it(text: str, name: str, claims_of: Claims) -> None:
    assert {value.canonical for claim in claims_of(text, DAY) for value in claim.values if isinstance(value, Name)} == {name}


def test_the_words_of_a_claim_are_those_that_a_reader_sees(claims_of: Claims) -> None:
    (claim,) = claims_of("[Karl](http://x.example) **Moe**&rsquo;s firm paid <b>&pound;</b>3 million.", DAY)
    assert (claim.subject, claim.object, claim.text) == ("Karl Moe’s firm", "£3 million", "Karl Moe’s firm paid £3 million")


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
