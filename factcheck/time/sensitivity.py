"""What ties a sentence to the moment of writing: the kinds, the trigger words, the last day to rely on each, and other words for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache

from factcheck.model import Expiry, TimeExpression, TimeKind, TimeSensitivity
from factcheck.syntax import Syntax
from factcheck.time.frames import framed, in_a_name, of_another_year, of_any_year, points
from factcheck.time.grammar import table
from factcheck.time.plans import ahead, anaphoric, conditions, plans
from factcheck.time.tense import Trigger, aspects, clause_of, governing_verb, is_perfect, told

_FRAMED: frozenset[TimeKind] = frozenset({"now", "future", "ongoing", "recency", "conditional_future"})
"""Kinds that a past frame takes out of the writer's present; a record and an office are told in the past too."""
_BY_CUES: tuple[TimeKind, ...] = ("as_of", "now", "future", "ongoing", "recency", "superlative", "role")


def sensitivities(  # noqa: PLR0913  each argument is one thing that the reading of a sentence gives
    text: str,
    syntax: Syntax,
    expressions: Sequence[TimeExpression],
    anchor: date | None,
    *,
    soon_days: int = 90,
    stale_after_days: int = 180,
) -> list[TimeSensitivity]:
    """Why one sentence is time-sensitive: one entry for each kind, the strongest first; [] where nothing does so, and of a question.

    Offsets count from the sentence's start. `anchor` is the day of publication; without it only expressions that name
    their own date have an expiry. `soon_days` and `stale_after_days` set how long plans and states are relied on.
    """
    if text.rstrip("\"'”’) ").endswith("?"):
        return []
    expressions = [e for e in expressions if not of_any_year(syntax, e)]
    triggers = [
        *_cued(text, syntax),
        *_anchored_states(text, expressions),
        *conditions(text, syntax, dated=any(ahead(expression, anchor) for expression in expressions)),
        *aspects(syntax),
        *plans(syntax, expressions, anchor),
    ]
    triggers += [("superlative", start, end) for start, end in records(syntax)]
    told = [e for e in expressions if _relative(e, anchor) and points(syntax, e, anchor) and not of_another_year(e, expressions, anchor)]
    triggers += [("relative", e.start, e.end) for e in told]
    triggers = [
        (kind, start, end)
        for kind, start, end in triggers
        if not in_a_name(syntax, start, end) and not (kind in _FRAMED and framed(syntax, kind, start, expressions, anchor))
    ]
    strength = {kind: place for place, kind in enumerate(table("cues")["strength"])}
    best: dict[TimeKind, tuple[int, int]] = {}
    for kind, start, end in sorted(triggers, key=lambda trigger: (strength[trigger[0]], trigger[1], -trigger[2])):
        best.setdefault(kind, (start, end))
    return [
        TimeSensitivity(
            kind=kind,
            trigger=text[start:end],
            start=start,
            end=end,
            expires=expiry(kind, (start, end), expressions, anchor, soon_days=soon_days, stale_after_days=stale_after_days),
            rewrite=rewrite(kind, syntax, (start, end), expressions, anchor),
        )
        for kind, (start, end) in best.items()
    ]


@cache
def _cue_patterns() -> tuple[tuple[TimeKind, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(cue, re.IGNORECASE)) for kind in _BY_CUES for cue in table("cues")[kind])


def _cued(text: str, syntax: Syntax) -> Iterator[Trigger]:
    for kind, pattern in _cue_patterns():
        for match in pattern.finditer(text):
            if _stands(syntax, match.start()):
                yield kind, match.start(), len(text[: match.end()].rstrip())


def _stands(syntax: Syntax, start: int) -> bool:
    """A cue that is a verb is used as one and has a tense: "a plan to", "to continue" and "should have been" tell nothing."""
    index = syntax.token_at(start)
    if index is None or syntax.tokens[index].lemma.lower() not in table("cues")["verbal"]:
        return True
    token = syntax.tokens[index]
    subject = next((i for i in syntax.children(index) if syntax.tokens[i].dependency == "nsubj"), None)
    if token.lemma.lower() == "be" and subject is not None and syntax.tokens[subject].lemma.lower() in table("cues")["purposes"]:
        return False
    asked = any(syntax.tokens[i].lemma == "do" for i in syntax.children(index))
    return token.pos in {"VERB", "AUX"} and (token.tag != "VB" or asked)


