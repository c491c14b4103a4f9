"""What the commands on archives print, and that those which only look load no model."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from icalendar import Calendar

import tests_support
from archiving import NEW, OLD, SERVERS, address, held, write
from tests_support import Done

NAME = ".factcheck-archive.sqlite"


HERE: list[Path] = []


def call(*arguments: str) -> Done:
    """The command on the archive beside the configuration, or on the one of this name that stands for it on the server."""
    named = [address(HERE[-1] / argument) if argument.endswith(".sqlite") else argument for argument in arguments]
    if SERVERS and arguments[0] == "archive" and "--archive" not in arguments:
        named += ["--archive", address(HERE[-1] / NAME)]
    return tests_support.call(*named)


def called() -> str:
    """What messages call the archive."""
    return str(held(HERE[-1] / NAME))


@pytest.fixture(autouse=True)
def _held(each_store: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    monkeypatch.chdir(tmp_path)
    HERE[:] = [tmp_path]
    write(tmp_path, "old.md", OLD)
    write(tmp_path, "new.md", NEW)
    write(tmp_path, "factcheck.toml", "soon-days = 30\n")
    assert call("archive", "add", "old.md", "new.md").out == f"{called()}: 2 new.\n"


def test_list_tells_the_articles_as_table_and_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = call("archive", "list").out.splitlines()
    assert lines[0].split() == ["published", "added", "revision", "claims", "path", "title"]
    assert [line.split()[4] for line in lines[1:]] == ["new.md", "old.md"]
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    found = json.loads(call("archive", "list", "--format", "json").out)
    assert [row["path"] for row in found] == ["../new.md", "../old.md"]
    assert found[1]["published"] == "2024-03-04"


def test_stale_tells_what_has_expired_and_what_will_within_the_days_asked_for() -> None:
    def told(*options: str) -> list[tuple[str, int]]:
        found = json.loads(call("archive", "stale", "--format", "json", *options).out)
        return [(item["words"], item["days"]) for item in found]

    assert told("--as-of", "2024-03-04", "--within", "0d") == []
    assert told("--as-of", "2024-03-05", "--within", "0d") == [("will vote", 0)]
    assert told("--as-of", "2024-03-04", "--within", "1d") == [("will vote", 1)]
    assert told("--as-of", "2024-03-19") == [("will vote", -14)]
    assert told("--as-of", "2024-03-20") == []
    assert told("--as-of", "2024-08-30") == [("currently", 1)]
    assert told("--as-of", "2024-08-30", "--all") == [("will vote", -178), ("currently", 1)]
    assert told("--as-of", "2024-08-30", "--within", "200000d") == told("--as-of", "2024-08-30", "--all")
    assert told("--as-of", "2024-08-18", "--within", "13d") == told("--as-of", "2024-08-18", "--within", "13")
    assert told("--as-of", "2024-08-18", "--within", "1w", "--all") == [("will vote", -166)]


def test_stale_tells_title_place_and_sentence_and_counts_what_came_due_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    assert call("archive", "stale", "--as-of", "2024-08-30").out == (
        "2024-08-31  in 1 day  old.md\n"
        '  old.md:9  "currently": 180 days after publication\n'
        "    The old ferry of Selm is currently being\n"
        "    painted.\n\n"
        "1 more came due before 2024-08-16; --all lists it.\n"
    )
    done = call("archive", "stale", "--as-of", "2024-08-30", "--format", "json")
    assert "1 more came due before 2024-08-16" in done.err
    assert "more came due" not in call("archive", "stale", "--as-of", "2024-08-30", "--all").out
    assert (
        call("archive", "stale", "--as-of", "2024-03-01", "--within", "2d").out
        == "Nothing came due, or will, from 2024-02-28 to 2024-03-03.\n"
    )


def test_a_calendar_has_one_event_for_an_article_and_a_day(tmp_path: Path) -> None:
    options = ("--as-of", "2024-08-30", "--all", "--format", "ics")
    text = call("archive", "stale", *options).out
    assert text == call("archive", "stale", *options).out
    assert all(line.endswith("\r") for line in text.split("\n")[:-1])
    events = Calendar.from_ical(text).walk("VEVENT")
    assert [event.decoded("dtstart").isoformat() for event in events] == ["2024-03-05", "2024-08-31"]
    assert "The old ferry of Selm is currently being painted." in str(events[1]["description"])
    assert len({str(event["uid"]) for event in events}) == 2

    write(tmp_path, "two.md", f"{OLD}\nThe pier of Selm is currently closed.\n")
    call("archive", "add", "two.md")
    found = Calendar.from_ical(call("archive", "stale", *options).out).walk("VEVENT")
    (both,) = [event for event in found if "two.md" in str(event["description"]) and event.decoded("dtstart").isoformat() == "2024-08-31"]
    assert "being painted" in str(both["description"])
    assert "pier" in str(both["description"])
    assert str(both["summary"]).count("currently") == 1


@pytest.mark.parametrize(("option", "value"), [("--within", "soon"), ("--within", "-3d"), ("--as-of", "tomorrow")])
def test_a_wrong_day_is_refused(option: str, value: str) -> None:
    done = call("archive", "stale", option, value)
    assert (done.code, done.out) == (2, "")
    assert value in done.err


def test_show_and_remove_take_paths_and_refuse_others(tmp_path: Path) -> None:
    (tmp_path / "old.md").unlink()
    shown = call("archive", "show", "old.md").out
    assert "Selm Courier" in shown
    assert "The old ferry of Selm is currently being painted." in shown
    assert json.loads(call("archive", "show", "old.md", "--format", "json").out)[0]["revisions"][0]["revision"] == 1
    done = call("archive", "show", "other.md")
    assert (done.code, "other.md: is not in" in done.err) == (2, True)
    assert call("archive", "remove", "old.md").out.endswith("1 removed, with 1 revision.\n")
    assert call("archive", "remove", "old.md").code == 2
    assert json.loads(call("archive", "stats", "--format", "json").out)["articles"] == 1


def test_text_of_articles_steers_no_terminal(tmp_path: Path) -> None:
    write(tmp_path, "bad.md", '---\ntitle: "::error::\\e[31mred"\n---\nThe harbour of Selm is currently closed, \x1b[31mthe office said.\n')
    call("archive", "add", "bad.md")
    for arguments in (("list",), ("show", "bad.md"), ("stale", "--as-of", "2030-01-01", "--all"), ("stats",)):
        for style in ("table", "json"):
            out = call("archive", *arguments, "--format", style).out
            assert "\x1b" not in out
            assert not any(line.lstrip().startswith("::") for line in out.splitlines())


def test_reindex_renews_what_another_configuration_has_read(tmp_path: Path) -> None:
    assert call("archive", "reindex").out.endswith("nothing to do.\n")
    write(tmp_path, "factcheck.toml", "stale-after-days = 5\n")
    assert "2 of its articles were read by another version" in call("check", "new.md", "--archive", ".factcheck-archive.sqlite").err
    assert call("archive", "reindex").out.endswith("2 renewed.\n")
    assert "another version" not in call("check", "new.md", "--archive", ".factcheck-archive.sqlite").err
    found = json.loads(call("archive", "stale", "--format", "json", "--as-of", "2024-03-10", "--within", "1d").out)
    assert ("currently", -1) in [(item["words"], item["days"]) for item in found]
    assert call("archive", "reindex", "--all").out.endswith("2 renewed.\n")


def test_commands_that_only_look_load_no_model(tmp_path: Path) -> None:
    heavy = ("spacy", "thinc", "onnxruntime", "tokenizers", "numpy", "openai", "trafilatura", "factcheck.pipeline")
    for command in ("list", "show", "stale", "stats"):
        arguments = ["archive", command, *(["new.md"] if command == "show" else []), "--archive", address(NAME)]
        code = (
            "import sys\nfrom factcheck import cli\n"
            f"try:\n    cli.main({arguments!r})\nexcept SystemExit:\n    pass\n"
            f"sys.stderr.write(str([name for name in {heavy!r} if name in sys.modules]))"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
        assert (done.stderr, command) == ("[]", command)


def test_an_empty_archive_and_a_missing_one(tmp_path: Path) -> None:
    assert call("archive", "list", "--archive", "none.sqlite").code == 2
    assert not (tmp_path / "none.sqlite").exists()
    call("archive", "remove", "old.md", "new.md")
    assert len(call("archive", "list").out.splitlines()) == 1
    assert call("check", "new.md", "--archive", ".factcheck-archive.sqlite").code == 0
