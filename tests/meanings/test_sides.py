"""Words whose sides do not meet neither exclude nor oppose each other, so that most can be told apart without a closer look."""

import random
from itertools import product

from factcheck.meanings import PARTS, entries, exclusive, opposed, sides
from factcheck.words import table

MORE = ("unmarried", "marry", "uninsured", "insure", "undenied", "deny", "death", "survive", "nonprofit", "profit", "undecided", "decided")


def test_whatever_excludes_or_opposes_has_sides_that_meet() -> None:
    chance = random.Random(7)
    values = [w for values in table("meanings", "opposites").values() for words in values.values() for own in words.values() for w in own]
    lines = [(word, other) for part in PARTS for word, others in sorted(entries().lines[f"!{part[0]}"].items()) for other in others]
    told = chance.sample(lines, 400)
    words = [*MORE, *chance.sample(sorted(set(values)), 60), *(word for pair in told[:15] for word in pair)]
    pairs = [*told, *product(words, repeat=2)]
    parts = [*product(("", *PARTS), repeat=2)]
    against = [(a, b) for a, b in pairs if any(exclusive(a, b, *both) or opposed(a, b, *both) for both in parts)]
    assert {("unmarried", "marry"), ("insure", "uninsured"), ("undenied", "deny"), ("death", "survive")} <= {*against}
    assert len(against) > 420
    assert all(sides(a).meet(sides(b)) for a, b in against)
    assert sum(not sides(a).meet(sides(b)) for a, b in pairs) > 0.9 * len(pairs)
