"""From sentence pairs of news to what a run learns from: parse, plant changes, choose how many of each kind, and add the general sets."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from factcheck import training
from factcheck.engines.local.models import ORDER, EntailmentModel
from factcheck.engines.local.parser import SpacyParser
from factcheck.syntax import Syntax
from factcheck.training import CONTRADICTION, ENTAILMENT, NEUTRAL, NO_CONTRADICTION, LabelledPair, SentencePair, edits, overlap
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


# From pairs of news to made pairs, and from these to the batches of a run.

OTHER_STORY = "other story"


def parsed(sentences: Iterable[str]) -> dict[str, Syntax]:
    """The syntax of each sentence, each parsed once."""
    wanted = sorted(set(sentences))
    return dict(zip(wanted, SpacyParser()(wanted), strict=True))


def planted(pairs: Sequence[SentencePair], seed: int) -> Iterator[Made]:
    """What is made of each pair of one story, and each pair of two stories as it stands."""
    syntax = parsed(text for pair in pairs if pair.one_story for text in (pair.a, pair.b))
    plant = Planter(Names(syntax.values()), seed)
    for group, pair in enumerate(pairs):
        if pair.one_story:
            yield from plant(syntax[pair.a], syntax[pair.b], group)
        else:
            yield Made(pair.a, pair.b, NEUTRAL, OTHER_STORY, group)


def write(made: Iterable[Made], path: Path) -> int:
    """Write made pairs as JSON Lines; how many they were."""
    rows = [json.dumps(asdict(one), ensure_ascii=False) for one in made]
    path.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    return len(rows)


def batches(made: Sequence[Made], sets: Path, model: EntailmentModel, size: int, seed: int) -> list[list[LabelledPair]]:
    """Every batch of a run, in order: what mix.toml wants of the made pairs, of single sentences and of the general sets.

    `model` is the one that training starts from: what it takes for a contradiction and is none comes twice.
    """
    chance, plan = random.Random(seed), training.plan()  # noqa: S311 -- reproducible, not secret
    at = ORDER.index("contradiction")

    def score(pairs: Sequence[Made]) -> list[float]:
        return [float(value) for value in model.predict([one.a for one in pairs], [one.b for one in pairs])[:, at]]

    sentences = sorted({text for one in made if one.how == AS_IT_IS for text in (one.a, one.b)})
    pairs = news(made, plan, score, chance)
    pairs += single(chance.sample(sentences, len(sentences)), plan["single"], chance)
    pairs += general(sets, plan["general"], chance)
    return training.batches(pairs, size, chance)


# Chooses what a run learns from: how many pairs of each kind, as mix.toml says.

_NAMES = frozenset(f"value: {kind}" for kind in ("person", "place", "organisation", "nationality"))
_ENDINGS = (", he said.", ", she said.", ", officials said.", ", according to a statement.", ".”", '."')
_FULL_STOP = re.compile(r"[.!]?[\"”]?\Z")

Score = Callable[[Sequence[Made]], Sequence[float]]


def news(made: Sequence[Made], plan: dict[str, Any], score: Score, chance: random.Random) -> list[LabelledPair]:
    """The pairs made of news, in no order: contradictions with the same two sentences unedited, hard pairs, and each other kind's number.

    `score` tells how probable the model before training takes a contradiction to be.
    """
    chosen = contradictions(made, plan["contradictions"], chance)
    groups = {one.group for one in chosen}
    unedited = [one for one in made if one.how == AS_IT_IS]
    beside = [one for one in unedited if one.group in groups]
    rest = [one for one in unedited if one.group not in groups]
    hard = [one for one, value in zip(unedited, score(unedited), strict=True) if value > plan["hard"]["least"]]
    found = [*chosen, *beside, *hard * plan["hard"]["times"], *training.some(rest, plan["others"][AS_IT_IS], chance)]
    for how, wanted in plan["others"].items():
        if how != AS_IT_IS:
            found += training.some([one for one in made if one.how.split(":")[0] == how], wanted, chance)
    return [LabelledPair(one.a, one.b, one.label) for one in found]


def contradictions(made: Iterable[Made], plan: dict[str, Any], chance: random.Random) -> list[Made]:
    """The contradictions: those that share little first, few of one pair of sentences, and exchanged names no more than a part."""
    planted = [one for one in made if one.label == CONTRADICTION]
    taken: Counter[int] = Counter()
    little: list[Made] = []
    much: list[Made] = []
    for one in sorted(planted, key=lambda one: (one.how in _NAMES) + 0.8 * chance.random()):
        if taken[one.group] < plan["of_one_pair"]:
            taken[one.group] += 1
            (little if overlap(one.a, one.b) < plan["little"] else much).append(one)
    return [
        one
        for side, wanted in ((little, plan["few_words_shared"]), (much, plan["many_words_shared"]))
        for one in training.some(_fewer_names(side, plan["names_of_each"]), wanted, chance)
    ]


def _fewer_names(pairs: Sequence[Made], most: int) -> list[Made]:
    names = [one for one in pairs if one.how in _NAMES]
    return [one for one in pairs if one.how not in _NAMES] + names[:most]


def single(sentences: Sequence[str], plan: dict[str, Any], chance: random.Random) -> list[LabelledPair]:
    """Pairs of a sentence and the same told again: edited, reworded, rounded, cut, in another scope, or with other marks."""
    made = edits.made(sentences, 4 * sum(plan.values()), chance)
    found: list[LabelledPair] = []
    for label, name in enumerate(ORDER):
        of = [pair for pair in made if pair.label == label and (name != "neutral" or edits.YEAR.search(pair.premise))]
        found += training.some(of, plan[name], chance)
    return found + [LabelledPair(text, copied(text, chance), ENTAILMENT) for text in training.some(sentences, plan["copies"], chance)]


def copied(text: str, chance: random.Random) -> str:
    """The sentence as another outlet prints it: word for word, with a speaker at its end, or with plain marks."""
    way = chance.random()
    if way < 0.3:
        return text
    if way < 0.65:
        return _FULL_STOP.sub(lambda _: chance.choice(_ENDINGS), text, count=1)
    return text.replace("“", '"').replace("”", '"').replace("’", "'")


def general(folder: Path, plan: dict[str, int], chance: random.Random) -> list[LabelledPair]:
    """The pairs of the general sets, each set's number drawn by chance."""
    found: list[LabelledPair] = []
    for name, wanted in plan.items():
        found += training.some(training.short(training.read(folder, name)), wanted, chance)
    return found
