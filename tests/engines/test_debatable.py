"""Which pairs a judge that reads by itself is asked about, beside those that the entailment model is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from factcheck import pipeline
from factcheck.articles.read import read_paths
from factcheck.engines.choose import Engines
from factcheck.model import Article, Failure, Pair, Verdict
from factcheck.settings import Settings
from factcheck.verdicts.judging import debatable, doubt

STORY = " The harbour tunnel of Wexley would run below the old harbour. The harbour tunnel would cost Wexley a great deal."


class _Listening:
    """Notes about which pairs it could be asked, and asks about none."""

    name = "listening"

    def __init__(self) -> None:
        self.open: list[Pair] = []

    def asks(self, pair: Pair) -> bool:
        self.open.append(pair)
        return False

    def __call__(self, pairs: Sequence[Pair], _articles: Mapping[str, Article]) -> Iterator[Verdict | Failure]:
        assert not pairs
        return iter(())


def _open(folder: Path, first: str, second: str) -> list[Pair]:
    for name, text in (("a.md", first), ("b.md", second)):
        (folder / name).write_text(f"---\nsource: {name}\npublished: 2026-03-04\n---\n\n{text}{STORY}")
    articles, failures = read_paths([str(folder / "a.md"), str(folder / "b.md")], root=folder)
    engines, judge = Engines("local", "local", Settings()), _Listening()
    engines.judge = judge
    pipeline.check(articles, failures, settings=Settings(), root=folder, as_of=date(2026, 3, 10), engines=engines)
    return [pair for pair in judge.open if {first, second} == {pair.a.quote + ".", pair.b.quote + "."} and pair.a.article != pair.b.article]


def _asked(pairs: Sequence[Pair], asks: Callable[[Pair], bool]) -> bool:
    return any(asks(pair) for pair in pairs)


@pytest.mark.parametrize(
    ("first", "second", "reads"),
    [
        ("Work on the harbour tunnel at Wexley has stopped", "Drilling goes on day and night below the harbour at Wexley", True),
        ("The bakers of Wexley sold more bread than ever", "The harbour tunnel at Wexley stands under water", False),
    ],
)
def test_a_judge_that_reads_is_asked_about_one_matter_in_other_words(tmp_path: Path, first: str, second: str, *, reads: bool) -> None:
    pairs = _open(tmp_path, f"{first}.", f"{second}.")
    assert pairs
    assert not _asked(pairs, lambda pair: doubt(pair) is not None)
    assert _asked(pairs, debatable) == reads
