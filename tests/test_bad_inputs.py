"""Forty bad inputs: one clear line with the path, the right exit code, no traceback, and the rest is still reported."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck import api, cli
from factcheck.model import Article
from tests_support import call

GOOD = "The valley has three schools. As of October 2023, the firm employs 900 people.\n"


@dataclass(frozen=True)
class Bad:
    name: str
    content: bytes
    says: str


FILES = [
    Bad("empty.txt", b"", "holds no text"),
    Bad("blank.md", b" \n\t\n", "holds no text"),
    Bad("only-front-matter.md", b"---\ntitle: A\n---\n", "holds no text"),
    Bad("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\xff\xfe\xfd", "binary"),
    Bad("nul.txt", b"The valley\x00 has three schools.", "NUL"),
    Bad("surrogate.jsonl", b'{"text": "The valley has \\ud800 three schools."}\n', "lone surrogates"),
    Bad("surrogate-title.jsonl", b'{"text": "The valley has three schools.", "title": "\\udfff"}\n', "lone surrogates"),
    Bad("cut.txt", b"\xff\xfeT\x00h\x00e", "utf-16"),
    Bad("long.txt", b"word " * 4_000_000, "longer than"),
    Bad("yaml.md", b"---\ntitle: [unclosed\n---\n" + GOOD.encode(), "no valid YAML"),
    Bad("open.md", b"---\ntitle: A\n" + GOOD.encode(), "no closing line"),
    Bad("list.md", b"---\n- a\n- b\n---\n" + GOOD.encode(), "no list of fields"),
    Bad("date.md", b"---\npublished: '2023-02-30'\n---\n" + GOOD.encode(), "2023-02-30"),
    Bad("bare-date.md", b"---\npublished: 2023-02-30\n---\n" + GOOD.encode(), "bare-date.md"),
    Bad("word-date.md", b"---\npublished: soonish\n---\n" + GOOD.encode(), "soonish"),
    Bad("page.html", b"<html><head><title>x</title></head><body><nav>menu</nav></body></html>", "no article text"),
    Bad("nothing.html", b"", "no article text"),
    Bad("broken.jsonl", b'{"text": "unclosed\n', "broken.jsonl:1"),
    Bad("notext.jsonl", b'{"title": "A"}\n', "has no text"),
    Bad("number.jsonl", b'{"text": 12}\n', "has no text"),
    Bad("array.jsonl", b"[1, 2]\n", "no JSON object"),
    Bad("emptytext.jsonl", b'{"text": ""}\n', "holds no text"),
    Bad("baddate.jsonl", b'{"text": "The valley has three schools.", "published": "2024-13-01"}\n', "2024-13-01"),
    Bad("deep.jsonl", b"[" * 100_000 + b"\n", "no valid JSON"),
    Bad("blank.jsonl", b"\n\n", "holds no text"),
    Bad("word.docx", b"this is no zip", "Word document"),
    Bad(
        "german.txt",
        "Der Bürgermeister hat am Dienstag gesagt, dass die Brücke nicht vor dem Herbst wieder für den Verkehr geöffnet wird.".encode(),
        "not in English",
    ),
    Bad("chinese.txt", "市长星期二说，大桥秋天之前不会重新开放。".encode(), "not in English"),
    Bad("russian.txt", "Мэр сказал во вторник, что мост не откроется до осени.".encode(), "not in English"),
]


@pytest.mark.parametrize("bad", FILES, ids=lambda bad: bad.name)
def test_named_file(bad: Bad, tmp_path: Path) -> None:
    path = tmp_path / bad.name
    path.write_bytes(bad.content)
    done = call("check", str(path))
    assert done.code == 2
    assert bad.says in done.err
    assert bad.name in done.err
    assert "Traceback" not in done.err
    assert len(done.err.strip().splitlines()) == 1


@pytest.mark.parametrize("bad", FILES, ids=lambda bad: bad.name)
def test_in_a_folder_the_rest_is_reported(bad: Bad, tmp_path: Path) -> None:
    (tmp_path / bad.name).write_bytes(bad.content)
    (tmp_path / "good.txt").write_text(GOOD)
    done = call("check", str(tmp_path), "--format", "json", "--as-of", "2024-01-01")
    report = json.loads(done.out)
    assert done.code == 3
    assert [Path(article["path"]).name for article in report["articles"]] == ["good.txt"]
    assert any(finding["code"] == "FC201" for finding in report["findings"])
    assert [bad.name in failure["subject"] for failure in report["failures"]] == [True]


ARGUMENTS: list[tuple[str, list[str], str]] = [
    ("missing file", ["check", "no-such.txt"], "no-such.txt"),
    ("missing folder", ["check", "no-such/"], "no-such"),
    ("empty glob", ["check", "*.nothing"], "*.nothing"),
    ("folder without articles", ["check", "void"], "void"),
    ("unsupported format", ["check", "paper.pdf"], "supported are"),
    ("dangling link", ["check", "link.txt"], "link.txt"),
    ("unknown report format", ["check", "good.txt", "--format", "xml"], "xml"),
    ("unknown engine", ["check", "good.txt", "--engine", "oracle"], "oracle"),
    ("unknown extractor", ["check", "good.txt", "--extractor", "oracle"], "oracle"),
    ("unknown judge", ["check", "good.txt", "--judge", "oracle"], "oracle"),
    ("unknown rule", ["check", "good.txt", "--select", "FC999"], "FC999"),
    ("unknown rule to explain", ["explain", "FC210"], "FC210"),
    ("no date", ["check", "good.txt", "--as-of", "2023-02-30"], "2023-02-30"),
    ("no day of publication", ["check", "good.txt", "--published", "May"], "May"),
    ("unknown severity", ["check", "good.txt", "--fail-on", "fatal"], "fatal"),
    ("unknown option", ["check", "good.txt", "--verbose"], "--verbose"),
    ("no paths", ["check"], "PATHS"),
    ("unknown command", ["chekc"], "chekc"),
    ("output in a missing folder", ["check", "good.txt", "--output", "nowhere/report.txt"], "nowhere"),
    ("missing configuration", ["check", "good.txt", "--config", "none.toml"], "none.toml"),
    ("broken configuration", ["check", "good.txt", "--config", "broken.toml"], "broken.toml"),
    ("unknown key", ["check", "good.txt", "--config", "typo.toml"], "did you mean 'stale-after-days'"),
    ("wrong value", ["check", "good.txt", "--config", "wrong.toml"], "soon-days"),
    ("no packs", ["evaluate", "void"], "void"),
]


@pytest.mark.parametrize(("arguments", "says"), [entry[1:] for entry in ARGUMENTS], ids=[entry[0] for entry in ARGUMENTS])
def test_arguments(arguments: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "void").mkdir()
    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "broken.toml").write_text("select = [")
    (tmp_path / "typo.toml").write_text("stale-after-day = 3\n")
    (tmp_path / "wrong.toml").write_text('soon-days = "many"\n')
    done = call(*arguments)
    assert done.code == 2
    assert says in done.err
    assert "Traceback" not in done.err
    assert len(done.err.strip().splitlines()) == 1


@pytest.mark.parametrize("named", [True, False])
def test_unreadable(named: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(GOOD)
    (tmp_path / "good.txt").write_text(GOOD)
    read = Path.read_bytes

    def refused(self: Path) -> bytes:
        if self.name == "secret.txt":
            raise PermissionError(13, "Permission denied")
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", refused)
    done = call("check", str(path if named else tmp_path))
    assert done.code == (2 if named else 3)
    assert "secret.txt: may not be read; change its permissions" in done.err
    assert "Traceback" not in done.err


def test_one_bad_line_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_text(json.dumps({"text": GOOD}) + "\nnot json\n" + json.dumps({"text": GOOD + "It rained."}) + "\n")
    done = call("check", str(path), "--format", "json")
    assert done.code == 2
    assert "wire.jsonl:2" in done.err
    assert [article["path"].rsplit(":", 1)[1] for article in json.loads(done.out)["articles"]] == ["1", "3"]


def test_the_same_file_twice_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(GOOD)
    done = call("check", "a.txt", "./a.txt", str(tmp_path), "--format", "json")
    assert len(json.loads(done.out)["articles"]) == 1


def test_utf_16_and_latin_1_are_read(tmp_path: Path) -> None:
    (tmp_path / "wide.txt").write_bytes(GOOD.encode("utf-16"))
    (tmp_path / "old.txt").write_bytes(("The café in the valley has three rooms and a garden. " + GOOD).encode("latin-1"))
    done = call("check", str(tmp_path), "--format", "json")
    assert done.code == 0
    assert len(json.loads(done.out)["articles"]) == 2


def test_a_bug_is_exit_3_and_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(GOOD)

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("nine")

    monkeypatch.setattr("factcheck.pipeline.check", broken)
    done = call("check", str(path))
    assert (done.code, len(done.err.strip().splitlines())) == (3, 1)
    assert "ZeroDivisionError" in done.err


def test_an_interrupt_is_exit_130(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(GOOD)

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("factcheck.pipeline.check", interrupted)
    assert call("check", str(path)).code == 130


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300), day=st.none() | st.dates())
def test_any_text_is_survived_and_every_quote_stands_at_its_span(text: str, day: date | None, article: Callable[..., Article]) -> None:
    run = api.check([article(text, day)], as_of=date(2024, 1, 1))
    assert all(text[claim.span.start : claim.span.end] == claim.quote for claim in run.claims)
    assert all(text[s.start : s.end] == s.quote for finding in run.findings for s in finding.statements)
    assert not run.failures


FRAGMENTS = st.sampled_from(
    [
        "The council ",
        "said on Tuesday that ",
        "12 people ",
        "will ",
        "if re-elected in 2024 ",
        "As of May 9999, ",
        "“",
        "”",
        ". ",
        "**",
        "\n",
        "in 0001 ",
        "$3-4 million ",
        "who leads ",
        "the 1990s ",
        "at 25:99 ",
        "February 30 ",
        "(",
        "never ",
        "U.S. ",
        "— ",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(FRAGMENTS, max_size=25), day=st.none() | st.dates())
def test_any_news_like_text_is_survived(parts: list[str], day: date | None, article: Callable[..., Article]) -> None:
    text = "".join(parts) or "."
    run = api.check([article(text, day), article(text + " It was so.", day, "b.txt")], as_of=date(2024, 1, 1))
    texts = {a.id: a.text for a in run.articles}
    assert all(texts[s.article][s.start : s.end] == s.quote for finding in run.findings for s in finding.statements)


def test_the_clock_is_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(GOOD)
    with pytest.raises(SystemExit):
        cli.main(["check", str(path), "--format", "json"], clock=lambda: date(2031, 5, 6))
    assert json.loads(capsys.readouterr().out)["as_of"] == "2031-05-06"
