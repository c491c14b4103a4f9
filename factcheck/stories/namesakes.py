"""Two things of one name: what the openings of two articles say of what they are about, so that the one is not held against the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from factcheck.claims.names import name_key, names_match
from factcheck.claims.posts import relation
from factcheck.model import Article, Claim, Interval, Moment, Name, Quantity
from factcheck.time import tag
from factcheck.words import listed

_OPENING = 3
"""Sentences in which an article says what it is about."""
_ENOUGH = 2
"""A single difference may be the mistake that is looked for."""
_EARLY = 600
_NEWS = timedelta(days=61)
_BESIDE = re.compile(r"\s*\((?!born\b|b\.|d\.|c\.|\W*\d)(?P<told>[^()]*[^\W\d_][^()]*)\)")
_WORD = r"[^\W\d_a-z][\w.’'-]*"
_COUNTY = re.compile(rf"({_WORD}(?: {_WORD})?) County\b")
_FAR = 3
"""Years between two births that no slip of the pen explains, where the place is another one too."""
_FIGURES = 3
"""So many figures of a place that all differ are those of another place."""


class Described(NamedTuple):
    """What an article says of its subject: name, kind, the names in that sentence, the days of birth and death.

    `told_apart` is what tells it from others of its name in parentheses, `region` what follows the name of a town, `birthplace` the
    names that its birth is told with, `age` how old it died.
    """

    name: str
    kind: str
    beside: frozenset[str]
    born: Interval | None
    died: Interval | None
    told_apart: str
    region: str
    birthplace: frozenset[str] = frozenset()
    age: float | None = None


def described(article: Article, claims: Sequence[Claim]) -> Described | None:
    """What the opening says of its subject: what it is ("Pittsville is a city in Wood County"), or when it lived; None for neither."""
    starts = sorted({claim.sentence.start for claim in claims})[:_OPENING]
    named = [claim for claim in claims if _named(claim)]
    early = [claim for claim in named if claim.sentence.start in starts or claim.verb in {"bear", "die"}]
    text = f"{article.title or ''}\n{article.body[:_EARLY]}"
    for claim in sorted(early, key=lambda claim: (claim.verb != "be" or claim.ascribed, claim.span.start)):
        name, defines = _named(claim), claim.verb == "be" and not claim.ascribed
        kind = next((w.lemma for w in claim.words if w.dependency == "attr" and w.pos in {"NOUN", "PROPN"}), "")
        if (defines and kind) or claim.verb in {"bear", "die"}:
            beside = frozenset(_names(claim, name) if defines or claim.ascribed else ())
            born, died = _when(early, name, "bear"), _when(early, name, "die")
            birthplace = frozenset(one for claim in early if claim.verb == "bear" for one in _names(claim, name))
            return Described(name, kind, beside, born, died, _beside(text, name), _region(text, name), birthplace, _age(early, name))
    return None


def figures(claims: Sequence[Claim]) -> dict[str, tuple[Quantity, ...]]:
    """The figures that an article gives of its place or institution without its name, by what they count or measure."""
    found: dict[str, tuple[Quantity, ...]] = {}
    for claim in claims:
        for value in claim.values:
            if isinstance(value, Quantity) and not value.ordinal and _standing(claim, value):
                of = set((value.measure or value.noun).split(" ")) - listed("stories", "kinds_of_place")
                key = " ".join((claim.subject_key if value.unit == "percent" else "", *sorted(of)))
                found[key] = (*found.get(key, ()), value)
    return found


def _standing(claim: Claim, value: Quantity) -> bool:
    counted = claim.subject_key == "there" and value.noun in listed("stories", "residents")
    shared_out = value.unit == "percent" and value.noun == "population"
    return counted or shared_out or bool(listed("stories", "standing_measures") & set(value.measure.split(" ")))


def _named(claim: Claim) -> str:
    """What the subject is called by name, once where the heading says it before; "" where it is no name."""
    name = claim.subject_key
    if not name[:1].isupper():
        subject = any(w.dependency in {"nsubj", "nsubjpass"} and w.pos == "PROPN" for w in claim.words)
        name = claim.subject if subject else ""
    words = name.split(" ")
    half = words[: len(words) // 2]
    return " ".join(half) if words == half * 2 else name


def _names(claim: Claim, subject: str) -> Iterator[str]:
    """The names in the claim that are not the subject's."""
    return (v.canonical for v in claim.values if isinstance(v, Name) and not names_match(v.canonical, subject))


def _when(claims: Sequence[Claim], name: str, verb: str) -> Interval | None:
    told = [claim for claim in claims if claim.verb == verb and names_match(claim.subject_key, name)]
    return next((v.interval for claim in told for v in claim.values if isinstance(v, Moment)), None)


