"""Finds numbers with their unit, bound, counted noun and role in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from factcheck.claims.names import SCORE
from factcheck.claims.numerals import GAP, SPACE, Told, any_of, has_scale, number, precision_of, quantity_of, vague, value_of
from factcheck.claims.roles import changes, counted, is_label, is_pronoun, measure, preposition, role
from factcheck.claims.shares import Share, Stretches, free, is_free, ordinals, shares
from factcheck.model import Quantity
from factcheck.syntax import Syntax
from factcheck.words import listed, table

_AGES = {"month", "day"}
_OLD = re.compile(rf"{GAP}+old\b")
_SHORT = re.compile(rf"{GAP}?(?P<letter>[mb])$", re.IGNORECASE)
_MANY = re.compile(rf"{SPACE}+(?:[a-z]+s|people|children|men|women)\b")
"""After "24m" this says that millions are meant, not metres ("the 100m race")."""
_NO_SQUARE = r"(?!(?<=\s2)\s+(?!is\b|was\b|has\b|as\b|across\b)[a-z]+s\b)"
"""What stands after the 2 of "3 km 2 times", which is no square."""
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_TIMING = re.compile(
    r"(?<![\d:.])(?:(?P<hours>\d{1,2}):(?P<minutes>[0-5]?\d):(?P<seconds>[0-5]\d(?:\.\d+)?)"
    r"|(?P<m>\d{1,2}):(?P<s>[0-5]\d\.\d+)"
    rf"|(?P<h>\d+){GAP}?h(?:ou)?rs?,?{SPACE}(?:and{SPACE})?(?P<min>[0-5]?\d){GAP}?min(?:ute)?s?(?:,?{SPACE}(?:and{SPACE})?(?P<sec>[0-5]?\d){GAP}?sec(?:ond)?s?)?"
    rf"|(?P<mm>\d+){GAP}?min(?:ute)?s?,?{SPACE}(?:and{SPACE})?(?P<ss>[0-5]?\d(?:\.\d+)?){GAP}?sec(?:ond)?s?)(?![\d:]|\w)",
    re.IGNORECASE,
)
"""A length of time in hours, minutes and seconds: "2:24:16", "1:43.52", "2 hours 24 minutes"."""
_ENDS = re.compile(r"\s+(?:to|or|and)\s+|\s*[-–]\s*")


class _Found(NamedTuple):
    """A quantity, and where its number begins, after "about" and a currency."""

    quantity: Quantity
    at: int


@cache
def _pattern() -> re.Pattern[str]:
    data = table("claims", "quantities")
    comparators = any_of(phrase for phrases in data["comparators"].values() for phrase in phrases)
    currency = rf"(?:{any_of(data['currencies'])}){SPACE}?"
    minus = rf"minus{SPACE}|−|-(?=\d+(?:\.\d+)?{SPACE}?(?:°|degrees|%|[CF]\b))"
    separator = rf"(?:{SPACE}*[-–]{SPACE}*|{SPACE}+(?:to|and|or){SPACE}+)"
    return re.compile(
        rf"(?<![\w.,-])(?:(?P<comparator>{comparators}){SPACE}+)?(?P<minus>{minus})?(?P<currency>{currency})?(?P<low>{number()})"
        rf"(?:{separator}(?P<other>(?P<second>{currency})?(?P<high>{number()})))?"
        rf"(?P<unit>{GAP}*(?:{any_of(data['units'])})(?!\w){_NO_SQUARE}|(?-i:{SPACE}?°{SPACE}?[CF]|[CF])(?!\w))?(?![\w]|[.,]\d)"
        rf"(?P<bound>\+|{SPACE}or{SPACE}(?:{any_of(data['bounds'])})\b)?",
        re.IGNORECASE,
    )


@cache
def _comparator_before() -> re.Pattern[str]:
    phrases = any_of(phrase for phrases in table("claims", "quantities")["comparators"].values() for phrase in phrases)
    return re.compile(rf"(?<![\w-])(?P<comparator>{phrases}){SPACE}+$", re.IGNORECASE)


def find(syntax: Syntax, taken: Stretches) -> list[Quantity]:
    """The quantities of one sentence, offsets in its text; stretches in `taken` (time expressions) are left alone."""
    found: list[Quantity] = []
    for quantity, at in _plain(syntax.text, taken):
        first, last = syntax.token_at(at), syntax.token_at(quantity.end - 1)
        if first is None or last is None or is_pronoun(syntax, first) or _dates(syntax, quantity):
            continue
        if is_label(syntax, first) and not _is_money(quantity):
            continue
        found.extend(one for one in _known(syntax, quantity, first, last) if not _is_score(one))
    read = [*taken, *((q.start, q.end) for q in found)]
    return sorted([*found, *ordinals(syntax, read), *free(syntax, read), *vague(syntax, read)], key=lambda quantity: quantity.start)


def _is_money(quantity: Quantity) -> bool:
    """The word before the number is a currency ("Rs 40,000"), whatever the parser takes it for."""
    return any(base == quantity.unit for base in table("claims", "quantities")["currencies"].values())


def _dates(syntax: Syntax, quantity: Quantity) -> bool:
    """A year that was read as no time ("In 2010 people moved") counts nothing."""
    return _YEAR.fullmatch(quantity.text) is not None and preposition(syntax, quantity.start) in listed("claims", "dating")


def _is_score(quantity: Quantity) -> bool:
    """A range with a dash and nothing that it counts or measures ("lost 1-3") is a result."""
    return SCORE.fullmatch(quantity.text) is not None and not (quantity.unit or quantity.noun or quantity.measure)


def _known(syntax: Syntax, quantity: Quantity, first: int, last: int) -> Iterator[Quantity]:
    """The quantity with what the syntax tells of it; what a change goes from and to is two numbers, not a range."""
    update = {"noun": counted(syntax, first, last), "measure": measure(syntax, first)}
    both = ends(quantity)
    if both is not None and preposition(syntax, quantity.start) == "from" and changes(syntax, first):
        yield both[0].model_copy(update={**update, "role": "from"})
        yield both[1].model_copy(update={**update, "role": "to"})
    else:
        yield quantity.model_copy(update={**update, "role": role(syntax, first, quantity.start, quantity.unit)})


def plain(text: str, taken: Stretches) -> list[Quantity]:
    """The quantities of a text by its characters alone, in order, without what they count."""
    return [found.quantity for found in _plain(text, taken)]


def ends(quantity: Quantity) -> tuple[Quantity, Quantity] | None:
    """Both ends of what is written as a range ("200 to 250 million euros"), each with its own words; None for a single number."""
    if quantity.low is None or quantity.high is None or quantity.low == quantity.high or quantity.comparator != "exactly":
        return None
    between = _ENDS.search(quantity.text)
    if between is None:
        return None
    first = {"end": quantity.start + between.start(), "text": quantity.text[: between.start()], "high": quantity.low}
    second = {"start": quantity.start + between.end(), "text": quantity.text[between.end() :], "low": quantity.high}
    return quantity.model_copy(update=first), quantity.model_copy(update=second)


@cache
def _hint() -> re.Pattern[str]:
    """What each text with a number has, looked for first because it is found sooner."""
    data = table("claims", "quantities")
    scales = [word for word in data["scales"] if len(word) > 3]
    return re.compile(
        rf"[\d½]|\b(?:{any_of([*data['ones'], *data['tens'], *scales])}|twice|hal[fv]|quarter|third|[a-z]+ths?)", re.IGNORECASE
    )


def _plain(text: str, taken: Stretches) -> list[_Found]:
    if _hint().search(text) is None:
        return []
    told = [_share(text, share) for share in shares(text) if is_free(share.start, share.end, taken)]
    told += [_timing(match) for match in _TIMING.finditer(text) if is_free(match.start(), match.end(), taken)]
    return sorted([*told, *_numbers(text, [*taken, *((q.start, q.end) for q, _ in told)])], key=lambda found: found.at)


def _timing(match: re.Match[str]) -> _Found:
    parts = (match["hours"] or match["h"], match["minutes"] or match["m"] or match["min"] or match["mm"])
    last = match["seconds"] or match["s"] or match["sec"] or match["ss"]
    seconds = 3600 * float(parts[0] or 0) + 60 * float(parts[1] or 0) + float(last or 0)
    step = 60.0 if last is None else 10.0 ** -len(last.partition(".")[2])
    return _Found(quantity_of(match.string, Told(match.start(), match.end(), seconds, seconds, "second", step, None)), match.start())


def _share(text: str, share: Share) -> _Found:
    before = _comparator_before().search(text, max(0, share.start - 30), share.start)
    start = before.start() if before is not None else share.start
    base, factor = ("percent", 1.0) if not share.unit else ("", 1.0) if share.unit == "1" else _unit(share.unit, None, text[share.end :])
    value = share.value * factor
    phrase = before["comparator"] if before is not None else None
    told = Told(start, share.end, value, value, base, share.precision * factor, phrase)
    return _Found(quantity_of(text, told), share.start)


def _numbers(text: str, taken: Stretches) -> Iterator[_Found]:
    at = 0
    while (match := _pattern().search(text, at)) is not None:
        passed = max((stop for begin, stop in taken if begin < match.end() and match.start() < stop), default=0)
        alone = _pattern().fullmatch(text, match.start(), match.end("low")) if passed else match
        if alone is None or not is_free(alone.start(), alone.end(), taken):
            at = max(passed, match.start() + 1)
            continue
        at = match.end() if alone is match else max(passed, match.end("low"))
        yield from _read(text, alone)


def _read(text: str, match: re.Match[str]) -> Iterator[_Found]:
    """One number, a range, or two numbers that share a unit ("3 and 4 percent"); a score ("3-1") is none."""
    short = _SHORT.search(match["low"])
    if short is not None and short["letter"].lower() == "b" and not match["currency"]:
        return
    metres = short is not None and not (match["currency"] or match["unit"] or match["high"]) and _MANY.match(text, match.end()) is None
    written = match["low"][: short.start()] if short is not None and metres else match["low"]
    unit = "metre" if metres else re.sub(rf"{GAP}+", " ", match["unit"] or "").strip().lower()
    base, factor = _unit(unit, match["currency"], text[match.end() :])
    size = factor * (has_scale(match["high"]) if match["high"] and has_scale(written) == 1 and value_of(written) < 1000 else 1.0)
    low = value_of(written) * size * (-1 if match["minus"] else 1)
    first = Told(match.start(), match.end(), low, low, base, precision_of(written) * size, _bound(match))
    if not match["high"]:
        yield _Found(quantity_of(text, first), match.start("low"))
        return
    high = value_of(match["high"]) * factor
    if _is_range(text, match) and low < high and _one_currency(match):
        yield _Found(quantity_of(text, first._replace(high=high)), match.start("low"))
        return
    if not match["unit"] and text[match.end("low") : match.start("other")].strip() in {"-", "–"}:
        return
    yield _Found(quantity_of(text, first._replace(end=match.end("low"), phrase=match["comparator"])), match.start("low"))
    if match["second"]:
        base = _unit(unit, match["second"], text[match.end() :])[0]
    second = Told(match.start("other"), match.end(), high, high, base, precision_of(match["high"]) * factor, _after(match))
    yield _Found(quantity_of(text, second), match.start("high"))


def _is_range(text: str, match: re.Match[str]) -> bool:
    """Numbers with "and" are a range only after "between"."""
    listed = re.search(r"\band\b", text[match.end("low") : match.start("other")]) is not None
    return not listed or "between" in text[: match.start()].lower()[-9:]


def _one_currency(match: re.Match[str]) -> bool:
    """Both ends are in one currency, as far as both name one."""
    first, second = match["currency"], match["second"]
    return not (first and second) or _currency(first) == _currency(second)


def _currency(written: str | None) -> str:
    """The currency that a symbol or a name of one stands for; "" for none."""
    return str(table("claims", "quantities")["currencies"].get((written or "").strip().upper(), ""))


def _bound(match: re.Match[str]) -> str | None:
    """The words that leave a side of the number open: those after it ("or more") before those in front."""
    return _after(match) or match["comparator"]


def _after(match: re.Match[str]) -> str | None:
    bound = re.sub(rf"^{SPACE}or{SPACE}", "", (match["bound"] or "").lower())
    return str(table("claims", "quantities")["bounds"][bound]) if bound else None


def _unit(unit: str, currency: str | None, after: str) -> tuple[str, float]:
    """The base unit and its factor; years before "old" are an age."""
    data = table("claims", "quantities")
    degrees = f"°{unit}" if unit in {"c", "f"} else unit.replace("° ", "°")
    base, factor = data["units"].get(degrees, (_currency(currency), 1))
    return (f"{base} of age" if base in _AGES and _OLD.match(after) else base), factor