def _anchored_states(text: str, expressions: Sequence[TimeExpression]) -> Iterator[Trigger]:
    """Moments ("by Tuesday evening … had"): a moment up to which a state is told; not where the sentence tells of another year."""
    state = re.compile(table("cues")["as_of_state"])
    years = [e for e in expressions if not e.anchored and e.granularity in {"year", "decade", "century"}]
    for match in re.finditer(table("cues")["as_of_by"], text):
        clause = re.split(r"[;:]", text[match.end() :])[0] + " " + text[: match.start()]
        elsewhere = any(not match.start() <= e.start < match.end() for e in years)
        if (
            state.search(clause)
            and not elsewhere
            and not re.search(r"\b(?:will|would|must|to)\b", text[max(0, match.start() - 60) : match.start()])
        ):
            yield "as_of", match.start(), match.end()
    if re.search(table("cues")["as_of_measured"], text):
        yield from (("as_of", e.start, e.end) for e in expressions if e.type == "TIME")


def _relative(expression: TimeExpression, anchor: date | None) -> bool:
    """Needs the day of writing to be understood; "now" has a kind of its own, and "4 March" lacks only the year.

    A day without its year is told only where the article has no date that would give the year.
    """
    if not expression.anchored or expression.value == "PRESENT_REF" or expression.text.lower() == "today":
        return False
    if anaphoric(expression):
        return False
    return (
        anchor is None or re.search(r"[A-Za-z]{3,}\.? \d{1,2}\b|\b\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]{2,}", expression.text) is None
    )


_FIELD = frozenset({"in", "of", "on", "for", "among", "since", "by", "from", "at"})


def records(syntax: Syntax) -> Iterator[tuple[int, int]]:
    """[start, end) of each superlative with its noun that states a record."""
    for index, token in enumerate(syntax.tokens):
        grade = token.tag == "JJS" or (token.tag == "RBS" and token.text.lower() == "most")
        if (
            not grade
            or syntax.tokens[token.head].lemma.lower() == "likely"
            or token.lemma.lower() in table("cues")["no_record"]
            or token.text.lower() in table("cues")["no_record"]
        ):
            continue
        adjective = token.head if token.tag == "RBS" and syntax.tokens[token.head].pos == "ADJ" else index
        noun = syntax.tokens[adjective].head
        if syntax.tokens[noun].pos in {"NOUN", "PROPN"} and _is_record(syntax, adjective, noun):
            yield _start(syntax, noun, index), syntax.tokens[noun].end


def _start(syntax: Syntax, noun: int, index: int) -> int:
    first = min([index, *(i for i in syntax.children(noun) if syntax.tokens[i].dependency in {"det", "poss"} and i < index)])
    return syntax.tokens[first].start


def _is_record(syntax: Syntax, adjective: int, noun: int) -> bool:
    """Its noun is what something is (predicate, apposition, after "as"), or what its owner has, in a present that lasts or with "ever"."""
    token = syntax.tokens[noun]
    determined = {syntax.tokens[i].dependency for i in syntax.children(noun) if syntax.tokens[i].start < syntax.tokens[adjective].start}
    if not determined & {"det", "poss"} or any(syntax.tokens[i].dependency == "neg" for i in syntax.children(noun)):
        return False
    field = any(_widens(syntax, i) for i in syntax.children(noun) if i > noun)
    owned = "poss" in determined
    if token.dependency in {"attr", "oprd"} or (token.dependency == "pobj" and syntax.tokens[token.head].text.lower() == "as"):
        verb = governing_verb(syntax, noun)
        lasting = verb is not None and told(syntax, verb) == "present"
        return lasting or ((field or owned) and token.tag in {"NN", "NNP"} and _ever(syntax, noun))
    if token.dependency == "appos":
        return field or owned
    if field and token.dependency == "dobj":
        return told(syntax, token.head) == "present" and syntax.tokens[token.head].lemma.lower() in table("cues")["holding"]
    return owned and token.dependency in {"nsubj", "nsubjpass", "dobj"} and token.tag == "NN" and _ever(syntax, noun)


def _widens(syntax: Syntax, index: int) -> bool:
    """Says among what it is the first: "in Europe", "ever sold", "cast in Norway"."""
    token = syntax.tokens[index]
    return (token.dependency == "prep" and token.text.lower() in _FIELD) or token.dependency in {"acl", "relcl"}


def _ever(syntax: Syntax, noun: int) -> bool:
    words = {syntax.tokens[i].text.lower() for i in syntax.subtree(noun)}
    return bool(words & {"ever", "history", "record", "records", "memory", "known"})


_BY_WORDS: dict[TimeKind, str] = {"future": "a plan without a date", "conditional_future": "a condition without a date"}


