"""Scores the tagger as TempEval-3 does: strict and relaxed spans, and the type and value of relaxed matches.

Gold is JSON lines, gzipped or not, one document a line: `text`, `dct` (day of creation or null), `doc` (a name) and `timexes`,
each with `start`, `end`, `type` and `value` (code points of the text). Run: `python tests/time/tempeval.py FILE [--first N | --last N | --half even] [--prose]`.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import time
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from factcheck.time import tag


class Timex(NamedTuple):
    """One expression, of gold or of the tagger: code points [start, end) of its text."""

    start: int
    end: int
    type: str
    value: str


class Score(NamedTuple):
    """Counts over any number of documents; strict and relaxed count matched expressions, type and value those that also agree in it."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    type: int = 0
    value: int = 0

    def plus(self, other: Score) -> Score:
        """The counts of both together."""
        return Score(*(a + b for a, b in zip(self, other, strict=True)))

    def precision(self, name: str) -> float:
        """Share of the found expressions that match in `name`; 0 where nothing was found."""
        return float(getattr(self, name)) / self.found if self.found else 0.0

    def recall(self, name: str) -> float:
        """Share of the gold expressions that match in `name`; 0 where there is no gold."""
        return float(getattr(self, name)) / self.gold if self.gold else 0.0

    def f1(self, name: str) -> float:
        """Harmonic mean of precision and recall."""
        p, r = self.precision(name), self.recall(name)
        return 2 * p * r / (p + r) if p + r else 0.0


def pairs(gold: Sequence[Timex], found: Sequence[Timex]) -> list[tuple[Timex, Timex]]:
    """Each gold expression with the found one that overlaps it, one to one; equal spans first, then the first in the text."""
    spans = {(f.start, f.end): f for f in found}
    matched = [(g, spans.pop((g.start, g.end))) for g in gold if (g.start, g.end) in spans]
    done = {(g.start, g.end) for g, _ in matched}
    for g in sorted(gold):
        if (g.start, g.end) in done:
            continue
        other = next((f for f in sorted(spans.values()) if f.start < g.end and g.start < f.end), None)
        if other is not None:
            matched.append((g, spans.pop((other.start, other.end))))
    return matched


def score(gold: Sequence[Timex], found: Sequence[Timex]) -> Score:
    """The counts of one document; gold expressions without text (implied ones) are not counted."""
    gold = [g for g in gold if g.end > g.start]
    matched = pairs(gold, found)
    return Score(
        gold=len(gold),
        found=len(found),
        strict=sum((g.start, g.end) == (f.start, f.end) for g, f in matched),
        relaxed=len(matched),
        type=sum(g.type == f.type for g, f in matched),
        value=sum(g.value == f.value for g, f in matched),
    )


def documents(path: Path) -> list[dict[str, Any]]:
    """The gold documents of a file, in its order."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def half(document: dict[str, Any]) -> str:
    """The half of its set that a document belongs to, by its name alone."""
    return "odd" if hashlib.sha256(str(document["doc"]).encode()).digest()[0] % 2 else "even"


def anchor(document: dict[str, Any]) -> date | None:
    """The day of creation: the field, what gold marks as it, the name's eight digits, or a first line such as 08/17/1998; else None."""
    marked = [t["value"] for t in document["timexes"] if t.get("functionindocument") in {"CREATION_TIME", "PUBLICATION_TIME"}]
    named = re.search(r"(?:19|20)\d{6}", document["doc"])
    stamp = re.search(r"\b(\d\d)/(\d\d)/(\d{4})\b", document["text"][:300])
    for text in (document.get("dct"), *marked, named[0] if named else None, f"{stamp[3]}-{stamp[1]}-{stamp[2]}" if stamp else None):
        try:
            return date.fromisoformat(str(text)[:10])
        except ValueError:
            continue
    return None


def gold_of(document: dict[str, Any]) -> list[Timex]:
    """The gold expressions of a document; TIMEX2 gold has `val` and no type."""
    return [Timex(t["start"], t["end"], t.get("type") or "", t.get("value") or t.get("val") or "") for t in document["timexes"]]


def found_in(document: dict[str, Any]) -> list[Timex]:
    """What the tagger finds in a document."""
    expressions = tag(document["text"], anchor(document))
    spelled = str if any("val" in t for t in document["timexes"]) else as_timex3
    return [Timex(e.start, e.end, e.type, spelled(e.value)) for e in expressions]


def as_timex3(value: str) -> str:
    """The value as TimeML gold spells it: a decade has an X for its years, and is ten of them; TIMEX2 has "199" and "P2DE"."""
    decades = re.fullmatch(r"P(X|\d+)DE", value)
    if decades is not None:
        return "PXY" if decades[1] == "X" else f"P{decades[1]}0Y"
    return f"{value}X" if re.fullmatch(r"[12]\d\d", value) else value


def prose(text: str, expressions: Sequence[Timex]) -> list[Timex]:
    """The expressions on lines that hold a letter: time stamps of machines stand alone on theirs, and gold marks some of them only."""
    lines = [text[text.rfind("\n", 0, e.start) + 1 : e.start] + (text[e.start :].partition("\n")[0]) for e in expressions]
    return [e for e, line in zip(expressions, lines, strict=True) if any(character.isalpha() for character in line)]


def evaluate(chosen: Iterable[dict[str, Any]], *, only_prose: bool = False) -> Score:
    """The counts over all documents, or over their lines of prose alone."""
    total = Score()
    for document in chosen:
        gold, found = gold_of(document), found_in(document)
        if only_prose:
            gold, found = prose(document["text"], gold), prose(document["text"], found)
        total = total.plus(score(gold, found))
    return total


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the figures and the documents read a second."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--first", type=int)
    part.add_argument("--last", type=int)
    part.add_argument("--half", choices=["even", "odd"], help="the documents the hash of whose name is even, or odd")
    parser.add_argument("--prose", action="store_true", help="leave out lines without a letter, such as time stamps")
    options = parser.parse_args(arguments)
    chosen = documents(options.file)
    chosen = [one for one in chosen if not options.half or half(one) == options.half]
    chosen = chosen[: options.first] if options.first else chosen[-options.last :] if options.last else chosen
    tag("Loads the words of time.", None)
    begin = time.perf_counter()
    total = evaluate(chosen, only_prose=options.prose)
    seconds = time.perf_counter() - begin
    print(f"{len(chosen)} documents, {total.gold} gold, {total.found} found, {len(chosen) / seconds:.0f} documents a second")
    for name in ("strict", "relaxed", "type", "value"):
        print(f"{name:8} P {total.precision(name):.3f}  R {total.recall(name):.3f}  F1 {total.f1(name):.3f}")


if __name__ == "__main__":
    main()
