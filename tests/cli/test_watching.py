"""check --watch: a change is checked, and nothing that did not change is read again."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck.cli import changed
from factcheck.errors import SettingsError
from factcheck.resident import Resident
from factcheck.settings import Configuration, load
from tests_support import call

HEAD = "---\npublished: 2024-03-05\n---\n"


class Ended(Exception):  # noqa: N818  no error
    """The test has seen enough."""


def test_changes_of_articles_and_configuration_are_seen_until_ctrl_c(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"{HEAD}The new hall of Selm seats 900 people.\n")
    (tmp_path / "b.md").write_text(f"{HEAD}The new hall of Selm seats 900 people, with 20 doors.\n")
    command = [sys.executable, "-u", "-m", "factcheck", "check", ".", "--watch", "--format", "concise"]
    watcher = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ})
    try:
        assert watcher.stderr is not None
        assert watcher.stdout is not None
        assert "watching 2 files; Ctrl-C ends it" in watcher.stderr.readline()
        path.write_text(f"{HEAD}The new hall of Selm seats 800 people.\n")
        assert watcher.stderr.readline() == "factcheck: changed: a.md\n"
        assert any(": FC101 error: " in line for line in iter(watcher.stdout.readline, "")) or pytest.fail("no conflict was told")
        watcher.send_signal(signal.SIGINT)
        assert watcher.wait(30) == 130
    finally:
        watcher.kill()
        watcher.communicate()


def configurations(folder: Path, monkeypatch: pytest.MonkeyPatch, *changes: str | None) -> tuple[list[Configuration], list[Resident]]:
    """The configurations and cores of a first check and of one after each change of the configuration's file."""
    left = list(changes)
    found: list[Configuration] = []
    cores: list[Resident] = []

    def sleep(_seconds: float) -> None:
        if not left:
            raise Ended
        text = left.pop(0)
        (folder / "b.md").write_text(f"{HEAD}The hall {len(left)} is open.\n") if text is None else (folder / "factcheck.toml").write_text(
            text
        )

    def check(configuration: Configuration, core: Resident) -> None:
        found.append(configuration)
        cores.append(core)

    monkeypatch.setattr(changed.time, "sleep", sleep)
    with pytest.raises(Ended):
        changed.watch([str(folder)], lambda: load(folder), check, quiet=True)
    return found, cores


def test_a_core_lives_as_long_as_its_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text(f"{HEAD}The hall is open.\n")
    (tmp_path / "factcheck.toml").write_text("")
    found, cores = configurations(tmp_path, monkeypatch, None, 'ignore = ["FC1"]', None)
    assert [configuration.settings.ignore for configuration in found] == [(), (), ("FC1",), ("FC1",)]
    assert [cores[0] is cores[1], cores[1] is cores[2], cores[2] is cores[3]] == [True, False, True]


def test_a_wrong_configuration_ends_the_first_check_and_no_later_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_text(f"{HEAD}The hall is open.\n")
    (tmp_path / "factcheck.toml").write_text("")
    found, _ = configurations(tmp_path, monkeypatch, "ignore = 3", 'ignore = ["FC2"]')
    assert [configuration.settings.ignore for configuration in found] == [(), ("FC2",)]
    assert "ignore" in capsys.readouterr().err
    (tmp_path / "factcheck.toml").write_text("ignore = 3")
    with pytest.raises(SettingsError):
        changed.watch([str(tmp_path)], lambda: load(tmp_path), lambda *_: None, quiet=True)


@pytest.mark.parametrize("option", ["--fix", "--diff", "--add", "--dry-run"])
def test_what_is_done_once_is_refused(option: str, tmp_path: Path) -> None:
    done = call("check", str(tmp_path), "--watch", option)
    assert (done.code, done.out) == (2, "")
    assert f"{option} is done once" in done.err
    assert "standard input does not change" in call("check", "-", "--watch").err
