"""A check against an archive: the same findings as with all files at hand, told at the right side, and what fails the run."""

from datetime import date
from pathlib import Path

import pytest

from archiving import ADDED, NEW, OLD, SERVERS, add, address, checked, counts, held, opened, write
from factcheck.archive import Archive, adding, listing
from factcheck.archive.lookup import look_up
from factcheck.articles.read import read_paths
from factcheck.errors import ArchiveError
from factcheck.model import Run
from factcheck.pipeline import check, extract
from factcheck.settings import Settings
from postgresql import Server
from tests_support import call

PACKS = Path(__file__).parents[2] / "fixtures" / "packs"
FIVE = sorted(path.name for path in PACKS.glob("*") if path.is_dir())[::5] if PACKS.is_dir() else []
Told = set[tuple[str, frozenset[tuple[str, int, int]]]]


pytestmark = pytest.mark.usefixtures("each_store")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def told(run: Run, path: Path) -> Told:
    """The findings that quote the article at the path, without their sides' roles."""
    paths = {article.id: article.path for article in run.articles}
    found = {(f.code, frozenset((paths[s.article], s.start, s.end) for s in f.statements)) for f in run.findings}
    return {finding for finding in found if any(place[0] == str(path) for place in finding[1])}


def agreed(run: Run, path: Path) -> set[tuple[str, str]]:
    own = {claim.id for claim in run.claims if {a.id: a.path for a in run.articles}[claim.article] == str(path)}
    return {pair for pair in run.agreements if own & set(pair)}


@pytest.mark.parametrize("pack", FIVE)
def test_an_archive_gives_what_all_files_give(pack: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if SERVERS and pack != FIVE[-1]:
        pytest.skip("one pack shows it; the look-ups are the same")
    folder = PACKS / pack
    monkeypatch.chdir(folder)
    paths = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.suffix in {".txt", ".md", ".html"})
    assert len(paths) > 1
    everything = checked(folder, paths, archive=False)
    for number, path in enumerate(paths):
        root = tmp_path / str(number)
        root.mkdir()
        add_to(root, folder, [other for other in paths if other != path])
        alone = against(root, folder, path)
        assert told(alone, path) == told(everything, path)
        assert agreed(alone, path) == agreed(everything, path)
        assert {f.fingerprint for f in alone.findings} <= {f.fingerprint for f in everything.findings}


def add_to(place: Path, root: Path, paths: list[Path]) -> None:
    articles, _ = read_paths([str(path) for path in paths], root=root)
    adding.add(Archive(held(place / "held.sqlite"), root, write=True, create=True), articles, settings=Settings(), on=date(2030, 1, 1))


def against(place: Path, root: Path, path: Path) -> Run:
    articles, failures = read_paths([str(path)], root=root)
    archive = adding.look_up(Archive(held(place / "held.sqlite"), root), Settings())
    return check(articles, failures, settings=Settings(), root=root, as_of=date(2024, 4, 1), archive=archive)


def test_what_is_made_stale_has_the_old_article_first_and_does_not_fail_the_run(tmp_path: Path) -> None:
    write(tmp_path, "old.md", OLD)
    write(tmp_path, "new.md", NEW.replace("520", "340"))
    assert call("archive", "add", "old.md", "--archive", address("a.sqlite")).code == 0
    done = call("check", "new.md", "--archive", address("a.sqlite"), "--fail-on", "warning")
    assert "older articles this makes stale" in done.out
    assert done.out.index("older articles") < done.out.index("FC205")
    assert done.code == 0
    assert call("check", "new.md", "--archive", address("a.sqlite"), "--fail-on", "warning", "--fail-on-archive").code == 1
    run = checked_against(tmp_path)
    (overtaken,) = [finding for finding in run.findings if finding.code == "FC205"]
    archived = {article.id: article.archived for article in run.articles}
    assert [archived[statement.article] is not None for statement in overtaken.statements] == [True, False]
    assert overtaken.statements[0].line == 7


def checked_against(root: Path) -> Run:
    add(root, Path("old.md"))
    return checked(root, [Path("new.md")], archive=True)


def test_a_contradiction_stands_at_the_new_article_whichever_is_older_and_fails_the_run(tmp_path: Path) -> None:
    write(tmp_path, "old.md", OLD)
    write(tmp_path, "new.md", NEW)
    for stored, new in (("old.md", "new.md"), ("new.md", "old.md")):
        assert call("archive", "add", stored, "--archive", address(f"{stored}.sqlite")).code == 0
        done = call("check", new, "--archive", address(f"{stored}.sqlite"), "--format", "github")
        assert done.code == 1
        (line,) = [line for line in done.out.splitlines() if "FC101" in line]
        assert line.startswith(f"::error file={new},")
        assert "archived" in line


