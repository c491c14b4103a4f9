"""Finds numbers with their unit, bound and counted noun in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from factcheck.claims.lexicon import table
from factcheck.model import Quantity
from factcheck.syntax import Syntax, Token

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_TOLERANCE = 0.1
_LABEL_TAGS = {"NNP", "NNPS"}


def _any(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _pattern() -> re.Pattern[str]:
    data = table("quantities")
    word, scale, unit = _any(data["words"]), _any(data["scales"]), _any(data["units"])
    spelled = rf"(?:{word})(?:[- ](?:{word}))?"
    number = rf"(?:{_DIGITS}|(?:a|half a|{spelled})(?=\s+(?:{scale}|dozen)\b)|\b{spelled}\b)"
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


def _token_at(syntax: Syntax, offset: int) -> int | None:
    return next((i for i, token in enumerate(syntax.tokens) if token.start <= offset < token.end), None)


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


def _is_label(tokens: Sequence[Token], index: int) -> bool:
    """A number right after a capitalised noun is part of a name ("Station 6", "Boeing 737")."""
    return index > 0 and tokens[index - 1].tag in _LABEL_TAGS and tokens[index].dependency != "nummod"


def find(syntax: Syntax, taken: Sequence[tuple[int, int]]) -> list[Quantity]:
    """The quantities of one sentence, offsets in its text; stretches in `taken` (time expressions) are left alone."""
    found: list[Quantity] = []
    data = table("quantities")
    for match in _pattern().finditer(syntax.text):
        start, end = match.span()
        number_at = match.start("low")
        if any(begin < end and start < stop for begin, stop in taken):
            continue
        first, last = _token_at(syntax, number_at), _token_at(syntax, end - 1)
        if first is None or last is None or _is_label(syntax.tokens, first):
            continue
        unit = (match["unit"] or "").strip(" -\xa0").lower()
        base, factor = data["units"].get(unit, (data["currencies"].get((match["currency"] or "").upper(), ""), 1))
        scale = match["scale"] or (match["highscale"] if match["high"] and match["low"][0].isdigit() else "") or ""
        low = _number(match["low"], scale) * factor
        high = _number(match["high"], match["highscale"] or "") * factor if match["high"] else low
        if high < low or (
            match["high"]
            and "and" in syntax.text[match.end("low") : match.start("high")]
            and "between" not in syntax.text[:start].lower()[-9:]
        ):
            high, end = low, match.end("scale") if not unit else end
        comparator = _comparator(match["comparator"])
        lower, upper = bounds(low, high, comparator)
        found.append(
            Quantity.model_validate(
                {
                    "start": start,
                    "end": end,
                    "text": syntax.text[start:end],
                    "low": lower,
                    "high": upper,
                    "unit": base,
                    "comparator": comparator,
                    "noun": _counted(syntax, first, last),
                }
            )
        )
    return found
