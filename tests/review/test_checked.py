"""What editors decided is seen by check, from whichever place it was stored in."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from reviewing import write

from factcheck.model import Decision
from factcheck.review import store
from factcheck.settings import DECISIONS, load
from tests_support import call

AT = datetime(2024, 3, 20, 9, tzinfo=UTC)


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


def checked(*more: str) -> dict[str, str]:
    done = call("check", "a.md", "b.md", "--format", "json", "--as-of", "2024-03-20", *more)
    return {finding["fingerprint"]: finding["state"] for finding in json.loads(done.out)["findings"]}


def clash() -> str:
    found = json.loads(call("check", "a.md", "b.md", "--format", "json").out)["findings"]
    return next(finding["fingerprint"] for finding in found if finding["code"] == "FC101")


def decide(archive: Path | None, mark: str, label: str, **more: object) -> None:
    made = Decision.model_validate({"fingerprint": mark, "label": label, "author": "Ada", "at": AT, "reason": "two halls", **more})
    store(load(Path.cwd()), archive, write=True).add(made)


@pytest.mark.parametrize("archived", [False, True])
@pytest.mark.parametrize(
    ("label", "until", "state", "code"),
    [
        ("dismissed", None, "dismissed", 0),
        ("snoozed", date(2024, 3, 21), "snoozed", 0),
        ("snoozed", date(2024, 3, 20), "new", 1),
        ("confirmed", None, "new", 1),
        ("superseded", None, "new", 1),
    ],
)
def test_check_tells_the_state(folder: Path, archived: bool, label: str, until: date | None, state: str, code: int) -> None:
    mark = clash()
    archive = folder / "held.sqlite" if archived else None
    more = ["--archive", "held.sqlite"] if archived else []
    if archived:
        call("archive", "add", "c.md", "--archive", "held.sqlite")
    decide(archive, mark, label, until=until)
    assert (folder / DECISIONS).exists() is not archived
    assert checked(*more)[mark] == state
    done = call("check", "a.md", "b.md", "--as-of", "2024-03-20", *more)
    assert done.code == code
    assert (f"1 {state} finding" in done.out) is (state != "new")


def test_decisions_are_found_from_a_folder_below_and_keep_a_finding_out_of_the_baseline(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = clash()
    decide(None, mark, "dismissed")
    call("baseline", "write", "a.md", "b.md")
    assert mark not in {entry["fingerprint"] for entry in json.loads((folder / ".factcheck-baseline.json").read_text())["findings"]}
    (folder / ".factcheck-baseline.json").unlink()
    (folder / "below").mkdir()
    monkeypatch.chdir(folder / "below")
    found = json.loads(call("check", "../a.md", "../b.md", "--format", "json").out)["findings"]
    assert {finding["state"] for finding in found if finding["code"] == "FC101"} == {"dismissed"}


def test_a_torn_line_is_told(folder: Path) -> None:
    decide(None, clash(), "dismissed")
    with (folder / DECISIONS).open("a") as stream:
        stream.write('{"fingerp')
    done = call("check", "a.md", "b.md")
    assert done.code == 0
    assert "line 2 is no whole decision" in done.err
