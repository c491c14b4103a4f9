"""A check in several processes: the same bytes as in one, and what one article or process does to itself harms no other."""

import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

import factcheck
from factcheck import pipeline, processes
from factcheck.articles.read import read_inputs
from factcheck.comparison import Evidence, SentencePair
from factcheck.engines.local.parser import SpacyParser
from factcheck.model import Article, Run
from factcheck.processes import Processes
from factcheck.report.json import render
from factcheck.settings import Settings
from factcheck.syntax import Syntax
from factcheck.verdicts.evidence import Finder

FIXTURES = Path(__file__).parent.parent / "fixtures"
ARTICLES = [FIXTURES / "articles", FIXTURES / "packs" / "01-factory-fire"]
AS_OF = date(2026, 6, 30)


@pytest.fixture(autouse=True)
def _any_work_is_worth_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "WORTH_STARTING", 1e-9)
    monkeypatch.setattr(processes, "WORTH_SENDING", 0.0)


@pytest.fixture(scope="module")
def two() -> Iterator[Processes]:
    with Processes(2) as shared:
        yield shared


def checked(articles: list[Article], shared: Processes) -> Run:
    return pipeline.check(articles, [], settings=Settings(), root=Path.cwd(), as_of=AS_OF, processes=shared)


def read() -> list[Article]:
    articles, failures, _ = read_inputs([str(path) for path in ARTICLES], root=Path.cwd())
    assert not failures
    return articles


def test_the_number_of_processes_changes_no_byte(monkeypatch: pytest.MonkeyPatch, two: Processes) -> None:
    monkeypatch.setattr(pipeline, "together", lambda _: 5)
    articles = read()
    alone = factcheck.check(articles, as_of=AS_OF)
    assert len(alone.findings) > 20
    assert render(checked(articles, two)) == render(alone)
    assert render(factcheck.check(articles[::-1], as_of=AS_OF, jobs=3)) == render(alone)
    assert factcheck.extract(articles, jobs=2) == (list(alone.claims), [])


def test_after_the_stages_of_a_large_run_nothing_is_held_and_nothing_is_changed(monkeypatch: pytest.MonkeyPatch, two: Processes) -> None:
    articles = read()
    at_once = checked(articles, two)
    assert two.ids
    monkeypatch.setattr(pipeline, "_MANY_CLAIMS", 1)
    in_stages = checked(articles, two)
    assert render(in_stages) == render(at_once)
    assert two.ids == ()
    assert gc.get_freeze_count() == 0


def failures(run: Run) -> list[tuple[str, str, str]]:
    return [(failure.stage, failure.subject, failure.kind) for failure in run.failures]


def break_the_parser() -> None:
    """In a process: the parser raises where it meets Zanzibar, and the process is killed where it meets Atlantis."""
    whole = SpacyParser.__call__

    def parse(parser: SpacyParser, texts: Sequence[str]) -> list[Syntax]:
        if "Zanzibar" in texts[0]:
            raise ZeroDivisionError("nine")
        if "Atlantis" in texts[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return whole(parser, texts)

    setattr(SpacyParser, "__call__", parse)  # noqa: B010  for as long as the process lives


def break_the_finder() -> None:
    """In a process: it is killed where it compares what 41 workers did."""
    whole = Finder.__call__

    def find(finder: Finder, pair: SentencePair) -> tuple[Evidence, ...]:
        if "41 workers" in pair.a.text + pair.b.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return whole(finder, pair)

    setattr(Finder, "__call__", find)  # noqa: B010  as above


def broken(monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    monkeypatch.setattr(processes, "SERVE", processes.SERVE.replace("serve()", f"from test_jobs import {how}; {how}(); serve()"))


def test_what_an_article_does_to_the_parser_or_its_process_leaves_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken(monkeypatch, "break_the_parser")
    for name in ("Selm", "Zanzibar", "Orm", "Atlantis", "Brod"):
        (tmp_path / f"{name}.txt").write_text(f"The valley of {name} has three schools, the mayor said on Monday.")
    run = factcheck.check(tmp_path, as_of=AS_OF, jobs=2)
    assert failures(run) == [
        ("extraction", str(tmp_path / "Atlantis.txt"), "process"),
        ("extraction", str(tmp_path / "Zanzibar.txt"), "internal"),
    ]
    assert "Atlantis.txt: the process that read it ended by signal 9; leave the article out" in run.failures[0].message
    assert "ZeroDivisionError: nine" in run.failures[1].message
    assert len({claim.article for claim in run.claims}) == 3


def test_a_process_that_is_killed_while_it_compares_is_a_failure_of_what_it_was_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken(monkeypatch, "break_the_finder")
    monkeypatch.setattr(pipeline, "together", lambda _: 1)
    told = "The mill in Harrow employs {} workers, Ilse Brandt said on Monday. The mill in Harrow has {} gates, Ilse Brandt said on Monday."
    (tmp_path / "a.txt").write_text(told.format(41, 7))
    (tmp_path / "b.txt").write_text(told.format(58, 9))
    run = factcheck.check(tmp_path, as_of=AS_OF, jobs=2)
    assert {(failure.stage, failure.kind) for failure in run.failures} == {("judging", "process")}
    assert "ended by signal 9, and 1 pairs of sentences were not compared" in run.failures[0].message
    assert [f.statements[0].quote for f in run.findings if f.kind == "contradiction"] == [
        "The mill in Harrow has 9 gates, Ilse Brandt said on Monday."
    ]


def test_progress_counts_what_is_done(two: Processes) -> None:
    seen: dict[str, list[tuple[int, int]]] = {}
    articles = read()
    pipeline.check(
        articles,
        [],
        settings=Settings(),
        root=Path.cwd(),
        as_of=AS_OF,
        processes=two,
        progress=lambda stage, done, total: seen.setdefault(stage, []).append((done, total)),
    )
    assert seen["reading"] == [(done, len(articles)) for done in range(len(articles) + 1)]
    assert seen["comparing"][-1][0] == seen["comparing"][-1][1] > 0


SHORT = "The bridge in Selm was opened in 2019. The mayor, Ida Moe, said on Monday that it had cost 12 million euros.\n"


def running(folder: Path, *options: str) -> subprocess.Popen[str]:
    """A check of many articles in processes of its own, that has begun to read."""
    for number in range(400):
        (folder / f"{number}.txt").write_text(SHORT * 20)
    program = subprocess.Popen(
        [sys.executable, "-m", "factcheck", "check", str(folder), *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    for _ in range(600):
        if len(children(program.pid)) == 2:
            return program
        time.sleep(0.1)
    raise AssertionError("no process was started")


def children(parent: int) -> list[int]:
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == parent and fields[0] != "Z":
            found.append(int(status.parent.name))
    return found


@pytest.mark.skipif(not Path("/proc").exists(), reason="nothing tells which processes there are")
@pytest.mark.parametrize(
    ("number", "rest"), [(signal.SIGINT, 0), pytest.param(signal.SIGTERM, 0, marks=pytest.mark.slow), (signal.SIGKILL, 5)]
)
def test_an_interrupt_ends_the_processes_too(tmp_path: Path, number: signal.Signals, rest: int) -> None:
    program = running(tmp_path, "--jobs", "2")
    workers = children(program.pid)
    time.sleep(1)
    program.send_signal(number)
    told = program.communicate(timeout=30)[1]
    if number != signal.SIGKILL:
        assert (program.returncode, told) == (130, "factcheck: interrupted\n")
    deadline = time.monotonic() + 1 + 5 * rest
    while any(alive(worker) for worker in workers):
        assert time.monotonic() < deadline
        time.sleep(0.2)


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
