"""The public Python API."""

import json
from datetime import date
from pathlib import Path

import pytest

import factcheck
from factcheck.engines import prompts
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
