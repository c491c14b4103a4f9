"""Sentences whose verb the parser took for a noun ("The hall seats 120 people"): read again with a plainer verb in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from factcheck.syntax import Syntax, Token

_VERBAL = {"VERB", "AUX"}
_MOST = 3
"""So many words of one sentence are tried."""
_BEFORE_A_NOUN = {"DT", "PDT", "JJ", "JJR", "JJS", "PRP$", "POS", "IN", "CD", "TO", "CC", "WP$", "WDT", "$"}
_NEVER = {"ADP", "DET", "PRON", "ADV", "CCONJ"}
_AFTER_A_VERB = {"DT", "PDT", "CD", "PRP$", "NN", "NNS", "NNP", "NNPS", "JJ", "PRP", "$"}
_PLURAL = {"NNS", "NNPS"}
_UNCHANGED = {
    *("beat", "bet", "bid", "broadcast", "burst", "cast", "cost", "cut", "forecast", "hit", "hurt", "let", "put", "quit", "read"),
    *("rid", "set", "shed", "shut", "slit", "split", "spread", "thrust", "upset"),
}
"""Verbs whose past is spelled as their base."""
_SUBJECTS = {"nsubj", "nsubjpass"}
Form = str
_PLAIN: dict[tuple[Form, bool], str] = {
    ("VBZ", True): "takes",
    ("VBZ", False): "goes",
    ("VBD", True): "took",
    ("VBD", False): "went",
    ("VBP", True): "take",
    ("VBP", False): "go",
}
"""A verb that no parser mistakes, by form and by whether an object follows."""


class Trial(NamedTuple):
    """A sentence with a plain verb at a token's place: its position in the batch, the token, the verb it may be, and the new text."""

    sentence: int
    token: int
    lemma: str
    form: Form
    text: str


def trials(syntaxes: Sequence[Syntax], verbs: Callable[[str], bool]) -> list[Trial]:
    """What to read again, first words first; `verbs` tells whether a base form can be a verb."""
    return [trial for position, syntax in enumerate(syntaxes) if lacks_verb(syntax) for trial in _of_sentence(position, syntax, verbs)]


def lacks_verb(syntax: Syntax) -> bool:
    """Nothing finite stands at the top of a sentence that ends like one."""
    root = next((token for i, token in enumerate(syntax.tokens) if token.head == i), None)
    return root is not None and root.pos not in _VERBAL and syntax.text.rstrip("\"'”’) ").endswith((".", "!"))


def _of_sentence(position: int, syntax: Syntax, verbs: Callable[[str], bool]) -> list[Trial]:
    found: list[Trial] = []
    for index in range(1, len(syntax.tokens) - 1):
        known = _form(syntax, index, verbs)
        if known is None:
            continue
        token, follows = syntax.tokens[index], syntax.tokens[index + 1].tag in _AFTER_A_VERB
        text = syntax.text[: token.start] + _PLAIN[known[1], follows] + syntax.text[token.end :]
        found.append(Trial(position, index, known[0], known[1], text))
    return found[:_MOST]


def _form(syntax: Syntax, index: int, verbs: Callable[[str], bool]) -> tuple[str, Form] | None:
    """The lemma and form of the verb that the word may be where it stands, None where it can be none."""
    token, before = syntax.tokens[index], syntax.tokens[index - 1]
    word = token.text
    described = before.tag in _BEFORE_A_NOUN and not (before.tag == "JJ" and before.text[:1].isupper() and index > 1)
    if not word.isalpha() or not word.islower() or described or token.pos in _NEVER:
        return None
    if word in _UNCHANGED:
        return word, "VBP" if before.tag in _PLURAL else "VBD"
    for form, stems in (("VBZ", _third(word)), ("VBD", _past(word))):
        stem = next((stem for stem in stems if verbs(stem)), None)
        if stem is not None:
            return stem, form
    several = any(other.tag in _PLURAL for other in syntax.tokens[:index])
    return (word, "VBP") if several and verbs(word) else None


def _third(word: str) -> Iterator[str]:
    if word.endswith("s") and not word.endswith("ss"):
        yield word[:-1]
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    if word.endswith("es"):
        yield word[:-2]


def _past(word: str) -> Iterator[str]:
    if word.endswith("ied"):
        yield f"{word[:-3]}y"
    if word.endswith("ed"):
        yield word[:-1]
        yield word[:-2]
        if len(word) > len("xxed") and word[-3] == word[-4]:
            yield word[:-3]


def chosen(trial: Trial, before: Syntax, after: Syntax) -> Syntax | None:
    """The sentence as the new reading has it with its own word back, None where the word is no verb with a subject that fits it."""
    verb = after.tokens[trial.token] if len(after.tokens) == len(before.tokens) else None
    if verb is None or verb.head != trial.token or verb.pos not in _VERBAL:
        return None
    subject = next((i for i in after.children(trial.token) if after.tokens[i].dependency in _SUBJECTS and i < trial.token), None)
    if subject is None or ((after.tokens[subject].tag in _PLURAL) != (trial.form == "VBP") and trial.form != "VBD"):
        return None
    return Syntax.model_construct(text=before.text, tokens=tuple(_restored(trial, before, after)))


def _restored(trial: Trial, before: Syntax, after: Syntax) -> Iterator[Token]:
    for index, (old, new) in enumerate(zip(before.tokens, after.tokens, strict=True)):
        own = {"start": old.start, "end": old.end, "text": old.text, "entity": old.entity, "entity_starts": old.entity_starts}
        if index == trial.token:
            own |= {"lemma": trial.lemma, "tag": trial.form}
        yield new.model_copy(update=own)
