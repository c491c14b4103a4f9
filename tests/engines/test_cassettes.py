"""Whole runs against answers that a real model gave over a real wire; what they say of verdicts is not the point."""

import json
from pathlib import Path

import pytest
from cassettes import FOLDER, JUDGED, MODEL, NOWHERE, SCENARIOS, cassette, judged
from jsonschema import Draft202012Validator
from model_running import _apart  # noqa: F401  a fixture

from factcheck.model import Failure
from factcheck.report.json import schema
from tests_support import Done, call

SENTENCES = {"two-articles": 4, "orders-in-the-text": 6, "cut-off": 2}


def replay(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Done:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    SCENARIOS[name].write(folder)
    with cassette(name, "none") as played:
        done = call(*SCENARIOS[name].command(f"{NOWHERE}/v1", MODEL.read_text(encoding="utf-8").strip()))
    assert played.all_played, "the cassette holds more than was asked; record it again"
    assert len(played) > 0
    return done


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_a_recorded_run_is_whole(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = replay(name, tmp_path, monkeypatch)
    report = json.loads(done.out)
    Draft202012Validator(schema()).validate(report)
    texts = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "articles").iterdir()}
    for claim in report["claims"]:
        article = next(a for a in report["articles"] if a["id"] == claim["article"])
        assert claim["quote"] in texts[Path(article["path"]).name]
    assert (done.code == 3) == bool(report["failures"])
    assert report["usage"]["requests"] == len(json_bodies(name))
    again = call(*SCENARIOS[name].command(f"{NOWHERE}/v1", MODEL.read_text(encoding="utf-8").strip()))
    assert json.loads(again.out)["usage"]["requests"] == 0
    assert json.loads(again.out)["findings"] == report["findings"]


def json_bodies(name: str) -> list[dict[str, object]]:
    import yaml

    recorded = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return [json.loads(one["request"]["body"]) for one in recorded["interactions"]]


def test_every_sentence_was_asked_about_with_a_strict_schema() -> None:
    for name, count in SENTENCES.items():
        first = [body for body in json_bodies(name) if len(body["messages"]) == 2]  # type: ignore[arg-type]
        extractions = [body for body in first if body["response_format"]["json_schema"]["name"] == "Extraction"]  # type: ignore[index]
        assert len(extractions) == count
        assert all(body["response_format"]["json_schema"]["strict"] for body in first)  # type: ignore[index]


def test_orders_in_an_article_change_no_conflict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    plain = json.loads(replay("two-articles", tmp_path / "a", monkeypatch).out)
    ordered = json.loads(replay("orders-in-the-text", tmp_path / "b", monkeypatch).out)
    typed = {f["code"] for f in plain["findings"] if f["kind"] == "contradiction"}
    assert "FC101" in typed
    assert typed <= {f["code"] for f in ordered["findings"]}


def test_a_recorded_judge_answers_or_fails_on_every_pair_and_proves_its_words(tmp_path: Path) -> None:
    model = MODEL.read_text(encoding="utf-8").strip()
    with cassette("judging", "none") as played:
        found = judged(f"{NOWHERE}/v1", model, tmp_path)
    assert played.all_played
    assert len(found) == len(JUDGED) <= len(played)
    for item, sides in zip(found, JUDGED, strict=True):
        if isinstance(item, Failure):
            assert item.kind == "invalid answer"
            continue
        assert item.confidence is None
        assert item.relation != "supersedes", "nothing tells which is older"
        assert all(word in side for words, side in zip(item.evidence, sides, strict=True) for word in words)
    assert judged(f"{NOWHERE}/v1", model, tmp_path) == found


def test_an_answer_that_is_cut_off_is_a_failure_and_not_an_empty_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = json.loads(replay("cut-off", tmp_path, monkeypatch).out)
    assert [failure["kind"] for failure in report["failures"]] == ["truncated", "truncated"]
    assert report["claims"]


def test_no_cassette_holds_a_key_or_a_machine() -> None:
    for path in FOLDER.glob("*.yaml"):
        text = path.read_text(encoding="utf-8").lower()
        assert not [word for word in ("authorization", "stainless", "user-agent", "127.0.0.1", "localhost", "bearer") if word in text]
