"""What is answered without a closer look is answered right: guards let through all claims between which a mechanism finds something."""

from collections.abc import Callable
from itertools import product

import pytest
from test_evidence import CONTRADICT, UPDATE
from test_transitions import OVER

from factcheck.claims.alignment import Alignment, may_be_one_deed
from factcheck.claims.frame import Frame
from factcheck.comparison import Order, SentencePair, StorySentence
from factcheck.model import Claim
from factcheck.verdicts.agreeing import _may_be_same, _same
from factcheck.verdicts.evidence import _aligned, _between, _may_clash, _meet
from factcheck.verdicts.presupposed import may_presuppose

Both = tuple[Frame, Frame]
MORE = [
    ("Anna Berg, 34, said she was sad.", "Anna Berg, 43, said she was glad."),
    ("Karl Benning praised Ida Holm.", "Karl Benning condemned Ida Holm."),
    ("Karl Benning would sell the mill if elected.", "Karl Benning took office after he won the election."),
    ("The mayor resigned after the council was dissolved.", "The mayor resigned before the council was dissolved."),
]


@pytest.fixture
def pairs(claims_of: Callable[..., list[Claim]]) -> list[Both]:
    """Claims that conflict, and many more that have little to do with each other."""
    texts = [text for pairs in (*CONTRADICT.values(), UPDATE, OVER[:12], MORE) for pair in pairs for text in pair]
    frames = [Frame(claim) for at, text in enumerate(texts) for claim in claims_of(text, None, f"{at}.txt")]
    return list(product(frames, frames))


def _pair(a: Frame, b: Frame, order: Order) -> SentencePair:
    first, second = (StorySentence(f.claim.article, 1, 0, f.claim.sentence.end, "", (f.claim,)) for f in (a, b))
    return SentencePair(first, second, order, 0.5)


def test_claims_that_tell_one_deed_may(pairs: list[Both]) -> None:
    same = [may_be_one_deed(a, b) for a, b in pairs if Alignment(a, b).same_deed]
    assert len(same) > 400
    assert all(same)
    assert sum(may_be_one_deed(a, b) for a, b in pairs) < len(pairs) / 2


@pytest.mark.parametrize("order", ["unknown", "a_first", "b_first"])
def test_between_claims_that_are_left_out_nothing_is_found(order: Order, pairs: list[Both]) -> None:
    apart = [(a, b) for a, b in pairs if not (may_presuppose(a.lemmas) or may_presuppose(b.lemmas) or _meet(a, b))]
    assert len(apart) > len(pairs) / 3
    assert not [found for a, b in apart for found in _between(a, b, _pair(a, b, order))]
    met = [(a, b) for a, b in pairs if not _may_clash(a, b, order)]
    assert not [found for a, b in met for found in _aligned(Alignment(a, b), _pair(a, b, order), told=True, estimates=True)]
    assert any(list(_between(a, b, _pair(a, b, order))) for a, b in pairs)


def test_claims_that_agree_may(pairs: list[Both]) -> None:
    alike = [(a, b) for a, b in pairs if (a.claim.polarity, a.claim.modality) == (b.claim.polarity, b.claim.modality)]
    same = [_may_be_same(a, b) for a, b in alike if _same(Alignment(a, b))]
    assert len(same) > 20
    assert all(same)
