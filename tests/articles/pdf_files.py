"""PDF files for tests: made by hand, so that nothing has to be installed to write one."""

from __future__ import annotations

from collections.abc import Sequence

FORM = b"<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << %s >> >> /Length %d >>\nstream\n%s\nendstream"
PICTURE = b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n\x00\nendstream"


def assembled(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A file of these objects, of which the first is the catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, trailer, start
    )  # fmt: skip
    return bytes(out)


def drawn(lines: Sequence[str]) -> bytes:
    """What draws the lines below each other."""
    words = b"".join(b"(%s) Tj T*\n" % line.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)") for line in lines)
    return b"BT /F1 11 Tf 14 TL 50 780 Td\n" + words + b"ET"


def pdf(pages: Sequence[Sequence[str]], *, title: str = "", pictures: Sequence[int] = (), trailer: bytes = b"") -> bytes:
    """A file with these lines on its pages; on those that `pictures` names, from 1, a picture too."""
    first = 6
    kids = b" ".join(b"%d 0 R" % (first + 2 * index) for index in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), kids),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (%s) >>" % title.encode(),
        PICTURE,
    ]
    for index, lines in enumerate(pages):
        picture = b"/XObject << /P 5 0 R >>" if index + 1 in pictures else b""
        stream = drawn(lines) if lines else b""
        stream += b"\n/P Do" if picture else b""
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> %s >> >>"
            % (first + 2 * index + 1, picture),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        ]
    return assembled(objects, trailer or b"/Info 4 0 R")


def bomb(depth: int = 12, width: int = 10) -> bytes:
    """A page that draws a form that draws a form ten times, and so on: a few kilobytes for ever."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>",
        b"<< /Length 5 >>\nstream\n/X Do\nendstream",
    ]
    for number in range(depth):
        stream = b"/X Do\n" * width if number < depth - 1 else b"q Q\n"
        inside = b"/X %d 0 R" % (6 + number) if number < depth - 1 else b""
        objects.append(FORM % (inside, len(stream), stream))
    return assembled(objects)
