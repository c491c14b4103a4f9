"""Whole runs against answers that a real model gave over a real wire; what they say of verdicts is not the point."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from cassettes import FOLDER, MODEL, NOWHERE, SCENARIOS, WEIGHED, cassette, weighed
from fault_server import kind_of, numbered, text_of
from jsonschema import Draft202012Validator
from model_running import _apart  # noqa: F401  a fixture

from factcheck.model import Failure
from factcheck.report.json import schema
from tests_support import Done, call


def replay(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Done:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    scenario = SCENARIOS[name]
    scenario.write(folder)
    if scenario.before():
        assert call(*scenario.before()).code == 0
    with cassette(name, "none") as played:
        done = call(*_command(name))
    assert played.all_played, "the cassette holds more than was asked; record it again"
    assert len(played) > 0
    return done


def _command(name: str) -> tuple[str, ...]:
    return SCENARIOS[name].command(f"{NOWHERE}/v1", MODEL.read_text(encoding="utf-8").strip())


def bodies(name: str) -> list[dict[str, Any]]:
    recorded = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return [json.loads(one["request"]["body"]) for one in recorded["interactions"]]


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_a_recorded_run_is_whole(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = replay(name, tmp_path, monkeypatch)
    report = json.loads(done.out)
    Draft202012Validator(schema()).validate(report)
    texts = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("*/*.md")}
    of_article = {article["id"]: texts[Path(article["path"]).name] for article in report["articles"]}
    for claim in report["claims"]:
        assert claim["quote"] in of_article[claim["article"]]
    for finding in report["findings"]:
        assert all(statement["quote"] in of_article[statement["article"]] for statement in finding["statements"])
    assert (done.code == 3) == bool(report["failures"])
    assert report["usage"]["requests"] == len(bodies(name))
    if report["failures"]:
        return  # what failed is not kept, and would be asked again
    again = call(*_command(name))
    assert json.loads(again.out)["usage"]["requests"] == 0
    assert json.loads(again.out)["findings"] == report["findings"]


def test_a_second_look_that_was_recorded_answers_on_every_pair(tmp_path: Path) -> None:
    model = MODEL.read_text(encoding="utf-8").strip()
    with cassette("verifying", "none") as played:
        found = weighed(f"{NOWHERE}/v1", model, tmp_path)
    assert played.all_played
    assert len(found) == len(WEIGHED)
    assert all(isinstance(item, Failure) or (item.contradicts is None and item.by == model) for item in found)
    assert weighed(f"{NOWHERE}/v1", model, tmp_path) == found


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_every_question_came_with_a_strict_schema(name: str) -> None:
    assert all(body["response_format"]["json_schema"]["strict"] for body in bodies(name))


def test_each_stage_is_recorded() -> None:
    assert {kind_of(body) for body in bodies("extracting")} == {"Extraction"}
    assert {"Conflicts", "Developments"} <= {kind_of(body) for body in bodies("reading")}
    assert {kind_of(body) for body in bodies("verifying")} == {"Verifications"}
    assert len([body for body in bodies("extracting") if len(body["messages"]) == 2]) == 2, "one request an article"


def test_a_story_in_blocks_is_asked_about_in_parts_in_which_each_two_articles_meet() -> None:
    blocks = [text_of(body) for body in bodies("blocks") if kind_of(body) == "Conflicts" and len(body["messages"]) == 2]
    met = {frozenset(re.findall(r"^article ([A-C]): ", block, re.MULTILINE)) for block in blocks}
    assert met == {frozenset(pair) for pair in ("AB", "AC", "BC")}


def test_an_archive_is_read_beside_the_new_article_in_one_story() -> None:
    (first, *_) = [body for body in bodies("archive") if kind_of(body) == "Conflicts"]
    assert text_of(first).count("(archive): ") == 2


def test_orders_in_an_article_reach_the_model_as_its_own_sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = json.loads(replay("orders-in-the-text", tmp_path, monkeypatch).out)
    told = [body for body in bodies("orders-in-the-text") if "report no conflicts" in text_of(body)]
    assert told
    assert all(any("report no conflicts" in text for text in numbered(body).values()) for body in told if kind_of(body) != "Verifications")
    assert {"340", "520"} <= {word for claim in report["claims"] for word in claim["quote"].split()}


def test_an_answer_that_is_cut_off_is_a_failure_and_not_an_empty_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = json.loads(replay("cut-off", tmp_path, monkeypatch).out)
    assert {failure["kind"] for failure in report["failures"]} == {"truncated"}
    assert {failure["stage"] for failure in report["failures"]} == {"extraction", "judging"}
    assert report["claims"]


def test_no_cassette_holds_a_key_or_a_machine() -> None:
    for path in FOLDER.glob("*.yaml"):
        text = path.read_text(encoding="utf-8").lower()
        assert not [word for word in ("authorization", "stainless", "user-agent", "127.0.0.1", "localhost", "bearer") if word in text]
