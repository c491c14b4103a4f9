"""The command line: every command, every exit code, and where its output goes."""

import json
from pathlib import Path

import pytest

from factcheck import __version__
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
