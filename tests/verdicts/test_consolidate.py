"""One development is told once for each sentence that it overtakes, and different developments each."""

from collections.abc import Callable

from comparing import verdicts
from factcheck.model import Claim

TALKS = "Corvid Air is in talks with Skylark over a merger in Harrow. Both airlines are based in Harrow."
SIGNED = "Corvid Air and Skylark signed the merger agreement in Harrow on Thursday. Corvid Air reached a deal with Skylark over the merger at dawn."
TWO = "As of March, Ada Quill has praise for Tomas Brandl and would meet him if re-elected."
TURNED = "Relations between Ada Quill and Tomas Brandl have soured. Ada Quill was re-elected on Wednesday."


def test_of_two_sentences_that_tell_one_development_the_better_is_kept(claims_of: Callable[..., list[Claim]]) -> None:
    found = verdicts(claims_of, TALKS, SIGNED)
    assert [(verdict.code, verdict.by) for verdict in found] == [("FC205", "progress")]


def test_two_developments_of_one_sentence_are_both_told(claims_of: Callable[..., list[Claim]]) -> None:
    found = verdicts(claims_of, TWO, TURNED)
    assert {verdict.by for verdict in found} == {"turns", "conditions"}
