"""Resolves pronouns, "the company" and "the relationship" to names, only where one reading is clear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factcheck.claims.names import NameIndex
from factcheck.model import Name
from factcheck.syntax import Syntax
from factcheck.words import listed, table


def relations(syntaxes: Sequence[Syntax], index: NameIndex) -> dict[str, tuple[Name, ...]]:
    """Nouns that tie two names together everywhere in the article ("the relationship between A and B"), by lemma.

    A noun that ties different names in different places is left out.
    """
    found: dict[str, list[tuple[Name, ...]]] = {}
    for syntax in syntaxes:
        names = list(index.find(syntax))
        for position, token in enumerate(syntax.tokens):
            if token.lemma.lower() not in listed("claims", "relations"):
                continue
            span = syntax.subtree(position)
            inside = [n for n in names if any(syntax.tokens[i].start == n.start or n.start <= syntax.tokens[i].start < n.end for i in span)]
            people = {name.canonical: name for name in inside if name.category in {"person", "place", "organisation"}}
            if len(people) == 2:
                found.setdefault(token.lemma.lower(), []).append(tuple(people[key] for key in sorted(people)))
    return {lemma: ties[0] for lemma, ties in found.items() if len({tuple(name.canonical for name in tie) for tie in ties}) == 1}


def _governing_subject(syntax: Syntax, index: int, named: Sequence[Name]) -> tuple[Name, ...] | None:
    """The person who is the subject of a clause above a subject pronoun ("Smith said he would go"), nearest first.

    () where that subject is a name of something else, so that nothing is guessed; None where it is no name.
    """
    if syntax.tokens[index].dependency not in {"nsubj", "nsubjpass"}:
        return None
    position = syntax.tokens[index].head
    while syntax.tokens[position].head != position:
        position = syntax.tokens[position].head
        for child in syntax.children(position):
            if syntax.tokens[child].dependency in {"nsubj", "nsubjpass"} and child < index:
                found = next((n for n in named if n.start <= syntax.tokens[child].start < n.end), None)
                if found is None:
                    return None
                return (found,) if found.category == "person" else ()
    return None


class Context:
    """What the last sentences of one paragraph named; nothing is guessed where several names fit."""

    def __init__(self, related: Mapping[str, tuple[Name, ...]]) -> None:
        self._related = related
        self._paragraph = -1
        self._before: list[Name] = []

    def enter(self, paragraph: int) -> None:
        """Forgets the sentences of an earlier paragraph."""
        if paragraph != self._paragraph:
            self._paragraph = paragraph
            self._before = []

    def leave(self, names: Sequence[Name]) -> None:
        """Remembers the names of the sentence just read; a sentence without names keeps the old ones."""
        self._before = list(names) or self._before

    def names(self, syntax: Syntax, named: Sequence[Name]) -> list[Name]:
        """The names of a sentence and what its pronouns and definite nouns stand for, in order."""
        found = list(named)
        for index, token in enumerate(syntax.tokens):
            if any(name.start <= token.start < name.end for name in named):
                continue
            found.extend(
                name.model_copy(update={"start": token.start, "end": token.end, "text": token.text})
                for name in self._resolve(syntax, index, named)
            )
        return sorted(found, key=lambda name: (name.start, name.canonical))

    def _resolve(self, syntax: Syntax, index: int, named: Sequence[Name]) -> tuple[Name, ...]:
        token = syntax.tokens[index]
        earlier = [name for name in named if name.end <= token.start]
        if token.text.lower() in table("claims", "words")["pronouns"]["person"]:
            governing = _governing_subject(syntax, index, named)
            return governing if governing is not None else self._only("person", earlier)
        modifiers = [syntax.tokens[i].text.lower() for i in syntax.children(index) if syntax.tokens[i].tag != "POS"]
        if token.pos != "NOUN" or ("the" not in modifiers and "their" not in modifiers):
            return ()
        lemma = token.lemma.lower()
        if lemma in self._related and not any(m in {"between", "with", "of"} for m in modifiers):
            return self._related[lemma]
        return self._only("organisation", earlier) if lemma in listed("claims", "bodies") and len(modifiers) == 1 else ()

    def _only(self, category: str, earlier: Sequence[Name]) -> tuple[Name, ...]:
        for pool in (earlier, self._before):
            fitting = {name.canonical: name for name in pool if name.category == category}
            if fitting:
                return tuple(fitting.values()) if len(fitting) == 1 else ()
        return ()
