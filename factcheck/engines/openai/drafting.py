"""Turns what the model proposes for a sentence into drafts: the words are the model's, as far as the sentence shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.claims import ParsedSentence
from factcheck.claims.clauses import Clause, split
from factcheck.comparison import Span
from factcheck.engines.openai.answers import ExtractedClaim
from factcheck.engines.openai.numbering import located, quotes
from factcheck.model import ClaimDraft, Modality
from factcheck.syntax import Syntax, Token
from factcheck.words import listed

# What the words of a sentence show of a model's answer: whether it covers them, and whether they hedge.

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


# The drafts, each at its place in the sentence.

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_TOLD: frozenset[Modality] = frozenset({"asserted", "reported"})
_CONTENT = {"NOUN", "VERB", "ADJ", "ADV"}


def drafts(
    article: str, sentence: ParsedSentence, window: str, claims: Sequence[ExtractedClaim], local: Sequence[ClaimDraft]
) -> Iterator[ClaimDraft]:
    """A draft for each proposal, in their order; `window` is what the model saw, `local` the sentence's clauses as rules read them.

    A quotation that is not in the sentence, or is but one word of it, comes out as a draft that the proof gate will drop and count. The
    clause that a quotation covers best lends verb, polarity, tense, terms and place; the smallest quotations choose first, so that no two
    share a clause.
    """
    places = [_place(claim.quote, sentence) for claim in claims]
    chosen: dict[int, ClaimDraft] = {}
    for index in sorted(range(len(claims)), key=lambda i: _length(places[i])):
        span = places[index]
        if span is not None:
            free = [draft for draft in local if draft not in chosen.values()]
            offset = sentence.sentence.start
            best = _best(free, (span[0] + offset, span[1] + offset)) or _best(local, (span[0] + offset, span[1] + offset))
            if best is not None:
                chosen[index] = best
    for index, (claim, place) in enumerate(zip(claims, places, strict=True)):
        if place is None:
            yield _unproven(article, sentence, claim)
        else:
            yield _draft(sentence, place, claim, window, chosen.get(index) or _bare(article, sentence, place))


def _place(quote: str, sentence: ParsedSentence) -> Span | None:
    """Where the quotation stands; an empty one is the whole sentence, as the prompt has it."""
    if not quote.strip():
        return _whole(sentence)
    return located(quote, sentence.sentence.text) if quotes(quote) else None


def _whole(sentence: ParsedSentence) -> Span:
    """All of the sentence but the marks that end it."""
    text = sentence.sentence.text
    return 0, len(text.rstrip(" \n.!?…")) or len(text)


def _length(span: Span | None) -> int:
    return 0 if span is None else span[1] - span[0]


def _best(local: Sequence[ClaimDraft], span: Span) -> ClaimDraft | None:
    """The clause that agrees best with the stretch; None where none has a word in it."""
    scored = [(_agreement(draft, span), draft) for draft in local]
    best = max(scored, key=lambda item: item[0], default=None)
    return best[1] if best is not None and best[0] > 0 else None


def _parts(draft: ClaimDraft) -> tuple[Span, ...]:
    return draft.parts or ((draft.start, draft.end),)


def _agreement(draft: ClaimDraft, span: Span) -> float:
    """Characters in both, as a share of those in either."""
    common = sum(max(0, min(end, span[1]) - max(start, span[0])) for start, end in _parts(draft))
    own = sum(end - start for start, end in _parts(draft))
    return common / (own + span[1] - span[0] - common)


def _draft(sentence: ParsedSentence, place: Span, claim: ExtractedClaim, window: str, base: ClaimDraft) -> ClaimDraft:
    offset = sentence.sentence.start
    start, end = place[0] + offset, place[1] + offset
    within = tuple((max(a, start), min(b, end)) for a, b in base.parts if max(a, start) < min(b, end))
    speaker = base.attributed_to or _speaker(claim, sentence.sentence.text, place)
    return base.model_copy(
        update={
            "start": start,
            "end": end,
            "quote": sentence.sentence.text[place[0] : place[1]],
            "text": base.text if invents(claim, window) else " ".join(claim.statement.split()) or base.text,
            "attributed_to": speaker,
            "modality": _modality(base.modality, claim.modality, speaker, sentence.syntax),
            "parts": within,
        }
    )


def stands(draft: ClaimDraft) -> bool:
    """Whether it was found in its sentence; the others are proposals that the proof gate drops."""
    return draft.start < draft.end


def unhedged(draft: ClaimDraft, claim: ExtractedClaim) -> bool:
    """Whether the model took for a forecast, a condition or an opinion what its draft tells as a fact."""
    return stands(draft) and draft.modality in _TOLD and claim.modality not in _TOLD


def invents(claim: ExtractedClaim, window: str) -> bool:
    """Whether the model's wording holds a number that the model was not given."""
    return not set(_NUMBER.findall(claim.statement)) <= set(_NUMBER.findall(window))


def _speaker(claim: ExtractedClaim, sentence: str, place: Span) -> str | None:
    """Whom the model names as the speaker, in the sentence's own words, where it names them beside what is quoted."""
    outside = (sentence[: place[0]], sentence[place[1] :])
    found = ((text, located(claim.attributed_to, text)) for text in outside)
    return next((" ".join(text[slice(*at)].split()) for text, at in found if at is not None), None)


def _modality(read: Modality, proposed: Modality, speaker: str | None, syntax: Syntax) -> Modality:
    """A hedge that rules read stands, and one that only the model sees where words of the sentence bear it out."""
    if read not in _TOLD:
        return read
    if proposed not in _TOLD:
        return proposed if proposed in shown(syntax) else read
    return "reported" if speaker is not None or read == "reported" else proposed


def _bare(article: str, sentence: ParsedSentence, place: Span) -> ClaimDraft:
    """For a stretch in which rules see no clause: its words and no more."""
    tokens = [token for token in sentence.syntax.tokens if place[0] <= token.start and token.end <= place[1]]
    terms = {t.lemma.lower() for t in tokens if t.pos in _CONTENT and sentence.name_at(t.start) is None and len(t.lemma) > 1}
    return ClaimDraft(
        **_frame(article, sentence),
        start=sentence.sentence.start + place[0],
        end=sentence.sentence.start + place[1],
        quote=sentence.sentence.text[place[0] : place[1]],
        subject="",
        predicate="",
        object="",
        text=sentence.sentence.text[place[0] : place[1]],
        polarity="positive",
        modality="asserted",
        terms=tuple(sorted(terms)),
    )


def _unproven(article: str, sentence: ParsedSentence, claim: ExtractedClaim) -> ClaimDraft:
    """A draft that stands nowhere, whatever words the article has at the start of the sentence."""
    quote = claim.quote if quotes(claim.quote) else ""
    return ClaimDraft(
        **_frame(article, sentence),
        start=sentence.sentence.start,
        end=sentence.sentence.start,
        quote=quote,
        subject="",
        predicate="",
        object="",
        text=claim.statement or claim.quote,
        polarity="positive",
        modality=claim.modality,
    )


def _frame(article: str, sentence: ParsedSentence) -> dict[str, object]:
    return {"article": article, "sentence_start": sentence.sentence.start, "sentence_end": sentence.sentence.end}
