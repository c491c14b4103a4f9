"""What the pages show: where the marks stand, what a timeline draws, which source says what, what agrees, and what expires."""

import random
import re
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from factcheck import api
from factcheck.model import Article, Category, Claim, Finding, Interval, Location, Moment, Name, Quantity, Run, Statement, Value
from factcheck.report import Showing
from factcheck.report.html import static
from factcheck.report.views import span
from factcheck.report.views.article import ArticleView, Layer, Stretch, cut, paragraphs
from factcheck.report.views.calendar import Calendar, Entry
from factcheck.report.views.page import Page, page
from factcheck.report.views.timeline import LEFT, RIGHT, axis

NOTES = Showing(min_severity="note")
DAY = date(2024, 3, 4)


def article(text: str, name: str, outlet: str | None = None, published: date | None = DAY) -> Article:
    published_from = "configuration" if published else "none"
    return Article(
        id=name,
        path=f"{name}.md",
        title=None,
        source=outlet,
        published=published,
        published_from=published_from,
        text=text,
        sha256="0" * 64,
    )


def claim(of: Article, words: str, about: Interval | None = None) -> Claim:
    start = of.text.index(words)
    place = Location(article=of.id, start=start, end=start + len(words))
    stated = Interval(start=datetime.combine(of.day, datetime.min.time()), end=None) if of.day else None
    return Claim(
        id=f"{of.id}:{words}", article=of.id, span=place, sentence=place, quote=words, text=words, subject="", predicate="", object="",
        polarity="positive", modality="asserted", attributed_to=None, about=about, stated_at=stated,
    )  # fmt: skip


def statement(of: Claim, article: Article, *clashing: str) -> Statement:
    places = []
    for words in clashing:
        start = article.text.index(words, of.span.start)
        places.append((start, start + len(words)))
    return Statement(
        role="primary", article=article.id, claim=of.id, start=of.span.start, end=of.span.end, line=1, column=1, quote=of.quote,
        clashing=tuple(places),
    )  # fmt: skip


def finding(number: int, *statements: Statement, code: str = "FC101", kind: str = "contradiction") -> Finding:
    return Finding.model_validate(
        {
            "code": code, "name": "n", "kind": kind, "severity": "error", "confidence": None, "confidence_from": "rule", "message": "m",
            "explanation": "e", "suggestion": "s", "statements": statements, "time": None, "by": "rule", "fingerprint": f"f{number}",
        }
    )  # fmt: skip


def run_of(articles: list[Article], claims: list[Claim], findings: list[Finding], agreements: list[tuple[str, str]] | None = None) -> Run:
    return Run(
        version="0", as_of=DAY, extractor="local", judge="local", models=(), articles=tuple(articles), claims=tuple(claims),
        findings=tuple(findings), agreements=tuple(agreements or ()), left_out=(), failures=(), pairs=0,
    )  # fmt: skip


def stretches(view: ArticleView) -> list[Stretch]:
    return [stretch for paragraph in view.paragraphs for stretch in paragraph]


def marked(view: ArticleView, number: int) -> list[str]:
    return [piece.text for stretch in stretches(view) for piece in stretch.pieces if number in piece.clashing]


TEXT = "The mill, which Ada Rosk built in 1912, has 12 looms and 12 clerks.\n\nIt stands in Selm."


def milling() -> Page:
    own, other = article(TEXT, "a", "Post"), article("The mill has 15 looms.", "b", "Mail")
    outer, inner = claim(own, TEXT.split(".", maxsplit=1)[0]), claim(own, "which Ada Rosk built in 1912")
    last, against = claim(own, "It stands in Selm"), claim(other, "The mill has 15 looms")
    first = finding(1, statement(outer, own, "12 looms"), statement(against, other, "15 looms"))
    second = finding(2, statement(outer, own, "12 looms", "12 clerks"), statement(against, other, "mill"))
    return page(run_of([own, other], [outer, inner, last, against], [first, second]), NOTES)


def test_clashing_words_are_marked_exactly_where_they_stand_for_each_finding() -> None:
    own, other = milling().articles
    assert marked(own, 1) == ["12 looms"]
    assert marked(own, 2) == ["12 looms", "12 clerks"]
    assert marked(other, 1) == ["15 looms"]
    assert marked(other, 2) == ["mill"]
    before = "".join(piece.text for stretch in stretches(own) for piece in stretch.pieces).partition("12 looms")[0]
    assert before.endswith("1912, has ")


