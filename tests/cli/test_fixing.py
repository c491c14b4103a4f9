"""--fix and --diff: rewrites that need no judgement go into the files, and nothing else changes."""

from pathlib import Path

import pytest

from factcheck import rewrites
from factcheck.model import Run
from factcheck.rewrites import Rewrite
from tests_support import call

HEAD = "---\npublished: 2024-03-05\n---\n"


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fixed(folder: Path, body: str, *options: str) -> str:
    path = folder / "a.md"
    path.write_bytes((HEAD + body).encode())
    assert call("check", "a.md", "--fix", "--as-of", "2024-03-06", *options).code in {0, 1}
    return path.read_bytes().decode().removeprefix(HEAD)


def test_a_word_of_time_becomes_a_date(folder: Path) -> None:
    assert fixed(folder, "The mill closed last year.\nIt currently employs 40 people.\n") == (
        "The mill closed in 2023.\nIt as of March 2024 employs 40 people.\n"
    )
    assert fixed(folder, "Currently, the road to Selm is closed.\n") == "As of March 2024, the road to Selm is closed.\n"


@pytest.mark.parametrize(
    "quoted",
    [
        '"The mill currently loses money," she said.',
        "“The mill currently loses money,” she said.",
        "‘The mill currently loses money,’ she said.",
        "'The workers' mill currently loses money,' she said.",
        '"We are leaving. The mill currently loses money.',
        'The 5" pipe is new. "The mill currently loses money," she said.',
        "> The mill currently loses money.",
    ],
)
def test_what_somebody_is_quoted_with_stays(quoted: str, folder: Path) -> None:
    assert fixed(folder, f"{quoted}\n") == f"{quoted}\n"


def test_what_is_beside_a_quotation_does_not_stay(folder: Path) -> None:
    text = "\"It is old,\" she said. The mill's roof currently leaks, and the workers' hall is dry.\n"
    assert "roof as of March 2024 leaks" in fixed(folder, text)


def test_line_ends_stay_and_suppressed_sentences_too(folder: Path) -> None:
    assert fixed(folder, "The mill closed last year.\r\nThe road is wet.\r\n") == "The mill closed in 2023.\r\nThe road is wet.\r\n"
    kept = "<!-- factcheck: ignore[FC2] told so on purpose -->\nThe mill closed last year.\n"
    assert fixed(folder, kept) == kept
    assert fixed(folder, "The mill closed last year.\n", "--ignore", "FC2") == "The mill closed last year.\n"


def test_a_diff_shows_the_same_and_changes_nothing(folder: Path) -> None:
    text = HEAD + "The mill closed last year.\n"
    (folder / "a.md").write_text(text)
    done = call("check", "a.md", "--diff")
    assert "\n-The mill closed last year.\n+The mill closed in 2023.\n" in done.out
    assert done.out.startswith("--- a/a.md\n+++ b/a.md\n")
    assert "1 rewrite possible in 1 file" in done.err
    assert (folder / "a.md").read_text() == text
    assert call("check", "-", "--diff", stdin=b"The road is wet.\n").out == ""


def test_what_cannot_be_done_is_told(folder: Path) -> None:
    (folder / "a.md").write_text(HEAD + "The mill closed last year.\n")
    both = call("check", "a.md", "--fix", "--diff")
    assert (both.code, both.out) == (2, "")
    assert "give one of them" in both.err
    stdin = call("check", "-", "--fix", stdin=b"The mill closed last year.\n")
    assert stdin.code == 2
    assert "standard input" in stdin.err
    (folder / "a.html").write_text(
        "<html><head><meta name='date' content='2024-03-05'></head><body><p>The mill closed last year.</p></body></html>"
    )
    before = (folder / "a.html").read_text()
    assert "0 rewrites written" in call("check", "a.html", "--fix").err
    assert (folder / "a.html").read_text() == before


def test_text_that_has_changed_meanwhile_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "a.md"
    path.write_text(HEAD + "The mill closed last year.\n")
    real = rewrites.rewrites

    def meanwhile(run: Run) -> tuple[list[Rewrite], int]:
        path.write_text(HEAD + "On Monday the mill closed last year.\n")
        return real(run)

    monkeypatch.setattr(rewrites, "rewrites", meanwhile)
    assert "1 left as they are" in call("check", "a.md", "--fix").err
    assert path.read_text() == HEAD + "On Monday the mill closed last year.\n"


def test_what_a_link_names_is_not_written_to(folder: Path) -> None:
    (folder / "in").mkdir()
    other = folder / "other.md"
    other.write_text(f"{HEAD}It currently employs 40 people.\n")
    (folder / "in" / "a.md").symlink_to(other)
    done = call("check", "in", "--fix", "--as-of", "2024-03-06")
    assert "0 rewrites written in 0 files; 1 left" in done.err
    assert other.read_text() == f"{HEAD}It currently employs 40 people.\n"
