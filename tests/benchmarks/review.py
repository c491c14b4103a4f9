"""Seconds of the review page with many findings and several editors at once: `python tests/benchmarks/review.py --findings 5000 --editors 5`."""

from __future__ import annotations

import argparse
import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from factcheck.model import Article, Claim, Finding, Location, Run, Statement

_SENTENCES = 20
DECISIONS = 60
"""By each editor."""
_THOUGHT = 0.2
"""Seconds between a page and the next decision."""


class Seconds(NamedTuple):
    """Of the first page, and of each decision and each page after one."""

    first: float
    decisions: list[float]
    pages: list[float]


def run_of(findings: int) -> Run:
    """A run of so many findings, each between a sentence of one article and one of the next; 20 sentences an article."""
    number = -(-findings // _SENTENCES) + 1
    articles, claims = [], []
    for place in range(number):
        told = [f"The hall of town {line} seats {100 + place} people on two levels. " for line in range(_SENTENCES)]
        known = {"id": f"a_{place}", "path": f"news/{place}.md", "title": f"Halls {place}", "source": f"Outlet {place % 40}"}
        text = "".join(told)
        articles.append(Article(**known, published=date(2024, 1, 1 + place % 28), published_from="front matter", text=text, sha256=""))  # type: ignore[arg-type]
        for line, sentence in enumerate(told):
            claims.append(_claim(f"a_{place}", line, sum(map(len, told[:line])), sentence.strip()))
    found = tuple(_finding(at, claims[at], claims[at + _SENTENCES]) for at in range(findings))
    engine = {"version": "0", "extractor": "local", "judge": "local", "models": ()}
    rest = {"agreements": (), "left_out": (), "failures": (), "pairs": findings}
    return Run(as_of=date(2024, 3, 20), articles=tuple(articles), claims=tuple(claims), findings=found, **engine, **rest)  # type: ignore[arg-type]


def _claim(article: str, line: int, start: int, quote: str) -> Claim:
    span = Location(article=article, start=start, end=start + len(quote))
    parts = {"subject": "hall", "predicate": "seats", "object": "people", "polarity": "positive", "modality": "asserted"}
    told = {
        "id": f"{article}_{line}",
        "article": article,
        "quote": quote,
        "text": quote,
        "attributed_to": None,
        "about": None,
        "stated_at": None,
    }
    return Claim(span=span, sentence=span, **parts, **told)  # type: ignore[arg-type]


def _finding(number: int, first: Claim, second: Claim) -> Finding:
    sides = tuple(
        Statement(
            role=role, article=c.article, claim=c.id, start=c.span.start, end=c.span.end, line=1, column=1, quote=c.quote,
            clashing=((c.span.start, c.span.start + 8),),
        )
        for role, c in (("primary", second), ("other", first))
    )  # fmt: skip
    severity = ("error", "warning", "note")[number % 3]
    text = {"message": f"number {number}", "explanation": "Both measure the same thing.", "suggestion": "Check the figure."}
    told = {
        "code": "FC101",
        "name": "number-mismatch",
        "kind": "contradiction",
        "confidence": None,
        "confidence_from": "rule",
        "time": None,
        "by": "rule",
    }
    return Finding(severity=severity, statements=sides, fingerprint=f"fc1:{number:032x}", **text, **told)  # type: ignore[arg-type]


def serve(folder: Path, findings: int, *, archived: bool) -> None:
    """Serves such a run; the first line of output is the address."""
    from factcheck.archive import Archive
    from factcheck.archive.lookup import opened
    from factcheck.clock import now
    from factcheck.engines import DecisionStore
    from factcheck.review import FileDecisions, server
    from factcheck.review.server_state import ServerState
    from factcheck.review.session import Session
    from factcheck.settings import Settings

    kept: DecisionStore = FileDecisions(folder / "d.jsonl")
    if archived:
        Archive(folder / "held.sqlite", folder, write=True, create=True)
        kept = opened(folder / "held.sqlite", folder, write=True)
    listening, port = server.bound("127.0.0.1", 0)
    access = server.access("127.0.0.1", port, None)
    state = ServerState(Session(run_of(findings), kept, now), "made up", access, Settings(), now)
    print(server.address("127.0.0.1", port, access.token), flush=True)
    server.serve(server.application(state), listening)


class Editor:
    """One browser that was let in and has a name."""

    def __init__(self, url: str, author: str) -> None:
        self._host = url.removeprefix("http://").partition("/")[0]
        self._wire = http.client.HTTPConnection(self._host, timeout=60)
        self._headers = {"origin": f"http://{self._host}", "content-type": "application/x-www-form-urlencoded"}
        answer, _ = self.ask("GET", "/" + url.partition("/enter")[1][1:] + url.partition("/enter")[2])
        self._headers["cookie"] = answer.headers["set-cookie"].partition(";")[0]
        self.ask("POST", "/name", name=author)

    def leave(self) -> None:
        self._wire.close()

    def ask(self, method: str, path: str, **form: str) -> tuple[http.client.HTTPResponse, float]:
        """The answer, read whole, and the seconds that it took."""
        begun = time.perf_counter()
        self._wire.request(method, path, urlencode(form) if form else None, self._headers)
        answer = self._wire.getresponse()
        answer.read()
        return answer, time.perf_counter() - begun


def _edit(editor: Editor, numbers: range) -> tuple[list[float], list[float]]:
    decisions, pages = [], []
    for number in numbers:
        answer, seconds = editor.ask("POST", f"/r/0/finding/{number}/decide", label="dismissed", reason="made up")
        assert answer.status == 303, answer.status
        decisions.append(seconds)
        page, seconds = editor.ask("GET", answer.headers["location"])
        assert page.status == 200
        pages.append(seconds)
        time.sleep(_THOUGHT)
    return decisions, pages


def measured(findings: int, editors: int, *, archived: bool) -> Seconds:
    """Starts a server and lets editors decide at once."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, "--serve", folder, "--findings", str(findings), *(["--archived"] if archived else [])]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ})
        try:
            assert process.stdout is not None
            url = process.stdout.readline().strip()
            people = [Editor(url, f"Editor {number}") for number in range(editors)]
            first = people[0].ask("GET", "/r/0")[1]
            people[0].ask("GET", "/r/0/finding/1")
            work = [range(1 + at * DECISIONS, 1 + (at + 1) * DECISIONS) for at in range(editors)]
            with ThreadPoolExecutor(editors) as pool:
                done = list(pool.map(_edit, people, work))
            for person in people:
                person.leave()
            return Seconds(first, [s for d, _ in done for s in d], [s for _, p in done for s in p])
        finally:
            process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()


def high(seconds: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(seconds, n=20)[-1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--findings", type=int, default=5000)
    parser.add_argument("--editors", type=int, default=5)
    parser.add_argument("--archived", action="store_true", help="keep the decisions in an archive")
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve(options.serve, options.findings, archived=options.archived)
        return
    found = measured(options.findings, options.editors, archived=options.archived)
    print(f"first page {found.first:.3f} s")
    for name, seconds in (("decision", found.decisions), ("page after it", found.pages)):
        print(f"{name}: median {statistics.median(seconds) * 1000:.0f} ms, 95th percentile {high(seconds) * 1000:.0f} ms of {len(seconds)}")


if __name__ == "__main__":
    main()