def test_the_innermost_claim_is_what_a_word_belongs_to() -> None:
    own = milling().articles[0]
    said = {stretch.text: (stretch.claim, stretch.findings) for stretch in stretches(own)}
    assert said["which Ada Rosk built in 1912"] == (2, ())
    assert said["The mill, "] == (1, (1, 2))
    assert said[", has 12 looms and 12 clerks"] == (1, (1, 2))
    assert said["."] == (None, ())
    assert [(stretch.claims, stretch.text[:9]) for stretch in stretches(own) if stretch.claims] == [
        ((1,), "The mill,"),
        ((2,), "which Ada"),
        ((3,), "It stands"),
    ]


def test_both_sides_of_a_finding_have_a_place_even_in_one_article() -> None:
    own = article("The mill has 12 looms.The mill has 15 looms.", "a")
    first, second = claim(own, "The mill has 12 looms."), claim(own, "The mill has 15 looms.")
    shown = page(run_of([own], [first, second], [finding(1, statement(first, own, "12"), statement(second, own, "15"))]), NOTES)
    assert [side.anchor for side in shown.findings[0].sides] == ["1-0", "1-1"]
    assert [(stretch.text, stretch.begins) for stretch in stretches(shown.articles[0]) if stretch.begins] == [
        ("The mill has 12 looms.", ("1-0",)),
        ("The mill has 15 looms.", ("1-1",)),
    ]


def test_claims_that_begin_together_and_claims_that_cross_keep_their_places() -> None:
    own = article("Rain fell and the weir broke.", "a")
    claims = [claim(own, words) for words in ("Rain fell", "Rain fell and the weir broke", "fell and", "and the weir broke")]
    shown = stretches(page(run_of([own], claims, []), NOTES).articles[0])
    assert sorted(number for stretch in shown for number in stretch.claims) == [1, 2, 3, 4]
    assert [(stretch.text, stretch.claim) for stretch in shown] == [("Rain ", 1), ("fell and", 3), (" the weir broke", 4), (".", None)]


def test_a_space_between_two_claims_is_nothing_to_click_on() -> None:
    own = article("Rain fell (hard) all night.", "a")
    claims = [claim(own, words) for words in ("Rain fell (hard) all night", "Rain fell", "(hard)", "all night")]
    shown = stretches(page(run_of([own], claims, []), NOTES).articles[0])
    assert [(stretch.text, stretch.claim, stretch.linked) for stretch in shown] == [
        ("Rain fell", 2, True), (" ", 1, False), ("(hard)", 3, True), (" ", 1, False), ("all night", 4, True), (".", None, False),
    ]  # fmt: skip


def test_any_layers_give_all_the_text_once_and_in_order() -> None:
    chance = random.Random(5)
    for _ in range(200):
        ends = [sorted(chance.sample(range(40), 2)) for _ in range(chance.randrange(12))]
        layers = [Layer(first, last, "claim", number) for number, (first, last) in enumerate(ends)]
        pieces = list(cut(5, 35, layers))
        assert [place for first, last, _ in pieces for place in range(first, last)] == list(range(5, 35))
        for first, last, over in pieces:
            assert set(over) == {layer for layer in layers if layer.start < last and layer.end > first}
            assert all(layer.start <= first and last <= layer.end for layer in over)


@pytest.mark.parametrize(
    ("text", "cut_into"),
    [
        ("One line\nwrapped here.\n\nAnother.\n", ["One line\nwrapped here.", "Another."]),
        (f"{'word ' * 30}end.\nA short one.\n", [f"{'word ' * 30}end.", "A short one."]),
        ("\n \n\n", []),
        ("a\u2028b\x0bc", ["a\u2028b\x0bc"]),
    ],
)
def test_paragraphs_end_at_blank_lines_and_after_lines_that_nobody_wrapped(text: str, cut_into: list[str]) -> None:
    assert [text[start:end] for start, end in paragraphs(text)] == cut_into


def during(first: str, last: str, text: str = "then") -> Interval:
    return Interval(start=datetime.fromisoformat(first), end=datetime.fromisoformat(last), text=text)


