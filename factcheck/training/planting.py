"""Makes labelled pairs from two sentences of one story: a fact both state is changed in one, in both, or one that a single side states."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from factcheck.syntax import Syntax
from factcheck.training.data import CONTRADICTION, NO_CONTRADICTION
from factcheck.training.replacements import Names, contradicting, inflected, negated, other_value
from factcheck.training.values import (
    NAMES,
    NUMBERS,
    SCOPES,
    WORDS,
    Value,
    agrees,
    arguments,
    beside,
    common,
    deeds,
    lemma,
    same,
    same_deed,
    values,
)


def put(syntax: Syntax, value: Value, new: str) -> str:
    """The sentence with `new` in the place of a value; other mentions of a person's last name, or of a place, change too."""
    return put_all(syntax, [(value, new)])


def put_all(syntax: Syntax, changes: Sequence[tuple[Value, str]]) -> str:
    """The sentence with several values exchanged at once."""
    text = syntax.text
    for value, new in sorted(changes, key=lambda change: -change[0].start):
        text = text[: value.start] + new + text[value.end :]
    for value, new in changes:
        old = syntax.text[value.start : value.end]
        if value.kind in NAMES:
            last, put_in = (old.split()[-1], new.split()[-1]) if value.kind == "person" else (old, new)
            text = re.sub(rf"\b{re.escape(last)}\b(?![\w-])", put_in, text) if len(last) > 3 and last not in new else text
    return text


def exchanged(text: str, left: Value, right: Value) -> str:
    """The text with two stretches in each other's place."""
    first, second = sorted((left, right), key=lambda value: value.start)
    middle = text[first.end : second.start]
    return text[: first.start] + text[second.start : second.end] + middle + text[first.start : first.end] + text[second.end :]


AS_IT_IS = "as it is"
"""How the two sentences unedited are told from what is made of them."""
_OPPOSITES: dict[str, list[str]] = {}
for _one, _other in WORDS["opposite_verbs"]:
    _OPPOSITES.setdefault(_one, []).append(_other)
    _OPPOSITES.setdefault(_other, []).append(_one)


@dataclass(frozen=True)
class Made:
    """A pair, its label and how it was made; `group` is the same for all pairs made of the same two sentences."""

    a: str
    b: str
    label: int
    how: str
    group: int


