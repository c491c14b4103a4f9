"""Small packs and what a program might have said of them, without running one."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from conftest import make_article
from factcheck.comparison import Evidence, Opinion, Proposal, Proven, SentencePair, Story, StorySentence, Verdict
from factcheck.evaluation.gold import Pack, read
from factcheck.evaluation.score import Checked
from factcheck.findings import rule
from factcheck.model import Claim, Finding, FindingTime, Location, Run, Statement
from factcheck.pipeline import Comparison

DAY = date(2026, 6, 30)
SENTENCES = {
    "east.txt": (
        "The harbour bridge carries 4,000 lorries each morning.",
        "Workers will repaint the northern pillars before winter.",
        "A ferry captain complained about the missing lanterns.",
        "Every toll booth accepts silver tokens.",
    ),
    "west.txt": (
        "The harbour bridge carries 9,000 lorries each morning.",
        "The northern pillars shine in fresh green paint.",
        "Lanterns were hung along the quay on Sunday.",
        "No toll booth accepts silver tokens.",
    ),
}

Spot = tuple[str, int]


class Said(NamedTuple):
    """One finding: its code, the places of its sentences, the primary one first, and how sure it is."""

    code: str
    places: Sequence[Spot]
    confidence: float | None = None


class Judged(NamedTuple):
    """One proposal on two sentences: how far it came, what the comparator thought, and the code it was told under, if it was."""

    relation: str
    a: Spot
    b: Spot
    code: str | None = None
    confidence: float | None = None
    by: str = "numbers"
    proven: bool = True


def side(place: Spot) -> dict[str, str]:
    return {"article": place[0], "quote": SENTENCES[place[0]][place[1]]}


def make_pack(folder: Path, name: str = "bridge", **gold: object) -> Pack:
    (folder / name).mkdir(parents=True)
    for file, sentences in SENTENCES.items():
        (folder / name / file).write_text("\n".join(sentences) + "\n", encoding="utf-8")
    whole = {"articles": list(SENTENCES), "contradictions": [], **gold}
    (folder / name / "gold.json").write_text(json.dumps(whole), encoding="utf-8")
    return next(pack for pack in read(folder) if pack.name == name)


def contradiction(a: Spot, b: Spot, kind: str = "number", difficulty: str = "plain") -> dict[str, Any]:
    return {"kind": kind, "difficulty": difficulty, "a": side(a), "b": side(b)}


def superseded(a: Spot, b: Spot) -> dict[str, Any]:
    return {"difficulty": "plain", "earlier": side(a), "later": side(b)}


def checked(said: Sequence[Said] = (), judged: Sequence[Judged] = (), without: Sequence[Spot] = ()) -> Checked:
    """What a program would have said; every sentence is a claim but those `without`."""
    articles = {file: make_article("\n".join(sentences) + "\n", name=file) for file, sentences in SENTENCES.items()}
    claims = {
        (file, index): _claim(articles[file].id, articles[file].text, sentence, f"{file}-{index}")
        for file, sentences in SENTENCES.items()
        for index, sentence in enumerate(sentences)
        if (file, index) not in without
    }
    run = Run(
        version="0",
        as_of=DAY,
        extractor="synthetic",
        judge="synthetic",
        models=(),
        articles=tuple(articles.values()),
        claims=tuple(claims.values()),
        findings=tuple(_finding(each, claims) for each in said),
        agreements=(),
        left_out=(),
        failures=(),
        pairs=len(judged),
    )
    return Checked(run, _comparison(judged, claims))


def _claim(article: str, text: str, sentence: str, name: str) -> Claim:
    start = text.index(sentence)
    place = Location(article=article, start=start, end=start + len(sentence))
    parts = {"subject": "", "predicate": "", "object": "", "polarity": "positive", "modality": "asserted", "attributed_to": None}
    return Claim(id=name, article=article, span=place, sentence=place, quote=sentence, text=sentence, about=None, stated_at=None, **parts)


def _comparison(judged: Sequence[Judged], claims: dict[Spot, Claim]) -> Comparison:
    done = Comparison()
    for each in judged:
        a, b = (_sentence(claims[spot]) for spot in (each.a, each.b))
        pair = SentencePair(a, b, "unknown", 0.5)
        spans = (a.start, a.end), (b.start, b.end)
        proposal = Proposal(pair, "contradicts", "number", *spans, "", "nearest")
        done.proposals.append(proposal)
        if each.proven:
            evidence = (Evidence("number", *spans, ""),)
            opinion = Opinion(each.relation, by=each.by, contradicts=each.confidence)
            done.weighed.append((Proven(proposal, evidence, "unknown", Story((), ())), opinion))
        if each.code is not None:
            done.verdicts.append(Verdict(pair, "contradicts", each.code, a.claims + b.claims, (spans[0],), (spans[1],), "", each.by))
    return done


def _sentence(claim: Claim) -> StorySentence:
    return StorySentence(claim.article, 1, claim.sentence.start, claim.sentence.end, claim.quote, (claim,))


def _finding(said: Said, claims: dict[Spot, Claim]) -> Finding:
    entry = rule(said.code)
    own = [claims[place] for place in said.places]
    statements = tuple(
        Statement(
            role="other" if position else "primary",
            article=claim.article,
            claim=claim.id,
            start=claim.sentence.start,
            end=claim.sentence.end,
            line=1,
            column=1,
            quote=claim.quote,
        )
        for position, claim in enumerate(own)
    )
    return Finding(
        code=said.code,
        name=entry.name,
        kind=entry.kind,
        severity=entry.severity,
        confidence=said.confidence,
        confidence_from="none" if said.confidence is None else "calibrated",
        message=f"{entry.title}: told",
        explanation="Both measure the same thing.",
        suggestion="",
        statements=statements,
        time=FindingTime(kind="future", trigger="will") if entry.kind == "time_sensitive" else None,
        by="numbers",
        fingerprint="",
    )
