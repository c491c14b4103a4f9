"""Makes labelled pairs from premises alone: an edit that contradicts, one that follows, one that leaves it open."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Sequence
from importlib.resources import files

from factcheck.training import CONTRADICTION, ENTAILMENT, NEUTRAL, LabelledPair

WORDS = tomllib.loads(files(__package__).joinpath("edits.toml").read_text(encoding="utf-8"))
NUMBER = re.compile(r"(?<![\w.,-])\d{1,3}(?:,\d{3})+(?![\w.,-]*\d)|(?<![\w.,:/-])\d+(?:\.\d+)?(?![\w:/-]|[.,]\d)")
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)+")
PLACE = re.compile(r"(?<=\bin )[A-Z][a-z]+(?=[ ,.])|(?<=\bfrom )[A-Z][a-z]+(?=[ ,.])")
DAY = re.compile(r"\b(?:" + "|".join(WORDS["months"]) + r") (\d{1,2})\b|\b(\d{1,2}) (?:" + "|".join(WORDS["months"]) + r")\b")
CLAUSE = re.compile(r", (?:which|who|where|while|although|after|before|as|despite|including)\b[^,.;]{10,}(?=[,.])(,?)")

Edit = Callable[[str, random.Random, Sequence[str]], str | None]


def _replace(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def _one(pattern: re.Pattern[str], text: str, chance: random.Random) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return chance.choice(found) if found else None


def _number(text: str, chance: random.Random) -> re.Match[str] | None:
    """A number that is neither a year nor the day of a date."""
    days = {match.span(group) for match in DAY.finditer(text) for group in (1, 2)}
    found = [match for match in NUMBER.finditer(text) if match.span() not in days and not YEAR.fullmatch(match[0])]
    return chance.choice(found) if found else None


def _words(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b")


def _exchange(pairs: Sequence[Sequence[str]], text: str, chance: random.Random) -> str | None:
    table: dict[str, str] = {}
    for first, second in pairs:
        table.setdefault(first, second)
        table.setdefault(second, first)
    match = _one(_words(list(table)), text, chance)
    return _replace(text, match, table[match[0]]) if match else None


def number(text: str, chance: random.Random, _others: Sequence[str]) -> str | None:
    """Another number in the place of one, well apart from it."""
    match = _number(text, chance)
    if match is None:
        return None
    value = float(match[0].replace(",", ""))
    other = value * chance.choice([0.4, 0.6, 0.8, 1.25, 1.5, 2, 3]) + chance.choice([-1, 1, 2])
    other = abs(other) + (abs(other) == value)
    return _replace(
        text,
        match,
        f"{other:,.1f}" if "." in match[0] else f"{round(other):,}" if value > 1999 else str(round(other) + (round(other) == value)),
    )


def spelled(text: str, chance: random.Random, _others: Sequence[str]) -> str | None:
    """Another spelled-out number in the place of one."""
    match = _one(_words(WORDS["number_words"]), text, chance)
    return _replace(text, match, chance.choice([word for word in WORDS["number_words"] if word != match[0]])) if match else None


def date(text: str, chance: random.Random, _others: Sequence[str]) -> str | None:
    """Another month, weekday or year."""
    options = [(YEAR, None), (_words(WORDS["months"]), WORDS["months"]), (_words(WORDS["weekdays"]), WORDS["weekdays"])]
    chance.shuffle(options)
    for pattern, words in options:
        match = _one(pattern, text, chance)
        if match:
            new = (
                chance.choice([word for word in words if word != match[0]])
                if words
                else str(int(match[0]) + chance.choice([-9, -4, -2, -1, 1, 2, 3, 7]))
            )
            return _replace(text, match, new)
    return None


def unit(text: str, chance: random.Random, _others: Sequence[str]) -> str | None:
    """Another unit after the same number."""
    match = re.search(r"(?<=\d )[a-z]+", text)
    return text[: match.start()] + changed if match and (changed := _exchange(WORDS["units"], text[match.start() :], chance)) else None


def name(text: str, chance: random.Random, others: Sequence[str]) -> str | None:
    """A name from another sentence in the place of one."""
    match = _one(NAME, text, chance)
    names = [found[0] for other in others for found in NAME.finditer(other)]
    names = [found for found in names if found not in text]
    return _replace(text, match, chance.choice(names)) if match and names else None


def place(text: str, chance: random.Random, others: Sequence[str]) -> str | None:
    """A place from another sentence in the place of one."""
    match = _one(PLACE, text, chance)
    months = {*WORDS["months"], *WORDS["weekdays"]}
    places = [found[0] for other in others for found in PLACE.finditer(other) if found[0] not in months and found[0] not in text]
    return _replace(text, match, chance.choice(places)) if match and match[0] not in months and places else None


def negation(text: str, chance: random.Random, _others: Sequence[str]) -> str | None:
    """The first auxiliary negated, or its negation taken away."""
    if " not " in text:
        return text.replace(" not ", " ", 1)
    match = re.search(r"\b(?:" + "|".join(WORDS["auxiliaries"]) + r")\b", text)
    return _replace(text, match, f"{match[0]} {chance.choice(['not', 'not', 'never'])}") if match else None


def antonym(text: str, chance: random.Random, _others: Sequence[str]) -> str | None:
    """One word exchanged for its opposite."""
    return _exchange(WORDS["opposites"], text, chance)


def role(text: str, _chance: random.Random, _others: Sequence[str]) -> str | None:
    """Who does it to whom, turned round."""
    proper = r"[A-Z][a-z]+(?: [A-Z][a-z]+)*"
    match = re.search(rf"({proper}) ((?:{'|'.join(WORDS['deeds'])})) ({proper})", text)
    return _replace(text, match, f"{match[3]} {match[2]} {match[1]}") if match and match[1] != match[3] else None


def rounded(text: str, chance: random.Random, _others: Sequence[str]) -> str | None:
    """A number told less exactly: 4,973 becomes about 5,000."""
    match = _number(text, chance)
    if match is None or float(match[0].replace(",", "")) < 20:
        return None
    value = float(match[0].replace(",", ""))
    step = 10 ** (len(str(int(value))) - 1)
    near = round(value / step) * step if chance.random() < 0.5 else round(value / (step / 10)) * (step // 10)
    if near == value or abs(near - value) > value * 0.08:
        return None
    return _replace(text, match, f"{chance.choice(['about', 'around', 'roughly', 'almost' if near > value else 'more than'])} {near:,}")


def reworded(text: str, chance: random.Random, _others: Sequence[str]) -> str | None:
    """One word exchanged for its like."""
    return _exchange(WORDS["same"], text, chance)


def dropped(text: str, chance: random.Random, _others: Sequence[str]) -> str | None:
    """A clause beside the main one left out."""
    match = _one(CLAUSE, text, chance)
    return _replace(text, match, "") if match else None


def scope(text: str, chance: random.Random, _others: Sequence[str]) -> str | None:
    """The same in another year, with another number: it may hold beside the first."""
    year = _one(YEAR, text, chance)
    if year is None:
        return None
    moved = _replace(text, year, str(int(year[0]) + chance.choice([-5, -3, -2, -1, 1, 2, 4])))
    return number(moved, chance, ()) or spelled(moved, chance, ())


def elsewhere(text: str, chance: random.Random, others: Sequence[str]) -> str | None:
    """Another sentence with a name of this one: the same people in another event."""
    mine = {found[0] for found in NAME.finditer(text)}
    found = [
        other
        for other in others
        if other != text
        and mine & {name[0] for name in NAME.finditer(other)}
        and len(set(other.split()) & set(text.split())) < 0.4 * len(text.split())
    ]
    return chance.choice(found) if found else None


EDITS: dict[Edit, int] = {
    **dict.fromkeys((number, spelled, date, unit, name, place, negation, antonym, role), CONTRADICTION),
    **dict.fromkeys((rounded, reworded, dropped), ENTAILMENT),
    **dict.fromkeys((scope, elsewhere), NEUTRAL),
}
SHARE = {CONTRADICTION: 0.4, ENTAILMENT: 0.3, NEUTRAL: 0.3}
WINDOW = 400
"""Sentences around one (in the files' order, where one page's stand together) from which other names and other events are taken."""


def made(premises: Sequence[str], wanted: int, chance: random.Random) -> list[LabelledPair]:
    """About `wanted` pairs made by the edits, each label's share spread evenly over its edits."""
    pairs: list[LabelledPair] = []
    for edit, label in EDITS.items():
        share = round(wanted * SHARE[label] / sum(other == label for other in EDITS.values()))
        pairs += _by(edit, label, share, premises, chance)
    return pairs


def _by(edit: Edit, label: int, wanted: int, premises: Sequence[str], chance: random.Random) -> list[LabelledPair]:
    pairs: list[LabelledPair] = []
    for at in chance.sample(range(len(premises)), len(premises)):
        if len(pairs) == wanted:
            break
        others = premises[max(0, at - WINDOW // 2) : at + WINDOW // 2] if edit in {name, place, elsewhere} else ()
        changed = edit(premises[at], chance, others)
        if changed and changed != premises[at]:
            pairs.append(LabelledPair(premises[at], changed, label))
    return pairs