class Planter:
    """Plants in pairs of parsed sentences; the same seed gives the same pairs in the same order."""

    def __init__(self, names: Names, seed: int) -> None:
        self._names, self._chance = names, random.Random(seed)  # noqa: S311 -- reproducible, not secret

    def __call__(self, first: Syntax, second: Syntax, group: int) -> list[Made]:
        """All that is made of two sentences: the pair as it is, and what each way of planting gives, each on a side drawn by chance."""
        made = [(first.text, second.text, NO_CONTRADICTION, AS_IT_IS)]
        ways: tuple[Callable[[Syntax, Syntax], Iterator[tuple[str, str, int, str]]], ...] = (
            self._values,
            self._verbs,
            self._negations,
            self._roles,
            self._scopes,
            self._alone,
        )
        for way in ways:
            turned = [(first, second), (second, first)]
            sides = turned if way == self._values else [self._chance.choice(turned)]
            made += [pair for a, b in sides for pair in way(a, b) if pair[0] != a.text or pair[1] != b.text]
        return [Made(*(pair if self._chance.random() < 0.5 else (pair[1], pair[0], *pair[2:])), group) for pair in dict.fromkeys(made)]

    def _values(self, a: Syntax, b: Syntax) -> Iterator[tuple[str, str, int, str]]:
        """A value that stands in the same place in both: changed in one it contradicts, changed in both alike it does not."""
        for one, other in common(a, b):
            if not agrees(a, one, b, other):
                continue
            sides = contradicting(a, one, b, other)
            new = other_value(a, one, self._names, _near(a, b, one), self._chance, sides)
            if new is None or re.search(rf"\b{re.escape(new)}\b", b.text, re.IGNORECASE):
                continue
            changed = put(a, one, new)
            yield changed, b.text, CONTRADICTION, f"value: {one.kind}"
            if self._chance.random() < 0.5 and a.text[one.start : one.end] == b.text[other.start : other.end]:
                yield changed, put(b, other, new), NO_CONTRADICTION, f"both: {one.kind}"

    def _verbs(self, a: Syntax, b: Syntax) -> Iterator[tuple[str, str, int, str]]:
        """One deed, told with the opposite outcome."""
        for one, _other in _deeds_of_both(a, b):
            token = a.tokens[one]
            for opposite in _OPPOSITES.get(token.lemma.lower(), [])[:2]:
                changed = a.text[: token.start] + inflected(opposite, token.tag) + a.text[token.end :]
                if opposite not in {word.lemma.lower() for word in b.tokens}:
                    yield changed, b.text, CONTRADICTION, "verb"

    def _negations(self, a: Syntax, b: Syntax) -> Iterator[tuple[str, str, int, str]]:
        """One deed, denied in one: a contradiction; denied in both it is none."""
        for one, other in _deeds_of_both(a, b):
            changed, also = negated(a, one, self._chance), negated(b, other, self._chance)
            if changed is None:
                continue
            yield changed, b.text, CONTRADICTION, "negation"
            if also is not None and self._chance.random() < 0.4:
                yield changed, also, NO_CONTRADICTION, "both: negation"

    def _roles(self, a: Syntax, b: Syntax) -> Iterator[tuple[str, str, int, str]]:
        """Who did it to whom, turned round: two names of one kind on two sides of a verb that both sentences tell."""
        for one, _other in _deeds_of_both(a, b):
            below = {token: value for value in values(a) if value.kind in NAMES for token in [value.token]}
            subject = [below[at] for at in a.children(one) if a.tokens[at].dependency == "nsubj" and at in below]
            object_ = [below[at] for at in a.children(one) if a.tokens[at].dependency == "dobj" and at in below]
            shared = {value.key for value in values(b)}
            if subject and object_ and subject[0].kind == object_[0].kind and {subject[0].key, object_[0].key} <= shared:
                left, right = subject[0], object_[0]
                yield exchanged(a.text, left, right), b.text, CONTRADICTION, "role"

    def _scopes(self, a: Syntax, b: Syntax) -> Iterator[tuple[str, str, int, str]]:
        """Another year, place or person with another figure: both may be true."""
        pairs = common(a, b)
        figures = [(one, other) for one, other in pairs if one.kind in NUMBERS and agrees(a, one, b, other)]
        scopes = [one for one, _ in pairs if one.kind in SCOPES]
        for one, _other in figures[:1]:
            for scope in self._chance.sample(scopes, min(2, len(scopes))):
                figure = other_value(a, one, self._names, (), self._chance)
                where = other_value(a, scope, self._names, _near(a, b, scope), self._chance)
                if figure is not None and where is not None and where.lower() not in b.text.lower():
                    yield put_all(a, [(one, figure), (scope, where)]), b.text, NO_CONTRADICTION, f"scope: {scope.kind}"

    def _alone(self, a: Syntax, b: Syntax) -> Iterator[tuple[str, str, int, str]]:
        """A value that only one of them states, changed; or a deed that only one tells, denied: it leaves the other as true as before."""
        there = values(b)
        lonely = [
            one
            for one in values(a)
            if not any(same(one, other) or (one.kind == other.kind and beside(a, one, b, other)) for other in there)
        ]
        for one in self._chance.sample(lonely, min(2, len(lonely))):
            new = other_value(a, one, self._names, _near(a, b, one), self._chance)
            if new is not None and new.lower() not in b.text.lower():
                yield put(a, one, new), b.text, NO_CONTRADICTION, f"alone: {one.kind}"
        told = {lemma(b, at) for at in range(len(b.tokens))}
        alone = [at for at in deeds(a) if lemma(a, at) not in told]
        if alone and self._chance.random() < 0.5:
            changed = negated(a, self._chance.choice(alone), self._chance)
            if changed is not None:
                yield changed, b.text, NO_CONTRADICTION, "alone: negation"


def _deeds_of_both(a: Syntax, b: Syntax) -> list[tuple[int, int]]:
    return [(one, other) for one in deeds(a) for other in deeds(b) if arguments(a, one) and same_deed(a, one, b, other)]


def _near(a: Syntax, b: Syntax, value: Value) -> Sequence[str]:
    """Names of the same kind in the two sentences."""
    return [s.text[v.start : v.end] for s in (a, b) for v in values(s) if v.kind == value.kind and v.key != value.key]
