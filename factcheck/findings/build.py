"""Turns verdicts, time-sensitive sentences and facts about the sources into findings, and says which words a finding marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from factcheck.comparison import Span, StorySentence, Verdict
from factcheck.findings import TIME_CODES, rule
from factcheck.findings.draft import Draft, draft, of_sentence, reason, sentence_of, statement, told, whole
from factcheck.model import Article, Claim, FindingTime, Location, Severity, TimeSensitivity, Word
from factcheck.stories import Timed
from factcheck.words import amount


def findings(timed: Sequence[Timed], verdicts: Sequence[Verdict], articles: Mapping[str, Article], as_of: date) -> list[Draft]:
    """What verdicts, time-sensitive sentences and undated articles give, in no particular order."""
    found = [told for verdict in verdicts if (told := from_verdict(verdict, articles)) is not None]
    settling = _settlements(verdicts)
    for claim, kinds in timed:
        found.extend(_timed(claim, kinds, settling, articles, as_of))
    found.extend(undated(article) for article in articles.values() if article.published is None)
    return found


def _timed(
    claim: Claim, timed: Sequence[TimeSensitivity], settling: Mapping[Location, Claim], articles: Mapping[str, Article], as_of: date
) -> list[Draft]:
    """The finding of a time-sensitive sentence, and one more where its condition is settled."""
    article = articles[claim.article]
    strongest = from_sensitivity(claim, timed, article, as_of)
    condition = next((s for s in timed if s.kind == "conditional_future"), None)
    reason, other = _settled(claim, condition, settling, as_of) if condition is not None else ("", None)
    if condition is None or not reason:
        return [strongest]
    finding = settled_condition(claim, condition, article, reason, other, articles)
    return [finding] if timed[0] is condition else [strongest, finding]


def _settlements(verdicts: Iterable[Verdict]) -> dict[Location, Claim]:
    """Each sentence that hangs on a condition and was overtaken, with the first statement that tells so."""
    found: dict[Location, Claim] = {}
    for verdict in verdicts:
        a, b = verdict.claims
        if verdict.relation == "supersedes" and a is not None and b is not None:
            older, newer = (a, b) if verdict.pair.order != "b_first" else (b, a)
            if older.modality == "conditional":
                found.setdefault(older.sentence, newer)
    return found


def _settled(claim: Claim, condition: TimeSensitivity, told: Mapping[Location, Claim], as_of: date) -> tuple[str, Claim | None]:
    """(what settled the condition, the claim that tells so); ("", None) while it is open."""
    if claim.sentence in told:
        return "another article tells how it came out", told[claim.sentence]
    if condition.expires is not None and condition.expires.on < as_of:
        return f"its time has passed ({condition.expires.because})", None
    return "", None


def from_verdict(verdict: Verdict, articles: Mapping[str, Article]) -> Draft | None:
    """A finding for what contradicts, supersedes or differs; None for every other relation."""
    if verdict.relation not in {"contradicts", "supersedes"} or verdict.code is None:
        return None
    code, verdict = verdict.code, legible(verdict, articles)
    pair = verdict.pair
    sides = [(pair.a, verdict.claims[0], verdict.a_spans), (pair.b, verdict.claims[1], verdict.b_spans)]
    if _second_is_primary(verdict, articles):
        sides.reverse()
    (primary, first, here), (other, second, there) = sides
    article, against = articles[primary.article], articles[other.article]
    entry = rule(code)
    turned = primary is not pair.a
    return draft(
        code,
        severity=_severity(verdict, entry.severity),
        message=told(verdict, entry.title, articles, turned=turned),
        explanation=reason(verdict),
        suggestion=_advice(verdict, article, against, entry.remedy),
        statements=(of_sentence("primary", primary, first, article, here), of_sentence("other", other, second, against, there)),
        sentences=(primary.text, other.text),
        confidence=verdict.confidence,
        confidence_from=verdict.confidence_from,
        by=verdict.by,
    )


def _second_is_primary(verdict: Verdict, articles: Mapping[str, Article]) -> bool:
    """The older statement leads where it is overtaken; else the one that is checked and in no archive, else the newer.

    Where both are checked and have no dates, the one that a reader meets last leads.
    """
    pair = verdict.pair
    archived = [articles[side.article].archived is not None for side in (pair.a, pair.b)]
    if verdict.relation != "supersedes" and archived[0] != archived[1]:
        return archived[0]
    if pair.order != "unknown":
        return (pair.order == "b_first") == (verdict.relation == "supersedes")
    place = [(articles[side.article].place, side.start) for side in (pair.a, pair.b)]
    return place[1] > place[0]


def _severity(verdict: Verdict, usual: Severity) -> Severity:
    """An error needs typed evidence of one slot, or a confidence that was calibrated high; what others say is a warning."""
    attributed = all(claim is not None and claim.attributed_to is not None for claim in verdict.claims)
    return "warning" if usual == "error" and (attributed or not verdict.sure) else usual


def _advice(verdict: Verdict, article: Article, against: Article, remedy: str) -> str:
    """What to do, and in which files: an outlet is nothing that an editor can open."""
    one, two = article.path, against.path
    if article.id == against.id:
        return f"Say in {one} which of the two holds." if verdict.relation == "supersedes" else f"{remedy} Both stand in {one}."
    return f"Update {one}, or link it to {two}." if verdict.relation == "supersedes" else f"{remedy} The two are {one} and {two}."


def from_sensitivity(claim: Claim, found: Sequence[TimeSensitivity], article: Article, as_of: date) -> Draft:
    """The one finding for a time-sensitive sentence: its strongest kind (the first), the others beside it."""
    strongest = found[0]
    entry = rule(TIME_CODES[strongest.kind])
    expired = strongest.expires is not None and strongest.expires.on < as_of
    age = f", expired {_age((as_of - strongest.expires.on).days)} ago" if expired and strongest.expires else ""
    unanchored = strongest.kind == "relative" and article.published is None
    reason = entry.why
    if strongest.expires is not None:
        due = f"{strongest.expires.on.isoformat()} ({strongest.expires.because})"
        reason += f" It {'was' if expired else 'is'} to be looked at again by {due}."
    return draft(
        entry.code,
        severity="warning" if expired or unanchored else "note",
        message=f'{entry.title}: "{strongest.trigger}"{age}{" and the article has no date" if unanchored else ""}',
        explanation=reason,
        suggestion=_reworded(found) or entry.remedy,
        statements=(statement("primary", claim, article, ((strongest.start, strongest.end),)),),
        sentences=(sentence_of(claim, article),),
        time=_time(found),
    )


def _reworded(found: Sequence[TimeSensitivity]) -> str:
    """The mechanical rewrites of a sentence's triggers, in one line; "" where there are none."""
    proposals = [f'"{s.rewrite}" for "{s.trigger}"' for s in sorted(found, key=lambda s: s.start) if s.rewrite]
    return f"Write {' and '.join(proposals)}." if proposals else ""


