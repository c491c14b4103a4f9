"""Adding, changing, renewing and removing: nothing is lost and nothing is there twice."""

import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from archiving import ADDED, NEW, OLD, add, counts, opened, write
from factcheck.archive import adding, listing, store
from factcheck.archive.lookup import article, claim
from factcheck.archive.schema import claims, findings, revisions
from factcheck.articles.read import read_paths
from factcheck.errors import UsageError
from factcheck.pipeline import extract
from factcheck.settings import Settings

pytestmark = pytest.mark.usefixtures("each_store")


@pytest.fixture(autouse=True)
def _root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_what_is_stored_comes_back_as_it_was_read_and_its_file_may_be_gone(tmp_path: Path) -> None:
    path = write(tmp_path, "old.md", OLD)
    read, _ = read_paths(["old.md"], root=tmp_path)
    told, _ = extract(read, settings=Settings(), root=tmp_path)
    add(tmp_path, Path("old.md"))
    path.unlink()
    with opened(tmp_path).reading() as connection:
        stored = article(connection.execute(select(revisions)).one(), tmp_path)
        back = [claim(document, stored) for document in connection.scalars(select(claims.c.document).order_by(claims.c.id))]
    assert stored == read[0].model_copy(update={"archived": ADDED})
    assert back == told
    assert len(told) >= 3
    assert stored.source_map.position(stored.text.index("The old")) == read[0].source_map.position(read[0].text.index("The old"))


def test_adding_twice_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path, "a/old.md", OLD)
    write(tmp_path, "a/new.md", NEW)
    assert add(tmp_path, Path("a")).counts == {"kept": 0, "new": 2}
    before = counts(opened(tmp_path))
    assert add(tmp_path, Path("a"), on=date(2024, 5, 1)).counts == {"kept": 2}
    assert counts(opened(tmp_path)) == before
    assert all(before.values())


def test_a_changed_article_is_a_new_revision_and_only_the_current_one_is_found(tmp_path: Path) -> None:
    path = write(tmp_path, "old.md", OLD)
    add(tmp_path, path)
    first = counts(opened(tmp_path))
    write(tmp_path, "old.md", OLD.replace("340", "430"))
    assert add(tmp_path, path).counts == {"kept": 0, "changed": 1}
    second = counts(opened(tmp_path))
    assert (second["revisions"], second["claims"]) == (2, 2 * first["claims"])
    assert {name: second[name] for name in ("marks", "keys", "prominent")} == {name: first[name] for name in ("marks", "keys", "prominent")}
    write(tmp_path, "old.md", OLD)
    assert add(tmp_path, path).counts == {"kept": 0, "changed": 1}
    (row,) = listing.listed(opened(tmp_path))
    assert (row["revision"], counts(opened(tmp_path))["revisions"]) == (3, 3)


def test_a_new_date_is_a_new_revision(tmp_path: Path) -> None:
    path = write(tmp_path, "old.md", OLD)
    add(tmp_path, path)
    write(tmp_path, "old.md", OLD.replace("2024-03-04", "2024-03-05"))
    assert add(tmp_path, path).counts["changed"] == 1


def test_articles_of_one_file_are_the_same_wherever_they_stand_in_it(tmp_path: Path) -> None:
    texts = [f"The harbour of Selm lost {number} boats in the storm, the mayor Ada Korvin said on Monday." for number in (12, 15, 18)]
    path = write(tmp_path, "feed.jsonl", "".join(json.dumps({"text": text}) + "\n" for text in texts[:2]))
    assert add(tmp_path, path).counts["new"] == 2
    write(tmp_path, "feed.jsonl", "".join(json.dumps({"text": text}) + "\n" for text in reversed(texts)))
    assert add(tmp_path, path).counts == {"kept": 2, "new": 1}


def test_several_wordings_of_one_address_at_once_are_revisions_and_adding_them_again_changes_nothing(tmp_path: Path) -> None:
    lines = [{"text": f"The harbour of Selm lost {n} boats, the mayor said.", "url": "https://selm.example/boats"} for n in (12, 15)]
    path = write(tmp_path, "feed.jsonl", "".join(json.dumps(line) + "\n" for line in lines))
    assert add(tmp_path, path).counts == {"kept": 0, "new": 1, "changed": 1}
    before = counts(opened(tmp_path))
    assert add(tmp_path, path).counts == {"kept": 2}
    assert counts(opened(tmp_path)) == before
    with opened(tmp_path).reading() as connection:
        assert "15" in (connection.scalar(select(revisions.c.document).where(revisions.c.current == 1)) or "")


def test_removing_leaves_nothing_of_the_article(tmp_path: Path) -> None:
    write(tmp_path, "a/old.md", OLD)
    write(tmp_path, "a/new.md", NEW)
    add(tmp_path, Path("a/new.md"))
    alone = counts(opened(tmp_path))
    add(tmp_path, Path("a/old.md"))
    archive = opened(tmp_path)
    assert store.remove(archive, listing.find(archive, ["a/old.md"])) == 1
    assert counts(opened(tmp_path)) == alone
    with archive.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(findings)) == 0
    with pytest.raises(UsageError, match=r"a/old\.md: is not in"):
        listing.find(archive, ["a/old.md"])


def test_reindexing_reads_from_the_stored_text_and_gives_the_same(tmp_path: Path) -> None:
    path = write(tmp_path, "old.md", OLD)
    add(tmp_path, path)
    path.unlink()
    before, archive = counts(opened(tmp_path)), opened(tmp_path)
    assert adding.outdated(archive, Settings()) == 0
    assert adding.reindex(archive, settings=Settings(), everything=False).counts == {}
    changed = Settings(stale_after_days=10)
    assert adding.outdated(archive, changed) == 1
    expired = listing.stale(archive, date(2024, 3, 20), 0, everything=True)
    assert adding.reindex(archive, settings=changed, everything=False).counts == {"renewed": 1}
    assert counts(opened(tmp_path)) == before
    assert adding.outdated(archive, changed) == 0
    assert len(listing.stale(archive, date(2024, 3, 20), 0, everything=True)) > len(expired)
