"""The extractor that asks a model about every sentence; rules read what it does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from factcheck.claims.drafting import drafts as rules
from factcheck.claims.parsed import ParsedArticle, ParsedSentence
from factcheck.engines.openai.answers import Extraction
from factcheck.engines.openai.asker import Asker, Problem, Question
from factcheck.engines.openai.drafting import drafts, invents
from factcheck.engines.openai.window import sentence_window
from factcheck.engines.prompts import prompt
from factcheck.model import Article, ClaimDraft, Failure


class OpenAIExtractor:
    """Drafts with the model's words; where it says nothing that stands in the sentence, the clauses that rules see.

    So an answer without claims, whether it comes from a lazy model or from an article that asks for it, silences nothing.
    """

    name = "openai"

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self._prompt = prompt("extract.v1")
        self.silent = 0
        """Sentences for which the model named nothing, and rules did."""
        self.reworded = 0
        """Claims whose wording by the model held a number that the text does not."""

    def __call__(self, parsed: ParsedArticle) -> Iterator[ClaimDraft | Failure]:
        """Drafts and failures in the order of the text; a sentence that could not be asked about is both."""
        local: defaultdict[int, list[ClaimDraft]] = defaultdict(list)
        for draft in rules(parsed):
            local[draft.sentence_start].append(draft)
        windows = [sentence_window(parsed, index) for index in range(len(parsed.sentences))]
        answers = self._asker.ask([Question(self._prompt, window, Extraction) for window in windows])
        for sentence, window, answer in zip(parsed.sentences, windows, answers, strict=True):
            own = local[sentence.sentence.start]
            if isinstance(answer, Problem):
                yield _failure(parsed.article, sentence, answer)
                yield from own
                continue
            self.reworded += sum(invents(claim, window) for claim in answer.claims)
            found = list(drafts(parsed.article.id, sentence, window, answer.claims, own))
            yield from found
            if not any(parsed.article.text[draft.start : draft.end] == draft.quote for draft in found):
                self.silent += bool(own)
                yield from own


def _failure(article: Article, sentence: ParsedSentence, problem: Problem) -> Failure:
    position = article.source_map.position(sentence.sentence.start)
    parts = [] if position is None or article.place[1] else [position.line, position.column]
    place = ":".join([article.path, *(str(part) for part in parts if part is not None)])
    message = f"{place}: this sentence was read by rules alone: {problem.message}"
    return Failure(stage="extraction", subject=article.path, kind=problem.kind, message=message, retryable=problem.retryable)
