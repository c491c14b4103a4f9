"""Very many articles of one story: what is told several times counts once, and work grows with what is told, not with its square."""

import random
from datetime import date

import numpy as np
import pytest

import factcheck
from comparing import told
from conftest import make_article
from factcheck.engines import load
from factcheck.model import Article, Claim, Run
from factcheck.stories import Held, crowds
from factcheck.stories.affairs import MOST, Affairs, Profile
from factcheck.stories.assemble import stories
from factcheck.stories.likeness import exact
from factcheck.verdicts.agreeing import agreements

DAY = date(2024, 3, 4)
SEATS = "The museum in Harrow seats {} people, Ilse Brandt said on Monday."


def run(*articles: Article) -> Run:
    return factcheck.check(list(articles), as_of=date(2024, 3, 10))


def conflicts(found: Run) -> list[tuple[str, ...]]:
    return [tuple(s.article for s in f.statements) for f in found.findings if f.kind == "contradiction"]


def article(name: str, text: str, day: date | None = DAY) -> Article:
    return make_article(text, day, name)


def test_a_sentence_that_several_tell_conflicts_once_and_the_finding_names_all_of_them() -> None:
    told = [article(f"{name}.txt", SEATS.format(300)) for name in "abc"] + [article(f"{name}.txt", SEATS.format(420)) for name in "xy"]
    found = run(*told)
    assert conflicts(found) == [("a_x.txt", "a_a.txt")]
    explained = next(f.explanation for f in found.findings if f.kind == "contradiction")
    assert "The same sentence as in a.txt stands in b.txt and c.txt." in explained
    assert "The same sentence as in x.txt stands in y.txt." in explained
    assert conflicts(run(*told[::-1])) == conflicts(found)


def test_those_who_tell_the_same_agree() -> None:
    found = run(article("a.txt", SEATS.format(300)), article("b.txt", SEATS.format(300)))
    assert [{claim[:2] for claim in pair} for pair in found.agreements] == [{"c_"}]


def test_what_is_said_in_passing_agrees_in_nothing() -> None:
    trapped = "{} had to wait for eleven hours, trapped in the Harrow mine, said Ilse Brandt."
    found = run(article("a.txt", trapped.format("The six miners")), article("b.txt", trapped.format("Nobody in the second shaft")))
    assert not found.agreements


def test_who_did_it_to_whom_and_on_and_off_are_no_agreement() -> None:
    pairs = (
        ("A bus ran into the back of a lorry at Harrow on Monday.", "A lorry ran into the back of a bus at Harrow on Monday."),
        ("In Harrow 2 the strict mode is off by default.", "In Harrow 2 the strict mode is on by default."),
    )
    for first, second in pairs:
        assert not run(article("a.txt", first), article("b.txt", second)).agreements


def test_claims_of_which_no_words_are_known_agree_in_nothing() -> None:
    found = run(article("a.txt", SEATS.format(300)), article("b.txt", SEATS.format(300)))
    bare = [claim.model_copy(update={"words": ()}) for claim in found.claims]
    articles = {each.id: each for each in (article("a.txt", SEATS.format(300)), article("b.txt", SEATS.format(300)))}
    assert agreements(told(bare, articles), [], {}) == ()


@pytest.mark.parametrize(
    "other",
    [article("b.txt", SEATS.format(300), date(2024, 3, 5)), article("b.txt", SEATS.format(301)), article("a2.txt", "It seats 300 people.")],
    ids=["another day", "another number", "other words"],
)
def test_what_was_said_on_another_day_or_otherwise_is_another_statement(other: Article) -> None:
    found = run(article("a.txt", SEATS.format(300)), other, article("x.txt", SEATS.format(420)))
    assert all("stands in" not in f.explanation for f in found.findings)


def test_the_same_words_of_another_affair_stay_where_they_are() -> None:
    goats = "The cheese makers of Lowmere won a prize. Their goat cheese is sold in forty shops. Police are looking into it."
    museum = "Thieves stole four paintings from the Harrow museum on Sunday night. Ilse Brandt runs it. Police are looking into it."
    articles = {each.id: each for each in (article("a.txt", goats), article("b.txt", museum))}
    found = run(*articles.values())
    assert not any("stands in" in f.explanation for f in found.findings)


def profile(chance: np.random.Generator) -> Profile:
    vector = exact(chance.normal(0.3, 1, (2, 16)).astype(np.float32) / 4)
    terms = [frozenset(f"t{n}" for n in chance.integers(0, 12, chance.integers(0, 7))) for _ in range(2)]
    return Profile(*terms, *vector, date(2024, int(chance.integers(1, 12)), 1) if chance.random() < 0.8 else None)


def test_all_articles_at_once_are_told_what_each_two_are_told() -> None:
    chance = np.random.default_rng(5)
    told = {f"a{n:03}": profile(chance) for n in range(70)}
    found = Affairs(told, held={"a003", "a004", "a005"})
    wanted = {(a, b) for a in told for b in told if a != b and told[a].one_affair(told[b])}
    assert 100 < len(wanted) < 70 * 69
    assert {(a, b) for a in told for b in told if a != b and found.together(a, b)} == wanted
    small = Affairs({name: told[name] for name in list(told)[:30]}, held={"a003", "a004", "a005"})
    held = {"a003", "a004", "a005"}
    assert set(small.pairs()) == {(a, b) for a, b in wanted if a < b < "a030" and not {a, b} <= held}


def large(count: int, claim: Claim) -> tuple[list[Claim], dict[str, Article]]:
    """Articles of one story with a statement each, all of them different."""
    chance = random.Random(3)
    words = ["ferry", "harbour", "captain", "engine", "crew", "storm", "radar", "cargo", "owner", "rescue", "divers", "inquiry"]
    claims, articles = [], {}
    for number in range(count):
        name, text = f"{number:04}.txt", f"The museum in Harrow seats 300 people beside {' '.join(chance.sample(words, 4))} {number}."
        articles[f"a_{name}"] = article(name, text)
        place = {"article": f"a_{name}"}
        claims.append(
            claim.model_copy(
                update={
                    "id": name,
                    "text": text,
                    "article": f"a_{name}",
                    "span": claim.span.model_copy(update=place),
                    "sentence": claim.sentence.model_copy(update=place),
                }
            )
        )
    return claims, articles


def test_the_pairs_of_a_large_story_grow_with_its_statements(claims_of: object) -> None:
    assert callable(claims_of)
    claim = claims_of("The museum in Harrow seats 300 people.", DAY, "a.txt")[0]
    encode = load("local").encoder

    def pairs(count: int) -> int:
        return sum(len(story.near) for story in stories(*large(count, claim), encode))

    assert pairs(MOST) == MOST * (MOST - 1) // 2
    assert pairs(800) <= 800 * 32
    assert pairs(1600) <= 1.2 * pairs(800)


@pytest.mark.parametrize(("count", "told"), [(MOST, 0), (MOST + 10, 1)])
def test_an_archive_s_large_story_is_told(count: int, told: int, claims_of: object) -> None:
    assert callable(claims_of)
    claims, articles = large(count, claims_of("The museum in Harrow seats 300 people.", DAY, "a.txt")[0])
    held = Held(articles=tuple(articles.values())[1:])
    lines = list(crowds(stories(claims, articles, load("local").encoder, held)))
    assert len(lines) == told
    assert all(line.startswith("0000.txt: 59 articles of the archive are of its story") for line in lines)
    assert not list(crowds(stories(claims, articles, load("local").encoder)))
