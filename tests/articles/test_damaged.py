"""Whatever happens to a file of any format, it ends in articles or in failures of one line, and never silently in neither."""

import random
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from pdf_files import pdf

from factcheck.articles import readable
from factcheck.articles.inputs import READERS
from factcheck.articles.read import read_inputs
from factcheck.articles.segment import reading

PROSE = "The council of Harrow closed the Alder Bridge on Monday. It rains in Selm."
PLAIN = f"Title\n=====\n\n{PROSE}\n\n.. note:: {PROSE}\n\n// x\n|===\n| a | b\n|===\n\n```\ncode\n```\n{{{{< x >}}}}<A b='c'>{{d}}</A>\n<!-- factcheck: ignore[FC101] x -->\n"
FRONT = "---\ntitle: T\ndate: 2024-03-04\n---\n" + PLAIN
PAGE = f"<html><head><title>T</title></head><body><article><h1>T</h1><p>{PROSE}</p><table><tr><td>a</td></tr></table><!-- x --></article></body></html>"
RSS = f"<rss><channel><title>T</title>\n<item><title>A</title><pubDate>Mon, 04 Mar 2024 10:00:00 GMT</pubDate><description>&lt;p&gt;{PROSE}&lt;/p&gt;</description></item>\n<item><description>{PROSE}</description></item></channel></rss>"
ATOM = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title><updated>2024-03-04T10:00:00Z</updated><content type="html">{PROSE}</content></entry></feed>'
JSON = f'[{{"text": "{PROSE}", "title": "T", "date": "2024-03-04"}},\n{{"body": "<p>{PROSE}</p>"}}]'
LINES = f'{{"text": "{PROSE}"}}\n{{"text": "{PROSE}", "url": "x"}}\n'
MAIL = f"From: A <a@x.org>\nSubject: =?utf-8?q?T=C3=A9?=\nDate: Mon, 4 Mar 2024 10:00:00 +0100\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n{PROSE}\n--b\nContent-Type: text/plain\nContent-Disposition: attachment\n\nx\n--b--\n"
RTF = f"{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl\\f0 Arial;}}{{\\info{{\\title T}}}}\\f0 {PROSE}\\par \\'e9\\u8212? {{\\b x}}}}"
TEXTS = {
    ".txt": PROSE, ".md": FRONT, ".markdown": FRONT, ".mdx": FRONT, ".rst": PLAIN, ".adoc": PLAIN, ".asciidoc": PLAIN, ".html": PAGE, ".htm": PAGE,
    ".rtf": RTF, ".eml": MAIL, ".rss": RSS, ".xml": RSS, ".atom": ATOM, ".json": JSON, ".jsonl": LINES, ".ndjson": LINES,
    ".csv": f'title,text\nT,{PROSE}\nU,"{PROSE}"\n', ".tsv": f"title\ttext\nT\t{PROSE}\n",
}  # fmt: skip
JUNK = [b"{" * 2000, b"[" * 2000, b"<a>" * 2000, b"\0", b"\xff\xfe", b"\n" * 50, b'"', b"'", b"&x;", b"<!--", b"]]>", b"\\u0000", b"\\'81", b"\\bin9 ", b"--b--\n", b"```\n", b"=====\n", b"\x1b[31m", b"\xe2\x80\xae", b"\r", b"a\xcc\x81" * 2000]  # fmt: skip
ROUNDS = 25


def valid(suffix: str) -> bytes:
    if suffix == ".pdf":
        return pdf([[PROSE], [PROSE]], title="T", pictures=[2])
    if suffix == ".docx":
        document, file = Document(), BytesIO()
        document.add_paragraph(PROSE)
        document.add_table(1, 2).cell(0, 0).text = PROSE
        document.save(file)
        return file.getvalue()
    return TEXTS[suffix].encode()


def damaged(content: bytes, rng: random.Random) -> bytes:
    """The file with some of it cut off, changed, taken out, doubled, turned round, or with what does not belong there put in."""
    out = bytearray(content)
    for _ in range(rng.choice([1, 1, 2, 8])):
        start = rng.randrange(len(out) + 1)
        end = min(len(out), start + rng.choice([1, 8, 64, 512]))
        change = rng.choice(["cut", "flip", "drop", "double", "turn", "junk", "code"])
        if change == "cut":
            del out[start:]
        elif change == "flip" and start < len(out):
            out[start] = rng.randrange(256)
        elif change == "drop":
            del out[start:end]
        elif change == "double":
            out[start:start] = out[start:end] * rng.choice([1, 100])
        elif change == "turn":
            out[start:end] = out[start:end][::-1]
        elif change == "junk":
            out[start:start] = rng.choice(JUNK)
        elif change == "code":
            out = bytearray(bytes(out).decode("utf-8", "replace").encode(rng.choice(["utf-16", "utf-32", "utf-8-sig"])))
    return bytes(out)


@pytest.mark.parametrize("suffix", READERS)
def test_a_damaged_file_ends_in_articles_or_failures(suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rng = random.Random(suffix)
    path = tmp_path / f"a{suffix}"
    path.write_bytes(valid(suffix))
    assert read_inputs([str(path)], root=tmp_path).articles
    for _ in range(ROUNDS):
        content = damaged(valid(suffix), rng)
        path.write_bytes(content)
        found = read_inputs(["-" if rng.random() < 0.1 else str(path)], root=tmp_path, stdin=content)
        assert found.articles or found.failures
        assert all("\n" not in failure.message and len(failure.message) < 600 for failure in found.failures)
        for article in found.articles:
            assert article.model_dump_json()
            parts = reading(article)
            stretches = sorted((item.start, item.end) for item in (*parts.sentences, *parts.unread))
            assert (stretches[0][0], stretches[-1][1]) == (0, len(article.text))
            assert [end for _, end in stretches[:-1]] == [start for start, _ in stretches[1:]]
    assert capsys.readouterr() == ("", "")


def test_a_word_without_an_end_is_no_work() -> None:
    text = "a" * 500_000 + "é\u200b" + "b" * 10 + " c\u00add"
    assert readable(text).split() == ["a" * 500_000 + "é" + "b" * 10, "cd"]


PAGES = [["The council of Harrow closed the Alder Bridge on Monday."], ["It reopens in May."]]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"startxref\n", b"startxref\n1"),
        (b"/F1 11 Tf", b"/F1 xx Tf"),
        (b"/Count 2", b"/Count 3"),
        (b"/Contents 9 0 R", b"/Contents 99 0 R"),
        (b"/Contents 9 0 R /Resources", b"/Contents 9 0 R /Rasources"),
    ],
)
def test_a_pdf_from_which_something_may_be_missing_says_so(old: bytes, new: bytes, tmp_path: Path) -> None:
    whole = pdf(PAGES)
    assert old in whole
    (tmp_path / "a.pdf").write_bytes(whole.replace(old, new))
    found = read_inputs([str(tmp_path / "a.pdf")], root=tmp_path)
    assert [failure.kind for failure in found.failures][-1:] in ([], ["damaged"])
    told = "".join(article.text for article in found.articles)
    assert found.failures or ("Alder Bridge" in told and "May" in told)


@pytest.mark.parametrize(
    "content",
    [
        MAIL.removesuffix("--b--\n"),
        "From: a@x.org\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\nVGhlIHZhbGxleSBoYXMgdGhyZWUgc2Nob29scy\n",
    ],
)
def test_a_mail_that_is_cut_off_says_so(content: str, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_text(content)
    found = read_inputs([str(tmp_path / "a.eml")], root=tmp_path)
    assert [failure.kind for failure in found.failures] == ["damaged"]
