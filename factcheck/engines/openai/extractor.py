"""The extractor that asks a model about the sentences of an article, many a request; rules read what it does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from factcheck.articles import readable
from factcheck.claims import ParsedArticle, ParsedSentence
from factcheck.claims.ascribed import ascribed
from factcheck.claims.drafting import drafts as rules
from factcheck.engines.openai.answers import MOST_SENTENCES, ExtractedClaim, ExtractedSentence, Extraction, estimated, prompt
from factcheck.engines.openai.asker import Asker, Problem, Question
from factcheck.engines.openai.drafting import covers, drafts, invents, stands, unhedged
from factcheck.engines.openai.numbering import around, batch_window
from factcheck.engines.openai.wire import shown
from factcheck.model import Article, ClaimDraft, Failure, Untied
from factcheck.time import sensitivities

_TOKENS_AN_ANSWER = 120
"""What is said of one sentence, about."""
_PARTS = 3
"""Into so many batches one is cut whose answer cannot be used."""

Answered = dict[int, ExtractedSentence | Problem]


class OpenAIExtractor:
    """Drafts with the model's words; where they lack a value or a clause that rules see in a sentence, those of rules beside them.

    So an answer without claims or with half of them, from a lazy model or for an article that asks for it, silences nothing.
    """

    name = "openai"

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self._prompt = prompt("extract.v2")
        self.silent = 0
        """Sentences for which the model named nothing, and rules did."""
        self.uncovered = 0
        """Sentences of which the model named a part, and rules more."""
        self.unhedged = 0
        """Claims that the model took for a forecast, a condition or an opinion, and no word of the sentence did."""
        self.reworded = 0
        """Claims whose wording by the model held a number that the text does not."""
        self.untied = 0
        """Sentences that only look tied to the moment of writing, by what the model says."""

    def __call__(self, parsed: ParsedArticle) -> Iterator[ClaimDraft | Failure | Untied]:
        """Drafts, failures and vetoes in the order of the text; sentences that could not be asked about are read by rules and told.

        What noun phrases say beside their clauses is read by rules in any case, and comes last.
        """
        timed = {index for index, sentence in enumerate(parsed.sentences) if _looks_timed(parsed, sentence)}
        untied: set[int] = set()
        answered = self._answered(parsed, timed, untied)
        yield from _failures(parsed, answered)
        local: defaultdict[int, list[ClaimDraft]] = defaultdict(list)
        for draft in rules(parsed):
            local[draft.sentence_start].append(draft)
        for index, sentence in enumerate(parsed.sentences):
            answer, own = answered.get(index), local[sentence.sentence.start]
            if isinstance(answer, Problem):
                yield from own
                continue
            yield from self._drafts(parsed, index, answer.claims if answer is not None else (), own)
            if index in timed & untied:
                self.untied += 1
                yield Untied(article=parsed.article.id, sentence_start=sentence.sentence.start)
        yield from ascribed(parsed)

    def _drafts(
        self, parsed: ParsedArticle, index: int, claims: Sequence[ExtractedClaim], own: Sequence[ClaimDraft]
    ) -> Iterator[ClaimDraft]:
        sentence, near = parsed.sentences[index], around(parsed, index)
        self.reworded += sum(invents(claim, near) for claim in claims)
        found = list(drafts(parsed.article.id, sentence, near, claims, own))
        self.unhedged += sum(unhedged(draft, claim) for draft, claim in zip(found, claims, strict=True))
        yield from found
        proven = [draft for draft in found if stands(draft)]
        if not proven or not covers(proven, own, sentence):
            self.silent += bool(own and not proven)
            self.uncovered += bool(proven)
            yield from own

    def _answered(self, parsed: ParsedArticle, timed: set[int], untied: set[int]) -> Answered:
        """What the model says of each sentence, by its position; nothing of those that it skips, a problem where it could not be asked.

        The positions of those that it takes not to be tied to the moment are added to `untied`.
        """
        batches = list(_cut(range(len(parsed.sentences)), self._most(parsed)))
        answered = self._asked(parsed, batches, timed, untied)
        failed = [batch for batch in batches if len(batch) > 1 and _may_mend(answered.get(batch[0]))]
        smaller = [part for batch in failed for part in _cut(batch, -(-len(batch) // _PARTS))]
        return {**answered, **self._asked(parsed, smaller, timed, untied)}

    def _asked(self, parsed: ParsedArticle, batches: Sequence[Sequence[int]], timed: set[int], untied: set[int]) -> Answered:
        questions = [Question(self._prompt, batch_window(parsed, batch, timed), Extraction) for batch in batches]
        found: Answered = {}
        for batch, answer in zip(batches, self._asker.ask(questions), strict=True):
            if isinstance(answer, Problem):
                found.update(dict.fromkeys(batch, answer))
                continue
            found.update(_by_position(batch, answer))
            untied.update(batch[number - 1] for number in answer.untied if 1 <= number <= len(batch))
        return found

    def _most(self, parsed: ParsedArticle) -> int:
        """How many sentences of the article a request and its answer hold."""
        taken = estimated(len(self._prompt.text) + len(shown(Extraction))) + self._asker.answer_tokens
        longest = max((estimated(len(sentence.sentence.text)) for sentence in parsed.sentences), default=0) + 4
        room = max(0, self._asker.context_tokens - taken)
        return max(1, min(MOST_SENTENCES, room // longest, self._asker.answer_tokens // _TOKENS_AN_ANSWER))


def _cut(indices: Sequence[int], most: int) -> Iterator[Sequence[int]]:
    """In as few parts as may be, of about one length."""
    if indices:
        length = -(-len(indices) // -(-len(indices) // most))
        yield from (indices[start : start + length] for start in range(0, len(indices), length))


def _by_position(batch: Sequence[int], answer: Extraction) -> Mapping[int, ExtractedSentence]:
    """The first entry for each number of the batch; others are passed over."""
    found: dict[int, ExtractedSentence] = {}
    for one in answer.sentences:
        if 1 <= one.number <= len(batch):
            found.setdefault(batch[one.number - 1], one)
    return found


def _may_mend(answer: ExtractedSentence | Problem | None) -> bool:
    return isinstance(answer, Problem) and answer.mended_by_less


def _looks_timed(parsed: ParsedArticle, sentence: ParsedSentence) -> bool:
    return bool(sensitivities(readable(sentence.sentence.text), sentence.syntax, sentence.expressions, parsed.article.day))


def _failures(parsed: ParsedArticle, answered: Answered) -> Iterator[Failure]:
    """One failure for each problem and the sentences in a row that it is about."""
    problems = [(index, answer) for index, answer in sorted(answered.items(), key=lambda item: item[0]) if isinstance(answer, Problem)]
    runs: list[tuple[int, int, Problem]] = []
    for index, problem in problems:
        if runs and runs[-1][2] == problem and runs[-1][1] == index - 1:
            runs[-1] = (runs[-1][0], index, problem)
        else:
            runs.append((index, index, problem))
    for first, last, problem in runs:
        yield _failure(parsed.article, parsed.sentences[first], last - first + 1, problem)


def _failure(article: Article, sentence: ParsedSentence, count: int, problem: Problem) -> Failure:
    position = article.source_map.position(sentence.sentence.start)
    parts = [] if position is None or article.place[1] else [position.line, position.column]
    place = ":".join([article.path, *(str(part) for part in parts if part is not None)])
    which = "this sentence was" if count == 1 else f"{count} sentences from here on were"
    message = f"{place}: {which} read by rules alone: {problem.message}"
    return Failure(stage="extraction", subject=article.path, kind=problem.kind, message=message, retryable=problem.retryable)
