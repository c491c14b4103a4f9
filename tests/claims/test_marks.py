"""What two claims share wherever they say the same, or stand against each other: telling most apart at once loses nothing."""

from collections.abc import Callable
from itertools import product

from factcheck.claims.alignment import one_thing
from factcheck.claims.frame import Frame
from factcheck.claims.phrases import begun, in_a_row, said
from factcheck.meanings import exclusive
from factcheck.model import Claim
from factcheck.verdicts.polarity import _exclude
from factcheck.words import table

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


def test_claims_whose_words_exclude_or_oppose_each_other_have_sides_that_meet(claims_of: Callable[..., list[Claim]]) -> None:
    texts = (
        *TEXTS,
        "The unpaid minister rejected the plan.",
        "The paid minister accepted it.",
        "The fair was called off.",
        "It will go ahead.",
    )
    frames = [Frame(claim) for text in texts for claim in claims_of(text)]
    both = [(a, b) for a, b in product(frames, frames)]
    against = [
        (a, b)
        for a, b in both
        if any(_exclude(one, other) for one, other in product(a.units, b.units))
        or any(exclusive(*deeds) for deeds in product(a.deeds, b.deeds))
    ]
    assert len(against) > 3
    assert all(a.sides.meet(b.sides) for a, b in against)
    assert sum(a.sides.meet(b.sides) for a, b in both) < len(both) / 3


def test_a_phrase_is_found_only_where_it_has_begun(claims_of: Callable[..., list[Claim]]) -> None:
    texts = ("The curfew was lifted.", "A ban is in place.", "She praised him.", "If he is re-elected, he will return to office.", *TEXTS)
    frames, found = [Frame(claim) for text in texts for claim in claims_of(text)], 0
    for name, kind, sides in (
        ("transitions", "row", ("before", "after")),
        ("states", "turns", ("before",)),
        ("states", "conditions", ("if",)),
    ):
        for frame, side in product(frames, sides):
            rows = [at for at, row in enumerate(table("meanings", name)[kind]) if said(frame, row[side]) or in_a_row(frame, row[side])]
            assert begun(frame, name, kind, side) >= {*rows}
            found += len(rows)
    assert found > 3
