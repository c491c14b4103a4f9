"""Which sentences say again, word for word, what another article of one affair says on that day: one statement, told several times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from factcheck.comparison import Story, StorySentence
from factcheck.model import Article, Claim, Location, Moment, Name, Quantity, Value
from factcheck.stories.affairs import Affairs
from factcheck.stories.held import Held

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
