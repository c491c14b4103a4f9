"""The command line: every command, every exit code, and where its output goes."""

import json
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from factcheck import __version__, reading
from factcheck.comparison import Verdict
from factcheck.findings.draft import Draft
from factcheck.model import Article
from tests_support import call

FIXTURES = Path(__file__).parent.parent / "fixtures"
CLASH = str(FIXTURES / "cases" / "FC101-fires")
CALM = str(FIXTURES / "cases" / "FC101-near-miss")
DATED = str(FIXTURES / "cases" / "FC201-fires")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check", CALM], 0),
        (["check", CLASH], 1),
        (["check", CLASH, "--fail-on", "never"], 0),
        (["check", CLASH, "--ignore", "FC101"], 0),
        (["check", CLASH, "--select", "FC2"], 0),
        (["check", CLASH, "--select", "FC101,FC102"], 1),
        (["check", DATED, "--as-of", "2030-01-01"], 0),
        (["check", DATED, "--as-of", "2030-01-01", "--fail-on", "warning"], 1),
        (["check", DATED, "--fail-on", "note"], 1),
        (["check", "missing.txt"], 2),
        (["check", CLASH, "missing.txt"], 2),
        (["explain", "FC101"], 0),
        (["config"], 0),
        (["--version"], 0),
        (["--help"], 0),
    ],
)
def test_exit_codes(arguments: list[str], code: int) -> None:
    assert call(*arguments).code == code


def test_an_unreadable_file_in_a_folder_beats_findings(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text((Path(CLASH) / name).read_text())
    (tmp_path / "c.md").write_text("")
    done = call("check", str(tmp_path))
    assert done.code == 3
    assert "FC101" in done.out
    assert "INCOMPLETE" in done.out
    assert "c.md" in done.err


def test_the_report_is_on_standard_output_and_warnings_on_standard_error() -> None:
    done = call("check", CLASH, "missing.txt")
    assert "FC101" in done.out
    assert "missing.txt" in done.err
    assert "FC101" not in done.err


def test_output_goes_to_a_file(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    done = call("check", CLASH, "--format", "json", "--output", str(path))
    assert done.out == ""
    assert json.loads(path.read_text())["summary"]["articles"] == 2


def test_standard_input_is_an_article() -> None:
    done = call("check", "-", "--format", "json", "--published", "2024-03-04", stdin=b"The bridge opened on Tuesday. It is now full.\n")
    report = json.loads(done.out)
    assert report["articles"][0]["path"] == "-"
    assert report["articles"][0]["published_from"] == "configuration"
    assert {f["code"] for f in report["findings"]} == {"FC202", "FC203"}


def test_extract_prints_one_claim_a_line() -> None:
    done = call("extract", CLASH)
    claims = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 0
    assert any(claim["quote"] == "The new hall seats 500 people on two levels" for claim in claims)
    assert all({"subject", "predicate", "object", "about", "values"} <= claim.keys() for claim in claims)


def test_the_beginning_of_a_code_brings_the_codes_that_begin_so() -> None:
    assert "did you mean FC301, FC302, FC303?" in call("explain", "fc3").err
    assert "did you mean FC110?" in call("explain", "FC111").err
    assert "known are FC101, " in call("explain", "").err


def test_explain_has_all_four_parts() -> None:
    out = call("explain", "overtaken").out
    assert out.startswith("FC205 overtaken (warning)")
    assert all(heading in out for heading in ("What it does", "Why it matters", "Example", "What to do"))


def test_config_tells_value_and_origin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "factcheck.toml").write_text("soon-days = 30\n")
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    lines = call("config").out.splitlines()
    assert any(line.startswith("soon-days = 30  # ") and line.endswith("factcheck.toml") for line in lines)
    assert "stale-after-days = 180  # default" in lines


def test_evaluate_prints_the_figures(tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "one").symlink_to(FIXTURES / "packs" / "05-wildfire")
    figures = json.loads(call("evaluate", str(tmp_path / "packs"), "--json").out)
    assert figures["packs"] == 1
    assert set(figures["contradiction"]) == {"P", "R", "F1", "tp", "fp", "fn"}
    assert "time_sensitive" in call("evaluate", str(tmp_path / "packs")).out


def test_version() -> None:
    assert __version__ in call("--version").out


def test_options_come_from_the_configuration_and_lose_to_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.factcheck]\nignore = ["FC101"]\nfail-on = "error"\n')
    monkeypatch.chdir(tmp_path)
    assert call("check", CLASH).code == 0
    assert call("check", CLASH, "--ignore", "FC102").code == 1


