"""Identity of findings: what leaves it alone and what changes it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from factcheck import api
from factcheck.findings.draft import draft, whole
from factcheck.findings.finish import fingerprint, finish
from factcheck.model import Article

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


@pytest.mark.parametrize(
    ("one", "wrapped"),
    [
        ("which still works", "which still\nworks"),
        ("from abroad, and", "from abroad,\nand"),
        ("Few of them", "Few\nof them"),
        ("As of October 2023, Selm", "As of October 2023,\nSelm"),
        ("said Dr. Lind", "said Dr.\nLind"),
    ],
)
def test_a_soft_break_changes_nothing(one: str, wrapped: str, tmp_path: Path) -> None:
    text = (
        "---\npublished: 2024-01-02\n---\nThe museum drew 400 visitors in 2022. Few of them came from abroad, and most of them stayed for "
        "the steam engine, which still works on Sundays.\n\nAs of October 2023, Selm Dairy employs 28 people.\n\n"
        "Drivers who come from the north currently save a quarter of an hour, said Dr. Lind of the road office.\n"
    )
    assert one in text
    told = []
    for body in (text, text.replace(one, wrapped)):
        (tmp_path / "a.md").write_text(body)
        told.append({f.fingerprint: f.code for f in api.check([tmp_path], as_of=date(2024, 1, 3), root=tmp_path).findings})
    assert told[0] == told[1]
    assert {"FC201", "FC202"} <= set(told[0].values())


def test_time_that_passes_renumbers_nothing(tmp_path: Path) -> None:
    """A condition that time settles is told anew, and what was known of its sentence stays known."""
    (tmp_path / "a.md").write_text(
        "---\npublished: 2022-03-04\n---\nIda Berg, who leads the agency, would close the mine if she is re-elected in 2024.\n"
    )
    early, late = (api.check([tmp_path], as_of=date(year, 3, 10), root=tmp_path).findings for year in (2023, 2026))
    settled = [f for f in late if f.message.startswith("condition settled")]
    assert len(settled) == 1
    assert settled[0].fingerprint not in {f.fingerprint for f in early}
    assert {f.fingerprint for f in late} - {settled[0].fingerprint} <= {f.fingerprint for f in early}


def test_neither_severity_nor_place_renumbers(article: Callable[..., Article]) -> None:
    """Two rules clash in one pair of sentences; whichever is graver and wherever they stand, each keeps its fingerprint."""
    told: list[dict[str, str]] = []
    for grave, before in (("FC101", 0), ("FC102", 0), ("FC102", 20)):
        one = article("x" * before + "It opened in May and seats 500.")
        drafts = [
            draft(
                code,
                message=f"{code} {begin}",
                explanation="",
                suggestion="",
                severity="error" if code == grave else "note",
                statements=(whole(one).model_copy(update={"start": before, "clashing": ((before + begin, before + end),)}),),
                sentences=("It opened in May and seats 500.",),
            )
            for code, begin, end in (("FC101", 27, 30), ("FC102", 13, 16), ("FC101", 13, 16))
        ]
        told.append({f.message: f.fingerprint for f in finish(drafts, {one.id: one}, {one.id: "a"})})
    assert len(set(told[0].values())) == 3
    assert told[0] == told[1] == told[2]
