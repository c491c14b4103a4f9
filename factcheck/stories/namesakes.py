"""Two things of one name: what the openings of two articles say of what they are about, so that the one is not held against the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from factcheck.claims.naming import name_key, names_match
from factcheck.claims.posts import relation
from factcheck.model import Article, Claim, Interval, Moment, Name
from factcheck.time import tag

_OPENING = 3
"""Sentences in which an article says what it is about."""
_ENOUGH = 2
"""A single difference may be the mistake that is looked for."""
_EARLY = 600
_NEWS = timedelta(days=61)
_BESIDE = re.compile(r"\s*\((?!born\b|b\.|d\.|c\.|\W*\d)(?P<told>[^()]*[^\W\d_][^()]*)\)")
_WORD = r"[^\W\d_a-z][\w.’'-]*"


class Described(NamedTuple):
    """What an article says of its subject: name, kind, the names in that sentence, the days of birth and death.

    `told_apart` is what tells it from others of its name in parentheses, `region` what follows the name of a town.
    """

    name: str
    kind: str
    beside: frozenset[str]
    born: Interval | None
    died: Interval | None
    told_apart: str
    region: str


def described(article: Article, claims: Sequence[Claim]) -> Described | None:
    """What the opening says of its subject: what it is ("Pittsville is a city in Wood County"), or when it lived; None for neither."""
    starts = sorted({claim.sentence.start for claim in claims})[:_OPENING]
    early = [claim for claim in claims if claim.sentence.start in starts and _named(claim)]
    text = f"{article.title or ''}\n{article.text[:_EARLY]}"
    for claim in sorted(early, key=lambda claim: (claim.verb != "be" or claim.ascribed, claim.span.start)):
        name, defines = _named(claim), claim.verb == "be" and not claim.ascribed
        kind = next((w.lemma for w in claim.words if w.dependency == "attr" and w.pos in {"NOUN", "PROPN"}), "")
        if (defines and kind) or (claim.ascribed and claim.verb in {"bear", "die"}):
            beside = {v.canonical for v in claim.values if isinstance(v, Name) and not names_match(v.canonical, name)}
            born, died = _when(early, name, "bear"), _when(early, name, "die")
            return Described(name, kind, frozenset(beside), born, died, _beside(text, name), _region(text, name))
    return None


def _named(claim: Claim) -> str:
    """What the subject is called by name; "" where it is no name."""
    if claim.subject_key[:1].isupper():
        return claim.subject_key
    return claim.subject if any(w.dependency == "nsubj" and w.pos == "PROPN" for w in claim.words) else ""


def _when(claims: Sequence[Claim], name: str, verb: str) -> Interval | None:
    told = [claim for claim in claims if claim.verb == verb and names_match(claim.subject_key, name)]
    return next((v.interval for claim in told for v in claim.values if isinstance(v, Moment)), None)


def _beside(text: str, name: str) -> str:
    """The first words in parentheses right behind the name that begin with no date."""
    found = (_BESIDE.match(text, match.end()) for match in re.finditer(re.escape(name), text))
    told = [one["told"].lower() for one in found if one is not None]
    return next((words for words in told if not any(e.start == 0 for e in tag(words, None))), "")


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
        return known is not None and not all(known.name.split(" ")[-1] in text for text in texts)
    return name_key(one.name) == name_key(other.name) and sum(_differences(one, other)) >= _ENOUGH


def of_one_time(one: Article, other: Article) -> bool:
    """Both have a day, at most two months apart: of one affair, they are news of one thing, whatever each says of people in passing."""
    return one.day is not None and other.day is not None and abs(one.day - other.day) <= _NEWS


def _differences(one: Described, other: Described) -> Iterator[int]:
    """What tells them apart, by its weight."""
    yield not names_match(one.name, other.name)
    yield bool(one.kind and other.kind) and one.kind != other.kind
    yield _strange(one.beside, other.beside)
    yield _never_one(one.born, other.born)
    yield _never_one(one.died, other.died)
    yield _ENOUGH * bool(one.told_apart and other.told_apart and one.told_apart != other.told_apart)
    yield _ENOUGH * bool(one.region and other.region and one.region != other.region)


def _strange(one: frozenset[str], other: frozenset[str]) -> int:
    """How many names stand beside either that the other does not have, where they share none but a country's."""
    shared = {name for name in one for known in other if names_match(name, known)}
    if shared - relation("wide"):
        return 0
    return min(_ENOUGH, len(one - shared), len(other - shared))


def _never_one(one: Interval | None, other: Interval | None) -> bool:
    """Two days that cannot be one."""
    if one is None or other is None or one.start is None or other.start is None or one.end is None or other.end is None:
        return False
    return one.end <= other.start or other.end <= one.start
