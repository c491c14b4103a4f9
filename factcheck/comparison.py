"""The values on the way from a story to a verdict: sentences, pairs, proposals, evidence, opinions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from factcheck.model import Article, Claim

Span = tuple[int, int]
"""Code points [start, end) of an article's text."""
Order = Literal["a_first", "b_first", "unknown"]
Times = Literal["overlap", "a_first", "b_first", "apart", "unknown"]
Conflict = Literal["contradicts", "supersedes"]
Decided = Literal["contradicts", "supersedes", "agrees", "other"]
NEAREST = "nearest"
"""Who proposes every pair of near sentences, without calling any of them a conflict."""
Kind = Literal["number", "date", "place", "who", "negation", "status", "order", "quotation", "arithmetic", "meaning"]


@dataclass(frozen=True, slots=True)
class StorySentence:
    """One sentence of a story with the claims that it makes; `number` counts the article's sentences from 1, a headline included."""

    article: str
    number: int
    start: int
    end: int
    text: str
    claims: tuple[Claim, ...] = ()
    headline: bool = False

    @property
    def place(self) -> tuple[str, int]:
        """What tells the sentence from every other."""
        return self.article, self.start


@dataclass(frozen=True, slots=True)
class SentencePair:
    """Two sentences, of two articles or of one; `order` comes from dates or words in the texts, never from the order of files.

    `near` is how alike they are in meaning, 0 to 1; `one_story` is False where only a full name joins their articles; `among` says how
    many sentences their articles have together, 0 where nobody counted them.
    """

    a: StorySentence
    b: StorySentence
    order: Order
    near: float
    one_story: bool = True
    among: int = 0

    @property
    def two_accounts(self) -> bool:
        """Two articles tell, or a headline and its text: what is alike in both is of one thing, though one may say more of it."""
        return self.a.article != self.b.article or self.a.headline != self.b.headline

    @property
    def sentences(self) -> tuple[StorySentence, StorySentence]:
        """Both."""
        return self.a, self.b


@dataclass(frozen=True)
class Story:
    """The articles of one affair, also a single one; their sentences in the order of the articles and of each text.

    `joined` holds the pairs of ids (the smaller first) of articles that are themselves about one affair: others of the story are
    only so by way of a third. `held` are the ids of articles that an archive holds: what stands in two of them is not compared.
    `near` are the pairs of sentences that are near in meaning or share names and words. A sentence that another article says again on
    the same day, word for word, stands for all of them: the others are in `retold` alone, each beside it. `elsewhere` marks two
    articles of different affairs of which only such pairs are to be compared.
    """

    articles: tuple[Article, ...]
    sentences: tuple[StorySentence, ...]
    joined: frozenset[tuple[str, str]] = frozenset()
    held: frozenset[str] = frozenset()
    near: tuple[SentencePair, ...] = field(default=(), repr=False)
    retold: tuple[SentencePair, ...] = field(default=(), repr=False)
    elsewhere: bool = False

    @cached_property
    def by_id(self) -> Mapping[str, Article]:
        """The articles by their ids."""
        return {article.id: article for article in self.articles}

    @cached_property
    def by_article(self) -> Mapping[str, tuple[StorySentence, ...]]:
        """The sentences of each article, in their order."""
        found: dict[str, list[StorySentence]] = {article.id: [] for article in self.articles}
        for sentence in self.sentences:
            found[sentence.article].append(sentence)
        return {article: tuple(own) for article, own in found.items()}

    def around(self, sentence: StorySentence, before: int, after: int) -> tuple[StorySentence, ...]:
        """The sentences that stand up to so many places before and after it, the sentence itself included."""
        own = self.by_article[sentence.article]
        at = own.index(sentence)
        return own[max(0, at - before) : at + after + 1]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A typed difference: two values that cannot be one, a negation, a state and the one that ends it, an order turned round.

    The spans are the clashing words of either side. `relation` is what the difference comes to, `same_slot` says that all around the
    two agrees (the noun, its modifiers, the verb, place, occasion), `note` says it in words.
    """

    kind: Kind
    a_span: Span
    b_span: Span
    note: str
    relation: Conflict = "contradicts"
    same_slot: bool = False
    by: str = ""
    order: Order = "unknown"
    """Which side is older, where words tell it and no date does."""
    one_event: bool = False
    """The two sentences tell one event in nearly the same words, whatever times they name."""
    softly: bool = False
    """It is told on its own word, but never as sure, though not of one slot."""
    measures: Mapping[str, float] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a reader takes for a conflict: the clashing words of either side as spans, what kind it is, why, and who says so."""

    pair: SentencePair
    relation: Conflict
    kind: Kind
    a_span: Span
    b_span: Span
    why: str
    by: str
    evidence: tuple[Evidence, ...] = ()
    """Where the reader found typed evidence itself."""
    measures: Mapping[str, float] = field(default_factory=dict)
    """What the reader measured on the pair, by name."""

    @classmethod
    def of_near(cls, pair: SentencePair) -> Proposal:
        """A pair that is near, over whole sentences; whether it is a conflict is left to typed evidence."""
        return cls(pair, "contradicts", "meaning", (pair.a.start, pair.a.end), (pair.b.start, pair.b.end), "", NEAREST)


@dataclass(frozen=True)
class Proven:
    """A proposal that passed the gate, with all typed evidence on its two sentences and how their times lie."""

    proposal: Proposal
    evidence: tuple[Evidence, ...]
    times: Times
    story: Story


@dataclass(frozen=True)
class Opinion:
    """How probable a comparator takes each relation to be; None where it gives a label without a calibrated probability."""

    label: Decided
    by: str
    contradicts: float | None = None
    supersedes: float | None = None
    agrees: float | None = None
    other: float | None = None
    why: str = ""


@dataclass(frozen=True)
class Verdict:
    """How two sentences relate: one verdict for each pair of them.

    `code` is the rule that applies. `a_spans` and `b_spans` are the clashing words of either side, those of the gravest difference
    first; `differences` are all typed differences of the pair, `claims` those that the gravest stands in, None where none covers it.
    """

    pair: SentencePair
    relation: Decided
    code: str | None
    claims: tuple[Claim | None, Claim | None]
    a_spans: tuple[Span, ...]
    b_spans: tuple[Span, ...]
    rationale: str
    by: str
    confidence: float | None = None
    confidence_from: Literal["calibrated", "rule", "none"] = "rule"
    sure: bool = True
    differences: tuple[Evidence, ...] = ()
