"""Nothing of a page's article is lost, and its furniture stays out."""

from pathlib import Path

import pytest

from factcheck.articles.read import read_paths
from factcheck.articles.segment import sentences
from factcheck.model import Article

FIRST = (
    "The city council met on Monday evening in the old town hall to talk about the harbour and its new crane, which had come by sea from "
    "the yard at Lindau and which has stood on the quay without a driver since the spring of last year, to the anger of the merchants."
)
LAST = (
    "Nobody in the room had an answer to the question of who would pay for the tunnel below the river, for which the engineers want twice "
    "as much as they had told the mayor, and which the harbour has asked for since the old bridge was closed to lorries in the winter."
)
LOST = "The flood killed 340 people on Tuesday."

INSIDE = [
    ("second article", f"<article><h1>Hall</h1><p>{FIRST}</p><p>{LAST}</p></article><article><h1>Flood</h1><p>{LOST}</p></article>"),
    ("main beside article", f"<main><p>{LOST}</p></main><article><h1>Hall</h1><p>{FIRST}</p><p>{LAST}</p></article>"),
    ("article in main", f"<main><article><p>{FIRST}</p><p>{LAST}</p></article><section><p>{LOST}</p></section></main>"),
    ("table", f"<article><p>{FIRST}</p><table><tr><td>{LOST}</td><td>12</td></tr></table><p>{LAST}</p></article>"),
    ("table of layout", f"<article><p>{FIRST}</p><p>{LAST}</p></article><main><table><tr><td><p>It rained.</p><p>{LOST}</p></td></tr></table></main>"),
    ("nested table", f"<article><p>{FIRST}</p><table><tr><td><table><tr><td>{LOST}</td></tr></table></td></tr></table><p>{LAST}</p></article>"),
    ("caption of a table", f"<article><p>{FIRST}</p><table><caption>{LOST}</caption><tr><td>12</td></tr></table><p>{LAST}</p></article>"),
    ("aside", f"<article><p>{FIRST}</p><aside><h3>In short</h3><p>{LOST}</p></aside><p>{LAST}</p></article>"),
    ("figcaption", f"<article><p>{FIRST}</p><figure><img src='x'><figcaption>{LOST}</figcaption></figure><p>{LAST}</p></article>"),
    ("heading", f"<article><p>{FIRST}</p><h2>{LOST}</h2><p>{LAST}</p></article>"),
    ("list of terms", f"<article><p>{FIRST}</p><dl><dt>Flood</dt><dd>{LOST}</dd></dl><p>{LAST}</p></article>"),
    ("details", f"<article><p>{FIRST}</p><details><summary>More</summary>{LOST}</details><p>{LAST}</p></article>"),
    ("text of a div", f"<article><p>{FIRST}</p><div>{LOST}</div><p>{LAST}</p></article>"),
    ("no article", f"<div><p>{FIRST}</p><figure><figcaption>{LOST}</figcaption></figure><p>{LAST}</p></div>"),
    ("preformatted", f"<article><p>{FIRST}</p><pre>{LOST}</pre><p>{LAST}</p></article>"),
    ("300 deep", f"<article><p>{FIRST}</p>{'<div>' * 300}<p>{LOST}</p>{'</div>' * 300}<p>{LAST}</p></article>"),
    ("all of it 300 deep", f"{'<div>' * 300}<p>{FIRST}</p><p>{LOST}</p><p>{LAST}</p>{'</div>' * 300}"),
    ("lead in the header", f"<article><header><h1>Hall</h1><p>{LOST}</p></header><p>{FIRST}</p><p>{LAST}</p></article>"),
    ("after the end of the page", f"<p>{FIRST}</p><p>{LAST}</p></body></html>\n<p>{LOST}</p>"),
    ("time line", f"<main><article><p>{FIRST}</p><p>{LAST}</p></article><article><time>9:00</time><p>{LOST}</p></article></main>"),
]  # fmt: skip


