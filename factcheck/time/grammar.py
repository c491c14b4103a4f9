"""The words of time and their roles, the tokens of a text, and the grammar of time expressions that is matched over their roles."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
  | (?P<KNOWNDAY>(?<![\d/])9/11(?![\d/]))
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
    "KNOWNDAY": ("KNOWNDAY",),
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


_SYMBOL = re.compile(r"'(?P<literal>[^\s]+?)'(?=[\s()|?]|$)|<(?P<part>\w+)>|\((?P<group>\w+):|(?P<open>\()|(?P<role>[A-Z][A-Z0-9]*)|\s+")


_LINE = 200
"""So many characters to either side of a match show what its line looks like."""


class Match(NamedTuple):
    """A rule's match: tokens [first, last) of the scan, and where each named part of the rule matched."""

    rule: str
    scan: Scan
    first: int
    last: int
    parts: dict[str, tuple[int, int]]

    def tokens(self, name: str) -> list[Token]:
        """The tokens of a named part; [] where it is missing."""
        begin, end = self.parts.get(name, (0, 0))
        return self.scan.tokens[begin:end]

    def words(self, name: str) -> list[str]:
        """The lower-case words of a named part."""
        return [token.text for token in self.tokens(name)]

    def words_all(self) -> list[str]:
        """All lower-case words of the match."""
        return [token.text for token in self.scan.tokens[self.first : self.last]]

    def has(self, name: str) -> bool:
        """The named part is there."""
        return name in self.parts

    def before(self, distance: int = 1) -> str:
        """The word that stands so many tokens before the match, "" at the start."""
        place = self.first - distance
        return self.scan.tokens[place].text if place >= 0 else ""

    def capital(self, distance: int = 0) -> bool:
        """The first token of the match has a capital letter; with a distance the word so many tokens after it (or, negative, before it)."""
        place = self.first + distance if distance <= 0 else self.last + distance - 1
        token = self.scan.tokens[place] if 0 <= place < len(self.scan.tokens) else None
        return token is not None and token.form == "WORD" and self.scan.text[token.start].isupper()

    def in_headline(self) -> bool:
        """The line is no sentence and most longer words in it have capitals, so that a capital tells of no name."""
        text, start = self.scan.text, self.scan.tokens[self.first].start
        line = text[max(text.rfind("\n", 0, start) + 1, start - _LINE) : start + _LINE].partition("\n")[0].rstrip()
        long = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
        return not line.endswith((".", "!", "?")) and sum(word[0].isupper() for word in long) > 2 / 3 * len(long)

    def after(self, distance: int = 1) -> str:
        """The word that stands so many tokens after the match, "" at the end."""
        place = self.last + distance - 1
        return self.scan.tokens[place].text if place < len(self.scan.tokens) else ""


def _sources() -> Iterator[str]:
    data = table("grammar")
    yield from data["parts"].values()
    for rules in data["rules"].values():
        yield from rules


@cache
def literals() -> frozenset[str]:
    """The words that the grammar names itself, and those of the festivals."""
    named = {match["literal"] for source in _sources() for match in _SYMBOL.finditer(source) if match["literal"]}
    return frozenset(named | {word for name in festivals() for word in name.split(" ")})


@cache
def _members() -> dict[str, str]:
    """Each role and each literal (as "=word") with the letters of the tokens that have it."""
    found: dict[str, str] = {}
    for roles, letter in letters(literals()).items():
        for role in roles:
            found[role] = found.get(role, "") + letter
    return found


def _symbol(match: re.Match[str]) -> str:
    members = _members()
    if match["literal"]:
        return f"[{members['=' + match['literal']]}]"
    if match["role"] == "FESTIVAL":
        return f"[{''.join(sorted({members['=' + word] for name in festivals() for word in [name.split(' ')[0]]}))}]"
    if match["part"]:
        return _festival() if match["part"] == "festival" else _compiled(table("grammar")["parts"][match["part"]])
    if match["group"]:
        return f"(?P<{match['group']}>"
    if match["role"]:
        return f"[{members[match['role']]}]"
    return "(?:" if match["open"] else ""


def _festival() -> str:
    members = _members()
    names = sorted(festivals(), key=lambda name: (-len(name.split(" ")), name))
    return "(?:" + "|".join("".join(f"[{members['=' + word]}]" for word in name.split(" ")) for name in names) + ")"


def _compiled(source: str) -> str:
    return "(?:" + _SYMBOL.sub(_symbol, source) + ")"


def _numbered(pattern: str) -> str:
    """Names of groups made unique, since alternatives of a rule may name the same part: year, year_2."""
    seen: dict[str, int] = {}

    def unique(match: re.Match[str]) -> str:
        seen[match[1]] = seen.get(match[1], 0) + 1
        return f"(?P<{match[1]}>" if seen[match[1]] == 1 else f"(?P<{match[1]}_{seen[match[1]]}>"

    return re.sub(r"\(\?P<(\w+)>", unique, pattern)


def _parts(match: re.Match[str]) -> dict[str, tuple[int, int]]:
    return {part.partition("_")[0]: match.span(part) for part, text in match.groupdict().items() if text and part != "all"}


@cache
def compiled(source: str) -> re.Pattern[str]:
    """A pattern over letters, from the notation of the grammar; it may name only words that the grammar has too."""
    return re.compile(_numbered(_compiled(source)))


@cache
def rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Name of a resolver and a pattern over letters; the empty look-ahead lets one rule match at every place, overlapping or not."""
    return tuple(
        (name, re.compile(_numbered(f"(?=(?P<all>{_compiled(source)}))")))
        for name, sources in table("grammar")["rules"].items()
        for source in sources
    )


def matches(scanned: Scan) -> list[Match]:
    """All matches of all rules, by place, the longest first, then in the order of the rules."""
    found: list[tuple[int, int, int, Match]] = []
    letters, places = _worth_reading(scanned.letters)
    for order, (name, pattern) in enumerate(rules()):
        for match in pattern.finditer(letters):
            first, last = match.span("all")
            parts = {part: (places[a], places[b - 1] + 1) for part, (a, b) in _parts(match).items()}
            first, last = places[first], places[last - 1] + 1
            found.append((first, -last, order, Match(name, scanned, first, last, parts)))
    found.sort(key=lambda entry: entry[:3])
    return [entry[3] for entry in found]


@cache
def _core() -> re.Pattern[str]:
    return compiled(table("grammar")["core"])


_RUN = re.compile(f"[^{OTHER}{BREAK}]+")


def _worth_reading(letters: str) -> tuple[str, list[int]]:
    """The runs of known words that hold a word of time, parted by a letter that no rule matches; and the place of each letter."""
    core = _core()
    runs: list[str] = []
    places: list[int] = []
    for match in _RUN.finditer(letters):
        first, last = match.span()
        if core.search(letters, first, last):
            runs.append(letters[first:last])
            places.extend(range(first, last))
            places.append(last)
    return OTHER.join(runs), places


def within(match: Match, name: str) -> Iterator[Match]:
    """What the rules make of exactly the tokens of a named part."""
    first, last = match.parts[name]
    for rule, pattern in _plain_rules():
        found = pattern.fullmatch(match.scan.letters, first, last)
        if found is not None:
            yield Match(rule, match.scan, first, last, _parts(found))


@cache
def _plain_rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(_numbered(_compiled(source)))) for name, sources in table("grammar")["rules"].items() for source in sources
    )
