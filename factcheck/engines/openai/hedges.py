"""What the words of a sentence show of a model's answer: whether it covers them, and whether they hedge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.claims.clauses import Clause, split
from factcheck.claims.parsed import ParsedSentence
from factcheck.model import ClaimDraft, Modality
from factcheck.syntax import Syntax, Token
from factcheck.words import listed

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


_WOULD = {"would", "'d", "’d"}
_CLAUSES = {"ccomp", "xcomp", "acl"}
_ASIDE = {"parataxis", "advcl", "amod"}


def shown(syntax: Syntax) -> frozenset[Modality]:
    """The hedges that some word of the sentence stands for, wherever in it; a word that only looks like one ("in May") is none."""
    found: set[Modality] = set()
    for index in range(len(syntax.tokens)):
        if _foresees(syntax, index):
            found.add("forecast")
        if _conditions(syntax, index):
            found.add("conditional")
        if _doubts(syntax, index):
            found.add("opinion")
    if syntax.text.rstrip("\"'”’) ").endswith("?"):
        found.add("opinion")
    return frozenset(found)


def _auxiliary(syntax: Syntax, index: int, words: frozenset[str] | set[str]) -> bool:
    return syntax.tokens[index].tag == "MD" and syntax.tokens[index].text.lower() in words


def _foresees(syntax: Syntax, index: int) -> bool:
    token = syntax.tokens[index]
    if _auxiliary(syntax, index, listed("claims", "forecast_auxiliaries") | _WOULD):
        return True
    if token.lemma.lower() in {"be", *listed("claims", "forecast_heads")} and _intends(syntax, index):
        return True
    planned = token.text.lower() in listed("claims", "planned") and token.dependency in {"amod", "compound"}
    return planned or (token.pos == "VERB" and token.lemma.lower() in listed("claims", "foreseeing"))


def _intends(syntax: Syntax, index: int) -> bool:
    """An infinitive hangs on the word ("is due to open", "the aim is to open")."""
    return any(
        syntax.tokens[child].tag == "VB" and any(syntax.tokens[mark].tag == "TO" for mark in syntax.children(child))
        for child in syntax.children(index)
    )


def _conditions(syntax: Syntax, index: int) -> bool:
    token = syntax.tokens[index]
    opens = token.dependency == "mark" or token.tag in {"IN", "MD"} or syntax.text[token.end :].lower().lstrip().startswith("that ")
    return (opens and token.text.lower() in listed("claims", "conditional_marks")) or _auxiliary(syntax, index, _WOULD)


def _doubts(syntax: Syntax, index: int) -> bool:
    token = syntax.tokens[index]
    lemma = token.lemma.lower()
    if _auxiliary(syntax, index, listed("claims", "hedge_auxiliaries")):
        return True
    if token.pos in {"ADV", "ADJ"} and lemma in listed("claims", "opinion_adverbs"):
        return True
    if token.pos == "NOUN":
        return lemma in listed("claims", "suppositions") and _holds_a_clause(syntax, index)
    return token.tag.startswith("VB") and lemma in listed("claims", "opinion") and _weighs(syntax, index)


def _holds_a_clause(syntax: Syntax, index: int) -> bool:
    return any(syntax.tokens[child].dependency in _CLAUSES for child in syntax.children(index))


def _weighs(syntax: Syntax, index: int) -> bool:
    """The verb is about a clause, stands aside ("Holm believes") or before a noun ("an estimated 340"), or is passive ("is put … ")."""
    passive = any(syntax.tokens[child].dependency == "auxpass" for child in syntax.children(index))
    return passive or syntax.tokens[index].dependency in _ASIDE or _holds_a_clause(syntax, index)
