"""Formats, encodings, positions, dates and identities."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from factcheck.articles import dates
from factcheck.articles.read import read_paths
from factcheck.model import Article

PROSE = "The valley has three schools and a mill. The mayor said that the bridge will open in May."


def read(path: Path, **options: object) -> Article:
    articles, failures = read_paths([str(path)], root=path.parent, **options)  # type: ignore[arg-type]
    assert not failures
    return articles[0]


def test_markdown_positions_survive_bom_crlf_and_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(
        ("\ufeff---\r\ntitle: T\r\nsource: Post\r\npublished: 2024-03-04\r\n---\r\n\r\n" + PROSE + "\r\nSecond line here.\r\n").encode()
    )
    article = read(path)
    assert (article.title, article.source, article.published, article.published_from) == ("T", "Post", date(2024, 3, 4), "front matter")
    offset = article.text.index("Second")
    position = article.source_map.position(offset)
    assert position is not None
    assert (position.line, position.column) == (8, 1)
    inside = article.source_map.position(article.text.index("mayor"))
    assert inside is not None
    assert inside.column == PROSE.index("mayor") + 1


def test_a_date_time_keeps_its_time(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\ndate: 2024-03-04T09:30:00+02:00\n---\n{PROSE}\n")
    assert read(path).published == datetime(2024, 3, 4, 9, 30)


@pytest.mark.parametrize(
    ("first", "day"),
    [
        ("HARWICK, March 4, 2024 — " + PROSE, date(2024, 3, 4)),
        ("HARWICK, Ohio, Aug. 9, 2022 - " + PROSE, date(2022, 8, 9)),
        ("HARWICK (4 March 2024) – " + PROSE, date(2024, 3, 4)),
        ("Published 4 March 2024\n\n" + PROSE, date(2024, 3, 4)),
        ("A Headline\nUpdated: 4 Mar 2024, 10:30\n\n" + PROSE, date(2024, 3, 4)),
        ("By Ida Holm | March 4, 2024\n\n" + PROSE, date(2024, 3, 4)),
        ("2024-03-04\n\n" + PROSE, date(2024, 3, 4)),
        ("The two met in Lindau on 7 July 2017, at a conference.", None),
        ("Published in 2024 by the council.\n\n" + PROSE, None),
        ("LONDON, Feb 30, 2024 — " + PROSE, None),
        ("HARWICK (Reuters) - March 4, 2024 " + PROSE, date(2024, 3, 4)),
        ("HARWICK, Ohio (AP) — March 4, 2024 — " + PROSE, date(2024, 3, 4)),
        ("Harwick, 4 March 2024 – " + PROSE, date(2024, 3, 4)),
        ("SÃO SELM/HARWICK, Monday, 4 March 2024 – " + PROSE, date(2024, 3, 4)),
        ("HARWICK, March 4 (Reuters) - " + PROSE, None),
        ("Updated: Mar 4, 2024 10:30 AM\n\n" + PROSE, date(2024, 3, 4)),
        ("Published 10:30 a.m. EST Mar. 4, 2024\n\n" + PROSE, date(2024, 3, 4)),
        ("Mar. 4, 2024 Updated Mar. 6, 2024, 4:57 p.m. ET\n\n" + PROSE, date(2024, 3, 4)),
        ("First published on Mon 4 Mar 2024 10.30 GMT\n\n" + PROSE, date(2024, 3, 4)),
        ("Ida Holm | March 4, 2024 | 3 min read\n\n" + PROSE, date(2024, 3, 4)),
        ("By Ida Holm, 4 MARCH 2024\n\n" + PROSE, date(2024, 3, 4)),
        ("2024-03-04T10:30:00Z\n\n" + PROSE, date(2024, 3, 4)),
        ("The mill of 4 March 2024\n\n" + PROSE, None),
        ("On March 4, 2024 — The town was flooded.", None),
        ("It opened in Selm, on 4 March 2024 — a Monday.", None),
    ],
)
def test_datelines(first: str, day: date | None, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(first)
    article = read(path)
    assert article.published == day
    assert article.published_from == ("dateline" if day else "none")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("4 March 2024", date(2024, 3, 4)),
        ("March 4th, 2024", date(2024, 3, 4)),
        ("Monday, March 4, 2024", date(2024, 3, 4)),
        ("2024-3-4", date(2024, 3, 4)),
        ("20240304", date(2024, 3, 4)),
        (20240304, date(2024, 3, 4)),
        ("24/03/2024", date(2024, 3, 24)),
        ("2024-03-04T10:00:00Z", datetime(2024, 3, 4, 10)),
        ("2024-03-04 10:30", datetime(2024, 3, 4, 10, 30)),
        ("2024-03-04T00:00:00", datetime(2024, 3, 4)),
        ("Mon, 04 Mar 2024 10:00:00 GMT", datetime(2024, 3, 4, 10)),
        ("March 4, 2024 10:30 AM", datetime(2024, 3, 4, 10, 30)),
        (date(2024, 3, 4), date(2024, 3, 4)),
        (None, None),
        ("", None),
    ],
)
def test_days_in_common_forms(text: object, day: date | None) -> None:
    found = dates.parse(text)
    assert (found, type(found)) == (day, type(day))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2023-02-30", "no date"),
        ("30 February 2023", "no date"),
        ("March 2024", "no date"),
        ("2024", "no date"),
        ("4 March", "no date"),
        ("Monday", "no date"),
        ("10:30", "no date"),
        ("soon", "no date"),
        ("1709546400", "no date"),
        ("9" * 100_000, "9…' is no date"),
        ("04/03/2024", "2024-04-03 or 2024-03-04"),
        (["2024-03-04"], "a list is no date"),
        (True, "a bool is no date"),
    ],
)
def test_what_is_no_day_is_refused(text: object, says: str) -> None:
    with pytest.raises(ValueError, match="YYYY-MM-DD") as raised:
        dates.parse(text)
    assert says in str(raised.value)
    assert len(str(raised.value)) < 200


def test_the_given_day_is_only_for_articles_without_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PROSE)
    (tmp_path / "b.txt").write_text("HARWICK, March 4, 2024 — " + PROSE)
    assert read(tmp_path / "a.txt", published=date(2020, 1, 1)).published_from == "configuration"
    assert read(tmp_path / "b.txt", published=date(2020, 1, 1)).published == date(2024, 3, 4)


def test_html_has_metadata_body_and_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    paragraph = "The old bridge over the Selm was closed to lorries after engineers found cracks in two of its piers."
    path.write_text(
        "<html><head><title>Bridge closed</title><meta property='og:site_name' content='Harbour Post'>"
        "<meta property='article:published_time' content='2024-03-04'></head>\n<body>\n<nav>menu</nav>\n<article>\n<h1>Bridge closed</h1>\n"
        f"<p>{paragraph}</p>\n<p>{paragraph.replace('lorries', 'buses')}</p>\n</article></body></html>"
    )
    article = read(path)
    assert (article.source, article.published) == ("Harbour Post", date(2024, 3, 4))
    assert "menu" not in article.text
    position = article.source_map.position(article.text.index("The old bridge"))
    assert position is not None
    assert position.line == 6


PAGE = "<html><head><title>Bridge closed</title>{head}</head>\n<body>\n<nav><a>The old bridge over the Selm</a></nav>\n<article>\n{body}\n</article></body></html>"
PARAGRAPH = "<p>The old bridge over the Selm was closed to lorries after engineers found cracks in two of its piers.</p>"


def position(article: Article, words: str) -> tuple[int, int | None] | None:
    found = article.source_map.position(article.text.index(words))
    return (found.line, found.column) if found else None


def test_lines_of_a_page_survive_mark_up_entities_and_comments(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    head = "\n<meta name='description'\n content='The mayor&rsquo;s bridge over the Selm'>"
    body = (
        "<p\n class='first'>The mayor&rsquo;s &amp; the council&#8217;s bridge\n over the <b>Selm</b> was closed\nto 900 lorries.\n"
        "The <a\nhref='x'>firm</a> employs 900 people.</p>\n<!-- a\ncomment -->\n<p>It opens in May. The mill &mdash; an old one\n&mdash; burned.</p>"
    )
    path.write_text(PAGE.format(head=head, body=body))
    article = read(path)
    lines = path.read_text().split("\n")
    for words, shown in (
        ("The mayor", "The mayor"),
        ("was closed", "was closed"),
        ("to 900", "to 900"),
        ("employs", "employs"),
        ("opens", "opens"),
        ("— burned", "&mdash; burned"),
    ):
        found = position(article, words)
        assert found is not None
        assert shown in lines[found[0] - 1]
        assert found[1] is None


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("<meta property='article:published_time' content='2024-03-04T10:00:00Z'>", datetime(2024, 3, 4, 10)),
        ("<meta itemprop='datePublished' content='2024-03-04'>", date(2024, 3, 4)),
        ("<meta name='date' content='March 4, 2024'>", date(2024, 3, 4)),
        ('<script type="application/ld+json">{"datePublished": "2024-03-04T08:00:00+01:00"}</script>', datetime(2024, 3, 4, 8)),
        ("<meta name='date' content='2023-02-30'>", None),
        ("<meta name='date' content='2023-02-30'><meta name='pubdate' content='2024-03-04'>", date(2024, 3, 4)),
        ("<meta name='copyright' content='2024-03-04'>", None),
    ],
)
def test_a_page_tells_its_day_and_nothing_is_guessed(head: str, day: date | None, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE.format(head=head, body=PARAGRAPH + "<footer>© 2023 Harbour Post</footer>"))
    article = read(path)
    assert article.published == day
    assert article.published_from == ("metadata" if day else "none")


def test_the_time_of_a_page_is_its_own_where_there_is_one_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    stamp = "<time datetime='2024-03-04'>4 March</time>"
    path.write_text(PAGE.format(head="", body=PARAGRAPH + stamp))
    assert read(path).published == date(2024, 3, 4)
    path.write_text(PAGE.format(head="", body=PARAGRAPH + stamp + stamp.replace("04", "05")))
    assert read(path).published is None


@pytest.mark.parametrize(
    ("matter", "title", "line"),
    [
        ("---  \ntitle: T\n---\n", "T", 4),
        ("\n---\ntitle: T\n---\n", "T", 5),
        ("---\ntitle: T\n...\n", "T", 4),
        ("---\ntitle: a --- b\nx: |\n  ---\n---\n", "a --- b", 6),
        ("---\ntitle: T\nx: ----\n---\n", "T", 5),
        ("---\n---\n", None, 3),
        ("---\n1: a\ntrue: b\ntitle: 1984\n---\n", "1984", 6),
    ],
)
def test_forms_of_front_matter(matter: str, title: str | None, line: int, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(matter + PROSE)
    article = read(path)
    assert article.title == title
    assert position(article, "The valley") == (line, 1)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: Selm: 340 dead", "Selm: 340 dead"),
        ("title: Live: Holm: “we stay”: all there is  ", "Live: Holm: “we stay”: all there is"),
        ("title: What next:", "What next:"),
        ('title: "Selm" floods', '"Selm" floods'),
        ("title: 'It's over', says Holm", "'It's over', says Holm"),
        ("title: [Opinion] Holm must go", "[Opinion] Holm must go"),
        ("title: @holm quits", "@holm quits"),
        ("title: 'Selm: 340 dead'", "Selm: 340 dead"),
        ("title: 340 dead\nsubtitle: Selm: a day after", "340 dead"),
        ("title: 340 dead\n\ntopics: [a, b]\nsummary: >\n  Selm: a\n  day\nkicker: Selm: floods", "340 dead"),
    ],
)
def test_a_field_of_front_matter_may_be_any_line_of_text(line: str, title: str, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\npublished: 2024-03-04\n{line}\n---\n{PROSE}", encoding="utf-8")
    article = read(path)
    assert (article.title, article.published) == (title, date(2024, 3, 4))
    found = article.source_map.position(0)
    assert found is not None
    assert path.read_text(encoding="utf-8").split("\n")[(found.line or 0) - 1][(found.column or 0) - 1 :].startswith(title)


@pytest.mark.parametrize(
    "line",
    [
        "title: A: B\n  goes on",
        "title: A: B\nwithout a key",
        "title: [A, B",
        "title: A: B\nby: {Ida: Holm",
        "title: !!python/object/apply:os.getcwd []",
        "title: A: B\nmore: *title",
        "title: A: B\npublished: on a day: 4 March",
        "meta:\n  title: A: B",
        "title: A: B\ndate: 2024-13-45",
        "title: A: B\n\t: x",
    ],
)
def test_what_else_is_wrong_with_front_matter_is_told(line: str, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\n{line}\n---\n{PROSE}", encoding="utf-8")
    articles, (failure,) = read_paths([str(path)], root=tmp_path)
    assert not articles
    assert failure.kind in {"front matter", "date"}


def test_a_suppression_that_is_no_yaml_suppresses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\ntitle: A: B\nfactcheck: ignore: FC101: because\n---\n{PROSE}", encoding="utf-8")
    assert [directive.action for directive in read(path).directives] == ["front matter"]


@pytest.mark.parametrize("text", ["Muñoz met “her” at the café – for £5.", "São Selm won’t pay 5 € …", "It is ½ of 5°."])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"])
def test_encodings(encoding: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    try:
        path.write_bytes(text.encode(encoding))
    except UnicodeEncodeError:
        pytest.skip("the encoding lacks these characters")
    assert read(path).text == text


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [
        {"text": PROSE, "title": "One", "published": "2024-03-04"},
        {"text": PROSE + " It rained.", "source": "Post", "url": "https://example.org/2"},
    ]
    path.write_text("\n".join(json.dumps(line) for line in lines))
    articles, failures = read_paths([str(path)], root=tmp_path)
    assert not failures
    assert [(a.title, a.source, a.published, a.path.rsplit(":", 1)[1]) for a in articles] == [
        ("One", None, date(2024, 3, 4), "1"),
        (None, "Post", None, "2"),
    ]
    position = articles[1].source_map.position(50)
    assert position is not None
    assert (position.line, position.column) == (2, None)


@pytest.mark.parametrize(
    ("change", "same"), [({}, True), ({"text": PROSE + "."}, False), ({"title": "Two"}, False), ({"published": "2024-03-05"}, False)]
)
def test_a_line_is_known_by_its_own_row_whatever_other_lines_the_file_gets(change: dict[str, str], same: bool, tmp_path: Path) -> None:
    path, row = tmp_path / "a.jsonl", {"text": PROSE, "title": "One", "published": "2024-03-04"}
    path.write_text(json.dumps(row) + "\n")
    before = read(path)
    path.write_text(json.dumps(row | change) + "\n" + json.dumps({"text": "It rained in the whole valley on Monday."}) + "\n")
    assert (read(path).id == before.id) is same


def test_word_files(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph(PROSE)
    document.save(str(tmp_path / "a.docx"))
    article = read(tmp_path / "a.docx")
    assert PROSE in article.text
    assert article.source_map.position(0) is None


def test_standard_input_folders_and_globs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("news/deep").mkdir(parents=True)
    Path("news/deep/b.txt").write_text(PROSE)
    Path("news/a.md").write_text(PROSE)
    Path("news/.hidden.txt").write_text(PROSE)
    Path("news/notes.csv").write_text("a,b")
    assert [a.path for a in read_paths(["news"], root=tmp_path)[0]] == ["news/a.md", "news/deep/b.txt"]
    assert [a.path for a in read_paths(["news/**/*.txt"], root=tmp_path)[0]] == ["news/deep/b.txt"]
    assert [a.path for a in read_paths(["-"], root=tmp_path, stdin=PROSE.encode())[0]] == ["-"]


def test_identity_is_path_and_content(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PROSE)
    (tmp_path / "b.txt").write_text(PROSE)
    first, second = read_paths([str(tmp_path)], root=tmp_path)[0]
    assert first.id != second.id
    assert first.sha256 == second.sha256
    assert read_paths([f"{tmp_path}/./a.txt"], root=tmp_path)[0][0].id == first.id


@pytest.mark.parametrize(
    ("text", "read_as_english"),
    [
        ("Varga and Ordel met Weil, Holm and Benning in Lindau on Tuesday.", True),
        ("Le maire a dit mardi que le pont ne sera pas ouvert avant la fin de la semaine.", False),
        ("El alcalde dijo el martes que el puente no se abrirá antes del otoño.", False),
        ("قال العمدة يوم الثلاثاء إن الجسر لن يفتح قبل الخريف.", False),
        ("Prices: 12, 14, 19.", True),
        ("Los Selmos and Las Harwickas host El Ordel.", True),
        ("Angela von Holm beats Carlos da Weil.", True),
        ("Ordel, Weil, de la Varga, del Holm, von Benning, van der Selm, di Lindau, dos Harwick and da Ordel met.", True),
        ("The mayor said: “Die Brücke ist nicht offen.” The council met on Monday to talk of it.", True),
        ("Der Bürgermeister kommt heute nicht.", False),
        ("Il ponte non è aperto.", False),
        ("Le pont est fermé.", False),
        ("Мост закрыт.", False),
    ],
)
def test_language(text: str, read_as_english: bool, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text)
    articles, failures = read_paths([str(tmp_path / "a.txt")], root=tmp_path)
    assert bool(articles) == read_as_english
    assert [failure.kind for failure in failures] == ([] if read_as_english else ["language"])


def _examples() -> dict[str, list[str]]:
    """Sentences in other languages than English, by spaCy's code of the language; its packages are not loaded for them."""
    import ast

    import spacy.lang

    found = {}
    for path in sorted(Path(spacy.lang.__path__[0]).glob("*/examples.py")):
        listed = next(node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.Assign))
        found[path.parent.name] = ast.literal_eval(listed.value)
    return {name: sentences for name, sentences in found.items() if name not in {"en", "xx"}}


