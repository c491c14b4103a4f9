"""No text of an article, a path, a configuration or a server is obeyed by what reads the log of a build: all formats, all fields."""

import json
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from factcheck import api
from factcheck.cli.options import STYLES
from factcheck.model import Run
from factcheck.report import JSON, XML, disarmed, safe
from factcheck.report.write import Form, write
from hostile import COMMANDS, commanding, obeyed
from tests_support import Done, call, captured

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"


OURS = re.compile(
    r"::(?:error|warning|notice) (?:file=[^:,]*(?:,(?:line|endLine|col|endColumn)=\d+)*,title=FC\d{3} [\w-]+|title=factcheck could not finish)::"
)
"""The commands to GitHub that factcheck gives."""


@pytest.fixture(scope="module", name="run")
def _run() -> Run:
    return api.check([FIXTURES / "articles"], as_of=date(2026, 6, 30), root=FIXTURES)


def printed(run: Run, style: str) -> str:
    with captured() as out:
        write(run, Form.model_validate({"style": style, "showing": {"min_severity": "note"}, "timings": True}), None)
    return out.text()


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("first", range(0, len(COMMANDS), 5))
def test_no_command_gets_into_a_log(style: str, first: int, run: Run) -> None:
    """Every field gets another command each time."""
    text = printed(commanding(run, *COMMANDS[first:], *COMMANDS[:first]), style)
    ours = OURS if style == "github" else None
    assert [line for line in obeyed(text) if ours is None or not ours.match(line) or re.search(r"##\w*\[", line)] == []
    reached = [word for word in ("mask", "owned", "task", "error", "teamcity") if word in text]
    assert len(reached) == 5 or (style == "concise" and len(reached) >= 3)  # which tells of a finding no more than its place and message


@pytest.mark.parametrize("command", COMMANDS)
def test_what_readers_of_json_and_xml_get_is_unchanged(command: str, run: Run) -> None:
    evil = commanding(run, command)
    assert json.loads(printed(evil, "json"))["articles"][0]["source"] == command
    regions = [
        result["locations"][0]["physicalLocation"].get("region", {}) for result in json.loads(printed(evil, "sarif"))["runs"][0]["results"]
    ]
    assert {region["snippet"]["text"] for region in regions if "snippet" in region} == {command}
    (case, *_) = ET.fromstring(printed(evil, "junit")).iter("testcase")  # noqa: S314  our own document
    assert case.get("classname") == safe(command)


