"""PDF, RTF and e-mail: what stands in them is read word for word, where it stands is told, and what is damaged is told in a line."""

from pathlib import Path

import pytest
from pdf_files import bomb, pdf

import factcheck
from factcheck.articles.read import read_inputs
from factcheck.articles.segment import headline, sentences
from factcheck.model import Article, Failure
from tests_support import call

LINES = [
    "The council of Harrow closed the Alder Bridge on Monday after",
    "engineers found a cracked beam, Edith Marlow said. About 300",
    "buses cross it every day, and twenty-one people were hurt.",
]


def read(name: str, content: bytes, folder: Path) -> tuple[list[Article], list[Failure]]:
    (folder / name).write_bytes(content)
    found = read_inputs([str(folder / name)], root=folder)
    return found.articles, found.failures


def test_lines_of_a_page_are_joined_to_sentences_and_placed_on_their_page(tmp_path: Path) -> None:
    (article,), failures = read("a.pdf", pdf([["Bridge closed", "", *LINES], ["It reopens in May."]], title="Bridge"), tmp_path)
    assert not failures
    assert (article.title, article.published) == ("Bridge", None)
    found = sentences(article)
    assert [s.text for s in found][:2] == [
        "The council of Harrow closed the Alder Bridge on Monday after engineers found a cracked beam, Edith Marlow said.",
        "About 300 buses cross it every day, and twenty-one people were hurt.",
    ]
    assert [article.source_map.page(s.start) for s in found] == [1, 1, 2]
    assert all(article.source_map.position(s.start) is None for s in found)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("The govern-", "ment said that the government pays 300 men.", "The government said that the government pays 300 men."),
        ("A well-", "known man said that a well-known man pays 300 men.", "A well-known man said that a well-known man pays 300 men."),
        ("It was closed by Smith-", "Jones, who pays 300 men.", "It was closed by Smith-Jones, who pays 300 men."),
    ],
)
def test_words_parted_at_the_end_of_a_line(before: str, after: str, shown: str, tmp_path: Path) -> None:
    (article,), _ = read("a.pdf", pdf([["The mill of Selm burned on 3 May and nobody was hurt at all.", before, after]]), tmp_path)
    assert sentences(article)[-1].text == shown


def test_running_heads_and_page_numbers_cut_no_sentence_and_are_counted(tmp_path: Path) -> None:
    pages = [["Harbour Post 1", *LINES[:2], "Page 1 of 3"], ["Harbour Post 2", LINES[2], *LINES[:2], "Page 2 of 3"], ["Harbour Post 3", LINES[2], "Page 3 of 3"]]  # fmt: skip
    (article,), _ = read("a.pdf", pdf(pages), tmp_path)
    assert [s.text for s in sentences(article)].count("About 300 buses cross it every day, and twenty-one people were hurt.") == 2
    assert "Page" not in article.text
    assert dict(article.outside)["running head"] == 3 * len("Harbour Post 1" + "Page 1 of 3")
    (article,), _ = read(
        "b.pdf", pdf([["The mill burned.", "It seats 340 people."], ["The mill burned.", "It seats 350 people."]]), tmp_path
    )
    assert [s.text for s in sentences(article)] == ["The mill burned.", "It seats 340 people.", "The mill burned.", "It seats 350 people."]


def test_a_finding_in_a_pdf_names_its_page(tmp_path: Path) -> None:
    told = ["The new hall in the old port of Harrow seats 500 people on two levels."]
    (tmp_path / "a.pdf").write_bytes(pdf([["Published 4 March 2024", "", "It rained in Selm."], told]))
    (tmp_path / "b.txt").write_text("Published 4 March 2024\n\n" + told[0].replace("500", "340") + "\n")
    done = call("check", str(tmp_path), "--format", "concise")
    assert "FC101" in done.out
    assert "a.pdf#page=2" in "".join(call("check", str(tmp_path)).out.split())  # a long path is folded
    run = factcheck.check(tmp_path, root=tmp_path, as_of="2024-03-10")
    (finding,) = [f for f in run.findings if f.code == "FC101"]
    assert sorted((s.page or 0, s.line or 0) for s in finding.statements) == [(0, 3), (2, 0)]


def test_a_table_of_contents_goes_into_no_sentence(tmp_path: Path) -> None:
    contents = [
        "1 The council and the mills of Harrow . . . . . . . . . . . 8",
        "2 The bridges of Harrow and Selm . . . . . . . . . . . . . . . 15",
    ]
    (article,), _ = read("a.pdf", pdf([["It rains in Selm.", *contents, *LINES]]), tmp_path)
    assert "15\n\nThe council of Harrow closed" in article.text


