"""Stories and the pairs of sentences in them: what two articles must share, and that nothing else in the batch matters."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from comparing import pairs, told
from conftest import make_article
from factcheck.comparison import SentencePair, StorySentence
from factcheck.engines import load
from factcheck.model import Article, Claim
from factcheck.stories import keys
from factcheck.stories.affairs import profiles
from factcheck.stories.assemble import in_turn, order

ClaimsOf = Callable[..., list[Claim]]
TEXTS = {
    "a.txt": "The museum in Harrow is closed. Thieves stole four paintings from the Harrow museum on Sunday night.",
    "b.txt": "The paintings stolen from the museum in Harrow have been found. The museum reopened on Thursday.",
    "c.txt": "The cheese makers of Lowmere won a prize. Their goat cheese is sold in forty shops.",
}


def batch(claims_of: ClaimsOf, *names: str) -> tuple[list[Claim], dict[str, Article]]:
    claims = [claim for name in names for claim in claims_of(TEXTS[name], None, name)]
    return claims, {f"a_{name}": make_article(TEXTS[name], None, name) for name in names}


def places(found: list[SentencePair]) -> list[tuple[object, ...]]:
    return sorted((pair.a.place, pair.b.place, pair.near, pair.one_story) for pair in found)


def test_articles_of_one_affair_are_one_story_and_others_are_stories_of_their_own(claims_of: ClaimsOf) -> None:
    found = told(*batch(claims_of, "a.txt", "b.txt", "c.txt"))
    assert [[article.path for article in story.articles] for story in found] == [["a.txt", "b.txt"], ["c.txt"]]
    assert [sentence.number for sentence in found[0].sentences] == [1, 2, 1, 2]
    assert all(story.by_id[s.article].text[s.start : s.end] == s.text for story in found for s in story.sentences)


def test_an_unrelated_article_changes_no_pair_of_the_others(claims_of: ClaimsOf) -> None:
    two, three = pairs(*batch(claims_of, "a.txt", "b.txt")), pairs(*batch(claims_of, "a.txt", "b.txt", "c.txt"))
    assert two
    assert [entry for entry in places(three) if entry in places(two)] == places(two)
    assert not [pair for pair in three if {"a_c.txt"} < {pair.a.article, pair.b.article}]


def test_the_order_of_claims_changes_nothing(claims_of: ClaimsOf) -> None:
    claims, articles = batch(claims_of, "a.txt", "b.txt", "c.txt")
    assert pairs(claims, articles) == pairs(claims[::-1], articles)


def test_keys_depend_on_the_claim_alone(claims_of: ClaimsOf) -> None:
    alone = claims_of(TEXTS["b.txt"], None, "b.txt")
    beside = [claim for claim in batch(claims_of, "a.txt", "b.txt")[0] if claim.article == "a_b.txt"]
    assert [keys(claim) for claim in alone] == [keys(claim) for claim in beside]
    assert ("name:harrow", "term:museum") in set().union(*map(keys, alone))


def test_two_articles_about_one_affair_share_what_is_prominent(claims_of: ClaimsOf) -> None:
    articles = [make_article(TEXTS[name], None, name) for name in sorted(TEXTS)]
    claims = {article.id: claims_of(article.text, None, article.path) for article in articles}
    first, second, other = profiles(articles, claims, load("local").encoder).values()
    assert first.one_affair(second)
    assert not first.one_affair(other)
    assert not second.one_affair(other)


@pytest.mark.parametrize(
    ("title", "text", "known"),
    [
        (None, "Zellox recalls kettles. Zellox sold 12,000 of them.", True),
        ("Zellox recalls kettles", "The maker calls back 12,000 kettles. Zellox did not answer.", True),
        (None, "HARLAN AND ZELLOX MERGE\n\nThe makers of kettles and toasters sold 12,000 of them in May. They merge.", False),
        (None, "Kettles are called back. Kettles lost their handles. The kettles are red.", False),
        ("Kettles Lose Their Handles", "Shops sold red kettles. Kettles are dear.", False),
    ],
    ids=["at the start of sentences", "in the headline", "in a line of capitals", "any word at the start", "a headline of capitals"],
)
def test_a_name_is_one_wherever_it_stands_and_any_word_with_a_capital_is_none(
    claims_of: ClaimsOf, title: str | None, text: str, known: bool
) -> None:
    article = make_article(text, None, "a.txt").model_copy(update={"title": title})
    found = profiles([article], {article.id: claims_of(text, None, "a.txt")}, load("local").encoder)[article.id]
    assert ("zellox" in found.names) == known
    assert not found.names & {"kettles", "handles", "shops", "merge", "lose"}


def test_articles_that_name_their_subject_at_the_start_of_sentences_alone_are_of_one_affair(claims_of: ClaimsOf) -> None:
    texts = (
        "Aerwyn lost 80 million last year. Dalia Prem is leaving after four years. Her successor has not been named. Aerwyn is quiet.",
        "Aerwyn has named Tom Reyle as chief executive. Prem was dismissed in January. The airline will cut routes.",
        "Quillen Bank has named Ute Lind as chief executive. Ruben Sorge was praised. The bank will open branches in Oslo.",
    )
    told_of = {f"a_{name}.txt": make_article(text, None, f"{name}.txt") for name, text in zip("abc", texts, strict=True)}
    claims = {article.id: claims_of(article.text, None, article.path) for article in told_of.values()}
    first, second, other = profiles(list(told_of.values()), claims, load("local").encoder).values()
    assert first.one_affair(second)
    assert not first.one_affair(other)


def test_a_long_article_is_read_in_time(claims_of: ClaimsOf) -> None:
    text = "The Harrow museum is closed. " * 2
    article = make_article(text + "A" * 50_000 + " Aa" * 50_000, None, "a.txt")
    assert "harrow" in profiles([article], {article.id: claims_of(text)}, load("local").encoder)[article.id].names


def test_order_is_by_day_and_by_hour_where_both_articles_have_one() -> None:
    def between(first: date | None, second: date | None) -> str:
        return order(make_article("", first, "a.txt"), make_article("", second, "b.txt"))

    assert between(date(2024, 3, 4), date(2024, 3, 5)) == "a_first"
    assert between(date(2024, 3, 5), date(2024, 3, 4)) == "b_first"
    assert between(date(2024, 3, 4), date(2024, 3, 4)) == "unknown"
    assert between(date(2024, 3, 4), None) == "unknown"
    assert between(datetime(2024, 3, 4, 9, 30), datetime(2024, 3, 4, 23, 45)) == "a_first"
    assert between(datetime(2024, 3, 4, 9, 30), date(2024, 3, 4)) == "unknown"


def test_what_very_many_claims_of_one_article_share_brings_no_two_of_them_together(claims_of: ClaimsOf) -> None:
    line = claims_of("The hall in Harrow seats 300 people.", None, "a.txt")[0]

    def lines(count: int) -> list[Claim]:
        """The claim on lines of its own, as in a list of one template."""
        span = [line.span.model_copy(update={"start": 100 * i, "end": 100 * i + 36}) for i in range(count)]
        return [line.model_copy(update={"id": f"{at.start:06}", "span": at, "sentence": at}) for at in span]

    article = {"a_a.txt": make_article("x" * 5000, None, "a.txt")}
    assert len(pairs(lines(40), article)) == 40 * 39 // 2
    assert len(pairs(lines(41), article)) <= 30


def test_a_long_list_in_one_article_changes_no_pair_of_the_others(claims_of: ClaimsOf) -> None:
    others, articles = batch(claims_of, "a.txt", "b.txt")
    text = "The museum in Harrow is closed. " * 60
    listed = claims_of(text, None, "d.txt")
    beside = places(pairs([*others, *listed], {**articles, "a_d.txt": make_article(text, None, "d.txt")}))
    assert len(listed) == 60
    assert [entry for entry in beside if entry in places(pairs(others, articles))] == places(pairs(others, articles))


FILLERS = (
    (
        "The cheese makers won a prize for their goat cheese. The cheese is sold in forty shops. The milk comes from nine farms with goats. "
        "The goats graze on steep meadows. A cellar keeps the cheese cool for a year. The makers want to build a second cellar."
    ),
    (
        "The telescope saw a new comet with a green tail. Students measured how fast the comet moves. The tail of the comet grows. "
        "The telescope turns all night. Its mirror is made of glass. Students of physics clean the mirror every winter."
    ),
)


@pytest.mark.parametrize(
    ("first", "second", "meet"),
    [
        ("Police in Selm arrested a baker for selling stolen bread.", "A baker in Selm sold bread to the police.", True),
        ("Police arrested a baker for selling stolen bread.", "A baker sold bread to the police.", False),
        ("The mayor opened the new swimming pool.", "The mayor has opened the new swimming pool.", True),
        ("The mayor of Selm opened the new swimming pool.", "The mayor of Selm opened the new swimming pool.", False),
    ],
)
def test_statements_of_other_affairs_meet_where_a_name_or_nearly_all_words_join_them(
    claims_of: ClaimsOf, first: str, second: str, meet: bool
) -> None:
    texts = [f"{filler} {sentence}" for filler, sentence in zip(FILLERS, (first, second), strict=True)]
    claims = [claim for number, text in enumerate(texts) for claim in claims_of(text, None, f"{number}.txt")]
    found = pairs(claims, {f"a_{number}.txt": make_article(text, None, f"{number}.txt") for number, text in enumerate(texts)})
    assert [pair.one_story for pair in found if {pair.a.text, pair.b.text} == {first, second}] == [False] * meet


def test_pairs_of_articles_that_have_many_together_follow_each_other() -> None:
    joined = [("a", "b"), ("c", "d"), ("a", "e"), ("b", "e"), ("c", "f"), ("d", "f"), ("a", "a")]
    given = [
        SentencePair(StorySentence(one, 1, start, start + 1, "x"), StorySentence(other, 2, start, start + 1, "y"), "unknown", 0.5)
        for start in range(3)
        for one, other in joined
    ]
    found = in_turn(given)
    assert sorted(map(given.index, found)) == list(range(len(given)))
    told = ["abe".find(pair.a.article) >= 0 for pair in found]
    assert told == sorted(told, reverse=True)
    assert [given.index(pair) for pair in found if pair.a.article == "c" and pair.b.article == "d"] == [1, 8, 15]