def test_a_timeline_marks_when_it_was_said_and_draws_when_it_is_about() -> None:
    early = article("The weir holds. The weir was built long ago.", "a", "Post", date(2024, 3, 4))
    late = article("The weir broke in spring.", "b", "Mail", date(2024, 3, 14))
    holds, built = claim(early, "The weir holds"), claim(early, "The weir was built long ago", during("1850-01-01", "1851-01-01"))
    broke = claim(late, "The weir broke in spring", during("2024-03-10", "2024-03-12"))
    unfound = claim(late, "in spring")
    over = finding(1, statement(holds, early), statement(broke, late), code="FC205", kind="superseded")
    aged = finding(2, statement(built, early), code="FC202", kind="time_sensitive")
    (story,) = page(run_of([late, early], [broke, unfound, holds, built], [over, aged]), NOTES).stories
    first, second = story.timeline.lanes
    assert (first.outlet, second.outlet) == ("Post", "Mail")
    assert [row.mark for row in (*first.rows, *second.rows)] == ["superseded", "time_sensitive", "superseded"]
    assert [row.number for row in (*first.rows, *second.rows)] == [1, 2, 3]
    (said, ago), (told,) = first.rows, second.rows
    assert said.x is not None
    assert told.x is not None
    assert told.bar is not None
    assert ago.bar is not None
    assert LEFT < said.x < told.bar.x < told.bar.x + told.bar.width < told.x < RIGHT
    assert (told.bar.cut_left, told.bar.cut_right) == (False, False)
    assert (ago.bar.cut_left, ago.bar.width) == (True, 0.0)
    assert said.bar is None


def test_undated_statements_are_told_and_not_drawn() -> None:
    own, other = article("The mill has 12 looms.", "a", published=None), article("The mill has 15 looms.", "b", published=None)
    sides = claim(own, "The mill has 12 looms"), claim(other, "The mill has 15 looms")
    (story,) = page(run_of([own, other], [*sides], [finding(1, statement(sides[0], own), statement(sides[1], other))]), NOTES).stories
    assert not story.timeline.drawn
    assert [row.x for lane in story.timeline.lanes for row in lane.rows] == [None, None]


@pytest.mark.parametrize("days", [1, 3, 9, 20, 45, 100, 400, 3000, 40000, 700000])
def test_an_axis_has_few_marks_inside_of_it_and_in_order(days: int) -> None:
    first = datetime(1, 1, 2)
    found = axis([first, datetime.fromordinal(first.toordinal() + days)], [])
    assert found is not None
    places = [tick.x for tick in found.ticks]
    assert 1 <= len(places) <= 4
    assert places == sorted(places)
    assert all(LEFT <= place <= RIGHT for place in places)
    widest = max((later - earlier for earlier, later in pairwise(places)), default=RIGHT - LEFT)
    assert max(places[0] - LEFT, RIGHT - places[-1]) <= widest


def test_the_matrix_tells_fact_by_fact_what_each_outlet_says() -> None:
    post, mail, wire = (
        article("The weir holds. It is of oak.", name, outlet, date(2024, 3, day))
        for name, outlet, day in (("a", "Post", 6), ("b", "Mail", 4), ("c", "Wire", 5))
    )
    claims = [claim(each, words) for each in (post, mail, wire) for words in ("The weir holds", "It is of oak")]
    over = finding(1, statement(claims[0], post, "holds"), statement(claims[2], mail), code="FC205", kind="superseded")
    against = finding(2, statement(claims[2], mail, "weir"), statement(claims[4], wire))
    run = run_of([post, mail, wire], claims, [over, against], [(claims[1].id, claims[5].id)])
    (story,) = page(run, NOTES).stories
    assert story.facts.outlets == ("Mail", "Wire", "Post")
    first, second = story.facts.facts
    assert (first.standing, first.about, first.findings) == ("contradiction", "m", (1, 2))
    assert [[said.words for said in sides] for sides in first.said] == [
        [(("The ", False), ("weir", True), (" holds", False))],
        [(("The weir holds", False),)],
        [(("The weir ", False), ("holds", True))],
    ]
    assert (second.standing, second.findings) == ("agreed", ())
    assert [["".join(text for text, _ in said.words) for said in sides] for sides in second.said] == [
        [],
        ["It is of oak"],
        ["It is of oak"],
    ]


