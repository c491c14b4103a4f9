"""A file is written whole or not at all, wherever it is, and a report on a full disk costs no older one."""

import errno
import io
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from factcheck.whole import write_whole
from tests_support import call


@pytest.fixture(name="article")
def _article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.txt").write_text("The new hall is currently closed.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


class _Full(io.TextIOWrapper):
    def write(self, text: str) -> int:
        super().write(text[: len(text) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture(name="full")
def _full(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001  the article is there before
    opened = Path.open

    def filling(path: Path, mode: str = "r", *more: Any, **named: Any) -> Any:  # noqa: ANN401  as the original
        return _Full(io.FileIO(path, mode), encoding="utf-8") if mode in {"w", "x"} else opened(path, mode, *more, **named)

    monkeypatch.setattr(Path, "open", filling)


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("style", ["terminal", "json", "sarif", "markdown", "junit", "html", "github"])
def test_a_full_disk_leaves_the_older_report(style: str, article: Path) -> None:
    (article / "report").write_bytes(b"older")
    done = call("check", "a.txt", "--format", style, "--output", "report")
    assert done.code == 2
    assert done.err.endswith("report: cannot be written (No space left on device); check --output\n")
    assert (article / "report").read_bytes() == b"older"
    assert sorted(path.name for path in article.iterdir()) == ["a.txt", "report"]


@pytest.mark.usefixtures("full")
def test_a_full_disk_leaves_no_half_of_a_new_file(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "new", "text")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_the_rights_of_a_file_stay(mode: int, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("old")
    (tmp_path / "x").chmod(mode)
    write_whole(tmp_path / "x", "new")
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == mode
    assert (tmp_path / "x").read_text() == "new"


def test_a_new_file_has_the_usual_rights(tmp_path: Path) -> None:
    (tmp_path / "usual").write_text("x")
    write_whole(tmp_path / "x", "x")
    assert (tmp_path / "x").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_file_that_is_not_to_be_written_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x").write_text("old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError):
        write_whole(tmp_path / "x", "new")
    assert (tmp_path / "x").read_text() == "old"


def test_a_name_may_be_as_long_as_any(tmp_path: Path) -> None:
    write_whole(tmp_path / ("報" * 85), "new")
    assert (tmp_path / ("報" * 85)).read_text() == "new"


@pytest.mark.parametrize("code", [errno.EBUSY, errno.EACCES])
def test_a_file_that_cannot_be_replaced_is_written_in_its_place(code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    (tmp_path / "x").write_text("old")
    monkeypatch.setattr(Path, "replace", refused)
    write_whole(tmp_path / "x", "new")
    assert [path.name for path in tmp_path.iterdir()] == ["x"]
    assert (tmp_path / "x").read_text() == "new"


def test_a_report_goes_to_the_file_that_a_link_names(article: Path) -> None:
    (article / "real").mkdir()
    (article / "real" / "report").write_text("older")
    (article / "report").symlink_to("real/report")
    assert call("check", "a.txt", "--format", "json", "--output", "report").code == 0
    assert (article / "report").is_symlink()
    assert (article / "real" / "report").read_text().startswith("{")


@pytest.mark.parametrize("output", ["/dev/stdout", "/proc/self/fd/1", "/dev/fd/1"])
def test_a_report_into_an_open_stream_replaces_no_file(output: str, article: Path) -> None:
    if not Path("/proc/self/fd").exists():
        pytest.skip("no such streams on this system")
    (article / "a.txt").write_text("340\n")  # nothing to be read, so that nothing has to be loaded
    (article / "log").write_text("older\n")
    command = [sys.executable, "-m", "factcheck", "check", "a.txt", "--format", "json", "--output", output]
    with (article / "log").open("a") as log:
        inode = os.fstat(log.fileno()).st_ino
        assert subprocess.run(command, stdout=log, check=False).returncode == 0
    assert (article / "log").stat().st_ino == inode


def test_a_report_into_a_pipe_reaches_its_reader(article: Path) -> None:
    os.mkfifo(article / "pipe")
    with subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE) as reader:
        assert call("check", "a.txt", "--format", "json", "--output", "pipe").code == 0
        assert reader.communicate()[0].startswith(b"{")
    assert stat.S_ISFIFO((article / "pipe").stat().st_mode)


@pytest.mark.parametrize("output", ["missing/report", ".", "a.txt/report"])
def test_what_cannot_be_written_is_told_in_one_line(output: str, article: Path) -> None:
    done = call("check", "a.txt", "--format", "json", "--output", output)
    assert (done.code, len(done.err.splitlines())) == (2, 1)
    assert "--output" in done.err
    assert sorted(path.name for path in article.iterdir()) == ["a.txt"]