def _time(found: Sequence[TimeSensitivity]) -> FindingTime:
    return FindingTime(kind=found[0].kind, trigger=found[0].trigger, also=tuple(s.kind for s in found[1:]), expires=found[0].expires)


def _age(days: int) -> str:
    return amount(days, "day")


def settled_condition(  # noqa: PLR0913  a finding has that many parts
    claim: Claim, condition: TimeSensitivity, article: Article, reason: str, other: Claim | None, articles: Mapping[str, Article]
) -> Draft:
    """A condition that is no longer open; `other` is the statement that tells so, where there is one."""
    statements = [statement("primary", claim, article, ((condition.start, condition.end),))]
    if other is not None:
        statements.append(statement("other", other, articles[other.article]))
    return draft(
        "FC206",
        severity="warning",
        message=f'condition settled: "{condition.trigger}"',
        explanation=f"The sentence tells the condition as open, but {reason}.",
        suggestion="Say how it came out, or put the sentence into the past.",
        statements=tuple(statements),
        sentences=(sentence_of(claim, article), *(sentence_of(c, articles[c.article]) for c in (other,) if c is not None)),
        time=FindingTime(kind="conditional_future", trigger=condition.trigger, expires=condition.expires),
        tag="settled",
    )


def undated(article: Article) -> Draft:
    """FC301: nothing tells when the article was published."""
    entry = rule("FC301")
    message = f'undated article: "{article.title}"' if article.title else f"undated article: {article.path}"
    return draft("FC301", message=message, explanation=entry.why, suggestion=entry.remedy, statements=(whole(article),), sentences=("",))


