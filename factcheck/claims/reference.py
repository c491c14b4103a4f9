"""Resolves pronouns, "the company", "the mine" and "the relationship" to names, only where one reading is clear."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from factcheck.claims.names import NameIndex
from factcheck.model import Name
from factcheck.syntax import Syntax, Token
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


_ATTRIBUTES = frozenset({"compound", "poss", "nmod", "amod"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj"})
_PLACING = frozenset({"in", "of", "at", "near", "outside", "on", "off", "from", "over", "around", "inside", "beside"})


def _told_apart(syntax: Syntax, named: Sequence[Name]) -> Iterator[tuple[str, tuple[Name, ...]]]:
    """Nouns with the names that say which is meant: "the Selm mine", "a factory in Selm", by lemma."""
    for index, token in enumerate(syntax.tokens):
        if token.pos != "NOUN":
            continue
        children = syntax.children(index)
        near = [i for i in children if syntax.tokens[i].dependency in _ATTRIBUTES]
        placing = {*children, min(index + 1, len(syntax.tokens) - 1)}  # the parser hangs "in Selm" on the verb as often as on the noun
        if any(syntax.tokens[i].lemma.lower() == "a" for i in children) and token.dependency in _ARGUMENTS:
            placing.update(syntax.children(token.head))  # "A ferry sank off Selm": where it happened tells which ferry
        near += [i for p in sorted(placing) if syntax.tokens[p].text.lower() in _PLACING for i in syntax.children(p)]
        names = (_name_of(syntax, i, named) for i in near)
        found = {name.canonical: name for name in names if name is not None}
        if found:
            yield token.lemma.lower(), tuple(found[key] for key in sorted(found))


def _name_of(syntax: Syntax, index: int, named: Sequence[Name]) -> Name | None:
    """The name that a token belongs to; a capitalised word that is part of no known name is one."""
    token = syntax.tokens[index]
    known = next((name for name in named if name.start <= token.start < name.end), None)
    if known is not None or token.pos != "PROPN" or token.entity in {"DATE", "TIME"} or not token.text[:1].isupper():
        return known
    return Name(start=token.start, end=token.end, text=token.text, canonical=token.text, category="other")


def _called(syntax: Syntax, named: Sequence[Name]) -> Iterator[tuple[str, Name | None]]:
    """Nouns that say what a name is the name of, by lemma: "The Aster is a van", "the restaurant ship Old Tilda", "the Aster, a van".

    None where another one is told of without its name ("a van").
    """
    for index, token in enumerate(syntax.tokens):
        if token.tag != "NN":
            continue
        beside = [i for i in syntax.children(index) if syntax.tokens[i].dependency == "appos"]
        anew = any(syntax.tokens[i].lemma.lower() in {"a", "an", "another"} for i in syntax.children(index))
        if token.dependency == "appos" and anew:
            beside.append(token.head)
        elif token.dependency == "attr" and anew:
            beside += [i for i in syntax.children(token.head) if syntax.tokens[i].dependency == "nsubj"]
        found = [name for i in beside for name in [_name_of(syntax, i, named)] if name is not None]
        if len(found) == 1 and (found[0].category != "person" or " " not in found[0].canonical):
            yield token.lemma.lower(), found[0]
        elif anew:
            yield token.lemma.lower(), None


def _may_be_somebody(syntax: Syntax, index: int, people: Sequence[Name]) -> bool:
    """The subject is a single noun or an unknown name, which may be a person of whom the next sentence tells."""
    return syntax.tokens[index].tag in {"NN", "NNP"} and not any(_names_subject(syntax, index, name) for name in people)


def _names_subject(syntax: Syntax, index: int, name: Name) -> bool:
    """The name is the subject, or stands right after it ("the sculptor Ida Moe")."""
    return any(name.start <= token.start < name.end for token in syntax.tokens[index : index + 2])


_TIMES = frozenset({"DATE", "TIME"})
_CLAUSAL = frozenset({"ccomp", "csubj", "xcomp", "relcl"})


def _begins_with_it(syntax: Syntax) -> bool:
    """The sentence begins with "It" or "Its", and no clause follows for which "it" may stand ("It is said that …")."""
    if not syntax.tokens or syntax.tokens[0].text.lower() not in table("claims", "words")["pronouns"]["thing"]:
        return False
    root = next((i for i, token in enumerate(syntax.tokens) if token.head == i or token.dependency == "ROOT"), 0)
    return syntax.tokens[0].text.lower() == "its" or not any(
        token.dependency in _CLAUSAL and (token.head == root or syntax.tokens[token.head].head == root) for token in syntax.tokens
    )


def _thing(syntax: Syntax, names: Sequence[Name]) -> Name | None:
    """What "it" stands for in the next sentence: the name that is the only subject, or stands beside it ("The probe Halcyon").

    A name taken for a person's is one of a thing where the sentence names nothing else that "it" could stand for.
    """
    subjects = [i for i, token in enumerate(syntax.tokens) if token.dependency in {"nsubj", "nsubjpass"} and token.pos in {"PROPN", "NOUN"}]
    if len(subjects) != 1:
        return None if subjects else _used(syntax, names)
    head = syntax.tokens[subjects[0]]
    beside = [i for i in syntax.children(subjects[0]) if syntax.tokens[i].dependency == "appos" and syntax.tokens[i].pos == "PROPN"]
    found = _name_of(syntax, subjects[0] if head.pos == "PROPN" else beside[0], names) if head.pos == "PROPN" or beside else None
    if found is None or found.category != "person" or beside:
        return found
    others = [t for t in syntax.tokens if t.pos in {"NOUN", "PROPN"} and not found.start <= t.start < found.end and t.entity not in _TIMES]
    return None if others else found


def _used(syntax: Syntax, names: Sequence[Name]) -> Name | None:
    """The one thing that is named where writer or reader does something with it: "We rode the Aster for a week", "Install Quern"."""
    subjects = {token.text.lower() for token in syntax.tokens if token.dependency in {"nsubj", "nsubjpass"}}
    if not subjects <= {"we", "i", "you"}:
        return None
    objects = [i for i, token in enumerate(syntax.tokens) if token.pos == "PROPN" and _is_used(syntax, i)]
    found = {name.canonical: name for i in objects for name in [_name_of(syntax, i, names)] if name is not None}
    things = [name for name in found.values() if name.category not in {"person", "place"}]
    return things[0] if len(found) == len(things) == 1 else None


def _is_used(syntax: Syntax, index: int) -> bool:
    token = syntax.tokens[index]
    return token.dependency == "dobj" or (token.dependency == "pobj" and syntax.tokens[token.head].text.lower() in {"with", "about"})


def _standing_at(token: Token, name: Name) -> Name:
    return name.model_copy(update={"start": token.start, "end": token.end, "text": token.text})


class Context:
    """What the last sentences of one paragraph named, and the things that the article has told apart by names.

    Nothing is guessed where several names fit.
    """

    def __init__(self, related: Mapping[str, tuple[Name, ...]]) -> None:
        self._related = related
        self._paragraph = -1
        self._before: list[Name] = []
        self._subject: Name | None = None
        self._thing: Name | None = None
        self._things: dict[str, dict[tuple[str, ...], tuple[Name, ...]]] = {}
        self._named: dict[str, dict[str, Name]] = {}
        self._kinds: dict[str, dict[str, Name | None]] = {}
        self._people: set[str] = set()
        self._person: Name | None = None

    def enter(self, paragraph: int) -> None:
        """Forgets the sentences of an earlier paragraph."""
        if paragraph != self._paragraph:
            self._paragraph = paragraph
            self._before, self._subject, self._thing = [], None, None

    def leave(self, syntax: Syntax, names: Sequence[Name]) -> None:
        """Remembers the names of the sentence just read, and its things; a sentence without names keeps the old ones."""
        self._before = list(names) or self._before
        for lemma, which in _told_apart(syntax, names):
            known = self._things.setdefault(lemma, {})
            known.setdefault(tuple(name.canonical for name in which), which)
        for name in names:
            words = name.canonical.split() if name.category != "person" else []
            for word in {*words[:1], *words[-1:]} if len(words) > 1 else ():
                self._named.setdefault(word.lower(), {}).setdefault(name.canonical, name)
        for lemma, called in _called(syntax, names):
            self._kinds.setdefault(lemma, {}).setdefault("" if called is None else called.canonical, called)
        self._people |= {name.canonical for name in names if name.category == "person"}
        self._person = self._told_of(syntax, names)
        subjects = [i for i, token in enumerate(syntax.tokens) if token.dependency in {"nsubj", "nsubjpass"} and token.pos == "PROPN"]
        if subjects or not _begins_with_it(syntax):
            self._subject = _name_of(syntax, subjects[0], names) if len(subjects) == 1 else None
            self._thing = _thing(syntax, names)

    def _told_of(self, syntax: Syntax, names: Sequence[Name]) -> Name | None:
        """The one person whom the article has named so far, as long as no sentence has another subject that may be somebody."""
        subjects = [i for i, token in enumerate(syntax.tokens) if token.dependency in {"nsubj", "nsubjpass"}]
        people = [name for name in names if name.category == "person"]
        told = [name for i in subjects for name in people if _names_subject(syntax, i, name)]
        if len(self._people) != 1 or any(_may_be_somebody(syntax, i, people) for i in subjects):
            return None
        return told[0] if told and " " in told[0].canonical else self._person

    def names(self, syntax: Syntax, named: Sequence[Name]) -> list[Name]:
        """The names of a sentence and what its pronouns and definite nouns stand for, in order."""
        found = list(named)
        for index, token in enumerate(syntax.tokens):
            if any(name.start <= token.start < name.end for name in named):
                continue
            it = index == 0 and self._thing is not None and _begins_with_it(syntax)
            meant = (self._thing,) if it and self._thing is not None else self._resolve(syntax, index, named)
            found.extend(_standing_at(token, name) for name in meant)
            found.extend(_standing_at(syntax.tokens[article], name) for article, name in self._which(syntax, index))
        return sorted(found, key=lambda name: (name.start, name.canonical))

    def _resolve(self, syntax: Syntax, index: int, named: Sequence[Name]) -> tuple[Name, ...]:
        token = syntax.tokens[index]
        earlier = [name for name in named if name.end <= token.start]
        if token.text.lower() in table("claims", "words")["pronouns"]["person"]:
            governing = _governing_subject(syntax, index, named)
            return governing if governing is not None else self._only("person", earlier) or self._still(earlier)
        modifiers = [syntax.tokens[i].text.lower() for i in syntax.children(index) if syntax.tokens[i].tag != "POS"]
        if token.pos != "NOUN" or ("the" not in modifiers and "their" not in modifiers):
            return ()
        lemma = token.lemma.lower()
        one = self._called_so(lemma) if token.tag == "NN" and modifiers == ["the"] and lemma not in self._things else None
        if one is not None:
            return (one,)
        if lemma in self._related and not any(m in {"between", "with", "of"} for m in modifiers):
            return self._related[lemma]
        if lemma not in listed("claims", "bodies") or len(modifiers) != 1 or lemma in self._things:
            return ()
        subject = self._subject
        return self._only("organisation", earlier) or ((subject,) if subject is not None and subject.category != "person" else ())

    def _called_so(self, lemma: str) -> Name | None:
        """The one thing that the article calls so: "Lake Tarrow", and then "the lake"; "the Aster, a van", and then "the van"."""
        called: Mapping[str, Name | None] = self._named.get(lemma) or self._kinds.get(lemma, {})
        return next(iter(called.values())) if len(called) == 1 else None

    def _which(self, syntax: Syntax, index: int) -> Iterator[tuple[int, Name]]:
        """For "the mine" its article and the name that said before which mine: it stands for "Selm" in "the Selm mine"."""
        children = syntax.children(index)
        bare = len(children) == 1 and syntax.tokens[children[0]].text.lower() == "the" and syntax.tokens[index].tag == "NN"
        known = self._things.get(syntax.tokens[index].lemma.lower(), {}) if bare else {}
        if len(known) == 1:
            (which,) = known.values()
            if len(which) == 1:
                yield children[0], which[0]

    def _still(self, earlier: Sequence[Name]) -> tuple[Name, ...]:
        """The person whom the paragraphs before were about, where the sentence has named nobody else before the pronoun."""
        somebody = any(name.category == "person" for name in [*earlier, *self._before])
        return () if somebody or self._person is None else (self._person,)

    def _only(self, category: str, earlier: Sequence[Name]) -> tuple[Name, ...]:
        for pool in (earlier, self._before):
            fitting = {name.canonical: name for name in pool if name.category == category}
            if fitting:
                return tuple(fitting.values()) if len(fitting) == 1 else self._full_name(fitting, category)
        return ()

    def _full_name(self, fitting: Mapping[str, Name], category: str) -> tuple[Name, ...]:
        """The subject of the sentence before, where it alone has a full name: a single word that looks like a person may be a town."""
        full = [key for key in fitting if " " in key]
        subject = self._subject.canonical if self._subject is not None else ""
        return (fitting[subject],) if category == "person" and full == [subject] else ()
