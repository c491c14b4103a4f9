"""Compiles the grammar of time expressions and finds its matches in scanned text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from factcheck.time.lexicon import BREAK, OTHER, Scan, Token, festivals, letters, table

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
