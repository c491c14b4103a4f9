"""One pack: what counts as right, false and neither, and where a miss was lost."""

from dataclasses import replace
from pathlib import Path

import pytest
from synthetic import DAY, Judged, Said, checked, contradiction, make_pack, side, superseded

from factcheck.errors import UsageError
from factcheck.evaluation.figures import pool
from factcheck.evaluation.gold import Labels, read
from factcheck.evaluation.score import PackScore, score

LORRIES = ("east.txt", 0), ("west.txt", 0)
PILLARS = ("east.txt", 1), ("west.txt", 1)
LANTERNS = ("east.txt", 2), ("west.txt", 2)
TOKENS = ("east.txt", 3), ("west.txt", 3)


def losses(scored: PackScore) -> list[tuple[str, str]]:
    return [(gold.lost.stage, gold.lost.because) for gold in scored.gold if gold.lost is not None]


def test_right_false_and_neither(tmp_path: Path) -> None:
    pack = make_pack(
        tmp_path,
        contradictions=[contradiction(*LORRIES), contradiction(*TOKENS, "negation", "subtle")],
        superseded=[],
        arguable=[{"a": side(LANTERNS[0]), "b": side(LANTERNS[1])}],
    )
    scored = score(pack, checked([Said("FC101", LORRIES), Said("FC106", PILLARS, 0.7), Said("FC105", LANTERNS)]))
    counts = scored.counts
    assert (counts["contradiction tp"], counts["contradiction fp"], counts["contradiction fn"]) == (1, 1, 1)
    assert (counts["FC101 right"], counts["FC106 false"], counts["FC105 neither"]) == (1, 1, 1)
    assert (counts["kind contradiction/negation found"], counts["kind contradiction/negation all"]) == (0, 1)
    (alarm,) = scored.false_alarms
    assert (alarm.code, alarm.rule, alarm.confidence, alarm.because) == ("FC106", "numbers", 0.7, "Both measure the same thing.")
    assert (alarm.a.file, alarm.a.quote) == ("east.txt", "Workers will repaint the northern pillars before winter.")
    assert scored.confidences == ((0.7, False),)
    assert scored.without == 1


def test_the_older_statement_leads_what_is_superseded(tmp_path: Path) -> None:
    pack = make_pack(tmp_path, superseded=[superseded(*PILLARS)])
    assert score(pack, checked([Said("FC205", PILLARS)])).counts["superseded tp"] == 1
    turned = score(pack, checked([Said("FC205", PILLARS[::-1])]))
    assert (turned.counts["superseded tp"], turned.counts["FC205 neither"], turned.counts["conflicts told"]) == (0, 1, 1)
    assert losses(turned) == [("other kind", "told by FC205 numbers, the other way round")]


def test_longer_steps_along_a_chain_are_neither(tmp_path: Path) -> None:
    chain = [superseded(LORRIES[0], LORRIES[1]), superseded(LORRIES[1], LANTERNS[1])]
    scored = score(make_pack(tmp_path, superseded=chain), checked([Said("FC205", (LORRIES[0], LANTERNS[1]))]))
    assert (scored.counts["superseded fp"], scored.counts["FC205 neither"]) == (0, 1)


def test_where_gold_says_nothing_of_superseded_pairs_either_kind_is_right(tmp_path: Path) -> None:
    pack = make_pack(tmp_path, contradictions=[contradiction(*LORRIES)])
    scored = score(pack, checked([Said("FC205", LORRIES)]))
    assert (scored.counts["contradiction tp"], scored.counts["FC205 right"]) == (1, 1)
    assert "time_sensitive fp" not in scored.counts


def test_nothing_is_said_of_time_where_gold_says_nothing(tmp_path: Path) -> None:
    said = [Said("FC204", (PILLARS[0],))]
    assert score(make_pack(tmp_path, "silent"), checked(said)).false_alarms == ()
    timed = make_pack(tmp_path, "timed", time_sensitive=[{**side(LORRIES[0]), "kind": "now", "trigger": "each morning"}])
    scored = score(timed, checked(said))
    assert (scored.counts["time_sensitive fp"], scored.counts["time_sensitive fn"], scored.counts["FC204 false"]) == (1, 1, 1)
    assert scored.false_alarms[0].b is None
    assert losses(scored)[0][0] == "no trigger"


