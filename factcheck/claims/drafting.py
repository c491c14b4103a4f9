"""Proposes one draft for each clause of a parsed article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.claims.clauses import Clause, is_reporting, split
from factcheck.claims.lexicon import words
from factcheck.claims.modality import attribution, modality, polarity, tense
from factcheck.claims.parsed import ParsedArticle, ParsedSentence
from factcheck.model import ClaimDraft
from factcheck.syntax import Syntax

_CONTENT = {"NOUN", "VERB", "ADJ", "ADV", "PROPN"}
_PREDICATE = {"aux", "auxpass", "neg", "prt"}
_TIME_ENTITIES = {"DATE", "TIME"}


def drafts(parsed: ParsedArticle) -> Iterator[ClaimDraft]:
    """The drafts of all sentences; a sentence without a verb states nothing."""
    for sentence in parsed.sentences:
        clauses = split(sentence.syntax)
        stating = [clause for clause in clauses if not is_reporting(sentence.syntax, clause, clauses)]
        for clause in stating:
            yield _draft(parsed.article.id, sentence, clause, clauses)


def _draft(article: str, sentence: ParsedSentence, clause: Clause, clauses: list[Clause]) -> ClaimDraft:
    syntax, offset = sentence.syntax, sentence.sentence.start
    own = _trim(syntax, clause.tokens)
    start, end = syntax.tokens[own[0]].start, syntax.tokens[own[-1]].end
    said_by, verb = attribution(syntax, clause, clauses)
    predicate = [clause.head, *(i for i in syntax.children(clause.head) if syntax.tokens[i].dependency in _PREDICATE and i in own)]
    before = set(syntax.subtree(clause.subject)) if clause.subject is not None else set()
    rest = [i for i in own if i not in predicate and i not in before]
    subject = _subject(sentence, clause)
    return ClaimDraft(
        article=article,
        start=offset + start,
        end=offset + end,
        quote=syntax.text[start:end],
        sentence_start=offset,
        sentence_end=sentence.sentence.end,
        subject=subject,
        predicate=" ".join(syntax.tokens[i].text for i in sorted(predicate)),
        object=_words(syntax, rest),
        text=_self_contained(sentence, clause, own, subject),
        polarity=polarity(syntax, clause),
        modality=modality(syntax, clause, clauses, said_by, verb),
        attributed_to=_speaker(sentence, said_by),
        verb=syntax.tokens[clause.head].lemma.lower(),
        terms=_terms(sentence, own),
        subject_key=_subject_key(sentence, clause),
        tense=tense(syntax, clause),
        parts=tuple((offset + syntax.tokens[a].start, offset + syntax.tokens[b].end) for a, b in _stretches(own)),
    )


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


def _stretches(tokens: Sequence[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for index in tokens:
        if found and index == found[-1][1] + 1:
            found[-1] = (found[-1][0], index)
        else:
            found.append((index, index))
    return found


def _words(syntax: Syntax, tokens: Sequence[int]) -> str:
    """The text of the tokens as written, stretch by stretch."""
    parts = [syntax.text[syntax.tokens[a].start : syntax.tokens[b].end] for a, b in _stretches(sorted(tokens))]
    return " ".join(parts).strip(" ,;:.\"“”'’")


def _subject(sentence: ParsedSentence, clause: Clause) -> str:
    if clause.subject is None:
        return ""
    syntax = sentence.syntax
    name = sentence.name_at(syntax.tokens[clause.subject].start)
    if name is not None and syntax.tokens[clause.subject].pos == "PRON":
        return name.canonical
    inner = frozenset(
        i
        for i in syntax.subtree(clause.subject)
        if syntax.tokens[i].dependency in {"relcl", "acl", "appos", "conj"} and i != clause.subject
    )
    return _words(syntax, syntax.subtree(clause.subject, inner - {clause.subject}))


def _subject_key(sentence: ParsedSentence, clause: Clause) -> str:
    if clause.subject is None:
        return ""
    token = sentence.syntax.tokens[clause.subject]
    name = sentence.name_at(token.start)
    return name.canonical if name is not None and (token.pos in {"PROPN", "PRON"} or name.text == token.text) else token.lemma.lower()


def _speaker(sentence: ParsedSentence, said_by: str | None) -> str | None:
    if said_by is None:
        return None
    at = sentence.sentence.text.find(said_by)
    name = sentence.name_at(at) if at >= 0 else None
    return name.canonical if name is not None and name.text == said_by else said_by


def _terms(sentence: ParsedSentence, own: Sequence[int]) -> tuple[str, ...]:
    found = set()
    for index in own:
        token = sentence.syntax.tokens[index]
        lemma = token.lemma.lower()
        named = sentence.name_at(token.start) is not None and token.pos != "NOUN"
        if token.pos in _CONTENT and not named and token.entity not in _TIME_ENTITIES and lemma not in words("light") and len(lemma) > 1:
            found.add(lemma)
    return tuple(sorted(found))


def _self_contained(sentence: ParsedSentence, clause: Clause, own: Sequence[int], subject: str) -> str:
    """The clause as a statement of its own: its subject in front, names for pronouns."""
    syntax = sentence.syntax
    present = clause.subject is not None and clause.subject in own
    pieces: list[str] = []
    last: int | None = None
    for index in own:
        token = syntax.tokens[index]
        name = sentence.name_at(token.start) if token.pos == "PRON" else None
        written = token.text if name is None else name.canonical + ("'s" if token.tag == "PRP$" else "")
        if token.tag in {"WDT", "WP"} and not present:
            continue
        glued = last is not None and syntax.tokens[last].end == token.start
        pieces.append(written if glued or not pieces else f" {written}")
        last = index
    body = "".join(pieces).strip(" ,;:")
    return body if present or not subject else f"{subject} {body}"
