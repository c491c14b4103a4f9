"""The words of a claim: as a statement that stands alone, with their syntax, and as a quotation sounds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from factcheck.claims import ParsedSentence
from factcheck.claims.clauses import Clause, split
from factcheck.model import Claim, Word
from factcheck.syntax import Syntax
from factcheck.words import listed, table

_JOINING = "-–:/"
_RELATIVE = {"that", "which", "who", "whom"}


def stretches(tokens: Sequence[int]) -> list[tuple[int, int]]:
    """Runs of neighbouring token indices, each as (first, last)."""
    found: list[tuple[int, int]] = []
    for index in tokens:
        if found and index == found[-1][1] + 1:
            found[-1] = (found[-1][0], index)
        else:
            found.append((index, index))
    return found


def as_written(syntax: Syntax, tokens: Sequence[int]) -> str:
    """The text of the tokens as written, run by run, without punctuation that what lay between has left over."""
    parts = [syntax.words(a, b) for a, b in stretches(sorted(tokens))]
    return _tidied(" ".join(parts)).strip(" ,;:.\"“”'’")


def _tidied(text: str) -> str:
    text = re.sub(r" {2,}", " ", re.sub(r"\s+([,;:.])", r"\1", text))
    return re.sub(r"([,;:])(?:\s*[,;:])+", r"\1", text)


def subject_words(sentence: ParsedSentence, clause: Clause) -> str:
    """The subject as written without clauses and descriptions that hang on it; a name for a pronoun; "" where there is none."""
    if clause.subject is None:
        return ""
    syntax = sentence.syntax
    name = sentence.name_at(syntax.tokens[clause.subject].start)
    if name is not None and syntax.tokens[clause.subject].pos == "PRON":
        return name.canonical
    inner = frozenset(
        i for i in syntax.subtree(clause.subject) if syntax.tokens[i].dependency in {"relcl", "acl", "appos"} and i != clause.subject
    )
    return as_written(syntax, syntax.subtree(clause.subject, inner))


def self_contained(sentence: ParsedSentence, clause: Clause, own: Sequence[int], subject: str) -> str:
    """The clause as a statement of its own: its subject in front, names for pronouns, no word that ties it to another clause."""
    syntax = sentence.syntax
    present = clause.subject is not None and clause.subject in own
    pieces: list[str] = []
    last: int | None = None
    for index in without_connective(syntax, own):
        token = syntax.tokens[index]
        if not present and clause.link == "relative" and token.text.lower() in _RELATIVE:
            continue
        name = sentence.name_at(token.start) if token.pos == "PRON" else None
        written = token.text if name is None else name.canonical + ("'s" if token.tag == "PRP$" else "")
        glued = last is not None and syntax.touch(last, index)
        pieces.append(written if glued or not pieces else f" {written}")
        last = index
    body = _tidied("".join(pieces)).strip(" ,;:")
    if present or not subject:
        return body
    named = bool(own) and syntax.tokens[own[0]].pos == "PROPN"
    return f"{subject} {body if named else body[:1].lower() + body[1:]}"


def without_connective(syntax: Syntax, own: Sequence[int]) -> Sequence[int]:
    """Without "when", "because", "although" in front; "if" and "unless" change what is stated and stay."""
    first = syntax.tokens[own[0]]
    tied = first.dependency in {"mark", "advmod"} and first.text.lower() in listed("claims", "connectives")
    return own[1:] if tied and len(own) > 1 else own


# The words of a claim with their syntax, as comparison needs them: its own clause, and a subject that stands outside it.

_SHED = frozenset({"PUNCT", "SPACE"})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "conj", "cc", "punct", "appos"})
_VERBAL = frozenset({"VERB", "AUX"})


def words_of(syntax: Syntax, stretches: Sequence[tuple[int, int]]) -> tuple[Word, ...]:
    """The words of the clause that lies in these stretches of the sentence, in order; `head` counts among them, -1 = none there.

    The subject of a relative clause, of a participle or one shared with another clause comes along, tied to the clause's verb as if
    it stood there.
    """
    inside = {i for i, token in enumerate(syntax.tokens) if any(a <= token.start < b for a, b in stretches)}
    clause = _clause(syntax, inside)
    subject = _outer_subject(syntax, clause, inside)
    own = sorted(i for i in inside | set(subject) if syntax.tokens[i].pos not in _SHED)
    place = {index: at for at, index in enumerate(own)}
    tied = {} if clause is None or not subject or clause.subject is None else {clause.subject: _tie(clause)}
    return tuple(_word(syntax, index, place, tied, None if clause is None else clause.head) for index in own)


def _clause(syntax: Syntax, inside: set[int]) -> Clause | None:
    """The clause with most of its words in the stretches."""
    found = [(len(inside & set(clause.tokens)), -clause.head, clause) for clause in split(syntax) if clause.head in inside]
    return max(found, key=lambda item: item[:2])[2] if found else None


def _outer_subject(syntax: Syntax, clause: Clause | None, inside: set[int]) -> list[int]:
    if clause is None or clause.subject is None or clause.subject in inside:
        return []
    skip = frozenset(i for i in syntax.subtree(clause.subject) if i != clause.subject and _leaves_out(syntax, i))
    return syntax.subtree(clause.subject, skip)


def _leaves_out(syntax: Syntax, index: int) -> bool:
    return syntax.tokens[index].dependency in _CLAUSES


def _tie(clause: Clause) -> str:
    return "nsubjpass" if clause.passive else "nsubj"


def _word(syntax: Syntax, index: int, place: dict[int, int], tied: dict[int, str], verb: int | None) -> Word:
    token = syntax.tokens[index]
    head = verb if index in tied and verb is not None else token.head
    return Word(
        start=token.start,
        end=token.end,
        text=token.text,
        lemma=token.lemma.lower(),
        pos=token.pos,
        tag=token.tag,
        dependency=tied.get(index, "ROOT" if index == verb else token.dependency),
        head=-1 if index in {verb, head} or head not in place else place[head],
    )


# The words of a quotation as they sound, whichever outlet wrote them down.


def heard(text: str) -> list[str]:
    """The words as they sound: contractions, abbreviations and spellings that outlets choose for themselves are undone."""
    data = table("claims", "heard")
    found: list[str] = []
    for word in re.findall(r"[\w']+", text.lower().replace("’", "'")):
        full = data["contractions"].get(word) or _expanded(word)
        found.extend(_spelt(data["abbreviations"].get(part, part)) for part in full.split())
    return found


def _expanded(word: str) -> str:
    data = table("claims", "heard")
    for ending, full in data["endings"].items():
        if word.endswith(ending):
            return word[: -len(ending)] + str(full)
    stem, mark, rest = word.partition("'")
    return f"{stem} is" if mark and rest == "s" and stem in data["contracted_is"]["words"] else word


@cache
def _spelt(word: str) -> str:
    endings: dict[str, str] = table("claims", "heard")["spelling"]
    longest = max((ending for ending in endings if word.endswith(ending) and len(word) > len(ending) + 2), key=len, default="")
    return word[: len(word) - len(longest)] + str(endings[longest]) if longest else word


def what_follows(claim: Claim, text: str, start: int) -> str:
    """The rest of the claim's sentence where it goes on without a comma: "ten minutes | before the wave", "won 4 | -2"; else nothing.

    `text` is the sentence, which begins at `start` of its article.
    """
    rest = text[claim.span.end - start :].strip()
    return rest if rest[:1].isalnum() or rest[:1] in _JOINING else ""
