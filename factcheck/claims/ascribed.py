"""What a noun phrase says beside its clause: who holds an office ("Selm mayor Ida Moe said …"), where a firm sits, when somebody lived."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from factcheck.claims import ParsedArticle, ParsedSentence
from factcheck.claims.drafting import drafted
from factcheck.claims.names import clean
from factcheck.claims.posts import Post, posts
from factcheck.model import ClaimDraft, Interval, Moment, Name, Quantity, Value, Word
from factcheck.syntax import Token
from factcheck.words import listed

_DASHES = frozenset("-–—")
_LIVED = 2
"""A birth and a death."""
_YEARS = re.compile(r"\s*(1\d{3}|20\d{2})\s*[-–—]\s*(1\d{3}|20\d{2})\s*")
_YEAR = re.compile(r"\d{4}")
_BORN = (["born"], ["b."], ["b"])
_AGED, _OLDEST = ("at the age of", "aged", "at"), 125
_NAMES = 4
"""Words of a name at most."""


class _Said(NamedTuple):
    """A statement to draft: its words, values, text, subject, predicate and object; offsets count from the sentence's start."""

    words: tuple[Word, ...]
    values: tuple[Value, ...]
    subject: str
    predicate: str
    object: str
    past: bool = False


def ascribed(parsed: ParsedArticle) -> Iterator[ClaimDraft]:
    """Drafts of what the noun phrases of an article say by themselves, in the order of the text.

    Who holds an office is left out where the article gives it to several: it tells of several times, and knows of them.
    """
    held = [(sentence, post) for sentence in parsed.sentences for post in posts(sentence) if not _long_ago(sentence, parsed)]
    holders: dict[tuple[str, str], set[str]] = {}
    for sentence, post in held:
        holders.setdefault(_office(sentence, post), set()).add(_canonical(sentence, post.holder).split(" ")[-1])
    found = [(sentence, _holding(sentence, post)) for sentence, post in held if len(holders[_office(sentence, post)]) == 1]
    found += [(sentence, said) for tell in (_based, _aged) for sentence in parsed.sentences for said in tell(sentence)]
    found += _of_one_life((sentence, said) for sentence in parsed.sentences for said in _lived(sentence))
    for sentence, said in sorted(found, key=lambda item: (item[0].sentence.start, item[1].words[0].start)):
        yield _draft(parsed.article.id, sentence, said)


def _long_ago(sentence: ParsedSentence, parsed: ParsedArticle) -> bool:
    """The sentence names a year before that of the article."""
    day = parsed.article.day
    ends = [e.interval.end for e in sentence.expressions if e.interval is not None and e.type == "DATE"]
    return day is not None and any(end is not None and end.year < day.year for end in ends)


def _office(sentence: ParsedSentence, post: Post) -> tuple[str, str]:
    return " ".join(post.office), _canonical(sentence, post.body) if post.body else ""


def _canonical(sentence: ParsedSentence, tokens: Sequence[int]) -> str:
    """The longest known form of the name that ends with the last of the tokens, else the words themselves."""
    last = sentence.syntax.tokens[tokens[-1]]
    name = sentence.name_at(last.start)
    inside = name is not None and name.start >= sentence.syntax.tokens[tokens[0]].start
    return name.canonical if name is not None and (inside or last.pos != "PROPN") else clean(_text(sentence, tokens))


def _text(sentence: ParsedSentence, tokens: Sequence[int]) -> str:
    syntax = sentence.syntax
    return syntax.words(tokens[0], tokens[-1])


def _name(sentence: ParsedSentence, tokens: Sequence[int], category: str) -> Name:
    start, end = sentence.syntax.tokens[tokens[0]].start, sentence.syntax.tokens[tokens[-1]].end
    return Name(start=start, end=end, text=_text(sentence, tokens), canonical=_canonical(sentence, tokens), category=category)


def _words(sentence: ParsedSentence, tokens: Sequence[int], dependency: str, head: int, at: int) -> list[Word]:
    """The words of one name, which begin at place `at` of the statement and hang on its word `head` by `dependency`."""
    last = at + len(tokens) - 1
    found = []
    for place, index in enumerate(tokens, at):
        token = sentence.syntax.tokens[index]
        tie = (dependency, head) if place == last else ("compound", last)
        found.append(Word(token.start, token.end, token.text, token.lemma.lower(), "PROPN", "NNP", *tie))
    return found


