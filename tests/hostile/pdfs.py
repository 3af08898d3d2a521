"""PDF files that act, carry other files, or swell."""

from __future__ import annotations

import io
import struct
import zlib
from functools import partial

import pikepdf

from tests.corpus import CATALOGUE, FONT, PAGE, PAGES, deflated, document, one_page, pdf, stream
from tests.hostile.marks import HTML, SCRIPT, Make


def encrypted(user: str, owner: str) -> bytes:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as opened:
        opened.save(made, encryption=pikepdf.Encryption(user=user, owner=owner))
    return made.getvalue()


def object_stream(packed: bytes, count: int = 1, extra: bytes = b"") -> bytes:
    """A PDF whose page lies in an object stream of the given content (zlib)."""
    entries = b"/Type/ObjStm/N %d/First 4/Filter/FlateDecode%s" % (count, extra)
    made = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in ((1, CATALOGUE), (2, PAGES), (4, stream(b"f")), (6, stream(packed, entries))):
        places.append((number, len(made)))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(made)
    rows = {number: struct.pack(">BIH", 1, place, 0) for number, place in [*places, (7, start)]}
    rows[3] = struct.pack(">BIH", 2, 6, 0)
    table = zlib.compress(b"".join(rows.get(n, struct.pack(">BIH", 0, 0, 0)) for n in range(8)))
    xref = stream(table, b"/Type/XRef/W[1 4 2]/Size 8/Root 1 0 R/Filter/FlateDecode")
    return bytes(made) + b"7 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (xref, start)


def xref_bomb() -> bytes:
    table = stream(deflated(300, b"\0"), b"/Type/XRef/W[1 4 2]/Size 100000000/Root 1 0 R/Filter/FlateDecode")
    made = b"%PDF-1.7\n1 0 obj\n" + CATALOGUE + b"\nendobj\n"
    return made + b"7 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, len(made))


def many_objects(count: int) -> bytes:
    return document([CATALOGUE, PAGES, PAGE, stream(b"f"), FONT, *[b"<</A 1>>"] * count])


def page_bush(levels: int, width: int = 10) -> bytes:
    """A page tree whose every branch is named `width` times: width to the power of levels pages."""
    kids = [
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (width ** (levels - n), (b"%d 0 R " % (n + 3)) * width)
        for n in range(levels)
    ]
    return document([CATALOGUE, *kids, b"<</Type/Page/MediaBox[0 0 9 9]>>"])


def page_circle() -> bytes:
    return document([CATALOGUE, b"<</Type/Pages/Count 1/Kids[2 0 R]/Parent 2 0 R>>"])


def chain(length: int) -> bytes:
    """Dictionaries that hang one on another, so deep that a careless copier runs out of stack."""
    links = [b"<</Next %d 0 R>>" % (n + 7) for n in range(length)]
    return one_page(*links, b"<<>>", page=b"/Group<</S/Transparency/Next 6 0 R>>")


def nested(depth: int) -> bytes:
    return one_page(page=b"/Group" + b"[" * depth + b"]" * depth)


def packed_twice() -> bytes:
    entries = b"/Filter[/FlateDecode/FlateDecode]"
    return one_page(stream(zlib.compress(deflated(50)), entries), page=b"/Group<</X 6 0 R>>")


def content_bomb(megabytes: int) -> bytes:
    return document([CATALOGUE, PAGES, PAGE, stream(deflated(megabytes), b"/Filter/FlateDecode"), FONT])


def image_bomb() -> bytes:
    entries = b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 1/Filter/JBIG2Decode"
    return one_page(stream(b"x", entries), page=b"/Group<</X 6 0 R>>")


def _page_in_object_stream(extra: int) -> bytes:
    body = b"3 0 " + PAGE + b" " * extra
    return object_stream(zlib.compress(body))


REFUSED: list[tuple[str, Make, str]] = [
    ("page-under-pdf-mark.pdf", lambda: b"%PDF-1.4\n" + HTML, "unreadable"),
    ("only-mark.pdf", lambda: b"%PDF-1.7", "unreadable"),
    ("cut.pdf", lambda: pdf()[:60], "unreadable"),
    ("noise.pdf", lambda: b"%PDF-1.7\n" + bytes((n * n * 31 + 7) % 256 for n in range(50_000)), "unreadable"),
    ("no-pages.pdf", lambda: document([CATALOGUE, b"<</Type/Pages/Kids[]/Count 0>>"]), "unreadable"),
    ("page-circle.pdf", page_circle, "unreadable"),
    ("user-password.pdf", partial(encrypted, "secret", "secret2"), "encrypted"),
    ("owner-password.pdf", partial(encrypted, "", "secret"), "encrypted"),
    ("201-pages.pdf", partial(pdf, "page", 201), "too_many_pages"),
    ("10000-pages.pdf", partial(pdf, "page", 10_000), "too_many_pages"),
    ("60000-objects.pdf", partial(many_objects, 60_000), "too_complex"),
    ("packed-twice.pdf", packed_twice, "too_complex"),
    ("content-bomb.pdf", partial(content_bomb, 310), "too_complex"),
    ("image-bomb.pdf", image_bomb, "too_complex"),
    ("object-stream-bomb.pdf", lambda: object_stream(deflated(300)), "unreadable"),
    ("xref-bomb.pdf", xref_bomb, "unreadable"),
    ("page-bush.pdf", partial(page_bush, 12), "unreadable"),
]


