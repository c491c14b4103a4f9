"""JSON, CSV and feeds: an article each record, each placed on its line, under whatever names its fields have; what is none is told or counted."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from factcheck.articles.read import Inputs, read_inputs
from factcheck.articles.segment import sentences
from tests_support import call

FACT = "The flood killed 340 people."


def read(name: str, content: str | bytes, folder: Path, **fields: str) -> Inputs:
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return read_inputs([str(folder / name)], root=folder, fields=fields)


def told(found: Inputs) -> list[tuple[str, str]]:
    """The line of each article, and its text."""
    return [(article.path.rpartition(":")[2], article.body) for article in sorted(found.articles, key=lambda article: article.place)]


NAMED = [
    ("a.json", json.dumps({"body": FACT, "title": "T", "date": "2024-03-04"}), {}),
    ("a.json", json.dumps({"content": FACT, "title": "T", "published": "2024-03-04"}), {}),
    ("a.json", json.dumps([{"content_html": f"<p>{FACT}</p>", "title": "T", "date_published": "2024-03-04"}]), {}),
    ("a.json", json.dumps({"version": "x", "items": [{"content_text": FACT, "title": "T", "date_published": "2024-03-04"}]}), {}),
    ("a.json", json.dumps({"content": {"rendered": FACT}, "title": {"rendered": "T"}, "d": "2024-03-04"}), {"text": "content.rendered", "title": "title.rendered", "published": "d"}),
    ("a.jsonl", json.dumps({"story": FACT, "headline": "T", "d": "2024-03-04"}), {"text": "story", "title": "headline", "published": "d"}),
    ("a.ndjson", json.dumps({"text": FACT, "title": "T", "date": "2024-03-04"}), {}),
    ("a.csv", f'Title,Body,Date\nT,"{FACT}",2024-03-04\n', {}),
    ("a.csv", f'head;story;d\nT;"{FACT}";2024-03-04\n', {"text": "story", "title": "head", "published": "d"}),
    ("a.tsv", f"title\ttext\tdate\nT\t{FACT}\t2024-03-04\n", {}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "fields"), NAMED)
def test_an_article_is_found_under_the_names_of_its_fields(name: str, text: str, fields: dict[str, str], tmp_path: Path) -> None:
    (article,), failures, _ = read(name, text, tmp_path, **fields)
    assert not failures
    assert (article.body, article.title, article.published, article.published_from) == (FACT, "T", date(2024, 3, 4), "metadata")


@pytest.mark.parametrize(
    ("name", "text", "count"),
    [
        ("a.json", '{"title": "Five words are a title", "text": "It rained.", "summary": "The flood killed 340 people."}', 28),
        ("a.json", '{"text": "It rained.", "images": [{"caption": "The flood killed 340 people."}], "tags": ["a b c d"]}', 28),
        ("a.json", '{"text": "It rained in the valley today.", "body": "It rained in the valley today."}', 0),
        ("a.csv", "id,text,note\n1,It rained.,The flood killed 340 people.\n", 28),
        ("a.jsonl", '{"text": "It rained.", "url": "https://a.example/b", "section": "World news"}', 0),
    ],
)
def test_what_else_a_record_says_is_counted(name: str, text: str, count: int, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    (article,), failures = read(name, text, tmp_path)[:2]
    assert not failures
    assert dict(article.outside).get("other field", 0) == count


def test_a_mapped_name_is_the_only_one(tmp_path: Path) -> None:
    _, (failure,), _ = read("a.jsonl", json.dumps({"text": FACT}), tmp_path, text="story")
    assert "give the article under the key story" in failure.message


def test_fields_are_named_in_the_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("factcheck.toml").write_text('fields = {text = "story", title = "headline"}\n')
    Path("a.csv").write_text(f"headline,story\nT,{FACT}\n")
    report = json.loads(call("check", "a.csv", "--format", "json").out)
    assert [(article["path"], article["title"]) for article in report["articles"]] == [("a.csv:2", "T")]
    Path("factcheck.toml").write_text('fields = {txt = "story"}\n')
    done = call("check", "a.csv")
    assert done.code == 2
    assert "fields.txt" in done.err


def test_each_article_stands_on_its_line(tmp_path: Path) -> None:
    listed = f'[\n {{"text": "{FACT}"}},\n {{"text":\n  "It rains in Selm."}}\n]\n'
    assert told(read("a.json", listed, tmp_path)) == [("2", FACT), ("3", "It rains in Selm.")]
    assert told(read("a.json", listed.replace("\n", ""), tmp_path)) == [("1", FACT), ("2", "It rains in Selm.")]
    rows = f'text,title\n"{FACT}\nIt rains in Selm.",T\n\nThe mill burned on 3 May.,U\n'
    found = read("a.csv", rows, tmp_path)
    assert [line for line, _ in told(found)] == ["2", "5"]
    position = found.articles[0].source_map.position(0)
    assert position is not None
    assert position.line in {2, 5}
    assert [s.text for s in sentences(found.articles[0])] == [FACT, "It rains in Selm."]


PART = [
    ("a.json", f'[{{"text": "{FACT}"}}, {{"text": "It rai', ":1: is no valid JSON"),
    ("a.json", f'[{{"text": "{FACT}"}}\n', ":2: the list is broken off"),
    ("a.json", f'[{{"text": "{FACT}"}},\n{{"title": "T"}}]', ":2: has no text"),
    ("a.json", f'[{{"text": "{FACT}"}}, 3]', "is no JSON object"),
    ("a.ndjson", f'{{"text": "{FACT}"}}\n{{"text": \n', ":2: is no valid JSON"),
    ("a.csv", f'text,title\n{FACT},T\n"It rains,U\n', ":3: is no valid CSV"),
    ("a.csv", f"text,title\n{FACT},T\nIt rains, and pours,U\n", ":3: has 3 fields, and the first line has 2"),
    ("a.csv", f"text,title\n{FACT},T\n,U\n", "has no text in line 3"),
    ("a.csv", f"text,date\n{FACT},2024-03-04\nIt rains.,soon\n", ":3: 'soon' is no date"),
    ("a.rss", f"<rss><channel><item><description>{FACT}</description></item><item><title>T</title></item></channel></rss>", "1 of 2 entries hold no text"),
    ("a.rss", f"<rss><channel><item><description>{FACT}</description></item><item><descr", "is damaged"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "says"), PART, ids=[f"{case[0]} {case[2]}" for case in PART])
def test_what_is_broken_is_told_and_the_rest_is_read(name: str, text: str, says: str, tmp_path: Path) -> None:
    found = read(name, text, tmp_path)
    assert [article.body for article in found.articles] == [FACT]
    assert [says in failure.message for failure in found.failures] == [True]
    assert all("\n" not in failure.message for failure in found.failures)


OTHER = [
    ("package.json", '{"name": "x", "version": 3}', "no article (.json)"),
    ("tsconfig.json", '{ // "x"\n "include": [] }', "no article (.json)"),
    ("list.json", "[1, 2]", "no article (.json)"),
    ("table.csv", "a,b\n1,2\n", "no article (.csv)"),
    ("sitemap.xml", "<?xml version='1.0'?><urlset/>", "no article (.xml)"),
    ("report.json", '{"schema_version": 1, "findings": [], "text": "x"}', "a report of factcheck"),
    ("claims.jsonl", '{"text": "x", "quote": "x", "subject": "", "predicate": "", "modality": ""}', "a report of factcheck"),
    ("report.html", '<html><head><meta name="generator" content="factcheck 0.1.0"></head><body><article><p>It rains here in Selm.</p></article></body></html>', "a report of factcheck"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "reason"), OTHER, ids=[case[0] for case in OTHER])
def test_what_holds_no_article_is_counted_in_a_folder_and_refused_by_name(name: str, text: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(FACT)
    (tmp_path / name).write_text(text)
    articles, failures, skipped = read_inputs([str(tmp_path)], root=tmp_path)
    assert (len(articles), failures) == (1, [])
    assert [(item.subject, item.reason, item.count) for item in skipped] == [(str(tmp_path), reason, 1)]
    _, (failure,), skipped = read_inputs([str(tmp_path / name)], root=tmp_path)
    assert (failure.kind, failure.named, skipped) == ("no article", True, ())
    (tmp_path / "good.txt").unlink()
    articles, (failure,), _ = read_inputs([str(tmp_path)], root=tmp_path)
    assert (articles, failure.kind) == ([], "no articles")


def test_a_broken_file_that_may_hold_an_article_is_told_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"title": "T", "text": "The flood')
    _, (failure,), skipped = read_inputs([str(tmp_path)], root=tmp_path)
    assert ("is no valid JSON" in failure.message, skipped) == (True, ())


def test_the_program_leaves_its_own_page_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(FACT)
    for form, file in (("html", "report.html"), ("json", "report.json")):
        assert call("check", "a.txt", "--format", form, "--output", file).code == 0
    Path("claims.jsonl").write_text(call("extract", "a.txt").out)
    done = call("check", ".")
    assert "3 files were not read: 3 reports of factcheck" in done.out.replace("\n", " ")
    assert "1 article," in done.out


RSS = """<?xml version="1.0" encoding="iso-8859-1"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Harbour &amp; Post</title>
<!-- <item> -->
<item><title>A</title><link>https://x.org/a</link><pubDate>Mon, 04 Mar 2024 10:00:00 GMT</pubDate>
<description>Short.</description><content:encoded><![CDATA[<p>The <item> flood killed 340 people.</p>
<p>It rains &amp; pours in S\xe9lm.</p><script>x</script>]]></content:encoded></item>
<item><title>B</title><description>The mill seats 340 people.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title>
<entry><title>A</title><link href="https://x.org/a"/><updated>2024-03-04T10:00:00Z</updated>
<content type="html">&lt;p&gt;The flood killed 340 people.&lt;/p&gt;</content></entry>
<entry><title>B</title><summary type="text">It was &lt; 3 metres in Selm.</summary></entry></feed>"""


def test_a_feed_is_its_entries(tmp_path: Path) -> None:
    found = read("a.xml", RSS.encode("latin-1"), tmp_path)
    assert not found.failures
    assert told(found) == [("4", "The flood killed 340 people.\nIt rains & pours in Sélm."), ("7", "The mill seats 340 people.")]
    first = min(found.articles, key=lambda article: article.place)
    assert (first.title, first.source, first.published, first.url) == ("A", "Harbour & Post", datetime(2024, 3, 4, 10), "https://x.org/a")
    assert dict(first.outside)["summary"] == len("Short.")
    found = read("a.atom", ATOM, tmp_path)
    assert told(found) == [("2", FACT), ("4", "It was < 3 metres in Selm.")]
    assert {article.published for article in found.articles} == {datetime(2024, 3, 4, 10), None}


def test_no_feed_opens_a_file_or_stands_for_gigabytes(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("The secret is 42 boats.")
    entity = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>'
    item = "<channel><item><description>The valley has three schools. &x;</description></item></channel></rss>"
    found = read("a.rss", f"{entity}<rss>{item}", tmp_path)
    assert all("secret" not in article.text for article in found.articles)
    laughs = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghx", strict=True))
    found = read("b.rss", f'<!DOCTYPE rss [<!ENTITY a "ha ha ha">{laughs}]><rss>{item}', tmp_path)
    assert sum(len(article.text) for article in found.articles) < 10_000
    assert found.articles or found.failures


PIPED = [
    (b"<!DOCTYPE html><html><head><title>T</title></head><body><article><p>The flood killed 340 people.</p></article></body></html>", [FACT]),
    (ATOM.encode(), [FACT, "It was < 3 metres in Selm."]),
    (json.dumps({"text": FACT}).encode(), [FACT]),
    (f'[{{"text": "{FACT}"}}]'.encode(), [FACT]),
    (f'{{"text": "{FACT}"}}\n{{"text": "It rains in Selm."}}\n'.encode(), [FACT, "It rains in Selm."]),
    (b"{\\rtf1 The flood killed {\\b 340} people.}", [FACT]),
    (FACT.encode(), [FACT]),
    (b"{The flood} killed 340 people.", ["{The flood} killed 340 people."]),
]  # fmt: skip


@pytest.mark.parametrize(("content", "texts"), PIPED)
def test_what_is_piped_in_is_read_as_what_it_begins_as(content: bytes, texts: list[str], tmp_path: Path) -> None:
    found = read_inputs(["-"], root=tmp_path, stdin=content)
    assert not found.failures
    assert [article.body for article in sorted(found.articles, key=lambda article: article.place)] == texts


@pytest.mark.parametrize("address", ["https://x.org/a?b=1&c=2", "HTTP://x.org", "ftp://x.org/a.txt"])
def test_an_address_is_refused_with_the_way(address: str) -> None:
    done = call("check", address)
    assert done.code == 2
    assert f"{address}: is an address, and factcheck fetches nothing; pipe it in: curl -sL " in done.err
    assert done.err.rstrip().endswith("| factcheck check -")
    if "&" in address:
        assert f"'{address}'" in done.err


@pytest.mark.parametrize(
    ("path", "text", "day"),
    [
        ("_posts/2025-03-04-bridge.md", FACT, "2025-03-04"),
        ("blog/_posts/news/2025-03-04-bridge.html", f"<html><body><article><p>{FACT}</p></article></body></html>", "2025-03-04"),
        ("_posts/2025-03-04-bridge.md", f"---\ndate: 2024-01-02\n---\n{FACT}", "2024-01-02"),
        ("_posts/2025-13-04-bridge.md", FACT, None),
        ("_posts/bridge.md", FACT, None),
        ("posts/2025-03-04-bridge.md", FACT, None),
    ],
)
def test_a_post_of_jekyll_is_dated_by_its_name(path: str, text: str, day: str | None, tmp_path: Path) -> None:
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(text)
    (article,), _, _ = read_inputs([str(tmp_path / path)], root=tmp_path)
    assert (article.day and article.day.isoformat()) == day
    assert article.published_from == ("none" if day is None else "front matter" if text.startswith("---") else "file name")


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("Factcheck: {ignore: {FC203: so}}", True),
        ("fact-check: {ignore: {FC203: so}}", True),
        ("factchek: {ignore: {FC203: so}}", True),
        ("factcheck: {ignore: {FC203: so}}", False),
        ("factchecked: true", False),
        ("fact_checker: Ida Holm", False),
        ("checks: {ignore: {FC203: so}}", False),
    ],
)
def test_a_misspelled_suppression_in_front_matter_is_told(key: str, told: bool, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\npublished: 2024-03-04\n{key}\n---\nIt rained on Monday in Selm.\n")
    findings = json.loads(call("check", str(tmp_path / "a.md"), "--format", "json").out)["findings"]
    wrong = [finding["message"] for finding in findings if finding["code"] == "FC901"]
    assert bool(wrong) == told
    assert all("not understood" in message for message in wrong)


def test_comments_of_a_page_are_counted(tmp_path: Path) -> None:
    page = f"<html><body><article><!-- Really? --><p>{FACT} It rains.</p></article></body></html>"
    (article,), _, _ = read("a.html", page, tmp_path)
    assert dict(article.outside) == {"comment": len(" Really? ")}
