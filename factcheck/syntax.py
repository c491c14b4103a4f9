"""The syntax of one sentence, as a parser of any make gives it: tokens with dependencies and entities."""

from __future__ import annotations

from functools import cached_property

from factcheck.model import Frozen


class Token(Frozen):
    """One token: code points [start, end) of the parsed text; `head` is the index of the governing token (itself at the root).

    `pos` is a Universal POS tag, `tag` a Penn Treebank tag, `dependency` a ClearNLP label as spaCy's English models give it,
    `entity` an OntoNotes label ("PERSON", "GPE", "DATE" …) or "", `entity_starts` marks the first token of an entity.
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    head: int
    dependency: str
    entity: str = ""
    entity_starts: bool = False


class Syntax(Frozen):
    """All tokens of one sentence, in order; `bare` are the same in its text without marks, where it has some."""

    text: str
    tokens: tuple[Token, ...]
    bare: Syntax | None = None

    def words(self, first: int, last: int) -> str:
        """The text of the tokens from `first` to `last` as a reader sees it, without marks."""
        shown = self if self.bare is None else self.bare
        return shown.text[shown.tokens[first].start : shown.tokens[last].end]

    def touch(self, first: int, second: int) -> bool:
        """Nothing that a reader sees stands between the two tokens."""
        tokens = self.tokens if self.bare is None else self.bare.tokens
        return tokens[first].end == tokens[second].start

    @cached_property
    def _governed(self) -> tuple[tuple[int, ...], ...]:
        found: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head != index:
                found[token.head].append(index)
        return tuple(map(tuple, found))

    def children(self, index: int) -> tuple[int, ...]:
        """Indices of the tokens that `index` governs, in order."""
        return self._governed[index]

    def token_at(self, offset: int) -> int | None:
        """Index of the token that covers the character at `offset`, None between tokens."""
        return next((i for i, token in enumerate(self.tokens) if token.start <= offset < token.end), None)

    def subtree(self, index: int, skip: frozenset[int] = frozenset()) -> list[int]:
        """Indices of `index` and all that hangs on it, sorted; branches at `skip` are left out."""
        found, stack = [], [index]
        while stack:
            current = stack.pop()
            found.append(current)
            stack.extend(child for child in self.children(current) if child not in skip)
        return sorted(found)