def test_facts_that_meet_late_are_one_and_facts_that_share_no_sentence_are_two() -> None:
    articles = [article("The weir holds. It is of oak.", name, name.upper()) for name in "abcd"]
    holds = [claim(each, "The weir holds") for each in articles]
    oak = [claim(each, "It is of oak") for each in articles]
    pairs = ((0, 1), (2, 3), (1, 2))
    found = [finding(n, statement(holds[a], articles[a]), statement(holds[b], articles[b])) for n, (a, b) in enumerate(pairs, 1)]
    run = run_of(articles, [*holds, *oak], [*found, finding(4, statement(oak[0], articles[0]), statement(oak[3], articles[3]))])
    (story,) = page(run, NOTES).stories
    assert [fact.findings for fact in story.facts.facts] == [(1, 2, 3), (4,)]
    assert [len(sides) for sides in story.facts.facts[1].said] == [1, 0, 0, 1]


def test_articles_that_nothing_ties_are_no_story() -> None:
    own, other = article("The mill has 12 looms.", "a"), article("The weir holds.", "b")
    aged = finding(1, statement(claim(other, "The weir holds"), other), code="FC202", kind="time_sensitive")
    assert page(run_of([own, other], [claim(other, "The weir holds")], [aged]), NOTES).stories == ()


def test_the_calendar_counts_days_and_keeps_what_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\npublished: 2024-03-04\n---\nThe weir will open on 10 March 2024. The mill is currently closed.\n")
    run = api.check([tmp_path], as_of=date(2024, 3, 8), root=tmp_path)
    shown = page(run, Showing(min_severity="error"))
    assert shown.findings == ()
    first, *_ = shown.calendar.entries
    assert (first.on, first.left, first.when, first.finding) == ("2024-03-10", 2, "in 2 days", None)
    assert [entry.on for entry in shown.calendar.entries] == sorted(entry.on for entry in shown.calendar.entries)
    later = page(run.model_copy(update={"as_of": date(2024, 3, 11)}), NOTES)
    assert later.calendar.entries[0].when == "1 day ago"
    assert later.calendar.entries[0].finding is not None


def test_the_calendar_starts_with_this_week_and_folds_what_expired_long_ago() -> None:
    wednesday = date(2024, 3, 6)
    entries = tuple(
        Entry(on="", left=left, words=str(left), quote="", because="", outlet="", place="", article=1, claim=None, finding=None)
        for left in (-400, -40, -33, -32, -3, -2, -1, 4, 5, 12, 700)
    )
    shown = Calendar(entries=entries, as_of=wednesday, undated=0, first=False).stretches
    assert [(one.title, one.folded, [entry.left for entry in one.entries]) for one in shown] == [
        ("This week", False, [-2, -1, 4]),
        ("Next week", False, [5]),
        ("Later", False, [12, 700]),
        ("Expired in the month before", False, [-3, -32]),
        ("Expired long ago", True, [-33, -40, -400]),
    ]
    (week,) = Calendar(entries=(), as_of=wednesday, undated=0, first=False).stretches
    assert (week.title, week.entries) == ("This week", ())


def test_findings_are_grouped_by_kind_and_story_and_those_on_time_by_article() -> None:
    post, mail, other, far = (article("The weir holds. It is of oak.", name, name.upper()) for name in "abcd")
    claims = {each.id: claim(each, "The weir holds") for each in (post, mail, other, far)}
    aged = finding(1, statement(claims["a"], post), code="FC202", kind="time_sensitive")
    late = finding(2, statement(claims["b"], mail), code="FC202", kind="time_sensitive")
    over = finding(3, statement(claims["c"], other), statement(claims["d"], far), code="FC205", kind="superseded")
    against = finding(4, statement(claims["a"], post), statement(claims["b"], mail))
    again = finding(5, statement(claims["d"], far), statement(claims["c"], other))
    shown = page(run_of([post, mail, other, far], list(claims.values()), [aged, late, over, against, again]), NOTES)
    assert [(part.group.kind, part.group.title, part.group.folded, [one.number for one in part.findings]) for part in shown.current] == [
        ("contradiction", "a.md", False, [1]),
        ("contradiction", "c.md", False, [2]),
        ("superseded", "c.md", False, [3]),
        ("time_sensitive", "a.md", True, [4]),
        ("time_sensitive", "b.md", True, [5]),
    ]


