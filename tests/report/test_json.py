"""The JSON report: its schema, its determinism, and what it always holds."""

import itertools
import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from factcheck import api
from factcheck.model import Article, Quantity, Run
from factcheck.report import escaped
from factcheck.report import json as written
from factcheck.report.json import document, parts, render, schema
from tests_support import call

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
FOLDERS = [FIXTURES / "articles", *sorted(path.parent for path in (FIXTURES / "packs").glob("0*/gold.json"))]
AS_OF = date(2026, 6, 30)


@pytest.fixture(scope="module", name="run")
def _run() -> Run:
    return api.check([FIXTURES / "articles"], as_of=AS_OF, root=FIXTURES)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_it_is_valid_and_every_quotation_is_at_its_place(folder: Path) -> None:
    run = api.check([folder], as_of=AS_OF, root=FIXTURES)
    report = document(run)
    Draft202012Validator(schema()).validate(json.loads(render(run)))
    texts = {article.id: article.text for article in run.articles}
    for item in [*report["claims"], *(s for f in report["findings"] for s in f["statements"])]:
        assert texts[item["article"]][item["start"] : item["end"]] == item["quote"]
    for claim in report["claims"]:
        article = next(a for a in run.articles if a.id == claim["article"])
        line = Path(article.path).read_text(encoding="utf-8").splitlines()[claim["line"] - 1]
        assert line[claim["column"] - 1 :].startswith(claim["quote"].split("\n")[0])


def test_it_is_written_in_parts_and_is_the_text_of_the_whole(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(written, "_AT_ONCE", 3)
    told = list(parts(run))
    assert len(told) > len(run.claims) / 3
    assert max(map(len, told)) < len("".join(told)) / 4
    assert "".join(told) == escaped(json.dumps(document(run), ensure_ascii=False, indent=2)) + "\n"
    empty = run.model_copy(update={"claims": (), "findings": (), "failures": ()})
    assert render(empty) == escaped(json.dumps(document(empty), ensure_ascii=False, indent=2)) + "\n"


def test_a_path_with_bytes_of_no_encoding_is_written_with_escapes() -> None:
    found = api.check([Article.from_text("As of October 2023, the mill in Aldburn employs 900 people.", path="caf\udce9.txt")], as_of=AS_OF)
    assert [article.path for article in found.articles] == ["caf\udce9.txt"]
    assert '"path": "caf\\udce9.txt"' in render(found)
    assert render(found) == escaped(json.dumps(document(found), ensure_ascii=False, indent=2)) + "\n"


@pytest.mark.parametrize("number", [1e-05, 1e-7, 0.0001, 0.25, 1e15, 1e16, 1.5e300, -2.5e-9])
def test_a_number_is_written_as_the_standard_library_writes_it(number: float, run: Run) -> None:
    (claim, *_) = (claim for claim in run.claims if any(isinstance(value, Quantity) for value in claim.values))
    values = tuple(value.model_copy(update={"low": number}) if isinstance(value, Quantity) else value for value in claim.values)
    found = run.model_copy(update={"claims": (claim.model_copy(update={"values": values}),)})
    assert f'"low": {json.dumps(number)}' in render(found)
    assert render(found) == escaped(json.dumps(document(found), ensure_ascii=False, indent=2)) + "\n"


def test_the_printed_schema_is_the_schema_and_is_valid() -> None:
    printed = json.loads(call("check", "--json-schema").out)
    Draft202012Validator.check_schema(printed)
    assert printed == schema()


def test_an_unknown_key_or_a_missing_one_is_invalid(run: Run) -> None:
    validator = Draft202012Validator(schema())
    report = json.loads(render(run))
    assert not validator.is_valid({**report, "extra": 1})
    assert not validator.is_valid({key: value for key, value in report.items() if key != "failures"})


def test_the_order_of_arguments_and_of_runs_changes_no_byte() -> None:
    paths = sorted(str(path) for path in (FIXTURES / "packs" / "05-wildfire").glob("*.txt"))
    reports = {render(api.check(list(order), as_of=AS_OF, root=FIXTURES)) for order in itertools.islice(itertools.permutations(paths), 6)}
    assert len(reports) == 1


def test_it_holds_every_finding_whatever_the_terminal_hides(run: Run) -> None:
    report = document(run)
    assert report["summary"]["findings"]["note"] == sum(f["severity"] == "note" for f in report["findings"]) > 0
    assert report["schema_version"] == 1
    assert report["usage"] is None


def test_a_time_sensitive_finding_tells_kind_trigger_and_expiry(run: Run) -> None:
    (dated,) = [f for f in document(run)["findings"] if f["code"] == "FC201"]
    assert dated["time"]["kind"] == "as_of"
    assert dated["time"]["trigger"] == "As of October 2023"
    assert dated["time"]["expires"]["on"] == "2024-04-28"
    assert "October 2023" in dated["time"]["expires"]["because"]


def test_text_that_is_not_ascii_is_written_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("As of October 2023, Têxteis Amorosa employs “900” people.\n", encoding="utf-8")
    assert "Têxteis Amorosa employs “900” people" in render(api.check([tmp_path], as_of=AS_OF, root=tmp_path))


def test_no_character_of_the_report_steers_a_terminal(tmp_path: Path) -> None:
    text = "The firm has 900 people\u202e and five \x9b mills\x7f \u2028 \U000e0041 in Selm.\n"
    (tmp_path / "a.md").write_text(f'---\ntitle: "T\\e[31m\\x9b"\nsource: "S\\u2066"\n---\n{text}', encoding="utf-8")
    written = render(api.check([tmp_path], as_of=AS_OF, root=tmp_path))
    told = call("extract", str(tmp_path)).out
    for shown in (written, told):
        assert not [character for character in shown if unicodedata.category(character) in {"Cc", "Cf", "Zl"} and character != "\n"]
    assert json.loads(written)["claims"][-1]["quote"] in text
    assert json.loads(told.splitlines()[-1])["quote"] in text
    assert json.loads(written)["articles"][0]["title"] == "T\x1b[31m\x9b"
