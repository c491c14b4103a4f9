"""Every rule fires on its case and stays silent on its near-miss."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from factcheck import api
from factcheck.articles.read import read_paths
from factcheck.findings import RULES
from factcheck.pipeline import check
from factcheck.report.json import render
from factcheck.settings import Settings

CASES = Path(__file__).parent.parent / "fixtures" / "cases"
AS_OF = date(2024, 3, 10)
FOLDERS = sorted(path.parent for path in CASES.glob("*/case.toml"))


def told(folder: Path) -> set[str]:
    return {finding.code for finding in api.check([folder], as_of=AS_OF, root=CASES).findings}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_rule_fires_or_does_not(folder: Path) -> None:
    case = tomllib.loads((folder / "case.toml").read_text(encoding="utf-8"))
    codes = told(folder)
    assert (case["code"] in codes) == case["fires"], codes
    if not case["fires"]:
        assert not {code for code in codes if RULES[code].kind in {"contradiction", "superseded"}}


def test_every_rule_has_a_case_and_a_near_miss() -> None:
    names = {folder.name for folder in FOLDERS}
    for code in set(RULES) - {"FC902"}:
        assert {f"{code}-fires", f"{code}-near-miss"} <= names


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_order_of_arguments_changes_nothing_and_quotes_stand_at_their_spans(folder: Path) -> None:
    paths = [str(folder / "a.md"), str(folder / "b.md")]
    reports = []
    for order in (paths, paths[::-1]):
        articles, failures = read_paths(order, root=CASES)
        run = check(articles, failures, settings=Settings(), root=CASES, as_of=AS_OF)
        texts = {article.id: article.text for article in run.articles}
        assert all(texts[c.article][c.span.start : c.span.end] == c.quote for c in run.claims)
        assert all(texts[s.article][s.start : s.end] == s.quote for f in run.findings for s in f.statements)
        reports.append(render(run))
    assert reports[0] == reports[1]


def test_an_unrelated_article_changes_no_finding() -> None:
    folder, other = CASES / "FC101-fires", CASES / "FC201-fires" / "a.md"
    alone = {f.fingerprint for f in api.check([folder], as_of=AS_OF, root=CASES).findings}
    beside = {f.fingerprint for f in api.check([folder, other], as_of=AS_OF, root=CASES).findings}
    assert alone <= beside
    assert all(fingerprint.startswith("fc1:") for fingerprint in alone)