def _holding(sentence: ParsedSentence, post: Post) -> _Said:
    """Who holds an office: "Ida Moe is the mayor of Selm"."""
    syntax = sentence.syntax
    words = _words(sentence, post.holder, "nsubj", -1, 0)
    spread = syntax.tokens[post.words[0]].start, syntax.tokens[post.words[-1]].end
    office = len(words) + len(post.office) - 1
    for place, lemma in enumerate(post.office, len(words)):
        tie = ("attr", -1) if place == office else ("compound", office)
        words.append(Word(*spread, lemma, lemma, "NOUN", "NN", *tie))
    values: list[Value] = [_name(sentence, post.holder, "person")]
    if post.body:
        words += _words(sentence, post.body, "of", office, len(words))
        values.append(_name(sentence, post.body, "organisation"))
    title = " ".join(post.office)
    told = f"the {title} of {values[1].canonical}" if len(values) > 1 and isinstance(values[1], Name) else f"the {title}"
    return _Said(tuple(words), tuple(values), _canonical(sentence, post.holder), "was" if post.past else "is", told, past=post.past)


def _based(sentence: ParsedSentence) -> Iterator[_Said]:
    """Finds "Oslo-based Halden Robotics": it is based in Oslo."""
    tokens = sentence.syntax.tokens
    for index in range(2, len(tokens) - 1):
        if tokens[index].text != "based" or tokens[index - 1].text not in _DASHES:
            continue
        place = _run(sentence, index - 2, -1)
        company = _run(sentence, index + 1, 1)
        if place and company:
            verb = tokens[index]
            words = _words(sentence, place, "in", -1, 0)
            words.append(Word(verb.start, verb.end, "based", "base", "VERB", "VBN", "ROOT", -1))
            words += _words(sentence, company, "nsubjpass", -1, len(words))
            values = (_name(sentence, place, "place"), _name(sentence, company, "organisation"))
            yield _Said(tuple(words), values, values[1].canonical, "is based", f"in {values[0].canonical}")


def _run(sentence: ParsedSentence, index: int, step: int) -> list[int]:
    """The capitalised words of one name that begin or end at the token."""
    tokens, found = sentence.syntax.tokens, list[int]()
    while 0 <= index < len(tokens) and tokens[index].pos == "PROPN" and tokens[index].text[:1].isupper() and len(found) < _NAMES:
        found.append(index)
        index += step
    return sorted(found)


def _lived(sentence: ParsedSentence) -> Iterator[_Said]:
    """Finds "Edmund Sayle (4 May 1931 - 3 January 2025)", "(1931-2025)", "Ida Moe (born 3 June 1990)"."""
    tokens = sentence.syntax.tokens
    for index, token in enumerate(tokens):
        holder = _run(sentence, index - 1, -1) if token.text == "(" else []
        close = next((i for i in range(index + 1, len(tokens)) if tokens[i].text == ")"), None)
        if len(holder) < _LIVED or close is None:
            continue
        text = sentence.syntax.text[token.end : tokens[close].start]
        years = _YEARS.fullmatch(text)
        told = _dates(sentence, token.end, tokens[close].start)
        if years is not None:
            told = [_year(int(years[at]), token.end + years.start(at)) for at in (1, 2)]
        spans = len(told) == _LIVED and sentence.syntax.text[told[0].end : told[1].start].strip() in _DASHES
        if spans and told[0].start == token.end + len(text) - len(text.lstrip()):
            yield _once(sentence, holder, ("was born", "bear", "nsubjpass"), told[0], token)
            yield _once(sentence, holder, ("died", "die", "nsubj"), told[1], token)
        elif len(told) == 1 and sentence.syntax.text[token.end : told[0].start].lower().split()[-1:] in _BORN:
            yield _once(sentence, holder, ("was born", "bear", "nsubjpass"), told[0], token)


def _aged(sentence: ParsedSentence) -> Iterator[_Said]:
    """At what age somebody died: "died at the age of 71", "died aged 71", "was 71 when she died"."""
    syntax = sentence.syntax
    for index, token in enumerate(syntax.tokens):
        if token.lemma.lower() != "die" or token.pos != "VERB":
            continue
        above = syntax.tokens[token.head].head if syntax.tokens[token.head].pos == "NUM" else token.head  # the clause may hang on the age
        verb = syntax.tokens[above]
        when = (
            token.dependency in {"advcl", "relcl"}
            and verb.lemma.lower() == "be"
            and "when" in (syntax.tokens[i].text for i in syntax.children(index))
        )
        holder = _holder(sentence, above if when else index)
        for number in sentence.quantities:
            before = syntax.text[: number.start].rstrip()
            told = verb.start < number.start < token.start if when else token.start < number.start and before.endswith(_AGED)
            if holder and told and number.low == number.high and 0 < (number.low or 0) < _OLDEST and number.unit in {"", "year of age"}:
                age = number.model_copy(update={"unit": "year of age", "noun": ""})
                yield _once(sentence, holder, ("died", "die", "nsubj"), age, token)
                break


