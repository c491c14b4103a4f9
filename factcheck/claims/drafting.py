"""Proposes one draft for each clause of a parsed article, headlines included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from factcheck.articles import quotations
from factcheck.claims import ParsedArticle, ParsedSentence
from factcheck.claims.asserting import denied, denies, unsaid
from factcheck.claims.clauses import Clause, ancestry, bearer, deeds, is_reporting, split
from factcheck.claims.links import links
from factcheck.claims.modality import UNNAMED, Speaker, attribution, modal, modality, perfect, polarity, refused, tense
from factcheck.claims.wording import as_written, self_contained, stretches, subject_words, without_connective
from factcheck.model import ClaimDraft, Polarity
from factcheck.syntax import Syntax
from factcheck.words import listed

_CONTENT = {"NOUN", "VERB", "ADJ", "ADV", "PROPN"}
_PREDICATE = {"aux", "auxpass", "neg", "prt"}
_VERBAL = {"VERB", "AUX"}
_TIME_ENTITIES = {"DATE", "TIME"}


def drafts(parsed: ParsedArticle) -> Iterator[ClaimDraft]:
    """The drafts of all sentences; one without a clause is a claim as a whole where it may have a name, a number or a time."""
    for _, group in groupby(parsed.sentences, key=lambda sentence: sentence.sentence.paragraph):
        paragraph = list(group)
        found = [_of_sentence(parsed.article.id, sentence) for sentence in paragraph]
        start, end = paragraph[0].sentence.start, paragraph[-1].sentence.end
        quoted = quotations(parsed.article.text, start, end)
        yield from _with_quoted_speakers(found, quoted)


def _of_sentence(article: str, sentence: ParsedSentence) -> list[ClaimDraft]:
    clauses = split(sentence.syntax)
    stating = [clause for clause in clauses if not is_reporting(sentence.syntax, clause, clauses)]
    if not stating and (sentence.names or sentence.quantities or sentence.expressions or _may_tell(sentence.syntax)):
        return [_whole(article, sentence, clauses)]
    return [_draft(article, sentence, clause, clauses) for clause in stating]


def _may_tell(syntax: Syntax) -> bool:
    """A number, or a word that may be a name and one that may be a verb, whatever the parser makes of them together."""
    found = {token.pos for token in syntax.tokens if token.text[:1].isalnum()}
    return "NUM" in found or ("PROPN" in found and bool(found & _VERBAL))


def _whole(article: str, sentence: ParsedSentence, clauses: list[Clause]) -> ClaimDraft:
    """The sentence as one claim without a verb, so that its values and times are compared."""
    tokens = sentence.syntax.tokens
    own = tuple(i for i, token in enumerate(tokens) if token.pos != "SPACE")
    root = next((i for i in own if tokens[i].head == i), own[0])
    draft = _draft(article, sentence, Clause(head=root, link="main", parent=None, subject=None, passive=False, tokens=own), clauses)
    known = {"predicate": "", "verb": "", "deeds": (), "links": (), "object": as_written(sentence.syntax, _trim(sentence.syntax, own))}
    noun = tokens[root].pos in {"NOUN", "PROPN"}
    return draft.model_copy(update={**known, "subject_key": _key(sentence, root) if noun else ""})


def _with_quoted_speakers(paragraph: Sequence[Sequence[ClaimDraft]], quoted: Sequence[tuple[int, int]]) -> Iterator[ClaimDraft]:
    """A quotation that runs over several sentences is said by whom one of them names: the next one first, then the last."""
    speakers = [next((d.attributed_to for d in drafts if d.attributed_to is not None), None) for drafts in paragraph]
    for position, drafts in enumerate(paragraph):
        for draft in drafts:
            inside = next((span for span in quoted if span[0] <= draft.start and draft.end <= span[1]), None)
            if draft.attributed_to is not None or inside is None:
                yield draft
                continue
            after = [s for s, d in zip(speakers[position:], paragraph[position:], strict=True) if d and d[0].sentence_start < inside[1]]
            near = [*after, *reversed(speakers[:position])]
            said_by = next((speaker for speaker in near if speaker is not None), UNNAMED)
            reported = "reported" if draft.modality == "asserted" else draft.modality
            yield draft.model_copy(update={"attributed_to": said_by, "modality": reported})


def _draft(article: str, sentence: ParsedSentence, clause: Clause, clauses: list[Clause]) -> ClaimDraft:
    syntax, offset = sentence.syntax, sentence.sentence.start
    own = _trim(syntax, clause.tokens)
    speaker = attribution(syntax, clause, clauses)
    predicate = [clause.head, *(i for i in syntax.children(clause.head) if syntax.tokens[i].dependency in _PREDICATE and i in own)]
    before = _subject_tokens(syntax, clause, own)
    rest = [i for i in without_connective(syntax, own) if i not in predicate and i not in before]
    subject = subject_words(sentence, clause)
    return drafted(
        article,
        sentence,
        (syntax.tokens[own[0]].start, syntax.tokens[own[-1]].end),
        subject=subject,
        predicate=" ".join(syntax.tokens[i].text for i in sorted(predicate)),
        object=as_written(syntax, rest),
        text=self_contained(sentence, clause, own, subject),
        polarity=_polarity(syntax, clause, clauses),
        modality=modality(syntax, clause, clauses, speaker),
        attributed_to=_speaker(sentence, speaker),
        verb=syntax.tokens[clause.head].lemma.lower(),
        terms=_terms(sentence, clause, own),
        subject_key=_key(sentence, clause.subject),
        deeds=tuple(dict.fromkeys(syntax.tokens[i].lemma.lower() for i in deeds(syntax, clause))),
        tense=tense(syntax, clause),
        perfect=perfect(syntax, clause),
        reporting=_placed(syntax, _reporting(clause, clauses, speaker), offset),
        parts=_placed(syntax, own, offset),
        links=links(sentence, clause),
        modal=modal(syntax, clause),
        denied=_is_denied(syntax, clause, clauses) or unsaid(syntax, clause.head),
    )


def _polarity(syntax: Syntax, clause: Clause, clauses: Sequence[Clause]) -> Polarity:
    """The clause's own polarity, turned round by a denial above it and by what forbids."""
    own = polarity(syntax, clause)
    if _is_denied(syntax, clause, clauses) != refused(syntax, clause):
        return "positive" if own == "negative" else "negative"
    return own


