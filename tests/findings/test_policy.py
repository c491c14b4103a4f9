"""The configuration's say: severities, rules for patterns of paths, trusted outlets."""

from datetime import date
from pathlib import Path

import pytest

from factcheck import api
from factcheck.errors import UsageError
from factcheck.findings import RULES, PathRules, severities
from factcheck.model import Finding
from factcheck.settings import Settings

HEAD = "---\ntitle: T\nsource: {}\npublished: 2024-03-0{}\n---\n"


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    (tmp_path / "new").mkdir()
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "a.md").write_text(HEAD.format("Harbour Post", 4) + "The new hall seats 500 people on two levels.\n")
    (tmp_path / "new" / "b.md").write_text(HEAD.format("Valley Mail", 5) + "The new hall seats 340 people on two levels, he wrote.\n")
    (tmp_path / "old" / "c.md").write_text(HEAD.format("Harbour Post", 3) + "The quarry remains closed.\n")
    return tmp_path


def told(folder: Path, **settings: object) -> dict[str, Finding]:
    run = api.check([folder], Settings.model_validate(settings), as_of=date(2024, 3, 10), root=folder)
    return {finding.code: finding for finding in run.findings}


def test_a_rule_is_as_grave_as_the_configuration_says(folder: Path) -> None:
    assert told(folder)["FC101"].severity == "error"
    assert told(folder, severity={"FC1": "note"})["FC101"].severity == "note"
    assert told(folder, severity={"FC202": "error"})["FC202"].severity == "error"


def test_what_names_a_rule_more_exactly_wins() -> None:
    found = severities({"FC101": "note", "FC1": "warning", "negation": "error"})
    assert (found["FC101"], found["FC102"], found["FC105"]) == ("note", "warning", "error")
    assert "FC201" not in found
    with pytest.raises(UsageError, match="FC199"):
        severities({"FC199": "note"})


@pytest.mark.parametrize(
    ("pattern", "rules", "codes"),
    [
        ("old/", PathRules(ignore=("FC2",)), {"FC101"}),
        ("old/**", PathRules(ignore=("FC2",)), {"FC101"}),
        ("new/*.md", PathRules(ignore=("FC2",)), {"FC101", "FC202"}),
        ("old/", PathRules(ignore=("FC101",)), {"FC101", "FC202"}),  # the primary statement is in new/
        ("b.md", PathRules(ignore=("FC101",)), {"FC202"}),
        ("*.md", PathRules(select=("FC2",)), {"FC202"}),
        ("old/*.txt", PathRules(ignore=("FC2",)), {"FC101", "FC202"}),
    ],
)
def test_rules_for_a_pattern_hold_for_the_primary_statement_s_article(
    pattern: str, rules: PathRules, codes: set[str], folder: Path
) -> None:
    assert set(told(folder, paths={pattern: rules})) == codes


def test_a_pattern_s_severity_wins_over_the_general_one_and_the_later_over_the_earlier(folder: Path) -> None:
    settings = {"severity": {"FC101": "note"}, "paths": {"new/": PathRules(severity={"FC101": "warning"})}}
    assert told(folder, **settings)["FC101"].severity == "warning"
    settings["paths"]["*.md"] = PathRules(severity={"FC1": "error"})
    assert told(folder, **settings)["FC101"].severity == "error"
    assert RULES["FC101"].severity == "error"


def test_a_trusted_outlet_is_named_and_first_and_wins_nothing(folder: Path) -> None:
    plain, trusting = told(folder)["FC101"], told(folder, trusted=("harbour post",))["FC101"]
    assert trusting.suggestion == f"{plain.suggestion} Harbour Post is trusted here: look there first, for it may be wrong all the same."
    assert [statement.trusted for statement in trusting.statements] == [False, True]
    assert (trusting.severity, trusting.fingerprint, trusting.state) == (plain.severity, plain.fingerprint, "new")
    assert told(folder, trusted=("harbour post", "Valley Mail"))["FC101"] == plain
    assert told(folder, trusted=("Post",))["FC101"] == plain


def test_a_pattern_is_about_the_file_also_where_the_article_has_an_address(folder: Path) -> None:
    text = '{"text": "The quarry in Selm remains closed.", "published": "2024-03-04", "url": "https://example.org/a"}\n'
    (folder / "old" / "c.md").unlink()
    (folder / "old" / "wire.jsonl").write_text(text)
    assert set(told(folder)) == {"FC101", "FC202"}
    assert set(told(folder, paths={"old/": PathRules(ignore=("FC2",))})) == {"FC101"}