def test_what_is_said_of_articles_each_on_its_own_is_one_group(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(f"Bread number {name} is of rye.\n")
    (group,) = page(api.check([tmp_path], as_of=DAY, root=tmp_path), NOTES).groups
    assert (group.kind, group.title, len(group.findings)) == ("source", "Single articles", 3)


def test_an_excerpt_is_short_and_has_the_clashing_words() -> None:
    own = article(f"{'Long words stand here and there. ' * 9}Then 340 delegates came{' and more of them arrived' * 9}", "a")
    all_of_it = claim(own, own.text)
    shown = page(run_of([own], [all_of_it], [finding(1, statement(all_of_it, own, "340"))]), NOTES)
    excerpt = shown.findings[0].sides[0].excerpt
    assert [text for text, clashes in excerpt if clashes] == ["340"]
    told = "".join(text for text, _ in excerpt)
    assert told.startswith("… ")
    assert told.endswith(" …")
    assert len(told) < 180
    assert told[2:-2] in own.text


def test_two_articles_of_one_outlet_and_day_are_told_apart() -> None:
    first, second = (article("The weir holds.", name, "Docs", date(2024, 3, 4)) for name in "ab")
    later = article("The weir holds.", "c", "Docs", date(2024, 3, 5))
    claims = [claim(each, "The weir holds") for each in (first, second, later)]
    same = finding(1, statement(claims[0], first), statement(claims[1], second))
    other = finding(2, statement(claims[0], first), statement(claims[2], later))
    shown = page(run_of([first, second, later], claims, [same]), NOTES)
    assert [side.headed for side in shown.findings[0].sides] == ["Docs, 2024-03-04: a.md:1", "Docs, 2024-03-04: b.md:1"]
    assert [[one.title for one in cell] for cell in shown.stories[0].facts.facts[0].said] == [["a.md", "b.md"]]
    shown = page(run_of([first, second, later], claims, [other]), NOTES)
    assert [side.headed for side in shown.findings[0].sides] == ["Docs, 2024-03-04", "Docs, 2024-03-05"]
    assert [[one.title for one in cell] for cell in shown.stories[0].facts.facts[0].said] == [["", ""]]


def test_an_excerpt_cuts_no_clashing_words() -> None:
    own = article("Three people were killed and 17 injured when a bus and a lorry collided on the A38 near Welby on Tuesday morning.", "a")
    all_of_it = claim(own, own.text)
    sides = statement(all_of_it, own, "Tuesday morning").model_copy(update={"clashing": ((0, 5), (97, 112))})
    shown = page(run_of([own], [all_of_it], [finding(1, sides)]), NOTES)
    excerpt = shown.findings[0].sides[0].excerpt
    assert [text for text, clashes in excerpt if clashes] == ["Three", "Tuesday morning"]


def test_a_finding_has_the_number_of_its_place_on_the_page() -> None:
    post, mail = (article("The weir holds. It is of oak.", name, name.upper()) for name in "ab")
    first, second = claim(post, "The weir holds"), claim(mail, "The weir holds")
    aged = finding(1, statement(first, post), code="FC202", kind="time_sensitive")
    over = finding(2, statement(first, post), statement(second, mail), code="FC205", kind="superseded")
    shown = page(run_of([post, mail], [first, second], [aged, over]), NOTES)
    assert [(one.number, one.kind) for part in shown.current for one in part.findings] == [(1, "superseded"), (2, "time_sensitive")]
    rows = [row for lane in shown.stories[0].timeline.lanes for row in lane.rows]
    assert [row.findings for row in rows] == [
        ((2, "time_sensitive", "time_sensitive"), (1, "superseded", "overtaken")),
        ((1, "superseded", "overtakes"),),
    ]


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("It opened on Monday night (2024-03-04TNI)", "It opened on Monday night (2024-03-04)"),
        ("It opened at 6.15pm (2024-03-04T18:15)", "It opened at 6.15pm (2024-03-04 18:15)"),
        ("It opened last week (2024-W09)", "It opened last week (week 9 of 2024)"),
        ("It opened in spring (2024-SP)", "It opened in spring (2024)"),
        ("It opened in March (2024-03)", "It opened in March (2024-03)"),
    ],
)
def test_a_claim_s_times_are_in_words(told: str, shown: str) -> None:
    own = article("It opened.", "a")
    made = claim(own, own.text).model_copy(update={"text": told})
    assert page(run_of([own], [made], [finding(1, statement(made, own))]), NOTES).articles[0].claims[0].text == shown