@pytest.mark.parametrize(
    ("judged", "without", "stage", "because"),
    [
        ((), LORRIES[1:], "no claim", "no claim was made of B"),
        ((), (), "not proposed", "B's 1 claim; the sentences share 000, bridge, carries, each, harbour, lorries, morning"),
        ((Judged("agrees", *PILLARS),), (), "not proposed", "none of A's"),
        ((Judged("other", *LORRIES, proven=False),), (), "not proven", "no typed evidence"),
        ((Judged("other", *LORRIES, by="typed evidence"),), (), "not confirmed", "typed evidence: other (evidence: number contradicts)"),
        ((Judged("other", *LORRIES, confidence=0.412, by="entailment"),), (), "not confirmed", "entailment: other"),
        ((Judged("contradicts", *LORRIES),), (), "limited", "contradicts, but not told (times: unknown"),
        ((Judged("contradicts", *LORRIES[::-1], "FC303"),), (), "limited", "told as FC303, which is of no kind of gold's"),
    ],
)
def test_where_a_pair_was_lost(tmp_path: Path, judged: tuple[Judged, ...], without: tuple[object, ...], stage: str, because: str) -> None:
    pack = make_pack(tmp_path, contradictions=[contradiction(*LORRIES)], superseded=[])
    ((found, reason),) = losses(score(pack, checked([], judged, without)))  # type: ignore[arg-type]
    assert found == stage
    assert because in reason


def test_a_sentence_that_is_not_in_its_article_is_told(tmp_path: Path) -> None:
    elsewhere = {"article": "west.txt", "quote": "A purple zeppelin landed."}
    pack = make_pack(tmp_path, contradictions=[{"a": side(LORRIES[0]), "b": elsewhere}])
    assert losses(score(pack, checked())) == [("no claim", "no claim was made of B, and west.txt does not hold it word for word")]


def test_labels_of_claims_follow_their_order(tmp_path: Path) -> None:
    pack = make_pack(tmp_path, contradictions=[contradiction(*LORRIES)], superseded=[superseded(*PILLARS)])
    done = checked([], [Judged("other", *LORRIES[::-1]), Judged("other", *PILLARS), Judged("other", *TOKENS)])
    articles = {article.id: article for article in done.run.articles}
    labels, (lorries, pillars, tokens) = Labels(pack), [proposal.pair for proposal in done.comparison.proposals]
    assert [labels.of_sentences("contradiction", pair, articles) for pair in (lorries, pillars, tokens)] == ["right", "false", "false"]
    turned = [replace(pillars, order=order) for order in ("a_first", "b_first")]
    assert [labels.of_sentences("superseded", pair, articles) for pair in turned] == ["right", "neither"]


@pytest.mark.parametrize("gold", ["[]", '{"articles": [], "contradictions": [], "arguable": ["x"]}', "[" * 100_000, "", '{"articles": 3}'])
def test_gold_that_cannot_be_read_is_told(tmp_path: Path, gold: str) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "gold.json").write_text(gold)
    with pytest.raises(UsageError, match=r"pack/gold\.json: is no readable gold file"):
        read(tmp_path)


def test_a_pair_told_under_the_other_kind_is_lost_but_told(tmp_path: Path) -> None:
    pack = make_pack(tmp_path, contradictions=[contradiction(*LORRIES)], superseded=[])
    scored = score(pack, checked([Said("FC205", LORRIES)]))
    assert losses(scored) == [("other kind", "told by FC205 numbers, as superseded")]
    assert (scored.counts["conflicts told"], scored.counts["superseded fp"]) == (1, 1)


def test_decoys_and_quiet_packs(tmp_path: Path) -> None:
    pack = make_pack(tmp_path, consistent=[{"a": side(LORRIES[0]), "b": side(LORRIES[1])}], superseded=[])
    loud, quiet = (score(pack, checked(said)) for said in ([Said("FC101", LORRIES)], []))
    assert (loud.counts["decoys told"], loud.counts["quiet packs kept"]) == (1, 0)
    assert (quiet.counts["decoys told"], quiet.counts["quiet packs kept"]) == (0, 1)
    assert pool([loud], DAY).decoy_alarm_rate == 1.0
    assert pool([loud], DAY).quiet == "0/1"
