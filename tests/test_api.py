"""The public Python API."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import factcheck
from factcheck.engines import prompts
from factcheck.errors import UsageError
from factcheck.model import Article


def test_the_public_names_are_there() -> None:
    for name in factcheck.__all__:
        assert getattr(factcheck, name).__doc__
    with pytest.raises(AttributeError, match="nothing"):
        _ = factcheck.nothing  # type: ignore[attr-defined]


def test_paths_and_articles_can_be_mixed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("As of October 2023, the firm employs 900 people.\n")
    article = Article(
        id="a_1", path="wire", title=None, source="Wire", published=date(2024, 3, 4), published_from="metadata",
        text="The bridge opened on Tuesday.", sha256="0" * 64,
    )  # fmt: skip
    run = factcheck.check([tmp_path / "a.txt", article], as_of=date(2024, 3, 10), root=tmp_path)
    assert {f.code for f in run.findings} == {"FC201", "FC203", "FC301"}
    assert json.dumps(run.model_dump(mode="json"))


def test_settings_change_what_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\npublished: 2024-03-04\n---\nThe museum will open soon.\n")
    (early,) = factcheck.check([tmp_path], factcheck.Settings(soon_days=10), as_of=date(2024, 3, 30), root=tmp_path).findings
    (late,) = factcheck.check([tmp_path], factcheck.Settings(soon_days=60), as_of=date(2024, 3, 30), root=tmp_path).findings
    assert (early.severity, late.severity) == ("warning", "note")
    assert "16 days ago" in early.message


def test_without_a_day_the_machine_s_own_is_taken(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The valley has three schools.\n")
    assert abs((factcheck.check([tmp_path], root=tmp_path).as_of - date.today()).days) <= 1  # noqa: DTZ011


def test_extract_gives_claims_and_failures(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The valley has three schools.\n")
    (tmp_path / "b.txt").write_text("")
    claims, failures = factcheck.extract([tmp_path], root=tmp_path)
    assert [claim.text for claim in claims] == ["The valley has three schools"]
    assert [failure.kind for failure in failures] == ["empty"]


def test_the_prompt_folder_is_found_in_a_checkout() -> None:
    assert prompts.folder().joinpath("README.md").is_file()


def test_one_article_given_twice_is_one_and_two_of_one_id_are_refused(article: Callable[..., Article]) -> None:
    given = article("The hall seats 500 people.", date(2024, 3, 4))
    run = factcheck.check([given, given], as_of=date(2024, 3, 10))
    assert (len(run.articles), len(run.claims)) == (1, 1)
    with pytest.raises(UsageError, match=r"b\.txt: has the id of a\.txt"):
        factcheck.check([given, given.model_copy(update={"path": "b.txt"})])


def test_one_path_need_not_be_in_a_list(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The valley has three schools.\n")
    for source in (str(tmp_path), tmp_path):
        assert len(factcheck.extract(source, root=tmp_path)[0]) == 1


def test_paths_that_no_system_has_are_failures() -> None:
    failures = factcheck.extract(["a\0b.txt", "\ud800.txt", ""])[1]
    assert [failure.kind for failure in failures] == ["missing"] * 3
