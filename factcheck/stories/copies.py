"""What is told several times: copies of one text, and sentences that say again what another article said that day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from rensa import RMinHash, RMinHashLSH

from factcheck.comparison import Story, StorySentence
from factcheck.model import Article, Claim, Location, Moment, Name, Quantity, Value
from factcheck.stories import Held
from factcheck.stories.affairs import Affairs

_RUN = 5
"""Words in a row that are looked at as one."""
_LEAST_WORDS = 50
"""Shorter texts may be equal without one being taken from the other."""
_OF_SHORTER, _OF_LONGER = 0.8, 0.55
"""The share of its runs of words that a copy has in common with the other text; a text with more of its own is no copy."""
_PERMUTATIONS, _BANDS, _SEED, _RELATED = 126, 42, 1, 0.3
"""Of two texts as alike as copies must be, 42 bands of three find 99 in 100 and more (MinHash with banding: Broder 1997)."""
_WORD = re.compile(r"\w+")

Copies = Mapping[str, str]
"""The id of each copy -> the id of the article that it is a copy of."""


def copies(articles: Sequence[Article]) -> dict[str, str]:
    """Each copy with the first article that has its text: the oldest, of equally old ones the one whose path comes first.

    The work grows with the length of the articles, not with the number of their pairs. Whether two articles are copies depends on
    these two alone.
    """
    ordered = sorted(articles, key=lambda article: (article.day or date.max, article.place, article.id))
    runs = {article.id: found for article in ordered if len(found := _runs(article.body)) > _LEAST_WORDS - _RUN}
    position = {article: place for place, article in enumerate(runs)}
    first = {article: article for article in runs}
    whole: dict[frozenset[str], str] = {}
    for article, own in runs.items():
        first[article] = whole.setdefault(own, article)
    for earlier, later in _alike({article: own for own, article in whole.items()}):
        roots = _root(first, earlier), _root(first, later)
        if roots[0] != roots[1] and _one_text(runs[earlier], runs[later]):
            older, newer = sorted(roots, key=position.__getitem__)
            first[newer] = older
    return {article: root for article in runs if (root := _root(first, article)) != article}


def checked_first(copied: Copies, articles: Mapping[str, Article]) -> dict[str, str]:
    """As `copied`, but of copies that are checked and others that an archive holds, a checked one stands for all.

    What an archive holds is not compared with itself, so that none of it can stand for what is checked.
    """
    clusters: dict[str, set[str]] = {}
    for copy, origin in copied.items():
        clusters.setdefault(origin, {origin}).add(copy)
    leading = {}
    for origin, cluster in clusters.items():
        checked = [article for article in articles if article in cluster and articles[article].archived is None]
        first = origin if articles[origin].archived is None or not checked else checked[0]
        leading.update(dict.fromkeys(cluster - {first}, first))
    return leading


def once(claims: Sequence[Claim], articles: Mapping[str, Article], copied: Copies) -> tuple[list[Claim], dict[Location, tuple[str, ...]]]:
    """The claims without those whose sentence the original has too, and for each such sentence of an original its copies, in order."""
    told: dict[tuple[str, str], Location] = {}
    for claim in claims:
        if claim.article in copied.values():
            told.setdefault((claim.article, _normalised(claim, articles)), claim.sentence)
    kept: list[Claim] = []
    repeated: dict[Location, set[str]] = {}
    for claim in claims:
        there = told.get((copied.get(claim.article, ""), _normalised(claim, articles)))
        if there is None:
            kept.append(claim)
        else:
            repeated.setdefault(there, set()).add(claim.article)
    in_order = {article: position for position, article in enumerate(articles)}
    return kept, {sentence: tuple(sorted(found, key=in_order.__getitem__)) for sentence, found in repeated.items()}


def _normalised(claim: Claim, articles: Mapping[str, Article]) -> str:
    return " ".join(articles[claim.article].text[claim.sentence.start : claim.sentence.end].casefold().split())


def _runs(text: str) -> frozenset[str]:
    words = _WORD.findall(text.casefold())
    return frozenset(" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))


def _alike(runs: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, str]]:
    """Pairs of articles that may be copies of one text."""
    ids = list(runs)
    index = RMinHashLSH(threshold=_RELATED, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    for position, article in enumerate(ids):
        summary = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        summary.update(list(runs[article]))
        yield from ((ids[earlier], article) for earlier in sorted(index.query(summary)))
        index.insert(position, summary)


def _one_text(one: frozenset[str], other: frozenset[str]) -> bool:
    shared, (shorter, longer) = len(one & other), sorted((len(one), len(other)))
    return shared >= _OF_SHORTER * shorter and shared >= _OF_LONGER * longer


def _root(first: Mapping[str, str], article: str) -> str:
    while first[article] != article:
        article = first[article]
    return article


# Which sentences say again, word for word, what another article of one affair says on that day: one statement, told several times.

Place = tuple[str, int]
Retold = dict[Place, StorySentence]
"""The place of each sentence that says again what another one says -> that other one, which is no such sentence itself."""


def retold(sentences: Iterable[StorySentence], articles: Mapping[str, Article], affairs: Affairs, held: Held) -> Retold:
    """Each sentence that is retold, with the first that has its words; what is checked comes before what an archive holds.

    Pronouns, names and times stand for the same in both. In articles that are of no one affair the same words may tell of other things.
    """
    alike: dict[tuple[object, ...], list[StorySentence]] = {}
    for sentence in sentences:
        article = articles[sentence.article]
        words = " ".join(sentence.text.casefold().split())
        alike.setdefault((words, article.day, None if article.day else article.archived), []).append(sentence)
    found: Retold = {}
    for several in alike.values():
        if len(several) > 1:
            found.update(_first(sorted(several, key=lambda sentence: held.all_of(sentence.article)), affairs))
    return found


def told_by(
    stories: Iterable[Story], copied: Mapping[Location, Sequence[str]], articles: Mapping[str, Article]
) -> dict[Location, tuple[str, ...]]:
    """Each sentence that others tell too, with the ids of their articles in order; `copied` has the same for the copies of articles."""
    found: dict[Location, set[str]] = {place: set(others) for place, others in copied.items()}
    for pair in (pair for story in stories for pair in story.retold):
        own, other = (Location(article=each.article, start=each.start, end=each.end) for each in pair.sentences)
        found.setdefault(own, set()).update({other.article, *copied.get(other, ())})
    position = {article: at for at, article in enumerate(articles)}
    return {place: tuple(sorted(others - {place.article}, key=position.__getitem__)) for place, others in found.items()}


def _first(several: Iterable[StorySentence], affairs: Affairs) -> Iterator[tuple[Place, StorySentence]]:
    """(place, the first that says the same) of sentences with the same words."""
    leading: dict[tuple[object, ...], list[StorySentence]] = {}
    for sentence in several:
        before = leading.setdefault(tuple(_said(claim) for claim in sentence.claims), [])
        other = next((each for each in before if affairs.together(each.article, sentence.article)), None)
        if other is None:
            before.append(sentence)
        else:
            yield sentence.place, other


def _said(claim: Claim) -> tuple[object, ...]:
    """What the words stand for in their article."""
    named = claim.named_time
    return (
        claim.text,
        claim.subject_key,
        claim.polarity,
        claim.modality,
        claim.attributed_to,
        claim.correction,
        named and (named.start, named.end),
        tuple(_valued(value) for value in claim.values),
    )


def _valued(value: Value) -> tuple[object, ...]:
    if isinstance(value, Moment):
        return value.value, value.interval and (value.interval.start, value.interval.end)
    if isinstance(value, Name):
        return value.canonical, value.category
    if isinstance(value, Quantity):
        return value.low, value.high, value.unit, value.comparator, value.noun, value.role
    return value.group, value.value
