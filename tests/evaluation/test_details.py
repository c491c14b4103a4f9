"""The list of misses and false alarms."""

from pathlib import Path

from synthetic import DAY, Said, checked, contradiction, make_pack

from factcheck.evaluation import Alarm, Place
from factcheck.evaluation.figures import pool
from factcheck.evaluation.report import alarm_text, details_text
from factcheck.evaluation.score import score

LORRIES = ("east.txt", 0), ("west.txt", 0)
PILLARS = ("east.txt", 1), ("west.txt", 1)


def test_a_miss_and_a_false_alarm(tmp_path: Path) -> None:
    pack = make_pack(tmp_path, contradictions=[contradiction(*LORRIES)])
    assert details_text(pool([score(pack, checked([Said("FC106", PILLARS, 0.83)]))], DAY)) == (
        "MISS bridge contradiction/number/plain\n"
        "   A     east.txt: The harbour bridge carries 4,000 lorries each morning.\n"
        "   B     west.txt: The harbour bridge carries 9,000 lorries each morning.\n"
        "   lost: not proposed: none of A's 1 claim was paired with one of B's 1 claim;\n"
        "         the sentences share 000, bridge, carries, each, harbour, lorries,\n"
        "         morning\n"
        "\n"
        "FALSE bridge contradiction FC106 by numbers, confidence 0.830\n"
        "   A     east.txt: Workers will repaint the northern pillars before winter.\n"
        "   B     west.txt: The northern pillars shine in fresh green paint.\n"
        "   said: status or outcome: told\n"
        "   why:  Both measure the same thing.\n"
    )


def test_nothing_missed_and_nothing_false(tmp_path: Path) -> None:
    pack = make_pack(tmp_path, contradictions=[contradiction(*LORRIES)])
    assert details_text(pool([score(pack, checked([Said("FC101", LORRIES)]))], DAY)) == ""


def test_the_words_of_articles_steer_nothing() -> None:
    place = Place(file="a.txt", quote=f"{'x' * 71} ::error::\x1b[2J and the \u202egate")
    alarm = Alarm(pack="p", kind="time_sensitive", code="FC202", rule="rule", message="", because="", confidence=None, a=place, b=None)
    text = "\n".join(alarm_text(alarm))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert not any(line.lstrip().startswith("::") for line in text.splitlines())
