"""What GitHub and pre-commit run: the files are what those programs expect, and their commands work."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from factcheck.articles.inputs import READERS
from factcheck.cli import cli
from factcheck.cli.options import STYLES
from test_newsroom import committed, git

ROOT = Path(__file__).parent.parent
CLASH = ROOT / "fixtures" / "cases" / "FC101-fires"


def read(name: str) -> Any:  # noqa: ANN401  YAML holds anything
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


@pytest.fixture(name="runner")
def _runner(tmp_path: Path) -> dict[str, str]:
    """The environment of a step, with the program where the action installs it."""
    program = tmp_path / "temp" / "factcheck" / "bin" / "factcheck"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m factcheck "$@"\n')
    program.chmod(0o755)
    defaults = {f"INPUT_{name.upper().replace('-', '_')}": entry["default"] for name, entry in read("action.yml")["inputs"].items()}
    paths = {"GITHUB_OUTPUT": str(tmp_path / "output"), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
    return {**os.environ, **defaults, **paths, "RUNNER_TEMP": str(tmp_path / "temp")}


def step(runner: dict[str, str], folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    script = read("action.yml")["runs"]["steps"][-1]["run"]
    environment = {**runner, **{f"INPUT_{name.upper()}": value for name, value in inputs.items()}}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_action_annotates_summarises_and_fails(runner: dict[str, str], tmp_path: Path) -> None:
    done = step(runner, ROOT, paths=f"{CLASH}\n\n")
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith(f"::error file={CLASH}/b.md,line=7,")
    assert (tmp_path / "output").read_text() == "exit-code=1\n"
    assert "#### error FC101" in (tmp_path / "summary.md").read_text()


def test_the_action_passes_every_input_on(runner: dict[str, str], tmp_path: Path) -> None:
    report = tmp_path / "a report.xml"
    done = step(runner, ROOT, paths=f"{CLASH}/a.md\n{CLASH}/b.md", format="junit", output=str(report), fail_on="never")
    assert (done.returncode, done.stdout) == (0, "")
    assert report.read_text().startswith("<?xml")
    done = step(runner, ROOT, paths="$(touch owned)\n--help\n`touch owned`", changed_since="; touch owned")
    assert done.returncode == 2
    assert not (ROOT / "owned").exists()


def test_no_input_of_the_action_is_written_into_a_script() -> None:
    action = read("action.yml")
    for one in action["runs"]["steps"]:
        assert "${{" not in one.get("run", "")
        assert one.get("shell") == "bash" or "uses" in one
    used = set(re.findall(r"inputs\.([\w-]+)", (ROOT / "action.yml").read_text(encoding="utf-8")))
    assert used == set(action["inputs"])
    assert all(style in action["inputs"]["format"]["description"] for style in STYLES)


def test_the_hook_s_command_exists_and_finds_a_conflict_in_what_is_staged(tmp_path: Path) -> None:
    (hook,) = read(".pre-commit-hooks.yaml")
    program, command, *options = hook["entry"].split()
    assert program == "factcheck"
    known = cli.commands[command]
    assert isinstance(known, click.Command)
    assert {option for option in options if option.startswith("--")} <= {name for p in known.params for name in p.opts}
    assert all(re.search(hook["files"], f"news/a{suffix}") for suffix in READERS)
    (tmp_path / "a.md").write_text((CLASH / "a.md").read_text())
    git(tmp_path, "init", "-q")
    committed(tmp_path, "One article")
    (tmp_path / "b.md").write_text((CLASH / "b.md").read_text())
    git(tmp_path, "add", "b.md")
    call = [sys.executable, "-m", "factcheck", command, *options, *hook["args"]]
    done = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "FC101" in done.stdout
