"""What is told of offices and of things of one name: `python tests/benchmarks/who.py FILE.jsonl [--details]`.

A line holds id, label and two texts `a` and `b`. With `date_a` and `date_b`, `superseded` is another holder and `same` the same one,
and each pair is checked as dated and as of one day; else `other_entity` and `agree` must not be told, the other labels may be.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from factcheck.engines import Engines
from factcheck.model import Article, Finding, SourceMap
from factcheck.pipeline import check
from factcheck.settings import Settings

_TWO_SIDED = {"contradiction", "superseded"}


def _article(text: str, name: str, day: date | None) -> Article:
    known = {"title": None, "source": None, "published": day, "published_from": "configuration" if day else "none"}
    return Article(id=name, path=f"{name}.txt", text=text, sha256="0" * 64, source_map=SourceMap.of_lines(text), **known)


def told(texts: tuple[str, str], days: tuple[date | None, date | None], engines: Engines) -> tuple[list[Finding], bool]:
    """The findings on two statements of these texts, and whether something could not be read."""
    articles = [_article(text, name, day) for name, text, day in zip("ab", texts, days, strict=True)]
    known = max((day for day in days if day is not None), default=date(2024, 1, 1)) + timedelta(days=1)
    run = check(articles, [], settings=Settings(), root=Path.cwd(), as_of=known, engines=engines)
    return [f for f in run.findings if f.kind in _TWO_SIDED and len(f.statements) > 1], bool(run.failures)


def settings_of(case: dict[str, Any]) -> Iterator[tuple[str, tuple[date | None, date | None]]]:
    """The days that a case is checked with, and what they are called."""
    if "date_a" not in case:
        yield "", (None, None)
        return
    days = date.fromisoformat(case["date_a"]), date.fromisoformat(case["date_b"])
    yield "as dated", days
    yield "one day", (days[1], days[1])


def main() -> None:
    """Prints, for each label and way of dating, how many cases are told with which codes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--details", action="store_true")
    options = parser.parse_args()
    engines = Engines(Settings().chosen, Settings())
    counted: Counter[tuple[str, str, str]] = Counter()
    of: Counter[tuple[str, str]] = Counter()
    for case in map(json.loads, options.file.read_text(encoding="utf-8").splitlines()):
        for dated, days in settings_of(case):
            found, unread = told((case["a"], case["b"]), days, engines)
            of[case["label"], dated] += 1
            for code in {f.code for f in found} or {"unread" if unread else "nothing"}:
                counted[case["label"], dated, code] += 1
            if options.details:
                said = "; ".join(f"{f.code} {f.severity} {f.message} [{f.by}]" for f in found) or ("unread" if unread else "nothing")
                print(f"{case['label']} {dated} {case['id']}: {said} | {case['a'][:150]} // {case['b'][:150]}")
    for (label, dated, code), count in sorted(counted.items()):
        print(f"{label:14} {dated:9} {code:8} {count:4} of {of[label, dated]:4}  {count / of[label, dated]:.3f}")


if __name__ == "__main__":
    main()