NUMBERS = {"start": 0, "end": 1, "text": "n", "unit": ""}


def number(low: float, high: float | None = None, **more: object) -> Quantity:
    return Quantity.model_validate({**NUMBERS, "low": low, "high": low if high is None else high, **more})


def named(canonical: str) -> Name:
    return Name(start=0, end=1, text=canonical, canonical=canonical, category="other")


def moment(first: str, last: str) -> Moment:
    return Moment(start=0, end=1, text="then", value="", interval=during(first, last), granularity="day")


def state(value: str) -> Category:
    return Category(start=0, end=1, text=value, group="life", value=value)


@pytest.mark.parametrize(
    ("a", "b", "agreed"),
    [
        ([number(43)], [number(43)], True),
        ([number(43)], [number(34)], False),
        ([number(43)], [], True),
        ([number(450, 550)], [number(503)], True),
        ([number(43, unit="kg")], [number(43, unit="t")], False),
        ([number(43), number(2)], [number(43)], True),
        ([number(43), number(2)], [number(43), number(3)], False),
        ([named("Ada Korvin")], [named("Korvin")], True),
        ([named("Ada Korvin")], [named("Bo Lind")], False),
        ([moment("2024-03-04", "2024-03-05")], [moment("2024-03-04T18:00", "2024-03-04T22:00")], True),
        ([moment("2024-03-04", "2024-03-05")], [moment("2024-03-05", "2024-03-06")], False),
        ([state("dead")], [state("alive")], False),
        ([state("dead")], [state("dead")], True),
    ],
)
def test_nothing_is_shown_as_agreed_while_a_number_a_name_or_a_time_differs(a: list[Value], b: list[Value], agreed: bool) -> None:
    one, other = (article("The weir holds.", name, name.upper()) for name in "ab")
    first, second = claim(one, "The weir holds"), claim(other, "The weir holds")
    told = [first.model_copy(update={"values": tuple(a)}), second.model_copy(update={"values": tuple(b)})]
    for pair in ([told[0].id, told[1].id], [told[1].id, told[0].id]):
        shown = page(run_of([one, other], told, [], [(pair[0], pair[1])]), NOTES)
        assert bool(shown.articles[0].claims[0].agreeing) is agreed
        assert [[fact.standing for fact in story.facts.facts] for story in shown.stories] == ([["agreed"]] if agreed else [])


@pytest.mark.parametrize(
    "change", [{"polarity": "negative"}, {"about": Interval(start=datetime(2024, 3, 6), end=datetime(2024, 3, 7), text="on Wednesday")}]
)
def test_nothing_is_shown_as_agreed_while_a_negation_or_the_time_differs(change: dict[str, object]) -> None:
    one, other = article("The weir holds.", "a"), article("The weir holds.", "b")
    first = claim(one, "The weir holds", Interval(start=datetime(2024, 3, 4), end=datetime(2024, 3, 5), text="on Monday"))
    second = claim(other, "The weir holds", first.about)
    assert page(run_of([one, other], [first, second], [], [(first.id, second.id)]), NOTES).articles[0].claims[0].agreeing
    second = second.model_copy(update=change)
    assert not page(run_of([one, other], [first, second], [], [(first.id, second.id)]), NOTES).articles[0].claims[0].agreeing


