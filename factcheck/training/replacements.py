"""What planting puts in the place of a number, a time, a name, a word or a verb's form."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from factcheck.syntax import Syntax, Token
from factcheck.training.values import EXCLUSIVE, NAMES, NUMBERS, WORDS, Value, number, values

_REACH = 24
"""Characters before a number in which "at least" or "up to" speaks of it."""
SIDES = ("higher", "lower")


def contradicting(a: Syntax, one: Value, b: Syntax, other: Value) -> tuple[str, ...]:
    """On which sides of a value in `a` another would contradict `b`: of "12" against "at least 12" only lower, of two least ones none."""
    if one.kind not in NUMBERS:
        return SIDES
    here, there = bound(a, one), bound(b, other)
    if here is not None and there is not None:
        return ()
    if here is not None:
        return ("higher",) if here == "least" else ("lower",)
    if there is not None:
        return ("lower",) if there == "least" else ("higher",)
    return SIDES


def bound(syntax: Syntax, value: Value) -> str | None:
    """Whether a number is told as a "least" or a "most"; None for one that is told as it is, or about."""
    before = syntax.text[max(0, value.start - _REACH) : value.start].lower()
    for name in ("least", "most"):
        if any(re.search(rf"\b{re.escape(word)}\W*(?:about|some)?\W*$", before) for word in WORDS[name]):
            return name
    return None


_FACTORS = (0.4, 0.5, 0.6, 0.7, 0.8, 1.25, 1.3, 1.5, 1.75, 2.0, 2.5, 3.0)
_STEPS = (-5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 8)
_DAYS = (-9, -6, -4, -3, -2, -1, 1, 2, 3, 4, 6, 9)
_YEARS = (-10, -5, -4, -3, -2, -1, -1, 1, 1, 2, 3)
_LAST_DAY = 28
_ORDINALS = 6
"""Places in an order beyond it are rare, and would stand out."""
_FEWEST = 6
"""A name met less often in the sentences is put nowhere: most of them are no names."""


class Names:
    """The names that a collection of sentences holds, by kind: what a name is exchanged for."""

    def __init__(self, sentences: Iterable[Syntax]) -> None:
        counted: Counter[tuple[str, str]] = Counter()
        for syntax in sentences:
            counted.update((value.kind, syntax.text[value.start : value.end]) for value in values(syntax))
        kinds = ("person", "place", "organisation", "nationality")
        self._of = {kind: [text for (of, text), n in sorted(counted.items()) if of == kind and n >= _FEWEST] for kind in kinds}
        known = {*WORDS["countries"], *WORDS["states"]}
        self._of["place"] = [text for text in self._of["place"] if text not in known and text.upper() != text]

    def other(self, kind: str, text: str, near: Sequence[str], chance: random.Random) -> str | None:
        """Another name of the kind with as many words, half the time one of those `near`; None where there is none."""
        words = len(text.split())
        for pool in ("countries", "states"):
            if text in WORDS[pool]:
                return str(chance.choice([name for name in WORDS[pool] if name != text]))
        pools = [[name for name in near if _unlike(name, text) and len(name.split()) == words]] if chance.random() < 0.5 else []
        pools.append([name for name in self._of[kind] if _unlike(name, text) and len(name.split()) == words])
        return next((chance.choice(pool) for pool in pools if pool), None)


def _unlike(name: str, text: str) -> bool:
    return not set(name.lower().split()) & set(text.lower().split())


def other_number(text: str, chance: random.Random, sides: Sequence[str] = SIDES) -> str | None:
    """Another number written as `text` is, at least an eighth apart, on one of `sides` of it; None where there is none."""
    value = number(text)
    if value is None:
        return None
    for _ in range(20):
        small = value <= 20 and "." not in text
        changed = value + chance.choice(_STEPS) if small else value * chance.choice(_FACTORS)
        if not small and "." not in text:
            changed = _as_round(changed, value)
        if changed <= 0 or abs(changed - value) < value / 8 or ("higher" if changed > value else "lower") not in sides:
            continue
        written = _written(changed, text)
        if written is not None and number(written) != value:
            return written
    return None


def _as_round(changed: float, value: float) -> float:
    """As many zeros at the end as the value has."""
    zeros = len(str(int(value))) - len(str(int(value)).rstrip("0"))
    return float(round(changed / 10**zeros) * 10**zeros)


def _written(value: float, like: str) -> str | None:
    if not re.search(r"\d", like):
        words = WORDS["number_words"]
        word = words[round(value)] if 1 < round(value) < len(words) else None
        return word.capitalize() if word and like[0].isupper() else word
    sign = "$" if like.startswith("$") else ""
    if "." in like:
        return f"{sign}{value:,.{len(like.split('.')[1])}f}"
    return f"{sign}{round(value):,}" if "," in like or round(value) > 9999 else f"{sign}{round(value)}"


def other_value(  # noqa: PLR0913 -- each is needed
    syntax: Syntax, value: Value, names: Names, near: Sequence[str], chance: random.Random, sides: Sequence[str] = SIDES
) -> str | None:
    """What may stand in the place of `value` and is another statement then; None where there is nothing."""
    text = syntax.text[value.start : value.end]
    if value.kind in NUMBERS:
        return other_number(text, chance, sides)
    if value.kind in NAMES:
        return names.other(value.kind, text, near, chance)
    return EXCLUSIVE[text] if value.kind == "word" else _other_time(value.kind, text, chance)


def _other_time(kind: str, text: str, chance: random.Random) -> str | None:
    """Another day of a month, year, weekday, month or place in an order."""
    if kind == "day":
        day = int(text) + chance.choice(_DAYS)
        return str(day) if 1 <= day <= _LAST_DAY else None
    if kind == "year":
        return str(int(text) + chance.choice(_YEARS))
    words = WORDS["ordinals"][:_ORDINALS] if kind == "ordinal" else WORDS[f"{kind}s"]
    word = str(chance.choice([word for word in words if word != text.lower() and word != text]))
    return word.capitalize() if text[0].isupper() else word


# Writes a verb in another form, and denies a deed, by the syntax of its sentence.

_FINITE = {"VBD": "did", "VBZ": "does", "VBP": "do"}
_DOUBLED = re.compile(r"(?:[^aeiou]|^)[aeiou][bdgmnprt]$")
_LONG = frozenset(
    {
        "open",
        "happen",
        "offer",
        "enter",
        "suffer",
        "consider",
        "deliver",
        "cover",
        "gather",
        "worsen",
        "strengthen",
        "weaken",
        "shorten",
        "widen",
    }
)
"""Verbs of two syllables that keep a single consonant."""


def inflected(lemma: str, tag: str) -> str:
    """A verb in the form of a Penn Treebank tag."""
    past = WORDS["irregular"].get(lemma)
    if past and tag in {"VBD", "VBN"}:
        return str(past[tag == "VBN"])
    if tag in {"VBD", "VBN", "VBG"}:
        return _ending(lemma, "ing" if tag == "VBG" else "ed")
    return _third_person(lemma) if tag == "VBZ" else lemma


def _third_person(lemma: str) -> str:
    if re.search(r"(?:s|x|z|ch|sh|o)$", lemma):
        return lemma + "es"
    return lemma[:-1] + "ies" if re.search(r"[^aeiou]y$", lemma) else lemma + "s"


def _ending(lemma: str, ending: str) -> str:
    if lemma.endswith("e") and not lemma.endswith("ee"):
        return lemma[:-1] + ending
    if ending == "ed" and re.search(r"[^aeiou]y$", lemma):
        return lemma[:-1] + "ied"
    doubled = _DOUBLED.search(lemma) and lemma not in _LONG and (len(lemma) <= 4 or lemma.endswith("it"))
    return lemma + (lemma[-1] if doubled else "") + ending


def negated(syntax: Syntax, verb: int, chance: random.Random) -> str | None:
    """The sentence with the deed of `verb` denied, or with its denial taken away; None where the grammar is not plain."""
    token = syntax.tokens[verb]
    children = [syntax.tokens[child] for child in syntax.children(verb)]
    auxiliaries = [child for child in children if child.dependency in {"aux", "auxpass"} and child.start < token.start]
    denied = [child for child in children if child.dependency == "neg"]
    if denied:
        return _affirmed(syntax.text, denied, auxiliaries)
    if auxiliaries:
        return _denied_after(syntax.text, auxiliaries[0], chance)
    told = any(child.dependency in {"nsubj", "nsubjpass"} for child in children)
    beside = any(child.dependency in {"advmod", "intj"} and child.end + 1 == token.start for child in children)
    return _denied(syntax.text, token, chance) if told and not beside and token.tag in _FINITE else None


def _affirmed(text: str, denied: Sequence[Token], auxiliaries: Sequence[Token]) -> str | None:
    if len(denied) != 1 or denied[0].text != "not" or not auxiliaries or auxiliaries[0].lemma == "do":
        return None
    return text[: denied[0].start] + text[denied[0].end :].lstrip()


def _denied_after(text: str, auxiliary: Token, chance: random.Random) -> str | None:
    if auxiliary.tag == "TO" or auxiliary.text.startswith(("'", "’")) or text[auxiliary.end : auxiliary.end + 1] != " ":
        return None
    return f"{text[: auxiliary.end]} {chance.choice(['not', 'not', 'never'])}{text[auxiliary.end :]}"


def _denied(text: str, verb: Token, chance: random.Random) -> str:
    base = verb.lemma.lower()
    ways = [f"{_FINITE[verb.tag]} not {base}"] * 2 + ([f"never {verb.text}", f"refused to {base}"] if verb.tag == "VBD" else [])
    return text[: verb.start] + chance.choice(ways) + text[verb.end :]
