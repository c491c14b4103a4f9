"""The comparator that asks a model about proposals again, several a request, each on its own and without the reader's reasons."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from factcheck.comparison import Decided, Opinion, Proven, StorySentence
from factcheck.engines.openai.answers import MOST_PAIRS, Verification, Verifications, estimated, prompt
from factcheck.engines.openai.asker import Asker, Problem, Question
from factcheck.engines.openai.numbering import AFTER, BEFORE, dated, delimited, described, letters
from factcheck.engines.openai.wire import shown
from factcheck.model import Failure


def pairs_text(proven: Sequence[Proven]) -> str:
    """What the pairs are from, each sentence once under its article, then the pairs, numbered from 1, by these; between two marks."""
    near: dict[str, dict[int, StorySentence]] = {}
    for one in proven:
        for sentence in sides(one):
            near.setdefault(sentence.article, {}).update({s.number: s for s in one.story.around(sentence, BEFORE, AFTER)})
    names = {article: letters(index) for index, article in enumerate(near)}
    articles = {sentence.article: one.story.by_id[sentence.article] for one in proven for sentence in sides(one)}
    lines = []
    for article, sentences in near.items():
        lines.append((f"article {names[article]}", described(articles[article])))
        lines += [(f"{names[article]}{number}", _text(sentence)) for number, sentence in sorted(sentences.items())]
    return delimited([*lines, *(_pair(number, one, names) for number, one in enumerate(proven, 1))])


def _pair(number: int, one: Proven, names: Mapping[str, str]) -> tuple[str, str]:
    a, b = (f"{names[sentence.article]}{sentence.number}" for sentence in sides(one))
    return f"pair {number}", f"a is {a}, b is {b}"


def _text(sentence: StorySentence) -> str:
    return f"(headline) {sentence.text}" if sentence.headline else sentence.text


def sides(one: Proven) -> tuple[StorySentence, StorySentence]:
    """Both sentences as they are shown, a and b; which of them is first hangs on their words alone."""
    a, b = one.proposal.pair.sentences
    return (a, b) if _digest(a, b) <= _digest(b, a) else (b, a)


def _digest(first: StorySentence, second: StorySentence) -> bytes:
    return hashlib.sha256(f"{first.text}\x1f{second.text}\x1f{first.start}".encode()).digest()


_LABELS: Mapping[str, Decided] = {"contradicts": "contradicts", "updates": "supersedes", "agrees": "agrees", "other": "other"}
_TOKENS_AN_ANSWER = 110
_SILENCE = Problem("no answer", "the model gave no answer on this pair, asked alone too", retryable=False)


class OpenAIComparator:
    """An opinion on each proposal; what a batch leaves out or answers twice is asked alone, and never taken for a no."""

    name = "openai"

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self._prompt = prompt("verify.v1")
        self.disagreed = 0
        """Conflicts that a reader named and that this second look did not confirm."""

    def __call__(self, proven: Sequence[Proven]) -> Iterator[Opinion | Failure]:
        """One opinion or failure for each, in their order."""
        answered: dict[int, Verification | Problem] = {}
        for batch, answer in self._asked(proven, list(self._batches(proven))):
            answered.update(_by_index(batch, answer))
        alone = [[index] for index in range(len(proven)) if _ask_again(answered.get(index))]
        for batch, answer in self._asked(proven, alone):
            answered.update({batch[0]: _SILENCE, **_by_index(batch, answer)})
        for index, one in enumerate(proven):
            yield self._opinion(one, answered[index])

    def _asked(self, proven: Sequence[Proven], batches: Sequence[Sequence[int]]) -> Iterator[tuple[Sequence[int], Verifications | Problem]]:
        questions = [Question(self._prompt, pairs_text([proven[index] for index in batch]), Verifications) for batch in batches]
        yield from zip(batches, self._asker.ask(questions), strict=True)

    def _batches(self, proven: Sequence[Proven]) -> Iterator[list[int]]:
        """Indices of proposals of one story, as many as a request and its answer hold, in shares of about one size."""
        taken = estimated(len(self._prompt.text) + len(shown(Verifications))) + self._asker.answer_tokens
        room = max(1, self._asker.context_tokens - taken)
        for _, group in groupby(range(len(proven)), key=lambda index: id(proven[index].story)):
            own = list(group)
            longest = max(estimated(len(pairs_text([proven[index]]))) for index in own)
            most = max(1, min(MOST_PAIRS, room // longest, self._asker.answer_tokens // _TOKENS_AN_ANSWER))
            share = -(-len(own) // -(-len(own) // most))
            yield from (own[start : start + share] for start in range(0, len(own), share))

    def _opinion(self, one: Proven, answer: Verification | Problem) -> Opinion | Failure:
        if isinstance(answer, Problem):
            return _failure(one, answer)
        label = _label(one, answer)
        self.disagreed += bool(one.proposal.why) and label not in {"contradicts", "supersedes"}
        return Opinion(label=label, by=self._asker.server.model, why=" ".join(answer.difference.split()))


def _label(one: Proven, answer: Verification) -> Decided:
    """The model's label, where its own reasons bear it out: a conflict is of one thing, and one that misleads nobody is no update.

    Which of the two is older is told by dates; where these are silent, reader and comparator have to name the same one.
    """
    if answer.relation == "contradicts" and (answer.same == "no" or answer.both_true == "yes"):
        return "other"
    if answer.relation == "updates" and (answer.same == "no" or not answer.misinformed or not _in_order(one, answer)):
        return "other"
    return _LABELS[answer.relation]


def _in_order(one: Proven, answer: Verification) -> bool:
    """Where dates leave open which sentence is older, the model must take the one for it that the reader took."""
    pair = one.proposal.pair
    if dated(one.story, pair.a, pair.b) != "unknown":
        return True
    if answer.earlier in {"same", "unknown"}:
        return False
    older = sides(one)["ab".index(answer.earlier)]
    return pair.order in {"unknown", "a_first" if older is pair.a else "b_first"}


def _by_index(batch: Sequence[int], answer: Verifications | Problem) -> dict[int, Verification | Problem]:
    """The answers by the indices of the batch; of a pair that is answered twice, none."""
    if isinstance(answer, Problem):
        return dict.fromkeys(batch, answer)
    numbers = [one.pair for one in answer.answers]
    return {batch[one.pair - 1]: one for one in answer.answers if 1 <= one.pair <= len(batch) and numbers.count(one.pair) == 1}


def _ask_again(answer: Verification | Problem | None) -> bool:
    return answer is None or (isinstance(answer, Problem) and answer.mended_by_less)


def _failure(one: Proven, problem: Problem) -> Failure:
    pair, by_id = one.proposal.pair, one.story.by_id
    a, b = (f'{by_id[s.article].path}: "{_short(s.text)}"' for s in (pair.a, pair.b))
    path, message = by_id[pair.a.article].path, f"{a} and {b} were not judged: {problem.message}"
    return Failure(stage="judging", subject=path, kind=problem.kind, message=message, retryable=problem.retryable)


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= 60 else f"{words[:59].rstrip()}…"
