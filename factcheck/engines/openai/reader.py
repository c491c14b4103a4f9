"""The reader that asks a model about a story whole: once for what clashes, once for what later articles have overtaken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from factcheck.comparison import Proposal, Story, StorySentence
from factcheck.engines.base import Encoder
from factcheck.engines.openai.answers import Answer, Conflicts, Developments
from factcheck.engines.openai.asker import Asker, Problem, Question
from factcheck.engines.openai.blocks import Plan, plan
from factcheck.engines.openai.clashes import Sieve, places
from factcheck.engines.openai.nearness import Nearness
from factcheck.engines.openai.numbering import Numbering, may_move_on
from factcheck.engines.openai.replies import estimated
from factcheck.engines.openai.wire import shown
from factcheck.engines.prompts import Prompt, prompt
from factcheck.model import Failure, LeftOut

_LEAST_ROOM = 400
"""Tokens of text in a request, however little the configuration allows."""
UNPROVEN = "a conflict that the model named is not shown by words of its two sentences"
FAR = "sentences near no other were left out, for the story is longer than context-tokens"


@dataclass(frozen=True)
class _Errand:
    """One question about some sentences of a story, and the check of its answer."""

    question: Question[Any]
    sieve: Sieve
    asked: tuple[StorySentence, ...]


class OpenAIReader:
    """Proposes what a model names, where its words stand in the sentences that it numbers; the rest is dropped and counted."""

    name = "openai"

    def __init__(self, asker: Asker, encoder: Encoder) -> None:
        self._asker, self._encoder = asker, encoder
        self._conflicts, self._developments = prompt("conflicts.v1"), prompt("developments.v1")
        self.dropped = 0
        """Conflicts that the model named and could not show."""

    def __call__(self, story: Story) -> Iterator[Proposal | Failure | LeftOut]:
        """Each pair of sentences that either question brings up, once; what was dropped and what could not be read.

        Of articles of different affairs the near pairs alone are proposed, without asking: typed evidence decides what becomes of them.
        """
        if story.elsewhere:
            yield from map(Proposal.of_near, story.near)
            return
        nearness = Nearness(story, self._encoder)
        planned = plan(story, self._room(), nearness.nearest)
        yield from (LeftOut(subject=sentence.article, reason=FAR, count=1) for sentence in planned.left_out)
        errands = list(self._errands(story, planned, nearness))
        known: set[frozenset[tuple[str, int]]] = set()
        for errand, answer in zip(errands, self._asker.ask([e.question for e in errands]), strict=True):
            if isinstance(answer, Problem):
                yield _failure(story, errand, answer)
                continue
            checked = errand.sieve.checked(answer)
            self.dropped += len(checked.wrong)
            if checked.wrong:
                yield LeftOut(subject=errand.asked[0].article, reason=UNPROVEN, count=len(checked.wrong))
            for proposal in checked.proposals:
                if places(proposal) not in known:
                    known.add(places(proposal))
                    yield proposal

    def _errands(self, story: Story, planned: Plan, nearness: Nearness) -> Iterator[_Errand]:
        numbering, by = Numbering(story), self._asker.server.model
        # all blocks with one set of instructions in a row: servers keep what requests begin with
        for instructions, schema in ((self._conflicts, Conflicts), (self._developments, Developments)):
            for block in planned.blocks:
                if schema is Conflicts or _moves_on(story, block):
                    sieve = Sieve(story, numbering, block, nearness.between, by)
                    question = Question[Answer](instructions, numbering.text(block), schema, sieve.objection, sieve.settle)
                    yield _Errand(question, sieve, block)

    def _room(self) -> int:
        """The tokens of text that one request may hold, beside instructions, schema and answer."""
        taken = max(_length(self._conflicts, Conflicts), _length(self._developments, Developments))
        return max(_LEAST_ROOM, self._asker.context_tokens - self._asker.answer_tokens - taken)


def _length(instructions: Prompt, schema: type[Answer]) -> int:
    return estimated(len(instructions.text) + len(shown(schema)))


def _moves_on(story: Story, block: Sequence[StorySentence]) -> bool:
    """Whether articles of the block are, or may be, of different days, so that one can overtake another."""
    first = list({sentence.article: sentence for sentence in block}.values())
    return any(may_move_on(story, a, b) for a, b in combinations(first, 2))


def _failure(story: Story, errand: _Errand, problem: Problem) -> Failure:
    paths = sorted({story.by_id[sentence.article].path for sentence in errand.asked})
    which = "conflicts" if errand.question.schema is Conflicts else "developments"
    message = f"{', '.join(paths)}: not read for {which}: {problem.message}"
    return Failure(stage="judging", subject=paths[0], kind=problem.kind, message=message, retryable=problem.retryable)
