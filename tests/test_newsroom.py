"""A newsroom as a whole: sixty articles in git and one that breaks a fact; and edits that change nothing that is said."""

import random
import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from factcheck import api
from newsroom import PARAGRAPHS, article, edited, facts, newsroom
from tests_support import Done, call

AS_OF = ("--as-of", "2024-06-01")
MUSEUM, QUARRY = PARAGRAPHS[0], PARAGRAPHS[4]


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=newsroom", "-c", "user.email=newsroom@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def committed(folder: Path, message: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", message)


def annotations(done: Done, level: str = "error") -> list[tuple[str, int]]:
    return [(file, int(line)) for file, line in re.findall(rf"^::{level} file=([^,]+),line=(\d+)", done.out, re.MULTILINE)]


@pytest.fixture(name="repository")
def _repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in newsroom(random.Random(60), 60).items():
        (tmp_path / name).write_text(text)
    (tmp_path / "factcheck.toml").write_text('fail-on = "error"\n')
    git(tmp_path, "init", "-q", "-b", "main")
    committed(tmp_path, "Sixty articles")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    return tmp_path


def test_a_new_article_that_breaks_a_fact(repository: Path) -> None:
    against = next(path for path in sorted(repository.glob("*.md")) if "Museum drew" in path.read_text())
    told = facts(random.Random(0), int(against.name[:2]))
    (seen,) = re.findall(r"drew (\d+) visitors", against.read_text())
    broken = told._replace(values={**told.values, "visitors": int(seen) + 1100})
    new = repository / "new.md"
    new.write_text(article(random.Random(1), broken, [QUARRY, MUSEUM], date(2024, 5, 20)))
    line = next(n for n, text in enumerate(new.read_text().splitlines(), start=1) if "Museum drew" in text)

    git(repository, "switch", "-qc", "story")
    changed = ("check", ".", "--changed-since", "main", "--format", "github", *AS_OF)
    done = call(*changed)
    assert done.code == 1
    assert annotations(done) == [("new.md", line)]
    assert f"“The {told.town} Museum drew {seen} visitors in 2022.”" in done.out
    committed(repository, "A new article")

    assert call("baseline", "write", ".", *AS_OF).code == 0
    done = call(*changed)
    assert (done.code, annotations(done), done.err) == (0, [], "")

    new.write_text(new.read_text().replace(str(int(seen) + 1100), str(int(seen) + 2300)))
    done = call(*changed)
    assert done.code == 1
    assert annotations(done) == [("new.md", line)]
    assert "is found no more" in done.err


def identities(folder: Path) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Fingerprints with code and quotations; without FC302, for whether two articles are copies hangs on the order of their text, too."""
    run = api.check([folder], as_of=date(2024, 6, 1), root=folder)
    return {f.fingerprint: (f.code, tuple(" ".join(s.quote.split()) for s in f.statements)) for f in run.findings if f.code != "FC302"}


@pytest.mark.parametrize("edits", [20, pytest.param(1000, marks=pytest.mark.slow)])
def test_moving_wrapping_and_ordering_paragraphs_leaves_every_fingerprint_alone(edits: int, tmp_path: Path) -> None:
    """Cumulative edits of two articles that contradict each other in all facts, ten to a pair of articles."""
    for number in range(edits // 10):
        chance = random.Random(number)
        told = facts(chance, number)
        other = told._replace(values={name: value + (7 if name == "year" else value // 2) for name, value in told.values.items()})
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "a.md").write_text(article(chance, told, PARAGRAPHS, date(2024, 1, 1)))
        (folder / "b.md").write_text(article(chance, other, chance.sample(PARAGRAPHS, 5), date(2024, 1, 5)))
        before = identities(folder)
        assert sum(len(quotes) == 2 for _, quotes in before.values()) >= 2
        for _ in range(10):
            path = folder / chance.choice(("a.md", "b.md"))
            path.write_text(edited(chance, path.read_text()))
            assert identities(folder) == before, path.read_text()