def test_nothing_is_shown_as_agreed_between_sentences_that_contradict_each_other() -> None:
    one, other = (article("Rain fell and the weir broke.", name, name.upper()) for name in "ab")
    claims = [claim(each, words) for each in (one, other) for words in ("Rain fell", "the weir broke")]
    whole = [Location(article=each.id, start=0, end=len(each.text)) for each in (one, one, other, other)]
    claims = [own.model_copy(update={"sentence": place}) for own, place in zip(claims, whole, strict=True)]
    sides = [
        statement(claims[at], each).model_copy(update={"start": 0, "end": len(each.text), "quote": each.text})
        for at, each in ((1, one), (3, other))
    ]
    against = finding(1, *sides)
    agreed = [(claims[0].id, claims[2].id)]
    assert page(run_of([one, other], claims, [], agreed), NOTES).articles[0].claims[0].agreeing
    assert not page(run_of([one, other], claims, [against], agreed), NOTES).articles[0].claims[0].agreeing


@pytest.mark.parametrize(
    ("interval", "said"),
    [
        (None, ""),
        (during("2024-03-04", "2024-03-05"), "2024-03-04"),
        (during("2024-03-04", "2024-03-11"), "2024-03-04 to 2024-03-10"),
        (during("2024-01-01", "2025-01-01"), "2024"),
        (during("2024-12-01", "2025-01-01"), "2024-12"),
        (during("2024-02-01", "2025-02-01"), "2024-02-01 to 2025-01-31"),
        (during("2024-01-01", "2024-04-01"), "2024-01-01 to 2024-03-31"),
        (during("2024-01-01T06:00", "2025-01-01T06:00"), "2024-01-01 06:00 to 2025-01-01 06:00"),
        (during("2024-03-04T18:00", "2024-03-05T00:00"), "2024-03-04 18:00 to 24:00"),
        (during("2024-03-04T05:00", "2024-03-04T12:00"), "2024-03-04 05:00 to 12:00"),
        (during("2024-03-04T20:00", "2024-03-05T05:00"), "2024-03-04 20:00 to 2024-03-05 05:00"),
        (during("2024-03-04T04:50", "2024-03-04T04:51"), "2024-03-04 04:50"),
        (Interval(start=None, end=datetime(2024, 3, 5)), "until 2024-03-04"),
        (Interval(start=datetime(2024, 3, 5), end=None), "from 2024-03-05"),
        (Interval(start=None, end=datetime(1, 1, 1)), "until 0001-01-01"),
    ],
)
def test_intervals_in_words(interval: Interval | None, said: str) -> None:
    assert span(interval) == said


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_colours_have_the_contrast_that_text_and_marks_need(scheme: int) -> None:
    blocks = re.findall(r":root \{(.*?)\}", static("factcheck.css"), re.DOTALL)
    assert len(blocks) == 3
    colour = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", blocks[scheme]))
    kinds = ("contradiction", "superseded", "timely", "source")
    text = [(name, ground) for name in ("text", "muted", "accent", *kinds, "agreed") for ground in ("ground", "card")]
    text += [("text", "sentence"), ("on-accent", "accent"), ("ground", "text"), *(("mark-text", f"{name}-mark") for name in kinds)]
    text += [("on-sign", name) for name in (*kinds, "agreed")]
    assert {
        pair: round(contrast(colour[pair[0]], colour[pair[1]]), 2) for pair in text if contrast(colour[pair[0]], colour[pair[1]]) < 4.5
    } == {}
    marks = [(name, ground) for name in ("bar", "faint", *kinds, "agreed") for ground in ("ground", "card")]
    assert {
        pair: round(contrast(colour[pair[0]], colour[pair[1]]), 2) for pair in marks if contrast(colour[pair[0]], colour[pair[1]]) < 3
    } == {}
    fonts = set(re.findall(r"--([a-z-]+):", blocks[2]))
    assert set(re.findall(r"var\(--([a-z-]+)\)", static("factcheck.css"))) <= set(colour) | fonts
    scales = static("open-props/fonts.min.css") + static("open-props/sizes.min.css")
    assert set(re.findall(r"var\((--[a-z-]+\d+)\)", static("factcheck.css"))) <= set(re.findall(r"(--[a-z-]+\d+):", scales))


def test_a_heading_is_shown_without_its_mark() -> None:
    own = article("# The #1 weir\n\nThe weir holds.\n\n#2 holds, too.", "a")
    shown = page(run_of([own], [claim(own, "The weir holds")], []), NOTES).articles[0].paragraphs
    told = ["".join(piece.text for stretch in paragraph for piece in stretch.pieces) for paragraph in shown]
    assert told == ["The #1 weir", "The weir holds.", "#2 holds, too."]