ENCRYPTED = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (" + b"x" * 32 + b") /U (" + b"y" * 32 + b") /P -4 >> /ID [(a) (a)]"
DAMAGED = [
    ("cut.pdf", pdf([LINES])[:300], "cannot be opened as a PDF"),
    ("text.pdf", b"The valley has three schools.", "cannot be opened as a PDF"),
    ("locked.pdf", pdf([LINES], trailer=ENCRYPTED), "is encrypted"),
    ("scan.pdf", pdf([[], []], pictures=[1, 2]), "holds pictures of pages and no text"),
    ("blank.pdf", pdf([[]]), "holds no text"),
    ("bomb.pdf", bomb(), "is damaged, and none of it was read"),
    ("text.rtf", b"The valley has three schools.", "is no RTF"),
    ("cut.rtf", b"{\\rtf1 The valley has {\\b three", "ends before its last brace"),
    ("blank.rtf", b"{\\rtf1\\ansi }", "holds no text"),
    ("bin.rtf", b"{\\rtf1 The valley {\\pict\\bin5 abcde}}", "pictures as bytes"),
    ("codes.rtf", b"{\\rtf1\\ansicpg932 The valley \\'81}", "cannot be read as RTF"),
    ("fonts.rtf", b"{\\rtf1{\\fonttbl" + b"\\f1" * 300_000 + b" The valley has three schools.}", "its table of fonts does not end"),
    ("links.rtf", b"{\\rtf1 " + b'{\\field{\\*\\fldinst{HYPERLINK "x' * 2_000 + b"}", "holds no text"),
    ("head.eml", b"From: a@x.org\nSubject: " + b"=?utf-8?q?a?= " * 5_000 + b"\n\nThe valley has three schools.\n", "a line of its head is longer"),
    ("parts.eml", b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(300)), "has more than 200 parts"),
    ("pages.pdf", pdf([LINES]).replace(b"/Count 1", b"/Count 9999"), "has more than 5,000 pages"),
    ("text.eml", b"The valley has three schools.\n", "is no e-mail"),
    ("locked.eml", b"From: a@x.org\nContent-Type: application/pkcs7-mime\n\nMIIB\n", "holds no text that can be read"),
    ("blank.eml", b"From: a@x.org\nSubject: A\n\n", "holds no text"),
    ("charset.eml", b"From: a@x.org\nContent-Type: text/plain; charset=klingon\n\nThe valley has three schools.\n", "cannot be read as an e-mail"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "says"), DAMAGED, ids=[case[0] for case in DAMAGED])
