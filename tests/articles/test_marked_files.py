"""MDX, shortcodes, reStructuredText and AsciiDoc: mark-up is no claim, and what is left stands where the map says."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.articles import asciidoc, markdown, restructured
from factcheck.articles.cutting import cut_out
from factcheck.articles.read import read_inputs
from factcheck.articles.segment import reading, sentences
from factcheck.model import Article

FACT = "The flood killed 340 people."
HIDDEN = "The dam broke on 3 May."


def read(text: str, name: str, folder: Path) -> Article:
    (folder / name).write_text(text, encoding="utf-8")
    found = read_inputs([str(folder / name)], root=folder)
    assert not found.failures
    return found.articles[0]


CASES: list[tuple[str, str, list[str]]] = [
    ("a.md", f'{{{{< figure src="a.png" caption="{HIDDEN}" >}}}}\n{FACT}\n', [FACT]),
    ("a.md", f"{{{{% notice %}}}}\n{FACT}\n{{{{% /notice %}}}}\n", [FACT]),
    ("a.md", f"{{{{< highlight python >}}}}\n{HIDDEN}\n{{{{< /highlight >}}}}\n\n{FACT}\n", [FACT]),
    ("a.md", f"{{% highlight ruby %}}\n{HIDDEN}\n{{% endhighlight %}}\n\n{FACT}\n", [FACT]),
    ("a.md", f"{{% comment %}}{HIDDEN}{{% endcomment %}}{FACT}\n", [FACT]),
    ("a.md", "The flood killed {{ site.dead }}340 people.\n", [FACT]),
    ("a.md", "It rains in `{{ x }}` Selm on 3 May.\n", ["It rains in `{{ x }}` Selm on 3 May."]),
    ("a.md", f"He said {{{{ and left the 3 boats.\n\n{FACT}\n", ["He said {{ and left the 3 boats.", FACT]),
    ("a.mdx", f"import A from './a'\nimport B from './b'\n\n{FACT}\n", [FACT]),
    ("a.mdx", f'export const a = {{\n  b: "{HIDDEN}",\n\n  c: 1\n}}\n\n{FACT}\n', [FACT]),
    ("a.mdx", f'<Note kind="x"\n  said="{HIDDEN}"\n  run={{() => <b>{HIDDEN}</b>}}>\n{FACT}\n</Note>\n', [FACT]),
    ("a.mdx", f"{{/* {HIDDEN} */}}\n{FACT}\n", [FACT]),
    ("a.mdx", 'The flood <Abbr of="x">killed</Abbr> 340 people.\n', [FACT]),
    ("a.mdx", "Import tariffs rose by 3 percent.\n", ["Import tariffs rose by 3 percent."]),
    ("a.mdx", f"```jsx\n<A>\n```\n\n{FACT} It was < 5 metres and {{ 3.\n", [FACT, "It was < 5 metres and { 3."]),
    ("a.rst", f"Title of it\n===========\n\n{FACT}\n", [FACT]),
    ("a.rst", f"=====\nTitle\n=====\n\nPart\n----\n\n{FACT}\n", [FACT]),
    ("a.rst", f".. {HIDDEN}\n   {HIDDEN}\n\n{FACT}\n", [FACT]),
    ("a.rst", f".. note:: {FACT}\n   :class: x\n\n   It rains in Selm.\n", [FACT, "It rains in Selm."]),
    ("a.rst", f".. code-block:: python\n   :linenos:\n\n   {HIDDEN}\n\n{FACT}\n", [FACT]),
    ("a.rst", f"{FACT}\n\nIt goes::\n\n   {HIDDEN}\n\nIt rains in Selm.\n", [FACT, "It rains in Selm."]),
    ("a.rst", ".. |x| replace:: The dam broke.\n.. _mill: https://x.org\n\nThe `flood <https://x.org>`_ killed ``340`` :ref:`people <p>`. [1]_\n", [FACT]),
    ("a.rst", "The flood\nkilled\nThree Hundred people\nof Selm.\n", ["The flood\nkilled\nThree Hundred people\nof Selm."]),
    ("a.rst", f"===  ===\nA    B\n===  ===\nThe dam killed 3 and  {HIDDEN}\n===  ===\n\n{FACT}\n", [FACT]),
    ("a.rst", f"+------+------+\n| The dam killed 3 and | {HIDDEN} |\n+------+------+\n\n{FACT}\n", [FACT]),
    ("a.rst", f".. [1] {FACT}\n", [FACT]),
    ("a.rst", f"It rains.\n\nThe mill\n    {FACT}\n\n1. It is\n   wet in Selm.\n", ["It rains.", FACT, "It is\n   wet in Selm."]),
    ("a.rst", f".. toctree::\n   :maxdepth: 2\n\n   The dam killed 3\n\n{FACT}\n", [FACT]),
    ("a.rst", f".. unheard-of:: x\n   :y: z\n\n   {FACT}\n", [FACT]),
    ("a.rst", f"* {FACT}\n* It rains\n  in Selm.\n", [FACT, "It rains\n  in Selm."]),
    ("a.adoc", f"= Title\nIda Holm <i@x.org>\n\n{FACT}\n", [FACT]),
    ("a.adoc", f"// {HIDDEN}\n{FACT}\n", [FACT]),
    ("a.adoc", f"////\n{HIDDEN}\n\n{HIDDEN}\n////\n{FACT}\n", [FACT]),
    ("a.adoc", f"[source,ruby]\n----\n{HIDDEN}\n----\n\n....\n{HIDDEN}\n....\n\n{FACT}\n", [FACT]),
    ("a.adoc", f"[quote, Ida]\n____\n{FACT}\n____\n\n====\nIt rains in Selm.\n====\n", [FACT, "It rains in Selm."]),
    ("a.adoc", f"NOTE: {FACT}\n\n.Deaths\ninclude::x.adoc[]\nimage::x.png[{HIDDEN}]\n", [FACT]),
    ("a.adoc", "The link:https://x.org[flood] killed <<p,340>> #people#.footnote:[Or so.]\n", [FACT]),
    ("a.adoc", f"|===\n| Selm | The flood killed\n340 people.\n|===\n\n{FACT} Yes, 3.\n", ["The flood killed\n340 people.", FACT, "Yes, 3."]),
    ("a.adoc", f"It rains.\n\n. The first of the three boats of Selm sank with all the men on\n. The second one sank, too\n.. {FACT}\n", ["It rains.", "The first of the three boats of Selm sank with all the men on", "The second one sank, too", FACT]),
    ("a.adoc", f":revnumber: 3\n\n{FACT} +\nIt rains in Selm.\n", [FACT, "It rains in Selm."]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), CASES, ids=[f"{case[0]} {case[1][:30]!r}" for case in CASES])
def test_only_prose_is_read(name: str, text: str, expected: list[str], tmp_path: Path) -> None:
    article = read(text, name, tmp_path)
    found = sentences(article)
    lines = text.split("\n")
    assert [" ".join(s.text.split()) for s in found] == [" ".join(one.split()) for one in expected]
    for sentence in found:
        position = article.source_map.position(sentence.start)
        assert position is not None
        assert position.column is not None
        assert lines[position.line - 1][position.column - 1] == sentence.text[0]
    assert sum(count for _, count in article.outside) + len(article.text) == len(text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "{% comment %} factcheck: ignore[FC203] so {% endcomment %}\nIt rained on Monday.\n"),
        ("a.mdx", "{/* factcheck: ignore[FC203] so */}\n\nIt rained on Monday.\n"),
        ("a.rst", ".. factcheck: ignore[FC203] so\n\nIt rained on Monday.\n"),
        ("a.adoc", "// factcheck: ignore[FC203] so\nIt rained on Monday.\n"),
        ("b.adoc", "= Title\n// factcheck: ignore[FC203] so\n:x: y\n\nIt rained on Monday.\n"),
    ],
)
def test_a_comment_for_the_linter_is_heard(name: str, text: str, tmp_path: Path) -> None:
    article = read(text, name, tmp_path)
    (directive,) = article.directives
    assert (directive.action, directive.codes, directive.reason) == ("ignore", ("FC203",), "so")
    assert text.split("\n")[(directive.line or 0) - 1].find("factcheck") >= 0
    if name != "b.adoc":
        assert article.text[slice(*directive.block)] == "It rained on Monday."


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("a.rst", "The Bridge\n==========\n\n:date: 2024-03-04\n:source: Post\n\nIt rains.\n", "The Bridge"),
        ("a.rst", ":mod:`The` Bridge\n=================\n\n:date: 2024-03-04\n:source: Post\n\nIt rains.\n", "The Bridge"),
        ("a.rst", ":title: The Bridge\n:date: 2024-03-04\n:source: Post\n\nIt rains.\n", "The Bridge"),
        ("a.adoc", "= The Bridge\nIda Holm <i@x.org>\nv1.2, 2024-03-04: second\n:source: Post\n\nIt rains.\n", "The Bridge"),
        ("a.adoc", "= The Bridge\n:revdate: 4 March 2024\n:source: Post\n\nIt rains.\n", "The Bridge"),
        ("a.md", '+++\ntitle = "The Bridge"\ndate = 2024-03-04\nsource = "Post"\n+++\nIt rains.\n', "The Bridge"),
        ("a.mdx", "---\ntitle: The Bridge\npubDate: 2024-03-04\nsource: Post\npublished: true\n---\nIt rains.\n", "The Bridge"),
    ],
)
def test_the_head_describes_the_article(name: str, text: str, title: str, tmp_path: Path) -> None:
    article = read(text, name, tmp_path)
    assert (article.title, article.source, article.day and article.day.isoformat()) == (title, "Post", "2024-03-04")
    assert [s.text for s in sentences(article)] == ["It rains."]


def test_what_is_no_prose_is_told_by_its_reason(tmp_path: Path) -> None:
    article = read(
        f"Title\n=====\n\n::\n\n   {HIDDEN}\n\n===  ===\nA    12\n===  ===\n\n{FACT}\n\nLater\n-----\n\nIt rained.\n", "a.rst", tmp_path
    )
    assert {u.reason for u in reading(article).unread} == {"heading", "code", "table", "space"}


PIECES = st.sampled_from([
    "{{<", ">}}", "{%", "%}", "{", "}", "<A", "/>", ">", "import x", "export {", "\n", "\n\n", "word ", "`", "```", '"', "'", "{/*", "*/}", "highlight",
    "endhighlight", ".. ", "::", "   ", "====", "+--+", "|===", "----", "////", "// ", ":a: b", "note::", "_", "[1]_", "footnote:[", "]", "<<", ">>", "* ", ". ",
])  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
def test_whatever_is_written_nothing_is_lost_and_all_is_placed(text: str) -> None:
    lines = text.split("\n")
    for mark_up in (markdown.shortcodes, markdown.mdx_mark_up, restructured.mark_up, asciidoc.mark_up):
        found = cut_out(text, 1, mark_up(text))
        assert len(found.text) + sum(count for _, count in found.outside) == len(text)
        for offset, character in enumerate(found.text):
            position = found.source_map.position(offset)
            assert position is not None
            assert position.column is not None
            assert (lines[position.line - 1] + "\n")[position.column - 1] == character


@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["a.md", "a.mdx", "a.rst", "a.adoc"]))
def test_sentences_and_what_is_left_out_hold_every_character_once(text: str, name: str) -> None:
    article = Article.model_construct(text=text, path=name, title=None)
    found = reading(article)
    stretches = sorted((item.start, item.end) for item in (*found.sentences, *found.unread))
    assert [end for _, end in stretches[:-1]] == [start for start, _ in stretches[1:]]
    assert (stretches[0][0], stretches[-1][1]) == (0, len(text)) if text else not stretches


@pytest.mark.parametrize(
    "piece",
    ["{{< ", "{% a", "{", "<a '", "<a ", "`x ", ".. a::\n ", "* a\n", "////\n", "|===\n", ":a: b\n", "[", "footnote:[", "=== ===\n"],
)
@pytest.mark.parametrize("name", ["a.md", "a.mdx", "a.rst", "a.adoc"])
def test_the_work_grows_with_the_text(piece: str, name: str, tmp_path: Path) -> None:
    text = piece * (50_000 // len(piece)) + "\n\n" + FACT
    (tmp_path / name).write_text(text)
    found = read_inputs([str(tmp_path / name)], root=tmp_path)
    assert len(found.articles) + len(found.failures) == 1
