"""Puts stories together: the articles of one affair with their sentences, the pairs that are near, and which was made first."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import permutations
from typing import TYPE_CHECKING, Any

import numpy as np

from factcheck.comparison import Order, SentencePair, Story, StorySentence
from factcheck.model import Article, Claim
from factcheck.stories import NONE, Held
from factcheck.stories.affairs import Affair, Affairs, profiles
from factcheck.stories.copies import retold
from factcheck.stories.likeness import Encode, exact
from factcheck.stories.namesakes import all_differ, apart, described, figures, of_one_time
from factcheck.stories.nearest import Nearest

if TYPE_CHECKING:
    from numpy.typing import NDArray

_RECENT = 15
"""Articles whose sentences are likely to be met again."""


def stories(
    claims: Sequence[Claim], articles: Mapping[str, Article], encode: Encode, held: Held = NONE, again: Sequence[Claim] = ()
) -> list[Story]:
    """The stories of the articles in a fixed order, each with its near pairs; what copies say `again` tells only what they are about.

    Pairs of two articles that are of no one affair, of which only a full name or nearly the same words joins the statements, come in
    stories of their own, which are marked as `elsewhere`. Whether two statements meet depends on them and their articles alone.
    """
    ordered = sorted(claims, key=lambda claim: (articles[claim.article].place, claim.article, claim.span.start, claim.span.end, claim.id))
    own: dict[str, list[Claim]] = {article: [] for article in articles}
    for claim in ordered:
        own[claim.article].append(claim)
    whole = [articles[article] for article in articles if article not in held.common and own[article]]
    said = {article: list(told) for article, told in own.items()}
    for claim in again:
        said[claim.article].append(claim)
    affairs = Affairs(profiles(whole, said, encode), {article.id for article in whole if held.all_of(article.id)})
    sentences = {article: _sentences(article, articles[article].text, told) for article, told in own.items()}
    twins = retold((sentence for several in sentences.values() for sentence in several.values()), articles, affairs, held)
    nearest = Nearest(ordered, exact(encode([claim.text for claim in ordered])), affairs, held, twins.keys())
    about = {article.id: described(article, own[article.id]) for article in articles.values()}

    counted = {article: figures(told) for article, told in own.items()}

    @cache
    def one_subject(a: str, b: str) -> bool:
        news = affairs.together(a, b) and of_one_time(articles[a], articles[b])
        strange = apart(about[a], about[b], (articles[a].body, articles[b].body)) or all_differ(counted[a], counted[b])
        return a == b or news or not strange

    near = _pairs(nearest, sentences, articles, one_subject, twins)
    told = _Told(articles, {article: [s for s in several.values() if s.place not in twins] for article, several in sentences.items()}, held)
    return [*_of_one_affair(told, affairs, near, _twins(twins, sentences)), *_elsewhere(told, near)]


def _sentences(article: str, text: str, claims: Sequence[Claim]) -> dict[int, StorySentence]:
    """The sentences that make claims, by their starts."""
    found: dict[int, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.sentence.start, []).append(claim)
    return {
        start: StorySentence(
            article, number, start, told[0].sentence.end, text[start : told[0].sentence.end], tuple(told), told[0].headline
        )
        for number, (start, told) in enumerate(sorted(found.items()), 1)
    }


def _pairs(
    nearest: Nearest,
    sentences: Mapping[str, Mapping[int, StorySentence]],
    articles: Mapping[str, Article],
    one_subject: Callable[[str, str], bool],
    again: Mapping[tuple[str, int], StorySentence],
) -> list[SentencePair]:
    """The near pairs, in which a sentence that is retold stands for all that have its words."""
    rank: dict[tuple[str, int], int] = {}
    for claim in nearest.claims:
        rank.setdefault((claim.article, claim.sentence.start), len(rank))
    told = [sentences[article][start] for article, start in rank]
    stands = [rank[again[place].place if place in again else place] for place in rank]
    ends = np.array([stands[rank[claim.article, claim.sentence.start]] for claim in nearest.claims], dtype=np.int64)
    first, second, near, joined = _once(ends, nearest)

    @cache
    def ordered(first: str, second: str) -> Order:
        return order(articles[first], articles[second])

    def among(first: str, second: str) -> int:
        return len(sentences[first]) + len(sentences[second])

    pairs = zip(first.tolist(), second.tolist(), near.tolist(), joined.tolist(), strict=True)
    return [
        SentencePair(a, b, ordered(a.article, b.article), cosine, one_story, among(a.article, b.article))
        for a, b, cosine, one_story in ((told[one], told[other], cosine, one_story) for one, other, cosine, one_story in pairs)
        if one_subject(a.article, b.article)
    ]


def _once(ends: NDArray[np.int64], nearest: Nearest) -> tuple[NDArray[Any], ...]:
    """Each two sentences once, in the order of their claims: the smaller place, the larger, how near they are, whether of one affair.

    `ends` gives the place of the sentence that each claim stands in.
    """
    places = nearest.places()
    cosines, joined = nearest.near(places), nearest.joined(places)
    both = np.sort(ends[places], axis=1)
    apart = both[:, 0] != both[:, 1]
    both, cosines, joined = both[apart], cosines[apart], joined[apart]
    size = len(ends) + 1
    codes, at, which = np.unique(both[:, 0] * size + both[:, 1], return_index=True, return_inverse=True)
    near, one_story = np.zeros(len(codes)), np.zeros(len(codes), dtype=np.bool_)
    np.maximum.at(near, which, cosines)
    np.logical_or.at(one_story, which, joined)
    told = np.argsort(at)
    return codes[told] // size, codes[told] % size, near[told], one_story[told]


@dataclass(frozen=True)
class _Told:
    """What stories are made of."""

    articles: Mapping[str, Article]
    sentences: Mapping[str, Sequence[StorySentence]]
    held: Held

    def story(self, ids: Sequence[str], near: Sequence[SentencePair], **given: Any) -> Story:  # noqa: ANN401  the fields of Story
        """The story of these articles."""
        told = tuple(sentence for article in ids for sentence in self.sentences[article])
        kept = frozenset(article for article in ids if self.held.all_of(article))
        return Story(articles=tuple(self.articles[article] for article in ids), sentences=told, held=kept, near=tuple(near), **given)


def _of_one_affair(told: _Told, affairs: Affairs, near: Sequence[SentencePair], twins: Iterable[SentencePair]) -> list[Story]:
    """The stories in the order of their first articles; a held article that is joined with none is in none."""
    position = {article: at for at, article in enumerate(told.articles)}
    found = (sorted(group, key=position.__getitem__) for group in affairs.stories())
    groups = sorted((group for group in found if len(group) > 1 or not told.held.all_of(*group)), key=lambda group: position[group[0]])
    group_of = {article: number for number, group in enumerate(groups) for article in group}
    joined: dict[int, set[Affair]] = {}
    for affair in affairs.pairs():
        joined.setdefault(group_of[affair[0]], set()).add(affair)
    pairs: dict[int, list[SentencePair]] = {}
    for pair in near:
        if pair.one_story:
            number = group_of.get(pair.a.article, -1)
            pairs.setdefault(number, []).append(pair)
            if affairs.crowd(pair.a.article) is not None and pair.a.article != pair.b.article:
                joined.setdefault(number, set()).add((min(pair.a.article, pair.b.article), max(pair.a.article, pair.b.article)))
    again: dict[int, list[SentencePair]] = {}
    for pair in twins:
        again.setdefault(group_of.get(pair.a.article, -1), []).append(pair)
    return [
        told.story(group, in_turn(pairs.get(number, ())), joined=frozenset(joined.get(number, ())), retold=tuple(again.get(number, ())))
        for number, group in enumerate(groups)
    ]


def in_turn(pairs: Sequence[SentencePair]) -> list[SentencePair]:
    """The pairs, those of articles that have many together close to each other: who goes through them meets a sentence soon again.

    The next article is always the one that has the most pairs with the last few.
    """
    shared: dict[str, Counter[str]] = {}
    for pair in pairs:
        for article, other in permutations((pair.a.article, pair.b.article)):
            shared.setdefault(article, Counter())[other] += 1
    place: dict[str, int] = {}
    recent, others = deque[str](maxlen=_RECENT), iter(shared)
    while len(place) < len(shared):
        waiting = Counter[str]()
        for article in recent:
            waiting.update({other: count for other, count in shared[article].items() if other not in place})
        following = max(waiting, key=waiting.__getitem__) if waiting else next(article for article in others if article not in place)
        place[following] = len(place)
        recent.append(following)
    return sorted(pairs, key=lambda pair: sorted((place[pair.a.article], place[pair.b.article]), reverse=True))


def _twins(again: Mapping[tuple[str, int], StorySentence], sentences: Mapping[str, Mapping[int, StorySentence]]) -> Iterator[SentencePair]:
    """Each sentence that is retold with one that says it again."""
    for (article, start), first in again.items():
        yield SentencePair(a=first, b=sentences[article][start], order="unknown", near=1.0)


def _elsewhere(told: _Told, near: Sequence[SentencePair]) -> list[Story]:
    """A story for each two articles of different affairs whose statements meet."""
    pairs: dict[tuple[str, str], list[SentencePair]] = {}
    for pair in near:
        if not pair.one_story:
            pairs.setdefault((pair.a.article, pair.b.article), []).append(pair)
    return [told.story(ids, found, elsewhere=True) for ids, found in pairs.items()]


# Which of two statements was made first, from dates of articles alone; words in the texts are weighed by the verdicts.


def order(article_a: Article, article_b: Article) -> Order:
    """By day, and by the time of day where both articles have one; two statements of one article have no order.

    An article without a date that an archive held before the other was published came first.
    """
    if article_a.id == article_b.id:
        return "unknown"
    if article_a.published is None or article_b.published is None:
        return "a_first" if _held_before(article_a, article_b) else "b_first" if _held_before(article_b, article_a) else "unknown"
    first, second = article_a.published, article_b.published
    if isinstance(first, datetime) and isinstance(second, datetime):
        return "a_first" if first < second else "b_first" if second < first else "unknown"
    day_a, day_b = article_a.day, article_b.day
    if day_a is None or day_b is None or day_a == day_b:
        return "unknown"
    return "a_first" if day_a < day_b else "b_first"


def _held_before(article: Article, other: Article) -> bool:
    return article.published is None and article.archived is not None and other.day is not None and article.archived < other.day
