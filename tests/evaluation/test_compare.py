"""Two revisions: what was found and lost, which false alarms are new and gone."""

import json
from pathlib import Path

import pytest
from synthetic import DAY, Said, checked, contradiction, make_pack

from factcheck.evaluation import Evaluation, figures
from factcheck.evaluation.figures import pool
from factcheck.evaluation.gold import Pack
from factcheck.evaluation.report import changes_text
from factcheck.evaluation.score import score
from tests_support import call

LORRIES = ("east.txt", 0), ("west.txt", 0)
PILLARS = ("east.txt", 1), ("west.txt", 1)
LANTERNS = ("east.txt", 2), ("west.txt", 2)
TOKENS = ("east.txt", 3), ("west.txt", 3)


def packs(folder: Path, *names: str) -> list[Pack]:
    gold = [contradiction(*LORRIES), contradiction(*TOKENS, "negation")]
    return [make_pack(folder, name, contradictions=gold) for name in names]


def evaluation(packs: list[Pack], *said: Said) -> Evaluation:
    return pool([score(pack, checked(said)) for pack in packs], DAY)


def test_what_was_found_lost_new_and_gone(tmp_path: Path) -> None:
    both = packs(tmp_path, "one")
    before = evaluation(both, Said("FC101", LORRIES), Said("FC106", PILLARS))
    changes = figures.changes(before, evaluation(both, Said("FC105", TOKENS), Said("FC106", LANTERNS)))
    assert [(gold.label, gold.found) for gold in changes.found] == [("negation", True)]
    assert [(gold.label, gold.found) for gold in changes.lost] == [("number", False)]
    assert [alarm.a.quote for alarm in changes.new_alarms] == ["A ferry captain complained about the missing lanterns."]
    assert [alarm.a.quote for alarm in changes.gone_alarms] == ["Workers will repaint the northern pillars before winter."]
    text = changes_text(changes)
    assert "newly found: 1\nFOUND one contradiction/negation/plain" in text
    assert "newly lost: 1\nMISS one contradiction/number/plain" in text
    assert "contradiction.P                  0.500   0.500  +0.000\n" in text
    assert max(map(len, text.splitlines())) <= 80


def test_one_alarm_told_the_other_way_round_or_by_another_rule_is_the_same(tmp_path: Path) -> None:
    both = packs(tmp_path, "one")
    changes = figures.changes(evaluation(both, Said("FC106", PILLARS)), evaluation(both, Said("FC104", PILLARS[::-1])))
    assert (changes.new_alarms, changes.gone_alarms, changes.found, changes.lost) == ((), (), (), ())


def test_only_packs_of_both_are_compared(tmp_path: Path) -> None:
    one, two, three = packs(tmp_path, "one", "two", "three")
    before = evaluation([one, two], Said("FC101", LORRIES))
    changes = figures.changes(before, evaluation([one, three], Said("FC106", PILLARS)))
    assert changes.packs_in_one_alone == ("three", "two")
    assert {gold.pack for gold in changes.lost} == {alarm.pack for alarm in changes.new_alarms} == {"one"}
    assert (changes.figures["contradiction.R"].before, changes.figures["contradiction.R"].now) == (0.5, 0.0)
    assert "not compared, for only one of the two has them: three, two" in changes_text(changes)


def test_gold_that_was_relabelled_is_no_change_of_the_program(tmp_path: Path) -> None:
    before = pool([score(make_pack(tmp_path / "old", contradictions=[]), checked())], DAY)
    now = pool([score(make_pack(tmp_path / "new", contradictions=[contradiction(*LORRIES)]), checked([Said("FC101", LORRIES)]))], DAY)
    assert figures.changes(before, now).found == ()
    assert figures.changes(before, now).figures["contradiction.R"].before is None


@pytest.mark.parametrize("content", ["", "{}", '{"packs": 1}', '{"schema_version": 1}', "[" * 100_000, "\xff"])
def test_a_foreign_file_is_told_in_one_line(tmp_path: Path, content: str) -> None:
    path = tmp_path / "old.json"
    path.write_bytes(content.encode("latin-1"))
    done = call("evaluate", str(tmp_path), "--compare", str(path))
    assert (done.code, done.out) == (2, "")
    assert done.err == f"factcheck: {path}: is no evaluation of this form; write one with factcheck evaluate PACKS --json\n"


def test_a_file_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    done = call("evaluate", str(tmp_path), "--compare", str(tmp_path / "old.json"))
    assert (done.code, done.err) == (
        2,
        f"factcheck: {tmp_path / 'old.json'}: cannot be read (No such file or directory); check --compare\n",
    )


def test_on_the_command_line(tmp_path: Path) -> None:
    """The JSON is the same twice, takes part in a comparison, and shows what a later one changes."""
    (tmp_path / "packs").mkdir()
    for name in ("one", "two"):
        make_pack(tmp_path / "packs", name, contradictions=[contradiction(*LORRIES)], time_sensitive=[])
    old = tmp_path / "old.json"
    first = call("evaluate", str(tmp_path / "packs"), "--json")
    assert first == call("evaluate", str(tmp_path / "packs"), "--json")
    old.write_text(first.out.replace('"found": true', '"found": false'), encoding="utf-8")
    told = json.loads(first.out)
    assert [gold["found"] for gold in told["gold"]] == [True, True]
    assert told["false_alarms"]
    again = json.loads(call("evaluate", str(tmp_path / "packs"), "--json", "--compare", str(old)).out)
    assert [gold["pack"] for gold in again["changes"]["found"]] == ["one", "two"]
    shown = call("evaluate", str(tmp_path / "packs"), "--details", "--compare", str(old))
    assert shown.code == 0
    assert "newly found: 2\nFOUND one contradiction/number/plain" in shown.out
    assert "FALSE one time_sensitive FC204 by rule, no confidence\n   A     east.txt: Workers will repaint" in shown.out
