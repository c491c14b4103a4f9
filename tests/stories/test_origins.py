"""Copies of one text: what is one, what is none, and that a copy neither outvotes nor repeats what its original says."""

from datetime import date

import pytest

import factcheck
from conftest import make_article
from factcheck.model import Article, Run
from factcheck.stories.copies import copies

REPORT = [
    "The covered market in Harrow burned down on Monday night after a gas bottle exploded in a bakery.",
    "Forty stalls were destroyed and 12 people were taken to hospital, the fire brigade said.",
    "The market hall was built in 1893 and had been restored four years ago for six million crowns.",
    "Traders gathered in the square at dawn and watched the crews pull down what was left of the roof.",
    "The mayor, Ilse Brandt, said the city would put up tents on the quay before the weekend.",
    "A cheese seller whose family has had the same stall since the war said she had lost everything.",
    "Insurers have sent assessors, and the police have closed the two streets behind the hall.",
    "The bakery's owner told investigators that the bottle had been delivered on Monday morning.",
    "Tram lines four and nine will turn back at the theatre until the walls have been made safe.",
    "The city council meets on Thursday to decide whether the hall can be built up again.",
]
OWN = [
    "Our reporter walked round the ruin on Tuesday with Jonas Meer, who ran the fish counter for thirty years.",
    "He pointed at a rusted valve and said that everybody on the north side had smelled gas for weeks.",
    "Documents from the inspectorate show that the last visit to the hall took place in March of last year.",
    "Two of the nine faults that were listed then had not been mended, among them the alarm in the cellar.",
    "The inspectorate did not answer questions, and the company that manages the hall referred us to its lawyers.",
    "Neighbours collected blankets in the school gymnasium, where eleven families spent the night.",
    "A teacher, Petra Holt, kept a list of who was missing a flat, a cat or a pair of shoes.",
    "By noon the list had grown to three pages, and someone had brought soup in a milk churn.",
]


def article(name: str, sentences: list[str], day: date | None = date(2024, 3, 5), head: str = "") -> Article:
    return make_article(head + " ".join(sentences), day, name)


def of(*articles: Article) -> dict[str, str]:
    return copies(articles)


@pytest.mark.parametrize(
    "copy",
    [
        article("b.txt", REPORT, head="MARKET HALL LOST TO FIRE\n\n"),
        article("b.txt", REPORT, head="HARROW, Tuesday (Northern Press) - "),
        article("b.txt", REPORT[:7]),
        article("b.txt", [*REPORT, "Reporting by our wire desk."]),
        article("b.txt", [*REPORT[:1], REPORT[1].replace("12", "15"), *REPORT[2:]]),
    ],
    ids=["headline", "dateline", "cut end", "credit", "one number changed"],
)
def test_a_copy_with_another_head_or_without_its_end_is_one(copy: Article) -> None:
    original = article("a.txt", REPORT, date(2024, 3, 4))
    assert of(original, copy) == {"a_b.txt": "a_a.txt"}
    assert of(copy, original) == {"a_b.txt": "a_a.txt"}


@pytest.mark.parametrize(
    "other",
    [
        article("b.txt", [*REPORT[:5], *OWN]),
        article("b.txt", [*OWN[:4], *REPORT, *OWN[4:]]),
        article("b.txt", OWN),
        article("b.txt", REPORT[:3]),
    ],
    ids=["quotes half", "quotes all among its own", "another report", "a few sentences of it"],
)
def test_an_article_with_its_own_reporting_is_no_copy(other: Article) -> None:
    assert not of(article("a.txt", REPORT, date(2024, 3, 4)), other)


def test_short_texts_that_are_equal_are_no_copies() -> None:
    assert not of(article("a.txt", REPORT[:2]), article("b.txt", REPORT[:2]))


def test_the_oldest_is_the_original_and_an_undated_one_never_is() -> None:
    undated, later, first = article("a.txt", REPORT, None), article("b.txt", REPORT), article("c.txt", REPORT, date(2024, 3, 4))
    assert of(undated, later, first) == {"a_a.txt": "a_c.txt", "a_b.txt": "a_c.txt"}
    assert of(first, undated, later, article("d.txt", OWN)) == of(undated, later, first)


def run(*articles: Article) -> Run:
    return factcheck.check(list(articles), as_of=date(2024, 3, 10))


def told(found: Run) -> list[tuple[str, str]]:
    return [(finding.code, finding.statements[1].article) for finding in found.findings if finding.kind == "contradiction"]


OTHER = [
    "A fire destroyed the covered market in Harrow on Monday night.",
    "Forty stalls were destroyed and 31 people were taken to hospital, the fire brigade said.",
    "The market hall in Harrow was built in 1893.",
    *OWN,
]


def test_a_conflict_with_an_original_and_its_copies_is_told_once_and_names_them() -> None:
    original, copy = article("a.txt", REPORT, date(2024, 3, 4)), article("b.txt", REPORT[:8], date(2024, 3, 4))
    other = article("c.txt", OTHER, date(2024, 3, 4))
    alone, found = run(original, other), run(original, copy, other)
    assert told(alone)
    assert told(found) == told(alone)
    explained = next(finding.explanation for finding in found.findings if finding.kind == "contradiction")
    assert explained.endswith("The same sentence as in a.txt stands in b.txt.")
    assert [finding.statements[0].article for finding in found.findings if finding.code == "FC302"] == ["a_b.txt"]


def test_what_a_copy_changed_is_compared_with_its_original() -> None:
    changed = article("b.txt", [*REPORT[:1], REPORT[1].replace("12", "31"), *REPORT[2:]], date(2024, 3, 4))
    found = run(article("a.txt", REPORT, date(2024, 3, 4)), changed)
    assert [finding.code for finding in found.findings if finding.kind == "source"] == ["FC302"]
    assert len(told(found)) == 1


def test_copies_confirm_nothing() -> None:
    original, copy = article("a.txt", REPORT, date(2024, 3, 4)), article("b.txt", [*REPORT[:9], "An end of its own."], date(2024, 3, 4))
    other = article("c.txt", OTHER, date(2024, 3, 4))
    assert run(original, other).agreements
    assert run(original, copy, other).agreements == run(original, other).agreements
    assert not run(original, copy).agreements
