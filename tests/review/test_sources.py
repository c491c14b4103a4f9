"""What a session is about: paths, a report checked by digest, or an archive's recorded findings."""

import json
from datetime import date
from pathlib import Path

import pytest
from reviewing import run_of, write

from factcheck.archive import Archive, adding, listing
from factcheck.archive.lookup import recorded
from factcheck.errors import UsageError
from factcheck.model import Run
from factcheck.report.json import document, render
from factcheck.review.reported import reported
from factcheck.settings import Settings
from tests_support import call


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(write(tmp_path))
    return tmp_path


@pytest.fixture(name="run")
def _run(folder: Path) -> Run:
    return run_of(folder)


def test_a_report_gives_back_the_run_that_it_was_made_of(run: Run, folder: Path) -> None:
    (folder / "report.json").write_text(render(run))
    again = reported(folder / "report.json", folder)
    assert document(again) == document(run)
    assert [f.statements for f in again.findings] == [f.statements for f in run.findings]
    assert [claim.sentence for claim in again.claims] == [claim.sentence for claim in run.claims]
    assert any(side.clashing for finding in again.findings for side in finding.statements)


def test_an_article_that_was_changed_or_removed_is_refused(run: Run, folder: Path) -> None:
    (folder / "report.json").write_text(render(run))
    (folder / "a.md").write_text((folder / "a.md").read_text().replace("500", "501"))
    with pytest.raises(UsageError, match="has changed since"):
        reported(folder / "report.json", folder)
    (folder / "a.md").unlink()
    with pytest.raises(UsageError, match="there is no such file"):
        reported(folder / "report.json", folder)


@pytest.mark.parametrize("text", ["", "[]", '{"schema_version": 2}', "\x00", json.dumps({"schema_version": 1})])
def test_what_is_no_report_is_refused_in_one_line(folder: Path, text: str) -> None:
    (folder / "report.json").write_text(text)
    with pytest.raises(UsageError, match="is no report"):
        reported(folder / "report.json", folder)


def test_an_archive_gives_what_it_recorded_of_current_articles(run: Run, folder: Path) -> None:
    archive = Archive(folder / "held.sqlite", folder, write=True, create=True)
    adding.keep(archive, run, settings=Settings(), on=date(2024, 3, 20))
    held = recorded(archive, date(2024, 3, 21))
    assert {finding.fingerprint for finding in held.findings} == {finding.fingerprint for finding in run.findings}
    assert held.as_of == date(2024, 3, 21)
    clash = next(finding for finding in held.findings if finding.code == "FC101")
    assert all(side.clashing for side in clash.statements)
    assert len(held.claims) == len(run.claims)
    (folder / "a.md").write_text((folder / "a.md").read_text().replace("500", "501"))
    adding.keep(archive, run_of(folder), settings=Settings(), on=date(2024, 3, 22))
    assert len(listing.listed(archive)) == 3
    assert [f.code for f in recorded(archive, date(2024, 3, 21)).findings].count("FC101") == 1


@pytest.mark.usefixtures("folder")
def test_what_names_nothing_or_too_much_is_refused() -> None:
    from factcheck.cli.options import located
    from factcheck.cli.serving import session_on
    from factcheck.clock import now

    found = located({"config": None})
    for paths, report, said in ([], None, "name articles"), (["a.md"], Path("r.json"), "leave the paths out"):
        with pytest.raises(UsageError, match=said):
            session_on(paths, {"archive": None, "report": report, "terminal": True}, found, lambda: date(2024, 3, 20), now)
    assert call("review", "--archive", "none.sqlite", "--terminal").code == 2


@pytest.mark.usefixtures("folder")
def test_with_nothing_named_the_page_is_empty() -> None:
    from factcheck.cli.options import located
    from factcheck.cli.serving import session_on
    from factcheck.clock import now

    options = {"archive": None, "report": None, "terminal": False, "as_of": None}
    empty = session_on([], options, located({"config": None}), lambda: date(2024, 3, 20), now)
    assert (empty.queue(), empty.precision(), empty.run.as_of) == ([], [], date(2024, 3, 20))


LOOSE = [
    (("claims", 0, "article"), "a_nope"),
    (("articles", 0, "origin"), "a_nope"),
    (("findings", 0, "statements", 0, "article"), "a_nope"),
    (("findings", 0, "statements"), []),
    (("findings", 0, "code"), "FC999"),
    (("as_of",), "nope"),
    (("articles", 0, "published"), "2024-99-99"),
]


@pytest.mark.parametrize(("place", "value"), LOOSE)
def test_a_report_with_loose_ends_is_refused_in_one_line(run: Run, folder: Path, place: tuple[str | int, ...], value: object) -> None:
    told = json.loads(render(run))
    inner = told
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    (folder / "report.json").write_text(json.dumps(told))
    with pytest.raises(UsageError, match=r"report\.json: is no"):
        reported(folder / "report.json", folder)


def test_a_folder_in_a_report_is_not_read(run: Run, folder: Path) -> None:
    told = json.loads(render(run))
    told["articles"][0]["path"] = str(folder)
    (folder / "report.json").write_text(json.dumps(told))
    with pytest.raises(UsageError, match="is a folder"):
        reported(folder / "report.json", folder)
