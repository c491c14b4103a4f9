"""Identity of findings: what leaves it alone and what changes it."""

from datetime import date
from pathlib import Path

import pytest

from factcheck import api
from factcheck.findings.fingerprint import fingerprint

FIRST = "The new hall seats 500 people on two levels. Tickets were sold out within a morning.\n"
SECOND = "Builders finished the hall this winter. The new hall seats 340 people on two levels, the architect wrote.\n"


def marks(folder: Path, root: Path | None = None) -> set[str]:
    run = api.check([folder], as_of=date(2024, 3, 10), root=root or folder)
    return {f.fingerprint for f in run.findings if f.code == "FC101"}


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    for name, text in (("a.md", FIRST), ("b.md", SECOND)):
        (tmp_path / name).write_text(f"---\npublished: 2024-03-04\n---\n{text}")
    return tmp_path


def test_it_survives_editing_elsewhere_and_typing(folder: Path) -> None:
    before = marks(folder)
    assert len(before) == 1
    path = folder / "a.md"
    path.write_text(path.read_text().replace("The new hall", "It rained in the valley all day.\n\nThe new  hall").replace("morning", "day"))
    assert marks(folder) == before


def test_it_changes_with_the_number(folder: Path) -> None:
    before = marks(folder)
    path = folder / "a.md"
    path.write_text(path.read_text().replace("500", "600"))
    assert len(marks(folder)) == 1
    assert not marks(folder) & before


def test_it_changes_with_the_file_and_not_with_the_way_it_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = marks(folder)
    monkeypatch.chdir(folder)
    run = api.check(["./a.md", "b.md"], as_of=date(2024, 3, 10), root=folder)
    assert {f.fingerprint for f in run.findings if f.code == "FC101"} == before
    (folder / "a.md").rename(folder / "c.md")
    assert not marks(folder) & before


def test_the_sides_have_no_order_and_equal_ones_are_told_apart() -> None:
    one, two = ("a.md", "The hall seats 500."), ("b.md", "The hall seats 340.")
    assert fingerprint("contradiction", [one, two]) == fingerprint("contradiction", [two, one])
    assert fingerprint("contradiction", [one, two]) != fingerprint("superseded", [one, two])
    assert fingerprint("contradiction", [one, two]) != fingerprint("contradiction", [one, two], 1)
    assert fingerprint("contradiction", [("a.md", "“It  is’’")]) == fingerprint("contradiction", [("a.md", "\"it is''")])
