"""Finds where two parsed sentences state the same: values and deeds with the same word above them and the same words around."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.syntax import Syntax
from factcheck.training.values import NUMBERS, TIMES, WORDS, Value, values

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_MODIFIERS = frozenset({"amod", "compound", "poss", "nmod", "nummod", "quantmod", "appos", "advmod", "npadvmod"})
_SUBJECTS, _OBJECTS = frozenset({"nsubj", "agent"}), frozenset({"dobj", "nsubjpass", "attr", "oprd"})
_TITLES = frozenset({"organisation", "nationality", "ordinal"})
"""Kinds that before a name are part of a title, of which a person has several."""
_EMPTY = frozenset({"be", "say", "tell", "have"})
_SAME = {word: group[0] for group in reversed(WORDS["same"]) for word in group}


def lemma(syntax: Syntax, at: int) -> str:
    """The word by which two sentences are compared: one for all words of one deed, a name as it stands."""
    token = syntax.tokens[at]
    word = token.text.lower() if token.pos in {"PROPN", "NUM"} else token.lemma.lower()
    return str(_SAME.get(word, word))


def governors(syntax: Syntax, at: int) -> list[int]:
    """The content words that govern a token, the nearest first, at most three; prepositions and the like are passed over."""
    found: list[int] = []
    while syntax.tokens[at].head != at and len(found) < 3:
        at = syntax.tokens[at].head
        if syntax.tokens[at].pos in _CONTENT | {"AUX"}:
            found.append(at)
    return found


def surroundings(syntax: Syntax, at: int) -> set[str]:
    """Lemmas of the content words near a token in the tree: its governors, what hangs on it and on them."""
    above = governors(syntax, at)[:2]
    near = {below for word in (at, *above) for below in _below(syntax, word, 2)} | set(above)
    return {lemma(syntax, one) for one in near if one != at and syntax.tokens[one].pos in _CONTENT and len(syntax.tokens[one].text) > 1}


def _below(syntax: Syntax, at: int, depth: int) -> Iterator[int]:
    for child in syntax.children(at):
        yield child
        if depth > 1 or syntax.tokens[child].pos == "ADP":
            yield from _below(syntax, child, depth - 1 if syntax.tokens[child].pos != "ADP" else 1)


def role(syntax: Syntax, at: int) -> str:
    """What a word is to its governor: subject, object (also of a passive), modifier, or the preposition before it."""
    token = syntax.tokens[at]
    if token.dependency == "pobj":
        above = syntax.tokens[token.head]
        return "subject" if above.dependency == "agent" else above.text.lower()
    if token.dependency in _SUBJECTS:
        return "subject"
    if token.dependency in _OBJECTS:
        return "object"
    return "modifier" if token.dependency in _MODIFIERS else token.dependency


def agrees(a: Syntax, one: Value, b: Syntax, other: Value) -> bool:
    """The two values stand in the same place: what governs them is the same, their role too, and something more around them."""
    above_a, above_b = governors(a, one.token), governors(b, other.token)
    if not above_a or not above_b:
        return False
    names_a, names_b = [lemma(a, at) for at in above_a], [lemma(b, at) for at in above_b]
    if names_a[0] in WORDS["told_by"] or "conj" in {a.tokens[one.token].dependency, b.tokens[other.token].dependency}:
        return False
    if one.kind in _TITLES and a.tokens[above_a[0]].pos == "PROPN":
        return False
    if one.kind in TIMES:
        governed = names_a[0] == names_b[0] or bool(set(names_a[:2]) & set(names_b[:2]) - _EMPTY)
        needed = 2
    else:
        governed = names_a[0] == names_b[0] and role(a, one.token) == role(b, other.token)
        needed = 2 if one.kind in NUMBERS else 3
    shared = surroundings(a, one.token) & surroundings(b, other.token) - _EMPTY
    return governed and len(shared) >= needed


def same_deed(a: Syntax, one: int, b: Syntax, other: int) -> bool:
    """Two verbs tell one deed: the same word or its like, and an argument in common, none in the same role opposed by another name."""
    if lemma(a, one) != lemma(b, other) or not _asserted(a, one) or not _asserted(b, other):
        return False
    there, here = arguments(a, one), arguments(b, other)
    if any(there.get(part) and here.get(part) and not there[part] & here[part] for part in ("subject", "object")):
        return False
    central = any(there.get(part, set()) & here.get(part, set()) for part in ("subject", "object"))
    around = surroundings(a, one) & surroundings(b, other) - _EMPTY
    return len(around) >= (2 if central else 3)


def arguments(syntax: Syntax, verb: int) -> dict[str, set[str]]:
    """Lemmas of the heads (and their names) that hang on a verb, by role; pronouns are left out."""
    found: dict[str, set[str]] = {}
    for child in syntax.children(verb):
        below = child
        if syntax.tokens[child].dependency in {"prep", "agent"}:
            inner = [at for at in syntax.children(child) if syntax.tokens[at].dependency == "pobj"]
            if not inner:
                continue
            below = inner[0]
        if syntax.tokens[below].pos in {"NOUN", "PROPN", "NUM"}:
            words = {below} | {at for at in syntax.children(below) if syntax.tokens[at].pos in {"NOUN", "PROPN"}}
            found.setdefault(role(syntax, below), set()).update(lemma(syntax, at) for at in words)
    return found


def _asserted(syntax: Syntax, verb: int) -> bool:
    """The verb is told as fact or plan: no condition, no question, no "could"."""
    token = syntax.tokens[verb]
    if token.dependency in {"advcl", "xcomp", "csubj", "acl"} and token.tag not in {"VBD", "VBZ", "VBP"}:
        return False
    return not any(syntax.tokens[child].text.lower() in WORDS["unasserted"] for child in syntax.children(verb)) and "?" not in syntax.text


def deeds(syntax: Syntax) -> list[int]:
    """Verbs that tell what happened, verbs of saying left out."""
    return [at for at, token in enumerate(syntax.tokens) if token.pos == "VERB" and token.lemma.lower() not in WORDS["saying"]]


def common(a: Syntax, b: Syntax) -> list[tuple[Value, Value]]:
    """The values that both sentences state, those of `a` first."""
    there = values(b)
    return [(one, other) for one in values(a) for other in there if same(one, other)]


def same(one: Value, other: Value) -> bool:
    """Two values are one and the same, however they are written."""
    return one.key == other.key and (one.kind == other.kind or {one.kind, other.kind} <= NUMBERS)


def beside(a: Syntax, one: Value, b: Syntax, other: Value) -> bool:
    """Two values of one kind that may well answer the same question."""
    above_a, above_b = ({lemma(s, at) for at in governors(s, v.token)[:2]} for s, v in ((a, one), (b, other)))
    return bool(above_a & above_b) or one.kind in TIMES