@pytest.mark.parametrize("colour", ["1", ""])
def test_a_log_with_colours_gives_no_command_either(colour: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", colour)
    for command in ("::add-mask::a", "##vso[task.complete]x"):
        text = printed(commanding(run, command), "terminal")
        assert ("\x1b" in text) == bool(colour)
        assert not [line for line in obeyed(text.replace("\x1b", "")) if "::add" in line or "##" in line]
        assert obeyed(text.replace("\x1b", "\x1b[0m")) == [] or colour


@pytest.mark.parametrize(
    ("text", "shown", "in_json", "in_xml"),
    [
        ("::error::x", "\\x3a:error::x", "\\u003a:error::x", "&#58;:error::x"),
        ("a\n  ::x", "a\n  \\x3a:x", "a\n  \\u003a:x", "a\n  &#58;:x"),
        ("##vso[x]", "#\\x23vso[x]", "#\\u0023vso[x]", "#&#35;vso[x]"),
        ("std::vector ## [x] a ::b #[c]", *["std::vector ## [x] a ::b #[c]"] * 3),
    ],
)
def test_only_what_is_a_command_is_spelled_out(text: str, shown: str, in_json: str, in_xml: str) -> None:
    assert (disarmed(text), disarmed(text, JSON), disarmed(text, XML)) == (shown, in_json, in_xml)
    assert disarmed(shown) == shown


HEAD = '---\ntitle: "Hall ##vso[task.complete]"\nsource: "::add-mask::a"\npublished: 2024-03-04\n---\n'


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, seats in (("::error::b.md", 500), ("##[error]c.md", 340)):
        (tmp_path / name).write_text(
            f"{HEAD}The new hall ##vso[x] seats {seats} people on two levels. ::error::It is now open ##[error].\n"
        )
    (tmp_path / "::stop-commands::d.txt").write_bytes(b"")
    (tmp_path / "factcheck.toml").write_text('trusted = ["::add-mask::a", "##vso[task.complete]"]\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


LINES: list[tuple[str, ...]] = [
    *(("check", ".", "--format", style, "--min-severity", "note") for style in STYLES if style != "github"),
    ("check", ".", "--select", "FC2"),
    ("check", "::gone::", "##vso[gone]"),
    ("check", ".", "--fail-on", "::error::x"),
    ("check", ".", "--config", "##vso[x].toml"),
    ("extract", "."),
    ("config",),
    ("explain", "::error::x"),
    ("::error::x",),
    ("baseline", "write", ".", "--baseline", "::error::x.json"),
    ("check", ".", "--dry-run", "--engine", "openai", "--model", "##vso[x]", "--base-url", "http://h/##vso[x]"),
    ("archive", "list", "--archive", "a.sqlite"),
    ("archive", "list", "--archive", "a.sqlite", "--format", "json"),
    ("archive", "stale", "--archive", "a.sqlite", "--as-of", "2030-01-01"),
    ("archive", "stale", "--archive", "a.sqlite", "--as-of", "2030-01-01", "--format", "ics"),
    ("archive", "stale", "--archive", "a.sqlite", "--as-of", "2030-01-01", "--format", "json"),
    ("archive", "stats", "--archive", "a.sqlite"),
    ("archive", "show", "--archive", "a.sqlite", "::error::b.md"),
    ("archive", "show", "--archive", "a.sqlite", "::gone::"),
]


@pytest.mark.usefixtures("folder")
def test_no_command_line_prints_a_command() -> None:
    add = ("archive", "add", "::error::b.md", "##[error]c.md", "--archive", "a.sqlite")
    done: list[tuple[tuple[str, ...], Done]] = [(add, call(*add))]
    assert done[0][1].code == 0
    done += [(line, call(*line)) for line in LINES]
    for line, (_, out, err) in done:
        assert not [told for told in obeyed(out + "\n" + err) if "\x1b" not in told], line
    assert sum("error" in out + err for _, (_, out, err) in done) > 10


@pytest.mark.usefixtures("folder")
def test_json_on_standard_output_is_json_all_the_same() -> None:
    call("archive", "add", "::error::b.md", "##[error]c.md", "--archive", "a.sqlite")
    listed = json.loads(call("archive", "list", "--archive", "a.sqlite", "--format", "json").out)
    assert [row["path"] for row in listed] == ["##[error]c.md", "::error::b.md"]
    assert {row["title"] for row in listed} == {"Hall ##vso[task.complete]"}
    stale = json.loads(call("archive", "stale", "--archive", "a.sqlite", "--as-of", "2030-01-01", "--all", "--format", "json").out)
    assert any("##[error]" in row["quote"] for row in stale)
    claims = [json.loads(line) for line in call("extract", ".").out.splitlines()]
    assert any("##vso[x]" in claim["quote"] for claim in claims)
    trusted = next(line for line in call("config").out.splitlines() if line.startswith("trusted = "))
    assert json.loads(trusted.removeprefix("trusted = ").partition("  #")[0]) == ["::add-mask::a", "##vso[task.complete]"]


def test_the_files_of_the_page_hold_nothing_that_is_spelled_out() -> None:
    """Style and script stand in the page as they are, and their digests in its policy."""
    for path in (p for p in (FIXTURES.parent / "factcheck" / "report" / "static").iterdir() if p.is_file() and p.suffix in {".css", ".js"}):
        text = path.read_text(encoding="utf-8")
        assert disarmed(text, XML) == text, path