def _age(claims: Sequence[Claim], name: str) -> float | None:
    """How old somebody died."""
    told = (v for claim in claims if claim.verb == "die" and names_match(claim.subject_key, name) for v in claim.values)
    ages = (v for v in told if isinstance(v, Quantity) and (v.measure == "age" or v.unit.endswith(" of age")))
    return next((v.low / 12 if v.unit == "month of age" and v.low else v.low for v in ages), None)


def _beside(text: str, name: str) -> str:
    """The first words in parentheses right behind the name that begin with no date."""
    found = (_BESIDE.match(text, match.end()) for match in re.finditer(re.escape(name), text))
    told = [one["told"] for one in found if one is not None]
    return next((words.lower() for words in told if not any(e.start == 0 for e in tag(words, None))), "")


def _region(text: str, name: str) -> str:
    """The region that follows the name of a place: "Pittsville, Wisconsin", "Wheatland, Vernon County, Wisconsin"."""
    for match in re.finditer(rf"{re.escape(name)}((?:, {_WORD}(?: {_WORD})*)+)", text):
        parts = [part.split(" ") for part in match[1].split(", ")[1:]]
        found = [" ".join(part[:count]) for part in parts for count in (2, 1) if _is_region(" ".join(part[:count]))]
        if found:
            return found[0]
    return ""


def _is_region(name: str) -> bool:
    return name in relation("wide") or name.endswith(" County")


def apart(one: Described | None, other: Described | None, texts: tuple[str, str]) -> bool:
    """The two articles are about two things of one name, or one is about a thing with a name that the other never says."""
    if one is None or other is None:
        known = one or other
        if known is None:
            return False
        unknown = texts[1] if known is one else texts[0]
        return not all(known.name.split(" ")[-1] in text for text in texts) or _in_another_county(known.region, unknown)
    return name_key(one.name) == name_key(other.name) and sum(_differences(one, other)) >= _ENOUGH


def of_one_time(one: Article, other: Article) -> bool:
    """Both have a day, at most two months apart: of one affair, they are news of one thing, whatever each says of people in passing."""
    return one.day is not None and other.day is not None and abs(one.day - other.day) <= _NEWS


def all_differ(one: Mapping[str, tuple[Quantity, ...]], other: Mapping[str, tuple[Quantity, ...]]) -> bool:
    """Several figures stand in both, and each is another: those of two places, no slip."""
    shared = one.keys() & other.keys()
    return len(shared) >= _FIGURES and not any(_may_be_one(a, b) for key in shared for a in one[key] for b in other[key])


def _may_be_one(one: Quantity, other: Quantity) -> bool:
    """In one unit, and no further apart than the coarser of the two is rounded."""
    one_side, other_side = ([value.low or 0, value.high or value.low or 0] for value in (one, other))
    apart_by = max(one_side[0] - other_side[1], other_side[0] - one_side[1])
    return one.unit != other.unit or apart_by <= max(one.precision, other.precision) / 2


def _in_another_county(region: str, text: str) -> bool:
    """The text never says the county that the other article is about, and says another one."""
    counties = {match[0] for match in _COUNTY.finditer(text)}
    return region.endswith(" County") and bool(counties) and not any(county.endswith(region) for county in counties)


def _differences(one: Described, other: Described) -> Iterator[int]:
    """What tells them apart, by its weight."""
    yield not names_match(one.name, other.name)
    yield bool(one.kind and other.kind) and one.kind != other.kind
    yield _strange(one.beside, other.beside)
    yield _never_one(one.born, other.born)
    yield _never_one(one.died, other.died)
    yield _born_elsewhere(one, other)
    yield bool(one.age and other.age and one.age != other.age) and _years_between(one.died, other.died) > _FAR
    yield _ENOUGH * bool(one.told_apart and other.told_apart and one.told_apart != other.told_apart)
    yield _ENOUGH * bool(one.region and other.region and one.region != other.region)


def _strange(one: frozenset[str], other: frozenset[str]) -> int:
    """How many names stand beside either that the other does not have, where they share none but a country's."""
    shared = {name for name in one for known in other if names_match(name, known)}
    if shared - relation("wide"):
        return 0
    return min(_ENOUGH, len(one - shared), len(other - shared))


def _born_elsewhere(one: Described, other: Described) -> bool:
    """Born at places of other names, and years apart, or known by the surname alone: one slip does not make both."""
    if not (one.birthplace and other.birthplace) or any(names_match(a, b) for a in one.birthplace for b in other.birthplace):
        return False
    bare = " " not in one.name or " " not in other.name
    return bare or (_years_between(one.born, other.born) > _FAR)


def _years_between(one: Interval | None, other: Interval | None) -> int:
    starts = [born.start.year for born in (one, other) if born is not None and born.start is not None]
    return max(starts) - min(starts) if starts else 0


def _never_one(one: Interval | None, other: Interval | None) -> bool:
    """Two days that cannot be one."""
    if one is None or other is None or one.start is None or other.start is None or one.end is None or other.end is None:
        return False
    return one.end <= other.start or other.end <= one.start
