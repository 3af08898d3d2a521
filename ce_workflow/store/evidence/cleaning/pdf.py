"""The cleaner of PDF files: only the pages are carried into a new file.

Scripts, actions, links, attachments, forms, metadata, outlines and structure hang on the
catalogue or on annotations, and stay behind. What forms, stamps and seals show is drawn
into the page first, so that it stays visible. Of the rest everything is looked at once.
The new file depends on the old one alone: no time, no random identifier.
"""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from pikepdf.settings import set_qpdf_limits

from .limits import CLEANED_BYTES, IMAGE_PIXELS, OBJECTS, PAGES, PARTS
from .reasons import Unclean
from .streams import check_streams

_OF_A_PAGE = {
    "/Type", "/Parent", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox",
    "/Rotate", "/UserUnit", "/Resources", "/Contents", "/Group",
}  # fmt: skip

_NOT_OF_A_STREAM = (
    "/AA", "/AF", "/Metadata", "/PieceInfo", "/OPI", "/Ref", "/Alternates", "/Measure", "/PtData", "/LastModified",
    "/F", "/FFilter", "/FDecodeParms",  # a stream whose content lies in another file
)  # fmt: skip

_ACTIONS = {
    "/GoTo", "/GoToR", "/GoToE", "/GoToDp", "/GoTo3DView", "/Launch", "/Thread", "/URI", "/Sound", "/Movie", "/Hide",
    "/Named", "/SubmitForm", "/ResetForm", "/ImportData", "/SetOCGState", "/Rendition", "/JavaScript",
    "/RichMediaExecute",
}  # fmt: skip

_NEVER = {"/Action", "/Filespec", "/EmbeddedFile", "/Annot", "/Sig", "/3D", "/RichMedia"}


def tighten() -> None:
    """Hold the parser itself to limits; they count for the whole process."""
    most = 64 * 1024 * 1024
    set_qpdf_limits(
        doc_max_warnings=1000,
        max_stream_filters=4,
        flate_max_memory=most,
        png_max_memory=most,
        tiff_max_memory=most,
        run_length_max_memory=most,
        dct_max_memory=most,
    )


def clean(content: bytes) -> bytes:
    """The pages of the PDF `content` as a new file."""
    try:
        with Pdf.open(io.BytesIO(content)) as sent:
            if sent.is_encrypted:
                raise Unclean("encrypted")
            return _pages_of(sent)
    except pikepdf.PasswordError:
        raise Unclean("encrypted") from None


def count(content: bytes) -> int:
    """How many pages the PDF `content` has."""
    with Pdf.open(io.BytesIO(content)) as opened:
        return len(opened.pages)


def _pages_of(sent: Pdf) -> bytes:
    if len(sent.objects) > OBJECTS:
        raise Unclean("too_complex")
    pages = len(sent.pages)
    if pages > PAGES:
        raise Unclean("too_many_pages", pages=pages, limit=PAGES)
    if not pages:
        raise Unclean("unreadable")
    _draw_annotations(sent)
    with Pdf.new() as kept:
        for page in sent.pages:
            for key in set(page.obj.keys()) - _OF_A_PAGE:
                del page.obj[key]
            kept.pages.append(page)
        _keep_layers(sent, kept)
        left = PARTS
        for found in kept.objects:
            left -= _scrub(found)
            if left < 0:
                raise Unclean("too_complex")
        check_streams(kept)
        return _saved(kept, sent.pdf_version)


def _draw_annotations(pdf: Pdf) -> None:
    """Draw what forms, stamps and seals look like into the pages; hidden ones stay unseen."""
    form = pdf.Root.get(Name.AcroForm)
    if isinstance(form, Dictionary) and Name.NeedAppearances in form:
        del form[Name.NeedAppearances]  # else the appearances that are there would be dropped
    pdf.flatten_annotations("all")


def _keep_layers(sent: Pdf, kept: Pdf) -> None:
    """Layers that are switched off stay so."""
    layers = sent.Root.get(Name.OCProperties)
    if isinstance(layers, Dictionary):
        kept.Root.OCProperties = kept.copy_foreign(sent.make_indirect(layers))


def _scrub(top: Object) -> int:
    """Disarm an object and what lies directly in it; what it refers to has its own turn.

    Returns how many parts there are.
    """
    parts, waiting = 0, [top]
    while waiting:
        found = waiting.pop()
        if isinstance(found, Dictionary | Array | Stream):
            inner = list(found) if isinstance(found, Array) else list(found.values())
            parts += len(inner)
            waiting += [part for part in inner if isinstance(part, Object) and not part.is_indirect]
            _disarm(found)
    return parts


def _disarm(found: Object) -> None:
    """Take from one dictionary or stream whatever could act or hide a file."""
    if isinstance(found, Stream):
        for key in _NOT_OF_A_STREAM:
            if key in found:
                del found[key]
        if _acts(found):
            found.write(b"")
        if _pixels(found) > IMAGE_PIXELS:
            raise Unclean("too_complex")
    elif isinstance(found, Dictionary) and _acts(found):
        for key in list(found.keys()):
            del found[key]


def _acts(found: Object) -> bool:
    """Whether a dictionary is an action, an annotation, or names or is an embedded file."""
    files = found.get(Name.EF)
    return (
        _name(found, Name.S) in _ACTIONS
        or _name(found, Name.Type) in _NEVER
        or (isinstance(files, Dictionary) and any(isinstance(part, Stream) for part in files.values()))
    )


def _name(found: Object, key: Name) -> str:
    value = found.get(key)
    return str(value) if isinstance(value, Name) else ""


def _pixels(found: Object) -> int:
    if _name(found, Name.Subtype) != "/Image":
        return 0
    width, height = found.get(Name.Width, 0), found.get(Name.Height, 0)
    return int(width) * int(height)


def _saved(pdf: Pdf, version: str) -> bytes:
    made = io.BytesIO()
    pdf.save(
        made,
        min_version=version,
        deterministic_id=True,
        compress_streams=True,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    if made.tell() > CLEANED_BYTES:
        raise Unclean("too_complex")
    return made.getvalue()