def test_annotations_of_what_is_made_stale_land_on_the_new_article(tmp_path: Path) -> None:
    write(tmp_path, "old.md", OLD)
    write(tmp_path, "new.md", NEW.replace("520", "340"))
    call("archive", "add", "old.md", "--archive", address("a.sqlite"))
    for style in ("github", "sarif"):
        done = call("check", "new.md", "--archive", address("a.sqlite"), "--format", style)
        assert "FC205" in done.out
        assert "file=old.md" not in done.out
        assert '"id": 1' in done.out or style == "github"
    junit = call("check", "new.md", "--archive", address("a.sqlite"), "--format", "junit", "--fail-on", "warning")
    assert 'testsuite name="old.md"' not in junit.out
    assert 'failures="0"' in junit.out


def test_what_concerns_the_archive_alone_is_not_told(tmp_path: Path) -> None:
    write(tmp_path, "old.md", OLD)
    write(tmp_path, "new.md", NEW)
    write(tmp_path, "other.md", "---\ndate: 2024-03-13\n---\nA baker in Harwick has sold his oven to his sister.\n")
    call("archive", "add", "old.md", "new.md", "--archive", address("a.sqlite"))
    done = call("check", "other.md", "--archive", address("a.sqlite"), "--min-severity", "note")
    assert "old.md" not in done.out
    assert done.out.rstrip().endswith("0 errors, 0 warnings, 0 notes.")


def test_an_article_is_not_held_against_its_own_earlier_revision(tmp_path: Path) -> None:
    write(tmp_path, "old.md", OLD)
    call("archive", "add", "old.md", "--archive", address("a.sqlite"))
    write(tmp_path, "old.md", OLD.replace("340", "520"))
    assert call("check", "old.md", "--archive", address("a.sqlite")).code == 0
    write(tmp_path, "copy.md", OLD.replace("340", "520"))
    assert call("check", "copy.md", "--archive", address("a.sqlite")).code == 1


def test_only_articles_that_pass_are_added(tmp_path: Path) -> None:
    write(tmp_path, "old.md", OLD)
    write(tmp_path, "new.md", NEW)
    first = call("check", "old.md", "--archive", address("a.sqlite"), "--add")
    assert (first.code, "1 new" in first.err) == (0, True)
    failed = call("check", "new.md", "--archive", address("a.sqlite"), "--add")
    assert (failed.code, "nothing was added" in failed.err) == (1, True)
    assert "new.md" not in call("archive", "list", "--archive", address("a.sqlite")).out
    assert call("check", "new.md", "--archive", address("a.sqlite"), "--add", "--fail-on", "never").code == 0
    assert "new.md" in call("archive", "list", "--archive", address("a.sqlite")).out
    assert "FC101" in call("archive", "show", "new.md", "--archive", address("a.sqlite")).out
    assert "2 runs" in " ".join(
        reversed(
            next(x for x in call("archive", "stats", "--archive", address("a.sqlite")).out.splitlines() if x.startswith("runs")).split()
        )
    )


def test_an_undated_article_in_the_archive_is_older_than_one_published_after_it_was_added(tmp_path: Path) -> None:
    write(tmp_path, "old.md", OLD.replace("date: 2024-03-04\n", ""))
    write(tmp_path, "new.md", NEW.replace("520", "340").replace("2024-03-12", "2024-04-12"))
    add(tmp_path, Path("old.md"), on=ADDED)
    later = checked(tmp_path, [Path("new.md")], archive=True)
    assert "FC205" in {finding.code for finding in later.findings}
    write(tmp_path, "new.md", NEW.replace("520", "340").replace("2024-03-12", "2024-03-20"))
    sides = [f.explanation for f in checked(tmp_path, [Path("new.md")], archive=True).findings if f.code == "FC205"]
    assert not sides  # nothing tells which of the two came first


def test_articles_of_one_sentence_share_too_little_for_a_long_one_and_are_found_all_the_same(tmp_path: Path) -> None:
    write(tmp_path, "old.md", "---\ndate: 2024-03-04\n---\nThe museum seats 300 people.\n")
    write(tmp_path, "new.md", "---\ndate: 2024-03-04\n---\nThe museum seats 420 people.\n")
    paths = [Path("new.md"), Path("old.md")]
    everything = told(checked(tmp_path, paths, archive=False), paths[0])
    assert "FC101" in {code for code, _ in everything}
    add(tmp_path, paths[1])
    assert told(checked(tmp_path, paths[:1], archive=True), paths[0]) == everything


def test_copies_in_the_archive_count_once(tmp_path: Path) -> None:
    for name in "abc":
        write(
            tmp_path,
            f"{name}.md",
            OLD.replace("Courier", name) + "The harbour will stay open in winter, and the fares stay as they are, the office said. " * 3,
        )
    write(tmp_path, "new.md", NEW)
    call("archive", "add", "a.md", "b.md", "c.md", "--archive", address("a.sqlite"))
    done = call("check", "new.md", "--archive", address("a.sqlite"), "--format", "markdown")
    assert done.out.count("FC101") == 1
    assert "stands in b" in done.out.replace("\\", "")


