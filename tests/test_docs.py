"""The README tells the truth: its report, its rules, its options and its settings are the program's own."""

import re
import shutil
from pathlib import Path

import click
import pytest
import yaml

from factcheck import api
from factcheck.cli import cli
from factcheck.findings.catalogue import RULES
from factcheck.settings import Settings, load
from test_desk import committed, git
from tests_support import call

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_report_is_what_the_program_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    (shown,) = re.findall(r"```text\n\$ factcheck (check [^\n]+)\n(.*?)```", README, re.DOTALL)
    assert call(*shown[0].split()).out.rstrip() == shown[1].rstrip()


def test_the_pull_request_s_reports_are_what_the_program_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom = ROOT / "fixtures" / "newsroom"
    shutil.copytree(newsroom / "articles", tmp_path / "articles")
    git(tmp_path, "init", "-q", "-b", "main")
    committed(tmp_path, "Two articles")
    shutil.copytree(newsroom / "story", tmp_path / "articles", dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    shown = re.findall(r"```console\n\$ factcheck (check [^\n]+)\n(.*?)```", README, re.DOTALL)
    assert len(shown) == 2
    for command, report in shown:
        done = call(*command.split(), "--as-of", "2024-03-12")
        assert (done.code, done.out.rstrip()) == (1, report.rstrip())


def test_the_workflow_uses_inputs_that_the_action_has() -> None:
    (block,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    used = yaml.safe_load(block)["jobs"]["factcheck"]["steps"][-1]["with"]
    known = set(yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"])
    assert set(used) <= known
    assert all(f"`{name}`" in README for name in known)


def test_the_suppressions_of_the_readme_are_understood(tmp_path: Path) -> None:
    (block,) = re.findall(r"```markdown\n(.*?)```", README, re.DOTALL)
    (tmp_path / "a.md").write_text(block)
    run = api.check([tmp_path], root=tmp_path)
    assert {(f.code, f.state) for f in run.findings} == {("FC301", "suppressed"), ("FC202", "suppressed"), ("FC901", "new")}
    assert [f.message for f in run.findings if f.code == "FC901"] == [
        'suppression unused: "ignore[FC101] the architect counts the stalls alone"'
    ]


def test_the_rules_are_those_of_the_catalogue() -> None:
    rows = re.findall(r"^\| (FC\d{3}) \| ([a-z-]+) \| (\w+) \| (.+) \|$", README, re.MULTILINE)
    assert rows == [(rule.code, rule.name, rule.severity, rule.what) for rule in RULES.values()]


def test_every_command_is_in_the_readme_and_has_help() -> None:
    for name, command in cli.commands.items():
        assert f"`factcheck {name}" in README
        assert command.help


def test_every_option_that_the_readme_names_exists() -> None:
    groups = [command for command in cli.commands.values() if isinstance(command, click.Group)]
    commands = [*cli.commands.values(), *(command for group in groups for command in group.commands.values())]
    options = {option for command in commands for parameter in command.params for option in parameter.opts}
    assert set(re.findall(r"`(--[a-z-]+)", README)) - {"--version", "--help"} <= options


def test_the_settings_that_the_readme_names_exist(tmp_path: Path) -> None:
    blocks = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    block = "".join(blocks)
    for written in blocks:
        (tmp_path / "factcheck.toml").write_text(written)
        assert load(tmp_path).settings.policy.selected
    named = set(re.findall(r"^(?:\[)?([a-z-]+)", block, re.MULTILINE))
    assert named <= {name.replace("_", "-") for name in Settings.model_fields}
    assert len(named) >= 7
