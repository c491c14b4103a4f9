"""Do two claims speak of the same subject and slot, and of overlapping times?"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import cached_property
from typing import Literal

from factcheck.model import Claim, Interval, Moment, Name, Pair
from factcheck.verdicts.lexicon import same, terms, words

_DAY, _MONTHS, _YEAR = timedelta(days=1), timedelta(days=61), timedelta(days=366)
_WITHIN = re.compile(r"\b(?:in|over|during|within) $", re.IGNORECASE)
_UP_TO = re.compile(r" (?:year|quarter|month|week)s? (?:to|through|until|end) ")
_INITIAL = re.compile(r"\w\.")
_GENERATIONS = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}
Side = Literal["a", "b"]
FACTUAL = frozenset({"asserted", "reported"})
"""The modalities of what is told as a fact, by the outlet or by somebody else."""
ONE_AFFAIR = "one affair"
"""The reason of a pair whose articles have the same names and words prominent and are alike in meaning."""
NEAR, ONE_TIME = "near in meaning", "one time"
"""The reasons of a pair that was found by its meaning, and of one whose words name times that overlap."""


def _parts(name: str) -> list[str]:
    """The words of a name, lower case, without initials in the middle and without "Jr."."""
    words_of = name.lower().split()
    while len(words_of) > 1 and words_of[-1] in _GENERATIONS:
        words_of.pop()
    return [word for at, word in enumerate(words_of) if not (0 < at < len(words_of) - 1 and _INITIAL.fullmatch(word))]


def names_match(a: str, b: str) -> bool:
    """Equal, or one is the other's surname or short form ("Oreški", "Luka Oreški").

    Initials in the middle and what tells a father from a son do not count ("Luka B. Oreški Jr.").
    """
    first, second = _parts(a), _parts(b)
    shorter, longer = sorted((first, second), key=len)
    return bool(shorter) and (longer[-len(shorter) :] == shorter or longer[: len(shorter)] == shorter)


def name_key(canonical: str) -> str:
    """What full name and surname have in common: the last word, lower case."""
    return canonical.lower().split(" ")[-1]


def names(claim: Claim, *categories: str) -> list[str]:
    """The canonical names in a claim, of the given categories (all where none is given), without doubles.

    A name that is the clause's subject counts even where the clause leaves it out ("… if re-elected").
    """
    found = [v.canonical for v in claim.values if isinstance(v, Name) and (not categories or v.category in categories)]
    if claim.subject_key[:1].isupper():
        found.append(claim.subject_key)
    return list(dict.fromkeys(found))


def overlap(a: Interval | None, b: Interval | None) -> bool:
    """False only where both intervals are known and lie apart."""
    if a is None or b is None:
        return True
    earliest, latest = datetime.min, datetime.max  # noqa: DTZ901  naive local time throughout
    return (a.start or earliest) < (b.end or latest) and (b.start or earliest) < (a.end or latest)


def _said(claim: Claim) -> Interval | None:
    """When the claim was made, where more is known than the day before which that was."""
    return claim.stated_at if claim.stated_at is not None and claim.stated_at.start is not None else None


def _undated(claim: Claim) -> list[str]:
    """The values of the days and months that the clause names and nothing places on the calendar ("XXXX-WXX-1" for a Monday)."""
    return [v.value for v in claim.values if isinstance(v, Moment) and v.interval is None and v.value.startswith("XXXX-")]


def _other_day(a: Claim, b: Claim) -> bool:
    """Both clauses name undated days or months, and none in common: a Monday and a Thursday, April and July."""
    first, second = _undated(a), _undated(b)
    meet = (x.startswith(y) or y.startswith(x) or ("W" in x) != ("W" in y) for x in first for y in second)
    return bool(first and second) and not any(meet)


def _now_and_then(now: Claim, then: Claim) -> bool:
    """One clause tells how things are, the other how they were at a time that it names, months before."""
    if now.tense != "present" or now.about is not None or then.tense != "past":
        return False
    named, said = then.named_time, now.stated_at
    if named is None or said is None or said.start is None:
        return named is not None or bool(_undated(then))
    return named.end is not None and said.start - named.end > _MONTHS


def _spans(claim: Claim) -> frozenset[str]:
    """The stretches of time that the clause sums up ("in five months", "in the year to May"), by their TIMEX3 values or words."""
    lasting = {
        v.value
        for v in claim.values
        if isinstance(v, Moment) and v.value.startswith("P") and _WITHIN.search(claim.quote[: max(0, v.start - claim.span.start)])
    }
    return frozenset({*lasting, *_UP_TO.findall(f" {claim.lemmas} ")})


class Alignment:
    """What two claims have in common, computed once for all rules."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.a, self.b = pair.a, pair.b
        self.terms_a, self.terms_b = terms(pair.a), terms(pair.b)
        self.shared = self.terms_a & self.terms_b

    @cached_property
    def shared_names(self) -> list[str]:
        """Names of a that b has too, in either form."""
        return [name for name in names(self.a) if any(names_match(name, other) for other in names(self.b))]

    @property
    def spare_names(self) -> int:
        """How many names only one of the two has."""
        return len(names(self.a)) + len(names(self.b)) - 2 * len(self.shared_names)

    @cached_property
    def same_verb(self) -> bool:
        """Both clauses say the same kind of thing of their subject."""
        return same(self.a.verb) == same(self.b.verb) and self.a.verb not in {"", "be", "have"}

    @cached_property
    def same_subject(self) -> bool:
        """The subjects are one name, or one noun."""
        first, second = self.a.subject_key, self.b.subject_key
        if not first or not second or {first, second} & words("pronouns"):
            return False
        return same(first) == same(second) or (first[0].isupper() and second[0].isupper() and names_match(first, second))

    @cached_property
    def likeness(self) -> float:
        """Shared content words and names, as a share of the smaller claim's: 0 to 1."""
        size = min(len(self.terms_a) + len(names(self.a)), len(self.terms_b) + len(names(self.b)))
        return (len(self.shared) + len(self.shared_names)) / size if size else 0.0

    @cached_property
    def closeness(self) -> float:
        """Shared content words and names, as a share of all of either's (Jaccard): 0 to 1."""
        union = len(self.terms_a | self.terms_b) + len(names(self.a)) + len(names(self.b)) - len(self.shared_names)
        return (len(self.shared) + len(self.shared_names)) / union if union else 0.0

    @cached_property
    def same_time(self) -> bool:
        """Nothing says that they hold of different times."""
        a, b = self.a, self.b
        return overlap(a.about, b.about) and not (_other_day(a, b) or _now_and_then(a, b) or _now_and_then(b, a))

    @cached_property
    def same_span(self) -> bool:
        """Neither names a stretch of time that is not the other's: sums over four years and over eight differ."""
        if _spans(self.a) != _spans(self.b):
            return False
        first, second = self.a.named_time, self.b.named_time
        if first is None or second is None or None in (first.start, first.end, second.start, second.end):
            return True
        lengths = [i.end - i.start for i in (first, second) if i.end is not None and i.start is not None]
        return max(lengths) <= _DAY or (first.start, first.end) == (second.start, second.end)

    @cached_property
    def same_scope(self) -> bool:
        """Beside its verb, neither has a word that changes what is counted and the other lacks."""
        verbs = {same(self.a.verb), same(self.b.verb)}
        shares = [words("shares") & set(claim.lemmas.split()) for claim in (self.a, self.b)]
        return shares[0] == shares[1] and not (((self.terms_a ^ self.terms_b) - verbs) & words("scopes"))

    @property
    def same_story(self) -> bool:
        """Both articles are about one affair."""
        return self.inside_one_article or ONE_AFFAIR in self.pair.reasons

    @property
    def one_moment(self) -> bool:
        """Both name one time, or say nothing of it in articles of one day."""
        first, second = self.a.named_time, self.b.named_time
        if first is not None and second is not None:
            return (first.start, first.end) == (second.start, second.end)
        return first is None and second is None and _said(self.a) == _said(self.b)

    @property
    def far_apart(self) -> bool:
        """The two statements were made more than two months apart."""
        return self.apart > _MONTHS

    @cached_property
    def apart(self) -> timedelta:
        """The time between the two statements; none where it is not known."""
        first, second = self.a.stated_at, self.b.stated_at
        if first is None or second is None or first.start is None or second.start is None:
            return timedelta()
        return abs(first.start - second.start)

    @property
    def years_apart(self) -> bool:
        """The two statements were made more than a year apart."""
        return self.apart > _YEAR

    @property
    def inside_one_article(self) -> bool:
        """Both sides stand in one article, where two clauses more often speak of two things."""
        return self.a.article == self.b.article