def _holder(sentence: ParsedSentence, verb: int) -> list[int]:
    """The tokens of the one person who is named in the subject of the verb."""
    syntax = sentence.syntax
    inside = {i for s in syntax.children(verb) if syntax.tokens[s].dependency == "nsubj" for i in syntax.subtree(s)}
    people = [name for name in sentence.names if name.category == "person" and any(syntax.tokens[i].start == name.start for i in inside)]
    if len(people) != 1:
        return []
    return [i for i, token in enumerate(syntax.tokens) if people[0].start <= token.start < people[0].end and token.tag != "POS"]


def _of_one_life(told: Iterable[tuple[ParsedSentence, _Said]]) -> Iterator[tuple[ParsedSentence, _Said]]:
    """Births and deaths but for those of a life of which neither is that of the first one told under the name: a father and a son."""
    lives: dict[tuple[str, int], dict[str, tuple[ParsedSentence, _Said]]] = {}
    for sentence, said in told:
        lives.setdefault((said.subject, said.words[0].start + sentence.sentence.start), {})[said.predicate] = sentence, said
    first: dict[str, dict[str, str]] = {}
    for (name, _), life in lives.items():
        days = {predicate: said.object for predicate, (_, said) in life.items()}
        known = first.setdefault(name, days)
        if len(days) < _LIVED or len(known) < _LIVED or any(_YEAR.findall(known[p]) == _YEAR.findall(days[p]) for p in days):
            yield from life.values()


def _dates(sentence: ParsedSentence, start: int, end: int) -> list[Moment]:
    """The dates between the two offsets that name a year."""
    return [
        Moment(start=e.start, end=e.end, text=e.text, value=e.value, interval=e.interval, granularity=e.granularity)
        for e in sentence.expressions
        if start <= e.start < end and e.type == "DATE" and e.value[:4].isdigit()
    ]


def _year(year: int, start: int) -> Moment:
    interval = Interval(start=datetime(year, 1, 1), end=datetime(year + 1, 1, 1))  # noqa: DTZ001  naive local time throughout
    return Moment(start=start, end=start + 4, text=str(year), value=str(year), interval=interval, granularity="year")


def _once(sentence: ParsedSentence, holder: Sequence[int], verb: tuple[str, str, str], when: Moment | Quantity, mark: Token) -> _Said:
    """That somebody was born or died, on a day or at an age; `mark` is the verb, or the parenthesis that stands for it."""
    predicate, lemma, tie = verb
    told, label = (f"aged {when.text}", "npadvmod") if isinstance(when, Quantity) else (when.text, "on")
    words = _words(sentence, holder, tie, -1, 0)
    words.append(Word(mark.start, mark.end, predicate, lemma, "VERB", "VBN", "ROOT", -1))
    words.append(Word(when.start, when.end, when.text, when.text.lower(), "NUM", "CD", label, -1))
    return _Said(tuple(words), (_name(sentence, holder, "person"), when), _canonical(sentence, holder), predicate, told, past=True)


def _draft(article: str, sentence: ParsedSentence, said: _Said) -> ClaimDraft:
    verb = next((word.lemma for word in said.words if word.dependency == "ROOT"), "be")
    common = {word.lemma for word in said.words if word.pos != "PROPN" and word.lemma.isalpha()} - listed("claims", "light")
    text = f"{said.subject} {said.predicate} {said.object}"
    return drafted(
        article,
        sentence,
        (min(w.start for w in said.words), max(w.end for w in said.words)),
        subject=said.subject,
        predicate=said.predicate,
        object=said.object,
        text=text,
        polarity="positive",
        modality="asserted",
        verb=verb,
        terms=tuple(sorted(common)),
        subject_key=said.subject,
        deeds=(verb,),
        tense="past" if said.past else "present",
        words=said.words,
        values=said.values,
        ascribed=True,
    )
