"""The resident core: what was read stays read, and an open article gets what a whole check would tell of it."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from factcheck.articles import inputs
from factcheck.engines.local.parser import SpacyParser
from factcheck.model import Finding, Run
from factcheck.resident import Remembered, Resident
from factcheck.settings import Settings
from factcheck.syntax import Syntax

FIXTURES = Path(__file__).parents[2] / "fixtures"
AS_OF = date(2026, 6, 30)
HEAD = "---\npublished: 2024-03-05\n---\n"


@pytest.fixture(name="parsed")
def _parsed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The sentences that were parsed."""
    seen: list[str] = []
    real = SpacyParser.__call__

    def counting(self: SpacyParser, texts: Sequence[str]) -> list[Syntax]:
        seen.extend(texts)
        return real(self, texts)

    monkeypatch.setattr(SpacyParser, "__call__", counting)
    return seen


def resident(root: Path) -> Resident:
    return Resident(Settings(), root)


def told(run: Run, findings: Sequence[Finding]) -> list[tuple[str, str, str, str]]:
    paths = {article.id: article.path for article in run.articles}
    return sorted((f.code, f.message, f.fingerprint, paths[f.statements[0].article]) for f in findings)


def test_an_open_article_gets_what_a_whole_check_tells_of_it() -> None:
    core = resident(FIXTURES)
    articles, failures, _ = core.inputs([str(FIXTURES / name) for name in ("example", "newsroom", "articles", "packs/11-ferry/*.*")])
    whole = core.check(articles, failures, as_of=AS_OF)
    assert any(finding.kind == "contradiction" for finding in whole.findings)
    for opened in articles:
        run = core.check_open([opened], [article for article in articles if article is not opened], as_of=AS_OF)
        expected = [f for f in whole.findings if any(statement.article == opened.id for statement in f.statements)]
        assert told(run, run.findings) == told(whole, expected)


def test_a_second_check_reads_nothing_and_a_change_reads_one_sentence(tmp_path: Path, parsed: list[str]) -> None:
    (tmp_path / "a.md").write_text(f"{HEAD}The bridge opened in 1990. The mill employs 40 people.\n")
    (tmp_path / "b.md").write_text(f"{HEAD}The hall seats 900 people.\n")
    core = resident(tmp_path)

    def check() -> Run:
        articles, failures, _ = core.inputs([str(tmp_path)])
        return core.check(articles, failures, as_of=AS_OF)

    first = check()
    assert len(parsed) == 3
    assert check().findings == first.findings
    assert len(parsed) == 3
    (tmp_path / "a.md").write_text(f"{HEAD}The bridge opened in 1990. The mill employs 50 people.\n")
    check()
    assert parsed[3:] == ["The mill employs 50 people."]


def test_a_keystroke_in_a_long_article_parses_the_sentence_it_is_in_and_no_other(tmp_path: Path, parsed: list[str]) -> None:
    places = [f"The {name} hall in Selm" for name in ("old", "new", "red", "low", "wide", "long", "dry", "cold", "blue", "grey")]
    told = [f"{place} has {3 * n + 2} doors and seats {40 + n} people on its two levels." for n, place in enumerate(10 * places)]
    for number in range(5):
        (tmp_path / f"other-{number}.md").write_text(f"{HEAD}{' '.join(told[7 * number : 7 * number + 7])}\n")
    core = resident(tmp_path)
    others = core.inputs([str(tmp_path)]).articles
    for other in others:
        core.learn(other)

    def typed(last: str) -> Run:
        text = "\n\n".join(" ".join([*told[at : at + 5], last if at == 45 else "It rains."]) for at in range(0, len(told), 5))
        opened, _ = core.opened("open.md", f"{HEAD}{text}\n".encode())
        assert len(opened[0].text.split()) > 1_400
        return core.check_open(opened, others, as_of=AS_OF)

    typed("The door is o.")
    parsed.clear()
    typed("The door is op.")
    typed("The door is open.")
    assert parsed == ["The door is op.", "The door is open."]


def test_files_are_read_again_where_they_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, other = tmp_path / "a.md", tmp_path / "b.md"
    path.write_text(f"{HEAD}The bridge opened in 1990.\n")
    other.write_text(f"{HEAD}The hall seats 900 people.\n")
    read: list[str] = []
    real = inputs.content

    def counting(item: inputs.Input) -> bytes:
        read.append(Path(item.path).name)
        return real(item)

    monkeypatch.setattr(inputs, "content", counting)
    core = resident(tmp_path)
    core.inputs([str(tmp_path)])
    core.inputs([str(tmp_path)])
    assert read == ["a.md", "b.md"]
    path.write_text(f"{HEAD}The bridge opened in 1991, they say.\n")
    assert "1991" in core.inputs([str(tmp_path)]).articles[0].text
    assert read == ["a.md", "b.md", "a.md"]
    core.files.unsaved[str(path.resolve())] = f"{HEAD}The bridge opened in 1992.\n".encode()
    assert "1992" in core.inputs([str(tmp_path)]).articles[0].text
    assert len(read) == 3
    other.unlink()
    assert len(core.inputs([str(tmp_path)]).articles) == 1


def test_an_open_article_is_compared_with_what_was_read_alone(tmp_path: Path, parsed: list[str]) -> None:
    for name, seats in (("a.md", 900), ("b.md", 800)):
        (tmp_path / name).write_text(f"{HEAD}The new hall of Selm seats {seats} people.\n")
    core = resident(tmp_path)
    one, other = core.inputs([str(tmp_path)]).articles
    assert not any(f.kind == "contradiction" for f in core.check_open([one], [other], as_of=AS_OF).findings)
    assert len(parsed) == 1
    core.learn(other)
    assert any(f.kind == "contradiction" for f in core.check_open([one], [other], as_of=AS_OF).findings)
    core.keep([one])
    assert (core.knows(one), core.knows(other)) == (True, False)


def test_what_was_needed_last_is_kept() -> None:
    known: Remembered[int] = Remembered(2)
    for number, question in enumerate("abc"):
        known.put(question, number)
        assert known.get("a") == 0
    known.put("d", 3)
    known.put("e", 4)
    assert known.get("a") == 0
    assert known.get("b") is None