def test_aliases_of_the_configuration_name_one_thing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "factcheck.toml").write_text('[aliases]\n"Old Lady" = "Bank of Selm"\n')
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("The Old Lady hired 40 clerks in May.\n")
    claims = [json.loads(line) for line in call("extract", "a.txt").out.splitlines()]
    assert "Bank of Selm" in {value.get("canonical") for value in claims[0]["values"]}


def test_timings_and_quiet(tmp_path: Path) -> None:
    assert "seconds: claims " in call("check", CALM, "--timings").out
    (tmp_path / "a.txt").write_text("The valley has three schools.\n")
    (tmp_path / "b.txt").write_text("")
    assert call("check", str(tmp_path), "--quiet").err == ""
    assert "b.txt" in call("check", str(tmp_path)).err


def shell(command: str) -> subprocess.CompletedProcess[str]:
    program = f"{sys.executable} -m factcheck"
    return subprocess.run(["bash", "-c", command.replace("factcheck", program)], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", ["--help", "--version", "check --help", "check --json-schema", "explain FC101", "config"])
def test_a_reader_that_has_left_is_no_error(command: str) -> None:
    done = shell(f"factcheck {command} | true; echo ${{PIPESTATUS[0]}}")
    assert (done.stdout, done.stderr) == ("0\n", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
@pytest.mark.parametrize("command", ["check --json-schema", "explain FC101", "config"])
def test_a_full_disk_is_told_in_one_line(command: str) -> None:
    done = shell(f"factcheck {command} > /dev/full")
    assert done.returncode == 2
    assert done.stderr == "factcheck: standard output: cannot be written (No space left on device); send it elsewhere\n"


def test_an_output_that_leads_to_itself_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to(tmp_path / "out")
    done = call("check", CALM, "--output", str(tmp_path / "out"))
    assert done.code == 2
    assert done.err.startswith(f"factcheck: {tmp_path / 'out'}: cannot be written (")
    assert done.err.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_disk_below_output_is_told_in_one_line() -> None:
    done = call("check", CALM, "--output", "/dev/full")
    assert (done.code, done.err) == (2, "factcheck: /dev/full: cannot be written (No space left on device); check --output\n")


def test_closed_streams_are_told_in_one_line() -> None:
    done = shell("factcheck explain FC101 >&-")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    done = shell("factcheck check - <&-")
    assert (done.returncode, done.stderr) == (2, "factcheck: -: standard input is closed; pipe an article into it, or name a file\n")
    assert shell("factcheck explain FC999 2>&-").returncode == 2


def test_a_signal_is_exit_130_and_one_line() -> None:
    program = subprocess.Popen([sys.executable, "-m", "factcheck", "check", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert program.stdin is not None
    program.stdin.write("The valley has three schools. " * 10_000)  # more than a pipe holds: the program has begun to read
    program.send_signal(signal.SIGINT)
    assert program.communicate(timeout=60)[1] == "factcheck: interrupted\n"
    assert program.returncode == 130


def test_the_report_never_overwrites_an_article(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The valley has three schools.\n")
    done = call("check", str(tmp_path), "--output", str(path))
    assert (done.code, done.out) == (2, "")
    assert "a.txt: is one of the articles" in done.err
    assert path.read_text() == "The valley has three schools.\n"


def test_what_is_wrong_in_a_file_is_told_with_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for content, says in (
        ('select = ["FC999"]', "factcheck.toml: select: unknown rule 'FC999'"),
        ('ignore = ["FC1", "x"]', "factcheck.toml: ignore: unknown rule 'x'"),
        ('engine = "oracle"', "factcheck.toml: engine: unknown engine 'oracle'"),
        ('comparator = "oracle"', "factcheck.toml: comparator: unknown engine 'oracle'"),
    ):
        Path("factcheck.toml").write_text(content)
        done = call("check", CALM)
        assert done.code == 2
        assert says in done.err
    assert "factcheck: --select: unknown rule 'FC999'" in call("check", CALM, "--select", "FC999", "--comparator", "local").err


def test_a_working_folder_that_is_gone_is_told() -> None:
    done = shell("cd $(mktemp -d) && rmdir $PWD && factcheck config")
    assert (done.returncode, done.stderr) == (2, "factcheck: the working folder is gone; change to one that exists\n")


def test_what_one_article_does_to_the_program_leaves_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"The valley {name[0]} has three schools.\n")
    parse = reading.parse

    def broken(article: Article, *rest: object) -> object:
        if article.path.endswith("a.txt"):
            raise ZeroDivisionError("nine")
        return parse(article, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "parse", broken)
    done = call("check", str(tmp_path), "--format", "json")
    report = json.loads(done.out)
    assert done.code == 3
    assert "a.txt: internal error in test_cli.py:" in done.err
    assert "ZeroDivisionError: nine" in done.err
    assert [claim["quote"] for claim in report["claims"]] == ["The valley b has three schools"]


def test_what_never_ends_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The valley has three schools.\n\n" + "The river rose and " * 400 + "fell.\n")
    done = call("check", str(path))
    assert done.code == 3
    assert "a.txt:3: 7,605 characters without the end of a sentence were not read" in done.err
    assert "1 claim" in done.out


@pytest.mark.parametrize("style", ["json", "sarif", "github", "markdown", "junit"])
def test_every_form_goes_to_a_file_and_is_the_same_whatever_the_order(style: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    reports = []
    for number, paths in enumerate(([f"{CLASH}/a.md", f"{CLASH}/b.md"], [f"{CLASH}/b.md", f"{CLASH}/a.md"])):
        path = tmp_path / str(number)
        done = call("check", *paths, "--format", style, "--output", str(path))
        assert (done.code, done.out, done.err) == (1, "", f"factcheck: {path}: 1 error, 0 warnings, 1 note\n")
        assert call("check", *paths, "--format", style, "--output", str(path), "--quiet").err == ""
        reports.append(path.read_bytes())
    assert reports[0] == reports[1]
    assert b"340" in reports[0]


def test_the_step_s_summary_is_added_to_and_a_wrong_place_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert call("check", CLASH, "--format", "github").code == 1
    text = summary.read_text()
    assert text.startswith("before\n### factcheck: 1 error")
    call("check", CLASH, "--format", "markdown")
    assert summary.read_text() == text
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "gone" / "summary.md"))
    done = call("check", CLASH, "--format", "github")
    assert done.code == 2
    assert "summary.md: cannot be written" in done.err


def test_what_is_unsure_is_hidden_and_fails_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    from factcheck.findings import build

    sure = build.from_verdict

    def unsure(verdict: Verdict, articles: Mapping[str, Article]) -> Draft | None:
        return sure(replace(verdict, confidence=0.4, confidence_from="calibrated", sure=False), articles)

    monkeypatch.setattr(build, "from_verdict", unsure)
    assert call("check", CLASH, "--fail-on", "warning", "--min-confidence", "0.4").code == 1
    done = call("check", CLASH, "--fail-on", "warning", "--min-confidence", "0.5")
    assert done.code == 0
    assert "warning FC101" not in done.out
    assert "1 finding of a confidence below 0.5" in done.out
    assert "0 errors" in done.out
    assert '"FC101"' in call("check", CLASH, "--min-confidence", "0.5", "--format", "json").out
    assert call("check", CLASH, "--min-confidence", "1.5").code == 2


def test_a_wrong_rule_in_a_severity_or_a_pattern_is_told_with_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for content, says in (
        ('[severity]\nFC999 = "note"\n', "factcheck.toml: severity: unknown rule 'FC999'"),
        ('[paths."a/"]\nignore = ["FC999"]\n', "factcheck.toml: paths: unknown rule 'FC999'"),
    ):
        Path("factcheck.toml").write_text(content)
        done = call("check", CALM)
        assert done.code == 2
        assert says in done.err


def test_config_prints_nested_values_with_their_origin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "factcheck.toml").write_text('trusted = ["Harbour Post"]\n[paths."archive/"]\nignore = ["FC2"]\n')
    monkeypatch.chdir(tmp_path)
    lines = call("config").out.splitlines()
    assert any(line.startswith('trusted = ["Harbour Post"]  # ') and line.endswith("factcheck.toml") for line in lines)
    assert any(line.startswith('paths = {"archive/": {"select": [], "ignore": ["FC2"], "severity": {}}}  # ') for line in lines)
    assert "severity = {}  # default" in lines
