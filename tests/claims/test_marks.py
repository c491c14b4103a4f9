"""What two units share wherever they say the same: telling most apart at once loses no match."""

from collections.abc import Callable
from itertools import product

from factcheck.claims.alignment import one_thing
from factcheck.claims.frame import Frame
from factcheck.model import Claim

TEXTS = (
    "The acquisition of Castellan Foods by Luka B. Oreški Jr. was announced in May 2023.",
    "Oreški bought Castellan on 3 May 2023 for 16 hectares and 5 percent.",
    "Police arrested 12 men in Selm; the arrest of a dozen people was reported.",
    "The winner resigned, and her resignation won praise for three days.",
)


def test_units_that_say_the_same_share_a_mark(claims_of: Callable[..., list[Claim]]) -> None:
    frames = [Frame(claim) for text in TEXTS for claim in claims_of(text)]
    units = [(unit, own) for frame in frames for unit, own in zip(frame.units, frame.marks, strict=True)]
    same = [(a, b) for a, b in product(units, units) if one_thing(a[0], b[0])]
    assert {a[0].kind for a, _ in same} == {"word", "name", "number", "time"}
    assert any(a[0].lemma != b[0].lemma for a, b in same)
    assert all(not a[1].isdisjoint(b[1]) for a, b in same)
    assert sum(a[1].isdisjoint(b[1]) for a, b in product(units, units)) > len(units) ** 2 / 2


def test_a_word_has_the_key_of_its_part_of_speech(claims_of: Callable[..., list[Claim]]) -> None:
    (fire, put_out), (refused,) = (
        [unit.key for claim in claims_of(text) for unit in Frame(claim).units if unit.kind == "word"]
        for text in ("The fire was put out.", "Castellan refused.")
    )
    assert (fire, put_out, refused) == ("fire", "extinguish", "reject")
