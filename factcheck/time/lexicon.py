"""The words of time and their roles, and the tokens of a text with a letter for the roles of each, which the grammar matches over."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import Any, NamedTuple

from factcheck import words as word_lists

table = partial(word_lists.table, "time")
"""The data file of this package that is named, parsed."""


@cache
def roles(*, capital: bool) -> dict[str, frozenset[str]]:
    """Each word and its roles; `capital` tells of words that begin with a capital letter."""
    words: dict[str, set[str]] = {}
    only_capital = set(table("words")["capital"])
    for role, members in table("words")["roles"].items():
        for word in members:
            if capital or not {role, word} & only_capital:
                words.setdefault(word, set()).add(role)
    return {word: frozenset(found) for word, found in words.items()}


def meaning(role: str, word: str) -> Any:  # noqa: ANN401  what a word means depends on its role
    """What `word` means in `role`: a number, a code; KeyError where it has no such role."""
    return table("words")["roles"][role][word]


@cache
def context(name: str) -> frozenset[str]:
    """A list of words that decide by standing before or after an expression."""
    return frozenset(table("words")["context"][name])


OTHER, BREAK = "\ue000", "\ue001"
_TOKEN = re.compile(
    r"""
    (?P<ISO>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?(?![\d-]))
  | (?P<NUMERIC>\d{1,4}(?P<mark>[/.-])\d{1,2}(?P=mark)\d{2,4}(?![\d/]|[.-]\d))
  | (?P<CLOCK>\d{1,2}:\d\d(?::\d\d)?(?![\d:]))
  | (?P<GROUPED>\d{1,3}(?:,\d{3})+(?:\.\d+)?)
  | (?P<DECIMAL>\d+\.\d+)
  | (?P<DAYTH>0?(?:[12]?1st|2?2nd|2?3rd|(?:[12]?[4-9]|1[0-3]|[23]0)th|31st)(?![^\W_]))
  | (?P<NTH>\d+(?:st|nd|rd|th)(?![^\W_]))
  | (?P<DECADE>(?:1\d|20)\d0['’]?s(?![^\W_]))
  | (?P<SHORTDECADE>['’‘`]?[2-9]0['’]?s(?![^\W_]))
  | (?P<SHORTYEAR>['’‘`]\d\d(?![\d'’]|[^\W_]))
  | (?P<FRACTION>[13]/[24](?![\d/])|½|¼|¾)
  | (?P<INTEGER>\d+)
  | (?P<CODE>[QH][1-4](?![^\W_])|FY\ ?(?:\d{4}|\d\d)(?![^\W_]))
  | (?P<WORD>[ap]\.\ ?m\b\.?|[AP]\.\ ?M\b\.?|B\.C\b(?:\.E\b)?\.?|A\.D\b\.?|C\.E\.|o['’]clock\b|[^\W\d_]+)
  | (?P<MARK>'s\b|’s\b|[^\w\s])
    """,
    re.VERBOSE,
)
_FORM_ROLES = {
    "ISO": ("ISO",),
    "NUMERIC": ("NUMERIC",),
    "CLOCK": ("CLOCK",),
    "GROUPED": ("NUMBER",),
    "DECIMAL": ("NUMBER", "DECIMAL"),
    "DAYTH": ("DAYTH", "NTH"),
    "NTH": ("NTH",),
    "DECADE": ("DECADE",),
    "SHORTDECADE": ("SHORTDECADE",),
    "SHORTYEAR": ("SHORTYEAR",),
    "FRACTION": ("FRACTION",),
    "CODE": ("CODE",),
    "DIGIT": ("NUMBER", "INTEGER", "DAY", "HOUR"),
    "HOUR2": ("NUMBER", "INTEGER", "DAY", "HOUR", "TWO"),
    "DAY2": ("NUMBER", "INTEGER", "DAY", "TWO"),
    "TWO": ("NUMBER", "INTEGER", "TWO"),
    "YEAR": ("NUMBER", "INTEGER", "YEAR", "FOUR"),
    "FOUR": ("NUMBER", "INTEGER", "FOUR"),
    "LONG": ("NUMBER", "INTEGER"),
}
_FIRST_YEAR, _LAST_YEAR = 1000, 2199


class Token(NamedTuple):
    """One word, number or mark: code points [start, end) and the lower-case text; `form` names what kind of number it is."""

    start: int
    end: int
    text: str
    form: str


class Scan(NamedTuple):
    """A text's tokens and, in step with them, one letter each for their roles."""

    text: str
    tokens: list[Token]
    letters: str


def _form(kind: str, text: str) -> str:
    if kind != "INTEGER":
        return kind
    if len(text) == 4:  # noqa: SIM108  three outcomes
        form = "YEAR" if _FIRST_YEAR <= int(text) <= _LAST_YEAR else "FOUR"
    else:
        form = _short_form(text)
    return form


def _short_form(text: str) -> str:
    if len(text) > 2:
        return "LONG"
    number = int(text)
    if len(text) == 1:
        return "DIGIT" if number else "LONG"
    return "HOUR2" if 1 <= number <= 24 else "DAY2" if 25 <= number <= 31 else "TWO"


@cache
def letters(literals: frozenset[str]) -> dict[frozenset[str], str]:
    """A letter for each set of roles that a token can have; a word that the grammar names itself has the role "=word"."""
    sets = {frozenset(found) for found in _FORM_ROLES.values()}
    for capital in (False, True):
        known = roles(capital=capital)
        sets |= {known.get(word, frozenset()) | ({f"={word}"} if word in literals else set()) for word in {*known, *literals}}
    return {found: chr(0xE010 + place) for place, found in enumerate(sorted(sets, key=sorted))}


@cache
def _alphabet(literals: frozenset[str]) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Text form -> letter; lower-case word -> letter; capitalised word, lowered -> letter."""
    by_roles = letters(literals)
    forms = {form: by_roles[frozenset(found)] for form, found in _FORM_ROLES.items()}
    small, large = (
        {
            word: by_roles[known.get(word, frozenset()) | ({f"={word}"} if word in literals else set())]
            for known in (roles(capital=capital),)
            for word in {*known, *literals}
        }
        for capital in (False, True)
    )
    return forms, small, large


def scan(text: str, literals: frozenset[str]) -> Scan:
    """The tokens of `text`; an empty line between two of them is a token of its own, which no rule matches."""
    forms, small, large = _alphabet(literals)
    tokens: list[Token] = []
    found: list[str] = []
    last = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start - last > 1 and text.count("\n", last, start) > 1:
            tokens.append(Token(last, last, "", "BREAK"))
            found.append(BREAK)
        last = end
        kind, raw = match.lastgroup or "", match[0]
        if kind in {"WORD", "MARK"}:
            word = raw.lower().replace("’", "'").replace(". m", ".m")
            found.append((large if raw[0].isupper() else small).get(word, OTHER))
            tokens.append(Token(start, end, word, kind))
        else:
            form = _form(kind, raw)
            found.append(forms[form])
            tokens.append(Token(start, end, raw.lower(), form))
    return Scan(text, tokens, "".join(found))


def festivals() -> dict[str, tuple[str, tuple[int, ...]]]:
    """Name of a day in tokens joined by spaces -> kind of rule and its numbers."""
    found: dict[str, tuple[str, tuple[int, ...]]] = {}
    for kind, names in table("festivals").items():
        for name, numbers in names.items():
            key = " ".join(match[0] for match in _TOKEN.finditer(name))
            found[key] = (kind, tuple(numbers) if isinstance(numbers, list) else (numbers,))
    return found
