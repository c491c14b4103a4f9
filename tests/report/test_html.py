"""The report as one HTML file: what it holds, that it loads nothing, and that articles' words are shown and do nothing."""

import base64
import hashlib
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import lxml.html
import pytest
from lxml.html import HtmlElement

from factcheck import api
from factcheck.model import Failure, Run
from factcheck.report import Showing, html
from factcheck.report.html import static
from hostile import hostile

ARTICLES = Path(__file__).parent.parent.parent / "fixtures" / "articles"
AS_OF = date(2026, 6, 30)
NOTES = Showing(min_severity="note")


@pytest.fixture(scope="module", name="run")
def _run() -> Run:
    return api.check([ARTICLES], as_of=AS_OF, root=ARTICLES)


@pytest.fixture(scope="module", name="text")
def _text(run: Run) -> str:
    return html.render(run, NOTES)


@pytest.fixture(name="page")
def _page(text: str) -> HtmlElement:
    return lxml.html.document_fromstring(text)


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_same_run_gives_the_same_bytes(run: Run, text: str) -> None:
    again = api.check([ARTICLES / name for name in sorted((p.name for p in ARTICLES.iterdir()), reverse=True)], as_of=AS_OF, root=ARTICLES)
    assert html.render(run, NOTES) == text == html.render(again, NOTES)


def test_each_finding_shows_both_sides_with_the_clashing_words(run: Run, page: HtmlElement) -> None:
    cards = page.xpath('//*[contains(@class, "finding ") and starts-with(@id, "finding-")]')
    assert len(cards) == len(run.findings)
    card = next(card for card in cards if "FC101" in card.text_content())
    assert [words(side) for side in card.xpath(".//blockquote")] == [
        "“That conference drew 340 delegates, and one of them recalls that the two shared an umbrella.”",
        "“The conference drew 520 delegates from eleven countries.”",
    ]
    assert [words(mark) for mark in card.xpath(".//blockquote//mark")] == ["340", "520"]
    (finding,) = [finding for finding in run.findings if finding.code == "FC101"]
    assert finding.explanation in words(card)
    assert finding.suggestion in words(card)


def test_every_link_leads_to_a_place_and_no_place_is_named_twice(page: HtmlElement) -> None:
    names = page.xpath("//@id")
    assert len(names) == len(set(names))
    links = page.xpath("//a/@href")
    assert links
    assert all(link.startswith("#") for link in links)
    assert {link[1:] for link in links} <= set(names)
    labels = [name for value in page.xpath("//@aria-labelledby") for name in value.split()]
    assert set(labels) <= set(names)


def test_every_article_stands_in_it_once_with_all_its_words(run: Run, page: HtmlElement) -> None:
    for article in run.articles:
        (body,) = page.xpath(f'//div[@data-text="{1 + run.articles.index(article)}"]')
        assert "".join(body.text_content().split()) == "".join(article.text.split())


def test_it_loads_nothing(text: str, page: HtmlElement) -> None:
    assert not page.xpath("//*[@src or @srcset or @data or @style or @action or @poster]")
    assert not page.xpath("//link | //iframe | //object | //embed | //img | //base | //form")
    assert not [name for element in page.iter() if isinstance(element.tag, str) for name in element.attrib if name.startswith("on")]
    assert [address[:16] for address in re.findall(r"url\(([^)]*)\)", text)] == ["data:font/woff2;"]
    assert "@import" not in text
    assert not re.search(r"https?://(?!www\.w3\.org/)", text)


