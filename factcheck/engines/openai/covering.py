"""Whether the claims that a model found in a sentence hold all that rules read there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.claims.clauses import Clause, split
from factcheck.claims.parsed import ParsedSentence
from factcheck.model import ClaimDraft
from factcheck.syntax import Syntax, Token

_CORE = {"nsubj", "nsubjpass", "dobj", "dative", "attr", "acomp", "oprd", "xcomp", "agent", "prt", "neg"}


def covers(found: Sequence[ClaimDraft], own: Sequence[ClaimDraft], sentence: ParsedSentence) -> bool:
    """Every number, time, name, and verb with subject, object or complement that the rules' drafts (`own`) hold is in one of those found.

    What counts of a draft is what is typed as its own: of a quotation that runs over several clauses, the one whose verb it took.
    """
    offset = sentence.sentence.start
    numbers, times, names = sentence.quantities, sentence.expressions, sentence.names
    told = [(one.start, one.end) for one in numbers] + [(one.start, one.end) for one in times] + [(one.start, one.end) for one in names]
    told += [(token.start, token.end) for clause in split(sentence.syntax) for token in _core(sentence.syntax, clause)]
    placed = [(offset + start, offset + end) for start, end in told]
    return all(_hold(found, span) for span in placed if _hold(own, span))


def _core(syntax: Syntax, clause: Clause) -> Iterator[Token]:
    """The clause's verb and the words that hang on it and say what it tells; without them "is closed" would be "is"."""
    yield syntax.tokens[clause.head]
    near = [syntax.tokens[index] for index in syntax.children(clause.head)]
    yield from (token for token in near if token.dependency in _CORE and token.pos != "PRON")


def _hold(drafts: Sequence[ClaimDraft], span: tuple[int, int]) -> bool:
    """Whether the stretch begins or ends in one of the drafts, as a value must to be its own."""
    stretches = [stretch for draft in drafts for stretch in draft.parts or ((draft.start, draft.end),)]
    return any(start <= place < end for start, end in stretches for place in (span[0], span[1] - 1))