def dropped(article: Article, count: int, reason: str) -> Draft:
    """FC902: proposed claims that failed the proof gate."""
    entry = rule("FC902")
    message = f"{amount(count, 'proposed claim')} dropped: {reason}"
    return draft(
        "FC902", message=message, explanation=entry.why, suggestion=entry.remedy, statements=(whole(article),), sentences=(reason,)
    )


def copy_of(article: Article, origin: Article) -> Draft:
    """FC302: the article is a copy of `origin`."""
    entry = rule("FC302")
    other = whole(origin).model_copy(update={"role": "other"})
    message = f"{entry.title}: {article.path} has the text of {origin.path}"
    return draft(
        "FC302", message=message, explanation=entry.why, suggestion=entry.remedy, statements=(whole(article), other), sentences=("", "")
    )


def named_copies(told: Draft, repeated: Mapping[Location, Sequence[str]], articles: Mapping[str, Article]) -> Draft:
    """The finding, naming after its explanation the copies that have one of its sentences too; `repeated` is what `once` gives.

    Findings about one sentence alone are told of each copy, which has to be changed on its own.
    """
    if len(told.finding.statements) < 2:
        return told
    named = [
        f"The same sentence as in {articles[s.article].path} stands in {_listed([articles[copy].path for copy in found])}."
        for s in told.finding.statements
        if (found := repeated.get(Location(article=s.article, start=s.start, end=s.end)))
    ]
    if not named:
        return told
    explanation = " ".join([told.finding.explanation, *named])
    return told.model_copy(update={"finding": told.finding.model_copy(update={"explanation": explanation})})


def _listed(paths: Sequence[str]) -> str:
    return paths[0] if len(paths) == 1 else f"{', '.join(paths[:-1])} and {paths[-1]}"


_NOUNS = frozenset({"NOUN", "PROPN"})
_BEFORE_NOUNS = frozenset({"compound", "amod", "nmod"})
_ARTICLES = frozenset({"the", "a", "an"})
_MOST_AROUND = 9
"""Words of a stretch in which two sentences differ around words that are the same; more of them say less than the words alone."""
_MOST_AHEAD = 4
_WORD = re.compile(r"\S+")
_EDGES = "\"'“”‘’()[],.;:!?"


def legible(verdict: Verdict, articles: Mapping[str, Article]) -> Verdict:
    """The verdict with clashing words that a reader understands on their own; what the two differ in stays as it is."""
    pair, texts = verdict.pair, (articles[verdict.pair.a.article].text, articles[verdict.pair.b.article].text)
    found = [(_whole_words(pair.a, one.a_span, texts[0]), _whole_words(pair.b, one.b_span, texts[1])) for one in verdict.differences]
    if all(_said(one, texts[0]) == _said(other, texts[1]) for one, other in found):
        found = [_around((pair.a, pair.b), spans, texts) for spans in found]
    changed: dict[tuple[int, Span], Span] = {}
    for one, (a_span, b_span) in zip(verdict.differences, found, strict=True):
        changed |= {(0, one.a_span): a_span, (1, one.b_span): b_span}
    return replace(
        verdict,
        differences=tuple(replace(one, a_span=a, b_span=b) for one, (a, b) in zip(verdict.differences, found, strict=True)),
        a_spans=tuple(changed.get((0, span)) or _whole_words(pair.a, span, texts[0]) for span in verdict.a_spans),
        b_spans=tuple(changed.get((1, span)) or _whole_words(pair.b, span, texts[1]) for span in verdict.b_spans),
    )