_FILE = stream(b"MZ CANARY", b"/Type/EmbeddedFile")
_SPEC = b"<</Type/Filespec/F(CANARY.exe)/EF<</F 7 0 R>>>>"
_FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 40 40]"
_SHOWN = stream(b"0 0 20 20 re f", _FORM)


def _annotated(entries: bytes, *more: bytes) -> bytes:
    return one_page(b"<</Type/Annot/Rect[1 1 50 50]%s>>" % entries, *more, page=b"/Annots[6 0 R]")


CLEANED: list[tuple[str, Make]] = [
    ("open-action.pdf", lambda: one_page(catalogue=b"/OpenAction" + SCRIPT)),
    ("document-events.pdf", lambda: one_page(catalogue=b"/AA<</WC %s>>" % SCRIPT)),
    ("page-events.pdf", lambda: one_page(page=b"/AA<</O %s>>" % SCRIPT)),
    ("named-script.pdf", lambda: one_page(catalogue=b"/Names<</JavaScript<</Names[(a)%s]>>>>" % SCRIPT)),
    ("escaped-names.pdf", lambda: one_page(catalogue=b"/Open#41ction<</S/Java#53cript/J#53(CANARY)>>")),
    ("launch.pdf", lambda: one_page(catalogue=b"/OpenAction<</S/Launch/F(CANARY.exe)>>")),
    ("link.pdf", lambda: _annotated(b"/Subtype/Link/A<</S/URI/URI(http://CANARY/)>>")),
    ("link-to-script.pdf", lambda: _annotated(b"/Subtype/Link/A<</S/URI/URI(javascript:CANARY)>>")),
    ("remote.pdf", lambda: _annotated(b"/Subtype/Link/A<</S/GoToR/F(\\\\\\\\CANARY\\\\share)/D[0/Fit]>>")),
    ("chain.pdf", lambda: _annotated(b"/Subtype/Link/A<</S/GoTo/D[0/Fit]/Next %s>>" % SCRIPT)),
    ("send-form.pdf", lambda: _annotated(b"/Subtype/Widget/A<</S/SubmitForm/F(http://CANARY/)>>")),
    ("field.pdf", lambda: _annotated(b"/Subtype/Widget/FT/Tx/T(CANARY)/AA<</K %s>>/AP<</N 7 0 R>>" % SCRIPT, _SHOWN)),
    ("xfa.pdf", lambda: one_page(stream(b"<xdp>CANARY</xdp>"), catalogue=b"/AcroForm<</Fields[]/XFA 6 0 R>>")),
    ("embedded.pdf", lambda: one_page(_SPEC, _FILE, catalogue=b"/Names<</EmbeddedFiles<</Names[(a)6 0 R]>>>>")),
    ("associated.pdf", lambda: one_page(_SPEC, _FILE, catalogue=b"/AF[6 0 R]", page=b"/AF[6 0 R]")),
    ("portfolio.pdf", lambda: one_page(_SPEC, _FILE, catalogue=b"/Collection<</D(CANARY)>>", page=b"/Z 6 0 R")),
    ("attached.pdf", lambda: _annotated(b"/Subtype/FileAttachment/FS 8 0 R", _FILE, _SPEC)),
    ("rich-media.pdf", lambda: _annotated(
        b"/Subtype/RichMedia/RichMediaContent<</Assets<</Names[(a)8 0 R]>>>>", _FILE, _SPEC)),
    ("movie.pdf", lambda: _annotated(b"/Subtype/Movie/Movie<</F(CANARY.swf)>>")),
    ("marked.pdf", lambda: one_page(_SPEC, _FILE, page=b"/Resources<</Properties<</P<</AF[6 0 R]>>>>>>")),
    ("form-with-file.pdf", lambda: one_page(
        _SPEC, _FILE, stream(b"f", _FORM + b"/AF[6 0 R]/PieceInfo<</A(CANARY)>>/Metadata 7 0 R"),
        page=b"/Resources<</XObject<</X 8 0 R>>>>")),
    ("outer-file.pdf", lambda: one_page(
        stream(b"f", _FORM + b"/F(/etc/CANARY)/FFilter/FlateDecode"),
        page=b"/Resources<</XObject<</X 6 0 R>>>>")),
    ("outline.pdf", lambda: one_page(
        b"<</Title(CANARY)/A %s>>" % SCRIPT, catalogue=b"/Outlines<</First 6 0 R/Last 6 0 R>>")),
    ("metadata.pdf", lambda: one_page(
        stream(b"<x:xmpmeta>CANARY</x:xmpmeta>", b"/Type/Metadata/Subtype/XML"),
        b"<</Author(CANARY)/Producer(CANARY)>>",
        catalogue=b"/Metadata 6 0 R", trailer=b"/Info 7 0 R")),
    ("older-version.pdf", lambda: one_page(b"(CANARY)") + b"%%EOF CANARY older\n"),
    ("page-after-end.pdf", lambda: pdf() + HTML),
    ("archive-after-end.pdf", lambda: pdf() + b"PK\3\4CANARY"),
    ("comment.pdf", lambda: pdf().replace(b"%PDF-1.7\n", b"%PDF-1.7\n%CANARY<script>\n")),
    ("identifier.pdf", lambda: one_page(trailer=b"/ID[(CANARY)(CANARY)]")),
    ("deep-chain.pdf", partial(chain, 40_000)),
    ("deep-nest.pdf", partial(nested, 480)),
    ("object-stream.pdf", partial(_page_in_object_stream, 0)),
    ("wrong-table.pdf", lambda: pdf().replace(b"startxref\n", b"startxref\n9")),
]  # fmt: skip