def _is_denied(syntax: Syntax, clause: Clause, clauses: Sequence[Clause]) -> bool:
    """The outlet says that it is not so, or a speaker denies it."""
    above = next(iter(ancestry(clause, clauses)), None)
    return denied(syntax, clause.head) or (above is not None and clause.link == "complement" and denies(syntax, above.head))


def _placed(syntax: Syntax, tokens: Sequence[int], offset: int) -> tuple[tuple[int, int], ...]:
    return tuple((offset + syntax.tokens[a].start, offset + syntax.tokens[b].end) for a, b in stretches(tokens))


def _reporting(clause: Clause, clauses: Sequence[Clause], speaker: Speaker | None) -> tuple[int, ...]:
    """The tokens of the clause above whose subject is the speaker."""
    above = ancestry(clause, clauses)
    return next((other.tokens for other in above if speaker is not None and speaker.verb and other.subject == speaker.head), ())


def _subject_tokens(syntax: Syntax, clause: Clause, own: Sequence[int]) -> set[int]:
    """The subject's own words; a relative pronoun stands for an antecedent outside the clause."""
    if clause.subject is not None and clause.subject in own:
        return set(syntax.subtree(clause.subject))
    return {i for i in syntax.children(clause.head) if syntax.tokens[i].dependency in {"nsubj", "nsubjpass"} and i in own}