def test_what_cannot_be_read_is_told_in_one_line(name: str, content: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    done = call("check", str(tmp_path / name))
    assert (done.code, len(done.err.strip().splitlines())) == (2, 1)
    assert f"{name}: " in done.err
    assert says in done.err


def test_what_draws_too_much_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.articles.formats.pdf_pages._MOST_OPERATIONS", 10)
    articles, (failure,) = read("a.pdf", pdf([LINES * 5]), tmp_path)
    assert not articles
    assert (failure.kind, failure.named) == ("too large", True)


def test_pages_that_are_pictures_are_told_beside_those_that_are_read(tmp_path: Path) -> None:
    articles, (failure,) = read("a.pdf", pdf([LINES, [], []], pictures=[2]), tmp_path)
    assert len(articles) == 1
    assert failure.message.startswith(f"{tmp_path}/a.pdf: page 2 holds pictures and no text")


def test_rtf_has_its_words_and_no_commands(tmp_path: Path) -> None:
    content = (
        b"{\\rtf1\\ansi\\ansicpg1252{\\fonttbl\\f0 Arial;}{\\info{\\title The Mill}{\\author Ida}}\\f0 The valley has {\\b three} schools.\\par "
        b"It cost \\u8364?12 million, \\ldblquote a lot\\rdblquote .\\par\n{\\pict\\pngblip 89504e47}It rains in S\\'e9lm.\\par}"
    )
    (article,), failures = read("a.rtf", content, tmp_path)
    assert not failures
    assert article.title == "The Mill"
    assert [s.text for s in sentences(article)] == [
        "The valley has three schools.", "It cost €12 million, “a lot”.", "It rains in Sélm."
    ]  # fmt: skip


HEAD = "From: Harbour Post <news@x.org>\nSubject: =?utf-8?q?Br=C3=BCcke?= closed\nDate: Mon, 4 Mar 2024 10:00:00 +0100\nMIME-Version: 1.0\n"


def test_a_mail_is_dated_and_placed_and_what_is_attached_is_counted(tmp_path: Path) -> None:
    parts = "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\nThe valley has three schools.\nIt rains in Sélm.\n--b\nContent-Type: text/plain\nContent-Disposition: attachment\n\nhello\n--b--\n"
    (article,), failures = read("a.eml", (HEAD + parts).encode(), tmp_path)
    assert not failures
    assert (article.title, article.source, str(article.published), article.published_from) == (
        "Brücke closed", "Harbour Post", "2024-03-04 10:00:00", "metadata"
    )  # fmt: skip
    position = article.source_map.position(article.text.index("It rains"))
    assert position is not None
    assert (position.line, position.column) == (11, 1)
    assert dict(article.outside) == {"attachment": 5}


def test_a_mail_that_is_a_page_alone_is_read_as_one(tmp_path: Path) -> None:
    coded = "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<table><tr><td>The <b>valley</b> has =E2=80=9Cthree=E2=80=9D schools.</td></tr></table><script>x</script>\n"
    (article,), failures = read("a.eml", (HEAD + coded).encode(), tmp_path)
    assert not failures
    assert article.text == "Brücke closed\n\nThe valley has “three” schools."
    assert article.source_map.position(article.text.index("The valley")) is None


PART = "--b\nContent-Type: text/plain; charset=utf-8\n"
MAILS = [
    (
        "two texts",
        "mixed",
        f"{PART}\nIt rains in Selm.\n{PART}\nThe flood killed 340.\n",
        ["It rains in Selm.", "The flood killed 340."],
        {},
    ),
    (
        "a message inside",
        "mixed",
        f"{PART}\nIt rains in Selm.\n--b\nContent-Type: message/rfc822\n\nSubject: x\n\nThe flood killed 340.\n",
        ["It rains in Selm."],
        {"attachment": 21},
    ),
    (
        "a named text",
        "mixed",
        f"{PART}\nIt rains in Selm.\n{PART}Content-Disposition: inline; filename=a.txt\n\nhello\n",
        ["It rains in Selm."],
        {"attachment": 5},
    ),
    (
        "both versions",
        "alternative",
        f"{PART}\nIt rains in Selm.\n--b\nContent-Type: text/html\n\n<p>It rains in Selm.</p>\n",
        ["It rains in Selm."],
        {"other version": 17},
    ),
    (
        "a stub",
        "alternative",
        f"{PART}\nOpen the page.\n--b\nContent-Type: text/html\n\n<p>{'It rains in the town of Selm. ' * 4}</p>\n",
        ["It rains in the town of Selm."] * 4,
        {"other version": 14},
    ),
]


@pytest.mark.parametrize(("kind", "parts", "expected", "outside"), [case[1:] for case in MAILS], ids=[case[0] for case in MAILS])
def test_what_a_mail_shows_is_read_and_the_rest_is_counted(
    kind: str, parts: str, expected: list[str], outside: dict[str, int], tmp_path: Path
) -> None:
    (article,), failures = read("a.eml", f"{HEAD}Content-Type: multipart/{kind}; boundary=b\n\n{parts}--b--\n".encode(), tmp_path)
    assert not failures
    assert [sentence.text for sentence in sentences(article)] == expected
    assert dict(article.outside) == outside


def test_the_subject_of_a_mail_is_its_headline(tmp_path: Path) -> None:
    (article,), _ = read("a.eml", (HEAD + "\nThe valley has three schools.\n").encode(), tmp_path)
    found, position = headline(article), article.source_map.position(0)
    assert found is not None
    assert found.text == "Brücke closed"
    assert position is not None
    assert (position.line, position.column) == (2, None)


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("{\\footnote {\\super 1} The flood killed 340.}", ["It rained.", "It fell.", "1 The flood killed 340."]),
        ("{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 340}}{\\shptxt The flood killed 340.\\par}}}", ["It rained.", "It fell.", "The flood killed 340."]),
        ("{\\headerl The flood killed 340.}{\\footer Selm Post said so.}", ["It rained.", "It fell.", "The flood killed 340.", "Selm Post said so."]),
        ("{\\footnotes The mill burned.}", ["It rained.", "The mill burned.It fell."]),
        ("\\{\\b brace\\}", ["It rained.", "{brace}It fell."]),
        ("{\\*\\generator The flood killed 340;}", ["It rained.", "It fell."]),
    ],
)  # fmt: skip
def test_notes_boxes_and_running_lines_of_rtf_are_read_last(group: str, expected: list[str], tmp_path: Path) -> None:
    (article,), failures = read("a.rtf", f"{{\\rtf1\\ansi It rained. \\par {group}It fell.\\par}}".encode(), tmp_path)
    assert not failures
    assert [line.strip() for line in article.text.split("\n") if line.strip()] == expected