def expiry(  # noqa: PLR0913  each argument is one thing that decides
    kind: TimeKind,
    trigger: tuple[int, int],
    expressions: Sequence[TimeExpression],
    anchor: date | None,
    *,
    soon_days: int,
    stale_after_days: int,
) -> Expiry | None:
    """None where nothing fixes a day, and for what is only relative to the writing: that stays true."""
    if kind == "relative":
        return None
    named = _named_day(trigger, expressions)
    if kind in {"future", "conditional_future"}:
        if named is not None and (anchor is None or named[0] >= anchor):
            return Expiry(on=named[0], because=f'the end of "{named[1]}"')
        return _after(anchor, soon_days, f"{_BY_WORDS[kind]}, looked at again {soon_days} days after publication")
    if kind == "as_of" and named is not None:
        return _after(named[0], stale_after_days, f'{stale_after_days} days after "{named[1]}"')
    return _after(anchor, stale_after_days, f"{stale_after_days} days after publication")


def _after(day: date | None, days: int, because: str) -> Expiry | None:
    if day is None:
        return None
    try:
        return Expiry(on=day + timedelta(days=days), because=because)
    except OverflowError:
        return None


def _named_day(trigger: tuple[int, int], expressions: Sequence[TimeExpression]) -> tuple[date, str] | None:
    """The last day of the expression inside the trigger or right after it, with its words."""
    dated = [e for e in expressions if e.interval is not None and e.interval.end is not None]
    near = [e for e in dated if e.end > trigger[0] and e.start <= trigger[1] + 60]
    chosen = min(near, key=lambda e: (not trigger[0] <= e.start < trigger[1], abs(e.start - trigger[1])), default=None)
    if chosen is None or chosen.interval is None or chosen.interval.end is None:
        return None
    return (chosen.interval.end - timedelta(microseconds=1)).date(), chosen.text


_WRITTEN: dict[str, str] = {"day": "{day} {month} {year}", "month": "{month} {year}", "year": "{year}"}
_PREPOSITIONS = {"day": "on", "month": "in", "year": "in"}


def rewrite(kind: TimeKind, syntax: Syntax, trigger: tuple[int, int], expressions: Sequence[TimeExpression], anchor: date | None) -> str:
    """What to write for the words at `trigger` ([start, end) of the sentence); "" where nothing follows mechanically.

    A relative date becomes the date it stands for; a word of the present becomes "as of" the month of publication.
    """
    text = syntax.text.replace("\n", " ")
    if anchor is None:
        return ""
    if kind == "now":
        return _as_of(text, trigger, anchor)
    if kind != "relative":
        return ""
    expression = next((e for e in expressions if (e.start, e.end) == trigger), None)
    if expression is None or expression.interval is None or expression.interval.start is None or expression.type != "DATE":
        return ""
    if expression.certainty == "assumed" and not _agrees(syntax, expression, anchor):
        return ""
    return _dated(text, expression, expression.interval.start)


def _agrees(syntax: Syntax, expression: TimeExpression, anchor: date) -> bool:
    """The tense says on which side of the day of writing a guessed day lies, and that is the side on which it was put."""
    index = syntax.token_at(expression.start)
    clause = clause_of(syntax, index) if index is not None else None
    if clause is None or expression.interval is None or expression.interval.start is None:
        return False
    if clause[1] in {"past", "pluperfect"} or is_perfect(syntax, clause[0]):
        return expression.interval.start.date() <= anchor
    return expression.interval.end is not None and expression.interval.end.date() > anchor


def written(moment: datetime | date, granularity: str) -> str:
    """The date in words: "4 March 2024", "March 2024" or "2024"; "" for other granularities."""
    month = list(table("words")["roles"]["MONTH"])[moment.month - 1].capitalize()
    return _WRITTEN.get(granularity, "").format(day=moment.day, month=month, year=moment.year)


def _as_of(text: str, trigger: tuple[int, int], anchor: date) -> str:
    """Only for a bare adverb: "until now" and "now that" say something else."""
    if text[slice(*trigger)].lower() not in table("cues")["plain_now"]:
        return ""
    opening = "As" if trigger[0] == 0 else "as"
    return f"{opening} of {written(anchor, 'month')}"


def _dated(text: str, expression: TimeExpression, start: datetime) -> str:
    exact = written(start, expression.granularity)
    if not exact:
        return ""
    lowered = expression.text.lower()
    roles = table("words")["roles"]
    if roles["WEEKDAY"].keys() & set(lowered.split()):
        return f"{expression.text}, {exact}" if lowered in roles["WEEKDAY"] else ""
    if roles["MONTH"].keys() & set(lowered.split()):
        return exact if lowered in roles["MONTH"] else ""
    before = text[: expression.start].split()
    bare = text[expression.end : expression.end + 2] in {"'s", "’s"} or (before and before[-1].lower() in table("cues")["prepositions"])
    return exact if bare else f"{_PREPOSITIONS[expression.granularity]} {exact}"