def read(body: str, folder: Path, name: str = "a.html") -> Article:
    (folder / name).write_text(f"<html><head><title>Hall</title></head>\n<body>\n{body}\n</body></html>", encoding="utf-8")
    (article,), failures = read_paths([str(folder / name)], root=folder)
    assert not failures
    return article


@pytest.mark.parametrize("body", [case[1] for case in INSIDE], ids=[case[0] for case in INSIDE])
def test_what_belongs_to_the_article_is_read(body: str, tmp_path: Path) -> None:
    article = read(body.replace(LOST, f"\n{LOST}"), tmp_path)
    found = [sentence.text for sentence in sentences(article)]
    assert found.count(LOST) == 1
    assert found.count(FIRST) == found.count(LAST) == 1
    assert (found.index(FIRST) < found.index(LAST)) or "main beside" in body
    place = article.source_map.position(article.text.index(LOST))
    assert place is not None
    assert LOST in (tmp_path / "a.html").read_text(encoding="utf-8").split("\n")[place.line - 1]


OUTSIDE = [
    ("navigation", f"<nav><p>{LOST}</p></nav>"),
    ("navigation within", f"<article><p>{FIRST}</p><nav><p>{LOST}</p></nav><p>{LAST}</p></article>"),
    ("footer", f"<footer><p>{LOST}</p></footer>"),
    ("side", f"<aside><p>{LOST}</p></aside>"),
    ("newsletter within", f"<article><p>{FIRST}</p><div class='box newsletter-signup'><p>{LOST}</p></div><p>{LAST}</p></article>"),
    ("related within", f"<article><p>{FIRST}</p><p>{LAST}</p><section id='related'><article><p>{LOST}</p></article></section></article>"),
    ("mostly a link", f"<main><article><p>{FIRST}</p><p>{LAST}</p></article><ul><li><a href='x'>{LOST}</a></li></ul></main>"),
    ("teaser", f"<article class='card'><h3><a href='x'>Flood in Selm</a></h3><p>{LOST}</p></article>"),
    ("cookies", f"<div id='cookie-banner'><p>{LOST}</p></div>"),
    ("comments", f"<div class='comments'><p>{LOST}</p></div>"),
    ("script", f"<article><p>{FIRST}</p><script>'{LOST}'</script><p>{LAST}</p></article>"),
    ("unseen", f"<article><p>{FIRST}</p><p>{LAST}</p></article><main><div hidden><p>{LOST}</p></div></main>"),
    ("elsewhere without marks", f"<div><p>{LOST}</p></div>"),
]


@pytest.mark.parametrize(("name", "body"), OUTSIDE, ids=[case[0] for case in OUTSIDE])
def test_furniture_stays_out_and_is_counted(name: str, body: str, tmp_path: Path) -> None:
    page = body if FIRST in body else f"<article><p>{FIRST}</p><p>{LAST}</p></article>{body}"
    article = read(page, tmp_path)
    assert LOST not in article.text
    assert FIRST in article.text
    assert name == "script" or dict(article.outside)["page furniture"] >= len(LOST.replace(" ", ""))


def test_a_table_is_left_out_row_by_row_and_told(tmp_path: Path) -> None:
    from factcheck.articles.read import extent

    rows = "<tr><th>Town</th><th>Dead</th></tr><tr><td>Selm</td><td>340</td></tr>"
    article = read(f"<article><p>{FIRST}</p><table>{rows}</table><p>{LAST}</p></article>", tmp_path)
    assert "Town | Dead\nSelm | 340" in article.text
    (table,) = [part for part in extent(article, 0).left_out if part.reason == "table"]
    assert (table.stretches, table.telling) == (2, 1)


def test_what_lies_too_deep_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    body = f"<article><p>{FIRST}</p><p>{LAST}</p></article>{'<div>' * 3000}<p>{LOST}</p>"
    (tmp_path / "a.html").write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    (article,), (failure,) = read_paths([str(tmp_path / "a.html")], root=tmp_path)
    assert FIRST in article.text
    assert (failure.kind, failure.named) == ("nesting", True)
