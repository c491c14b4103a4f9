"""The public Python API."""

import json
import re
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

import factcheck
from factcheck import notebook
from factcheck.engines.openai import answers
from factcheck.errors import ArchiveError, UsageError
from factcheck.model import Article
from tests_support import call


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
    assert answers.folder().joinpath("README.md").is_file()


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


def test_texts_are_articles_of_their_own() -> None:
    told = [
        Article.from_text("The new hall in the old port of Harrow seats 500 people.", published="2024-03-04", source="Post"),
        Article.from_text("The new hall in the old port of Harrow seats 340 people.", published=datetime(2024, 3, 5, 9), source="Mail"),
    ]
    run = factcheck.check(told, as_of="2024-03-10")
    (finding,) = [finding for finding in run.findings if finding.code == "FC101"]
    assert {(statement.line, statement.column) for statement in finding.statements} == {(1, 1)}
    assert {article.source: article.day for article in run.articles} == {"Post": date(2024, 3, 4), "Mail": date(2024, 3, 5)}
    assert len({article.path for article in told}) == 2
    assert run == factcheck.check(told[::-1], as_of=date(2024, 3, 10)).model_copy(update={"timings": run.timings})


def test_one_text_with_another_day_is_another_article() -> None:
    text = "The valley has three schools.\r\nIt rains.\rIt pours."
    first, second = (Article.from_text(text, published=day) for day in ("2024-03-04", "2024-03-05"))
    assert first.id != second.id
    assert first == Article.from_text(text, published=date(2024, 3, 4))
    assert first.text == "The valley has three schools.\nIt rains.\nIt pours."
    assert Article.from_text(text, published="2024-03-04T09:30:00+02:00").published == datetime(2024, 3, 4, 9, 30)
    assert (Article.from_text(text).published, Article.from_text(text).published_from) == (None, "none")
    with pytest.raises(ValueError, match="'soon' is no date; write it as YYYY-MM-DD"):
        Article.from_text(text, published="soon")


def test_the_path_of_a_text_tells_how_it_is_written() -> None:
    text = "# The bridge was closed in 2023\n\nIt rains in Selm.\n"
    for path, expected in (("a.md", ["It rains in Selm"]), ("a.txt", ["The bridge was closed in 2023", "It rains in Selm"])):
        claims, _ = factcheck.extract(Article.from_text(text, path=path, title="T"))
        assert [claim.text.removeprefix("# ") for claim in claims] == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "empty"),
        (" \n", "empty"),
        ("The valley\0 has three schools.", "binary"),
        ("The valley has \ud800 three schools.", "encoding"),
        ("word " * 300_000, "too large"),
        ("Der Bürgermeister hat am Dienstag gesagt, dass die Brücke nicht vor dem Herbst geöffnet wird.", "language"),
    ],
)
def test_a_text_that_cannot_be_read_is_a_failure(text: str, kind: str) -> None:
    run = factcheck.check([Article.from_text(text, path="a"), Article.from_text("The valley has three schools.")], as_of="2024-03-10")
    assert [(failure.kind, failure.subject) for failure in run.failures] == [(kind, "a")]
    assert len(run.articles) == 1


def test_paths_and_texts_are_told_apart_by_their_types_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The valley has three schools.\n")
    assert len(factcheck.check(tmp_path / "a.txt", root=tmp_path, as_of="2024-03-10").articles) == 1
    (failure,) = factcheck.check("The valley has three schools.", as_of="2024-03-10").failures
    assert failure.kind == "missing"
    for wrong in ({"text": "x"}, b"a.txt", 3):
        with pytest.raises(UsageError, match="neither a path nor an Article"):
            factcheck.check([wrong], as_of="2024-03-10")  # type: ignore[list-item]


@pytest.mark.parametrize("day", ["soon", "2024-02-30", 20240310])
def test_a_day_that_is_none_is_refused(day: object) -> None:
    with pytest.raises(UsageError, match=r"as_of: .* is no day; write it as YYYY-MM-DD"):
        factcheck.check([], as_of=day)  # type: ignore[arg-type]


def test_progress_is_told_and_an_archive_is_asked(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text(f"---\npublished: 2024-03-04\nsource: Post\n---\n{CLASH[0]}\n")
    archive = tmp_path / "archive.db"
    assert call("archive", "add", str(tmp_path / "old.md"), "--archive", str(archive)).code == 0
    before = archive.read_bytes()
    new = Article.from_text(CLASH[1], published="2024-03-05", source="Mail")
    told: list[tuple[str, int, int]] = []
    run = factcheck.check(new, as_of="2024-03-10", root=tmp_path, archive=archive, progress=lambda *step: told.append(step))
    assert "FC101" in {finding.code for finding in run.findings}
    assert archive.read_bytes() == before
    assert {stage for stage, _, _ in told} >= {"reading", "comparing"}
    assert all(done <= total for _, done, total in told)
    with pytest.raises(ArchiveError, match="there is no such archive"):
        factcheck.check(new, archive=tmp_path / "none.db")


CLASH = ["The new hall in the old port of Harrow seats 500 <b>people</b>.", "The new hall in the old port of Harrow seats 340 people."]


def clashing() -> factcheck.Run:
    told = [Article.from_text(text, published="2024-03-04", path=path) for text, path in zip(CLASH, ("a<i>.md", "b.txt"), strict=True)]
    return factcheck.check([*told, "no-such.txt"], as_of="2024-03-10")


def test_a_run_is_a_data_frame() -> None:
    pandas = pytest.importorskip("pandas")
    run = clashing()
    frame = run.to_pandas()
    assert list(frame.columns) == list(notebook.COLUMNS)
    assert len(frame) == len(run.findings)
    (row,) = frame[frame.code == "FC101"].to_dict("records")
    assert {row["path"], row["other_path"]} == {"a<i>.md", "b.txt"}
    assert {row["quote"], row["other_quote"]} == set(CLASH)
    empty = factcheck.check([], as_of="2024-03-10").to_pandas()
    assert isinstance(empty, pandas.DataFrame)
    assert (len(empty), list(empty.columns)) == (0, list(notebook.COLUMNS))


def test_without_pandas_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match=r"^to_pandas needs pandas; install it with: pip install pandas$"):
        factcheck.check([], as_of="2024-03-10").to_pandas()


def test_a_notebook_shows_the_findings_and_obeys_no_article() -> None:
    shown = clashing()._repr_html_()
    assert "error FC101" in re.sub("<[^<>]*>", "", shown)
    assert "<b>people" not in shown
    assert "&lt;b&gt;people" in shown
    assert "a&lt;i&gt;.md:1" in shown
    assert "no-such.txt: there is no such file or folder" in shown
    assert "http" not in shown
    assert "<script" not in shown


def test_a_notebook_shows_so_many_findings_and_counts_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notebook, "MOST_SHOWN", 1)
    told = Article.from_text("As of 2021, the firm employs 900 people. As of 2022, the mill employs 70 people.", published="2024-03-04")
    shown = factcheck.check(told, factcheck.Settings(select=("FC2",)), as_of="2030-01-01")._repr_html_()
    assert (shown.count("<li>"), "1 more are not shown here" in shown) == (1, True)