def _trim(syntax: Syntax, tokens: Sequence[int]) -> list[int]:
    """The clause's tokens without punctuation and conjunctions at either edge; never empty."""
    own = list(tokens)
    while len(own) > 1 and (syntax.tokens[own[0]].pos in {"PUNCT", "CCONJ"} or _is_complementiser(syntax, own[0])):
        own.pop(0)
    while len(own) > 1 and syntax.tokens[own[-1]].pos in {"PUNCT", "CCONJ"}:
        own.pop()
    return own


def _is_complementiser(syntax: Syntax, index: int) -> bool:
    token = syntax.tokens[index]
    return token.dependency == "mark" and token.text.lower() in {"that", "as"}


def _key(sentence: ParsedSentence, index: int | None) -> str:
    """What the noun at `index` is called in comparisons: a canonical name, or its lemma; "" where there is none."""
    if index is None:
        return ""
    token = sentence.syntax.tokens[bearer(sentence.syntax, index)]
    name = sentence.name_at(token.start)
    if name is not None and (token.pos in {"PROPN", "PRON"} or name.text == token.text):
        return name.canonical
    return token.lemma.lower().removesuffix("s") if token.tag == "NNPS" else token.lemma.lower()


def _lemma(syntax: Syntax, index: int) -> str:
    token = syntax.tokens[index]
    return "not" if token.dependency == "neg" and token.text.lower() in {"n't", "n’t"} else token.lemma.lower().replace(" ", "")


def _speaker(sentence: ParsedSentence, speaker: Speaker | None) -> str | None:
    """The speaker's canonical name where the words name one ("he", "Finance Director Ida Holm"), else the words."""
    if speaker is None:
        return None
    name = sentence.name_at(sentence.syntax.tokens[speaker.head].start)
    return name.canonical if name is not None else speaker.words


def _terms(sentence: ParsedSentence, clause: Clause, own: Sequence[int]) -> tuple[str, ...]:
    """The content words of the clause and of a subject that it leaves out, without those that only say who says so."""
    syntax = sentence.syntax
    sources = {i for at in own if syntax.tokens[at].text.lower() == "according" for i in syntax.subtree(at)}
    subject = [] if clause.subject is None or clause.subject in own else [bearer(syntax, clause.subject)]
    found = set()
    for index in (*own, *subject):
        token = syntax.tokens[index]
        lemma = token.lemma.lower()
        named = sentence.name_at(token.start) is not None and token.pos != "NOUN"
        bound = token.pos in {"ADJ", "ADV"} and any(q.start <= token.start < q.end for q in sentence.quantities if not q.ordinal)
        telling = token.pos in _CONTENT and not named and not bound and token.entity not in _TIME_ENTITIES and index not in sources
        if telling and lemma not in listed("claims", "light") and len(lemma) > 1:
            found.add(lemma)
    return tuple(sorted(found))


# A draft on its words: the one place that turns offsets in a sentence as the parser reads it into a stretch of the article.


def drafted(article: str, sentence: ParsedSentence, span: tuple[int, int], **told: Any) -> ClaimDraft:  # noqa: ANN401  the fields of ClaimDraft
    """A draft of what stands at `span` (offsets in the sentence's syntax); `told` is what it says."""
    start, end = span
    offset = sentence.sentence.start
    return ClaimDraft(
        article=article,
        start=offset + start,
        end=offset + end,
        quote=sentence.sentence.text[start:end],
        sentence_start=offset,
        sentence_end=sentence.sentence.end,
        **told,
    )


# What a headline states, read by rules.


def headline_drafts(parsed: ParsedArticle) -> Iterator[ClaimDraft]:
    """What the headline states, read by rules: one without a verb only where it counts something.

    Headlines tell in the present what has happened, so that their present is a past.
    """
    if parsed.headline is None:
        return
    for draft in drafts(ParsedArticle(article=parsed.article, sentences=(parsed.headline,))):
        if draft.verb or parsed.headline.quantities or _may_tell(parsed.headline.syntax):
            yield draft.model_copy(update={"tense": "past"}) if draft.tense == "present" else draft
