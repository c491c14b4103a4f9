"""The README tells the truth: its report, its rules, its options and its settings are the program's own."""

import re
from pathlib import Path

import pytest

from factcheck.cli import cli
from factcheck.findings.catalogue import RULES
from factcheck.settings import Settings
from tests_support import call

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_report_is_what_the_program_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    (shown,) = re.findall(r"```text\n\$ factcheck (check [^\n]+)\n(.*?)```", README, re.DOTALL)
    assert call(*shown[0].split()).out.rstrip() == shown[1].rstrip()


def test_the_rules_are_those_of_the_catalogue() -> None:
    rows = re.findall(r"^\| (FC\d{3}) \| ([a-z-]+) \| (\w+) \| (.+) \|$", README, re.MULTILINE)
    assert rows == [(rule.code, rule.name, rule.severity, rule.what) for rule in RULES.values()]


def test_every_command_is_in_the_readme_and_has_help() -> None:
    for name, command in cli.commands.items():
        assert f"`factcheck {name}" in README
        assert command.help


def test_every_option_that_the_readme_names_exists() -> None:
    options = {option for command in cli.commands.values() for parameter in command.params for option in parameter.opts}
    assert set(re.findall(r"`(--[a-z-]+)", README)) - {"--version", "--help"} <= options


def test_the_settings_that_the_readme_names_exist() -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    named = set(re.findall(r"^(?:\[)?([a-z-]+)", block, re.MULTILINE))
    assert named <= {name.replace("_", "-") for name in Settings.model_fields}
    assert len(named) >= 7
