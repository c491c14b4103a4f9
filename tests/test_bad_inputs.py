"""Bad inputs: one clear line with the path, the right exit code, no traceback, and the rest is still reported."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

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


LAUGHS = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in pairwise("abcdefghijk"))


def packed(size: int) -> bytes:
    """A Word file's shell with one part that unpacks to `size` bytes."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * size)
    return file.getvalue()


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
    Bad("laughs.md", f"---\n{LAUGHS}title: *k\n---\n{GOOD}".encode(), "aliases"),
    Bad("merged.md", f"---\na: &a {{x: 1}}\nb: {{<<: *a}}\n---\n{GOOD}".encode(), "aliases"),
    Bad("tag.md", f"---\ntitle: !!python/object/apply:os.getcwd []\n---\n{GOOD}".encode(), "no valid YAML"),
    Bad("nested.md", f"---\ntitle: {'[' * 20_000}\n---\n{GOOD}".encode(), "no valid YAML"),
    Bad("unhashable.md", f"---\n{{a: b}}: c\n---\n{GOOD}".encode(), "no valid YAML"),
    Bad("title-list.md", f"---\ntitle: [a, b]\n---\n{GOOD}".encode(), "its title is no text but a list"),
    Bad("longmatter.md", f"---\ntitle: {'x' * 60_000}\n---\n{GOOD}".encode(), "longer than 50,000"),
    Bad("date-list.md", f"---\ndate: [2024]\n---\n{GOOD}".encode(), "a list is no date"),
    Bad("two-readings.md", f"---\ndate: 04/03/2024\n---\n{GOOD}".encode(), "2024-04-03 or 2024-03-04"),
    Bad("damaged.txt", f"{GOOD}“Öäü”\n".encode() + b"\xff\n", "damaged.txt:3: the byte 0xff is no UTF-8"),
    Bad("odd.txt", GOOD.encode() + b"\x81\n", "neither UTF-8 nor Windows-1252"),
    Bad("controls.txt", bytes(range(1, 32)) * 20 + b"\xff", "binary"),
    Bad("nul.jsonl", b'{"text": "The valley\\u0000 has three schools."}\n', "NUL"),
    Bad("digits.jsonl", b'{"text": "The valley has three schools.", "n": ' + b"9" * 5000 + b"}\n", "no valid JSON"),
    Bad("source-list.jsonl", b'{"text": "The valley has three schools.", "source": ["a"]}\n', "its source is no text"),
    Bad("bomb.docx", packed(20_000_000), "unpacks to more than"),
    Bad("other.docx", packed(20), "Word document"),
    Bad("deep.html", b"<html><body>" + b"<div>" * 50_000 + b"<p>The valley has three schools and a mill.</p>", "no article text"),
    Bad("german-short.txt", "Die Brücke ist nicht offen.".encode(), "not in English"),
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
    ("unsupported format", ["check", "paper.psd"], "supported are"),
    ("dangling link", ["check", "link.txt"], "link.txt"),
    ("unknown report format", ["check", "good.txt", "--format", "xml"], "xml"),
    ("unknown engine", ["check", "good.txt", "--engine", "oracle"], "oracle"),
    ("unknown extractor", ["check", "good.txt", "--extractor", "oracle"], "oracle"),
    ("unknown judge", ["check", "good.txt", "--comparator", "oracle"], "oracle"),
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
    (tmp_path / "paper.psd").write_bytes(b"8BPS")
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


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_is_no_regular_file_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "device.txt").symlink_to("/dev/zero")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "good.txt").write_text(GOOD)
    done = call("check", str(tmp_path))
    assert done.code == 3
    assert [line.split(": ")[2] for line in done.err.splitlines()] == ["is no regular file; leave it out"]
    assert "1 article" in done.out
    done = call("check", str(tmp_path / "pipe.txt"))
    assert (done.code, len(done.err.splitlines())) == (2, 1)
    assert "pipe.txt: is no regular file" in done.err
    assert "folder.txt" not in call("check", str(tmp_path / "*.txt")).err


def test_loops_of_links_are_not_entered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("news").mkdir()
    Path("news/a.txt").write_text(GOOD)
    for name in ("one", "two", "three"):
        Path("news", name).symlink_to(".")
    for arguments in (["news"], ["news/**/*.txt"], ["**"]):
        done = call("check", *arguments, "--format", "json")
        assert [article["path"] for article in json.loads(done.out)["articles"]] == ["news/a.txt"]


def test_an_unreadable_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "good.txt").write_text(GOOD)
    scan = os.scandir

    def refused(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refused)
    done = call("check", str(tmp_path))
    assert done.code == 3
    assert "closed: may not be read" in done.err
    assert call("check", str(tmp_path / "closed")).code == 2


def test_a_file_name_that_is_no_text_is_shown_with_escapes(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/raw\xff.txt")
    try:
        Path(name).write_text(GOOD)
    except OSError:
        pytest.skip("this file system takes no such name")
    for path in (name, str(tmp_path)):
        done = call("check", path, "--format", "json")
        assert done.code == 0
        assert json.loads(done.out)["articles"][0]["path"].endswith("raw\\xff.txt")
    missing = call("check", name.replace("raw", "gone"))
    assert "gone\\xff.txt: there is no such file" in missing.err


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
    Path("z.txt").symlink_to("a.txt")
    orders = [["a.txt", "./a.txt", "z.txt", "."], [".", "z.txt", "./a.txt", "a.txt"]]
    first, second = (call("check", *order, "--format", "json").out for order in orders)
    assert first == second
    assert len(json.loads(first)["articles"]) == 1


def test_one_address_with_one_content_is_one_article_whatever_the_order(tmp_path: Path) -> None:
    paths = [tmp_path / "a.md", tmp_path / "b.md"]
    for path in paths:
        path.write_text(f"---\nurl: https://example.org/1\n---\n{GOOD}")
    first, second = (call("check", *map(str, order), "--format", "json").out for order in (paths, paths[::-1]))
    assert first == second
    assert [Path(article["path"]).name for article in json.loads(first)["articles"]] == ["a.md"]


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
    refused = {"binary"} if "\0" in text else set() if text.strip() else {"empty"}
    assert {failure.kind for failure in run.failures} - {"language"} == refused


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


@pytest.mark.parametrize("number", ["³⁴⁰", "③④⓪", "²", "2²³", "1②", "१२", "٣٫٥", "₁₂", "⅞", "Ⅻ", "𝟛𝟜", "ፚ", "9" * 400])
def test_a_digit_of_whatever_script_is_survived(number: str, article: Callable[..., Article]) -> None:
    told = [
        "On May {0} the flood killed {0} people.", "Karl Moe, {0}, won {0} to {0}.", "In {0} the {0}-year-old left.", "It closed at {0}:{0}.",
        "Prices rose {0}% to £{0}m, from {0} to {0}.", "{0}/{0} and {0}-{0}-{0} it was.", "{0} years ago {0} of {0} km {0} burned.",
    ]  # fmt: skip
    assert not api.check([article(" ".join(told).format(number), date(2024, 3, 6))], as_of=date(2024, 3, 6)).failures


def test_the_clock_is_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(GOOD)
    with pytest.raises(SystemExit):
        cli.main(["check", str(path), "--format", "json"], clock=lambda: date(2031, 5, 6))
    assert json.loads(capsys.readouterr().out)["as_of"] == "2031-05-06"