def test_the_policy_lets_in_only_its_own_style_and_script(page: HtmlElement) -> None:
    (policy,) = page.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    assert policy.startswith("default-src 'none';")
    for name in ("style", "script"):
        (element,) = page.xpath(f"//{name}")
        digest = base64.b64encode(hashlib.sha256(element.text_content().encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert "font-src data:" in policy
    assert "unsafe" not in policy
    assert "</" not in static("factcheck.css") + static("factcheck.js")


def test_it_has_landmarks_and_headings_and_tables_that_name_their_cells(page: HtmlElement) -> None:
    assert page.get("lang") == "en"
    assert [len(page.xpath(f"//{name}")) for name in ("main", "header", "footer", "h1", "head/title")] == [1, 1, 1, 1, 1]
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3 | //h4 | //h5")]
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    for table in page.xpath("//table"):
        assert table.xpath("./caption")
        assert table.xpath('.//th[@scope="col"]')
        assert all(row.xpath('./th[@scope="row" or @scope="rowgroup"]') for row in table.xpath("./tbody/tr"))
        assert all(words(row) for row in table.xpath(".//tr[.//svg]"))
    assert page.xpath("//svg")
    assert all(drawing.get("aria-hidden") == "true" for drawing in page.xpath("//svg"))


def test_what_failed_and_what_was_dropped_is_told_first(run: Run) -> None:
    failure = Failure(stage="extraction", subject="b.md", kind="model", message="b.md: <b>the model</b> fell silent; try again")
    broken = run.model_copy(update={"failures": (failure,), "notices": ("a notice & more",)})
    text = html.render(broken, Showing())
    page = lxml.html.document_fromstring(text)
    (told,) = page.xpath('//section[@class="incomplete"]')
    assert "Incomplete: 1 input could not be read" in words(told)
    assert "<b>the model</b> fell silent" in words(told)
    assert text.index("fell silent") < text.index('id="findings"')
    assert "a notice & more" in words(page)
    assert "Incomplete" not in html.render(run, Showing())


def test_what_an_archive_s_articles_have_to_put_right_stands_apart(run: Run) -> None:
    (clash,) = [finding for finding in run.findings if finding.code == "FC101"]
    held = clash.statements[0].article
    articles = tuple(a.model_copy(update={"archived": AS_OF}) if a.id == held else a for a in run.articles)
    page = lxml.html.document_fromstring(html.render(run.model_copy(update={"articles": articles}), Showing()))
    (older,) = page.xpath('//section[@aria-labelledby="older"]')
    assert clash.message in words(older)
    assert "archived" in words(older)
    assert clash.message not in words(page.xpath('//section[@aria-labelledby="findings"]')[0])
    assert not lxml.html.document_fromstring(html.render(run, Showing())).xpath('//*[@id="older"]')


def test_a_confidence_is_told_with_who_judged(run: Run) -> None:
    sure = tuple(finding.model_copy(update={"confidence": 0.914, "confidence_from": "calibrated"}) for finding in run.findings)
    assert "confidence 0.91 (calibrated, judged by local)" in words(
        lxml.html.document_fromstring(html.render(run.model_copy(update={"findings": sure}), NOTES))
    )
    assert "; confidence" not in html.render(run.model_copy(update={"findings": run.findings[:1]}), NOTES)


def test_the_summary_leads_to_every_finding_and_names_kind_and_articles(run: Run, page: HtmlElement) -> None:
    lines = page.xpath('//ul[@class="contents"]/li[@data-kind]')
    kinds = [line.get("data-kind") for line in lines]
    assert kinds == sorted(kinds, key=["contradiction", "superseded", "source", "housekeeping", "time_sensitive"].index)
    told = [finding for finding in run.findings if finding.kind != "time_sensitive"]
    timed = {finding.statements[0].article for finding in run.findings if finding.kind == "time_sensitive"}
    assert len(lines) == len(told) + len(timed)
    for line in lines:
        (link,) = line.xpath("./a/@href")
        (place,) = page.xpath(f'//*[@id="{link[1:]}"]')
        assert place.get("data-kind") == line.get("data-kind")
        assert set(line.get("data-articles").split()) <= set(place.get("data-articles").split())


def test_findings_on_time_are_folded_one_line_an_article(run: Run, page: HtmlElement) -> None:
    folds = page.xpath('//details[@class="fold" and @data-group]')
    assert all(fold.get("open") is None for fold in folds)
    lines = [line for fold in folds for line in fold.xpath('.//li[contains(@class, "finding")]')]
    timed = [finding for finding in run.findings if finding.kind == "time_sensitive"]
    assert len(lines) == len(timed) > len(folds)
    assert len(page.xpath('//li[@data-kind="time_sensitive" and starts-with(@id, "finding-")]')) == len(timed)
    count = len(folds[0].xpath(".//li"))
    assert f"{count} sentence" in words(folds[0].xpath("./summary")[0])


def test_a_calendar_comes_first_where_only_time_is_asked_for(run: Run) -> None:
    for calendar in (True, False):
        text = html.render(run.model_copy(update={"calendar": calendar}), NOTES)
        assert (text.index('id="calendar"') < text.index('id="findings"')) is calendar


def test_what_is_not_shown_is_counted(run: Run) -> None:
    page = lxml.html.document_fromstring(html.render(run, Showing()))
    notes = sum(finding.severity == "note" for finding in run.findings)
    assert f"Not shown: {notes} notes." in words(page)
    assert not page.xpath('//*[contains(@class, "finding note")]')


def test_hostile_words_are_shown_and_do_nothing(tmp_path: Path) -> None:
    text = html.render(hostile(tmp_path), NOTES)
    page = lxml.html.document_fromstring(text)
    assert len(page.xpath("//script")) == 1
    assert "alert(1)" not in page.xpath("//script")[0].text_content()
    assert "<script>alert(1)</script>" in page.text_content()
    assert not page.xpath("//b")
    assert all(link.startswith("#") for link in page.xpath("//a/@href"))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]", text)
    assert "\\u202egnol" in text


def test_hostile_articles_are_plain_text(tmp_path: Path) -> None:
    body = (
        "The hall in Selm has 500 seats </script><script>alert(2)</script> and {{ 7 * 7 }} {% raw %} doors.\n\n"
        "The [roof](javascript:alert(3)) of \u202ethe hall\u202c is now &lt;open&gt; \x1b[31mred\x1b[0m.\n"
    )
    (tmp_path / "a.txt").write_text(body)
    head = "---\ntitle: '<img src=x onerror=alert(4)>'\nsource: '\"><svg onload=alert(5)>'\npublished: 2024-03-04\n---\n"
    (tmp_path / "b.md").write_text(head + "The hall in Selm has 340 seats.\n")
    text = html.render(api.check([tmp_path], as_of=AS_OF, root=tmp_path), NOTES)
    page = lxml.html.document_fromstring(text)
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//img")
    assert not [name for element in page.iter() if isinstance(element.tag, str) for name in element.attrib if name.startswith("on")]
    assert "{{ 7 * 7 }} {% raw %}" in page.text_content()
    assert "&lt;open&gt; \\x1b[31mred\\x1b[0m" in page.text_content()
    assert "\\u202ethe hall\\u202c" in page.text_content()
    assert all(link.startswith("#") for link in page.xpath("//a/@href"))


def test_nothing_read_is_a_page_too(run: Run) -> None:
    empty = run.model_copy(update={"articles": (), "claims": (), "findings": (), "agreements": (), "left_out": (), "timed": ()})
    page = lxml.html.document_fromstring(html.render(empty, Showing()))
    assert "No findings to show." in words(page)
    assert "No article was read." in words(page)


def test_the_text_of_articles_that_nothing_is_about_is_left_out_and_counted(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\npublished: 2024-03-04\n---\nThe weir in Selm is currently closed.\n")
    (tmp_path / "b.txt").write_text("Bread in Orm is of rye.\n")
    run = api.check([tmp_path], as_of=date(2024, 3, 8), root=tmp_path)
    for showing, texts in ((NOTES, ["1", "2"]), (Showing(min_severity="error"), [])):
        page = lxml.html.document_fromstring(html.render(run, showing))
        assert page.xpath("//@data-text") == texts
        assert ("that of 2 of 2" in words(page)) is (not texts)
        assert {link[1:] for link in page.xpath("//a/@href")} <= set(page.xpath("//@id"))
        assert len(page.xpath('//article[@class="article"]')) == 2


def test_an_article_without_an_outlet_is_called_by_its_day_and_its_place(tmp_path: Path) -> None:
    for name, seats in (("a.txt", 500), ("b.txt", 340)):
        (tmp_path / name).write_text(f"Published 4 March 2024\n\nThe new hall in the old port of Harrow seats {seats} people.\n")
    (tmp_path / "c.psd").write_bytes(b"8BPS")
    page = lxml.html.document_fromstring(html.render(api.check([tmp_path], as_of=date(2024, 3, 8), root=tmp_path), NOTES))
    datelines = [words(line) for line in page.xpath('//*[contains(@class, "finding ")]//p[@class="dateline"]')]
    assert sorted(datelines) == [f"2024-03-04 {tmp_path}/{name}:3" for name in ("a.txt", "b.txt")]
    assert "unknown" not in words(page.xpath("//main")[0])


def test_what_is_no_article_is_told_in_the_words_of_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Published 4 March 2024\n\nBread in Orm is of rye.\n")
    (tmp_path / "c.psd").write_bytes(b"8BPS")
    run = api.check([tmp_path], as_of=date(2024, 3, 8), root=tmp_path)
    head = words(lxml.html.document_fromstring(html.render(run, NOTES)).xpath("//header")[0])
    assert "1 file was not read: 1 .psd." in head
    assert "Left out of articles" not in head


def test_the_legend_names_only_kinds_of_which_words_are_marked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The weir in Selm is currently closed.\n")
    page = lxml.html.document_fromstring(html.render(api.check([tmp_path], as_of=AS_OF, root=tmp_path), NOTES))
    assert [words(heading) for heading in page.xpath("//h3[@data-heading]")] == ["Sources", "Goes stale"]
    assert [words(item) for item in page.xpath('//section[@aria-labelledby="summary"]//ul[@class="legend"]/li')] == ["words goes stale"]


def test_a_fold_says_how_many_have_expired(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\npublished: 2024-03-04\n---\nThe weir in Selm is currently closed. It opens in May 2031.\n")
    (tmp_path / "b.md").write_text("---\npublished: 2024-03-05\n---\nThe lock in Orm is currently closed.\n")
    page = lxml.html.document_fromstring(html.render(api.check([tmp_path], as_of=AS_OF, root=tmp_path), NOTES))
    folds = {words(fold) for fold in page.xpath('//details[@class="fold" and @data-group]/summary')}
    assert {fold.removeprefix(f"{tmp_path}/") for fold in folds} == {"a.md 2 sentences, 1 expired", "b.md 1 expired sentence"}