def test_no_language_passes_as_english(tmp_path: Path) -> None:
    examples = _examples()
    assert len(examples) > 50
    for name, sentences in examples.items():
        (tmp_path / f"{name}.txt").write_text("\n\n".join(sentences), encoding="utf-8")
    articles, failures = read_paths([str(tmp_path)], root=tmp_path)
    assert not [article.path for article in articles]
    assert {failure.kind for failure in failures} == {"language"}


def test_a_paragraph_in_another_language_is_not_read(tmp_path: Path) -> None:
    from factcheck.articles.segment import reading

    passed = []
    for name, sentences in _examples().items():
        foreign = " ".join(sentences[:3])
        path = tmp_path / f"{name}.txt"
        path.write_text(f"{(PROSE + ' ') * 8}\n\n{foreign}\n\nIt rained. Nobody was there.", encoding="utf-8")
        article = read(path)
        found = [article.text[item.start : item.end] for item in reading(article).unread if item.reason == "other language"]
        passed += [name] if found != [foreign] else []
        assert [sentence.text for sentence in reading(article).sentences][-2:] == ["It rained.", "Nobody was there."]
    assert len(passed) <= 2, passed


@pytest.mark.parametrize(
    "text",
    [
        "Mr Holm died on 4 March 2024.",
        "Harwick, 4 March 2024: Ida Holm quits.",
        "12 dead in Selm flood",
        "Holm beats Weil 3-2.",
        "Rain stops play.",
        "Mayor quits",
        "Pope Leo visits Chile, Peru, Bolivia.",
        "Oil falls 3% on 4 March 2024.",
    ],
)
def test_short_english_is_english(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert read(tmp_path / "a.txt").text == text
