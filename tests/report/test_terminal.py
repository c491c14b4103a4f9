"""The report for a terminal: what an editor reads, and what hostile text cannot do to it."""

import io
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from factcheck import api
from factcheck.articles.read import read_paths
from factcheck.findings.draft import statement
from factcheck.model import Run
from factcheck.report import Showing, safe, terminal
from factcheck.settings import Settings

ARTICLES = Path(__file__).parent.parent.parent / "fixtures" / "articles"
AS_OF = date(2026, 6, 30)


@pytest.fixture(scope="module", name="run")
def _run() -> Run:
    return api.check([ARTICLES], as_of=AS_OF, root=ARTICLES)


def rendered(run: Run, monkeypatch: pytest.MonkeyPatch, width: int = 80, **showing: str) -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    stream = io.StringIO()
    terminal.render(run, stream, Showing.model_validate(showing))
    return stream.getvalue()


def test_it_shows_both_quotations_with_place_reason_and_advice(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    text = " ".join(rendered(run, monkeypatch).split())
    assert "FC101" in text
    assert "“That conference drew «340» delegates, and one of them recalls that the two shared an umbrella.”" in text
    assert "“The conference drew «520» delegates from eleven countries.”" in text
    assert "strained-ties.txt:9" in text
    assert "why: " in text
    assert "do: " in text


def test_errors_come_first_and_the_summary_last(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = rendered(run, monkeypatch).splitlines()
    assert lines[0].startswith("error FC101")
    assert lines[-1].startswith("2 articles, ")
    assert lines[-1].endswith("notes.")


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_no_line_is_wider_than_the_terminal_or_ends_in_space(width: int, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = rendered(run, monkeypatch, width).splitlines()
    assert max(map(len, lines)) <= width
    assert all(line == line.rstrip() for line in lines)


def test_what_is_longer_than_a_line_goes_on_further_to_the_right(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    message = f'people: "340" against "{"9" * 70}", as one says'
    findings = (run.findings[0].model_copy(update={"message": message}), *run.findings[1:])
    lines = rendered(run.model_copy(update={"findings": findings}), monkeypatch, 60).splitlines()
    head = [lines[0], *(line for line in lines[1:4] if line.startswith("    "))]
    assert len(head) == 3
    assert "".join(line.strip() for line in head).replace(" ", "") == f"error{findings[0].code}{message}".replace(" ", "")
    folded = next(place for place, line in enumerate(lines) if " stale (" in line)
    assert lines[folded + 1].startswith("    ")


def test_wide_terminals_show_the_sides_beside_each_other(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def together(width: int) -> bool:
        return any("“That conference" in line and "“The conference" in line for line in rendered(run, monkeypatch, width).splitlines())

    assert together(120)
    assert not together(80)
    assert all(together(width) for width in range(120, 150))  # wherever a path breaks


def test_an_article_has_one_line_in_the_table_and_its_outlet_where_there_is_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "2024-03-12-the-concerts-are-sold-out.md"
    path.write_text("---\nsource: Harbour Post\npublished: 2024-03-12\n---\nThe weir in Selm remains closed.\n")
    run = api.check([path.name], as_of=AS_OF, root=tmp_path)
    (narrow,) = [
        line for line in rendered(run, monkeypatch, 80).splitlines() if line.startswith("2024-03-12-the-concerts-are-sold-out.md ")
    ]
    assert "Harbour Post" not in narrow
    (wide,) = [line for line in rendered(run, monkeypatch, 120).splitlines() if line.startswith("2024-03-12-the-concerts-are-sold-out.md ")]
    assert "Harbour Post" in wide


def test_articles_without_a_date_are_told_why_and_what_to_do_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(f"Bread number {name} is of rye.\n")
    (tmp_path / "d.md").write_text("---\npublished: 2024-03-04\n---\nAs of May 2023, the mill has 40 workers. It currently has 7 lamps.\n")
    monkeypatch.chdir(tmp_path)  # long paths are broken between two lines
    text = rendered(api.check(["a.txt", "b.txt", "c.txt", "d.md"], as_of=AS_OF, root=tmp_path), monkeypatch, min_severity="note")
    assert text.count("warning FC301") == 3
    assert text.count("do:  Add the date of publication") == 1
    assert text.index("a.txt") < text.index("b.txt") < text.index("c.txt") < text.index("do:  Add the date of publication")
    assert text.count("why: ") == 1 + text.count(" FC20")


def test_what_goes_stale_is_one_line_for_each_article_unless_asked_for(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    quiet = rendered(run, monkeypatch, 140)
    assert "note FC204" not in quiet
    assert sum("will go stale" in line for line in quiet.splitlines()) == 2
    assert "warning FC201" not in quiet
    assert quiet.count("not shown (1 part not checked)") == 1
    asked = rendered(run, monkeypatch, 140, min_severity="note")
    assert "note FC204" in asked
    assert "warning FC201" in asked
    assert "will go stale" not in asked


def test_there_is_no_colour_where_there_is_no_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in rendered(run, monkeypatch)


def test_a_calendar_is_sorted_by_date(monkeypatch: pytest.MonkeyPatch) -> None:
    packs = ARTICLES.parent / "packs" / "11-ferry"
    run = api.check([packs], Settings(select=("FC2",)), as_of=date(2022, 6, 30), root=packs)
    days = [line.split()[0] for line in rendered(run, monkeypatch, 120).splitlines() if line[:2] == "20"]
    assert len(days) > 5
    assert days == sorted(days)


HOSTILE = (
    "The \x1b[31mvalley\x1b[0m has [bold]three[/bold] schools.\n::error file=x::The river has two \u202ebridges\u202c as of October 2023.\n"
)


def test_hostile_text_is_shown_as_characters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(HOSTILE + "As of October 2023, the [red]firm[/red] has \x1b]0;x\x07 900 workers.\n")
    out = rendered(api.check([path], as_of=AS_OF, root=tmp_path), monkeypatch, 200, min_severity="note")
    assert "\x1b" not in out
    assert "\x07" not in out
    assert "\u202e" not in out
    assert "[red]firm[/red]" in out
    assert not any(line.startswith("::") for line in out.splitlines())


def test_safe_keeps_what_people_write() -> None:
    assert safe("Têxteis “Ö” — 5 €\nß 日本") == "Têxteis “Ö” — 5 € ß 日本"
    assert safe("a\x1b[0m\u200eb\x9b") == "a\\x1b[0m\\u200eb\\x9b"


def test_no_line_is_a_command_for_a_build_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "::error file=x.txt").write_text("The word is now in the text.\n")
    (tmp_path / "a.md").write_text(
        "---\ntitle: '##vso[task.complete]'\n---\nThe word ::error file=a::is now in the text ::warning file=b::or it is ##[error] here.\n"
    )
    monkeypatch.chdir(tmp_path)
    run = api.check(["."], as_of=AS_OF, root=tmp_path)
    for width in range(60, 100):
        for line in rendered(run, monkeypatch, width, min_severity="note").splitlines():
            assert not line.lstrip().startswith("::")
            assert "##[" not in line
            assert "##vso[" not in line
    assert "std::vector" in safe("std::vector ## [x]")


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("In 2012 the mill in Selm employed 12 people.", "In 2012 the mill in Selm employed «12» people."),
        ("Of 112 clerks the mill in Selm employed 12.", "Of 112 clerks the mill in Selm employed «12»."),
    ],
)
def test_the_clashing_words_are_marked_where_they_stand(text: str, marked: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text)
    (article,), _ = read_paths([str(tmp_path / "a.txt")], root=tmp_path)
    claims, _ = api.extract([article], root=tmp_path)
    side = statement("primary", claims[-1], article, [(value.start, value.end) for value in claims[-1].values if value.text == "12"])
    assert terminal._marked(side, plain=True).plain == marked  # noqa: SLF001


def test_control_characters_beside_marked_words_are_shown_and_not_sent(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The upset mayor set a table, and the council \x1b set  aside the plan.")
    (article,), _ = read_paths([str(tmp_path / "a.txt")], root=tmp_path)
    claim = api.extract([article], root=tmp_path)[0][-1]
    start = article.text.index("set  aside")
    shown = terminal._marked(statement("primary", claim, article, [(start, start + 10)]), plain=True).plain  # noqa: SLF001
    assert shown.endswith("\\x1b «set  aside» the plan.")


def test_what_is_hidden_is_called_by_its_name(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "findings not shown" in rendered(run, monkeypatch, 140, min_severity="error")
    assert "not shown" not in rendered(run, monkeypatch, 140, min_severity="note")


def test_one_is_no_plural(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("---\npublished: 2024-03-04\n---\nThe valley has three schools.\n")
    assert (
        rendered(api.check([tmp_path], as_of=AS_OF, root=tmp_path), monkeypatch).splitlines()[-1].startswith("1 article, 1 claim, 0 pairs ")
    )


@pytest.mark.parametrize("width", [60, 80, 120])
def test_wide_characters_and_long_words_fit(width: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text(
        f"---\nsource: {'東京の新聞' * 5}\n---\nThe hall ({'新しい公会堂' * 9}) is now at https://example.org/{'x' * 200} in Selm.\n"
    )
    lines = rendered(api.check([tmp_path], as_of=AS_OF, root=tmp_path), monkeypatch, width, min_severity="note").splitlines()
    assert max(map(cell_len, lines)) <= width
    assert "新しい公会堂" in "".join(lines)
