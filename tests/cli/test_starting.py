"""What a new user meets first: help, init, rules, completion."""

import itertools
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest
import yaml

from factcheck.articles.inputs import READERS
from factcheck.cli import cli
from factcheck.cli.about import SHELLS
from factcheck.cli.options import MODELS
from factcheck.findings import RULES
from factcheck.settings import Settings, load
from tests_support import call

ROOT = Path(__file__).parent.parent.parent


def every_command() -> dict[str, click.Command]:
    found: dict[str, click.Command] = {}
    for name, command in cli.commands.items():
        found |= {f"{name} {part}": own for part, own in command.commands.items()} if isinstance(command, click.Group) else {name: command}
    return found


@pytest.mark.parametrize("command", ["", "baseline", "archive"])
def test_a_group_alone_prints_its_help_in_lines(command: str) -> None:
    done = call(*command.split())
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"Usage: factcheck {command}".rstrip())
    assert "\nCommands:\n" in done.err
    assert len(done.err.splitlines()) > 8


@pytest.mark.parametrize("command", every_command())
def test_help_tells_options_about_language_models_last(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    text = call(*command.split(), "--help").out
    assert max(map(len, text.splitlines())) <= 80
    about_models = {option for p in every_command()[command].params if p.name in MODELS for option in p.opts if option.startswith("--")}
    plain, _, models = text.partition("\nLanguage models:\n")
    assert about_models == set(re.findall(r"(?:^  |, )(--[a-z-]+)", models, re.MULTILINE))
    assert "\n  -h, --help" in plain


@pytest.mark.parametrize("command", ["extract", "archive add", "archive reindex"])
def test_what_only_reads_offers_no_engine_that_compares(command: str) -> None:
    text = call(*command.split(), "--help").out
    assert "--extractor" in text
    assert not re.search("--reader|--comparator", text)
    assert "--reader" in call("check", "--help").out


@pytest.mark.parametrize("command", every_command())
def test_help_says_what_an_option_takes_in_words_of_its_own(command: str) -> None:
    assert not re.search(r"INTEGER|FLOAT|TEXT|RANGE", call(*command.split(), "--help").out.replace("FACTCHECK_", ""))


@pytest.mark.parametrize("command", every_command())
def test_help_says_what_is_a_default_and_bounds_nothing_in_formulas(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    text = call(*command.split(), "--help").out
    assert not re.search(r"\bx[<>]=?\d|<=x", text)
    assert not re.search(r"\((?:error|warning|today|local|0|the login name|a free one|as many as[^)]*)\)\.", text)


@pytest.mark.parametrize("group", ["", "baseline", "archive"])
def test_no_line_of_a_list_of_commands_is_cut_off(group: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert "..." not in call(*group.split(), "--help").out.partition("\nCommands:\n")[2]


def test_init_writes_a_configuration_that_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = call("init")
    assert done.code == 0
    assert done.out.startswith("factcheck.toml: written.\n")
    assert "repo: local" in done.out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["factcheck.toml"]
    assert load(tmp_path).settings == Settings()
    again = call("init")
    assert (again.code, again.out) == (2, "")
    assert "is there already" in again.err


def test_init_writes_nothing_where_a_link_leads_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "here" / ".github").symlink_to(tmp_path / "elsewhere")
    monkeypatch.chdir(tmp_path / "here")
    done = call("init", "--workflow")
    assert done.code == 2
    assert "is a link that leads out" in done.err
    assert not list((tmp_path / "elsewhere").rglob("*.yml"))


def test_every_setting_of_the_first_configuration_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    call("init")
    text = (tmp_path / "factcheck.toml").read_text()
    chosen = re.sub(r"^# (?=[a-z-]+ = )", "", text, flags=re.MULTILINE)
    (tmp_path / "factcheck.toml").write_text(chosen)
    assert {key.replace("-", "_") for key in tomllib.loads(chosen)} == set(Settings.model_fields)
    told = load(tmp_path).settings.model_dump()
    assert {key for key, value in Settings().model_dump().items() if told[key] != value} == {"max_requests", "max_tokens", "max_cost"}


def test_what_is_not_set_has_an_example_that_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    call("init")
    lines = (tmp_path / "factcheck.toml").read_text().splitlines()
    settings = {line.removeprefix("# ").partition(" = ")[0]: before for before, line in itertools.pairwise(lines) if " = " in line}
    unset = {key for key, told in settings.items() if told.endswith("(not set unless you do; the number is an example)")}
    assert unset == {name.replace("_", "-") for name, value in Settings().model_dump().items() if value is None}


def test_init_says_what_is_left_to_fill_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = call("init", "--workflow").out
    assert "factcheck.yml: written; put where your copy of factcheck lies in for OWNER/factcheck@REVISION." in told
    assert "OWNER/factcheck@REVISION" in (tmp_path / ".github/workflows/factcheck.yml").read_text()


def test_init_writes_what_pre_commit_and_github_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("init", "--pre-commit", "--workflow").code == 0
    (hook,) = yaml.safe_load((tmp_path / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"]
    job = yaml.safe_load((tmp_path / ".github/workflows/factcheck.yml").read_text())["jobs"]["factcheck"]
    assert all(re.search(hook["files"], f"news/a{suffix}") for suffix in READERS)
    assert hook["language"] == "system"
    assert "additional_dependencies" not in hook
    assert hook["entry"].startswith("factcheck check ")
    known = {option for parameter in cli.commands["check"].params for option in parameter.opts}
    assert {word for word in hook["entry"].split() if word.startswith("--")} <= known
    assert not any("run" in step for step in job["steps"])
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert set(job["steps"][-1]["with"]) <= set(action["inputs"])
    (tmp_path / "factcheck.toml").unlink()
    assert call("init", "--workflow").code == 2
    assert not (tmp_path / "factcheck.toml").exists()


def test_rules_are_listed() -> None:
    lines = call("rules").out.splitlines()
    assert [line.split()[0] for line in lines] == list(RULES)
    assert any("number-mismatch" in line and "error" in line and RULES["FC101"].what in line for line in lines)
    assert [entry["code"] for entry in json.loads(call("rules", "--format", "json").out)] == list(RULES)


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_gets_its_script(shell: str) -> None:
    done = call("completion", shell)
    assert done.code == 0
    assert f"_FACTCHECK_COMPLETE={shell}_complete" in done.out


@pytest.mark.parametrize(
    ("words", "at", "answers"),
    [
        ("factcheck ba", 1, ["plain,baseline"]),
        ("factcheck baseline u", 2, ["plain,update"]),
        ("factcheck check --fail", 2, ["plain,--fail-on", "plain,--fail-on-archive"]),
        ("factcheck check --format js", 3, ["plain,json"]),
        ("factcheck check news/", 2, ["file,news/"]),
        ("factcheck explain fc10", 2, [f"plain,FC10{n}" for n in range(1, 10)]),
    ],
)
def test_a_shell_s_question_is_answered(words: str, at: int, answers: list[str]) -> None:
    environment = {**os.environ, "COMP_WORDS": words, "COMP_CWORD": str(at), "_FACTCHECK_COMPLETE": "bash_complete"}
    done = subprocess.run([sys.executable, "-m", "factcheck"], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == answers
    assert done.stderr == ""
