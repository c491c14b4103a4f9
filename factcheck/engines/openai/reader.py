"""The reader that asks a model about a story whole: what clashes, what was overtaken; and checks what it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from factcheck.comparison import Conflict as Relation
from factcheck.comparison import Kind, Proposal, SentencePair, Span, Story, StorySentence
from factcheck.engines import Encoder
from factcheck.engines.openai.answers import MOST_CONFLICTS, Answer, Conflicts, Developments, Prompt, estimated, prompt
from factcheck.engines.openai.asker import Asker, Problem, Question
from factcheck.engines.openai.numbering import Nearness, Numbering, Plan, compared, dated, located, may_move_on, plan
from factcheck.engines.openai.wire import shown
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


# What a model names as a clash, checked: the numbers exist and the words stand in their sentences, or it is said what is wrong.

_MOST_TOLD = 6
"""Mistakes that the model is told of at once."""
_GAP = re.compile(r"\s*(?:\[\s*)?(?:…|\.\.\.)(?:\s*\])?\s*")
_RELATIONS: dict[str, Relation] = {"contradicts": "contradicts", "updates": "supersedes"}


@dataclass(frozen=True)
class Clash:
    """What the model names, as it names it; of an update, the older sentence first."""

    numbers: tuple[str, str]
    words: tuple[str, str]
    relation: Relation
    kind: Kind
    why: str
    entry: Answer
    """The entry of the answer itself."""


@dataclass(frozen=True)
class Checked:
    """The clashes of one answer that hold as proposals, and what is wrong with each of the others."""

    proposals: tuple[Proposal, ...] = ()
    wrong: tuple[str, ...] = ()


class Sieve:
    """Checks the answers to one question: what is wrong is said to the model once, then each mistake costs its own clash alone."""

    def __init__(
        self,
        story: Story,
        numbering: Numbering,
        asked: Sequence[StorySentence],
        nearness: Callable[[StorySentence, StorySentence], float],
        by: str,
    ) -> None:
        self._story, self._numbering, self._nearness, self._by = story, numbering, nearness, by
        self._asked = {sentence.place for sentence in asked}

    def objection(self, answer: Answer) -> str:
        """What is wrong with the answer, "" for nothing."""
        return "; ".join(self.checked(answer).wrong[:_MOST_TOLD])

    def settle(self, first: Answer, second: Answer) -> Answer:
        """The second answer, and what held in the first and is not in it: a model that is told of mistakes may leave out the rest."""
        told = {clash.numbers for clash in clashes(second)}
        held = [c for c in clashes(first) if c.numbers not in told and isinstance(self._proposal(c), Proposal)]
        return with_more(second, held)

    def checked(self, answer: Answer) -> Checked:
        """What of the answer holds, each pair of sentences once, and what is wrong with the rest."""
        proposals: dict[frozenset[tuple[str, int]], Proposal] = {}
        wrong = []
        for clash in clashes(answer):
            found = self._proposal(clash)
            if isinstance(found, str):
                wrong.append(found)
            elif found is not None:
                proposals.setdefault(places(found), found)
        return Checked(tuple(proposals.values()), tuple(wrong))

    def _proposal(self, clash: Clash) -> Proposal | str | None:
        """The proposal, what is wrong, or None where the two are not to be compared at all."""
        sides = []
        for number, words in zip(clash.numbers, clash.words, strict=True):
            sentence = self._numbering.find(number)
            if sentence is None or sentence.place not in self._asked:
                return f"there is no sentence {number[:20]!r}"
            span = span_of(words, sentence)
            if span is None:
                return f"sentence {number[:20]} does not hold the words {words[:80]!r}"
            sides.append((sentence, span))
        if sides[0][0].place == sides[1][0].place:
            return f"sentence {clash.numbers[0][:20]} is named as both sides"
        named = sides[0][0]
        (a, a_span), (b, b_span) = sorted(sides, key=lambda side: self._numbering.position(side[0]))
        if a.article in self._story.held and b.article in self._story.held:
            return None
        one_story = compared(self._story, a.article, b.article)
        order = dated(self._story, a, b)
        if order == "unknown" and clash.relation == "supersedes" and a.article != b.article:
            order = "a_first" if named is a else "b_first"
        pair = SentencePair(a, b, order, self._nearness(a, b), one_story=one_story)
        why = " ".join(clash.why.split())
        return Proposal(pair, clash.relation, clash.kind, a_span, b_span, why, self._by)


def clashes(answer: Answer) -> Iterator[Clash]:
    """What either kind of answer names."""
    if isinstance(answer, Conflicts):
        for c in answer.conflicts:
            yield Clash((c.first, c.second), (c.first_words, c.second_words), _RELATIONS[c.relation], c.kind, c.why, c)
    elif isinstance(answer, Developments):
        for d in answer.developments:
            yield Clash((d.earlier, d.newer), (d.earlier_words, d.newer_words), "supersedes", d.kind, d.why, d)


def with_more(answer: Answer, more: Sequence[Clash]) -> Answer:
    """The answer with further clashes of its kind, as far as an answer may hold them."""
    entries = [clash.entry for clash in more]
    if isinstance(answer, Conflicts):
        return answer.model_copy(update={"conflicts": [*answer.conflicts, *entries][:MOST_CONFLICTS]})
    if isinstance(answer, Developments):
        return answer.model_copy(update={"developments": [*answer.developments, *entries][:MOST_CONFLICTS]})
    return answer


def span_of(words: str, sentence: StorySentence) -> Span | None:
    """Where the words stand, in code points of the article; from the first to the last part where the model cut out a middle."""
    parts = [part for part in _GAP.split(words) if part]
    start: int | None = None
    end = 0
    for part in [words] if located(words, sentence.text) is not None else parts:
        found = located(part, sentence.text[end:])
        if found is None:
            return None
        start = end + found[0] if start is None else start
        end += found[1]
    return None if start is None else (sentence.start + start, sentence.start + end)


def places(proposal: Proposal) -> frozenset[tuple[str, int]]:
    """What tells the pair of sentences from every other, whichever is first."""
    return frozenset(sentence.place for sentence in proposal.pair.sentences)