def _whole_words(sentence: StorySentence, span: Span, text: str) -> Span:
    """The span with all of the words that it cuts ("cannot"), of a name or a noun ("Corran Mutual"), and of what "no" denies."""
    start, end = span
    if not sentence.start <= start < end <= sentence.end:
        return span
    while start > sentence.start and text[start - 1].isalpha() and text[start].isalpha():
        start -= 1
    while end < sentence.end and text[end - 1].isalpha() and text[end].isalpha():
        end += 1
    around = [claim for claim in sentence.claims if claim.span.start <= start and end <= claim.span.end]
    if not around:
        return start, end
    words = min(around, key=lambda claim: claim.span.end - claim.span.start).words
    inside = [index for index, word in enumerate(words) if start <= word.start and word.end <= end]
    return _grown(words, inside, (start, end)) if inside else (start, end)


def _grown(words: tuple[Word, ...], inside: list[int], span: Span) -> Span:
    first, last = inside[0], inside[-1]
    if all(words[index].pos in _NOUNS for index in inside):
        while first and _belongs(words[first - 1], range(first, last + 1)):
            first -= 1
    if words[first].lemma == "be" and first == last:
        last = _there_is(words, first)
    head = words[last].head
    if words[last].dependency in {"det", "neg"} and last < head <= last + _MOST_AHEAD:
        last = head
    return min(span[0], words[first].start), max(span[1], words[last].end)


def _there_is(words: tuple[Word, ...], verb: int) -> int:
    """Where "there is" alone is what clashes, what there is or is not."""
    there = any(word.head == verb and word.dependency == "expl" for word in words)
    what = next((index for index, word in enumerate(words) if word.head == verb and word.dependency == "attr"), verb)
    return what if there and verb < what <= verb + _MOST_AHEAD else verb


def _belongs(word: Word, nouns: range) -> bool:
    """The word is a part of the noun that it stands before, or says of how many of them."""
    counted = word.dependency == "det" and word.lemma.lower() not in _ARTICLES
    return word.head in nouns and (word.dependency in _BEFORE_NOUNS or counted)


def _said(span: Span, text: str) -> str:
    return " ".join(text[span[0] : span[1]].split()).casefold()


def _around(sides: tuple[StorySentence, StorySentence], spans: tuple[Span, Span], texts: tuple[str, str]) -> tuple[Span, Span]:
    """The words of either sentence from the first to the last in which the two differ, with the spans; the spans where these are many."""
    words = [[(m.start() + side.start, m.end() + side.start) for m in _WORD.finditer(side.text)] for side in sides]
    said = [[text[start:end].strip(_EDGES).casefold() for start, end in own] for own, text in zip(words, texts, strict=True)]
    shorter = min(map(len, said))
    before = next((n for n in range(shorter) if said[0][n] != said[1][n]), shorter)
    after = next((n for n in range(shorter - before) if said[0][-1 - n] != said[1][-1 - n]), shorter - before)
    grown = []
    for own, span, text in zip(words, spans, texts, strict=True):
        differing = own[before : len(own) - after]
        stretch = (min(span[0], differing[0][0]), max(span[1], differing[-1][1])) if differing else span
        while text[stretch[1] - 1] in _EDGES and stretch[1] > span[1]:
            stretch = (stretch[0], stretch[1] - 1)
        if len(text[slice(*stretch)].split()) > _MOST_AROUND:
            return spans
        grown.append(stretch)
    return grown[0], grown[1]
