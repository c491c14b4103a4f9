"""What a run would ask, stage by stage: as a dry run counted it, and as labelled packs had it where answers decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from factcheck.engines.openai.answers import MOST_CONFLICTS, MOST_PAIRS
from factcheck.model import Planned

Counted = Mapping[str, tuple[int, int]]
"""The type of the answer -> requests and the tokens that they send."""

_STAGES = {
    "Extraction": "sentences read into claims",
    "Conflicts": "stories read for conflicts",
    "Developments": "stories read for developments",
    "Verifications": "conflicts looked at again",
}
_LIKELY_ANSWER = {"Extraction": 1500, "Conflicts": 900, "Developments": 800, "Verifications": 500}
"""Tokens of one answer."""
_LIKELY_CONFLICTS = 6
"""Conflicts that a strong model names in one story; on the labelled packs it was 2 to 11, in the mean 5."""
_A_PAIR, _A_SECOND_LOOK = 260, 1500
"""Tokens that one pair takes in a request, and that instructions and schema take."""


def planned(counted: Counted, answer_tokens: int, *, second_look: bool) -> Iterator[Planned]:
    """One entry for each stage that would ask; `most` is where each answer is as long as it may be and has to be mended once."""
    for kind, (requests, tokens) in counted.items():
        yield Planned(
            stage=_STAGES.get(kind, kind),
            requests=requests,
            tokens=tokens + requests * min(answer_tokens, _LIKELY_ANSWER.get(kind, answer_tokens)),
            most_requests=2 * requests,
            most_tokens=2 * (tokens + requests * answer_tokens) + requests * answer_tokens,
        )
    stories, readings = counted.get("Conflicts", (0, 0))[0], sum(counted.get(kind, (0, 0))[0] for kind in ("Conflicts", "Developments"))
    if second_look and stories:
        yield _second_look(stories, readings, answer_tokens)


def _second_look(stories: int, readings: int, answer_tokens: int) -> Planned:
    """Of conflicts that nobody has named yet."""
    likely, most = stories * -(-_LIKELY_CONFLICTS // MOST_PAIRS), readings * MOST_CONFLICTS // MOST_PAIRS
    sent = likely * _A_SECOND_LOOK + stories * _LIKELY_CONFLICTS * _A_PAIR
    return Planned(
        stage=_STAGES["Verifications"],
        requests=likely,
        tokens=sent + likely * min(answer_tokens, _LIKELY_ANSWER["Verifications"]),
        most_requests=2 * most,
        most_tokens=2 * most * (_A_SECOND_LOOK + MOST_PAIRS * _A_PAIR + answer_tokens) + most * answer_tokens,
    )
