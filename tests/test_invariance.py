"""On every pack: the same bytes on each run, in any order of arguments, and whatever unrelated article stands beside."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import factcheck
from conftest import PARSE
from factcheck.engines.local.parser import SpacyParser
from factcheck.report.json import document, render

PACKS = sorted(folder for folder in (Path(__file__).parent.parent / "fixtures" / "packs").iterdir() if folder.is_dir())
AS_OF = date(2026, 6, 30)
IN_EVERY_RUN = 8
"""So many packs suffice to see most mistakes; the others are checked with the slow tests."""
UNRELATED = """---
title: Goats on the high meadow
source: Lowmere Mail
published: 2023-09-12
---

The cheese makers of Lowmere have won the prize of the dairy fair for the third time. Their goat cheese ripens in a cave for
eleven weeks and is sold in forty shops. Greta Sandvik, who leads the dairy, said on Saturday that the herd would grow to 300
animals by next summer. The village has 412 inhabitants and no inn.
"""


def checked(*paths: Path) -> factcheck.Run:
    return factcheck.check(list(paths), as_of=AS_OF)


def articles(pack: Path) -> list[Path]:
    return [pack / name for name in json.loads((pack / "gold.json").read_text(encoding="utf-8"))["articles"]]


def without(run: factcheck.Run, path: Path) -> dict[str, Any]:
    """The report without the entries of the article at `path` and without counts."""
    report = document(run)
    own = {article["id"] for article in report["articles"] if article["path"] == str(path)}
    claims = {claim["id"] for claim in report["claims"] if claim["article"] in own}
    return {
        "articles": [article for article in report["articles"] if article["id"] not in own],
        "claims": [claim for claim in report["claims"] if claim["id"] not in claims],
        "findings": [finding for finding in report["findings"] if not own & {s["article"] for s in finding["statements"]}],
        "agreements": [pair for pair in report["agreements"] if not claims & set(pair)],
        "left_out": [item for item in report["left_out"] if item["subject"] not in own],
        "failures": report["failures"],
    }


@pytest.mark.parametrize(
    "pack", [pytest.param(pack, id=pack.name, marks=[pytest.mark.slow] * (number >= IN_EVERY_RUN)) for number, pack in enumerate(PACKS)]
)
def test_neither_the_order_nor_an_unrelated_article_changes_anything(pack: Path, tmp_path: Path) -> None:
    paths, other = articles(pack), tmp_path / "goats.md"
    other.write_text(UNRELATED, encoding="utf-8")
    alone = checked(*paths)
    assert render(checked(*paths[::-1])) == render(alone)
    beside = checked(other, *paths)
    assert len(beside.articles) == len(paths) + 1
    assert without(beside, other) == without(alone, other)


def test_two_runs_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SpacyParser, "__call__", PARSE)  # which recalls nothing
    runs = [render(checked(*articles(PACKS[0]))) for _ in range(2)]
    assert runs[0] == runs[1]
