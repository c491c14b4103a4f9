"""Nothing that a reader of a Word document sees is lost."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

from factcheck.articles.read import read_paths
from factcheck.articles.segment import sentences
from factcheck.model import Article

FIRST, LAST, LOST = "The council met on Monday.", "The mill burned on 3 May.", "The flood killed 340 people."
RUN = f"<w:r><w:t>{LOST}</w:t></w:r>"
HALF = (
    "<w:r><w:t xml:space='preserve'>The flood killed </w:t></w:r>",
    "<w:r><w:t>340</w:t></w:r>",
    "<w:r><w:t xml:space='preserve'> people.</w:t></w:r>",
)
SPACES = {
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
BOX = f"<w:txbxContent><w:p>{RUN}</w:p></w:txbxContent>"
TABLE = f"<w:tbl><w:tr><w:tc><w:p>{RUN}</w:p></w:tc><w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"


def paragraph(content: str) -> str:
    return f"<w:p>{content}</w:p>"


BODY = [
    ("inserted", paragraph(f"<w:ins w:id='1' w:author='x'>{RUN}</w:ins>")),
    ("inserted in a sentence", paragraph(f"{HALF[0]}<w:ins w:id='1' w:author='x'>{HALF[1]}</w:ins>{HALF[2]}")),
    ("moved here", paragraph(f"<w:moveTo w:id='1' w:author='x'>{RUN}</w:moveTo>")),
    ("table", TABLE),
    ("nested table", f"<w:tbl><w:tr><w:tc>{TABLE}<w:p/></w:tc></w:tr></w:tbl>"),
    ("content control", f"<w:sdt><w:sdtContent>{paragraph(RUN)}</w:sdtContent></w:sdt>"),
    ("content control in a sentence", paragraph(f"{HALF[0]}<w:sdt><w:sdtContent>{HALF[1]}</w:sdtContent></w:sdt>{HALF[2]}")),
    ("row in a content control", TABLE.replace("<w:tr>", "<w:sdt><w:sdtContent><w:tr>").replace("</w:tr>", "</w:tr></w:sdtContent></w:sdt>")),
    ("text box", paragraph(f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{BOX}</wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>")),
    ("old text box", paragraph(f"<w:r><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></w:r>")),
    ("simple field", paragraph(f"{HALF[0]}<w:fldSimple w:instr='DOCPROPERTY dead'>{HALF[1]}</w:fldSimple>{HALF[2]}")),
    ("smart tag", paragraph(f"{HALF[0]}<w:smartTag w:element='n'>{HALF[1]}</w:smartTag>{HALF[2]}")),
    ("custom mark-up", paragraph(f"<w:customXml w:element='n'>{RUN}</w:customXml>")),
    ("link", paragraph(f"{HALF[0]}<w:hyperlink w:anchor='x'>{HALF[1]}</w:hyperlink>{HALF[2]}")),
    ("formula", paragraph(f"{HALF[0]}<m:oMath><m:r><m:t>340</m:t></m:r></m:oMath>{HALF[2]}")),
    ("tab stops", paragraph(f"<w:pPr><w:tabs><w:tab w:val='left' w:pos='1'/></w:tabs></w:pPr>{RUN}")),
    ("line break", paragraph(f"<w:r><w:t>It rained.</w:t><w:br/></w:r>{RUN}")),
]  # fmt: skip


def packed(body: str, extra: dict[str, str] | None = None) -> bytes:
    """A Word file with the body between two paragraphs, and with more parts where some are given: name -> root element."""
    document = Document()
    document.add_paragraph(FIRST)
    document.add_paragraph("HERE")
    document.add_paragraph(LAST)
    file, packed_again = BytesIO(), BytesIO()
    document.save(file)
    with ZipFile(file) as old, ZipFile(packed_again, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode("utf-8") if name.endswith((".xml", ".rels")) else old.read(name)
            if name == "word/document.xml":
                start = content.rindex("<w:p>", 0, content.index("HERE"))
                end = content.index("</w:p>", start) + len("</w:p>")
                named = "".join(f"xmlns:{short}='{address}' " for short, address in SPACES.items() if f"xmlns:{short}=" not in content)
                content = (content[:start] + body + content[end:]).replace("<w:document ", f"<w:document {named}", 1)
            for part, kind in (("footnotes", "footnotes"), ("comments", "comments")):
                if not extra or part not in extra:
                    continue
                if name == "[Content_Types].xml":
                    content = content.replace(
                        "</Types>",
                        f"<Override PartName='/word/{part}.xml' ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml'/></Types>",
                    )
                if name == "word/_rels/document.xml.rels":
                    content = content.replace(
                        "</Relationships>",
                        f"<Relationship Id='x{part}' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}' Target='{part}.xml'/></Relationships>",
                    )
            new.writestr(name, content)
        for part, content in (extra or {}).items():
            new.writestr(f"word/{part}.xml", content)
    return packed_again.getvalue()


def read(content: bytes, folder: Path) -> Article:
    (folder / "a.docx").write_bytes(content)
    (article,), failures = read_paths([str(folder / "a.docx")], root=folder)
    assert not failures
    return article


@pytest.mark.parametrize("body", [case[1] for case in BODY], ids=[case[0] for case in BODY])
def test_what_a_reader_sees_is_read_once_and_in_its_place(body: str, tmp_path: Path) -> None:
    found = [sentence.text for sentence in sentences(read(packed(body), tmp_path))]
    assert [text for text in found if text in {FIRST, LAST, LOST}] == [FIRST, LOST, LAST]


@pytest.mark.parametrize("tag", ["del", "moveFrom"])
def test_what_was_taken_out_is_not_read(tag: str, tmp_path: Path) -> None:
    text = RUN.replace("w:t>", "w:delText>") if tag == "del" else RUN
    article = read(packed(paragraph(f"<w:{tag} w:id='1' w:author='x'>{text}</w:{tag}>")), tmp_path)
    assert LOST not in article.text
    assert FIRST in article.text


def test_headers_footers_and_notes_are_read_after_the_body_and_comments_are_counted(tmp_path: Path) -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = f"<w:footnotes {space}><w:footnote w:id='2'>{paragraph(RUN)}</w:footnote></w:footnotes>"
    comments = f"<w:comments {space}><w:comment w:id='1'>{paragraph('<w:r><w:t>Really?</w:t></w:r>')}</w:comment></w:comments>"
    document = Document(BytesIO(packed(paragraph(""), {"footnotes": notes, "comments": comments})))
    document.sections[0].header.paragraphs[0].text = "The bridge is closed until 2025."
    document.sections[0].footer.paragraphs[0].text = "The tunnel cost 12 million."
    file = BytesIO()
    document.save(file)
    article = read(file.getvalue(), tmp_path)
    found = [sentence.text for sentence in sentences(article)]
    assert found == [FIRST, LAST, LOST, "The bridge is closed until 2025.", "The tunnel cost 12 million."]
    assert article.outside == (("comment", 7),)


def test_a_row_of_words_is_one_line(tmp_path: Path) -> None:
    row = "".join(f"<w:tc>{paragraph(f'<w:r><w:t>{word}</w:t></w:r>')}</w:tc>" for word in ("Selm", "340 dead", "It rained."))
    article = read(packed(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>"), tmp_path)
    assert "Selm | 340 dead\n\nIt rained." in article.text
