"""Finds numbers with their unit, bound and counted noun in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from factcheck.claims.lexicon import table
from factcheck.claims.measures import measure
from factcheck.model import Quantity
from factcheck.syntax import Syntax

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_TOLERANCE = 0.1
_LABEL_TAGS = {"NNP", "NNPS"}
_AGES = {"month", "day"}
_OLD = re.compile(r"[\s-]+old\b")


def _any(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _pattern() -> re.Pattern[str]:
    data = table("quantities")
    word, scale, unit = _any(data["words"]), _any(data["scales"]), _any(data["units"])
    spelled = rf"(?:{word})(?:[- ](?:{word}))?"
    number = rf"(?:{_DIGITS}|(?:a|half a|{spelled})(?=\s+(?:{scale})\b)|\b{spelled}\b)"
    comparators = _any(phrase for phrases in data["comparators"].values() for phrase in phrases)
    return re.compile(
        rf"(?<![\w.,-])(?P<comparator>(?:{comparators})\s+)?(?P<currency>{_any(data['currencies'])})?(?P<low>{number})"
        rf"(?P<scale>(?:[\s-]*(?:{scale})\b)*)"
        rf"(?:\s*(?:-|–|to|and)\s*(?:{_any(data['currencies'])})?(?P<high>{number})(?P<highscale>(?:[\s-]*(?:{scale})\b)*))?"
        rf"(?P<unit>[\s-]*(?:{unit})(?![\w]))?(?![\w]|[.,]\d)",
        re.IGNORECASE,
    )


def _number(text: str, scales: str) -> float:
    data = table("quantities")
    lowered = text.lower().replace(",", "")
    if lowered[0].isdigit():
        value = float(lowered)
    elif lowered in {"a", "half a"}:
        value = 1.0 if lowered == "a" else 0.5
    else:
        value = float(sum(data["words"][part] for part in re.split(r"[- ]", lowered)))
    for scale in re.findall(r"[a-z]+", scales.lower()):
        value *= data["scales"][scale]
    return value


def _comparator(phrase: str | None) -> str:
    if phrase is None:
        return "exactly"
    lowered = re.sub(r"\s+", " ", phrase.strip().lower())
    return next(str(name) for name, phrases in table("quantities")["comparators"].items() if lowered in phrases)


def bounds(low: float, high: float, comparator: str) -> tuple[float | None, float | None]:
    """The interval that a number with its comparator leaves open; "about" allows a tenth either way."""
    if comparator == "about":
        return low * (1 - _TOLERANCE), high * (1 + _TOLERANCE)
    if comparator in {"at least", "more than"}:
        return low, None
    if comparator in {"at most", "less than"}:
        return None, high
    return low, high


def _counted(syntax: Syntax, first: int, last: int) -> str:
    """The lemma of what the number counts: the noun that governs it, or the noun after "of"."""
    tokens = syntax.tokens
    head = first
    while tokens[head].head != head and tokens[head].dependency in {"nummod", "quantmod", "compound", "advmod", "amod", "npadvmod", "nmod"}:
        head = tokens[head].head
        if tokens[head].end > tokens[last].end and tokens[head].pos in {"NOUN", "PROPN"}:
            break
    inside = first <= head <= last
    if not inside and tokens[head].pos in {"NOUN", "PROPN"} and head > last:
        return tokens[head].lemma.lower()
    for child in syntax.children(head if inside else last):
        if tokens[child].text.lower() == "of":
            for noun in syntax.children(child):
                if tokens[noun].pos in {"NOUN", "PROPN"}:
                    return tokens[noun].lemma.lower()
    return ""


def _is_label(syntax: Syntax, index: int) -> bool:
    """A number that follows what it belongs to is part of a name ("Station 6", "Boeing 737", "pages 6 and 14")."""
    token = syntax.tokens[index]
    if token.dependency == "conj" and token.head < index:
        return _is_label(syntax, token.head)
    if token.dependency == "nummod":
        return token.head < index
    return index > 0 and syntax.tokens[index - 1].tag in _LABEL_TAGS


def _is_pronoun(syntax: Syntax, index: int) -> bool:
    """The "one" of "no one" and "the small one" counts nothing."""
    token = syntax.tokens[index]
    described = any(syntax.tokens[child].dependency in {"det", "amod"} for child in syntax.children(index))
    return token.lemma.lower() == "one" and (token.tag != "CD" or described)


def find(syntax: Syntax, taken: Sequence[tuple[int, int]]) -> list[Quantity]:
    """The quantities of one sentence, offsets in its text; stretches in `taken` (time expressions) are left alone."""
    found = []
    for match in _pattern().finditer(syntax.text):
        if any(begin < match.end() and match.start() < stop for begin, stop in taken):
            continue
        first, last = syntax.token_at(match.start("low")), syntax.token_at(match.end() - 1)
        if first is None or last is None or _is_label(syntax, first) or _is_pronoun(syntax, first):
            continue
        found.append(_quantity(syntax, match, first, last))
    return sorted([*found, *_ordinals(syntax, [*taken, *((q.start, q.end) for q in found)])], key=lambda quantity: quantity.start)


def plain(text: str, taken: Sequence[tuple[int, int]]) -> list[Quantity]:
    """The quantities of a text by its characters alone, without what they count; of two numbers that are no range, either is found."""
    found: list[Quantity] = []
    at = 0
    while (match := _pattern().search(text, at)) is not None:
        passed = max((stop for begin, stop in taken if begin < match.end() and match.start() < stop), default=0)
        if passed:
            at = max(passed, match.start() + 1)
            continue
        found.append(_read(text, match, "", ""))
        at = found[-1].end
    return found


def _quantity(syntax: Syntax, match: re.Match[str], first: int, last: int) -> Quantity:
    return _read(syntax.text, match, _counted(syntax, first, last), measure(syntax, first))


def _read(text: str, match: re.Match[str], noun: str, measured: str) -> Quantity:
    start, end = match.span()
    unit = (match["unit"] or "").strip(" -\xa0").lower()
    low, high, single = _range(text, match)
    if single and match["high"] and not unit:
        end = match.end("scale")
    base, factor = _unit(unit, match["currency"], text[end:])
    comparator = _comparator(match["comparator"])
    lower, upper = bounds(low * factor, high * factor, comparator)
    return Quantity.model_validate(
        {
            "start": start,
            "end": end,
            "text": text[start:end],
            "low": lower,
            "high": upper,
            "unit": base,
            "comparator": comparator,
            "noun": noun,
            "measure": measured,
        }
    )


def _range(text: str, match: re.Match[str]) -> tuple[float, float, bool]:
    """Both ends of a range, and whether it is a single number after all: "3 and 4" is a range only after "between"."""
    scale = match["scale"] or (match["highscale"] if match["high"] and match["low"][0].isdigit() else "") or ""
    low = _number(match["low"], scale)
    if not match["high"]:
        return low, low, True
    high = _number(match["high"], match["highscale"] or "")
    listed = "and" in text[match.end("low") : match.start("high")] and "between" not in text[: match.start()].lower()[-9:]
    return (low, low, True) if high < low or listed else (low, high, False)


def _unit(unit: str, currency: str | None, after: str) -> tuple[str, float]:
    """The base unit and its factor; years before "old" are an age."""
    data = table("quantities")
    base, factor = data["units"].get(unit, (data["currencies"].get((currency or "").upper(), ""), 1))
    return (f"{base} of age" if base in _AGES and _OLD.match(after) else base), factor


def _ordinals(syntax: Syntax, taken: Sequence[tuple[int, int]]) -> Iterator[Quantity]:
    """Places in an order: "third", "14th"."""
    words = table("quantities")["ordinals"]
    for index, token in enumerate(syntax.tokens):
        written = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", token.text.lower())
        place = int(written[1]) if written else words.get(token.text.lower())
        free = not any(begin < token.end and token.start < stop for begin, stop in taken)
        if place is not None and free and token.entity == "ORDINAL":
            noun = syntax.tokens[token.head]
            yield Quantity(
                start=token.start,
                end=token.end,
                text=token.text,
                low=place,
                high=place,
                unit="",
                noun=noun.lemma.lower() if noun.pos == "NOUN" and token.head != index else "",
                ordinal=True,
            )