def test_a_copy_of_an_archived_article_is_compared_with_the_rest(tmp_path: Path) -> None:
    more = "The harbour will stay open in winter, and the fares stay as they are, the office said. " * 3
    write(tmp_path, "old.md", OLD + more)
    write(tmp_path, "other.md", NEW)
    write(tmp_path, "copy.md", OLD.replace("03-04", "03-05") + more)
    call("archive", "add", "old.md", "other.md", "--archive", address("a.sqlite"))
    done = call("check", "copy.md", "--archive", address("a.sqlite"), "--min-severity", "note")
    assert "FC101" in done.out
    assert "FC302" in done.out


def test_options_without_an_archive_and_an_archive_that_is_not_there_are_refused_before_any_work(tmp_path: Path) -> None:
    write(tmp_path, "new.md", NEW)
    for option in ("--add", "--fail-on-archive"):
        done = call("check", "new.md", option)
        assert (done.code, done.out) == (2, "")
        assert f"{option}: is about an archive" in done.err
    done = call("check", "new.md", "--archive", address("none.sqlite"))
    assert (done.code, done.out) == (2, "")
    assert "there is no such archive" in done.err


def test_articles_that_another_encoder_placed_are_refused(tmp_path: Path) -> None:
    add(tmp_path, write(tmp_path, "old.md", OLD))
    with pytest.raises(ArchiveError, match="reindex"):
        look_up(opened(tmp_path), "another encoder")
    assert len(listing.listed(opened(tmp_path))) == 1


SCHOOL = (
    "---\ndate: 2024-03-14\nsource: Harwick Mail\n---\n"
    "Harwick school has dropped Latin from its timetable, and parents have written to the minister of education.\n\n"
    "Its head, Olga Brenn, wants more lessons in chemistry. The laboratory was built in 1971 and has no hot water.\n\n"
    "Chemistry lessons will begin in a room that the caretaker has painted green. The pipes come from a factory in Brunham, and "
    "two parents who are plumbers will lay them without pay. Olga Brenn hopes that the first experiment can be shown before summer. "
    "Physics stays where it is, for nobody has complained about its cupboards, and the telescope on the roof has a new lens.\n\n"
    "Pupils collected money at bazaars. The new ferry of Selm carried 520 passengers on its first day.\n\n"
    "Teachers of Latin will look for posts in Brunham, Olga Brenn said.\n"
)


def test_of_an_article_about_another_affair_only_the_claims_are_read_that_say_nearly_the_same(tmp_path: Path) -> None:
    paths = [write(tmp_path, "old.md", OLD), write(tmp_path, "school.md", SCHOOL)]
    add(tmp_path, paths[1])
    articles, _ = read_paths(["old.md"], root=tmp_path)
    own = {articles[0].id: extract(articles, settings=Settings(), root=tmp_path)[0]}
    found = adding.look_up(opened(tmp_path, write=False), Settings())(articles, own, adding.reading(Settings()).encoder)
    assert [claim.quote for claim in found.claims] == ["The new ferry of Selm carried 520 passengers on its first day"]
    assert list(found.common) == [found.articles[0].id]
    alone, everything = (
        checked(tmp_path, [Path("old.md")], archive=True),
        checked(tmp_path, [Path("old.md"), Path("school.md")], archive=False),
    )
    assert told(alone, Path("old.md")) == told(everything, Path("old.md"))
    assert "FC101" in {finding.code for finding in alone.findings}


def test_a_dry_run_counts_the_pairs_with_the_archive_and_writes_nothing(tmp_path: Path) -> None:
    add(tmp_path, write(tmp_path, "old.md", OLD.replace("carried", "had")))
    new = str(write(tmp_path, "new.md", NEW.replace("carried 520 passengers", "ran empty")))
    asking = ("--comparator", "openai", "--base-url", "http://127.0.0.1:1/v1", "--model", "m", "--dry-run")
    alone = call("check", new, *asking).out
    before = counts(opened(tmp_path))
    done = call("check", new, "--archive", address("held.sqlite"), "--add", *asking)
    assert done.out != alone
    assert "conflicts looked at again" in done.out
    assert counts(opened(tmp_path)) == before
    if not SERVERS:
        assert call("check", new, "--archive", "unmade.sqlite", "--add", *asking).code == 0
        assert not (tmp_path / "unmade.sqlite").exists()


def test_a_file_and_a_server_give_the_same_findings_byte_for_byte(server: Server, tmp_path: Path) -> None:
    if SERVERS:
        pytest.skip("both are asked at once")
    write(tmp_path, "old.md", OLD)
    write(tmp_path, "school.md", SCHOOL)
    write(tmp_path, "copy.md", OLD.replace("03-04", "03-05"))
    write(tmp_path, "new.md", NEW)
    told = []
    for where in (str(tmp_path / "a.sqlite"), server.database()):
        assert call("archive", "add", "old.md", "school.md", "copy.md", "--archive", where).code == 0
        told.append([call("check", "new.md", "--archive", where, "--format", style).out for style in ("json", "markdown", "sarif")])
        told[-1].append(call("archive", "stale", "--all", "--archive", where, "--format", "json").out)
        told[-1].append(call("archive", "list", "--archive", where).out)
    assert told[0] == told[1]
    assert "FC101" in told[0][0]
